//! A person's line of time in words: one line for each entry, with its details below.

use chrono::NaiveDate;
use serde::Serialize;

pub use super::narrowed::KINDS;
use crate::domain::entity::Entity;
use crate::domain::fold;
use crate::domain::id::PersonId;
use crate::domain::instrument;
use crate::domain::recurrence;
use crate::domain::terms::term;
use crate::domain::vocabulary::{
    self, ASKED_ANSWER, CLOSE_REASON, CONNECTION_KIND, CONNECTION_STATE, CONSENT_PURPOSE, CONTACT_METHOD,
    CONTACT_OUTCOME, FEEDBACK, GAP_STATE, GOAL_STATUS, NEED, NEED_STATE, PAIR_STATE, REFERRAL_SOURCE,
    REFERRAL_STATE, RISK_CATEGORY, RUNG, SERVICE, STANDING, STEP_STATUS, VISIT,
};
use crate::domain::when;
use crate::report::lowered::{low, lower_first, unless_a_name};
use crate::store::page::{Page, Span};
use crate::store::person::TimelineEntry;
use crate::store::{Store, StoreError};

/// Entries of which it is said first whose or where: that begins with a name.
const NAMED: [Entity; 3] = [Entity::Letter, Entity::Connection, Entity::Visit];

/// One entry in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The kind of record, as its table is called.
    pub kind: &'static str,
    /// Its number.
    pub id: i64,
    /// The day, `2026-02-28` in JSON.
    pub on: NaiveDate,
    /// The day as it is shown: `Sat 28 Feb 2026`.
    pub day: String,
    /// The time as it is shown; empty where there is none.
    pub time: String,
    /// What sort of thing it is: `Phone call`, `Gave`.
    pub title: String,
    /// What of it: `No answer`, `a lift to Joan TAYLOR`; may be empty.
    pub what: String,
    /// More, a line each.
    pub details: Vec<String>,
    /// It needs somebody: a reminder that is late.
    pub late: bool,
    /// An open reminder, which stands before everything else.
    pub open: bool,
}

impl Line {
    /// The whole title: `Phone call  No answer`.
    pub fn heading(&self) -> String {
        if self.what.is_empty() { self.title.clone() } else { format!("{}  {}", self.title, self.what) }
    }

    /// Whether every word that was typed begins one of its words, whatever the accents.
    fn holds(&self, typed: &[String]) -> bool {
        let texts = [self.title.as_str(), &self.what, &self.day].into_iter();
        let own: Vec<String> =
            texts.chain(self.details.iter().map(String::as_str)).flat_map(fold::words).collect();
        typed.iter().all(|typed| own.iter().any(|word| word.starts_with(typed.as_str())))
    }

    /// The entry as one sentence, for the status line and the plain mode: `Sat 28 Feb 2026, phone call, no answer.`
    pub fn sentence(&self) -> String {
        let time = if self.time.is_empty() { String::new() } else { format!(" {}", self.time) };
        // To whom a letter went and where somebody goes are names, also where they are one word.
        let what = match self.what.as_str() {
            "" => String::new(),
            name if NAMED.iter().any(|kind| kind.table() == self.kind) => format!(", {name}"),
            what => format!(", {}", unless_a_name(what)),
        };
        format!("{}{time}, {}{what}.", self.day, unless_a_name(&self.title))
    }
}

/// An entry put into words on a day.
pub fn words(entry: &TimelineEntry, today: NaiveDate) -> Line {
    let (title, what, details) = match entry.kind {
        Entity::Contact => contact(entry),
        Entity::Referral => referral(entry),
        Entity::FollowUp => reminder(entry, today),
        Entity::Connection => connection(entry),
        Entity::Visit => visit(entry),
        Entity::Feedback => (
            "Said".to_owned(),
            format!("of {}: {}", entry.other, low(FEEDBACK.label(&entry.first))),
            vec![entry.text.clone()],
        ),
        Entity::GapPerson => waits(entry),
        Entity::Asked => (
            "Asked".to_owned(),
            format!("what they would like to give: {}", low(ASKED_ANSWER.label(&entry.first))),
            vec![],
        ),
        Entity::Offer => ("Offered".to_owned(), standing(entry), vec![entry.third.clone()]),
        Entity::Ask => (term("Would like").to_owned(), standing(entry), vec![entry.third.clone()]),
        Entity::Pair => paired(entry),
        Entity::Exchange => exchange(entry),
        Entity::Consent => consent(entry),
        Entity::Rung => {
            let place = if entry.other.is_empty() { String::new() } else { format!(" in {}", entry.other) };
            (
                "On the way".to_owned(),
                format!("{}{place}", RUNG.label(&entry.first)),
                vec![entry.text.clone()],
            )
        }
        Entity::Measure => (
            instrument::titled(&entry.first, &entry.second),
            instrument::said(&entry.first, &entry.third),
            vec![entry.text.clone()],
        ),
        Entity::ServiceUse => service_use(entry),
        Entity::Letter => super::letter::told(entry),
        Entity::Episode => episode(entry),
        Entity::Plan => plan(entry),
        Entity::Goal => goal(entry),
        Entity::Step => (
            format!("Step {}", low(STEP_STATUS.label(&entry.first))),
            entry.text.clone(),
            vec![labelled("Towards", &entry.second), labelled("By", &entry.third)],
        ),
        Entity::Risk => risk(entry),
        Entity::Need => (
            "Would like help with".to_owned(),
            lower_first(NEED.label(&entry.first)),
            vec![entry.text.clone(), need_state(entry), structural(entry)],
        ),
        Entity::Strength => ("Strength".to_owned(), entry.text.clone(), vec![]),
        _ => ("Note".to_owned(), String::new(), vec![entry.text.clone()]),
    };
    let open = entry.kind == Entity::FollowUp && entry.first == "open";
    Line {
        kind: entry.kind.table(),
        id: entry.id,
        on: entry.on,
        day: when::show_day(entry.on),
        time: entry.at.map(when::show_time).unwrap_or_default(),
        title,
        what,
        details: lines(&details),
        late: open && entry.on < today,
        open,
    }
}

/// So many entries are looked through at a time for words.
const AT_ONCE: usize = 1_000;

/// A page of a person's line of time in words: of some kinds, and of those that hold every word typed.
pub fn page(
    store: &Store,
    person: PersonId,
    kinds: &[Entity],
    query: &str,
    span: Span,
) -> Result<Page<(TimelineEntry, Line)>, StoreError> {
    let today = store.clock().today();
    let told = |entry: TimelineEntry| {
        let line = words(&entry, today);
        (entry, line)
    };
    let typed = fold::words(query);
    if typed.is_empty() {
        let page = store.timeline_of(person, kinds, span)?;
        let (from, total) = (page.from, page.total);
        return Ok(Page { rows: page.rows.into_iter().map(told).collect(), from, total });
    }
    let (mut rows, mut total, mut from) = (Vec::new(), 0, 0);
    loop {
        let read = store.timeline_of(person, kinds, Span { from, most: AT_ONCE })?;
        from += read.rows.len();
        for (entry, line) in read.rows.into_iter().map(told).filter(|(_, line)| line.holds(&typed)) {
            if total >= span.from && rows.len() < span.most {
                rows.push((entry, line));
            }
            total += 1;
        }
        if from >= read.total {
            return Ok(Page { rows, from: span.from, total });
        }
    }
}

type Words = (String, String, Vec<String>);

fn contact(entry: &TimelineEntry) -> Words {
    let minutes = entry.minutes.map(|minutes| format!("{minutes} min"));
    let outcome = CONTACT_OUTCOME.label(&entry.second);
    let what = match minutes {
        Some(minutes) => format!("{outcome}, {minutes}"),
        None => outcome.to_owned(),
    };
    let details = vec![entry.text.clone(), labelled("Where", &entry.third), labelled("With", &entry.other)];
    (CONTACT_METHOD.label(&entry.first).to_owned(), what, details)
}

fn referral(entry: &TimelineEntry) -> Words {
    let from = match (entry.first.as_str(), entry.other.as_str()) {
        ("self", "") => "By the person".to_owned(),
        ("reopened" | "outreach_met", "") => REFERRAL_SOURCE.label(&entry.first).to_owned(),
        (source, "") => format!("From {}", lower_first(REFERRAL_SOURCE.label(source))),
        (_, referrer) => format!("From {referrer}"),
    };
    let state = REFERRAL_STATE.label(&entry.second);
    let state = match (entry.second.as_str(), entry.third.as_str()) {
        ("received", _) => String::new(),
        (_, "") => state.to_owned(),
        (_, why) => format!("{state}: {}", reason_words(why)),
    };
    ("Referral".to_owned(), from, vec![entry.text.clone(), state])
}

fn reminder(entry: &TimelineEntry, today: NaiveDate) -> Words {
    let again = recurrence::parse(&entry.second).map(recurrence::Recurrence::show).unwrap_or_default();
    let what = match entry.first.as_str() {
        "open" => format!("{}, {}", entry.text, due_words(entry.on, today)),
        "done" => format!("{}, done", entry.text),
        _ => format!("{}, put away", entry.text),
    };
    ("Reminder".to_owned(), what, vec![labelled("Comes again", &again)])
}

/// How far off an open reminder is; its date stands beside it: `3 days late`, `today`, `in 7 days`.
pub(super) fn due_words(due: NaiveDate, today: NaiveDate) -> String {
    match when::days_late(due, today) {
        Some(days) => when::late_words(days),
        None => when::relative(due, today),
    }
}

fn connection(entry: &TimelineEntry) -> Words {
    let state = low(CONNECTION_STATE.label(&entry.second));
    let times = match entry.minutes {
        Some(1) => ", there once".to_owned(),
        Some(2) => ", there twice".to_owned(),
        Some(n) if n > 0 => format!(", there {n} times"),
        _ => String::new(),
    };
    let what = format!("{}, {state}{times}", entry.other);
    let details = vec![
        CONNECTION_KIND.label(&entry.first).to_owned(),
        entry.text.clone(),
        labelled("Why it ended", &reason_words(&entry.third)),
    ];
    ("Connection".to_owned(), what, details)
}

/// A time of going along: which one, how it went, who came.
fn visit(entry: &TimelineEntry) -> Words {
    let how = VISIT.label(&entry.first);
    let which = entry.minutes.map(|n| format!(", visit {n}")).unwrap_or_default();
    (
        how.to_owned(),
        format!("{}{which}", entry.other),
        vec![labelled("With", &entry.second), entry.text.clone()],
    )
}

/// Somebody who waits for what the community does not have yet.
fn waits(entry: &TimelineEntry) -> Words {
    let told = entry.second.parse().map(when::show_day).unwrap_or_default();
    let would = if entry.minutes == Some(1) { "Would help to start it" } else { "" };
    let details = vec![
        GAP_STATE.label(&entry.first).to_owned(),
        labelled("Led by", &entry.third),
        would.to_owned(),
        labelled("Told", &told),
    ];
    ("Waits for".to_owned(), entry.text.clone(), details)
}

/// What is offered or wished for, and how it stands once it is no longer open.
fn standing(entry: &TimelineEntry) -> String {
    match entry.second.as_str() {
        "open" => entry.text.clone(),
        state => format!("{} ({})", entry.text, low(STANDING.label(state))),
    }
}

fn exchange(entry: &TimelineEntry) -> Words {
    let gave = entry.first == "gave";
    let (title, joint) = if gave { ("Gave", "to") } else { ("Received", "from") };
    let other = if entry.other.is_empty() { String::new() } else { format!(" {joint} {}", entry.other) };
    let minutes = entry.minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
    (
        title.to_owned(),
        format!("{}{other}", entry.text),
        vec![labelled("What it meant", &entry.third), labelled("What came back", &entry.second), minutes],
    )
}

/// How often a service was used in some days.
fn service_use(entry: &TimelineEntry) -> Words {
    let day = |text: &str| text.parse().map(when::show_day).unwrap_or_default();
    let days = format!("{} to {}", day(&entry.second), day(&entry.third));
    let what = format!(
        "{}, {days}",
        super::counted(usize::try_from(entry.minutes.unwrap_or(0)).unwrap_or(0), "time", "times")
    );
    (SERVICE.label(&entry.first).to_owned(), what, vec![entry.text.clone()])
}

/// An offer that was laid beside a wish, from the side of one of the two.
fn paired(entry: &TimelineEntry) -> Words {
    let state = low(PAIR_STATE.label(&entry.first));
    let joint = if entry.second == "gives" { "to" } else { "from" };
    ("Pair".to_owned(), format!("{} {joint} {}, {state}", entry.text, entry.other), vec![entry.third.clone()])
}

fn consent(entry: &TimelineEntry) -> Words {
    let purpose = lower_first(CONSENT_PURPOSE.label(&entry.first));
    let title = match entry.second.as_str() {
        "yes" => "Said yes",
        "no" => "Said no",
        "withdrawn" => "Took back a yes",
        _ => "Not asked",
    };
    (title.to_owned(), purpose, vec![entry.text.clone(), labelled("How", &entry.third)])
}

fn episode(entry: &TimelineEntry) -> Words {
    let (title, why) = match entry.first.as_str() {
        "opened" => ("Work began", String::new()),
        "reopened" => ("Work began again", String::new()),
        "paused" => ("Work paused", String::new()),
        _ => ("Work closed", low(CLOSE_REASON.label(&entry.second))),
    };
    (title.to_owned(), why, vec![entry.text.clone()])
}

fn plan(entry: &TimelineEntry) -> Words {
    let what = match entry.first.as_str() {
        "yes" => "agreed",
        "not_yet" => "not agreed yet",
        _ => "not agreed",
    };
    let details =
        vec![entry.text.clone(), labelled("With", &entry.third), labelled("Why not", &entry.second)];
    ("Plan".to_owned(), what.to_owned(), details)
}

fn goal(entry: &TimelineEntry) -> Words {
    if entry.first == "ended" {
        let title = format!("Goal {}", low(GOAL_STATUS.label(&entry.second)));
        return (title, entry.text.clone(), vec![entry.third.clone()]);
    }
    let matters = entry.minutes.map(|n| format!("Matters {n} out of 10")).unwrap_or_default();
    ("Goal set".to_owned(), entry.text.clone(), vec![matters])
}

fn risk(entry: &TimelineEntry) -> Words {
    let category = RISK_CATEGORY.label(&entry.first);
    let until = entry.second.parse().map(when::show_day).unwrap_or_default();
    let title = if entry.first == "none_known" { "Asked about risks" } else { "Risk" };
    (title.to_owned(), low(category), vec![entry.text.clone(), labelled("Until", &until)])
}

fn need_state(entry: &TimelineEntry) -> String {
    if entry.second == "open" { String::new() } else { NEED_STATE.label(&entry.second).to_owned() }
}

fn structural(entry: &TimelineEntry) -> String {
    if entry.minutes == Some(1) { "A cause outside the person".to_owned() } else { String::new() }
}

/// Why something ended: the words of a known code, or what was typed.
fn reason_words(text: &str) -> String {
    match vocabulary::reason(text) {
        Some(label) => low(label),
        None => text.to_owned(),
    }
}

fn labelled(label: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{label}: {text}") }
}

/// Long texts as their lines; empty ones are left out.
fn lines(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .flat_map(|text| text.lines())
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
