//! `kith demo`: a made-up caseload to try things on.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::desk::Desk;
use super::find::mark;
use super::json::Item;
use super::output::Format;
use super::show::person::in_words;
use super::{front, today};
use crate::fault::Fault;
use crate::report::{person, rhythm, timeline, way};
use crate::sample::{self, Plan};
use crate::store::find::AssetAsk;
use crate::store::page::Span;
use crate::store::queue::QueueAsk;
use crate::store::{Actor, Store, Via};

/// Open a made-up caseload to try things on; nothing of it is kept
///
/// Without a terminal it prints its Today, one person and an asset search. With --out it writes one to a file; the
/// same seed and day give the same caseload.
#[derive(Args, Default)]
pub struct Demo {
    /// How many people, up to a million
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    people: Option<u32>,
    /// How many assets, up to a million
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    assets: Option<u32>,
    /// Another caseload for another number
    #[arg(long)]
    seed: Option<u64>,
    /// Write it to this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Demo {
    /// Makes the caseload and opens, prints or keeps it.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let usual = Plan::new(desk.clock.today());
        let plan = Plan {
            people: self.people.map_or(usual.people, |people| people as usize),
            assets: self.assets.map_or(usual.assets, |assets| assets as usize),
            seed: self.seed.unwrap_or(usual.seed),
            ..usual
        };
        if let Some(path) = &self.out {
            if path.as_os_str() == "-" {
                return Err(Fault::usage("A caseload is a file and cannot go to standard output.")
                    .hint("For example: kith demo --out sample.kith"));
            }
            return keep(desk, path, &plan);
        }
        let mut store = Store::memory(Actor::new(sample::LOGIN, Via::Command), desk.clock)?;
        sample::fill(&mut store, &plan)?;
        if front::can_show(desk) {
            let said = "This caseload is made up. Nothing you do here is kept.";
            return front::show(desk, store, Some(said.to_owned()));
        }
        if desk.out.format != Format::Text {
            return today::day(desk, &store, None);
        }
        printed(desk, &mut store)
    }
}

fn keep(desk: &mut Desk, path: &Path, plan: &Plan) -> Result<(), Fault> {
    let mut store = Store::create(path, desk.actor.clone(), desk.clock)?;
    sample::fill(&mut store, plan)?;
    let shown = store.path().unwrap_or(path).display().to_string();
    if desk.out.format == Format::Json {
        let item = Item::new().with("version", 1).with("file", shown);
        return desk.out.json(&item.with("people", plan.people).with("assets", plan.assets));
    }
    desk.out
        .text(&format!("Made a caseload with {} people and {} assets: {shown}", plan.people, plan.assets))?;
    desk.out.say(&format!("To open it: kith --db {shown}"));
    Ok(())
}

/// Prints what the screens would show first: the day, one person, and the assets that fit them.
fn printed(desk: &mut Desk, store: &mut Store) -> Result<(), Fault> {
    desk.out.text("A made-up caseload. Nobody in it is real.\n")?;
    let worker = store.worker()?;
    today::day(desk, store, worker)?;
    let on = desk.clock.today();
    let queue = store.queue(&QueueAsk { worker, ..QueueAsk::default() }, Span::first(1))?;
    let Some(row) = queue.rows.first() else { return Ok(()) };
    if let Some(summary) = person::ask(store, row.person, on)? {
        let entries = store.timeline(row.person, Span::first(8))?.rows;
        let lines: Vec<_> = entries.iter().map(|entry| timeline::words(entry, on)).collect();
        desk.out.text(&format!(
            "\nONE PERSON\n{}",
            in_words(
                &summary,
                &way::ask(store, row.person, on)?,
                &rhythm::ask(store, row.person, on)?,
                &lines
            )
            .trim_end()
        ))?;
        let ask = AssetAsk { for_person: Some(row.person), ..AssetAsk::default() };
        let found = store.find_assets(&ask, Span::first(5))?;
        let mut text = format!("\nASSETS FOR {}", summary.spoken);
        for hit in &found.page.rows {
            let facts = [&hit.place, &hit.schedule, &hit.cost].map(String::as_str);
            let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ");
            let _ = write!(text, "\n  {}  {facts}", hit.name);
            for reason in &hit.reasons {
                let _ = write!(text, "\n    {} {}", mark(reason), reason.text);
            }
        }
        desk.out.text(&text)?;
    }
    desk.out.text("\nTo open the screens, run kith demo in a terminal.")
}
