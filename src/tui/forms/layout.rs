//! How a form stands on the screen: labels, answers, the lines below them, the buttons; it scrolls to the focus.

use ratatui::layout::{Position, Rect};

use super::form::{Button, Form, Stop};
use super::row::{Answer, Row};
use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// Below this width a label stands above its answer.
const NARROW: u16 = 56;

/// The most lines that long text takes in a form; the bigger editor shows more.
const MOST_LINES: u16 = 8;

/// A piece of the form with its place in the whole, which may be taller than the window.
struct Block {
    part: Part,
    y: u16,
    height: u16,
}

/// What a piece is.
enum Part {
    Note(usize),
    Row(usize),
    Met,
    Buttons,
}

/// The columns of a form.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    answer: u16,
    width: u16,
    stacked: bool,
}

fn columns(form: &Form, width: u16) -> Columns {
    if width < NARROW {
        return Columns { label: 1, answer: 3, width: width.saturating_sub(4), stacked: true };
    }
    let label = if width < 70 { 1 } else { 3 };
    let longest = form.sheet.rows.iter().map(|row| clip::width(row.label)).max().unwrap_or(0);
    let answer = label + longest.clamp(14, 24) + 4;
    Columns { label, answer, width: width.saturating_sub(answer + 2), stacked: false }
}

/// The most lines that a long text takes in a window of this height.
fn most_lines(height: u16) -> u16 {
    if height < 24 { 4 } else { MOST_LINES }
}

fn lines_of(text: &str, width: u16) -> u16 {
    u16::try_from(clip::wrap(&Clean::lines(text), width).len()).unwrap_or(1)
}

/// The lines below an answer: what is wrong, what a colleague has put there, how it was read.
/// Whether the hint of a row stands below it: what is asked must be read whole where it is answered.
fn hint_below(form: &Form, row: &Row) -> bool {
    let at = form.sheet.rows.iter().position(|one| one.name == row.name);
    let here = at.is_some_and(|at| form.stop == Stop::Row(at));
    let empty = row.text().is_empty() && matches!(row.answer, Answer::Line(_));
    let room = columns(form, form.size.width).width;
    here && empty && row.problem.is_none() && clip::width(&placeholder(row)) + 1 > room
}

fn below(form: &Form, row: &Row) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    // Above the form it can scroll away; in a small window it goes with the answer.
    if !row.warning.is_empty() && !row.text().is_empty() && form.size.height < 14 {
        lines.push((row.warning.clone(), Role::Alarm));
    }
    if let Some(problem) = &row.problem {
        lines.push((format!("! {problem}"), Role::Alarm));
    }
    if let Some(theirs) = &row.theirs {
        lines.push((format!("! A colleague has saved: {theirs}"), Role::Alarm));
    }
    if hint_below(form, row) {
        lines.push((row.hint.to_string(), Role::Text));
    }
    if row.problem.is_none()
        && let Some(echo) = row.echo(form.now(), form.nation)
    {
        lines.push((echo, Role::Text));
    }
    lines
}

fn answer_lines(row: &Row, width: u16, most: u16) -> u16 {
    match &row.answer {
        Answer::Area(area) => lines_of(&area.text(), width.saturating_sub(1)).clamp(2, most.max(2)),
        Answer::Several(_) => lines_of(&row.shown(), width.saturating_sub(1)).clamp(1, 2),
        _ => 1,
    }
}

fn row_height(form: &Form, row: &Row, columns: Columns, most: u16) -> u16 {
    let below: u16 = below(form, row).iter().map(|(text, _)| lines_of(text, columns.width)).sum();
    u16::from(columns.stacked) + answer_lines(row, columns.width, most) + below
}

/// The pieces of the page from top to bottom, and how tall it is; blank lines only where there is room for them.
fn plan(form: &Form, width: u16, height: u16) -> (Vec<Block>, u16) {
    let wide = columns(form, width);
    let most = most_lines(height);
    let tight = place(form, wide, most, width, 0);
    for spaced in [2, 1] {
        let roomy = place(form, wide, most, width, spaced);
        if roomy.1 <= height {
            return roomy;
        }
    }
    tight
}

/// Places the pieces: 0 is without blank lines, 1 with one before each group, 2 with one before each row.
fn place(form: &Form, columns: Columns, most: u16, width: u16, spaced: u8) -> (Vec<Block>, u16) {
    let mut blocks = Vec::new();
    let mut y = u16::from(spaced > 0);
    let mut add = |part: Part, gap: bool, height: u16| {
        y += u16::from(gap);
        blocks.push(Block { part, y, height });
        y += height;
    };
    for (at, note) in form.sheet.notes.iter().enumerate() {
        add(Part::Note(at), false, lines_of(note, width.saturating_sub(columns.label + 2)));
    }
    let noted = !form.sheet.notes.is_empty();
    for (place, at) in form.page().into_iter().enumerate() {
        let Some(row) = form.sheet.rows.get(at) else { continue };
        let gap = match spaced {
            0 => false,
            1 => row.gap || (place == 0 && noted),
            _ => place > 0 || noted,
        };
        add(Part::Row(at), gap, row_height(form, row, columns, most));
    }
    if let Some(met) = &form.met {
        let lines = lines_of(&met.sentence, width.saturating_sub(columns.label + 3));
        add(Part::Met, spaced > 0, lines + 1);
    }
    add(Part::Buttons, spaced > 0, button_lines(form, width.saturating_sub(columns.label)));
    (blocks, y)
}

fn button_text(button: Button) -> String {
    format!("[ {} ]", button.label())
}

/// Where each button stands in so many columns: line and column.
fn button_places(form: &Form, width: u16) -> Vec<(Button, u16, u16)> {
    let (mut line, mut x) = (0, 0);
    let mut places = Vec::new();
    for button in form.buttons() {
        let long = clip::width(&button_text(button));
        if x > 0 && x + long > width {
            line += 1;
            x = 0;
        }
        places.push((button, line, x));
        x += long + 3;
    }
    places
}

fn button_lines(form: &Form, width: u16) -> u16 {
    button_places(form, width).last().map_or(1, |(_, line, _)| line + 1)
}

impl Form {
    /// Scrolls no further than it must for the focused piece to be seen.
    pub(super) fn settle(&mut self) {
        let height = self.size.height;
        let columns = columns(self, self.size.width);
        let most = most_lines(height);
        for row in &mut self.sheet.rows {
            let lines = answer_lines(row, columns.width, most);
            if let Answer::Area(area) = &mut row.answer {
                area.resize(columns.width, lines);
            }
        }
        let (blocks, total) = plan(self, self.size.width, height);
        let focused = blocks.iter().find(|block| match (&block.part, self.stop) {
            (Part::Row(at), Stop::Row(stop)) => *at == stop,
            (Part::Met, Stop::Met) | (Part::Buttons, Stop::Button(_)) => true,
            _ => false,
        });
        if let Some(block) = focused {
            // At the first row the notes above it are seen too.
            let from =
                if self.page().first().is_some_and(|at| Stop::Row(*at) == self.stop) { 0 } else { block.y };
            let until = block.y + block.height;
            self.top = self.top.min(from).max(until.saturating_sub(height));
        }
        self.top = self.top.min(total.saturating_sub(height));
    }

    /// The piece's place in the window; `None` where it is scrolled away.
    fn seen(&self, block: &Block, area: Rect) -> Option<Rect> {
        let y = (area.y + block.y).checked_sub(self.top).filter(|y| *y >= area.y && *y < area.bottom())?;
        let height = block.height.min(area.bottom() - y);
        Some(Rect { y, height, ..area })
    }
}

/// Draws the page of the form that is open.
pub fn draw(form: &Form, paint: &mut Paint<'_>, area: Rect) {
    let columns = columns(form, area.width);
    let (blocks, total) = plan(form, area.width, area.height);
    for block in &blocks {
        let Some(place) = form.seen(block, area) else { continue };
        match block.part {
            Part::Note(at) => {
                let inner = Rect {
                    x: place.x + columns.label,
                    width: place.width.saturating_sub(columns.label + 2),
                    ..place
                };
                if let Some(note) = form.sheet.notes.get(at) {
                    let role = if note.starts_with('!') { Role::Alarm } else { Role::Text };
                    paint.lines(inner, note, role);
                }
            }
            Part::Row(at) => draw_row(form, at, columns, paint, place),
            Part::Met => draw_met(form, columns, paint, place),
            Part::Buttons => draw_buttons(form, columns, paint, place),
        }
    }
    if form.top > 0 {
        paint.text(area.right().saturating_sub(8), area.y, 7, " ^ more", Role::Quiet);
    }
    if total > form.top + area.height {
        paint.text(area.right().saturating_sub(8), area.bottom() - 1, 7, " v more", Role::Quiet);
    }
}

fn answer_area(columns: Columns, place: Rect, lines: u16) -> Rect {
    let below = u16::from(columns.stacked);
    Rect {
        x: place.x + columns.answer,
        y: place.y + below,
        width: columns.width,
        height: lines.min(place.height.saturating_sub(below)),
    }
}

fn draw_row(form: &Form, at: usize, columns: Columns, paint: &mut Paint<'_>, place: Rect) {
    let Some(row) = form.sheet.rows.get(at) else { return };
    let focused = form.stop == Stop::Row(at);
    let role = if focused { Role::LabelOn } else { Role::Text };
    let room = if columns.stacked { place.width } else { columns.answer - columns.label - 2 };
    paint.text(place.x + columns.label, place.y, room, row.label, role);
    let most = most_lines(form.size.height);
    let lines = answer_lines(row, columns.width, most);
    let area = answer_area(columns, place, lines);
    if focused {
        paint.text(area.x.saturating_sub(2), area.y, 1, ">", Role::Text);
    }
    match &row.answer {
        Answer::Line(line) if !line.is_empty() => line.draw(paint, area),
        Answer::Area(text) if !text.is_empty() => text.draw(paint, area, Role::Text),
        Answer::One(..) | Answer::Several(_) | Answer::Record(..) => draw_choice(row, focused, paint, area),
        Answer::Line(_) | Answer::Area(_) => {
            // One column is left for the caret, so that typing does not move the words.
            let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(1), height: 1, ..area };
            let words = match (hint_below(form, row), row.required || row.one_of) {
                (true, true) => String::new(),
                (true, false) => "(optional)".to_owned(),
                (false, _) => placeholder(row),
            };
            paint.text(inner.x, inner.y, inner.width, &words, Role::Quiet);
            if let Answer::Area(text) = &row.answer {
                text.draw(paint, Rect { width: 1, ..area }, Role::Text);
            }
        }
    }
    let mut y = area.y + lines;
    for (text, role) in below(form, row) {
        let rest = Rect { y, height: place.bottom().saturating_sub(y), ..area };
        y += paint.lines(rest, &text, role);
    }
}

fn placeholder(row: &Row) -> String {
    match (row.required || row.one_of, row.hint.as_ref()) {
        (true, hint) => hint.to_owned(),
        (false, "") => "(optional)".to_owned(),
        (false, hint) => format!("(optional) {hint}"),
    }
}

fn draw_choice(row: &Row, focused: bool, paint: &mut Paint<'_>, area: Rect) {
    let shown = row.shown();
    if shown.is_empty() {
        let words = if row.required { "Enter to choose".to_owned() } else { placeholder(row) };
        paint.text(area.x, area.y, area.width, &words, Role::Quiet);
        return;
    }
    let taken = paint.lines(area, &shown, Role::Text);
    if focused && taken == 1 && !matches!(row.answer, Answer::Several(_)) {
        let at = area.x + clip::width(&shown).max(22) + 2;
        let ways = match &row.answer {
            Answer::One(options, _) => format!("Enter to choose ({} ways)", options.len()),
            _ => "Enter to look for another".to_owned(),
        };
        if at + clip::width(&ways) < area.right() {
            paint.text(at, area.y, area.right() - at, &ways, Role::Quiet);
        }
    }
}

fn draw_met(form: &Form, columns: Columns, paint: &mut Paint<'_>, place: Rect) {
    let Some(met) = &form.met else { return };
    let inner =
        Rect { x: place.x + columns.label, width: place.width.saturating_sub(columns.label + 2), ..place };
    let rows = paint.lines(inner, &format!("! {}", met.sentence), Role::Alarm);
    let y = inner.y + rows;
    let on = form.stop == Stop::Met;
    if on {
        paint.text(inner.x.saturating_sub(2), y, 1, ">", Role::Text);
    }
    let role = if on { Role::Focus } else { Role::Text };
    paint.text(inner.x, y, inner.width, &format!("[ {} ]", met.button), role);
}

fn draw_buttons(form: &Form, columns: Columns, paint: &mut Paint<'_>, place: Rect) {
    for (button, line, x) in button_places(form, place.width.saturating_sub(columns.label)) {
        let (x, y) = (place.x + columns.label + x, place.y + line);
        if y >= place.bottom() {
            continue;
        }
        let on = form.stop == Stop::Button(button);
        if on {
            paint.text(x.saturating_sub(2), y, 1, ">", Role::Text);
        }
        let role = if on { Role::Focus } else { Role::Text };
        paint.text(x, y, place.right().saturating_sub(x), &button_text(button), role);
    }
}

/// Where the hardware cursor stands: the caret of the focused answer, or the first letter of the button.
pub fn cursor(form: &Form, area: Rect) -> Option<Position> {
    let columns = columns(form, area.width);
    let (blocks, _) = plan(form, area.width, area.height);
    for block in &blocks {
        let Some(place) = form.seen(block, area) else { continue };
        match (&block.part, form.stop) {
            (Part::Row(at), Stop::Row(stop)) if *at == stop => {
                let row = form.sheet.rows.get(stop)?;
                let most = most_lines(form.size.height);
                let area = answer_area(columns, place, answer_lines(row, columns.width, most));
                return Some(match &row.answer {
                    Answer::Line(line) => line.cursor(area),
                    Answer::Area(text) if text.is_empty() => area.as_position(),
                    Answer::Area(text) => text.cursor(area),
                    _ => area.as_position(),
                });
            }
            (Part::Met, Stop::Met) => {
                let y = place.bottom().saturating_sub(1);
                return Some(Position::new(place.x + columns.label, y));
            }
            (Part::Buttons, Stop::Button(wanted)) => {
                let places = button_places(form, place.width.saturating_sub(columns.label));
                let (_, line, x) = places.into_iter().find(|(button, _, _)| *button == wanted)?;
                return Some(Position::new(place.x + columns.label + x + 2, place.y + line));
            }
            _ => {}
        }
    }
    None
}
