//! The palette, the menu, help, find anyone, who did what, drafts offered back.

use kith::clock::Clock;
use kith::domain::entity::Entity;
use kith::domain::id::{FollowUpId, PersonId};
use kith::store::drafts::{Drafts, KeptDraft};
use kith::store::{Actor, Store, Via};
use kith::tui::app::App;
use kith::tui::charset::Charset;
use kith::tui::key::Key;
use kith::tui::request::{FormRequest, Subject};
use kith::tui::settings::Settings;
use kith::tui::theme::{Look, Theme};
use ratatui::layout::Size;

use super::session::{Session, today};

#[test]
fn the_palette_does_anything_by_name_and_shows_its_key() {
    let session = Session::demo().press("2 :").write("rem");
    let screen = session.screen();
    assert!(screen.contains("> Set a reminder: Ada OKONKWO"), "{screen}");
    assert!(session.status().ends_with("Set a reminder: Ada OKONKWO."), "{}", session.status());
    let session = session.press("Enter");
    assert!(session.screen().contains("Set a reminder: OKONKWO, Ada"), "{}", session.screen());
}

#[test]
fn the_palette_opens_in_a_form_and_saves_it() {
    let mut session = Session::demo();
    let ada = PersonId(session.store().find_people("okonkwo", 1).unwrap()[0].person.0);
    session.form(FormRequest::Note { about: Subject::Person(ada) });
    let session = session.write("Rang.").press("Ctrl+P").write("save").press("Enter");
    assert!(session.status().starts_with("Saved: note on Ada"), "{}", session.screen());
}

#[test]
fn what_cannot_be_done_now_says_why_in_the_menu_and_in_the_palette() {
    let session = Session::demo().press("2 /").write("qqqqzz").press("Enter Space c");
    assert!(session.status().contains("nobody in this list"), "{}", session.screen());
    let session = session.press("Esc :").write("log a con");
    assert!(session.screen().contains("(not now:"), "{}", session.screen());
}

#[test]
fn the_menu_takes_the_letters_of_the_keymap() {
    let session = Session::demo().press("2 Space");
    assert!(session.screen().contains("What to do: Ada OKONKWO"), "{}", session.screen());
    let session = session.press("n");
    assert!(session.screen().contains("Write a note: OKONKWO, Ada"), "{}", session.screen());
}

#[test]
fn help_finds_a_key_by_its_words_and_does_it() {
    let session = Session::demo().press("2 ?");
    assert!(session.screen().contains("Help: keys you can use in Queue"), "{}", session.screen());
    let session = session.write("postpone");
    assert!(session.status().contains("Nothing is called so"), "{}", session.status());
    let session = session.press("Ctrl+U").write("note").press("Enter");
    assert!(session.screen().contains("Write a note: OKONKWO, Ada"), "{}", session.screen());
    let session = session.press("Esc ? ?");
    assert!(session.screen().contains("[2 Queue]"), "a question mark closes it again: {}", session.screen());
}

#[test]
fn anyone_is_found_from_anywhere_and_opened() {
    let session = Session::demo().press("5 Ctrl+F").write("okonkwa ada");
    assert!(session.screen().contains("> OKONKWO, Ada (Mrs)"), "{}", session.screen());
    let session = session.press("Enter");
    assert!(session.screen().contains("Born 14 Jul 1945"), "{}", session.screen());
    let session = Session::demo().press("1 Ctrl+F").write("library");
    assert!(session.screen().to_lowercase().contains("> "), "{}", session.screen());
}

#[test]
fn who_did_what_is_read_and_searched() {
    let mut session = Session::demo();
    let ada = PersonId(session.store().find_people("okonkwo", 1).unwrap()[0].person.0);
    session.form(FormRequest::Note { about: Subject::Person(ada) });
    let session = session.write("Rang.").press("Ctrl+S :").write("who did").press("Enter").write("note");
    assert!(session.screen().contains("> Jo Evans added a note: Ada OKONKWO"), "{}", session.screen());
    let session = session.press("Enter");
    assert!(session.screen().contains("It is number"), "{}", session.screen());
}

#[test]
fn no_printable_key_of_a_form_a_list_or_a_question_writes_save_an_explicit_yes() {
    let openers: [fn(&Session) -> FormRequest; 8] = [
        |session| FormRequest::LogContact { person: ada(session), follow_up: None },
        |session| FormRequest::Edit { entity: Entity::Person, id: ada(session).0 },
        |session| FormRequest::Stage { person: ada(session) },
        |session| FormRequest::PutAway { entity: Entity::Person, id: ada(session).0 },
        |_| FormRequest::AddReferral { person: None },
        |_| FormRequest::Give { person: None, asset: None },
        |_| FormRequest::AddMenu,
        |session| FormRequest::TickOff { follow_up: due(session), person: None },
    ];
    for opener in openers {
        for steps in ["", "Tab", "Shift+Tab", "Shift+Tab Shift+Tab", "Enter", "Esc"] {
            let mut session = Session::small();
            let request = opener(&session);
            let newest = |session: &Session| session.store().history(None, 1).unwrap().first().map(|o| o.id);
            let before = newest(&session);
            session.form(request);
            session = session.press(steps);
            for letter in (' '..='~').filter(|letter| *letter != 'y') {
                session.key(Key::Char(letter));
                assert_eq!(newest(&session), before, "{letter} after {steps:?} in {request:?}");
            }
        }
    }
}

fn ada(session: &Session) -> PersonId {
    PersonId(session.store().records_after(Entity::Person, 0, 1).unwrap()[0].id)
}

fn due(session: &Session) -> FollowUpId {
    let all = session.store().records_after(Entity::FollowUp, 0, 100).unwrap();
    FollowUpId(all.iter().find(|record| record.values.text("state") == "open").unwrap().id)
}

fn app(store: Store, drafts: Drafts) -> App {
    let theme = Theme::new(Look::Standard, Charset::Ascii);
    let mut app =
        App::new(store, drafts, Settings::default(), theme, Size { width: 80, height: 24 }).unwrap();
    app.offer_drafts().unwrap();
    app
}

#[test]
fn what_a_dropped_line_left_is_the_first_thing_one_is_asked_about() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("caseload.db");
    let jo = Actor::new("jo", Via::Screen);
    let mut store = Store::create(&path, jo, Clock::on(today())).unwrap();
    let meera =
        kith::domain::entry::Entry::new(Entity::Person).with("given", "Meera").with("family", "Patel");
    let done = store.apply(&kith::domain::change::Change::Add(meera)).unwrap();
    let person = PersonId(done.id_of(Entity::Person).unwrap());
    let mut first = app(store, Drafts::beside(&path).unwrap());
    first.carry_out(kith::tui::effect::Effect::Form(FormRequest::LogContact { person, follow_up: None }));
    for _ in 0..4 {
        first.press(Key::Tab);
    }
    for letter in "Rang".chars() {
        first.press(Key::Char(letter));
    }
    let unfinished = first.unfinished().expect("the desk holds what was typed");
    assert!(unfinished.body.contains("Rang"));
    first.press(Key::Tab);
    drop(first);

    let monday = today().pred_opt().unwrap().and_hms_opt(16, 52, 0).unwrap();
    let drafts = Drafts::open(&path).unwrap();
    let kept = drafts.list("jo").unwrap();
    assert_eq!(kept.len(), 1, "leaving the field kept it");
    let at = Clock::at(monday).stamp();
    drafts.keep(&KeptDraft { at, ..kept[0].clone() }).unwrap();
    let open = || {
        let jo = Actor::new("jo", Via::Screen);
        Store::open(&path, kith::store::open::Mode::ReadWrite, jo, Clock::on(today())).unwrap()
    };
    let mut again = app(open(), drafts);
    let screen = drawn(&again);
    let asked = "You have an unfinished contact with Meera PATEL from Mon 2 Mar 2026, 16:52.";
    assert!(screen.contains(asked), "{screen}");
    again.press(Key::Enter);
    let screen = drawn(&again);
    assert!(screen.contains("Log a contact: PATEL, Meera") && screen.contains("Rang"), "{screen}");
    again.press(Key::Ctrl('s'));
    assert!(drawn(&again).contains("Saved: phone call with Meera PATEL"), "{}", drawn(&again));
    assert!(Drafts::open(&path).unwrap().list("jo").unwrap().is_empty(), "saving ends the draft");
}

fn drawn(app: &App) -> String {
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    let buffer = terminal.backend().buffer().clone();
    let row = |y: u16| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..24).map(|y| row(y).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_keys_of_a_question_are_never_cut_off() {
    for width in [40, 60, 80, 120] {
        let mut session = Session::demo().at(width, 24);
        let ada = PersonId(session.store().find_people("okonkwo", 1).unwrap()[0].person.0);
        session.form(FormRequest::Note { about: Subject::Person(ada) });
        session = session.write("Rang.").press("Esc");
        let status = session.status();
        assert!(["k: keep", "s: ", "t: throw"].iter().all(|key| status.contains(key)), "{width}: {status}");
        session = session.press("k Ctrl+S u");
        let status = session.status();
        assert!(status.contains("n is No") || status.contains("n: no. y: yes."), "{width}: {status}");
    }
}

#[test]
fn the_contact_form_at_80_by_24() {
    let session = Session::demo().press("2 c Tab").write("today 9.10am").press("Tab Tab").write("15");
    let session =
        session.press("Tab").write("Ada answered. Brighter today. Will try the lunch club on Tues 10th.");
    let session = session.press("Tab").write("tue week").press("Tab");
    insta::assert_snapshot!(session.screen());
}

#[test]
fn the_contact_form_at_120_by_40() {
    let session = Session::demo().at(120, 40).press("2 c Tab").write("today 9.10am").press("Tab");
    // What the queue shows around the box is held by the queue's own tests.
    let boxed = session.rows().into_iter().map(|row| row.chars().skip(14).take(92).collect::<String>());
    insta::assert_snapshot!(boxed.skip(3).take(33).collect::<Vec<_>>().join("\n"));
}

#[test]
fn help_at_80_by_24() {
    insta::assert_snapshot!(Session::demo().press("2 ?").screen());
}

#[test]
fn the_palette_at_80_by_24() {
    insta::assert_snapshot!(Session::demo().press("2 :").write("re").screen());
}

#[test]
fn a_pane_that_is_turned_back_to_shows_what_a_colleague_has_saved_meanwhile() {
    use kith::domain::{change::Change, entry::Entry};
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("caseload.db");
    let store = Store::create(&path, Actor::new("jo", Via::Screen), Clock::on(today())).unwrap();
    let mode = kith::store::open::Mode::ReadWrite;
    let mut colleague = Store::open(&path, mode, Actor::new("sam", Via::Screen), Clock::on(today())).unwrap();
    let mut jo = app(store, Drafts::beside(&path).unwrap());
    for name in ["Chess club", "Choir"] {
        jo.press(Key::Char('3'));
        assert!(!drawn(&jo).contains(name), "{}", drawn(&jo));
        jo.press(Key::Char('1'));
        let asset = Entry::new(Entity::Asset).with("name", name).with("kind", "association");
        colleague.apply(&Change::Add(asset.with("status", "active"))).unwrap();
        jo.press(Key::Char('3'));
        assert!(drawn(&jo).contains(name), "{}", drawn(&jo));
        jo.press(Key::Char('1'));
    }
}

#[test]
fn enter_in_the_space_menu_does_what_the_chosen_row_says() {
    let session = Session::demo().at(80, 24).press("2 Enter Space Down Enter");
    assert!(session.screen().contains("Set a reminder: "), "{}", session.screen());
}
