//! `kith measure`: how somebody is by an instrument, answer by answer, with what follows from it.

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::instrument::wording::Wording;
use crate::domain::instrument::{self, Instrument};
use crate::domain::vocabulary::{INSTRUMENT, MEASURE_STAGE};
use crate::domain::when;
use crate::fault::Fault;

/// Record how somebody is by an instrument, and score it
///
/// At a terminal each item is asked; a hyphen leaves one out. It is taken again after 13 weeks (or as set), as a reminder.
#[derive(Args)]
pub struct Measure {
    /// The person
    person: String,
    /// The instrument: ons4, loneliness, swemwbs, pam, mycaw, eq5d
    #[arg(value_name = "INSTRUMENT", value_parser = Words::Of(Entity::Measure, "instrument"), hide_possible_values = true)]
    kind: String,
    /// The answers in their order, with blanks or commas between and a hyphen for one left out
    #[arg(long, value_name = "ANSWERS", allow_hyphen_values = true)]
    answers: Option<String>,
    /// When in the work: baseline, review, closing, later; the first time baseline, then review
    #[arg(long, value_parser = Words::Of(Entity::Measure, "stage"), hide_possible_values = true)]
    stage: Option<String>,
    /// The day it was taken; today unless given
    #[arg(long, value_name = "DATE")]
    when: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Measure {
    /// Asks what was answered, keeps it, and says the scores.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let code = self.kind.to_lowercase().replace('-', "");
        let one = instrument::named(&code).ok_or_else(|| {
            let codes: Vec<&str> = INSTRUMENT.terms.iter().map(|term| term.code).collect();
            Fault::usage(format!("kith knows no instrument {}.", self.kind))
                .hint(format!("There are: {}.", codes.join(", ")))
        })?;
        let person = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        let before = store.records_of(Entity::Measure, "person_id", person)?;
        let first = !before.iter().any(|measure| measure.values.text("instrument") == one.code);
        let usual = if first { "baseline" } else { "review" };
        let stage = match self.stage.as_deref() {
            None => usual,
            Some(word) => MEASURE_STAGE
                .read(word)
                .ok_or_else(|| Fault::usage("The stage is baseline, review, closing or later."))?,
        };
        let mut wanted = Wanted::new(Entity::Measure)
            .link("person_id", person)
            .option("instrument", Some(&one.code))
            .option("stage", Some(stage))
            .unasked();
        wanted.begun = self.answers.is_some();
        if let Some(text) = &self.when {
            let day = when::read_past_day(text, desk.clock.today()).map_err(Fault::usage)?;
            wanted = wanted.option("measured_on", Some(&day.to_string()));
        }
        let asked = self.answers.is_none()
            && self.fields.set.is_empty()
            && self.fields.input.is_none()
            && desk.ask.present;
        let answers = if asked {
            let (wording, mistake) = Wording::as_far_as_read(store.own_texts());
            if let Some(mistake) = mistake {
                desk.out.warn(&mistake);
            }
            Some(ask(desk, one, &wording)?)
        } else {
            self.answers.clone()
        };
        if let Some(answers) = &answers {
            wanted = wanted.option("items", Some(answers));
            wanted.begun = true;
        }
        let given = self.fields.gather(desk, wanted)?;
        if let Some(text) = given.draft.text("items") {
            let read = one
                .read(text)
                .map_err(|reason| Fault::failed(format!("The measure was not saved. {reason}")))?;
            if !one.is_complete(&read) {
                desk.out.say("Some answers were left out. It is kept, and said where it counts.");
            }
        }
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let id = done.id_of(Entity::Measure).unwrap_or_default();
            let record = store.needed(Entity::Measure, id)?;
            let scores = one.said(record.values.text("items"));
            Ok(format!("{} {}.", said::sentence(store, "Added", Entity::Measure, id)?, scores))
        })
    }
}

/// Asks every item, in words where its licence lets them be shown.
fn ask(desk: &mut Desk, one: &Instrument, wording: &Wording) -> Result<String, Fault> {
    match wording.licence(one) {
        Some(licence) => desk.out.warn(&format!("{}: asked under your licence {licence}.", one.short)),
        None if !one.wording => desk.out.warn(&format!("{}: {}.", one.short, one.licence)),
        None => {}
    }
    let mut answers = Vec::new();
    for item in &one.items {
        let question = match (wording.ask(one, item), item.ask.as_str()) {
            ("", _) => format!("{} ({} to {}):", item.label, item.from, item.to),
            (ask, own) if ask == own => ask.to_owned(),
            (ask, _) => format!("{ask} ({} to {}):", item.from, item.to),
        };
        loop {
            let answer = desk.ask.line(&question)?.unwrap_or_else(|| "-".to_owned());
            let mut tried = answers.clone();
            tried.push(answer.clone());
            match one.read(&tried.join(" ")) {
                Ok(_) => {
                    answers.push(answer);
                    break;
                }
                Err(reason) => desk.out.warn(&reason),
            }
        }
    }
    Ok(answers.join(" "))
}
