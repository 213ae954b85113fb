//! One act on many marked rows: ticked off, moved to later, put away, reminded of, given to a worker; each as one operation.

use chrono::{NaiveDate, NaiveDateTime};

use super::contact::{begin_recurrence, put_moment};
use super::form::Form;
use super::row::{Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::{edit, reminder, work};
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::{AssetId, FollowUpId, PersonId};
use crate::domain::{name, when};
use crate::fault::Fault;
use crate::report::{closure, counted};
use crate::store::Store;
use crate::tui::command::Command;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::Effect;
use crate::tui::request::{Act, Marked, Subject};
use crate::tui::screen::Screen;

/// The form or the question of an act on marked rows.
///
/// # Errors
/// A record is gone, or the act is not one for such records.
pub fn open(marked: &Marked, store: &Store) -> Result<Box<dyn Screen>, Fault> {
    let records: Vec<Record> =
        marked.ids.iter().map(|id| store.needed(marked.entity, *id)).collect::<Result<_, _>>()?;
    match marked.act {
        Act::TickOff => {
            let open = reminders(records)?;
            let on = store.clock().today();
            let count = counted(open.len(), "reminder", "reminders");
            let changes =
                open.iter().map(|record| Change::Finish { id: FollowUpId(record.id), on }).collect();
            let change = Change::Together { verb: Verb::Finish, changes };
            let said = format!("Ticked off {count}.");
            let unmark = Effect::IfSaved(Box::new(Effect::Ask(Command::ClearMarks)));
            let done = Effect::Many(vec![Effect::Apply { change, close: false, said }, unmark]);
            let of = named(store, &open)?;
            Ok(Box::new(Question::new(format!("Tick off {count}, without a contact? {of}"), done)))
        }
        Act::Later => {
            let open = reminders(records)?;
            let of = named(store, &open)?;
            Ok(Box::new(Form::new(later(open).notes(vec![of]), store)))
        }
        Act::PutAway => {
            let of = named(store, &records)?;
            Ok(Box::new(Form::new(put_away(store, records, marked.entity, of)?, store)))
        }
        Act::Remind => {
            let of = named(store, &records)?;
            Ok(Box::new(Form::new(remind(records, marked.entity)?.notes(vec![of]), store)))
        }
        Act::Allot => Ok(Box::new(Form::new(work::allot_many(store, &records)?, store))),
    }
}

/// So many are named one by one.
const NAMED: usize = 4;

/// Whom or what the marked rows are about, by name: `Of Ada OKONKWO, Meera PATEL and 3 more.`
fn named(store: &Store, records: &[Record]) -> Result<String, Fault> {
    let mut names = Vec::new();
    for record in records.iter().take(NAMED) {
        names.push(match record.entity {
            Entity::FollowUp => {
                let of = |entity, link| {
                    let id = record.values.number(link);
                    id.map(|id| store.needed(entity, id)).transpose()
                };
                let about = of(Entity::Person, "person_id")?.or(of(Entity::Asset, "asset_id")?);
                let what = record.values.text("what").to_owned();
                about.map_or(what.clone(), |about| format!("{} ({what})", name_of(&about)))
            }
            _ => name_of(record),
        });
    }
    let more = records.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    Ok(format!("Of {}{more}.", names.join(", ")))
}

fn name_of(record: &Record) -> String {
    let text = |field| record.values.text(field);
    match record.entity {
        Entity::Person => name::spoken(text("given"), text("family")),
        _ => text("name").to_owned(),
    }
}

/// The records, if every one of them is a reminder that is open.
fn reminders(records: Vec<Record>) -> Result<Vec<Record>, Fault> {
    let open = |record: &Record| {
        record.entity == Entity::FollowUp
            && record.values.text("state") == "open"
            && record.put_away_on.is_none()
    };
    match records.iter().filter(|record| !open(record)).count() {
        0 => Ok(records),
        1 => Err(Fault::missing("One of the marked reminders is not open any more.")),
        n => Err(Fault::missing(format!("{n} of the marked reminders are not open any more."))),
    }
}

fn sheet(title: String, rows: Vec<Row>, read: super::sheet::Read) -> Sheet {
    let mut sheet = Sheet::new("many", title.clone(), rows, read);
    sheet.called = title;
    sheet.unmarks = true;
    sheet
}

fn later(open: Vec<Record>) -> Sheet {
    let count = counted(open.len(), "reminder", "reminders");
    let title = format!("Move {count} to later");
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let (day, time) = moment(answers, now)?;
        let mut changes = Vec::new();
        for record in &open {
            let mut after = record.values.clone();
            moved(&mut after, day, time);
            if after != record.values {
                let (entity, id, before) = (Entity::FollowUp, record.id, record.values.clone());
                changes.push(Change::Edit { entity, id, before, after });
            }
        }
        if changes.is_empty() {
            return Err(Vec::new());
        }
        let said =
            format!("Moved {} to {}.", counted(changes.len(), "reminder", "reminders"), when::show_day(day));
        Ok(Saved::new(Change::Together { verb: Verb::Edit, changes }, said))
    };
    sheet(
        title,
        vec![Row::moment("when", "To when", Reads::ComingMoment, "tomorrow").needed()],
        Box::new(read),
    )
}

fn moment(
    answers: &Answers,
    now: NaiveDateTime,
) -> Result<(NaiveDate, Option<chrono::NaiveTime>), Vec<Trouble>> {
    when::read_moment(answers.text("when"), now).map_err(|reason| vec![Trouble::new("when", reason)])
}

/// A time that is said goes to every reminder; one that is not said stays as each has it.
fn moved(values: &mut Values, day: NaiveDate, time: Option<chrono::NaiveTime>) {
    values.set("due_on", day);
    if let Some(time) = time {
        values.set("due_at", time.format("%H:%M").to_string());
    }
}

fn put_away(store: &Store, records: Vec<Record>, entity: Entity, of: String) -> Result<Sheet, Fault> {
    let assets: Vec<AssetId> = records.iter().map(|record| AssetId(record.id)).collect();
    let count = words(records.len(), entity);
    let title = format!("Put away {count}");
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let (on, reason) = (now.date(), edit::reason(answers));
        let still = records.iter().filter(|record| record.put_away_on.is_none());
        let changes: Vec<Change> = still
            .map(|record| Change::PutAway { entity, id: record.id, on, reason: reason.clone() })
            .collect();
        let said = format!("Put away {}.", words(changes.len(), entity));
        Ok(Saved::new(Change::Together { verb: Verb::PutAway, changes }, said))
    };
    let mut notes =
        vec![of, "They leave the lists. Nothing is lost, and they can be brought back.".to_owned()];
    if entity == Entity::Asset {
        notes.push(closure::of_many(store, &assets)?);
    }
    Ok(sheet(title, edit::why_rows(entity), Box::new(read)).notes(notes))
}

/// How many of a kind, in words.
fn words(count: usize, entity: Entity) -> String {
    match entity {
        Entity::Person => counted(count, "person", "people"),
        Entity::Asset => counted(count, "asset", "assets"),
        _ => counted(count, "reminder", "reminders"),
    }
}

/// A reminder for each of many people or assets; marked reminders stand for whom they are about, each once.
fn remind(records: Vec<Record>, entity: Entity) -> Result<Sheet, Fault> {
    let mut about: Vec<Subject> = Vec::new();
    for record in records {
        let subject = match entity {
            Entity::Person => Some(Subject::Person(PersonId(record.id))),
            Entity::Asset => Some(Subject::Asset(AssetId(record.id))),
            _ => {
                let of = |field: &str| record.values.number(field);
                of("person_id")
                    .map(|id| Subject::Person(PersonId(id)))
                    .or(of("asset_id").map(|id| Subject::Asset(AssetId(id))))
            }
        };
        let Some(subject) = subject else {
            return Err(Fault::missing(
                "One of the marked rows is about nobody, so no reminder can be set on it.",
            ));
        };
        if !about.contains(&subject) {
            about.push(subject);
        }
    }
    let count = counted(about.len(), "reminder", "reminders");
    let mut rows = vec![
        Row::moment("when", "When", Reads::ComingMoment, "")
            .needed()
            .helped("For example: tomorrow, fri 2pm, tue week, 10 mar."),
    ];
    rows.extend(["what", "recurrence"].into_iter().filter_map(|name| row(Entity::FollowUp, "", name)));
    let said = count.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let (day, time) = moment(answers, now)?;
        let mut changes = Vec::new();
        for subject in &about {
            let (entity, id) = reminder::record(*subject);
            let mut draft = answers.draft(Entity::FollowUp, "");
            draft.set(reminder::link(entity), id.to_string());
            put_moment(&mut draft, ["due_on", "due_at"], day, time);
            let mut entry = Answers::entry(&draft, "", now)?;
            begin_recurrence(&mut entry);
            changes.push(Change::Add(entry));
        }
        let change = Change::Together { verb: Verb::Add, changes };
        Ok(Saved::new(change, format!("Saved: {said}, {}.", when::show_day(day))))
    };
    Ok(sheet(format!("Set {count}"), rows, Box::new(read)))
}
