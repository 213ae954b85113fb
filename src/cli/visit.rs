//! `kith visit`: going along with somebody to what they are connected to, time by time.

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::fault::Fault;

/// Note a time of going along with somebody
///
/// Each time has its number, who went along and how it went; `alone` is the hand-over. A time that happened counts as one
/// they attended. The note comes from a question, or from standard input with a hyphen.
#[derive(Args)]
pub struct Visit {
    /// The number of the connection
    connection: String,
    /// How it went: planned, together, met-there, alone, not-gone
    #[arg(long, value_parser = Words::Of(Entity::Visit, "how"), hide_possible_values = true)]
    how: Option<String>,
    /// Who went along
    #[arg(long, value_name = "WHO")]
    with: Option<String>,
    /// When, if not today; a day ahead is planned
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Visit {
    /// Notes it.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let connection = subject::of(&self.connection, Entity::Connection)?;
        let mut store = desk.open()?;
        store.needed(Entity::Connection, connection)?;
        let today = desk.clock.today();
        let mut wanted = Wanted::new(Entity::Visit).link("connection_id", connection).text("note");
        wanted.begun = !desk.ask.present;
        let mut how = self.how.clone();
        if let Some(text) = &self.when {
            let happened = how.as_deref().is_some_and(|how| how != "planned");
            let read = if happened { when::read_past_day } else { when::read_day };
            let day = read(text, today).map_err(Fault::usage)?;
            if day > today && how.is_none() {
                how = Some("planned".to_owned());
            }
            wanted = wanted.option("visited_on", Some(&day.to_string()));
        }
        let wanted = wanted.option("how", how.as_deref()).option("companion", self.with.as_deref());
        let given = self.fields.gather(desk, wanted)?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Added", Entity::Visit, done.id_of(Entity::Visit).unwrap_or_default())
        })
    }
}
