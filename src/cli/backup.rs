//! `kith backup` and `kith restore`: copies of the caseload file.

use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;
use serde_json::Value as Json;

use super::desk::Desk;
use super::json::Item;
use super::output::{Format, Row};
use crate::clock::{self, Clock};
use crate::domain::when;
use crate::fault::Fault;
use crate::store::backup;

/// Make a copy of the caseload file beside it, checked by opening it
///
/// Copies are made every day of themselves, and before an import. Older ones are thinned out.
#[derive(Args)]
pub struct Backup {
    /// Only if the last copy is over a day old
    #[arg(long)]
    if_due: bool,
}

/// Put a copy in the place of the caseload file; the present file is kept aside
///
/// Without FILE, lists the copies there are.
#[derive(Args)]
pub struct Restore {
    /// The copy
    file: Option<PathBuf>,
}

impl Backup {
    /// Makes the copy and says where it is.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        // A copy is dated by the real day, whatever day the command is told to act on.
        store.set_clock(Clock::System);
        if self.if_due && !store.backup_due()? {
            if desk.out.format == Format::Json {
                return desk.out.json(&Item::new().with("version", 1).with("file", Json::Null));
            }
            return desk.out.text("The last copy is less than a day old, or one is being made now.");
        }
        let copy = store.back_up("asked")?.map(|path| path.display().to_string()).unwrap_or_default();
        if desk.out.format == Format::Json {
            return desk.out.json(&Item::new().with("version", 1).with("file", copy));
        }
        desk.out.text(&format!("Made a copy: {copy}"))?;
        desk.out.say("To bring it back one day: kith restore FILE");
        Ok(())
    }
}

impl Restore {
    /// Puts the copy in place, after a yes.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let live = desk.caseload()?;
        let Some(copy) = &self.file else { return copies(desk) };
        if desk.options.read_only {
            return Err(Fault::usage("A copy cannot be brought back with --read-only."));
        }
        if !copy.exists() {
            return Err(Fault::missing(format!("There is no copy at {}.", copy.display()))
                .hint("To see the copies there are: kith restore"));
        }
        let question = format!("Put {} in the place of {}?", copy.display(), live.display());
        if !desk.ask.sure(&question)? {
            return Err(Fault::failed("Nothing was changed."));
        }
        let aside = backup::restore(copy, &live, &Clock::System.stamp())?;
        let aside = aside.map(|path| path.display().to_string());
        if desk.out.format == Format::Json {
            let shown = live.display().to_string();
            return desk.out.json(&Item::new().with("version", 1).with("file", shown).with("kept", aside));
        }
        desk.out.text(&format!("Brought back {}.", copy.display()))?;
        if let Some(aside) = aside {
            desk.out.say(&format!("The file that was there is kept: {aside}"));
        }
        Ok(())
    }
}

fn copies(desk: &mut Desk) -> Result<(), Fault> {
    let copies = backup::list(&desk.caseload()?)?;
    let headings = &["When", "Why", "MiB", "File"];
    let mut list = desk.out.list(vec!["at", "why", "bytes", "file"], headings, "There are no copies yet.")?;
    let rows: Vec<Row> = copies
        .iter()
        .map(|copy| {
            let at = copy.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            let file = copy.path.display().to_string();
            let when = clock::local_of(&at)
                .map_or_else(|| at.clone(), |at| when::show_moment(at.date(), Some(at.time())));
            let size = copy.bytes.div_ceil(1 << 20).to_string();
            let item = Item::new()
                .with("at", at)
                .with("why", copy.why.as_str())
                .with("bytes", copy.bytes)
                .with("file", file.as_str());
            Row { item, cells: vec![when, copy.why.clone(), size, file] }
        })
        .collect();
    let total = rows.len();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, total)
}

/// Starts the daily copy in a process of its own, after everything was said, so that nobody waits for it.
pub fn start_if_due(desk: &Desk) {
    let (Ok(path), true) = (desk.caseload(), desk.config.is_on("backup", "automatic")) else { return };
    let (Ok(true), Ok(kith)) = (backup::due_for(&path, Clock::System), std::env::current_exe()) else {
        return;
    };
    // A copy that cannot be started is made at the next start; `kith doctor` says how old the last one is.
    let _started = Command::new(kith)
        .args(["backup", "--if-due", "--quiet", "--db"])
        .arg(path)
        // Out of the terminal's group: it goes on when the line drops.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
