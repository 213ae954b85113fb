//! Unfinished forms, kept in a second file beside the caseload (`<file>-drafts`).
//!
//! A file of its own, so that a colleague's long import never holds up a session that is dying. Never backed up;
//! erased with the person.

use std::cell::OnceCell;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::fault::StoreError;
use super::open::{self, place};

/// Marks a drafts file, so that nobody opens it as a caseload: the letters `kitd`.
pub const APPLICATION_ID: i32 = 0x6B69_7464;

/// What is put at the end of the caseload file's name.
pub const ENDING: &str = "-drafts";

/// A session that has lost its terminal has two seconds in all; a drafts file is never busy for longer than a commit.
const PATIENCE: Duration = Duration::from_secs(1);

const VERSION: i32 = 1;

const TABLE: &str = "CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    actor TEXT NOT NULL,
    form TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    subject_id INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL CHECK (json_valid(body)),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX draft_by_actor ON draft (actor, form, subject, subject_id);";

/// One unfinished form.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its number in the drafts file; 0 where it was never kept.
    pub id: i64,
    /// Whose it is: nobody else is shown it.
    pub actor: String,
    /// Which form: `contact`, `follow_up` …
    pub form: String,
    /// The kind of record it is about: `person`; empty where it is about none yet.
    pub subject: String,
    /// Its number; 0 where it is about none yet.
    pub subject_id: i64,
    /// What the list of drafts calls it.
    pub title: String,
    /// What was typed, as JSON.
    pub body: String,
    /// When it was kept, as the clock stamps it.
    pub at: String,
}

impl fmt::Debug for KeptDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptDraft")
            .field("id", &self.id)
            .field("form", &self.form)
            .field("subject", &self.subject)
            .field("subject_id", &self.subject_id)
            .finish_non_exhaustive()
    }
}

/// The drafts file of a caseload, opened when it is first asked for something.
#[derive(Debug)]
pub struct Drafts {
    /// Where it is; `None` in RAM.
    path: Option<PathBuf>,
    connection: OnceCell<Connection>,
}

impl Drafts {
    /// The drafts file beside the caseload file. It is made when the first draft is kept; never waits for the caseload.
    pub fn beside(caseload: &Path) -> Result<Self, StoreError> {
        let path = place::beside(&place::resolve(caseload)?, ENDING);
        Ok(Self { path: Some(path), connection: OnceCell::new() })
    }

    /// [`Drafts::beside`], opened now and made where there is none.
    pub fn open(caseload: &Path) -> Result<Self, StoreError> {
        let drafts = Self::beside(caseload)?;
        drafts.opened()?;
        Ok(drafts)
    }

    /// Drafts in RAM, for tests and the throw-away sample caseload.
    pub fn memory() -> Result<Self, StoreError> {
        let drafts = Self { path: None, connection: OnceCell::new() };
        drafts.opened()?;
        Ok(drafts)
    }

    /// The open file, made where there is none.
    fn opened(&self) -> Result<&Connection, StoreError> {
        if let Some(connection) = self.connection.get() {
            return Ok(connection);
        }
        let connection = match &self.path {
            None => open::memory()?,
            Some(path) => {
                if place::regular(path)?.is_none() {
                    make(path)?;
                }
                open::working_file(path, APPLICATION_ID, VERSION, PATIENCE)?
            }
        };
        let connection = Self::ready(connection)?;
        Ok(self.connection.get_or_init(|| connection))
    }

    /// The open file; `None` where no draft was ever kept.
    fn kept(&self) -> Result<Option<&Connection>, StoreError> {
        if self.connection.get().is_none()
            && let Some(path) = &self.path
            && place::regular(path)?.is_none()
        {
            return Ok(None);
        }
        self.opened().map(Some)
    }

    fn ready(mut connection: Connection) -> Result<Connection, StoreError> {
        let version = |c: &Connection| c.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
        if version(&connection)? == 0 {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another session may have made the table while this one waited.
            if version(&change)? == 0 {
                change.execute_batch(TABLE)?;
                change.pragma_update(None, "user_version", VERSION)?;
            }
            change.commit()?;
        }
        Ok(connection)
    }

    /// Keeps a draft and answers its number: a new one where `id` is 0, else in place of the one with that number.
    pub fn keep(&self, draft: &KeptDraft) -> Result<i64, StoreError> {
        let number = (draft.id != 0).then_some(draft.id);
        let sql = "INSERT INTO draft (id, actor, form, subject, subject_id, title, body, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, subject_id = excluded.subject_id,
                title = excluded.title, body = excluded.body, at = excluded.at
            WHERE actor = excluded.actor AND form = excluded.form
            RETURNING id";
        let values = params![
            number,
            draft.actor,
            draft.form,
            draft.subject,
            draft.subject_id,
            draft.title,
            draft.body,
            draft.at
        ];
        let kept = self.opened()?.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
        match kept {
            Some(id) => Ok(id),
            // The number is another person's draft: theirs stays, this one gets a number of its own.
            None => self.keep(&KeptDraft { id: 0, ..draft.clone() }),
        }
    }

    /// The actor's drafts, newest first.
    pub fn list(&self, actor: &str) -> Result<Vec<KeptDraft>, StoreError> {
        let Some(connection) = self.kept()? else { return Ok(Vec::new()) };
        let mut statement = connection.prepare_cached(
            "SELECT id, actor, form, subject, subject_id, title, body, at FROM draft
             WHERE actor = ?1 ORDER BY at DESC, id DESC",
        )?;
        let rows = statement.query_map([actor], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The actor's newest draft of this form about this record (`subject` and 0 where it is about none).
    pub fn one(
        &self,
        actor: &str,
        form: &str,
        subject: &str,
        subject_id: i64,
    ) -> Result<Option<KeptDraft>, StoreError> {
        let Some(connection) = self.kept()? else { return Ok(None) };
        let mut statement = connection.prepare_cached(
            "SELECT id, actor, form, subject, subject_id, title, body, at FROM draft
             WHERE actor = ?1 AND form = ?2 AND subject = ?3 AND subject_id = ?4
             ORDER BY at DESC, id DESC LIMIT 1",
        )?;
        Ok(statement.query_row(params![actor, form, subject, subject_id], read).optional()?)
    }

    /// Throws a draft away: it was saved, or is no longer wanted. Answers whether there was one.
    pub fn drop(&self, id: i64) -> Result<bool, StoreError> {
        let Some(connection) = self.kept()? else { return Ok(false) };
        Ok(connection.execute("DELETE FROM draft WHERE id = ?1", [id])? > 0)
    }

    /// Throws away every draft about a record, whoever wrote it: the record is erased. Answers how many.
    pub fn erase(&self, subject: &str, subject_id: i64) -> Result<usize, StoreError> {
        let Some(connection) = self.kept()? else { return Ok(0) };
        let gone = connection.execute(
            "DELETE FROM draft WHERE subject = ?1 AND subject_id = ?2",
            params![subject, subject_id],
        )?;
        Ok(gone)
    }
}

fn make(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let around = fs::metadata(folder).map_err(|error| StoreError::system("Looking at", folder, error))?;
    let made = open::make_marked(path, place::mode_for(&around), APPLICATION_ID);
    match made {
        // Another session made it first.
        Err(StoreError::AlreadyThere(_)) => Ok(()),
        made => made,
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<KeptDraft> {
    Ok(KeptDraft {
        id: row.get("id")?,
        actor: row.get("actor")?,
        form: row.get("form")?,
        subject: row.get("subject")?,
        subject_id: row.get("subject_id")?,
        title: row.get("title")?,
        body: row.get("body")?,
        at: row.get("at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(actor: &str, person: i64, words: &str) -> KeptDraft {
        KeptDraft {
            id: 0,
            actor: actor.into(),
            form: "contact".into(),
            subject: "person".into(),
            subject_id: person,
            title: "Contact".into(),
            body: format!(r#"{{"note":"{words}"}}"#),
            at: "2026-03-03T09:14:05.123Z".into(),
        }
    }

    #[test]
    fn a_draft_comes_back_to_the_one_who_wrote_it_and_to_nobody_else() {
        let drafts = Drafts::memory().unwrap();
        let id = drafts.keep(&contact("jo", 12, "rang, no answer")).unwrap();
        let back = drafts.one("jo", "contact", "person", 12).unwrap().unwrap();
        assert_eq!(back, KeptDraft { id, ..contact("jo", 12, "rang, no answer") });
        assert!(drafts.one("sam", "contact", "person", 12).unwrap().is_none());
        assert!(drafts.one("jo", "contact", "person", 13).unwrap().is_none());
        assert!(drafts.list("sam").unwrap().is_empty());
    }

    #[test]
    fn keeping_again_replaces_and_two_sessions_do_not_meet() {
        let drafts = Drafts::memory().unwrap();
        let first = drafts.keep(&contact("jo", 12, "one")).unwrap();
        let second = drafts.keep(&contact("jo", 12, "two")).unwrap();
        assert_ne!(first, second);
        let again = drafts.keep(&KeptDraft { id: first, ..contact("jo", 12, "one and more") }).unwrap();
        assert_eq!(again, first);
        let bodies: Vec<String> = drafts.list("jo").unwrap().into_iter().map(|draft| draft.body).collect();
        assert_eq!(bodies, [r#"{"note":"two"}"#, r#"{"note":"one and more"}"#]);
    }

    #[test]
    fn a_number_that_is_a_colleagues_never_overwrites_theirs() {
        let drafts = Drafts::memory().unwrap();
        let theirs = drafts.keep(&contact("sam", 12, "sam's")).unwrap();
        let mine = drafts.keep(&KeptDraft { id: theirs, ..contact("jo", 12, "jo's") }).unwrap();
        assert_ne!(mine, theirs);
        assert_eq!(drafts.list("sam").unwrap().len(), 1);
        assert_eq!(drafts.list("jo").unwrap().len(), 1);
    }

    #[test]
    fn a_dropped_draft_that_is_kept_again_comes_back() {
        let drafts = Drafts::memory().unwrap();
        let id = drafts.keep(&contact("jo", 12, "words")).unwrap();
        assert!(drafts.drop(id).unwrap());
        assert!(!drafts.drop(id).unwrap());
        drafts.keep(&KeptDraft { id, ..contact("jo", 12, "words") }).unwrap();
        assert_eq!(drafts.list("jo").unwrap().len(), 1);
    }

    #[test]
    fn erasing_a_person_takes_everyones_drafts_about_them() {
        let drafts = Drafts::memory().unwrap();
        drafts.keep(&contact("jo", 12, "a")).unwrap();
        drafts.keep(&contact("sam", 12, "b")).unwrap();
        drafts.keep(&contact("sam", 13, "c")).unwrap();
        assert_eq!(drafts.erase("person", 12).unwrap(), 2);
        assert_eq!(drafts.list("sam").unwrap().len(), 1);
    }

    #[test]
    fn what_is_not_json_is_not_kept_and_debug_shows_no_words() {
        let drafts = Drafts::memory().unwrap();
        assert!(drafts.keep(&KeptDraft { body: "Mrs Lee".into(), ..contact("jo", 1, "") }).is_err());
        assert!(!format!("{:?}", contact("jo", 1, "Mrs Lee")).contains("Lee"));
    }
}
