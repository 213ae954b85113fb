//! What makes a directory one to trust: access and languages, what people said, gaps and who waits for them, cards on the
//! noticeboard, somebody gone along with, searches kept.

use chrono::Days;

use super::year::Year;
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;
use crate::fault::Fault;

/// What is known of places besides what a list has: number, field, value.
const KNOWN: &[(i64, &str, &str)] = &[
    (1, "ages", "50 and over"),
    (6, "languages", "Urdu, Punjabi, English"),
    (19, "languages", "English, Punjabi, Hindi"),
    (28, "languages", "Punjabi, Urdu, English"),
    (10, "capability", "Good with letters nobody has opened; not for eviction within a week"),
    (14, "capability", "Bad backs and hips; not after surgery of the last three months"),
];

/// What somebody said about time, money and distance: whose, field, value.
const PRACTICAL: &[(&str, &str, &str)] = &[
    ("Okonkwo", "free_when", "Tuesdays; Thu mornings"),
    ("Singh", "free_when", "Mon, Fri mornings"),
    ("Green", "free_when", "Afternoons, not Fridays"),
];

/// What they can pay at most, in pounds, and travel at most, in miles.
const LIMITS: &[(&str, &str, i64)] = &[
    ("Okonkwo", "cost_limit", 3),
    ("Okonkwo", "travel_miles", 1),
    ("Dale", "cost_limit", 0),
    ("Green", "cost_limit", 5),
];

/// What people said of places: number, how it was, words, days ago, whose words.
const SAID: &[(i64, &str, &str, u64, &str)] = &[
    (1, "good", "Somebody saved me a chair. I went back.", 30, "Bell"),
    (1, "mixed", "Lovely people; loud when all sixty are in.", 75, "Lamb"),
    (10, "good", "She opened all of them with me and was not shocked once.", 50, ""),
    (15, "poor", "Four months is a long time to wait to be sad with somebody.", 24, ""),
];

/// What the town does not have yet: what, need, area, how it came up, how far it is, days ago, led by, who waits.
type Missing = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u64,
    &'static str,
    &'static [(&'static str, bool)],
);

const GAPS: &[Missing] = &[
    (
        "Lunch in the evening, for people who sleep late",
        "loneliness",
        "ML2",
        "empty_search",
        "noted",
        12,
        "",
        &[("Owen", false)],
    ),
    (
        "A place to practise English without a class",
        "legal_immigration",
        "Mill End",
        "a_person",
        "passed_on",
        60,
        "",
        &[("Nguyen", false), ("Begum", true)],
    ),
    (
        "Films in the afternoon, since the Film Club rests",
        "loneliness",
        "ML1",
        "closed",
        "being_grown",
        33,
        "",
        &[("Green", true), ("Hughes", false)],
    ),
    ("A choir that needs no audition", "confidence", "ML1", "worker", "running", 210, "Gwen Roberts", &[]),
];

/// Cards: title, what it says, how to answer, until so many days from now.
const CARDS: &[(&str, &str, &str, u64)] = &[
    (
        "Piano to a good home",
        "Upright, one key sticks. Bring two strong friends and a van.",
        "Leave a note at the library desk",
        21,
    ),
    (
        "Wanted: a fourth for bridge",
        "Thursdays at two, The Bobbin. Beginners are welcome; we are not fierce.",
        "Come along",
        14,
    ),
    (
        "Seed swap",
        "Community Orchard, first Saturday. Bring what you saved, take what you like.",
        "No need to answer",
        40,
    ),
];

/// Searches that are kept: name, words, filters.
const SEARCHES: &[(&str, &str, &str)] = &[
    ("Free and warm this week", "", "cost=free within=2 near=ML1 fresh=yes"),
    ("Lunches", "lunch", "need=loneliness"),
];

/// Writes it all, at the end of the year.
pub(super) fn acts(year: &mut Year<'_>) -> Result<(), Fault> {
    let Some(jo) = year.staff.first().cloned() else { return Ok(()) };
    let span = &year.town.span;
    let (today, day) = (span.today, span.on_or_before(span.cut - Days::new(1)));
    let ago: Vec<chrono::NaiveDate> = (0..=210).map(|days| span.ago(days)).collect();
    let ago = |days: u64| usize::try_from(days).ok().and_then(|days| ago.get(days)).copied().unwrap_or(today);
    let person = |year: &Year<'_>, family: &str| year.town.cast.get(family).copied();
    for (asset, field, value) in KNOWN {
        year.book.put(Entity::Asset, *asset, field, *value)?;
    }
    for asset in [1, 3, 26] {
        year.book.put(Entity::Asset, asset, "meets_people", 1)?;
    }
    for (family, field, value) in PRACTICAL {
        if let Some(id) = person(year, family) {
            year.book.put(Entity::Person, id, field, *value)?;
        }
    }
    for (family, field, value) in LIMITS {
        if let Some(id) = person(year, family) {
            year.book.put(Entity::Person, id, field, *value)?;
        }
    }
    for (asset, went, words, days, who) in SAID {
        if !year.book.has_asset(*asset)? {
            continue;
        }
        let mut entry = Entry::new(Entity::Feedback).with("asset_id", *asset).with("went", *went);
        entry = entry.with("words", *words).with("said_on", ago(*days));
        if let Some(id) = person(year, who) {
            entry = entry.with("person_id", id);
        }
        year.book.add(entry);
    }
    for (what, need, area, from, state, days, led_by, waiting) in GAPS {
        let mut entry = Entry::new(Entity::Gap).with("what", *what).with("need", *need).with("area", *area);
        entry = entry.with("raised_from", *from).with("raised_on", ago(*days)).with("state", *state);
        if !led_by.is_empty() {
            entry = entry.with("led_by", *led_by).with("state_on", ago(*days / 2));
        }
        let gap = year.book.add(entry);
        for (family, would_join) in *waiting {
            let Some(id) = person(year, family) else { continue };
            let wait = Entry::new(Entity::GapPerson).with("gap_id", gap).with("person_id", id);
            let wait = wait.with("since", ago(*days)).with("would_join", i64::from(*would_join));
            year.book.add(wait);
        }
    }
    for (title, body, contact, days) in CARDS {
        let entry = Entry::new(Entity::Notice).with("title", *title).with("body", *body);
        let entry = entry.with("contact", *contact).with("from_on", ago(7));
        year.book.add(entry.with("until_on", today + Days::new(*days)));
    }
    for (name, text, filters) in SEARCHES {
        let mut entry = Entry::new(Entity::Search).with("name", *name).with("filters", *filters);
        if !text.is_empty() {
            entry = entry.with("text", *text);
        }
        year.book.add(entry);
    }
    gone_along(year, &ago)?;
    laid_together(year, &ago)?;
    year.book.write(&jo, day)
}

/// Offers that were laid beside wishes: whose offer, whose wish, how far it is, days ago, in words.
const PAIRS: &[(&str, &str, &str, u64, &str)] = &[
    ("Hughes", "Jones", "asking", 4, "Both speak it on the telephone already, to their sisters."),
    ("Wright", "Taylor", "introduced", 5, "He measures on Thursday. She bakes."),
    ("Singh", "Khan", "paired", 12, "Fridays at half past twelve."),
];

/// Lays offers beside wishes: one pair is being asked, one was introduced, one goes on.
fn laid_together(year: &mut Year<'_>, ago: &impl Fn(u64) -> chrono::NaiveDate) -> Result<(), Fault> {
    for (giver, receiver, state, days, note) in PAIRS {
        let one = |family: &str| year.town.cast.get(family).copied();
        let (Some(giver), Some(receiver)) = (one(giver), one(receiver)) else { continue };
        if !year.book.may_meet(giver, receiver)? {
            continue;
        }
        let offer = year.book.open_of(Entity::Offer, giver)?;
        let wish = year.book.open_of(Entity::Ask, receiver)?;
        let (Some(offer), Some(wish)) = (offer, wish) else { continue };
        let entry = Entry::new(Entity::Pair).with("offer_id", offer).with("ask_id", wish);
        let entry = entry.with("state", *state).with("since", ago(*days)).with("note", *note);
        let entry = entry.with("giver_yes", 1);
        year.book.add(if *state == "asking" { entry } else { entry.with("receiver_yes", 1) });
    }
    Ok(())
}

/// Peter Lamb did not want to go alone: twice together, then met there; and two neighbours were joined.
fn gone_along(year: &mut Year<'_>, ago: &impl Fn(u64) -> chrono::NaiveDate) -> Result<(), Fault> {
    let person = |year: &Year<'_>, family: &str| year.town.cast.get(family).copied();
    if let Some(id) = person(year, "Lamb")
        && year.book.has_asset(8)?
    {
        let entry = Entry::new(Entity::Connection).with("person_id", id).with("asset_id", 8);
        let entry = entry.with("kind", "accompanied").with("state", "made").with("said_yes", 1);
        let entry =
            entry.with("options_shown", "Town Band: too loud for him. Repair Cafe: not on Saturdays.");
        let connection = year.book.add(entry.with("made_on", ago(30)));
        for (days, how, companion, note) in [
            (27, "together", "Jo", "Stood at the window for a while, then sat down to one game."),
            (20, "together", "Jo", "Found his own board. Asked when it is on again."),
            (13, "met_there", "Colin", "Colin met him at the door."),
        ] {
            let visit = Entry::new(Entity::Visit).with("connection_id", connection).with("how", how);
            let visit = visit.with("visited_on", ago(days)).with("companion", companion).with("note", note);
            year.book.add(visit);
        }
    }
    if let (Some(one), Some(other)) = (person(year, "Taylor"), person(year, "Clarke")) {
        let entry = Entry::new(Entity::Connection).with("person_id", one).with("other_person_id", other);
        let entry = entry.with("kind", "introduction").with("state", "started").with("said_yes", 1);
        year.book.add(entry.with("made_on", ago(9)).with("note", "Both knew the same dance hall."));
    }
    Ok(())
}
