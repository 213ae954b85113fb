//! Which characters the session can show, and the few glyphs that kith draws itself.

/// What the session can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// Every character; kith's own glyphs stay inside WGL4, which every Windows font in PuTTY has.
    #[default]
    Utf8,
    /// Plain ASCII: rules are `-` and `|`, and a letter with an accent shows as `?` on screen only.
    Ascii,
}

/// The `lines` setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// Ask the environment.
    #[default]
    Auto,
    /// Always UTF-8.
    Utf8,
    /// Always ASCII.
    Ascii,
}

impl Lines {
    /// Reads the setting as the config file writes it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "utf8" => Some(Self::Utf8),
            "ascii" => Some(Self::Ascii),
            _ => None,
        }
    }
}

impl Charset {
    /// Decides by the setting, then by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that says anything (R-T4).
    pub fn choose(lines: Lines, variable: impl Fn(&str) -> Option<String>) -> Self {
        match lines {
            Lines::Utf8 => return Self::Utf8,
            Lines::Ascii => return Self::Ascii,
            Lines::Auto => {}
        }
        let said =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
        let said = said.unwrap_or_default().to_ascii_lowercase();
        if said.contains("utf-8") || said.contains("utf8") { Self::Utf8 } else { Self::Ascii }
    }

    /// The one line that tells people why the lines are plain; nothing to say in UTF-8.
    pub fn notice(self) -> Option<&'static str> {
        (self == Self::Ascii).then_some("Using plain lines because this session is not set to UTF-8.")
    }

    /// The glyphs to draw with.
    pub fn glyphs(self) -> &'static Glyphs {
        match self {
            Self::Utf8 => &UTF8,
            Self::Ascii => &ASCII,
        }
    }
}

/// What kith draws apart from words.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A piece of a horizontal rule.
    pub rule: &'static str,
    /// A piece of a vertical rule.
    pub post: &'static str,
    /// Where a vertical rule hangs from a horizontal one.
    pub tee_down: &'static str,
    /// Where a vertical rule stands on a horizontal one.
    pub tee_up: &'static str,
    /// Where two rules cross.
    pub cross: &'static str,
    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// A full piece of a bar.
    pub bar: &'static str,
    /// An empty piece of a bar.
    pub bar_rest: &'static str,
    /// Stands where text was cut off.
    pub more: &'static str,
    /// Stands between small pieces of information.
    pub dot: &'static str,
    /// Steps of a line of counts, from nought to the highest.
    pub steps: &'static [&'static str],
}

static UTF8: Glyphs = Glyphs {
    rule: "─",
    post: "│",
    tee_down: "┬",
    tee_up: "┴",
    cross: "┼",
    corners: ["┌", "┐", "└", "┘"],
    bar: "█",
    bar_rest: "░",
    more: "…",
    dot: "·",
    steps: &["_", "▄", "█"],
};

static ASCII: Glyphs = Glyphs {
    rule: "-",
    post: "|",
    tee_down: "+",
    tee_up: "+",
    cross: "+",
    corners: ["+", "+", "+", "+"],
    bar: "#",
    bar_rest: ".",
    more: "~",
    dot: ".",
    steps: &["_", ".", ":", "|"],
};

impl Glyphs {
    /// All of them, for the test of R-T6.
    pub fn all(&self) -> Vec<&'static str> {
        let Self { rule, post, tee_down, tee_up, cross, corners, bar, bar_rest, more, dot, steps } = self;
        [*rule, *post, *tee_down, *tee_up, *cross, *bar, *bar_rest, *more, *dot]
            .into_iter()
            .chain(*corners)
            .chain(steps.iter().copied())
            .collect()
    }
}

/// Whether a character is in Microsoft's Windows Glyph List 4, as far as kith draws or writes outside ASCII.
///
/// The ranges here lie wholly inside WGL4: Latin-1, Latin Extended-A, and single signs, box pieces and blocks.
pub fn in_wgl4(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{17f}')
        || "–—‘’“”†‡•…‰‹›€™←↑→↓─│┌┐└┘├┤┬┴┼═║█▄▀░▒▓■□▲►▼◄○●".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(pairs: &[(&str, &str)]) -> Charset {
        Charset::choose(Lines::Auto, |name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_locale_variable_that_says_anything_decides() {
        assert_eq!(chosen(&[("LANG", "en_GB.UTF-8")]), Charset::Utf8);
        assert_eq!(chosen(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]), Charset::Ascii);
        assert_eq!(chosen(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8"), ("LANG", "C")]), Charset::Utf8);
        assert_eq!(chosen(&[]), Charset::Ascii, "no locale at all");
    }

    #[test]
    fn the_setting_goes_before_the_environment() {
        assert_eq!(Charset::choose(Lines::Ascii, |_| Some("en_GB.UTF-8".into())), Charset::Ascii);
        assert_eq!(Charset::choose(Lines::Utf8, |_| None), Charset::Utf8);
    }

    #[test]
    fn every_glyph_is_in_every_windows_font_and_one_column_wide() {
        for glyph in Charset::Utf8.glyphs().all() {
            assert!(glyph.chars().all(in_wgl4), "{glyph}");
            assert_eq!(unicode_width::UnicodeWidthStr::width(glyph), 1, "{glyph}");
        }
        assert!(Charset::Ascii.glyphs().all().iter().all(|glyph| glyph.is_ascii() && glyph.len() == 1));
    }

    #[test]
    fn plain_lines_are_explained_and_others_are_not() {
        assert!(Charset::Ascii.notice().unwrap().contains("UTF-8"));
        assert_eq!(Charset::Utf8.notice(), None);
    }
}
