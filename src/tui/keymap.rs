//! The keymap: one table of place, keys, command and words. `docs/keys.md` is written from it.
//!
//! What holds in a session, with the changes of its configuration, is a [`super::keyboard::Keyboard`].

use std::borrow::Cow;

use super::command::Command;
use super::key::Key;
pub use super::place::Place;

/// Under which heading the help shows a row of the keymap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Move,
    /// Doing something to what the cursor is on.
    Do,
    /// Finding.
    Find,
    /// Putting right.
    PutRight,
    /// Always there.
    Always,
}

/// One row of the keymap.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it holds.
    pub place: Place,
    /// The keys, the one that is shown first.
    pub keys: Cow<'static, [Key]>,
    /// What they do.
    pub command: Command,
    /// The short word of the footer; empty where the footer does not show it.
    pub short: &'static str,
    /// The heading of the help.
    pub group: Group,
}

const fn bind(
    place: Place,
    keys: &'static [Key],
    command: Command,
    short: &'static str,
    group: Group,
) -> Binding {
    Binding { place, keys: Cow::Borrowed(keys), command, short, group }
}

use Command as C;
use Group as G;
use Key::{Char, Ctrl, F};
use Place as P;

/// The whole keymap.
pub static KEYMAP: &[Binding] = &[
    bind(P::Everywhere, &[Key::Enter], C::Open, "open", G::Do),
    bind(P::Everywhere, &[Key::Esc], C::Back, "back", G::Move),
    bind(P::Everywhere, &[Key::Tab], C::NextPart, "", G::Move),
    bind(P::Everywhere, &[Key::BackTab], C::PreviousPart, "", G::Move),
    bind(P::Everywhere, &[Char('1')], C::GoToday, "", G::Move),
    bind(P::Everywhere, &[Char('2')], C::GoQueue, "", G::Move),
    bind(P::Everywhere, &[Char('3')], C::GoAssets, "", G::Move),
    bind(P::Everywhere, &[Char('4')], C::GoGive, "", G::Move),
    bind(P::Everywhere, &[Char('5')], C::GoReports, "", G::Move),
    bind(P::Everywhere, &[Ctrl('f')], C::FindAnyone, "", G::Find),
    bind(P::Everywhere, &[Ctrl('p'), Char(':')], C::Palette, "", G::Always),
    bind(P::Everywhere, &[Char(' ')], C::Menu, "more", G::Always),
    bind(P::Everywhere, &[Char('?'), F(1), Ctrl('g')], C::Help, "help", G::Always),
    bind(P::Everywhere, &[Char('u'), Ctrl('z')], C::Undo, "", G::PutRight),
    bind(P::Everywhere, &[Char('U'), Ctrl('y')], C::Redo, "", G::PutRight),
    bind(P::Everywhere, &[Char('y')], C::Copy, "", G::Do),
    bind(P::Everywhere, &[Ctrl('l')], C::Redraw, "", G::Always),
    bind(P::Everywhere, &[Ctrl('r')], C::Refresh, "", G::Always),
    bind(P::Everywhere, &[Ctrl('t')], C::Hide, "", G::Always),
    bind(P::Everywhere, &[Char('q')], C::Quit, "quit", G::Always),
    bind(P::Everywhere, &[Ctrl('c')], C::Interrupt, "", G::Always),
    bind(P::Everywhere, &[Ctrl('v')], C::PasteHint, "", G::Always),
    bind(P::List, &[Key::Up], C::Up, "", G::Move),
    bind(P::List, &[Key::Down], C::Down, "", G::Move),
    bind(P::List, &[Key::PageUp], C::PageUp, "", G::Move),
    bind(P::List, &[Key::PageDown], C::PageDown, "", G::Move),
    bind(P::List, &[Key::Home], C::First, "", G::Move),
    bind(P::List, &[Key::End], C::Last, "", G::Move),
    bind(P::List, &[Char('/')], C::Search, "search", G::Find),
    bind(P::List, &[Char('f')], C::Filter, "filter", G::Find),
    bind(P::List, &[Char('o')], C::Order, "order", G::Find),
    bind(P::List, &[Char('i')], C::Why, "", G::Find),
    bind(P::Reading, &[Key::Up], C::Up, "", G::Move),
    bind(P::Reading, &[Key::Down], C::Down, "", G::Move),
    bind(P::Reading, &[Key::PageUp], C::PageUp, "", G::Move),
    bind(P::Reading, &[Key::PageDown], C::PageDown, "", G::Move),
    bind(P::Reading, &[Key::Home], C::First, "", G::Move),
    bind(P::Reading, &[Key::End], C::Last, "", G::Move),
    bind(P::Record, &[Char('e')], C::Edit, "edit", G::Do),
    bind(P::Record, &[Char('x')], C::PutAway, "put away", G::Do),
    bind(P::Today, &[Char('t')], C::TickOff, "tick off", G::Do),
    bind(P::Today, &[Char('z')], C::Later, "later", G::Do),
    bind(P::Today, &[Char('c')], C::LogContact, "log contact", G::Do),
    bind(P::Today, &[Char('r')], C::SetReminder, "", G::Do),
    bind(P::Today, &[Char('n')], C::WriteNote, "", G::Do),
    bind(P::Today, &[Char('s')], C::Suggest, "", G::Do),
    bind(P::Today, &[Char('w')], C::ChangeStage, "", G::Do),
    bind(P::Today, &[Char('e')], C::Edit, "", G::Do),
    bind(P::Today, &[Char('x')], C::PutAway, "", G::Do),
    bind(P::Today, &[Char('a')], C::Add, "", G::Do),
    bind(P::Today, &[Char('m')], C::Mark, "", G::Do),
    bind(P::Today, &[Char('M')], C::ClearMarks, "", G::Do),
    bind(P::Queue, &[Char('c')], C::LogContact, "log contact", G::Do),
    bind(P::Queue, &[Char('r')], C::SetReminder, "", G::Do),
    bind(P::Queue, &[Char('n')], C::WriteNote, "", G::Do),
    bind(P::Queue, &[Char('s')], C::Suggest, "", G::Do),
    bind(P::Queue, &[Char('w')], C::ChangeStage, "", G::Do),
    bind(P::Queue, &[Char('e')], C::Edit, "", G::Do),
    bind(P::Queue, &[Char('x')], C::PutAway, "", G::Do),
    bind(P::Queue, &[Char('a')], C::Add, "", G::Do),
    bind(P::Queue, &[Char('m')], C::Mark, "", G::Do),
    bind(P::Queue, &[Char('M')], C::ClearMarks, "", G::Do),
    bind(P::Person, &[Key::Tab, Key::Right], C::NextPart, "", G::Move),
    bind(P::Person, &[Key::BackTab, Key::Left], C::PreviousPart, "", G::Move),
    bind(P::Person, &[Char('c')], C::LogContact, "log contact", G::Do),
    bind(P::Person, &[Char('r')], C::SetReminder, "reminder", G::Do),
    bind(P::Person, &[Char('n')], C::WriteNote, "note", G::Do),
    bind(P::Person, &[Char('s')], C::Suggest, "", G::Do),
    bind(P::Person, &[Char('w')], C::ChangeStage, "", G::Do),
    bind(P::Person, &[Char('e')], C::Edit, "", G::Do),
    bind(P::Person, &[Char('x')], C::PutAway, "", G::Do),
    bind(P::Person, &[Char('a')], C::Add, "", G::Do),
    bind(P::Person, &[Char('t')], C::TickOff, "", G::Do),
    bind(P::Person, &[Char('z')], C::Later, "", G::Do),
    bind(P::Assets, &[Char('s')], C::Suggest, "suggest", G::Do),
    bind(P::Assets, &[Char('p')], C::ForPerson, "for whom", G::Do),
    bind(P::Assets, &[Char('/')], C::Search, "search", G::Find),
    bind(P::Reports, &[Char('/')], C::Search, "other report", G::Find),
    bind(P::Reports, &[Char('f')], C::Filter, "whose", G::Find),
    bind(P::Reports, &[Char('o')], C::Order, "days", G::Find),
    bind(P::Assets, &[Char('f')], C::Filter, "filter", G::Find),
    bind(P::Assets, &[Char('v')], C::Checked, "checked", G::Do),
    bind(P::Assets, &[Char('b')], C::Shortlist, "", G::Do),
    bind(P::Assets, &[Char('r')], C::SetReminder, "", G::Do),
    bind(P::Assets, &[Char('e')], C::Edit, "", G::Do),
    bind(P::Assets, &[Char('n')], C::WriteNote, "", G::Do),
    bind(P::Assets, &[Char('x')], C::PutAway, "", G::Do),
    bind(P::Assets, &[Char('a')], C::Add, "", G::Do),
    bind(P::Assets, &[Char('m')], C::Mark, "", G::Do),
    bind(P::Assets, &[Char('M')], C::ClearMarks, "", G::Do),
    bind(P::Asset, &[Key::Tab, Key::Right], C::NextPart, "", G::Move),
    bind(P::Asset, &[Key::BackTab, Key::Left], C::PreviousPart, "", G::Move),
    bind(P::Asset, &[Char('s')], C::Suggest, "suggest", G::Do),
    bind(P::Asset, &[Char('n')], C::WriteNote, "note", G::Do),
    bind(P::Asset, &[Char('e')], C::Edit, "edit", G::Do),
    bind(P::Asset, &[Char('x')], C::PutAway, "", G::Do),
    bind(P::Asset, &[Char('a')], C::Add, "", G::Do),
    bind(P::Asset, &[Char('v')], C::Checked, "checked", G::Do),
    bind(P::Asset, &[Char('r')], C::SetReminder, "reminder", G::Do),
    bind(P::Give, &[Key::Tab, Key::Right], C::NextPart, "", G::Move),
    bind(P::Give, &[Key::BackTab, Key::Left], C::PreviousPart, "", G::Move),
    bind(P::Give, &[Char('a')], C::Add, "add", G::Do),
    bind(P::Give, &[Char('c')], C::LogContact, "", G::Do),
    bind(P::Give, &[Char('r')], C::SetReminder, "", G::Do),
    bind(P::Give, &[Char('n')], C::WriteNote, "", G::Do),
    bind(P::Give, &[Char('s')], C::Suggest, "suggest", G::Do),
    bind(P::Give, &[Char('e')], C::Edit, "", G::Do),
    bind(P::Give, &[Char('x')], C::PutAway, "put away", G::Do),
    bind(P::Import, &[Ctrl('s')], C::Save, "go on", G::Do),
    bind(P::Searching, &[Key::Enter], C::Open, "keep", G::Do),
    bind(P::Searching, &[Key::Esc], C::Back, "clear", G::Move),
    bind(P::Searching, &[Key::Down], C::Down, "to the list", G::Move),
    bind(P::Searching, &[F(1), Ctrl('g')], C::Help, "help", G::Always),
    bind(P::Picker, &[Key::Up], C::Up, "", G::Move),
    bind(P::Picker, &[Key::Down], C::Down, "", G::Move),
    bind(P::Picker, &[Key::PageUp], C::PageUp, "", G::Move),
    bind(P::Picker, &[Key::PageDown], C::PageDown, "", G::Move),
    bind(P::Picker, &[Key::Enter], C::Open, "choose", G::Do),
    bind(P::Picker, &[Key::Esc, Ctrl('c')], C::Back, "close", G::Move),
    bind(P::Picker, &[Ctrl('l')], C::Redraw, "", G::Always),
    bind(P::Picker, &[Ctrl('t')], C::Hide, "", G::Always),
    bind(P::Picker, &[Ctrl('v')], C::PasteHint, "", G::Always),
    bind(P::Form, &[Key::Tab, Key::Down], C::NextPart, "next", G::Move),
    bind(P::Form, &[Key::BackTab, Key::Up], C::PreviousPart, "back", G::Move),
    bind(P::Form, &[Key::Enter], C::Open, "", G::Do),
    bind(P::Form, &[Ctrl('s')], C::Save, "save", G::Do),
    bind(P::Form, &[Ctrl('e')], C::BigEditor, "big editor", G::Do),
    bind(P::Form, &[Ctrl('d')], C::Calendar, "", G::Do),
    bind(P::Form, &[Ctrl('p')], C::Palette, "", G::Always),
    bind(P::Form, &[Ctrl('l')], C::Redraw, "", G::Always),
    bind(P::Form, &[Ctrl('t')], C::Hide, "", G::Always),
    bind(P::Form, &[Key::Esc, Ctrl('c')], C::Back, "leave", G::Move),
    bind(P::Form, &[F(1), Ctrl('g')], C::FieldHelp, "help", G::Always),
    bind(P::Form, &[Ctrl('v')], C::PasteHint, "", G::Always),
    bind(P::Day, &[Char('+')], C::DayLater, "", G::Do),
    bind(P::Day, &[Char('-')], C::DayEarlier, "", G::Do),
    bind(P::Notes, &[Key::Tab], C::NextPart, "next", G::Move),
    bind(P::Notes, &[Key::BackTab], C::PreviousPart, "back", G::Move),
    bind(P::Notes, &[Ctrl('s')], C::Save, "save", G::Do),
    bind(P::Notes, &[Ctrl('e')], C::BigEditor, "big editor", G::Do),
    bind(P::Notes, &[Ctrl('p')], C::Palette, "", G::Always),
    bind(P::Notes, &[Ctrl('l')], C::Redraw, "", G::Always),
    bind(P::Notes, &[Ctrl('t')], C::Hide, "", G::Always),
    bind(P::Notes, &[Key::Esc, Ctrl('c')], C::Back, "leave", G::Move),
    bind(P::Notes, &[F(1), Ctrl('g')], C::FieldHelp, "help", G::Always),
    bind(P::Notes, &[Ctrl('v')], C::PasteHint, "", G::Always),
    bind(P::Question, &[Char('n'), Key::Enter, Key::Esc, Ctrl('c')], C::No, "No, go back", G::Do),
    bind(P::Question, &[Char('y')], C::Yes, "Yes", G::Do),
    bind(P::Leaving, &[Char('k'), Key::Enter, Key::Esc, Ctrl('c')], C::KeepEditing, "Keep editing", G::Do),
    bind(P::Leaving, &[Char('s')], C::KeepDraft, "Save as draft", G::Do),
    bind(P::Leaving, &[Char('t')], C::ThrowAway, "Throw away", G::Do),
];

/// Commands that have no key of their own and are found in the palette and the menus, with the places they make sense in.
pub static KEYLESS: &[(Place, Command)] = &[
    (P::Everywhere, C::AddReferral),
    (P::Everywhere, C::AddPerson),
    (P::Everywhere, C::AddAsset),
    (P::Everywhere, C::AddInformal),
    (P::Everywhere, C::Informal),
    (P::Everywhere, C::AddGap),
    (P::Everywhere, C::Gaps),
    (P::Everywhere, C::AddNotice),
    (P::Everywhere, C::Notices),
    (P::Everywhere, C::HandOver),
    (P::Everywhere, C::ImportList),
    (P::Everywhere, C::ShowHistory),
    (P::Everywhere, C::Drafts),
    (P::Everywhere, C::Suspend),
    (P::Queue, C::Allot),
    (P::Queue, C::PauseWork),
    (P::Queue, C::CloseWork),
    (P::Queue, C::StartWork),
    (P::Queue, C::RecordAsked),
    (P::Queue, C::AddOffer),
    (P::Queue, C::AddAsk),
    (P::Queue, C::AddGive),
    (P::Person, C::Allot),
    (P::Person, C::PauseWork),
    (P::Person, C::CloseWork),
    (P::Person, C::StartWork),
    (P::Person, C::RecordAsked),
    (P::Person, C::AddOffer),
    (P::Person, C::AddAsk),
    (P::Person, C::AddGive),
    (P::Person, C::RecordConsent),
    (P::Person, C::SetRung),
    (P::Person, C::WritePlan),
    (P::Reports, C::KeepReport),
    (P::Person, C::AddMeasure),
    (P::Person, C::WriteLetter),
    (P::Person, C::AddServiceUse),
    (P::Person, C::AddStrength),
    (P::Person, C::AddNeed),
    (P::Person, C::AddGoal),
    (P::Person, C::AddStep),
    (P::Person, C::StepDone),
    (P::Person, C::GoalGoes),
    (P::Person, C::AddRelation),
    (P::Person, C::WriteStory),
    (P::Person, C::BringBack),
    (P::Person, C::AddRisk),
    (P::Person, C::NoRisks),
    (P::Person, C::Restrict),
    (P::Person, C::WhoLooked),
    (P::Person, C::SamePerson),
    (P::Person, C::TwoPeople),
    (P::Person, C::WrongPerson),
    (P::Give, C::RecordAsked),
    (P::Give, C::SetRung),
    (P::Give, C::AddOffer),
    (P::Give, C::AddAsk),
    (P::Give, C::AddGive),
    (P::Asset, C::AddOffer),
    (P::Asset, C::AddAsk),
    (P::Asset, C::AddGive),
    (P::Asset, C::BringBack),
    (P::Asset, C::CloseAsset),
    (P::Asset, C::AddFeedback),
    (P::Assets, C::CloseAsset),
    (P::Assets, C::AddFeedback),
    (P::Assets, C::KeepSearch),
    (P::Import, C::AddList),
    (P::Person, C::AddVisit),
    (P::Person, C::ConnectPeople),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_stands_twice_in_a_place() {
        for (at, row) in KEYMAP.iter().enumerate() {
            for key in row.keys.iter() {
                let twice = KEYMAP
                    .iter()
                    .skip(at + 1)
                    .any(|other| other.place == row.place && other.keys.contains(key));
                assert!(!twice, "{} twice in {:?}", key.spell(), row.place);
            }
        }
    }

    #[test]
    fn every_key_reads_back_from_the_way_it_is_written() {
        for key in KEYMAP.iter().flat_map(|row| row.keys.iter()) {
            assert_eq!(Key::parse(&key.spell()), Some(*key), "{}", key.spell());
        }
    }

    #[test]
    fn one_letter_means_one_thing_on_every_screen() {
        let screens = |place: Place| {
            !matches!(place, P::Form | P::Notes | P::Day | P::Question | P::Leaving | P::Picker)
        };
        for row in KEYMAP.iter().filter(|row| screens(row.place)) {
            for key in row.keys.iter().filter(|key| key.letter().is_some()) {
                for other in KEYMAP.iter().filter(|other| screens(other.place) && other.keys.contains(key)) {
                    assert_eq!(row.command, other.command, "{}", key.spell());
                }
            }
        }
    }

    #[test]
    fn letters_kept_free_stay_free_and_nothing_needs_a_function_key() {
        for row in KEYMAP {
            for free in ['d', 'h', 'j', 'l', 'g', 'G'] {
                assert!(!row.keys.contains(&Char(free)), "{free}");
            }
            for taken in ['a', 'b', 'q', 'h', 'i', 'j', 'm'] {
                assert!(!row.keys.contains(&Ctrl(taken)), "Ctrl+{taken}");
            }
            assert!(row.keys.iter().any(|key| !matches!(key, F(_))), "{:?}", row.command);
        }
        let k = KEYMAP
            .iter()
            .filter(|row| row.keys.contains(&Char('k')))
            .map(|row| row.place)
            .collect::<Vec<_>>();
        assert_eq!(k, [P::Leaving]);
    }
}
