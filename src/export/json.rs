//! Records as JSON objects: numbers as numbers, yes and no as true and false, lists of terms as lists.

use serde_json::{Number, Value as Json};

use crate::domain::check::write;
use crate::domain::entry::Value;
use crate::domain::field::{Field, Kind};
use crate::export::column::{Cell, Column};
use crate::report::listed::Listed;

/// One record as an object on one line, its keys in the order of the columns.
pub fn object(columns: &[Column], listed: &Listed) -> String {
    let member = |column: &Column| {
        let value = match column.cell(listed) {
            Cell::Id(id) => Json::from(id),
            Cell::Uid(uid) => Json::from(uid),
            Cell::Text(text) => Json::from(text),
            Cell::Value(field, value) => json(field, value),
            Cell::Nothing => Json::Null,
        };
        format!("{}:{value}", Json::from(column.name()))
    };
    let members: Vec<String> = columns.iter().map(member).collect();
    format!("{{{}}}", members.join(","))
}

/// A value as scripts expect it.
pub fn json(field: &Field, value: &Value) -> Json {
    match (value, field.kind) {
        (Value::Nothing, _) => Json::Null,
        (Value::Number(number), Kind::Flag) => Json::from(*number == 1),
        (Value::Number(_), Kind::Degrees) => {
            write(field, value).parse().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
        }
        (Value::Number(number), _) => Json::from(*number),
        (Value::Text(text), Kind::Several(_)) => text.split_whitespace().collect::<Vec<_>>().into(),
        (Value::Text(text), _) => Json::from(text.as_str()),
    }
}
