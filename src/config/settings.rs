//! The settings there are: section, key, what each may be, and what it is when nothing is said.

/// What the value of a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to the limit.
    Count(u64),
    /// One or more whole numbers from 1 to the limit.
    Counts(u64),
    /// One line of text, of at most so many letters.
    Line(usize),
}

impl Wanted {
    /// The value as it is kept; `None` where it may not be that.
    pub fn read(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::Word(words) => words.contains(&text).then(|| text.to_owned()),
            Self::Flag => match text {
                "true" | "yes" | "1" | "on" => Some("true".to_owned()),
                "false" | "no" | "0" | "off" => Some("false".to_owned()),
                _ => None,
            },
            Self::Line(most) => {
                (text.chars().count() <= most && !text.chars().any(char::is_control)).then(|| text.to_owned())
            }
            Self::Count(most) => {
                text.parse::<u64>().ok().filter(|number| *number <= most).map(|number| number.to_string())
            }
            Self::Counts(most) => {
                let read =
                    |part: &str| part.trim().parse::<u64>().ok().filter(|number| (1..=most).contains(number));
                let numbers: Option<Vec<u64>> = text.trim_matches(['[', ']']).split(',').map(read).collect();
                let numbers = numbers.filter(|numbers| numbers.len() <= 6)?;
                Some(numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// What it may be, for a sentence.
    pub fn words(self) -> String {
        match self {
            Self::Word([first @ .., last]) if !first.is_empty() => {
                format!("{} or {last}", first.join(", "))
            }
            Self::Word(words) => words.join(", "),
            Self::Flag => "true or false".to_owned(),
            Self::Count(most) => format!("a whole number from 0 to {most}"),
            Self::Line(most) => format!("one line of at most {most} letters"),
            Self::Counts(most) => format!("whole numbers from 1 to {most}, such as 14, 30"),
        }
    }
}

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The part of the file: `screen`.
    pub section: &'static str,
    /// Its name there: `theme`.
    pub key: &'static str,
    /// What it may be.
    pub wanted: Wanted,
    /// What it is when nothing is said; empty where the session decides.
    pub default: &'static str,
}

impl Setting {
    const fn new(section: &'static str, key: &'static str, wanted: Wanted, default: &'static str) -> Self {
        Self { section, key, wanted, default }
    }

    /// The environment variable that sets it: `KITH_SCREEN_THEME`.
    pub fn variable(&self) -> String {
        format!("KITH_{}_{}", self.section.to_uppercase(), self.key.to_uppercase())
    }

    /// Its name as it is said: `screen.theme`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.section, self.key)
    }

    /// The setting of that name: `screen.theme`, or `theme` alone where only one is called so.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.trim().to_lowercase().replace('-', "_");
        let mut alone = SETTINGS.iter().filter(|setting| setting.key == name);
        match (alone.next(), alone.next()) {
            (Some(setting), None) => Some(setting),
            _ => SETTINGS.iter().find(|setting| setting.name() == name),
        }
    }

    /// Whether any setting stands in a section of that name.
    pub fn is_section(name: &str) -> bool {
        SETTINGS.iter().any(|setting| setting.section == name)
    }
}

/// Every setting, in the order of the file.
pub const SETTINGS: &[Setting] = &[
    Setting::new(
        "screen",
        "theme",
        Wanted::Word(&["standard", "light", "high-contrast", "colour-blind", "mono"]),
        "standard",
    ),
    Setting::new("screen", "lines", Wanted::Word(&["auto", "utf8", "ascii"]), "auto"),
    Setting::new("screen", "mouse", Wanted::Flag, "false"),
    Setting::new("screen", "preview_delay_ms", Wanted::Count(10_000), ""),
    Setting::new("screen", "scroll", Wanted::Word(&["auto", "row", "half-page"]), "auto"),
    Setting::new("screen", "speak", Wanted::Flag, "false"),
    Setting::new("screen", "copy", Wanted::Word(&["auto", "osc52", "panel"]), "auto"),
    Setting::new("screen", "sync", Wanted::Word(&["auto", "off"]), "auto"),
    Setting::new("screen", "hide_after_minutes", Wanted::Count(1_440), "5"),
    // Empty: nobody was asked yet. A screen reader cannot be detected over SSH, so the first start asks.
    Setting::new("screen", "reader", Wanted::Word(&["none", "screen-reader", "magnifier"]), ""),
    Setting::new("keys", "letters", Wanted::Word(&["on", "after-space", "off"]), "on"),
    Setting::new("keys", "vim_keys", Wanted::Flag, "false"),
    Setting::new("keys", "ctrl_z", Wanted::Word(&["undo", "suspend"]), "undo"),
    Setting::new("keys", "esc_wait_ms", Wanted::Count(10_000), ""),
    Setting::new(
        "dates",
        "nation",
        Wanted::Word(&["england-and-wales", "scotland", "northern-ireland"]),
        "england-and-wales",
    ),
    Setting::new("cadence", "first_contact_working_days", Wanted::Count(60), "5"),
    Setting::new("cadence", "unable_to_contact_tries", Wanted::Count(20), "3"),
    Setting::new("cadence", "provider_silence_days", Wanted::Count(365), "14"),
    Setting::new("cadence", "connection_check_days", Wanted::Counts(365), "14, 30"),
    Setting::new("cadence", "plan_review_weeks", Wanted::Count(104), "6"),
    Setting::new("cadence", "measures_again_weeks", Wanted::Count(104), "13"),
    Setting::new("cadence", "asset_recheck_days", Wanted::Count(3650), "90"),
    Setting::new("cadence", "asset_stale_days", Wanted::Count(3650), "180"),
    Setting::new("cadence", "funding_alert_days", Wanted::Count(3650), "90"),
    Setting::new("noticeboard", "title", Wanted::Line(80), "Noticeboard"),
    Setting::new(
        "noticeboard",
        "disclaimer",
        Wanted::Line(500),
        "Cards are put up by neighbours. We pass them on and do not check them: please take the usual care.",
    ),
    // What a team calls its give and take: `domain/terms.rs`.
    Setting::new("terms", "give_and_take", Wanted::Line(24), "Give and take"),
    Setting::new("terms", "pairs", Wanted::Line(24), "Pairs"),
    Setting::new("terms", "offers", Wanted::Line(24), "Offers"),
    Setting::new("terms", "would_like", Wanted::Line(24), "Would like"),
    Setting::new("terms", "would_like_to_give", Wanted::Line(24), "Would like to give"),
    Setting::new("terms", "on_the_way", Wanted::Line(24), "On the way"),
    Setting::new("terms", "not_yet_asked", Wanted::Line(24), "Not yet asked"),
    Setting::new("terms", "given", Wanted::Line(24), "Given"),
    Setting::new("terms", "newcomer", Wanted::Line(24), "Newcomer"),
    Setting::new("terms", "recipient", Wanted::Line(24), "Recipient"),
    Setting::new("terms", "participant", Wanted::Line(24), "Participant"),
    Setting::new("terms", "contributor", Wanted::Line(24), "Contributor"),
    Setting::new("terms", "connector", Wanted::Line(24), "Connector"),
    Setting::new("terms", "leader", Wanted::Line(24), "Leader"),
    Setting::new("backup", "automatic", Wanted::Flag, "true"),
    Setting::new("dates", "next_weekday", Wanted::Word(&["following-week"]), "following-week"),
];
