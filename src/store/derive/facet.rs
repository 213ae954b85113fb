//! What an asset is narrowed and matched by, read once out of its words: when in the week, what it costs, for which ages, where.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};

use crate::domain::entity::Entity;
use crate::domain::matching::{self, stems};
use crate::domain::place::{self, Point, Spot};
use crate::domain::{ages, cost, fold, timetable};
use crate::store::fault::StoreError;
use crate::store::row;

/// The fields that are kept as they are; nothing is an empty text.
const COPIED: [&str; 9] =
    ["kind", "sector", "needs", "interests", "gifts_welcomed", "attending", "postcode", "status", "capacity"];

/// Works out what one asset is narrowed and matched by; an asset that is gone or put away leaves it.
pub(super) fn renew(connection: &Connection, asset: i64) -> Result<(), StoreError> {
    let record = connection
        .prepare_cached(&format!("{} WHERE id = ?1", row::select(Entity::Asset)))?
        .query_row([asset], |found| row::record(Entity::Asset, found))
        .optional()?;
    for table in ["asset_facet", "asset_stem"] {
        let sql = format!("DELETE FROM {table} WHERE asset_id = ?1");
        connection.prepare_cached(&sql)?.execute([asset])?;
    }
    let Some(record) = record.filter(|record| record.put_away_on.is_none()) else { return Ok(()) };
    let values = &record.values;
    let degrees = values.number("latitude").zip(values.number("longitude"));
    let spot = match degrees.and_then(|(lat, lon)| Point::in_the_uk(lat, lon)) {
        Some(at) => Some(Spot { at, exact: true }),
        None => spot_of(connection, values.text("postcode"))?,
    };
    let (from, to) = ages::read(values.text("ages"));
    let exact = spot.map_or(0, |spot| if spot.exact { 2 } else { 1 });
    let facets: [Sql; 12] = [
        asset.into(),
        i64::from(timetable::read(values.text("schedule")).week.0).into(),
        cost::pence(values.text("cost")).into(),
        from.into(),
        to.into(),
        spot.map(|spot| spot.at.lat).into(),
        spot.map(|spot| spot.at.lon).into(),
        exact.into(),
        i64::from(values.flag("meets_people")).into(),
        i64::from(matching::closed(values.text("status"))).into(),
        values.day("checked_on").map(|day| day.to_string()).into(),
        values.number("check_every").into(),
    ];
    connection
        .prepare_cached(
            "INSERT INTO asset_facet (asset_id, week, pence, age_from, age_to, lat, lon, exact, meets_people, shut, \
             checked_on, check_every) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params_from_iter(facets))?;
    let name = values.text("name");
    let words = fold::fold(&format!("{name} {}", values.text("description")));
    let mut row: Vec<Sql> = vec![
        asset.into(),
        name.to_owned().into(),
        sort(name).into(),
        stems::of(&words).into(),
        fold::fold(values.text("access")).into(),
        fold::fold(values.text("languages")).into(),
    ];
    row.extend(COPIED.iter().map(|field| Sql::Text(values.text(field).to_owned())));
    let sql = format!(
        "INSERT INTO asset_stem (asset_id, name, sort, stems, access, languages, {}) VALUES (?{})",
        COPIED.join(", "),
        ", ?".repeat(row.len().saturating_sub(1))
    );
    connection.prepare_cached(&sql)?.execute(params_from_iter(row))?;
    Ok(())
}

/// A digest of what sort of thing an asset is called: its folded name up to the first comma or bracket.
pub(in crate::store) fn sort(name: &str) -> i64 {
    let sort = fold::fold(name.split([',', '(']).next().unwrap_or_default());
    stems::digest(&sort).cast_signed()
}

/// Works out what every asset is narrowed by, into a table that holds none.
pub(in crate::store) fn anew(connection: &Connection) -> Result<(), StoreError> {
    let ids: Vec<i64> = connection
        .prepare("SELECT id FROM asset ORDER BY id")?
        .query_map([], |row| row.get("id"))?
        .collect::<Result<_, _>>()?;
    ids.into_iter().try_for_each(|id| renew(connection, id))
}

/// Where a postcode is: its own place where a table of postcodes was imported, else the middle of its area.
pub(in crate::store) fn spot_of(connection: &Connection, postcode: &str) -> Result<Option<Spot>, StoreError> {
    if postcode.is_empty() {
        return Ok(None);
    }
    let found = connection
        .prepare_cached("SELECT lat, lon FROM postcode WHERE postcode = ?1")?
        .query_row([postcode], |row| Ok(Point { lat: row.get("lat")?, lon: row.get("lon")? }))
        .optional()?;
    Ok(match found {
        Some(at) => Some(Spot { at, exact: true }),
        None => place::area(postcode).map(|at| Spot { at, exact: false }),
    })
}
