//! What the dates of a list tell of their order: a list from elsewhere may have the month first, and most of its dates read
//! either way.

use std::collections::BTreeMap;

use crate::domain::when::{Order, Written, order_told};
use crate::fault::Fault;

/// What was seen in the columns of a list for which nobody said an order.
#[derive(Default)]
pub struct Dates {
    columns: BTreeMap<String, Seen>,
    /// Orders in which dates in numbers were read, for whatever reason.
    read: Vec<Order>,
}

#[derive(Default)]
struct Seen {
    either: u64,
    day_first: u64,
    month_first: u64,
    /// The first that can be read either way.
    sample: String,
    /// The first that has the month first, with its line.
    against: (u64, String),
}

impl Dates {
    /// Looks at a date in that column; `said` where a person or a mapping says the order.
    pub fn note(&mut self, header: &str, line: u64, text: &str, order: Order, said: bool) {
        let Some(written) = order_told(text) else { return };
        if !self.read.contains(&order) {
            self.read.push(order);
        }
        if said || order != Order::Dmy {
            return;
        }
        if !self.columns.contains_key(header) {
            self.columns.insert(header.to_owned(), Seen::default());
        }
        let Some(seen) = self.columns.get_mut(header) else { return };
        match written {
            Written::Either => {
                if seen.either == 0 {
                    text.trim().clone_into(&mut seen.sample);
                }
                seen.either += 1;
            }
            Written::DayFirst => seen.day_first += 1,
            Written::MonthFirst => {
                if seen.month_first == 0 {
                    seen.against = (line, text.trim().to_owned());
                }
                seen.month_first += 1;
            }
        }
    }

    /// Refuses a list of which a column has the month first and other dates that read either way.
    ///
    /// # Errors
    /// There is such a column.
    pub fn check(&self) -> Result<(), Fault> {
        let against = |seen: &&Seen| seen.month_first > 0 && seen.day_first == 0 && seen.either > 0;
        let Some((header, seen)) = self.columns.iter().find(|(_, seen)| against(seen)) else { return Ok(()) };
        let (line, text) = &seen.against;
        let others = if seen.either == 1 { "1 other reads" } else { "others read" };
        let count = if seen.either == 1 { String::new() } else { format!("{} ", seen.either) };
        Err(Fault::failed(format!(
            "The dates in \"{header}\" seem to have the month first: line {line} has {text}, and {count}{others} either way. Nothing was changed."
        ))
        .hint("Say their order: --dates mdy (month first) or --dates dmy (day first)."))
    }

    /// In which order dates in numbers were read, in words; nothing where there were none.
    pub fn words(&self) -> Option<&'static str> {
        match self.read.as_slice() {
            [] => None,
            [Order::Dmy] => Some("dates day first"),
            [Order::Mdy] => Some("dates month first"),
            [Order::Iso] => Some("dates year first"),
            _ => Some("dates by column"),
        }
    }

    /// What is to be said where all dates of the list read either way and nobody said the order.
    pub fn doubt(&self) -> Option<String> {
        let none = self.columns.values().all(|seen| seen.day_first + seen.month_first == 0);
        let seen = self.columns.values().find(|seen| seen.either > 0).filter(|_| none)?;
        Some(format!(
            "Dates such as {} were read with the day first. If the month stands first: --dates mdy.",
            seen.sample
        ))
    }
}
