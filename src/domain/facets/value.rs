//! The values of facets as people write them: days, miles, pounds, yes and no.

use crate::domain::vocabulary::Vocabulary;
use crate::domain::{cost, fold, place, postcode};

/// The codes of one or several terms, with commas between; each once.
pub(super) fn terms(list: &Vocabulary, value: &str) -> Result<String, String> {
    let code = |value: &str| list.read(&value.replace('-', "_")).or_else(|| list.read(value));
    if let Some(whole) = code(value).filter(|_| !value.is_empty()) {
        return Ok(whole.to_owned());
    }
    let mut found: Vec<&str> = Vec::new();
    for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let code = code(part).ok_or_else(|| {
            let codes: Vec<&str> = list.terms.iter().map(|term| term.code).collect();
            format!("There is no such {}. There are: {}.", list.name, codes.join(", "))
        })?;
        if !found.contains(&code) {
            found.push(code);
        }
    }
    Ok(found.join(" "))
}

/// Folded words of one or several things, with commas between; each once.
pub(super) fn phrases(value: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    for phrase in value.split(',').map(fold::fold).filter(|phrase| !phrase.is_empty()) {
        if !found.contains(&phrase) {
            found.push(phrase);
        }
    }
    found.join(",")
}

pub(super) fn bits<const N: usize>(value: &str, names: &[&str; N], wrong: &str) -> Result<u8, String> {
    let mut found = 0;
    for word in value.split([',', ' ']).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let is = |name: &&str| {
            let name = name.to_lowercase();
            word.starts_with(&name) || (word.len() >= 2 && name.starts_with(word.as_str()))
        };
        let at = names.iter().position(is).ok_or_else(|| wrong.to_owned())?;
        found |= 1 << at;
    }
    Ok(found)
}

pub(super) fn named(bits: u8, names: &[&str], say: impl Fn(&str) -> String) -> String {
    let on = names.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
    on.map(|(_, name)| say(name)).collect::<Vec<_>>().join(",")
}

pub(super) fn miles(value: &str) -> Result<Option<u32>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    let number = value.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let read: Option<f64> = number.parse().ok().filter(|miles| (0.05..=500.0).contains(miles));
    let tenths = read.and_then(|miles| format!("{:.0}", miles * 10.0).parse().ok());
    tenths.map(Some).ok_or_else(|| "Give miles, such as 2 or 0.5.".to_owned())
}

pub(super) fn tenths(tenths: u32) -> String {
    if tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

pub(super) fn near(value: &str) -> Result<String, String> {
    if value.is_empty() {
        return Ok(String::new());
    }
    let upper = value.to_ascii_uppercase();
    if place::area(&upper).is_none() {
        return Err("Give a postcode, or the first half of one, such as S6.".to_owned());
    }
    Ok(postcode::read(&upper).unwrap_or(upper))
}

pub(super) fn pounds(value: &str) -> Result<Option<i64>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    let bare = value.parse::<f64>().is_ok();
    let read = if bare { cost::pence(&format!("£{value}")) } else { cost::pence(value) };
    read.map(Some).ok_or_else(|| "Give free, or pounds such as 3 or 2.50.".to_owned())
}

pub(super) fn yes(value: &str) -> Result<bool, String> {
    match value.to_lowercase().as_str() {
        "yes" | "y" | "1" | "true" | "only" => Ok(true),
        "no" | "n" | "0" | "false" | "" => Ok(false),
        _ => Err("Give yes or no.".to_owned()),
    }
}

/// The parts of the text form, with quoted values whole.
pub(super) fn parts(text: &str) -> Vec<String> {
    let (mut found, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            _ if letter.is_whitespace() && !quoted => found.push(std::mem::take(&mut part)),
            _ => part.push(letter),
        }
    }
    found.push(part);
    found.retain(|part| !part.is_empty());
    whole_postcodes(found)
}

/// The parts with a postcode after `near` in one: `near:S6 3BS` is one place.
fn whole_postcodes(parts: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let joins = |last: &String| {
            let (name, value) = last.split_once(['=', ':'])?;
            let whole = format!("{value} {part}");
            (name.eq_ignore_ascii_case("near") && !value.contains(' ') && postcode::read(&whole).is_ok())
                .then(|| format!("{name}={whole}"))
        };
        match found.last().and_then(joins) {
            Some(whole) => {
                found.pop();
                found.push(whole);
            }
            None => found.push(part),
        }
    }
    found
}
