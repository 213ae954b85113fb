//! The word indexes of people, assets, contacts and notes, and the near words of names.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value as Json;

use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::matching::{access, plain};
use crate::domain::{cost, fold, phone, timetable};
use crate::store::audit::RowChange;
use crate::store::fault::StoreError;

/// The fields of a person that are telephone numbers.
const PHONES: [&str; 3] = ["phone", "mobile", "work_phone"];

/// The kind under which `near_word` keeps the numbers of people. A range of its key finds a number by its beginning
/// at once, where the full-text index would go through every number that begins so.
pub(in crate::store) const NUMBER: &str = "number";

/// The word indexes, and the table of each.
pub(super) const INDEXES: &[(Entity, &str)] = &[
    (Entity::Person, "person_word"),
    (Entity::Asset, "asset_word"),
    (Entity::Contact, "contact_word"),
    (Entity::Note, "note_word"),
];

/// The fields whose words are indexed: those of the first column, then those of the second.
fn indexed(entity: Entity) -> (&'static [&'static str], &'static [&'static str]) {
    match entity {
        Entity::Person => (
            &["given", "family", "preferred"],
            &["nhs_number", "phone", "mobile", "work_phone", "postcode", "date_of_birth"],
        ),
        Entity::Asset => (
            &["name"],
            &[
                "description",
                "place",
                "address",
                "postcode",
                "interests",
                "needs",
                "run_by",
                "schedule",
                "access",
                "languages",
                "cost",
                "gifts_welcomed",
                "note",
            ],
        ),
        Entity::Contact => (&["note"], &[]),
        _ => (&["text"], &[]),
    }
}

/// Near words of rows that are new, put in together: in the order of their table they take a fraction of the pages. The words
/// stand one behind the other in one text, for an import of a large list has millions.
#[derive(Default)]
pub(super) struct Fresh {
    text: String,
    rows: Vec<FreshWord>,
}

/// One of them: its kind, where it stands in the text, and the number of its record.
#[derive(Clone, Copy)]
struct FreshWord {
    kind: Kind,
    letters: u16,
    from: u32,
    id: i64,
}

/// What a near word leads to. They stand in the order of their words in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// People by a number of theirs.
    Number,
    /// People by a name, in spite of a slip.
    Person,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Number => NUMBER,
            Self::Person => "person",
        }
    }
}

/// How many near words are kept back at most: some ten megabytes.
const KEPT_BACK: usize = 300_000;

impl Fresh {
    /// Keeps these words of a record back, and puts all in once they are many.
    fn keep(&mut self, connection: &Connection, id: i64, words: &Near) -> Result<(), StoreError> {
        for (kind, word) in words {
            let (Ok(from), Ok(letters)) = (u32::try_from(self.text.len()), u16::try_from(word.len())) else {
                continue;
            };
            self.text.push_str(word);
            self.rows.push(FreshWord { kind: *kind, letters, from, id });
        }
        if self.rows.len() < KEPT_BACK { Ok(()) } else { self.put_in(connection) }
    }

    /// Puts in what was kept back.
    pub fn put_in(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let Self { text, rows } = self;
        let word = |row: &FreshWord| {
            let from = row.from as usize;
            text.get(from..from + usize::from(row.letters)).unwrap_or_default()
        };
        rows.sort_unstable_by(|a, b| (a.kind, word(a), a.id).cmp(&(b.kind, word(b), b.id)));
        let mut insert = connection.prepare_cached(INSERT)?;
        for row in rows.iter() {
            insert.execute(params![row.kind.word(), word(row), row.id])?;
        }
        rows.clear();
        text.clear();
        Ok(())
    }
}

const INSERT: &str =
    "INSERT INTO near_word (kind, word, record_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

/// Renews the words of a row that an operation touched, if it touched them; the near words of a new one are put in later.
pub(super) fn renew(
    connection: &Connection,
    entity: Entity,
    id: i64,
    changes: &[&RowChange],
    fresh: &mut Fresh,
) -> Result<(), StoreError> {
    if !INDEXES.iter().any(|(indexed, _)| *indexed == entity) {
        return Ok(());
    }
    let first = changes.first().and_then(|change| change.before.as_deref());
    let last = changes.last().and_then(|change| change.after.as_deref());
    match (first, last) {
        // The row came with this operation: nothing of it is indexed yet.
        (None, _) => add(connection, entity, id, Some(fresh)),
        (Some(before), Some(after)) if same_words(entity, before, after) => Ok(()),
        (Some(before), _) => {
            forget_near(connection, entity, id, before)?;
            index(connection, entity, id)?;
            forget_terms(connection, entity, before)
        }
    }
}

fn same_words(entity: Entity, before: &str, after: &str) -> bool {
    let read = |image: &str| serde_json::from_str::<Json>(image).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let (one, other) = indexed(entity);
    one.iter().chain(other).all(|field| before.get(field) == after.get(field))
}

/// Renews the word index and the near words of one row; a row that is gone leaves them.
pub(super) fn index(connection: &Connection, entity: Entity, id: i64) -> Result<(), StoreError> {
    let Some((_, table)) = INDEXES.iter().find(|(indexed, _)| *indexed == entity) else { return Ok(()) };
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([id])?;
    add(connection, entity, id, None)
}

/// Adds the words of a row; where it is new, its near words are kept back.
fn add(
    connection: &Connection,
    entity: Entity,
    id: i64,
    fresh: Option<&mut Fresh>,
) -> Result<(), StoreError> {
    let values = values(connection, entity, id)?;
    let text = |names: &[&str]| -> String {
        values.as_ref().map_or_else(String::new, |values| {
            let all: Vec<&str> = names.iter().map(|name| values.text(name)).collect();
            fold::fold(&all.join(" "))
        })
    };
    let (one, _) = indexed(entity);
    let words = text(one);
    let kept = values.is_some();
    match entity {
        Entity::Person => {
            let numbers = values.as_ref().map_or_else(Vec::new, numbers);
            if kept {
                let numbers = numbers.join(" ");
                connection
                    .prepare_cached("INSERT INTO person_word (rowid, names, numbers) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, words, numbers])?;
            }
            let near = values.as_ref().map_or_else(Near::new, near_of);
            if let Some(fresh) = fresh {
                return fresh.keep(connection, id, &near);
            }
            let mut insert = connection.prepare_cached(INSERT)?;
            for (kind, word) in near {
                insert.execute(params![kind.word(), word, id])?;
            }
            Ok(())
        }
        Entity::Asset => {
            let more = values.as_ref().map_or_else(String::new, more);
            if kept {
                connection
                    .prepare_cached("INSERT INTO asset_word (rowid, name, more) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, words, more])?;
            }
            let mut all = words;
            all.push(' ');
            all.push_str(&more);
            let mut insert =
                connection.prepare_cached("INSERT OR IGNORE INTO asset_term (word) VALUES (?1)")?;
            for word in all.split(' ').filter(|word| is_term(word)) {
                insert.execute([word])?;
            }
            Ok(())
        }
        _ if words.is_empty() => Ok(()),
        _ => {
            let table = if entity == Entity::Contact { "contact_word" } else { "note_word" };
            connection
                .prepare_cached(&format!("INSERT INTO {table} (rowid, note) VALUES (?1, ?2)"))?
                .execute(params![id, words])?;
            Ok(())
        }
    }
}

/// Whether a word is one that a typing slip can be looked for in.
fn is_term(word: &str) -> bool {
    (4..=32).contains(&word.len()) && !word.contains(|letter: char| letter.is_ascii_digit())
}

/// Takes out the words of an asset as it was that no asset has any more: a name that is gone is not kept.
fn forget_terms(connection: &Connection, entity: Entity, before: &str) -> Result<(), StoreError> {
    if entity != Entity::Asset {
        return Ok(());
    }
    let was = as_it_was(entity, before);
    let texts = [fold::fold(was.text("name")), more(&was)];
    let words: BTreeSet<String> =
        texts.iter().flat_map(|text| fold::words(text)).filter(|word| is_term(word)).collect();
    for word in words {
        let kept: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM asset_word WHERE asset_word MATCH ?1) AS kept")?
            .query_row([format!("\"{word}\"")], |row| row.get("kept"))?;
        if !kept {
            connection.prepare_cached("DELETE FROM asset_term WHERE word = ?1")?.execute([word])?;
        }
    }
    Ok(())
}

/// The indexed fields of a row out of its image.
fn as_it_was(entity: Entity, image: &str) -> Values {
    let image: Json = serde_json::from_str(image).unwrap_or_default();
    let (one, other) = indexed(entity);
    one.iter().chain(other).filter_map(|field| Some((*field, image.get(field)?.as_str()?.into()))).collect()
}

/// The folded words of an asset beside its name, with everyday words for its days, its cost and its access.
fn more(values: &Values) -> String {
    let (_, other) = indexed(Entity::Asset);
    let all: Vec<&str> = other.iter().map(|name| values.text(name)).collect();
    let week = timetable::read(values.text("schedule")).week;
    let access = access::marked(values.text("access"));
    let plain = plain::words(week, cost::pence(values.text("cost")), &access);
    // A postcode is typed without its blank, too.
    let postcode = fold::fold(values.text("postcode")).replace(' ', "");
    format!("{} {plain} {postcode}", fold::fold(&all.join(" ")))
}

/// The indexed fields of a row; `None` where there is no such row.
fn values(connection: &Connection, entity: Entity, id: i64) -> Result<Option<Values>, StoreError> {
    let (one, other) = indexed(entity);
    let names: Vec<&'static str> = one.iter().chain(other).copied().collect();
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", names.join(", "), entity.table());
    let found = connection
        .prepare_cached(&sql)?
        .query_row([id], |row| {
            names
                .iter()
                .map(|name| Ok((*name, crate::store::row::value(row, *name)?)))
                .collect::<rusqlite::Result<Values>>()
        })
        .optional()?;
    Ok(found)
}

/// What a person may be found by besides a name: NHS number, telephone numbers, postcode, date of birth.
fn numbers(values: &Values) -> Vec<String> {
    let mut words: Vec<String> = vec![values.text("nhs_number").to_owned()];
    words.extend(PHONES.map(|name| phone::digits(values.text(name))));
    words.push(values.text("postcode").to_lowercase().replace(' ', ""));
    words.push(values.text("date_of_birth").replace('-', ""));
    words.retain(|word| !word.is_empty());
    words
}

/// The ends of the telephone numbers, by which people look them up when they leave out the area code.
fn endings(values: &Values) -> Vec<String> {
    let all = PHONES.map(|name| phone::digits(values.text(name)));
    all.iter().flat_map(|digits| phone::endings(digits)).map(str::to_owned).collect()
}

/// Near words with what they lead to.
type Near = BTreeSet<(Kind, String)>;

/// Everything a person is found by besides whole words of the name.
fn near_of(values: &Values) -> Near {
    let names = [values.text("given"), values.text("family"), values.text("preferred")];
    let near = near_words(&fold::fold(&names.join(" ")));
    let numbers = numbers(values).into_iter().chain(endings(values));
    numbers
        .map(|word| (Kind::Number, word))
        .chain(near.into_iter().map(|word| (Kind::Person, word)))
        .collect()
}

/// The keys by which the long words of a name are found in spite of a slip.
fn near_words(words: &str) -> Vec<String> {
    words.split_whitespace().filter(|word| word.len() >= 4).flat_map(fold::near_keys).collect()
}

/// Takes out the near words of a person as they were that they have no more. They follow from the row, so no index leads from
/// a record to its words.
fn forget_near(connection: &Connection, entity: Entity, id: i64, before: &str) -> Result<(), StoreError> {
    if entity != Entity::Person {
        return Ok(());
    }
    let was = as_it_was(entity, before);
    let is = values(connection, entity, id)?.map_or_else(Near::new, |values| near_of(&values));
    let mut delete = connection
        .prepare_cached("DELETE FROM near_word WHERE kind = ?1 AND word = ?2 AND record_id = ?3")?;
    for (kind, word) in near_of(&was).difference(&is) {
        delete.execute(params![kind.word(), word, id])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::change::Change;
    use crate::domain::entry::Entry;
    use crate::store::{Actor, Store, Via};

    fn near(store: &Store) -> Vec<(String, String, i64)> {
        let sql = "SELECT kind, word, record_id FROM near_word ORDER BY kind, word, record_id";
        let mut statement = store.connection.prepare(sql).unwrap();
        let rows =
            statement.query_map([], |row| Ok((row.get("kind")?, row.get("word")?, row.get("record_id")?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_name_or_a_number_that_is_gone_leaves_no_near_word_behind() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(day)).unwrap();
        let ada = Entry::new(Entity::Person)
            .with("given", "Ada")
            .with("family", "Okonkwo")
            .with("nhs_number", "9990001235")
            .with("phone", "01632 960144");
        let id = store.apply(&Change::Add(ada)).unwrap().id_of(Entity::Person).unwrap();
        let begun = near(&store);
        assert!(begun.iter().any(|(kind, word, _)| kind == NUMBER && word == "9990001235"), "{begun:?}");
        for (field, text) in
            [("family", "Okonkwo-Hall"), ("phone", ""), ("preferred", "Adaeze"), ("family", "Hall")]
        {
            let before = store.needed(Entity::Person, id).unwrap().values;
            let after = before.clone().with(field, text);
            store.apply(&Change::Edit { entity: Entity::Person, id, before, after }).unwrap();
            let kept = near(&store);
            store.rebuild().unwrap();
            assert_eq!(kept, near(&store), "{field} {text}");
        }
        assert!(near(&store).iter().all(|(_, word, _)| !word.contains("okonk")));
        for _ in 0..4 {
            store.undo().unwrap();
        }
        assert_eq!(near(&store), begun);
        store.undo().unwrap();
        assert_eq!(near(&store), []);
    }
}
