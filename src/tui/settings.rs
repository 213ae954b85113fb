//! What of the configuration and the session the screens ask.

use std::time::Duration;

use super::abilities;
use super::charset::Charset;
use super::input::over_ssh;
use super::keyboard::Keyboard;
use super::widgets::table::Scroll;
use crate::config::Config;
use crate::domain::working_day::Nation;

/// Milliseconds without a key before a preview is read, near or far: see `docs/decisions/0005-screens-page-departures.md`.
const PREVIEW_DELAY: u64 = 150;

/// What of the configuration and the session the screens ask.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing of the session that is so or not")]
pub struct Settings {
    /// How long nothing must be pressed before a preview is read. Zero reads it at once.
    pub preview_delay: Duration,
    /// How lists scroll at their edge.
    pub scroll: Scroll,
    /// Whether the line of hints is shown.
    pub more_keys: bool,
    /// The keys of this session.
    pub keyboard: Keyboard,
    /// Whose bank holidays count.
    pub nation: Nation,
    /// One thing at a time, without rules, boxes, bars and previews, for those who hear or magnify the screen (R-A6).
    pub speak: bool,
    /// Whether the wheel and the buttons of a mouse are listened to.
    pub mouse: bool,
    /// Whether the terminal is known to take text for the clipboard (OSC 52).
    pub copies: bool,
    /// Whether the terminal is known to show a frame at once (DEC mode 2026).
    pub synchronised: bool,
    /// Whether the line is slow enough that frames are spread out (R-B7).
    pub far: bool,
    /// After so long without a key the screen is hidden; zero never hides it.
    pub hide_after: Duration,
    /// Whether kith was started in place of a shell, which must not be reached through it (R-S6).
    pub locked: bool,
    /// Whether the daily copy is made of itself.
    pub daily_copy: bool,
    /// The signs that rows are drawn with.
    pub charset: Charset,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            preview_delay: Duration::from_millis(PREVIEW_DELAY),
            scroll: Scroll::Row,
            more_keys: true,
            keyboard: Keyboard::default(),
            nation: Nation::EnglandAndWales,
            speak: false,
            mouse: false,
            copies: false,
            synchronised: false,
            far: false,
            hide_after: Duration::ZERO,
            locked: false,
            daily_copy: true,
            charset: Charset::Ascii,
        }
    }
}

impl Settings {
    /// What a configuration and the variables of a session ask for, and a sentence for each wish that cannot be met.
    pub fn of(config: &Config, variable: impl Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let variable = &variable;
        let far = over_ssh(variable);
        let (keyboard, warnings) = Keyboard::of(config);
        let scroll = match config.value("screen", "scroll") {
            "row" => Scroll::Row,
            "half-page" => Scroll::HalfPage,
            _ if far => Scroll::HalfPage,
            _ => Scroll::Row,
        };
        let said = |name: &str| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
        let reader = matches!(config.value("screen", "reader"), "screen-reader" | "magnifier");
        let minutes = config.number("screen", "hide_after_minutes").unwrap_or(0);
        let preview = config.number("screen", "preview_delay_ms").unwrap_or(PREVIEW_DELAY);
        let settings = Self {
            preview_delay: Duration::from_millis(preview),
            scroll,
            more_keys: true,
            keyboard,
            nation: config.nation(),
            speak: config.is_on("screen", "speak") || reader || said("ACCESSIBLE"),
            mouse: config.is_on("screen", "mouse"),
            copies: match config.value("screen", "copy") {
                "osc52" => true,
                "panel" => false,
                _ => abilities::copies(variable),
            },
            synchronised: config.value("screen", "sync") != "off" && abilities::synchronised(variable),
            far,
            hide_after: Duration::from_secs(minutes.saturating_mul(60)),
            locked: said("KITH_LOCKED"),
            daily_copy: config.is_on("backup", "automatic"),
            // What the terminal shows is found out when it is opened.
            charset: Charset::Ascii,
        };
        (settings, warnings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, pairs: &[(&str, &str)]) -> Settings {
        let mut config = Config::default();
        config.read_text(text, "config.toml");
        assert_eq!(config.warnings, Vec::<String>::new());
        let find =
            |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Settings::of(&config, find).0
    }

    #[test]
    fn a_line_from_far_scrolls_by_half_pages_and_spreads_its_frames() {
        let near = of("", &[]);
        assert_eq!((near.scroll, near.far), (Scroll::Row, false));
        let far = of("", &[("SSH_TTY", "/dev/pts/3")]);
        assert_eq!((far.scroll, far.far), (Scroll::HalfPage, true));
        assert_eq!(of("[screen]\nscroll = \"row\"\n", &[("SSH_TTY", "/dev/pts/3")]).scroll, Scroll::Row);
    }

    #[test]
    fn those_who_hear_or_magnify_the_screen_get_one_thing_at_a_time() {
        assert!(!of("", &[("ACCESSIBLE", "0")]).speak);
        assert!(of("", &[("ACCESSIBLE", "1")]).speak);
        assert!(of("[screen]\nspeak = true\n", &[]).speak);
        assert!(of("[screen]\nreader = \"magnifier\"\n", &[]).speak);
        assert!(!of("[screen]\nreader = \"none\"\n", &[]).speak);
    }

    #[test]
    fn the_mouse_is_off_and_the_screen_hides_after_five_minutes_unless_said_otherwise() {
        let usual = of("", &[]);
        assert!(!usual.mouse);
        assert_eq!(usual.hide_after, Duration::from_mins(5));
        let other = of("[screen]\nmouse = true\nhide_after_minutes = 0\n", &[]);
        assert!(other.mouse);
        assert_eq!(other.hide_after, Duration::ZERO);
    }

    #[test]
    fn the_settings_go_before_what_is_known_of_the_terminal() {
        let windows = [("WT_SESSION", "1")];
        assert!(of("", &windows).copies && of("", &windows).synchronised);
        let off = of("[screen]\ncopy = \"panel\"\nsync = \"off\"\n", &windows);
        assert!(!off.copies && !off.synchronised);
        assert!(of("[screen]\ncopy = \"osc52\"\n", &[]).copies);
        assert!(!of("[screen]\nsync = \"auto\"\n", &[]).synchronised, "there is no way to force it");
    }
}
