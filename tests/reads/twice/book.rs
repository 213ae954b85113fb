//! The records of a caseload as plain lists, and where each person stands, found by going through them.

use chrono::NaiveDate;
use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::store::Store;
use kith::store::figures::lens::Lens;

/// Every record of a caseload, with the days and the worker that are asked about.
pub struct Book {
    pub today: NaiveDate,
    pub lens: Lens,
    records: Vec<Record>,
}

/// The text of a field; empty where there is none.
pub fn text<'a>(record: &'a Record, field: &str) -> &'a str {
    record.values.text(field)
}

/// The number of a field.
pub fn number(record: &Record, field: &str) -> Option<i64> {
    record.values.number(field)
}

/// The day of a field.
pub fn day(record: &Record, field: &str) -> Option<NaiveDate> {
    record.values.day(field)
}

/// A count as a number to divide by.
pub fn real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

/// `3 of 8 (38%)`, with halves rounded up; words where there is nothing to count.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "none to count".to_owned();
    }
    let percent = (real(part) * 100.0 / real(whole) + 0.5).floor();
    format!("{part} of {whole} ({percent}%)")
}

/// How often each code stands in a list, in no order.
pub fn tally<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for code in codes {
        match all.iter_mut().find(|(known, _)| known == code) {
            Some((_, n)) => *n += 1,
            None => all.push((code.to_owned(), 1)),
        }
    }
    all
}

const OPEN: [&str; 3] = ["received", "offered", "accepted"];

/// States of a connection in which it goes on.
pub const GOES_ON: [&str; 8] =
    ["made", "replied", "accepted", "waiting", "started", "attending", "belongs", "contributes"];

impl Book {
    pub fn of(store: &Store, lens: &Lens) -> Self {
        let records =
            Entity::ALL.into_iter().flat_map(|entity| store.records_after(entity, 0, 1_000_000).unwrap());
        Self { today: store.clock().today(), lens: lens.clone(), records: records.collect() }
    }

    /// The same caseload, asked about other days.
    pub fn in_days(&self, lens: &Lens) -> Self {
        Self { today: self.today, lens: lens.clone(), records: self.records.clone() }
    }

    /// Records of a kind, those that are put away too.
    pub fn every(&self, entity: Entity) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.entity == entity)
    }

    /// Records of a kind that are in use.
    pub fn all(&self, entity: Entity) -> impl Iterator<Item = &Record> {
        self.every(entity).filter(|record| record.put_away_on.is_none())
    }

    /// Records of a kind in use that are of a person.
    pub fn of_person(&self, entity: Entity, person: i64) -> impl Iterator<Item = &Record> {
        self.all(entity).filter(move |record| number(record, "person_id") == Some(person))
    }

    /// Records of a kind in use whose day falls into the days that are asked about.
    pub fn within<'a>(&'a self, entity: Entity, field: &'a str) -> impl Iterator<Item = &'a Record> {
        self.all(entity).filter(move |record| day(record, field).is_some_and(|day| self.is_within(day)))
    }

    pub fn is_within(&self, day: NaiveDate) -> bool {
        self.lens.from <= day && day <= self.lens.to
    }

    pub fn record(&self, entity: Entity, id: i64) -> &Record {
        self.every(entity).find(|record| record.id == id).unwrap()
    }

    pub fn is_put_away(&self, person: i64) -> bool {
        self.record(Entity::Person, person).put_away_on.is_some()
    }

    fn open_referral(&self, person: i64) -> Option<&Record> {
        let open = self.of_person(Entity::Referral, person).filter(|one| OPEN.contains(&text(one, "state")));
        open.max_by_key(|one| (day(one, "received"), one.id))
    }

    /// The day the newest open referral of somebody who waits came, and the day of the first contact.
    pub fn waits(&self, person: i64) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let open = self.open_referral(person).filter(|_| self.state(person) == "waiting");
        (open.and_then(|one| day(one, "received")), open.and_then(|one| day(one, "contact_by")))
    }

    /// Where somebody is, by the words in which the report explains it.
    pub fn state(&self, person: i64) -> &'static str {
        let episode =
            self.of_person(Entity::Episode, person).max_by_key(|one| (day(one, "opened_on"), one.id));
        let work = episode.map_or("", |one| text(one, "state"));
        if self.is_put_away(person) {
            return "put_away";
        }
        if work == "paused" {
            return "paused";
        }
        let Some(referral) = self.open_referral(person) else {
            return match work {
                "open" => "active",
                "" if self.of_person(Entity::Referral, person).next().is_none() => "known",
                _ => "closed",
            };
        };
        let since: Vec<&Record> = self
            .of_person(Entity::Contact, person)
            .filter(|one| day(one, "happened_on") >= day(referral, "received"))
            .collect();
        match since.iter().any(|one| text(one, "outcome") == "spoke") {
            true => "active",
            false if since.is_empty() => "waiting",
            false => "trying",
        }
    }

    /// The open reminder that is due first.
    pub fn next(&self, person: i64) -> Option<&Record> {
        let open = self.of_person(Entity::FollowUp, person).filter(|one| text(one, "state") == "open");
        open.min_by_key(|one| {
            let at = text(one, "due_at");
            (day(one, "due_on"), if at.is_empty() { "99".to_owned() } else { at.to_owned() }, one.id)
        })
    }

    pub fn is_in_work(&self, person: i64) -> bool {
        let state = self.state(person);
        ["waiting", "trying", "active"].contains(&state)
            || (state != "put_away" && self.next(person).is_some())
    }

    /// Who works with somebody: whoever has the open referral, the work, the newest referral or the next reminder.
    pub fn worker(&self, person: i64) -> i64 {
        let of = |record: Option<&Record>| record.and_then(|one| number(one, "worker_id"));
        let episode =
            self.of_person(Entity::Episode, person).max_by_key(|one| (day(one, "opened_on"), one.id));
        let referral = self
            .every(Entity::Referral)
            .filter(|one| number(one, "person_id") == Some(person) && number(one, "worker_id").is_some())
            .max_by_key(|one| (day(one, "received"), one.id));
        of(self.open_referral(person)).or(of(episode)).or(of(referral)).or(of(self.next(person))).unwrap_or(0)
    }

    /// Everybody, put away or not, of the worker who is asked about and of nobody.
    pub fn people(&self) -> Vec<i64> {
        let whose = |person: &i64| {
            self.lens.worker.is_none_or(|worker| [worker.0, 0].contains(&self.worker(*person)))
        };
        let there = |person: &i64| self.is_there(*person);
        self.every(Entity::Person).map(|one| one.id).filter(whose).filter(there).collect()
    }

    /// Everybody whose record is in use and who is the worker's own.
    pub fn own(&self) -> Vec<i64> {
        let own = |person: &i64| self.lens.worker.is_none_or(|worker| self.worker(*person) == worker.0);
        self.all(Entity::Person).map(|one| one.id).filter(own).collect()
    }

    /// Whether only the people of a practice, an area or a source are asked about.
    pub fn has_places(&self) -> bool {
        [&self.lens.practice, &self.lens.area, &self.lens.source].into_iter().any(Option::is_some)
    }

    /// Whether somebody is of the practice and the area, and came from the source, that are asked about.
    pub fn is_there(&self, person: i64) -> bool {
        let from = |source: &String| {
            self.of_person(Entity::Referral, person).any(|one| text(one, "source") == source)
        };
        self.lives_there(person) && self.lens.source.as_ref().is_none_or(from)
    }

    /// The same, wherever they came from.
    pub fn lives_there(&self, person: i64) -> bool {
        let one = self.record(Entity::Person, person);
        let practice = |name: &String| {
            let of = |field| text(one, field).eq_ignore_ascii_case(name);
            of("gp_practice") || of("gp_practice_code")
        };
        let area = |area: &String| {
            let (outward, _) = text(one, "postcode").split_once(' ').unwrap_or_default();
            if area.chars().any(|letter| letter.is_ascii_digit()) {
                return outward == area;
            }
            // Letters alone are a whole postcode area: S is S1 to S99, and not SK.
            let rest = outward.strip_prefix(area.as_str());
            rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        };
        self.lens.practice.as_ref().is_none_or(practice) && self.lens.area.as_ref().is_none_or(area)
    }

    /// Exchanges in use in which somebody has a side: `giver` or `receiver`.
    pub fn exchanges(&self, side: &str, person: i64) -> usize {
        let field = format!("{side}_person_id");
        self.all(Entity::Exchange).filter(|one| number(one, &field) == Some(person)).count()
    }

    /// Whether a connection leads to a group or a neighbour.
    pub fn is_to_group(&self, connection: &Record) -> bool {
        let kind = number(connection, "asset_id").map(|id| text(self.record(Entity::Asset, id), "kind"));
        kind.is_none_or(|kind| ["association", "individual_resident"].contains(&kind))
    }

    pub fn goes_on(&self) -> Vec<&Record> {
        self.all(Entity::Connection).filter(|one| GOES_ON.contains(&text(one, "state"))).collect()
    }
}
