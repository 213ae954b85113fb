//! A gap becomes a group: what it is called, who leads it, who its first members are.

use chrono::NaiveDateTime;

use super::row::{Choice, Look, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble};
use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::fault::Fault;
use crate::report::growing::{Growing, Plan};
use crate::store::Store;
use crate::store::community::WaitRow;

const NAME: Field = Field::new("name", "What it is called", Kind::Name).required();

/// The form that makes a group of a gap.
pub fn sheet(store: &Store, gap: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Gap, gap)?;
    let what = record.values.text("what").to_owned();
    let waiting = store.waiting_for(gap)?;
    let would: Vec<&WaitRow> = waiting.iter().filter(|one| one.would_join).collect();
    let yes_or_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let stages = vec![Choice::new("being_grown", "Being grown"), Choice::new("running", "It runs")];
    let mut all = vec![
        Row::of(&NAME, "", &what),
        Row::record("champion", "Who leads it", Look::Person, None)
            .helped("Somebody we know; may stay empty."),
        Row::choice("state", "How far it is", stages, "being_grown").needed(),
    ];
    if !would.is_empty() {
        all.push(Row::choice("members", "They are its first members", yes_or_no(), "yes"));
    }
    let mut notes = vec!["The group, who leads it and its first members are kept as one act.".to_owned()];
    if !would.is_empty() {
        let names: Vec<String> = would.iter().map(|one| one.spoken()).collect();
        notes.push(format!("Would help to start it: {}.", names.join(", ")));
    }
    let today = store.clock().today();
    let led = !record.values.text("led_by").is_empty();
    let plan = Plan::of(store, record)?;
    let read = move |answers: &Answers, _: NaiveDateTime| {
        let name = answers.text("name");
        if name.is_empty() {
            return Err(vec![Trouble::new("name", "What it is called is needed.")]);
        }
        let champion = answers.record("champion").map(|(_, id)| id);
        let leads = answers.text("champion").splitn(3, ' ').nth(2).unwrap_or_default().to_owned();
        let runs = answers.text("state") == "running";
        if runs && leads.is_empty() && !led {
            return Err(vec![Trouble::new("champion", "Say who leads it: look for somebody by name.")]);
        }
        if let Some(why) = plan.may_not_lead(champion) {
            return Err(vec![Trouble::new("champion", why)]);
        }
        let growing =
            Growing { name: name.to_owned(), champion, members: answers.text("members") == "yes", runs };
        Ok(Saved::new(plan.change(&growing, &leads, today), format!("Saved: {name} has begun.")))
    };
    let title = format!("It becomes a group: {what}");
    Ok(Sheet::new("gap_grows", title, all, Box::new(read))
        .about(Entity::Gap, gap, format!("group of {what}"))
        .notes(notes))
}
