//! A page of a list: the rows asked for, where they start, and how long the list is.

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The place of the first row in the whole list, from 0.
    pub from: usize,
    /// How long the whole list is.
    pub total: usize,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), from: 0, total: 0 }
    }
}

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The place of the first row, from 0.
    pub from: usize,
    /// At most how many.
    pub most: usize,
}

impl Span {
    /// The first so many rows.
    pub fn first(most: usize) -> Self {
        Self { from: 0, most }
    }

    /// The limit as SQLite takes it.
    pub(super) fn limit(self) -> i64 {
        i64::try_from(self.most).unwrap_or(i64::MAX)
    }

    /// The offset as SQLite takes it.
    pub(super) fn offset(self) -> i64 {
        i64::try_from(self.from).unwrap_or(i64::MAX)
    }
}

/// A count as a length.
pub(super) fn length(count: i64) -> usize {
    usize::try_from(count).unwrap_or(0)
}
