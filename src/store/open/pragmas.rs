//! The settings of every connection, each set and read back: a setting that did not take is a refusal.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::Value;

use crate::store::fault::StoreError;

/// Where a connection's pages live; decides the one setting that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A file that we may write.
    File,
    /// A file that we only look at; its journal mode is as it was found.
    Looking,
    /// RAM.
    Memory,
}

/// Name, what is asked, what must be read back.
type Setting = (&'static str, &'static str, &'static str);

/// Pragmas set on every connection (`reliability.md`, opening a file).
const PRAGMAS: [Setting; 8] = [
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("temp_store", "MEMORY", "2"),
];

/// Switches of the connection itself.
///
/// With `ENABLE_QPSG` a plan does not depend on the values of a statement, so that giving new ones does not plan it anew.
const SWITCHES: [(&str, DbConfig, bool); 5] = [
    ("DEFENSIVE", DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    ("DQS_DDL", DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ("DQS_DML", DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    ("WRITABLE_SCHEMA", DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ("ENABLE_QPSG", DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
];

/// Limits. `FUNCTION_ARG`, `VARIABLE_NUMBER` and `TRIGGER_DEPTH` stay as they are: row images and `VACUUM INTO`
/// need them.
const LIMITS: [(&str, Limit, i32); 4] = [
    ("LENGTH", Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
    ("SQL_LENGTH", Limit::SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024),
    ("ATTACHED", Limit::SQLITE_LIMIT_ATTACHED, 1),
    ("WORKER_THREADS", Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];

/// Sets everything and reads everything back.
pub fn apply(connection: &Connection, home: Home) -> Result<(), StoreError> {
    set_switches(connection)?;
    for (name, value, _) in PRAGMAS {
        connection.pragma_update(None, name, value)?;
    }
    if home == Home::File {
        let _mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    }
    check(connection, home)
}

/// Reads every setting back.
pub fn check(connection: &Connection, home: Home) -> Result<(), StoreError> {
    for (name, wanted, found) in readings(connection, home)? {
        if wanted != found {
            return Err(StoreError::Setting { name, wanted, found });
        }
    }
    Ok(())
}

/// Switches and limits alone: what a probe needs, for they touch nothing in the file.
pub fn set_switches(connection: &Connection) -> Result<(), StoreError> {
    for (name, switch, on) in SWITCHES {
        let found = connection.set_db_config(switch, on)?;
        if found != on {
            return Err(StoreError::Setting { name, wanted: on.to_string(), found: found.to_string() });
        }
    }
    for (_, limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    Ok(())
}

/// Every setting by name, as it must be and as it is.
fn readings(connection: &Connection, home: Home) -> Result<Vec<(&'static str, String, String)>, StoreError> {
    let mut readings = Vec::new();
    for (name, _, wanted) in PRAGMAS {
        // In RAM nothing is mapped and the pragma has no answer.
        let found = pragma(connection, name)?.unwrap_or_else(|| wanted.to_owned());
        readings.push((name, wanted.to_owned(), found));
    }
    let journal = pragma(connection, "journal_mode")?.unwrap_or_default();
    match home {
        Home::File => readings.push(("journal_mode", "wal".to_owned(), journal)),
        Home::Memory => readings.push(("journal_mode", "memory".to_owned(), journal)),
        Home::Looking => {}
    }
    readings.push(("busy_timeout", "0".to_owned(), pragma(connection, "busy_timeout")?.unwrap_or_default()));
    for (name, switch, on) in SWITCHES {
        readings.push((name, on.to_string(), connection.db_config(switch)?.to_string()));
    }
    for (name, limit, most) in LIMITS {
        readings.push((name, most.to_string(), connection.limit(limit)?.to_string()));
    }
    Ok(readings)
}

/// One pragma as text; `None` where it has no answer.
fn pragma(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let answer = connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0));
    match answer {
        Ok(Value::Integer(number)) => Ok(Some(number.to_string())),
        Ok(Value::Text(text)) => Ok(Some(text)),
        Ok(_) | Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(connection: &Connection, home: Home) -> Vec<String> {
        let readings = readings(connection, home).unwrap();
        readings.into_iter().map(|(name, wanted, _)| format!("{name}={wanted}")).collect()
    }

    #[test]
    fn every_setting_is_read_back() {
        let folder = tempfile::Builder::new()
            .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700))
            .tempdir()
            .unwrap();
        let opened = crate::store::open::create(&folder.path().join("kith.db")).unwrap();
        let list = names_of(&opened.connection, Home::File);
        assert_eq!(
            list,
            [
                "synchronous=2",
                "foreign_keys=1",
                "recursive_triggers=1",
                "secure_delete=1",
                "trusted_schema=0",
                "cell_size_check=1",
                "mmap_size=0",
                "temp_store=2",
                "journal_mode=wal",
                "busy_timeout=0",
                "DEFENSIVE=true",
                "DQS_DDL=false",
                "DQS_DML=false",
                "WRITABLE_SCHEMA=false",
                "ENABLE_QPSG=true",
                "LENGTH=16777216",
                "SQL_LENGTH=1048576",
                "ATTACHED=1",
                "WORKER_THREADS=0",
            ]
        );
        check(&opened.connection, Home::File).unwrap();
    }

    #[test]
    fn a_setting_that_slips_is_noticed() {
        for slip in [
            "synchronous = NORMAL",
            "secure_delete = FAST",
            "busy_timeout = 5000",
            "recursive_triggers = OFF",
        ] {
            let connection = crate::store::open::memory().unwrap();
            check(&connection, Home::Memory).unwrap();
            connection.execute_batch(&format!("PRAGMA {slip}")).unwrap();
            let error = check(&connection, Home::Memory).unwrap_err();
            assert!(matches!(error, StoreError::Setting { .. }), "{slip}: {error}");
        }
        let connection = crate::store::open::memory().unwrap();
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 1000).unwrap();
        assert!(check(&connection, Home::Memory).is_err());
    }

    #[test]
    fn a_double_quoted_word_is_never_a_string() {
        let bare = Connection::open_in_memory().unwrap();
        bare.prepare("SELECT \"not a column\"").expect("the control: SQLite's default takes it for text");
        let ours = crate::store::open::memory().unwrap();
        assert!(ours.prepare("SELECT \"not a column\"").is_err());
    }

    #[test]
    fn limits_that_row_images_need_are_left_alone() {
        let bare = Connection::open_in_memory().unwrap();
        let ours = crate::store::open::memory().unwrap();
        for limit in [
            Limit::SQLITE_LIMIT_FUNCTION_ARG,
            Limit::SQLITE_LIMIT_VARIABLE_NUMBER,
            Limit::SQLITE_LIMIT_TRIGGER_DEPTH,
        ] {
            assert_eq!(ours.limit(limit).unwrap(), bare.limit(limit).unwrap());
        }
    }
}
