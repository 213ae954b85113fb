//! Activities: looked for by words or by what fits a person, heard, suggested.

use super::flows::{community, connect, reminder};
use super::form::{fill, fill_the_rest};
use super::list::{List, Row};
use super::look::{self, Look};
use super::person::form;
use super::pick::Choice;
use super::step::Answers;
use super::talk::Question;
use super::turn::{Told, Turn};
use super::words;
use super::work::Work;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::facets::Facets;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::vocabulary::{ASSET_KIND, ASSET_STATUS, CAPACITY, CHECKED_HOW};
use crate::domain::when;
use crate::report::missing::Missing;
use crate::store::Store;
use crate::store::find::{AssetAsk, AssetHit};
use crate::store::page::Span;

/// Looks for activities by words and opens the one that is picked.
pub fn search(work: &mut Work<'_>) -> Told<()> {
    let words = "What are you looking for? Type words, such as gardening or lunch.";
    let help = "Assets are the groups, places, people and things we can suggest. Filters can be typed with the words: \
                day:tue, part:evening, cost:free, within:2 near:S6, language:urdu.";
    let question = Question::new(words).enter("everything, by name").help(help);
    let text = work.talk.ask(&question)?.unwrap_or_default();
    let ask = AssetAsk { text, ..AssetAsk::default() };
    each(work, &ask, open)
}

/// The activities that fit a person, each with its reasons for and against.
pub fn that_fit(work: &mut Work<'_>, person: i64) -> Told<()> {
    let words = "Activities that fit. Type words to narrow them.";
    let question = Question::new(words).enter("all that fit").help("Each is said with its reasons.");
    let text = work.talk.ask(&question)?.unwrap_or_default();
    let ask = AssetAsk { text, for_person: Some(PersonId(person)), ..AssetAsk::default() };
    each(work, &ask, |work, asset| for_person(work, person, asset))
}

fn each(work: &mut Work<'_>, ask: &AssetAsk, act: impl Fn(&mut Work<'_>, i64) -> Told<()>) -> Told<()> {
    if let Some(trouble) = Facets::trouble(&ask.text) {
        return work.say(&trouble);
    }
    let found = work.store.find_assets(ask, Span::first(1))?;
    if found.page.total == 0 {
        return nothing(work, ask);
    }
    if let Some(left) = found.left_out() {
        work.say(&format!("Left out: {left}."))?;
    }
    let fetch = |store: &Store, span: Span| {
        let found = store.find_assets(ask, span)?;
        Ok((found.page.rows.iter().map(row).collect(), found.page.total))
    };
    let empty = "Nothing was found. Try fewer letters, or another word.";
    let help = "The best fit comes first. What closed or was not checked for long is left out.";
    List { empty, opens: "open", help, fetch: &fetch }.each(work, act)
}

/// Says that nothing was found and why, and offers to note the gap, filled in.
fn nothing(work: &mut Work<'_>, ask: &AssetAsk) -> Told<()> {
    let why = work.store.why_no_assets(ask)?;
    let mut told = vec!["Nothing was found.".to_owned()];
    told.extend(why.lines.into_iter().map(|line| line.replace(". To see them too: --all", ".")));
    if why.unasked {
        return work.say(&told.join(" "));
    }
    let choices = Choice::plain(&["note it as a gap", "back"]);
    let help = "A gap is something that is missing here. Whoever waits for it is told when it runs.";
    if work.menu(&told.join(" "), help, &choices, 2)? != 0 {
        return Ok(());
    }
    let missing = Missing::of_search(&work.store, ask)?;
    let form = community::gap(&work.store, ask.for_person.map(|person| person.0))?;
    let known = missing.known().into_iter().filter(|(_, text)| !text.is_empty()).collect();
    fill_the_rest(work, form, known).map(|_| ())
}

fn row(hit: &AssetHit) -> Row<i64> {
    let told = |good: Option<bool>| {
        let all = hit.reasons.iter().filter(|reason| reason.good == good).map(|reason| reason.text.as_str());
        all.collect::<Vec<_>>().join(", ")
    };
    let labelled =
        |label: &str, text: String| if text.is_empty() { text } else { format!("{label}: {text}") };
    let facts = [&hit.schedule, &hit.place, &hit.cost].map(|fact| fact.trim().to_owned());
    let mut parts = vec![hit.name.clone()];
    parts.extend(facts);
    parts.push(labelled("For", told(Some(true))));
    parts.push(labelled("Against", told(Some(false))));
    parts.push(told(None));
    Row { value: hit.asset.0, name: hit.name.clone(), mark: String::new(), sentence: words::sentences(parts) }
}

fn for_person(work: &mut Work<'_>, person: i64, asset: i64) -> Told<()> {
    loop {
        let choices = Choice::plain(&["suggest it", "hear more", "back"]);
        let name = work.store.needed(Entity::Asset, asset)?.values.text("name").to_owned();
        match work.menu(
            &words::sentence(&name),
            "Suggesting saves nothing before you say yes.",
            &choices,
            3,
        )? {
            0 => return suggest(work, person, asset),
            1 => hear(work, asset)?,
            _ => return Ok(()),
        }
    }
}

/// Asks the form that joins a person and an asset.
fn suggest(work: &mut Work<'_>, person: i64, asset: i64) -> Told<()> {
    let form = connect::form(&work.store, person, asset)?;
    let known = Answers::from([("=asset".to_owned(), asset.to_string())]);
    fill(work, form, known).map(|_| ())
}

/// Opens an asset and stays with it until the listener goes back.
pub fn open(work: &mut Work<'_>, asset: i64) -> Told<()> {
    hear(work, asset)?;
    let choices = Choice::plain(&[
        "suggest it to someone",
        "write a note",
        "set a reminder",
        "put away",
        "back",
        "it has closed",
        "what was said of it",
        "it was checked today",
    ]);
    let help = "Type a number or the words. There is also: it has closed, what was said of it, it was checked today.";
    let mut name = String::new();
    loop {
        let act = work.menu(&name, help, &choices, 5);
        let done = match act {
            Ok(0) => to_someone(work, asset),
            Ok(1) => form(work, |store| reminder::note(store, Entity::Asset, asset)),
            Ok(2) => form(work, |store| reminder::set(store, Entity::Asset, asset)),
            Ok(3) => form(work, |store| reminder::put_away(store, Entity::Asset, asset)),
            Ok(5) => form(work, |store| community::close(store, asset)),
            Ok(6) => form(work, |store| community::feedback(store, asset)),
            Ok(7) => checked(work, asset),
            Ok(_) | Err(Turn::Back) => return Ok(()),
            Err(turn) => return Err(turn),
        };
        work.settled(done)?;
        let record = work.store.needed(Entity::Asset, asset)?;
        if record.put_away_on.is_some() {
            return Ok(());
        }
        name = format!("{}. What would you like to do?", record.values.text("name"));
    }
}

/// Asks how its details were checked today, and notes it.
fn checked(work: &mut Work<'_>, asset: i64) -> Told<()> {
    let ways: Vec<_> = CHECKED_HOW.terms.iter().filter(|term| term.code != "imported").collect();
    let choices: Vec<Choice> = ways.iter().map(|term| Choice::new(term.code, term.label)).collect();
    let question = Question::new("How did you check it?").help("It counts as checked today, by you.");
    let at = work.talk.choose(question, &choices, None)?;
    let Some(way) = ways.get(at) else { return Ok(()) };
    let before: Values = {
        let held = work.store.needed(Entity::Asset, asset)?.values;
        ["checked_on", "checked_by", "checked_how"]
            .map(|field| (field, held.value(field).clone()))
            .into_iter()
            .collect()
    };
    let mut after = before.clone();
    after.set("checked_on", work.store.clock().today());
    after.set("checked_how", way.code);
    if let Some(worker) = work.store.worker()? {
        after.set("checked_by", worker.0);
    }
    let edit = Change::Edit { entity: Entity::Asset, id: asset, before, after };
    if work.apply(&Change::Together { verb: Verb::Checked, changes: vec![edit] })?.is_some() {
        work.say(&format!("Checked today: {}. Type undo to take it back.", words::low(way.label)))?;
    }
    Ok(())
}

fn to_someone(work: &mut Work<'_>, asset: i64) -> Told<()> {
    let person = look::find(work, "To whom? Type a name, a date of birth or a number.", Look::Person)?;
    suggest(work, person.id, asset)
}

/// Says what is known of an asset, a sentence at a time.
fn hear(work: &mut Work<'_>, asset: i64) -> Told<()> {
    let Some(page) = work.store.asset(AssetId(asset))? else { return Ok(()) };
    let values = &page.record.values;
    let text = |label: &str, field: &str| {
        let text = values.text(field).trim();
        if text.is_empty() { String::new() } else { format!("{label}: {text}") }
    };
    let checked = values.day("checked_on").map_or_else(
        || "Its details were never checked".to_owned(),
        |day| format!("Checked {}", when::relative(day, work.store.clock().today())),
    );
    let people =
        crate::report::counted(page.going_on, "person is connected to it", "people are connected to it");
    let room = format!("Room: {}", words::low(CAPACITY.label(values.text("capacity"))));
    let our = &page.load;
    let load = if our.sent == 0 {
        String::new()
    } else {
        format!("We sent {}, of whom {} go now and {} wait", our.sent, our.going, our.waiting)
    };
    let funding = values
        .day("funding_until")
        .map_or_else(String::new, |day| format!("Its funding is until {}", when::show_day(day)));
    let lines = [
        words::sentences([
            values.text("name"),
            ASSET_KIND.label(values.text("kind")),
            ASSET_STATUS.label(values.text("status")),
            values.text("description"),
        ]),
        words::sentences([
            text("When", "schedule"),
            text("Where", "place"),
            text("Address", "address"),
            text("Cost", "cost"),
        ]),
        words::sentences([text("Phone", "phone"), text("E-mail", "email"), text("Access", "access")]),
        words::sentences([
            match values.day("capacity_on") {
                Some(day) => format!("{room}, as of {}", when::show_day(day)),
                None => room,
            },
            text("Copes with", "capability"),
            load,
            funding,
            format!("{people} now"),
            checked,
        ]),
    ];
    for line in lines.iter().filter(|line| !line.is_empty()) {
        work.say(line)?;
    }
    Ok(())
}
