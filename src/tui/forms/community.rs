//! The community's side: an asset closes, what people said of it, gaps, cards, going along, two people joined, searches kept.

use chrono::NaiveDateTime;

use super::row::{Choice, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row, rows};
use super::whom::Whom;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::facets::Facets;
use crate::domain::field::{Field, Kind};
use crate::domain::id::{AssetId, ConnectionId, PersonId};
use crate::domain::vocabulary::{GAP_STATE, VISIT};
use crate::fault::Fault;
use crate::report::closure::{Closure, WAYS};
use crate::report::counted;
use crate::store::Store;
use crate::store::community::WaitRow;
use crate::tui::forms::row::Look;

static WHY: Field =
    Field::new("why", "Why", Kind::Line).hint("It is noted on the asset and on each connection.");
static WENT_ON: Field = Field::new("went_on", "When", Kind::PastDay).required();
/// How a visit went that happened, or should have.
const HAPPENED: &[&str] = &["together", "met_there", "alone", "not_gone"];
static MISSING: Field = Field::new("missing", "Note the gap it leaves", Kind::Flag)
    .hint("Those who went there wait for something like it.");

/// The form that closes an asset: who is connected stands above it, and each of them gets a reminder.
pub fn close(store: &Store, asset: AssetId) -> Result<Sheet, Fault> {
    let closure = Closure::of(store, asset)?;
    let ways: Vec<Choice> = WAYS.iter().map(|(code, words)| Choice::new(*code, *words)).collect();
    let all = vec![
        Row::choice("way", "How", ways, "defunct").needed(),
        Row::of(&WHY, "", ""),
        Row::of(&MISSING, "", "").only_if("way", &["defunct", "inactive"]),
    ];
    let name = closure.name().to_owned();
    let (title, called) = (format!("Close: {name}"), format!("closing of {name}"));
    let notes = vec![closure.sentence()];
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let way = answers.text("way");
        let change = closure
            .change(way, answers.text("why"), now.date())
            .map_err(|fault| vec![Trouble::new("way", fault.message)])?;
        let change = match answers.text("missing") {
            "yes" => closure
                .with_gap(change, way, now.date())
                .map_err(|fault| vec![Trouble::new("missing", fault.message)])?,
            _ => change,
        };
        let reminders = counted(closure.people.len(), "reminder", "reminders");
        Ok(Saved::new(change, format!("Closed: {name}, with {reminders}.")))
    };
    Ok(Sheet::new("close_asset", title, all, Box::new(read))
        .about(Entity::Asset, asset.0, called)
        .notes(notes))
}

/// The form for what somebody said of an asset.
pub fn feedback(store: &Store, asset: AssetId) -> Result<Sheet, Fault> {
    let group = Whom::of(store.needed(Entity::Asset, asset.0)?);
    let mut all = rows(Entity::Feedback, "");
    all.push(Row::record("who", "Who said it", Look::Person, None).helped("May stay empty."));
    let spoken = group.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Feedback, "");
        draft.set("asset_id", asset.to_string());
        if let Some((Entity::Person, id)) = answers.record("who") {
            draft.set("person_id", id.to_string());
        }
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: what was said of {spoken}.")))
    };
    let title = format!("What was said of it: {}", group.listed);
    let called = format!("word on {}", group.spoken);
    Ok(Sheet::new("feedback", title, all, Box::new(read)).about(Entity::Asset, asset.0, called))
}

/// The form that notes a gap; what a search has said already is filled in.
pub fn gap(store: &Store, person: Option<PersonId>, asset: Option<AssetId>) -> Result<Sheet, Fault> {
    let mut all = rows(Entity::Gap, "");
    all.retain(|row| row.step == 1);
    let whom = person.map(|person| Whom::person(store, person)).transpose()?;
    let known = whom.as_ref().map(|whom| (Entity::Person, whom.id, whom.listed.clone()));
    if whom.is_some()
        && let Some(row) = all.iter_mut().find(|row| row.name == "raised_from")
    {
        row.set("a_person");
        row.first = row.text();
    }
    all.push(Row::record("waits", "Who waits for it", Look::Person, known).helped("May stay empty."));
    all.extend(row(Entity::GapPerson, "wait.", "would_join"));
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Gap, "");
        if let Some(asset) = asset {
            draft.set("asset_id", asset.to_string());
        }
        let entry = Answers::entry(&draft, "", now)?;
        let what = entry.values.text("what").to_owned();
        let mut changes = vec![Change::Add(entry)];
        if let Some((Entity::Person, id)) = answers.record("waits") {
            let mut entry = Entry::new(Entity::GapPerson).with("person_id", id).with("since", now.date());
            if answers.text("wait.would_join") == "yes" {
                entry.values.set("would_join", 1);
            }
            changes.push(Change::AddToLast { entry, field: "gap_id" });
        }
        let change = match changes.as_slice() {
            [only] => only.clone(),
            _ => Change::Together { verb: Verb::Add, changes },
        };
        Ok(Saved::new(change, format!("Noted as a gap: {what}.")))
    };
    let mut sheet = Sheet::new("gap", "Note a gap", all, Box::new(read));
    "gap".clone_into(&mut sheet.called);
    if let Some(person) = person {
        sheet.subject = Some((Entity::Person, person.0));
    }
    Ok(sheet.notes(vec![
        "What people look for and nobody does yet. A development worker takes it from here.".to_owned(),
    ]))
}

/// The form that notes who waits for a gap.
pub fn waits(store: &Store, gap: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Gap, gap)?;
    let what = record.values.text("what").to_owned();
    let already = store.waiting_for(gap)?;
    let held = store.records_of(Entity::GapPerson, "gap_id", gap)?;
    let mut all = vec![Row::record("waits", "Who waits for it", Look::Person, None).needed()];
    all.extend(rows(Entity::GapPerson, ""));
    let names: Vec<String> = already.iter().map(WaitRow::spoken).collect();
    let title = format!("Who waits for it: {what}");
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let Some((Entity::Person, person)) = answers.record("waits") else {
            return Err(vec![Trouble::new("waits", "Look for somebody: type a part of their name.")]);
        };
        let would = answers.text("would_join") == "yes";
        if let Some(one) = already.iter().find(|one| one.person.0 == person) {
            if one.would_join || !would {
                return Err(vec![Trouble::new("waits", "They wait for it already.")]);
            }
            let (entity, id) = (Entity::GapPerson, one.id);
            let Some(before) = held.iter().find(|record| record.id == id).map(|one| one.values.clone())
            else {
                return Err(Vec::new());
            };
            let after = before.clone().with("would_join", 1);
            let change = Change::Edit { entity, id, before, after };
            return Ok(Saved::new(change, format!("Saved: they would help to start {what}.")));
        }
        let mut draft = answers.draft(Entity::GapPerson, "");
        draft.set("gap_id", gap.to_string());
        draft.set("person_id", person.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: they wait for {what}.")))
    };
    let notes = if names.is_empty() { Vec::new() } else { vec![format!("Waiting: {}.", names.join(", "))] };
    Ok(Sheet::new("gap_person", title, all, Box::new(read))
        .about(Entity::Gap, gap, format!("wait for {}", record.values.text("what")))
        .notes(notes))
}

/// The form that says how far a gap has come.
pub fn gap_moves(store: &Store, gap: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Gap, gap)?;
    let values = record.values.clone();
    let what = values.text("what").to_owned();
    let became = match values.number("became_id") {
        Some(id) => {
            Some((Entity::Asset, id, store.needed(Entity::Asset, id)?.values.text("name").to_owned()))
        }
        None => None,
    };
    let waiting = store.waiting_for(gap)?;
    let all = vec![
        Row::choice("state", "How far it is", Choice::of(&GAP_STATE), values.text("state")).needed(),
        Row::of(Entity::Gap.field("led_by").unwrap_or(&WHY), "", values.text("led_by")),
        Row::record("became", "The group it became", Look::Asset, became)
            .only_if("state", &["running", "being_grown"]),
    ];
    let title = format!("How far it is: {what}");
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let before = answers.before();
        let mut draft = Draft::new(Entity::Gap)
            .with("state", answers.text("state"))
            .with("led_by", answers.text("led_by"));
        if let Some((Entity::Asset, id)) = answers.record("became") {
            draft.set("became_id", id.to_string());
        }
        let after = crate::domain::check::check_edit(&draft, before, now)
            .map_err(|problems| super::sheet::named(problems, ""))?;
        if after == *before {
            return Err(Vec::new());
        }
        let label = GAP_STATE.label(answers.text("state")).to_lowercase();
        let change = Change::Edit { entity: Entity::Gap, id: gap, before: before.clone(), after };
        Ok(Saved::new(change, format!("Saved: {what} is {label}.")))
    };
    let mut notes = Vec::new();
    if !waiting.is_empty() {
        let told = counted(waiting.len(), "person waits", "people wait");
        notes.push(format!("{told} for it. Once it runs, each of them gets a reminder to be told."));
    }
    let called = format!("move of {}", values.text("what"));
    let mut sheet =
        Sheet::new("gap_moves", title, all, Box::new(read)).about(Entity::Gap, gap, called).notes(notes);
    sheet.before = values;
    sheet.edits = Some((Entity::Gap, gap));
    Ok(sheet)
}

/// The form that puts a card on the noticeboard.
pub fn notice(store: &Store, asset: Option<AssetId>) -> Result<Sheet, Fault> {
    if let Some(asset) = asset {
        store.needed(Entity::Asset, asset.0)?;
    }
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Notice, "");
        if let Some(asset) = asset {
            draft.set("asset_id", asset.to_string());
        }
        let entry = Answers::entry(&draft, "", now)?;
        let title = entry.values.text("title").to_owned();
        Ok(Saved::new(Change::Add(entry), format!("Put up: {title}.")))
    };
    let mut sheet =
        Sheet::new("notice", "Put a card on the noticeboard", rows(Entity::Notice, ""), Box::new(read));
    "card".clone_into(&mut sheet.called);
    if let Some(asset) = asset {
        sheet.subject = Some((Entity::Asset, asset.0));
    }
    Ok(sheet.notes(vec!["It is printed as it stands: nothing that should not hang on a wall.".to_owned()]))
}

/// The form for a time of going along.
pub fn visit(store: &Store, connection: ConnectionId) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Connection, connection.0)?;
    let whom = Whom::behind(store, &record)?;
    let (listed, spoken) = whom.map_or_else(Default::default, |whom| (whom.listed, whom.spoken));
    let to = super::stage::other_end(store, &record)?;
    let so_far = store.visits_of(connection.0)?;
    let mut notes = Vec::new();
    if let Some(last) = so_far.last() {
        let how = VISIT.label(&last.how).to_lowercase();
        notes.push(format!(
            "{} so far; the last on {}: {how}.",
            counted(so_far.len(), "visit", "visits"),
            crate::domain::when::show_day(last.on)
        ));
    }
    notes.push("The last of them is the one where they go alone.".to_owned());
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Visit, "");
        draft.set("connection_id", connection.to_string());
        if answers.text("how") != "planned" {
            draft.set("visited_on", answers.text("went_on"));
        }
        let entry = Answers::entry(&draft, "", now)?;
        let how = VISIT.label(entry.values.text("how")).to_lowercase();
        Ok(Saved::new(Change::Add(entry), format!("Saved: {spoken} and {to}, {how}.")))
    };
    let mut all = rows(Entity::Visit, "");
    // The day of a visit that happened is read as one that has been, that of a planned one as one to come.
    all.sort_by_key(|row| row.name != "how");
    if let Some(at) = all.iter().position(|row| row.name == "visited_on") {
        all.insert(at, Row::of(&WENT_ON, "", "today").only_if("how", HAPPENED));
    }
    for row in all.iter_mut().filter(|row| row.name == "visited_on") {
        row.only_if = Some(("how", &["planned"]));
    }
    let title = format!("Go along: {listed}, {}", super::stage::other_end(store, &record)?);
    Ok(Sheet::new("visit", title, all, Box::new(read))
        .about(Entity::Connection, connection.0, "visit".to_owned())
        .notes(notes))
}

/// The form that joins a person to another person: a neighbour, somebody who has been there.
pub fn connect_people(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let mut all = vec![Row::record("to", "To whom", Look::Person, None).needed()];
    all.extend(rows(Entity::Connection, ""));
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let Some((Entity::Person, other)) = answers.record("to") else {
            return Err(vec![Trouble::new("to", "Look for somebody: type a part of their name.")]);
        };
        if other == person.0 {
            return Err(vec![Trouble::new("to", "They must be two people.")]);
        }
        let mut draft = answers.draft(Entity::Connection, "");
        draft.set("person_id", person.to_string());
        draft.set("other_person_id", other.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: {spoken} is joined to somebody.")))
    };
    let title = format!("Join to another person: {}", whom.listed);
    let mut notes = whom.notes(store)?;
    notes.push("Ask both first. Each of them sees the other's name on their record.".to_owned());
    Ok(Sheet::new("connect_people", title, all, Box::new(read))
        .about(Entity::Person, person.0, format!("joining of {}", whom.spoken))
        .notes(notes))
}

/// The form that keeps a search of assets, to be made again.
pub fn keep_search() -> Sheet {
    let read = |answers: &Answers, now: NaiveDateTime| {
        let draft = answers.draft(Entity::Search, "");
        if let Err(reason) = Facets::read(draft.text("filters").unwrap_or_default()) {
            return Err(vec![Trouble::new("filters", reason)]);
        }
        let entry = Answers::entry(&draft, "", now)?;
        let name = entry.values.text("name").to_owned();
        Ok(Saved::new(Change::Add(entry), format!("Kept: {name}. It stands first among the filters.")))
    };
    let mut sheet = Sheet::new("search", "Keep this search", rows(Entity::Search, ""), Box::new(read));
    "search".clone_into(&mut sheet.called);
    sheet.notes(vec!["Everybody here can use it. It never holds a person.".to_owned()])
}
