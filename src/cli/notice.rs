//! `kith notice`: the noticeboard, anybody's card on it, and the board as it is printed.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::desk::Desk;
use super::export;
use super::gather::{self, Fields, Wanted};
use super::json::Item;
use super::output::{Format, Row};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::fault::Fault;
use crate::report::noticeboard;
use crate::store::community::NoticeRow;

/// See the noticeboard, put a card up, or print it
///
/// A card comes down by itself: after four weeks where nobody said when. Without a word after it, the cards are listed.
#[derive(Args)]
pub struct Notice {
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Subcommand)]
enum Act {
    /// Put a card up
    Add(Add),
    /// Print the cards that are up, each with its small print
    Print(Print),
}

#[derive(Args)]
struct Add {
    /// How to answer: what may be printed
    #[arg(long)]
    contact: Option<String>,
    /// Until when it is up
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// The number of the asset it is of
    #[arg(long, value_name = "ID")]
    asset: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

/// How the board is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum How {
    /// Plain text.
    Text,
    /// A page to print or to put on a wall.
    Html,
}

/// How and where the board is printed.
#[derive(Args)]
pub struct Print {
    /// As what
    #[arg(long, value_enum, default_value = "text")]
    format: How,
    /// In large print
    #[arg(long = "large-print")]
    large: bool,
    /// Into this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Notice {
    /// Does what is asked.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        match &self.act {
            None => list(desk, false, usize::MAX),
            Some(Act::Add(add)) => add.run(desk),
            Some(Act::Print(print)) => print.run(desk),
        }
    }
}

impl Add {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let mut wanted = Wanted::new(Entity::Notice).text("body");
        if let Some(asset) = &self.asset {
            wanted = wanted.link("asset_id", subject::of(asset, Entity::Asset)?);
        }
        let until = match &self.until {
            Some(text) => Some(when::read_day(text, desk.clock.today()).map_err(Fault::usage)?.to_string()),
            None => None,
        };
        let wanted = wanted.option("contact", self.contact.as_deref()).option("until_on", until.as_deref());
        let given = self.fields.gather(desk, wanted)?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Put up", Entity::Notice, done.id_of(Entity::Notice).unwrap_or_default())
        })
    }
}

impl Print {
    /// The board as a letter.
    pub fn as_letter(page: bool, large: bool, out: Option<PathBuf>) -> Self {
        Self { format: if page { How::Html } else { How::Text }, large, out }
    }

    /// Prints the cards that are up, as text or as a page, also into a new file.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if desk.out.format == Format::Csv {
            return Err(
                Fault::usage("A board that is printed is not a list.").hint("For rows: kith notice --csv")
            );
        }
        let board = board(desk)?;
        let text = match self.format {
            How::Html => board.html(self.large),
            How::Text => board.text(self.large),
        };
        put(desk, &text, self.out.as_deref())
    }
}

/// The board as it is today.
fn board(desk: &mut Desk) -> Result<noticeboard::Board, Fault> {
    let store = desk.open()?;
    let today = desk.clock.today();
    let said = |key: &str| desk.config.value("noticeboard", key).to_owned();
    let heading = noticeboard::Heading { title: said("title"), disclaimer: said("disclaimer") };
    Ok(noticeboard::of(&store, today, &heading)?)
}

/// Puts a text out, or into a new file.
fn put(desk: &mut Desk, text: &str, out: Option<&Path>) -> Result<(), Fault> {
    match out {
        Some(path) if path.as_os_str() != "-" => {
            export::to_file(path, |take| take(text).map(|_| 1))?;
            desk.out.say(&format!("Written: {}", path.display()));
            Ok(())
        }
        _ if desk.out.format == Format::Json => {
            desk.out.json(&Item::new().with("version", 1).with("text", text))
        }
        _ => desk.out.text(text.trim_end()),
    }
}

const KEYS: [&str; 7] = ["id", "title", "body", "contact", "from_on", "until_on", "disclaimer"];

/// Prints the cards that are up, or all there are.
pub fn list(desk: &mut Desk, all: bool, most: usize) -> Result<(), Fault> {
    let store = desk.open()?;
    let today = desk.clock.today();
    let rows = store.notices((!all).then_some(today))?;
    let headings = &["Title", "Until", "How to answer", "No."];
    let mut list = desk.out.list(KEYS.to_vec(), headings, "No card is up.")?;
    let total = rows.len();
    desk.out.rows(&mut list, rows.iter().take(most).map(row).collect())?;
    desk.out.end(&list, total)?;
    if desk.out.format == Format::Text && total > 0 {
        desk.out.say("To print them: kith notice print");
    }
    Ok(())
}

fn row(notice: &NoticeRow) -> Row {
    let item = Item::new()
        .with("id", notice.id)
        .with("title", notice.title.as_str())
        .with("body", notice.body.as_str())
        .text("contact", &notice.contact)
        .with("from_on", notice.from.to_string())
        .shown("until_on", notice.until)
        .text("disclaimer", &notice.disclaimer);
    let until = notice.until.map_or_else(|| "no end".to_owned(), when::show_day);
    Row { item, cells: vec![notice.title.clone(), until, notice.contact.clone(), notice.id.to_string()] }
}
