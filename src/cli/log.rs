//! `kith log`: a contact with a person, the reminders it answers, and the next reminder.

use clap::Args;
use serde_json::Value as Json;

use super::desk::Desk;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::{json, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::id::FollowUpId;
use crate::domain::when;
use crate::fault::Fault;

/// How the contact was, and when: the options of `log` and `done`.
#[derive(Args, Clone, Debug, Default)]
pub struct How {
    /// How: phone, home visit, text ...
    #[arg(long, value_parser = Words::Of(Entity::Contact, "method"), hide_possible_values = true)]
    pub method: Option<String>,
    /// What happened: spoke, left a message, no answer ...
    #[arg(long, value_parser = Words::Of(Entity::Contact, "outcome"), hide_possible_values = true)]
    pub outcome: Option<String>,
    /// When, if not today: yesterday, fri 2pm, 3 mar 9.10am
    #[arg(long, value_name = "WHEN")]
    pub when: Option<String>,
    /// How many minutes it took
    #[arg(long)]
    pub minutes: Option<String>,
}

/// The next reminder, made with the contact.
#[derive(Args, Clone, Debug, Default)]
pub struct Next {
    /// Make the next reminder for this day: fri, 2 weeks, 10 mar 2pm
    #[arg(long, value_name = "WHEN")]
    pub next: Option<String>,
    /// What the next reminder is for, if not a phone call
    #[arg(long, value_name = "WHAT", requires = "next")]
    pub next_for: Option<String>,
}

/// Log a contact with a person
///
/// The notes come from a question, or from standard input with a hyphen. Reminders that the contact answers are named
/// with --clears.
#[derive(Args)]
pub struct Log {
    /// The number of the person
    #[arg(required_unless_present = "informal")]
    person: Option<String>,
    /// An informal contact, with nobody we know yet: with whom, where and what come from --set, questions or JSON
    #[arg(long)]
    informal: bool,
    #[command(flatten)]
    how: How,
    /// The number of a reminder that this contact answers; can be said many times
    #[arg(long, value_name = "REMINDER")]
    clears: Vec<String>,
    #[command(flatten)]
    next: Next,
    #[command(flatten)]
    fields: Fields,
}

impl Log {
    /// Gathers, checks and keeps the contact.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.informal {
            return self.informal(desk);
        }
        let person = self.person.as_deref().unwrap_or_default();
        let person = subject::of(person, Entity::Person)?;
        let clears: Result<Vec<i64>, Fault> =
            self.clears.iter().map(|id| subject::of(id, Entity::FollowUp)).collect();
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        let clears = clears?;
        log(desk, &mut store, person, &clears, &self.how, &self.next, &self.fields)
    }
}

impl Log {
    /// Notes a contact with nobody we know yet.
    fn informal(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let wanted = self.how.give(desk, Wanted::new(Entity::Contact).text("note"))?;
        let mut fields = self.fields.clone();
        match self.person.as_deref() {
            None => {}
            // The only word that is left is the hyphen of standard input.
            Some("-") => fields.input = Some("-".to_owned()),
            Some(_) => {
                return Err(Fault::usage(
                    "An informal contact is with nobody we know: leave the number out.",
                ));
            }
        }
        let given = fields.gather(desk, wanted)?;
        let contact = given.entry(desk)?;
        let change = Change::LogContact { contact, clears: Vec::new(), next: None };
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Logged", Entity::Contact, done.id_of(Entity::Contact).unwrap_or_default())
        })
    }
}

/// Gathers a contact with a person and keeps it, with the reminders it answers and the next.
pub fn log(
    desk: &mut Desk,
    store: &mut crate::store::Store,
    person: i64,
    clears: &[i64],
    how: &How,
    next: &Next,
    fields: &Fields,
) -> Result<(), Fault> {
    let mut wanted = Wanted::new(Entity::Contact).link("person_id", person).text("note");
    wanted.nested = &["next", "clears"];
    let wanted = how.give(desk, wanted)?;
    let given = fields.gather(desk, wanted)?;
    let said = given.draft.iter().any(|(name, _)| name != "person_id");
    if !said {
        return Err(Fault::usage("Nothing was said about the contact.")
            .hint("Say at least --outcome, such as --outcome spoke."));
    }
    let contact = given.entry(desk)?;
    let mut clears: Vec<FollowUpId> = clears.iter().map(|id| FollowUpId(*id)).collect();
    if let Some(more) = given.nested.get("clears") {
        clears.extend(numbers(more)?.into_iter().map(FollowUpId));
    }
    let next = match given.nested.get("next") {
        Some(value) => Some(nested(desk, Entity::FollowUp, value, ("person_id", person))?),
        None => next.entry(desk, person)?,
    };
    let change = Change::LogContact { contact, clears, next };
    gather::links_exist(store, &change)?;
    desk.write(store, &change, fields.dry_run, |store, done| {
        let id = done.id_of(Entity::Contact).unwrap_or_default();
        let mut sentence = said::sentence(store, "Logged", Entity::Contact, id)?;
        for item in done.items.iter().filter(|item| item.entity == Entity::FollowUp) {
            let open = store.needed(Entity::FollowUp, item.id)?.values.text("state") == "open";
            let did = if open { "Next:" } else { "Ticked off" };
            sentence.push('\n');
            sentence.push_str(&said::sentence(store, did, Entity::FollowUp, item.id)?);
        }
        Ok(sentence)
    })
}

impl How {
    /// Whether anything was said.
    pub fn is_said(&self) -> bool {
        [&self.method, &self.outcome, &self.when, &self.minutes].into_iter().any(Option::is_some)
    }

    fn give(&self, desk: &Desk, wanted: Wanted) -> Result<Wanted, Fault> {
        let wanted = wanted
            .option("method", self.method.as_deref())
            .option("outcome", self.outcome.as_deref())
            .option("minutes", self.minutes.as_deref());
        let Some(text) = &self.when else { return Ok(wanted) };
        let (day, time) = when::read_past_moment(text, desk.clock.now()).map_err(Fault::usage)?;
        let time = time.map(|time| time.format("%H:%M").to_string());
        Ok(wanted.option("happened_on", Some(&day.to_string())).option("happened_at", time.as_deref()))
    }
}

impl Next {
    fn entry(&self, desk: &Desk, person: i64) -> Result<Option<Entry>, Fault> {
        let Some(text) = &self.next else { return Ok(None) };
        let what = self.next_for.as_deref().unwrap_or("Phone call");
        let mut draft = Draft::new(Entity::FollowUp).with("person_id", person.to_string()).with("what", what);
        let (day, time) = when::read_moment(text, desk.clock.now()).map_err(Fault::usage)?;
        draft.set("due_on", day.to_string());
        if let Some(time) = time {
            draft.set("due_at", time.format("%H:%M").to_string());
        }
        gather::entry(desk, &draft).map(Some)
    }
}

/// A record that stands inside the JSON of another.
pub fn nested(desk: &Desk, entity: Entity, value: &Json, link: (&str, i64)) -> Result<Entry, Fault> {
    let wrong = || Fault::usage(format!("The {} inside must be a JSON object.", entity.word()));
    let mut draft = Draft::new(entity);
    for (key, value) in value.as_object().ok_or_else(wrong)? {
        let text = json::draft_text(value).ok_or_else(wrong)?;
        if !draft.set(key, text) {
            return Err(Fault::usage(format!("{} has no field of that name.", entity.one())));
        }
    }
    draft.set(link.0, link.1.to_string());
    gather::entry(desk, &draft)
}

fn numbers(value: &Json) -> Result<Vec<i64>, Fault> {
    let wrong = || Fault::usage("The reminders after clears must be a list of numbers.");
    let list = value.as_array().ok_or_else(wrong)?;
    list.iter().map(|number| number.as_i64().ok_or_else(wrong)).collect()
}
