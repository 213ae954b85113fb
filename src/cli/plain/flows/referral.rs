//! Add a referral, for somebody known or somebody new; somebody who is here already is said before anything is saved.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::add::guard;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::look::Found;
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::turn::Told;
use crate::cli::plain::words;
use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::{check, when};
use crate::fault::Fault;
use crate::store::Store;

/// Where a referral comes from when nobody referred.
const NOBODY_REFERRED: &[&str] = &["self", "outreach_met", "reopened"];

/// The form that adds a referral; without a person the person is asked for too.
pub fn form(store: &Store, person: Option<i64>) -> Result<Form, Fault> {
    let whom = person.map(|id| Whom::of(store, Entity::Person, id)).transpose()?;
    let mut steps = Vec::new();
    if whom.is_none() {
        steps.extend(who());
    }
    steps.extend(why());
    let read = move |answers: &Answers, store: &Store, now: NaiveDateTime| read(person, answers, store, now);
    let Some(whom) = whom else {
        let mut form = Form::new("referral", "referral", steps, Box::new(read));
        form.guard = Some(Box::new(met));
        return Ok(form);
    };
    let form = Form::new("referral", format!("referral of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, whom.id).notes(whom.notes(store)?))
}

/// The questions about somebody new; none of them once somebody known is taken.
fn who() -> Vec<Step> {
    let field = |name: &str, words: &str| Step::field(Entity::Person, "person.", name, words);
    let steps = [
        field("given", "What is the person's given name?")
            .map(|s| s.help("One name is enough, given or family.")),
        field("family", "What is their family name?"),
        field("date_of_birth", "When were they born? For example 14 7 1945."),
        field("nhs_number", "What is their NHS number?").map(|s| s.help("Ten digits. It is never required.")),
        Some(Step::new("guard", "", "", Way::Guard)),
        field("preferred", "What do they like to be called?"),
        field("phone", "What is their phone number?"),
        field("mobile", "What is their mobile number?").map(Step::aside),
        field("postcode", "What is their postcode?"),
        field("safe_contact", "What must be known before one rings or writes?"),
    ];
    steps.into_iter().flatten().map(|step| step.unless("person", &[])).collect()
}

fn why() -> Vec<Step> {
    let field = |name: &str, words: &str| Step::field(Entity::Referral, "referral.", name, words);
    let from = |name: &str, words: &str| {
        field(name, words).map(|step| step.unless("referral.source", NOBODY_REFERRED))
    };
    let steps = [
        field("received", "When did the referral come?"),
        field("source", "Where does it come from?"),
        from("referrer_name", "Who referred?"),
        from("referrer_organisation", "Which organisation are they from?"),
        from("referrer_role", "What is their role?").map(Step::aside),
        from("referrer_contact", "How can the referrer be reached?").map(Step::aside),
        field("reason", "Why were they referred?"),
        field("urgency", "How soon?"),
        field("own_words", "What do they say themselves?").map(Step::aside),
        field("hopes", "What do they hope for?").map(Step::aside),
    ];
    steps.into_iter().flatten().collect()
}

fn read(
    person: Option<i64>,
    answers: &Answers,
    store: &Store,
    now: NaiveDateTime,
) -> Result<Saved, Vec<Trouble>> {
    let mut given = draft(answers, Entity::Referral, "referral.");
    // The person is named by the change: any number keeps the check content until then.
    given.set("person_id", "1");
    if given.text("source").is_none_or(|source| source == "self") && given.text("method").is_none() {
        given.set("method", "self_referral");
    }
    let known = person.or_else(|| answers.get("person").and_then(|text| Found::read(text)).map(|(_, id)| id));
    let (who, name) = if let Some(id) = known {
        (Who::Known(PersonId(id)), named(store, id)?)
    } else {
        let new = entry(&draft(answers, Entity::Person, "person."), "person.", now)?;
        let name = words::of_person(&new.values);
        (Who::New(new), name)
    };
    let mut referral = entry(&given, "referral.", now)?;
    referral.values.remove("person_id");
    let source = words::low(REFERRAL_SOURCE.label(referral.values.text("source")));
    let day = referral.values.day("received").map_or(String::new(), when::show_day_long);
    let new = if known.is_none() { "a new person, " } else { "" };
    let check = format!("referral of {name}, {new}from {source}, received {day}.");
    let change = Change::Refer { person: who, referral, consents: Vec::new(), identities: Vec::new() };
    Ok(Saved { change, check })
}

fn named(store: &Store, id: i64) -> Result<String, Vec<Trouble>> {
    let told = |reason: String| vec![Trouble { step: "referral.received".to_owned(), reason }];
    Whom::of(store, Entity::Person, id).map(|whom| whom.name).map_err(|error| told(error.to_string()))
}

/// Somebody in the caseload who is like the one who is being added, by the same rule as `kith add`.
fn met(answers: &Answers, store: &Store) -> Told<Option<(String, String)>> {
    let given = draft(answers, Entity::Person, "person.");
    let Ok(new) = check::check(&given, store.clock().now()) else { return Ok(None) };
    let Some((id, why)) = guard::known(store, &new.values)? else { return Ok(None) };
    let whom = Whom::of(store, Entity::Person, id)?;
    let born = whom.values.day("date_of_birth").map_or_else(
        || "whose date of birth is not known".to_owned(),
        |day| format!("born {}", words::birth(day)),
    );
    let found = Found { entity: Entity::Person, id, name: whom.name.clone() };
    Ok(Some((found.kept(), format!("{}, {born}, has {why} and is in the caseload already.", whom.name))))
}
