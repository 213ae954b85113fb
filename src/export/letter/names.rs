//! The names a template may use, and which of those in a line stand for nothing.

use std::collections::BTreeSet;

use minijinja::Value;
use minijinja::value::Serde;

use super::full;

/// Every name a template may use: `today`, `person.name`; what lists hold is tried by writing.
pub fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let facts = Value::from(Serde(full()));
    for key in keys(&facts) {
        if let Ok(inside) = facts.get_attr(&key)
            && inside.kind() == minijinja::value::ValueKind::Map
        {
            names.extend(keys(&inside).into_iter().map(|own| format!("{key}.{own}")));
        }
        names.insert(key);
    }
    names
}

/// The names that a value has inside.
fn keys(value: &Value) -> Vec<String> {
    value.try_iter().map(|keys| keys.map(|key| key.to_string()).collect()).unwrap_or_default()
}

/// The names that what is listed has inside: `first`, `term`.
fn inside_lists() -> Vec<String> {
    let facts = Value::from(Serde(full()));
    let lists = ["scores", "codes"].into_iter().filter_map(|list| facts.get_attr(list).ok());
    lists.filter_map(|list| list.get_item_by_index(0).ok()).flat_map(|one| keys(&one)).collect()
}

/// What is wrong with a line in which something stands for nothing, by the names in it that there are not.
pub fn nothing_stands_for(line: &str) -> String {
    let (known, listed) = (names(), inside_lists());
    let there = |name: &str| match name.split_once('.') {
        None => true,
        // What a loop calls its own has the names of what is listed.
        Some((_, last)) => {
            known.contains(name) || listed.iter().any(|own| own == last) || name.starts_with("loop.")
        }
    };
    let found = expressions(line);
    let unknown: Vec<&str> = found
        .iter()
        .flat_map(|text| text.split(|letter: char| !(letter.is_alphanumeric() || "_.".contains(letter))))
        .filter(|name| name.starts_with(char::is_alphabetic) && !there(name))
        .collect();
    match (unknown.as_slice(), found.as_slice()) {
        ([], []) => "something in this line stands for nothing".to_owned(),
        ([], all) => format!("nothing stands for {}", all.join(" or ")),
        (names, _) => format!("there is no {} to put into a letter", names.join(" and no ")),
    }
}

/// What stands between the signs of a template in a line, without texts in quotes.
fn expressions(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for piece in line.split('{').skip(1) {
        let Some(inside) = piece.strip_prefix('%').or(Some(piece)).and_then(|piece| piece.split('}').next())
        else {
            continue;
        };
        let quoted = |at: usize| at % 2 == 1;
        let plain = inside.split(['"', '\'']).enumerate().filter(|(at, _)| !quoted(*at));
        let text: String = plain.map(|(_, text)| text).collect();
        let text =
            text.trim_matches(|letter: char| letter.is_whitespace() || "%-+".contains(letter)).to_owned();
        if !text.is_empty() {
            all.push(text);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_there_is_not_is_named() {
        let said = |line| nothing_stands_for(line);
        assert_eq!(
            said("{{ score.frist }}, {{ score.first }}"),
            "there is no score.frist to put into a letter"
        );
        assert_eq!(
            said("{% if code.lable %}{{ \"a.b\" }}{% endif %}"),
            "there is no code.lable to put into a letter"
        );
        assert_eq!(said("Do: {{ actions[7] }}"), "nothing stands for actions[7]");
    }
}
