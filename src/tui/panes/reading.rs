//! One record read whole: every field that holds something, long texts in full.

use ratatui::layout::{Position, Rect, Size};

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::field::Kind;
use crate::domain::vocabulary::CONTACT_METHOD;
use crate::domain::{name, when};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Screen, Title};
use crate::tui::widgets::sheet::Sheet;

/// One record, read whole.
pub struct Reading {
    entity: Entity,
    id: i64,
    about: String,
    sheet: Sheet,
    from: usize,
    size: Size,
    there: bool,
}

impl Reading {
    /// A record of somebody; `about` is the name that stands in the title.
    pub fn new(entity: Entity, id: i64, about: impl Into<String>) -> Self {
        let size = Size { width: 80, height: 19 };
        Self { entity, id, about: about.into(), sheet: Sheet::new(), from: 0, size, there: true }
    }

    fn last(&self) -> usize {
        let rows = self.sheet.height(self.size.width.saturating_sub(2));
        rows.saturating_sub(usize::from(self.size.height))
    }

    fn scroll(&mut self, by: isize) -> Effect {
        self.from = self.from.saturating_add_signed(by).min(self.last());
        Effect::None
    }
}

/// Puts a record on a sheet, if it is still there.
pub(super) fn whole(store: &Store, entity: Entity, id: i64, sheet: &mut Sheet) -> Result<(), StoreError> {
    match store.record(entity, id)? {
        Some(record) => fill(store, &record, sheet),
        None => Ok(()),
    }
}

/// A record as a sheet: short fields with their labels, long texts below their own headings.
fn fill(store: &Store, record: &Record, sheet: &mut Sheet) -> Result<(), StoreError> {
    let mut stories = Vec::new();
    for field in record.entity.fields() {
        let value = record.values.value(field.name);
        if value.is_nothing() {
            continue;
        }
        match field.kind {
            Kind::Story => stories.push((field.label, check::show(field, value))),
            Kind::Link(entity) => {
                let id = value.number().unwrap_or_default();
                sheet.pair(field.label, called(store, entity, id)?);
            }
            _ => sheet.pair(field.label, check::show(field, value)),
        }
    }
    if let Some(day) = record.put_away_on {
        let reason = record.put_away_reason.as_deref().unwrap_or("no reason was given");
        sheet.pair("Put away", format!("{}, {reason}", when::show_day(day)));
    }
    for (label, text) in stories {
        sheet.heading(label);
        sheet.words(text);
    }
    Ok(())
}

fn dated(word: &str, day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| word.to_owned(), |day| format!("{word} {}", when::show_day(day)))
}

/// What a linked record is called.
fn called(store: &Store, entity: Entity, id: i64) -> Result<String, StoreError> {
    let Some(record) = store.record(entity, id)? else { return Ok("Not known".to_owned()) };
    let text = |field: &str| record.values.text(field);
    Ok(match entity {
        Entity::Person => name::spoken(text("given"), text("family")),
        Entity::Asset | Entity::Worker => text("name").to_owned(),
        Entity::Offer | Entity::Ask | Entity::Goal | Entity::FollowUp => text("what").to_owned(),
        Entity::Connection => match record.values.number("asset_id") {
            Some(asset) => called(store, Entity::Asset, asset)?,
            None => format!("{} {id}", entity.word()),
        },
        Entity::Referral => dated("Received", record.values.day("received")),
        Entity::Episode => dated("Opened", record.values.day("opened_on")),
        Entity::Contact => match record.values.day("happened_on") {
            Some(day) => format!("{}, {}", CONTACT_METHOD.label(text("method")), when::show_day(day)),
            None => format!("{} {id}", entity.word()),
        },
        _ => format!("{} {id}", entity.word()),
    })
}

impl Screen for Reading {
    fn places(&self) -> &'static [Place] {
        &[Place::Record, Place::Reading, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        let page = isize::try_from(self.size.height.saturating_sub(1)).unwrap_or(1);
        let (entity, id) = (self.entity, self.id);
        match command {
            Command::Up => self.scroll(-1),
            Command::Down => self.scroll(1),
            Command::PageUp => self.scroll(-page),
            Command::PageDown => self.scroll(page),
            Command::First => self.scroll(isize::MIN),
            Command::Last => self.scroll(isize::MAX),
            Command::Edit => Effect::Form(FormRequest::Edit { entity, id }),
            Command::PutAway => Effect::Form(FormRequest::PutAway { entity, id }),
            Command::Back => Effect::Close,
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        let word = super::glance::capital(self.entity.word());
        Title::Words(format!("{word}: {}", self.about), String::new())
    }

    fn status(&self) -> String {
        if !self.there {
            return "This record is no longer here. Press Esc to go back.".to_owned();
        }
        let rows = self.sheet.height(self.size.width.saturating_sub(2));
        let shown = (self.from + usize::from(self.size.height)).min(rows);
        format!("Lines {} to {shown} of {rows}. Esc goes back.", self.from + 1)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        self.sheet.draw(paint, inner, self.from);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        Some(Position::new(area.x + 1, area.y))
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.sheet = Sheet::new();
        let record = store.record(self.entity, self.id)?;
        self.there = record.is_some();
        if let Some(record) = record {
            fill(store, &record, &mut self.sheet)?;
        }
        self.from = self.from.min(self.last());
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
    }

    fn refuses(&self, command: Command) -> Option<String> {
        if command == Command::Open {
            return Some("It is open. Press ‹edit› to edit it, or Esc to go back.".to_owned());
        }
        let changes = matches!(command, Command::Edit | Command::PutAway);
        (changes && !self.there).then(|| "This record is no longer here.".to_owned())
    }
}
