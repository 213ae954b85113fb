//! What an asset is measured by for one person, gathered from everything that is known of them.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::params;

use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::fold;
use crate::domain::id::PersonId;
use crate::domain::matching::{self, Tried, Wants, Whence, access};
use crate::domain::timetable;
use crate::domain::vocabulary::{self, CONNECTION_STATE};
use crate::store::Store;
use crate::store::derive::facet;
use crate::store::fault::StoreError;
use crate::store::page::Span;

/// How many of the newest notes, and of the newest contacts, are read.
const NEWEST: usize = 10;
/// How many words of theirs are looked for at most.
const WORDS: usize = 60;

impl Store {
    /// What an asset is measured by for this person: needs, interests, gifts, goals, notes, place, time, money, access.
    pub fn wants_of(&self, person: PersonId) -> Result<Wants, StoreError> {
        let record = self.needed(Entity::Person, person.0)?;
        let values = &record.values;
        let today = self.clock.today();
        let codes = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut wants = Wants {
            needs: codes(values.text("needs")),
            interests: codes(values.text("interests")).into_iter().map(|c| (c, "interests")).collect(),
            postcode: values.text("postcode").to_owned(),
            spot: facet::spot_of(&self.connection, values.text("postcode"))?,
            travel: values.number("travel_miles"),
            week: timetable::read(values.text("free_when")).week,
            cost_limit: values.number("cost_limit").map(|pounds| pounds.saturating_mul(100)),
            language: own_language(values.text("language")),
            interpreter: values.flag("interpreter_needed")
                || fold::fold(values.text("language")).contains("interpreter needed"),
            access: access::needed(values.text("access_needs")),
            age: values.day("date_of_birth").map(|born| age(born, today)),
            tried: self.tried_by(person)?,
            ..Wants::default()
        };
        self.gifts_and_wishes(person, &mut wants)?;
        self.own_words(person, values, &mut wants)?;
        Ok(wants)
    }

    fn gifts_and_wishes(&self, person: PersonId, wants: &mut Wants) -> Result<(), StoreError> {
        for (entity, whence) in [(Entity::Offer, Whence::Offers), (Entity::Ask, Whence::Wishes)] {
            let records = self.records_of(entity, "person_id", person.0)?;
            for record in records.iter().filter(|record| record.values.text("state") == "open") {
                let interests = record.values.text("interests").split_whitespace();
                wants.interests.extend(interests.map(|code| (code.to_owned(), whence.word())));
                let what = record.values.text("what");
                if entity == Entity::Offer {
                    wants.gifts.push((record.values.text("gift_kind").to_owned(), what.to_owned()));
                }
                add_words(wants, what, whence);
            }
        }
        Ok(())
    }

    fn own_words(&self, person: PersonId, values: &Values, wants: &mut Wants) -> Result<(), StoreError> {
        for goal in self.records_of(Entity::Goal, "person_id", person.0)? {
            if goal.values.text("status") == "open" {
                add_words(wants, goal.values.text("what"), Whence::Goals);
            }
        }
        let plans = self.records_of(Entity::Plan, "person_id", person.0)?;
        if let Some(plan) = plans.iter().max_by_key(|plan| (plan.values.day("agreed_on"), plan.id)) {
            add_words(wants, plan.values.text("matters"), Whence::Plan);
        }
        add_words(wants, values.text("about"), Whence::About);
        for note in self.notes_of(Entity::Person, person.0, Span::first(NEWEST))?.rows {
            add_words(wants, &note.text, Whence::Notes);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT note FROM contact WHERE person_id = ?1 AND put_away_on IS NULL AND note IS NOT NULL \
             ORDER BY happened_on DESC, id DESC LIMIT ?2",
        )?;
        let most = i64::try_from(NEWEST).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![person.0, most])?;
        while let Some(row) = rows.next()? {
            add_words(wants, &row.get::<_, String>("note")?, Whence::Notes);
        }
        Ok(())
    }

    /// What a person was connected to, and how that went; the newest connection to each asset.
    fn tried_by(&self, person: PersonId) -> Result<Vec<Tried>, StoreError> {
        let mut tried: Vec<Tried> = Vec::new();
        for row in self.connections_of_person(person)? {
            let Some(asset) = row.asset.filter(|asset| !tried.iter().any(|one| one.asset == asset.0)) else {
                continue;
            };
            if matches!(row.state.as_str(), "suggested" | "asset_closed") {
                continue;
            }
            let ended = matches!(row.state.as_str(), "did_not_start" | "stopped" | "declined");
            let label = CONNECTION_STATE.label(&row.state).to_lowercase();
            let why = vocabulary::reason(&row.reason_ended).unwrap_or(&row.reason_ended).to_lowercase();
            let words = if ended && !why.is_empty() { format!("{label} ({why})") } else { label };
            tried.push(Tried { asset: asset.0, goes_on: !ended, words });
        }
        Ok(tried)
    }
}

fn add_words(wants: &mut Wants, text: &str, whence: Whence) {
    for word in matching::telling_words(text) {
        // One word in two forms, `walk` and `walked`, is one reason.
        if wants.words.len() < WORDS
            && !wants.words.iter().any(|(known, _)| matching::same_word(known, &word))
        {
            wants.words.push((word, whence));
        }
    }
}

/// The language of a person, folded: the first that is named; nothing for English.
pub fn own_language(words: &str) -> String {
    let first = words.split([',', ';', '.', '/']).next().unwrap_or_default();
    let first = fold::fold(first);
    let first = first.split(" and ").next().unwrap_or_default();
    if first == "english" || first.starts_with("english ") { String::new() } else { first.to_owned() }
}

/// Whole years of age on a day.
fn age(born: NaiveDate, today: NaiveDate) -> i64 {
    let years = i64::from(today.year()) - i64::from(born.year());
    let before = (today.month(), today.day()) < (born.month(), born.day());
    years - i64::from(before)
}
