//! From a draft to an entry: every field read, every rule between fields asked. Forms, imports and scripts share it.

mod between;

use chrono::{NaiveDate, NaiveDateTime};

use super::entry::{Draft, Entry, Value, Values};
use super::field::{Field, Kind};
use super::{nhs_number, phone, postcode, recurrence, when};

/// The longest line, in characters; the longest story is a hundred times as long.
const LONGEST_LINE: usize = 1_000;
/// The longest story, in characters.
pub const LONGEST_STORY: usize = 100_000;

/// What is wrong with one field, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// One sentence that a person can act on. It never holds what was typed, save a number that does not add up.
    pub reason: String,
}

impl Problem {
    /// A problem with a field.
    pub fn new(field: &'static str, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}

/// Checks a draft of a new record: required fields, every field's own rule, and the rules between fields.
///
/// # Errors
/// Every problem found, in the order of the field table.
pub fn check(draft: &Draft, now: NaiveDateTime) -> Result<Entry, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut values = Values::new();
    for field in draft.entity.fields() {
        let text = draft.text(field.name).unwrap_or(field.default);
        match read(&as_meant(field, draft), text, now) {
            Ok(Value::Nothing) if field.required => problems.push(Problem::new(field.name, needed(field))),
            Ok(Value::Nothing) if draft.text(field.name).is_none() => {}
            Ok(value) => values.set(field.name, value),
            Err(reason) => problems.push(Problem::new(field.name, reason)),
        }
    }
    between::between(draft.entity, &values, now.date(), &mut problems);
    if problems.is_empty() { Ok(Entry { entity: draft.entity, values }) } else { Err(problems) }
}

/// The field as it is meant in this draft: the day of a visit has been, unless the visit is planned.
fn as_meant(field: &'static Field, draft: &Draft) -> Field {
    let happened = field.name == "visited_on" && draft.text("how").is_some_and(|how| how != "planned");
    if happened { Field { kind: Kind::PastDay, ..*field } } else { *field }
}

/// Checks the fields a draft gives, as an edit of a record that holds `before`.
///
/// # Errors
/// Every problem found; rules between fields are asked of the record as it would become.
pub fn check_edit(draft: &Draft, before: &Values, now: NaiveDateTime) -> Result<Values, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut after = before.clone();
    for (name, text) in draft.iter() {
        let Some(field) = draft.entity.field(name) else { continue };
        match read(&as_meant(field, draft), text, now) {
            Ok(Value::Nothing) if field.required => problems.push(Problem::new(field.name, needed(field))),
            Ok(value) => after.set(field.name, value),
            Err(reason) => problems.push(Problem::new(field.name, reason)),
        }
    }
    between::between(draft.entity, &after, now.date(), &mut problems);
    if problems.is_empty() { Ok(after) } else { Err(problems) }
}

/// Reads the text of one field into its canonical value.
///
/// # Errors
/// One sentence that says what is wrong and how to put it right.
pub fn read(field: &Field, text: &str, now: NaiveDateTime) -> Result<Value, String> {
    let line = text.trim();
    if line.is_empty() {
        return Ok(Value::Nothing);
    }
    let today = now.date();
    match field.kind {
        Kind::Line | Kind::Name | Kind::Web => one_line(field, line),
        Kind::Story => story(field, text),
        Kind::PastDay => past_day(field, line, today),
        Kind::ComingDay => when::read_day(line, today).map(Value::from),
        Kind::BirthDay => when::read_birth(line, today).map(Value::from),
        Kind::Time => when::read_time(line).map(|time| Value::Text(time.format("%H:%M").to_string())),
        Kind::NhsNumber => nhs_number::read(line).map(Value::Text),
        Kind::Postcode => postcode::read(line).map(Value::Text),
        Kind::Phone => phone::read(line).map(Value::Text),
        Kind::Email => email(line),
        Kind::One(vocabulary) => vocabulary
            .read(line)
            .map(|code| Value::Text(code.to_owned()))
            .ok_or_else(|| format!("Choose one of: {}.", labels(vocabulary))),
        Kind::Several(vocabulary) => several(vocabulary, line),
        Kind::Recurrence => recurrence::read(line)
            .map(|found| found.map_or(Value::Nothing, |recurrence| Value::Text(recurrence.code()))),
        Kind::Count(most) => count(field, line, most),
        Kind::Flag => flag(line),
        Kind::Degrees => degrees(line),
        Kind::Link(entity) => line
            .parse::<i64>()
            .ok()
            .filter(|id| *id > 0)
            .map(Value::Number)
            .ok_or_else(|| format!("Give the number of the {}.", entity.word())),
    }
}

/// The text of a canonical value as a form or a file gives it back; [`read`] of it gives the same value.
pub fn write(field: &Field, value: &Value) -> String {
    match (value, field.kind) {
        (Value::Nothing, _) => String::new(),
        (Value::Number(number), Kind::Degrees) => {
            let sign = if *number < 0 { "-" } else { "" };
            format!("{sign}{}.{:06}", number.unsigned_abs() / 1_000_000, number.unsigned_abs() % 1_000_000)
        }
        (Value::Number(number), Kind::Flag) => if *number == 1 { "yes" } else { "no" }.to_owned(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Text(text), _) => text.clone(),
    }
}

/// The text of a canonical value as a person reads it on a screen or in print.
pub fn show(field: &Field, value: &Value) -> String {
    let Value::Text(text) = value else {
        return match (value, field.kind) {
            (Value::Number(number), Kind::Flag) => if *number == 1 { "Yes" } else { "No" }.to_owned(),
            _ => write(field, value),
        };
    };
    match field.kind {
        Kind::PastDay | Kind::ComingDay => text.parse().map_or_else(|_| text.clone(), when::show_day),
        Kind::BirthDay => text.parse().map_or_else(|_| text.clone(), when::show_birth),
        Kind::NhsNumber => nhs_number::show(text),
        Kind::One(vocabulary) => vocabulary.label(text).to_owned(),
        Kind::Several(vocabulary) => vocabulary.labels(text),
        Kind::Recurrence => {
            recurrence::parse(text).map_or_else(|| text.clone(), recurrence::Recurrence::show)
        }
        _ => text.clone(),
    }
}

fn needed(field: &Field) -> String {
    format!("{} is needed.", field.label)
}

fn one_line(field: &Field, line: &str) -> Result<Value, String> {
    let joined = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().any(char::is_control) {
        return Err(format!("{} holds a character that cannot be shown. Type it again.", field.label));
    }
    longest(field, &joined, LONGEST_LINE)?;
    Ok(Value::Text(joined))
}

fn story(field: &Field, text: &str) -> Result<Value, String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_matches(['\n', ' ']).trim_end();
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(format!("{} holds a character that cannot be shown. Type it again.", field.label));
    }
    longest(field, text, LONGEST_STORY)?;
    Ok(Value::from(text))
}

fn longest(field: &Field, text: &str, most: usize) -> Result<(), String> {
    let length = text.chars().count();
    if length > most {
        return Err(format!("{} must be {most} characters or fewer. It has {length}.", field.label));
    }
    Ok(())
}

fn past_day(field: &Field, line: &str, today: NaiveDate) -> Result<Value, String> {
    let day = when::read_past_day(line, today)?;
    if day > today {
        return Err(format!("{} must be today or in the past.", field.label));
    }
    Ok(Value::from(day))
}

fn email(line: &str) -> Result<Value, String> {
    let line = line.strip_prefix("mailto:").unwrap_or(line).trim();
    let sound = match line.split_once('@') {
        Some((before, after)) => {
            !before.is_empty() && after.contains('.') && !after.contains('@') && !after.starts_with('.')
        }
        None => false,
    };
    if !sound || line.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("Enter an e-mail address with one @ sign, such as name@example.org.".to_owned());
    }
    Ok(Value::Text(line.to_owned()))
}

fn labels(vocabulary: &super::vocabulary::Vocabulary) -> String {
    vocabulary.terms.iter().map(|term| term.label).collect::<Vec<_>>().join(", ")
}

fn several(vocabulary: &super::vocabulary::Vocabulary, line: &str) -> Result<Value, String> {
    let mut codes: Vec<&str> = Vec::new();
    let by_space = line.split_whitespace().all(|word| vocabulary.holds(word));
    let parts: Vec<&str> =
        if by_space { line.split_whitespace().collect() } else { line.split([',', ';', '\n']).collect() };
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        match vocabulary.read(part) {
            Some(code) if codes.contains(&code) => {}
            Some(code) => codes.push(code),
            None => return Err(format!("Choose from: {}.", labels(vocabulary))),
        }
    }
    Ok(Value::from(codes.join(" ")))
}

/// Numbers that are asked for from 1 on; all others begin at 0.
const FROM_ONE: [&str; 2] = ["importance", "confidence"];

fn count(field: &Field, line: &str, most: i64) -> Result<Value, String> {
    let least = i64::from(FROM_ONE.contains(&field.name));
    let digits = line.trim_end_matches(|c: char| c.is_alphabetic() || c == '.').trim();
    match digits.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(Value::Number(number)),
        _ => Err(format!("{} must be a whole number from {least} to {most}.", field.label)),
    }
}

fn flag(line: &str) -> Result<Value, String> {
    match line.to_lowercase().as_str() {
        "yes" | "y" | "1" | "true" | "x" => Ok(Value::Number(1)),
        "no" | "n" | "0" | "false" => Ok(Value::Number(0)),
        _ => Err("Type yes or no.".to_owned()),
    }
}

fn degrees(line: &str) -> Result<Value, String> {
    let reason = || "Give degrees as a number, such as 53.381.".to_owned();
    let number: f64 = line.parse().map_err(|_| reason())?;
    if !number.is_finite() || number.abs() > 180.0 {
        return Err(reason());
    }
    // A number of at most 180 times a million fits a whole number exactly.
    format!("{:.0}", number * 1_000_000.0).parse().map(Value::Number).map_err(|_| reason())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entity::Entity;

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 3, 3).unwrap().and_hms_opt(9, 14, 0).unwrap()
    }

    #[test]
    fn a_person_needs_one_name_and_nothing_else() {
        let entry = check(&Draft::new(Entity::Person).with("given", "Ada"), now()).unwrap();
        assert_eq!(entry.values.text("given"), "Ada");
        let problems = check(&Draft::new(Entity::Person), now()).unwrap_err();
        assert_eq!(problems, [Problem::new("given", "Give at least one name.")]);
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_value() {
        let draft = Draft::new(Entity::Asset)
            .with("name", "Tuesday Lunch Club")
            .with("interests", "Cooking; befriending")
            .with("latitude", "53.381001")
            .with("longitude", "-1.464299")
            .with("do_not_list", "no");
        let entry = check(&draft, now()).unwrap();
        for field in Entity::Asset.fields() {
            let value = entry.values.value(field.name);
            assert_eq!(&read(field, &write(field, value), now()).unwrap(), value, "{}", field.name);
        }
        assert_eq!(entry.values.text("interests"), "cooking befriending");
        assert_eq!(entry.values.number("longitude"), Some(-1_464_299));
    }

    #[test]
    fn an_asset_stands_on_land_or_has_no_place_on_the_map() {
        let at = |lat: &str, lon: &str| {
            let draft =
                Draft::new(Entity::Asset).with("name", "Shed").with("latitude", lat).with("longitude", lon);
            check(&draft, now()).map_or_else(|problems| problems[0].reason.clone(), |_| String::new())
        };
        assert_eq!(at("53.38", "-1.46"), "");
        assert_eq!(at("", ""), "");
        assert!(at("-1.46", "53.38").contains("changed places"));
        assert!(at("0", "0").contains("not in the British Isles"));
        assert!(at("53.38", "").contains("both"));
    }

    #[test]
    fn a_connection_beyond_a_suggestion_needs_the_persons_yes() {
        let draft =
            Draft::new(Entity::Connection).with("person_id", "1").with("asset_id", "2").with("state", "made");
        assert_eq!(check(&draft, now()).unwrap_err()[0].field, "said_yes");
        assert!(check(&draft.with("said_yes", "yes"), now()).is_ok());
    }

    #[test]
    fn nobody_is_introduced_before_both_have_said_yes() {
        let pair = Draft::new(Entity::Pair).with("offer_id", "1").with("ask_id", "2");
        for free in ["asking", "not_fit"] {
            assert!(check(&pair.clone().with("state", free), now()).is_ok());
        }
        for state in ["introduced", "paired", "friends"] {
            let draft = pair.clone().with("state", state).with("giver_yes", "yes");
            assert_eq!(check(&draft, now()).unwrap_err()[0].field, "receiver_yes");
            assert!(check(&draft.with("receiver_yes", "yes"), now()).is_ok());
        }
    }

    #[test]
    fn an_edit_asks_the_rules_of_the_record_as_it_would_become() {
        let before = Values::new().with("given", "Ada");
        let edit = Draft::new(Entity::Person).with("given", "");
        assert_eq!(check_edit(&edit, &before, now()).unwrap_err()[0].field, "given");
    }

    #[test]
    fn nobody_gives_to_themselves() {
        let draft = Draft::new(Entity::Exchange)
            .with("giver_person_id", "4")
            .with("receiver_person_id", "4")
            .with("what", "soup");
        assert_eq!(check(&draft, now()).unwrap_err()[0].reason, "Giver and receiver must be two.");
    }
}
