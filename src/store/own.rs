//! Whose caseload it is in words: the name of whoever acts, the texts a team puts in the place of kith's.

use super::{Store, StoreError};
use crate::domain::entity::Entity;
use crate::domain::own_text::OwnText;

impl Store {
    /// The name of whoever acts, as the record of the worker has it.
    pub fn own_name(&self) -> Result<String, StoreError> {
        let Some(worker) = self.worker()? else { return Ok(self.actor.name.clone()) };
        Ok(self.needed(Entity::Worker, worker.0)?.values.text("name").to_owned())
    }

    /// The texts the team keeps beside its settings are these.
    pub fn set_own_texts(&mut self, own: &[OwnText]) {
        self.own_texts = own.to_vec();
    }

    /// The texts the team keeps beside its settings.
    pub fn own_texts(&self) -> &[OwnText] {
        &self.own_texts
    }
}
