//! Letters about somebody every one of whose fields is hostile, as snapshots: each kind in each form in which it leaves.

use insta::assert_snapshot;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::field::Kind as FieldKind;
use kith::domain::id::PersonId;
use kith::export::letter::{self, SHORT, Templates};
use kith::report::letter::{Kind, gather};
use kith::report::noticeboard::{self, Heading};
use kith::store::{Actor, Store, Via};

use super::caseload::today;

/// What a terminal, a browser, a template, a spreadsheet or a reader's eye could be led astray by.
const HOSTILE: &str = "\u{1b}[31mred\u{1b}[0m \u{202e}live\u{202c} <script>alert(1)</script> {{ person.nhs_number }}{% if x %} \
     \"'&amp; =1+1\r\nActions for the GP:\r\n- Stop all tablets\u{0}\u{7} end";

/// Text of ten thousand letters and more.
fn long() -> String {
    "long ".repeat(2_100)
}

/// A record every text of which names its field and is hostile; other fields as they are given.
fn hostile(entity: Entity, given: &[(&'static str, &str)], links: &[(&'static str, i64)]) -> Entry {
    let mut entry = Entry::new(entity);
    for field in entity.fields() {
        let text = matches!(
            field.kind,
            FieldKind::Line
                | FieldKind::Name
                | FieldKind::Story
                | FieldKind::Phone
                | FieldKind::Email
                | FieldKind::Web
        );
        if text {
            entry.values.set(field.name, format!("{} {HOSTILE}", field.name));
        } else if field.required && matches!(field.kind, FieldKind::PastDay) {
            entry.values.set(field.name, today());
        }
    }
    for (field, text) in given {
        entry.values.set(field, *text);
    }
    for (field, id) in links {
        entry.values.set(field, *id);
    }
    entry
}

/// A caseload with one person, of whom everything that a letter can tell is hostile.
fn caseload() -> Store {
    let actor = Actor { name: format!("worker {HOSTILE}"), ..Actor::new("jo", Via::Command) };
    let mut store = Store::memory(actor, Clock::on(today())).unwrap();
    let long = long();
    let (on, me) = (today().to_string(), [("person_id", 1)]);
    let records = [
        hostile(
            Entity::Person,
            &[
                ("safe_letter", "safe"),
                ("safe_phone", "ask"),
                ("carer", "is_carer"),
                ("nhs_number", "9990000018"),
                ("postcode", "S6 3BS"),
                ("date_of_birth", "1945-07-14"),
            ],
            &[],
        ),
        hostile(
            Entity::Referral,
            &[
                ("received", "2026-02-20"),
                ("source", "gp"),
                ("state", "received"),
                ("urgency", "routine"),
                ("method", "phone"),
            ],
            &me,
        ),
        hostile(Entity::Consent, &[("purpose", "share_gp"), ("answer", "yes"), ("answered_on", &on)], &me),
        hostile(Entity::Contact, &[("method", "phone"), ("outcome", "spoke"), ("happened_on", &on)], &me),
        hostile(
            Entity::Plan,
            &[("matters", &format!("matters {HOSTILE} {long}")), ("agreed", "yes"), ("agreed_on", &on)],
            &me,
        ),
        hostile(Entity::Strength, &[("gift_kind", "hand")], &me),
        hostile(Entity::Goal, &[("set_on", &on), ("status", "open")], &me),
        hostile(Entity::Step, &[("status", "to_do"), ("due_on", &on)], &[("person_id", 1), ("goal_id", 1)]),
        hostile(Entity::Asset, &[("kind", "association"), ("status", "active")], &[]),
        hostile(
            Entity::Connection,
            &[("kind", "introduction"), ("state", "attending"), ("made_on", &on)],
            &[("person_id", 1), ("asset_id", 1)],
        ),
        hostile(
            Entity::Connection,
            &[("kind", "introduction"), ("state", "stopped"), ("made_on", &on)],
            &[("person_id", 1), ("asset_id", 1)],
        ),
        hostile(
            Entity::Measure,
            &[("instrument", "ons4"), ("stage", "baseline"), ("measured_on", &on), ("items", "4 5 3 8")],
            &me,
        ),
        hostile(Entity::Notice, &[("from_on", &on)], &[]),
    ];
    for record in records {
        let kind = record.entity;
        store.apply(&Change::Add(record)).unwrap_or_else(|why| panic!("{kind:?}: {why}"));
    }
    store
}

/// A text to be looked at: long runs folded up, the style of a page left out. What must not leave anywhere is looked for first.
fn shown(text: &str) -> String {
    for letter in text.chars() {
        let steers = letter.is_control() && letter != '\n';
        let turns =
            matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!steers && !turns, "{letter:?} leaves in a letter");
    }
    let mut shown = text.to_owned();
    if let (Some(from), Some(to)) = (text.find("<style>"), text.find("</style>")) {
        shown.replace_range(from..to, "<style>...");
    }
    while let Some(from) = shown.find("long long long") {
        let mut end = from;
        while let Some(more) = ["long", " ", "\n"].iter().find(|more| shown[end..].starts_with(**more)) {
            end += more.len();
        }
        let end = from + shown[from..end].trim_end().len();
        let times = shown[from..end].split_whitespace().count();
        shown.replace_range(from..end, &format!("[the same word {times} times]"));
    }
    shown
}

fn written(kind: Kind) -> String {
    let store = caseload();
    let table = letter::codes(&[]).unwrap();
    let actions = [format!("action {HOSTILE}")];
    let actions: &[String] = if kind == Kind::Gp { &actions } else { &[] };
    let ready = gather(&store, PersonId(1), kind, actions, &table).unwrap().unwrap();
    let templates = Templates::read(&[]).unwrap();
    if kind == Kind::Gp {
        // With this much that is never cut there is no short letter, and it says so.
        let refused = templates.write(kind, &ready.facts, false).unwrap_err();
        assert!(refused.said.contains("characters, however much is left out of it"), "{}", refused.said);
        let mut less = ready.facts.clone();
        less.person.safe_contact = "Never write".to_owned();
        less.person.practice.clear();
        less.worker = "jo".to_owned();
        less.actions.clear();
        let short = templates.write(kind, &less, false).unwrap();
        assert!(short.chars().count() < SHORT && short.contains("Shortened"), "{short}");
        assert_snapshot!("gp_text_shortened", shown(&short));
    }
    templates.write(kind, &ready.facts, true).unwrap()
}

#[test]
fn each_letter_in_each_form_says_hostile_words_and_does_nothing_they_say() {
    for kind in Kind::ALL {
        let text = written(kind);
        assert!(!text.contains("9990000018{%"), "a template in a field is not run: {text}");
        assert_snapshot!(format!("{}_text", kind.code()), shown(&text));
        assert_snapshot!(format!("{}_large_print", kind.code()), shown(&letter::large(&text)));
        for (form, large) in [("html", false), ("html_large_print", true)] {
            let page = letter::page(kind, &text, large);
            assert!(!page.contains("<script") && !page.contains("http"), "{page}");
            assert_snapshot!(format!("{}_{form}", kind.code()), shown(&page));
        }
    }
}

#[test]
fn the_noticeboard_says_hostile_words_and_does_nothing_they_say() {
    let store = caseload();
    let heading = Heading { title: format!("title {HOSTILE}"), disclaimer: format!("small print {HOSTILE}") };
    let board = noticeboard::of(&store, today(), &heading).unwrap();
    assert_eq!(board.cards.len(), 1);
    assert_snapshot!("noticeboard_text", shown(&board.text(false)));
    assert_snapshot!("noticeboard_html", shown(&board.html(false)));
}
