//! A caseload whose every text is hostile: each kind of record, each field, as no check would let it in.

use std::path::Path;

use chrono::{Days, NaiveDate};
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::field::Kind;
use kith::domain::id::PersonId;
use kith::store::drafts::{Drafts, KeptDraft};
use kith::store::{Actor, Store, Via};

use super::{HOSTILE, text};

/// The day of every walk: a Tuesday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

/// Who acts: hostile too, as far as a login can be.
pub fn actor(via: Via) -> Actor {
    Actor { name: text(5), ..Actor::new("jo", via) }
}

/// So many of each kind of record, so that each field begins with each hostile text once.
pub const EACH: usize = HOSTILE.len();

/// Makes the caseload at that path.
pub fn make(path: &Path) {
    let mut store = Store::create(path, actor(Via::Screen), Clock::on(today())).unwrap();
    let mut number = 0;
    let kinds = Entity::ALL.into_iter().filter(|entity| *entity != Entity::Asset);
    // People and assets first: the others name them.
    for entity in [Entity::Person, Entity::Asset].into_iter().chain(kinds.filter(|e| *e != Entity::Person)) {
        let changes = (0..EACH).map(|round| Change::Add(entry(entity, round, &mut number))).collect();
        store.apply(&Change::Together { verb: kith::domain::change::Verb::Import, changes }).unwrap();
    }
    for entity in Entity::ALL {
        let id = i64::try_from(EACH).unwrap();
        store.apply(&Change::PutAway { entity, id, on: today(), reason: text(number) }).unwrap();
        number += 1;
    }
    for round in 0..EACH {
        store.view(PersonId(1), Some(&text(round))).unwrap();
    }
}

fn entry(entity: Entity, round: usize, number: &mut usize) -> Entry {
    let mut entry = Entry::new(entity);
    let id = i64::try_from(round + 1).unwrap();
    for field in entity.fields() {
        // A record about a person and a group at once is shown as the person's: take turns.
        let of_asset = ["asset_id", "giver_asset_id", "receiver_person_id"].contains(&field.name);
        let takes_turns =
            matches!(field.name, "person_id" | "giver_person_id" | "receiver_asset_id") || of_asset;
        let several = matches!(
            entity,
            Entity::Note | Entity::FollowUp | Entity::Offer | Entity::Ask | Entity::Exchange
        );
        if several && takes_turns && of_asset != (round % 2 == 1) {
            continue;
        }
        if entity == Entity::FollowUp
            && matches!(field.name, "cleared_by" | "done_on" | "connection_id" | "referral_id")
        {
            continue;
        }
        // These come after it in the order, or would be the record itself.
        if matches!(
            (entity, field.name),
            (Entity::Contact, "connection_id") | (_, "merged_into" | "reopened_from" | "restricted")
        ) {
            continue;
        }
        *number += 1;
        match field.kind {
            _ if field.name == "items" && entity == Entity::Measure => entry.values.set("items", "3"),
            _ if field.name == "kind" && entity == Entity::Identity => entry.values.set("kind", "person"),
            _ if field.name == "record_id" => entry.values.set(field.name, id),
            _ if field.name == "state" && entity == Entity::FollowUp => entry.values.set("state", "open"),
            // Of two people, and whatever keeps them apart.
            _ if field.name == "ask_id" && entity == Entity::Pair => {
                entry.values.set(field.name, i64::try_from((round + 2) % EACH + 1).unwrap());
            }
            _ if field.name == "offer_id" && entity == Entity::Pair => entry.values.set(field.name, id),
            _ if field.name == "state" && entity == Entity::Pair => entry.values.set("state", "not_fit"),
            Kind::One(vocabulary) => {
                entry.values.set(field.name, vocabulary.terms[round % vocabulary.terms.len()].code);
            }
            // Some assets were not checked for long.
            Kind::PastDay if entity == Entity::Asset && id % 2 == 1 => {
                entry.values.set(field.name, days_from_today(-700));
            }
            Kind::PastDay | Kind::BirthDay => entry.values.set(field.name, days_from_today(-(id % 9))),
            Kind::ComingDay => entry.values.set(field.name, days_from_today(id % 9 - 3)),
            Kind::Time => entry.values.set(field.name, "09:10"),
            Kind::NhsNumber => {
                // SQLite counts up to a NUL, and the file takes only ten characters.
                let hostile = HOSTILE[round].chars().filter(|c| *c != '\0');
                let ten: String = hostile.chain("9990001235".chars()).take(10).collect();
                entry.values.set(field.name, ten);
            }
            Kind::Count(_) => entry.values.set(field.name, 5),
            Kind::Flag => entry.values.set(field.name, id % 2),
            Kind::Degrees => entry.values.set(field.name, 53_381_000),
            // Half of the people were never met, so that they wait.
            Kind::Link(Entity::Person) if entity == Entity::Contact => {
                entry.values.set(field.name, (id + 1) / 2);
            }
            // An exchange that answers an offer or a wish closes it: some stay open.
            Kind::Link(Entity::Offer | Entity::Ask) if round.is_multiple_of(3) => {}
            Kind::Link(Entity::Worker) => entry.values.set(field.name, 1),
            Kind::Link(_) => entry.values.set(field.name, id),
            _ if matches!(field.name, "login" | "external_id") => {
                entry.values.set(field.name, format!("{round}{}", text(*number)));
            }
            _ => entry.values.set(field.name, text(*number)),
        }
    }
    entry
}

fn days_from_today(days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { today() - by } else { today() + by }
}

/// Drafts of which every text is hostile.
pub fn drafts() -> Drafts {
    let drafts = Drafts::memory().unwrap();
    for (round, form) in ["note", "contact", "reminder", "edit"].into_iter().enumerate() {
        let body = serde_json::json!({
            "text": text(round), "note": text(round + 1), "what": text(round + 2), "family": text(round + 3),
            "due_on": text(round + 4),
        });
        let draft = KeptDraft {
            id: 0,
            actor: "jo".to_owned(),
            form: form.to_owned(),
            subject: "person".to_owned(),
            subject_id: 1,
            title: text(round),
            body: body.to_string(),
            at: if round % 2 == 0 { text(round) } else { Clock::on(today()).stamp() },
        };
        drafts.keep(&draft).unwrap();
    }
    drafts
}
