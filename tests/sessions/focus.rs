//! The focus: the hardware cursor stands on it at every step, the status sentence says it, and no key breaks anything.

use kith::tui::key::Key;
use kith::tui::keymap::KEYMAP;
use proptest::prelude::*;

use super::bytes::LISTS;
use super::session::Session;

#[test]
fn the_hardware_cursor_stands_on_the_first_letter_of_the_focused_row_at_every_step() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        for (name, keys) in LISTS {
            let mut session = Session::demo().at(width, height).press(keys);
            for step in ["", "Down", "Down", "PageDown", "End", "Up", "Home"] {
                session = session.press(step);
                let at = session.cursor();
                let row = session.row_of_cursor();
                let before: String = row.chars().take(usize::from(at.x)).collect();
                let here = row.chars().nth(usize::from(at.x)).unwrap_or(' ');
                assert!(before.contains('>'), "{name} at {width}x{height} after {step}: {row}");
                assert!(!here.is_whitespace(), "{name} at {width}x{height} after {step}: {row}");
            }
        }
    }
}

#[test]
fn every_list_says_its_focused_row_in_a_sentence() {
    for (name, keys) in LISTS {
        let mut session = Session::demo().at(200, 50).press(keys);
        let mut said = session.status();
        for _ in 0..3 {
            session = session.press("Down");
            assert!(session.status().ends_with('.'), "{name}: {}", session.status());
            assert_ne!(session.status(), said, "{name}");
            said = session.status();
        }
    }
}

#[test]
fn a_pane_keeps_its_place_while_another_is_looked_at() {
    let mut session = Session::demo().press("2 Down Down Down 5 4 2");
    assert!(session.status().starts_with("Row 4 of"), "{}", session.status());
    session = session.press("Enter 1 2");
    assert!(session.status().starts_with("Row 4 of"), "{}", session.status());
}

#[test]
fn no_single_printable_key_writes_to_the_caseload() {
    for (name, keys) in LISTS {
        let mut session = Session::small().press(keys);
        let newest = |session: &Session| session.store().history(None, 1).unwrap().first().map(|o| o.id);
        let before = newest(&session);
        for letter in (' '..='~').filter(|letter| *letter != 'q') {
            session.key(Key::Char(letter));
            session = session.press("Esc Esc Esc Esc 1").press(keys);
            assert_eq!(newest(&session), before, "{letter} on {name}");
        }
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = KEYMAP.iter().flat_map(|row| row.keys.iter().copied()).collect();
    prop_oneof![
        4 => proptest::sample::select(bound),
        1 => any::<char>().prop_map(Key::Char),
        1 => (b' '..=b'~').prop_map(|byte| Key::Char(char::from(byte))),
    ]
}

proptest! {
    #[test]
    fn no_size_and_no_keys_break_a_screen(
        width in 1u16..300, height in 1u16..100,
        other in (1u16..300, 1u16..100),
        keys in proptest::collection::vec(any_key(), 1..16),
    ) {
        let mut session = Session::small().at(width, height);
        let half = keys.len() / 2;
        for (at, key) in keys.into_iter().enumerate() {
            if at == half {
                session.resize(other.0, other.1);
            }
            session.key(key);
        }
    }
}
