//! One person: the banner in sentences, and everything that is done for them.

use super::asset;
use super::flows::{community, contact, give, measure, record, referral, reminder, stage, whom, whose};
use super::form::{Form, fill};
use super::letter;
use super::list::{List, Row};
use super::pick::Choice;
use super::step::Answers;
use super::talk::Question;
use super::turn::{Told, Turn};
use super::words;
use super::work::Work;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::PersonId;
use crate::domain::terms::term;
use crate::domain::vocabulary::CONTACT_METHOD;
use crate::domain::when;
use crate::fault::Fault;
use crate::report::{person, timeline, way};
use crate::store::Store;
use crate::store::page::Span;

/// What can be done for a person; the first six are said, the rest after `more choices`.
const ACTS: [&str; 32] = [
    "log a contact",
    "hear the timeline",
    "set a reminder",
    "phone number",
    "more choices",
    "back",
    "tick off a reminder",
    "move a reminder",
    "write a note",
    "activities that fit",
    "asked what they would like to give",
    "offer or wish",
    "details",
    "new referral",
    "put away",
    "change where they are",
    "change a detail",
    "add to the record",
    "how a connection goes",
    "pause the work",
    "close the work",
    "start the work again",
    "bring back",
    "the plan and the goals",
    "who works with them",
    "the same person as another",
    "a contact was with somebody else",
    "go along",
    "join to another person",
    "a gap they wait for",
    "record a measure",
    "write a letter",
];

const HELP: &str = "Every choice is understood by its words too, also those after more choices.";

/// Opens a person, which is recorded, and stays with them until the listener goes back.
pub fn open(work: &mut Work<'_>, id: i64) -> Told<()> {
    let mut reason = None;
    if work.store.is_restricted(PersonId(id))? {
        let question = Question::new("This record is restricted. Why do you open it?").enter("going back").help(
            "What you say is kept, and whoever works with them and supervisors are told that you opened it.",
        );
        let Some(said) = work.talk.ask(&question)? else { return Ok(()) };
        reason = Some(said);
    }
    work.store.view(PersonId(id), reason.as_deref())?;
    banner(work, id)?;
    let choices = Choice::plain(&ACTS);
    let mut said = 6;
    let mut name = String::new();
    loop {
        let act = work.menu(&name, HELP, &choices, said);
        let done = match act {
            Ok(4) => {
                said = if said == ACTS.len() { 6 } else { ACTS.len() };
                continue;
            }
            Ok(5) | Err(Turn::Back) => return Ok(()),
            Ok(14) => {
                let gone = away(work, id);
                if matches!(gone, Ok(true)) {
                    return Ok(());
                }
                gone.map(|_| ())
            }
            Ok(act) => perform(work, id, act),
            Err(turn) => return Err(turn),
        };
        work.settled(done)?;
        said = 6;
        let values = work.store.needed(Entity::Person, id)?.values;
        name = format!("{}. What would you like to do?", words::of_person(&values));
    }
}

fn perform(work: &mut Work<'_>, id: i64, act: usize) -> Told<()> {
    match act {
        0 => form(work, |store| contact::form(store, id, None)),
        1 => hear_timeline(work, id),
        2 => form(work, |store| reminder::set(store, Entity::Person, id)),
        3 => phones(work, id),
        6 => one_reminder(work, id)?.map_or(Ok(()), |found| tick(work, found, Some(id))),
        7 => match one_reminder(work, id)? {
            Some(found) => form(work, |store| reminder::later(store, found)),
            None => Ok(()),
        },
        8 => form(work, |store| reminder::note(store, Entity::Person, id)),
        9 => asset::that_fit(work, id),
        10 => form(work, |store| give::asked(store, id)),
        11 => offer_or_wish(work, id),
        12 => details(work, id),
        15 => form(work, |store| stage::of_referral(store, id)),
        16 => record::change(work, Entity::Person, id),
        17 => add_to(work, id),
        18 => connection(work, id),
        19 => form(work, |store| stage::of_work(store, id, false)),
        20 => form(work, |store| stage::of_work(store, id, true)),
        21 => start(work, id),
        22 => bring_back(work, Entity::Person, id),
        23 => hear_the_way(work, id),
        24 => form(work, |store| whose::allot(store, id)),
        25 => form(work, |store| whose::merge(store, id)),
        26 => wrong_contact(work, id),
        27 => go_along(work, id),
        28 => form(work, |store| community::connect_people(store, id)),
        29 => form(work, |store| community::gap(store, Some(id))),
        30 => form(work, |store| measure::form(store, id)),
        31 => letter::write(work, id),
        _ => form(work, |store| referral::form(store, Some(id))),
    }
}

/// Asks a form that is made from the store.
pub fn form(work: &mut Work<'_>, made: impl FnOnce(&Store) -> Result<Form, Fault>) -> Told<()> {
    let form = made(&work.store)?;
    fill(work, form, Answers::new()).map(|_| ())
}

/// Something that is added to a person's record.
fn add_to(work: &mut Work<'_>, id: i64) -> Told<()> {
    let labels: Vec<&str> = record::OF_A_PERSON.iter().map(|(_, label)| *label).collect();
    let at = work.talk.choose(Question::new("What would you like to add?"), &Choice::plain(&labels), None)?;
    let Some((entity, _)) = record::OF_A_PERSON.get(at) else { return Ok(()) };
    form(work, |store| record::add_to(store, *entity, id))
}

/// How one of the person's connections goes.
fn connection(work: &mut Work<'_>, id: i64) -> Told<()> {
    match one_connection(work, id)? {
        Some((connection, _)) => form(work, |store| stage::of_connection(store, connection)),
        None => Ok(()),
    }
}

/// A time of going along to one of the person's connections.
fn go_along(work: &mut Work<'_>, id: i64) -> Told<()> {
    match one_connection(work, id)? {
        Some((connection, to)) => form(work, |store| community::visit(store, connection, to)),
        None => Ok(()),
    }
}

/// One of the person's connections, with what it leads to.
fn one_connection(work: &mut Work<'_>, id: i64) -> Told<Option<(i64, String)>> {
    let all = work.store.connections_of_person(PersonId(id))?;
    let choices: Vec<Choice> =
        all.iter().map(|row| Choice::new(row.id.0.to_string(), row.asset_name.clone())).collect();
    let at = match choices.len() {
        0 => {
            work.say("They are not connected to anything yet.")?;
            return Ok(None);
        }
        1 => 0,
        _ => work.talk.choose(Question::new("Which connection?"), &choices, Some(0))?,
    };
    Ok(all.get(at).map(|row| (row.id.0, row.asset_name.clone())))
}

/// One of the newest contacts, which was with somebody else.
fn wrong_contact(work: &mut Work<'_>, id: i64) -> Told<()> {
    let mut all = work.store.records_of(Entity::Contact, "person_id", id)?;
    all.sort_by_key(|record| std::cmp::Reverse((record.values.day("happened_on"), record.id)));
    let said = |record: &Record| {
        let day = record.values.day("happened_on").map_or_else(String::new, when::show_day_long);
        let how = words::low(CONTACT_METHOD.label(record.values.text("method")));
        Choice::new(record.id.to_string(), format!("{day}, {how}"))
    };
    let choices: Vec<Choice> = all.iter().take(9).map(said).collect();
    if choices.is_empty() {
        return work.say("No contact is logged with them.");
    }
    let at = match choices.len() {
        1 => 0,
        _ => work.talk.choose(Question::new("Which contact?"), &choices, Some(0))?,
    };
    match all.get(at).map(|record| record.id) {
        Some(contact) => form(work, |store| whose::wrong_person(store, contact)),
        None => Ok(()),
    }
}

/// Starts the work again after a yes.
fn start(work: &mut Work<'_>, id: i64) -> Told<()> {
    let change = stage::start(&work.store, id)?;
    let help = "After a pause it goes on. After an end it is a new stretch of work.";
    if work.talk.sure("Start the work again?", true, help)? && work.apply(&change)?.is_some() {
        work.say("Saved. Type undo to take it back.")?;
    }
    Ok(())
}

/// Brings back a record that was put away.
pub fn bring_back(work: &mut Work<'_>, entity: Entity, id: i64) -> Told<()> {
    if work.store.needed(entity, id)?.put_away_on.is_none() {
        return work.say("It is in use: there is nothing to bring back.");
    }
    let help = "It stands in the lists again.";
    if work.talk.sure("Bring it back?", true, help)?
        && work.apply(&Change::BringBack { entity, id })?.is_some()
    {
        work.say("Saved. Type undo to take it back.")?;
    }
    Ok(())
}

/// What matters to them, strengths, needs, goals and steps, a sentence each.
fn hear_the_way(work: &mut Work<'_>, id: i64) -> Told<()> {
    let way = way::ask(&work.store, PersonId(id), work.store.clock().today())?;
    let text = crate::cli::goal::in_words(&way);
    if text.trim().is_empty() {
        return work.say("Nothing is noted yet.");
    }
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        work.say(&words::sentence(line))?;
    }
    Ok(())
}

fn away(work: &mut Work<'_>, id: i64) -> Told<bool> {
    let form = reminder::put_away(&work.store, Entity::Person, id)?;
    Ok(fill(work, form, Answers::new())?.is_some())
}

/// Who it is, in sentences: name, birth, what must be known before one rings, what comes next.
fn banner(work: &mut Work<'_>, id: i64) -> Told<()> {
    let today = work.store.clock().today();
    let values = work.store.needed(Entity::Person, id)?.values;
    let Some(summary) = person::ask(&work.store, PersonId(id), today)? else { return Ok(()) };
    let title = values.text("title").trim();
    let name = words::of_person(&values);
    let name = if title.is_empty() { name } else { format!("{name}, {title}") };
    let pronouns = values.text("pronouns").to_owned();
    let next = summary.next.map_or(String::new(), |next| {
        let due = contact::away(next.due, today);
        let what = next.words.split(',').next().unwrap_or_default().to_owned();
        format!("Next: {}, {due}", words::low(&what))
    });
    let line = words::sentences([
        name,
        pronouns,
        born(&values, today),
        summary.state,
        next,
        summary.tried,
        summary.put_away,
    ]);
    work.say(&line)?;
    for note in whom::Whom::of(&work.store, Entity::Person, id)?.notes(&work.store)? {
        work.say(&note)?;
    }
    Ok(())
}

fn born(values: &Values, today: chrono::NaiveDate) -> String {
    values.day("date_of_birth").map_or_else(
        || "Date of birth not known".to_owned(),
        |day| format!("Born {}, aged {}", words::birth(day), when::age(day, today)),
    )
}

/// The numbers, each with the warning beside it.
fn phones(work: &mut Work<'_>, id: i64) -> Told<()> {
    let today = work.store.clock().today();
    let Some(summary) = person::ask(&work.store, PersonId(id), today)? else { return Ok(()) };
    let safe = summary.safe_contact.trim();
    let warning = if safe.is_empty() { String::new() } else { format!("Before you ring: {safe}") };
    if summary.phones.is_empty() {
        return work.say(&words::sentences(["No phone number is known", &warning]));
    }
    for phone in &summary.phones {
        work.say(&words::sentences([format!("{} {}", phone.label, phone.number), warning.clone()]))?;
    }
    Ok(())
}

/// Everything that is known, a label and its value at a time.
fn details(work: &mut Work<'_>, id: i64) -> Told<()> {
    let today = work.store.clock().today();
    let Some(summary) = person::ask(&work.store, PersonId(id), today)? else { return Ok(()) };
    let mut lines = vec![
        ("NHS number", summary.nhs_number),
        ("E-mail", summary.email),
        ("Risks", summary.risks),
        ("Before you visit", summary.alone),
        ("Address", summary.address),
        ("Safe contact", summary.safe_contact),
        ("GP", summary.practice),
        ("About", summary.about),
    ];
    lines.extend(summary.good_to_know.into_iter().map(|line| ("Good to know", line)));
    lines.push(("Asked", summary.asked));
    lines.push(("Gave and received", summary.gave_and_received));
    lines.push(("On the way", summary.rung));
    for (label, items) in [
        ("Connection", summary.connections),
        (term("Would like to give"), summary.offers),
        (term("Would like"), summary.asks),
        ("Where they stand", summary.rungs),
    ] {
        lines.extend(items.into_iter().map(|item| (label, format!("{}, {}", item.name, item.words))));
    }
    lines.extend(summary.path.iter().map(|step| {
        let group = if step.group.is_empty() { "On the whole" } else { step.group.as_str() };
        ("How they came there", format!("{group}, {}", step.words()))
    }));
    for (label, text) in lines.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        work.say(&words::sentence(&format!("{label}: {text}")))?;
    }
    Ok(())
}

fn hear_timeline(work: &mut Work<'_>, id: i64) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let today = store.clock().today();
        let page = store.timeline(PersonId(id), span)?;
        let rows = page.rows.iter().map(|entry| {
            let line = timeline::words(entry, today);
            let when = format!("{} {}", line.day, line.time);
            let parts = [when.trim().to_owned(), line.title, line.what];
            let sentence = words::sentences(parts.into_iter().chain(line.details));
            Row { value: (), name: String::new(), mark: String::new(), sentence }
        });
        Ok((rows.collect(), page.total))
    };
    let help = "Open reminders come first, then the newest.";
    let list = List { empty: "Nothing has happened yet.", opens: "", help, fetch: &fetch };
    list.hear(work).map(|_| ())
}

/// One of the person's open reminders: the only one, or the one that is picked.
fn one_reminder(work: &mut Work<'_>, id: i64) -> Told<Option<i64>> {
    let today = work.store.clock().today();
    let open = work.store.reminders_of_person(PersonId(id))?;
    let choices: Vec<Choice> = open.iter().map(|row| contact::reminder(row, today)).collect();
    match open.as_slice() {
        [] => {
            work.say("No reminder is open.")?;
            Ok(None)
        }
        [only] => Ok(Some(only.follow_up.0)),
        _ => {
            let at = work.talk.choose(Question::new("Which reminder?"), &choices, Some(0))?;
            Ok(open.get(at).map(|row| row.follow_up.0))
        }
    }
}

/// Ticks a reminder off, by the contact it asked for or without one.
pub fn tick(work: &mut Work<'_>, reminder: i64, person: Option<i64>) -> Told<()> {
    let Some(person) = person else { return self::reminder::finish(work, reminder) };
    let what = work.store.needed(Entity::FollowUp, reminder)?.values.text("what").to_owned();
    let words = format!("{} How did it go?", words::sentence(&what));
    let choices = Choice::plain(&["I contacted them", "done without a contact"]);
    let help = "A contact is logged and answers the reminder. Without one the reminder is just done.";
    match work.talk.choose(Question::new(words).help(help), &choices, Some(0))? {
        0 => {
            let form = contact::form(&work.store, person, Some(reminder))?;
            let known = Answers::from([("=follow_up".to_owned(), reminder.to_string())]);
            fill(work, form, known).map(|_| ())
        }
        _ => reminder::finish(work, reminder),
    }
}

fn offer_or_wish(work: &mut Work<'_>, id: i64) -> Told<()> {
    let choices = Choice::plain(&["something they would like to give", "something they would like"]);
    let at = work.talk.choose(Question::new("Which is it?"), &choices, Some(0))?;
    let entity = if at == 0 { Entity::Offer } else { Entity::Ask };
    fill(work, give::standing(entity, Some((Entity::Person, id))), Answers::new()).map(|_| ())
}
