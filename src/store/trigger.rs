//! The audit triggers, generated from the live schema so that a new table is covered without new code.

use rusqlite::Connection;

use super::fault::StoreError;

/// Tables without audit triggers, each with its reason.
pub const EXEMPT: &[(&str, &str)] = &[
    ("operation", "it is the log"),
    ("row_change", "it is the log"),
    ("current_operation", "it lives only inside a write transaction"),
    ("undone", "worked out from the log's own operations"),
    ("view", "a log of its own, only ever added to"),
    ("standing", "worked out after every operation; check compares it"),
    ("standing_rung", "worked out after every operation; check compares it"),
    ("standing_move", "worked out after every operation; check compares it"),
    ("standing_tally", "worked out after every operation; check compares it"),
    ("tally", "worked out after every operation; check compares it"),
    ("asset_term", "an index of words, renewed after every operation"),
    ("asset_facet", "worked out after every operation; check compares it"),
    ("asset_block", "worked out after every operation; check compares it"),
    ("asset_stem", "worked out after every operation; check compares it"),
    ("postcode", "a table of the post, imported as a whole; it holds nobody"),
    ("postcode_area", "a public table, imported as a whole; it holds nobody"),
    ("area", "a public table, imported as a whole; it holds nobody"),
    ("near_word", "an index of names, renewed after every operation"),
];

/// The tables that carry audit triggers, by name.
pub fn audited(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' \
         ORDER BY name",
    )?;
    let names =
        statement.query_map([], |row| row.get::<_, String>("name"))?.collect::<Result<Vec<_>, _>>()?;
    Ok(names.into_iter().filter(|name| !EXEMPT.iter().any(|(exempt, _)| exempt == name)).collect())
}

/// The columns of a table, in order.
pub fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get("name"))?.collect::<Result<Vec<_>, _>>()?;
    Ok(names)
}

/// The expression that makes the image of a row; `of` is `OLD.`, or nothing for the row that is read.
pub fn image(columns: &[String], of: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}',{of}{column}")).collect();
    format!("json_object({})", pairs.join(","))
}

/// What the update trigger leaves where the image of the row after the change belongs, until the operation is sealed.
pub const UNFILLED: &str = "";

/// The statements that make the three triggers of a table at a schema version.
///
/// SQLite reads them all at every start, so they are short. An update keeps the row as it was; what it became is read
/// from the row itself when the operation is sealed. A row is taken out only after its image was put in the log.
pub fn statements(table: &str, columns: &[String], version: i32) -> Vec<(String, String)> {
    let old = image(columns, "OLD.");
    let log = "INSERT INTO row_change (operation_id, schema, entity, row_id, before, after)";
    let operation = "(SELECT id FROM current_operation)";
    vec![
        (
            format!("audit_{table}_insert"),
            format!(
                "CREATE TRIGGER audit_{table}_insert AFTER INSERT ON {table} BEGIN\n    {log}\n    \
                 VALUES ({operation}, {version}, '{table}', NEW.id, NULL, NULL);\nEND"
            ),
        ),
        (
            format!("audit_{table}_update"),
            format!(
                "CREATE TRIGGER audit_{table}_update AFTER UPDATE ON {table} BEGIN\n    {log}\n    \
                 VALUES ({operation}, {version}, '{table}', OLD.id, {old}, '{UNFILLED}');\nEND"
            ),
        ),
        (
            format!("audit_{table}_delete"),
            format!(
                "CREATE TRIGGER audit_{table}_delete BEFORE DELETE ON {table} BEGIN\n    \
                 SELECT raise(ABORT, 'not in the log') WHERE NOT EXISTS (SELECT 1 FROM row_change\n    \
                 WHERE operation_id = {operation} AND entity = '{table}' AND row_id = OLD.id AND after IS NULL);\nEND"
            ),
        ),
    ]
}

/// Drops every audit trigger and makes them anew from the live schema.
pub fn renew(connection: &Connection, version: i32) -> Result<(), StoreError> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'",
    )?;
    let names =
        statement.query_map([], |row| row.get::<_, String>("name"))?.collect::<Result<Vec<_>, _>>()?;
    for name in names {
        connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    for table in audited(connection)? {
        for (_, sql) in statements(&table, &columns(connection, &table)?, version) {
            connection.execute_batch(&sql)?;
        }
    }
    Ok(())
}
