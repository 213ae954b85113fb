//! A screen: anything on the stack. This is the whole of what the author of a pane must know.

use ratatui::layout::{Position, Rect, Size};

use super::command::Command;
use super::effect::{Answer, Effect};
use super::key::Key;
use super::keymap::Place;
use super::paint::Paint;
use crate::fault::Fault;
use crate::store::{Store, StoreError};

/// The five panes, in the order of their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// What is due.
    Today,
    /// Who is in our work.
    Queue,
    /// What the community has.
    Assets,
    /// Offers, wishes, gives.
    Give,
    /// Figures.
    Reports,
}

impl Pane {
    /// The panes in order.
    pub const ALL: [Self; 5] = [Self::Today, Self::Queue, Self::Assets, Self::Give, Self::Reports];

    /// The words of its tab.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Queue => "Queue",
            Self::Assets => "Assets",
            Self::Give => crate::domain::terms::term("Give and take"),
            Self::Reports => "Reports",
        }
    }
}

/// The first row of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// The five tabs, one of them open.
    Tabs(Pane),
    /// Words of its own, and a short remark at the right (`Draft saved`).
    Words(String, String),
}

/// Anything on the stack: a pane, a person's record, a form, a question, the palette.
///
/// A screen meets the store only in `reload` (and `preview`, its smaller half), which the app calls when the screen is pushed, after every write, and when
/// the screen asks with [`Effect::Reload`].
pub trait Screen {
    /// The sections of the keymap in reach, nearest first. `Everywhere` stands last where it holds.
    fn places(&self) -> &'static [Place];

    /// Does what was asked and says what it wants of the app.
    fn perform(&mut self, command: Command) -> Effect;

    /// The first row.
    fn title(&self) -> Title;

    /// One full, plain sentence about what is focused: the row a screen reader is told to read.
    fn status(&self) -> String;

    /// Draws the body: everything between the title's rule and the rule above the status sentence.
    fn draw(&self, paint: &mut Paint<'_>, area: Rect);

    /// Where the hardware cursor stands: the first letter of the focused row, or the caret of the focused field.
    fn cursor(&self, area: Rect) -> Option<Position>;

    /// The row of the screen that is focused, for those who point at another; where the cursor is, unless that is a query line.
    fn focused_row(&self, area: Rect) -> Option<u16> {
        self.cursor(area).map(|at| at.y)
    }

    /// Reads what it shows.
    fn reload(&mut self, _store: &Store) -> Result<(), StoreError> {
        Ok(())
    }

    /// Reads only what [`Screen::preview_due`] waits for; the list itself has not changed.
    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        self.reload(store)
    }

    /// The body has this size from now on.
    fn resized(&mut self, _body: Size) {}

    /// Why a command cannot be done now, in words; `None` where it can.
    fn refuses(&self, _command: Command) -> Option<String> {
        None
    }

    /// What a command is called below this screen, where the keymap's word would mislead.
    fn called(&self, _command: Command) -> Option<&'static str> {
        None
    }

    /// A key that no command took, or (where the screen takes text) any key before the keymap is asked.
    fn typed(&mut self, _key: Key) -> Option<Effect> {
        None
    }

    /// Whether keys go to [`Screen::typed`] before the keymap.
    fn takes_text(&self) -> bool {
        false
    }

    /// Text was pasted. A list says what to do instead.
    fn pasted(&mut self, _text: &str) -> Effect {
        Effect::Say("You pasted text here. Press ‹log_contact› to log a contact, then paste.".to_owned())
    }

    /// What a screen above it was closed with.
    fn answered(&mut self, _answer: Answer) -> Effect {
        Effect::None
    }

    /// A change it asked for did not work.
    fn failed(&mut self, _fault: &Fault) {}

    /// Whom or what the focused row is about, as it is said: the palette and the menu name it.
    fn about(&self) -> Option<String> {
        None
    }

    /// How many rows are marked: the status sentence begins with it.
    fn marked(&self) -> usize {
        0
    }

    /// The session shows only ASCII: text with other letters is not to be edited here (R-T5).
    fn shows_ascii(&mut self) {}

    /// What was typed was kept as a draft.
    fn kept(&mut self) {}

    /// Whether it floats over the screen below where the window is wide enough.
    fn floats(&self) -> bool {
        false
    }

    /// How many rows its body needs where it floats; `None` takes all there are.
    fn tall(&self) -> Option<u16> {
        None
    }

    /// What would be lost if the line dropped now: the form's kind, subject and texts.
    fn draft(&self) -> Option<super::effect::Unfinished> {
        None
    }

    /// Whether something typed waits to be saved by itself once the keys rest.
    fn saves_itself(&self) -> bool {
        false
    }

    /// The keys rest: what it saves by itself.
    fn rest(&mut self) -> Effect {
        Effect::None
    }

    /// Whether more of what is shown is still to be read, piece by piece while no key is pressed.
    fn fills_on(&self) -> bool {
        false
    }

    /// Whether something waits to be read once no key was pressed for a while.
    fn preview_due(&self) -> bool {
        false
    }

    /// What is copied with `y`: its name in words and the text.
    fn copied(&self) -> Option<(String, String)> {
        None
    }
}
