//! How the sample's people are, told beside their talks: who they say they are, what was measured with them, how often they
//! used health services.
//!
//! It has a random stream of its own for each person, so that the rest of a story is the same with it and without.

use chrono::{Days, NaiveDate};

use super::book::Book;
use super::case::Case;
use super::entries::Who;
use super::names::{self, pick};
use super::year::Year;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::fault::Fault;

/// How many days lie between two measures at least: they are due again after thirteen weeks.
const AGAIN: u64 = 91;

/// Half a year, before the referral and after it.
const HALF_YEAR: u64 = 182;

/// Family names with the ethnicity that the sample gives them; all others are White British.
const ETHNICITY: [(&str, &str); 8] = [
    ("H", "Patel Singh Dosanjh Sharma Madhuri"),
    ("J", "Ahmed Khan Hussain Ali Akhtar Malik Bashir Qureshi"),
    ("K", "Begum Rahman Chowdhury"),
    ("N", "Adeyemi Mensah Boateng Warsame Eze Dlamini Osei Okafor"),
    ("B", "O'Brien Murphy"),
    ("C", "Kowalska Novak Garcia Petrov Wiśniewski Lefèvre Kjærgaard Ødegård Ibáñez"),
    ("L", "Nguyen Nguyễn"),
    ("R", "Zhang"),
];

/// What people said of how they are, where things went well and where they did not.
const BETTER: &[&str] = &[
    "There is something in my week now.",
    "I sleep. That is the difference.",
    "People know my name down there.",
    "I laughed more this month than all last year.",
    "It is not all right. It is better.",
];
const NO_BETTER: &[&str] = &[
    "The damp is still there, so I am still here with it.",
    "A hard month. Ask me again when the letter has come.",
    "Some days.",
    "My knee decides how I am.",
];
const AT_FIRST: &[&str] = &[
    "The evenings are the worst.",
    "I do not know what I would say if somebody asked what I did today.",
    "Tired of being a case.",
    "Not so bad as last winter.",
];

/// Stories that people agreed to have told without their names: whose, and the story.
const STORIES: [(&str, &str); 3] = [
    (
        "Lane",
        "A mother waited fourteen weeks for an answer about her benefits. In that time she borrowed from two lenders and \
         stopped going to the playgroup, because it cost two pounds.",
    ),
    (
        "Dale",
        "A man was discharged to a flat without heating. He was referred for loneliness. What he asked for was a boiler.",
    ),
    (
        "Adeyemi",
        "A man who had driven buses for eighteen years was told at the desk to apply online. The library taught him; now \
         he sits there on Wednesdays and teaches others.",
    ),
];

/// Writes the stories that people agreed to share, at the end of the year.
pub(super) fn acts(year: &mut Year<'_>) -> Result<(), Fault> {
    let Some(jo) = year.staff.first().cloned() else { return Ok(()) };
    let day = year.town.span.on_or_before(year.town.span.cut - Days::new(1));
    for (family, story) in STORIES {
        let Some(id) = year.town.cast.get(family).copied() else { continue };
        let agreed = Entry::new(Entity::Consent).with("person_id", id).with("purpose", "share_story");
        year.book
            .add(agreed.with("answer", "yes").with("answered_on", day).with("how", "Read to them first"));
        year.book.edit(Entity::Person, id, Values::new(), Values::new().with("shared_story", story));
    }
    year.book.write(&jo, day)
}

/// How somebody is, as far as it was measured.
#[derive(Default)]
pub(super) struct Scales {
    rng: fastrand::Rng,
    talks: usize,
    came: NaiveDate,
    /// The day of the last measure, or of the talk at which one was let go.
    last: Option<NaiveDate>,
    taken: usize,
    /// By how much things go up from one measure to the next.
    trend: i64,
    /// Satisfied, worthwhile, happy, anxious.
    ons4: [i64; 4],
    /// Company, left out, isolated, lonely; nothing where it is not asked.
    lonely: Option<[i64; 4]>,
    counted: bool,
}

impl Scales {
    /// The scales of the how-manyeth person.
    pub(super) fn new(seed: u64, n: usize) -> Self {
        let seed = seed.wrapping_mul(0x517c_c1b7).wrapping_add(u64::try_from(n).unwrap_or(0));
        Self { rng: fastrand::Rng::with_seed(seed), ..Self::default() }
    }
}

impl Case {
    /// What somebody says of who they are; one in eight is not asked or would rather not say.
    pub(super) fn says_who(&mut self, day: NaiveDate, person: Entry) -> Entry {
        self.scales.came = day;
        let rng = &mut self.scales.rng;
        let (given, family) =
            (person.values.text("given").to_owned(), person.values.text("family").to_owned());
        let called = match (self.who, person.values.text("title")) {
            (_, "Mrs" | "Ms" | "Miss") => "woman",
            (_, "Mr") => "man",
            (_, "Mx") => "non-binary",
            _ if names::WOMEN.contains(&given.as_str()) => "woman",
            _ if names::MEN.contains(&given.as_str()) => "man",
            (Who::Rare(_), _) => "woman",
            _ => "",
        };
        let known = ETHNICITY.iter().find(|(_, names)| names.split(' ').any(|name| name == family));
        let is = match rng.u8(..16) {
            0 => "Z",
            1 => "",
            _ => known.map_or("A", |(code, _)| code),
        };
        let person = if rng.u8(..8) == 0 { person } else { person.with("gender", called) };
        if is.is_empty() { person } else { person.with("ethnicity", is) }
    }

    /// What a talk on a day brings to the scales: a first measure at the second talk, another when it is due again.
    pub(super) fn measured(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        self.scales.talks += 1;
        if self.scales.talks == 2 && self.scales.rng.u8(..20) < 17 {
            self.begins(book, day);
        }
        let due = self.scales.last.is_some_and(|last| day >= last + Days::new(AGAIN));
        if due && self.scales.taken < 4 {
            // Now and then there is no time for it, or they would rather talk.
            if self.scales.rng.u8(..4) == 0 {
                self.scales.last = Some(day);
            } else {
                self.goes_on(book, day);
            }
        }
        let half_year = self.scales.came + Days::new(HALF_YEAR);
        if !self.scales.counted && day >= half_year {
            self.scales.counted = true;
            if self.scales.rng.u8(..5) < 3 {
                self.counts(book, half_year);
            }
        }
    }

    fn begins(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        let needs = self.theme().needs;
        let Scales { rng, ons4, lonely, trend, .. } = &mut self.scales;
        *ons4 = [rng.i64(2..=6), rng.i64(2..=6), rng.i64(1..=6), rng.i64(4..=8)];
        *trend = pick(rng, &[-1, 0, 0, 1, 1, 1, 2, 2, 2, 3]);
        if needs.contains("loneliness") || needs.contains("isolation") {
            *lonely = Some([rng.i64(2..=3), rng.i64(1..=3), rng.i64(2..=3), rng.i64(3..=5)]);
        }
        if let (Who::Cast(row), true) = (self.who, needs.contains("bereavement"))
            && row.0 == "Okonkwo"
        {
            *ons4 = [4, 5, 3, 6];
        }
        self.takes(book, day, "baseline");
    }

    fn goes_on(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        let Scales { rng, ons4, lonely, trend, taken, .. } = &mut self.scales;
        for (at, answer) in ons4.iter_mut().enumerate() {
            let step = *trend + rng.i64(-1..=1);
            *answer = (*answer + if at == 3 { -step } else { step }).clamp(0, 10);
        }
        if let Some(lonely) = lonely {
            for (at, answer) in lonely.iter_mut().enumerate() {
                let most = if at == 3 { 5 } else { 3 };
                *answer = (*answer - trend.signum() * rng.i64(0..=1)).clamp(1, most);
            }
        }
        // What went up fast does not go on so for ever.
        *trend = (*trend).min(1);
        let stage = if *taken == 1 { "review" } else { "later" };
        self.takes(book, day, stage);
    }

    fn takes(&mut self, book: &mut Book<'_>, day: NaiveDate, stage: &'static str) {
        let first = self.scales.taken == 0;
        let said = if first {
            AT_FIRST
        } else if self.scales.trend > 0 {
            BETTER
        } else {
            NO_BETTER
        };
        let Scales { rng, ons4, lonely, .. } = &mut self.scales;
        let mut answers = ons4.map(|answer| answer.to_string());
        // Now and then somebody leaves one out.
        if rng.u8(..14) == 0 {
            "-".clone_into(&mut answers[2]);
        }
        let words = if rng.u8(..5) < 2 { pick(rng, said) } else { "" };
        let lonely = lonely.map(|lonely| lonely.map(|answer| answer.to_string()));
        let taken = self.of(Entity::Measure).with("stage", stage).with("measured_on", day);
        let ons4 = taken.clone().with("instrument", "ons4").with("items", answers.join(" "));
        book.add(if words.is_empty() { ons4 } else { ons4.with("words", words) });
        if let Some(lonely) = lonely {
            book.add(taken.with("instrument", "loneliness").with("items", lonely.join(" ")));
        }
        self.scales.taken += 1;
        self.scales.last = Some(day);
    }

    /// Half a year of health services before the referral, and the half year after it.
    fn counts(&mut self, book: &mut Book<'_>, half_year: NaiveDate) {
        let came = self.scales.came;
        let rng = &mut self.scales.rng;
        let told = pick(rng, &["The practice's record", "The practice's record", "As they remember it"]);
        let fewer = i64::from(self.scales.trend > 0);
        let mut all = vec![("gp", rng.i64(2..=9), rng.i64(1..=7) - fewer)];
        if rng.u8(..5) < 3 {
            all.push(("emergency", rng.i64(0..=3), rng.i64(0..=3) - fewer));
        }
        if rng.u8(..5) == 0 {
            all.push(("outpatient", rng.i64(0..=4), rng.i64(0..=4)));
        }
        for (service, before, after) in all {
            for (from, until, times) in [
                (came - Days::new(HALF_YEAR), came - Days::new(1), before),
                (came, half_year - Days::new(1), after.max(0)),
            ] {
                let use_of = self.of(Entity::ServiceUse).with("service", service).with("from_on", from);
                book.add(use_of.with("until_on", until).with("times", times).with("told_by", told));
            }
        }
    }
}
