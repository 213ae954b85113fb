//! `kith export`: records of a kind as a file that comes back as nothing to do; reminders also as a calendar.

use std::collections::HashSet;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::calendar;
use super::desk::Desk;
use super::everything;
use super::json::Item;
use super::output;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::export::{Format, Sheet, oruk, vcard};
use crate::fault::Fault;
use crate::report::listed::{self, Listed};
use crate::report::shared;
use crate::store::Store;

/// How many records are read at a time.
const PAGE: usize = 500;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// People.
    People,
    /// Referrals, each with its person.
    Referrals,
    /// Assets.
    Assets,
    /// Conversations, calls, visits and messages.
    Contacts,
    /// Reminders; with --format ics as a calendar.
    FollowUps,
    /// What people and groups would like to give.
    Offers,
    /// What people and groups would like.
    Asks,
    /// Gives and receives.
    Exchanges,
    /// Measures: how people were, by an instrument.
    Measures,
    /// How often people used health services.
    ServiceUse,
    /// The whole caseload, as a folder that another caseload takes in as it is.
    Everything,
}

/// The formats of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// A row for each, safe for a spreadsheet.
    Csv,
    /// One object with all of them.
    Json,
    /// One object a line.
    Ndjson,
    /// A calendar (iCalendar), for reminders only.
    Ics,
    /// Services of Open Referral UK 3.0, for assets only: nothing of our own work, and people only where they agreed.
    Oruk,
    /// Cards for an address book (vCard), for assets only, likewise.
    Vcf,
}

/// Write records as a file that kith and spreadsheets read, or reminders as a calendar
///
/// What was put away is left out. Importing the file again changes nothing. A calendar holds initials and no other
/// personal data.
#[derive(Args)]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    kind: Which,
    /// The format; CSV, or JSON with --json
    #[arg(long, value_enum)]
    format: Option<As>,
    /// Write to this new file, which only you can read; a hyphen is standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Restricted records too, with why you need them; each is recorded as looked at
    #[arg(long, value_name = "REASON")]
    restricted_reason: Option<String>,
    /// Begin CSV with a byte order mark, for spreadsheets that need one
    #[arg(long)]
    mark: bool,
}

impl Export {
    /// Writes the records.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = match self.kind {
            Which::People => Entity::Person,
            Which::Referrals => Entity::Referral,
            Which::Assets => Entity::Asset,
            Which::FollowUps if self.format == Some(As::Ics) => return self.reminders(desk),
            Which::FollowUps => Entity::FollowUp,
            Which::Contacts => Entity::Contact,
            Which::Offers => Entity::Offer,
            Which::Asks => Entity::Ask,
            Which::Exchanges => Entity::Exchange,
            Which::Measures => Entity::Measure,
            Which::ServiceUse => Entity::ServiceUse,
            Which::Everything => return self.everything(desk),
        };
        let usual = if desk.out.format == output::Format::Json { As::Json } else { As::Csv };
        let format = match self.format.unwrap_or(usual) {
            As::Csv => Format::Csv { mark: self.mark },
            As::Json => Format::Json,
            As::Ndjson => Format::Ndjson,
            As::Oruk | As::Vcf if entity == Entity::Asset => return self.shared(desk),
            As::Oruk | As::Vcf => {
                return Err(Fault::usage("Only assets can be written for directories and address books.")
                    .hint("For example: kith export assets --format oruk"));
            }
            As::Ics => {
                return Err(Fault::usage("Only reminders can be written as a calendar.")
                    .hint("For example: kith export follow-ups --format ics"));
            }
        };
        let mut store = desk.open()?;
        let left_out =
            if entity == Entity::Asset { HashSet::new() } else { self.left_out(desk, &mut store)? };
        let Some(path) = self.out.as_deref().filter(|path| path.as_os_str() != "-") else {
            write(&store, entity, format, &left_out, &mut |piece| {
                desk.out.data(piece)?;
                Ok(!desk.out.closed())
            })?;
            return Ok(());
        };
        let count = to_file(path, |take| write(&store, entity, format, &left_out, take))?;
        let file = path.display().to_string();
        if desk.out.format == output::Format::Json {
            let item = Item::new().with("version", 1).with("file", file);
            return desk.out.json(&item.with("kind", entity.table()).with("count", count));
        }
        desk.out.done(&format!("Wrote {count} records to {file}. It holds personal data: keep it safe."))
    }

    /// The people whose record opens only with a reason, where none was given; with one, each is looked at.
    fn left_out(&self, desk: &mut Desk, store: &mut Store) -> Result<HashSet<i64>, Fault> {
        let left_out = store.restricted_people()?;
        if let Some(reason) = &self.restricted_reason {
            let mut all: Vec<i64> = left_out.into_iter().collect();
            all.sort_unstable();
            for person in all {
                store.view(PersonId(person), Some(reason))?;
            }
            return Ok(HashSet::new());
        }
        if !left_out.is_empty() {
            let who = match left_out.len() {
                1 => "1 restricted record is".to_owned(),
                n => format!("{n} restricted records are"),
            };
            desk.out.warn(&format!("{who} left out. To write them too: --restricted-reason REASON"));
        }
        Ok(left_out)
    }

    /// A directory or an address book for others.
    fn shared(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        let cards = self.format == Some(As::Vcf);
        let Some(path) = self.out.as_deref().filter(|path| !hyphen(path)) else {
            write_shared(&store, cards, &mut |piece| {
                desk.out.data(piece)?;
                Ok(!desk.out.closed())
            })?;
            return Ok(());
        };
        let count = to_file(path, |take| write_shared(&store, cards, take))?;
        let file = path.display().to_string();
        if desk.out.format == output::Format::Json {
            let item = Item::new().with("version", 1).with("file", file);
            return desk.out.json(&item.with("kind", "asset").with("count", count));
        }
        desk.out.done(&format!(
            "Wrote {count} assets to {file}. It names only people who agreed to be named to groups."
        ))
    }

    /// The whole caseload as a new folder.
    fn everything(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.format.is_some_and(|format| format != As::Ndjson) || self.mark {
            return Err(Fault::usage("A whole caseload is written as a folder of ndjson files.")
                .hint("For example: kith export everything --out FOLDER"));
        }
        let folder = self.out.as_deref().filter(|path| !hyphen(path)).ok_or_else(|| {
            Fault::usage("Say which new folder it is written to.")
                .hint("For example: kith export everything --out FOLDER")
        })?;
        let mut store = desk.open()?;
        let left_out: Vec<i64> = self.left_out(desk, &mut store)?.into_iter().collect();
        let count = everything::write(&store, &left_out, folder)?;
        if desk.out.format == output::Format::Json {
            let item = Item::new().with("version", 1).with("file", folder.display().to_string());
            return desk.out.json(&item.with("kind", "everything").with("count", count));
        }
        desk.out.done(&format!(
            "Wrote {count} records to the folder {}. It holds personal data: keep it safe.",
            folder.display()
        ))
    }

    fn reminders(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.mark {
            return Err(Fault::usage("A calendar has no byte order mark."));
        }
        let store = desk.open()?;
        calendar::write(desk, &store, None, None, self.out.as_deref())
    }
}

/// Whether a file name stands for standard output.
pub(super) fn hyphen(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Whether a record is about somebody who is left out.
fn is_left_out(one: &Listed, left_out: &HashSet<i64>) -> bool {
    match one.record.entity {
        Entity::Person => left_out.contains(&one.record.id),
        _ => one.people().any(|person| left_out.contains(&person)),
    }
}

/// Gives every piece of the export in order, until told to stop. Answers how many records there were.
fn write(
    store: &Store,
    entity: Entity,
    format: Format,
    left_out: &HashSet<i64>,
    take: &mut dyn FnMut(&str) -> Result<bool, Fault>,
) -> Result<usize, Fault> {
    let mut sheet = Sheet::new(entity, format);
    let (mut after, mut count) = (Some(0), 0);
    let mut on = take(&sheet.head())?;
    while let (Some(from), true) = (after, on) {
        let (page, next) = listed::page(store, entity, from, PAGE)?;
        let mut text = String::new();
        for one in page.iter().filter(|one| !is_left_out(one, left_out)) {
            text.push_str(&sheet.row(one));
            count += 1;
        }
        on = take(&text)?;
        after = next;
    }
    take(sheet.tail())?;
    Ok(count)
}

/// Gives every piece of a directory or an address book, until told to stop. Answers how many assets there were.
fn write_shared(
    store: &Store,
    cards: bool,
    take: &mut dyn FnMut(&str) -> Result<bool, Fault>,
) -> Result<usize, Fault> {
    // How many there are stands before the first of them.
    let mut total = 0;
    let mut after = if cards { None } else { Some(0) };
    while let Some(from) = after {
        let (page, next) = shared::page(store, from, PAGE)?;
        total += page.len();
        after = next;
    }
    let mut on = cards || take(&oruk::head(total))?;
    let (mut after, mut count) = (Some(0), 0);
    while let (Some(from), true) = (after, on) {
        let (page, next) = shared::page(store, from, PAGE)?;
        let mut text = String::new();
        for one in &page {
            if cards {
                text.push_str(&vcard::card(one));
            } else {
                let comma = if count == 0 { "\n" } else { ",\n" };
                text.push_str(comma);
                text.push_str(&oruk::service(one).to_string());
            }
            count += 1;
        }
        on = take(&text)?;
        after = next;
    }
    if !cards {
        take(oruk::TAIL)?;
    }
    Ok(count)
}

/// Writes the export to a new file of our own; it is there whole or not at all.
pub(super) fn to_file(
    path: &Path,
    pieces: impl FnOnce(&mut dyn FnMut(&str) -> Result<bool, Fault>) -> Result<usize, Fault>,
) -> Result<usize, Fault> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Fault::failed(format!("There is a file {} already.", path.display()))
                .hint("Name another, or move that one away.")
        }
        _ => Fault::failed(format!("{} could not be written: {error}.", path.display())),
    };
    if path.symlink_metadata().is_ok() {
        return Err(told(std::io::ErrorKind::AlreadyExists.into()));
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(told)?;
    let written = pieces(&mut |piece| {
        file.write_all(piece.as_bytes()).map_err(told)?;
        Ok(true)
    })
    .and_then(|count| {
        file.sync_all().map_err(told)?;
        // A second name, unlike a new one, never replaces a file that appeared in the meantime.
        std::fs::hard_link(&part, path).map_err(told)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        // The new name is on the disk, too, before anything is told of it; a folder that cannot be asked for that is no failure.
        let _kept =
            std::fs::File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(count)
    });
    // Under its own name or not at all.
    let _gone = std::fs::remove_file(&part);
    written
}
