//! The NHS number: ten digits with a Modulus 11 check digit, shown 3-3-4.

/// How many digits an NHS number has.
const LENGTH: usize = 10;
/// How much of a number that is far too long is given back in a message.
const LONGEST_SHOWN: usize = 20;

/// Reads an NHS number as people and files write it; gives back its ten bare digits.
///
/// Spaces of every kind and dashes are ignored. Scottish (CHI) and Northern Irish (H&C) numbers follow the same rule.
///
/// # Errors
/// A sentence that says what is wrong and gives the number back: letters, rounding by a spreadsheet, how many digits
/// there are, or a check digit that does not fit.
pub fn read(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter the NHS number, like 999 000 1235.".to_owned());
    }
    let squeezed: String = text.chars().filter(|&letter| !is_spacing(letter)).collect();
    if is_rounded(&squeezed) {
        let shown: String = text.chars().take(LONGEST_SHOWN).collect();
        return Err(format!("NHS number looks rounded by a spreadsheet: {shown}. Type all 10 digits."));
    }
    let bare = squeezed.strip_suffix(".0").unwrap_or(&squeezed);
    if !bare.chars().all(|letter| letter.is_ascii_digit()) {
        return Err("NHS number must be 10 digits, with no letters or other marks.".to_owned());
    }
    let count = bare.chars().count();
    if count != LENGTH {
        let shown = grouped(bare);
        let hint = if count == LENGTH - 1 { " A digit may have been lost." } else { "" };
        return Err(format!("NHS number must have 10 digits. {shown} has {count}.{hint}"));
    }
    if all_the_same(bare) {
        return Err(format!("NHS number cannot be one digit ten times: {}.", grouped(bare)));
    }
    let (body, last) = bare.split_at_checked(LENGTH - 1).unwrap_or((bare, ""));
    if check_digit(body).is_some_and(|digit| digit.to_string() == last) {
        Ok(bare.to_owned())
    } else {
        Err(format!("NHS number must add up. Check the last digit of {}.", grouped(bare)))
    }
}

/// The number as it is shown and said: `999 000 1235`. Text that is not ten digits comes back as it is.
pub fn show(number: &str) -> String {
    if number.len() == LENGTH && number.bytes().all(|byte| byte.is_ascii_digit()) {
        grouped(number)
    } else {
        number.to_owned()
    }
}

/// A number for a made-up person, from the range 999 000 0000 to 999 999 9999 that is kept for tests.
///
/// `serial` is the six digits after 999. About one serial in eleven has no number that adds up: `None`, as above 999999.
pub fn from_serial(serial: u32) -> Option<String> {
    if serial > 999_999 {
        return None;
    }
    let body = format!("999{serial:06}");
    let number = format!("{body}{}", check_digit(&body)?);
    (!all_the_same(&number)).then_some(number)
}

/// The tenth digit that fits these nine; `None` where Modulus 11 gives 10, which no digit can show.
fn check_digit(body: &str) -> Option<u32> {
    let sum: u32 =
        body.chars().filter_map(|digit| digit.to_digit(10)).zip((2..=10).rev()).map(|(d, w)| d * w).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

fn grouped(digits: &str) -> String {
    let mut shown = String::with_capacity(LONGEST_SHOWN + 2);
    for (at, digit) in digits.chars().take(LONGEST_SHOWN).enumerate() {
        if at == 3 || at == 6 {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

fn all_the_same(digits: &str) -> bool {
    let mut all = digits.chars();
    let first = all.next();
    all.all(|digit| Some(digit) == first)
}

/// Spaces and invisible characters, and the dashes that people group a number with.
fn is_spacing(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether it is written like `9.99E+09`: the digits that made the number are gone for good.
fn is_rounded(squeezed: &str) -> bool {
    squeezed.split_once(['e', 'E']).is_some_and(|(front, power)| {
        front.starts_with(|digit: char| digit.is_ascii_digit())
            && front.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
            && power.trim_start_matches('+').chars().all(|digit| digit.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_however_it_is_spaced() {
        for typed in
            ["9990001235", "999 000 1235", "999-000-1235", " 999\u{a0}000\u{2009}1235\t", "9990001235.0"]
        {
            assert_eq!(read(typed).as_deref(), Ok("9990001235"), "{typed:?}");
        }
    }

    #[test]
    fn a_wrong_last_digit_gives_the_number_back() {
        assert_eq!(
            read("9990000012").unwrap_err(),
            "NHS number must add up. Check the last digit of 999 000 0012."
        );
    }

    #[test]
    fn every_refusal_says_what_is_wrong() {
        assert_eq!(read("999 000 12").unwrap_err(), "NHS number must have 10 digits. 999 000 12 has 8.");
        assert!(read("999000123").unwrap_err().ends_with("A digit may have been lost."));
        assert!(read("9.99E+09").unwrap_err().contains("looks rounded by a spreadsheet"));
        assert!(read("9e9").unwrap_err().contains("looks rounded by a spreadsheet"));
        assert!(read("999 000 123O").unwrap_err().contains("no letters"));
        assert!(read("1111111111").unwrap_err().contains("one digit ten times"));
        assert!(read(" ").unwrap_err().starts_with("Enter the NHS number"));
    }

    #[test]
    fn a_number_is_shown_in_three_groups() {
        assert_eq!(show("9990001235"), "999 000 1235");
        assert_eq!(show("Not known"), "Not known");
    }

    #[test]
    fn most_serials_make_a_number_that_reads_back() {
        let made: Vec<String> = (0..1_000).filter_map(from_serial).collect();
        assert!(made.len() > 900);
        assert!(made.iter().all(|number| read(&show(number)).as_ref() == Ok(number)));
        assert_eq!(from_serial(1_000_000), None);
        assert_eq!(from_serial(999_999), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = read(&text);
            let _ = show(&text);
        }

        #[test]
        fn one_wrong_digit_is_always_caught(serial in 0u32..1_000_000, at in 0usize..10, by in 1u8..10) {
            if let Some(number) = from_serial(serial) {
                let mut wrong = number.into_bytes();
                wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
                prop_assert!(read(&String::from_utf8(wrong).unwrap()).is_err());
            }
        }
    }
}
