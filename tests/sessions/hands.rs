//! Hands that differ: letters behind Space or off, keys of one's own, the mouse, copying.

use kith::config::Config;
use kith::tui::key::Key;
use kith::tui::keyboard::{Keyboard, Letters};
use kith::tui::mouse::Mouse;
use kith::tui::settings::Settings;

use super::session::{Session, at_once};

fn letters(letters: Letters) -> Session {
    Session::with(Settings { keyboard: Keyboard::default().with_letters(letters), ..at_once() })
}

#[test]
fn letters_behind_space_do_nothing_alone_and_everything_in_the_menu() {
    let mut session = letters(Letters::AfterSpace).press("Space 2");
    let queue = session.screen();
    assert!(queue.contains("[2 Queue]"), "{queue}");
    assert!(queue.contains("Space c log contact"), "the hints say what is pressed:\n{queue}");
    for letter in ('!'..='~').map(Key::Char) {
        session.key(letter);
        assert_eq!(session.screen(), queue, "{letter}");
    }
    let form = session.press("Space c");
    assert!(form.screen().contains("Contact with"), "{}", form.screen());
    let list = letters(Letters::AfterSpace).press("Space 2 Space / ").write("oko");
    assert!(list.screen().contains("Search: oko"), "letters are typed as ever:\n{}", list.screen());
}

#[test]
fn letters_that_are_off_leave_the_palette_and_the_menu() {
    let mut session = letters(Letters::Off);
    let today = session.screen();
    for letter in ('!'..='~').map(Key::Char) {
        session.key(letter);
        assert_eq!(session.screen(), today, "{letter}");
    }
    let queue = session.press("Ctrl+P").write("see the queue").press("Enter");
    assert!(queue.screen().contains("[2 Queue]"), "{}", queue.screen());
    let form = queue.press("Ctrl+P").write("log a contact").press("Enter");
    assert!(form.screen().contains("Contact with"), "{}", form.screen());
}

#[test]
fn keys_of_ones_own_are_in_the_hints_the_menu_the_palette_and_the_help() {
    let mut config = Config::default();
    config.read_text(
        "[keys.queue]\nlog_contact = [\"k\"]\n[keys.everywhere]\nundo = [\"Ctrl+X\"]\n",
        "config.toml",
    );
    let (keyboard, warnings) = Keyboard::of(&config);
    assert_eq!(warnings, Vec::<String>::new());
    let session = |keys: &str| {
        Session::with(Settings { keyboard: keyboard.clone(), ..at_once() }).press("2").press(keys).screen()
    };
    assert!(session("").contains("k log contact"), "{}", session(""));
    assert!(session("Space").contains("> k       Log a contact"), "{}", session("Space"));
    assert!(session("?").contains("> k           log a contact"), "{}", session("?"));
    assert!(session("?").contains("Ctrl+X      undo"), "{}", session("?"));
    assert!(session("k").contains("Contact with"), "{}", session("k"));
}

fn with_mouse() -> Session {
    Session::with(Settings { mouse: true, ..at_once() })
}

#[test]
fn a_press_goes_to_a_row_and_the_next_opens_it() {
    let mut session = with_mouse().press("2");
    let top = session.cursor().y;
    session.does(|app| app.mouse(Mouse::Press(10, top + 4)));
    assert_eq!(session.cursor().y, top + 4);
    assert!(session.status().starts_with("Row 5 of"), "{}", session.status());
    session.does(|app| app.mouse(Mouse::Press(30, top + 4)));
    assert!(session.screen().contains("Timeline"), "{}", session.screen());
}

#[test]
fn the_wheel_moves_three_rows_and_a_press_on_a_tab_opens_its_pane() {
    let mut session = with_mouse().press("2");
    session.does(|app| app.mouse(Mouse::Down));
    assert!(session.status().starts_with("Row 4 of"), "{}", session.status());
    session.does(|app| app.mouse(Mouse::Up));
    assert!(session.status().starts_with("Row 1 of"), "{}", session.status());
    let first = session.rows()[0].clone();
    for name in ["Today", "Assets", "Give and take", "Reports", "Queue"] {
        let x = first.find(name).unwrap();
        session.does(|app| app.mouse(Mouse::Press(u16::try_from(x).unwrap() + 1, 0)));
        assert!(session.rows()[0].contains(&format!("{name}]")), "{name}: {}", session.rows()[0]);
    }
}

#[test]
fn cards_of_several_lines_fields_and_picked_rows_are_pointed_at() {
    let mut assets = with_mouse().press("3 Down Up");
    let from = assets.cursor().y;
    assets.does(|app| app.mouse(Mouse::Press(5, from + 7)));
    let to = assets.cursor().y;
    assert!(to > from && to <= from + 7, "{from} {to}:\n{}", assets.screen());
    let mut form = with_mouse().press("2 c");
    let first = form.cursor().y;
    form.does(|app| app.mouse(Mouse::Press(30, first + 4)));
    assert!(form.cursor().y > first, "{}", form.screen());
    let mut menu = with_mouse().press("2 Space");
    let first = menu.cursor().y;
    menu.does(|app| app.mouse(Mouse::Press(5, first + 2)));
    assert_eq!(menu.cursor().y, first + 2);
}

#[test]
fn a_mouse_that_nobody_asked_for_does_nothing() {
    let mut session = Session::demo().press("2");
    let before = session.screen();
    for mouse in [Mouse::Down, Mouse::Press(5, 8), Mouse::Press(2, 0)] {
        session.does(|app| app.mouse(mouse));
        assert_eq!(session.screen(), before, "{mouse:?}");
    }
}

#[test]
fn what_is_copied_is_said_and_where_no_clipboard_is_known_it_is_shown_to_select() {
    let mut session = Session::with(Settings { copies: true, ..at_once() }).press("2 Enter y");
    let copied = session.does(kith::tui::app::App::take_copied);
    assert!(copied.is_some_and(|text| !text.is_empty() && text.len() <= 4096));
    assert!(session.status().starts_with("Copied: "), "{}", session.status());
    let mut shown = Session::demo().press("2 Enter y");
    assert_eq!(shown.does(kith::tui::app::App::take_copied), None);
    assert!(shown.screen().contains("select") || shown.screen().contains("drag"), "{}", shown.screen());
}
