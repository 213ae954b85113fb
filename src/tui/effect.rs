//! What a screen asks of the app.

use std::fmt;

use super::command::Command;
use super::request::{FormRequest, Marked};
use super::screen::{Pane, Screen};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};

/// What a screen asks of the app.
pub enum Effect {
    /// Nothing. The frame is drawn again only if something shown has changed.
    None,
    /// The screen's own `reload` is wanted: another page, another search.
    Reload,
    /// Another screen is pushed on the stack.
    Open(Box<dyn Screen>),
    /// This screen is closed.
    Close,
    /// This screen is closed, and the one below is given an answer.
    Answer(Answer),
    /// The stack is emptied down to a pane.
    Go(Pane),
    /// A person's record is opened; the app records that it was looked at.
    Person(PersonId),
    /// A person's record is opened that was looked at already, with a reason.
    Unlocked(PersonId),
    /// What a person's record holds is looked at without opening it: the app records that, as an opening is.
    Looked(PersonId),
    /// An asset is opened whole.
    Asset(AssetId),
    /// One record is read whole: its kind, its number, and the name that stands in the title.
    Read(Entity, i64, String),
    /// The asset search is opened for a person.
    SuggestTo(PersonId),
    /// A person is looked for and chosen; the answer is [`Answer::Chose`].
    ChoosePerson,
    /// A form is opened.
    Form(FormRequest),
    /// A form is opened with answers that are known already.
    Filled(FormRequest, Vec<(String, String)>),
    /// A form or a question about many marked rows is opened.
    FormOfMarked(Marked),
    /// A change is made. The screen stays open if it fails, and is closed if it works and `close` is set.
    Apply {
        /// What is to happen.
        change: Change,
        /// Whether the screen closes when it has happened.
        close: bool,
        /// What the status sentence says then, before "Press u to undo."
        said: String,
    },
    /// The last change is undone (after a question).
    Undo,
    /// The undone change is done again.
    Redo,
    /// The last change is undone now.
    UndoNow,
    /// The undone change is done again now.
    RedoNow,
    /// A command is performed on the screen below once this one is closed.
    Perform(Command),
    /// A command is performed on the screen that is on top by now.
    Ask(Command),
    /// Carried out only if the change asked for just before it was saved.
    IfSaved(Box<Effect>),
    /// The form's draft is kept, and the form stays.
    HoldDraft,
    /// The form of the draft of that number is opened with what was typed.
    CarryOn(i64),
    /// The draft of that number is thrown away.
    DropDraft(i64),
    /// The drafts are listed.
    Drafts,
    /// A form is opened, whatever was left unfinished.
    Fresh(FormRequest),
    /// The status sentence says this.
    Say(String),
    /// The form's draft is kept, and the screen closes.
    KeepDraft,
    /// The form's draft is thrown away, and the screen closes.
    ThrowDraftAway,
    /// Several, in order.
    Many(Vec<Effect>),
    /// The program ends.
    Quit,
}

impl fmt::Debug for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Reload => "Reload",
            Self::Open(_) => "Open",
            Self::Close => "Close",
            Self::Answer(_) => "Answer",
            Self::Go(_) => "Go",
            Self::Person(_) => "Person",
            Self::Unlocked(_) => "Unlocked",
            Self::Looked(_) => "Looked",
            Self::Asset(_) => "Asset",
            Self::Read(..) => "Read",
            Self::SuggestTo(_) => "SuggestTo",
            Self::ChoosePerson => "ChoosePerson",
            Self::Form(_) => "Form",
            Self::Filled(..) => "Filled",
            Self::FormOfMarked(_) => "FormOfMarked",
            Self::Apply { .. } => "Apply",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::UndoNow => "UndoNow",
            Self::RedoNow => "RedoNow",
            Self::Perform(_) => "Perform",
            Self::Ask(_) => "Ask",
            Self::IfSaved(_) => "IfSaved",
            Self::HoldDraft => "HoldDraft",
            Self::CarryOn(_) => "CarryOn",
            Self::DropDraft(_) => "DropDraft",
            Self::Drafts => "Drafts",
            Self::Fresh(_) => "Fresh",
            Self::Say(_) => "Say",
            Self::KeepDraft => "KeepDraft",
            Self::ThrowDraftAway => "ThrowDraftAway",
            Self::Many(_) => "Many",
            Self::Quit => "Quit",
        })
    }
}

/// What a screen was closed with.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// A record was chosen: its kind, number, and the words that name it.
    Chose(Entity, i64, String),
    /// A row of a list without records was chosen, from 0.
    Row(usize),
    /// A text was written.
    Text(String),
    /// Yes was said.
    Yes,
}

/// A form that is not saved yet, as plain data.
#[derive(Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Which form: `contact`, `referral`, …
    pub form: String,
    /// The kind of record it is about, where there is one.
    pub subject: Option<(Entity, i64)>,
    /// What the offer to carry on calls it: `contact for Meera PATEL`.
    pub title: String,
    /// The texts of the fields, by name.
    pub texts: Vec<(String, String)>,
}
