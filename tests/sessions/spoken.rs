//! The screens for those who hear or magnify them: one thing at a time, words instead of marks, two rows for a move (R-A6).

use kith::tui::settings::Settings;
use ratatui::style::Modifier;

use super::session::{Session, at_once};

fn spoken() -> Session {
    Session::with(Settings { speak: true, ..at_once() })
}

#[test]
fn an_arrow_changes_the_row_it_leaves_and_the_row_it_comes_to_and_nothing_else() {
    for keys in ["1", "2", "3", "4", "4 Tab", "2 Enter"] {
        for (width, height) in [(80, 24), (120, 40), (40, 12)] {
            let mut session = spoken().at(width, height).press(keys).press("Down");
            for _ in 0..3 {
                let before = session.rows();
                let from = session.cursor().y;
                session = session.press("Down");
                let to = session.cursor().y;
                let after = session.rows();
                let changed: Vec<usize> = (0..after.len()).filter(|at| before[*at] != after[*at]).collect();
                // A list that scrolls repaints itself: where the cursor was, something else stands then.
                let stands =
                    |rows: &[String]| rows[usize::from(from)].trim_start_matches([' ', '>']).to_owned();
                let scrolled = to <= from || stands(&before) != stands(&after);
                assert!(
                    scrolled || changed == [usize::from(from), usize::from(to)],
                    "{keys} at {width}x{height}: {changed:?}, {from} to {to}"
                );
            }
        }
    }
}

#[test]
fn there_are_no_rules_no_boxes_no_bars_and_nothing_beside_a_list() {
    for keys in ["1", "2", "3 Down", "4", "5", "2 Enter", "2 c", "2 ?", "2 :", "2 Space", "2 u"] {
        let mut session = spoken().at(120, 40).press(keys);
        for row in session.rows() {
            for ruled in ["---", "===", " | ", "+-"] {
                assert!(!row.contains(ruled), "{keys}: {row}");
            }
        }
        let y = session.cursor().y;
        let reversed = session.styles(y).iter().any(|style| style.add_modifier.contains(Modifier::REVERSED));
        let selected = keys.ends_with('c');
        assert!(selected || !reversed, "{keys}: {}", session.row_of_cursor());
        // The heading and the keys at the foot go over the whole width.
        let rows = session.rows();
        let between = rows.get(1..rows.len() - 1).unwrap();
        assert!(between.iter().all(|row| row.chars().count() < 100), "{keys}\n{}", session.screen());
    }
}

#[test]
fn reasons_are_words() {
    let screen = spoken().at(80, 24).press("2 s Down").screen();
    assert!(screen.contains("For: "), "{screen}");
    assert!(!screen.contains(" + "), "{screen}");
    let seen = Session::demo().press("2 s Down").screen();
    assert!(seen.contains("+ ") && !seen.contains("For: "), "{seen}");
}

#[test]
fn what_was_done_is_still_said_in_the_status_sentence() {
    let session = spoken().press("2 i");
    assert!(session.status().contains("first"), "{}", session.status());
}
