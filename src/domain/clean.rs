//! Text from people and files, made safe for a terminal: the one newtype that may reach it.
//!
//! What could move the cursor, hide, reorder or swallow other text is shown as a marker such as `<U+202E>`, so that a
//! reader sees that something was there. It works by a list of what may pass, not of what may not: a character nobody
//! thought of is a marker too. Only what is drawn is changed; stored text keeps every character.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// More marks than this on one letter climb over the lines above; no living language needs more.
const MOST_MARKS: usize = 4;

/// Text that may be written to a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean<'a>(Cow<'a, str>);

impl<'a> Clean<'a> {
    /// Text for one line: tabs and new lines become a space. Borrows when there is nothing to change.
    pub fn line(text: &'a str) -> Self {
        Self::new(text, false)
    }

    /// Text that may have several lines, each ended by `\n` alone. Borrows when there is nothing to change.
    pub fn lines(text: &'a str) -> Self {
        Self::new(text, true)
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The cleaned text itself, for those who keep it.
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }

    /// The same for a terminal that has only ASCII: each other letter, with its accents, is one `?`.
    ///
    /// Curled quotes and long dashes become their plain forms.
    pub fn ascii(&self) -> Clean<'_> {
        if self.0.is_ascii() {
            return Clean(Cow::Borrowed(&self.0));
        }
        let letters = self.0.graphemes(true);
        Clean(Cow::Owned(
            letters.map(|letter| if letter.is_ascii() { letter } else { plain(letter) }).collect(),
        ))
    }

    fn new(text: &'a str, keep_lines: bool) -> Self {
        let harmless = |byte: u8| (b' '..=b'~').contains(&byte) || (keep_lines && byte == b'\n');
        if text.bytes().all(harmless) {
            return Self(Cow::Borrowed(text));
        }
        let cleaned = cleaned(text, keep_lines);
        Self(if cleaned == text { Cow::Borrowed(text) } else { Cow::Owned(cleaned) })
    }
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl AsRef<str> for Clean<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

fn cleaned(text: &str, keep_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // No letter yet: a mark here would sit on whatever the screen has drawn to the left.
    let mut marks = MOST_MARKS;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' if keep_lines => {
                out.push('\n');
                marks = MOST_MARKS;
            }
            '\n' | '\r' | '\t' => space(&mut out, &mut marks),
            _ if is_wide_space(letter) => space(&mut out, &mut marks),
            _ if sits_on_a_letter(letter) => {
                if marks < MOST_MARKS {
                    out.push(letter);
                } else if marks == MOST_MARKS {
                    marker(&mut out, letter);
                }
                marks = (marks + 1).min(MOST_MARKS + 1);
            }
            _ if may_pass(letter) => {
                out.push(letter);
                marks = 0;
            }
            _ => {
                marker(&mut out, letter);
                marks = MOST_MARKS;
            }
        }
    }
    out
}

fn space(out: &mut String, marks: &mut usize) {
    out.push(' ');
    *marks = 0;
}

fn marker(out: &mut String, letter: char) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<U+{:04X}>", u32::from(letter));
}

/// One mark in place of what an ASCII terminal cannot show.
fn plain(letter: &str) -> &'static str {
    match letter {
        "\u{2018}" | "\u{2019}" => "'",
        "\u{201c}" | "\u{201d}" => "\"",
        "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2014}" | "░" => "-",
        "\u{2026}" => "...",
        "·" => ".",
        "▒" => "=",
        "▓" | "█" => "#",
        _ => "?",
    }
}

/// Spaces of other widths, shown as one plain space.
fn is_wide_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Characters that take no room of their own but join the letter before.
fn sits_on_a_letter(letter: char) -> bool {
    (is_combining_mark(letter) && !is_blank(letter))
        || matches!(letter, '\u{1161}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7fb}' if letter.is_alphanumeric())
}

/// Letters and marks that draw nothing although the tables call them letters.
fn is_blank(letter: char) -> bool {
    matches!(
        letter,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// The characters that may reach the terminal as they are, besides spaces and marks.
fn may_pass(letter: char) -> bool {
    if letter.is_ascii() {
        return matches!(letter, ' '..='~');
    }
    (letter.is_alphanumeric() && !is_blank(letter)) || is_known_sign(letter)
}

/// Punctuation, money, arrows, signs and pictures, by block, without the invisible ones that live among them.
fn is_known_sign(letter: char) -> bool {
    matches!(
        letter,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{bf}' | '\u{d7}' | '\u{f7}'
            | '\u{2c2}'..='\u{2df}' | '\u{37e}' | '\u{387}'
            | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5f3}' | '\u{5f4}'
            | '\u{609}'..='\u{60d}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
            | '\u{964}' | '\u{965}' | '\u{970}' | '\u{df4}' | '\u{e3f}' | '\u{e4f}' | '\u{e5a}' | '\u{e5b}'
            | '\u{104a}'..='\u{104f}' | '\u{10fb}' | '\u{1361}'..='\u{1368}' | '\u{17d4}'..='\u{17db}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}'
            | '\u{2100}'..='\u{214f}' | '\u{2190}'..='\u{23ff}' | '\u{2440}'..='\u{244a}' | '\u{2500}'..='\u{27ff}'
            | '\u{2900}'..='\u{2b73}' | '\u{3001}'..='\u{3020}' | '\u{3030}' | '\u{30fb}'
            | '\u{ff01}'..='\u{ff5e}' | '\u{ff61}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}' | '\u{fffd}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_of_many_languages_is_borrowed_untouched() {
        for text in [
            "Ada Okonkwo",
            "Siân Ó Briain",
            "Nguyễn Thị Lan",
            "Łukasz",
            "محمد",
            "राम",
            "李小龍",
            "สมชาย",
            "O\u{2019}Brien \u{2013} £5",
            "e\u{301}",
            "",
        ] {
            let clean = Clean::line(text);
            assert_eq!(clean.as_str(), text);
            assert!(matches!(clean.0, Cow::Borrowed(_)), "{text:?} was copied");
        }
    }

    #[test]
    fn hostile_characters_become_markers() {
        for (text, shown) in [
            ("a\u{1b}[2Jb", "a<U+001B>[2Jb"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("pass\u{200b}word", "pass<U+200B>word"),
            ("\u{feff}Ada", "<U+FEFF>Ada"),
            ("so\u{ad}ft", "so<U+00AD>ft"),
            ("x\u{e0041}", "x<U+E0041>"),
            ("x\u{fe0f}", "x<U+FE0F>"),
            ("x\u{e000}", "x<U+E000>"),
            ("x\u{9b}31m", "x<U+009B>31m"),
            ("x\u{0}\u{7f}", "x<U+0000><U+007F>"),
            ("x\u{2028}y\u{2066}", "x<U+2028>y<U+2066>"),
            ("x\u{200d}y\u{3164}", "x<U+200D>y<U+3164>"),
            ("x\u{10ffff}\u{378}", "x<U+10FFFF><U+0378>"),
        ] {
            assert_eq!(Clean::line(text).as_str(), shown);
            assert_eq!(Clean::lines(text).as_str(), shown);
        }
    }

    #[test]
    fn lines_are_kept_only_where_they_are_wanted() {
        assert_eq!(Clean::line("one\r\ntwo\tthree").as_str(), "one two three");
        assert_eq!(Clean::lines("one\r\ntwo\rthree\n").as_str(), "one\ntwo\nthree\n");
    }

    #[test]
    fn towers_of_marks_are_cut_and_strays_are_shown() {
        let tower = format!("Z{}", "\u{301}".repeat(50));
        assert_eq!(Clean::line(&tower).as_str(), format!("Z{}<U+0301>", "\u{301}".repeat(4)));
        assert_eq!(Clean::line("\u{301}a").as_str(), "<U+0301>a");
        assert_eq!(Clean::lines("a\n\u{301}b").as_str(), "a\n<U+0301>b");
    }

    #[test]
    fn an_ascii_terminal_gets_one_question_mark_a_letter() {
        assert_eq!(Clean::line("Siân e\u{301}").ascii().as_str(), "Si?n ?");
        assert_eq!(Clean::line("O\u{2019}Brien \u{2014} Łuk").ascii().as_str(), "O'Brien - ?uk");
        assert_eq!(Clean::line("·░▒█").ascii().as_str(), ".-=#", "the signs of how often we spoke");
        assert_eq!(format!("{:>5}|", Clean::line("Ada")), "  Ada|");
    }

    fn hostile() -> impl Strategy<Value = String> {
        let any_char = prop_oneof![
            any::<char>(),
            Just('\u{1b}'),
            Just('\u{202e}'),
            Just('\u{301}'),
            Just('\n'),
            (0x0u32..0x3000).prop_filter_map("a character", char::from_u32),
        ];
        proptest::collection::vec(any_char, 0..60).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn only_listed_characters_ever_come_out(text in hostile()) {
            for (clean, keep_lines) in [(Clean::line(&text), false), (Clean::lines(&text), true)] {
                let mut run = MOST_MARKS;
                for letter in clean.as_str().chars() {
                    let mark = sits_on_a_letter(letter);
                    run = if mark { run + 1 } else if letter == '\n' { MOST_MARKS } else { 0 };
                    prop_assert!(run <= MOST_MARKS, "{:?}", clean);
                    prop_assert!(mark || may_pass(letter) || (keep_lines && letter == '\n'), "{:?}", letter);
                    prop_assert!(!letter.is_control() || letter == '\n');
                }
                prop_assert!(clean.ascii().as_str().is_ascii());
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            let once = Clean::lines(&text).into_owned();
            let twice = Clean::lines(&once).into_owned();
            prop_assert_eq!(twice, once);
        }
    }
}
