//! Text cut, filled up and wrapped to columns: letters with their accents stay whole, wide letters count two.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::charset::Glyphs;
use crate::domain::clean::Clean;

/// How many columns the text takes.
pub fn width(text: &str) -> u16 {
    // The letters of plain English, which most text is, take one column each.
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    u16::try_from(if plain { text.len() } else { text.width() }).unwrap_or(u16::MAX)
}

/// The text in at most so many columns; where it was cut, the last one says so.
pub fn fit<'a>(text: &'a Clean<'_>, columns: u16, glyphs: &Glyphs) -> Cow<'a, str> {
    let text = text.as_str();
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(width(glyphs.more)) else { return Cow::Borrowed("") };
    let (head, _) = split(text, room);
    Cow::Owned(format!("{}{}", head.trim_end(), glyphs.more))
}

/// The first of the sentences that fits into so many columns; the last where none does.
pub fn first_fitting(columns: u16, sentences: Vec<String>) -> String {
    let mut last = String::new();
    for sentence in sentences {
        last = sentence;
        if width(Clean::line(&last).as_str()) <= columns {
            break;
        }
    }
    last
}

/// The text in exactly so many columns, filled up with blanks on the right.
pub fn column(text: &Clean<'_>, columns: u16, glyphs: &Glyphs) -> String {
    let mut out = fit(text, columns, glyphs).into_owned();
    let missing = columns.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', usize::from(missing)));
    out
}

/// The text in exactly so many columns, filled up with blanks on the left: figures.
pub fn figure(text: &Clean<'_>, columns: u16, glyphs: &Glyphs) -> String {
    let fitted = fit(text, columns, glyphs);
    let missing = columns.saturating_sub(width(&fitted));
    format!("{}{fitted}", " ".repeat(usize::from(missing)))
}

/// The text in rows of at most so many columns, broken between words, and inside a word only when it fills a row.
///
/// Line ends in the text stay line ends. There is always at least one row.
pub fn wrap(text: &Clean<'_>, columns: u16) -> Vec<String> {
    let columns = columns.max(2);
    text.as_str().split('\n').flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(line: &str, columns: u16) -> Vec<String> {
    let mut rows = vec![String::new()];
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let used = rows.last().map_or(0, |row| width(row));
        if used > 0 && used.saturating_add(width(word)) > columns {
            rows.push(String::new());
        }
        let mut rest = piece;
        while width(rest.trim_end_matches(' ')) > columns {
            let (mut head, mut tail) = split(rest, columns);
            if head.is_empty() {
                // One letter that is wider than the place cannot be shown there.
                (head, tail) = ("?", without_first(rest));
            }
            if let Some(row) = rows.last_mut() {
                row.push_str(head);
            }
            rows.push(String::new());
            rest = tail;
        }
        if let Some(row) = rows.last_mut() {
            row.push_str(rest);
        }
    }
    rows.iter().map(|row| row.trim_end_matches(' ').to_owned()).collect()
}

/// The text before and after so many columns, between letters.
pub fn split(text: &str, columns: u16) -> (&str, &str) {
    let (mut used, mut end) = (0, 0);
    for letter in text.graphemes(true) {
        used = width(letter).saturating_add(used);
        if used > columns {
            break;
        }
        end += letter.len();
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// A text without its first letter, however wide that is.
pub fn without_first(text: &str) -> &str {
    let mut letters = text.graphemes(true);
    letters.next();
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::charset::Charset;

    fn fitted(text: &str, columns: u16) -> String {
        fit(&Clean::line(text), columns, Charset::Utf8.glyphs()).into_owned()
    }

    #[test]
    fn a_letter_wider_than_its_place_is_one_mark_and_wrapping_ends() {
        let wide = "\u{1100}\u{1100}\u{1100}\u{1161}";
        assert!(width(wide) > 4, "the control: one letter of {} columns", width(wide));
        let rows = wrap(&Clean::line(&wide.repeat(3)), 4);
        assert!(rows.iter().all(|row| width(row) <= 4), "{rows:?}");
        assert_eq!(rows.concat(), "???");
    }

    #[test]
    fn a_name_that_is_too_long_says_that_it_was_cut() {
        assert_eq!(fitted("OKONKWO, Ada", 12), "OKONKWO, Ada");
        assert_eq!(fitted("OKONKWO, Ada", 11), "OKONKWO, A…");
        assert_eq!(fitted("OKONKWO, Ada", 10), "OKONKWO,…", "no blank before the mark");
        assert_eq!(fitted("OKONKWO, Ada", 0), "");
        assert_eq!(fit(&Clean::line("abcdef"), 3, Charset::Ascii.glyphs()), "ab~");
    }

    #[test]
    fn the_first_sentence_that_fits_is_taken_and_the_last_where_none_does() {
        let sentences = || vec!["Undo it? n: no. y: yes.".to_owned(), "n: no. y: yes. Undo it?".to_owned()];
        assert!(first_fitting(40, sentences()).starts_with("Undo"));
        assert!(first_fitting(12, sentences()).starts_with("n: no"));
    }

    #[test]
    fn accents_stay_on_their_letters_and_wide_letters_take_two_columns() {
        assert_eq!(fitted("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(fitted("日日日", 4), "日…");
    }

    #[test]
    fn columns_are_filled_up_on_the_side_that_is_asked_for() {
        let glyphs = Charset::Utf8.glyphs();
        assert_eq!(column(&Clean::line("Ada"), 5, glyphs), "Ada  ");
        assert_eq!(figure(&Clean::line("42"), 5, glyphs), "   42");
    }

    #[test]
    fn text_wraps_between_words_and_keeps_its_own_lines() {
        let text = Clean::lines("Ada answered. Brighter today.\n\nRing after 2pm");
        assert_eq!(wrap(&text, 16), ["Ada answered.", "Brighter today.", "", "Ring after 2pm"]);
        assert_eq!(wrap(&Clean::line("Llanfairpwllgwyngyll"), 8), ["Llanfair", "pwllgwyn", "gyll"]);
        assert_eq!(wrap(&Clean::line(""), 8), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_columns_and_wrapping_loses_no_word(
            text in "[a-z\u{e9}\u{65e5}\n ]{0,80}", columns in 2u16..40) {
            let clean = Clean::lines(&text);
            prop_assert_eq!(width(&column(&Clean::line(&text), columns, Charset::Utf8.glyphs())), columns);
            let rows = wrap(&clean, columns);
            prop_assert!(rows.iter().all(|row| width(row) <= columns), "{:?}", rows);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }
    }
}
