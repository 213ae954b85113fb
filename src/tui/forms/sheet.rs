//! A form as data: its title, its rows, and how its answers become a change or problems.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::row::{Choice, Row, begun};
use crate::domain::change::Change;
use crate::domain::check::{self, Problem};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Values};
use crate::domain::id::PersonId;
use crate::store::{Store, StoreError};
use crate::tui::effect::Effect;

/// The answers of a form, by the names of their rows.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers {
    texts: BTreeMap<String, String>,
    before: Values,
    touched: Vec<String>,
}

impl Answers {
    /// The answers of the rows that are there, and what the form knows besides.
    pub fn of(rows: &[Row], hidden: &[(String, String)], before: &Values) -> Self {
        let mut texts: BTreeMap<String, String> = hidden.iter().cloned().collect();
        texts.extend(rows.iter().map(|row| (row.name.clone(), row.text())));
        let touched = rows.iter().filter(|row| row.touched()).map(|row| row.name.clone()).collect();
        Self { texts, before: before.clone(), touched }
    }

    /// The text of an answer, without blanks around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.trim())
    }

    /// The record that was looked for in a row.
    pub fn record(&self, name: &str) -> Option<(Entity, i64)> {
        let mut parts = self.text(name).split(' ');
        let entity = parts.next().and_then(Entity::parse);
        entity.zip(parts.next().and_then(|id| id.parse().ok()))
    }

    /// What the record that is edited held when the form was opened.
    pub fn before(&self) -> &Values {
        &self.before
    }

    /// Whether an answer is another one than at the beginning.
    pub fn changed(&self, name: &str) -> bool {
        self.touched.iter().any(|touched| touched == name)
    }

    /// The answers to the fields of a kind of record, whose rows carry this prefix.
    pub fn draft(&self, entity: Entity, prefix: &str) -> Draft {
        let mut draft = Draft::new(entity);
        for field in entity.fields() {
            if let Some(text) = self.texts.get(&format!("{prefix}{}", field.name)) {
                draft.set(field.name, text.as_str());
            }
        }
        draft
    }

    /// Checks a draft; what is wrong is named by the rows with this prefix.
    pub fn entry(draft: &Draft, prefix: &str, now: NaiveDateTime) -> Result<Entry, Vec<Trouble>> {
        check::check(draft, now).map_err(|problems| named(problems, prefix))
    }
}

/// Problems, named by the rows of a form.
pub fn named(problems: Vec<Problem>, prefix: &str) -> Vec<Trouble> {
    problems
        .into_iter()
        .map(|problem| Trouble::new(format!("{prefix}{}", problem.field), problem.reason))
        .collect()
}

/// What is wrong with a row, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The row.
    pub row: String,
    /// One sentence.
    pub reason: String,
}

impl Trouble {
    /// What is wrong with a row.
    pub fn new(row: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { row: row.into(), reason: reason.into() }
    }
}

/// What saving does, and how it is said afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The change.
    pub change: Change,
    /// One sentence: what was saved.
    pub said: String,
}

impl Saved {
    /// A change and its sentence.
    pub fn new(change: Change, said: impl Into<String>) -> Self {
        Self { change, said: said.into() }
    }
}

/// How the answers become a change.
pub type Read = Box<dyn Fn(&Answers, NaiveDateTime) -> Result<Saved, Vec<Trouble>>>;

/// Somebody who is in the caseload already and may be the one who is being added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Who.
    pub person: PersonId,
    /// Their name as it is said.
    pub named: String,
    /// What is alike, in one sentence.
    pub sentence: String,
    /// The words of the button that takes that person.
    pub button: String,
    /// Saving is refused: one NHS number belongs to one person.
    pub same: bool,
}

/// Asks whether somebody like this is there already.
pub type Guard = Box<dyn Fn(&Answers, &Store) -> Result<Option<Met>, StoreError>>;

/// Choices that depend on other answers: the row and what it offers.
pub type Fill = Box<dyn Fn(&Answers, &Store) -> Result<Vec<(&'static str, Vec<Choice>)>, StoreError>>;

/// What is read once a form is saved, by its answers.
pub type Reads = Box<dyn Fn(&Answers) -> Effect>;

/// A form as data.
pub struct Sheet {
    /// Which form it is, for its draft.
    pub form: &'static str,
    /// What it is about.
    pub subject: Option<(Entity, i64)>,
    /// Its title, with the name of whom it is about.
    pub title: String,
    /// What the offer to carry on calls it: `contact with Ada OKONKWO`.
    pub called: String,
    /// Lines under the title: another person of that name, what must be known before one rings.
    pub notes: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the form knows besides its rows.
    pub hidden: Vec<(String, String)>,
    /// What the record that is edited held when the form was opened.
    pub before: Values,
    /// The record that is edited.
    pub edits: Option<(Entity, i64)>,
    /// What follows `Save and log another`; there is no such button without it.
    pub another: Option<fn() -> Effect>,
    /// Whose record is opened once it is saved.
    pub opens: Option<PersonId>,
    /// What is read once it is saved.
    pub reads: Option<Reads>,
    /// It is about marked rows: once it is saved, the marks are taken away.
    pub unmarks: bool,
    /// How the answers become a change.
    pub read: Read,
    /// Asks for doubles.
    pub guard: Option<Guard>,
    /// Asks for choices.
    pub fill: Option<Fill>,
}

impl Sheet {
    /// A form with its rows and how they are read.
    pub fn new(form: &'static str, title: impl Into<String>, rows: Vec<Row>, read: Read) -> Self {
        Self {
            form,
            subject: None,
            title: title.into(),
            called: String::new(),
            notes: Vec::new(),
            rows,
            hidden: Vec::new(),
            before: Values::new(),
            edits: None,
            another: None,
            opens: None,
            reads: None,
            unmarks: false,
            read,
            guard: None,
            fill: None,
        }
    }

    /// The same about a record, and what its draft is called.
    #[must_use]
    pub fn about(mut self, entity: Entity, id: i64, called: impl Into<String>) -> Self {
        self.subject = Some((entity, id));
        self.called = called.into();
        self
    }

    /// The same with lines under the title.
    #[must_use]
    pub fn notes(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }

    /// The same, knowing something besides its rows.
    #[must_use]
    pub fn knowing(mut self, name: &str, text: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), text.into()));
        self
    }
}

/// A person needs one name: the rows of names say so instead of calling both optional.
pub fn one_name_is_enough(rows: &mut [Row]) {
    for row in rows.iter_mut().filter(|row| row.name.ends_with("given") || row.name.ends_with("family")) {
        row.one_of = true;
        row.hint = "One name is enough.".into();
    }
}

/// The rows of the fields that a form shows for a kind of record, each with its default.
pub fn rows(entity: Entity, prefix: &str) -> Vec<Row> {
    let shown = entity.fields().iter().filter(|field| field.step > 0);
    shown.map(|field| Row::of(field, prefix, field.default)).collect()
}

/// The row of one field with its default; a name the table does not know gives no row.
pub fn row(entity: Entity, prefix: &str, name: &str) -> Option<Row> {
    entity.field(name).map(|field| Row::of(field, prefix, field.default))
}

/// The rows of a record that is edited, each with what it holds.
pub fn rows_with(entity: Entity, values: &Values) -> Vec<Row> {
    let shown = entity.fields().iter().filter(|field| field.step > 0);
    shown.map(|field| Row::of(field, "", &begun(field, values.value(field.name)))).collect()
}
