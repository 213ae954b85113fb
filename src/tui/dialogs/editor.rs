//! The bigger editor: one answer of a form over the whole screen. Leaving it keeps the text.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::command::Command;
use crate::tui::effect::{Answer, Effect, Unfinished};
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::line_edit::Press;
use crate::tui::widgets::text_area::TextArea;

/// One answer with all the room there is.
pub struct Editor {
    title: String,
    name: String,
    area: TextArea,
    draft: Option<Unfinished>,
}

impl Editor {
    /// An editor for the answer of a row; the draft is that of the form without this row.
    pub fn new(title: String, name: &str, text: &str, draft: Option<Unfinished>) -> Self {
        Self { title, name: name.to_owned(), area: TextArea::new(text), draft }
    }

    fn inner(area: Rect) -> Rect {
        Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
    }

    fn text(&self) -> Effect {
        Effect::Answer(Answer::Text(self.area.text()))
    }

    fn said(press: Press) -> Option<Effect> {
        match press {
            Press::Ignored => None,
            Press::Full(sentence) => Some(Effect::Say(sentence)),
            Press::Edited | Press::Moved => Some(Effect::None),
        }
    }
}

impl Screen for Editor {
    fn places(&self) -> &'static [Place] {
        &[Place::Notes]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::Back | Command::BigEditor => self.text(),
            Command::Save => Effect::Many(vec![self.text(), Effect::Ask(Command::Save)]),
            Command::NextPart | Command::PreviousPart => {
                Effect::Many(vec![self.text(), Effect::Ask(command)])
            }
            Command::FieldHelp => Effect::Say(
                "Type as many lines as you like. Esc goes back to the form with the text, Ctrl+S saves the form."
                    .to_owned(),
            ),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Words(self.title.clone(), String::new())
    }

    fn status(&self) -> String {
        format!("{} letters. Esc goes back to the form and keeps the text.", self.area.length())
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        self.area.draw(paint, Self::inner(area), Role::Text);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        Some(self.area.cursor(Self::inner(area)))
    }

    fn resized(&mut self, body: Size) {
        self.area.resize(body.width.saturating_sub(2), body.height);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        Self::said(self.area.press(key))
    }

    fn pasted(&mut self, text: &str) -> Effect {
        Self::said(self.area.paste(text)).unwrap_or(Effect::None)
    }

    fn draft(&self) -> Option<Unfinished> {
        let mut draft = self.draft.clone()?;
        draft.texts.push((self.name.clone(), self.area.text()));
        Some(draft)
    }
}
