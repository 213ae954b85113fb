//! `kith list`: the lists of the caseload, in words, JSON or rows.

mod assets;
mod records;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::day::{self, PAGE};
use super::desk::{Desk, whose};
use super::gap;
use super::json::{self, Item};
use super::notice;
use super::output::Row;
use crate::domain::entity::Entity;
use crate::domain::standing::State;
use crate::domain::{name, when};
use crate::fault::Fault;
use crate::report::today::{self, GroupOf};
use crate::store::Store;
use crate::store::figures::Set;
use crate::store::page::Span;
use crate::store::queue::{QueueAsk, QueueRow};
use crate::store::today::WaitingRow;

/// The lists there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Who is in our work, by what is due first.
    Queue,
    /// Who waits for a first contact, the longest first.
    Waiting,
    /// Who was not yet asked what they would like to give, by name.
    NotAsked,
    /// Everyone.
    People,
    /// Referrals.
    Referrals,
    /// Stretches of work.
    Episodes,
    /// Risks, and who was asked.
    Risks,
    /// People around somebody.
    Relations,
    /// What people are good at, know and care about.
    Strengths,
    /// What people would like help with.
    Needs,
    /// Plans, the older ones too.
    Plans,
    /// Goals.
    Goals,
    /// Steps towards goals.
    Steps,
    /// Contacts.
    Contacts,
    /// Contacts with nobody we know yet.
    Informal,
    /// Notes.
    Notes,
    /// Reminders; the open ones if no state is named.
    FollowUps,
    /// Assets.
    Assets,
    /// People joined to assets.
    Connections,
    /// Times of going along.
    Visits,
    /// What people said of assets.
    Feedback,
    /// Gaps: what the community does not have yet.
    Gaps,
    /// The cards on the noticeboard; with --put-away those that are down, too.
    Notices,
    /// Saved searches of assets.
    Searches,
    /// Offers; the open ones if no state is named.
    Offers,
    /// Wishes; the open ones if no state is named.
    Asks,
    /// Offers and wishes that were laid together.
    Pairs,
    /// Gives and receives.
    Exchanges,
    /// Measures: how people were, by an instrument
    Measures,
    /// How often people used health services
    ServiceUse,
    /// Letters, as they went out
    Letters,
    /// Assets whose details nobody has checked for long, the longest first.
    Stale,
    /// Assets whose funding ends soon or has ended, the first to end first.
    Funding,
    /// Who works here.
    Workers,
}

/// List people, assets, reminders ...
#[derive(Args)]
pub struct List {
    /// Which list
    #[arg(value_enum)]
    which: Which,
    /// Only your own and nobody's
    #[arg(long)]
    mine: bool,
    /// Only what is of this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only what is in this state; any for every state
    #[arg(long)]
    state: Option<String>,
    /// At most so many
    #[arg(long)]
    limit: Option<usize>,
    /// What was put away too
    #[arg(long)]
    put_away: bool,
}

const QUEUE: [&str; 20] = [
    "id",
    "uid",
    "kind",
    "name",
    "given",
    "family",
    "state",
    "due",
    "due_at",
    "days_late",
    "what",
    "follow_up_id",
    "waiting_since",
    "contact_by",
    "last_contact",
    "last_outcome",
    "tries",
    "rung",
    "safe_contact",
    "worker_id",
];

impl List {
    /// Prints the list.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = match self.which {
            Which::Queue => return self.queue(desk),
            Which::Waiting => return self.waiting(desk),
            Which::NotAsked => return self.not_asked(desk),
            Which::Stale | Which::Funding => return assets::list(self, desk, self.which),
            Which::People => Entity::Person,
            Which::Referrals => Entity::Referral,
            Which::Episodes => Entity::Episode,
            Which::Risks => Entity::Risk,
            Which::Relations => Entity::Relation,
            Which::Strengths => Entity::Strength,
            Which::Needs => Entity::Need,
            Which::Plans => Entity::Plan,
            Which::Goals => Entity::Goal,
            Which::Steps => Entity::Step,
            Which::Contacts | Which::Informal => Entity::Contact,
            Which::Notes => Entity::Note,
            Which::FollowUps => Entity::FollowUp,
            Which::Assets => Entity::Asset,
            Which::Connections => Entity::Connection,
            Which::Visits => Entity::Visit,
            Which::Feedback => Entity::Feedback,
            Which::Searches => Entity::Search,
            Which::Gaps => return gap::board(desk, self.state.as_deref(), self.most()),
            Which::Notices => return notice::list(desk, self.put_away, self.most()),
            Which::Offers => Entity::Offer,
            Which::Asks => Entity::Ask,
            Which::Pairs => Entity::Pair,
            Which::Exchanges => Entity::Exchange,
            Which::Measures => Entity::Measure,
            Which::ServiceUse => Entity::ServiceUse,
            Which::Letters => Entity::Letter,
            Which::Workers => Entity::Worker,
        };
        records::list(self, desk, entity)
    }

    fn most(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }

    fn queue(&self, desk: &mut Desk) -> Result<(), Fault> {
        let state = match self.state.as_deref() {
            None | Some("any") => None,
            Some(word) => Some(State::parse(&word.replace('-', "_")).ok_or_else(|| {
                let words = State::ALL.map(State::code).join(", ");
                Fault::usage("There is no such place in our work.").hint(format!("There are: {words}."))
            })?),
        };
        if self.since.is_some() {
            return Err(Fault::usage("The queue has no days to count from."));
        }
        let store = desk.open()?;
        let ask = QueueAsk { worker: whose(&store, self.mine)?, state, ..QueueAsk::default() };
        let headings = &["Name", "Where they are", "Due", "Next step", "Person"];
        let mut list = desk.out.list(QUEUE.to_vec(), headings, "Nobody is in the queue.")?;
        let mut shown = 0;
        loop {
            let page = store.queue(&ask, Span { from: shown, most: PAGE.min(self.most() - shown) })?;
            shown += page.rows.len();
            let rows: Vec<Row> =
                page.rows.iter().map(|row| queued(&store, row, desk)).collect::<Result<_, _>>()?;
            let empty = rows.is_empty();
            desk.out.rows(&mut list, rows)?;
            if empty || shown >= self.most() || desk.out.closed() {
                return desk.out.end(&list, page.total);
            }
        }
    }

    fn not_asked(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.since.is_some() || self.state.is_some() {
            return Err(Fault::usage("This list has no days to count from, and no states."));
        }
        let store = desk.open()?;
        let worker = whose(&store, self.mine)?;
        let headings = &["Name", "Where they are", "Due", "Next step", "Person"];
        let none = "Everyone in our work was asked what they would like to give.";
        let mut list = desk.out.list(QUEUE.to_vec(), headings, none)?;
        let page = store.people_of(Set::NotAsked, worker, Span::first(self.most()))?;
        let rows: Vec<Row> =
            page.rows.iter().map(|row| queued(&store, row, desk)).collect::<Result<_, _>>()?;
        desk.out.rows(&mut list, rows)?;
        desk.out.end(&list, page.total)
    }

    fn waiting(&self, desk: &mut Desk) -> Result<(), Fault> {
        let today = desk.clock.today();
        let since = self.since_day(desk)?;
        let store = desk.open()?;
        let worker = whose(&store, self.mine)?;
        let mut keys = day::KEYS.to_vec();
        keys.extend(["waiting_since", "days_waiting", "source", "referrer", "urgency", "language"]);
        let headings = &["Waiting", "Name", "From", "", "Person"];
        let mut list = desk.out.list(keys, headings, "Nobody waits for a first contact.")?;
        let all = Span::first(usize::MAX);
        let words = today::page(&store, worker, today, GroupOf::Waiting, all)?;
        let page = store.waiting(worker, all)?;
        let wanted = |row: &WaitingRow| since.is_none_or(|day| row.since >= day);
        let rows: Vec<Row> = page
            .rows
            .iter()
            .zip(&words.rows)
            .filter(|(row, _)| wanted(row))
            .map(|(row, words)| Ok(waits(row, day::row(&store, words)?, today)))
            .collect::<Result<_, Fault>>()?;
        let total = rows.len();
        desk.out.rows(&mut list, rows.into_iter().take(self.most()).collect())?;
        desk.out.end(&list, total)
    }

    fn since_day(&self, desk: &Desk) -> Result<Option<NaiveDate>, Fault> {
        let read = |text: &String| when::read_past_day(text, desk.clock.today()).map_err(Fault::usage);
        self.since.as_ref().map(read).transpose()
    }
}

/// The row of somebody who waits, with what is known of the referral.
fn waits(waiting: &WaitingRow, row: Row, today: NaiveDate) -> Row {
    let item = row
        .item
        .with("waiting_since", waiting.since.to_string())
        .with("days_waiting", today.signed_duration_since(waiting.since).num_days())
        .with("source", waiting.source.as_str())
        .text("referrer", &waiting.referrer)
        .text("urgency", &waiting.urgency)
        .text("language", &waiting.language);
    Row { item, cells: row.cells }
}

/// A person of the queue as a row.
fn queued(store: &Store, row: &QueueRow, desk: &Desk) -> Result<Row, Fault> {
    let today = desk.clock.today();
    let name = name::listed(&row.family, &row.given, &row.title);
    let late = row.due_on.and_then(|day| when::days_late(day, today));
    let item = Item::new()
        .with("id", row.person.0)
        .with("uid", json::uid(store, Entity::Person, Some(row.person.0))?)
        .with("kind", "person")
        .with("name", name.as_str())
        .text("given", &row.given)
        .text("family", &row.family)
        .with("state", row.state.code())
        .shown("due", row.due_on)
        .shown("due_at", row.due_at.map(|time| time.format("%H:%M")))
        .with("days_late", late.unwrap_or(0))
        .text("what", &row.next)
        .with("follow_up_id", row.follow_up.map(|id| id.0))
        .shown("waiting_since", row.waiting_since)
        .shown("contact_by", row.contact_by)
        .shown("last_contact", row.last_contact)
        .text("last_outcome", &row.last_outcome)
        .with("tries", row.tries)
        .with("rung", row.rung.code())
        .text("safe_contact", &row.safe_contact)
        .with("worker_id", (row.worker.0 != 0).then_some(row.worker.0));
    let due = match (row.due_on, late) {
        (Some(_), Some(days)) => format!("! {}", when::late_words(days)),
        (Some(day), None) if day == today => {
            row.due_at.map_or_else(|| "Today".to_owned(), |time| format!("Today {}", when::show_time(time)))
        }
        (Some(day), None) => when::show_day_short(day, today),
        (None, _) => String::new(),
    };
    let cells = vec![name, row.state.label().to_owned(), due, row.next.clone(), row.person.to_string()];
    Ok(Row { item, cells })
}
