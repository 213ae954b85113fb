//! `kith match`: what fits a person, each with its reasons for and against.

use clap::Args;

use super::desk::Desk;
use super::find::{self, Met};
use super::json::Item;
use super::narrowing::Narrowing;
use super::output::one_or_more;
use super::output::{Format, Row};
use super::{restricted, subject};
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::report::missing::Missing;
use crate::store::Store;
use crate::store::find::AssetAsk;
use crate::store::give::Pair;
use crate::store::page::Span;

/// See what fits a person: assets, and offers of others that answer what they would like
///
/// Each comes with its reasons for (+) and against (-). Needs, interests, goals, notes, gifts, free days, distance, access,
/// language, cost and what they tried before count as the table in docs/matching.md says. Opening a person is recorded.
#[derive(Args)]
pub struct Match {
    /// The number of the person
    person: String,
    /// Only assets with these words
    text: Vec<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    /// Assets that have closed or were not checked for long, too
    #[arg(long)]
    all: bool,
    /// At most so many of each
    #[arg(long, default_value_t = 10, value_parser = one_or_more)]
    limit: usize,
    /// Why a restricted record is opened
    #[arg(long)]
    reason: Option<String>,
}

impl Match {
    /// Looks and tells; nothing that fits is status 3.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = PersonId(subject::of(&self.person, Entity::Person)?);
        let mut store = desk.open()?;
        store.needed(Entity::Person, person.0)?;
        let (text, facets) = self.narrowing.read(&store, &self.text.join(" "))?;
        let why = restricted::why(desk, &store, person, self.reason.as_deref())?;
        store.view(person, why.as_deref())?;
        let ask = AssetAsk { text, for_person: Some(person), facets, all: self.all };
        let found = store.find_assets(&ask, Span::first(self.limit))?;
        let mut met: Vec<Met> = Vec::new();
        for hit in &found.page.rows {
            met.push(find::something(&store, hit)?);
        }
        if ask.text.is_empty() && !self.narrowing.is_used() {
            let pairs = store.pairs_of(person, self.limit)?;
            met.extend(pairs.iter().map(offered));
        }
        let (shown, total) = (met.len(), met.len() - found.page.rows.len() + found.page.total);
        if desk.out.format == Format::Text {
            find::in_words(desk, &met)?;
        } else {
            let mut list = desk.out.list(find::KEYS.to_vec(), &[], "")?;
            desk.out.rows(&mut list, met.into_iter().map(|(row, _)| row).collect())?;
            desk.out.end(&list, total)?;
        }
        find::say_more(desk, &found);
        find::say_left_out(desk, &found);
        if shown > 0 { Ok(()) } else { Err(nothing(&store, &ask)?) }
    }
}

/// The fault of a search of assets that met nothing: why, and what to do about it.
pub fn nothing(store: &Store, ask: &AssetAsk) -> Result<Fault, Fault> {
    let mut why = store.why_no_assets(ask)?;
    if why.unasked {
        return Ok(Fault::usage("Nothing was looked for.").hint(why.lines.join("\n")));
    }
    why.lines.push(format!("If nobody does it yet: {}", Missing::of_search(store, ask)?.command()));
    Ok(Fault::missing("Nothing fits.").hint(why.lines.join("\n")))
}

/// An offer of somebody else that answers what the person would like.
fn offered(pair: &Pair) -> Met {
    let reasons: Vec<Item> = pair.reasons.iter().map(find::reason).collect();
    let name = pair.offer.who.spoken();
    let detail = format!("for: {}", pair.ask.what);
    let why = pair.reasons.iter().map(|reason| reason.text.as_str()).collect::<Vec<_>>().join("; ");
    let item = Item::new()
        .with("kind", "offer")
        .with("id", pair.offer.id.0)
        .with("uid", serde_json::Value::Null)
        .with("subject", format!("offer:{}", pair.offer.id.0))
        .with("name", format!("{}, offered by {name}", pair.offer.what))
        .with("why", why.as_str())
        .with("detail", detail.as_str())
        .with("date_of_birth", serde_json::Value::Null)
        .with("postcode", serde_json::Value::Null)
        .with("score", pair.score)
        .items("reasons", reasons);
    let below = pair.reasons.iter().map(|reason| format!("{} {}", find::mark(reason), reason.text)).collect();
    let cells = vec![format!("offer {}", pair.offer.id.0), format!("{}, by {name}", pair.offer.what), detail];
    (Row { item, cells }, below)
}
