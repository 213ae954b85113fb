//! Give and take: being asked, offers, wishes, gives and receives.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::look::{Found, Look};
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Draft;
use crate::domain::vocabulary::ASKED_ANSWER;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;

/// The form that records being asked what one would like to give, with the offer where there is one.
pub fn asked(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let of_offer = |name: &str, words: &str| {
        Step::field(Entity::Offer, "offer.", name, words).map(|step| step.only_if("answer", &["offered"]))
    };
    let words = format!("You asked what {} would like to give. What did they say?", whom.called);
    let steps = [
        Step::field(Entity::Asked, "", "answer", &words),
        of_offer("what", "What would they like to give?"),
        of_offer("gift_kind", "What kind of gift is it?"),
        of_offer("interests", "What has it to do with?"),
        of_offer("when_where", "When and where?"),
        Step::field(Entity::Asked, "", "note", "Anything to note?"),
        Step::field(Entity::Asked, "", "asked_on", "When did you ask?").map(Step::aside),
    ];
    let name = whom.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Asked, "");
        given.set("person_id", person.to_string());
        let asked = entry(&given, "", now)?;
        let mut offers = Vec::new();
        let answer = words::low(ASKED_ANSWER.label(asked.values.text("answer")));
        let day = asked.values.day("asked_on").map_or(String::new(), when::show_day_long);
        let mut check = format!("{name} was asked on {day}: {answer}.");
        if asked.values.text("answer") == "offered" {
            let mut offer = draft(answers, Entity::Offer, "offer.");
            offer.set("person_id", person.to_string());
            let mut offer = entry(&offer, "offer.", now)?;
            offer.values.set("offered_on", asked.values.value("asked_on").clone());
            check = format!("{check} {}", words::sentence(offer.values.text("what")));
            offers.push(offer);
        }
        Ok(Saved { change: Change::AskedAndOffered { asked, offers }, check })
    };
    let steps = steps.into_iter().flatten().collect();
    let form = Form::new("asked", format!("asking of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person).notes(whom.notes(store)?))
}

/// The form that records an offer or a wish; about whom it is known, nobody is asked whose it is.
pub fn standing(entity: Entity, about: Option<(Entity, i64)>) -> Form {
    let offer = entity == Entity::Offer;
    let field = |name: &str, words: &str| Step::field(entity, "", name, words);
    let whose = Step::new("whose", "Whose", "Whose is it? Type a name.", Way::Record(Look::Either)).needed();
    let what = if offer { "What would they like to give?" } else { "What would they like?" };
    let steps = [
        Some(if about.is_some() { whose.aside() } else { whose }),
        field("what", what),
        field("gift_kind", "What kind of gift is it?"),
        field("interests", "What has it to do with?"),
        field("when_where", "When and where?"),
        field("introduce", "May they be introduced to somebody?"),
        field(if offer { "offered_on" } else { "asked_on" }, "Since when?").map(Step::aside),
    ];
    let word = entity.word();
    let read = move |answers: &Answers, store: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, entity, "");
        let name = party(&mut given, answers, store, ("whose", about), ["person_id", "asset_id"])?;
        let kept = entry(&given, "", now)?;
        let check = words::sentence(&format!("{word} of {name}: {}", kept.values.text("what")));
        Ok(Saved { change: Change::Add(kept), check })
    };
    let form = if offer { "offer" } else { "ask" };
    let form = Form::new(form, word, steps.into_iter().flatten().collect(), Box::new(read));
    match about {
        Some((entity, id)) => form.about(entity, id),
        None => form,
    }
}

/// The form that records a give and its receive.
pub fn exchange(about: Option<(Entity, i64)>) -> Form {
    let field = |name: &str, words: &str| Step::field(Entity::Exchange, "", name, words);
    let who = |name: &str, label: &str, words: &str| {
        Some(Step::new(name, label, words, Way::Record(Look::Either)).needed())
    };
    let open = |name: &str, label: &str, entity, whose, words: &str| {
        Some(Step::new(name, label, words, Way::OpenOf(entity, whose)))
    };
    let steps = [
        who("giver", "Given by", "Who gave? Type a name."),
        who("receiver", "Received by", "Who received? Type a name."),
        field("what", "What was given?"),
        field("gift_kind", "What kind of gift was it?"),
        field("happened_on", "When?"),
        open("offer_id", "Offer it answers", Entity::Offer, "giver", "Does it answer an offer of theirs?"),
        open("ask_id", "Wish it answers", Entity::Ask, "receiver", "Does it answer a wish of theirs?"),
        field("thanked", "Was the giver thanked?"),
        field("minutes", "How many minutes did it take?").map(Step::aside),
        field("meant", "What did it mean to them?").map(Step::aside),
        field("came_back", "What came back to the giver?").map(Step::aside),
    ];
    let read = move |answers: &Answers, store: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Exchange, "");
        let fields = ["giver_person_id", "giver_asset_id"];
        let giver = party(&mut given, answers, store, ("giver", None), fields)?;
        let fields = ["receiver_person_id", "receiver_asset_id"];
        let receiver = party(&mut given, answers, store, ("receiver", None), fields)?;
        let kept =
            entry(&given, "", now).map_err(|found| found.into_iter().map(on_steps).collect::<Vec<_>>())?;
        let day = kept.values.day("happened_on").map_or(String::new(), when::show_day_long);
        let check = format!("{giver} gave to {receiver}: {}, {day}.", words::low(kept.values.text("what")));
        Ok(Saved { change: Change::Add(kept), check })
    };
    let form = Form::new("exchange", "give", steps.into_iter().flatten().collect(), Box::new(read));
    match about {
        Some((entity, id)) => form.about(entity, id),
        None => form,
    }
}

fn on_steps(trouble: Trouble) -> Trouble {
    let step = match trouble.step.as_str() {
        "giver_person_id" => "giver".to_owned(),
        "receiver_person_id" => "receiver".to_owned(),
        _ => trouble.step,
    };
    Trouble { step, reason: trouble.reason }
}

/// Puts whoever was looked for, or is known, into the field that is meant for its kind; gives the name.
fn party(
    given: &mut Draft,
    answers: &Answers,
    store: &Store,
    (step, known): (&str, Option<(Entity, i64)>),
    [person, asset]: [&str; 2],
) -> Result<String, Vec<Trouble>> {
    let told = |reason: &str| vec![Trouble { step: step.to_owned(), reason: reason.to_owned() }];
    let answered = answers.get(step).and_then(|text| Found::read(text));
    let (entity, id) = answered.or(known).ok_or_else(|| told("Say who."))?;
    given.set(if entity == Entity::Asset { asset } else { person }, id.to_string());
    Ok(Whom::of(store, entity, id).map_err(|error| told(&error.to_string()))?.name)
}
