//! Tests of the statements themselves: each is prepared against the schema, each list comes from an index.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::figures::{Referrals, Set};
use super::find::AssetAsk;
use super::page::Span;
use super::queue::{Order, QueueAsk};
use super::today::Between;
use super::today::work::Work;
use super::{Actor, Store, Via, migrate, trigger};
use crate::clock::Clock;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::journey::Rung;
use crate::domain::standing::State;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

fn store() -> Store {
    Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap()
}

fn sql_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sql_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "sql") {
            found.push(path);
        }
    }
}

#[test]
fn every_statement_that_lives_in_a_file_is_prepared_against_the_schema() {
    let mut files = Vec::new();
    sql_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut files);
    files.retain(|path| !path.components().any(|part| part.as_os_str() == "migrations"));
    assert!(files.len() >= 12, "{files:?}");
    let store = store();
    for file in files {
        let sql = fs::read_to_string(&file).unwrap();
        if let Err(error) = store.connection.prepare(&sql) {
            panic!("{}: {error}", file.display());
        }
    }
}

#[test]
fn every_table_is_audited_by_the_triggers_the_generator_makes_or_is_exempt_with_a_reason() {
    let store = store();
    let connection = &store.connection;
    let audited = trigger::audited(connection).unwrap();
    let mut wanted: Vec<(String, String)> = Vec::new();
    for table in &audited {
        let columns = trigger::columns(connection, table).unwrap();
        assert!(columns.first().is_some_and(|name| name == "id"), "{table} has no id to audit it by");
        wanted.extend(trigger::statements(table, &columns, migrate::known_version()));
    }
    wanted.sort();
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
        .unwrap();
    let there: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get("name")?, row.get("sql")?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(there, wanted);
    let mut statement = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        .unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get("name")).unwrap().collect::<Result<_, _>>().unwrap();
    for (exempt, reason) in trigger::EXEMPT {
        assert!(tables.iter().any(|table| table == exempt), "{exempt} is exempt and not there");
        assert!(!reason.is_empty());
    }
    for entity in crate::domain::entity::Entity::ALL {
        assert!(audited.iter().any(|table| table == entity.table()), "{entity:?}");
    }
}

/// The statements a read runs, with their values, and how SQLite means to carry each out.
fn plans(read: impl FnOnce(&Store)) -> Vec<(String, Vec<String>)> {
    let mut store = store();
    let run: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&run);
    let listener = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event
            && let Some(sql) = statement.expanded_sql()
        {
            heard.lock().unwrap().push(sql);
        }
    };
    store.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(listener)).unwrap();
    read(&store);
    store.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, None::<fn(TraceEvent<'_>)>).unwrap();
    let mut statements = run.lock().unwrap().clone();
    // The full-text index runs statements of its own on its own tables.
    statements.retain(|sql| sql.trim_start().starts_with("SELECT") && !sql.contains("'main'."));
    statements
        .into_iter()
        .map(|sql| {
            let mut explained = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let steps =
                explained.query_map([], |row| row.get("detail")).unwrap().collect::<Result<_, _>>().unwrap();
            (sql, steps)
        })
        .collect()
}

/// Made to be read from end to end: the facts of sixty-four assets in each of its rows.
const READ_WHOLE: &str = "asset_block";

/// The steps that read a table from end to end: without an index, and not a short list made on the way.
fn whole_tables(steps: &[String]) -> Vec<&str> {
    let made: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.strip_prefix("CO-ROUTINE ").or_else(|| step.strip_prefix("MATERIALIZE ")))
        .collect();
    steps
        .iter()
        .filter_map(|step| step.strip_prefix("SCAN "))
        .filter(|scan| !scan.contains(" USING ") && !scan.contains("VIRTUAL TABLE") && !made.contains(scan))
        .filter(|scan| *scan != READ_WHOLE)
        .collect()
}

fn from_an_index(what: &str, read: impl FnOnce(&Store)) {
    let plans = plans(read);
    assert!(!plans.is_empty(), "{what} runs no statement");
    for (sql, steps) in plans {
        assert!(whole_tables(&steps).is_empty(), "{what} reads a whole table:\n{sql}\n{steps:#?}");
    }
}

#[test]
fn a_statement_that_reads_a_whole_table_would_be_noticed() {
    let plans = plans(|store| {
        store.connection.query_row("SELECT count(*) FROM contact WHERE note = 'x'", [], |_| Ok(())).unwrap();
    });
    assert_eq!(plans.iter().flat_map(|(_, steps)| whole_tables(steps)).collect::<Vec<_>>(), ["contact"]);
}

#[test]
fn the_queue_comes_from_an_index_in_its_order() {
    let jo = Some(WorkerId(1));
    for worker in [None, jo] {
        for state in [None, Some(State::Active)] {
            for order in [Order::Due, Order::Name] {
                for text in ["", "ada"] {
                    let ask = QueueAsk { worker, state, text: text.to_owned(), order };
                    from_an_index(&format!("{ask:?}"), |store| {
                        store.queue(&ask, Span::first(50)).unwrap();
                    });
                }
            }
        }
    }
    from_an_index("standing", |store| {
        store.standing(PersonId(1)).unwrap();
    });
}

#[test]
fn what_is_due_and_who_waits_come_from_an_index() {
    for worker in [None, Some(WorkerId(1))] {
        for days in [Between::late(today()), Between::on(today()), Between::today(today())] {
            from_an_index("due", |store| {
                store.due(worker, days, Span::first(50)).unwrap();
            });
        }
        for list in Work::ALL {
            from_an_index("what is to be done", |store| {
                store.work(list, worker, today(), Span::first(50)).unwrap();
            });
        }
        from_an_index("a calendar", |store| {
            store.calendar(worker, today(), today()).unwrap();
        });
        from_an_index("waiting", |store| {
            store.waiting(worker, Span::first(50)).unwrap();
        });
    }
    from_an_index("reminders of one", |store| {
        store.reminders_of_asset(AssetId(1)).unwrap();
        store.reminders_of_person(PersonId(1)).unwrap();
    });
}

#[test]
fn searches_come_from_the_word_indexes() {
    for text in ["ad", "ada okonkow", "999 000 1235", "14/7/1945"] {
        from_an_index("find people", |store| {
            store.find_people(text, 20).unwrap();
        });
        from_an_index("find notes", |store| {
            store.find_notes(text, 20).unwrap();
        });
        from_an_index("find assets", |store| {
            let ask = AssetAsk { text: text.to_owned(), ..AssetAsk::default() };
            store.find_assets(&ask, Span::first(20)).unwrap();
        });
    }
    from_an_index("assets by name", |store| {
        store.find_assets(&AssetAsk::default(), Span::first(20)).unwrap();
    });
}

#[test]
fn a_persons_record_and_an_assets_come_from_indexes() {
    from_an_index("timeline", |store| {
        store.timeline(PersonId(1), Span::first(20)).unwrap();
        let kinds = [crate::domain::entity::Entity::Contact, crate::domain::entity::Entity::Goal];
        store.timeline_of(PersonId(1), &kinds, Span::first(20)).unwrap();
        store.rungs_of(PersonId(1)).unwrap();
    });
    from_an_index("connections", |store| {
        store.connections_of_person(PersonId(1)).unwrap();
        store.connections_of_asset(AssetId(1), Span::first(9)).unwrap();
        store.connections(None, Span::first(9)).unwrap();
        store.connections(Some("attending"), Span::first(9)).unwrap();
    });
    from_an_index("notes", |store| {
        store.notes_of(crate::domain::entity::Entity::Asset, 1, Span::first(9)).unwrap();
        store.notes_of(crate::domain::entity::Entity::Person, 1, Span::first(9)).unwrap();
    });
    from_an_index("needing a word", |store| {
        store.stale_assets(today(), Span::first(9)).unwrap();
        store.funding_ending(today(), 90, Span::first(9)).unwrap();
    });
}

#[test]
fn what_an_import_asks_of_every_row_comes_from_indexes() {
    use crate::domain::entity::Entity;
    from_an_index("known", |store| {
        store.known_as(Entity::Person, "list", "1").unwrap();
        store.with_uid(Entity::Asset, "none").unwrap();
        store.people_with_nhs_number("9990001235").unwrap();
        store.people_born_on(today()).unwrap();
        store.assets_named("Chess").unwrap();
    });
}

#[test]
fn give_and_take_and_the_figures_come_from_indexes() {
    from_an_index("give and take", |store| {
        store.offers(Span::first(9), "").unwrap();
        store.asks(Span::first(9), "").unwrap();
        store.exchanges(Span::first(9), None).unwrap();
        store.exchanges(Span::first(9), Some(PersonId(1))).unwrap();
        store.gave_and_received(PersonId(1)).unwrap();
        store.on_rung(None, Span::first(9)).unwrap();
        store.on_rung(Some(Rung::Leader), Span::first(9)).unwrap();
        store.not_yet_asked(Span::first(9)).unwrap();
    });
    let sets = [
        Set::Everyone,
        Set::InWork,
        Set::In(State::Waiting),
        Set::WaitingOver(today()),
        Set::Asked,
        Set::NotAsked,
        Set::Offered,
        Set::Gave,
        Set::Received,
        Set::Both,
        Set::Either,
        Set::On(Rung::Connector),
    ];
    for worker in [None, Some(WorkerId(1))] {
        for set in sets {
            from_an_index(&format!("{set:?}"), |store| {
                store.count_of(set, worker).unwrap();
                store.people_of(set, worker, Span::first(9)).unwrap();
            });
        }
        from_an_index("referrals", |store| {
            store.referral_sources(worker).unwrap();
            store.referrals(&Referrals::From("gp".to_owned()), &worker.into(), Span::first(9)).unwrap();
            store.referrals(&Referrals::OfPractices, &worker.into(), Span::first(9)).unwrap();
            store.referrals(&Referrals::Unheard, &worker.into(), Span::first(9)).unwrap();
            store.referrals(&Referrals::All, &worker.into(), Span::first(9)).unwrap();
        });
    }
    from_an_index("counts", |store| {
        store.connection_states().unwrap();
        store.connections_going_on().unwrap();
        store.exchange_counts().unwrap();
        store.contacts_between(today(), today(), Some(WorkerId(1))).unwrap();
    });
}
