//! The rows behind a figure, on a screen of their own.

use ratatui::layout::{Position, Rect, Size};

use crate::domain::clean::Clean;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::report::Figure;
use crate::report::rows::{self, RowsOf};
use crate::store::figures::Set;
use crate::store::page::Page;
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::table::{Scroll, Table};

/// The list of the assets that nobody has checked for long, on a screen of its own.
pub fn behind_stale(scroll: Scroll) -> Effect {
    let definition = "Assets that run and whose details nobody checked for 90 days (or as set), or ever.";
    let figure = Figure::new("To be checked again", 0, "assets", definition, RowsOf::Stale(None));
    Effect::Open(Box::new(Behind::new(&figure, scroll)))
}

/// The list of the assets whose funding ends within so many days, on a screen of its own, with who would be left.
pub fn behind_funding(days: u32, scroll: Scroll) -> Effect {
    let definition = "Assets that run and whose funding ends soon (within 90 days, or as set) or has ended, the first first, \
                      with who goes there.";
    let figure =
        Figure::new("Funding ends soon", 0, "assets", definition, RowsOf::Funding(u64::from(days), None));
    Effect::Open(Box::new(Behind::new(&figure, scroll)))
}

/// The list of the people whom nobody has asked yet what they would like to give, on a screen of its own.
pub fn behind_not_asked(worker: Option<WorkerId>, scroll: Scroll) -> Effect {
    let definition = "People in our work whom nobody has asked yet what they would like to give.";
    let rows = RowsOf::People(Set::NotAsked, worker.into());
    Effect::Open(Box::new(Behind::new(&Figure::new("Not yet asked", 0, "people", definition, rows), scroll)))
}

/// The rows behind a figure.
pub struct Behind {
    name: String,
    rows: RowsOf,
    definition: &'static str,
    table: Table<Card<(Option<PersonId>, Option<AssetId>)>>,
    size: Size,
}

impl Behind {
    /// The rows behind a figure.
    pub fn new(figure: &Figure, scroll: Scroll) -> Self {
        Self {
            name: figure.name.clone(),
            rows: figure.rows.clone(),
            definition: figure.definition,
            table: Table::new(scroll),
            size: Size { width: 80, height: 19 },
        }
    }

    fn list(&self, area: Rect) -> Rect {
        let room = self.size.width.saturating_sub(2);
        let lines = clip::wrap(&Clean::line(self.definition), room).len();
        let lines = u16::try_from(lines).unwrap_or(1) + 1;
        let above = if self.size.height >= 14 { lines } else { 0 };
        Rect { y: area.y + above, height: area.height.saturating_sub(above), ..area }
    }
}

impl Screen for Behind {
    fn places(&self) -> &'static [Place] {
        &[Place::Reports, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match (command, self.table.chosen().map(|card| card.about)) {
            (Command::Back, _) => Effect::Close,
            (Command::Open, Some((Some(person), _))) => Effect::Person(person),
            (Command::Open, Some((None, Some(asset)))) => Effect::Asset(asset),
            (Command::Why, _) => Effect::Say(self.definition.to_owned()),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        if self.rows == RowsOf::Nothing {
            return Title::Words(format!("What it says: {}", self.name), String::new());
        }
        let remark = format!("{} in all", self.table.total());
        Title::Words(format!("The rows behind: {}", self.name), remark)
    }

    fn status(&self) -> String {
        match self.table.chosen() {
            Some(card) => format!("Row {} of {}. {}", self.table.at() + 1, self.table.total(), card.said),
            None if self.rows == RowsOf::Nothing => {
                "It is worked out and has no rows. Press Esc to go back.".to_owned()
            }
            None => "There are no rows. Press Esc to go back.".to_owned(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let list = self.list(area);
        let above = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            height: (list.y - area.y).saturating_sub(1),
            ..area
        };
        paint.lines(above, self.definition, Role::Text);
        card::draw(&self.table, true, paint, list);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let page = rows::open(store, &self.rows, self.table.span())?;
        let width = self.size.width;
        let rows = page.rows.iter().map(|row| {
            // What does not fit beside the name stands on lines of its own: who would be left is never cut away.
            let room = width.saturating_sub(LEAD + 27);
            let (beside, below) = match row.detail.split_once("; ") {
                _ if width < 60 => ("", row.detail.as_str()),
                Some((first, rest)) if clip::width(&row.detail) > room => (first, rest),
                _ => (row.detail.as_str(), ""),
            };
            let cells = if width < 60 {
                vec![(0, row.name.clone())]
            } else {
                vec![(26, row.name.clone()), (0, beside.to_owned())]
            };
            let key = row.record.1;
            let colon = if row.detail.is_empty() { "" } else { ": " };
            let said = format!("{}{colon}{}.", row.name, row.detail);
            let mut card = Card::new(key, (row.person, row.asset), cells).said(said).named(&row.name);
            card.needs_you = row.marked;
            card.add_text(below, width, if width < 60 { 2 } else { 3 }, Role::Text);
            card
        });
        let page = Page { rows: rows.collect(), from: page.from, total: page.total };
        self.table.refill(page);
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let other = matches!(command, Command::Search | Command::Filter | Command::Order);
        other.then(|| "Press Esc to go back to the figures.".to_owned())
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }
}
