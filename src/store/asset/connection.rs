//! People joined to assets: of a person, of an asset, and all of them by how they go.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use crate::domain::id::{AssetId, ConnectionId, PersonId, WorkerId};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::figures::quoted;
use crate::store::page::{Page, Span, length};
use crate::store::restricted::UNNAMED;

const SELECT: &str = include_str!("connection.sql");

/// A person joined to an asset or to another person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionRow {
    /// Which connection.
    pub id: ConnectionId,
    /// The person.
    pub person: PersonId,
    /// Given name of the person.
    pub given: String,
    /// Family name of the person.
    pub family: String,
    /// Their record is restricted: no list says where they go.
    pub restricted: bool,
    /// The asset; `None` where it is another person.
    pub asset: Option<AssetId>,
    /// The person they were joined to; `None` where it is an asset.
    pub other: Option<PersonId>,
    /// Name of the asset, or of the other person as it is said; a restricted one is not named.
    pub asset_name: String,
    /// Kind of the asset, a code; another person counts as a resident.
    pub asset_kind: String,
    /// How they were joined, a code.
    pub kind: String,
    /// How it goes, a code.
    pub state: String,
    /// Whether the person said yes; `None` where nobody noted it.
    pub said_yes: Option<bool>,
    /// When.
    pub made_on: NaiveDate,
    /// How often they were there.
    pub attended: Option<i64>,
    /// When they were last there.
    pub last_attended: Option<NaiveDate>,
    /// Who introduced them, as said: `Joan TAYLOR`; empty for nobody, and no name where their record is restricted.
    pub introduced_by: String,
    /// What else was shown, and what they said to it.
    pub options_shown: String,
    /// When the group answered.
    pub replied_on: Option<NaiveDate>,
    /// When they were first there.
    pub first_attended: Option<NaiveDate>,
    /// What was noted.
    pub note: String,
    /// Why it ended.
    pub reason_ended: String,
    /// Whose it is.
    pub worker: Option<WorkerId>,
}

impl ConnectionRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |name: &str| -> rusqlite::Result<String> {
            Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
        };
        let other = row.get::<_, Option<i64>>("other_person_id")?.map(PersonId);
        let spoken = |whom: &str| -> rusqlite::Result<String> {
            if row.get(format!("{whom}_restricted").as_str())? {
                return Ok(UNNAMED.to_owned());
            }
            let (given, family) = (text(&format!("{whom}_given"))?, text(&format!("{whom}_family"))?);
            Ok(crate::domain::name::spoken(&given, &family))
        };
        let to = if other.is_some() { spoken("other")? } else { text("asset_name")? };
        Ok(Self {
            id: ConnectionId(row.get("id")?),
            person: PersonId(row.get("person_id")?),
            given: text("given")?,
            family: text("family")?,
            restricted: row.get("restricted")?,
            asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
            other,
            asset_name: to,
            asset_kind: text("asset_kind")?,
            kind: text("kind")?,
            state: text("state")?,
            said_yes: row.get("said_yes")?,
            made_on: text("made_on")?.parse().unwrap_or_default(),
            attended: row.get("attended")?,
            last_attended: text("last_attended")?.parse().ok(),
            introduced_by: spoken("by")?,
            options_shown: text("options_shown")?,
            replied_on: text("replied_on")?.parse().ok(),
            first_attended: text("first_attended")?.parse().ok(),
            note: text("note")?,
            reason_ended: text("reason_ended")?,
            worker: row.get::<_, Option<i64>>("worker_id")?.map(WorkerId),
        })
    }
}

/// How a connection goes, as codes that mean it still goes on.
pub const GOING_ON: [&str; 8] =
    ["made", "replied", "accepted", "waiting", "started", "attending", "belongs", "contributes"];

/// The same, as codes that mean the person has begun to go there.
pub const BEGUN: [&str; 4] = ["started", "attending", "belongs", "contributes"];

/// How a connection goes, as codes that mean the person counts on the group: they said yes and it has not come to its
/// end. What was only suggested is not among them.
pub const CONNECTED: [&str; 9] =
    ["agreed", "made", "replied", "accepted", "waiting", "started", "attending", "belongs", "contributes"];

impl Store {
    /// Everything a person is joined to, the newest first. A person has tens of these, not thousands.
    pub fn connections_of_person(&self, person: PersonId) -> Result<Vec<ConnectionRow>, StoreError> {
        let condition = "c.person_id = ? AND c.put_away_on IS NULL";
        self.connection_rows(condition, vec![Sql::Integer(person.0)], Span::first(usize::MAX))
    }

    /// A page of the people joined to an asset, the newest first.
    pub fn connections_of_asset(
        &self,
        asset: AssetId,
        span: Span,
    ) -> Result<Page<ConnectionRow>, StoreError> {
        self.connection_page("c.asset_id = ? AND c.put_away_on IS NULL", vec![Sql::Integer(asset.0)], span)
    }

    /// A page of all connections, the newest first; only those that go so, where a code is given.
    pub fn connections(&self, state: Option<&str>, span: Span) -> Result<Page<ConnectionRow>, StoreError> {
        match state {
            Some(state) => {
                let condition = "c.state = ? AND c.put_away_on IS NULL";
                self.connection_page(condition, vec![Sql::Text(state.to_owned())], span)
            }
            None => self.connection_page("c.put_away_on IS NULL", Vec::new(), span),
        }
    }

    /// A page of the connections that go on and lead to a group or a resident, the newest first.
    pub fn connections_to_groups(&self, span: Span) -> Result<Page<ConnectionRow>, StoreError> {
        let condition = format!(
            "c.put_away_on IS NULL AND c.state IN ({}) AND (c.asset_id IS NULL OR c.asset_id IN \
             (SELECT id FROM asset WHERE kind IN ('association', 'individual_resident')))",
            quoted(&GOING_ON)
        );
        self.connection_page(&condition, Vec::new(), span)
    }

    fn connection_page(
        &self,
        condition: &str,
        values: Vec<Sql>,
        span: Span,
    ) -> Result<Page<ConnectionRow>, StoreError> {
        let count = format!("SELECT count(*) AS n FROM connection AS c WHERE {condition}");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.iter()), |row| row.get("n"))?;
        let rows = self.connection_rows(condition, values, span)?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    fn connection_rows(
        &self,
        condition: &str,
        mut values: Vec<Sql>,
        span: Span,
    ) -> Result<Vec<ConnectionRow>, StoreError> {
        values.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{SELECT} WHERE c.id IN (SELECT c.id FROM connection AS c WHERE {condition} \
             ORDER BY c.made_on DESC, c.id DESC LIMIT ? OFFSET ?) ORDER BY c.made_on DESC, c.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), ConnectionRow::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
