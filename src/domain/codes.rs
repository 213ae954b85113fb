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
        let before = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let line = error.span().map_or(1, |span| before(span.start) + 1);
        format!("line {line}: {}.", error.message())
    })?;
    for code in &table.code {
        let wrong = match (is_sctid(&code.code), is_of_concept(&code.code)) {
            (true, true) => continue,
            (false, _) => "is no code of SNOMED CT: its digits do not fit each other",
            (true, false) => {
                "is of a description, not of what it describes: take the code of the concept (it ends in 00 or 10 and one more digit)"
            }
        };
        let line = text.lines().position(|line| line.contains(&code.code)).map_or(1, |at| at + 1);
        return Err(format!("line {line}: {} {wrong}.", code.code));
    }
    Ok(table.code)
}

/// Whether an identifier is of a concept, and not of a description or a relation: the two digits before the last say so.
fn is_of_concept(text: &str) -> bool {
    let kind = text.len().checked_sub(3).and_then(|from| text.get(from..from + 2));
    matches!(kind, Some("00" | "10"))
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
        let table =
            |code: &str| read(&format!("[[code]]\nwhen = \"accepted\"\ncode = \"{code}\"\nterm = \"x\"\n"));
        let wrong = table("871731000000107").unwrap_err();
        assert_eq!(
            wrong,
            "line 3: 871731000000107 is no code of SNOMED CT: its digits do not fit each other."
        );
        // The code of a description has sound digits and stands for no concept.
        assert!(is_sctid("754786014"));
        assert!(table("754786014").unwrap_err().starts_with("line 3: 754786014 is of a description"));
        let sound = "[[code]]\nwhen = \"accepted\"\ncode = \"871731000000106\"\nterm = \"x\"\n\n";
        let wrong = read(&format!("{sound}[[code]]\nwhen = \"now\"\n"));
        assert!(wrong.unwrap_err().starts_with("line 7: "));
    }
}
