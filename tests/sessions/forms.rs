//! Forms in sessions: each opens, saves and is undone; what is wrong is said; nothing typed is lost.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::id::{AssetId, ConnectionId, FollowUpId, PersonId};
use kith::store::Store;
use kith::tui::key::Key;
use kith::tui::request::{FormRequest, Subject};

use super::session::{Session, today};

/// The person of the sample that the mock-ups show.
fn ada(store: &Store) -> PersonId {
    store.find_people("okonkwo", 1).unwrap()[0].person
}

fn asset(store: &Store) -> AssetId {
    AssetId(store.records_after(Entity::Asset, 0, 1).unwrap()[0].id)
}

fn open_reminder(store: &Store) -> FollowUpId {
    let all = store.records_of(Entity::FollowUp, "person_id", ada(store).0).unwrap();
    FollowUpId(all.iter().find(|record| record.values.text("state") == "open").unwrap().id)
}

/// Everything the caseload holds, as one number of operations and a count of each kind.
fn state(store: &Store) -> (i64, Vec<i64>) {
    let newest = store.history(None, 1).unwrap().first().map_or(0, |operation| operation.id.0);
    (newest, Entity::ALL.iter().map(|entity| store.count(*entity).unwrap()).collect())
}

/// Opens a form, does what the closure says, saves, and takes it back; the counts are as before.
fn saved_and_undone(
    request: FormRequest,
    fill: impl Fn(Session) -> Session,
    entity: Entity,
    more: i64,
    said: &str,
) {
    let mut session = Session::demo();
    let count = session.store().count(entity).unwrap();
    session.form(request);
    let session = fill(session).press("Ctrl+S");
    assert!(session.status().contains(said), "{request:?}: {}\n{}", session.status(), session.screen());
    assert_eq!(session.store().count(entity).unwrap(), count + more, "{request:?}");
    let session = session.press("u y");
    assert!(session.status().starts_with("Undone"), "{request:?}: {}", session.status());
    assert_eq!(session.store().count(entity).unwrap(), count, "{request:?} undone");
}

#[test]
fn a_contact_is_logged_with_the_next_reminder_and_clears_the_one_that_was_due() {
    let mut session = Session::demo();
    let store = session.store();
    let (ada, due) = (ada(store), open_reminder(store));
    session.form(FormRequest::LogContact { person: ada, follow_up: Some(due) });
    let session = session
        .press("Tab")
        .write("today 9.10am")
        .press("Tab 1 Tab")
        .write("15")
        .press("Tab")
        .write("Brighter today.")
        .press("Tab")
        .write("tue week")
        .press("Tab")
        .write("Meet Ada at lunch club door")
        .press("Ctrl+S");
    assert_eq!(
        session.status(),
        "Saved: phone call, Ada OKONKWO. Reminder Tue 10 Mar 2026. Press u to undo."
    );
    let record = session.store().needed(Entity::FollowUp, due.0).unwrap();
    assert_eq!(record.values.text("state"), "done");
    let contacts = session.store().records_of(Entity::Contact, "person_id", ada.0).unwrap();
    let newest = &contacts.last().unwrap().values;
    assert_eq!((newest.text("happened_at"), newest.number("minutes")), ("09:10", Some(15)));
    assert_eq!(newest.text("note"), "Brighter today.");
    let session = session.press("u y");
    let record = session.store().needed(Entity::FollowUp, due.0).unwrap();
    assert_eq!(record.values.text("state"), "open", "one undo takes the whole of it back");
}

#[test]
fn each_form_saves_and_is_undone() {
    let session = Session::demo();
    let store = session.store();
    let (ada, asset, due) = (ada(store), asset(store), open_reminder(store));
    drop(session);
    let about = Subject::Person(ada);
    let words = |text: &'static str| move |session: Session| session.write(text);
    saved_and_undone(
        FormRequest::Remind { about },
        |session| session.write("fri 2pm").press("Tab").write("Ring"),
        Entity::FollowUp,
        1,
        "Saved: reminder about Ada OKONKWO, Fri 6 Mar 2026.",
    );
    saved_and_undone(
        FormRequest::Note { about },
        words("Her sister visits on Sundays."),
        Entity::Note,
        1,
        "Saved: note on Ada",
    );
    saved_and_undone(
        FormRequest::Note { about: Subject::Asset(asset) },
        words("Rang."),
        Entity::Note,
        1,
        "Saved: note",
    );
    saved_and_undone(
        FormRequest::Offer { subject: Some(about) },
        words("Jam"),
        Entity::Offer,
        1,
        "Saved: offer of Ada OKONKWO.",
    );
    saved_and_undone(
        FormRequest::Ask { subject: Some(about) },
        words("Company at meals"),
        Entity::Ask,
        1,
        "Saved: wish of Ada OKONKWO.",
    );
    saved_and_undone(
        FormRequest::Asked(ada),
        |session| session.press("Tab 1 Tab Tab").write("Cooking lessons"),
        Entity::Asked,
        1,
        "Saved: Ada OKONKWO was asked (offered something).",
    );
    saved_and_undone(
        FormRequest::Consent(ada),
        |session| session.press("2 Tab 1"),
        Entity::Consent,
        1,
        "Saved: what Ada OKONKWO said.",
    );
    saved_and_undone(
        FormRequest::Rung { person: ada, asset: None },
        |session| session.press("Tab 3"),
        Entity::Rung,
        1,
        "Saved: Ada OKONKWO is a participant.",
    );
    saved_and_undone(
        FormRequest::Connect { person: ada, asset },
        |session| session.press("2"),
        Entity::Connection,
        1,
        "suggested.",
    );
    saved_and_undone(
        FormRequest::AddAsset,
        words("Knit and natter"),
        Entity::Asset,
        1,
        "Saved: Knit and natter",
    );
    saved_and_undone(
        FormRequest::AddPerson,
        |session| session.write("Zebedee").press("Tab").write("Quist"),
        Entity::Person,
        1,
        "Saved: Zebedee QUIST is in the caseload.",
    );
    saved_and_undone(
        FormRequest::AddReferral { person: None },
        |session| session.write("Zebedee").press("Tab").write("Quist"),
        Entity::Referral,
        1,
        "Saved: referral of Zebedee QUIST.",
    );
    saved_and_undone(
        FormRequest::AddReferral { person: Some(ada) },
        |session| session.press("Tab Tab").write("Lonely since the move"),
        Entity::Referral,
        1,
        "Saved: referral of Ada OKONKWO.",
    );
    saved_and_undone(
        FormRequest::PutAway { entity: Entity::Asset, id: asset.0 },
        |session| session.press("1"),
        Entity::Asset,
        -1,
        "Put away:",
    );
    saved_and_undone(
        FormRequest::Later(due),
        |session| session.write("10 mar"),
        Entity::FollowUp,
        0,
        "Moved to Tue 10 Mar 2026:",
    );
    saved_and_undone(
        FormRequest::Stage { person: ada },
        |session| session.press("9 Tab 2"),
        Entity::Referral,
        0,
        "Saved: Ada OKONKWO is now closed.",
    );
    saved_and_undone(
        FormRequest::Edit { entity: Entity::Person, id: ada.0 },
        |session| session.press("Tab Tab Ctrl+U").write("Addy"),
        Entity::Person,
        0,
        "Saved: details of Ada OKONKWO.",
    );
}

#[test]
fn a_give_is_recorded_between_two_who_are_looked_for() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    let before = store.count(Entity::Exchange).unwrap();
    session.form(FormRequest::Give { person: Some(ada), asset: None });
    let session =
        session.press("Enter").write("patel").press("Enter Tab").write("A pot of soup").press("Ctrl+S");
    assert!(session.status().starts_with("Saved: Ada OKONKWO gave to Meera PATEL."), "{}", session.screen());
    assert_eq!(session.store().count(Entity::Exchange).unwrap(), before + 1);
}

#[test]
fn a_connection_changes_its_state_and_says_why_it_ended() {
    let mut session = Session::demo();
    let store = session.store();
    let all = store.records_after(Entity::Connection, 0, 200).unwrap();
    let open = all.iter().find(|record| record.values.text("state") == "attending").unwrap();
    let id = open.id;
    session.form(FormRequest::StageConnection(ConnectionId(id)));
    let session =
        session.press("Enter").write("stopped").press("Enter Tab Tab").write("Moved house").press("Ctrl+S");
    assert!(session.status().starts_with("Saved as stopped:"), "{}", session.screen());
    let record = session.store().needed(Entity::Connection, id).unwrap();
    assert_eq!((record.values.text("state"), record.values.text("reason_ended")), ("stopped", "Moved house"));
}

#[test]
fn what_was_put_away_is_brought_back_after_a_question() {
    let mut session = Session::demo();
    let store = session.store();
    let asset = asset(store);
    session.form(FormRequest::PutAway { entity: Entity::Asset, id: asset.0 });
    let mut session = session.press("2 Ctrl+S");
    session.form(FormRequest::BringBack { entity: Entity::Asset, id: asset.0 });
    let session = session.press("y");
    assert!(session.status().starts_with("Brought back:"), "{}", session.screen());
    assert_eq!(session.store().needed(Entity::Asset, asset.0).unwrap().put_away_on, None);
}

#[test]
fn ticking_off_asks_how_it_went_and_writes_only_after_a_yes() {
    let mut session = Session::demo();
    let store = session.store();
    let due = open_reminder(store);
    let before = state(store);
    session.form(FormRequest::TickOff { follow_up: due, person: None });
    assert!(session.screen().contains("How did it go?"));
    let session = session.press("2");
    assert_eq!(state(session.store()), before, "a question, not a change");
    let session = session.press("y");
    assert!(session.status().starts_with("Ticked off: Ada OKONKWO"), "{}", session.status());
    let mut session = session.press("u y");
    session.form(FormRequest::TickOff { follow_up: due, person: None });
    let session = session.press("1");
    assert!(session.screen().contains("Log a contact: OKONKWO, Ada (Mrs)"), "{}", session.screen());
}

#[test]
fn what_is_wrong_is_said_at_the_answer_and_in_the_status_and_nothing_is_lost() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    let before = state(store);
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    let mut session = session
        .press("Tab")
        .write("31 feb")
        .press("Tab Tab")
        .write("long")
        .press("Tab")
        .write("Kept")
        .press("Ctrl+S");
    assert_eq!(state(session.store()), before);
    assert!(
        session.status().starts_with("Not saved yet. 2 answers to put right. When:"),
        "{}",
        session.status()
    );
    let screen = session.screen();
    assert!(screen.contains("! How long must be a whole number from 0 to 1440."), "{screen}");
    assert!(screen.contains("Kept") && screen.contains("31 feb"), "{screen}");
    assert!(session.row_of_cursor().contains("31 feb"), "the focus is on the first of them");
}

#[test]
fn leaving_asks_first_and_every_answer_but_throwing_away_keeps_what_was_typed() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    let request = FormRequest::LogContact { person: ada, follow_up: None };
    session.form(request);
    let session = session.press("Esc");
    assert!(!session.screen().contains("Log a contact"), "nothing was typed, so it just closes");
    let mut session = session;
    session.form(request);
    let session = session.press("Tab Tab Tab Tab").write("Brighter today").press("Esc");
    assert!(session.status().contains("is not saved"), "{}", session.status());
    let session = session.press("Enter");
    assert!(session.screen().contains("Brighter today"), "Enter keeps editing");
    let session = session.press("Esc k");
    assert!(session.screen().contains("Brighter today"), "k keeps editing");
    let session = session.press("Ctrl+C s");
    assert_eq!(session.status(), "Your contact with Ada OKONKWO is kept as a draft.");
    let session = session.press("q");
    assert!(session.status().contains("is not finished"), "leaving asks: {}", session.status());
    let session = session.press("n");
    let mut session = session;
    session.form(request);
    assert!(session.screen().contains("You began this on Tue 3 Mar 2026"), "{}", session.screen());
    let session = session.press("Enter");
    assert!(session.screen().contains("Brighter today"), "it comes back: {}", session.screen());
    let mut session = session.press("Esc t");
    session.form(request);
    assert!(!session.screen().contains("You began this"), "thrown away is gone");
}

#[test]
fn a_saved_form_leaves_no_draft_behind() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::Note { about: Subject::Person(ada) });
    let mut session = session.write("Rang.").press("Tab Ctrl+S");
    assert!(session.status().starts_with("Saved: note"));
    session.form(FormRequest::Note { about: Subject::Person(ada) });
    assert!(!session.screen().contains("You began this"), "{}", session.screen());
}

#[test]
fn choices_open_a_list_that_is_picked_from_by_number_or_by_typing() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::AddReferral { person: Some(ada) });
    let session = session.press("Tab Enter").write("pharm");
    assert!(session.screen().contains("> Pharmacy"), "{}", session.screen());
    let session = session.press("Enter");
    assert!(session.status().contains("From. Pharmacy."), "{}", session.status());
    let mut session = session.press("Esc t");
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    let session = session.press("Enter 3");
    assert!(session.status().contains("How. Home visit."), "{}", session.status());
    let session = session.press("Right Right v");
    assert!(session.status().contains("How. Video."), "{}", session.status());
}

#[test]
fn several_choices_are_switched_with_space_and_enter_is_done() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::Offer { subject: Some(Subject::Person(ada)) });
    let session = session.press("Tab Tab Enter Down Space").write("cook").press("Space Enter");
    assert!(session.screen().contains("Music and singing, Cooking"), "{}", session.screen());
}

#[test]
fn a_date_is_selected_when_it_is_entered_and_plus_and_the_calendar_move_it() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    let session = session.press("Tab - -");
    assert!(session.screen().contains("= Sun 1 Mar 2026"), "{}", session.screen());
    let session = session.press("Ctrl+D");
    assert!(
        session.screen().contains("March 2026") && session.screen().contains("Mon  Tue"),
        "{}",
        session.screen()
    );
    let session = session.press("Up Enter");
    assert!(session.screen().contains("= Sun 22 Feb 2026"), "{}", session.screen());
    let session = session.press("- +");
    assert!(session.screen().contains("= Sun 22 Feb 2026"), "{}", session.screen());
    let session = session.press("Ctrl+U").write("3-3");
    assert!(session.screen().contains("= Tue 3 Mar 2026"), "a minus is typed where the date is not selected");
}

#[test]
fn the_bigger_editor_gives_its_text_back() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::Note { about: Subject::Person(ada) });
    let session = session.write("One.").press("Ctrl+E Enter").write("Two.").press("Esc");
    assert!(session.screen().contains("Write a note: OKONKWO"), "{}", session.screen());
    let session = session.press("Ctrl+S");
    let notes = session.store().records_of(Entity::Note, "person_id", ada.0).unwrap();
    assert_eq!(notes.last().unwrap().values.text("text"), "One.\nTwo.");
}

#[test]
fn help_about_a_field_says_how_to_answer_it() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    let session = session.press("Tab F1");
    assert!(session.screen().contains("today 9.10am"), "{}", session.screen());
    let session = session.press("Esc");
    assert!(session.screen().contains("Log a contact"));
}

#[test]
fn somebody_who_is_there_already_is_seen_while_a_person_is_added() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    let record = store.needed(Entity::Person, ada.0).unwrap();
    let born = record.values.text("date_of_birth").to_owned();
    let before = store.count(Entity::Person).unwrap();
    session.form(FormRequest::AddReferral { person: None });
    let session = session.write("Ada").press("Tab").write("Okonkwo").press("Tab").write(&born).press("Tab");
    assert!(session.screen().contains("is in the caseload already."), "{}", session.screen());
    let session = session.press("Ctrl+S");
    assert!(session.status().contains("Ada OKONKWO is here already. Enter: Use Ada"), "{}", session.status());
    let session = session.press("Enter");
    assert!(session.screen().contains("Add a referral: Ada OKONKWO"), "{}", session.screen());
    let session = session.press("Ctrl+S");
    assert!(session.status().starts_with("Saved: referral of Ada OKONKWO."), "{}", session.screen());
    assert_eq!(session.store().count(Entity::Person).unwrap(), before, "nobody was added twice");
}

#[test]
fn two_of_one_name_are_told_apart_on_the_form() {
    let mut session = Session::demo();
    session.form(FormRequest::AddPerson);
    let session = session.write("Ada").press("Tab").write("Okonkwo").press("Tab Tab").write("2 5 1951");
    let mut session = session.press("Ctrl+S Ctrl+S");
    assert!(session.status().starts_with("Saved: Ada OKONKWO"), "{}", session.screen());
    let people = session.store().records_after(Entity::Person, 0, 500).unwrap();
    let person = PersonId(people.last().unwrap().id);
    session.form(FormRequest::LogContact { person, follow_up: None });
    assert!(session.screen().contains("! There is another Ada OKONKWO, born"), "{}", session.screen());
}

#[test]
fn a_colleagues_change_is_shown_beside_ones_own_and_neither_is_lost() {
    let mut session = Session::demo();
    let ada = ada(session.store());
    session.form(FormRequest::Edit { entity: Entity::Person, id: ada.0 });
    let mut session = session.press("Tab Tab Ctrl+U").write("Addy");
    let mut sam = session.colleague();
    let before = sam.needed(Entity::Person, ada.0).unwrap().values;
    let after = kith::domain::entry::Values::new().with("preferred", "Mrs O");
    sam.apply(&Change::Edit { entity: Entity::Person, id: ada.0, before, after }).unwrap();
    session.key(Key::Ctrl('s'));
    assert!(session.status().starts_with("Sam Okoro changed Likes to be called"), "{}", session.status());
    let screen = session.screen();
    assert!(screen.contains("Addy") && screen.contains("! A colleague has saved: Mrs O"), "{screen}");
    let session = session.press("Ctrl+S");
    assert!(session.status().starts_with("Saved: details"), "saving again keeps mine: {}", session.screen());
    let record = session.store().needed(Entity::Person, ada.0).unwrap();
    assert_eq!(record.values.text("preferred"), "Addy");
}

#[test]
fn the_day_of_every_session_is_the_day_of_the_form() {
    let mut session = Session::demo();
    let store = session.store();
    let ada = ada(store);
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    let shown = kith::domain::when::show_day(today());
    assert!(session.screen().contains(&format!("= {shown}")), "{}", session.screen());
}

#[test]
fn a_colleagues_words_can_be_taken_instead() {
    let mut session = Session::demo();
    let ada = ada(session.store());
    session.form(FormRequest::Edit { entity: Entity::Person, id: ada.0 });
    let session = session.press("Tab Tab Ctrl+U").write("Addy");
    let mut sam = session.colleague();
    let before = sam.needed(Entity::Person, ada.0).unwrap().values;
    let after = kith::domain::entry::Values::new().with("preferred", "Mrs O");
    sam.apply(&Change::Edit { entity: Entity::Person, id: ada.0, before, after }).unwrap();
    let session = session.press("Ctrl+S Esc k");
    let session = session.press("PgDn PgUp Shift+Tab Shift+Tab Shift+Tab");
    assert!(
        session.screen().contains("> [ Use theirs ]") || session.screen().contains(">[ Use theirs ]"),
        "{}",
        session.screen()
    );
    let session = session.press("Enter");
    assert!(session.screen().contains("Mrs O") && !session.screen().contains("Addy"), "{}", session.screen());
}

#[test]
fn the_hardware_cursor_is_on_the_focus_at_every_stop_of_every_form() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        for form in 0..4 {
            let mut session = Session::demo().at(width, height);
            let ada = ada(session.store());
            session.form(match form {
                0 => FormRequest::LogContact { person: ada, follow_up: None },
                1 => FormRequest::Edit { entity: Entity::Person, id: ada.0 },
                2 => FormRequest::AddAsset,
                _ => FormRequest::Give { person: Some(ada), asset: None },
            });
            for step in 0..16 {
                let at = session.cursor();
                let row = session.row_of_cursor();
                let before: String = row.chars().take(usize::from(at.x)).collect();
                assert!(before.contains('>'), "form {form}, stop {step} at {width}x{height}: {row:?} {at:?}");
                session = session.press("Tab");
            }
        }
    }
}

#[test]
fn a_letter_in_a_form_costs_few_bytes() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut session = Session::slow().at(width, height);
        let ada = ada(session.store());
        session.form(FormRequest::LogContact { person: ada, follow_up: None });
        session = session.press("Tab Tab Tab Tab").write("Brighter tod");
        for letter in "ay. Will".chars() {
            session.key(Key::Char(letter));
            assert!(session.bytes() <= 120, "{} bytes at {width}x{height}", session.bytes());
        }
    }
}

#[test]
fn an_answer_with_letters_that_cannot_be_shown_is_not_edited() {
    // Sessions of these tests have an ASCII theme.
    let mut session = Session::demo();
    let sian = session.store().find_people("sian jones", 1).unwrap()[0].person;
    session.form(FormRequest::Edit { entity: Entity::Person, id: sian.0 });
    let session = session.write("x");
    assert!(session.status().contains("letters that this session cannot show"), "{}", session.status());
    let session = session.press("Tab Ctrl+U").write("Morgan").press("Ctrl+S");
    assert!(session.status().starts_with("Saved: details"), "{}", session.screen());
    let record = session.store().needed(Entity::Person, sian.0).unwrap();
    assert_eq!(record.values.text("given"), "Si\u{e2}n", "what cannot be shown is untouched");
}
