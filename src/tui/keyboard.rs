//! The keymap of a session: the table, with what its configuration changes. Dispatch, footer, help, menu, palette read it.

use std::borrow::Cow;

use super::command::Command;
use super::key::Key;
use super::keymap::{Binding, Group, KEYLESS, KEYMAP};
use super::place::Place;
use super::remap;
use crate::config::Config;

/// What single letters, digits and signs do in lists (WCAG 2.1.4 asks that they can be turned off).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// They are keys.
    #[default]
    On,
    /// They are keys in the menu that Space opens, and nowhere else.
    AfterSpace,
    /// They are never keys: everything is reached through the menu and the palette.
    Off,
}

impl Letters {
    /// Reads the setting as the config file writes it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "on" => Some(Self::On),
            "after-space" => Some(Self::AfterSpace),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// The keys that `vim_keys` adds to lists and to long texts.
const VIM: [(Command, &[Key]); 6] = [
    (Command::Up, &[Key::Char('k')]),
    (Command::Down, &[Key::Char('j')]),
    (Command::PageUp, &[Key::Ctrl('u')]),
    (Command::PageDown, &[Key::Ctrl('d')]),
    (Command::First, &[Key::Char('g')]),
    (Command::Last, &[Key::Char('G')]),
];

/// The rows of the keymap that hold in a session.
#[derive(Clone, Debug)]
pub struct Keyboard {
    rows: Vec<Binding>,
    letters: Letters,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { rows: KEYMAP.to_vec(), letters: Letters::On }
    }
}

impl Keyboard {
    /// The keys that a configuration asks for, and a sentence for each wish that cannot be met.
    ///
    /// A wish that clashes with another key, or that is not understood, leaves the usual keys of its command (R-K12).
    pub fn of(config: &Config) -> (Self, Vec<String>) {
        let mut keyboard = Self::default();
        if config.is_on("keys", "vim_keys") {
            keyboard.add_vim();
        }
        if config.value("keys", "ctrl_z") == "suspend" {
            keyboard.suspend_with_ctrl_z();
        }
        let (rows, warnings) = remap::rows(&keyboard.rows, &config.bindings);
        let letters = Letters::parse(config.value("keys", "letters")).unwrap_or_default();
        (Self { rows, letters }, warnings)
    }

    /// The same keys with letters as they are wished.
    #[must_use]
    pub fn with_letters(mut self, letters: Letters) -> Self {
        self.letters = letters;
        self
    }

    /// What single letters do.
    pub fn letters(&self) -> Letters {
        self.letters
    }

    fn add_vim(&mut self) {
        let moves = |row: &&mut Binding| matches!(row.place, Place::List | Place::Reading);
        for row in self.rows.iter_mut().filter(moves) {
            if let Some((_, more)) = VIM.iter().find(|(command, _)| *command == row.command) {
                row.keys.to_mut().extend_from_slice(more);
            }
        }
    }

    fn suspend_with_ctrl_z(&mut self) {
        let ctrl_z = Key::Ctrl('z');
        for row in &mut self.rows {
            if row.command == Command::Undo {
                row.keys.to_mut().retain(|key| *key != ctrl_z);
            }
        }
        self.rows.push(Binding {
            place: Place::Everywhere,
            keys: Cow::Owned(vec![ctrl_z]),
            command: Command::Suspend,
            short: "",
            group: Group::Always,
        });
    }

    /// Whether a key of a row acts outside the menu that Space opens.
    fn acts(&self, row: &Binding, key: Key) -> bool {
        // In a question, a date or a search line the letter belongs to what is focused.
        let of_focus = matches!(row.place, Place::Question | Place::Leaving | Place::Day);
        let letter = key.letter().is_some_and(|letter| letter != ' ');
        !letter || of_focus || self.letters == Letters::On
    }

    /// The command of a key in the places, nearest first.
    pub fn find(&self, places: &[Place], key: Key) -> Option<Command> {
        let of = |place: &Place| {
            let mut here = self.rows.iter().filter(|row| row.place == *place);
            here.find(|row| row.keys.contains(&key) && self.acts(row, key)).map(|row| row.command)
        };
        places.iter().find_map(of)
    }

    /// The rows that hold in the places, nearest first; a key taken by a nearer place is not shown again.
    pub fn in_reach(&self, places: &[Place]) -> Vec<&Binding> {
        let mut rows: Vec<&Binding> = Vec::new();
        for place in places {
            for row in self.rows.iter().filter(|row| row.place == *place) {
                let taken = row.keys.iter().all(|key| rows.iter().any(|nearer| nearer.keys.contains(key)));
                let bound = row.keys.is_empty() || !taken;
                if bound && !rows.iter().any(|nearer| nearer.command == row.command) {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// The keys of a row as they act now, the one that is shown first: after Space where letters wait for it.
    pub fn spelled(&self, row: &Binding) -> Vec<String> {
        let spell = |key: &Key| match (self.acts(row, *key), self.letters) {
            (true, _) => Some(key.spell()),
            (false, Letters::AfterSpace) => Some(format!("Space {}", key.spell())),
            (false, _) => None,
        };
        let mut keys: Vec<String> = row.keys.iter().filter_map(spell).collect();
        keys.sort_by_key(|key| key.starts_with("Space "));
        keys
    }

    /// The key that does what a row says in the menu that Space opens; none where letters are off.
    pub fn in_menu(&self, row: &Binding) -> Option<Key> {
        let first = row.keys.iter().copied();
        first.into_iter().find(|key| key.letter().is_none() || self.letters != Letters::Off)
    }

    /// A sentence with the keys of this session in it: `Press ‹undo› to undo.` becomes `Press u to undo.`
    ///
    /// A command without a key is reached through the palette, and the sentence says so.
    pub fn fill<'t>(&self, places: &[Place], text: &'t str) -> Cow<'t, str> {
        if !text.contains('‹') {
            return Cow::Borrowed(text);
        }
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('‹') {
            filled.push_str(before);
            rest = after;
            let named =
                after.split_once('›').and_then(|(name, after)| Some((self.press(places, name)?, after)));
            if let Some((keys, after)) = named {
                filled.push_str(&keys);
                rest = after;
            } else {
                filled.push('‹');
            }
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }

    /// What to press for the command of that name; none where there is no such command.
    fn press(&self, places: &[Place], name: &str) -> Option<String> {
        let mut named = self.rows.iter().filter(|row| row.command.name() == name).peekable();
        let command = named.peek()?.command;
        let near = self.in_reach(places).into_iter().find(|row| row.command == command);
        // A sentence of a form can name the key of the list it goes back to.
        let key = near.or_else(|| named.next()).and_then(|row| self.spelled(row).into_iter().next());
        Some(key.unwrap_or_else(|| {
            let palette = self.rows.iter().find(|row| row.command == Command::Palette);
            let palette = palette.and_then(|row| self.spelled(row).into_iter().next()).unwrap_or_default();
            format!("{palette} (then \"{}\")", command.words())
        }))
    }

    /// Every command that can be asked for in the places, with its row: those with a row, then those without.
    pub fn commands(&self, places: &[Place]) -> Vec<(Command, Option<&Binding>)> {
        let mut all: Vec<(Command, Option<&Binding>)> =
            self.in_reach(places).into_iter().map(|row| (row.command, Some(row))).collect();
        for (place, command) in KEYLESS {
            if places.contains(place) && !all.iter().any(|(known, _)| known == command) {
                all.push((*command, None));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::place::STACKS;

    const QUEUE: &[Place] = &[Place::Queue, Place::List, Place::Everywhere];

    fn of(text: &str) -> (Keyboard, Vec<String>) {
        let mut config = Config::default();
        config.read_text(text, "config.toml");
        Keyboard::of(&config)
    }

    #[test]
    fn vim_keys_move_and_take_nothing_from_anybody() {
        let (keys, warnings) = of("[keys]\nvim_keys = true\n");
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(keys.find(QUEUE, Key::Char('j')), Some(Command::Down));
        assert_eq!(keys.find(QUEUE, Key::Char('G')), Some(Command::Last));
        assert_eq!(keys.find(&[Place::Form], Key::Char('j')), None, "it is typed there");
        let usual = Keyboard::default();
        assert_eq!(usual.find(QUEUE, Key::Char('j')), None);
        for places in STACKS {
            for row in usual.in_reach(places) {
                for key in row.keys.iter() {
                    let found = usual.find(places, *key);
                    assert_eq!(keys.find(places, *key), found, "{} in {places:?}", key.spell());
                }
            }
        }
    }

    #[test]
    fn ctrl_z_can_suspend_and_undo_keeps_its_letter() {
        let (keys, _) = of("[keys]\nctrl_z = \"suspend\"\n");
        assert_eq!(keys.find(QUEUE, Key::Ctrl('z')), Some(Command::Suspend));
        assert_eq!(keys.find(QUEUE, Key::Char('u')), Some(Command::Undo));
    }

    #[test]
    fn letters_behind_space_do_nothing_alone_and_are_shown_as_they_are_pressed() {
        let keys = Keyboard::default().with_letters(Letters::AfterSpace);
        assert_eq!(keys.find(QUEUE, Key::Char('c')), None);
        assert_eq!(keys.find(QUEUE, Key::Char('2')), None);
        assert_eq!(keys.find(QUEUE, Key::Char(' ')), Some(Command::Menu));
        assert_eq!(keys.find(QUEUE, Key::Ctrl('f')), Some(Command::FindAnyone));
        let rows = keys.in_reach(QUEUE);
        let log = rows.iter().find(|row| row.command == Command::LogContact).unwrap();
        assert_eq!(keys.spelled(log), ["Space c"]);
        let help = rows.iter().find(|row| row.command == Command::Help).unwrap();
        assert_eq!(keys.spelled(help), ["F1", "Ctrl+G", "Space ?"]);
    }

    #[test]
    fn a_sentence_names_the_keys_of_the_session() {
        let usual = Keyboard::default();
        assert_eq!(usual.fill(QUEUE, "Press ‹undo› to undo."), "Press u to undo.");
        assert_eq!(usual.fill(&[Place::Form], "Press ‹undo› to undo."), "Press u to undo.");
        assert_eq!(usual.fill(QUEUE, "A ‹b› and ‹undo"), "A ‹b› and ‹undo", "somebody's own signs stay");
        let behind = Keyboard::default().with_letters(Letters::AfterSpace);
        assert_eq!(behind.fill(QUEUE, "Press ‹filter›."), "Press Space f.");
        let off = Keyboard::default().with_letters(Letters::Off);
        assert_eq!(off.fill(QUEUE, "Press ‹undo›."), "Press Ctrl+Z.");
        assert_eq!(off.fill(QUEUE, "Press ‹filter›."), "Press Ctrl+P (then \"Filter\").");
    }

    #[test]
    fn letters_that_are_off_leave_no_command_out_of_reach() {
        let keys = Keyboard::default().with_letters(Letters::Off);
        for places in STACKS {
            let usual: Vec<Command> =
                Keyboard::default().commands(places).into_iter().map(|(command, _)| command).collect();
            let still: Vec<Command> = keys.commands(places).into_iter().map(|(command, _)| command).collect();
            assert_eq!(usual, still, "{places:?}");
        }
        assert_eq!(keys.find(QUEUE, Key::Ctrl('p')), Some(Command::Palette), "the palette has them all");
        for letter in ('!'..='~').map(Key::Char) {
            assert_eq!(keys.find(QUEUE, letter), None, "{letter}");
        }
        assert_eq!(keys.find(&[Place::Question], Key::Char('y')), Some(Command::Yes));
    }
}
