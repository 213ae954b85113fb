//! Finding anyone: names in either order, what they like to be called, NHS number, telephone, postcode, birth date.

use std::borrow::Cow;
use std::cmp::Reverse;

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::judge::{How, Judge};
use super::query::Part;
use super::{CANDIDATES, FEW, Query, near_key};
use crate::domain::id::PersonId;
use crate::domain::standing::State;
use crate::domain::{fold, phone};
use crate::store::Store;
use crate::store::derive::word::NUMBER;
use crate::store::fault::StoreError;
use crate::store::row::{columns, text};

const SELECT: &str = include_str!("person.sql");

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonHit {
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// What they like to be called.
    pub preferred: String,
    /// Title.
    pub title: String,
    /// Date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Postcode.
    pub postcode: String,
    /// Where they are.
    pub state: State,
    /// What was met: `name`, `likes to be called Bet`, `NHS number`, `a name spelt nearly so`.
    pub why: String,
}

/// A person of whom it is not yet known how well they fit.
struct Candidate {
    hit: PersonHit,
    names: Vec<String>,
    called: Vec<String>,
    numbers: Vec<(String, &'static str)>,
    in_work: bool,
    sort_name: String,
}

/// The columns of a candidate, in the order in which they are read.
const COLUMNS: [&str; 14] = [
    "id",
    "given",
    "family",
    "preferred",
    "title",
    "date_of_birth",
    "postcode",
    "state",
    "in_work",
    "sort_name",
    "nhs_number",
    "phone",
    "mobile",
    "work_phone",
];

/// The numbers of a person as the index keeps them, each with what it is.
fn numbers(
    row: &Row<'_>,
    [nhs_number, phones @ ..]: [usize; 4],
    postcode: &str,
    date_of_birth: Option<NaiveDate>,
) -> rusqlite::Result<Vec<(String, &'static str)>> {
    let mut numbers = vec![(text(row, nhs_number)?, "NHS number")];
    for column in phones {
        let digits = phone::digits(&text(row, column)?);
        numbers.extend(phone::endings(&digits).map(|ending| (ending.to_owned(), "phone number")));
        numbers.push((digits, "phone number"));
    }
    numbers.push((fold::fold(postcode).replace(' ', ""), "postcode"));
    numbers.extend(date_of_birth.map(|day| (day.format("%Y%m%d").to_string(), "date of birth")));
    numbers.retain(|(number, _)| !number.is_empty());
    Ok(numbers)
}

/// How a candidate fits: lower sorts first.
type Rank = (How, Reverse<usize>, bool, Reverse<i64>, bool);

impl Candidate {
    fn of(row: &Row<'_>, places: [usize; COLUMNS.len()], with_numbers: bool) -> rusqlite::Result<Self> {
        let [id, given, family, preferred, title, birth, postcode, state, in_work, sort_name, rest @ ..] =
            places;
        let (given, family, preferred) = (text(row, given)?, text(row, family)?, text(row, preferred)?);
        let date_of_birth: Option<NaiveDate> = text(row, birth)?.parse().ok();
        let postcode = text(row, postcode)?;
        let numbers = if with_numbers { numbers(row, rest, &postcode, date_of_birth)? } else { Vec::new() };
        let state = State::parse(&text(row, state)?).unwrap_or(State::Known);
        let names = fold::words(&format!("{given} {family}"));
        let called = fold::words(&preferred);
        let person = PersonId(row.get(id)?);
        let title = text(row, title)?;
        let why = String::new();
        Ok(Self {
            hit: PersonHit { person, given, family, preferred, title, date_of_birth, postcode, state, why },
            names,
            called,
            numbers,
            in_work: row.get(in_work)?,
            sort_name: text(row, sort_name)?,
        })
    }

    /// How a part of the question is met, and by what.
    fn meets(&self, part: &Part, slips: bool) -> Option<(How, Cow<'static, str>)> {
        let numbers = self.numbers.iter();
        let together = numbers.flat_map(|(kept, what)| {
            part.together.iter().filter_map(move |typed| {
                Judge::meets(typed, kept, false).map(|how| (how, Cow::Borrowed(*what)))
            })
        });
        let mut apart: Option<(How, Cow<'static, str>)> = None;
        for typed in &part.words {
            let Some(met) = self.word(typed, slips) else {
                apart = None;
                break;
            };
            apart = Some(apart.map_or(met.clone(), |worst| worst.max(met)));
        }
        together.chain(apart).min_by(|a, b| a.0.cmp(&b.0))
    }

    fn word(&self, typed: &str, slips: bool) -> Option<(How, Cow<'static, str>)> {
        let best = |kept: &[String]| kept.iter().filter_map(|kept| Judge::meets(typed, kept, slips)).min();
        let name = best(&self.names).map(|how| (how, Cow::Borrowed("name")));
        let called = best(&self.called)
            .map(|how| (how, Cow::Owned(format!("likes to be called {}", self.hit.preferred))));
        let numbers = self.numbers.iter().filter_map(|(kept, what)| {
            Judge::meets(typed, kept, false).map(|how| (how, Cow::Borrowed(*what)))
        });
        let met = name.into_iter().chain(called).chain(numbers).min_by(|a, b| a.0.cmp(&b.0));
        met.map(|(how, what)| match how {
            How::Near => (how, Cow::Borrowed("a name spelt nearly so")),
            _ => (how, what),
        })
    }

    /// How the candidate fits the whole question; `None` where some part is not met.
    fn rank(&mut self, query: &Query, slips: bool, judge: &Judge) -> Option<Rank> {
        let mut worst = How::Whole;
        let mut wholes = 0;
        let mut score = 0;
        let mut why: Vec<Cow<'static, str>> = Vec::new();
        for part in query.parts() {
            let (how, what) = self.meets(part, slips)?;
            worst = worst.max(how);
            wholes += usize::from(how == How::Whole);
            if !why.contains(&what) {
                why.push(what);
            }
            let names = || self.names.iter().chain(&self.called).map(String::as_str);
            score += part.words.iter().map(|typed| judge.score(typed, names(), slips)).sum::<i64>();
        }
        self.hit.why = why.join(", ");
        // A whole name stands before a beginning, whatever the rest of the question met.
        let by_slip = worst == How::Near;
        let put_away = self.hit.state == State::PutAway;
        let worst = if by_slip { How::Near } else { How::Whole };
        Some((worst, Reverse(wholes), put_away, Reverse(score), !self.in_work))
    }
}

impl Store {
    /// Finds people by anything they go by, the best first, at most so many.
    ///
    /// Whole words come before beginnings. One typing slip in one word is forgiven only when fewer than five were met,
    /// and whoever is met by a slip comes after everyone who was met without. The order is the same every time.
    pub fn find_people(&self, text: &str, most: usize) -> Result<Vec<PersonHit>, StoreError> {
        let query = Query::read(text, self.clock.today());
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let found = match query.number() {
            Some(spellings) => self.with_number(spellings)?,
            None => self.with_words(&query, query.candidates(most))?,
        };
        let mut hits = ranked(found, &query, false, most);
        if hits.len() < FEW.min(most) {
            let near = ranked(self.nearly_met(&query)?, &query, true, most);
            for hit in near {
                if hits.len() < most && !hits.iter().any(|known| known.person == hit.person) {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// The newest people whose words meet the question: whole words first, then beginnings.
    fn with_words(&self, query: &Query, most: usize) -> Result<Vec<Candidate>, StoreError> {
        let wanted =
            "SELECT rowid AS id FROM person_word WHERE person_word MATCH ? ORDER BY rowid DESC LIMIT ?";
        let mut found: Vec<Candidate> = Vec::new();
        for asked in [query.wholes(), query.prefixes()] {
            let asked = query.of_people(&asked);
            let met = self.candidates(wanted, vec![Sql::Text(asked), limit(most)], query.has_digits())?;
            for candidate in met {
                if !found.iter().any(|known| known.hit.person == candidate.hit.person) {
                    found.push(candidate);
                }
            }
        }
        Ok(found)
    }

    /// People with a number that begins so, in the order of the numbers.
    fn with_number(&self, spellings: &[String]) -> Result<Vec<Candidate>, StoreError> {
        let list = serde_json::to_string(spellings).unwrap_or_default();
        let wanted = format!(
            "SELECT DISTINCT n.record_id AS id FROM (SELECT n.record_id FROM json_each(?) AS k CROSS JOIN near_word AS n \
             WHERE n.kind = '{NUMBER}' AND n.word >= k.value AND n.word < k.value || ':' LIMIT ?) AS n"
        );
        self.candidates(&wanted, vec![Sql::Text(list), limit(CANDIDATES)], true)
    }

    /// People of whom one word may have been typed with a slip while all the others are met.
    fn nearly_met(&self, query: &Query) -> Result<Vec<Candidate>, StoreError> {
        let mut all: Vec<Candidate> = Vec::new();
        for (at, part) in query.parts().iter().enumerate() {
            let [word] = part.words.as_slice() else { continue };
            if word.chars().count() < 4 || !part.together.is_empty() {
                continue;
            }
            let others = query.without(at);
            let mut keys = fold::near_keys(word);
            let mut found = self.near(&keys, others.as_deref(), false)?;
            if found.len() < FEW {
                keys.retain(|key| key.chars().count() >= 4);
                found.extend(self.near(&keys, others.as_deref(), true)?);
            }
            for candidate in found {
                if !all.iter().any(|known| known.hit.person == candidate.hit.person) {
                    all.push(candidate);
                }
            }
        }
        Ok(all)
    }

    fn near(
        &self,
        keys: &[String],
        others: Option<&str>,
        begins: bool,
    ) -> Result<Vec<Candidate>, StoreError> {
        let list = serde_json::to_string(keys).unwrap_or_default();
        let on = near_key(begins);
        let and = if others.is_some() {
            // The sign keeps the key in charge: the other way round each key would be tried for each of hundreds of people.
            " AND +n.record_id IN (SELECT rowid FROM person_word WHERE person_word MATCH ?)"
        } else {
            ""
        };
        let wanted = format!(
            "SELECT DISTINCT n.record_id AS id FROM json_each(?) AS k CROSS JOIN near_word AS n \
             WHERE n.kind = 'person' AND {on}{and} ORDER BY n.record_id DESC LIMIT ?"
        );
        let mut values = vec![Sql::Text(list)];
        values.extend(others.map(|asked| Sql::Text(asked.to_owned())));
        values.push(limit(CANDIDATES));
        self.candidates(&wanted, values, others.is_some())
    }

    fn candidates(
        &self,
        wanted: &str,
        values: Vec<Sql>,
        with_numbers: bool,
    ) -> Result<Vec<Candidate>, StoreError> {
        let sql = format!("{SELECT} JOIN ({wanted}) AS wanted ON wanted.id = p.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let places = columns(&statement, COLUMNS)?;
        let rows =
            statement.query_map(params_from_iter(values), |row| Candidate::of(row, places, with_numbers))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn limit(most: usize) -> Sql {
    Sql::Integer(i64::try_from(most).unwrap_or(i64::MAX))
}

fn ranked(found: Vec<Candidate>, query: &Query, slips: bool, most: usize) -> Vec<PersonHit> {
    let judge = Judge::new();
    let mut all: Vec<(Rank, Candidate)> = found
        .into_iter()
        .filter_map(|mut candidate| candidate.rank(query, slips, &judge).map(|rank| (rank, candidate)))
        .collect();
    all.sort_by(|(a, x), (b, y)| {
        a.cmp(b).then_with(|| x.sort_name.cmp(&y.sort_name)).then_with(|| x.hit.person.cmp(&y.hit.person))
    });
    all.into_iter().take(most).map(|(_, candidate)| candidate.hit).collect()
}
