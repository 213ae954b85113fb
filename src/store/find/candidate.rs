//! One asset as it is read from the file and measured by what somebody wants.

use rusqlite::{Params, Row, Statement};

use super::AssetHit;
use super::judge::{How, Judge};
use crate::domain::fold;
use crate::domain::id::AssetId;
use crate::domain::matching::{self, Fit, Reason, Thing, Wants, access::Access, plain, stems, weight};
use crate::domain::place::{Point, Spot};
use crate::domain::sieve::{Facts, codes};
use crate::domain::timetable::Week;
use crate::domain::vocabulary::{ASSET_STATUS, CAPACITY, CHECKED_HOW, GIFT_KIND, INTEREST, NEED};
use crate::domain::when;
use crate::store::row::{columns, text};

/// One asset as it is read for measuring.
pub(super) struct Candidate {
    pub hit: AssetHit,
    needs: String,
    interests: String,
    address: String,
    run_by: String,
    description: String,
    access: String,
    languages: String,
    facts: Facts,
    do_not_list: bool,
    /// How its details were checked, a code.
    checked_how: String,
    /// The name of who checked them.
    checked_by: String,
    /// As of when it is known whether it has room.
    room_on: Option<chrono::NaiveDate>,
    /// What it copes with and what not.
    copes: String,
    /// Until when its money lasts.
    funded_until: Option<chrono::NaiveDate>,
    /// Since when the list it came on does not have it any more.
    gone_on: Option<chrono::NaiveDate>,
    /// It was met by a typing slip.
    pub by_slip: bool,
    /// A word that was typed and that it does not have.
    pub without: Option<String>,
}

/// The columns of a candidate, in the order in which they are read.
const COLUMNS: [&str; 34] = [
    "id",
    "name",
    "kind",
    "place",
    "schedule",
    "cost",
    "postcode",
    "checked_on",
    "status",
    "capacity",
    "needs",
    "interests",
    "gifts_welcomed",
    "address",
    "run_by",
    "description",
    "access",
    "languages",
    "week",
    "pence",
    "age_from",
    "age_to",
    "lat",
    "lon",
    "exact",
    "meets_people",
    "do_not_list",
    "check_every",
    "checked_how",
    "gone_on",
    "checked_by",
    "capacity_on",
    "capability",
    "funding_until",
];

/// So many days before its end funding is told of.
const FUNDING_ALERT: u64 = 90;

/// Points of a typed word, by where it was met. A name says most; the words of a description say least.
const WHOLE: i64 = 300;
const FORM: i64 = 240;
const BEGINS: i64 = 200;
const NEAR: i64 = 100;
const PLACE: i64 = 130;
const PLACE_BEGINS: i64 = 90;
const TOPIC: i64 = 110;
const SAID: i64 = 40;
/// The whole name was typed, or its beginning word for word.
const WHOLE_NAME: i64 = 250;
const NAME_BEGINS: i64 = 90;
/// Shared out by how much of the name was typed.
const COVERED: i64 = 60;

impl Candidate {
    /// The rows of a statement.
    pub fn all(statement: &mut Statement<'_>, values: impl Params) -> rusqlite::Result<Vec<Self>> {
        let places = columns(statement, COLUMNS)?;
        statement.query_map(values, |row| Self::of(row, &places))?.collect()
    }

    fn of(row: &Row<'_>, places: &[usize; COLUMNS.len()]) -> rusqlite::Result<Self> {
        let [id, name, kind, place, schedule, cost, postcode, checked, status, capacity, rest @ ..] = *places;
        let [needs, interests, gifts, address, run_by, description, access, languages, rest @ ..] = rest;
        let [
            week,
            pence,
            age_from,
            age_to,
            lat,
            lon,
            exact,
            meets,
            do_not_list,
            check_every,
            how,
            gone,
            rest @ ..,
        ] = rest;
        let [by, room_on, copes, funded_until] = rest;
        let number = |column: usize| row.get::<_, Option<i64>>(column);
        let hit = AssetHit {
            asset: AssetId(row.get(id)?),
            name: text(row, name)?,
            kind: text(row, kind)?,
            place: text(row, place)?,
            schedule: text(row, schedule)?,
            cost: text(row, cost)?,
            postcode: text(row, postcode)?,
            checked_on: text(row, checked)?.parse().ok(),
            status: text(row, status)?,
            capacity: text(row, capacity)?,
            distance: None,
            score: 0,
            reasons: Vec::new(),
        };
        let (needs, interests) = (text(row, needs)?, text(row, interests)?);
        let facts = Facts {
            codes: codes(&NEED, &needs)
                | codes(&INTEREST, &interests)
                | codes(&GIFT_KIND, &text(row, gifts)?)
                | codes(&ASSET_STATUS, &hit.status)
                | codes(&CAPACITY, &hit.capacity),
            week: Week(number(week)?.and_then(|week| u32::try_from(week).ok()).unwrap_or(0)),
            pence: number(pence)?,
            ages: (number(age_from)?, number(age_to)?),
            at: number(lat)?.zip(number(lon)?).map(|(lat, lon)| Point { lat, lon }),
            exact: number(exact)? == Some(2),
            meets: number(meets)? == Some(1),
            shut: matching::closed(&hit.status),
            checked_on: hit.checked_on,
            check_every: number(check_every)?,
        };
        Ok(Self {
            hit,
            needs,
            interests,
            address: text(row, address)?,
            run_by: text(row, run_by)?,
            description: text(row, description)?,
            access: text(row, access)?,
            languages: text(row, languages)?,
            facts,
            do_not_list: number(do_not_list)? == Some(1),
            checked_how: text(row, how)?,
            checked_by: text(row, by)?,
            room_on: text(row, room_on)?.parse().ok(),
            copes: text(row, copes)?,
            funded_until: text(row, funded_until)?.parse().ok(),
            gone_on: text(row, gone)?.parse().ok(),
            by_slip: false,
            without: None,
        })
    }

    /// Measures it, and says why it is here.
    pub fn measure(&mut self, wants: Option<&Wants>, today: chrono::NaiveDate, recheck_days: u32) -> usize {
        let days = recheck(&self.facts, recheck_days);
        let fit = match wants {
            Some(wants) => {
                let words = fold::fold(&format!("{} {}", self.hit.name, self.description));
                matching::fit(wants, &self.thing(&stems::of(&words), days), today)
            }
            None => matching::condition(&self.thing(&[], days), today),
        };
        let Fit { score, met, distance, reasons, .. } = fit;
        self.hit.score = score;
        self.hit.distance = distance;
        self.hit.reasons = reasons;
        self.say_how_checked();
        self.say_room_and_money(today, days);
        if let Some(word) = &self.without {
            let missing = Reason::minus(format!("Nothing about \"{word}\""));
            let against = self.hit.reasons.iter().position(|reason| reason.good != Some(true));
            self.hit.reasons.insert(against.unwrap_or(self.hit.reasons.len()), missing);
        }
        met
    }

    /// Says how its details were checked, and whether it is gone from the list it came on.
    fn say_how_checked(&mut self) {
        let how = CHECKED_HOW.label(&self.checked_how).to_lowercase();
        let checked = |reason: &&mut Reason| {
            reason.text.starts_with("Checked ") || reason.text.starts_with("Ring first: checked ")
        };
        if let Some(reason) = self.hit.reasons.iter_mut().find(checked) {
            for (word, said) in [(", ", &how), (", by ", &self.checked_by)] {
                if !said.is_empty() {
                    reason.text.push_str(word);
                    reason.text.push_str(said);
                }
            }
        }
        if let Some(day) = self.gone_on {
            let words = format!("Ring first: gone from its list since {}", when::show_day(day));
            let against = self.hit.reasons.iter().rposition(|reason| reason.good.is_some());
            self.hit.reasons.insert(against.map_or(0, |at| at + 1), Reason::minus(words));
        }
    }

    /// Says as of when it had room, where that is long ago; what it copes with; and that its money has ended or soon ends.
    fn say_room_and_money(&mut self, today: chrono::NaiveDate, recheck_days: u32) {
        let capacity = CAPACITY.label(&self.hit.capacity);
        let room = self.hit.reasons.iter_mut().find(|reason| !capacity.is_empty() && reason.text == capacity);
        if let (Some(reason), Some(day)) = (room, self.room_on)
            && matching::stale(Some(day), today, recheck_days)
        {
            reason.text = format!("{capacity}, said {}", matching::ago(day, today));
        }
        if !self.copes.trim().is_empty() {
            self.hit.reasons.push(Reason::info(format!("Copes with: {}", self.copes.trim())));
        }
        let soon = today + chrono::Days::new(FUNDING_ALERT);
        if let Some(day) = self.funded_until.filter(|day| *day <= soon) {
            let (ended, end) = if day < today { ("ended", "") } else { ("ends", " soon") };
            self.hit.reasons.push(Reason::info(format!("Its funding {ended}{end}: {}", when::show_day(day))));
        }
    }

    /// Says whether it has the access that typed words ask for, where it tells.
    pub fn say_access(&mut self, asked: &[Access]) {
        for access in asked.iter().filter(|_| !self.access.is_empty()) {
            let said = match access.met(&self.access) {
                Some(true) => Reason { points: weight::FITS_ACCESS, ..Reason::plus(access.fits()) },
                Some(false) => Reason { points: weight::NO_ACCESS, ..Reason::minus(access.lacking()) },
                None => continue,
            };
            if self.hit.reasons.contains(&said) {
                continue;
            }
            self.hit.score += said.points;
            let ends = |reason: &Reason| match said.good {
                Some(true) => reason.good != Some(true),
                _ => reason.good.is_none(),
            };
            let at = self.hit.reasons.iter().position(ends).unwrap_or(self.hit.reasons.len());
            self.hit.reasons.insert(at, said);
        }
    }

    /// Another of its sort fits better.
    pub fn alike(&mut self) {
        let points = matching::weight::ALIKE;
        self.hit.score += points;
        let reason = Reason { points, ..Reason::minus("Another like it stands above") };
        let against =
            self.hit.reasons.iter().rposition(|reason| reason.good.is_some()).map_or(0, |at| at + 1);
        self.hit.reasons.insert(against, reason);
    }

    /// Says how far away it is from a place that is not a person's.
    pub fn measure_from(&mut self, from: Spot) {
        let Some(spot) = self.facts.spot() else { return };
        let exact = from.exact && spot.exact;
        let distance = matching::Distance { miles: from.at.miles_to(spot.at), exact };
        self.hit.distance = Some(distance);
        let said = Reason { good: None, ..Reason::plus(distance.words()) };
        let first = self.hit.reasons.iter().position(|reason| reason.good.is_none());
        self.hit.reasons.insert(first.unwrap_or(self.hit.reasons.len()), said);
    }

    fn thing<'a>(&'a self, stems: &'a [u8], recheck_days: u32) -> Thing<'a> {
        Thing {
            asset: self.hit.asset.0,
            name: &self.hit.name,
            facts: self.facts,
            stems,
            postcode: &self.hit.postcode,
            cost: &self.hit.cost,
            access: &self.access,
            languages: &self.languages,
            do_not_list: self.do_not_list,
            recheck_days,
        }
    }

    /// Whether every word that was typed is one of its words, or a slip or two away from one.
    pub fn has_all(&self, typed: &[String]) -> bool {
        let labels = [NEED.labels(&self.needs), INTEREST.labels(&self.interests)];
        let texts = [&self.hit.name, &self.hit.place, &self.address, &self.run_by, &self.description];
        let plain = plain::words(self.facts.week, self.facts.pence, &self.access);
        let words: Vec<String> = texts
            .into_iter()
            .chain(&labels)
            .chain([&self.hit.postcode, &self.access, &self.languages, &plain])
            .flat_map(|text| fold::words(text))
            .collect();
        typed.iter().all(|typed| words.iter().any(|kept| Judge::meets_asset(typed, kept, true).is_some()))
    }

    /// How well the words that were typed fit it: its name most, then where and what it is, then what is said of it.
    pub fn words_fit(&self, typed: &[String], judge: &Judge) -> i64 {
        let name = fold::fold(&self.hit.name);
        let names: Vec<&str> = name.split(' ').collect();
        let places =
            fold::fold(&format!("{} {} {} {}", self.hit.place, self.address, self.hit.postcode, self.run_by));
        let places = format!("{places} {}", fold::fold(&self.hit.postcode).replace(' ', ""));
        let topics = fold::fold(&format!(
            "{} {} {} {}",
            self.needs,
            NEED.labels(&self.needs),
            self.interests,
            INTEREST.labels(&self.interests)
        ));
        // What is free of steps is not free of charge for it.
        let plain =
            plain::words(self.facts.week, self.facts.pence, &self.access).replace("step free", "step");
        let mut covered = vec![false; names.len()];
        let mut points = 0;
        for word in typed {
            let best = names
                .iter()
                .enumerate()
                .filter_map(|(at, kept)| Some((Judge::meets_asset(word, kept, self.by_slip)?, at)))
                .min();
            if let Some((how, at)) = best {
                if let Some(covered) = covered.get_mut(at) {
                    *covered = true;
                }
                points += match how {
                    How::Whole => WHOLE,
                    How::Form => FORM,
                    How::Begins => BEGINS,
                    How::Near => NEAR,
                };
                points += judge.score(word, names.iter().copied(), how == How::Near);
                continue;
            }
            let met = |text: &str| {
                text.split(' ').filter_map(|kept| Judge::meets_asset(word, kept, self.by_slip)).min()
            };
            points += match (met(&places), [met(&topics), met(&plain)].into_iter().flatten().min()) {
                // Of an asset that lacks what was typed beside it, a word of the place says little.
                (Some(_), None) if self.without.is_some() => SAID,
                (Some(How::Whole | How::Form), _) => PLACE,
                (_, Some(How::Whole | How::Form)) => TOPIC,
                (Some(_), _) | (_, Some(_)) => PLACE_BEGINS,
                _ => SAID,
            };
        }
        let phrase = typed.join(" ");
        if name == phrase {
            points += WHOLE_NAME;
        } else if name.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(' ')) {
            points += NAME_BEGINS;
        }
        let (met, all) = (covered.iter().filter(|met| **met).count(), names.len());
        points + COVERED * i64::try_from(met).unwrap_or(0) / i64::try_from(all).unwrap_or(1).max(1)
    }
}

/// After how many days an asset is to be checked again: its own number, or what holds for all.
pub(super) fn recheck(facts: &Facts, recheck_days: u32) -> u32 {
    facts.check_every.and_then(|days| u32::try_from(days).ok()).unwrap_or(recheck_days)
}
