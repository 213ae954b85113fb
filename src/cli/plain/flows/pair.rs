//! An offer laid beside a wish: asking each, introducing them, and what came of it.

use chrono::NaiveDateTime;

use crate::cli::plain::form::{Form, Saved, draft, entry, named};
use crate::cli::plain::step::{Answers, Step};
use crate::cli::plain::words;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Draft;
use crate::domain::vocabulary::PAIR_STATE;
use crate::fault::Fault;
use crate::report::pairing::{self, Sides};
use crate::store::Store;
use crate::store::give::{AskRow, OfferRow};

/// The answer that names the wish in a draft; the form itself is about the offer.
pub const WISH: &str = "=ask";

fn steps(state: &str, offer: &OfferRow, ask: &AskRow) -> Vec<Step> {
    let field = |name: &str, words: &str| Step::field(Entity::Pair, "", name, words);
    let (giver, taker) = (offer.who.spoken(), ask.who.spoken());
    let all = [
        field("state", "How far is it?").map(|step| step.default(state)),
        field("giver_yes", &format!("Did {giver} say yes to this?"))
            .map(|step| step.only_if("state", pairing::GOING)),
        field("receiver_yes", &format!("Did {taker} say yes to this?"))
            .map(|step| step.only_if("state", pairing::GOING)),
        field("note", "Anything to note?"),
        field("since", "Since when?").map(Step::aside),
    ];
    all.into_iter().flatten().collect()
}

fn notes(offer: &OfferRow, ask: &AskRow) -> Vec<String> {
    vec![
        words::sentence(&format!("{} would like to give: {}", offer.who.spoken(), offer.what)),
        words::sentence(&format!("{} would like: {}", ask.who.spoken(), ask.what)),
        "Ask each of them first.".to_owned(),
    ]
}

/// The form that lays an offer beside a wish, or says that they are no fit.
pub fn begin(store: &Store, offer: i64, ask: i64, fits: bool) -> Result<Form, Fault> {
    let (mine, theirs) = pairing::rows(store, offer, ask)?;
    let names = pairing::names(&mine, &theirs);
    let sides = Sides::of(store, &mine, &theirs)?;
    let all = steps(if fits { "asking" } else { "not_fit" }, &mine, &theirs);
    let notes = notes(&mine, &theirs);
    let said = names.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Pair, "");
        given.set("offer_id", offer.to_string());
        given.set("ask_id", ask.to_string());
        let kept = entry(&given, "", now)?;
        let state = words::low(PAIR_STATE.label(kept.values.text("state")));
        Ok(Saved { change: sides.begin(kept), check: format!("{said}, {state}.") })
    };
    let form = Form::new("pair", format!("pair of {names}"), all, Box::new(read));
    Ok(form.about(Entity::Offer, offer).notes(notes))
}

/// The form that says how far a pair has come.
pub fn moves(store: &Store, id: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::Pair, id)?;
    let before = record.values;
    let (offer, ask) = (before.number("offer_id"), before.number("ask_id"));
    let (mine, theirs) = pairing::rows(store, offer.unwrap_or_default(), ask.unwrap_or_default())?;
    let names = pairing::names(&mine, &theirs);
    let sides = Sides::of(store, &mine, &theirs)?;
    let mut all = steps(before.text("state"), &mine, &theirs);
    for step in &mut all {
        if let Some(field) = Entity::Pair.field(&step.name).filter(|field| field.name != "state") {
            let held = if field.name == "since" {
                String::new()
            } else {
                check::write(field, before.value(field.name))
            };
            *step = step.clone().default(held);
            step.required = false;
        }
    }
    let said = names.clone();
    let told = notes(&mine, &theirs);
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let given = draft(answers, Entity::Pair, "");
        // Without a day of its own a pair is so since today.
        let mut typed = Draft::new(Entity::Pair);
        for (name, text) in given.iter().filter(|(name, text)| *name != "since" || !text.is_empty()) {
            typed.set(name, text);
        }
        let after = check::check_edit(&typed, &before, now).map_err(|problems| named(problems, ""))?;
        let state = words::low(PAIR_STATE.label(after.text("state")));
        Ok(Saved { change: sides.further(id, before.clone(), after), check: format!("{said}, {state}.") })
    };
    let form = Form::new("pair_moves", format!("move of the pair {names}"), all, Box::new(read));
    Ok(form.about(Entity::Pair, id).notes(told))
}
