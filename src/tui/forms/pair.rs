//! An offer laid beside a wish: asking each, introducing them, and what came of it.

use chrono::NaiveDateTime;

use super::row::{Choice, Row};
use super::sheet::{Answers, Saved, Sheet, row};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Values};
use crate::domain::vocabulary::PAIR_STATE;
use crate::fault::Fault;
use crate::report::pairing::{self, Sides};
use crate::store::Store;
use crate::store::give::{AskRow, OfferRow};

/// The rows of both forms, as the pair stands.
fn rows(state: &str, values: &Values) -> Vec<Row> {
    let mut all = vec![Row::choice("state", "How far it is", Choice::of(&PAIR_STATE), state).needed()];
    for name in ["giver_yes", "receiver_yes"] {
        all.extend(row(Entity::Pair, "", name).map(|row| row.only_if("state", pairing::GOING)));
    }
    all.extend(["since", "note"].into_iter().filter_map(|name| row(Entity::Pair, "", name)));
    for row in &mut all {
        if let Some(field) = Entity::Pair.field(&row.name).filter(|field| values.has(field.name)) {
            row.set(&super::row::begun(field, values.value(field.name)));
            row.first = row.text();
        }
    }
    all
}

/// Who and what they are, above the rows.
fn told(offer: &OfferRow, ask: &AskRow) -> Vec<String> {
    vec![
        format!("{} would like to give: {}", offer.who.spoken(), offer.what),
        format!("{} would like: {}", ask.who.spoken(), ask.what),
        "Ask each of them first. Nobody is introduced before both have said yes.".to_owned(),
    ]
}

/// The form that lays an offer beside a wish, or says that they are no fit.
pub fn begin(store: &Store, offer: i64, ask: i64, fits: bool) -> Result<Sheet, Fault> {
    let (mine, theirs) = pairing::rows(store, offer, ask)?;
    let state = if fits { "asking" } else { "not_fit" };
    let names = pairing::names(&mine, &theirs);
    let sides = Sides::of(store, &mine, &theirs)?;
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Pair, "");
        draft.set("offer_id", offer.to_string());
        draft.set("ask_id", ask.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        let label = PAIR_STATE.label(answers.text("state")).to_lowercase();
        Ok(Saved::new(sides.begin(entry), format!("Saved: {names}, {label}.")))
    };
    let title = format!("Lay together: {} and {}", mine.who.listed(), theirs.who.listed());
    let called = format!("pair of {}", pairing::names(&mine, &theirs));
    let sheet = Sheet::new("pair", title, rows(state, &Values::new()), Box::new(read));
    let sheet = sheet.about(Entity::Offer, offer, called).knowing("=ask", ask.to_string());
    Ok(sheet.knowing("=fits", if fits { "yes" } else { "no" }).notes(told(&mine, &theirs)))
}

/// The form that says how far a pair has come.
pub fn moves(store: &Store, id: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Pair, id)?;
    let values = record.values.clone();
    let (offer, ask) = (values.number("offer_id"), values.number("ask_id"));
    let (mine, theirs) = pairing::rows(store, offer.unwrap_or_default(), ask.unwrap_or_default())?;
    let names = pairing::names(&mine, &theirs);
    let sides = Sides::of(store, &mine, &theirs)?;
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let before = answers.before();
        let mut draft = Draft::new(Entity::Pair);
        for name in ["state", "giver_yes", "receiver_yes", "note"] {
            draft.set(name, answers.text(name));
        }
        if answers.changed("since") {
            draft.set("since", answers.text("since"));
        }
        let after = crate::domain::check::check_edit(&draft, before, now)
            .map_err(|problems| super::sheet::named(problems, ""))?;
        if after == *before {
            return Err(Vec::new());
        }
        let label = PAIR_STATE.label(answers.text("state")).to_lowercase();
        let change = sides.further(id, before.clone(), after);
        Ok(Saved::new(change, format!("Saved: {names}, {label}.")))
    };
    let title = format!("How far it is: {} and {}", mine.who.listed(), theirs.who.listed());
    let called = format!("move of the pair {}", pairing::names(&mine, &theirs));
    let mut sheet = Sheet::new("pair_moves", title, rows(values.text("state"), &values), Box::new(read))
        .about(Entity::Pair, id, called)
        .notes(told(&mine, &theirs));
    sheet.before = values;
    sheet.edits = Some((Entity::Pair, id));
    Ok(sheet)
}
