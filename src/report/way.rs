//! A person's way in words, gifts before needs: what matters to them, strengths, needs, goals and the steps towards them.

use chrono::NaiveDate;

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::PersonId;
use crate::domain::vocabulary::{GIFT_KIND, GOAL_STATUS, NEED, NEED_STATE, RELATION, STEP_STATUS};
use crate::domain::when;
use crate::store::{Store, StoreError};

/// One thing on a person's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The record; `None` for a need that only stands on the list they came with.
    pub record: Option<(Entity, i64)>,
    /// What it is: the strength, the goal, who agreed the plan.
    pub name: String,
    /// Longer words of the person: what matters, what came of a goal; may be empty.
    pub text: String,
    /// How it stands, in sentences.
    pub words: String,
    /// Whether it still stands open.
    pub open: bool,
    /// Whether its day has gone by: a review, a step.
    pub late: bool,
    /// The steps towards it, the open ones first.
    pub steps: Vec<Point>,
}

impl Point {
    /// It as one sentence: `Eat with other people once a week. Matters 8 out of 10.`
    pub fn sentence(&self) -> String {
        let text = self.text.lines().next().unwrap_or_default();
        let parts = [self.name.as_str(), text, self.words.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).map(stopped).collect::<Vec<_>>().join(" ")
    }
}

/// A person's way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The newest plan, which holds.
    pub plan: Option<Point>,
    /// What they are good at, know, care about; the newest first.
    pub strengths: Vec<Point>,
    /// What they would like help with; what still stands first.
    pub needs: Vec<Point>,
    /// What they want to reach; what is on the way first.
    pub goals: Vec<Point>,
    /// How they were over time, scale by scale.
    pub measures: Vec<Point>,
    /// The people around them; whom to ring in an emergency first.
    pub around: Vec<Point>,
    /// What they told us, as long as it needs to be.
    pub story: String,
}

/// The way of a person, as it stands on a day.
pub fn ask(store: &Store, person: PersonId, today: NaiveDate) -> Result<Way, StoreError> {
    let of = |entity| store.records_of(entity, "person_id", person.0);
    let mut strengths = of(Entity::Strength)?;
    strengths.reverse();
    let plan = of(Entity::Plan)?.into_iter().max_by_key(|plan| (plan.values.day("agreed_on"), plan.id));
    let listed = store.record(Entity::Person, person.0)?.map(|record| record.values).unwrap_or_default();
    Ok(Way {
        plan: plan.map(|record| self::plan(&record, today)),
        strengths: strengths.iter().map(strength).collect(),
        needs: needs(&of(Entity::Need)?, listed.text("needs")),
        goals: goals(&of(Entity::Goal)?, &of(Entity::Step)?, today),
        measures: super::measured::ask(store, person)?,
        around: around(&of(Entity::Relation)?),
        story: listed.text("story").to_owned(),
    })
}

fn point(record: &Record, name: String, words: &[String]) -> Point {
    let words = words.iter().filter(|part| !part.is_empty()).map(|part| stopped(part)).collect::<Vec<_>>();
    Point {
        record: Some((record.entity, record.id)),
        name,
        text: String::new(),
        words: words.join(" "),
        open: true,
        late: false,
        steps: Vec::new(),
    }
}

fn plan(record: &Record, today: NaiveDate) -> Point {
    let values = &record.values;
    let on = day(values, "agreed_on").map(|day| format!(", {day}")).unwrap_or_default();
    let with = match values.text("agreed_with") {
        "" => "the person".to_owned(),
        with => with.to_owned(),
    };
    let name = match values.text("agreed") {
        "yes" => format!("Agreed with {with}{on}"),
        "not_yet" => format!("Not agreed yet{on}"),
        _ => format!("Not agreed{on}"),
    };
    let review = values.day("review_on").map(|review| format!("Look at it again {}", by(review, today)));
    let why_not = values.text("why_not").to_owned();
    let mut point = point(record, name, &[labelled("Why not", &why_not), review.unwrap_or_default()]);
    values.text("matters").clone_into(&mut point.text);
    point.late = values.day("review_on").is_some_and(|review| review < today);
    point
}

fn strength(record: &Record) -> Point {
    let values = &record.values;
    let kind = GIFT_KIND.label(values.text("gift_kind")).to_owned();
    let noted = day(values, "noted_on").map(|day| format!("Noted {day}")).unwrap_or_default();
    point(record, values.text("what").to_owned(), &[kind, noted])
}

/// The needs that were told, and those of the list that nobody has told more of.
fn needs(records: &[Record], listed: &str) -> Vec<Point> {
    let open = |record: &&Record| record.values.text("state") == "open";
    let (stand, gone): (Vec<&Record>, Vec<&Record>) = records.iter().rev().partition(open);
    let mut points: Vec<Point> = stand.iter().map(|record| need(record)).collect();
    let told = |code: &&str| !stand.iter().any(|record| record.values.text("need") == *code);
    points.extend(listed.split_whitespace().filter(told).map(|code| Point {
        record: None,
        name: NEED.label(code).to_owned(),
        text: String::new(),
        words: "On the list they came with; nothing more is noted.".to_owned(),
        open: true,
        late: false,
        steps: Vec::new(),
    }));
    points.extend(gone.into_iter().map(need));
    points
}

fn need(record: &Record) -> Point {
    let values = &record.values;
    let by = match values.text("raised_by") {
        "person" => "the person",
        "referrer" => "the referrer",
        "worker" => "us",
        "family" => "family or a carer",
        _ => "somebody else",
    };
    let on = day(values, "raised_on").map(|day| format!(", {day}")).unwrap_or_default();
    let state = match values.text("state") {
        "open" => String::new(),
        state => NEED_STATE.label(state).to_owned(),
    };
    let cause = if values.flag("structural") { "A cause outside the person" } else { "" };
    let raised = format!("Brought up by {by}{on}");
    let mut point =
        point(record, NEED.label(values.text("need")).to_owned(), &[cause.to_owned(), state, raised]);
    values.text("note").clone_into(&mut point.text);
    point.open = values.text("state") == "open";
    point
}

fn goals(records: &[Record], steps: &[Record], today: NaiveDate) -> Vec<Point> {
    let mut goals: Vec<&Record> = records.iter().rev().collect();
    goals.sort_by_key(|goal| goal.values.text("status") != "open");
    let of = |goal: &Record| {
        let mut own: Vec<&Record> =
            steps.iter().filter(|step| step.values.number("goal_id") == Some(goal.id)).collect();
        own.sort_by_key(|step| {
            let done = step.values.text("status") != "to_do";
            (done, step.values.day("due_on").unwrap_or(NaiveDate::MAX), step.id)
        });
        own.into_iter().map(|step| self::step(step, today)).collect::<Vec<_>>()
    };
    goals.into_iter().map(|record| Point { steps: of(record), ..goal(record) }).collect()
}

fn goal(record: &Record) -> Point {
    let values = &record.values;
    let open = values.text("status") == "open";
    let scale = |field, before: &str| {
        values.number(field).map(|n| format!("{before} {n} out of 10")).unwrap_or_default()
    };
    let ended = match day(values, "ended_on") {
        Some(day) if !open => format!("{}, {day}", GOAL_STATUS.label(values.text("status"))),
        _ if !open => GOAL_STATUS.label(values.text("status")).to_owned(),
        _ => String::new(),
    };
    let set = day(values, "set_on").map(|day| format!("Set {day}")).unwrap_or_default();
    let words = [ended, scale("importance", "It matters"), scale("now", "Now"), set];
    let mut point = point(record, values.text("what").to_owned(), &words);
    point.text = labelled("What came of it", values.text("outcome"));
    point.open = open;
    point
}

fn step(record: &Record, today: NaiveDate) -> Point {
    let values = &record.values;
    let open = values.text("status") == "to_do";
    let due = values
        .day("due_on")
        .map(|due| format!("by {}", if open { by(due, today) } else { when::show_day(due) }));
    let sure = values.number("confidence").map(|n| format!("{n} out of 10 sure")).unwrap_or_default();
    let ended = day(values, "done_on").filter(|_| !open);
    let status = STEP_STATUS.label(values.text("status"));
    let status = ended.map_or_else(|| status.to_owned(), |day| format!("{status} {day}"));
    let parts = [status, values.text("who").to_owned(), due.unwrap_or_default(), sure];
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut point = point(record, values.text("what").to_owned(), &[words]);
    point.open = open;
    point.late = open && values.day("due_on").is_some_and(|due| due < today);
    point
}

/// The people around somebody, each with whether they may know that we work together.
fn around(records: &[Record]) -> Vec<Point> {
    let mut records: Vec<&Record> = records.iter().collect();
    records.sort_by_key(|record| !record.values.flag("emergency"));
    let one = |record: &&Record| {
        let values = &record.values;
        let who = RELATION.label(values.text("relation"));
        let phone = match (values.text("phone"), values.text("may_know")) {
            ("", _) => String::new(),
            (phone, "safe") => format!(", {phone}"),
            (phone, "unsafe") => format!(", {phone} (do not ring)"),
            (phone, _) => format!(", {phone} (ask first)"),
        };
        let may = match values.text("may_know") {
            "safe" => "May know that we work together",
            "unsafe" => "! Must not know that we work together",
            _ => "! Ask first whether they may know that we work together",
        };
        let ring = if values.flag("emergency") { "To ring in an emergency" } else { "" };
        let words = [may.to_owned(), ring.to_owned(), values.text("note").to_owned()];
        point(record, format!("{}: {who}{phone}", values.text("name")), &words)
    };
    records.iter().map(one).collect()
}

fn day(values: &Values, field: &str) -> Option<String> {
    values.day(field).map(when::show_day)
}

/// A day something is to be done by, with how late it is: `Fri 27 Feb 2026 (4 days late)`.
fn by(due: NaiveDate, today: NaiveDate) -> String {
    let late = when::days_late(due, today).map(|days| format!(" ({})", when::late_words(days)));
    format!("{}{}", when::show_day(due), late.unwrap_or_default())
}

fn labelled(label: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{label}: {text}") }
}

fn stopped(text: &str) -> String {
    if text.ends_with(['.', '?', '!', '"']) { text.to_owned() } else { format!("{text}.") }
}
