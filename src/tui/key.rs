//! A key as kith knows it, and how it is written on screen, in the keymap and in the config file.

use std::fmt;

/// One key press, whatever bytes the terminal used for it.
///
/// Modified arrows act like plain ones, and keys with Alt do not exist: nothing in kith needs them (rule 4 of the
/// keymap), and PuTTY does not send most of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A printable character, space included.
    Char(char),
    /// Ctrl with a letter (always lower case here) or with one of `\ ] ^ _`.
    Ctrl(char),
    /// Enter or Return.
    Enter,
    /// Escape, alone.
    Esc,
    /// Tab.
    Tab,
    /// Shift+Tab.
    BackTab,
    /// Rub out to the left.
    Backspace,
    /// Rub out to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// The keys that have a name, with the name that is shown; the config file may write them in any case.
const NAMES: [(Key, &str); 16] = [
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift+Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Delete"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
    (Key::Ctrl(' '), "Ctrl+Space"),
];

/// Other ways people write the same keys.
const ALIASES: [(&str, Key); 7] = [
    ("escape", Key::Esc),
    ("return", Key::Enter),
    ("backtab", Key::BackTab),
    ("del", Key::Delete),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("pgdown", Key::PageDown),
];

impl Key {
    /// The key as it is written for people: `Ctrl+F`, `Enter`, `PgUp`, `u`.
    pub fn spell(self) -> String {
        if let Some((_, name)) = NAMES.iter().find(|(key, _)| *key == self) {
            return (*name).to_owned();
        }
        match self {
            Self::Ctrl(c) => format!("Ctrl+{}", c.to_ascii_uppercase()),
            Self::F(n) => format!("F{n}"),
            Self::Char(c) => c.to_string(),
            _ => String::new(),
        }
    }

    /// Reads what [`Key::spell`] wrote; a single character is itself, names may be in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        if let (Some(only), None) = (chars.next(), chars.next()) {
            return (!only.is_control()).then_some(Self::Char(only));
        }
        let lower = text.to_ascii_lowercase();
        if let Some((key, _)) = NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)) {
            return Some(*key);
        }
        if let Some((_, key)) = ALIASES.iter().find(|(name, _)| *name == lower) {
            return Some(*key);
        }
        if let Some(rest) = lower.strip_prefix("ctrl+") {
            let mut rest = rest.chars();
            let only = rest.next().filter(|_| rest.next().is_none())?;
            let known = only.is_ascii_lowercase() || matches!(only, '\\' | ']' | '^' | '_');
            return known.then_some(Self::Ctrl(only));
        }
        let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
        (1..=12).contains(&number).then_some(Self::F(number))
    }

    /// The character this key types, if it types one.
    pub fn letter(self) -> Option<char> {
        match self {
            Self::Char(c) => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spell())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_parses_back_to_itself() {
        let mut keys: Vec<Key> = NAMES.iter().map(|(key, _)| *key).collect();
        keys.extend(('a'..='z').map(Key::Ctrl));
        keys.extend(['\\', ']', '^', '_'].map(Key::Ctrl));
        keys.extend((1..=12).map(Key::F));
        keys.extend(('!'..='~').map(Key::Char));
        keys.extend(['£', 'é', 'ŵ'].map(Key::Char));
        for key in keys {
            assert_eq!(Key::parse(&key.spell()), Some(key), "{key:?}");
        }
    }

    #[test]
    fn names_may_be_written_in_any_case_and_in_other_ways() {
        assert_eq!(Key::parse("ctrl+f"), Some(Key::Ctrl('f')));
        assert_eq!(Key::parse("PAGEUP"), Some(Key::PageUp));
        assert_eq!(Key::parse("f1"), Some(Key::F(1)));
        assert_eq!(Key::parse("U"), Some(Key::Char('U')), "a letter keeps its case");
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        for text in ["", "f0", "f13", "ctrl+", "ctrl+ab", "alt+x", "up up", "\n"] {
            assert_eq!(Key::parse(text), None, "{text:?}");
        }
    }
}
