//! What a letter can say about a person, whom it may go to, and which codes it carries.

mod coded;
mod facts;
mod scores;

use self::coded::On;
pub use self::facts::{CodeFacts, Facts, PersonFacts, ReferralFacts, ScoreFacts};
use crate::domain::change::{Change, Verb};
use crate::domain::codes::Code;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Value, Values};
use crate::domain::fold::fold;
use crate::domain::id::PersonId;
use crate::domain::safe_contact::SafeContact;
use crate::domain::vocabulary::{
    self, CONNECTION_KIND, CONNECTION_STATE, GOAL_STATUS, NEED, REFERRAL_SOURCE, REFERRAL_STATE,
};
use crate::domain::{name, nhs_number, when};
use crate::store::asset::GOING_ON;
use crate::store::person::TimelineEntry;
use crate::store::{Store, StoreError};
use chrono::NaiveDate;

/// A letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A short coded entry for the GP record.
    Gp,
    /// Back to whoever referred.
    Referrer,
    /// The person's own plan.
    Plan,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Gp, Self::Referrer, Self::Plan];

    /// Its code, which is the name of its template.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gp => "gp",
            Self::Referrer => "referrer",
            Self::Plan => "plan",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        vocabulary::LETTER.label(self.code())
    }
}

/// A letter that may be written: what it can say, and what is recorded with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// What it can say.
    pub facts: Facts,
    /// To whom it goes.
    pub to: String,
    /// The referral it answers.
    pub referral: Option<Record>,
}

/// What is said of a plan that says nothing.
const EMPTY_PLAN: &str =
    "This plan says nothing yet: no plan, strength, goal or step is noted, and no place they go to.";

impl Ready {
    /// What to know before the letter goes, in a sentence.
    pub fn warning(&self, kind: Kind) -> Option<&'static str> {
        (kind == Kind::Plan && self.facts.plan_is_empty()).then_some(EMPTY_PLAN)
    }

    /// The change that records the letter as it went out; one to the referrer says that they heard from us.
    pub fn change(&self, person: PersonId, kind: Kind, text: &str, how: &str, today: NaiveDate) -> Change {
        // What the text does not say was not sent, and may be said by a later letter.
        let said = self.facts.codes.iter().filter(|code| text.contains(&code.code));
        let codes: Vec<&str> = said.map(|code| code.code.as_str()).collect();
        let mut entry = Entry::new(Entity::Letter)
            .with("person_id", person.0)
            .with("kind", kind.code())
            .with("written_on", today)
            .with("how", how)
            .with("text", text);
        for (field, text) in [("to_whom", self.to.as_str()), ("codes", codes.join(" ").as_str())] {
            if !text.is_empty() {
                entry = entry.with(field, text);
            }
        }
        let Some(referral) = &self.referral else { return Change::Add(entry) };
        let mut changes = vec![Change::Add(entry.with("referral_id", referral.id))];
        if referral.values.value("replied_on").is_nothing() {
            changes.push(Change::Edit {
                entity: Entity::Referral,
                id: referral.id,
                before: Values::new().with("replied_on", Value::Nothing),
                after: Values::new().with("replied_on", today),
            });
        }
        Change::Together { verb: Verb::Add, changes }
    }
}

/// Sources whose referrer is of the health service: they hear by the consent for the GP.
const OF_HEALTH: [&str; 8] = [
    "gp",
    "practice_nurse",
    "other_primary_care",
    "pharmacy",
    "mdt",
    "hospital_discharge",
    "ahp",
    "mental_health_team",
];

/// Gathers a letter, or says why it may not be written.
///
/// # Errors
/// The caseload cannot be read.
pub fn gather(
    store: &Store,
    person: PersonId,
    kind: Kind,
    actions: &[String],
    codes: &[Code],
) -> Result<Result<Ready, String>, StoreError> {
    let about = store.needed(Entity::Person, person.0)?.values;
    let of = |entity| store.records_of(entity, "person_id", person.0);
    let referrals = of(Entity::Referral)?;
    let referral = referrals.iter().max_by_key(|one| (one.values.day("received"), one.id));
    let spoken = name::spoken(about.text("given"), about.text("family"));
    let consents = of(Entity::Consent)?;
    if let Some(refused) = refused(kind, referral, &spoken, &consents) {
        return Ok(Err(refused));
    }
    // Nothing is addressed to somebody who does not want to be written to.
    let may_write = kind == Kind::Plan && !matches!(answer(&consents, "contact_letter"), "no" | "withdrawn");
    let (talks, plans) = (of(Entity::Contact)?, of(Entity::Plan)?);
    let mut facts = Facts {
        today: when::show_day(store.clock().today()),
        worker: store.own_name()?,
        person: of_person(&about, &spoken, may_write),
        actions: actions.to_vec(),
        contacts: contacts(&talks),
        ..Facts::default()
    };
    if let Some(referral) = referral {
        facts.referral = of_referral(&referral.values);
    }
    plan(&mut facts, &plans, kind);
    facts.strengths = texts(&of(Entity::Strength)?, "what");
    facts.needs = needs(&of(Entity::Need)?);
    goals(&mut facts, &of(Entity::Goal)?, &of(Entity::Step)?);
    connections(store, &mut facts, &of(Entity::Connection)?)?;
    facts.scores = scores::told(&of(Entity::Measure)?);
    if kind == Kind::Gp {
        let letters = of(Entity::Letter)?;
        let spoke = talks.iter().any(|one| {
            let since = referral.and_then(|referral| referral.values.day("received"));
            one.values.text("outcome") == "spoke" && one.values.day("happened_on") >= since
        });
        let record = On { about: &about, referral, plans: &plans, letters: &letters, spoke };
        facts.codes = coded::coded(codes, &record);
    }
    let open = |one: &Record| matches!(one.values.text("state"), "received" | "offered" | "accepted");
    if referral.is_some_and(|one| !open(one)) {
        // Where the work has ended nobody promises to look again.
        facts.review.clear();
    }
    if kind == Kind::Referrer {
        let of_health = referral.is_some_and(|one| OF_HEALTH.contains(&one.values.text("source")));
        facts.for_the_referrer(of_health);
    }
    let to = match kind {
        Kind::Gp => facts.person.practice.clone(),
        Kind::Referrer => {
            let parts = [facts.referral.referrer.as_str(), facts.referral.organisation.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Kind::Plan => spoken,
    };
    let answers = (kind == Kind::Referrer).then(|| referral.cloned()).flatten();
    Ok(Ok(Ready { facts, to, referral: answers }))
}

/// Why a letter may not be written.
fn refused(kind: Kind, referral: Option<&Record>, spoken: &str, consents: &[Record]) -> Option<String> {
    let purpose = match (kind, referral) {
        (Kind::Plan, _) => return None,
        (Kind::Gp, _) => "share_gp",
        (Kind::Referrer, None) => return Some(format!("Nobody referred {spoken}.")),
        (Kind::Referrer, Some(one)) if one.values.text("source") == "self" => {
            return Some(format!("{spoken} came by themselves: there is no referrer to write to."));
        }
        (Kind::Referrer, Some(one)) if OF_HEALTH.contains(&one.values.text("source")) => "share_gp",
        (Kind::Referrer, Some(_)) => "share_groups",
    };
    let asked = vocabulary::CONSENT_PURPOSE.label(purpose);
    match answer(consents, purpose) {
        "yes" => None,
        "not_asked" => Some(format!("{spoken} was not asked yet: \"{asked}\". Record what they say first.")),
        _ => Some(format!("{spoken} did not agree: \"{asked}\". The letter is not written.")),
    }
}

/// What somebody said last of a purpose.
fn answer<'a>(consents: &'a [Record], purpose: &str) -> &'a str {
    let of = consents.iter().filter(|one| one.values.text("purpose") == purpose);
    let latest = of.max_by_key(|one| (one.values.day("answered_on"), one.id));
    latest.map_or("not_asked", |one| one.values.text("answer"))
}

fn of_person(about: &Values, spoken: &str, may_write: bool) -> PersonFacts {
    let text = |field: &str| about.text(field).to_owned();
    // Nor to somebody to whom writing is not known to be safe.
    let safe = about.text("safe_letter") == "safe" && may_write;
    let called = if text("preferred").is_empty() { text("given") } else { text("preferred") };
    let address = [text("address"), text("postcode")].into_iter().filter(|part| !part.is_empty());
    PersonFacts {
        name: spoken.to_owned(),
        called,
        born: about.day("date_of_birth").map(when::show_birth).unwrap_or_default(),
        nhs_number: nhs_number::show(about.text("nhs_number")),
        practice: text("gp_practice"),
        gp: text("gp_name"),
        address: if safe { address.collect::<Vec<_>>().join(", ") } else { String::new() },
        safe_contact: SafeContact::of(about).warning(),
    }
}

fn of_referral(values: &Values) -> ReferralFacts {
    ReferralFacts {
        received: values.day("received").map(when::show_day).unwrap_or_default(),
        source: REFERRAL_SOURCE.label(values.text("source")).to_owned(),
        referrer: values.text("referrer_name").to_owned(),
        organisation: values.text("referrer_organisation").to_owned(),
        reason: values.text("reason").to_owned(),
        state: REFERRAL_STATE.label(values.text("state")).to_lowercase(),
    }
}

fn contacts(all: &[Record]) -> String {
    let talks: Vec<NaiveDate> = all
        .iter()
        .filter(|one| one.values.text("outcome") == "spoke")
        .filter_map(|one| one.values.day("happened_on"))
        .collect();
    match (talks.iter().min(), talks.iter().max()) {
        (Some(first), Some(last)) if first < last => format!(
            "{} from {} to {}",
            super::counted(talks.len(), "talk", "talks"),
            when::show_day(*first),
            when::show_day(*last)
        ),
        (Some(only), _) => {
            format!("{} on {}", super::counted(talks.len(), "talk", "talks"), when::show_day(*only))
        }
        _ => "no talk yet".to_owned(),
    }
}

fn plan(facts: &mut Facts, plans: &[Record], kind: Kind) {
    let Some(plan) = plans.iter().max_by_key(|plan| (plan.values.day("agreed_on"), plan.id)) else { return };
    let values = &plan.values;
    values.text("matters").clone_into(&mut facts.matters);
    if values.text("agreed") == "yes" {
        let with = match values.text("agreed_with").trim() {
            "" => "the person",
            with => with,
        };
        let (person, own) = (&facts.person, fold(with));
        let is_theirs =
            own == "the person" || [&person.called, &person.name].iter().any(|name| fold(name) == own);
        // The plan is theirs.
        let with = if kind == Kind::Plan && is_theirs { "you" } else { with };
        let on = values.day("agreed_on").map(when::show_day).unwrap_or_default();
        facts.agreed = format!("with {with} on {on}");
    }
    facts.review = values.day("review_on").map(when::show_day).unwrap_or_default();
}

fn texts(all: &[Record], field: &str) -> Vec<String> {
    all.iter().rev().map(|one| one.values.text(field).to_owned()).filter(|text| !text.is_empty()).collect()
}

fn needs(all: &[Record]) -> Vec<String> {
    let open = all.iter().filter(|one| one.values.text("state") == "open");
    open.map(|one| NEED.label(one.values.text("need")).to_owned()).collect()
}

fn goals(facts: &mut Facts, goals: &[Record], steps: &[Record]) {
    for goal in goals.iter().rev() {
        let status = match goal.values.text("status") {
            "open" => String::new(),
            status => format!(" ({})", GOAL_STATUS.label(status).to_lowercase()),
        };
        facts.goals.push(format!("{}{status}", goal.values.text("what")));
    }
    for step in steps.iter().filter(|step| step.values.text("status") == "to_do") {
        let who = match step.values.text("who") {
            "" => String::new(),
            // The plan is theirs.
            who if matches!(fold(who).as_str(), "the person" | "person") => "You: ".to_owned(),
            who => format!("{who}: "),
        };
        let due = step.values.day("due_on").map(|day| format!(", by {}", when::show_day(day)));
        facts.steps.push(format!("{who}{}{}", step.values.text("what"), due.unwrap_or_default()));
    }
}

/// States of a connection in which the person has not been there yet.
const UNDER_WAY: [&str; 5] = ["agreed", "made", "replied", "accepted", "waiting"];

fn connections(store: &Store, facts: &mut Facts, all: &[Record]) -> Result<(), StoreError> {
    for one in all.iter().rev() {
        let values = &one.values;
        let place = match (values.number("asset_id"), values.number("other_person_id")) {
            (Some(asset), _) => store.needed(Entity::Asset, asset)?.values.text("name").to_owned(),
            // Another person is never named in a letter.
            _ => "a neighbour".to_owned(),
        };
        let state = values.text("state");
        let words = CONNECTION_STATE.label(state).to_lowercase();
        let kind = CONNECTION_KIND.label(values.text("kind")).to_lowercase();
        if state == "suggested" {
            facts.offered.push(place);
        } else if UNDER_WAY.contains(&state) {
            // Neither has it worked nor has it failed: nobody has been there yet.
            if GOING_ON.contains(&state) {
                facts.places.push(format!("{place} (not there yet)"));
            }
            facts.offered.push(format!("{place} ({kind}, {words})"));
        } else if GOING_ON.contains(&state) {
            facts.places.push(place.clone());
            facts.going.push(format!("{place} ({kind}, {words})"));
        } else {
            let why = match values.text("reason_ended") {
                "" => String::new(),
                // That it closed is said already.
                "closed" if state == "asset_closed" => String::new(),
                code => format!(": {}", vocabulary::reason(code).unwrap_or(code).to_lowercase()),
            };
            facts.ended.push(format!("{place} ({words}{why})"));
        }
        for shown in values.text("options_shown").split([',', ';']).map(str::trim) {
            if !shown.is_empty() && !facts.offered.iter().any(|known| known == shown) {
                facts.offered.push(shown.to_owned());
            }
        }
    }
    Ok(())
}

/// A letter on the line of time: its title, to whom and how it went, its text.
pub fn told(entry: &TimelineEntry) -> (String, String, Vec<String>) {
    let kind = vocabulary::LETTER.label(&entry.first);
    let mut title = kind.chars();
    let first: String = title.next().map(|letter| letter.to_lowercase().collect()).unwrap_or_default();
    let how = vocabulary::LETTER_HOW.label(&entry.third).to_lowercase();
    let to: Vec<&str> = [entry.second.as_str(), &how].into_iter().filter(|part| !part.is_empty()).collect();
    (format!("Letter: {first}{}", title.as_str()), to.join(", "), vec![entry.text.clone()])
}
