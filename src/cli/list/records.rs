//! Lists of records of one kind, in the order of their numbers.

use super::{List, Which};
use crate::cli::desk::Desk;
use crate::cli::output::{Format, Row};
use crate::cli::{json, restricted, said};
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::field::{Field, Kind};
use crate::domain::instrument;
use crate::domain::name;
use crate::domain::safe_contact::SafeContact;
use crate::fault::Fault;
use crate::store::Store;

/// How many records are read at a time.
const PAGE: usize = 500;

/// Which records are wanted.
struct Filter {
    worker: Option<i64>,
    mine: bool,
    since: Option<chrono::NaiveDate>,
    state: Option<&'static str>,
    put_away: bool,
    informal: bool,
}

/// Prints the records of a kind that are wanted.
pub fn list(list: &List, desk: &mut Desk, entity: Entity) -> Result<(), Fault> {
    let state = state(entity, list.state.as_deref())?;
    let since = list.since_day(desk)?;
    if since.is_some() && day_field(entity).is_none() {
        return Err(Fault::usage("This list has no days to count from."));
    }
    let store = desk.open()?;
    let filter = Filter {
        worker: store.worker()?.map(|id| id.0),
        mine: list.mine,
        since,
        state,
        put_away: list.put_away,
        informal: list.which == Which::Informal,
    };
    let mut keys = vec!["id"];
    keys.extend(entity.travels().then_some("uid"));
    keys.extend(entity.fields().iter().map(|field| field.name));
    keys.extend(["put_away_on", "put_away_reason"]);
    let (headings, columns) = columns(entity);
    let in_words = desk.out.format == Format::Text;
    let mut out = desk.out.list(keys, headings, "There are none.")?;
    let veiled = store.restricted_people()?;
    let (mut after, mut shown, mut total) = (0, 0, 0);
    loop {
        let records = store.records_after(entity, after, PAGE)?;
        let Some(last) = records.last() else { break };
        after = last.id;
        let mut rows = Vec::new();
        for record in records.into_iter().filter(|record| filter.wants(record)) {
            let record = &restricted::veiled(&store, record, &veiled)?;
            total += 1;
            if shown < list.most() {
                shown += 1;
                let cells = if in_words { cells(&store, record, columns)? } else { Vec::new() };
                rows.push(Row { item: json::record(record), cells });
            }
        }
        desk.out.rows(&mut out, rows)?;
        if desk.out.closed() {
            break;
        }
    }
    desk.out.end(&out, total)
}

impl Filter {
    fn wants(&self, record: &Record) -> bool {
        let values = &record.values;
        let of_the_day = match (self.since, day_field(record.entity)) {
            (Some(since), Some(field)) => values.day(field).is_some_and(|day| day >= since),
            _ => true,
        };
        let own = !self.mine || values.number("worker_id").is_none_or(|id| Some(id) == self.worker);
        let in_state = self.state.is_none_or(|state| values.text(state_field(record.entity)) == state);
        let with_nobody = !self.informal || values.number("person_id").is_none();
        of_the_day && own && in_state && with_nobody && (self.put_away || record.put_away_on.is_none())
    }
}

fn state_field(entity: Entity) -> &'static str {
    if matches!(entity, Entity::Asset | Entity::Goal | Entity::Step) { "status" } else { "state" }
}

/// The state that is asked for; the open one where a list is of what stands open.
fn state(entity: Entity, word: Option<&str>) -> Result<Option<&'static str>, Fault> {
    let field = entity.field(state_field(entity));
    match (word, field) {
        (Some("any"), _) => Ok(None),
        (None, _) => {
            let open = matches!(entity, Entity::FollowUp | Entity::Offer | Entity::Ask);
            Ok(open.then_some("open"))
        }
        (Some(word), Some(Field { kind: Kind::One(vocabulary), .. })) => {
            let codes = || vocabulary.terms.iter().map(|term| term.code).collect::<Vec<_>>().join(", ");
            let found = vocabulary.read(&word.replace('-', "_"));
            let wrong = || Fault::usage("There is no such state.").hint(format!("There are: {}.", codes()));
            found.map(Some).ok_or_else(wrong)
        }
        (Some(_), _) => Err(Fault::usage("What is in this list has no state.")),
    }
}

/// The field with the day a record is of.
fn day_field(entity: Entity) -> Option<&'static str> {
    match entity {
        Entity::Referral => Some("received"),
        Entity::Contact | Entity::Exchange => Some("happened_on"),
        Entity::Note | Entity::Letter => Some("written_on"),
        Entity::FollowUp | Entity::Step => Some("due_on"),
        Entity::Asset => Some("checked_on"),
        Entity::Connection => Some("made_on"),
        Entity::Visit => Some("visited_on"),
        Entity::Feedback => Some("said_on"),
        Entity::Offer => Some("offered_on"),
        Entity::Ask | Entity::Asked => Some("asked_on"),
        Entity::Rung | Entity::GapPerson | Entity::Pair => Some("since"),
        Entity::Measure => Some("measured_on"),
        Entity::ServiceUse => Some("until_on"),
        Entity::Consent => Some("answered_on"),
        Entity::Risk | Entity::Notice => Some("from_on"),
        Entity::Strength => Some("noted_on"),
        Entity::Need | Entity::Gap => Some("raised_on"),
        Entity::Plan => Some("agreed_on"),
        Entity::Goal => Some("set_on"),
        Entity::Episode => Some("opened_on"),
        Entity::Person | Entity::Relation | Entity::Worker | Entity::Identity | Entity::Search => None,
    }
}

/// What people see of a record: headings, and the fields behind them (`name` and `who` are worked out).
fn columns(entity: Entity) -> (&'static [&'static str], &'static [&'static str]) {
    match entity {
        Entity::Person => {
            (&["No.", "Name", "Postcode", "Safe contact"], &["who", "postcode", "safe_contact"])
        }
        Entity::Referral => {
            (&["No.", "Name", "Received", "From", "State"], &["who", "received", "source", "state"])
        }
        Entity::Contact => {
            (&["No.", "Name", "When", "How", "What happened"], &["who", "happened_on", "method", "outcome"])
        }
        Entity::Note => (&["No.", "About", "When", "Note"], &["who", "written_on", "text"]),
        Entity::FollowUp => {
            (&["No.", "Due", "About", "Reminder is for", "State"], &["due_on", "who", "what", "state"])
        }
        Entity::Asset => (
            &["No.", "Name", "Kind", "When", "Postcode", "Runs"],
            &["name", "kind", "schedule", "postcode", "status"],
        ),
        Entity::Connection => {
            (&["No.", "Name", "Asset", "How far it is", "When"], &["who", "asset_id", "state", "made_on"])
        }
        Entity::Visit => (&["No.", "Name", "When", "How it went"], &["who", "visited_on", "how"]),
        Entity::Feedback => (&["No.", "Asset", "How it was", "When"], &["asset_id", "went", "said_on"]),
        Entity::Gap => (
            &["No.", "What is missing", "Where", "How far it is", "Since"],
            &["what", "area", "state", "raised_on"],
        ),
        Entity::GapPerson => (&["No.", "Name", "Since"], &["who", "since"]),
        Entity::Notice => (&["No.", "Title", "Up from", "Until"], &["title", "from_on", "until_on"]),
        Entity::Search => (&["No.", "Name", "Words", "Filters"], &["name", "text", "filters"]),
        Entity::Offer => (&["No.", "Whose", "Would like to give", "Since"], &["who", "what", "offered_on"]),
        Entity::Ask => (&["No.", "Whose", "Would like", "Since"], &["who", "what", "asked_on"]),
        Entity::Pair => {
            (&["No.", "Who could help whom", "How far it is", "Since"], &["who", "state", "since"])
        }
        Entity::Exchange => (
            &["No.", "What was given", "By", "To", "When"],
            &["what", "giver_person_id", "receiver_person_id", "happened_on"],
        ),
        Entity::Worker => (&["No.", "Login", "Name", "Role"], &["login", "name", "role"]),
        Entity::Risk => (&["No.", "Name", "What kind", "Since"], &["who", "category", "from_on"]),
        Entity::Relation => (&["No.", "Of", "Name", "Who they are"], &["who", "name", "relation"]),
        Entity::Strength => (&["No.", "Whose", "Strength", "When"], &["who", "what", "noted_on"]),
        Entity::Need => (&["No.", "Name", "Would like help with", "State"], &["who", "need", "state"]),
        Entity::Plan => (&["No.", "Name", "Agreed", "Look again"], &["who", "agreed_on", "review_on"]),
        Entity::Goal => (&["No.", "Name", "Goal", "How far it is"], &["who", "what", "status"]),
        Entity::Step => {
            (&["No.", "Name", "Step", "By when", "How far"], &["who", "what", "due_on", "status"])
        }
        Entity::Measure => (
            &["No.", "Name", "Instrument", "Stage", "When", "Answers", "Score"],
            &["who", "instrument", "stage", "measured_on", "items", "score"],
        ),
        Entity::Letter => (
            &["No.", "Name", "Letter", "When", "To", "How"],
            &["who", "kind", "written_on", "to_whom", "how"],
        ),
        Entity::ServiceUse => (
            &["No.", "Name", "Service", "First day", "Last day", "Times"],
            &["who", "service", "from_on", "until_on", "times"],
        ),
        Entity::Episode => (&["No.", "Name", "Opened", "State"], &["who", "opened_on", "state"]),
        Entity::Consent | Entity::Asked | Entity::Rung | Entity::Identity => (&["No."], &[]),
    }
}

fn cells(store: &Store, record: &Record, columns: &[&str]) -> Result<Vec<String>, Fault> {
    let mut cells = vec![record.id.to_string()];
    for column in columns {
        let values = &record.values;
        cells.push(match *column {
            "who" => who(store, record)?,
            "safe_contact" if values.flag("restricted") => "Restricted".to_owned(),
            "safe_contact" => SafeContact::of(values).warning(),
            "score" if values.number("complete") == Some(0) => instrument::named(values.text("instrument"))
                .and_then(|one| one.gap(&one.read(values.text("items")).ok()?))
                .unwrap_or_default(),
            "asset_id" => party(store, record, "other_person_id", "asset_id")?,
            "giver_person_id" => party(store, record, "giver_person_id", "giver_asset_id")?,
            "receiver_person_id" => party(store, record, "receiver_person_id", "receiver_asset_id")?,
            field => said::shown(record.entity, values, field),
        });
    }
    Ok(cells)
}

/// Whom or what a record is about, as lists show it.
fn who(store: &Store, record: &Record) -> Result<String, Fault> {
    let values = &record.values;
    if record.entity == Entity::Person {
        return Ok(name::listed(values.text("family"), values.text("given"), values.text("title")));
    }
    if let Some(id) = values.number("person_id") {
        return named(store, Entity::Person, Some(id));
    }
    if record.entity == Entity::Pair {
        let side = |field: &str, entity: Entity| match values.number(field) {
            Some(id) => who(store, &store.needed(entity, id)?),
            None => Ok(String::new()),
        };
        return Ok(format!("{} and {}", side("offer_id", Entity::Offer)?, side("ask_id", Entity::Ask)?));
    }
    for (field, entity) in [("referral_id", Entity::Referral), ("connection_id", Entity::Connection)] {
        if let Some(id) = values.number(field) {
            return who(store, &store.needed(entity, id)?);
        }
    }
    named(store, Entity::Asset, values.number("asset_id"))
}

fn party(store: &Store, record: &Record, by_person: &str, by_asset: &str) -> Result<String, Fault> {
    match record.values.number(by_person) {
        Some(id) => named(store, Entity::Person, Some(id)),
        None => named(store, Entity::Asset, record.values.number(by_asset)),
    }
}

fn named(store: &Store, entity: Entity, id: Option<i64>) -> Result<String, Fault> {
    let Some(id) = id else { return Ok(String::new()) };
    let record = store.needed(entity, id)?;
    match entity {
        Entity::Person => who(store, &record),
        _ => Ok(record.values.text("name").to_owned()),
    }
}
