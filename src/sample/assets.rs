//! The assets of the sample: the places with a story first, then what goes on at the venues of the town.

use chrono::{Days, NaiveDate};

use super::names;
use super::places::PLACES;
use super::venues::{ACTIVITIES, DISTRICTS, KINDS, VENUES};
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;

/// What the rest of the sample needs to know of an asset.
pub(super) struct Asset {
    pub needs: &'static str,
    /// The day on which somebody looks at it again, if anybody does.
    pub checks_again: Option<NaiveDate>,
    /// Whether people are sent there.
    pub open: bool,
}

/// Nothing is said of the end of a grant for most of them.
const GRANT_ENDS: [u64; 4] = [34, 61, 82, 210];

/// The entry of the asset of that number, from 0, as it stood on the first day, and what becomes of it.
pub(super) fn asset(
    at: usize,
    first: NaiveDate,
    today: NaiveDate,
    rng: &mut fastrand::Rng,
) -> (Entry, Asset) {
    match PLACES.get(at) {
        Some(_) => told(at, first, today, rng),
        None => made_up(at - PLACES.len(), first, today, rng),
    }
}

fn told(at: usize, first: NaiveDate, today: NaiveDate, rng: &mut fastrand::Rng) -> (Entry, Asset) {
    let Some(place) = PLACES.get(at) else { return made_up(at, first, today, rng) };
    let (venue, street, postcode, access) = VENUES.get(place.venue).copied().unwrap_or_default();
    let mut entry = Entry::new(Entity::Asset)
        .with("name", place.name)
        .with("kind", place.kind)
        .with("sector", place.sector)
        .with("description", place.description)
        .with("interests", place.interests)
        .with("needs", place.needs)
        .with("schedule", place.schedule)
        .with("cost", place.cost)
        .with("place", venue)
        .with("address", format!("{street}, {}", names::TOWN))
        .with("postcode", postcode)
        .with("access", access)
        .with("run_by", place.run_by)
        .with("capacity", place.capacity)
        .with("funding", place.funding)
        .with("phone", names::landline(rng))
        .with("status", "active")
        .with("attending", if place.kind == "institution" { "venue appointment" } else { "venue drop_in" })
        .with("gifts_welcomed", if place.kind == "association" { "hand head heart" } else { "" });
    if at == 0 {
        entry = entry.with("phone", "01632 960311").with("email", "lunch@example.org");
    }
    if matches!(place.funding, "grant" | "contract" | "at_risk") {
        let ends = GRANT_ENDS.get(at % GRANT_ENDS.len()).copied().unwrap_or(34);
        entry = entry.with("funding_until", today + Days::new(ends)).with("funder", "Millbrook Fund");
    }
    let checked = today - Days::new(u64::from(place.checked));
    let again = (checked > first).then_some(checked);
    let entry = seen_first(entry, first, today, again);
    (entry, Asset { needs: place.needs, checks_again: again, open: place.name != "Friday Film Club" })
}

/// Something that goes on at a venue; a number gives each its own name.
fn made_up(n: usize, first: NaiveDate, today: NaiveDate, rng: &mut fastrand::Rng) -> (Entry, Asset) {
    let (what, interests, needs, schedule, cost, description) =
        ACTIVITIES.get(n % ACTIVITIES.len()).copied().unwrap_or_default();
    let round = n / ACTIVITIES.len();
    // Neighbours in the list meet at different places, so that no place has everything.
    let (venue, street, postcode, access) = if round < VENUES.len() {
        let (place, street, postcode, access) =
            VENUES.get((n + round) % VENUES.len()).copied().unwrap_or_default();
        (place.to_owned(), street, postcode.to_owned(), access)
    } else {
        let place = round - VENUES.len();
        let district = DISTRICTS.get(place % DISTRICTS.len()).copied().unwrap_or_default();
        let kind = KINDS.get(place / DISTRICTS.len() % KINDS.len()).copied().unwrap_or_default();
        let number = place / (DISTRICTS.len() * KINDS.len());
        let number = if number == 0 { String::new() } else { format!(" {}", number + 1) };
        (
            format!("{district} {kind}{number}"),
            names::pick(rng, names::STREETS),
            names::postcode(rng),
            "Step-free. Accessible toilet.",
        )
    };
    let capacity =
        names::pick(rng, &["space", "space", "space", "few_places", "waiting_list", "full", "unknown"]);
    let funding = names::pick(rng, &["none_needed", "self_sustaining", "grant", "mixed", "unknown"]);
    let mut entry = Entry::new(Entity::Asset)
        .with("name", format!("{what}, {venue}"))
        .with("kind", "association")
        .with(
            "sector",
            names::pick(rng, &["unincorporated_group", "charity", "resident_led", "faith", "council"]),
        )
        .with("description", description)
        .with("interests", interests)
        .with("needs", needs)
        .with("schedule", schedule)
        .with("cost", cost)
        .with("place", venue)
        .with("address", format!("{street}, {}", names::TOWN))
        .with("postcode", postcode)
        .with("access", access)
        .with("attending", "venue drop_in")
        .with("gifts_welcomed", "hand heart")
        .with("capacity", capacity)
        .with("funding", funding)
        .with("phone", names::landline(rng))
        .with("status", if n % 37 == 36 { "temporarily_closed" } else { "active" });
    if funding == "grant" {
        entry =
            entry.with("funding_until", today + Days::new(rng.u64(20..400))).with("funder", "Millbrook Fund");
    }
    let again = (n % 8 != 7).then(|| today - Days::new(rng.u64(3..150))).filter(|day| *day > first);
    (seen_first(entry, first, today, again), Asset { needs, checks_again: again, open: n % 37 != 36 })
}

/// On the first day it was known from some weeks before; one that nobody looks at again has gone stale.
fn seen_first(entry: Entry, first: NaiveDate, today: NaiveDate, again: Option<NaiveDate>) -> Entry {
    let on = if again.is_some() { first } else { first.min(today - Days::new(190)) };
    entry.with("checked_on", on).with("checked_how", "imported")
}
