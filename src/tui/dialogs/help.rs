//! Help for a screen: its keys under their headings, a search over them, and Enter does what is found.

use ratatui::layout::{Position, Rect, Size};

use super::commands::{self, Offer};
use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keyboard::Keyboard;
use crate::tui::keymap::{Group, Place};
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::line_edit::{LineEdit, Press};

/// The headings, in the order they are read.
const HEADINGS: [(Group, &str); 5] = [
    (Group::Do, "DO SOMETHING"),
    (Group::Find, "FIND"),
    (Group::Move, "MOVE"),
    (Group::PutRight, "PUT RIGHT"),
    (Group::Always, "ALWAYS"),
];

/// Keys that are told together, as one line.
const TOGETHER: [(&[Command], &str); 8] = [
    (&[Command::Up, Command::Down], "one row"),
    (&[Command::PageUp, Command::PageDown], "one screen"),
    (&[Command::First, Command::Last], "first, last"),
    (&[Command::NextPart, Command::PreviousPart], "next part of the screen"),
    (&[Command::Undo], "undo (asks first)"),
    (&[Command::Redo], "do it again (asks first)"),
    (&[Command::Menu], "menu of what you can do"),
    (
        &[Command::GoToday, Command::GoQueue, Command::GoAssets, Command::GoGive, Command::GoReports],
        "change screen",
    ),
];

/// What stands below the keys.
const MORE: [(&str, &str); 4] = [
    (
        "MARKS ON THE SCREEN",
        "> this row.  ! late, or needs you.  + reason for.  - reason against.  . information.  = how it was read.",
    ),
    (
        "COPY AND PASTE",
        "Copy: drag with the mouse; PuTTY copies as soon as you let go. Paste: in PuTTY, right-click or Shift+Insert. In \
         Windows Terminal, Ctrl+Shift+V.",
    ),
    (
        "WORDS WE USE",
        "Assets: groups, places, people and things we can suggest. Give and take: what people offer, would like, give and \
         receive. Reminder: something to do by a day. Put away: out of the lists, never lost.",
    ),
    ("MORE HELP", "Leave kith with q and type kith help, or kith doctor if the screen looks wrong."),
];

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(String),
    Entry(usize),
    Text(String),
    Blank,
}

/// One thing that can be done: its keys, its words, the command Enter does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    keys: String,
    words: String,
    command: Command,
    group: Group,
}

/// The help of a screen.
pub struct Help {
    title: String,
    offers: Vec<Offer>,
    entries: Vec<Entry>,
    query: LineEdit,
    at: usize,
    page: usize,
    size: Size,
}

impl Help {
    /// The help of the screen below.
    pub fn of(below: &dyn Screen, keyboard: &Keyboard) -> Self {
        let mut offers = commands::offers(below, keyboard);
        offers.retain(|offer| !matches!(offer.command, Command::Help | Command::FieldHelp));
        let name = below.places().first().map_or("", |place| place.label());
        let mut help = Self {
            title: format!("Help: keys you can use in {name}"),
            offers,
            entries: Vec::new(),
            query: LineEdit::default(),
            at: 0,
            page: 0,
            size: Size::new(80, 19),
        };
        help.filter();
        help
    }

    fn filter(&mut self) {
        let text = self.query.text().trim().to_owned();
        let single = |offer: &Offer| Entry {
            keys: offer.keys.clone(),
            words: lower_first(offer.words),
            command: offer.command,
            group: offer.group,
        };
        self.entries = if text.is_empty() {
            self.grouped(single)
        } else {
            let met = commands::meeting(&self.offers, &text);
            met.into_iter().filter_map(|at| self.offers.get(at)).map(single).collect()
        };
        self.at = 0;
        self.page = 0;
    }

    /// The keys of commands that are told together: all of one, the first of each of several.
    fn keys_of(&self, commands: &[Command]) -> String {
        let all =
            |command| self.offers.iter().find(|offer| offer.command == command).map(|offer| &offer.keys);
        if let [only] = commands {
            return all(*only).cloned().unwrap_or_default();
        }
        let first = |keys: &String| keys.split(", ").next().filter(|key| !key.is_empty()).map(str::to_owned);
        let keys: Vec<String> =
            commands.iter().filter_map(|command| all(*command)).filter_map(first).collect();
        match keys.as_slice() {
            [first, .., last] if keys.len() == 5 && keys.iter().all(|key| key.len() == 1) => {
                format!("{first} to {last}")
            }
            // The second key is left out where both would not stand in the column.
            [first, ..] if keys.join(", ").len() > 11 => first.clone(),
            _ => keys.join(", "),
        }
    }

    /// Every command that has a key, under its heading; some are told together.
    fn grouped(&self, single: impl Fn(&Offer) -> Entry) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (group, _) in HEADINGS {
            for offer in self.offers.iter().filter(|offer| offer.group == group && !offer.keys.is_empty()) {
                let together = TOGETHER.iter().find(|(commands, _)| commands.contains(&offer.command));
                match together {
                    Some((commands, words)) => {
                        if commands.first() == Some(&offer.command) {
                            let (keys, words) = (self.keys_of(commands), (*words).to_owned());
                            entries.push(Entry { keys, words, command: offer.command, group });
                        }
                    }
                    None => entries.push(single(offer)),
                }
            }
        }
        entries
    }

    /// How many columns of lines stand side by side, and how wide each is.
    fn columns(&self) -> (usize, u16) {
        let width = self.size.width.saturating_sub(2);
        let count = if self.query.is_empty() { usize::from(width / 34).clamp(1, 2) } else { 1 };
        (count, width / u16::try_from(count).unwrap_or(1))
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut last = None;
        for (at, entry) in self.entries.iter().enumerate() {
            if self.query.is_empty() && last != Some(entry.group) {
                if last.is_some() {
                    lines.push(Line::Blank);
                }
                last = Some(entry.group);
                let heading = HEADINGS.iter().find(|(group, _)| *group == entry.group);
                lines.push(Line::Heading(heading.map_or("", |(_, words)| words).to_owned()));
            }
            lines.push(Line::Entry(at));
        }
        if self.query.is_empty() {
            let (_, width) = self.columns();
            for (heading, text) in MORE {
                lines.push(Line::Blank);
                lines.push(Line::Heading(heading.to_owned()));
                let rows = clip::wrap(&Clean::lines(text), width.saturating_sub(4));
                lines.extend(rows.into_iter().map(Line::Text));
            }
        }
        lines
    }

    /// The lines in columns and pages: page, column, row and what stands there.
    fn places(&self) -> Vec<(usize, usize, u16, Line)> {
        let height = self.size.height.saturating_sub(2).max(1);
        let (count, _) = self.columns();
        let mut placed = Vec::new();
        let (mut column, mut row) = (0, 0);
        let lines = self.lines();
        for (at, line) in lines.iter().enumerate() {
            // A heading is not left alone at the foot of a column.
            let lone = matches!(line, Line::Heading(_)) && row + 1 >= height && at + 1 < lines.len();
            if row >= height || lone {
                column += 1;
                row = 0;
            }
            if row == 0 && *line == Line::Blank {
                continue;
            }
            placed.push((column / count, column % count, row, line.clone()));
            row += 1;
        }
        placed
    }

    fn pages(&self) -> usize {
        self.places().last().map_or(1, |(page, _, _, _)| page + 1)
    }

    fn go(&mut self, by: isize) -> Effect {
        let last = self.entries.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        let places = self.places();
        let found = places.iter().find(|(_, _, _, line)| *line == Line::Entry(self.at));
        self.page = found.map_or(0, |(page, _, _, _)| *page);
        Effect::None
    }

    fn turn(&mut self, by: isize) -> Effect {
        self.page = self.page.saturating_add_signed(by).min(self.pages().saturating_sub(1));
        let places = self.places();
        let first = places.iter().find_map(|(page, _, _, line)| match line {
            Line::Entry(at) if *page == self.page => Some(*at),
            _ => None,
        });
        self.at = first.unwrap_or(self.at);
        Effect::None
    }

    fn row(&self, at: usize, paint: &mut Paint<'_>, area: Rect) {
        let Some(entry) = self.entries.get(at) else { return };
        let on = at == self.at;
        paint.text(area.x, area.y, 2, if on { "> " } else { "  " }, Role::Text);
        let keys = 12.min(area.width / 3);
        let taken = paint.text(area.x + 2, area.y, area.width.saturating_sub(2), &entry.keys, Role::Key);
        let x = area.x + 2 + (taken + 1).max(keys);
        paint.text(x, area.y, area.right().saturating_sub(x), &entry.words, Role::Text);
        if on {
            paint.focus_row(Rect { width: area.width.saturating_sub(1), ..area });
        }
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

impl Screen for Help {
    fn places(&self) -> &'static [Place] {
        &[Place::Picker]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::Up => self.go(-1),
            Command::Down => self.go(1),
            Command::PageUp => self.turn(-1),
            Command::PageDown => self.turn(1),
            Command::Open => {
                self.entries.get(self.at).map_or(Effect::None, |entry| Effect::Perform(entry.command))
            }
            Command::Back => Effect::Close,
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Words(self.title.clone(), "Type to find a key".to_owned())
    }

    fn status(&self) -> String {
        let Some(entry) = self.entries.get(self.at) else {
            return "Nothing is called so. Try one word, such as \"reminder\".".to_owned();
        };
        let pages = self.pages();
        let page = if pages > 1 {
            format!(" Screen {} of {pages}: Page Down for more.", self.page + 1)
        } else {
            String::new()
        };
        let keys = if entry.keys.is_empty() { String::new() } else { format!("{}: ", entry.keys) };
        format!("{keys}{}. Enter does it now.{page}", entry.words)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let label = paint.text(area.x + 1, area.y, area.width, "Find: ", Role::LabelOn);
        let width = area.width.saturating_sub(label + 2);
        self.query.draw(paint, Rect { x: area.x + 1 + label, y: area.y, width, height: 1 });
        let (_, width) = self.columns();
        for (page, column, row, line) in self.places() {
            if page != self.page {
                continue;
            }
            let x = area.x + 1 + width * u16::try_from(column).unwrap_or(0);
            let place = Rect { x, y: area.y + 2 + row, width, height: 1 };
            match line {
                Line::Heading(words) => {
                    paint.text(place.x, place.y, width, &words, Role::Title);
                }
                Line::Entry(at) => self.row(at, paint, place),
                Line::Text(text) => {
                    paint.text(place.x + 2, place.y, width.saturating_sub(3), &text, Role::Text);
                }
                Line::Blank => {}
            }
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        Some(self.query.cursor(Rect {
            x: area.x + 7,
            width: area.width.saturating_sub(8),
            height: 1,
            ..area
        }))
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.go(0);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        // A question mark closes what a question mark opened.
        if key == Key::Char('?') && self.query.is_empty() {
            return Some(Effect::Close);
        }
        match self.query.press(key) {
            Press::Ignored => return None,
            Press::Moved | Press::Full(_) => {}
            Press::Edited => self.filter(),
        }
        Some(Effect::None)
    }

    fn pasted(&mut self, text: &str) -> Effect {
        self.query.paste(text);
        self.filter();
        Effect::None
    }

    fn floats(&self) -> bool {
        true
    }
}
