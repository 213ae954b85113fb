//! The JSON that scripts rely on: items in the order of the field table, and text that is safe on a terminal too.

use std::fmt::Write as _;
use std::io;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value as Json;
use serde_json::ser::Formatter;

use crate::domain::check;
use crate::domain::clean::Clean;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value};
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::Vocabulary;
use crate::fault::Fault;
use crate::store::{Done, Store, Touched};

/// One object: keys and values in the order they are given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item(Vec<(&'static str, Node)>);

/// A value of an object: plain, or objects that keep the order of their keys.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Plain(Json),
    One(Item),
    Many(Vec<Item>),
}

impl Item {
    /// An object with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one key more.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Json>) -> Self {
        self.0.push((key, Node::Plain(value.into())));
        self
    }

    /// The same with an object.
    #[must_use]
    pub fn item(mut self, key: &'static str, item: Self) -> Self {
        self.0.push((key, Node::One(item)));
        self
    }

    /// The same with a list of objects.
    #[must_use]
    pub fn items(mut self, key: &'static str, items: Vec<Self>) -> Self {
        self.0.push((key, Node::Many(items)));
        self
    }

    /// The same with a text that is `null` where there is none.
    #[must_use]
    pub fn text(self, key: &'static str, text: &str) -> Self {
        let value = if text.is_empty() { Json::Null } else { Json::from(text) };
        self.with(key, value)
    }

    /// The same with a value that may be missing, written as text.
    #[must_use]
    pub fn shown(self, key: &'static str, value: Option<impl ToString>) -> Self {
        self.with(key, value.map(|value| value.to_string()))
    }

    /// The value of a key as a cell of a row.
    pub fn cell(&self, key: &str) -> String {
        let Some(Node::Plain(value)) = self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
        else {
            return String::new();
        };
        match value {
            Json::Null => String::new(),
            Json::String(text) => text.clone(),
            Json::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Json::Array(parts) => {
                let parts =
                    parts.iter().map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned));
                parts.collect::<Vec<_>>().join(" ")
            }
            other => other.to_string(),
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            match value {
                Node::Plain(value) => map.serialize_entry(key, value)?,
                Node::One(item) => map.serialize_entry(key, item)?,
                Node::Many(items) => map.serialize_entry(key, items)?,
            }
        }
        map.end()
    }
}

/// A value of a field as JSON: codes as text, several codes as a list, yes or no as true or false.
pub fn value(field: &Field, value: &Value) -> Json {
    match (value, field.kind) {
        (Value::Nothing, _) => Json::Null,
        (Value::Number(number), Kind::Flag) => Json::from(*number == 1),
        (Value::Number(_), Kind::Degrees) => {
            check::write(field, value).parse::<f64>().map_or(Json::Null, Json::from)
        }
        (Value::Number(number), _) => Json::from(*number),
        (Value::Text(text), Kind::Several(_)) => text.split_whitespace().collect(),
        (Value::Text(text), _) => Json::from(text.as_str()),
    }
}

/// The text a draft takes from a JSON value; `None` where the value is no text, number, yes or no, or list of texts.
pub fn draft_text(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        Json::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        Json::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Json::as_str).collect();
            parts.map(|parts| parts.join(", "))
        }
        Json::Object(_) => None,
    }
}

/// A value of JSON as the text of a field: a list only for a field that takes several, yes or no only where it is asked so.
pub fn text_for(field: &Field, value: &Json) -> Option<String> {
    let fits = match value {
        Json::Array(_) => matches!(field.kind, Kind::Several(_)),
        Json::Bool(_) => {
            let both = |terms: &Vocabulary| terms.read("yes").is_some() && terms.read("no").is_some();
            matches!(field.kind, Kind::Flag) || matches!(field.kind, Kind::One(terms) if both(terms))
        }
        _ => true,
    };
    fits.then(|| draft_text(value)).flatten()
}

/// A record, whole: its number, its universal id, every field, and when it was put away.
pub fn record(record: &Record) -> Item {
    let mut item = Item::new().with("id", record.id);
    if record.entity.travels() {
        item = item.with("uid", record.uid.clone());
    }
    for field in record.entity.fields() {
        item = item.with(field.name, value(field, record.values.value(field.name)));
    }
    item.shown("put_away_on", record.put_away_on).with("put_away_reason", record.put_away_reason.clone())
}

/// The universal id of a record, where it has one.
pub fn uid(store: &Store, entity: Entity, id: Option<i64>) -> Result<Option<String>, Fault> {
    let Some(id) = id else { return Ok(None) };
    Ok(store.record(entity, id)?.and_then(|record| record.uid))
}

/// What a write did, as scripts read it.
pub fn done(done: &Done) -> Item {
    let shown = |item: &Touched| {
        Item::new().with("kind", item.entity.table()).with("id", item.id).with("uid", item.uid.clone())
    };
    let items = done.items.iter().map(shown).collect();
    Item::new().with("version", 1).with("operation", done.operation.0).items("items", items)
}

/// A write that kept nothing: it was a trial, or there was nothing to do.
pub fn nothing_kept(items: Vec<Item>) -> Item {
    Item::new().with("version", 1).with("operation", Json::Null).items("items", items)
}

/// The text of a value; what could steer a terminal is written as `\u` escapes, which mean the same.
pub fn written(value: &impl Serialize) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Safe);
    let told = |why: String| Fault::failed(format!("The answer could not be put into JSON: {why}."));
    value.serialize(&mut serializer).map_err(|error| told(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| told(error.to_string()))
}

struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if Clean::line(fragment).as_str() == fragment {
            return writer.write_all(fragment.as_bytes());
        }
        let mut safe = String::with_capacity(fragment.len() * 2);
        for letter in fragment.chars() {
            let mut small = [0; 4];
            let alone = letter.encode_utf8(&mut small);
            if Clean::line(alone).as_str() == alone {
                safe.push(letter);
            } else {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    write!(safe, "\\u{unit:04x}").map_err(io::Error::other)?;
                }
            }
        }
        writer.write_all(safe.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order() {
        let item = Item::new().with("version", 1).with("b", "x").text("a", "");
        assert_eq!(written(&item).unwrap(), r#"{"version":1,"b":"x","a":null}"#);
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped_and_means_the_same() {
        let hostile = "a\u{1b}[31m\u{202e}b\u{9b}\u{e0041}\u{e9}e\u{301}";
        let text = written(&Json::from(hostile)).unwrap();
        assert_eq!(Clean::line(&text).as_str(), text);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), hostile);
    }
}
