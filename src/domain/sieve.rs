//! What an asset is narrowed and measured by, in few bytes, so that a search can look at all of them between two key presses.
//!
//! The bytes are kept in the caseload file, worked out anew after every change of an asset. Words of access and of languages
//! are not in them.

use chrono::{Datelike as _, Days, NaiveDate};

use super::facets::Facets;
use super::place::{self, Point, Spot};
use super::timetable::Week;
use super::vocabulary::{
    ASSET_KIND, ASSET_STATUS, ATTENDING, CAPACITY, GIFT_KIND, INTEREST, NEED, SECTOR, Vocabulary,
};

/// How many bytes the facts of one asset have.
pub const BYTES: usize = 44;
/// How many assets stand in one block.
pub const IN_BLOCK: i64 = 64;

/// The lists whose codes are kept as bits, each with its first bit. The place of a code in its list is its bit, in every file
/// there is: a new code comes last, and none is taken out.
const LISTS: [(&Vocabulary, u32); 8] = [
    (&NEED, 0),
    (&INTEREST, 44),
    (&GIFT_KIND, 76),
    (&ATTENDING, 82),
    (&ASSET_KIND, 94),
    (&SECTOR, 102),
    (&ASSET_STATUS, 114),
    (&CAPACITY, 120),
];

const THERE: u8 = 1;
const SHUT: u8 = 2;
const MEETS: u8 = 4;
const EXACT: u8 = 8;
/// Nothing is known: an age, a number of days, anything else.
const NO_AGE: u8 = u8::MAX;
const NO_DAYS: u16 = u16::MAX;
const NOTHING: i32 = i32::MIN;

/// What an asset is narrowed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A bit for each code it has, as [`codes`] gives them.
    pub codes: u128,
    /// When in the week it is.
    pub week: Week,
    /// What it costs at least, in pence.
    pub pence: Option<i64>,
    /// For which ages: the youngest and the oldest.
    pub ages: (Option<i64>, Option<i64>),
    /// Where it is.
    pub at: Option<Point>,
    /// That is its own place or that of its whole postcode, not the middle of a postcode area.
    pub exact: bool,
    /// Somebody there meets newcomers.
    pub meets: bool,
    /// It has closed, for good or for a time.
    pub shut: bool,
    /// When its details were last checked.
    pub checked_on: Option<NaiveDate>,
    /// After so many days they are to be checked again, where the asset says so.
    pub check_every: Option<i64>,
}

impl Facts {
    /// The code of a list of which it has one; nothing where it has none.
    pub fn code(&self, list: &'static Vocabulary) -> &'static str {
        let Some(first) = first_bit(list) else { return "" };
        let at = usize::try_from((self.codes >> first).trailing_zeros()).unwrap_or(usize::MAX);
        list.terms.get(at).map_or("", |term| term.code)
    }

    /// Where it is, and how well that is known.
    pub fn spot(&self) -> Option<Spot> {
        self.at.map(|at| Spot { at, exact: self.exact })
    }

    /// The bytes that are kept.
    pub fn bytes(&self) -> Vec<u8> {
        let flags = [(true, THERE), (self.shut, SHUT), (self.meets, MEETS), (self.exact, EXACT)];
        let flags = flags.into_iter().filter(|(so, _)| *so);
        let small = |number: Option<i64>| number.map_or(NOTHING, |n| i32::try_from(n).unwrap_or(i32::MAX));
        let age = |age: Option<i64>| {
            age.map_or(NO_AGE, |n| u8::try_from(n.max(0)).unwrap_or(NO_AGE).min(NO_AGE - 1))
        };
        let days = self.check_every.map_or(NO_DAYS, |n| u16::try_from(n).unwrap_or(NO_DAYS - 1));
        let day = self.checked_on.map_or(NOTHING, |day| day.num_days_from_ce());
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(self.codes.to_le_bytes());
        bytes.extend(self.week.0.to_le_bytes());
        bytes.extend(small(self.pence).to_le_bytes());
        bytes.extend(small(self.at.map(|at| at.lat)).to_le_bytes());
        bytes.extend(small(self.at.map(|at| at.lon)).to_le_bytes());
        bytes.extend(day.to_le_bytes());
        bytes.extend(days.to_le_bytes());
        bytes.extend([age(self.ages.0), age(self.ages.1), flags.fold(0, |all, (_, flag)| all | flag)]);
        bytes.resize(BYTES, 0);
        bytes
    }

    /// Reads what was kept; `None` where there is no such asset.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (codes, rest) = bytes.split_first_chunk()?;
        let (week, rest) = rest.split_first_chunk()?;
        let (pence, rest) = rest.split_first_chunk()?;
        let (lat, rest) = rest.split_first_chunk()?;
        let (lon, rest) = rest.split_first_chunk()?;
        let (day, rest) = rest.split_first_chunk()?;
        let (days, rest) = rest.split_first_chunk()?;
        let ([from, to, flags], _) = rest.split_first_chunk()?;
        if flags & THERE == 0 {
            return None;
        }
        let number = |bytes: &[u8; 4]| Some(i32::from_le_bytes(*bytes)).filter(|number| *number != NOTHING);
        let age = |age: u8| (age != NO_AGE).then_some(i64::from(age));
        let days = u16::from_le_bytes(*days);
        Some(Self {
            codes: u128::from_le_bytes(*codes),
            week: Week(u32::from_le_bytes(*week)),
            pence: number(pence).map(i64::from),
            ages: (age(*from), age(*to)),
            at: number(lat).zip(number(lon)).map(|(lat, lon)| Point { lat: lat.into(), lon: lon.into() }),
            exact: flags & EXACT != 0,
            meets: flags & MEETS != 0,
            shut: flags & SHUT != 0,
            checked_on: number(day).and_then(NaiveDate::from_num_days_from_ce_opt),
            check_every: (days != NO_DAYS).then_some(i64::from(days)),
        })
    }
}

/// The bits of codes of a list, with spaces between. A code that is not on the list has none.
pub fn codes(list: &'static Vocabulary, codes: &str) -> u128 {
    let bit = |code: &str| {
        let at = list.terms.iter().position(|term| term.code == code)?;
        Some(1 << (first_bit(list)? + u32::try_from(at).ok()?))
    };
    codes.split_whitespace().filter_map(bit).fold(0, |all, bit: u128| all | bit)
}

fn first_bit(list: &'static Vocabulary) -> Option<u32> {
    LISTS.iter().find(|(known, _)| std::ptr::eq(*known, list)).map(|(_, first)| *first)
}

/// What is let through: facets, made ready once for many assets.
#[derive(Clone, Debug)]
pub struct Sieve {
    /// All of these.
    codes: u128,
    /// Of each, one of these; where there are none, anything.
    one_of: [u128; 2],
    week: Week,
    cost: Option<i64>,
    age: Option<i64>,
    within: Option<(Option<place::From>, f64)>,
    meets: bool,
    fresh: Option<(NaiveDate, u32)>,
}

impl Sieve {
    /// Made of facets; distances count from a place, and `recheck_days` hold for assets that do not say when they are to be
    /// checked again. Words of access and of languages are left to whoever has them.
    pub fn of(facets: &Facets, from: Option<Spot>, today: NaiveDate, recheck_days: u32) -> Self {
        Self {
            codes: codes(&NEED, &facets.need)
                | codes(&INTEREST, &facets.interest)
                | codes(&GIFT_KIND, &facets.gift)
                | codes(&ATTENDING, &facets.attending),
            one_of: [codes(&ASSET_KIND, &facets.kind), codes(&SECTOR, &facets.sector)],
            week: facets.week(),
            cost: facets.cost,
            age: facets.age,
            within: facets
                .within
                .map(|tenths| (from.map(|spot| spot.at.from_here()), f64::from(tenths) / 10.0)),
            meets: facets.meets,
            fresh: facets.fresh.then_some((today, recheck_days)),
        }
    }

    /// Whether an asset passes. What is not known of it does not meet a facet about it.
    pub fn lets(&self, facts: &Facts) -> bool {
        let of_age = |age: i64| facts.ages.0.unwrap_or(0) <= age && facts.ages.1.is_none_or(|to| to >= age);
        let is_near = |(from, miles): (Option<place::From>, f64)| {
            // Where nobody knows from where, nothing is known to be near.
            from.zip(facts.at).is_some_and(|(from, at)| from.squared(at) <= miles * miles)
        };
        facts.codes & self.codes == self.codes
            && self.one_of.iter().all(|some| *some == 0 || facts.codes & some != 0)
            && (self.week.is_unknown() || !self.week.meets(facts.week).is_unknown())
            && self.cost.is_none_or(|most| facts.pence.is_some_and(|pence| pence <= most))
            && self.age.is_none_or(of_age)
            && self.within.is_none_or(is_near)
            && (facts.meets || !self.meets)
            && self.fresh.is_none_or(|(today, days)| is_fresh(facts, today, days))
    }
}

fn is_fresh(facts: &Facts, today: NaiveDate, recheck_days: u32) -> bool {
    let days = facts.check_every.and_then(|days| u64::try_from(days).ok()).unwrap_or(recheck_days.into());
    let since = today.checked_sub_days(Days::new(days));
    facts.checked_on.zip(since).is_some_and(|(checked, since)| checked >= since)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of the codes when the first file was written.
    const KEPT: [&str; 8] = [
        "loneliness social_isolation confidence low_mood_anxiety bereavement relationships parenting caring debt_money \
         benefits food fuel_energy housing homelessness employment learning_skills volunteering legal_immigration \
         domestic_abuse physical_activity healthy_eating_weight alcohol_drugs_smoking long_term_condition pain memory \
         disability_access transport digital hoarding safety creativity_arts nature faith_meaning navigating_services other",
        "arts music_singing crafts gardening nature walking sport dance cooking reading language games computing \
         repair_making history faith pets campaigning mutual_aid befriending learning volunteering",
        "hand head heart connection",
        "drop_in venue phone online home_visit referral appointment membership",
        "association individual_resident institution place_physical economic_exchange story_culture",
        "resident_led unincorporated_group charity cic_social_enterprise faith business council nhs other_public",
        "active inactive defunct temporarily_closed planned",
        "space few_places waiting_list full needs_assessment paused unknown",
    ];

    #[test]
    fn a_code_keeps_its_bit_in_every_file_and_new_ones_come_last() {
        let ends = LISTS.iter().map(|(_, first)| *first).skip(1).chain([128]);
        for (((list, first), end), kept) in LISTS.iter().zip(ends).zip(KEPT) {
            let codes: Vec<&str> = list.terms.iter().map(|term| term.code).collect();
            assert!(codes.join(" ").starts_with(kept), "{}: {codes:?}", list.name);
            assert!(
                first + u32::try_from(codes.len()).unwrap() <= end,
                "{} runs into the next list",
                list.name
            );
        }
    }

    #[test]
    fn what_is_kept_reads_back_and_an_empty_place_is_no_asset() {
        let facts = Facts {
            codes: codes(&NEED, "loneliness no_such_code other") | codes(&CAPACITY, "unknown"),
            exact: true,
            week: Week::day(1),
            pence: Some(250),
            ages: (Some(0), None),
            at: Point::in_the_uk(53_398_600, -1_511_000),
            meets: true,
            checked_on: NaiveDate::from_ymd_opt(2026, 2, 1),
            check_every: Some(30),
            ..Facts::default()
        };
        let bytes = facts.bytes();
        assert_eq!(bytes.len(), BYTES);
        assert_eq!(Facts::read(&bytes), Some(facts));
        assert_eq!((facts.code(&CAPACITY), facts.code(&ASSET_STATUS)), ("unknown", ""));
        let nothing = Facts { shut: true, ..Facts::default() };
        assert_eq!(Facts::read(&nothing.bytes()), Some(nothing));
        assert_eq!(Facts::read(&[0; BYTES]), None);
        assert_eq!(Facts::read(&[1; 3]), None);
    }

    #[test]
    fn numbers_too_large_to_keep_are_kept_as_large_as_can_be() {
        let facts = Facts { pence: Some(i64::MAX), ages: (Some(-3), Some(400)), ..Facts::default() };
        let read = Facts::read(&facts.bytes()).unwrap();
        assert_eq!((read.pence, read.ages), (Some(i64::from(i32::MAX)), (Some(0), Some(254))));
    }
}
