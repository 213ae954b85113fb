//! Bytes on the line: what one arrow key costs on every list, with the preview left aside (R-B3, R-B4).

use super::session::Session;

/// Keys that open every list, by name.
pub const LISTS: [(&str, &str); 12] = [
    ("today", "1"),
    ("queue", "2"),
    ("timeline", "2 Enter"),
    ("goals", "2 Enter Tab"),
    ("details", "2 Enter Tab Tab"),
    ("said yes to", "2 Enter Tab Tab Tab Tab"),
    ("assets", "3 Down Up"),
    ("an asset", "3 Down Enter"),
    ("pairs", "4"),
    ("offers", "4 Tab"),
    ("reports", "5"),
    ("rows behind a figure", "5 Down Down Down Enter"),
];

fn dearest_move(width: u16, height: u16, keys: &str) -> usize {
    let mut session = Session::slow().at(width, height).press(keys);
    let mut dearest = 0;
    for _ in 0..2 {
        session = session.press("Down");
        dearest = dearest.max(session.bytes());
    }
    dearest
}

#[test]
fn one_arrow_key_costs_few_bytes_on_every_list() {
    let mut dear = Vec::new();
    for (name, keys) in LISTS {
        for (width, height, most) in [(80, 24, 300), (120, 40, 400)] {
            let bytes = dearest_move(width, height, keys);
            if bytes > most {
                dear.push(format!("{name} at {width}x{height}: {bytes} bytes, {most} allowed"));
            }
        }
    }
    assert!(dear.is_empty(), "{}", dear.join("\n"));
}

#[test]
fn another_screen_costs_no_more_than_a_first_screen_may() {
    for (width, height, most) in [(80, 24, 4_500), (120, 40, 12_000), (200, 50, 18_000)] {
        for (name, keys) in LISTS {
            let session = Session::slow().at(width, height).press(keys);
            assert!(session.bytes() <= most, "{name} at {width}x{height}: {} bytes", session.bytes());
        }
    }
}

#[test]
fn the_person_beside_a_list_is_read_only_when_the_keys_rest() {
    let session = Session::slow().at(120, 40).press("2 Down");
    assert!(session.rows()[2].ends_with("| OKONKWO, Ada (Mrs)"), "{}", session.rows()[2]);
    assert!(session.status().contains("Meera PATEL"), "{}", session.status());
}

#[test]
fn nothing_is_sent_when_nothing_has_changed() {
    for (name, keys) in LISTS {
        let session = Session::demo().press(keys).press("Ctrl+] Ctrl+]");
        assert_eq!(session.bytes(), 0, "{name}");
    }
}
