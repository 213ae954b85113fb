//! What an asset is narrowed and matched by, read once out of its words: when in the week, what it costs, for which ages, where.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use crate::domain::entity::Entity;
use crate::domain::matching::{self, access, stems};
use crate::domain::place::{self, Point, Spot};
use crate::domain::sieve::{BYTES, Facts, IN_BLOCK, codes};
use crate::domain::vocabulary::{
    ASSET_KIND, ASSET_STATUS, ATTENDING, CAPACITY, GIFT_KIND, INTEREST, NEED, SECTOR, Vocabulary,
};
use crate::domain::{ages, cost, fold, timetable};
use crate::store::fault::StoreError;
use crate::store::row;

/// The fields whose codes are kept as bits, with their lists.
const CODES: [(&str, &Vocabulary); 8] = [
    ("needs", &NEED),
    ("interests", &INTEREST),
    ("gifts_welcomed", &GIFT_KIND),
    ("attending", &ATTENDING),
    ("kind", &ASSET_KIND),
    ("sector", &SECTOR),
    ("status", &ASSET_STATUS),
    ("capacity", &CAPACITY),
];

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
    let Some(record) = record.filter(|record| record.put_away_on.is_none()) else {
        return into_block(connection, asset, None);
    };
    let values = &record.values;
    let degrees = values.number("latitude").zip(values.number("longitude"));
    let spot = match degrees.and_then(|(lat, lon)| Point::in_the_uk(lat, lon)) {
        Some(at) => Some(Spot { at, exact: true }),
        None => spot_of(connection, values.text("postcode"))?,
    };
    let (from, to) = ages::read(values.text("ages"));
    let exact = spot.map_or(0, |spot| if spot.exact { 2 } else { 1 });
    let mut facts = Facts {
        week: timetable::read(values.text("schedule")).week,
        pence: cost::pence(values.text("cost")),
        ages: (from, to),
        at: spot.map(|spot| spot.at),
        exact: spot.is_some_and(|spot| spot.exact),
        meets: values.flag("meets_people"),
        shut: matching::closed(values.text("status")),
        checked_on: values.day("checked_on"),
        check_every: values.number("check_every"),
        ..Facts::default()
    };
    for (field, list) in CODES {
        facts.codes |= codes(list, values.text(field));
    }
    into_block(connection, asset, Some(&facts))?;
    let facets: [Sql; 12] = [
        asset.into(),
        i64::from(facts.week.0).into(),
        facts.pence.into(),
        from.into(),
        to.into(),
        facts.at.map(|at| at.lat).into(),
        facts.at.map(|at| at.lon).into(),
        exact.into(),
        i64::from(facts.meets).into(),
        i64::from(facts.shut).into(),
        facts.checked_on.map(|day| day.to_string()).into(),
        facts.check_every.into(),
    ];
    connection
        .prepare_cached(
            "INSERT INTO asset_facet (asset_id, week, pence, age_from, age_to, lat, lon, exact, meets_people, shut, \
             checked_on, check_every) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params_from_iter(facets))?;
    let name = values.text("name");
    let words = fold::fold(&format!("{name} {}", values.text("description")));
    connection
        .prepare_cached(
            "INSERT INTO asset_stem (asset_id, stems, languages, access, postcode, name, sort) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            asset,
            stems::of(&words),
            fold::fold(values.text("languages")),
            access::marked(values.text("access")),
            values.text("postcode"),
            name,
            sort(name),
        ])?;
    Ok(())
}

/// Puts the facts of an asset into its block, or takes them out. A block of nothing but gaps goes.
fn into_block(connection: &Connection, asset: i64, facts: Option<&Facts>) -> Result<(), StoreError> {
    let block = asset.div_euclid(IN_BLOCK);
    let kept: Option<Vec<u8>> = connection
        .prepare_cached("SELECT facts FROM asset_block WHERE block = ?1")?
        .query_row([block], |row| row.get("facts"))
        .optional()?;
    if kept.is_none() && facts.is_none() {
        return Ok(());
    }
    let mut all = kept.unwrap_or_default();
    all.resize(usize::try_from(IN_BLOCK).unwrap_or(0) * BYTES, 0);
    let bytes = facts.map_or_else(|| vec![0; BYTES], Facts::bytes);
    let at = usize::try_from(asset.rem_euclid(IN_BLOCK)).unwrap_or(0);
    if let Some(place) = all.chunks_exact_mut(BYTES).nth(at) {
        place.copy_from_slice(&bytes);
    }
    if all.iter().all(|byte| *byte == 0) {
        connection.prepare_cached("DELETE FROM asset_block WHERE block = ?1")?.execute([block])?;
    } else {
        connection
            .prepare_cached(
                "INSERT INTO asset_block (block, facts) VALUES (?1, ?2) \
                 ON CONFLICT (block) DO UPDATE SET facts = excluded.facts",
            )?
            .execute(params![block, all])?;
    }
    Ok(())
}

/// A digest of what sort of thing an asset is called: its folded name up to the first comma or bracket.
pub(in crate::store) fn sort(name: &str) -> i64 {
    let sort = fold::fold(name.split([',', '(']).next().unwrap_or_default());
    stems::digest(&sort).cast_signed()
}

/// Empties the tables that this file fills.
pub(in crate::store) fn forget(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection
        .execute_batch("DELETE FROM asset_facet; DELETE FROM asset_block; DELETE FROM asset_stem;")?)
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
