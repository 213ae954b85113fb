//! Safety: a restricted record opened with a reason, a record restricted, risks, and the word that there are none.

use chrono::NaiveDateTime;

use super::row::Row;
use super::sheet::{Answers, Saved, Sheet, rows};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::field::{Field, Kind};
use crate::domain::id::PersonId;
use crate::domain::risk;
use crate::domain::vocabulary::RISK_CATEGORY;
use crate::fault::Fault;
use crate::store::Store;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::Effect;
use crate::tui::screen::Screen;

static WHY_OPEN: Field = Field::new("reason", "Why you open it", Kind::Line).required();
static WHY_RESTRICT: Field = Field::new("reason", "Why", Kind::Line)
    .required()
    .hint("What your colleagues should know, without what is secret.");

/// The form that opens a restricted record.
pub fn unlock(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let reason = answers.text("reason").to_owned();
        let change = Change::OpenRestricted { person, reason };
        Ok(Saved::new(change, "Your look is recorded, with the reason."))
    };
    let title = format!("Restricted record: {}", whom.listed);
    let mut sheet = Sheet::new("unlock", title, vec![Row::of(&WHY_OPEN, "", "")], Box::new(read));
    sheet.opens = Some(person);
    let notes = vec![
        "This record is only for those who need it. What you write here is kept, and whoever works with them and \
         supervisors are told that you opened it."
            .to_owned(),
    ];
    Ok(sheet.about(Entity::Person, person.0, "opening of a restricted record".to_owned()).notes(notes))
}

/// The form that restricts a record, or the one that lifts the restriction.
pub fn restrict(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let restricted = whom.values.flag("restricted");
    let before = Values::new()
        .with("restricted", whom.values.value("restricted").clone())
        .with("restricted_reason", whom.values.value("restricted_reason").clone());
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let after = Values::new()
            .with("restricted", i64::from(!restricted))
            .with("restricted_reason", answers.text("reason"));
        let said = if restricted {
            "Saved: the record opens as others do."
        } else {
            "Saved: the record is restricted."
        };
        let change = Change::Edit { entity: Entity::Person, id: person.0, before: before.clone(), after };
        Ok(Saved::new(change, said))
    };
    let title = if restricted { "Lift the restriction" } else { "Restrict this record" };
    let sheet = Sheet::new(
        "restrict",
        format!("{title}: {}", whom.listed),
        vec![Row::of(&WHY_RESTRICT, "", "")],
        Box::new(read),
    );
    let notes =
        vec!["A restricted record shows only a name in lists, and asks everyone for a reason.".to_owned()];
    Ok(sheet.about(Entity::Person, person.0, format!("restriction of {}", whom.spoken)).notes(notes))
}

/// The form that adds a risk.
pub fn risk(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let mut all = rows(Entity::Risk, "");
    if let Some(category) = all.iter_mut().find(|row| row.name == "category") {
        category.set("");
        category.first = category.text();
    }
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Risk, "");
        draft.set("person_id", person.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        let category = RISK_CATEGORY.label(entry.values.text("category")).to_lowercase();
        Ok(Saved::new(Change::Add(entry), format!("Saved for {spoken}: {category}.")))
    };
    let sheet = Sheet::new("risk", format!("Add a risk: {}", whom.listed), all, Box::new(read));
    Ok(sheet.about(Entity::Person, person.0, format!("risk of {}", whom.spoken)))
}

/// The question that says that somebody asked and there are no known risks.
pub fn no_risks(store: &Store, person: PersonId) -> Result<Box<dyn Screen>, Fault> {
    let whom = Whom::person(store, person)?;
    let today = store.clock().today();
    let all = store.records_of(Entity::Risk, "person_id", person.0)?;
    let stands = all.iter().find(|record| {
        record.values.text("category") != risk::NONE_KNOWN && risk::holds(&record.values, today)
    });
    if stands.is_some() {
        return Err(Fault::missing(format!("A risk is known for {}.", whom.spoken))
            .hint("End it first: open it and press e."));
    }
    let entry = Entry::new(Entity::Risk)
        .with("person_id", person.0)
        .with("category", risk::NONE_KNOWN)
        .with("from_on", today);
    let said = format!("Saved: no known risks for {}.", whom.spoken);
    let words = format!("Did somebody ask, and are there no known risks for {}?", whom.spoken);
    Ok(Box::new(Question::new(words, Effect::Apply { change: Change::Add(entry), close: false, said })))
}
