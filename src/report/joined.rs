//! Whether a person is joined to an asset already: asked before they are joined once more.

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, ConnectionId, PersonId};
use crate::domain::vocabulary::{CONNECTION_STATE, CONSENT_PURPOSE};
use crate::domain::when;
use crate::store::{Store, StoreError};

/// States of a connection that has come to its end.
const ENDED: [&str; 4] = ["did_not_start", "stopped", "declined", "asset_closed"];

/// How a person and an asset are joined already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The connection.
    pub connection: ConnectionId,
    /// Whether it has not come to its end.
    pub goes_on: bool,
    /// How it goes and since when: `attending, since Tue 3 Mar 2026`.
    pub words: String,
}

/// The connection of a person to an asset that there is already: one that goes on, else the newest that has ended.
///
/// # Errors
/// The caseload cannot be read.
pub fn already(store: &Store, person: PersonId, asset: AssetId) -> Result<Option<Joined>, StoreError> {
    let rows = store.connections_of_person(person)?;
    let mut joined: Vec<Joined> = rows
        .iter()
        .filter(|row| row.asset == Some(asset))
        .map(|row| Joined {
            connection: row.id,
            goes_on: !ENDED.contains(&row.state.as_str()),
            words: format!(
                "{}, since {}",
                CONNECTION_STATE.label(&row.state).to_lowercase(),
                when::show_day(row.made_on)
            ),
        })
        .collect();
    // Newest first; those that go on before those that have ended.
    joined.sort_by_key(|one| !one.goes_on);
    Ok(joined.into_iter().next())
}

/// What is said where a person's newest answer to a purpose is a no: `They said no to share with groups (Tue 3 Mar 2026). Ask
/// them first.` Nothing where they said yes, or were not asked.
///
/// # Errors
/// The caseload cannot be read.
pub fn said_no(store: &Store, person: PersonId, purpose: &str) -> Result<Option<String>, StoreError> {
    let answers = store.records_of(Entity::Consent, "person_id", person.0)?;
    let newest = answers
        .iter()
        .filter(|one| one.put_away_on.is_none() && one.values.text("purpose") == purpose)
        .max_by_key(|one| (one.values.day("answered_on"), one.id));
    let no = newest.filter(|one| matches!(one.values.text("answer"), "no" | "withdrawn"));
    Ok(no.map(|one| {
        let day = one
            .values
            .day("answered_on")
            .map_or_else(String::new, |day| format!(" ({})", when::show_day(day)));
        let what = CONSENT_PURPOSE.label(purpose).to_lowercase();
        format!("They said no to \"{what}\"{day}. Ask them first.")
    }))
}
