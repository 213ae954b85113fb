//! An asset measured by what a person wants: what is shared, how near it is, what is practical, what was tried.

use chrono::NaiveDate;

use super::{
    Distance, FAR_MILES, Fit, Reason, Thing, Wants, Whence, ago, capital, days_since, low, same_word, stems,
    weight,
};
use crate::domain::vocabulary::{ASSET_STATUS, CAPACITY, INTEREST, NEED};
use crate::domain::{fold, postcode};

/// The broad needs: many places help with them, and it helps those who have them to be met at the door.
const BROAD: [&str; 4] = ["loneliness", "social_isolation", "confidence", "low_mood_anxiety"];

/// Measures an asset by what a person wants.
pub fn fit(wants: &Wants, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    measured(Fit::default(), wants, thing, today)
}

/// The same without reasons, for the many of which only the best are shown.
pub fn points(wants: &Wants, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    measured(Fit { quiet: true, ..Fit::default() }, wants, thing, today)
}

fn measured(mut fit: Fit, wants: &Wants, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    shared(&mut fit, wants, thing);
    if let Some((_, what)) = wants.gifts.iter().find(|(kind, _)| holds(thing.gifts, kind)) {
        fit.meets(weight::GIFT, || format!("welcomes what they can give: {what}"));
    }
    words(&mut fit, wants, thing);
    near(&mut fit, wants, thing);
    practical(&mut fit, wants, thing);
    if thing.meets && wants.needs.iter().any(|need| BROAD.contains(&need.as_str())) {
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

fn holds(codes: &str, wanted: &str) -> bool {
    codes.split_whitespace().any(|code| code == wanted)
}

/// The same interests and needs.
fn shared(fit: &mut Fit, wants: &Wants, thing: &Thing<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for (code, whence) in &wants.interests {
        if holds(thing.interests, code) && !said.contains(&code.as_str()) {
            said.push(code);
            fit.meets(weight::INTEREST, || format!("matches \"{}\" ({whence})", low(INTEREST.label(code))));
        }
    }
    for code in wants.needs.iter().filter(|code| holds(thing.needs, code)) {
        let broad = BROAD.contains(&code.as_str());
        let points = if broad { weight::BROAD_NEED } else { weight::NEED };
        fit.meets(points, || format!("helps with \"{}\"", low(NEED.label(code))));
    }
}

/// The same words, but for those that an interest has said already.
fn words(fit: &mut Fit, wants: &Wants, thing: &Thing<'_>) {
    if wants.words.is_empty() {
        return;
    }
    let said: Vec<String> = thing
        .interests
        .split_whitespace()
        .filter(|code| wants.interests.iter().any(|(known, _)| known == code))
        .map(|code| fold::fold(INTEREST.label(code)))
        .collect();
    let (mut own, mut notes) = (0, 0);
    for (word, whence) in &wants.words {
        let so_far = match whence {
            Whence::Offers | Whence::Wishes => &mut 0,
            Whence::Notes => &mut notes,
            _ => &mut own,
        };
        if *so_far >= whence.most() || !stems::has(thing.stems, word) {
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
fn near(fit: &mut Fit, wants: &Wants, thing: &Thing<'_>) {
    let (home, there) = (postcode::outward(&wants.postcode), postcode::outward(thing.postcode));
    let same_area = !home.is_empty() && home == there;
    let (Some(from), Some(to)) = (wants.spot, thing.spot) else {
        if same_area {
            fit.plus(weight::SAME_AREA, || format!("same postcode area {home}"));
        }
        return;
    };
    let distance = Distance { miles: from.at.miles_to(to.at), exact: from.exact && to.exact };
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
    if !wants.week.is_unknown() && !thing.week.is_unknown() {
        let both = wants.week.meets(thing.week);
        if both.is_unknown() {
            fit.against(weight::NOT_FREE, || format!("On {}: not when they are free", thing.week.days()));
        } else {
            fit.plus(weight::FREE_THEN, || format!("on {}, when they are free", both.days()));
        }
    }
    if !wants.language.is_empty() && !thing.languages.is_empty() {
        let speaks = format!(" {} ", thing.languages).contains(&format!(" {} ", wants.language));
        if speaks {
            fit.meets(weight::SPEAKS, || format!("speaks {}", capital(&wants.language)));
        } else if wants.interpreter {
            fit.against(weight::OTHER_LANGUAGE, || format!("Does not name {}", capital(&wants.language)));
        }
    }
    for access in wants.access.iter().filter(|_| !thing.access.is_empty()) {
        match access.met(thing.access) {
            Some(true) => fit.plus(weight::FITS_ACCESS, || format!("access: {}", access.name)),
            Some(false) => fit.against(weight::NO_ACCESS, || format!("Access: not {}", access.name)),
            None => {}
        }
    }
    match (wants.cost_limit, thing.pence) {
        (Some(most), Some(least)) if least > most => {
            let can = if most == 0 { "nothing".to_owned() } else { format!("{} pounds", most / 100) };
            fit.against(weight::TOO_DEAR, || format!("Costs {}; they can pay {can}", thing.cost));
        }
        (Some(most), Some(0)) if most <= 500 => fit.plus(weight::FREE, || "free".to_owned()),
        _ => {}
    }
    if let Some(age) = wants.age {
        match thing.ages {
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

fn state(fit: &mut Fit, thing: &Thing<'_>, today: NaiveDate) {
    match thing.status {
        "active" | "" => {}
        "planned" => fit.against(weight::OLD, || "Planned, not running yet".to_owned()),
        other => fit.against(weight::CLOSED, || ASSET_STATUS.label(other).to_owned()),
    }
    match thing.capacity {
        "space" | "few_places" => fit.plus(weight::ROOM, || CAPACITY.label(thing.capacity).to_owned()),
        "full" | "paused" => fit.against(weight::FULL, || CAPACITY.label(thing.capacity).to_owned()),
        "waiting_list" | "needs_assessment" => {
            fit.against(weight::OLD, || CAPACITY.label(thing.capacity).to_owned());
        }
        _ => {}
    }
    match thing.checked_on {
        None => fit.against(weight::OLD, || "Never checked: ring first".to_owned()),
        Some(day) if days_since(day, today) > u64::from(thing.recheck_days) => {
            fit.against(weight::OLD, || format!("Checked {}: ring first", ago(day, today)));
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
