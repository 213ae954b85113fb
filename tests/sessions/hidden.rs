//! The hidden screen: at once with a key, by itself when nobody is there, and nothing typed is lost (R-P5, R-S9).

use std::time::Duration;

use kith::tui::settings::Settings;

use super::session::{Session, at_once};

fn hides_soon() -> Session {
    Session::with(Settings { hide_after: Duration::from_millis(1), ..at_once() })
}

fn only_hidden(session: &Session) -> bool {
    session.screen().trim() == "Hidden. Press any key."
}

#[test]
fn nothing_of_anyone_is_left_on_a_screen_that_hid_itself_and_the_next_key_only_shows_it_again() {
    for keys in ["1", "2", "3", "4", "5", "2 Enter", "2 c", "2 Space"] {
        let mut session = hides_soon().press(keys);
        let shown = session.screen();
        std::thread::sleep(Duration::from_millis(2));
        session.does(kith::tui::app::App::idle);
        assert!(only_hidden(&session), "{keys}:\n{}", session.screen());
        let again = session.press("q");
        assert_eq!(again.screen(), shown, "{keys}");
    }
}

#[test]
fn what_was_typed_is_there_again_and_was_kept_meanwhile() {
    let mut session = hides_soon().press("2 n").write("Brighter today.");
    std::thread::sleep(Duration::from_millis(2));
    session.does(kith::tui::app::App::idle);
    assert!(only_hidden(&session));
    let mut again = session.press("Enter");
    assert!(again.screen().contains("Brighter today."), "{}", again.screen());
    assert!(again.does(|app| app.unfinished()).is_some());
}

#[test]
fn a_screen_without_the_setting_never_hides_itself() {
    let mut session = Session::demo().press("2");
    std::thread::sleep(Duration::from_millis(2));
    session.does(kith::tui::app::App::idle);
    assert!(!only_hidden(&session));
}

#[test]
fn a_key_hides_everything_at_once() {
    let session = Session::demo().press("2 Enter Ctrl+T");
    assert!(only_hidden(&session), "{}", session.screen());
}
