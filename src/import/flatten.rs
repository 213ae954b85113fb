//! A JSON object as fields: nested names joined by dots, lists of plain values on one line.

use std::sync::Arc;

use serde_json::Value;

/// Every value of the object that says something, with its path as header.
pub fn fields(value: &Value) -> Vec<(Arc<str>, String)> {
    let mut found = Vec::new();
    if let Value::Object(members) = value {
        for (key, member) in members {
            walk(key, member, &mut found);
        }
    }
    found
}

fn walk(path: &str, value: &Value, found: &mut Vec<(Arc<str>, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, member) in members {
                walk(&format!("{path}.{key}"), member, found);
            }
        }
        Value::Array(values) if values.iter().all(|value| !value.is_object() && !value.is_array()) => {
            let texts: Vec<String> = values.iter().filter_map(plain).collect();
            if !texts.is_empty() {
                found.push((Arc::from(path), texts.join("; ")));
            }
        }
        Value::Array(values) => {
            for (at, member) in values.iter().enumerate() {
                walk(&format!("{path}.{at}"), member, found);
            }
        }
        _ => found.extend(plain(value).map(|text| (Arc::from(path), text))),
    }
}

/// The text of a plain value; yes and no for true and false.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(answer) => Some(if *answer { "yes" } else { "no" }.to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_values_are_named_by_their_path() {
        let value =
            serde_json::json!({"a": {"b": 1.5, "c": [{"d": true}, {"d": null}]}, "e": ["x", "y"], "f": null});
        let found: Vec<_> = fields(&value).into_iter().map(|(path, text)| format!("{path}={text}")).collect();
        assert_eq!(found, ["a.b=1.5", "a.c.0.d=yes", "e=x; y"]);
    }
}
