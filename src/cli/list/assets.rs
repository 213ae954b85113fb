//! Assets that need somebody: not checked for long, or with funding that ends.

use super::{List, Which};
use crate::cli::day::PAGE;
use crate::cli::desk::Desk;
use crate::cli::json::{self, Item};
use crate::cli::output::Row;
use crate::domain::entity::Entity;
use crate::domain::{vocabulary, when};
use crate::fault::Fault;
use crate::store::Store;
use crate::store::asset::AssetRow;
use crate::store::page::Span;

const KEYS: [&str; 13] = [
    "id",
    "uid",
    "kind",
    "name",
    "place",
    "phone",
    "status",
    "checked_on",
    "checked_how",
    "funding",
    "funder",
    "funding_until",
    "people",
];

/// Prints the assets that nobody has checked for long, or those whose funding ends.
pub fn list(list: &List, desk: &mut Desk, which: Which) -> Result<(), Fault> {
    if list.state.is_some() || list.since.is_some() {
        return Err(Fault::usage(
            "This list takes no state and no day: it knows which assets need somebody.",
        ));
    }
    let today = desk.clock.today();
    let store = desk.open()?;
    let stale = which == Which::Stale;
    let headings: &'static [&'static str] = if stale {
        &["Checked", "Name", "How", "People", "No."]
    } else {
        &["Funded until", "Name", "By", "People", "No."]
    };
    let empty = if stale { "Every asset was checked of late." } else { "No funding ends soon." };
    let mut out = desk.out.list(KEYS.to_vec(), headings, empty)?;
    let mut shown = 0;
    loop {
        let span = Span { from: shown, most: PAGE.min(list.most() - shown) };
        let page = if stale {
            store.stale_assets(today, span)?
        } else {
            store.funding_ending(today, u64::from(store.cadence().funding_alert_days), span)?
        };
        shown += page.rows.len();
        let empty = page.rows.is_empty();
        let rows = page.rows.iter().map(|asset| row(&store, asset, stale)).collect::<Result<_, _>>()?;
        desk.out.rows(&mut out, rows)?;
        if empty || shown >= list.most() || desk.out.closed() {
            return desk.out.end(&out, page.total);
        }
    }
}

fn row(store: &Store, asset: &AssetRow, stale: bool) -> Result<Row, Fault> {
    let people = store.connected_with(asset.asset)?.len();
    let item = Item::new()
        .with("id", asset.asset.0)
        .with("uid", json::uid(store, Entity::Asset, Some(asset.asset.0))?)
        .with("kind", asset.kind.as_str())
        .with("name", asset.name.as_str())
        .text("place", &asset.place)
        .text("phone", &asset.phone)
        .with("status", asset.status.as_str())
        .shown("checked_on", asset.checked_on)
        .text("checked_how", &asset.checked_how)
        .text("funding", &asset.funding)
        .text("funder", &asset.funder)
        .shown("funding_until", asset.funding_until)
        .with("people", people);
    let day =
        |day: Option<chrono::NaiveDate>, none: &str| day.map_or_else(|| none.to_owned(), when::show_day);
    let (on, how) = if stale {
        let how = vocabulary::CHECKED_HOW.label(&asset.checked_how).to_owned();
        (day(asset.checked_on, "Never"), how)
    } else {
        (day(asset.funding_until, "Not known"), asset.funder.clone())
    };
    let cells = vec![on, asset.name.clone(), how, people.to_string(), asset.asset.to_string()];
    Ok(Row { item, cells })
}
