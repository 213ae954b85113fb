//! Finding words in what was written down: the notes of contacts, and notes on people and assets.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::Query;
use crate::domain::entity::Entity;
use crate::domain::fold;
use crate::domain::id::{AssetId, PersonId};
use crate::store::Store;
use crate::store::fault::StoreError;

const FIND: &str = include_str!("note.sql");

/// How many words of a text stand before the first word that was met.
const BEFORE: usize = 5;
/// How many words of a text are shown.
const SHOWN: usize = 18;

/// A text in which the words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteHit {
    /// A contact or a note.
    pub kind: Entity,
    /// Its number.
    pub id: i64,
    /// The day.
    pub on: NaiveDate,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The asset it is about.
    pub asset: Option<AssetId>,
    /// Given name of the person.
    pub given: String,
    /// Family name of the person.
    pub family: String,
    /// Name of the asset.
    pub asset_name: String,
    /// The words around the first one that was met, on one line.
    pub snippet: String,
}

impl Store {
    /// Finds texts that hold words beginning with every word asked for, the newest first, at most so many; nothing for
    /// one letter.
    pub fn find_notes(&self, text: &str, most: usize) -> Result<Vec<NoteHit>, StoreError> {
        let query = Query::read(text, self.clock.today());
        // One letter stands in every text there is.
        if text.trim().chars().count() < 2 || query.is_empty() {
            return Ok(Vec::new());
        }
        let typed: Vec<&str> = query
            .parts()
            .iter()
            .flat_map(|part| part.words.iter().chain(&part.together))
            .map(String::as_str)
            .collect();
        let of = |row: &Row<'_>| -> rusqlite::Result<NoteHit> {
            let text = |name: &str| -> rusqlite::Result<String> {
                Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
            };
            Ok(NoteHit {
                kind: Entity::parse(&text("kind")?).unwrap_or(Entity::Note),
                id: row.get("id")?,
                on: text("happened_on")?.parse().unwrap_or_default(),
                person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
                asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
                given: text("given")?,
                family: text("family")?,
                asset_name: text("asset_name")?,
                snippet: snippet(&text("text")?, &typed),
            })
        };
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(FIND)?;
        let rows = statement.query_map(params![query.prefixes(), most], of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The words of a text around the first that begins with one of the typed words, with dots where more was said.
fn snippet(text: &str, typed: &[&str]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let met =
        |word: &&str| fold::words(word).iter().any(|kept| typed.iter().any(|typed| kept.starts_with(typed)));
    let from = words.iter().position(met).unwrap_or(0).saturating_sub(BEFORE);
    let shown: Vec<&str> = words.iter().skip(from).take(SHOWN).copied().collect();
    let before = if from > 0 { "... " } else { "" };
    let after = if from + shown.len() < words.len() { " ..." } else { "" };
    format!("{before}{}{after}", shown.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_shows_the_words_around_the_first_that_was_met() {
        let text = "one two three four five six Gärtnerei eight nine ten eleven twelve thirteen fourteen \
                    fifteen sixteen seventeen eighteen nineteen twenty twenty-one";
        let shown = snippet(text, &["gart"]);
        assert_eq!(shown.split_whitespace().nth(1), Some("two"));
        assert!(
            shown.starts_with("... ") && shown.ends_with(" ...") && shown.contains("Gärtnerei"),
            "{shown}"
        );
        assert_eq!(snippet("Loves roses.", &["rose"]), "Loves roses.");
    }
}
