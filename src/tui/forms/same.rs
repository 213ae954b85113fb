//! Two records of one person made one, made two again, and a contact that was with somebody else.

use chrono::NaiveDateTime;

use super::row::{Choice, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::field::{Field, Kind};
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::Store;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::Effect;
use crate::tui::forms::row::Look;
use crate::tui::screen::Screen;

static REASON: Field = Field::new("reason", "How you know", Kind::Line)
    .required()
    .hint("For example: same birthday and street, they said so.");

/// The form that makes two records of one person one.
pub fn merge(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let stays = vec![
        Choice::new("this", format!("This one: {}, case {}", whom.listed, whom.id)),
        Choice::new("other", "The other one"),
    ];
    let rows = vec![
        Row::record("other", "Is the same as", Look::Person, None).needed(),
        Row::choice("stays", "Which stays", stays, "this")
            .needed()
            .helped("Its name and its own words hold."),
        Row::of(&REASON, "", ""),
    ];
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let Some((_, other)) = answers.record("other") else {
            return Err(vec![Trouble::new("other", "Choose the other record.")]);
        };
        if other == person.0 {
            return Err(vec![Trouble::new("other", "That is this record. Choose the other one.")]);
        }
        let other = PersonId(other);
        let (stays, other) = if answers.text("stays") == "other" { (other, person) } else { (person, other) };
        let change = Change::Merge { stays, other, reason: answers.text("reason").to_owned() };
        Ok(Saved::new(change, format!("Saved: cases {stays} and {other} are one now, case {stays}.")))
    };
    let title = format!("The same person: {}", whom.listed);
    let notes = vec![
        "Everything of the other record moves to the one that stays. The strictest word about safe contact holds."
            .to_owned(),
        "The two can be taken apart again.".to_owned(),
    ];
    let sheet = Sheet::new("merge", title, rows, Box::new(read));
    Ok(sheet.about(Entity::Person, person.0, format!("merge of {}", whom.spoken)).notes(notes))
}

/// The question that takes apart what was put together.
pub fn unmerge(store: &Store, person: PersonId) -> Result<Box<dyn Screen>, Fault> {
    let record = store.needed(Entity::Person, person.0)?;
    let Some(into) = record.values.number("merged_into") else {
        return Err(Fault::missing("This record is one of its own: there is nothing to take apart."));
    };
    let whom = Whom::of(record);
    let words =
        format!("Take cases {into} and {person} apart again? What came after stays with case {into}.");
    let said = format!("Taken apart: {} is case {person} again.", whom.spoken);
    let apply = Effect::Apply { change: Change::Unmerge { other: person }, close: false, said };
    Ok(Box::new(Question::new(words, apply)))
}

/// The form that moves a contact to the person it was with.
pub fn wrong_person(store: &Store, contact: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Contact, contact)?;
    let Some(whom) = Whom::behind(store, &record)? else {
        return Err(Fault::missing("This contact is with nobody yet."));
    };
    let from = whom.id;
    let rows = vec![Row::record("to", "It was with", Look::Person, None).needed()];
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let Some((_, to)) = answers.record("to") else {
            return Err(vec![Trouble::new("to", "Choose whom the contact was with.")]);
        };
        if to == from {
            return Err(vec![Trouble::new("to", format!("It is with {spoken} already."))]);
        }
        let name = answers.text("to").splitn(3, ' ').nth(2).unwrap_or("them");
        let change = Change::Edit {
            entity: Entity::Contact,
            id: contact,
            before: Values::new().with("person_id", from),
            after: Values::new().with("person_id", to),
        };
        Ok(Saved::new(change, format!("Moved: the contact is with {name} now.")))
    };
    let title = format!("A contact with the wrong person: {}", whom.listed);
    let notes = vec!["It leaves this record. A reminder that it answered stands open again.".to_owned()];
    let sheet = Sheet::new("wrong_person", title, rows, Box::new(read));
    Ok(sheet.about(Entity::Contact, contact, format!("move of a contact with {}", whom.spoken)).notes(notes))
}
