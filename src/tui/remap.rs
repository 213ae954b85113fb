//! Keys that the configuration gives to commands: understood, checked against every other key in reach, or refused.

use std::borrow::Cow;

use super::command::Command;
use super::key::Key;
use super::keymap::{Binding, Group, KEYLESS, KEYMAP};
use super::place::{Place, STACKS};
use crate::config::{self, meant};

/// Keys that something between the keyboard and kith takes for itself, or that are the same bytes as another key.
const TAKEN: [char; 7] = ['a', 'b', 'q', 'h', 'i', 'j', 'm'];

/// One wish that is understood.
#[derive(Clone, Debug)]
struct Wish {
    place: Place,
    command: Command,
    keys: Vec<Key>,
    from: String,
}

/// The rows with the wishes that can be met, and a sentence for each that cannot.
pub fn rows(usual: &[Binding], wishes: &[config::Binding]) -> (Vec<Binding>, Vec<String>) {
    let mut warnings = Vec::new();
    let mut met: Vec<Wish> = Vec::new();
    for wish in wishes {
        match understood(wish) {
            Ok(wish) => {
                met.retain(|known| (known.place, known.command) != (wish.place, wish.command));
                met.push(wish);
            }
            Err(why) => warnings.push(format!("{}: {why}", wish.from)),
        }
    }
    loop {
        let rows = with(usual.to_vec(), &met);
        let clash = met.iter().enumerate().rev().find_map(|(at, wish)| Some((at, clash(&rows, wish)?)));
        let Some((at, why)) = clash else { return (rows, warnings) };
        let wish = met.remove(at);
        warnings.push(format!("{}: {why}", wish.from));
    }
}

/// Reads a wish: a place that can have keys, a command that can be asked for there, keys that can be pressed there.
fn understood(wish: &config::Binding) -> Result<Wish, String> {
    // What answers a question is never another key: people learn which one is No.
    let open: Vec<Place> =
        Place::ALL.into_iter().filter(|place| !matches!(place, Place::Question | Place::Leaving)).collect();
    let named = open.iter().copied().find(|place| place.word() == wish.place);
    let place = named.ok_or_else(|| {
        let near = meant(&wish.place, open.iter().map(|place| place.word()));
        format!("[keys.{}] is not a place that has keys.{near}", wish.place)
    })?;
    let possible = commands_of(place);
    let named = possible.iter().copied().find(|command| command.name() == wish.command);
    let command = named.ok_or_else(|| {
        let names: Vec<String> = possible.iter().map(|command| command.name()).collect();
        let near = meant(&wish.command, names.iter().map(String::as_str));
        format!("{} is nothing that can be done in [keys.{}].{near}", wish.command, place.word())
    })?;
    let keys = wish.keys.iter().map(|key| key_of(key, place)).collect::<Result<Vec<Key>, String>>()?;
    Ok(Wish { place, command, keys, from: wish.from.clone() })
}

/// The commands that can have a key in a place.
fn commands_of(place: Place) -> Vec<Command> {
    let bound = KEYMAP.iter().filter(|row| row.place == place).map(|row| row.command);
    let keyless = KEYLESS.iter().filter(|(known, _)| *known == place).map(|(_, command)| *command);
    bound.chain(keyless).collect()
}

fn key_of(word: &str, place: Place) -> Result<Key, String> {
    let key = Key::parse(word).ok_or_else(|| {
        format!("{word} is not the name of a key. Write a letter, or a name such as Ctrl+F, PgUp or F5.")
    })?;
    let typed = matches!(place, Place::Form | Place::Notes | Place::Searching | Place::Picker);
    match key {
        Key::Char(_) if typed => Err(format!("{word} is typed there, so it cannot be a key.")),
        Key::Ctrl(letter) if TAKEN.contains(&letter) || letter == ' ' || letter == '\\' => {
            Err(format!("{word} does not reach kith in every terminal, so it cannot be a key."))
        }
        key => Ok(key),
    }
}

/// The rows with the keys of the wishes; a command without a row of its own gets one.
fn with(mut rows: Vec<Binding>, wishes: &[Wish]) -> Vec<Binding> {
    for wish in wishes {
        let keys: Cow<'static, [Key]> = Cow::Owned(wish.keys.clone());
        let row = rows.iter_mut().find(|row| (row.place, row.command) == (wish.place, wish.command));
        match row {
            Some(row) => row.keys = keys,
            None => rows.push(Binding {
                place: wish.place,
                keys,
                command: wish.command,
                short: "",
                group: Group::Do,
            }),
        }
    }
    rows
}

/// What else a key of a wish does wherever the wish is in reach.
fn clash(rows: &[Binding], wish: &Wish) -> Option<String> {
    let together: Vec<Place> = STACKS
        .iter()
        .filter(|stack| stack.contains(&wish.place))
        .flat_map(|stack| stack.iter().copied())
        .collect();
    let other = |key: &Key| {
        let other = rows.iter().find(|row| {
            together.contains(&row.place) && row.command != wish.command && row.keys.contains(key)
        })?;
        Some(format!(
            "{} cannot be \"{}\", because it is \"{}\" ({}). The usual keys stay.",
            key.spell(),
            wish.command.words(),
            other.command.words(),
            other.place.label(),
        ))
    };
    wish.keys.iter().find_map(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::tui::keyboard::Keyboard;

    const QUEUE: &[Place] = &[Place::Queue, Place::List, Place::Everywhere];

    fn of(text: &str) -> (Keyboard, Vec<String>) {
        let mut config = Config::default();
        config.read_text(text, "config.toml");
        assert_eq!(config.warnings, Vec::<String>::new());
        Keyboard::of(&config)
    }

    #[test]
    fn a_key_that_is_free_is_given_and_the_old_one_is_let_go() {
        let (keys, warnings) = of("[keys.queue]\nlog_contact = [\"k\", \"Ctrl+K\"]\n");
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(keys.find(QUEUE, Key::Char('k')), Some(Command::LogContact));
        assert_eq!(keys.find(QUEUE, Key::Ctrl('k')), Some(Command::LogContact));
        assert_eq!(keys.find(QUEUE, Key::Char('c')), None);
    }

    #[test]
    fn a_command_without_a_key_can_be_given_one_and_two_can_change_places() {
        let (keys, warnings) = of(
            "[keys.everywhere]\nadd_referral = \"F5\"\n[keys.queue]\nedit = [\"n\"]\nwrite_note = [\"e\"]\n",
        );
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(keys.find(QUEUE, Key::F(5)), Some(Command::AddReferral));
        assert_eq!(keys.find(QUEUE, Key::Char('n')), Some(Command::Edit));
        assert_eq!(keys.find(QUEUE, Key::Char('e')), Some(Command::WriteNote));
    }

    #[test]
    fn a_clash_keeps_the_usual_keys_and_names_both_with_the_line() {
        let (keys, warnings) = of("[keys.queue]\nlog_contact = [\"f\"]\n");
        assert_eq!(
            warnings,
            [
                "config.toml, line 2: f cannot be \"Log a contact\", because it is \"Filter\" (In a list). The usual keys stay."
            ]
        );
        assert_eq!(keys.find(QUEUE, Key::Char('c')), Some(Command::LogContact));
        assert_eq!(keys.find(QUEUE, Key::Char('f')), Some(Command::Filter));
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_line_and_what_may_be_meant() {
        let (keys, warnings) = of(
            "[keys.queu]\nedit = \"k\"\n[keys.queue]\nlog_contacts = \"k\"\nedit = \"Alt+x\"\nput_away = \"Ctrl+A\"\n[keys.form]\nsave = \"s\"\n[keys.question]\nyes = \"x\"\n",
        );
        let mut warnings = warnings;
        warnings.sort();
        assert_eq!(
            warnings,
            [
                "config.toml, line 10: [keys.question] is not a place that has keys.",
                "config.toml, line 2: [keys.queu] is not a place that has keys. Did you mean queue?",
                "config.toml, line 4: log_contacts is nothing that can be done in [keys.queue]. Did you mean log_contact?",
                "config.toml, line 5: Alt+x is not the name of a key. Write a letter, or a name such as Ctrl+F, PgUp or F5.",
                "config.toml, line 6: Ctrl+A does not reach kith in every terminal, so it cannot be a key.",
                "config.toml, line 8: s is typed there, so it cannot be a key.",
            ]
        );
        assert_eq!(keys.find(QUEUE, Key::Char('e')), Some(Command::Edit));
    }

    #[test]
    fn a_key_taken_away_leaves_the_command_in_the_palette() {
        let (keys, warnings) = of("[keys.queue]\nput_away = []\n");
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(keys.find(QUEUE, Key::Char('x')), None);
        assert!(keys.commands(QUEUE).iter().any(|(command, _)| *command == Command::PutAway));
    }
}
