//! A card: one row of a list with columns, the lines below it, and the sentence that says it.

use ratatui::layout::Rect;

use super::table::{Table, Tall};
use crate::domain::clean::Clean;
use crate::domain::fold;
use crate::tui::clip;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// Where the words of a card begin: behind the cursor's mark and the mark of what needs you.
pub const LEAD: u16 = 5;

/// How wide the labels of a record are.
const LABELS: u16 = 21;

/// How many lines of a long text a record shows in its list; the form and the reading screen show all.
const LONGEST: usize = 30;

/// One row of a list. `T` is what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card<T> {
    /// By this it is known again after a reload.
    pub key: i64,
    /// Stands above the first card of its group.
    pub heading: String,
    /// Empty lines above the heading.
    pub gap: usize,
    /// Whether it needs you: a `!` stands before it.
    pub needs_you: bool,
    /// The columns of the first line with their widths; the last takes what is left.
    pub cells: Vec<(u16, String)>,
    /// Folded words that a search has met: their letters stand out.
    pub met: Vec<String>,
    /// The lines below the first.
    pub below: Vec<(String, Role)>,
    /// How far from the words of the first line the lines below begin.
    pub indent: u16,
    /// The sentence of the status row.
    pub said: String,
    /// Whom or what it is about, as it is said.
    pub name: String,
    /// What it is about.
    pub about: T,
}

impl<T> Card<T> {
    /// A card of one line.
    pub fn new(key: i64, about: T, cells: Vec<(u16, String)>) -> Self {
        Self {
            key,
            heading: String::new(),
            gap: 0,
            needs_you: false,
            cells,
            met: Vec::new(),
            below: Vec::new(),
            indent: 2,
            said: String::new(),
            name: String::new(),
            about,
        }
    }

    /// The same with the sentence that says it.
    #[must_use]
    pub fn said(mut self, sentence: impl Into<String>) -> Self {
        self.said = sentence.into();
        self
    }

    /// The same with the name it is said by.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// A label with its value beside it, or below it where there is no room.
    pub fn labelled(key: i64, about: T, label: &str, value: &str, width: u16) -> Self {
        let room = width.saturating_sub(LEAD + LABELS + 1);
        let first = value.lines().next().unwrap_or_default();
        let said = format!("{label}: {}.", first.trim_end_matches('.'));
        let beside = !value.contains('\n') && clip::width(value) <= room;
        let shown = if beside { value.to_owned() } else { String::new() };
        let mut card = Self::new(key, about, vec![(LABELS, label.to_owned()), (0, shown)]).said(said);
        if !beside {
            card.add_text(value, width, LONGEST, Role::Text);
        }
        card
    }

    /// Adds a long text below, wrapped to a width, in at most so many lines.
    pub fn add_text(&mut self, text: &str, width: u16, most: usize, role: Role) {
        if text.trim().is_empty() || most == 0 {
            return;
        }
        let room = width.saturating_sub(LEAD + self.indent).max(8);
        if most == 1 && !text.contains('\n') {
            // One line is cut where the list ends, not between words.
            self.below.push((text.to_owned(), role));
            return;
        }
        let rows = clip::wrap(&Clean::lines(text), room);
        let mut rows: Vec<String> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        let cut = rows.len() > most;
        rows.truncate(most);
        if let Some(last) = rows.last_mut().filter(|_| cut) {
            last.push_str(" ...");
        }
        self.below.extend(rows.into_iter().map(|row| (row, role)));
    }
}

impl<T> Tall for Card<T> {
    fn head(&self) -> usize {
        if self.heading.is_empty() { 0 } else { self.gap + 1 }
    }

    fn tall(&self) -> usize {
        1 + self.below.len()
    }

    fn key(&self) -> i64 {
        self.key
    }
}

/// Draws a list of cards; the cursor shows only where the list has the focus.
pub fn draw<T>(table: &Table<Card<T>>, focus: bool, paint: &mut Paint<'_>, area: Rect) {
    table.draw(
        paint,
        area,
        |card, paint, place| {
            let y = place.bottom().saturating_sub(1);
            paint.text(place.x + 1, y, place.width.saturating_sub(1), &card.heading, Role::Title);
        },
        |card, focused, paint, place| body(card, focused && focus, paint, place),
    );
}

/// A text in pieces: the letters with which its words begin like a word that was looked for stand out.
fn pieces<'a>(text: &'a str, met: &[String]) -> Vec<(&'a str, Role)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        let folded = fold::fold(word);
        let letters =
            met.iter().filter(|met| folded.starts_with(met.as_str())).map(|met| met.chars().count()).max();
        let end = letters.map_or(0, |n| word.char_indices().nth(n).map_or(word.len(), |(at, _)| at));
        let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let (gap, next) = after.split_at(gap);
        let (begins, goes_on) = word.split_at(end);
        pieces.extend([(begins, Role::Match), (goes_on, Role::Text), (gap, Role::Text)]);
        rest = next;
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

fn body<T>(card: &Card<T>, focused: bool, paint: &mut Paint<'_>, area: Rect) {
    let cursor = if focused { ">" } else { " " };
    paint.text(area.x + 1, area.y, 1, cursor, Role::Text);
    if card.needs_you {
        paint.text(area.x + 3, area.y, 1, "!", Role::Alarm);
    }
    let mut x = area.x + LEAD;
    let last = card.cells.len().saturating_sub(1);
    for (at, (width, text)) in card.cells.iter().enumerate() {
        let room = area.right().saturating_sub(x);
        let width = if at == last { room } else { (*width).min(room) };
        if card.met.is_empty() {
            paint.text(x, area.y, width, text, Role::Text);
        } else {
            let cut = paint.cut(text, width.min(room));
            paint.pieces(x, area.y, width, &pieces(&cut, &card.met));
        }
        x = x.saturating_add(width).saturating_add(1);
    }
    for ((text, role), y) in card.below.iter().zip(area.top() + 1..area.bottom()) {
        let x = area.x + LEAD + card.indent;
        paint.text(x, y, area.right().saturating_sub(x), text, *role);
    }
    if focused {
        paint.focus_row(Rect { height: 1, ..area });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_a_search_has_met_stand_out_and_nothing_is_lost() {
        let met = ["sia".to_owned(), "lu".to_owned()];
        let pieces = pieces("Siân's Lunch, Glub", &met);
        let stand_out: Vec<&str> =
            pieces.iter().filter(|(_, role)| *role == Role::Match).map(|(text, _)| *text).collect();
        assert_eq!(stand_out, ["Siâ", "Lu"]);
        assert_eq!(pieces.iter().map(|(text, _)| *text).collect::<String>(), "Siân's Lunch, Glub");
    }
}
