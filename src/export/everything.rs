//! A whole caseload as the texts of a folder: the manifest, and for every kind of record a file with one object a line.

use serde_json::{Map, Value as Json, json};

use super::json::json as value_of;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::whole::{ORDER, VERSION, file};

/// The manifest, from how many records there are of each kind.
pub fn manifest(counts: &[(Entity, usize)]) -> String {
    let files: Vec<Json> = ORDER
        .iter()
        .filter_map(|entity| counts.iter().find(|(counted, _)| counted == entity))
        .map(|(entity, count)| json!({"kind": entity.table(), "file": file(*entity), "records": count}))
        .collect();
    let whole = json!({"version": VERSION, "of": "a kith caseload", "files": files});
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    format!("{text}\n")
}

/// One record as a line; what it does not hold is left out.
pub fn line(record: &Record) -> String {
    let mut object = Map::new();
    object.insert("id".to_owned(), Json::from(record.id));
    if let Some(uid) = &record.uid {
        object.insert("uid".to_owned(), Json::from(uid.as_str()));
    }
    for field in record.entity.fields() {
        let value = record.values.value(field.name);
        if !value.is_nothing() {
            object.insert(field.name.to_owned(), value_of(field, value));
        }
    }
    if let Some(day) = record.put_away_on {
        object.insert("put_away_on".to_owned(), Json::from(day.to_string()));
    }
    if let Some(reason) = &record.put_away_reason {
        object.insert("put_away_reason".to_owned(), Json::from(reason.as_str()));
    }
    format!("{}\n", Json::Object(object))
}
