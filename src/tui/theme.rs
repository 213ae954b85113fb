//! How things look: five looks, none of which says anything by colour alone.

use ratatui::style::{Color, Modifier, Style};

use super::charset::{Charset, Glyphs};

/// The looks people can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The terminal's own text and background, with one colour for what needs you.
    #[default]
    Standard,
    /// Dark letters on a white ground, also in a dark terminal.
    Light,
    /// White on black with at least 7:1 everywhere.
    HighContrast,
    /// Blue and yellow for what standard says in red, told apart with any colour sight.
    ColourBlind,
    /// Bold and reverse only.
    Mono,
}

/// The `--color` option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Ask the environment, then the config.
    #[default]
    Auto,
    /// The look of the config, whatever the environment says.
    Always,
    /// No colour.
    Never,
}

/// Terminals that have no colours.
const COLOURLESS: [&str; 5] = ["vt100", "vt102", "vt220", "xterm-mono", "dumb"];

impl Look {
    /// Reads the setting as the config file writes it.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().into_iter().find(|look| look.word() == word)
    }

    /// The word for it in the config file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
            Self::Mono => "mono",
        }
    }

    /// All looks, in the order of the guide.
    pub fn all() -> [Self; 5] {
        [Self::Standard, Self::Light, Self::HighContrast, Self::ColourBlind, Self::Mono]
    }

    /// Decides in the order of R-T8: option, `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, a terminal without colours, config.
    pub fn choose(option: Colour, config: Self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let forced = said("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let refused = said("CLICOLOR").is_some_and(|value| value == "0");
        let colourless = said("TERM").is_some_and(|term| COLOURLESS.contains(&term.as_str()));
        let mono = match option {
            Colour::Never => true,
            Colour::Always => false,
            Colour::Auto => said("NO_COLOR").is_some() || (!forced && (refused || colourless)),
        };
        if mono { Self::Mono } else { config }
    }

    /// How what needs you is marked.
    fn alarm(self) -> Style {
        match self {
            Self::Standard => Style::new().fg(Color::White).bg(Color::Red),
            Self::Light => Style::new().fg(WHITE).bg(DARK_RED),
            Self::HighContrast | Self::ColourBlind => Style::new().fg(BLACK).bg(YELLOW),
            Self::Mono => Style::new().add_modifier(Modifier::BOLD),
        }
    }
}

/// What a piece of the screen is, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Words to read.
    Text,
    /// Words that may be passed over.
    Quiet,
    /// The heading of a part of the screen.
    Title,
    /// A tab that is not open.
    Tab,
    /// The tab that is open.
    TabOn,
    /// A rule.
    Rule,
    /// The row or button that the cursor is on.
    Focus,
    /// What needs you: late, unsafe, wrong. Always beside a `!` or a word.
    Alarm,
    /// What speaks for something, or was done.
    Good,
    /// The letters that a search has met.
    Match,
    /// The label of the field that the cursor is in.
    LabelOn,
    /// Text that typing will replace.
    Selected,
    /// A key in the line of hints.
    Key,
}

impl Role {
    /// All roles, for the contrast table.
    pub fn all() -> [Self; 13] {
        use Role::{Alarm, Focus, Good, Key, LabelOn, Match, Quiet, Rule, Selected, Tab, TabOn, Text, Title};
        [Text, Quiet, Title, Tab, TabOn, Rule, Focus, Alarm, Good, Match, LabelOn, Selected, Key]
    }
}

/// A look with the glyphs of the session: all that drawing needs to know about the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    look: Look,
    charset: Charset,
    speaks: bool,
}

impl Theme {
    /// The theme of a look in a session.
    pub fn new(look: Look, charset: Charset) -> Self {
        Self { look, charset, speaks: false }
    }

    /// The same for those who hear the screen: no rules, no boxes, no reverse bar, words instead of marks (R-A6).
    #[must_use]
    pub fn spoken(mut self) -> Self {
        self.speaks = true;
        self
    }

    /// Whether the screen is heard rather than seen.
    pub fn speaks(&self) -> bool {
        self.speaks
    }

    /// The glyphs to draw with.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.charset.glyphs()
    }

    /// What the session can show.
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// What the whole screen is painted with before anything else; nothing where the terminal's own colours stay.
    pub fn base(&self) -> Style {
        match self.look {
            Look::Light => Style::new().fg(BLACK).bg(Color::White),
            Look::HighContrast => Style::new().fg(Color::White).bg(Color::Black),
            Look::Standard | Look::ColourBlind | Look::Mono => Style::new(),
        }
    }

    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        let base = self.base();
        match role {
            Role::Focus if self.speaks => base,
            Role::TabOn | Role::Focus | Role::Selected => base.add_modifier(Modifier::REVERSED),
            Role::Title | Role::LabelOn | Role::Key => base.add_modifier(Modifier::BOLD),
            Role::Match if self.look == Look::Mono => base.add_modifier(Modifier::BOLD),
            Role::Match => base.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            Role::Alarm => base.patch(self.look.alarm()),
            Role::Good if self.look == Look::ColourBlind => base.fg(WHITE).bg(BLUE),
            Role::Text | Role::Quiet | Role::Tab | Role::Rule | Role::Good => base,
        }
    }
}

/// Colours of the fixed part of the palette, which themes of terminals leave alone.
const BLACK: Color = Color::Indexed(16);
const WHITE: Color = Color::Indexed(231);
const DARK_RED: Color = Color::Indexed(88);
const YELLOW: Color = Color::Indexed(220);
const BLUE: Color = Color::Indexed(25);

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = [u8; 3];

    /// A terminal's palette: name, text, background, the sixteen colours.
    struct Palette(&'static str, u32, u32, [u32; 16]);

    const PALETTES: [Palette; 6] = [
        Palette(
            "PuTTY",
            0xbb_bbbb,
            0x00_0000,
            [
                0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb, 0xbb_bbbb,
                0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
            ],
        ),
        Palette(
            "Campbell",
            0xcc_cccc,
            0x0c_0c0c,
            [
                0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
                0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
            ],
        ),
        Palette(
            "xterm",
            0x00_0000,
            0xff_ffff,
            [
                0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
                0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
            ],
        ),
        Palette(
            "Linux console",
            0xaa_aaaa,
            0x00_0000,
            [
                0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
                0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
            ],
        ),
        Palette(
            "GNOME light",
            0x17_1421,
            0xff_ffff,
            [
                0x17_1421, 0xc0_1c28, 0x26_a269, 0xa2_734c, 0x12_488b, 0xa3_47ba, 0x2a_a1b3, 0xd0_cfcc,
                0x5e_5c64, 0xf6_6151, 0x33_da7a, 0xe9_ad0c, 0x2a_7bde, 0xc0_61cb, 0x33_c7de, 0xff_ffff,
            ],
        ),
        Palette(
            "Solarized light",
            0x65_7b83,
            0xfd_f6e3,
            [
                0x07_3642, 0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xee_e8d5,
                0x00_2b36, 0xcb_4b16, 0x58_6e75, 0x65_7b83, 0x83_9496, 0x6c_71c4, 0x93_a1a1, 0xfd_f6e3,
            ],
        ),
    ];

    fn rgb(hex: u32) -> Rgb {
        let [_, r, g, b] = hex.to_be_bytes();
        [r, g, b]
    }

    fn colour(colour: Option<Color>, own: u32, palette: &Palette) -> Rgb {
        let cube = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
        match colour.unwrap_or(Color::Reset) {
            Color::Reset => rgb(own),
            Color::Black => rgb(palette.3[0]),
            Color::Red => rgb(palette.3[1]),
            Color::White => rgb(palette.3[15]),
            Color::Indexed(n @ 16..=231) => [cube((n - 16) / 36), cube((n - 16) / 6 % 6), cube((n - 16) % 6)],
            other => panic!("{other} is not one of the colours that are used"),
        }
    }

    /// Letters and ground as the terminal shows them.
    fn shown(style: Style, palette: &Palette) -> (Rgb, Rgb) {
        let pair = (colour(style.fg, palette.1, palette), colour(style.bg, palette.2, palette));
        if style.add_modifier.contains(Modifier::REVERSED) { (pair.1, pair.0) } else { pair }
    }

    fn linear(colour: Rgb) -> [f64; 3] {
        colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance and contrast as WCAG 2.1 defines them.
    fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
        let light = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (a, b) = (light(a).max(0.0), light(b).max(0.0));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn everything_can_be_read_in_the_six_common_palettes() {
        for (palette, look) in PALETTES.iter().flat_map(|p| Look::all().map(|look| (p, look))) {
            let theme = Theme::new(look, Charset::Utf8);
            // Solarized's own text has 4.1:1; kith cannot be asked to do better with it than the terminal does.
            let own = contrast(linear(rgb(palette.1)), linear(rgb(palette.2)));
            let least = if look == Look::HighContrast { 7.0 } else { own.min(4.5) };
            for role in Role::all() {
                let (letters, ground) = shown(theme.style(role), palette);
                let found = contrast(linear(letters), linear(ground));
                assert!(found >= least, "{} {} {role:?}: {found:.2} < {least:.2}", palette.0, look.word());
            }
        }
    }

    /// What people without green or without red cones see (Machado, Oliveira and Fernandes 2009), in linear light.
    const SIMULATED: [[[f64; 3]; 3]; 2] = [
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ];

    #[test]
    fn what_speaks_for_and_what_needs_you_differ_with_any_colour_sight() {
        let theme = Theme::new(Look::ColourBlind, Charset::Utf8);
        let ground = |role| linear(shown(theme.style(role), &PALETTES[0]).1);
        for matrix in SIMULATED {
            let see = |[r, g, b]: [f64; 3]| matrix.map(|[x, y, z]| x * r + y * g + z * b);
            let found = contrast(see(ground(Role::Alarm)), see(ground(Role::Good)));
            assert!(found >= 3.0, "{found:.2}");
        }
    }

    #[test]
    fn mono_uses_bold_and_reverse_and_no_colour() {
        let theme = Theme::new(Look::Mono, Charset::Utf8);
        for role in Role::all() {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None), "{role:?}");
            assert!((Modifier::BOLD | Modifier::REVERSED).contains(style.add_modifier), "{role:?}");
        }
    }

    fn chosen(option: Colour, pairs: &[(&str, &str)]) -> Look {
        Look::choose(option, Look::Light, |name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_option_and_the_environment_decide_before_the_config() {
        assert_eq!(chosen(Colour::Auto, &[]), Look::Light);
        assert_eq!(chosen(Colour::Auto, &[("NO_COLOR", "")]), Look::Light, "an empty NO_COLOR says nothing");
        assert_eq!(chosen(Colour::Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]), Look::Mono);
        assert_eq!(chosen(Colour::Always, &[("NO_COLOR", "1")]), Look::Light);
        assert_eq!(chosen(Colour::Auto, &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")]), Look::Light);
        assert_eq!(chosen(Colour::Auto, &[("CLICOLOR", "0")]), Look::Mono);
        assert_eq!(chosen(Colour::Auto, &[("TERM", "vt100")]), Look::Mono);
        assert_eq!(chosen(Colour::Never, &[("CLICOLOR_FORCE", "1")]), Look::Mono);
    }

    #[test]
    fn every_look_is_read_as_it_is_written() {
        assert!(Look::all().into_iter().all(|look| Look::parse(look.word()) == Some(look)));
        assert_eq!(Look::parse("dark"), None);
    }
}
