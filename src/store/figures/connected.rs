//! Who is connected with an asset: one definition for every count of the people whom its end would leave without it.

use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::store::Store;
use crate::store::community::Stranded;
use crate::store::fault::StoreError;
use crate::store::figures::quoted;

/// How a connection goes while somebody is connected: they agreed to it, and it has not come to its end. What was merely
/// suggested connects nobody yet.
pub const CONNECTED: [&str; 9] =
    ["agreed", "made", "replied", "accepted", "waiting", "started", "attending", "belongs", "contributes"];

impl Store {
    /// The people who are connected with an asset, each once with their newest such connection, by name. Whose record was put
    /// away is not among them.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn connected_with(&self, asset: AssetId) -> Result<Vec<Stranded>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT max(c.id) AS id, c.person_id, p.given, p.family, c.state, c.worker_id, s.worker_id AS own, \
             coalesce(s.restricted, 0) AS restricted \
             FROM connection AS c JOIN person AS p ON p.id = c.person_id LEFT JOIN standing AS s ON s.person_id = p.id \
             WHERE c.asset_id = ?1 AND c.put_away_on IS NULL AND p.put_away_on IS NULL AND c.state IN ({}) \
             GROUP BY c.person_id ORDER BY p.family, p.given, p.id",
            quoted(&CONNECTED)
        ))?;
        let rows = statement.query_map([asset.0], |row| {
            let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
            let own = row.get::<_, Option<i64>>("own")?.filter(|id| *id > 0);
            Ok(Stranded {
                connection: row.get("id")?,
                person: PersonId(row.get("person_id")?),
                given: text("given")?,
                family: text("family")?,
                restricted: row.get("restricted")?,
                state: text("state")?,
                worker: own.or(row.get("worker_id")?).map(WorkerId),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
