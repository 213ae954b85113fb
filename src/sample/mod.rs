//! The sample caseload: an invented town, its people and a year of their stories, the same for a seed and a day.
//!
//! Everything goes through [`Store::apply`], so history, audit and what is worked out are the real thing.

mod assets;
mod book;
mod care;
mod case;
mod cast;
mod community;
mod entries;
mod gifts;
mod last;
mod life;
mod measured;
mod names;
mod paths;
mod places;
mod theme;
mod themes;
mod venues;
mod way;
mod words;
mod year;

use chrono::NaiveDate;

use crate::fault::Fault;
use crate::store::{Actor, Store, Via};
use book::Book;
use life::Span;
use year::Year;

/// How large a sample is, and for which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many people.
    pub people: usize,
    /// How many assets.
    pub assets: usize,
    /// The same seed and day give the same caseload.
    pub seed: u64,
    /// The present day of the caseload.
    pub today: NaiveDate,
}

impl Plan {
    /// The usual size: 60 people and 120 assets.
    pub fn new(today: NaiveDate) -> Self {
        Self { people: 60, assets: 120, seed: 1, today }
    }
}

/// The worker whose caseload the sample shows.
pub const LOGIN: &str = "jo";

/// Days back to the closing of a group in the sample.
const CLOSED_AGO: u64 = 40;

/// Who works in the sample's town: three, or ten in a large one.
fn staff(people: usize) -> Vec<Actor> {
    const ALL: [(&str, &str); 10] = [
        (LOGIN, "Jo Evans"),
        ("sam", "Sam Okoro"),
        ("meera", "Meera Nair"),
        ("tom", "Tom Bright"),
        ("aneta", "Aneta Wolska"),
        ("ruth", "Ruth Lake"),
        ("bilal", "Bilal Saeed"),
        ("carys", "Carys Mor"),
        ("dan", "Dan Okafor"),
        ("ines", "Inês Prado"),
    ];
    let many = if people > 1_000 { ALL.len() } else { 3 };
    let actor =
        |(login, name): &(&str, &str)| Actor { name: (*name).to_owned(), ..Actor::new(*login, Via::Command) };
    ALL.iter().take(many).map(actor).collect()
}

/// Fills a new caseload with the sample; the store's clock and actor are what they were when it is done.
///
/// # Errors
/// When something has happened in the caseload before, or when it cannot be written.
pub fn fill(store: &mut Store, plan: &Plan) -> Result<(), Fault> {
    let (clock, actor, nation) = (store.clock(), store.actor().clone(), store.nation());
    store.seed(plan.seed);
    let mut span = Span { today: plan.today, cut: plan.today, closing: plan.today, nation };
    span.cut = span.on_or_before(plan.today);
    span.closing = span.ago(CLOSED_AGO);
    store.expect_much(true)?;
    let filled = Book::open(store).and_then(|book| {
        let mut year = Year::new(book, *plan, span);
        year.live()?;
        care::acts(&mut year)?;
        measured::acts(&mut year)?;
        community::acts(&mut year)?;
        last::acts(&mut year)?;
        year.book.close()
    });
    store.set_clock(clock);
    store.set_actor(actor);
    store.expect_much(false)?;
    filled
}
