//! Names and notes that try to steer a terminal, and sessions that show only plain letters.

use super::{talk, talk_with};
use crate::cli::Home;

#[test]
fn what_people_typed_never_steers_the_terminal() {
    let home = Home::new();
    let hostile =
        "{\"given\":\"A\\u202eda\\u200b\",\"family\":\"O\\u2066Neill\",\"safe_contact\":\"no\\u00advoice\"}";
    home.given(hostile, "add person").fine();
    home.given("line one\nback \u{202e}evil", "note 1").fine();
    let heard =
        talk(&home, "find\no\nneill\n1\ntimeline\nphone\ndetails\nback\nstop\n\u{1b}[2J\u{9b}31mfind");
    for letter in heard.chars() {
        assert!(letter == '\n' || !letter.is_control(), "{letter:?}");
        assert!(!matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{ad}'));
    }
    assert!(heard.contains("<U+202E>"), "{heard}");
}

#[test]
fn a_session_without_utf8_hears_ascii_and_stored_text_is_untouched() {
    let home = Home::new();
    home.given(r#"{"given":"Siân","family":"Ó Briain","preferred":"Siân"}"#, "add person").fine();
    let (_, heard) = talk_with(&home, "plain", &[("LANG", "C")], "find\nsian\n1\nback\nstop");
    assert!(heard.is_ascii(), "{heard}");
    assert!(heard.contains("Si?n ? BRIAIN"), "{heard}");
    assert_eq!(home.kith("show 1 --json").json()["item"]["given"], "Siân");
    let (_, heard) = talk_with(&home, "plain", &[], "find\nsian\n1\nback\nstop");
    assert!(heard.contains("Siân Ó BRIAIN"), "{heard}");
}
