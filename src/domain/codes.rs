//! Codes for the GP record: a table a team may replace, and when each of them stands in a letter.

use serde::Deserialize;

/// When a code stands in a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Once, in the first letter after somebody was spoken to in accepted work: never for what goes on after it.
    Accepted,
    /// Once, where the person declined the referral.
    Declined,
    /// Where the plan was written anew since the letter before.
    PlanReviewed,
    /// Once, where they care for somebody.
    IsCarer,
    /// Once, where they have access needs.
    Adjustments,
}

impl When {
    /// Whether it is said once, and not again in a later letter.
    pub fn once(self) -> bool {
        self != Self::PlanReviewed
    }
}

/// One code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// When it stands in a letter.
    pub when: When,
    /// The code of SNOMED CT.
    pub code: String,
    /// What it is called.
    pub term: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    code: Vec<Code>,
}

/// The table kith comes with, as text.
pub const USUAL: &str = include_str!("codes.toml");

/// The codes kith comes with.
pub fn usual() -> Vec<Code> {
    read(USUAL).unwrap_or_default()
}

/// Reads a table of codes.
///
/// # Errors
/// What is wrong, with the line.
pub fn read(text: &str) -> Result<Vec<Code>, String> {
    let table: Table = toml::from_str(text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
        format!("line {line}: {}.", error.message())
    })?;
    for code in &table.code {
        if !is_sctid(&code.code) {
            return Err(format!("{} is no code of SNOMED CT: its digits do not fit each other.", code.code));
        }
    }
    Ok(table.code)
}

/// Whether digits are an identifier of SNOMED CT: 6 to 18 of them, the last by the scheme of Verhoeff.
pub fn is_sctid(text: &str) -> bool {
    let digits: Option<Vec<usize>> =
        text.chars().map(|digit| digit.to_digit(10).and_then(|n| usize::try_from(n).ok())).collect();
    let Some(digits) = digits.filter(|digits| (6..=18).contains(&digits.len())) else { return false };
    let look = |table: &[[usize; 10]], row: usize, column: usize| {
        table.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let mut check = 0;
    for (at, digit) in digits.iter().rev().enumerate() {
        check = look(&PRODUCT, check, look(&TURN, at % 8, *digit));
    }
    check == 0
}

/// Verhoeff's tables: the dihedral group of order ten, and the permutation of each place.
const PRODUCT: [[usize; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const TURN: [[usize; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_domain_page_and_each_is_sound() {
        let all: Vec<(When, String)> = usual().into_iter().map(|code| (code.when, code.code)).collect();
        assert_eq!(
            all,
            [
                (When::Accepted, "871731000000106"),
                (When::Declined, "871711000000103"),
                (When::PlanReviewed, "425268008"),
                (When::IsCarer, "224484003"),
                (When::Adjustments, "1108111000000107"),
            ]
            .map(|(when, code)| (when, code.to_owned()))
        );
    }

    #[test]
    fn a_digit_that_was_mistyped_is_found_and_said_with_its_line() {
        assert!(is_sctid("871731000000106"));
        assert!(!is_sctid("871731000000160"));
        assert!(read("[[code]]\nwhen = \"accepted\"\ncode = \"871731000000107\"\nterm = \"x\"\n").is_err());
        let wrong =
            read("[[code]]\nwhen = \"accepted\"\ncode = \"871731000000106\"\n\n[[code]]\nwhen = \"now\"\n");
        assert!(wrong.unwrap_err().starts_with("line "));
    }
}
