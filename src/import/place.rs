//! Where in a file something stands that is refused or to be looked at: the column as the file calls it, and what is there.

use crate::import::columns::Columns;
use crate::import::kind::Kind;
use crate::import::plan::{Action, Decision};
use crate::import::record::{Flaw, Record};

/// The columns by which a row says whose it is.
const WHOSE: [&str; 5] = ["whose", "nhs_number", "given", "family", "date_of_birth"];

/// A decision whose sentences name column and value: what may be a mistake, and of results and use of services every reason.
pub fn named(kind: Kind, file: &str, columns: &Columns, record: &Record, decision: Decision) -> Decision {
    let Decision { action, mut remarks, doubts, met } = decision;
    let file = if file.is_empty() { String::new() } else { format!("{file}, ") };
    let at = |flaw: Flaw| format!("{file}{}{}", place(columns, record, &[&flaw.field]), flaw.reason);
    remarks.extend(doubts.into_iter().map(at));
    let action = match action {
        action if !matches!(kind, Kind::Measures | Kind::ServiceUse) => action,
        Action::Refuse(flaws) => {
            let with_place = |flaw: Flaw| {
                let reason = format!("{}{}", place(columns, record, &[&flaw.field]), flaw.reason);
                Flaw { reason, ..flaw }
            };
            Action::Refuse(flaws.into_iter().map(with_place).collect())
        }
        Action::SetAside(reason) => Action::SetAside(format!("{}{reason}", place(columns, record, &WHOSE))),
        action => action,
    };
    Decision { action, remarks, doubts: Vec::new(), met }
}

/// `Date "01/12/2025": `, or nothing where no column gives the field.
fn place(columns: &Columns, record: &Record, fields: &[&str]) -> String {
    let used = columns.used().iter().filter(|(_, field)| fields.contains(&field.as_str()));
    let cells = used.filter_map(|(header, _)| Some((header, record.text(header)?.trim())));
    let told: Vec<String> = cells
        .filter(|(_, text)| !text.is_empty())
        .map(|(header, text)| format!("{header} \"{text}\""))
        .collect();
    if told.is_empty() { String::new() } else { format!("{}: ", told.join(", ")) }
}
