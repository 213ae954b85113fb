//! A person's record summarised: the banner, what is next, what is good to know, what they said yes to, give and take.

use chrono::NaiveDate;
use serde::Serialize;

use super::known;
use super::path::Step;
use super::timeline::due_words;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::PersonId;
use crate::domain::journey::Rung;
use crate::domain::risk::Risks;
use crate::domain::safe_contact::SafeContact;
use crate::domain::standing::State;
use crate::domain::vocabulary::{
    ASKED_ANSWER, CONNECTION_STATE, CONSENT_ANSWER, CONSENT_PURPOSE, INTEREST, NEED,
};
use crate::domain::{name, nhs_number, when};
use crate::store::asset::ConnectionRow;
use crate::store::queue::QueueRow;
use crate::store::{Store, StoreError};

/// A telephone number with what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// `Phone`, `Mobile`, `Work phone`.
    pub label: &'static str,
    /// The number as it is said.
    pub number: String,
}

/// What a person said to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// The purpose, a code.
    pub purpose: String,
    /// The purpose in words.
    pub label: String,
    /// The answer in words: `Yes`, `No`, `Not asked`.
    pub answer: String,
    /// The day of the answer; `None` where nobody asked.
    pub on: Option<NaiveDate>,
    /// What was noted with it.
    pub note: String,
}

/// What comes next for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What it is, and when: `phone call, was due Sat 28 Feb 2026 (3 days late)`.
    pub words: String,
    /// The day.
    pub due: NaiveDate,
    /// Whether it is late.
    pub late: bool,
    /// The reminder; `None` for a first contact that nobody set a reminder for.
    pub follow_up: Option<i64>,
}

/// One line about something a person is joined to, offers, or would like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number.
    pub id: i64,
    /// What it is: the name of the group, what is offered.
    pub name: String,
    /// How it stands: `attending, there 4 times, since Fri 13 Feb 2026`.
    pub words: String,
}

/// A person's record as it is read on a screen, on the command line and in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Their number in this file.
    pub id: i64,
    /// Their universal id.
    pub uid: Option<String>,
    /// The name of the banner: `OKONKWO, Ada (Mrs)`.
    pub listed: String,
    /// The name of a sentence: `Ada OKONKWO`.
    pub spoken: String,
    /// What they like to be called; empty where that is the given name.
    pub preferred: String,
    /// Pronouns.
    pub pronouns: String,
    /// Birth and age: `14 Jul 1945 (80)`, or `Not known`.
    pub born: String,
    /// The NHS number in threes: `999 000 1235`, or `Not known`.
    pub nhs_number: String,
    /// Telephone numbers.
    pub phones: Vec<Phone>,
    /// What must be known before one rings or writes; shown wherever a number or an address is.
    pub safe_contact: String,
    /// Whether the record opens only with a reason.
    pub restricted: bool,
    /// Risks in one line: those that hold, that there are none known, or that nobody asked.
    pub risks: String,
    /// The risks that hold, each in a line.
    pub risk_lines: Vec<String>,
    /// What stands before an address: that nobody visits alone, and why. Empty where one may.
    pub alone: String,
    /// Address and postcode on one line.
    pub address: String,
    /// E-mail.
    pub email: String,
    /// The practice, and the GP.
    pub practice: String,
    /// Where they are, in words: `Active since Thu 5 Feb 2026`.
    pub state: String,
    /// What comes next.
    pub next: Option<Next>,
    /// On how many days we tried in vain, in words; empty where we reached them.
    pub tried: String,
    /// What is good to know, a line each.
    pub good_to_know: Vec<String>,
    /// What matters to them, in their words.
    pub about: String,
    /// What they said yes and no to, every purpose once.
    pub consents: Vec<Consent>,
    /// What they are joined to, the newest first.
    pub connections: Vec<Item>,
    /// Whether they were asked what they would like to give.
    pub asked: String,
    /// What they offer, still open.
    pub offers: Vec<Item>,
    /// What they would like, still open.
    pub asks: Vec<Item>,
    /// How often they gave and received, in words.
    pub gave_and_received: String,
    /// Where they stand on the whole.
    pub rung: String,
    /// Where they stand in each group, and why.
    pub rungs: Vec<Item>,
    /// How they came to where they stand: the whole first, then group by group.
    pub path: Vec<Step>,
    /// The record that this one was put together with.
    pub merged_into: Option<i64>,
    /// Why and when the record was put away; empty where it is in use.
    pub put_away: String,
}

impl Summary {
    /// The first line of the banner: `OKONKWO, Ada (Mrs)   likes to be called Ada   she/her`.
    pub fn first_line(&self) -> Vec<String> {
        let called = if self.preferred.is_empty() {
            String::new()
        } else {
            format!("likes to be called {}", self.preferred)
        };
        filled(vec![self.listed.clone(), called, self.pronouns.clone()])
    }

    /// The second line of the banner: birth, NHS number, telephone with its warning, practice, where they are.
    pub fn second_line(&self) -> Vec<String> {
        let phone = self.phones.first().map(|phone| format!("{} {}", phone.label, phone.number));
        filled(vec![
            format!("Born {}", self.born),
            format!("NHS number {}", self.nhs_number),
            phone.unwrap_or_else(|| "Phone Not known".to_owned()),
            self.warning(),
            self.practice.clone(),
            self.state.clone(),
        ])
    }

    /// The warning that stands beside every number and address; empty where there is none.
    pub fn warning(&self) -> String {
        if self.safe_contact.is_empty() { String::new() } else { format!("! {}", self.safe_contact) }
    }
}

/// A person's record in words; `None` where there is none of that number.
pub fn ask(store: &Store, person: PersonId, today: NaiveDate) -> Result<Option<Summary>, StoreError> {
    let Some(record) = store.record(Entity::Person, person.0)? else { return Ok(None) };
    let values = &record.values;
    let standing = store.standing(person)?;
    let referrals = store.records_of(Entity::Referral, "person_id", person.0)?;
    let rungs = store.rungs_of(person)?;
    let rung = standing.as_ref().map_or(Rung::Newcomer, |row| row.rung);
    let text = |field: &str| values.text(field).to_owned();
    let risks = store.records_of(Entity::Risk, "person_id", person.0)?;
    let risks = Risks::of(risks.iter().map(|risk| &risk.values), today, false);
    Ok(Some(Summary {
        id: record.id,
        uid: record.uid.clone(),
        listed: name::listed(values.text("family"), values.text("given"), values.text("title")),
        spoken: name::spoken(values.text("given"), values.text("family")),
        preferred: text("preferred"),
        pronouns: text("pronouns"),
        born: born(values, today),
        nhs_number: known(&nhs_number::show(values.text("nhs_number"))),
        phones: phones(values),
        safe_contact: SafeContact::of(values).warning(),
        restricted: values.flag("restricted"),
        risks: risks.words(),
        risk_lines: risks.lines.clone(),
        alone: risks.before_an_address(),
        address: filled(vec![text("address"), text("postcode")]).join(", "),
        email: text("email"),
        practice: filled(vec![text("gp_practice"), text("gp_name")]).join(", "),
        state: state(
            standing.as_ref(),
            &referrals,
            &store.records_of(Entity::Episode, "person_id", person.0)?,
        ),
        next: standing.as_ref().and_then(|row| next(row, today)),
        tried: super::today::tried(standing.as_ref().map_or(0, |row| row.tries)),
        good_to_know: good_to_know(values),
        about: text("about"),
        consents: consents(&store.records_of(Entity::Consent, "person_id", person.0)?),
        connections: store.connections_of_person(person)?.iter().map(connection).collect(),
        asked: asked(&store.records_of(Entity::Asked, "person_id", person.0)?),
        offers: open(&store.records_of(Entity::Offer, "person_id", person.0)?, "offered_on"),
        asks: open(&store.records_of(Entity::Ask, "person_id", person.0)?, "asked_on"),
        gave_and_received: gave_and_received(store, person)?,
        rung: rung.label().to_owned(),
        rungs: rungs
            .into_iter()
            .map(|group| Item {
                id: group.asset.0,
                name: group.name,
                words: format!("{}, {}", group.rung.label().to_lowercase(), group.because),
            })
            .collect(),
        path: super::path::ask(store, person)?,
        merged_into: values.number("merged_into"),
        put_away: put_away(&record),
    }))
}

fn born(values: &Values, today: NaiveDate) -> String {
    match values.day("date_of_birth") {
        Some(birth) => format!("{} ({})", when::show_birth(birth), when::age(birth, today)),
        None => known(""),
    }
}

fn phones(values: &Values) -> Vec<Phone> {
    [("phone", "Phone"), ("mobile", "Mobile"), ("work_phone", "Work phone")]
        .into_iter()
        .map(|(field, label)| Phone { label, number: values.text(field).to_owned() })
        .filter(|phone| !phone.number.is_empty())
        .collect()
}

/// Where somebody is and since when: since the open referral came, or since the last one ended.
fn state(standing: Option<&QueueRow>, referrals: &[Record], episodes: &[Record]) -> String {
    let state = standing.map_or(State::Known, |row| row.state);
    let open = |record: &&Record| matches!(record.values.text("state"), "received" | "offered" | "accepted");
    let since = match state {
        State::Waiting | State::Trying | State::Active => {
            let received =
                referrals.iter().filter(open).filter_map(|record| record.values.day("received")).max();
            let opened = episodes.iter().filter(|record| record.values.text("state") == "open");
            received.or_else(|| opened.filter_map(|record| record.values.day("opened_on")).max())
        }
        State::Paused => episodes.iter().filter_map(|record| record.values.day("paused_on")).max(),
        State::Closed => {
            referrals.iter().chain(episodes).filter_map(|record| record.values.day("closed_on")).max()
        }
        State::Known | State::PutAway => None,
    };
    match since {
        Some(day) => format!("{} since {}", state.label(), when::show_day(day)),
        None => state.label().to_owned(),
    }
}

fn next(row: &QueueRow, today: NaiveDate) -> Option<Next> {
    let due = row.due_on?;
    let moment = when::show_moment(due, row.due_at);
    let late = due < today;
    let words = if late {
        format!("{}, was due {moment} ({})", row.next, due_words(due, today))
    } else if due == today {
        format!(
            "{}, today{}",
            row.next,
            row.due_at.map(|at| format!(" {}", when::show_time(at))).unwrap_or_default()
        )
    } else {
        format!("{}, due {}", row.next, when::relative(due, today))
    };
    Some(Next { words, due, late, follow_up: row.follow_up.map(|id| id.0) })
}

fn good_to_know(values: &Values) -> Vec<String> {
    let labelled =
        |label: &str, text: String| if text.is_empty() { text } else { format!("{label}: {text}") };
    filled(vec![
        values.text("access_needs").to_owned(),
        labelled("Language", values.text("language").to_owned()),
        labelled("Would like help with", NEED.labels(values.text("needs"))),
        labelled("Interests", INTEREST.labels(values.text("interests"))),
        labelled("Gender", values.text("gender").to_owned()),
    ])
}

/// Every purpose once, with the newest answer; a purpose nobody asked about is said as not asked.
fn consents(records: &[Record]) -> Vec<Consent> {
    let newest = |purpose: &str| {
        records
            .iter()
            .filter(|record| record.values.text("purpose") == purpose)
            .max_by_key(|record| (record.values.day("answered_on"), record.id))
    };
    let consent = |term: &crate::domain::vocabulary::Term| {
        let record = newest(term.code);
        let answer = record.map_or("not_asked", |record| record.values.text("answer"));
        Consent {
            purpose: term.code.to_owned(),
            label: term.label.to_owned(),
            answer: CONSENT_ANSWER.label(answer).to_owned(),
            on: record.and_then(|record| record.values.day("answered_on")),
            note: record.map_or("", |record| record.values.text("reason")).to_owned(),
        }
    };
    CONSENT_PURPOSE.terms.iter().map(consent).collect()
}

fn connection(row: &ConnectionRow) -> Item {
    let state = CONNECTION_STATE.label(&row.state).to_lowercase();
    let there = match (row.attended, row.last_attended) {
        (Some(n), Some(day)) if n > 0 => {
            format!(
                ", there {}, last on {}",
                super::counted(usize::try_from(n).unwrap_or(0), "time", "times"),
                when::show_day(day)
            )
        }
        (Some(n), None) if n > 0 => {
            format!(", there {}", super::counted(usize::try_from(n).unwrap_or(0), "time", "times"))
        }
        _ if matches!(row.state.as_str(), "suggested" | "agreed" | "made") => ", not yet been".to_owned(),
        _ => String::new(),
    };
    let words = format!("{state} since {}{there}", when::show_day(row.made_on));
    Item { id: row.id.0, name: row.asset_name.clone(), words }
}

fn asked(records: &[Record]) -> String {
    let newest = records.iter().max_by_key(|record| (record.values.day("asked_on"), record.id));
    match newest {
        Some(record) => {
            let day = record.values.day("asked_on").map(when::show_day).unwrap_or_default();
            format!("{}, {day}", ASKED_ANSWER.label(record.values.text("answer")))
        }
        None => "Not asked yet what they would like to give".to_owned(),
    }
}

fn open(records: &[Record], since: &str) -> Vec<Item> {
    let open = records.iter().rev().filter(|record| record.values.text("state") == "open");
    open.map(|record| Item {
        id: record.id,
        name: record.values.text("what").to_owned(),
        words: record
            .values
            .day(since)
            .map(|day| format!("since {}", when::show_day(day)))
            .unwrap_or_default(),
    })
    .collect()
}

fn gave_and_received(store: &Store, person: PersonId) -> Result<String, StoreError> {
    let (gave, received) = store.gave_and_received(person)?;
    let times = |n: usize| super::counted(n, "time", "times");
    Ok(match (gave, received) {
        (0, 0) => "Nothing noted yet".to_owned(),
        (gave, 0) => format!("Gave {}", times(gave)),
        (0, received) => format!("Received {}", times(received)),
        (gave, received) => format!("Gave {}, received {}", times(gave), times(received)),
    })
}

fn put_away(record: &Record) -> String {
    match record.put_away_on {
        Some(day) => {
            let reason = record.put_away_reason.as_deref().filter(|reason| !reason.is_empty());
            let why = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            format!("Put away on {}{why}", when::show_day(day))
        }
        None => String::new(),
    }
}

fn filled(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect()
}
