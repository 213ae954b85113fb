//! Today beyond the reminders: who was tried and not reached, who waits for a reply, what is to be looked at again, and
//! what was done.

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::text;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::store::drafts::{Drafts, KeptDraft};
use crate::store::page::{Page, Span, length};
use crate::store::{Store, StoreError};

/// A list of Today that is not one of reminders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// People who were tried and not reached, with no reminder to try again.
    Tried,
    /// Referrers who wait to hear from us, and groups that have not answered, without a reminder.
    Replies,
    /// Plans, risks and connections that are to be looked at again, without a reminder.
    Reviews,
    /// What was done on the day.
    Done,
}

impl Work {
    /// Every list.
    pub const ALL: [Self; 4] = [Self::Tried, Self::Replies, Self::Reviews, Self::Done];
}

/// A row of such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// The kind of record that it is about: a person who was tried, a referral, a connection, a plan, a risk, a contact.
    pub of: Entity,
    /// Its number.
    pub id: i64,
    /// Who.
    pub person: Option<PersonId>,
    /// The group.
    pub asset: Option<AssetId>,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Name of the group.
    pub asset_name: String,
    /// What must be known before one rings or writes.
    pub safe_contact: String,
    /// The day it is about: the last try, since when somebody waits, by when a review was to be.
    pub day: Option<NaiveDate>,
    /// The time.
    pub time: Option<NaiveTime>,
    /// Words of its own: a referrer, what a reminder was for.
    pub text: String,
    /// A code: a state, an outcome, how a contact was.
    pub code: String,
    /// A count: tries, minutes.
    pub number: i64,
}

impl WorkRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            of: Entity::parse(&text(row, "of")?).unwrap_or(Entity::Person),
            id: row.get("id")?,
            person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
            asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
            given: text(row, "given")?,
            family: text(row, "family")?,
            asset_name: text(row, "asset_name")?,
            safe_contact: text(row, "safe_contact")?,
            day: text(row, "day")?.parse().ok(),
            time: NaiveTime::parse_from_str(&text(row, "at")?, "%H:%M").ok(),
            text: text(row, "text")?,
            code: text(row, "code")?,
            number: row.get::<_, Option<i64>>("number")?.unwrap_or(0),
        })
    }
}

/// A statement without its order, and its values.
type Inner = (String, Vec<Sql>);

impl Store {
    /// The forms the actor began and did not save, the newest first; none where their file cannot be read.
    pub fn kept_drafts(&self) -> Vec<KeptDraft> {
        if self.drafts_later {
            return Vec::new();
        }
        let beside = self.path.as_deref().map(Drafts::beside).and_then(Result::ok);
        beside.and_then(|kept| kept.list(&self.actor.login).ok()).unwrap_or_default()
    }

    /// Leaves the file of drafts closed for now: what it holds is read after the first frame.
    pub fn drafts_later(&mut self, later: bool) {
        self.drafts_later = later;
    }

    /// The acting worker, if anybody is allotted to them: a referral or a stretch of work that is theirs.
    pub fn worker_with_people(&self) -> Result<Option<WorkerId>, StoreError> {
        let Some(worker) = self.worker()? else { return Ok(None) };
        let sql = "SELECT EXISTS (SELECT 1 FROM standing AS s WHERE s.in_work = 1 AND s.worker_id = ?1 \
                   AND (EXISTS (SELECT 1 FROM referral AS r WHERE r.person_id = s.person_id AND r.worker_id = ?1) \
                   OR EXISTS (SELECT 1 FROM episode AS e WHERE e.person_id = s.person_id AND e.worker_id = ?1))) AS any";
        let any = self.connection.prepare_cached(sql)?.query_row([worker.0], |row| row.get("any"))?;
        Ok(Some(worker).filter(|_| any))
    }

    /// A page of one of the lists, for one worker (with what is nobody's) or for everyone.
    pub fn work(
        &self,
        of: Work,
        worker: Option<WorkerId>,
        today: NaiveDate,
        span: Span,
    ) -> Result<Page<WorkRow>, StoreError> {
        let (inner, values) = self.inner(of, worker, today);
        let total: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) AS n FROM ({inner})"))?
            .query_row(params_from_iter(&values), |row| row.get("n"))?;
        let total = length(total);
        if span.most == 0 || span.from > total {
            return Ok(Page { rows: Vec::new(), from: span.from, total });
        }
        let sql = page(&inner);
        let all = values.into_iter().chain([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), WorkRow::of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total })
    }

    fn inner(&self, of: Work, worker: Option<WorkerId>, today: NaiveDate) -> Inner {
        let back = |days: u32| {
            let day = today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
            Sql::Text(day.to_string())
        };
        let on = Sql::Text(today.to_string());
        let mut parts: Vec<Inner> = match of {
            Work::Tried => vec![(include_str!("tried.sql").to_owned(), Vec::new())],
            Work::Replies => {
                // After a quarter of a year without a word it is no answer any more that one waits for.
                let silence = self.cadence.provider_silence_days;
                let far = self.cadence.measures_again_weeks.saturating_mul(7).max(silence);
                vec![
                    (include_str!("referrers.sql").to_owned(), Vec::new()),
                    (include_str!("silent.sql").to_owned(), vec![back(far), back(silence)]),
                ]
            }
            Work::Reviews => {
                let first = self.cadence.connection_check_days.iter().min().copied().unwrap_or(14);
                let far = self.cadence.measures_again_weeks.saturating_mul(7).max(first);
                vec![
                    (include_str!("plans.sql").to_owned(), vec![on.clone()]),
                    (include_str!("risks.sql").to_owned(), vec![on.clone(), on]),
                    (include_str!("unchecked.sql").to_owned(), vec![back(far), back(first)]),
                ]
            }
            Work::Done => vec![
                (include_str!("contacts.sql").to_owned(), vec![on.clone()]),
                (include_str!("finished.sql").to_owned(), vec![on]),
            ],
        };
        if let Some(id) = worker {
            // What was done is told to who did it; what is to be done also where nobody has taken it.
            let whose = if of == Work::Done { " AND d.worker_id = ?" } else { " AND s.worker_id IN (?, 0)" };
            for (sql, values) in &mut parts {
                sql.push_str(whose);
                values.push(Sql::Integer(id.0));
            }
        }
        let (sql, values): (Vec<String>, Vec<Vec<Sql>>) = parts.into_iter().unzip();
        (sql.join("\nUNION ALL\n"), values.into_iter().flatten().collect())
    }
}

/// The statement of a page of rows, with their names.
fn page(inner: &str) -> String {
    format!(
        "SELECT w.of, w.id, w.person_id, w.asset_id, w.day, w.at, w.code, w.number, p.given, p.family, \
         CASE WHEN s.restricted = 1 THEN '' ELSE w.text END AS text, \
         CASE WHEN s.restricted = 1 THEN 'Restricted: opening it asks for a reason' ELSE s.warning END AS safe_contact, \
         a.name AS asset_name FROM (SELECT * FROM ({inner}) ORDER BY day, at, of, id LIMIT ? OFFSET ?) AS w \
         LEFT JOIN person AS p ON p.id = w.person_id LEFT JOIN asset AS a ON a.id = w.asset_id \
         LEFT JOIN standing AS s ON s.person_id = w.person_id \
         ORDER BY w.day, w.at, w.of, w.id"
    )
}
