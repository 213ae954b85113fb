//! Cells that a spreadsheet could run, made harmless on the way out and given back on the way in.

use std::borrow::Cow;

/// Whether a spreadsheet could take the cell for a formula: `=`, `+`, `-`, `@`, a tab or a return stands first, after spaces,
/// quotation marks and apostrophes, full-width forms too.
pub fn could_run(cell: &str) -> bool {
    let first = cell.trim_start_matches(|c: char| {
        matches!(c, ' ' | '\u{a0}' | '\u{3000}' | '"' | '\'' | '\u{ff02}' | '\u{ff07}')
    });
    first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The cell as it was before [`harmless`].
pub fn given_back(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if could_run(rest) => rest.to_owned(),
        _ => cell,
    }
}

/// The cell with an apostrophe before it if a spreadsheet could run it.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if could_run(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_seen_behind_spaces_quotes_and_full_width_forms() {
        for cell in ["=1+1", " =1", "\"=1", "'=1", "+44 7700", "-1", "@x", "\tx", "\rx", "＝1", "　＠x"] {
            assert!(could_run(cell), "{cell:?}");
            assert_eq!(harmless(cell), format!("'{cell}"));
            assert_eq!(given_back(harmless(cell).into_owned()), cell);
        }
        for cell in ["", "a=b", "0114 496 0000", "Zoë", "'tis", "\"quoted\""] {
            assert!(!could_run(cell), "{cell:?}");
            assert_eq!(given_back(cell.to_owned()), cell);
        }
    }
}
