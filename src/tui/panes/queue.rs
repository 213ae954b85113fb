//! The queue: who is in our work, what is due first; beside it, from 100 columns on, the person under the cursor.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect, Size};

use crate::domain::id::{PersonId, WorkerId};
use crate::domain::{name, when, working_day};
use crate::store::queue::{Order, QueueAsk, QueueRow};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::frame::WIDE;
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Table, Tall};

/// Working days within which a first contact is tried; the figure beside "waiting".
const TARGET: u32 = crate::store::FIRST_CONTACT_DAYS;

/// The queue.
pub struct Queue {
    table: Table<QueueRow>,
    ask: QueueAsk,
    worker: Option<WorkerId>,
    searching: bool,
    today: NaiveDate,
    nation: working_day::Nation,
    width: u16,
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
            searching: false,
            today: NaiveDate::default(),
            nation: settings.nation,
            width: 80,
        }
    }

    fn person(&self) -> Option<PersonId> {
        self.table.chosen().map(|row| row.person)
    }

    /// What is due, in the words of the list.
    fn due(&self, row: &QueueRow) -> String {
        if let Some(since) = row.waiting_since {
            let days = working_day::between(since, self.today, self.nation);
            return format!("{days} of {TARGET} days");
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
        if self.searching || !self.ask.text.is_empty() {
            return format!("Search: {}", self.ask.text);
        }
        format!("Showing: {whose} ({})   order: {order}", self.table.total())
    }

    fn row(&self, row: &QueueRow, focused: bool, paint: &mut Paint<'_>, area: Rect) {
        let mark = if self.table.marked(row) { "*" } else { " " };
        let cursor = if focused { ">" } else { " " };
        let flag = if self.needs_you(row) { "!" } else { " " };
        let listed = name::listed(&row.family, &row.given, "");
        let name_at = area.x + 5;
        let narrow = area.width < 70;
        let name_width = if narrow { area.width.saturating_sub(22).min(24) } else { 22 };
        paint.text(area.x, area.y, 5, &format!("{mark}{cursor} {flag} "), Role::Text);
        paint.text(name_at, area.y, name_width, &listed, Role::Text);
        let mut x = name_at + name_width + 1;
        if !narrow || area.width >= 55 {
            paint.text(x, area.y, 17, row.state.label(), Role::Text);
            x += 18;
        }
        paint.text(x, area.y, 13, &self.due(row), Role::Text);
        x += 14;
        if x < area.right() {
            paint.text(x, area.y, area.right() - x, &row.next, Role::Text);
        }
        if focused {
            paint.focus_row(area);
        }
    }
}

impl Screen for Queue {
    fn places(&self) -> &'static [Place] {
        &[Place::Queue, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match command {
            Command::Open => self.person().map_or(Effect::None, Effect::Person),
            Command::Search => {
                self.searching = true;
                Effect::None
            }
            Command::Filter => {
                self.ask.worker = if self.ask.worker.is_some() { None } else { self.worker };
                self.table.to_top();
                Effect::Reload
            }
            Command::Order => {
                self.ask.order = if self.ask.order == Order::Due { Order::Name } else { Order::Due };
                self.table.to_top();
                Effect::Reload
            }
            Command::Back if !self.ask.text.is_empty() => {
                self.ask.text.clear();
                self.table.to_top();
                Effect::Reload
            }
            Command::Why => Effect::Say(
                "What is due first comes first: reminders by day and time; those who wait, by when a first contact is due."
                    .to_owned(),
            ),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Queue)
    }

    fn status(&self) -> String {
        let Some(row) = self.table.chosen() else {
            return "Nobody is in this list. Press a to add a referral.".to_owned();
        };
        let spoken = name::spoken(&row.given, &row.family);
        let next = if row.next.is_empty() { String::new() } else { format!(", {}", row.next.to_lowercase()) };
        format!(
            "Row {} of {}. {spoken}, {}{next}, {}.",
            self.table.at() + 1,
            self.table.total(),
            row.state.label().to_lowercase(),
            self.due(row).to_lowercase()
        )
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        paint.text(area.x + 1, area.y, area.width.saturating_sub(1), &self.heading(), Role::Text);
        let width = if area.width >= WIDE { area.width.min(60) } else { area.width };
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), width, ..area };
        self.table.draw(
            paint,
            list,
            |_, _, _| {},
            |row, focused, paint, place| self.row(row, focused, paint, place),
        );
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        if self.searching {
            let x = area.x + 9 + crate::tui::clip::width(&self.ask.text);
            return Some(Position::new(x.min(area.right().saturating_sub(1)), area.y));
        }
        self.table.cursor(Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, 5)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.today = store.clock().today();
        let page = store.queue(&self.ask, self.table.span())?;
        self.table.refill(page);
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.width = body.width;
        self.table.resize(body.height.saturating_sub(1));
    }

    fn takes_text(&self) -> bool {
        self.searching
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        if !self.searching {
            return None;
        }
        match key {
            Key::Char(letter) => self.ask.text.push(letter),
            Key::Backspace => {
                self.ask.text.pop();
            }
            Key::Enter => {
                self.searching = false;
                return Some(Effect::None);
            }
            Key::Esc => {
                self.searching = false;
                self.ask.text.clear();
            }
            _ => return None,
        }
        self.table.to_top();
        Some(Effect::Reload)
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let about = matches!(
            command,
            Command::Open
                | Command::LogContact
                | Command::SetReminder
                | Command::WriteNote
                | Command::Suggest
                | Command::ChangeStage
                | Command::Edit
                | Command::PutAway
        );
        (about && self.table.is_empty()).then(|| "There is nobody in this list.".to_owned())
    }
}
