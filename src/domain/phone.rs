//! UK telephone numbers as they arrive and as they are shown.

/// Helplines and emergency numbers that are whole although they are short, as they are shown.
const SHORT: [&str; 9] = ["999", "111", "101", "105", "112", "119", "116 123", "116 000", "0800 1111"];

/// As many digits as this are two numbers side by side.
const TWO_NUMBERS: usize = 18;

/// What stood in a cell: the number's own characters, and an extension if one was given.
struct Found<'a> {
    number: &'a str,
    extension: Option<&'a str>,
}

/// Reads one telephone number; gives it back grouped as it is said: `07700 900123`, `0114 496 0000`, `01632 960144`.
///
/// Numbers written with `+` keep it. Words around the number are dropped, an extension is kept, and a first 0 that a
/// spreadsheet lost is put back. Reading what was given back changes nothing.
///
/// # Errors
/// A sentence: no digits, two numbers, no area code, or too many or too few digits.
pub fn read(text: &str) -> Result<String, String> {
    let found = find(text)?;
    let number = grouped(found.number)?;
    Ok(match found.extension {
        Some(extension) => format!("{number} ext {extension}"),
        None => number,
    })
}

/// The digits to search by: `+44 114 496 0000` and `0114 496 0000` give the same. An extension is left out.
pub fn digits(number: &str) -> String {
    let main = number.split("ext").next().unwrap_or(number);
    let bare = bare_digits(main);
    if main.trim_start().starts_with('+')
        && let Some(national) = bare.strip_prefix("44")
    {
        return format!("0{}", national.strip_prefix('0').unwrap_or(national));
    }
    bare
}

/// The ends of a number by which people look it up: what stands after the area code, and the last four digits.
///
/// Area codes have three to five digits, so these are the last eight, seven, six and four.
pub fn endings(digits: &str) -> impl Iterator<Item = &str> {
    [8, 7, 6, 4].into_iter().filter_map(|length| {
        let from = digits.len().checked_sub(length).filter(|from| *from > 0)?;
        digits.split_at_checked(from).map(|(_, ending)| ending)
    })
}

/// The one number in the text, as it is written there.
fn find(text: &str) -> Result<Found<'_>, String> {
    let runs: Vec<&str> = text.split(|letter: char| !belongs(letter)).filter(|run| has_digit(run)).collect();
    let long: Vec<&str> = runs.iter().copied().filter(|run| bare_digits(run).len() >= 9).collect();
    match (runs.as_slice(), long.as_slice()) {
        ([], _) => Err("Enter a phone number, like 0114 496 0000 or 07700 900123.".to_owned()),
        (_, [_, _, ..]) => Err(two_numbers()),
        (_, [number]) if bare_digits(number).len() >= TWO_NUMBERS => Err(two_numbers()),
        (_, [number]) => Ok(Found { number, extension: extension_of(text, number) }),
        ([number], []) => Ok(Found { number, extension: None }),
        _ => Err("Phone number has letters or other marks in the middle. Type only its digits.".to_owned()),
    }
}

/// The digits after `ext`, `x` or `extension`, when that word comes straight after the number.
fn extension_of<'a>(text: &'a str, number: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(number)?;
    let rest = after.trim_start();
    let word_end = rest.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (word, rest) = rest.split_at_checked(word_end)?;
    if !["x", "ext", "extn", "extension"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let rest = rest.trim_start_matches(['.', ':', ' ']);
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest.split_at_checked(end).map(|(digits, _)| digits).filter(|digits| (1..=6).contains(&digits.len()))
}

/// The number in the groups it is said in.
fn grouped(number: &str) -> Result<String, String> {
    let bare = bare_digits(number);
    if let Some(short) = SHORT.iter().find(|short| bare_digits(short) == bare) {
        return Ok((*short).to_owned());
    }
    let abroad = match bare.strip_prefix("00") {
        Some(rest) => Some(rest),
        None if bare.len() == 12 && bare.starts_with("44") => Some(bare.as_str()),
        None => number.trim_start_matches([' ', '(', '\u{a0}']).starts_with('+').then_some(bare.as_str()),
    };
    if let Some(rest) = abroad {
        return international(rest);
    }
    let lost_nought = bare.len() == 10 && bare.starts_with(['1', '2', '3', '7', '8']);
    let whole = if lost_nought { format!("0{bare}") } else { bare };
    let Some(national) = whole.strip_prefix('0') else {
        return Err(if whole.len() < 9 {
            format!("Phone number needs its area code, like 0114 496 0000. It has {} digits.", whole.len())
        } else {
            "Phone number must begin with 0 or +, like 0114 496 0000.".to_owned()
        });
    };
    check_length(national, &whole)?;
    Ok(spaced(&whole, 1))
}

/// A number with its country's code, which for the United Kingdom may hold a `(0)` that is never dialled.
fn international(digits: &str) -> Result<String, String> {
    match digits.strip_prefix("44") {
        Some(national) => {
            let national = national.strip_prefix('0').unwrap_or(national);
            check_length(national, digits)?;
            Ok(format!("+44 {}", spaced(national, 0)))
        }
        None if (8..=15).contains(&digits.len()) => Ok(format!("+{digits}")),
        None => Err(format!("Phone number has {} digits. Check it and type it again.", digits.len())),
    }
}

/// UK numbers have nine or ten digits after the first 0 or the +44.
fn check_length(national: &str, whole: &str) -> Result<(), String> {
    match national.len() {
        9 | 10 => Ok(()),
        0..=8 => Err(format!("Phone number is too short. It has {} digits, and most have 11.", whole.len())),
        _ => Err(format!("Phone number is too long. It has {} digits, and most have 11.", whole.len())),
    }
}

/// Spaces where people pause. `nought` is 1 when the digits begin with the 0 of the United Kingdom, else 0.
fn spaced(digits: &str, nought: usize) -> String {
    let national: String = digits.chars().skip(nought).collect();
    let long = national.len() == 10;
    let mut letters = national.chars();
    let groups: &[usize] = match (letters.next(), letters.next(), letters.next()) {
        (Some('2'), ..) if long => &[2, 4],
        (Some('1'), Some('1'), _) | (Some('1'), _, Some('1')) | (Some('3' | '8' | '9'), ..) if long => {
            &[3, 3]
        }
        (Some('3' | '8' | '9'), ..) => &[3],
        _ => &[4],
    };
    let mut breaks = groups.iter().scan(nought, |at, size| {
        *at += size;
        Some(*at)
    });
    let mut next = breaks.next();
    let mut shown = String::with_capacity(digits.len() + 2);
    for (at, digit) in digits.chars().enumerate() {
        if next == Some(at) {
            shown.push(' ');
            next = breaks.next();
        }
        shown.push(digit);
    }
    shown
}

/// The characters a number may be written with, besides its digits.
fn belongs(letter: char) -> bool {
    letter.is_ascii_digit()
        || letter.is_whitespace()
        || matches!(letter, '+' | '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2015}')
}

fn two_numbers() -> String {
    "There are two phone numbers here. Put each in its own place.".to_owned()
}

fn has_digit(run: &str) -> bool {
    run.chars().any(|letter| letter.is_ascii_digit())
}

fn bare_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_grouped_as_they_are_said() {
        for (typed, shown) in [
            ("07700900123", "07700 900123"),
            ("0114 4960000", "0114 496 0000"),
            ("(01632) 960-144", "01632 960144"),
            ("02079460000", "020 7946 0000"),
            ("0300 1234567", "0300 123 4567"),
            ("0800 123456", "0800 123456"),
            ("T: 0114 496 0000", "0114 496 0000"),
            ("07700 900123 (daughter)", "07700 900123"),
            ("Room 4: 0114.496.0000", "0114 496 0000"),
            ("0114 496 0000 ext. 23", "0114 496 0000 ext 23"),
            ("0114 496 0000 x4", "0114 496 0000 ext 4"),
            ("+44 (0)114 496 0000", "+44 114 496 0000"),
            ("+447700900123", "+44 7700 900123"),
            ("0044 7700 900123", "+44 7700 900123"),
            ("447700900123", "+44 7700 900123"),
            ("+353 1 234 5678", "+35312345678"),
            ("7700900123", "07700 900123"),
            ("1144960000", "0114 496 0000"),
            ("116123", "116 123"),
            ("999", "999"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(shown), "{typed:?}");
            assert_eq!(read(shown).as_deref(), Ok(shown), "{shown:?} again");
        }
    }

    #[test]
    fn refusals_say_what_to_do() {
        for (typed, said) in [
            ("N/A", "Enter a phone number"),
            ("", "Enter a phone number"),
            ("496 0000", "needs its area code"),
            ("0114 496", "too short"),
            ("0114 496 0000 00", "too long"),
            ("0114 496 0001 / 07700 900123", "two phone numbers"),
            ("0114 496 0001 07700 900123", "two phone numbers"),
            ("0114 ABC 0000", "letters or other marks"),
            ("+44 114", "too short"),
            ("6114 960 0000", "must begin with 0"),
        ] {
            let message = read(typed).unwrap_err();
            assert!(message.contains(said), "{typed:?} gave {message:?}");
        }
    }

    #[test]
    fn both_ways_of_writing_a_number_search_the_same() {
        assert_eq!(digits("+44 114 496 0000"), digits("0114 496 0000"));
        assert_eq!(digits("0114 496 0000 ext 23"), "01144960000");
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(text in any::<String>(), near in "[+]?[0-9 ()x./-]{0,24}") {
            for typed in [text, near] {
                if let Ok(shown) = read(&typed) {
                    prop_assert_eq!(read(&shown), Ok(shown));
                }
            }
        }

        #[test]
        fn a_nought_lost_by_a_spreadsheet_is_put_back(rest in "[12378][0-9]{9}") {
            prop_assert_eq!(read(&rest), read(&format!("0{rest}")));
        }
    }
}
