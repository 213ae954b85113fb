//! What a row says that is taken in and may still be a mistake.

use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::fault::Fault;
use crate::import::plan::Planner;
use crate::import::record::Flaw;
use crate::store::doubt;

impl Planner<'_> {
    /// Notes what is to be looked at once more in a record that the row adds, beside what earlier rows add.
    pub(super) fn doubted(&mut self, entity: Entity, values: &Values) -> Result<(), Fault> {
        let mut doubts = doubt::of(self.store, entity, values, None)?;
        if let (Entity::ServiceUse, Some(days), Some(person)) =
            (entity, doubt::stretch(values), values.number("person_id"))
        {
            let noted = self.state.uses.entry((person, values.text("service").to_owned())).or_default();
            let twice = noted.iter().find(|other| doubt::overlap(**other, days)).copied();
            noted.push(days);
            doubts.extend(twice.map(doubt::counted_twice));
        }
        let flaws = doubts.into_iter().map(|doubt| Flaw {
            field: doubt.field.to_owned(),
            value: values.text(doubt.field).to_owned(),
            reason: doubt.words,
        });
        self.state.doubts.extend(flaws);
        Ok(())
    }
}
