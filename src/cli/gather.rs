//! The fields of a record from `--set`, from JSON or text on standard input, or from questions at the terminal.

use std::fmt::Write as _;

use clap::Args;
use serde_json::{Map, Value as Json};

use super::desk::Desk;
use super::{json, prompt};
use crate::config;
use crate::domain::change::{Change, Who};
use crate::domain::check::{self, Problem};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Value};
use crate::domain::field::{Field, Kind};
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;

/// Keys of a record's JSON that are not fields; they come back from `show --json` and are passed over.
const PASSED_OVER: [&str; 5] = ["id", "uid", "put_away_on", "put_away_reason", "version"];

#[derive(Args, Clone, Debug, Default)]
pub struct Fields {
    /// Give a field its value; can be said many times
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Try it, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// A hyphen takes the fields as JSON, or the words as text, from standard input
    #[arg(value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    pub input: Option<String>,
}

/// What a command wants to know.
pub struct Wanted {
    /// The record.
    pub draft: Draft,
    /// The person who may come with it (`add referral`).
    pub person: Option<Draft>,
    /// The field that plain text on standard input fills.
    pub text: Option<&'static str>,
    /// A field was already given by an option of its own.
    pub begun: bool,
    /// More objects that standard input may hold, by key.
    pub nested: &'static [&'static str],
    /// Questions may be asked at the terminal.
    pub questions: bool,
    /// The records it belongs to, which the command names itself.
    pub links: Vec<&'static str>,
    /// Fields that options of their own gave.
    options: Vec<&'static Field>,
}

/// What was given.
pub struct Given {
    /// The record.
    pub draft: Draft,
    /// The person who came with it.
    pub person: Option<Draft>,
    /// The other objects that standard input held.
    pub nested: Map<String, Json>,
    links: Vec<&'static str>,
}

impl Wanted {
    /// A record of a kind.
    pub fn new(entity: Entity) -> Self {
        Self {
            draft: Draft::new(entity),
            person: None,
            text: None,
            begun: false,
            nested: &[],
            questions: true,
            links: Vec::new(),
            options: Vec::new(),
        }
    }

    /// The same, with the record it belongs to.
    #[must_use]
    pub fn link(mut self, field: &str, id: i64) -> Self {
        self.draft.set(field, id.to_string());
        self.links.extend(self.draft.entity.field(field).map(|known| known.name));
        self
    }

    /// The same, with a field that has an option of its own; `None` where the option was not used.
    #[must_use]
    pub fn option(mut self, field: &str, text: Option<&str>) -> Self {
        if let Some(text) = text {
            self.draft.set(field, text);
            self.options.extend(self.draft.entity.field(field));
            self.begun = true;
        }
        self
    }

    /// The same, without questions at the terminal: the command asks itself.
    #[must_use]
    pub fn unasked(mut self) -> Self {
        self.questions = false;
        self
    }

    /// The same, taking plain text on standard input for a field.
    #[must_use]
    pub fn text(mut self, field: &'static str) -> Self {
        self.text = Some(field);
        self
    }
}

impl Fields {
    /// Gathers what a command wants to know.
    pub fn gather(&self, desk: &mut Desk, wanted: Wanted) -> Result<Given, Fault> {
        let Wanted { draft, person, text, begun, nested, questions, links, options } = wanted;
        // A word of a list that no list has is a wrong use of the command, not a wrong record.
        for field in options.into_iter().filter(|field| matches!(field.kind, Kind::One(_))) {
            let said = draft.text(field.name).unwrap_or_default();
            check::read(field, said, desk.clock.now())
                .map_err(|reason| Fault::usage(format!("{}: {reason}", field.label)))?;
        }
        let mut given = Given { draft, person, nested: Map::new(), links };
        for pair in &self.set {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                Fault::usage("After --set comes a field and its value.")
                    .hint("For example: --set urgency=soon")
            })?;
            given.put(name.trim(), value)?;
        }
        let nothing = self.set.is_empty() && !begun;
        if self.input.is_some() || (nothing && !prompt::input_is_a_terminal()) {
            given.read(&prompt::standard_input()?, text, nested)?;
        } else if !questions {
            // The command asks itself.
        } else if nothing && desk.ask.present {
            given.ask(desk)?;
        } else if let Some(field) = text.and_then(|name| given.draft.entity.field(name))
            && desk.ask.present
            && !desk.ask.yes
            && given.draft.text(field.name).is_none()
            && let Some(answer) = desk.ask.field(field, field.default)?
        {
            given.draft.set(field.name, answer);
        }
        Ok(given)
    }
}

impl Given {
    fn put(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let name = name.replace('-', "_").to_lowercase();
        // Whose record it is was said by the command; another one would be kept with the wrong person.
        if self.links.contains(&name.as_str()) && self.draft.text(&name) != Some(text.trim()) {
            let said = self.draft.text(&name).unwrap_or_default();
            return Err(Fault::usage(format!("The command says {name} {said}, and the fields say {text}."))
                .hint("Nothing was changed. Leave one of the two out."));
        }
        if self.draft.set(&name, text) || self.person.as_mut().is_some_and(|person| person.set(&name, text)) {
            return Ok(());
        }
        let entities =
            std::iter::once(self.draft.entity).chain(self.person.as_ref().map(|person| person.entity));
        let names = || entities.clone().flat_map(|entity| entity.fields().iter().map(|field| field.name));
        let hint = match config::nearest(&name, names()) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("The fields are: {}.", names().collect::<Vec<_>>().join(", ")),
        };
        Err(Fault::usage(format!("{} has no field of that name.", self.draft.entity.one())).hint(hint))
    }

    fn read(&mut self, input: &str, text: Option<&str>, nested: &[&str]) -> Result<(), Fault> {
        let input = input.trim();
        if input.is_empty() {
            return Ok(());
        }
        if !input.starts_with('{') {
            let field = text.ok_or_else(|| {
                Fault::usage("What came in on standard input is not a JSON object.")
                    .hint("Give the fields like {\"given\": \"Ada\"}, or with --set.")
            })?;
            self.draft.set(field, input);
            return Ok(());
        }
        let read: Map<String, Json> = serde_json::from_str(input).map_err(|error| {
            Fault::failed(format!(
                "The JSON on standard input cannot be read at line {}, column {}.",
                error.line(),
                error.column()
            ))
        })?;
        // What `show --json` prints can be given back; what it adds to the fields is passed over.
        let (read, shown) = match read.get("item") {
            Some(Json::Object(item)) => (item.clone(), true),
            _ => (read, false),
        };
        for (key, value) in read {
            if PASSED_OVER.contains(&key.as_str()) || (shown && self.draft.entity.field(&key).is_none()) {
                continue;
            }
            match self.text_for(&key, &value) {
                _ if nested.contains(&key.as_str()) => drop(self.nested.insert(key, value)),
                Some(text) => self.put(&key, &text)?,
                None => return Err(Fault::usage(format!("{key} must be a text, a number, or yes or no."))),
            }
        }
        Ok(())
    }

    /// A value of JSON as the text of a field of the record, or of the person who comes with it.
    fn text_for(&self, key: &str, value: &Json) -> Option<String> {
        let name = key.replace('-', "_").to_lowercase();
        let own = self.draft.entity.field(&name);
        let of = own.or_else(|| self.person.as_ref().and_then(|person| person.entity.field(&name)));
        of.map_or_else(|| json::draft_text(value), |field| json::text_for(field, value))
    }

    fn ask(&mut self, desk: &mut Desk) -> Result<(), Fault> {
        if let Some(person) = &mut self.person {
            ask_fields(desk, person)?;
        }
        ask_fields(desk, &mut self.draft)
    }

    /// The record, checked.
    pub fn entry(&self, desk: &Desk) -> Result<Entry, Fault> {
        entry(desk, &self.draft)
    }
}

/// A draft, checked.
pub fn entry(desk: &Desk, draft: &Draft) -> Result<Entry, Fault> {
    check::check(draft, desk.clock.now()).map_err(|problems| not_saved(draft.entity, &problems))
}

/// Refuses a change that names a record there is none of.
pub fn links_exist(store: &Store, change: &Change) -> Result<(), Fault> {
    let (entity, values) = match change {
        Change::Add(entry) => (entry.entity, &entry.values),
        Change::Edit { entity, after, .. } => (*entity, after),
        Change::Refer { person: Who::Known(id), referral, .. } => {
            store.needed(Entity::Person, id.0)?;
            (referral.entity, &referral.values)
        }
        Change::Promote { contact, person, referral } => {
            store.needed(Entity::Contact, contact.0)?;
            if let Who::Known(id) = person {
                store.needed(Entity::Person, id.0)?;
            }
            (referral.entity, &referral.values)
        }
        Change::Refer { referral, .. } => (referral.entity, &referral.values),
        Change::LogContact { contact, .. } => (contact.entity, &contact.values),
        Change::AskedAndOffered { asked, .. } => (asked.entity, &asked.values),
        _ => return Ok(()),
    };
    for field in entity.fields() {
        if let (Kind::Link(linked), Some(id)) = (field.kind, values.number(field.name)) {
            store.needed(linked, id)?;
        }
    }
    Ok(())
}

/// The fault of a command to which nothing was said.
pub fn nothing_said(entity: Entity) -> Fault {
    let fields: Vec<&str> = entity.fields().iter().filter(|field| field.step > 0).map(|f| f.name).collect();
    Fault::usage(format!("Nothing was said about the {}.", entity.word()))
        .hint(format!("Give fields with --set, or JSON on standard input: {}.", fields.join(", ")))
}

/// The fault of a draft that cannot be kept: each problem on its line, with the field's label.
pub fn not_saved(entity: Entity, problems: &[Problem]) -> Fault {
    let mut message = format!("The {} was not saved.", entity.word());
    for problem in problems {
        let label = entity.field(problem.field).map_or(problem.field, |field| field.label);
        let _ = write!(message, "\n  {label}: {}", problem.reason);
    }
    Fault::failed(message)
}

/// Asks for the fields of the first page of the form, and for whatever cannot be left out.
fn ask_fields(desk: &mut Desk, draft: &mut Draft) -> Result<(), Fault> {
    let entity = draft.entity;
    for field in entity.fields() {
        let asked = field.step == 1 || (field.required && field.default.is_empty());
        if asked && draft.text(field.name).is_none() {
            ask_field(desk, draft, field)?;
        }
    }
    Ok(())
}

fn ask_field(desk: &mut Desk, draft: &mut Draft, field: &'static Field) -> Result<(), Fault> {
    let now = desk.clock.now();
    loop {
        let answer = desk.ask.field(field, field.default)?;
        let text = answer.as_deref().unwrap_or(field.default);
        match check::read(field, text, now) {
            Ok(Value::Nothing) if field.required => desk.out.warn(&format!("{} is needed.", field.label)),
            Ok(Value::Nothing) => return Ok(()),
            Ok(value) => {
                if let (Kind::PastDay | Kind::ComingDay, Some(day)) =
                    (field.kind, value.text().and_then(|day| day.parse().ok()))
                {
                    desk.out.warn(&format!("  = {}", when::show_echo(day, now.date())));
                }
                draft.set(field.name, check::write(field, &value));
                return Ok(());
            }
            Err(reason) => desk.out.warn(&reason),
        }
    }
}
