//! `kith connect` and `kith stage`: a person joined to an asset, and how that goes.

use clap::Args;

use super::desk::Desk;
use super::edit;
use super::ending::Reminders;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::restricted;
use super::{said, subject};
use crate::domain::change::{Change, Verb};
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record};
use crate::domain::id::{AssetId, PersonId};
use crate::domain::vocabulary::{self, ASSET_STATUS, CAPACITY, CONNECTION_STATE};
use crate::domain::{matching, when};
use crate::fault::{Fault, Kind};
use crate::report::joined;
use crate::report::missing::{self, Missing};
use crate::store::Store;
use crate::store::asset::CONNECTED;

/// Join a person to an asset or to another person, or suggest it
///
/// Without the person's yes it is a suggestion. Where they are connected already, a yes is needed. The note comes from a question, or from standard input with a hyphen.
#[derive(Args)]
pub struct Connect {
    /// The number of the person
    person: String,
    /// The number of the asset; of another person as person:12
    asset: String,
    /// The person said yes
    #[arg(long)]
    said_yes: bool,
    /// How: introduction, signpost, accompanied ...
    #[arg(long, value_parser = Words::Of(Entity::Connection, "kind"), hide_possible_values = true)]
    kind: Option<String>,
    /// How far it is; made if the person said yes, else suggested
    #[arg(long, value_parser = Words::Of(Entity::Connection, "state"), hide_possible_values = true)]
    state: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Why the record of somebody restricted is opened
    #[arg(long)]
    reason: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// Say how far a connection has come
///
/// Why it ended comes from a question, or from standard input with a hyphen.
#[derive(Args)]
pub struct Stage {
    /// The number of the connection
    connection: String,
    /// How far it is: agreed, made, attending, belongs, stopped ...
    #[arg(value_parser = Words::Of(Entity::Connection, "state"), hide_possible_values = true)]
    state: String,
    /// The person said yes
    #[arg(long)]
    said_yes: bool,
    /// Note the gap it leaves, where there was no room: they wait for something like it
    #[arg(long)]
    gap: bool,
    #[command(flatten)]
    fields: Fields,
}

impl Connect {
    /// Joins them.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = subject::of(&self.person, Entity::Person)?;
        let to = subject::read(&self.asset, Entity::Asset)?;
        let field = match to.entity {
            Entity::Asset => "asset_id",
            Entity::Person => "other_person_id",
            _ => return Err(Fault::usage("A person is joined to an asset or to another person.")),
        };
        let mut store = desk.open()?;
        store.needed(Entity::Person, person)?;
        store.needed(to.entity, to.id)?;
        for one in [Some(person), (to.entity == Entity::Person).then_some(to.id)].into_iter().flatten() {
            let reason = restricted::why(desk, &store, PersonId(one), self.reason.as_deref())?;
            if reason.is_some() && !self.fields.dry_run {
                store.view(PersonId(one), reason.as_deref())?;
            }
        }
        warn_of(desk, &store, to.entity, to.id)?;
        if let (Entity::Asset, Some(no)) =
            (to.entity, joined::said_no(&store, PersonId(person), "share_groups")?)
        {
            desk.out.warn(&format!("Person {person}: {no}"));
        }
        if !self.fields.dry_run && to.entity == Entity::Asset {
            once_more(desk, &store, PersonId(person), AssetId(to.id))?;
        }
        let mut wanted =
            Wanted::new(Entity::Connection).link("person_id", person).link(field, to.id).text("note");
        wanted.begun = !desk.ask.present;
        let state = self.state.as_deref().or(self.said_yes.then_some("made"));
        wanted = wanted
            .option("kind", self.kind.as_deref())
            .option("state", state)
            .option("said_yes", self.said_yes.then_some("yes"));
        if let Some(text) = &self.when {
            let day = when::read_past_day(text, desk.clock.today()).map_err(Fault::usage)?;
            wanted = wanted.option("made_on", Some(&day.to_string()));
        }
        let given = self.fields.gather(desk, wanted)?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let id = done.id_of(Entity::Connection).unwrap_or_default();
            said::sentence(store, "Made", Entity::Connection, id)
        })
    }
}

/// Says what speaks against it: the asset has closed or is full; whoever they are joined to said no to that.
fn warn_of(desk: &mut Desk, store: &Store, to: Entity, id: i64) -> Result<(), Fault> {
    let record = store.needed(to, id)?;
    let values = &record.values;
    if to == Entity::Person {
        if let Some(no) = joined::said_no(store, PersonId(id), "exchanges")? {
            desk.out.warn(&format!("Person {id}: {no}"));
        }
        return Ok(());
    }
    let (status, room) = (values.text("status"), values.text("capacity"));
    if matching::closed(status) {
        desk.out.say(&format!("Asset {id}: {}.", ASSET_STATUS.label(status).to_lowercase()));
    } else if matches!(room, "full" | "paused" | "waiting_list") {
        desk.out.say(&format!("Asset {id}: {}.", CAPACITY.label(room).to_lowercase()));
    }
    Ok(())
}

/// Asks first where the person is connected to the asset already.
///
/// # Errors
/// The answer was no, or there is no terminal and no `--yes` (status 6). The sentence names no name.
fn once_more(desk: &Desk, store: &Store, person: PersonId, asset: AssetId) -> Result<(), Fault> {
    let Some(joined) = joined::already(store, person, asset)?.filter(|joined| joined.goes_on) else {
        return Ok(());
    };
    let id = joined.connection;
    let known = format!("Person {person} is connected to asset {asset} already: {}.", joined.words);
    let hint = format!("To say how that goes: kith stage {id} STATE.");
    match desk.ask.sure(&format!("{known} Connect them once more?")) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Fault::failed("Nothing was connected.").hint(hint)),
        Err(fault) if fault.kind == Kind::NeedsYes => {
            let fault = Fault::new(Kind::NeedsYes, format!("{known} Nothing was connected."));
            Err(fault.hint(format!("{hint} For a second connection: --yes")))
        }
        Err(fault) => Err(fault),
    }
}

impl Stage {
    /// Moves the connection along.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.connection, Entity::Connection)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::Connection, id)?;
        // The answer may be a number of the list, a code or the words for it.
        let field = Entity::Connection.field("state").ok_or_else(|| Fault::failed("There are no states."))?;
        check::read(field, &self.state.replace('-', "_"), desk.clock.now()).map_err(Fault::usage)?;
        let wanted = Wanted::new(Entity::Connection)
            .option("state", Some(&self.state.replace('-', "_")))
            .option("said_yes", self.said_yes.then_some("yes"))
            .text("reason_ended");
        let given = self.fields.gather(desk, wanted.unasked())?;
        let missing = left_by(&store, &record, &given.draft, self.gap)?;
        let more = match (&missing, self.gap) {
            (Some(missing), true) => missing.changes(desk.clock.today()),
            (None, true) => {
                return Err(Fault::usage(
                    "Only a group that had no room, closed or ran out of money leaves a gap.",
                )
                .hint("For example: kith stage 5 declined --set reason_ended=full --gap"));
            }
            (_, false) => Vec::new(),
        };
        let dry_run = self.fields.dry_run;
        let keeping =
            edit::Keeping { dry_run, reminders: Reminders::default(), did: "Moved", verb: Verb::Edit, more };
        let ended = matches!(self.state.replace('-', "_").as_str(), "did_not_start" | "stopped" | "declined");
        let unsaid = given.draft.text("reason_ended").unwrap_or_default().is_empty()
            && record.values.text("reason_ended").is_empty();
        edit::keep(desk, &mut store, &record, &given.draft, keeping)?;
        let (was, state) = (record.values.text("state"), self.state.replace('-', "_"));
        let step = |state: &str| CONNECTED.iter().position(|one| *one == state);
        if step(&state).zip(step(was)).is_some_and(|(now, was)| now < was) && !dry_run {
            desk.out.say(&format!("That is a step back: it was \"{}\".", CONNECTION_STATE.label(was)));
        }
        if ended && unsaid && !dry_run {
            desk.out.say(&format!(
                "Why is not noted. To note it: kith edit connection {id} --set reason_ended=WHY"
            ));
        }
        if let Some(missing) = missing.filter(|_| !self.gap && !dry_run) {
            desk.out.say(&format!("If there is no room anywhere else, note a gap: {}", missing.command()));
        }
        Ok(())
    }
}

/// The gap that is left where the group had no room: it was said, the group is full, or whoever notes it asks for the gap and
/// gave no other reason of the list.
fn left_by(store: &Store, record: &Record, draft: &Draft, asked: bool) -> Result<Option<Missing>, Fault> {
    let why = draft.text("reason_ended").unwrap_or_default();
    let Some(asset) = record.values.number("asset_id") else { return Ok(None) };
    let why = match missing::no_room(why) {
        Some(code) => code,
        None if vocabulary::reason(why).is_some() => return Ok(None),
        None => {
            let state = draft.text("state").unwrap_or_default();
            let room = store.needed(Entity::Asset, asset)?.values;
            let full = matches!(room.text("capacity"), "full" | "paused" | "waiting_list");
            if !matches!(state, "declined" | "did_not_start" | "waiting") || !(full || asked) {
                return Ok(None);
            }
            "full"
        }
    };
    Ok(Some(Missing::of_refusal(store, &record.values, why)?))
}
