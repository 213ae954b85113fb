//! What is known so that nobody comes to harm, and work that rested or began again: for a few of the people, at the end
//! of the year, so that the rest of every story is the same with it and without.

use chrono::Days;

use super::year::Year;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::id::PersonId;
use crate::fault::Fault;

/// Risks: whose, what kind, what to know and what to do, whether nobody goes there alone.
const RISKS: &[(&str, &str, &str, bool)] = &[
    ("Rose", "animal", "Two dogs that do not like bags: ring at the gate, she puts them in the yard", true),
    ("Cole", "falls", "Fell on the stairs in autumn: let her come to the door in her own time", false),
    ("Lamb", "none_known", "", false),
    ("Bell", "none_known", "", false),
    ("Hart", "none_known", "", false),
];

/// Who may be reached how: whose, field, value.
const SAFE: &[(&str, &str, &str)] = &[
    ("Pope", "safe_phone", "ask"),
    ("Pope", "safe_voicemail", "unsafe"),
    ("Pope", "overhear", "Her son, who is home after three"),
    ("Pope", "say_we_are", "the library"),
    ("Ford", "safe_phone", "safe"),
    ("Ford", "safe_voicemail", "safe"),
    ("Ford", "safe_letter", "unsafe"),
    ("Ford", "overhear", "Letters are opened by a lodger"),
];

/// Writes what is known of risks and of reaching people safely, a restricted record, a pause, a second stretch of work,
/// and two who were met and have no record yet.
pub(super) fn acts(year: &mut Year<'_>) -> Result<(), Fault> {
    let Some(jo) = year.staff.first().cloned() else { return Ok(()) };
    let span = &year.town.span;
    let day = span.on_or_before(span.cut - Days::new(1));
    let (met, rests, before) = (span.ago(6), span.ago(9), span.ago(400));
    let (opened, again) = (span.ago(520), span.today + Days::new(90));
    let person = |year: &Year<'_>, family: &str| year.town.cast.get(family).copied();
    for (family, category, what, alone) in RISKS {
        let Some(id) = person(year, family) else { continue };
        let mut entry = Entry::new(Entity::Risk).with("person_id", id).with("category", *category);
        if !what.is_empty() {
            entry = entry.with("what", *what).with("review_on", again);
        }
        if *alone {
            entry = entry.with("lone_working", 1);
        }
        year.book.add(entry.with("from_on", rests));
    }
    for (family, field, value) in SAFE {
        let Some(id) = person(year, family) else { continue };
        year.book.edit(Entity::Person, id, Values::new(), Values::new().with(field, *value));
    }
    if let Some(id) = person(year, "Webb") {
        let after = Values::new().with("restricted", 1);
        let after = after.with("restricted_reason", "Her neighbour works at the practice");
        year.book.edit(Entity::Person, id, Values::new(), after);
    }
    if let Some(work) = person(year, "Dale").map(|id| year.book.running(PersonId(id))).transpose()?.flatten()
    {
        let after = Values::new().with("state", "paused").with("paused_on", rests);
        let after = after.with("pause_reason", "In hospital; back when he is home");
        year.book.edit(Entity::Episode, work, Values::new().with("state", "open"), after);
    }
    if let Some(id) = person(year, "Nash")
        && let Some(work) = year.book.running(PersonId(id))?
    {
        let first = Entry::new(Entity::Episode).with("person_id", id).with("opened_on", opened);
        let first = first.with("state", "closed").with("closed_on", before).with("close_reason", "goals_met");
        let first = first.with("close_note", "The men's shed is enough for now, he says.");
        if let Some(first) = year.book.work(&jo, day, first)? {
            let after = Values::new().with("reopened_from", first);
            year.book.edit(Entity::Episode, work, Values::new(), after);
        }
    }
    for (note, outcome) in [
        (
            "A woman at the coffee morning asked about her brother, who sees nobody since he lost his job.",
            "spoke",
        ),
        ("A neighbour of the library rang about somebody who would like to sing again.", "spoke"),
    ] {
        let contact = Entry::new(Entity::Contact).with("method", "face_to_face").with("outcome", outcome);
        year.book.log(contact.with("happened_on", met).with("minutes", 10).with("note", note), None, None);
    }
    year.book.write(&jo, day)
}
