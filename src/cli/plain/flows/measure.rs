//! How somebody is by an instrument, item by item.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::instrument::asked::{self, name_of};
use crate::domain::instrument::wording::Wording;
use crate::domain::instrument::{self, Instrument, Item};
use crate::domain::vocabulary::MEASURE_STAGE;
use crate::fault::Fault;
use crate::store::Store;

/// The form that records a measure of a person.
pub fn form(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let (wording, mistake) = Wording::as_far_as_read(store.own_texts());
    let before = store.records_of(Entity::Measure, "person_id", person)?;
    let last = before.last();
    let instrument = last.map_or("ons4", |last| last.values.text("instrument")).to_owned();
    let stage = if last.is_some() { "review" } else { "baseline" };
    let field = |name: &str, words: &str| Step::field(Entity::Measure, "", name, words);
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(field("instrument", "Which instrument?").map(|step| step.default(instrument)));
    steps.extend(field("stage", "When in the work?").map(|step| step.default(stage)));
    for (one, alone) in instrument::all().iter().zip(asked::alone()) {
        steps.extend(one.items.iter().map(|item| step(one, item, &wording).only_if("instrument", alone)));
    }
    steps.extend(field("words", "Anything in their own words?"));
    steps.extend(field("measured_on", "When?").map(Step::aside));
    let name = whom.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let text = |name: &str| answers.get(name).map_or("", String::as_str);
        let Some(one) = instrument::named(text("instrument")) else {
            let reason = "Choose what was used.".to_owned();
            return Err(vec![Trouble { step: "instrument".to_owned(), reason }]);
        };
        let items = asked::gathered(one, |item| text(&name_of(one, item)))
            .map_err(|wrong| vec![Trouble { step: wrong.name, reason: wrong.reason }])?;
        let mut given = draft(answers, Entity::Measure, "");
        given.set("person_id", person.to_string());
        given.set("items", items.as_str());
        let kept = entry(&given, "", now)?;
        let stage = words::low(MEASURE_STAGE.label(kept.values.text("stage")));
        let check = words::sentences([format!("{} of {name}, {stage}: {}", one.short, one.said(&items))]);
        Ok(Saved { change: Change::Add(kept), check })
    };
    let mut notes = whom.notes(store)?;
    notes.extend(mistake);
    notes.extend(last.map(|last| {
        let said = instrument::said(last.values.text("instrument"), last.values.text("items"));
        words::sentence(&format!("Last time: {said}"))
    }));
    let form = Form::new("measure", format!("measure of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person).notes(notes))
}

/// The question of an item; what is left empty counts as left out.
fn step(one: &Instrument, item: &'static Item, wording: &Wording) -> Step {
    let range = format!("{} to {}", item.from, item.to);
    let words = match wording.ask(one, item) {
        "" => format!("{}, {range}?", item.label),
        ask if ask == item.ask => ask.to_owned(),
        ask => format!("{ask} {range}."),
    };
    let mut step = Step::new(&name_of(one, item), &item.label, words, Way::Scale(item));
    step.help = format!("A number from {range}. Enter alone leaves it out.");
    step
}
