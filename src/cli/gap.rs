//! `kith gap`: what people look for and the community does not have yet.

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::edit;
use super::ending::Reminders;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::json::Item;
use super::output::Row;
use super::{said, subject};
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;
use crate::domain::vocabulary::{GAP_FROM, GAP_STATE, NEED};
use crate::domain::when;
use crate::fault::Fault;
use crate::report::growing::{Growing, Plan};
use crate::store::community::GapRow;
use crate::store::page::Span;

/// See the gaps, note one, move one along, or note who waits for it
///
/// A gap is what people look for and the community does not have yet. It goes to a development worker and ends as
/// "running, led by ...". Without a word after it, the board is shown.
#[derive(Args)]
pub struct Gap {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Subcommand)]
enum Act {
    /// Note a gap
    Add(Add),
    /// Say how far a gap has come: noted, passed-on, being-grown, running, let-go
    Stage(Stage),
    /// Note that somebody waits for a gap
    Wait(Wait),
    /// Make a group of a gap: who leads it, and its first members, as one act
    Grow(Grow),
}

#[derive(Args)]
struct Add {
    /// The need it would help with
    #[arg(long, value_parser = Words::Of(Entity::Gap, "need"), hide_possible_values = true)]
    need: Option<String>,
    /// Where: an area or the first half of a postcode
    #[arg(long)]
    area: Option<String>,
    /// How it came up: empty-search, no-room, closed, a-person, worker
    #[arg(long, value_parser = Words::Of(Entity::Gap, "raised_from"), hide_possible_values = true)]
    from: Option<String>,
    /// The number of the asset at which it came up
    #[arg(long, value_name = "ID")]
    asset: Option<String>,
    /// The number of somebody who waits for it
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(Args)]
struct Stage {
    /// The number of the gap
    gap: String,
    /// How far it is: noted, passed-on, being-grown, running, let-go
    #[arg(value_parser = Words::Of(Entity::Gap, "state"), hide_possible_values = true)]
    state: String,
    /// Who leads it
    #[arg(long, value_name = "WHO")]
    led_by: Option<String>,
    /// The number of the asset it became
    #[arg(long, value_name = "ID")]
    became: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

#[derive(Args)]
struct Wait {
    /// The number of the gap
    gap: String,
    /// The number of the person
    person: String,
    /// They said that they would help to start it
    #[arg(long)]
    would_join: bool,
    #[command(flatten)]
    fields: Fields,
}

#[derive(Args)]
struct Grow {
    /// The number of the gap
    gap: String,
    /// What the group is called; else what is missing
    #[arg(long)]
    name: Option<String>,
    /// The number of the person who leads it
    #[arg(long, value_name = "ID")]
    champion: Option<String>,
    /// It runs already; else it is being grown
    #[arg(long)]
    runs: bool,
    /// Whoever said that they would help to start it are not its first members
    #[arg(long)]
    no_members: bool,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
}

impl Gap {
    /// Does what is asked.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        match &self.act {
            None => board(desk, None, usize::MAX),
            Some(Act::Add(add)) => add.run(desk),
            Some(Act::Stage(stage)) => stage.run(desk),
            Some(Act::Wait(wait)) => wait.run(desk),
            Some(Act::Grow(grow)) => grow.run(desk),
        }
    }
}

impl Add {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let mut wanted = Wanted::new(Entity::Gap).text("what");
        if let Some(asset) = &self.asset {
            wanted = wanted.link("asset_id", subject::of(asset, Entity::Asset)?);
        }
        let person = self.person.as_ref().map(|id| subject::of(id, Entity::Person)).transpose()?;
        if let Some(person) = person {
            store.needed(Entity::Person, person)?;
        }
        let from = self.from.as_deref().or(person.map(|_| "a_person"));
        let wanted = wanted
            .option("need", self.need.as_deref())
            .option("area", self.area.as_deref())
            .option("raised_from", from);
        let given = self.fields.gather(desk, wanted)?;
        let add = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &add)?;
        let dry_run = self.fields.dry_run;
        let Some(person) = person.filter(|_| !dry_run) else {
            return desk.write(&mut store, &add, dry_run, |store, done| {
                said::sentence(store, "Noted", Entity::Gap, done.id_of(Entity::Gap).unwrap_or_default())
            });
        };
        // The wait needs the number of its gap, which is known once the gap is kept: both are one operation.
        let wait = Entry::new(Entity::GapPerson).with("person_id", person).with("since", desk.clock.today());
        let change = Change::Together {
            verb: Verb::Add,
            changes: vec![add, Change::AddToLast { entry: wait, field: "gap_id" }],
        };
        desk.write(&mut store, &change, false, |store, done| {
            said::sentence(store, "Noted", Entity::Gap, done.id_of(Entity::Gap).unwrap_or_default())
        })
    }
}

impl Stage {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.gap, Entity::Gap)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::Gap, id)?;
        let mut wanted = Wanted::new(Entity::Gap);
        if let Some(became) = &self.became {
            let became = subject::of(became, Entity::Asset)?;
            store.needed(Entity::Asset, became)?;
            wanted = wanted.link("became_id", became);
        }
        let state = self.state.replace('-', "_");
        let wanted = wanted.option("state", Some(&state)).option("led_by", self.led_by.as_deref());
        let given = self.fields.gather(desk, wanted.unasked())?;
        let keeping = edit::Keeping {
            dry_run: self.fields.dry_run,
            reminders: Reminders::default(),
            did: "Moved",
            verb: Verb::Edit,
            more: Vec::new(),
        };
        edit::keep(desk, &mut store, &record, &given.draft, keeping)
    }
}

impl Grow {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.gap, Entity::Gap)?;
        let champion = self.champion.as_ref().map(|id| subject::of(id, Entity::Person)).transpose()?;
        let mut store = desk.open()?;
        let gap = store.needed(Entity::Gap, id)?;
        let growing = Growing {
            name: self.name.clone().unwrap_or_else(|| gap.values.text("what").to_owned()),
            champion,
            members: !self.no_members,
            runs: self.runs,
        };
        let leads = champion.map(|id| said::person(&store, id)).transpose()?.unwrap_or_default();
        if self.runs && leads.is_empty() && gap.values.text("led_by").is_empty() {
            return Err(Fault::usage("A group that runs is led by somebody.").hint("Say who: --champion ID"));
        }
        let plan = Plan::of(&store, gap)?;
        if let Some(why) = plan.may_not_lead(champion) {
            return Err(Fault::failed(why)
                .hint("Grow it without --champion, and say who leads it in their own words."));
        }
        let change = plan.change(&growing, &leads, desk.clock.today());
        desk.write(&mut store, &change, self.dry_run, |store, done| {
            let group = done.id_of(Entity::Asset).unwrap_or_default();
            let mut sentence = said::sentence(store, "Grown", Entity::Asset, group)?;
            for made in done.items.iter().filter(|item| item.entity == Entity::Connection) {
                sentence.push('\n');
                sentence.push_str(&said::sentence(store, "First member", Entity::Connection, made.id)?);
            }
            Ok(sentence)
        })
    }
}

impl Wait {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let gap = subject::of(&self.gap, Entity::Gap)?;
        let person = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        store.needed(Entity::Gap, gap)?;
        store.needed(Entity::Person, person)?;
        if let Some(wait) = store.waiting_for(gap)?.into_iter().find(|wait| wait.person.0 == person) {
            if wait.would_join || !self.would_join {
                return Err(Fault::failed("They wait for it already. Nothing was changed."));
            }
            // What a closure noted for them, they say themselves now.
            let before = store.needed(Entity::GapPerson, wait.id)?.values;
            let after = before.clone().with("would_join", 1);
            let change = Change::Edit { entity: Entity::GapPerson, id: wait.id, before, after };
            return desk.write(&mut store, &change, self.fields.dry_run, |store, _| {
                said::sentence(store, "Noted", Entity::GapPerson, wait.id)
            });
        }
        let wanted = Wanted::new(Entity::GapPerson)
            .link("gap_id", gap)
            .link("person_id", person)
            .option("would_join", Some(if self.would_join { "yes" } else { "no" }));
        let given = self.fields.gather(desk, wanted)?;
        let change = Change::Add(given.entry(desk)?);
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(
                store,
                "Noted",
                Entity::GapPerson,
                done.id_of(Entity::GapPerson).unwrap_or_default(),
            )
        })
    }
}

const KEYS: [&str; 13] = [
    "id",
    "what",
    "need",
    "area",
    "raised_from",
    "raised_on",
    "state",
    "state_on",
    "led_by",
    "worker",
    "became_id",
    "people",
    "would_join",
];

/// Prints the gaps, those nobody has taken up first.
pub fn board(desk: &mut Desk, state: Option<&str>, most: usize) -> Result<(), Fault> {
    let state = match state {
        Some("any") | None => None,
        Some(word) => Some(GAP_STATE.read(&word.replace('-', "_")).ok_or_else(|| {
            Fault::usage("There is no such state.")
                .hint("There are: noted, passed_on, being_grown, running, let_go.")
        })?),
    };
    let store = desk.open()?;
    let headings = &["How far", "What is missing", "Where", "Waiting", "Since", "No."];
    let mut list = desk.out.list(KEYS.to_vec(), headings, "No gaps are noted.")?;
    let page = store.gaps(state, Span::first(most))?;
    let rows = page.rows.iter().map(row).collect();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, page.total)
}

fn row(gap: &GapRow) -> Row {
    let item = Item::new()
        .with("id", gap.id)
        .with("what", gap.what.as_str())
        .text("need", &gap.need)
        .text("area", &gap.area)
        .with("raised_from", gap.from.as_str())
        .with("raised_on", gap.raised_on.to_string())
        .with("state", gap.state.as_str())
        .shown("state_on", gap.since)
        .text("led_by", &gap.led_by)
        .text("worker", &gap.worker)
        .with("became_id", gap.became.map(|id| id.0))
        .with("people", gap.waiting)
        .with("would_join", gap.would_join);
    let led = if gap.led_by.is_empty() { String::new() } else { format!(", led by {}", gap.led_by) };
    let about = [NEED.label(&gap.need), GAP_FROM.label(&gap.from)];
    let about =
        about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ").to_lowercase();
    let cells = vec![
        format!("{}{led}", GAP_STATE.label(&gap.state)),
        format!("{} ({about})", gap.what),
        gap.area.clone(),
        gap.waiting.to_string(),
        when::show_day(gap.raised_on),
        gap.id.to_string(),
    ];
    Row { item, cells }
}
