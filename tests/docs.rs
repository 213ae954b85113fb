//! Documents that are written from the code equal what the code says; `KITH_WRITE_DOCS=1 cargo test docs` writes them.

use std::fs;
use std::path::Path;

/// Compares a document with what the code says, or writes it when asked to.
pub fn hold(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KITH_WRITE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(there == text, "{path} is stale: run KITH_WRITE_DOCS=1 cargo test docs");
}

#[test]
fn docs_schema_is_the_schema_of_a_fresh_file() {
    let store = kith::store::Store::memory(
        kith::store::Actor::new("jo", kith::store::Via::Command),
        kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()),
    )
    .unwrap();
    hold("docs/schema.sql", &store.schema().unwrap());
}

#[test]
fn the_columns_of_the_schema_are_the_rows_of_the_field_table() {
    use kith::domain::entity::Entity;
    let store = kith::store::Store::memory(
        kith::store::Actor::new("jo", kith::store::Via::Command),
        kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()),
    )
    .unwrap();
    let schema = store.schema().unwrap();
    for entity in Entity::ALL {
        let start = format!("CREATE TABLE {} (", entity.table());
        let body = schema.split(&start).nth(1).unwrap().split(") STRICT;").next().unwrap();
        let columns: Vec<&str> = body
            .lines()
            .filter(|line| line.starts_with("    ") && !line.starts_with("        "))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|column| !["id", "uid", "put_away_on", "put_away_reason"].contains(column))
            .collect();
        let fields: Vec<&str> = entity.fields().iter().map(|field| field.name).collect();
        assert_eq!(columns, fields, "{entity:?}");
    }
}
