//! Offers and wishes that were laid together: who was asked, who was introduced, what came of it.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{ASK, AskRow, OFFER, OfferRow};
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::write::Writing;

/// What a team is told where a pair may not be: never why, for the reason may be a safety mark of either.
const APART: &str = "These two cannot be brought together here. Nothing was saved.";

/// A pair that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// Its number.
    pub id: i64,
    /// The offer.
    pub offer: OfferRow,
    /// The wish.
    pub ask: AskRow,
    /// How far it is, a code.
    pub state: String,
    /// Whether whoever offers said yes; `None` where nobody asked yet.
    pub giver_yes: Option<bool>,
    /// Whether whoever wishes said yes.
    pub receiver_yes: Option<bool>,
    /// Since when it is so far.
    pub since: chrono::NaiveDate,
    /// The note.
    pub note: String,
}

/// A pair as it is kept, without its offer and wish.
struct Kept {
    id: i64,
    offer: i64,
    ask: i64,
    state: String,
    yes: [Option<bool>; 2],
    since: String,
    note: String,
}

impl Kept {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            offer: row.get("offer_id")?,
            ask: row.get("ask_id")?,
            state: row.get("state")?,
            yes: [row.get("giver_yes")?, row.get("receiver_yes")?],
            since: row.get("since")?,
            note: row.get::<_, Option<String>>("note")?.unwrap_or_default(),
        })
    }
}

impl Store {
    /// A page of the pairs that were begun and wait for us, or of those that came together; the newest first. What was no
    /// fit is left out, and so is whoever consent or safety keeps apart by now.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn pairs_begun(&self, together: bool, span: Span) -> Result<Page<PairRow>, StoreError> {
        let states = if together { "'paired', 'friends'" } else { "'asking', 'introduced'" };
        let sql = format!(
            "SELECT q.id, q.offer_id, q.ask_id, q.state, q.giver_yes, q.receiver_yes, q.since, q.note, \
             g.person_id AS giver, r.person_id AS receiver FROM pair AS q \
             JOIN offer AS g ON g.id = q.offer_id JOIN ask AS r ON r.id = q.ask_id \
             WHERE q.put_away_on IS NULL AND q.state IN ({states}) \
             ORDER BY q.since DESC, q.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let people: [Option<i64>; 2] = [row.get("giver")?, row.get("receiver")?];
            all.push((Kept::of(row)?, people));
        }
        let people: Vec<i64> = all.iter().flat_map(|(_, people)| people.iter().copied().flatten()).collect();
        let apart = self.kept_apart(&people)?;
        let meets = |people: &[Option<i64>; 2]| !people.iter().flatten().any(|person| apart.contains(person));
        let all: Vec<Kept> =
            all.into_iter().filter(|(_, people)| meets(people)).map(|(kept, _)| kept).collect();
        let total = all.len();
        let shown: Vec<Kept> = all.into_iter().skip(span.from).take(span.most).collect();
        let numbers = |which: fn(&Kept) -> i64| shown.iter().map(which).collect::<Vec<_>>();
        let offers = self.whole(OFFER, &numbers(|kept| kept.offer), OfferRow::of, |row| row.id.0)?;
        let asks = self.whole(ASK, &numbers(|kept| kept.ask), AskRow::of, |row| row.id.0)?;
        let rows = shown.into_iter().filter_map(|kept| {
            let [giver_yes, receiver_yes] = kept.yes;
            Some(PairRow {
                id: kept.id,
                offer: offers.get(&kept.offer)?.clone(),
                ask: asks.get(&kept.ask)?.clone(),
                state: kept.state,
                giver_yes,
                receiver_yes,
                since: kept.since.parse().unwrap_or_default(),
                note: kept.note,
            })
        });
        Ok(Page { rows: rows.collect(), from: span.from, total })
    }
}

impl Writing<'_> {
    /// A new pair: of two, not on the list already, and of nobody whom consent or safety keeps apart.
    pub(in crate::store) fn new_pair(&self, values: &mut Values) -> Result<(), StoreError> {
        let (Some(offer), Some(ask)) = (values.number("offer_id"), values.number("ask_id")) else {
            return Ok(());
        };
        if let (Some(worker), true) = (self.worker, values.value("worker_id").is_nothing()) {
            values.set("worker_id", worker);
        }
        let known: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM pair WHERE offer_id = ?1 AND ask_id = ?2 AND put_away_on IS NULL ORDER BY id",
            )?
            .query_row([offer, ask], |row| row.get("id"))
            .optional()?;
        if let Some(id) = known {
            return Err(StoreError::Rule(format!("These two were laid together already: pair {id}.")));
        }
        self.may_be_paired(offer, ask, values.text("state"))
    }

    /// A pair that goes further: since today where nobody said since when.
    pub(in crate::store) fn pair_moves(&self, now: &Values, write: &mut Values) -> Result<(), StoreError> {
        if !write.has("state") {
            return Ok(());
        }
        if !write.has("since") {
            write.set("since", self.today());
        }
        match (now.number("offer_id"), now.number("ask_id")) {
            (Some(offer), Some(ask)) => self.may_be_paired(offer, ask, write.text("state")),
            _ => Ok(()),
        }
    }

    fn may_be_paired(&self, offer: i64, ask: i64, state: &str) -> Result<(), StoreError> {
        let sides = [self.record(Entity::Offer, offer)?, self.record(Entity::Ask, ask)?];
        let [whose, others] = sides.each_ref().map(|side| {
            let values = &side.values;
            (values.number("person_id"), values.number("asset_id"))
        });
        if whose == others {
            return Err(StoreError::Rule(
                "Both are of one: an offer and a wish of two make a pair.".to_owned(),
            ));
        }
        if state == "not_fit" {
            return Ok(());
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM ({})) AS apart", include_str!("apart.sql"));
        let today = self.today().to_string();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let people = serde_json::json!([whose.0, others.0]).to_string();
        let apart: bool = statement.query_row(params![today, people], |row| row.get("apart"))?;
        let no = sides.iter().any(|side| side.values.number("introduce") == Some(0));
        if apart || no { Err(StoreError::Rule(APART.to_owned())) } else { Ok(()) }
    }
}
