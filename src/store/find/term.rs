//! Words of assets that a typed word may have meant: one slip forgiven, and two in a long word.

use rusqlite::params;

use super::judge::Judge;
use crate::store::Store;
use crate::store::fault::StoreError;

/// At most so many words are taken for one that was typed.
const MOST: usize = 12;

impl Store {
    /// The words of assets nearest to one that was typed, the nearest first; those that begin with the same letter, and
    /// all others only where there is none of them.
    pub(super) fn near_terms(&self, typed: &str) -> Result<Vec<String>, StoreError> {
        let Some(first) = typed.chars().next().filter(|_| typed.chars().count() >= 4) else {
            return Ok(Vec::new());
        };
        let (from, until) = (first.to_string(), format!("{first}\u{10ffff}"));
        let found = self.near_terms_of(
            "SELECT word FROM asset_term WHERE word BETWEEN ?1 AND ?2",
            typed,
            &from,
            &until,
        )?;
        if !found.is_empty() {
            return Ok(found);
        }
        self.near_terms_of("SELECT word FROM asset_term WHERE word < ?1 OR word > ?2", typed, &from, &until)
    }

    fn near_terms_of(
        &self,
        sql: &str,
        typed: &str,
        from: &str,
        until: &str,
    ) -> Result<Vec<String>, StoreError> {
        let letters = typed.chars().count();
        let shape = shape(typed);
        let mut near: Vec<(usize, usize, String)> = Vec::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![from, until])?;
        while let Some(row) = rows.next()? {
            let word = row.get_ref("word")?.as_str().unwrap_or_default();
            // Words of other letters are most of them, and a look at the letters is enough for those.
            if word.len() + 2 < letters || (shape & !self::shape(word)).count_ones() > 2 {
                continue;
            }
            if let Some(slips) = Judge::slips(typed, word) {
                // Of words as near, one as long as what was typed is meant before one that only begins so.
                near.push((slips, word.chars().count().abs_diff(letters), word.to_owned()));
            }
        }
        // Whoever types a word that there is means it, but for one slip: Tuesday is not Thursday.
        if near.iter().any(|(slips, ..)| *slips == 0) {
            near.retain(|(slips, ..)| *slips <= 1);
        }
        near.sort();
        near.truncate(MOST);
        Ok(near.into_iter().map(|(.., word)| word).collect())
    }
}

/// Which letters a folded word has, a bit for each.
fn shape(word: &str) -> u32 {
    word.bytes().fold(0, |shape, byte| shape | 1 << (byte & 31))
}
