//! Two records of one person made one: what the record that stays takes over, the strictest word of either.

use super::entity::Entity;
use super::entry::{Value, Values};
use super::field::Kind;
use super::vocabulary::SAFE;

/// Lines of which both are kept where they differ: each is a warning that must not be lost.
const WARNINGS: &[&str] = &["safe_contact", "overhear", "say_we_are", "access_needs", "restricted_reason"];

/// Fields that only mean something together: half of one address and half of another is no address.
const TOGETHER: &[&[&str]] = &[&["address", "postcode"], &["gp_practice", "gp_practice_code", "gp_name"]];

/// Fields that say what became of a record, not what is known of the person.
const OF_THE_RECORD: &[&str] = &["merged_into"];

/// What the record that stays takes over from the other: fields it has not, lists joined, the strictest safety word.
///
/// What both know differently stays as the record that stays has it; the other record keeps its own.
pub fn taken_over(stays: &Values, other: &Values) -> Values {
    let mut taken = Values::new();
    for field in Entity::Person.fields().iter().filter(|field| !OF_THE_RECORD.contains(&field.name)) {
        let (here, there) = (stays.value(field.name), other.value(field.name));
        if there.is_nothing() || here == there {
            continue;
        }
        let value = match field.kind {
            _ if here.is_nothing() && torn(field.name, stays, other) => continue,
            _ if here.is_nothing() => there.clone(),
            Kind::One(vocabulary) if std::ptr::eq(vocabulary, &raw const SAFE) => {
                stricter(stays.text(field.name), other.text(field.name)).into()
            }
            Kind::Flag => Value::Number(1),
            Kind::Several(_) => joined(stays.text(field.name), other.text(field.name), ' ').into(),
            _ if WARNINGS.contains(&field.name) => {
                joined(stays.text(field.name), other.text(field.name), ';').into()
            }
            Kind::Story => format!("{}\n\n{}", stays.text(field.name), other.text(field.name)).into(),
            _ => continue,
        };
        if value != *here {
            taken.set(field.name, value);
        }
    }
    taken
}

/// Whether a field would come without the others it belongs to, because those stay as they are.
fn torn(name: &str, stays: &Values, other: &Values) -> bool {
    let differs = |of: &&&str| {
        let (here, there) = (stays.value(of), other.value(of));
        !here.is_nothing() && here != there
    };
    TOGETHER.iter().filter(|group| group.contains(&name)).any(|group| group.iter().find(differs).is_some())
}

/// The stricter of two words about a way to reach somebody: never, then ask first, then safe.
pub fn stricter<'a>(one: &'a str, other: &'a str) -> &'a str {
    let rank = |code: &str| SAFE.terms.iter().position(|term| term.code == code).map_or(0, |at| at + 1);
    if rank(other) > rank(one) { other } else { one }
}

/// The narrower of two answers about one purpose, the newest of each record: a no or a taken back yes wins.
pub fn narrower<'a>(one: &'a str, other: &'a str) -> &'a str {
    let rank = |answer: &str| match answer {
        "withdrawn" => 3,
        "no" => 2,
        "yes" => 1,
        _ => 0,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Both, each part once, in order.
fn joined(one: &str, other: &str, mark: char) -> String {
    let mut parts: Vec<&str> = one.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect();
    for part in other.split(mark).map(str::trim).filter(|part| !part.is_empty()) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(if mark == ' ' { " " } else { "; " })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_missing_is_taken_over_and_what_is_there_stays() {
        let stays =
            Values::new().with("given", "Ada").with("phone", "01144960001").with("needs", "debt_money");
        let other = Values::new()
            .with("given", "Adah")
            .with("phone", "01144960002")
            .with("mobile", "07700900001")
            .with("needs", "housing debt_money")
            .with("merged_into", 7);
        let taken = taken_over(&stays, &other);
        assert_eq!(taken.text("mobile"), "07700900001");
        assert_eq!(taken.text("needs"), "debt_money housing");
        assert!(!taken.has("given") && !taken.has("phone") && !taken.has("merged_into"));
    }

    #[test]
    fn an_address_is_taken_over_whole_or_not_at_all() {
        let stays = Values::new().with("postcode", "S6 3BS");
        let other = Values::new().with("address", "14 Mill Lane").with("postcode", "S1 2AB");
        assert!(taken_over(&stays, &other).is_empty());
        let other = other.with("postcode", "S6 3BS");
        assert_eq!(taken_over(&stays, &other).text("address"), "14 Mill Lane");
    }

    #[test]
    fn no_warning_of_either_is_lost() {
        let stays = Values::new()
            .with("safe_phone", "safe")
            .with("safe_contact", "No voicemail")
            .with("restricted", 0);
        let other = Values::new()
            .with("safe_phone", "unsafe")
            .with("safe_text", "ask")
            .with("safe_contact", "Never write; No voicemail")
            .with("restricted", 1);
        let taken = taken_over(&stays, &other);
        assert_eq!((taken.text("safe_phone"), taken.text("safe_text")), ("unsafe", "ask"));
        assert_eq!(taken.text("safe_contact"), "No voicemail; Never write");
        assert!(taken.flag("restricted"));
        // A restriction that stays is not lifted by a record that has none.
        assert!(
            !taken_over(&other, &stays).has("restricted") || taken_over(&other, &stays).flag("restricted")
        );
    }

    proptest! {
        #[test]
        fn the_stricter_word_does_not_depend_on_which_record_stays(a in 0usize..4, b in 0usize..4) {
            let codes = ["", "safe", "ask", "unsafe"];
            prop_assert_eq!(stricter(codes[a], codes[b]), codes[a.max(b)]);
            let answers = ["not_asked", "yes", "no", "withdrawn"];
            prop_assert_eq!(narrower(answers[a], answers[b]), answers[a.max(b)]);
        }
    }
}
