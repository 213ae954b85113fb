//! `kith find`: people, assets and notes by words, numbers and postcodes; one typing slip is forgiven.

use clap::Args;

use super::desk::Desk;
use super::json::{self, Item};
use super::matching;
use super::narrowing::Narrowing;
use super::output::one_or_more;
use super::output::{Format, Row};
use super::table::Table;
use super::{prompt, subject};
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::matching::Reason;
use crate::domain::{name, when};
use crate::fault::{Fault, Kind};
use crate::store::Store;
use crate::store::find::{AssetAsk, AssetHit, AssetResult, NoteHit, PersonHit};
use crate::store::page::Span;

/// What was met, and the lines below it.
pub type Met = (Row, Vec<String>);

pub const KEYS: [&str; 10] =
    ["kind", "id", "uid", "subject", "name", "why", "detail", "date_of_birth", "postcode", "score"];

/// Find people, assets and words in notes: by name, NHS number, phone, postcode, birth date
///
/// Without TEXT, or with a hyphen, the words come from a question or from standard input, so that no name enters the
/// history of the shell.
#[derive(Args)]
pub struct Find {
    /// The words to look for
    text: Vec<String>,
    /// Only people
    #[arg(long, conflicts_with = "assets")]
    people: bool,
    /// Only assets
    #[arg(long)]
    assets: bool,
    /// Assets measured by what this person needs, enjoys and offers, each with its reasons
    #[arg(long = "for", value_name = "PERSON")]
    person: Option<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    /// Assets that have closed or were not checked for long, too
    #[arg(long)]
    all: bool,
    /// At most so many of each
    #[arg(long, default_value_t = 20, value_parser = one_or_more)]
    limit: usize,
}

impl Find {
    /// Looks and tells; nothing met is status 3.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = self.person.as_ref().map(|id| subject::of(id, Entity::Person)).transpose()?;
        let narrowed = self.narrowing.is_used();
        let no_words = self.text.is_empty() && (person.is_some() || narrowed);
        let text = if no_words { String::new() } else { self.words(desk)? };
        let mut store = desk.open()?;
        if let Some(person) = person {
            look(&mut store, PersonId(person))?;
        }
        let (words, facets) = self.narrowing.read(&store, &text)?;
        let ask = AssetAsk { text: words, for_person: person.map(PersonId), facets, all: self.all };
        let only_assets = self.assets || person.is_some() || narrowed;
        let (met, left_out) = self.met(&store, &text, &ask, only_assets)?;
        let shown = met.len();
        let total = shown + left_out.as_ref().map_or(0, |found| found.page.total - found.page.rows.len());
        if desk.out.format == Format::Text {
            in_words(desk, &met)?;
        } else {
            let mut list = desk.out.list(KEYS.to_vec(), &[], "")?;
            desk.out.rows(&mut list, met.into_iter().map(|(row, _)| row).collect())?;
            desk.out.end(&list, total)?;
        }
        if let Some(found) = left_out {
            say_more(desk, &found);
            say_left_out(desk, &found);
        }
        if shown > 0 {
            return Ok(());
        }
        if only_assets {
            return Err(matching::nothing(&store, &ask)?);
        }
        Err(Fault::missing("Nobody and nothing was found.").hint("Try fewer letters, or another word."))
    }

    fn words(&self, desk: &mut Desk) -> Result<String, Fault> {
        let given = self.text.join(" ");
        if !given.is_empty() && given != "-" {
            return Ok(given);
        }
        let text = if given.is_empty() && desk.ask.present {
            desk.ask.line("Find:")?.unwrap_or_default()
        } else {
            prompt::standard_input()?
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { Err(Fault::usage("There are no words to look for.")) } else { Ok(text) }
    }

    fn met(
        &self,
        store: &Store,
        text: &str,
        ask: &AssetAsk,
        only_assets: bool,
    ) -> Result<(Vec<Met>, Option<AssetResult>), Fault> {
        let mut rows = Vec::new();
        let mut left_out = None;
        let everything = !only_assets && !self.people;
        if self.people || everything {
            rows.extend(
                store
                    .find_people(text, self.limit)?
                    .iter()
                    .map(|hit| somebody(store, hit))
                    .collect::<Result<Vec<_>, _>>()?,
            );
        }
        if only_assets || everything {
            let found = store.find_assets(ask, Span::first(self.limit))?;
            rows.extend(
                found.page.rows.iter().map(|hit| something(store, hit)).collect::<Result<Vec<_>, _>>()?,
            );
            left_out = Some(found);
        }
        if everything {
            rows.extend(store.find_notes(text, self.limit)?.iter().map(noted));
        }
        Ok((rows, left_out))
    }
}

/// What fits a person tells what their record says: that it was looked at is recorded, and of a restricted one nothing
/// is told.
fn look(store: &mut Store, person: PersonId) -> Result<(), Fault> {
    store.needed(Entity::Person, person.0)?;
    if store.is_restricted(person)? {
        let hint = format!("To say why and see what fits: kith match {person} --reason TEXT");
        return Err(
            Fault::new(Kind::NeedsYes, "This record is restricted. Nothing was looked for.").hint(hint)
        );
    }
    Ok(store.view(person, None)?)
}

fn somebody(store: &Store, hit: &PersonHit) -> Result<Met, Fault> {
    let listed = name::listed(&hit.family, &hit.given, &hit.title);
    let item = Item::new()
        .with("kind", "person")
        .with("id", hit.person.0)
        .with("uid", json::uid(store, Entity::Person, Some(hit.person.0))?)
        .with("subject", format!("person:{}", hit.person))
        .with("name", listed.as_str())
        .with("why", hit.why.as_str())
        .with("detail", hit.state.label())
        .shown("date_of_birth", hit.date_of_birth)
        .text("postcode", &hit.postcode)
        .with("score", serde_json::Value::Null)
        .with("state", hit.state.code());
    let detail = format!("{}; {}", hit.why, hit.state.label());
    Ok((Row { item, cells: vec![format!("person {}", hit.person), listed, detail] }, Vec::new()))
}

/// An asset that was found, with its reasons below it.
pub fn something(store: &Store, hit: &AssetHit) -> Result<Met, Fault> {
    let far = hit.distance.map(super::super::domain::place::Distance::short).unwrap_or_default();
    let place = [far.as_str(), hit.schedule.as_str(), hit.cost.as_str(), hit.place.as_str()];
    let detail = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let why = hit.reasons.iter().map(|reason| reason.text.as_str()).collect::<Vec<_>>().join("; ");
    let item = Item::new()
        .with("kind", "asset")
        .with("id", hit.asset.0)
        .with("uid", json::uid(store, Entity::Asset, Some(hit.asset.0))?)
        .with("subject", format!("asset:{}", hit.asset))
        .with("name", hit.name.as_str())
        .with("why", why.as_str())
        .text("detail", &detail)
        .with("date_of_birth", serde_json::Value::Null)
        .text("postcode", &hit.postcode)
        .with("score", hit.score)
        .with("distance_miles", hit.distance.map(|distance| miles(distance.miles)))
        .with("distance_exact", hit.distance.map(|distance| distance.exact))
        .items("reasons", hit.reasons.iter().map(reason).collect());
    let below = hit.reasons.iter().map(|reason| format!("{} {}", mark(reason), reason.text)).collect();
    Ok((Row { item, cells: vec![format!("asset {}", hit.asset), hit.name.clone(), detail] }, below))
}

/// A reason as data.
pub fn reason(reason: &Reason) -> Item {
    Item::new().with("for", reason.good).with("points", reason.points).with("text", reason.text.as_str())
}

/// Says how many assets fit of which only the first are shown.
pub fn say_more(desk: &mut Desk, found: &AssetResult) {
    let (shown, total) = (found.page.rows.len(), found.page.total);
    if total > shown {
        desk.out.say(&format!("The first {shown} of {total} assets. To see more: --limit {total}"));
    }
}

/// Says how many assets were left out, and how to see them.
pub fn say_left_out(desk: &mut Desk, found: &AssetResult) {
    if let Some(left) = found.left_out() {
        desk.out.say(&format!("Left out: {left}. To see them too: --all"));
    }
}

/// Miles to a hundredth: more than that no table of postcodes knows.
fn miles(miles: f64) -> f64 {
    (miles * 100.0).round() / 100.0
}

/// The mark before a reason.
pub fn mark(reason: &Reason) -> &'static str {
    match reason.good {
        Some(true) => "+",
        Some(false) => "-",
        None => ".",
    }
}

fn noted(hit: &NoteHit) -> Met {
    let listed =
        if hit.person.is_some() { name::listed(&hit.family, &hit.given, "") } else { hit.asset_name.clone() };
    let subject = match (hit.person, hit.asset) {
        (Some(id), _) => format!("person:{id}"),
        (None, Some(id)) => format!("asset:{id}"),
        (None, None) => String::new(),
    };
    let day = when::show_day(hit.on);
    let item = Item::new()
        .with("kind", hit.kind.table())
        .with("id", hit.id)
        .with("uid", serde_json::Value::Null)
        .text("subject", &subject)
        .with("name", listed.as_str())
        .with("why", hit.snippet.as_str())
        .with("detail", day.as_str())
        .with("date_of_birth", serde_json::Value::Null)
        .with("postcode", serde_json::Value::Null)
        .with("score", serde_json::Value::Null)
        .with("on", hit.on.to_string());
    let cells = vec![format!("{} {}", hit.kind.word(), hit.id), listed, day];
    (Row { item, cells }, vec![hit.snippet.clone()])
}

/// What was met as lines for people, the reasons below each.
pub fn in_words(desk: &mut Desk, met: &[Met]) -> Result<(), Fault> {
    let cells: Vec<Vec<String>> = met.iter().map(|(row, _)| row.cells.clone()).collect();
    let mut table = Table::new(&[], desk.out.width);
    table.settle(&cells);
    for (cells, (_, below)) in cells.iter().zip(met) {
        desk.out.text(table.page(std::slice::from_ref(cells), false).trim_end())?;
        for line in below {
            desk.out.text(&format!("{}{line}", " ".repeat(table.start_of(1))))?;
        }
    }
    Ok(())
}
