//! Where a person's referral stands, and how a connection goes: the state, and why it ended.

use chrono::{NaiveDate, NaiveDateTime};

use super::row::{Choice, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::whom::Whom;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record, Values};
use crate::domain::field::{Field, Kind};
use crate::domain::id::{ConnectionId, PersonId};
use crate::domain::vocabulary::{
    CLOSE_REASON, CONNECTION_STATE, DECLINED_BY_PERSON, DECLINED_BY_PROVIDER, NOT_FOR_US, REFERRAL_STATE,
    Vocabulary,
};
use crate::domain::{check, referral, standing};
use crate::fault::Fault;
use crate::report::missing::{Missing, NO_ROOM};
use crate::store::{Store, StoreError};

static WHY_NOT: Field = Field::new("why_not", "Why", Kind::One(&DECLINED_BY_PERSON)).required();
static WHY_CLOSED: Field = Field::new("why_closed", "Why", Kind::One(&CLOSE_REASON)).required();
static WHY_PROVIDER: Field = Field::new("why_provider", "Why", Kind::One(&DECLINED_BY_PROVIDER));
static WHY_GROUP: Field = Field::new("why_group", "Why", Kind::One(&DECLINED_BY_PROVIDER)).required();
static WHY_WORDS: Field = Field::new("why_words", "In words", Kind::Line).hint("What was said.");
static MISSING: Field = Field::new("missing", "Note it as a gap", Kind::Flag)
    .hint("There was no room, it closed, or the money ended: others will look for it too.");
static ATTENDED: Field = Field::new("attended", "Times attended", Kind::Count(10_000));

static WHY_NOT_US: Field = Field::new("why_not_us", "Why", Kind::One(&NOT_FOR_US)).required();
static WHERE_TO: Field = Field::new("where_to", "Passed on to", Kind::Line).required();

/// States that are reached because the person said no.
const SAID_NO: &[&str] = &["declined", "withdrawn"];
/// States of a referral that end it, and have a reason beside the words.
const ENDED: &[&str] =
    &["declined", "withdrawn", "closed", "unable_to_contact", "inappropriate", "redirected"];
/// States of a connection that end it.
const CONNECTION_ENDED: &[&str] = &["did_not_start", "stopped", "declined"];
/// States of a connection in which somebody goes there.
const GOES: &[&str] = &["started", "attending", "belongs", "contributes", "stopped"];

/// The referral that a person's work is about: the newest open one, else the newest.
pub fn referral_of(store: &Store, person: PersonId) -> Result<Option<Record>, StoreError> {
    let all = store.records_of(Entity::Referral, "person_id", person.0)?;
    let open = |record: &&Record| referral::is_open(record.values.text("state"));
    Ok(all.iter().rfind(open).or(all.last()).cloned())
}

/// The rows that say where a referral stands and why: the state as it is now, the reasons only where they are asked for.
pub fn rows(referral: &Record, now: Option<standing::State>) -> Vec<Row> {
    let state = referral.values.text("state");
    let there = |code: &str| code == state || referral::moves(state).contains(&code);
    let options = REFERRAL_STATE.terms.iter().filter(|term| there(term.code)).map(|term| {
        let here = term.code == state;
        let more =
            now.filter(|_| here).map_or_else(String::new, |now| format!(" ({})", now.label().to_lowercase()));
        Choice::new(term.code, format!("{}{more}", term.label))
    });
    vec![
        Row::choice("stage", "Where they are", options.collect(), state).needed(),
        Row::of(&WHY_NOT, "", "").only_if("stage", SAID_NO),
        Row::of(&WHY_CLOSED, "", "").only_if("stage", &["closed"]),
        Row::of(&WHY_NOT_US, "", "").only_if("stage", &["inappropriate"]),
        Row::of(&WHERE_TO, "", "").only_if("stage", &["redirected"]),
        Row::of(&WHY_WORDS, "", "").only_if("stage", ENDED),
    ]
}

/// The row that asks what becomes of open reminders when the work ends; none where nothing is open.
pub fn open_reminders(store: &Store, person: PersonId) -> Result<Option<Row>, StoreError> {
    let open = store.reminders_of_person(person)?.len();
    if open == 0 {
        return Ok(None);
    }
    let options = vec![
        Choice::new("away", "Put them away with it"),
        Choice::new("keep", "Keep them: there is still something to do"),
    ];
    let label = "Open reminders";
    let help = if open == 1 { "1 reminder is open." } else { "More than one reminder is open." };
    Ok(Some(Row::choice("reminders", label, options, "away").needed().helped(help)))
}

/// The change with what becomes of the open reminders, as one operation.
pub fn with_reminders(change: Change, answers: &Answers, open: &[i64], today: NaiveDate) -> Change {
    if answers.text("reminders") != "away" || open.is_empty() {
        return change;
    }
    let verb = change.verb();
    let away = |id: &i64| Change::PutAway {
        entity: Entity::FollowUp,
        id: *id,
        on: today,
        reason: "The work has ended".to_owned(),
    };
    // What it is about comes first: the history names it so.
    let changes = std::iter::once(change).chain(open.iter().map(away)).collect();
    Change::Together { verb, changes }
}

/// The reason in the form it is kept: the code, and what was said where anything was.
fn reason(answers: &Answers, lists: &[(&str, &'static Vocabulary)]) -> String {
    let words = answers.text("why_words");
    let chosen =
        lists.iter().map(|(name, list)| (answers.text(name), list)).find(|(code, _)| !code.is_empty());
    match (chosen, words) {
        (Some((code, _)), "") => code.to_owned(),
        (None | Some(("other", _)), words) => words.to_owned(),
        (Some((code, list)), words) => format!("{}: {words}", list.label(code)),
    }
}

/// The change of a referral's state; `None` where it stays.
pub fn change(referral: i64, answers: &Answers, before: &Values) -> Option<Change> {
    let state = answers.text("stage");
    if state.is_empty() || state == before.text("state") {
        return None;
    }
    let lists =
        [("why_not", &DECLINED_BY_PERSON), ("why_closed", &CLOSE_REASON), ("why_not_us", &NOT_FOR_US)];
    let reason = match (answers.text("where_to"), answers.text("why_words")) {
        ("", _) => reason(answers, &lists),
        (to, "") => to.to_owned(),
        (to, words) => format!("{to}: {words}"),
    };
    let after = Values::new().with("state", state).with("state_reason", reason);
    let seen = Values::new()
        .with("state", before.value("state").clone())
        .with("state_reason", before.value("state_reason").clone());
    Some(Change::Edit { entity: Entity::Referral, id: referral, before: seen, after })
}

/// The form that changes where a person is.
pub fn of_person(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let Some(referral) = referral_of(store, person)? else {
        return Err(
            Fault::missing(format!("{} has no referral.", whom.spoken)).hint("Press ‹add› to add one.")
        );
    };
    let now = store.standing(person)?.map(|row| row.state);
    let id = referral.id;
    let spoken = whom.spoken.clone();
    let open: Vec<i64> = store.reminders_of_person(person)?.iter().map(|row| row.follow_up.0).collect();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let change = change(id, answers, answers.before()).ok_or_else(Vec::<Trouble>::new)?;
        let label = REFERRAL_STATE.label(answers.text("stage")).to_lowercase();
        let change = with_reminders(change, answers, &open, now.date());
        Ok(Saved::new(change, format!("Saved: {spoken} is now {label}.")))
    };
    let mut rows = rows(&referral, now);
    rows.extend(open_reminders(store, person)?.map(|row| row.only_if("stage", ENDED)));
    let mut sheet =
        Sheet::new("stage", format!("Change where they are: {}", whom.listed), rows, Box::new(read))
            .about(Entity::Person, person.0, format!("change of where {} is", whom.spoken))
            .notes(whom.notes(store)?);
    sheet.before = referral.values;
    sheet.edits = Some((Entity::Referral, id));
    Ok(sheet)
}

/// The name of what a person is joined to: the asset, or the other person as it is said.
pub(super) fn other_end(store: &Store, connection: &Record) -> Result<String, Fault> {
    if let Some(id) = connection.values.number("asset_id") {
        return Ok(store.needed(Entity::Asset, id)?.values.text("name").to_owned());
    }
    let Some(id) = connection.values.number("other_person_id") else { return Ok(String::new()) };
    Ok(Whom::person(store, PersonId(id))?.spoken)
}

/// Who can say no to a connection.
fn who_said_no() -> Vec<Choice> {
    vec![Choice::new("person", "The person"), Choice::new("group", "The group or service")]
}

/// The form that says how a connection goes.
pub fn of_connection(store: &Store, connection: ConnectionId) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Connection, connection.0)?;
    let whom = Whom::behind(store, &record)?;
    let asset = other_end(store, &record)?;
    let (listed, spoken) = whom.map_or_else(Default::default, |whom| (whom.listed, whom.spoken));
    let values = record.values.clone();
    let mut rows = vec![
        Row::choice("state", "How far it is", Choice::of(&CONNECTION_STATE), values.text("state")).needed(),
        Row::choice("no_from", "Who said no", who_said_no(), "person")
            .needed()
            .only_if("state", &["declined"]),
        Row::of(&WHY_NOT, "", "").only_if("no_from", &["person"]),
        Row::of(&WHY_GROUP, "", "").only_if("no_from", &["group"]),
        Row::of(&WHY_PROVIDER, "", "").only_if("state", &["did_not_start", "stopped"]),
        Row::of(&WHY_WORDS, "", "").only_if("state", CONNECTION_ENDED),
        Row::of(&MISSING, "", "").only_if("why_group", NO_ROOM),
        Row::of(&ATTENDED, "", &values.number("attended").map_or_else(String::new, |n| n.to_string()))
            .only_if("state", GOES),
    ];
    let day = values.day("last_attended").map_or_else(String::new, crate::domain::when::show_day);
    if let Some(field) = Entity::Connection.field("last_attended") {
        rows.push(Row::of(field, "", &day).only_if("state", GOES));
    }
    if let Some(yes) = row(Entity::Connection, "", "said_yes") {
        let mut yes = yes;
        yes.set(if values.flag("said_yes") { "yes" } else { "" });
        yes.first = yes.text();
        rows.push(yes);
    }
    let id = connection.0;
    let words = format!("{spoken} and {asset}");
    let said = words.clone();
    let missing = Missing::of_refusal(store, &values, "full")?;
    let read =
        move |answers: &Answers, now: NaiveDateTime| read_connection(id, &said, &missing, answers, now);
    let title = format!("How it goes: {listed}, {asset}");
    let mut sheet = Sheet::new("stage_connection", title, rows, Box::new(read)).about(
        Entity::Connection,
        id,
        format!("change to {words}"),
    );
    sheet.before = values;
    sheet.edits = Some((Entity::Connection, id));
    Ok(sheet)
}

fn read_connection(
    id: i64,
    words: &str,
    missing: &Missing,
    answers: &Answers,
    now: NaiveDateTime,
) -> Result<Saved, Vec<Trouble>> {
    let before = answers.before();
    let mut draft = Draft::new(Entity::Connection);
    for name in ["state", "attended", "last_attended", "said_yes"] {
        if answers.changed(name) {
            draft.set(name, answers.text(name));
        }
    }
    if answers.changed("state") || !answers.text("why_words").is_empty() {
        let lists = [
            ("why_not", &DECLINED_BY_PERSON),
            ("why_group", &DECLINED_BY_PROVIDER),
            ("why_provider", &DECLINED_BY_PROVIDER),
        ];
        draft.set("reason_ended", reason(answers, &lists));
    }
    let after =
        check::check_edit(&draft, before, now).map_err(|problems| super::sheet::named(problems, ""))?;
    if after == *before {
        return Err(Vec::new());
    }
    let label = CONNECTION_STATE.label(answers.text("state")).to_lowercase();
    let noted = if answers.text("missing") == "yes" {
        missing.clone().because(answers.text("why_group")).changes(now.date())
    } else {
        Vec::new()
    };
    let mut changes = vec![Change::Edit { entity: Entity::Connection, id, before: before.clone(), after }];
    changes.extend(noted);
    let change = match changes.as_slice() {
        [only] => only.clone(),
        _ => Change::Together { verb: Verb::Edit, changes },
    };
    Ok(Saved::new(change, format!("Saved as {label}: {words}.")))
}
