//! The queue: who is in our work, what is due first; beside or below the list, the person under the cursor.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect, Size};

use super::glance::Glance;
use crate::domain::entity::Entity;
use crate::domain::id::{PersonId, WorkerId};
use crate::domain::{name, when, working_day};
use crate::store::queue::{Order, QueueAsk, QueueRow};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::LEAD;
use crate::tui::widgets::query::{Query, Typed};
use crate::tui::widgets::table::{Table, Tall};

/// How many lines the person under the cursor takes below the list, with its rule.
const PEEK: u16 = 5;

/// The queue.
pub struct Queue {
    table: Table<QueueRow>,
    ask: QueueAsk,
    worker: Option<WorkerId>,
    query: Query,
    today: NaiveDate,
    nation: working_day::Nation,
    target: u32,
    speak: bool,
    glance: Option<Glance>,
    size: Size,
}

impl Tall for QueueRow {
    fn key(&self) -> i64 {
        self.person.0
    }
}

impl Queue {
    /// The queue of a worker.
    pub fn new(settings: &Settings, worker: Option<WorkerId>) -> Self {
        Self {
            table: Table::new(settings.scroll),
            ask: QueueAsk { worker, ..QueueAsk::default() },
            worker,
            query: Query::default(),
            today: NaiveDate::default(),
            nation: settings.nation,
            target: 0,
            speak: settings.speak,
            glance: None,
            size: Size { width: 80, height: 19 },
        }
    }

    fn person(&self) -> Option<PersonId> {
        self.table.chosen().map(|row| row.person)
    }

    /// What is due, in the words of the list.
    fn due(&self, row: &QueueRow) -> String {
        if let Some(since) = row.waiting_since {
            let days = working_day::between(since, self.today, self.nation);
            return format!("{days} of {} days", self.target);
        }
        let Some(due) = row.due_on else { return String::new() };
        if let Some(late) = when::days_late(due, self.today) {
            return when::late_words(late);
        }
        let time = row.due_at.map_or_else(String::new, |at| format!(" {}", when::show_time(at)));
        if due == self.today { format!("Today{time}") } else { when::show_day_short(due, self.today) + &time }
    }

    fn needs_you(&self, row: &QueueRow) -> bool {
        let late = |day: Option<NaiveDate>| day.is_some_and(|day| day < self.today);
        late(row.due_on) || late(row.contact_by)
    }

    fn heading(&self) -> String {
        let whose = if self.ask.worker.is_some() { "everyone of mine" } else { "everyone" };
        let order = match self.ask.order {
            Order::Due => "what is due first",
            Order::Name => "by name",
        };
        format!("Showing: {whose} ({})   order: {order}", self.table.total())
    }

    /// Where the columns begin and how wide they are: name, where they are, due, next step; 0 is not shown.
    fn columns(width: u16) -> [u16; 4] {
        match width {
            ..50 => [width.saturating_sub(LEAD + 15), 0, 14, 0],
            50..70 => [width.saturating_sub(LEAD + 33), 15, 16, 0],
            _ => [21, 15, 16, width.saturating_sub(LEAD + 55)],
        }
    }

    fn cells(&self, texts: [&str; 4], role: Role, paint: &mut Paint<'_>, area: Rect) {
        let mut x = area.x + LEAD;
        for (text, width) in texts.into_iter().zip(Self::columns(self.list_width())) {
            if width > 0 {
                paint.text(x, area.y, width.min(area.right().saturating_sub(x)), text, role);
                x += width + 1;
            }
        }
    }

    fn row(&self, row: &QueueRow, focused: bool, paint: &mut Paint<'_>, area: Rect) {
        paint.text(area.x + 1, area.y, 1, if focused { ">" } else { " " }, Role::Text);
        if self.needs_you(row) {
            paint.text(area.x + 3, area.y, 1, "!", Role::Alarm);
        }
        let listed = name::listed(&row.family, &row.given, "");
        self.cells([&listed, row.state.label(), &self.due(row), &row.next], Role::Text, paint, area);
        if focused {
            paint.focus_row(area);
        }
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 60)
    }

    fn has_peek(&self) -> bool {
        !self.speak && !super::wide(self.size.width) && self.size.height >= 17
    }

    /// The lines above the list: what is shown, and the heads of the columns where there is room.
    fn above(&self) -> u16 {
        if self.size.height >= 14 { 2 } else { 1 }
    }

    fn list(&self, area: Rect) -> Rect {
        let below = if self.has_peek() { PEEK } else { 0 };
        let above = self.above();
        Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above + below),
            width: self.list_width(),
            ..area
        }
    }

    fn draw_peek(&self, paint: &mut Paint<'_>, area: Rect) {
        let y = area.bottom().saturating_sub(PEEK);
        paint.rule(area.x, y, area.width);
        let room = area.width.saturating_sub(2);
        let lines = self.glance.as_ref().map(|glance| glance.peek(room)).unwrap_or_default();
        for (pieces, y) in lines.iter().zip(y + 1..area.bottom()) {
            let pieces: Vec<(&str, Role)> =
                pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
            paint.pieces(area.x + 1, y, room, &pieces);
        }
    }

    fn searched(&mut self) -> Effect {
        self.ask.text = self.query.text().to_owned();
        self.table.begin_again();
        Effect::Reload
    }
}

impl Screen for Queue {
    fn places(&self) -> &'static [Place] {
        if self.query.is_open() {
            return &[Place::Queue, Place::Searching, Place::List, Place::Everywhere];
        }
        &[Place::Queue, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match command {
            Command::Search => {
                self.query.open();
                Effect::None
            }
            Command::Filter => {
                self.ask.worker = if self.ask.worker.is_some() { None } else { self.worker };
                self.table.begin_again();
                Effect::Reload
            }
            Command::Order => {
                self.ask.order = if self.ask.order == Order::Due { Order::Name } else { Order::Due };
                self.table.begin_again();
                Effect::Reload
            }
            Command::Back if self.query.clear() => self.searched(),
            Command::Why => Effect::Say(match self.ask.order {
                Order::Due => {
                    "What is due first comes first; those who wait, by when contact is due.".to_owned()
                }
                Order::Name => "By family name, then given name.".to_owned(),
            }),
            Command::Add => Effect::Form(FormRequest::AddReferral { person: None }),
            other => {
                let marked = self.table.marks().iter().copied().collect();
                if let Some(effect) = super::about_marked(other, Entity::Person, marked) {
                    return effect;
                }
                let follow_up = self.table.chosen().and_then(|row| row.follow_up);
                self.person().map_or(Effect::None, |person| super::about_person(other, person, follow_up))
            }
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Queue)
    }

    fn status(&self) -> String {
        let Some(row) = self.table.chosen() else {
            return match (self.query.is_empty(), self.ask.worker.is_some()) {
                (false, true) => "Nobody of yours has such a name. ‹find_anyone› looks among everyone.",
                (false, false) => "Nobody has such a name. Press Esc to see everyone again.",
                (true, true) => "Nobody of yours is in this list. Press ‹filter› to see everyone.",
                (true, false) => "Nobody is in this list. Press ‹add› to add a referral.",
            }
            .to_owned();
        };
        let spoken = name::spoken(&row.given, &row.family);
        let state = row.state.label().to_lowercase();
        let due = match self.due(row) {
            due if due.is_empty() => due,
            due => format!(", {}", due.replace("Today", "today")),
        };
        let next = if row.next.is_empty() { String::new() } else { format!(": {}", row.next) };
        format!("Row {} of {}. {spoken}, {state}{due}{next}.", self.table.at() + 1, self.table.total())
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let (left, beside) = super::beside(paint, area, self.list_width());
        if self.query.is_open() || !self.query.is_empty() {
            self.query.draw(paint, area.x + 1, area.y, left.width.saturating_sub(1));
        } else {
            paint.text(area.x + 1, area.y, left.width.saturating_sub(1), &self.heading(), Role::Text);
        }
        if self.above() == 2 {
            let row = Rect { y: area.y + 1, height: 1, ..left };
            self.cells(["Name", "Where they are", "Due", "Next step"], Role::Title, paint, row);
        }
        let list = self.list(area);
        self.table.draw(
            paint,
            list,
            |_, _, _| {},
            |row, focused, paint, place| self.row(row, focused, paint, place),
        );
        if self.table.is_empty() {
            paint.lines(
                Rect { x: list.x + LEAD, width: list.width.saturating_sub(LEAD), ..list },
                &self.status(),
                Role::Text,
            );
        }
        match (beside, &self.glance) {
            (Some(place), Some(glance)) => glance.sheet.draw(paint, place, 0),
            _ if self.has_peek() => self.draw_peek(paint, area),
            _ => {}
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        if self.query.is_open() {
            return Some(self.query.cursor(area.x + 1, area.y, self.list_width().saturating_sub(1)));
        }
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.today = store.clock().today();
        self.target = store.cadence().first_contact_working_days;
        let page = store.queue(&self.ask, self.table.span())?;
        self.table.refill(page);
        self.preview(store)
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        let seen = super::wide(self.size.width) || self.has_peek();
        self.glance = match self.person().filter(|_| seen) {
            Some(person) => Glance::read(store, person)?,
            None => None,
        };
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn takes_text(&self) -> bool {
        self.query.is_open()
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match self.query.press(key) {
            Typed::Edited => Some(self.searched()),
            Typed::Kept => Some(Effect::None),
            Typed::Left => None,
        }
    }

    fn pasted(&mut self, text: &str) -> Effect {
        if self.query.paste(text) { self.searched() } else { super::pasted_in_a_list() }
    }

    fn refuses(&self, command: Command) -> Option<String> {
        if command == Command::Back && self.query.is_empty() {
            return Some(super::AT_THE_TOP.to_owned());
        }
        let needed = super::IS_ABOUT_A_ROW.contains(&command) && self.table.is_empty();
        needed.then(|| "There is nobody in this list.".to_owned())
    }

    fn marked(&self) -> usize {
        self.table.marks().len()
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|row| name::spoken(&row.given, &row.family))
    }

    fn preview_due(&self) -> bool {
        let seen = super::wide(self.size.width) || self.has_peek();
        seen && self.glance.as_ref().map(|glance| glance.person) != self.person()
    }
}
