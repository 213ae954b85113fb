//! One thing a user can ask for. The keymap binds it and says it in words.

use std::fmt::Write;

/// One thing a user can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each command's words stand in the keymap and in `words`, which users and docs read"
)]
pub enum Command {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    NextPart,
    PreviousPart,
    Open,
    Back,
    GoToday,
    GoQueue,
    GoAssets,
    GoGive,
    GoReports,
    Search,
    FindAnyone,
    Palette,
    Menu,
    Help,
    Undo,
    Redo,
    Filter,
    Order,
    Mark,
    ClearMarks,
    Copy,
    Redraw,
    Refresh,
    Hide,
    Quit,
    Interrupt,
    PasteHint,
    Suspend,
    Add,
    LogContact,
    SetReminder,
    WriteNote,
    Suggest,
    ChangeStage,
    Edit,
    PutAway,
    TickOff,
    Later,
    Checked,
    Why,
    ForPerson,
    AddReferral,
    AddPerson,
    AddAsset,
    AddOffer,
    AddAsk,
    AddGive,
    RecordAsked,
    RecordConsent,
    SetRung,
    BringBack,
    ShowHistory,
    Drafts,
    Save,
    SaveAndAnother,
    BigEditor,
    Calendar,
    FieldHelp,
    DayLater,
    DayEarlier,
    Yes,
    No,
    KeepEditing,
    KeepDraft,
    ThrowAway,
}

/// Writes `LogContact` as `log_contact`.
struct Snake(String);

impl Write for Snake {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for letter in text.chars() {
            if letter.is_ascii_uppercase() && !self.0.is_empty() {
                self.0.push('_');
            }
            self.0.push(letter.to_ascii_lowercase());
        }
        Ok(())
    }
}

impl Command {
    /// Its name in the config file: `log_contact`.
    pub fn name(self) -> String {
        // Every frame asks for the names of many commands, so this makes one string and no more.
        let mut name = Snake(String::with_capacity(24));
        // A String takes whatever is written.
        let _written = write!(name, "{self:?}");
        name.0
    }

    /// What it does, in the words of the palette, the menu and the help.
    pub fn words(self) -> &'static str {
        match self {
            Self::Up => "One row up",
            Self::Down => "One row down",
            Self::PageUp => "One screen up",
            Self::PageDown => "One screen down",
            Self::First => "To the first row",
            Self::Last => "To the last row",
            Self::NextPart => "Next part of the screen",
            Self::PreviousPart => "Previous part of the screen",
            Self::Open => "Open",
            Self::Back => "Go back",
            Self::GoToday => "See Today",
            Self::GoQueue => "See the queue",
            Self::GoAssets => "See the assets",
            Self::GoGive => "See give and take",
            Self::GoReports => "See the reports",
            Self::Search => "Search this list",
            Self::FindAnyone => "Find anyone",
            Self::Palette => "Do anything by name",
            Self::Menu => "Menu of what can be done here",
            Self::Help => "Help for this screen",
            Self::Undo => "Undo the last change",
            Self::Redo => "Do the undone change again",
            Self::Filter => "Filter",
            Self::Order => "Change the order",
            Self::Mark => "Mark this row",
            Self::ClearMarks => "Clear all marks",
            Self::Copy => "Copy",
            Self::Redraw => "Draw the screen again",
            Self::Refresh => "Read the data again",
            Self::Hide => "Hide the screen now",
            Self::Quit => "Quit",
            Self::Interrupt => "Leave, or say how to quit",
            Self::PasteHint => "How to paste",
            Self::Suspend => "Suspend kith",
            Self::Add => "Add",
            Self::LogContact => "Log a contact",
            Self::SetReminder => "Set a reminder",
            Self::WriteNote => "Write a note",
            Self::Suggest => "Suggest an asset",
            Self::ChangeStage => "Change where they are",
            Self::Edit => "Edit details",
            Self::PutAway => "Put away",
            Self::TickOff => "Tick off the reminder",
            Self::Later => "Move the reminder to later",
            Self::Checked => "Say the details were checked today",
            Self::Why => "Why is it here?",
            Self::ForPerson => "Choose the person to suggest to",
            Self::AddReferral => "Add a referral",
            Self::AddPerson => "Add a person without a referral",
            Self::AddAsset => "Add an asset",
            Self::AddOffer => "Record an offer",
            Self::AddAsk => "Record a wish",
            Self::AddGive => "Record a give or a receive",
            Self::RecordAsked => "Record that they were asked what they would like to give",
            Self::RecordConsent => "Record a yes or a no",
            Self::SetRung => "Say where they stand on the way",
            Self::BringBack => "Bring back what was put away",
            Self::ShowHistory => "Who did what",
            Self::Drafts => "Unfinished forms",
            Self::Save => "Save",
            Self::SaveAndAnother => "Save and log another",
            Self::BigEditor => "Bigger editor for this field",
            Self::Calendar => "Month calendar",
            Self::FieldHelp => "Help about this field",
            Self::DayLater => "A day later",
            Self::DayEarlier => "A day earlier",
            Self::Yes => "Yes",
            Self::No => "No, go back",
            Self::KeepEditing => "Keep editing",
            Self::KeepDraft => "Save as draft",
            Self::ThrowAway => "Throw away",
        }
    }
}
