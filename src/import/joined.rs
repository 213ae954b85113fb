//! Cells of several columns that make one field: the lines of an address, the answers to the items of a measure.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::field::{Field, Kind as Reads};
use crate::import::cell::on_one_line;
use crate::import::mapping::Join;

/// The cells that make one field together.
pub struct Joined {
    /// The field.
    pub field: &'static Field,
    join: Arc<Join>,
    parts: BTreeMap<usize, String>,
}

impl Joined {
    /// No cell of a field yet.
    pub fn new(field: &'static Field, join: &Arc<Join>) -> Self {
        Self { field, join: Arc::clone(join), parts: BTreeMap::new() }
    }

    /// Puts a cell in its place; of two columns of one place the first that says something counts.
    pub fn put(&mut self, at: usize, text: &str) {
        let part = self.parts.entry(at).or_default();
        if part.is_empty() {
            text.clone_into(part);
        }
    }

    /// The text of the field, and what is to be said of columns that the list does not have. Where each cell has a place of
    /// its own, an empty one keeps it: no answer ever slips into the place of another.
    pub fn text(self) -> (String, Vec<String>) {
        let last = self.parts.iter().rev().find(|(_, text)| !text.is_empty()).map(|(at, _)| *at);
        let (Some(last), Some(blank)) = (last, &self.join.blank) else {
            let told: Vec<String> =
                self.parts.values().filter(|text| !text.is_empty()).map(|text| self.cell(text)).collect();
            return (told.join(&self.join.with), Vec::new());
        };
        let (mut cells, mut remarks) = (Vec::new(), Vec::new());
        for at in 0..=last {
            match self.parts.get(&at) {
                Some(text) if !text.is_empty() => cells.push(self.cell(text)),
                Some(_) => cells.push(blank.clone()),
                None => {
                    cells.push(blank.clone());
                    remarks.push(format!(
                        "The list has no column for \"{}\"; it is kept as not answered.",
                        self.join.name(at)
                    ));
                }
            }
        }
        (cells.join(&self.join.with), remarks)
    }

    fn cell(&self, text: &str) -> String {
        if matches!(self.field.kind, Reads::Story) { text.to_owned() } else { on_one_line(text, ", ") }
    }
}
