//! Statements about every screen and form that no single screen's test holds.

use kith::domain::entity::Entity;
use kith::domain::field::Kind;
use kith::tui::charset::Charset;
use kith::tui::request::FormRequest;
use kith::tui::theme::{Look, Role, Theme};

use super::session::Session;

/// Ways to the screens where something needs you.
const WAYS: [&str; 10] =
    ["1", "2", "3", "4", "5", "2 Enter", "2 Enter Tab", "2 Enter Tab Tab", "2 Enter Tab Tab Tab", "2 c"];

#[test]
fn whatever_is_coloured_as_an_alarm_begins_with_its_mark() {
    let alarm = Theme::new(Look::Standard, Charset::Ascii).style(Role::Alarm);
    let mut seen = 0;
    for (width, height) in [(80, 24), (120, 40), (200, 50), (40, 12)] {
        for way in WAYS {
            let session = Session::demo().at(width, height).press(way);
            let rows = session.rows();
            for (y, row) in (0..).zip(&rows) {
                let styles = session.styles(y);
                let is = |x: usize| {
                    styles.get(x).is_some_and(|style| style.bg == alarm.bg && style.fg == alarm.fg)
                };
                let letters: Vec<char> = row.chars().collect();
                for (x, letter) in letters.iter().enumerate() {
                    if is(x) && (x == 0 || !is(x - 1)) {
                        // What is too long for a row goes on in the next, below its own beginning.
                        let above = y > 0 && {
                            let before = session.styles(y - 1);
                            before.get(x).is_some_and(|style| style.bg == alarm.bg && style.fg == alarm.fg)
                                || before.get(x.saturating_sub(2)).is_some_and(|style| style.bg == alarm.bg)
                        };
                        assert!(*letter == '!' || above, "{way} at {width}x{height}: {row}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 20, "hardly anything needs anybody in the sample: {seen}");
}

#[test]
fn a_look_with_a_ground_of_its_own_paints_every_cell_of_every_dialog() {
    for look in [Look::Light, Look::HighContrast] {
        for way in
            ["1", "2 Space", "2 :", "2 ?", "2 c", "2 c Ctrl+D", "2 x", "2 Ctrl+F", "2 Enter Tab Tab", "u"]
        {
            let session = Session::looking(look).at(120, 40).press(way);
            for y in 0..40 {
                for (x, style) in session.styles(y).iter().enumerate() {
                    assert!(
                        style.bg.is_some_and(|bg| bg != ratatui::style::Color::Reset),
                        "{look:?}, {way}: column {x} of row {y} has the terminal's own ground"
                    );
                }
            }
        }
    }
}

#[test]
fn no_step_of_a_form_asks_more_than_nine_things() {
    for entity in Entity::ALL {
        for step in 1..=9 {
            let asked = entity.fields().iter().filter(|field| field.step == step).count();
            assert!(asked <= 9, "{entity:?}, step {step}: {asked}");
        }
    }
}

#[test]
fn gender_pronouns_and_title_are_written_as_people_say_them() {
    for field in ["gender", "pronouns", "title"] {
        let kind = &Entity::Person.field(field).unwrap().kind;
        assert!(matches!(kind, Kind::Line), "{field} is a line of one's own words");
        assert!(!Entity::Person.field(field).unwrap().required);
    }
}

#[test]
fn what_is_known_is_not_asked_again() {
    let mut session = Session::demo().at(80, 24);
    let ada = session.store().find_people("okonkwo", 1).unwrap()[0].person;
    for request in [
        FormRequest::LogContact { person: ada, follow_up: None },
        FormRequest::AddReferral { person: Some(ada) },
        FormRequest::Consent(ada),
        FormRequest::Give { person: Some(ada), asset: None },
    ] {
        session.form(request);
        let screen = session.screen();
        assert!(screen.contains("OKONKWO, Ada") || screen.contains("Ada OKONKWO"), "{request:?}: {screen}");
        for asked in ["Given name", "Family name", "Date of birth", "NHS number  "] {
            assert!(!screen.contains(asked), "{request:?} asks {asked}: {screen}");
        }
        session = session.press("Esc");
    }
}
