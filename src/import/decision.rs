//! What a person decided about rows that were set aside: who they are about, that it is somebody new, or that they are left out.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::entity::Entity;
use crate::fault::Fault;

/// The column of a decision: in the list itself, or beside the line in a file of decisions.
pub const COLUMN: &str = "kith_decision";

/// The column of the line that a decision is about.
const LINE: &str = "kith_line";

/// What was decided about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is about this record; of the kind the list is about where none is named.
    Is(Option<Entity>, i64),
    /// It is about somebody or something new.
    New,
    /// It is left out.
    Leave,
}

impl Choice {
    /// The decision a text says; `None` where it says nothing.
    ///
    /// # Errors
    /// A sentence with what can be said.
    pub fn read(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim().to_lowercase();
        let (kind, number) = text.split_once(':').unwrap_or(("", text.as_str()));
        let entity = if kind.is_empty() { None } else { Some(Entity::parse(kind)) };
        match (text.as_str(), number.trim().parse::<i64>()) {
            ("", _) => Ok(None),
            ("new", _) => Ok(Some(Self::New)),
            ("leave" | "skip" | "leave out", _) => Ok(Some(Self::Leave)),
            (_, Ok(id)) if id > 0 => match entity {
                None => Ok(Some(Self::Is(None, id))),
                Some(Some(entity @ (Entity::Person | Entity::Asset))) => Ok(Some(Self::Is(Some(entity), id))),
                Some(_) => Err(CAN_BE.to_owned()),
            },
            _ => Err(CAN_BE.to_owned()),
        }
    }
}

const CAN_BE: &str = "A decision is a number here (12, or asset:4), new, or leave.";

/// The decisions of a file, by line of the list: CSV with `kith_line` (or `line`) and `kith_decision` (or `decision`), as the
/// file of set-aside rows has them.
///
/// # Errors
/// It cannot be read, has no such columns, or says something that is no decision; with its line.
pub fn of_file(path: &Path) -> Result<HashMap<u64, Choice>, Fault> {
    let name = path.display();
    let unreadable =
        |error: csv::Error| Fault::failed(format!("The decisions in {name} cannot be read: {error}."));
    let bytes = std::fs::read(path)
        .map_err(|error| Fault::failed(format!("The decisions in {name} cannot be read: {error}.")))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(unreadable)?.clone();
    let place = |names: [&str; 2]| headers.iter().position(|header| names.contains(&header.trim()));
    let (Some(line), Some(decision)) = (place([LINE, "line"]), place([COLUMN, "decision"])) else {
        return Err(Fault::failed(format!("{name} has no columns {LINE} and {COLUMN}.")).hint(
            "Take the file of --rejects, and write into kith_decision: a number here, new, or leave.",
        ));
    };
    let mut decisions = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let at = record.position().map_or(0, csv::Position::line);
        let said = Choice::read(record.get(decision).unwrap_or_default().trim_start_matches('\''));
        let wrong = |reason: String| Fault::failed(format!("{name}, line {at}: {reason}"));
        let Some(choice) = said.map_err(wrong)? else { continue };
        let number = record.get(line).unwrap_or_default().trim();
        let number = number.parse().map_err(|_| wrong(format!("{LINE} is no number of a line.")))?;
        decisions.insert(number, choice);
    }
    Ok(decisions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_a_number_new_or_leave() {
        assert_eq!(Choice::read(" 12 "), Ok(Some(Choice::Is(None, 12))));
        assert_eq!(Choice::read("asset:4"), Ok(Some(Choice::Is(Some(Entity::Asset), 4))));
        assert_eq!(Choice::read("New"), Ok(Some(Choice::New)));
        assert_eq!(Choice::read("leave"), Ok(Some(Choice::Leave)));
        assert_eq!(Choice::read(""), Ok(None));
        for wrong in ["perhaps", "-3", "0", "contact:4", "12 13"] {
            assert!(Choice::read(wrong).is_err(), "{wrong}");
        }
    }
}
