//! Who or what the caseload already knows: the questions an import asks of every row.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError, row};
use crate::domain::entity::Entity;
use crate::domain::entry::Record;

impl Store {
    /// The number of the record that another system knows by this name.
    pub fn known_as(
        &self,
        entity: Entity,
        source: &str,
        external_id: &str,
    ) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT record_id FROM identity WHERE kind = ?1 AND source = ?2 AND external_id = ?3",
        )?;
        Ok(statement
            .query_row(params![entity.table(), source, external_id], |row| row.get("record_id"))
            .optional()?)
    }

    /// Whether a list knows any record of a kind by a number that begins so.
    pub fn any_known_as(&self, entity: Entity, source: &str, begins: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM identity WHERE kind = ?1 AND source = ?2 AND external_id >= ?3 \
             AND external_id < ?3 || char(1114111)) AS known",
        )?;
        Ok(statement.query_row(params![entity.table(), source, begins], |row| row.get("known"))?)
    }

    /// The numbers of the records of a kind that a list knows, each with its number there.
    pub fn known_to(&self, entity: Entity, source: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT record_id, external_id FROM identity WHERE kind = ?1 AND source = ?2 AND put_away_on IS NULL \
             ORDER BY record_id",
        )?;
        let rows = statement.query_map(params![entity.table(), source], |row| {
            Ok((row.get("record_id")?, row.get("external_id")?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The record with a universal id.
    pub fn with_uid(&self, entity: Entity, uid: &str) -> Result<Option<Record>, StoreError> {
        if !entity.travels() {
            return Ok(None);
        }
        Ok(self.records_where(entity, "uid", uid)?.into_iter().next())
    }

    /// The people with this NHS number (ten digits), those put away too.
    pub fn people_with_nhs_number(&self, number: &str) -> Result<Vec<Record>, StoreError> {
        self.who_stayed(self.records_where(Entity::Person, "nhs_number", number)?)
    }

    /// The people born on this day, those put away too.
    pub fn people_born_on(&self, day: chrono::NaiveDate) -> Result<Vec<Record>, StoreError> {
        self.who_stayed(self.records_where(Entity::Person, "date_of_birth", &day.to_string())?)
    }

    /// Hands over the people whose date of birth is known, or those of whom it is not, the ones put away too; of two who were put
    /// together, the one that stayed.
    pub fn each_person(&self, dated: bool, take: &mut dyn FnMut(Record)) -> Result<(), StoreError> {
        let known = if dated { "IS NOT NULL" } else { "IS NULL" };
        let sql = format!(
            "{} WHERE date_of_birth {known} AND merged_into IS NULL ORDER BY id",
            row::select(Entity::Person)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| row::record(Entity::Person, row))?;
        for person in rows {
            take(person?);
        }
        Ok(())
    }

    /// The assets of exactly this name, those put away too.
    pub fn assets_named(&self, name: &str) -> Result<Vec<Record>, StoreError> {
        self.records_where(Entity::Asset, "name", name)
    }

    /// The source names under which other systems know a record.
    pub fn sources_of(&self, entity: Entity, id: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT source FROM identity WHERE kind = ?1 AND record_id = ?2 ORDER BY id")?;
        let rows = statement.query_map(params![entity.table(), id], |row| row.get("source"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same people, each once: for a record that was put together with another, the one that stayed.
    fn who_stayed(&self, people: Vec<Record>) -> Result<Vec<Record>, StoreError> {
        let mut stayed: Vec<Record> = Vec::with_capacity(people.len());
        for person in people {
            let into = person.values.number("merged_into");
            let Some(person) = into.map_or(Ok(Some(person)), |into| self.record(Entity::Person, into))?
            else {
                continue;
            };
            if !stayed.iter().any(|known| known.id == person.id) {
                stayed.push(person);
            }
        }
        Ok(stayed)
    }

    fn records_where(
        &self,
        entity: Entity,
        column: &'static str,
        text: &str,
    ) -> Result<Vec<Record>, StoreError> {
        let sql = format!("{} WHERE {column} = ?1 ORDER BY id", row::select(entity));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([text], |row| row::record(entity, row))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::change::Change;
    use crate::domain::entry::Entry;
    use crate::store::{Actor, Via};

    #[test]
    fn a_record_is_found_by_each_of_its_names() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(day)).unwrap();
        let person = Entry::new(Entity::Person)
            .with("given", "Ada")
            .with("nhs_number", "9990001235")
            .with("date_of_birth", "1950-01-02");
        let identity = Entry::new(Entity::Identity)
            .with("kind", "person")
            .with("source", "GP list")
            .with("external_id", "5000");
        let done = store
            .apply(&Change::AddKnown { entry: person, identities: vec![identity], consents: Vec::new() })
            .unwrap();
        let id = done.id_of(Entity::Person).unwrap();
        let uid = done.items.first().unwrap().uid.clone().unwrap();
        assert_eq!(store.known_as(Entity::Person, "GP list", "5000").unwrap(), Some(id));
        assert_eq!(store.known_as(Entity::Asset, "GP list", "5000").unwrap(), None);
        assert_eq!(store.with_uid(Entity::Person, &uid).unwrap().unwrap().id, id);
        assert_eq!(store.people_with_nhs_number("9990001235").unwrap().len(), 1);
        assert_eq!(store.people_born_on("1950-01-02".parse().unwrap()).unwrap().len(), 1);
        assert_eq!(store.sources_of(Entity::Person, id).unwrap(), ["GP list"]);
        assert!(store.assets_named("Ada").unwrap().is_empty());
    }
}
