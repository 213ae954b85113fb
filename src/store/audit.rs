//! The log's seal: salted digests of row images, and the chain of hashes over operations.
//!
//! `digest` is SHA-256 of a salt and the row's images; `hash` is SHA-256 of the previous hash, the operation's fields and
//! its digests. An insert keeps no image: the row is it, and the next change's `before` keeps it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::chance::Chance;
use super::changes::Changes;
use super::fault::StoreError;
use super::trigger;
use crate::domain::entity::Entity;
use crate::domain::id::OperationId;

/// What erasure leaves in place of an image and its salt.
pub const ERASED: &str = "erased";

/// One kept row change; an import has millions, so it takes little room.
pub(super) struct RowChange {
    pub id: i64,
    pub schema: i32,
    pub entity: Cow<'static, str>,
    pub row_id: i64,
    pub before: Option<Box<str>>,
    pub after: Option<Box<str>>,
    /// Nothing until the operation is sealed.
    seal: Option<Box<Seal>>,
}

/// The salt and the digest of a row change.
struct Seal {
    salt: String,
    digest: String,
}

impl RowChange {
    pub(super) const SELECT: &'static str =
        "SELECT id, schema, entity, row_id, before, after, salt, digest FROM row_change";

    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let table = row.get_ref(2)?.as_str()?;
        let salt: Option<String> = row.get(6)?;
        let digest = || Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(7)?.unwrap_or_default());
        let known = Entity::ALL.into_iter().find(|entity| entity.table() == table);
        Ok(Self {
            id: row.get(0)?,
            schema: row.get(1)?,
            entity: known
                .map_or_else(|| Cow::Owned(table.to_owned()), |entity| Cow::Borrowed(entity.table())),
            row_id: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
            seal: salt.map(|salt| digest().map(|digest| Box::new(Seal { salt, digest }))).transpose()?,
        })
    }

    /// Whether it is an update that left the row as it was.
    pub(super) fn leaves_all(&self) -> bool {
        self.before.is_some() && self.before == self.after
    }

    /// The image of the row as this change left it; `None` where it left no row.
    pub(super) fn left(&self, connection: &Connection) -> Result<Option<Box<str>>, StoreError> {
        if self.after.is_some() || self.before.is_some() {
            return Ok(self.after.clone());
        }
        match self.next(connection)? {
            Some(before) => Ok(before),
            None => current(connection, &self.entity, self.row_id),
        }
    }

    /// What the next change of the same row in the log found; `None` where there is no next one.
    #[expect(clippy::option_option, reason = "whether there is a later change, and what it found")]
    pub(super) fn next(&self, connection: &Connection) -> Result<Option<Option<Box<str>>>, StoreError> {
        Ok(connection
            .prepare_cached(
                "SELECT before FROM row_change WHERE entity = ?1 AND row_id = ?2 AND id > ?3 ORDER BY id LIMIT 1",
            )?
            .query_row(params![self.entity, self.row_id, self.id], |row| row.get("before"))
            .optional()?)
    }

    pub(super) fn digest_of(&self, salt: &str, left: Option<&str>) -> String {
        let mut hash = Sha256::new();
        for part in [
            salt,
            &self.entity,
            &self.row_id.to_string(),
            self.before.as_deref().unwrap_or(""),
            left.unwrap_or(""),
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hex(&hash.finalize())
    }
}

/// The image of a row as it is now; `None` where there is none.
pub(super) fn current(connection: &Connection, table: &str, id: i64) -> Result<Option<Box<str>>, StoreError> {
    let sql = image_of(connection, table)?;
    if sql.is_empty() {
        return Ok(None);
    }
    Ok(connection.prepare_cached(&sql)?.query_row([id], |row| row.get("image")).optional()?)
}

/// The statement that gives the image of a row of a table; empty where there is no such table.
fn image_of(connection: &Connection, table: &str) -> Result<String, StoreError> {
    let columns = trigger::columns(connection, table)?;
    if columns.is_empty() {
        return Ok(String::new());
    }
    Ok(format!("SELECT {} AS image FROM {table} WHERE id = ?1", trigger::image(&columns, "")))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The row changes of an operation that is being written, in order, with what each update left; an update that left the
/// row as it was is taken out of the log.
pub(super) fn changes_of(connection: &Connection, id: OperationId) -> Result<Vec<RowChange>, StoreError> {
    let mut changes: Vec<RowChange> = connection
        .prepare_cached(&format!("{} WHERE operation_id = ?1 ORDER BY id", RowChange::SELECT))?
        .query_map([id.0], RowChange::of)?
        .collect::<Result<_, _>>()?;
    // What the next change of the same row found is what this one left; the last one left the row as it is.
    let unfilled = |change: &RowChange| change.after.as_deref() == Some(trigger::UNFILLED);
    let next = next_of(&changes);
    for (at, next) in next.iter().enumerate() {
        if !changes.get(at).is_some_and(unfilled) {
            continue;
        }
        let found = changes.get(*next as usize).map(|next| next.before.clone());
        let Some(change) = changes.get_mut(at) else { continue };
        change.after = match found {
            Some(before) => before,
            None => current(connection, &change.entity, change.row_id)?,
        };
    }
    for change in changes.iter().filter(|change| change.leaves_all()) {
        connection.prepare_cached("DELETE FROM row_change WHERE id = ?1")?.execute([change.id])?;
    }
    changes.retain(|change| !change.leaves_all());
    Ok(changes)
}

/// Gives every row change of the newest operation its digest, and the operation its subject and its hash.
pub(super) fn seal(
    connection: &Connection,
    id: OperationId,
    subject: Option<i64>,
    changes: &Changes,
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let mut digests = Sha256::new();
    match changes {
        Changes::Held(changes) => {
            seal_held(connection, changes, chance, |digest| digests.update(digest.as_bytes()))?;
        }
        Changes::Kept(kept) => {
            kept.seal(connection, || chance.salt(), |digest| digests.update(digest.as_bytes()))?;
        }
    }
    let digests = hex(&digests.finalize());
    let hash = hash_of(connection, id, subject, &digests)?;
    connection
        .prepare_cached("UPDATE operation SET subject_id = ?2, hash = ?3 WHERE id = ?1")?
        .execute(params![id.0, subject, hash])?;
    Ok(())
}

fn seal_held(
    connection: &Connection,
    changes: &[RowChange],
    chance: &mut Chance,
    mut digested: impl FnMut(&str),
) -> Result<(), StoreError> {
    let next = next_of(changes);
    let mut images = BTreeMap::new();
    let mut update = connection
        .prepare_cached("UPDATE row_change SET after = ?2, salt = ?3, digest = ?4 WHERE id = ?1")?;
    for (change, next) in changes.iter().zip(next) {
        let next = changes.get(next as usize).map(|next| next.before.as_deref());
        let left = left_by(connection, &mut images, change, next)?;
        let salt = chance.salt();
        let digest = change.digest_of(&salt, left.as_deref());
        update.execute(params![change.id, change.after, salt, digest])?;
        digested(&digest);
    }
    Ok(())
}

/// No change comes after it.
const LAST: u32 = u32::MAX;

/// The place of the next change of the same row, for each change of an operation; a few bytes each, for an import has millions.
fn next_of(changes: &[RowChange]) -> Vec<u32> {
    let row = |at: u32| changes.get(at as usize).map(|change| (&*change.entity, change.row_id));
    let mut order: Vec<u32> = (0..).take(changes.len()).collect();
    order.sort_unstable_by_key(|at| (row(*at), *at));
    let mut next = vec![LAST; changes.len()];
    for pair in order.windows(2) {
        if let [at, then] = pair
            && row(*at) == row(*then)
            && let Some(next) = next.get_mut(*at as usize)
        {
            *next = *then;
        }
    }
    next
}

/// Gives what a change of the newest operation left of its row: what its next change found, or the row as it is. The
/// statements that read a row are made once for a table.
#[expect(clippy::option_option, reason = "whether there is a later change, and what it found")]
pub(super) fn left_by<'a>(
    connection: &Connection,
    images: &mut BTreeMap<String, String>,
    change: &'a RowChange,
    next: Option<Option<&'a str>>,
) -> Result<Option<Cow<'a, str>>, StoreError> {
    if change.before.is_some() || change.after.is_some() {
        return Ok(change.after.as_deref().map(Cow::Borrowed));
    }
    if let Some(next) = next {
        return Ok(next.map(Cow::Borrowed));
    }
    let table = &*change.entity;
    if !images.contains_key(table) {
        images.insert(table.to_owned(), image_of(connection, table)?);
    }
    let sql = images.get(table).map(String::as_str).unwrap_or_default();
    let left = connection.prepare_cached(sql)?.query_row([change.row_id], |row| row.get(0)).optional()?;
    Ok(left.map(Cow::Owned))
}

fn hash_of(
    connection: &Connection,
    id: OperationId,
    subject: Option<i64>,
    digests: &str,
) -> Result<String, StoreError> {
    let (fields, previous): (String, String) = connection
        .prepare_cached(
            "SELECT json_array(id, uid, at, actor, via, verb, subject, ?2, undoes, reason) AS fields, \
             coalesce((SELECT hash FROM operation WHERE id < ?1 ORDER BY id DESC LIMIT 1), '') AS previous \
             FROM operation WHERE id = ?1",
        )?
        .query_row(params![id.0, subject], |row| Ok((row.get("fields")?, row.get("previous")?)))?;
    let mut hash = Sha256::new();
    for part in [previous.as_str(), &fields, digests] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    Ok(hex(&hash.finalize()))
}

/// What the check of the log found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogCheck {
    /// How many operations were read.
    pub operations: u64,
    /// How many row changes were read.
    pub changes: u64,
    /// Operations whose hash does not follow from the one before.
    pub broken_links: Vec<i64>,
    /// Rows whose image does not match the log: table and number.
    pub altered_rows: Vec<(String, i64)>,
}

impl LogCheck {
    /// Whether nothing is wrong.
    pub fn sound(&self) -> bool {
        self.broken_links.is_empty() && self.altered_rows.is_empty()
    }
}

/// Reads the whole log: the chain, every digest, and every present row against the last image the log has of it.
pub(super) fn verify(connection: &Connection) -> Result<LogCheck, StoreError> {
    let mut found = LogCheck::default();
    let ids: Vec<i64> = connection
        .prepare("SELECT id FROM operation ORDER BY id")?
        .query_map([], |row| row.get("id"))?
        .collect::<Result<_, _>>()?;
    let mut changes =
        connection.prepare(&format!("{} WHERE operation_id = ?1 ORDER BY id", RowChange::SELECT))?;
    let mut last = 0;
    for id in ids {
        let mut digests = Sha256::new();
        let rows: Vec<RowChange> = changes.query_map([id], RowChange::of)?.collect::<Result<_, _>>()?;
        for change in rows {
            found.changes += 1;
            let seal = change.seal.as_deref();
            let (salt, digest) = seal.map_or(("", ""), |seal| (&seal.salt, &seal.digest));
            digests.update(digest.as_bytes());
            if salt == ERASED {
                continue;
            }
            let left = change.left(connection)?;
            if change.digest_of(salt, left.as_deref()) != digest
                || !stands(connection, &change, left.as_deref())?
            {
                found.altered_rows.push((change.entity.clone().into_owned(), change.row_id));
            }
        }
        found.operations += 1;
        let (subject, hash): (Option<i64>, String) = connection
            .prepare_cached("SELECT subject_id, hash FROM operation WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get("subject_id")?, row.get("hash")?)))?;
        let follows = hash_of(connection, OperationId(id), subject, &hex(&digests.finalize()))?;
        // Ids are never reused, so a gap is an operation that was taken out.
        if follows != hash || id != last + 1 {
            found.broken_links.push(id);
        }
        last = id;
    }
    unlogged(connection, &mut found)?;
    found.altered_rows.sort();
    found.altered_rows.dedup();
    Ok(found)
}

/// Whether the row is now what this change left, if no later change touched it.
fn stands(connection: &Connection, change: &RowChange, left: Option<&str>) -> Result<bool, StoreError> {
    let later: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM row_change WHERE entity = ?1 AND row_id = ?2 AND id > ?3) AS later",
        )?
        .query_row(params![change.entity, change.row_id, change.id], |row| row.get("later"))?;
    if later || (change.before.is_none() && change.after.is_none()) {
        return Ok(true);
    }
    Ok(current(connection, &change.entity, change.row_id)?.as_deref() == left)
}

/// Rows that no operation ever wrote.
fn unlogged(connection: &Connection, found: &mut LogCheck) -> Result<(), StoreError> {
    for table in trigger::audited(connection)? {
        let sql = format!(
            "SELECT id FROM {table} WHERE NOT EXISTS \
             (SELECT 1 FROM row_change WHERE entity = '{table}' AND row_id = {table}.id) LIMIT 100"
        );
        let mut statement = connection.prepare(&sql)?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get("id"))?.collect::<Result<_, _>>()?;
        found.altered_rows.extend(ids.into_iter().map(|id| (table.clone(), id)));
    }
    Ok(())
}
