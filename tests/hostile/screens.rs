//! Every screen of the hostile caseload, at 80 by 24 and at 120 by 40: panes, records, forms and dialogs.

use kith::domain::entity::Entity;
use kith::domain::id::{AssetId, ConnectionId, ContactId, FollowUpId, PersonId, ReferralId};
use kith::tui::backend::Lean;
use kith::tui::charset::Charset;
use kith::tui::command::Command;
use kith::tui::effect::Effect;
use kith::tui::keymap::{KEYLESS, KEYMAP};
use kith::tui::request::{FormRequest, Subject, Which};
use kith::tui::screen::Pane;
use ratatui::backend::Backend as _;
use ratatui::buffer::Cell;
use ratatui::layout::Size;

use super::line::{Output, off_the_list};
use super::walk::Walk;
use super::{HOSTILE, text};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A walk in each size.
fn walks() -> impl Iterator<Item = Walk> {
    SIZES.into_iter().map(|(width, height)| Walk::new(width, height, Charset::Utf8))
}

fn shows_what_is_hostile(walk: &Walk, share: usize) {
    assert!(
        walk.marked * 100 >= walk.frames * share,
        "{} of {} frames show a marker",
        walk.marked,
        walk.frames
    );
}

#[test]
fn the_walk_would_catch_each_hostile_text_that_a_screen_drew_raw() {
    for hostile in HOSTILE {
        let mut line = Lean::new(Size::new(80, 24), Charset::Utf8);
        let cells: Vec<Cell> = hostile.chars().map(|letter| symbol(&letter.to_string())).collect();
        line.draw((0..).zip(&cells).map(|(x, cell)| (x, 3, cell))).unwrap();
        let bytes = line.take();
        assert!(off_the_list(&bytes, Output::Frame).is_some(), "{hostile:?} was not noticed");
    }
}

fn symbol(text: &str) -> Cell {
    let mut cell = Cell::default();
    cell.set_symbol(text);
    cell
}

#[test]
fn no_pane_sends_anything_hostile() {
    let in_ascii = std::iter::once_with(|| Walk::new(80, 24, Charset::Ascii));
    for mut walk in walks().chain(in_ascii) {
        walk.press("Down Enter Esc Esc");
        for pane in Pane::ALL {
            walk.carry_out(Effect::Go(pane));
            for _ in 0..5 {
                walk.press("Tab Down Down Down Down Down Down End PageUp Home Down");
                walk.press("f Down Enter o i Esc y Esc Space Esc / a Enter Esc / Esc");
                walk.press("/");
                walk.paste(&text(walk.frames));
                walk.press("Enter Esc Esc");
                walk.press("Enter Down Down PageDown Tab Down Esc");
            }
        }
        shows_what_is_hostile(&walk, 60);
    }
}

#[test]
fn no_record_of_a_person_or_an_asset_sends_anything_hostile() {
    for (mut walk, first) in walks().zip(1..) {
        for id in (first..=i64::try_from(HOSTILE.len()).unwrap()).step_by(2) {
            for effect in [Effect::Person(PersonId(id)), Effect::Asset(AssetId(id))] {
                walk.carry_out(Effect::Go(Pane::Queue));
                walk.carry_out(effect);
                for _ in 0..5 {
                    walk.press("Down Enter PageDown Esc y Esc Tab");
                }
            }
            walk.carry_out(Effect::Go(Pane::Queue));
            walk.carry_out(Effect::SuggestTo(PersonId(id)));
            walk.press("Down Down i Esc Enter Esc");
        }
        shows_what_is_hostile(&walk, 80);
    }
}

#[test]
fn no_command_sends_anything_hostile_wherever_it_is_asked_for() {
    let mut commands: Vec<Command> = KEYMAP.iter().map(|row| row.command).collect();
    commands.extend(KEYLESS.iter().map(|(_, command)| *command));
    commands.sort();
    commands.dedup();
    commands.retain(|command| !matches!(command, Command::Quit | Command::Interrupt | Command::Suspend));
    for (mut walk, size) in walks().zip(0..) {
        for round in 0..7 {
            // Each command is asked for in each place in one of the sizes.
            for command in commands.iter().skip((round + size) % 2).step_by(2) {
                match round {
                    0..=4 => walk.carry_out(Effect::Go(Pane::ALL[round])),
                    5 => walk.carry_out(Effect::Person(PersonId(2))),
                    _ => walk.carry_out(Effect::Asset(AssetId(3))),
                }
                walk.press("Down");
                walk.ask(*command);
                walk.press("Down Tab Esc t");
            }
        }
        shows_what_is_hostile(&walk, 60);
    }
}

#[test]
fn no_dialog_sends_anything_hostile() {
    for mut walk in walks() {
        for pane in Pane::ALL {
            walk.carry_out(Effect::Go(pane));
            walk.press("Down : Down Down Esc Space Down Esc ? Down Down Esc");
            for opener in ["Ctrl+F", ":", "?"] {
                walk.press(opener);
                walk.paste(&text(walk.frames));
                walk.press("Down Esc Esc");
            }
            for letters in ["e v i l Down Down Enter Esc", "z e r o Down Enter Esc", "t i t l e Down Esc"] {
                walk.press("Ctrl+F");
                walk.press(letters);
                walk.press("Esc Esc");
            }
            walk.ask(Command::ShowHistory);
            for _ in 0..20 {
                walk.press("Down");
            }
            walk.press("Enter PageDown Esc Esc");
            walk.ask(Command::Drafts);
            walk.press("Down Enter Tab Tab Esc t Esc");
            walk.ask(Command::Undo);
            walk.press("y");
            walk.ask(Command::Redo);
            walk.press("y");
            walk.ask(Command::Quit);
            walk.press("n");
        }
        shows_what_is_hostile(&walk, 40);
    }
}

#[test]
fn no_form_sends_anything_hostile() {
    for (mut walk, round) in walks().zip(1..) {
        for (at, request) in (0..).zip(every_form(round * 2)) {
            // The fields of every form are walked in one of the sizes.
            let fields = if at % 2 == round % 2 { 9 } else { 2 };
            walk.carry_out(Effect::Go(Pane::Today));
            walk.form(request);
            for _ in 0..fields {
                walk.press("F1 Esc Ctrl+D Esc Ctrl+E Esc Tab");
            }
            walk.press("Ctrl+S Esc t");
            // The same with what somebody pastes and types into each field.
            walk.form(request);
            for _ in 0..fields / 2 {
                walk.paste(&text(walk.frames));
                walk.press("Home Tab");
            }
            walk.press("Ctrl+S Shift+Tab Ctrl+S Esc s");
            walk.form(request);
            walk.press("Enter Esc Esc t");
        }
        shows_what_is_hostile(&walk, 60);
    }
}

/// One request of each form, about the records of that number; edits of every kind of record.
fn every_form(id: i64) -> Vec<FormRequest> {
    let (person, asset) = (PersonId(id), AssetId(id));
    let subjects = [
        Subject::Person(person),
        Subject::Asset(asset),
        Subject::Referral(ReferralId(id)),
        Subject::Connection(ConnectionId(id)),
    ];
    let mut all = vec![
        FormRequest::LogContact { person, follow_up: None },
        FormRequest::LogContact { person, follow_up: Some(FollowUpId(id)) },
        FormRequest::Stage { person },
        FormRequest::StageConnection(ConnectionId(id)),
        FormRequest::Later(FollowUpId(id)),
        FormRequest::TickOff { follow_up: FollowUpId(id), person: Some(person) },
        FormRequest::TickOff { follow_up: FollowUpId(id), person: None },
        FormRequest::AddReferral { person: None },
        FormRequest::AddReferral { person: Some(person) },
        FormRequest::AddPerson,
        FormRequest::AddAsset,
        FormRequest::Offer { subject: None },
        FormRequest::Ask { subject: None },
        FormRequest::Give { person: None, asset: None },
        FormRequest::Give { person: Some(person), asset: None },
        FormRequest::Give { person: None, asset: Some(asset) },
        FormRequest::Asked(person),
        FormRequest::Consent(person),
        FormRequest::Rung { person, asset: None },
        FormRequest::Rung { person, asset: Some(asset) },
        FormRequest::Connect { person, asset },
        FormRequest::AddMenu,
        FormRequest::Merge(person),
        FormRequest::Unmerge(person),
        FormRequest::WrongPerson(ContactId(id)),
        FormRequest::WayMenu(person),
        FormRequest::Unlock(person),
        FormRequest::Restrict(person),
        FormRequest::Risk(person),
        FormRequest::Letter { kind: kith::report::letter::Kind::Plan, person },
        FormRequest::NoRisks(person),
        FormRequest::Story(person),
        FormRequest::EditPart { person, part: 1 },
        FormRequest::Informal,
        FormRequest::Promote(ContactId(id)),
        FormRequest::PauseWork(person),
        FormRequest::CloseWork(person),
        FormRequest::StartWork(person),
        FormRequest::Allot(person),
        FormRequest::HandOver,
        FormRequest::CloseAsset(AssetId(id)),
        FormRequest::Feedback(AssetId(id)),
        FormRequest::Gap { person: Some(person), asset: Some(AssetId(id)) },
        FormRequest::GapMoves(id),
        FormRequest::GapWait(id),
        FormRequest::Notice { asset: Some(AssetId(id)) },
        FormRequest::Visit(ConnectionId(id)),
        FormRequest::ConnectPeople(person),
        FormRequest::KeepSearch,
        FormRequest::Pair { offer: 1, ask: 3, fits: true },
        FormRequest::PairMoves(id),
        FormRequest::GapGrows(id),
    ];
    for which in [Which::This(id), Which::Of(person)] {
        all.extend([FormRequest::AddStep(which), FormRequest::StepDone(which), FormRequest::GoalGoes(which)]);
    }
    for entity in
        [Entity::Strength, Entity::Need, Entity::Plan, Entity::Goal, Entity::Relation, Entity::ServiceUse]
    {
        all.push(FormRequest::AddTo { entity, person });
    }
    for about in subjects {
        all.extend([FormRequest::Remind { about }, FormRequest::Note { about }]);
        all.extend([FormRequest::Offer { subject: Some(about) }, FormRequest::Ask { subject: Some(about) }]);
    }
    for entity in Entity::ALL {
        all.push(FormRequest::Edit { entity, id });
    }
    for entity in [Entity::Person, Entity::Asset] {
        all.push(FormRequest::PutAway { entity, id });
        all.push(FormRequest::BringBack { entity, id: i64::try_from(HOSTILE.len()).unwrap() });
    }
    let seen: std::collections::BTreeSet<usize> = all.iter().map(|request| kind_of(*request)).collect();
    assert_eq!(seen.len(), KINDS, "a form is not walked");
    all
}

const KINDS: usize = 55;

/// A number for each form: a new one does not compile until it is walked too.
fn kind_of(request: FormRequest) -> usize {
    match request {
        FormRequest::LogContact { .. } => 0,
        FormRequest::Remind { .. } => 1,
        FormRequest::Note { .. } => 2,
        FormRequest::Edit { .. } => 3,
        FormRequest::PutAway { .. } => 4,
        FormRequest::BringBack { .. } => 5,
        FormRequest::Stage { .. } => 6,
        FormRequest::StageConnection(_) => 7,
        FormRequest::Later(_) => 8,
        FormRequest::TickOff { .. } => 9,
        FormRequest::AddReferral { .. } => 10,
        FormRequest::AddPerson => 11,
        FormRequest::AddAsset => 12,
        FormRequest::Offer { .. } => 13,
        FormRequest::Ask { .. } => 14,
        FormRequest::Give { .. } => 15,
        FormRequest::Asked(_) => 16,
        FormRequest::Consent(_) => 17,
        FormRequest::Rung { .. } => 18,
        FormRequest::Connect { .. } => 19,
        FormRequest::AddMenu => 20,
        FormRequest::Merge(_) => 21,
        FormRequest::Unmerge(_) => 22,
        FormRequest::WrongPerson(_) => 23,
        FormRequest::AddTo { .. } => 24,
        FormRequest::AddStep(_) => 25,
        FormRequest::StepDone(_) => 26,
        FormRequest::GoalGoes(_) => 27,
        FormRequest::EditPart { .. } => 28,
        FormRequest::Story(_) => 29,
        FormRequest::WayMenu(_) => 30,
        FormRequest::Unlock(_) => 31,
        FormRequest::Restrict(_) => 32,
        FormRequest::Risk(_) => 33,
        FormRequest::NoRisks(_) => 34,
        FormRequest::Informal => 35,
        FormRequest::Promote(_) => 36,
        FormRequest::PauseWork(_) => 37,
        FormRequest::CloseWork(_) => 38,
        FormRequest::StartWork(_) => 39,
        FormRequest::Allot(_) => 40,
        FormRequest::HandOver => 41,
        FormRequest::CloseAsset(_) => 42,
        FormRequest::Feedback(_) => 43,
        FormRequest::Gap { .. } => 44,
        FormRequest::GapMoves(_) => 45,
        FormRequest::GapWait(_) => 46,
        FormRequest::Notice { .. } => 47,
        FormRequest::Visit(_) => 48,
        FormRequest::ConnectPeople(_) => 49,
        FormRequest::KeepSearch => 50,
        FormRequest::Pair { .. } => 51,
        FormRequest::PairMoves(_) => 52,
        FormRequest::GapGrows(_) => 53,
        FormRequest::Letter { .. } => 54,
    }
}
