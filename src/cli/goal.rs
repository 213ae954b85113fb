//! `kith goal`: what a person wants to reach, with what matters to them; and a new goal.

use std::fmt::Write as _;

use clap::Args;

use super::desk::Desk;
use super::gather::{self, Fields, Wanted};
use super::json::{self, Item};
use super::output::Format;
use super::{restricted, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::report::way::{self, Point, Way};
use crate::store::Store;

/// See where a person wants to go, or add a goal
///
/// Without fields it prints what matters to them, strengths, needs, and goals with their steps. With --set, or with a
/// hyphen and JSON on standard input, it adds a goal: kith goal 12 --set what="Eat with others" --set importance=8
#[derive(Args)]
pub struct Goal {
    /// The number of the person
    person: String,
    #[command(flatten)]
    fields: Fields,
}

impl Goal {
    /// Prints the way, or keeps the goal.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        if self.fields.set.is_empty() && self.fields.input.is_none() {
            return see(desk, &mut store, PersonId(person));
        }
        let wanted = Wanted::new(Entity::Goal).link("person_id", person).text("what");
        let given = self.fields.gather(desk, wanted.unasked())?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Added", Entity::Goal, done.id_of(Entity::Goal).unwrap_or_default())
        })
    }
}

/// Prints a person's way, and records that they were looked at.
fn see(desk: &mut Desk, store: &mut Store, person: PersonId) -> Result<(), Fault> {
    if desk.out.format == Format::Csv {
        return Err(
            Fault::usage("One person's way is not a list.").hint("For a program: kith goal 12 --json")
        );
    }
    let reason = restricted::why(desk, store, person, None)?;
    store.view(person, reason.as_deref())?;
    if desk.out.format == Format::Json {
        let item = as_json(store, person, Item::new().with("person_id", person.0))?;
        return desk.out.json(&Item::new().with("version", 1).item("item", item));
    }
    let way = way::ask(store, person, desk.clock.today())?;
    let text = format!("{}\n{}", said::person(store, person.0)?, in_words(&way));
    desk.out.text(text.trim_end())
}

/// A person's way in words; nothing where nothing is noted.
pub fn in_words(way: &Way) -> String {
    let plan: Vec<&Point> = way.plan.iter().collect();
    let parts = [
        ("What matters to me", plan),
        ("Strengths", way.strengths.iter().collect()),
        ("Would like help with", way.needs.iter().collect()),
        ("Goals", way.goals.iter().collect::<Vec<_>>()),
        ("Measures", way.measures.iter().collect()),
        ("People around them", way.around.iter().collect()),
    ];
    let mut text = String::new();
    for (title, points) in parts.into_iter().filter(|(_, points)| !points.is_empty()) {
        let _ = write!(text, "\n{title}\n");
        for point in points {
            line(&mut text, point, "");
            for step in &point.steps {
                line(&mut text, step, "  ");
            }
        }
    }
    if !way.story.is_empty() {
        let _ = write!(text, "\nStory\n  {}\n", way.story.replace('\n', "\n  "));
    }
    text
}

fn line(text: &mut String, point: &Point, indent: &str) {
    let number = point.record.map(|(entity, id)| format!(" ({} {id})", entity.word())).unwrap_or_default();
    let mark = if point.late { "! " } else { "" };
    let _ = writeln!(text, "  {indent}{mark}{}{number}", point.name);
    for line in point.text.lines().chain(point.words.lines()) {
        let _ = writeln!(text, "    {indent}{line}");
    }
}

/// A person's way as JSON, with every record of it: goals with their steps.
pub fn as_json(store: &Store, person: PersonId, item: Item) -> Result<Item, Fault> {
    let of = |entity: Entity, field: &str, id: i64| -> Result<Vec<Item>, Fault> {
        Ok(store.records_of(entity, field, id)?.iter().map(json::record).collect())
    };
    let mut goals = Vec::new();
    for goal in store.records_of(Entity::Goal, "person_id", person.0)? {
        goals.push(json::record(&goal).items("steps", of(Entity::Step, "goal_id", goal.id)?));
    }
    Ok(item
        .items("plans", of(Entity::Plan, "person_id", person.0)?)
        .items("strengths", of(Entity::Strength, "person_id", person.0)?)
        .items("need_records", of(Entity::Need, "person_id", person.0)?)
        .items("goals", goals)
        .items("relations", of(Entity::Relation, "person_id", person.0)?))
}
