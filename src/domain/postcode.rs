//! UK postcodes: one canonical form, and the outward part.

/// How many letters and digits stand after the space.
const INWARD: usize = 3;

/// Reads a full UK postcode however it is spaced or cased; gives back the form of the envelope, `S6 3BS`.
///
/// # Errors
/// A sentence with an example; where one letter O was typed for a nought (or the other way), the postcode it may mean.
pub fn read(text: &str) -> Result<String, String> {
    let bare: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    if bare.is_empty() {
        return Err("Enter a full UK postcode, like S6 3BS.".to_owned());
    }
    let cut = bare.len().saturating_sub(INWARD);
    if let Some((outward, inward)) = bare.split_at_checked(cut) {
        if is_outward(outward) && is_inward(inward) {
            return Ok(format!("{outward} {inward}"));
        }
        let mended = inward.replacen('O', "0", 1);
        if is_outward(outward) && is_inward(&mended) {
            return Err(format!("Postcode has a letter O for a nought. Did you mean {outward} {mended}?"));
        }
        if is_outward(&bare) {
            return Err("Enter the whole postcode, like S6 3BS. That is only the first half.".to_owned());
        }
    }
    Err("Enter a full UK postcode, like S6 3BS.".to_owned())
}

/// The part before the space, which names the district: `S6` of `S6 3BS`. A half postcode comes back whole.
pub fn outward(postcode: &str) -> &str {
    let trimmed = postcode.trim();
    if let Some((outward, _)) = trimmed.split_once(' ') {
        return outward;
    }
    match trimmed.len().checked_sub(INWARD).and_then(|cut| trimmed.split_at_checked(cut)) {
        Some((outward, inward)) if is_inward(&inward.to_ascii_uppercase()) && outward.len() >= 2 => outward,
        _ => trimmed,
    }
}

/// One or two letters, a digit, and perhaps one more letter or digit.
fn is_outward(part: &str) -> bool {
    let area = part.trim_end_matches(|letter: char| !letter.is_ascii_uppercase());
    let whole = |letters: usize| match part.split_at_checked(letters) {
        Some((area, district)) => {
            area.chars().all(|letter| letter.is_ascii_uppercase())
                && (1..=2).contains(&district.len())
                && district.starts_with(|digit: char| digit.is_ascii_digit())
                && district.chars().all(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase())
        }
        None => false,
    };
    !area.is_empty() && (whole(1) || whole(2))
}

/// A digit and two letters.
fn is_inward(part: &str) -> bool {
    let mut letters = part.chars();
    part.len() == INWARD
        && letters.next().is_some_and(|digit| digit.is_ascii_digit())
        && letters.all(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_is_read_however_it_is_spaced() {
        for (typed, postcode) in [
            ("S6 3BS", "S6 3BS"),
            (" s63bs ", "S6 3BS"),
            ("S  6 3\u{a0}B S", "S6 3BS"),
            ("ec1a1bb", "EC1A 1BB"),
            ("W1A 0AX", "W1A 0AX"),
            ("CR26XH", "CR2 6XH"),
            ("DN551PT", "DN55 1PT"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(postcode), "{typed:?}");
        }
    }

    #[test]
    fn refusals_help() {
        assert!(read("S6").unwrap_err().contains("only the first half"));
        assert!(read("S6 OAB").unwrap_err().contains("Did you mean S6 0AB?"));
        for typed in ["", "hello", "S6 3B", "123 456", "SHEFFIELD", "É6 3BS", "S66 66BS", "SSS6 3BS"] {
            assert!(read(typed).unwrap_err().contains("like S6 3BS"), "{typed:?}");
        }
    }

    #[test]
    fn the_outward_part_names_the_district() {
        for (postcode, district) in
            [("S6 3BS", "S6"), ("EC1A 1BB", "EC1A"), ("s63bs", "s6"), ("S6", "S6"), ("", "")]
        {
            assert_eq!(outward(postcode), district);
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = outward(&text);
            if let Ok(postcode) = read(&text) {
                prop_assert_eq!(read(&postcode), Ok(postcode));
            }
        }

        #[test]
        fn every_shape_of_postcode_is_read(outward_part in "[A-Z]{1,2}[0-9][A-Z0-9]?", inward in "[0-9][A-Z]{2}") {
            let postcode = read(&format!("{outward_part}{inward}")).unwrap();
            prop_assert_eq!(outward(&postcode), outward_part);
        }
    }
}
