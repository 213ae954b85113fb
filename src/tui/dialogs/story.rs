//! A person's story: a long text that saves itself, on leaving and when the keys rest. Nothing typed is ever lost.

use ratatui::layout::{Position, Rect, Size};

use crate::clock::Clock;
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Value, Values};
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::history::spoken;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Unfinished};
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::line_edit::Press;
use crate::tui::widgets::text_area::TextArea;

/// The field it is about.
const FIELD: &str = "story";

/// The story of a person, being written.
pub struct Story {
    person: PersonId,
    listed: String,
    spoken: String,
    area: TextArea,
    /// What the record held when it was last read here.
    before: String,
    clock: Clock,
    /// Something was typed in this sitting, so that a draft may have been kept.
    typed: bool,
    /// Saving it met what a colleague had written.
    conflict: bool,
    ascii: bool,
}

impl Story {
    /// The story as the record holds it; with the text of a draft, what was typed then.
    pub fn new(
        store: &Store,
        person: PersonId,
        names: (String, String),
        kept: Option<(String, String)>,
    ) -> Result<Self, StoreError> {
        let stands = stands(store, person)?;
        let typed = kept.is_some();
        let (text, before) = kept.unwrap_or_else(|| (stands.clone(), stands));
        let (listed, spoken) = names;
        let area = TextArea::at_most(&text, check::LONGEST_STORY);
        let clock = store.clock();
        Ok(Self { person, listed, spoken, area, before, clock, typed, conflict: false, ascii: false })
    }

    fn inner(area: Rect) -> Rect {
        Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
    }

    fn value(&self) -> Result<Value, String> {
        let field = Entity::Person.field(FIELD).ok_or_else(|| "There is no such field.".to_owned())?;
        check::read(field, &self.area.text(), self.clock.now())
    }

    /// Whether the record would become another by saving.
    fn differs(&self) -> bool {
        self.value().is_ok_and(|value| value != Value::from(self.before.clone()))
    }

    fn save(&self, close: bool) -> Effect {
        let value = match self.value() {
            Ok(value) => value,
            Err(reason) => return Effect::Say(reason),
        };
        let before = Value::from(self.before.clone());
        if value == before {
            return if close {
                Effect::ThrowDraftAway
            } else {
                Effect::Say("It is saved already.".to_owned())
            };
        }
        let change = Change::Edit {
            entity: Entity::Person,
            id: self.person.0,
            before: Values::new().with(FIELD, before),
            after: Values::new().with(FIELD, value),
        };
        Effect::Apply { change, close, said: format!("Saved: story of {}.", self.spoken) }
    }

    fn said(&mut self, press: Press) -> Option<Effect> {
        match press {
            Press::Ignored => None,
            Press::Full(sentence) => Some(Effect::Say(sentence)),
            Press::Edited => {
                self.typed = true;
                Some(Effect::None)
            }
            Press::Moved => Some(Effect::None),
        }
    }

    /// Why nothing can be typed here: the session cannot show what would be changed (R-T5).
    fn unseen(&self) -> Option<Effect> {
        let unseen = self.ascii && !self.area.text().is_ascii();
        unseen.then(|| {
            Effect::Say(
                "This text has letters that this session cannot show. It can be read, not changed."
                    .to_owned(),
            )
        })
    }
}

/// Who changed the story last, and when: the heading over what somebody else wrote meanwhile.
fn who_wrote(store: &Store, person: PersonId) -> Result<String, StoreError> {
    Ok(match store.who_changed(Entity::Person, person.0, FIELD)? {
        Some((who, at)) => format!("{} wrote at {}:", store.name_of(&who)?, spoken(&at)),
        None => "A colleague wrote meanwhile:".to_owned(),
    })
}

/// The story as it stands in the record.
fn stands(store: &Store, person: PersonId) -> Result<String, StoreError> {
    let record = store.record(Entity::Person, person.0)?;
    Ok(record.map_or_else(String::new, |record| record.values.text(FIELD).to_owned()))
}

impl Screen for Story {
    fn places(&self) -> &'static [Place] {
        &[Place::Notes]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::Back | Command::BigEditor => self.save(true),
            Command::Save => self.save(false),
            Command::FieldHelp => Effect::Say(
                "Type as many lines as you like. It saves itself when you rest and when you press Esc."
                    .to_owned(),
            ),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        let remark = if self.differs() { "Not saved yet" } else { "Saved" };
        Title::Words(format!("Their story: {}", self.listed), remark.to_owned())
    }

    fn status(&self) -> String {
        format!("{} letters. It saves itself; Esc saves it and goes back.", self.area.length())
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        self.area.draw(paint, Self::inner(area), Role::Text);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        Some(self.area.cursor(Self::inner(area)))
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.clock = store.clock();
        let stands = stands(store, self.person)?;
        if stands == self.before {
            self.conflict = false;
            return Ok(());
        }
        let (mine, differs) = (self.area.text(), self.differs());
        let saved = self.value().is_ok_and(|value| value == Value::from(stands.clone()));
        if std::mem::take(&mut self.conflict) && !saved {
            // Both are kept: nothing is saved over what a colleague wrote, and nothing typed here is lost.
            let both = format!("{mine}\n\n{}\n{stands}", who_wrote(store, self.person)?);
            self.area = self.area.with(&both, check::LONGEST_STORY);
            self.before = stands;
        } else if saved {
            self.before = stands;
        } else if !differs {
            self.area = self.area.with(&stands, check::LONGEST_STORY);
            self.before = stands;
        }
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.area.resize(body.width.saturating_sub(2), body.height);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        let typing = matches!(
            key,
            Key::Char(_)
                | Key::Enter
                | Key::Backspace
                | Key::Delete
                | Key::Ctrl('h' | 'k' | 'u' | 'w' | 'y' | 'z')
        );
        if typing && let Some(why_not) = self.unseen() {
            return Some(why_not);
        }
        let press = self.area.press(key);
        self.said(press)
    }

    fn pasted(&mut self, text: &str) -> Effect {
        if let Some(why_not) = self.unseen() {
            return why_not;
        }
        let press = self.area.paste(text);
        self.said(press).unwrap_or(Effect::None)
    }

    fn failed(&mut self, _fault: &Fault) {
        self.conflict = true;
    }

    fn shows_ascii(&mut self) {
        self.ascii = true;
    }

    fn saves_itself(&self) -> bool {
        self.differs()
    }

    fn rest(&mut self) -> Effect {
        if self.differs() { self.save(false) } else { Effect::None }
    }

    fn about(&self) -> Option<String> {
        Some(self.spoken.clone())
    }

    fn draft(&self) -> Option<Unfinished> {
        self.typed.then(|| Unfinished {
            form: FIELD.to_owned(),
            subject: Some((Entity::Person, self.person.0)),
            title: format!("story of {}", self.spoken),
            texts: vec![(FIELD.to_owned(), self.area.text()), (format!("was.{FIELD}"), self.before.clone())],
        })
    }
}
