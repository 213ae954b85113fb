//! A person at a glance: the lines under a list, the sheet beside it, and the pieces of a record's banner.

use chrono::NaiveDate;

use crate::domain::clean::Clean;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::terms::term;
use crate::domain::when;
use crate::report::person::{self, Item, Summary};
use crate::report::timeline;
use crate::store::page::Span;
use crate::store::person::TimelineEntry;
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::theme::Role;
use crate::tui::widgets::sheet::Sheet;

/// How many entries of the line of time a glance shows.
const ENTRIES: usize = 6;
/// How many are read to find so many that tell something.
const READ: usize = 40;

/// A person at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Who.
    pub person: PersonId,
    /// What stands beside a list.
    pub sheet: Sheet,
    name: String,
    reach: Vec<(String, Role)>,
    last: String,
    next: Option<(bool, String)>,
}

impl Glance {
    /// Reads what is seen of a person; `None` where there is none of that number.
    pub fn read(store: &Store, person: PersonId) -> Result<Option<Self>, StoreError> {
        let today = store.clock().today();
        let Some(summary) = person::ask(store, person, today)? else { return Ok(None) };
        if summary.restricted {
            return Ok(Some(Self::veiled(person, &summary.veiled())));
        }
        let page = store.timeline(person, Span::first(READ))?;
        let telling = page.rows.iter().filter(|entry| tells(entry));
        let entries: Vec<timeline::Line> =
            telling.map(|entry| timeline::words(entry, today)).take(ENTRIES).collect();
        let mut sheet = Sheet::new();
        who(&summary, &mut sheet);
        gifts(&summary, &mut sheet);
        joined(&summary, &mut sheet);
        line_of_time(&entries, page.total, today, &mut sheet);
        good_to_know(&summary, &mut sheet);
        let last = entries.iter().find(|entry| entry.kind == Entity::Contact.table() && entry.on <= today);
        let phone = summary.phones.first().map(|phone| format!("{} {}", phone.label, phone.number));
        Ok(Some(Self {
            person,
            name: summary.first_line().join("   "),
            reach: vec![(phone.unwrap_or_default(), Role::Text), (summary.warning(), Role::Alarm)],
            last: last
                .map_or("no contact yet".to_owned(), |last| format!("{}  {}", last.day, last.heading())),
            next: summary.next.as_ref().map(|next| (next.late, next.words.clone())),
            sheet,
        }))
    }

    /// What is seen of somebody whose record asks for a reason.
    fn veiled(person: PersonId, summary: &Summary) -> Self {
        let mut sheet = Sheet::new();
        for (at, text) in summary.first_line().into_iter().enumerate() {
            if at == 0 { sheet.heading(text) } else { sheet.line(text) }
        }
        sheet.alarm(&summary.safe_contact);
        sheet.gap();
        sheet.line(summary.state.clone());
        Self {
            person,
            name: summary.first_line().join("   "),
            reach: vec![(summary.warning(), Role::Alarm)],
            last: "restricted".to_owned(),
            next: None,
            sheet,
        }
    }

    /// What stands in the lines below a list: who, how to reach them safely, what is next, and the last contact.
    pub fn peek(&self, width: u16) -> Vec<Vec<(String, Role)>> {
        let mut lines = vec![vec![(self.name.clone(), Role::Title)]];
        lines.extend(flow(&self.reach, width));
        if let Some((late, words)) = &self.next {
            let mark = if *late { "! " } else { "" };
            lines.push(vec![(mark.to_owned(), Role::Alarm), (format!("Next: {words}"), Role::Text)]);
        }
        lines.push(vec![(format!("Last: {}", self.last), Role::Text)]);
        lines
    }
}

/// Who it is, how to reach them safely, where they are and what comes next.
fn who(summary: &Summary, sheet: &mut Sheet) {
    for (at, text) in summary.first_line().into_iter().enumerate() {
        if at == 0 { sheet.heading(text) } else { sheet.line(text) }
    }
    sheet.line(format!("Born {}", summary.born));
    sheet.line(format!("NHS number {}", summary.nhs_number));
    reach(summary, sheet);
    sheet.gap();
    sheet.line(summary.state.clone());
    if let Some(next) = &summary.next {
        let words = format!("Next: {}", next.words);
        if next.late { sheet.late(words) } else { sheet.line(words) }
    }
    if !summary.tried.is_empty() {
        sheet.line(capital(&summary.tried));
    }
}

/// Telephone numbers with what must be known before one rings.
pub fn reach(summary: &Summary, sheet: &mut Sheet) {
    if summary.phones.is_empty() {
        sheet.line("Phone Not known");
    }
    for phone in &summary.phones {
        sheet.line(format!("{} {}", phone.label, phone.number));
    }
    if !summary.safe_contact.is_empty() {
        sheet.alarm(&summary.safe_contact);
    }
}

/// What they offer and would like: gifts stand before needs.
pub fn gifts(summary: &Summary, sheet: &mut Sheet) {
    sheet.heading("Gives and takes");
    let names = |items: &[Item]| items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>().join("; ");
    if !summary.offers.is_empty() {
        sheet.words(format!("Offers: {}", names(&summary.offers)));
    }
    if !summary.asks.is_empty() {
        sheet.words(format!("{}: {}", term("Would like"), names(&summary.asks)));
    }
    if summary.offers.is_empty() && summary.asks.is_empty() {
        let never = summary.asked.starts_with("Not asked");
        sheet.words(if never {
            summary.asked.clone()
        } else {
            format!("Asked: {}", summary.asked.to_lowercase())
        });
    }
    sheet.words(format!("Gave and received: {}", summary.gave_and_received.to_lowercase()));
    sheet.words(format!("On the way: {}", summary.rung.to_lowercase()));
}

/// What they are joined to.
pub fn joined(summary: &Summary, sheet: &mut Sheet) {
    if summary.connections.is_empty() {
        return;
    }
    sheet.heading("Joined to");
    for item in &summary.connections {
        sheet.words(format!("{}, {}", item.name, item.words));
    }
}

/// Whether an entry tells what happened: a contact, a gift, a connection; not a reminder that is over or one of many yeses.
fn tells(entry: &TimelineEntry) -> bool {
    match entry.kind {
        Entity::FollowUp => entry.first == "open",
        Entity::Consent => false,
        _ => true,
    }
}

fn line_of_time(entries: &[timeline::Line], total: usize, today: NaiveDate, sheet: &mut Sheet) {
    sheet.heading(format!("Timeline ({total})"));
    for entry in entries {
        sheet.words(format!("{}  {}", when::show_day_short(entry.on, today), entry.heading()));
    }
}

/// What is good to know, and what matters to them.
pub fn good_to_know(summary: &Summary, sheet: &mut Sheet) {
    if summary.good_to_know.is_empty() && summary.about.is_empty() {
        return;
    }
    sheet.heading("Good to know");
    for text in &summary.good_to_know {
        sheet.words(text.clone());
    }
    if !summary.about.is_empty() {
        sheet.words(summary.about.clone());
    }
}

/// What they said yes to, for the side of a record.
pub fn said_yes(summary: &Summary, sheet: &mut Sheet) {
    sheet.heading("Said yes to");
    let mut answers: Vec<&str> = summary.consents.iter().map(|consent| consent.answer.as_str()).collect();
    answers.dedup();
    let mut said: Vec<&str> = Vec::new();
    for answer in answers {
        if !said.contains(&answer) {
            said.push(answer);
            let of = summary.consents.iter().filter(|consent| consent.answer == answer);
            let labels: Vec<&str> = of.map(|consent| consent.label.as_str()).collect();
            sheet.words(format!("{answer}: {}", labels.join("; ")));
        }
    }
}

/// Parts beside one another with three blanks between, on as many rows as they need; only a part too long for a row is
/// broken, between words.
pub fn flow(parts: &[(String, Role)], width: u16) -> Vec<Vec<(String, Role)>> {
    let mut rows: Vec<Vec<(String, Role)>> = Vec::new();
    let mut used = 0;
    for (text, role) in parts.iter().filter(|(text, _)| !text.is_empty()) {
        let wide = clip::width(text);
        match rows.last_mut() {
            Some(row) if used + 3 + wide <= width => {
                row.push(("   ".to_owned(), Role::Text));
                row.push((text.clone(), *role));
                used += 3 + wide;
            }
            _ => {
                let wrapped = clip::wrap(&Clean::line(text), width);
                used = wrapped.last().map_or(0, |row| clip::width(row));
                rows.extend(wrapped.into_iter().map(|row| vec![(row, *role)]));
            }
        }
    }
    rows
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_do_not_fit_beside_one_another_begin_a_new_row() {
        let parts = ["Born 14 Jul 1945 (80)", "NHS number 999 000 1235", "Active"]
            .map(|t| (t.to_owned(), Role::Text));
        assert_eq!(flow(&parts, 60).len(), 1);
        assert_eq!(flow(&parts, 40).len(), 2);
        assert!(flow(&parts, 10).iter().all(|row| row.len() == 1), "a long part goes on below itself");
    }
}
