//! Give and take from the command line: `ask`, `offer`, `give` and `rung`.

use clap::Args;
use serde_json::Value as Json;

use super::desk::Desk;
use super::fixed::Words;
use super::gather::{self, Fields, Given, Wanted};
use super::{log, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;

/// Record that a person was asked what they would like to give, and what they said
///
/// As JSON it can hold what they offered too: {"answer": "offered", "offers": [{"what": "..."}]}
#[derive(Args)]
pub struct Ask {
    /// The number of the person
    person: String,
    /// What they said: offered, not now, no, unsure
    #[arg(long, value_parser = Words::Of(Entity::Asked, "answer"), hide_possible_values = true)]
    answer: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// Record what a person or a group would like to give
///
/// What it is comes from a question, or from standard input.
#[derive(Args)]
pub struct Offer {
    /// Whose it is: the number of a person, or asset:4
    subject: String,
    /// Kind of gift: hand, head, heart, connection
    #[arg(long, value_parser = Words::Of(Entity::Offer, "gift_kind"), hide_possible_values = true)]
    kind: Option<String>,
    /// They may be introduced to somebody who would like it
    #[arg(long)]
    introduce: bool,
    #[command(flatten)]
    fields: Fields,
}

/// Record that something was given by one and received by another
///
/// What it was comes from a question, or from standard input.
#[derive(Args)]
pub struct Give {
    /// Who gave: the number of a person, or asset:4
    #[arg(long, value_name = "WHO")]
    from: Option<String>,
    /// Who received: the number of a person, or asset:4
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    /// Kind of gift: hand, head, heart, connection
    #[arg(long, value_parser = Words::Of(Entity::Exchange, "gift_kind"), hide_possible_values = true)]
    kind: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// How many minutes it took, if anybody counts
    #[arg(long)]
    minutes: Option<String>,
    /// The number of the offer it answers
    #[arg(long, value_name = "ID")]
    offer: Option<String>,
    /// The number of the wish it answers
    #[arg(long, value_name = "ID")]
    ask: Option<String>,
    /// The giver was thanked
    #[arg(long)]
    thanked: bool,
    #[command(flatten)]
    fields: Fields,
}

/// Record where a person stands on the way from recipient to contributor, as agreed with them
///
/// What shows it comes from a question, or from standard input with a hyphen.
#[derive(Args)]
pub struct Rung {
    /// The number of the person
    person: String,
    /// The place: newcomer, recipient, participant, contributor, leader, connector
    #[arg(value_name = "RUNG", value_parser = Words::Of(Entity::Rung, "rung"), hide_possible_values = true)]
    place: String,
    /// The number of the group it is in
    #[arg(long, value_name = "ID")]
    asset: Option<String>,
    /// Since when, if not today
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// It was agreed with the person
    #[arg(long)]
    agreed: bool,
    #[command(flatten)]
    fields: Fields,
}

impl Ask {
    /// Keeps the asking, and what was offered.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        let mut wanted = Wanted::new(Entity::Asked).link("person_id", person).text("note");
        wanted.nested = &["offers"];
        let wanted = day(desk, wanted, "asked_on", self.when.as_deref())?;
        let given = self.fields.gather(desk, wanted.option("answer", self.answer.as_deref()))?;
        let offers = match given.nested.get("offers") {
            None => Vec::new(),
            Some(Json::Array(offers)) => offers
                .iter()
                .map(|offer| log::nested(desk, Entity::Offer, offer, ("person_id", person)))
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(Fault::usage("The offers must be a list.")),
        };
        let change = Change::AskedAndOffered { asked: given.entry(desk)?, offers };
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let id = done.id_of(Entity::Asked).unwrap_or_default();
            let mut sentence = said::sentence(store, "Noted", Entity::Asked, id)?;
            for offer in done.items.iter().filter(|item| item.entity == Entity::Offer) {
                sentence.push('\n');
                sentence.push_str(&said::sentence(store, "Added", Entity::Offer, offer.id)?);
            }
            Ok(sentence)
        })
    }
}

impl Offer {
    /// Keeps the offer.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let (field, id) = party(&store, &self.subject, ["person_id", "asset_id"])?;
        let wanted = Wanted::new(Entity::Offer)
            .link(field, id)
            .text("what")
            .option("gift_kind", self.kind.as_deref())
            .option("introduce", self.introduce.then_some("yes"));
        let given = self.fields.gather(desk, wanted)?;
        keep(desk, &mut store, &given, self.fields.dry_run)
    }
}

impl Give {
    /// Keeps the give.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let mut wanted = Wanted::new(Entity::Exchange).text("what");
        let ends = [
            (&self.from, ["giver_person_id", "giver_asset_id"]),
            (&self.to, ["receiver_person_id", "receiver_asset_id"]),
        ];
        for (who, fields) in ends {
            if let Some(who) = who {
                let (field, id) = party(&store, who, fields)?;
                wanted = wanted.link(field, id);
            }
        }
        for (id, field, entity) in
            [(&self.offer, "offer_id", Entity::Offer), (&self.ask, "ask_id", Entity::Ask)]
        {
            if let Some(id) = id {
                wanted = wanted.link(field, subject::of(id, entity)?);
            }
        }
        let wanted = day(desk, wanted, "happened_on", self.when.as_deref())?
            .option("gift_kind", self.kind.as_deref())
            .option("minutes", self.minutes.as_deref())
            .option("thanked", self.thanked.then_some("yes"));
        let given = self.fields.gather(desk, wanted)?;
        keep(desk, &mut store, &given, self.fields.dry_run)
    }
}

impl Rung {
    /// Keeps the place.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = subject::of(&self.person, Entity::Person)?;
        let asset = self.asset.as_ref().map(|id| subject::of(id, Entity::Asset)).transpose()?;
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        let mut wanted = Wanted::new(Entity::Rung).link("person_id", person).text("evidence");
        if let Some(asset) = asset {
            wanted = wanted.link("asset_id", asset);
        }
        let wanted = day(desk, wanted, "since", self.since.as_deref())?
            .option("rung", Some(&self.place))
            .option("agreed", self.agreed.then_some("yes"));
        let given = self.fields.gather(desk, wanted)?;
        keep(desk, &mut store, &given, self.fields.dry_run)
    }
}

/// The field and number of a giver, a receiver, or whoever offers.
fn party(store: &Store, text: &str, fields: [&'static str; 2]) -> Result<(&'static str, i64), Fault> {
    let [by_person, by_asset] = fields;
    let subject = subject::read(text, Entity::Person)?;
    store.needed(subject.entity, subject.id)?;
    match subject.entity {
        Entity::Person => Ok((by_person, subject.id)),
        Entity::Asset => Ok((by_asset, subject.id)),
        _ => Err(Fault::usage("People and groups give: name one like 12 or asset:4.")),
    }
}

/// The day of an option that says when.
fn day(desk: &Desk, wanted: Wanted, field: &str, text: Option<&str>) -> Result<Wanted, Fault> {
    let Some(text) = text else { return Ok(wanted) };
    let day = when::read_past_day(text, desk.clock.today()).map_err(Fault::usage)?;
    Ok(wanted.option(field, Some(&day.to_string())))
}

/// Keeps a new record and says so.
fn keep(desk: &mut Desk, store: &mut Store, given: &Given, dry_run: bool) -> Result<(), Fault> {
    let entity = given.draft.entity;
    let change = Change::Add(given.entry(desk)?);
    gather::links_exist(store, &change)?;
    desk.write(store, &change, dry_run, |store, done| {
        said::sentence(store, "Added", entity, done.id_of(entity).unwrap_or_default())
    })
}
