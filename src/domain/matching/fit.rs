//! An asset measured by what a person wants: what is shared, how near it is, what is practical, what was tried.

use chrono::NaiveDate;

use super::{
    Distance, FAR_MILES, Fit, Reason, Thing, Wants, Whence, ago, capital, days_since, low, same_word, stems,
    weight,
};
use crate::domain::matching::stems::Wanted;
use crate::domain::place::From;
use crate::domain::vocabulary::{ASSET_STATUS, CAPACITY, GIFT_KIND, INTEREST, NEED};
use crate::domain::{fold, language, postcode, sieve};

/// The broad needs: many places help with them, and it helps those who have them to be met at the door.
const BROAD: [&str; 4] = ["loneliness", "social_isolation", "confidence", "low_mood_anxiety"];

/// Measures an asset by what a person wants.
pub fn fit(wants: &Wants, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    measured(Fit::default(), &Measure::new(wants), thing, today)
}

/// What many assets are measured by: what a person wants, with what would otherwise be worked out for each of them.
pub struct Measure<'w> {
    wants: &'w Wants,
    words: Wanted,
    /// The bits of the interests, the needs and the kinds of gift, in their order.
    interests: Vec<u128>,
    needs: Vec<u128>,
    gifts: Vec<u128>,
    any_code: u128,
    home: &'w str,
    near: Option<From>,
}

impl<'w> Measure<'w> {
    /// Made ready once for many assets.
    pub fn new(wants: &'w Wants) -> Self {
        let interests: Vec<_> =
            wants.interests.iter().map(|(code, _)| sieve::codes(&INTEREST, code)).collect();
        let needs: Vec<_> = wants.needs.iter().map(|code| sieve::codes(&NEED, code)).collect();
        let gifts: Vec<_> = wants.gifts.iter().map(|(kind, _)| sieve::codes(&GIFT_KIND, kind)).collect();
        Self {
            wants,
            words: Wanted::of(wants.words.iter().map(|(word, _)| word.as_str())),
            any_code: interests.iter().chain(&needs).chain(&gifts).fold(0, |all, bit| all | bit),
            interests,
            needs,
            gifts,
            home: postcode::outward(&wants.postcode),
            near: wants.spot.map(|spot| spot.at.from_here()),
        }
    }

    /// Whether an asset of these codes, stems and languages may meet anything that is wanted; where it says no, it meets nothing.
    pub fn may_meet(&self, codes: u128, stems: &[u8], languages: &str) -> bool {
        codes & self.any_code != 0
            || self.words.any_in(stems)
            || !(self.wants.language.is_empty() || languages.is_empty())
    }

    /// Measures an asset without putting reasons into words, for the many of which only the best are shown.
    pub fn points(&self, thing: &Thing<'_>, today: NaiveDate) -> Fit {
        measured(Fit { quiet: true, ..Fit::default() }, self, thing, today)
    }
}

fn measured(mut fit: Fit, measure: &Measure<'_>, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    let wants = measure.wants;
    shared(&mut fit, measure, thing);
    let mut gifts = wants.gifts.iter().zip(&measure.gifts);
    if let Some(((_, what), _)) = gifts.find(|(_, bit)| thing.facts.codes & **bit != 0) {
        fit.meets(weight::GIFT, || format!("welcomes what they can give: {what}"));
    }
    words(&mut fit, measure, thing);
    near(&mut fit, measure, thing);
    practical(&mut fit, wants, thing);
    if thing.facts.meets && wants.needs.iter().any(|need| BROAD.contains(&need.as_str())) {
        fit.plus(weight::MEETS, || "somebody there meets newcomers".to_owned());
    }
    for tried in wants.tried.iter().filter(|tried| tried.asset == thing.asset).take(1) {
        let points = if tried.goes_on { weight::GOES } else { weight::ENDED };
        let before = if tried.goes_on { "Connected already" } else { "Tried before" };
        fit.against(points, || format!("{before}: {}", tried.words));
    }
    state(&mut fit, thing, today);
    fit.in_order();
    fit
}

/// The same interests and needs.
fn shared(fit: &mut Fit, measure: &Measure<'_>, thing: &Thing<'_>) {
    let (wants, codes) = (measure.wants, thing.facts.codes);
    let mut said = 0;
    for ((code, whence), bit) in wants.interests.iter().zip(&measure.interests) {
        if codes & bit & !said != 0 {
            said |= bit;
            fit.meets(weight::INTEREST, || format!("matches \"{}\" ({whence})", low(INTEREST.label(code))));
        }
    }
    for (code, _) in wants.needs.iter().zip(&measure.needs).filter(|(_, bit)| codes & **bit != 0) {
        let broad = BROAD.contains(&code.as_str());
        let points = if broad { weight::BROAD_NEED } else { weight::NEED };
        fit.meets(points, || format!("helps with \"{}\"", low(NEED.label(code))));
    }
}

/// The same words, but for those that an interest has said already.
fn words(fit: &mut Fit, measure: &Measure<'_>, thing: &Thing<'_>) {
    if !measure.words.any_in(thing.stems) {
        return;
    }
    let wants = measure.wants;
    let said: Vec<String> = wants
        .interests
        .iter()
        .zip(&measure.interests)
        .filter(|(_, bit)| thing.facts.codes & **bit != 0)
        .map(|((code, _), _)| fold::fold(INTEREST.label(code)))
        .collect();
    let (mut own, mut notes) = (0, 0);
    for ((word, whence), digest) in wants.words.iter().zip(measure.words.digests()) {
        let so_far = match whence {
            Whence::Offers | Whence::Wishes => &mut 0,
            Whence::Notes => &mut notes,
            _ => &mut own,
        };
        if *so_far >= whence.most() || !stems::has(thing.stems, digest) {
            continue;
        }
        if said.iter().any(|label| same_word(label, word)) {
            continue;
        }
        *so_far += 1;
        fit.meets(whence.points(), || format!("matches \"{word}\" ({})", whence.word()));
    }
}

/// How near it is: in miles where the places are known, by the district of the postcode where only that is.
fn near(fit: &mut Fit, measure: &Measure<'_>, thing: &Thing<'_>) {
    let (wants, home) = (measure.wants, measure.home);
    let there = postcode::outward(thing.postcode);
    let same_area = !home.is_empty() && home == there;
    let (Some(from), Some(here), Some(to)) = (wants.spot, measure.near, thing.facts.spot()) else {
        if same_area {
            fit.plus(weight::SAME_AREA, || format!("same postcode area {home}"));
        }
        return;
    };
    let distance = Distance { miles: here.squared(to.at).sqrt(), exact: from.exact && to.exact };
    if same_area && !from.exact && !to.exact {
        // Both are the middle of one area: how far apart they are is not known.
        fit.plus(weight::SAME_AREA, || format!("same postcode area {home}"));
        return;
    }
    fit.distance = Some(distance);
    let most = wants.travel.unwrap_or(i64::from(FAR_MILES));
    let miles = distance.miles;
    let said = || distance.words();
    if miles > i32::try_from(most).map_or(f64::MAX, f64::from) {
        match wants.travel {
            Some(most) => {
                fit.against(weight::TOO_FAR, || format!("{}; they can travel {most}", capital(&said())));
            }
            None => fit.against(weight::FAR, || capital(&said())),
        }
        return;
    }
    match miles {
        ..=0.5 => fit.plus(weight::NEXT_DOOR, said),
        ..=1.0 => fit.plus(weight::NEAR, said),
        ..=2.0 => fit.plus(weight::AROUND, said),
        ..=5.0 => fit.plus(weight::WITHIN, said),
        _ => fit.info(|| capital(&said())),
    }
}

/// Time, language, access, money, age.
fn practical(fit: &mut Fit, wants: &Wants, thing: &Thing<'_>) {
    if !wants.week.is_unknown() && !thing.facts.week.is_unknown() {
        let both = wants.week.meets(thing.facts.week);
        if both.is_unknown() {
            fit.against(weight::NOT_FREE, || {
                format!("On {}: not when they are free", thing.facts.week.days())
            });
        } else {
            fit.plus(weight::FREE_THEN, || format!("on {}, when they are free", both.days()));
        }
    }
    if !wants.language.is_empty() && !thing.languages.is_empty() {
        if language::spoken(thing.languages, &wants.language) {
            fit.meets(weight::SPEAKS, || format!("speaks {}", capital(&wants.language)));
        } else if wants.interpreter {
            fit.against(weight::OTHER_LANGUAGE, || format!("Does not name {}", capital(&wants.language)));
        }
    }
    for access in wants.access.iter().filter(|_| !thing.access.is_empty()) {
        match access.met(thing.access) {
            Some(true) => fit.plus(weight::FITS_ACCESS, || access.fits()),
            Some(false) => fit.against(weight::NO_ACCESS, || access.lacking()),
            None => {}
        }
    }
    match (wants.cost_limit, thing.facts.pence) {
        (Some(most), Some(least)) if least > most => {
            let can = if most == 0 { "nothing".to_owned() } else { format!("{} pounds", most / 100) };
            fit.against(weight::TOO_DEAR, || format!("Costs {}; they can pay {can}", thing.cost));
        }
        (Some(most), Some(0)) if most <= 500 => fit.plus(weight::FREE, || "free".to_owned()),
        _ => {}
    }
    if let Some(age) = wants.age {
        match thing.facts.ages {
            (Some(from), _) if age < from => {
                fit.against(weight::WRONG_AGE, || format!("For {from} and over"));
            }
            (_, Some(to)) if age > to => fit.against(weight::WRONG_AGE, || format!("For {to} and under")),
            _ => {}
        }
    }
}

/// What is to be said of an asset whoever asks: whether it runs, has room, and when its details were checked.
pub fn condition(thing: &Thing<'_>, today: NaiveDate) -> Fit {
    let mut fit = Fit::default();
    state(&mut fit, thing, today);
    fit
}

/// The points of the same, without putting anything into words.
pub fn condition_points(thing: &Thing<'_>, today: NaiveDate) -> Fit {
    let mut fit = Fit { quiet: true, ..Fit::default() };
    state(&mut fit, thing, today);
    fit
}

fn state(fit: &mut Fit, thing: &Thing<'_>, today: NaiveDate) {
    match thing.facts.code(&ASSET_STATUS) {
        "active" | "" => {}
        "planned" => fit.against(weight::OLD, || "Planned, not running yet".to_owned()),
        other => fit.against(weight::CLOSED, || ASSET_STATUS.label(other).to_owned()),
    }
    match thing.facts.code(&CAPACITY) {
        room @ ("space" | "few_places") => fit.plus(weight::ROOM, || CAPACITY.label(room).to_owned()),
        none @ ("full" | "paused") => fit.against(weight::FULL, || CAPACITY.label(none).to_owned()),
        slow @ ("waiting_list" | "needs_assessment") => {
            fit.against(weight::OLD, || CAPACITY.label(slow).to_owned());
        }
        _ => {}
    }
    match thing.facts.checked_on {
        None => fit.against(weight::OLD, || "Ring first: never checked".to_owned()),
        Some(day) if days_since(day, today) > u64::from(thing.recheck_days) => {
            fit.against(weight::OLD, || format!("Ring first: checked {}", ago(day, today)));
        }
        Some(day) => fit.info(|| format!("Checked {}", ago(day, today))),
    }
    if thing.do_not_list {
        fit.info(|| "Not for printed lists".to_owned());
    }
}

impl Fit {
    fn meets(&mut self, points: i64, words: impl FnOnce() -> String) {
        self.met += 1;
        self.plus(points, words);
    }

    fn plus(&mut self, points: i64, words: impl FnOnce() -> String) {
        self.score += points;
        if !self.quiet {
            self.reasons.push(Reason { points, ..Reason::plus(words()) });
        }
    }

    fn against(&mut self, points: i64, words: impl FnOnce() -> String) {
        self.score += points;
        if !self.quiet {
            self.reasons.push(Reason { points, ..Reason::minus(words()) });
        }
    }

    fn info(&mut self, words: impl FnOnce() -> String) {
        if !self.quiet {
            self.reasons.push(Reason::info(words()));
        }
    }

    pub(super) fn in_order(&mut self) {
        self.reasons.sort_by_key(|reason| match reason.good {
            Some(true) => 0,
            Some(false) => 1,
            None => 2,
        });
    }
}
