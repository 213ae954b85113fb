//! Referrals that a figure counts: from a source, through a practice, of one who refers, of whose people.

use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::lens::{Condition, Lens, Whose};
use super::{PRACTICES, Sent, quoted};
use crate::domain::id::PersonId;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span, length};

const REFERRALS: &str = include_str!("referral.sql");

/// A referral `r` whose referrer would like to hear from us and has not, though there is something to hear.
const UNHEARD: &str = " AND r.reply_wanted = 1 AND r.replied_on IS NULL AND r.state NOT IN ('received', 'offered', 'withdrawn')";

/// Which referrals are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referrals {
    /// All of them.
    All,
    /// Those of one source, a code.
    From(String),
    /// Those that came through a general practice.
    OfPractices,
    /// Those whose referrer would like to hear from us and has not, though there is something to hear.
    Unheard,
    /// Those that one of those who refer sent in the two years up to a day.
    Sent {
        /// The organisation; empty where none is named.
        organisation: String,
        /// The source, a code.
        source: String,
        /// Which of them.
        part: Sent,
        /// The last day.
        until: NaiveDate,
    },
}

/// A referral in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRow {
    /// Its number.
    pub id: i64,
    /// Whom it is for.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The day it came.
    pub received: NaiveDate,
    /// Where it came from, a code.
    pub source: String,
    /// How far it has come, a code.
    pub state: String,
    /// Who referred.
    pub referrer: String,
}

impl Referrals {
    /// The condition on `referral AS r`, with its values.
    pub(super) fn condition(&self, whose: &Whose) -> (String, Vec<Sql>) {
        let mut condition = "r.put_away_on IS NULL".to_owned();
        let mut values: Vec<Sql> = Vec::new();
        if let Some(worker) = whose.worker {
            condition
                .push_str(" AND r.person_id IN (SELECT person_id FROM standing WHERE worker_id IN (?, 0))");
            values.push(Sql::Integer(worker.0));
        }
        let mut places = Condition::default();
        places.of_places("r.person_id", &Lens { source: None, ..whose.lens() });
        condition.push_str(&places.sql);
        values.append(&mut places.values);
        if let Some(source) = &whose.source {
            condition.push_str(" AND r.source = ?");
            values.push(Sql::Text(source.clone()));
        }
        match self {
            Referrals::All => {}
            Referrals::From(source) => {
                condition.push_str(" AND r.source = ?");
                values.push(source.clone().into());
            }
            Referrals::OfPractices => {
                condition.push_str(&format!(" AND r.source IN ({})", quoted(&PRACTICES)));
            }
            Referrals::Unheard => condition.push_str(UNHEARD),
            Referrals::Sent { organisation, source, part, until } => {
                condition.push_str(
                    " AND coalesce(r.referrer_organisation, '') = ? AND r.source = ? AND r.received > ? AND r.received <= ?",
                );
                if *part == Sent::Unheard {
                    condition.push_str(UNHEARD);
                }
                let (after, until) = part.days(*until);
                let days = [after, until].map(|day| day.to_string());
                values.extend([organisation.clone(), source.clone()].into_iter().chain(days).map(Sql::Text));
            }
        }
        (condition, values)
    }
}

impl Store {
    /// A page of the referrals, the newest first; only those that are so, where it is said.
    pub fn referrals(
        &self,
        which: &Referrals,
        whose: &Whose,
        span: Span,
    ) -> Result<Page<ReferralRow>, StoreError> {
        let (condition, mut values) = which.condition(whose);
        let count = format!("SELECT count(*) AS n FROM referral AS r WHERE {condition}");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.iter()), |row| row.get("n"))?;
        values.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{REFERRALS} WHERE r.id IN (SELECT r.id FROM referral AS r WHERE {condition} \
             ORDER BY r.received DESC, r.id DESC LIMIT ? OFFSET ?) ORDER BY r.received DESC, r.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params_from_iter(values), |row| {
                let text = |name: &str| -> rusqlite::Result<String> {
                    Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
                };
                let referrer = [text("referrer_name")?, text("referrer_organisation")?];
                Ok(ReferralRow {
                    id: row.get("id")?,
                    person: PersonId(row.get("person_id")?),
                    given: text("given")?,
                    family: text("family")?,
                    received: text("received")?.parse().unwrap_or_default(),
                    source: text("source")?,
                    state: text("state")?,
                    referrer: referrer.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// How many referrals came from each source, by code, most first, of whose people they are.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn sources_among(&self, whose: &Whose) -> Result<Vec<(String, usize)>, StoreError> {
        if !whose.is_of_places() {
            return self.referral_sources(whose.worker);
        }
        let (condition, values) = Referrals::All.condition(whose);
        let sql = format!(
            "SELECT r.source AS code, count(*) AS n FROM referral AS r WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params_from_iter(values), |row| Ok((row.get("code")?, length(row.get("n")?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
