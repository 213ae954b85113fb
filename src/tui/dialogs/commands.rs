//! What can be done here: the palette, by name; the menu of the row, by its keys. Both read the keymap.

use super::picker::{Item, Pick, Picker};
use super::search;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keyboard::{Keyboard, Letters};
use crate::tui::keymap::{Group, KEYLESS, Place};
use crate::tui::screen::Screen;

/// One command as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The command.
    pub command: Command,
    /// The keys that do it, as people read them; empty where it has none.
    pub keys: String,
    /// The key that does it in the menu that Space opens.
    pub key: Option<Key>,
    /// Whether it does something to the row under the cursor.
    pub of_row: bool,
    /// The heading it stands under.
    pub group: Group,
    /// Why it cannot be done now.
    pub why_not: Option<String>,
    /// What it is called here.
    pub words: &'static str,
}

/// Everything that can be asked for on a screen, what is done to the row first, moving about last.
pub fn offers(screen: &dyn Screen, keyboard: &Keyboard) -> Vec<Offer> {
    let mut offers: Vec<Offer> = keyboard
        .commands(screen.places())
        .into_iter()
        .map(|(command, row)| {
            let group = row.map_or(Group::Do, |row| row.group);
            let letter = row.and_then(|row| row.keys.first()).is_some_and(|key| key.letter().is_some());
            Offer {
                command,
                keys: row.map_or_else(String::new, |row| keyboard.spelled(row).join(", ")),
                key: row.and_then(|row| keyboard.in_menu(row)),
                of_row: letter && group == Group::Do,
                group,
                why_not: screen.refuses(command),
                words: words_here(screen, command),
            }
        })
        .collect();
    offers.sort_by_key(|offer| {
        let place = match offer.group {
            Group::Do => 0,
            Group::Find => 1,
            Group::PutRight => 2,
            Group::Always => 3,
            Group::Move => 4,
        };
        (place, offer.key.is_none())
    });
    offers
}

/// Other words people look for a command by.
fn also(command: Command) -> &'static str {
    match command {
        Command::LogContact => "call phone ring visit text spoke record",
        Command::SetReminder => "follow up appointment due next diary",
        Command::WriteNote => "comment story",
        Command::Suggest => "connect introduce signpost refer match group",
        Command::ChangeStage => "status state close accept decline referral",
        Command::PutAway => "close archive remove delete hide",
        Command::BringBack => "restore reopen undelete",
        Command::CloseAsset => "closed shut ended defunct pause cascade",
        Command::AddFeedback => "feedback review comment experience",
        Command::AddGap | Command::Gaps => "missing need nothing there development worker",
        Command::AddNotice | Command::Notices => "card board advert poster",
        Command::AddVisit => "visit accompany went along together hand over",
        Command::ConnectPeople => "neighbour friend peer introduce buddy",
        Command::KeepSearch => "saved search remember filter",
        Command::PauseWork => "hold rest break episode",
        Command::CloseWork => "end discharge finish episode",
        Command::StartWork => "reopen resume restart episode",
        Command::Allot => "assign worker give allocate",
        Command::HandOver => "leave sickness holiday allocate transfer",
        Command::AddInformal | Command::Informal => "met outreach waiting room noticeboard",
        Command::AddRisk => "danger safeguarding lone working",
        Command::NoRisks => "risk safe none",
        Command::Restrict => "secret confidential protect",
        Command::WhoLooked => "views audit read opened",
        Command::SamePerson => "merge duplicate twice double same",
        Command::TwoPeople => "unmerge split separate",
        Command::WrongPerson => "move correct mistake",
        Command::TickOff => "done finish complete",
        Command::Mark => "select choose several many",
        Command::Later => "postpone snooze move",
        Command::AddReferral => "new client patient case",
        Command::AddPerson => "new client patient informal",
        Command::AddAsset => "new group place service activity",
        Command::AddOffer => "gift give skill time",
        Command::AddAsk => "need wish want",
        Command::AddGive => "exchange received gave swap",
        Command::RecordConsent => "consent agree permission",
        Command::WritePlan => "what matters to me agreed personalised care support plan",
        Command::AddServiceUse => "gp a&e hospital admissions outpatient 999 appointments before after",
        Command::WriteLetter => "gp record referrer plan print",
        Command::AddMeasure => "ons4 wellbeing loneliness swemwbs pam mycaw score outcome questionnaire",
        Command::AddStrength => "gift good at skill",
        Command::AddNeed => "would like help with problem wish",
        Command::AddGoal => "aim reach plan",
        Command::AddStep => "action task towards",
        Command::StepDone => "action tick off finish dropped",
        Command::GoalGoes => "reached partly let go outcome end",
        Command::WriteStory => "history life long text notes about",
        Command::AddRelation => "family friend neighbour carer emergency contact next of kin",
        Command::SetRung => "journey rung contributor leader",
        Command::FindAnyone => "search person name number phone",
        Command::Search => "filter find",
        Command::ImportList => "csv file referrals people directory load spreadsheet",
        Command::ShowHistory => "audit log changes operations",
        Command::Hide => "privacy blank lock",
        Command::Quit => "exit leave stop",
        Command::Copy => "clipboard",
        Command::Redraw => "refresh mess",
        _ => "",
    }
}

fn words(offer: &Offer, about: Option<&str>) -> String {
    match about {
        Some(about)
            if (offer.of_row || of_row(offer.command))
                && !matches!(offer.command, Command::Add | Command::KeepSearch) =>
        {
            format!("{}: {about}", offer.words)
        }
        _ => offer.words.to_owned(),
    }
}

/// What a command is called on a screen: a report has no list that is searched, filtered or put in order.
fn words_here(screen: &dyn Screen, command: Command) -> &'static str {
    if screen.places().first() != Some(&Place::Reports) {
        return command.words();
    }
    match command {
        Command::Search => "Open another report",
        Command::Filter => "Choose whose work counts",
        Command::Order => "Choose which days count",
        Command::Why => "What is counted here?",
        command => command.words(),
    }
}

/// Whether a command without a key makes sense only where there is somebody or something it is about.
fn of_row(command: Command) -> bool {
    KEYLESS.iter().any(|(place, known)| *known == command && *place != Place::Everywhere)
}

fn picks(commands: Vec<Command>) -> Pick {
    Box::new(move |at, _| commands.get(at).map_or(Effect::None, |command| Effect::Perform(*command)))
}

/// The palette: anything that can be done here, by name, with its key beside it.
pub fn palette(below: &dyn Screen, keyboard: &Keyboard, lately: &[Command]) -> Picker {
    let about = below.about();
    let mut offers = offers(below, keyboard);
    offers.retain(|offer| offer.command != Command::Palette);
    // What was done lately comes first while nothing is typed.
    offers.sort_by_key(|offer| {
        lately.iter().position(|command| *command == offer.command).unwrap_or(usize::MAX)
    });
    let items = offers
        .iter()
        .map(|offer| Item {
            also: format!("{} {}", also(offer.command), offer.keys),
            why_not: offer.why_not.clone(),
            ..Item::new(words(offer, about.as_deref())).right(offer.keys.clone())
        })
        .collect();
    let commands = offers.into_iter().map(|offer| offer.command).collect();
    Picker::searched("Do anything: type what you want", items, picks(commands))
        .none("Nothing is called so. Try one word, such as \"reminder\".")
}

/// The menu of what can be done to the row, each with its own key.
///
/// Where letters wait for Space, this menu is where they act, so everything that has one is in it.
pub fn menu(below: &dyn Screen, keyboard: &Keyboard) -> Picker {
    let mut offers = offers(below, keyboard);
    // What has no key and makes sense everywhere is found in the palette: this menu is about the row.
    let waits = |offer: &Offer| {
        keyboard.letters() == Letters::AfterSpace
            && offer.command != Command::Menu
            && offer.key.and_then(Key::letter).is_some()
    };
    offers.retain(|offer| {
        let here = offer.key.is_some() || offer.of_row || of_row(offer.command);
        (offer.group == Group::Do && here) || waits(offer)
    });
    let items = offers
        .iter()
        .map(|offer| Item { why_not: offer.why_not.clone(), ..Item::new(offer.words).hot(offer.key) })
        .collect();
    let title = below
        .about()
        .map_or_else(|| "What you can do here".to_owned(), |about| format!("What to do: {about}"));
    Picker::of(title, items, picks(offers.into_iter().map(|offer| offer.command).collect()))
}

/// The commands that meet a query on a screen, the best first.
pub fn meeting(offers: &[Offer], query: &str) -> Vec<usize> {
    let also: Vec<String> =
        offers.iter().map(|offer| format!("{} {}", also(offer.command), offer.keys)).collect();
    let words = offers.iter().map(|offer| offer.words);
    search::meeting(query, words.zip(also.iter().map(String::as_str)))
}

/// Whether a place is one where text is typed, so that its single letters are no commands.
pub fn takes_letters(place: Place) -> bool {
    matches!(place, Place::Form | Place::Notes | Place::Day | Place::Picker)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tui::keymap::KEYMAP;
    use crate::tui::paint::Paint;
    use crate::tui::place::STACKS;
    use crate::tui::screen::Title;
    use ratatui::layout::{Position, Rect};

    struct At(&'static [Place]);

    impl Screen for At {
        fn places(&self) -> &'static [Place] {
            self.0
        }
        fn perform(&mut self, _command: Command) -> Effect {
            Effect::None
        }
        fn title(&self) -> Title {
            Title::Words(String::new(), String::new())
        }
        fn status(&self) -> String {
            String::new()
        }
        fn draw(&self, _paint: &mut Paint<'_>, _area: Rect) {}
        fn cursor(&self, _area: Rect) -> Option<Position> {
            None
        }
    }

    /// The places of every screen that is not itself a list of commands or a question.
    fn screens() -> impl Iterator<Item = &'static [Place]> {
        let asks = |place: &Place| matches!(place, Place::Question | Place::Leaving | Place::Picker);
        STACKS.iter().copied().filter(move |places| !places.iter().any(asks))
    }

    #[test]
    fn whatever_has_a_key_is_in_the_palette_of_its_screen_so_that_no_letter_is_needed() {
        for places in screens() {
            let offered: BTreeSet<Command> =
                offers(&At(places), &Keyboard::default()).into_iter().map(|offer| offer.command).collect();
            for row in Keyboard::default().in_reach(places) {
                assert!(offered.contains(&row.command), "{:?} in {places:?}", row.command);
            }
        }
        let mut everything = BTreeSet::new();
        for places in screens() {
            everything
                .extend(offers(&At(places), &Keyboard::default()).into_iter().map(|offer| offer.command));
        }
        for row in KEYMAP {
            let of_a_question = matches!(row.place, Place::Question | Place::Leaving | Place::Picker);
            assert!(of_a_question || everything.contains(&row.command), "{:?}", row.command);
        }
    }

    #[test]
    fn every_command_of_the_palette_is_found_by_its_own_words() {
        let all = offers(&At(STACKS[2]), &Keyboard::default());
        for (at, offer) in all.iter().enumerate() {
            assert!(meeting(&all, offer.command.words()).contains(&at), "{:?}", offer.command);
        }
    }
}
