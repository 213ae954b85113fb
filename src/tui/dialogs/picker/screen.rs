//! How a picker stands on the screen and takes keys.

use super::{Line, Picker};
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::line_edit::Press;
use ratatui::layout::{Position, Rect, Size};

impl Picker {
    /// The first row of the list below the lines above it and the query.
    fn head(&self, width: u16) -> u16 {
        let lines: usize = self
            .above
            .iter()
            .map(|line| clip::wrap(&crate::domain::clean::Clean::lines(line), width).len())
            .sum();
        let lines = u16::try_from(lines).unwrap_or(0);
        let gap = u16::from(lines > 0);
        lines + gap + if self.query.is_some() { 2 } else { 0 }
    }

    fn row(&self, line: Line, focused: bool, paint: &mut Paint<'_>, area: Rect) {
        let Some(item) = self.items.get(line.0) else { return };
        let cursor = if focused { "> " } else { "  " };
        let key = item.hot.map_or_else(String::new, Key::spell);
        let mut x = area.x + paint.text(area.x, area.y, 2, cursor, Role::Text);
        if self.items.iter().any(|item| item.hot.is_some()) && self.query.is_none() {
            paint.text(x, area.y, 7, &key, Role::Key);
            x += if self.items.iter().any(|item| item.hot.is_some_and(|k| k.spell().len() > 1)) {
                8
            } else {
                3
            };
        }
        if self.several {
            x += paint.text(x, area.y, 4, if item.on { "[x] " } else { "[ ] " }, Role::Text);
        }
        let right = if item.right.is_empty() { 0 } else { clip::width(&item.right) + 2 };
        let room = area.right().saturating_sub(x).saturating_sub(right);
        let words = match &item.why_not {
            Some(reason) => format!("{} (not now: {})", item.words, lower_first(reason)),
            None if item.on && !self.several => format!("{} (chosen)", item.words),
            None => item.words.clone(),
        };
        paint.text(x, area.y, room, &words, Role::Text);
        if right > 0 && right < area.width / 2 + 20 {
            paint.text(area.right().saturating_sub(right - 1), area.y, right - 1, &item.right, Role::Quiet);
        }
        if focused {
            paint.focus_row(area);
        }
    }

    fn body(&self, area: Rect) -> Rect {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let head = self.head(inner.width).min(inner.height.saturating_sub(1));
        Rect { y: inner.y + head, height: inner.height - head, ..inner }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect::<String>().trim_end_matches('.').to_owned()
}

impl Screen for Picker {
    fn places(&self) -> &'static [Place] {
        &[Place::Picker]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if self.table.perform(command).is_some() {
            return Effect::None;
        }
        match (command, self.chosen().map(|(at, _)| at)) {
            (Command::Open, _) if self.several => self.done(),
            (Command::Open, Some(at)) => self.choose(at),
            (Command::Open, None) if self.query.is_some() => {
                let text = self.text().to_owned();
                (self.pick)(usize::MAX, &text)
            }
            (Command::Back, _) => Effect::Close,
            _ => Effect::None,
        }
    }

    fn called(&self, command: Command) -> Option<&'static str> {
        (self.several && command == Command::Open).then_some("done, Space chooses")
    }

    fn title(&self) -> Title {
        Title::Words(self.title.clone(), String::new())
    }

    fn status(&self) -> String {
        if self.asks_for_letters() {
            return format!("{}. Type a few letters.", self.title);
        }
        let Some((_, item)) = self.chosen() else { return self.none.clone() };
        let key = item.hot.filter(|_| self.query.is_none()).map_or_else(String::new, |key| match key {
            Key::Enter => " Press Enter.".to_owned(),
            key => format!(" Press {} or Enter.", key.spell()),
        });
        let on = match (self.several, item.on) {
            (true, true) => ", chosen. Space takes it off, Enter is done",
            (true, false) => ". Space chooses it, Enter is done",
            _ => "",
        };
        let why = item.why_not.as_deref().map_or_else(String::new, |reason| format!(" Not now: {reason}"));
        format!("{} of {}: {}{on}.{key}{why}", self.table.at() + 1, self.table.total(), item.words)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let list = self.body(area);
        let mut y = area.y;
        for line in &self.above {
            let rest = Rect { y, height: list.y.saturating_sub(y), x: list.x, width: list.width };
            y += paint.lines(rest, line, Role::Text);
        }
        if let Some(query) = &self.query {
            let at = list.y.saturating_sub(2);
            let label = paint.text(list.x, at, list.width, "Find: ", Role::LabelOn);
            let place = Rect { x: list.x + label, y: at, width: list.width.saturating_sub(label), height: 1 };
            query.draw(paint, place);
        }
        if self.asks_for_letters() {
            paint.lines(list, "Type a few letters.", Role::Quiet);
        } else if self.table.is_empty() {
            paint.lines(list, &self.none, Role::Text);
        }
        self.table.draw(
            paint,
            list,
            |_, _, _| {},
            |line, on, paint, place| self.row(*line, on, paint, place),
        );
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let list = self.body(area);
        match &self.query {
            Some(query) => {
                let at = list.y.saturating_sub(2);
                Some(query.cursor(Rect {
                    x: list.x + 6,
                    y: at,
                    width: list.width.saturating_sub(6),
                    height: 1,
                }))
            }
            None => self.table.cursor(list, 2),
        }
    }

    fn focused_row(&self, area: Rect) -> Option<u16> {
        self.table.cursor(self.body(area), 2).map(|at| at.y)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let text = self.text().to_owned();
        if let Some(source) = &mut self.source {
            let (items, pick) = source(store, &text)?;
            self.items = items;
            if let Some(pick) = pick {
                self.pick = pick;
            }
            self.filter();
        }
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        let area = self.body(Rect::new(0, 0, body.width, body.height));
        self.table.resize(area.height);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        if self.several && key == Key::Char(' ') && !self.goes_on() {
            let at = self.chosen().map(|(at, _)| at);
            return Some(at.map_or(Effect::None, |at| self.switch(at)));
        }
        if let Some(query) = &mut self.query {
            match query.press(key) {
                Press::Ignored => return None,
                Press::Moved => return Some(Effect::None),
                Press::Full(sentence) => return Some(Effect::Say(sentence)),
                Press::Edited => {}
            }
            self.table.to_top();
            if self.source.is_some() {
                return Some(Effect::Reload);
            }
            self.filter();
            return Some(Effect::None);
        }
        // Enter is of the row under the cursor, whichever row has it for its key.
        if key == Key::Enter {
            return None;
        }
        let hot = self.items.iter().position(|item| item.hot == Some(key));
        match (hot, key) {
            (Some(at), _) => Some(self.choose(at)),
            (None, Key::Char(_)) => Some(Effect::None),
            _ => None,
        }
    }

    fn pasted(&mut self, text: &str) -> Effect {
        let Some(query) = &mut self.query else { return Effect::None };
        query.paste(text);
        self.table.to_top();
        if self.source.is_some() {
            return Effect::Reload;
        }
        self.filter();
        Effect::None
    }

    fn tall(&self) -> Option<u16> {
        let rows = u16::try_from(self.items.len() + 3 * self.above.len()).ok()?;
        self.query.is_none().then_some(rows)
    }

    fn floats(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, Pick};
    use super::*;
    use crate::tui::effect::Answer;

    fn row() -> Pick {
        Box::new(|at, _| Effect::Answer(Answer::Row(at)))
    }

    fn words() -> Vec<Item> {
        ["Phone call", "Home visit", "Letter"].into_iter().map(Item::new).collect()
    }

    fn picked(effect: Option<&Effect>) -> Option<usize> {
        match effect {
            Some(Effect::Answer(Answer::Row(at))) => Some(*at),
            _ => None,
        }
    }

    #[test]
    fn a_digit_picks_its_row_and_enter_the_one_under_the_cursor() {
        let mut picker = Picker::of("How", words(), row());
        assert_eq!(picked(picker.typed(Key::Char('3')).as_ref()), Some(2));
        picker.perform(Command::Down);
        assert_eq!(picked(Some(&picker.perform(Command::Open))), Some(1));
        assert!(matches!(picker.typed(Key::Char('q')), Some(Effect::None)), "letters do nothing else");
    }

    #[test]
    fn a_key_is_named_once() {
        let with =
            |key: Key| Picker::of("What to do", vec![Item { hot: Some(key), ..Item::new("Open") }], row());
        assert!(with(Key::Enter).status().ends_with("Open. Press Enter."));
        assert!(with(Key::Char('t')).status().ends_with("Open. Press t or Enter."));
    }

    #[test]
    fn with_a_query_line_digits_are_typed_and_the_list_becomes_short() {
        let mut picker = Picker::searched("How", words(), row());
        for letter in "home".chars() {
            picker.typed(Key::Char(letter));
        }
        assert_eq!(picked(Some(&picker.perform(Command::Open))), Some(1));
        picker.typed(Key::Char('1'));
        assert_eq!(picked(Some(&picker.perform(Command::Open))), Some(usize::MAX), "nothing is met");
    }

    #[test]
    fn what_cannot_be_done_says_why_and_is_not_done() {
        let items = vec![Item { why_not: Some("There is nobody in this list.".into()), ..Item::new("Open") }];
        let mut picker = Picker::of("Menu", items, row());
        assert!(matches!(picker.perform(Command::Open), Effect::Say(words) if words.contains("nobody")));
    }
}
