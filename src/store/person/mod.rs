//! A person's record: everything about them on one line of time, and where they stand in each group.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Row, params};

use super::Store;
use super::fault::StoreError;
use super::page::{Page, Span, length};
use super::restricted::UNNAMED;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::journey::Rung;
use crate::domain::name;

const TIMELINE: &str = include_str!("timeline.sql");

/// One entry of a person's line of time, as codes and texts; `report::timeline` puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The kind of record.
    pub kind: Entity,
    /// Its number.
    pub id: i64,
    /// The day.
    pub on: NaiveDate,
    /// The time, where there is one.
    pub at: Option<NaiveTime>,
    /// First code: method, source, kind, answer, `gave` or `received`, state of a reminder.
    pub first: String,
    /// Second code: outcome, state, recurrence.
    pub second: String,
    /// Third text: place, reason, when and where, what it meant.
    pub third: String,
    /// Minutes of a contact or an exchange; times attended of a connection.
    pub minutes: Option<i64>,
    /// The long text.
    pub text: String,
    /// Who or what else took part, as said in a sentence: `Joan TAYLOR`, `Tuesday Lunch Club`.
    pub other: String,
    /// What kind of record that is, and its number.
    pub other_record: Option<(Entity, i64)>,
}

impl TimelineEntry {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |name: &str| -> rusqlite::Result<String> {
            Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
        };
        let person = name::spoken(&text("given")?, &text("family")?);
        let other_kind = Entity::parse(&text("other_kind")?);
        Ok(Self {
            kind: Entity::parse(&text("kind")?).unwrap_or(Entity::Note),
            id: row.get("id")?,
            on: text("happened_on")?.parse().unwrap_or_default(),
            at: NaiveTime::parse_from_str(&text("happened_at")?, "%H:%M").ok(),
            first: text("first")?,
            second: text("second")?,
            third: text("third")?,
            minutes: row.get("minutes")?,
            text: text("text")?,
            other: if person.is_empty() { text("other")? } else { person },
            other_record: other_kind.zip(row.get("other_id")?),
        })
    }
}

/// Where a person stands in one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRung {
    /// The group.
    pub asset: AssetId,
    /// Its name.
    pub name: String,
    /// The rung.
    pub rung: Rung,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Why, in words.
    pub because: String,
}

impl Store {
    /// The stretch of work with a person that runs: open or paused; the newest where there are two.
    pub fn running_work(&self, person: PersonId) -> Result<Option<Record>, StoreError> {
        let all = self.records_of(Entity::Episode, "person_id", person.0)?;
        Ok(all.into_iter().rev().find(|record| record.values.text("state") != "closed"))
    }

    /// A page of a person's line of time, newest first; open reminders come before everything.
    pub fn timeline(&self, person: PersonId, span: Span) -> Result<Page<TimelineEntry>, StoreError> {
        self.timeline_of(person, &[], span)
    }

    /// The same with some kinds of entry only; all where none is named.
    pub fn timeline_of(
        &self,
        person: PersonId,
        kinds: &[Entity],
        span: Span,
    ) -> Result<Page<TimelineEntry>, StoreError> {
        let named: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.table())).collect();
        let wanted =
            if named.is_empty() { String::new() } else { format!("WHERE kind IN ({})", named.join(", ")) };
        let count = format!("SELECT count(*) AS n FROM ({TIMELINE}) {wanted}");
        let total = self.connection.prepare_cached(&count)?.query_row([person.0], |row| row.get("n"))?;
        let sql = format!(
            "SELECT * FROM ({TIMELINE}) {wanted} ORDER BY (kind = 'follow_up' AND first = 'open') DESC, \
             CASE WHEN kind = 'follow_up' AND first = 'open' THEN happened_on END, happened_on DESC, \
             coalesce(happened_at, '24') DESC, kind, id DESC LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows: Vec<TimelineEntry> = statement
            .query_map(params![person.0, span.limit(), span.offset()], TimelineEntry::of)?
            .collect::<Result<_, _>>()?;
        let others = |row: &TimelineEntry| row.other_record.filter(|(kind, _)| *kind == Entity::Person);
        if rows.iter().any(|row| others(row).is_some()) {
            let restricted = self.restricted_people()?;
            for row in &mut rows {
                if others(row).is_some_and(|(_, id)| restricted.contains(&id)) {
                    UNNAMED.clone_into(&mut row.other);
                    row.other_record = None;
                }
            }
        }
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// Where a person stands in each group, the highest first.
    pub fn rungs_of(&self, person: PersonId) -> Result<Vec<GroupRung>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.asset_id, a.name, r.rung, r.since, r.because FROM standing_rung AS r \
             JOIN asset AS a ON a.id = r.asset_id WHERE r.person_id = ?1",
        )?;
        let mut rows: Vec<GroupRung> = statement
            .query_map([person.0], |row| {
                let rung: String = row.get("rung")?;
                let since: Option<String> = row.get("since")?;
                Ok(GroupRung {
                    asset: AssetId(row.get("asset_id")?),
                    name: row.get("name")?,
                    rung: Rung::parse(&rung).unwrap_or(Rung::Newcomer),
                    since: since.and_then(|day| day.parse().ok()),
                    because: row.get("because")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        rows.sort_by(|a, b| b.rung.cmp(&a.rung).then_with(|| a.name.cmp(&b.name)));
        Ok(rows)
    }
}
