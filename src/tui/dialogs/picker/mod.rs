//! The one list to pick from: the palette, the menu of a row, choices in a form, things found, drafts.
//!
//! With a query line it filters as one types; without one, each row has a key of its own: its digit or its letter.

mod screen;

use crate::domain::fold;
use crate::store::page::Page;
use crate::store::{Store, StoreError};
use crate::tui::dialogs::search;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::widgets::line_edit::LineEdit;
use crate::tui::widgets::table::{Table, Tall};

/// One row of a picker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What is read, and searched.
    pub words: String,
    /// More words that find it.
    pub also: String,
    /// What stands at the right: the key of a command, why something was found.
    pub right: String,
    /// The key that picks it where there is no query line.
    pub hot: Option<Key>,
    /// Why it cannot be picked now.
    pub why_not: Option<String>,
    /// Whether it is on: a choice among several, the present answer.
    pub on: bool,
}

impl Item {
    /// A row of words.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// The same with what stands at the right.
    #[must_use]
    pub fn right(mut self, right: impl Into<String>) -> Self {
        self.right = right.into();
        self
    }

    /// The same with the key that picks it.
    #[must_use]
    pub fn hot(mut self, key: Option<Key>) -> Self {
        self.hot = key;
        self
    }
}

/// A place in the list of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line(usize);

impl Tall for Line {
    fn key(&self) -> i64 {
        i64::try_from(self.0).unwrap_or(0) + 1
    }
}

/// What happens with the row that is picked: its place among the items, and the text of the query.
pub type Pick = Box<dyn FnMut(usize, &str) -> Effect>;

/// Reads the items for a query, where they come from the caseload.
pub type Source = Box<dyn FnMut(&Store, &str) -> Result<(Vec<Item>, Option<Pick>), StoreError>>;

/// A list to pick from.
pub struct Picker {
    title: String,
    above: Vec<String>,
    query: Option<LineEdit>,
    items: Vec<Item>,
    table: Table<Line>,
    pick: Pick,
    source: Option<Source>,
    several: bool,
    all_at_first: bool,
    none: String,
}

impl Picker {
    /// A list without a query line. Rows that have no key of their own get the digits.
    pub fn of(title: impl Into<String>, items: Vec<Item>, pick: Pick) -> Self {
        let mut digits = ('1'..='9').map(Key::Char);
        let items = items
            .into_iter()
            .map(|item| if item.hot.is_none() { Item { hot: digits.next(), ..item } } else { item })
            .collect();
        Self::with(title.into(), None, items, pick)
    }

    /// A list with a query line.
    pub fn searched(title: impl Into<String>, items: Vec<Item>, pick: Pick) -> Self {
        Self::with(title.into(), Some(LineEdit::default()), items, pick)
    }

    /// A list that the store is asked for with each letter.
    pub fn found(title: impl Into<String>, source: Source, pick: Pick) -> Self {
        let mut picker = Self::with(title.into(), Some(LineEdit::default()), Vec::new(), pick);
        picker.source = Some(source);
        picker
    }

    fn with(title: String, query: Option<LineEdit>, items: Vec<Item>, pick: Pick) -> Self {
        let none = "Nothing meets these words.".to_owned();
        let mut picker = Self {
            title,
            above: Vec::new(),
            query,
            items,
            table: Table::default(),
            pick,
            source: None,
            several: false,
            all_at_first: false,
            none,
        };
        picker.filter();
        if let Some(on) = picker.items.iter().position(|item| item.on) {
            picker.table.go_to(Line(on).key());
        }
        picker
    }

    /// The same with sentences above the list.
    #[must_use]
    pub fn above(mut self, lines: Vec<String>) -> Self {
        self.above = lines;
        self
    }

    /// The same, where rows show whether they are on and picking does not end it.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = true;
        self
    }

    /// The same, where rows are there before anything is typed.
    #[must_use]
    pub fn all_at_first(mut self) -> Self {
        self.all_at_first = true;
        self
    }

    /// The same with what is said when nothing is met.
    #[must_use]
    pub fn none(mut self, words: impl Into<String>) -> Self {
        self.none = words.into();
        self
    }

    /// The same with a letter typed already.
    #[must_use]
    pub fn typed_already(mut self, letter: char) -> Self {
        if let Some(query) = &mut self.query {
            query.press(Key::Char(letter));
        }
        self.filter();
        self
    }

    fn text(&self) -> &str {
        self.query.as_ref().map_or("", LineEdit::text)
    }

    fn filter(&mut self) {
        let met: Vec<Line> = if self.source.is_some() {
            (0..self.items.len()).map(Line).collect()
        } else {
            let texts = self.items.iter().map(|item| (item.words.as_str(), item.also.as_str()));
            search::meeting(self.text(), texts).into_iter().map(Line).collect()
        };
        let total = met.len();
        self.table.fill(Page { rows: met, from: 0, total });
    }

    /// Nothing is shown because nothing was typed yet.
    fn asks_for_letters(&self) -> bool {
        self.table.is_empty() && self.source.is_some() && self.text().is_empty() && !self.all_at_first
    }

    fn chosen(&self) -> Option<(usize, &Item)> {
        let line = self.table.chosen()?;
        self.items.get(line.0).map(|item| (line.0, item))
    }

    /// Whether a space after what was typed is one between words: several rows are met, and one of them goes on so. After a
    /// space, or where one row is left, a space chooses.
    fn goes_on(&self) -> bool {
        let typed = self.text();
        if typed.is_empty() || typed.ends_with(' ') || self.table.total() < 2 {
            return false;
        }
        let begun = format!("{} ", fold::fold(typed));
        self.items.iter().any(|item| fold::fold(&item.words).contains(&begun))
    }

    fn choose(&mut self, at: usize) -> Effect {
        let Some(item) = self.items.get(at) else { return Effect::None };
        if let Some(reason) = &item.why_not {
            return Effect::Say(reason.clone());
        }
        if self.several {
            return self.switch(at);
        }
        let text = self.text().to_owned();
        (self.pick)(at, &text)
    }

    /// Switches a row among several on or off.
    fn switch(&mut self, at: usize) -> Effect {
        if let Some(item) = self.items.get_mut(at) {
            item.on = !item.on;
        }
        Effect::None
    }

    /// Ends a choice among several: the places of those that are on. With none on, the row under the cursor is meant.
    fn done(&mut self) -> Effect {
        if !self.items.iter().any(|item| item.on)
            && !self.text().is_empty()
            && let Some(at) = self.chosen().map(|(at, _)| at)
        {
            self.switch(at);
        }
        let on = self.items.iter().enumerate().filter(|(_, item)| item.on);
        let places = on.map(|(at, _)| at.to_string()).collect::<Vec<_>>().join(" ");
        (self.pick)(usize::MAX, &places)
    }
}
