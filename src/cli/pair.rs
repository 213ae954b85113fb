//! `kith pairs` and `kith pair`: offers laid beside wishes, and what came of it.

use clap::Args;

use super::desk::Desk;
use super::find::{self, Met};
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::json::Item;
use super::output::{Format, Row};
use super::{said, subject};
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::PersonId;
use crate::domain::{check, when};
use crate::fault::Fault;
use crate::report::pairing::{self, Sides};
use crate::store::Store;
use crate::store::give::{Pair as Suggested, PairAsk, Party};
use crate::store::page::Span;

/// See which offers could answer which wishes, and which groups would welcome them
///
/// The best come first, each with its reasons for (+) and against (-), by the table in docs/matching.md. Nobody is shown
/// who said no to being introduced, or who is to be kept apart from strangers. What was laid together already is in
/// kith list pairs.
#[derive(Args)]
pub struct Pairs {
    /// Only what this person offers or wishes for: their number
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

/// Lay an offer beside a wish, or say how far the two have come
///
/// Each is asked first: nobody is introduced before both have said yes. Reminders to ask them, to introduce them and to
/// ask how it went are made with it. The note comes from a question, or from standard input with a hyphen.
#[derive(Args)]
pub struct Pair {
    /// The number of the offer
    offer: String,
    /// The number of the wish
    ask: String,
    /// How far it is: asking, introduced, paired, friends, not-fit
    #[arg(long, value_parser = Words::Of(Entity::Pair, "state"), hide_possible_values = true)]
    state: Option<String>,
    /// Whoever offers said yes to this introduction
    #[arg(long)]
    giver_yes: bool,
    /// Whoever wishes said yes to this introduction
    #[arg(long)]
    receiver_yes: bool,
    /// Since when, if not today
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Pairs {
    /// Lists them; none at all is status 3.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let of = self.person.as_ref().map(|id| subject::of(id, Entity::Person)).transpose()?.map(PersonId);
        let store = desk.open()?;
        if let Some(person) = of {
            store.needed(Entity::Person, person.0)?;
        }
        let ask = PairAsk { of, newest: usize::MAX, ..PairAsk::default() };
        for unread in store.unread_synonyms() {
            let file = desk.config.synonyms_file();
            desk.out.warn(&format!("{file}, line {}: {}", unread.line, unread.reason));
        }
        let found = store.pairs(ask, self.limit, Span::first(self.limit))?;
        let met: Vec<Met> = found.rows.iter().map(suggested).collect();
        if desk.out.format == Format::Text {
            find::in_words(desk, &met)?;
        } else {
            let mut list = desk.out.list(KEYS.to_vec(), &[], "")?;
            desk.out.rows(&mut list, met.into_iter().map(|(row, _)| row).collect())?;
            desk.out.end(&list, found.total)?;
        }
        if found.total == 0 {
            let hint = "Record more of both: kith offer PERSON, kith add ask. Those laid together already: kith list pairs";
            return Err(Fault::missing("No offer fits a wish.").hint(hint));
        }
        Ok(())
    }
}

const KEYS: [&str; 10] = [
    "kind",
    "offer_id",
    "ask_id",
    "giver",
    "giver_subject",
    "what",
    "receiver",
    "receiver_subject",
    "would_like",
    "score",
];

fn suggested(pair: &Suggested) -> Met {
    let reasons: Vec<Item> = pair.reasons.iter().map(find::reason).collect();
    let subject = |who: &Party| match (who.person, who.asset) {
        (Some(person), _) => format!("person:{person}"),
        (None, Some(asset)) => format!("asset:{asset}"),
        (None, None) => String::new(),
    };
    let (giver, receiver) = (&pair.offer.who, &pair.ask.who);
    let item = Item::new()
        .with("kind", if pair.is_welcome() { "welcome" } else { "pair" })
        .with("offer_id", pair.offer.id.0)
        .with("ask_id", (!pair.is_welcome()).then_some(pair.ask.id.0))
        .with("giver", giver.spoken())
        .with("giver_subject", subject(giver))
        .with("what", pair.offer.what.as_str())
        .with("receiver", receiver.spoken())
        .with("receiver_subject", subject(receiver))
        .with("would_like", pair.ask.what.as_str())
        .with("score", pair.score)
        .items("reasons", reasons);
    let numbers = match (pair.is_welcome(), giver.person, receiver.asset) {
        (true, Some(person), Some(asset)) => format!("to connect: {person} {asset}"),
        _ => format!("{} {}", pair.offer.id.0, pair.ask.id.0),
    };
    let gives = format!("{}: {}", giver.listed(), pair.offer.what);
    let takes = format!("{}: {}", receiver.listed(), pair.ask.what);
    let below = std::iter::once(takes)
        .chain(pair.reasons.iter().map(|reason| format!("{} {}", find::mark(reason), reason.text)))
        .collect();
    (Row { item, cells: vec![numbers, gives] }, below)
}

impl Pair {
    /// Keeps the pair, or moves it.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let offer = subject::of(&self.offer, Entity::Offer)?;
        let ask = subject::of(&self.ask, Entity::Ask)?;
        let mut store = desk.open()?;
        let (mine, theirs) = pairing::rows(&store, offer, ask)?;
        let sides = Sides::of(&store, &mine, &theirs)?;
        let known = known(&store, offer, ask)?;
        let wanted = self.wanted(desk, known.is_some())?;
        let given = self.fields.gather(desk, wanted)?;
        let (change, did) = if let Some(record) = &known {
            let after = check::check_edit(&given.draft, &record.values, desk.clock.now())
                .map_err(|problems| gather::not_saved(Entity::Pair, &problems))?;
            if after == record.values {
                return desk.unchanged("Nothing was changed: every value was so already.");
            }
            (sides.further(record.id, record.values.clone(), after), "Moved")
        } else {
            let mut draft = given.draft.clone();
            draft.set("offer_id", offer.to_string());
            draft.set("ask_id", ask.to_string());
            (sides.begin(gather::entry(desk, &draft)?), "Laid together")
        };
        let known = known.map(|record| record.id);
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let id = known.or(done.id_of(Entity::Pair)).unwrap_or_default();
            let mut sentence = said::sentence(store, did, Entity::Pair, id)?;
            for made in done.items.iter().filter(|item| item.entity == Entity::FollowUp) {
                sentence.push('\n');
                sentence.push_str(&said::sentence(store, "Added", Entity::FollowUp, made.id)?);
            }
            Ok(sentence)
        })
    }

    fn wanted(&self, desk: &Desk, known: bool) -> Result<Wanted, Fault> {
        let state = self.state.as_ref().map(|state| state.replace('-', "_"));
        let mut wanted = Wanted::new(Entity::Pair)
            .text("note")
            .option("state", state.as_deref())
            .option("giver_yes", self.giver_yes.then_some("yes"))
            .option("receiver_yes", self.receiver_yes.then_some("yes"));
        if let Some(text) = &self.since {
            let day = when::read_past_day(text, desk.clock.today()).map_err(Fault::usage)?;
            wanted = wanted.option("since", Some(&day.to_string()));
        }
        wanted.begun = !desk.ask.present;
        Ok(if known { wanted.unasked() } else { wanted })
    }
}

/// The pair of an offer and a wish, where they were laid together.
fn known(store: &Store, offer: i64, ask: i64) -> Result<Option<Record>, Fault> {
    let pairs = store.records_of(Entity::Pair, "offer_id", offer)?;
    Ok(pairs.into_iter().find(|pair| pair.values.number("ask_id") == Some(ask)))
}
