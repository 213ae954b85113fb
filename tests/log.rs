//! The log under a hostile hand: what another tool changes in the file is refused or found.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Values};
use kith::store::open::Mode;
use kith::store::{Actor, Store, Via};
use rusqlite::Connection;
use tempfile::TempDir;

struct File {
    _folder: TempDir,
    path: PathBuf,
}

fn clock() -> Clock {
    Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap())
}

fn jo() -> Actor {
    Actor::new("jo", Via::Command)
}

/// A real file with a person, an edit, an edit undone, and a contact.
fn file() -> File {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = folder.path().join("kith.db");
    let mut store = Store::create(&path, jo(), clock()).unwrap();
    let entry = |draft: &Draft| check(draft, clock().now()).unwrap();
    let person = Draft::new(Entity::Person).with("given", "Ada").with("phone", "0114 496 0001");
    store.apply(&Change::Add(entry(&person))).unwrap();
    let edit = |phone: &str| Change::Edit {
        entity: Entity::Person,
        id: 1,
        before: Values::new().with("phone", "0114 496 0001"),
        after: Values::new().with("phone", phone),
    };
    store.apply(&edit("0114 496 0002")).unwrap();
    store.undo().unwrap();
    store.apply(&Change::Add(entry(&Draft::new(Entity::Contact).with("person_id", "1")))).unwrap();
    File { _folder: folder, path }
}

impl File {
    fn tamper(&self, sql: &str) -> rusqlite::Result<()> {
        Connection::open(&self.path)?.execute_batch(sql)
    }

    fn verified(&self) -> kith::store::audit::LogCheck {
        Store::open(&self.path, Mode::ReadWrite, jo(), clock()).unwrap().verify().unwrap()
    }
}

#[test]
fn a_file_nobody_touched_is_sound() {
    let log = file().verified();
    assert!(log.sound(), "{log:?}");
    assert_eq!((log.operations, log.changes), (4, 5));
}

#[test]
fn another_tool_cannot_write_a_record_outside_an_operation() {
    let file = file();
    let refused = file.tamper("UPDATE person SET phone = '0114 496 0009' WHERE id = 1").unwrap_err();
    assert!(refused.to_string().contains("operation_id"), "{refused}");
    assert!(file.verified().sound());
}

#[test]
fn a_record_changed_behind_the_triggers_is_found() {
    let file = file();
    file.tamper("DROP TRIGGER audit_person_update; UPDATE person SET phone = '0114 496 0009' WHERE id = 1")
        .unwrap();
    assert_eq!(file.verified().altered_rows, [("person".to_owned(), 1)]);
}

#[test]
fn a_record_that_was_only_ever_added_and_then_changed_is_found_too() {
    let file = file();
    file.tamper("DROP TRIGGER audit_contact_update; UPDATE contact SET note = 'other words' WHERE id = 1")
        .unwrap();
    assert_eq!(file.verified().altered_rows, [("contact".to_owned(), 1)]);
}

#[test]
fn a_record_taken_out_or_slipped_in_behind_the_triggers_is_found() {
    let file = file();
    file.tamper("DROP TRIGGER audit_contact_delete; DELETE FROM contact WHERE id = 1").unwrap();
    assert_eq!(file.verified().altered_rows, [("contact".to_owned(), 1)]);
    let file = self::file();
    file.tamper(
        "DROP TRIGGER audit_note_insert; \
         INSERT INTO note (person_id, written_on, text) VALUES (1, '2026-03-03', 'slipped in')",
    )
    .unwrap();
    assert_eq!(file.verified().altered_rows, [("note".to_owned(), 1)]);
}

#[test]
fn an_operation_taken_out_or_put_under_another_name_breaks_the_chain() {
    let file = file();
    file.tamper("UPDATE operation SET actor = 'sam' WHERE id = 2").unwrap();
    assert_eq!(file.verified().broken_links, [2]);
    let file = self::file();
    file.tamper(
        "PRAGMA foreign_keys = OFF; DELETE FROM undone; DELETE FROM row_change WHERE operation_id = 3; \
         DELETE FROM operation WHERE id = 3",
    )
    .unwrap();
    assert_eq!(file.verified().broken_links, [4]);
}

#[test]
fn an_image_rewritten_in_the_log_is_found() {
    let file = file();
    file.tamper("UPDATE row_change SET before = replace(before, '0001', '0003') WHERE before LIKE '%0001%'")
        .unwrap();
    assert!(!file.verified().sound());
}
