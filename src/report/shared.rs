//! Assets as they may leave the team for a directory that others read: nothing of our own work, and people only where they agreed.

use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::fault::Fault;
use crate::store::Store;

/// An asset that may be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The asset.
    pub asset: Record,
    /// The organisation behind it; empty for a group that has none.
    pub organisation: String,
    /// Who runs it, a person who agreed to be named to groups; else empty.
    pub person: String,
}

/// A page of assets that may be shared, and the number to go on after; `None` at the end.
///
/// Left out are those put away, those that are not to be listed, closed for good, and residents who have not agreed.
///
/// # Errors
/// The caseload cannot be read.
pub fn page(store: &Store, after: i64, most: usize) -> Result<(Vec<Shared>, Option<i64>), Fault> {
    let assets = store.records_after(Entity::Asset, after, most)?;
    let next = assets.last().map(|asset| asset.id);
    let mut shared = Vec::with_capacity(assets.len());
    for asset in assets.into_iter().filter(is_open) {
        let runs = match asset.values.number("run_by_person_id") {
            Some(id) => Some(agreed(store, id)?),
            None => None,
        };
        let resident = asset.values.text("kind") == "individual_resident";
        if resident && !matches!(runs, Some(Some(_))) {
            continue;
        }
        // Beside a link to a person, and for a group without an organisation, the words may be a person's name.
        let organised = runs.is_none() && is_organised(&asset);
        let organisation = if organised { asset.values.text("run_by") } else { "" }.to_owned();
        shared.push(Shared { organisation, person: runs.flatten().unwrap_or_default(), asset });
    }
    Ok((shared, next))
}

fn is_open(asset: &Record) -> bool {
    asset.put_away_on.is_none()
        && asset.values.number("do_not_list") != Some(1)
        && asset.values.text("status") != "defunct"
}

/// Whether an organisation stands behind an asset, as far as is known.
fn is_organised(asset: &Record) -> bool {
    match asset.values.text("sector") {
        "resident_led" | "unincorporated_group" => false,
        "" => matches!(asset.values.text("kind"), "institution" | "place_physical" | "economic_exchange"),
        _ => true,
    }
}

/// The name of a person who agreed to be named to groups, and whose record is open.
fn agreed(store: &Store, id: i64) -> Result<Option<String>, Fault> {
    let Some(person) = store.record(Entity::Person, id)? else { return Ok(None) };
    let consents = store.records_of(Entity::Consent, "person_id", id)?;
    let latest = consents.iter().rfind(|consent| consent.values.text("purpose") == "share_groups");
    let yes = latest.is_some_and(|consent| consent.values.text("answer") == "yes");
    let open = person.put_away_on.is_none() && person.values.number("restricted") != Some(1);
    let name = format!("{} {}", person.values.text("given"), person.values.text("family"));
    Ok((yes && open).then(|| name.trim().to_owned()))
}
