//! The work with a person: paused, closed, started again; given to a worker; a caseload handed over.

use chrono::NaiveDateTime;

use super::row::{Choice, Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, named};
use super::stage;
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Record};
use crate::domain::field::{Field, Kind};
use crate::domain::id::{PersonId, ReferralId, WorkerId};
use crate::domain::vocabulary::CLOSE_REASON;
use crate::domain::{check, when};
use crate::fault::Fault;
use crate::report::allot::{self, Worker};
use crate::report::counted;
use crate::store::Store;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::Effect;
use crate::tui::screen::Screen;

static CLOSE_WHY: Field = Field::new("close_reason", "Why", Kind::One(&CLOSE_REASON)).required();

/// The stretch of work that runs with somebody.
fn running(store: &Store, whom: &Whom) -> Result<Record, Fault> {
    store.running_work(PersonId(whom.id))?.ok_or_else(|| {
        Fault::missing(format!("No work goes on with {}.", whom.spoken))
            .hint("Accept a referral, or choose Start the work again.")
    })
}

fn edit(record: &Record, draft: &Draft, now: NaiveDateTime) -> Result<Change, Vec<Trouble>> {
    let after = check::check_edit(draft, &record.values, now).map_err(|found| named(found, ""))?;
    Ok(Change::Edit { entity: Entity::Episode, id: record.id, before: record.values.clone(), after })
}

fn of_episode(name: &str) -> Option<Row> {
    Entity::Episode.field(name).map(|field| Row::of(field, "", ""))
}

/// The form that lets the work rest.
pub fn pause(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let record = running(store, &whom)?;
    if record.values.text("state") == "paused" {
        return Err(Fault::missing("The work is paused already.").hint("Choose Start the work again."));
    }
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let draft = answers.draft(Entity::Episode, "").with("state", "paused");
        Ok(Saved::new(edit(&record, &draft, now)?, format!("Saved: the work with {spoken} is paused.")))
    };
    let rows = of_episode("pause_reason").into_iter().collect();
    let sheet = Sheet::new("pause", format!("Pause the work: {}", whom.listed), rows, Box::new(read));
    let notes =
        vec!["Nothing is lost, and reminders stay. Start the work again whenever they like.".to_owned()];
    Ok(sheet.about(Entity::Person, person.0, format!("pause of {}", whom.spoken)).notes(notes))
}

/// The form that ends the work, with the reason and what becomes of open reminders.
pub fn close(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let record = running(store, &whom)?;
    let open: Vec<i64> = store.reminders_of_person(person)?.iter().map(|row| row.follow_up.0).collect();
    let mut rows = vec![Row::of(&CLOSE_WHY, "", "")];
    rows.extend(of_episode("close_note"));
    rows.extend(stage::open_reminders(store, person)?);
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let draft = Draft::new(Entity::Episode)
            .with("state", "closed")
            .with("close_reason", answers.text("close_reason"))
            .with("close_note", answers.text("close_note"));
        let change = stage::with_reminders(edit(&record, &draft, now)?, answers, &open, now.date());
        Ok(Saved::new(change, format!("Saved: the work with {spoken} is closed.")))
    };
    let sheet = Sheet::new("close", format!("Close the work: {}", whom.listed), rows, Box::new(read));
    let notes =
        vec!["They can come back at any time: the work is started again with all of this.".to_owned()];
    Ok(sheet.about(Entity::Person, person.0, format!("end of the work with {}", whom.spoken)).notes(notes))
}

/// The question that starts the work again: after a pause it goes on, after an end it is a new stretch.
pub fn start(store: &Store, person: PersonId) -> Result<Box<dyn Screen>, Fault> {
    let whom = Whom::person(store, person)?;
    let today = store.clock().today();
    let change = match store.running_work(person)? {
        Some(record) if record.values.text("state") == "open" => {
            return Err(Fault::missing(format!("The work with {} goes on already.", whom.spoken)));
        }
        Some(record) => {
            edit(&record, &Draft::new(Entity::Episode).with("state", "open"), store.clock().now())
                .map_err(|_| Fault::failed("The work cannot be started again."))?
        }
        None => Change::Add(
            Entry::new(Entity::Episode)
                .with("person_id", person.0)
                .with("opened_on", today)
                .with("state", "open"),
        ),
    };
    let said = format!("Saved: the work with {} goes on.", whom.spoken);
    let words = format!("Start the work with {} again?", whom.spoken);
    Ok(Box::new(Question::new(words, Effect::Apply { change, close: false, said })))
}

/// Workers as choices, with those who could take something over.
fn choices(workers: &[Worker]) -> Vec<Choice> {
    workers
        .iter()
        .map(|worker| Choice::new(worker.id.to_string(), format!("{} ({})", worker.name, worker.login)))
        .collect()
}

fn chosen<'a>(workers: &'a [Worker], answers: &Answers, row: &str) -> Result<&'a Worker, Trouble> {
    let found = workers.iter().find(|worker| worker.id.to_string() == answers.text(row));
    found.ok_or_else(|| Trouble::new(row, "Choose a worker."))
}

/// The form that gives a person's referral to a worker.
pub fn allot(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let Some(referral) = stage::referral_of(store, person)? else {
        return Err(
            Fault::missing(format!("{} has no referral.", whom.spoken)).hint("Press ‹add› to add one.")
        );
    };
    let workers = allot::workers(store)?;
    let now = referral.values.number("worker_id").map_or_else(String::new, |id| id.to_string());
    // What would be written is worked out for each worker now: a form reads no caseload while it is saved.
    let changes: Vec<(WorkerId, Option<Change>)> = workers
        .iter()
        .map(|worker| (worker.id, allot::referrals(store, &[ReferralId(referral.id)], worker.id).ok()))
        .collect();
    let rows = vec![Row::choice("worker", "Who works with them", choices(&workers), &now).needed()];
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let worker = chosen(&workers, answers, "worker").map_err(|trouble| vec![trouble])?;
        let change = changes.iter().find(|(id, _)| *id == worker.id).and_then(|(_, change)| change.clone());
        let change = change.ok_or_else(Vec::new)?;
        Ok(Saved::new(change, format!("Saved: {} works with {spoken}.", worker.name)))
    };
    let sheet = Sheet::new("allot", format!("Who works with them: {}", whom.listed), rows, Box::new(read));
    Ok(sheet.about(Entity::Person, person.0, format!("allotment of {}", whom.spoken)))
}

/// The form that gives the referrals of several people to a worker, as one act.
///
/// # Errors
/// Somebody of them has no referral: their mark is to be taken away.
pub fn allot_many(store: &Store, people: &[Record]) -> Result<Sheet, Fault> {
    let mut referrals = Vec::new();
    for person in people {
        let Some(referral) = stage::referral_of(store, PersonId(person.id))? else {
            let whom = Whom::of(person.clone());
            return Err(Fault::missing(format!(
                "{} has no referral. Take that mark away first.",
                whom.spoken
            )));
        };
        referrals.push(ReferralId(referral.id));
    }
    let workers = allot::workers(store)?;
    let changes: Vec<(WorkerId, Option<Change>)> = workers
        .iter()
        .map(|worker| (worker.id, allot::referrals(store, &referrals, worker.id).ok()))
        .collect();
    let many = counted(people.len(), "person", "people");
    let rows = vec![Row::choice("worker", "Who works with them", choices(&workers), "").needed()];
    let words = many.clone();
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let worker = chosen(&workers, answers, "worker").map_err(|trouble| vec![trouble])?;
        let change = changes.iter().find(|(id, _)| *id == worker.id).and_then(|(_, change)| change.clone());
        let change = change.ok_or_else(|| {
            vec![Trouble::new("worker", format!("They are all with {} already.", worker.name))]
        })?;
        Ok(Saved::new(change, format!("Saved: {} works with {words}.", worker.name)))
    };
    let mut sheet = Sheet::new("many", format!("Who works with them: {many}"), rows, Box::new(read));
    sheet.called = format!("allotment of {many}");
    sheet.unmarks = true;
    Ok(sheet)
}

/// The form that hands a caseload over, for leave or sickness.
pub fn hand_over(store: &Store) -> Result<Sheet, Fault> {
    let workers = allot::workers(store)?;
    if workers.len() < 2 {
        return Err(Fault::missing("Nobody else works here yet.").hint("To add somebody: kith add worker"));
    }
    let mine = store.worker()?.map_or_else(String::new, |id| id.to_string());
    let rows = vec![
        Row::choice("from", "Whose caseload", choices(&workers), &mine).needed(),
        Row::choice("to", "Who takes it over", choices(&workers), "").needed(),
        Row::moment("until", "Until", Reads::ComingMoment, "")
            .helped("A reminder to give it back. May be empty."),
    ];
    let mut moved = Vec::new();
    for from in &workers {
        for to in workers.iter().filter(|to| to.id != from.id) {
            moved.push((from.id, to.id, allot::caseload(store, from, to, None).ok()));
        }
    }
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let from = chosen(&workers, answers, "from").map_err(|trouble| vec![trouble])?;
        let to = chosen(&workers, answers, "to").map_err(|trouble| vec![trouble])?;
        if from.id == to.id {
            return Err(vec![Trouble::new("to", "Choose somebody else.")]);
        }
        let found = moved.iter().find(|(one, other, _)| (*one, *other) == (from.id, to.id));
        let Some((_, _, Some((change, counts)))) = found else {
            return Err(vec![Trouble::new("from", format!("Nothing open is with {}.", from.name))]);
        };
        let mut change = change.clone();
        if let (text, Change::Together { changes, .. }) = (answers.text("until"), &mut change)
            && !text.is_empty()
        {
            let day =
                when::read_day(text, now.date()).map_err(|reason| vec![Trouble::new("until", reason)])?;
            changes.push(allot::give_back(from, to, day));
        }
        Ok(Saved::new(change, format!("Handed over to {}: {}.", to.name, counts.words())))
    };
    let mut sheet = Sheet::new("hand_over", "Hand over a caseload", rows, Box::new(read));
    "handing over".clone_into(&mut sheet.called);
    Ok(sheet
        .notes(vec!["Open referrals, the work that runs and open reminders move, as one act.".to_owned()]))
}
