//! What an asset is narrowed by, read once out of its words: when in the week, what it costs, for which ages, where.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::domain::place::{self, Point, Spot};
use crate::domain::{ages, cost, fold, timetable};
use crate::store::fault::StoreError;

/// The fields that are read.
const FIELDS: [&str; 8] =
    ["schedule", "cost", "ages", "access", "languages", "postcode", "latitude", "longitude"];

/// Works out what one asset is narrowed by; an asset that is gone leaves it.
pub(super) fn renew(connection: &Connection, asset: i64) -> Result<(), StoreError> {
    let sql = format!("SELECT {} FROM asset WHERE id = ?1", FIELDS.join(", "));
    let read = connection
        .prepare_cached(&sql)?
        .query_row([asset], |row| {
            let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
            let degrees: (Option<i64>, Option<i64>) = (row.get("latitude")?, row.get("longitude")?);
            Ok((
                [text("schedule")?, text("cost")?, text("ages")?, text("access")?, text("languages")?],
                text("postcode")?,
                degrees.0.zip(degrees.1),
            ))
        })
        .optional()?;
    connection.prepare_cached("DELETE FROM asset_facet WHERE asset_id = ?1")?.execute([asset])?;
    let Some(([schedule, costs, for_ages, access, languages], postcode, degrees)) = read else {
        return Ok(());
    };
    let spot = match degrees.and_then(|(lat, lon)| Point::in_the_uk(lat, lon)) {
        Some(at) => Some(Spot { at, exact: true }),
        None => spot_of(connection, &postcode)?,
    };
    let (from, to) = ages::read(&for_ages);
    connection
        .prepare_cached(
            "INSERT INTO asset_facet (asset_id, week, pence, age_from, age_to, lat, lon, exact, access, languages) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            asset,
            timetable::read(&schedule).week.0,
            cost::pence(&costs),
            from,
            to,
            spot.map(|spot| spot.at.lat),
            spot.map(|spot| spot.at.lon),
            spot.map_or(0, |spot| if spot.exact { 2 } else { 1 }),
            fold::fold(&access),
            fold::fold(&languages),
        ])?;
    Ok(())
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
