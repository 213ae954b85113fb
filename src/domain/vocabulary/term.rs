//! One coded word, and what people read for it.

use crate::domain::terms::term;

/// One coded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is kept and exported.
    pub code: &'static str,
    /// What people read.
    pub label: &'static str,
}

impl Term {
    /// What people read, as the team calls it.
    pub fn called(&self) -> &'static str {
        term(self.label)
    }
}
