//! A month to choose a day from: arrows move, Page Up and Page Down change the month, Enter takes the day.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use ratatui::layout::{Position, Rect};

use crate::domain::when;
use crate::domain::working_day::{self, Nation};
use crate::tui::command::Command;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;

/// How wide a day is.
const CELL: u16 = 5;

/// A month with one day chosen.
pub struct Calendar {
    label: String,
    day: NaiveDate,
    today: NaiveDate,
    nation: Nation,
}

impl Calendar {
    /// The month of a day, for the row of that label.
    pub fn new(label: &str, day: NaiveDate, today: NaiveDate, nation: Nation) -> Self {
        Self { label: label.to_owned(), day, today, nation }
    }

    fn first(&self) -> NaiveDate {
        self.day.with_day(1).unwrap_or(self.day)
    }

    fn by_days(&mut self, days: i64) -> Effect {
        self.day = self.day.checked_add_signed(chrono::Duration::days(days)).unwrap_or(self.day);
        Effect::None
    }

    fn by_months(&mut self, ahead: bool) -> Effect {
        let one = Months::new(1);
        let moved = if ahead { self.day.checked_add_months(one) } else { self.day.checked_sub_months(one) };
        self.day = moved.unwrap_or(self.day);
        Effect::None
    }

    /// Column and line of a day in its month; weeks begin on Monday.
    fn place(&self, day: NaiveDate) -> (u16, u16) {
        let before = self.first().weekday().num_days_from_monday();
        let at = before + day.day0();
        let small = |n: u32| u16::try_from(n).unwrap_or(0);
        (small(at % 7), small(at / 7))
    }
}

impl Screen for Calendar {
    fn places(&self) -> &'static [Place] {
        &[Place::Picker]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::Up => self.by_days(-7),
            Command::Down => self.by_days(7),
            Command::PageUp => self.by_months(false),
            Command::PageDown => self.by_months(true),
            Command::Open => Effect::Answer(Answer::Text(when::show_day(self.day))),
            Command::Back => Effect::Close,
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Words(format!("{}: {}", self.label, self.day.format("%B %Y")), String::new())
    }

    fn status(&self) -> String {
        let remark = working_day::remark(self.day, self.nation).unwrap_or_default();
        format!(
            "{}. {remark} Arrows move, Page Up and Page Down change the month, Enter takes it.",
            when::show_echo(self.day, self.today)
        )
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let (x, y) = (area.x + 2, area.y + 1);
        paint.text(x, y, area.width, &self.day.format("%B %Y").to_string(), Role::Title);
        for (column, name) in (0u16..).zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) {
            paint.text(x + column * CELL, y + 2, CELL, name, Role::Quiet);
        }
        let mut day = self.first();
        while day.month() == self.first().month() {
            let (column, line) = self.place(day);
            let here = day == self.day;
            let mark = if here { ">" } else { " " };
            let note = if working_day::holiday(day, self.nation).is_some() { "*" } else { " " };
            let text = format!("{mark}{:>2}{note}", day.day());
            let role = if here { Role::Focus } else { Role::Text };
            paint.text(x + column * CELL, y + 3 + line, CELL - 1, &text, role);
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        paint.text(x, y + 10, area.width.saturating_sub(3), "* is a bank holiday.", Role::Quiet);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let (column, line) = self.place(self.day);
        let y = (area.y + 4 + line).min(area.bottom().saturating_sub(1));
        Some(Position::new(area.x + 3 + column * CELL, y))
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match key {
            Key::Left => Some(self.by_days(-1)),
            Key::Right => Some(self.by_days(1)),
            _ => None,
        }
    }

    fn tall(&self) -> Option<u16> {
        Some(12)
    }

    fn floats(&self) -> bool {
        true
    }
}
