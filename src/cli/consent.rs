//! `kith consent`: what a person said yes and no to, with its history; or a new answer.

use clap::Args;

use super::desk::Desk;
use super::gather::{self, Fields, Wanted};
use super::json;
use super::output::Row;
use super::{restricted, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::PersonId;
use crate::domain::when;
use crate::fault::Fault;

/// Say what a person agreed to, purpose by purpose, newest answer first; or record an answer
///
/// With --set purpose=... --set answer=..., or JSON on standard input, an answer is recorded. Otherwise every answer
/// that was ever given is listed.
#[derive(Args)]
pub struct Consent {
    /// The number of the person
    person: String,
    #[command(flatten)]
    fields: Fields,
}

impl Consent {
    /// Lists the answers, or records one.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        if self.fields.set.is_empty() && self.fields.input.is_none() {
            let reason = restricted::why(desk, &store, PersonId(person), None)?;
            store.view(PersonId(person), reason.as_deref())?;
            let mut all = store.records_of(Entity::Consent, "person_id", person)?;
            all.sort_by(|one, other| {
                let key = |record: &Record| (record.values.text("answered_on").to_owned(), record.id);
                one.values.text("purpose").cmp(other.values.text("purpose")).then(key(other).cmp(&key(one)))
            });
            let mut keys = vec!["id"];
            keys.extend(Entity::Consent.fields().iter().map(|field| field.name));
            keys.extend(["put_away_on", "put_away_reason"]);
            let headings = &["May we", "Answer", "When", "How"];
            let mut list = desk.out.list(keys, headings, "Nobody has asked yet.")?;
            let rows = all.iter().map(|record| Row { item: json::record(record), cells: cells(record) });
            desk.out.rows(&mut list, rows.collect())?;
            return desk.out.end(&list, all.len());
        }
        let wanted = Wanted::new(Entity::Consent).link("person_id", person);
        let given = self.fields.gather(desk, wanted.unasked())?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(
                store,
                "Recorded",
                Entity::Consent,
                done.id_of(Entity::Consent).unwrap_or_default(),
            )
        })
    }
}

fn cells(record: &Record) -> Vec<String> {
    let shown = |field: &str| said::shown(Entity::Consent, &record.values, field);
    let day = record.values.day("answered_on").map_or_else(String::new, when::show_day);
    vec![shown("purpose"), shown("answer"), day, shown("how")]
}
