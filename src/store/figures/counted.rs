//! What reports count: each count is a list of rows seen through a lens, whole or one part of it.

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::lens::{Condition, Lens};
use super::{PRACTICES, quoted};
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span, length};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Referrals received in the days.
    Referrals,
    /// People whose first referral of all was received in the days.
    NewPeople,
    /// People with whom we spoke in the days.
    Spoken,
    /// Contacts with people in the days, also tries.
    Contacts,
    /// Informal contacts in the days, with nobody's record.
    Informal,
    /// Episodes of work that were opened in the days.
    Opened,
    /// Episodes of work that were closed in the days.
    Closed,
    /// Connections that were made in the days.
    Connections,
    /// Connections where somebody first attended in the days.
    Started,
    /// Goals that ended in the days, each with how.
    Goals,
    /// Needs that were raised in the days.
    Needs,
    /// Needs that were raised in the days and have causes that no person can mend alone.
    Structural,
    /// Gaps that were noted in the days.
    Gaps,
    /// Connections of the people that ended because the asset closed, made whenever.
    Stranded,
}

/// By what rows are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The source of a referral.
    Source,
    /// Whether a referral came through a general practice: [`THROUGH_PRACTICE`], or nothing.
    Gate,
    /// How a contact was made.
    Method,
    /// What came of a contact.
    Outcome,
    /// How far something is: a referral, a connection, a goal, a gap.
    State,
    /// Why an episode was closed.
    CloseReason,
    /// Why a referral came to nothing, or a connection ended.
    Reason,
    /// The kind of a connection.
    Kind,
    /// The kind of asset a connection leads to; nothing for a neighbour.
    AssetKind,
    /// The need.
    Need,
    /// The month, as `2026-03`.
    Month,
    /// When a first contact was tried after a referral: `in_time`, `late`, `not_yet`, `not_needed`.
    InTime,
    /// Whether a try followed on a referral: [`FOLLOWED`], or nothing.
    Tried,
    /// Whether a talk followed on a referral: [`FOLLOWED`], or nothing.
    Talked,
    /// The age at the last of the days, in bands: `18-24`.
    Age,
    /// The gender, as it was said.
    Gender,
    /// The ethnicity, a code.
    Ethnicity,
    /// The tenth of areas by deprivation, `1` the most deprived.
    Deprivation,
    /// The general practice.
    Practice,
    /// The worker, by name.
    Worker,
    /// What showed a gap.
    RaisedFrom,
}

/// Rows that are counted: all of a kind, or those of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What is counted.
    pub of: Of,
    /// Only the rows of this part.
    pub part: Option<(By, String)>,
    /// Whose, and when.
    pub lens: Lens,
}

/// One row that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedRow {
    /// The kind of record, and its number.
    pub record: (Entity, i64),
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The day it counts by.
    pub on: String,
    /// What it is: a code of its kind, or words.
    pub what: String,
}

/// A table, how its rows are known, and what makes them count.
struct Shape {
    table: &'static str,
    /// The day a row counts by; none where the days do not matter.
    day: &'static str,
    what: &'static str,
    only: &'static str,
    /// Every person counts once.
    people: bool,
}

impl Of {
    /// The kind of record that is listed.
    pub fn entity(self) -> Entity {
        match self {
            Self::Referrals => Entity::Referral,
            Self::NewPeople | Self::Spoken => Entity::Person,
            Self::Contacts | Self::Informal => Entity::Contact,
            Self::Opened | Self::Closed => Entity::Episode,
            Self::Connections | Self::Started | Self::Stranded => Entity::Connection,
            Self::Goals => Entity::Goal,
            Self::Needs | Self::Structural => Entity::Need,
            Self::Gaps => Entity::Gap,
        }
    }

    fn shape(self) -> Shape {
        let row = |table, day, what, only| Shape { table, day, what, only, people: false };
        let person = |table, day, only| Shape { table, day, what: "''", only, people: true };
        match self {
            Self::Referrals => row("referral", "x.received", "x.source", "1"),
            Self::NewPeople => person(
                "referral",
                "x.received",
                "NOT EXISTS (SELECT 1 FROM referral AS o WHERE o.person_id = x.person_id AND o.put_away_on IS NULL \
                 AND o.received < x.received)",
            ),
            Self::Spoken => {
                person("contact", "x.happened_on", "x.outcome = 'spoke' AND x.person_id IS NOT NULL")
            }
            Self::Contacts => row("contact", "x.happened_on", "x.method", "x.person_id IS NOT NULL"),
            Self::Informal => row("contact", "x.happened_on", "x.method", "x.person_id IS NULL"),
            Self::Opened => row("episode", "x.opened_on", "x.state", "1"),
            Self::Closed => {
                row("episode", "x.closed_on", "coalesce(x.close_reason, '')", "x.state = 'closed'")
            }
            Self::Connections => {
                row("connection", "x.made_on", ASSET_NAME, "x.state <> 'suggested' AND x.said_yes = 1")
            }
            Self::Started => row("connection", "x.first_attended", ASSET_NAME, "1"),
            Self::Stranded => row("connection", "", ASSET_NAME, "x.state = 'asset_closed'"),
            Self::Goals => row("goal", "x.ended_on", "x.status", "x.status <> 'open'"),
            Self::Needs => row("need", "x.raised_on", "x.need", "1"),
            Self::Structural => row("need", "x.raised_on", "x.need", "x.structural = 1"),
            Self::Gaps => row("gap", "x.raised_on", "x.what", "1"),
        }
    }
}

/// The part of the referrals that came through a general practice.
pub const THROUGH_PRACTICE: &str = "practice";

/// The part of the referrals on which something followed.
pub const FOLLOWED: &str = "followed";

const ASSET_NAME: &str = "coalesce((SELECT name FROM asset WHERE id = x.asset_id), '')";

impl By {
    /// The code of a row, with the values its question marks stand for. `p` is the person.
    fn code(self, of: Of, lens: &Lens) -> (String, Vec<Sql>) {
        let plain = |sql: &str| (format!("coalesce({sql}, '')"), Vec::new());
        match self {
            Self::Source => plain("x.source"),
            Self::Gate => plain(&format!(
                "CASE WHEN x.source IN ({}) THEN '{THROUGH_PRACTICE}' END",
                quoted(&PRACTICES)
            )),
            Self::Method => plain("x.method"),
            Self::Outcome => plain("x.outcome"),
            Self::State if of == Of::Goals => plain("x.status"),
            Self::State => plain("x.state"),
            Self::CloseReason => plain("x.close_reason"),
            Self::Reason if of == Of::Referrals => plain("x.state_reason"),
            Self::Reason => plain("x.reason_ended"),
            Self::Kind => plain("x.kind"),
            Self::AssetKind => plain("(SELECT kind FROM asset WHERE id = x.asset_id)"),
            Self::Need => plain("x.need"),
            Self::Month => plain(&format!("substr({}, 1, 7)", of.shape().day)),
            Self::InTime => (format!("({IN_TIME})"), Vec::new()),
            Self::Tried => (followed(""), Vec::new()),
            Self::Talked => (followed(" AND outcome = 'spoke'"), Vec::new()),
            Self::Age => {
                let to = Sql::Text(lens.to.to_string());
                (AGE.to_owned(), vec![to.clone(), to.clone(), to])
            }
            Self::RaisedFrom => plain("x.raised_from"),
            Self::Gender => (GENDER.to_owned(), Vec::new()),
            Self::Ethnicity => plain("p.ethnicity"),
            Self::Deprivation => plain(
                "(SELECT a.decile FROM postcode_area AS c JOIN area AS a ON a.area = c.area WHERE c.postcode = p.postcode)",
            ),
            Self::Practice => plain("nullif(p.gp_practice, '')"),
            Self::Worker => plain("(SELECT name FROM worker WHERE id = x.worker_id)"),
        }
    }

    fn is_of_people(self) -> bool {
        matches!(self, Self::Age | Self::Gender | Self::Ethnicity | Self::Deprivation | Self::Practice)
    }
}

/// When a first contact was tried: until the day that was set for it, after it, not yet, or not before it had ended.
const IN_TIME: &str = "SELECT CASE \
     WHEN t.on_day IS NULL AND x.state IN ('received', 'offered', 'accepted') THEN 'not_yet' \
     WHEN t.on_day IS NULL THEN 'not_needed' WHEN t.on_day <= coalesce(x.contact_by, t.on_day) THEN 'in_time' ELSE 'late' END \
     FROM (SELECT (SELECT min(happened_on) FROM contact WHERE person_id = x.person_id AND happened_on >= x.received \
     AND (x.closed_on IS NULL OR happened_on <= x.closed_on) AND put_away_on IS NULL) AS on_day) AS t";

/// Whether a contact of some kind followed on a referral, before it ended: what came after that is of another one.
fn followed(only: &str) -> String {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM contact WHERE person_id = x.person_id AND happened_on >= x.received \
         AND (x.closed_on IS NULL OR happened_on <= x.closed_on) AND put_away_on IS NULL{only}) THEN '{FOLLOWED}' ELSE '' END"
    )
}

/// What a gender in somebody's own words counts as; their words themselves would say who they are.
const GENDER: &str = "CASE WHEN p.gender IS NULL THEN '' WHEN lower(trim(p.gender)) IN ('woman', 'female', 'f', 'w') THEN 'woman' \
     WHEN lower(trim(p.gender)) IN ('man', 'male', 'm') THEN 'man' \
     WHEN lower(trim(p.gender)) IN ('non-binary', 'nonbinary', 'non binary') THEN 'non-binary' ELSE 'other' END";

/// The age on a day, in the bands that censuses are published by.
const AGE: &str = "CASE WHEN p.date_of_birth IS NULL OR p.date_of_birth > ? THEN '' ELSE \
     (SELECT CASE WHEN n < 18 THEN '0-17' WHEN n < 25 THEN '18-24' WHEN n < 35 THEN '25-34' WHEN n < 45 THEN '35-44' \
     WHEN n < 55 THEN '45-54' WHEN n < 65 THEN '55-64' WHEN n < 75 THEN '65-74' WHEN n < 85 THEN '75-84' ELSE '85+' END \
     FROM (SELECT CAST(substr(?, 1, 4) AS INTEGER) - CAST(substr(p.date_of_birth, 1, 4) AS INTEGER) \
     - (substr(?, 6) < substr(p.date_of_birth, 6)) AS n)) END";

impl Counted {
    /// All rows of a kind.
    pub fn all(of: Of, lens: &Lens) -> Self {
        Self { of, part: None, lens: lens.clone() }
    }

    /// The rows of one part.
    pub fn part(of: Of, by: By, code: &str, lens: &Lens) -> Self {
        Self { of, part: Some((by, code.to_owned())), lens: lens.clone() }
    }

    /// The rows: `id`, `person_id`, `on_day`, `what`, and the code by which they are told apart.
    pub(super) fn select(&self, by: Option<By>) -> (String, Vec<Sql>) {
        let shape = self.of.shape();
        let (code, mut values) = by.map_or(("''".to_owned(), Vec::new()), |by| by.code(self.of, &self.lens));
        let mut only = Condition::default();
        if !shape.day.is_empty() {
            only.on(shape.day, &self.lens);
        }
        match self.of {
            Of::Contacts | Of::Informal | Of::Spoken => {
                if let Some(worker) = self.lens.worker {
                    only.and("x.worker_id = ?", [Sql::Integer(worker.0)]);
                }
                only.of_places("x.person_id", &self.lens);
            }
            Of::Gaps => {}
            Of::Referrals if self.lens.source.is_some() => {
                only.of_people("x.person_id", &Lens { source: None, ..self.lens.clone() });
                only.and("x.source = ?", self.lens.source.clone().map(Sql::Text));
            }
            _ => only.of_people("x.person_id", &self.lens),
        }
        values.append(&mut only.values);
        let person = by.is_some_and(By::is_of_people);
        let join = if person { " LEFT JOIN person AS p ON p.id = x.person_id" } else { "" };
        let (id, day, end) = match (shape.people, shape.day) {
            (true, day) => ("x.person_id", format!("max({day})"), " GROUP BY x.person_id"),
            (false, "") => ("x.id", "x.made_on".to_owned(), ""),
            (false, day) => ("x.id", day.to_owned(), ""),
        };
        let whose = if self.of == Of::Gaps { "NULL" } else { "x.person_id" };
        let sql = format!(
            "SELECT {id} AS id, {whose} AS person_id, {day} AS on_day, {} AS what, {code} AS code FROM {} AS x{join} \
             WHERE x.put_away_on IS NULL AND {}{}{end}",
            shape.what, shape.table, shape.only, only.sql
        );
        (sql, values)
    }

    /// The rows that count, as a table `r`, with their values.
    fn rows(&self) -> (String, Vec<Sql>) {
        let (sql, mut values) = self.select(self.part.as_ref().map(|(by, _)| *by));
        match &self.part {
            None => (format!("({sql}) AS r"), values),
            Some((_, code)) => {
                values.push(Sql::Text(code.clone()));
                (format!("({sql}) AS r WHERE r.code = ?"), values)
            }
        }
    }
}

impl Store {
    /// How many rows count.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn count_rows(&self, counted: &Counted) -> Result<usize, StoreError> {
        let (rows, values) = counted.rows();
        let sql = format!("SELECT count(*) AS n FROM {rows}");
        let n =
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get("n"))?;
        Ok(length(n))
    }

    /// How many rows there are of each part, by code; an empty code is what nobody said.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn parts(&self, of: Of, by: By, lens: &Lens) -> Result<Vec<(String, usize)>, StoreError> {
        let (rows, values) = Counted::all(of, lens).select(Some(by));
        let sql =
            format!("SELECT CAST(code AS TEXT) AS code, count(*) AS n FROM ({rows}) GROUP BY 1 ORDER BY 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| Ok((row.get("code")?, length(row.get("n")?)));
        Ok(statement.query_map(params_from_iter(values), read)?.collect::<Result<_, _>>()?)
    }

    /// A page of the rows that count, the newest first.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn counted_rows(&self, counted: &Counted, span: Span) -> Result<Page<CountedRow>, StoreError> {
        let total = self.count_rows(counted)?;
        let (rows, mut values) = counted.rows();
        values.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "SELECT r.id, r.person_id, r.on_day, r.what, p.given, p.family FROM \
             (SELECT * FROM {rows} ORDER BY r.on_day DESC, r.id DESC LIMIT ? OFFSET ?) AS r \
             LEFT JOIN person AS p ON p.id = r.person_id ORDER BY r.on_day DESC, r.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| {
            let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
            Ok(CountedRow {
                record: (counted.of.entity(), row.get("id")?),
                person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
                given: text("given")?,
                family: text("family")?,
                on: text("on_day")?,
                what: text("what")?,
            })
        };
        let rows = statement.query_map(params_from_iter(values), read)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total })
    }
}
