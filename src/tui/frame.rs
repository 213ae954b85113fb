//! The frame around every screen: tabs, rules, the status sentence, the line of hints.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::clip;
use super::command::Command;
use super::key::Key;
use super::keyboard::Keyboard;
use super::keymap::Binding;
use super::paint::Paint;
use super::place::Place;
use super::screen::{Pane, Screen, Title};
use super::theme::{Role, Theme};
use crate::domain::when;

/// The smallest window that is drawn.
pub const SMALLEST: Size = Size { width: 40, height: 12 };

/// From this many columns on, dialogs and forms float over the screen below, and lists have a detail beside them.
pub const WIDE: u16 = 100;

/// The widest a floating screen becomes.
const FLOAT_WIDTH: u16 = 92;

/// What the frame shows besides the screen.
pub struct Around<'a> {
    /// How many reminders are late: on every screen.
    pub late: usize,
    /// How many are late for others, where nothing of one's own is.
    pub late_of_others: usize,
    /// The present day.
    pub today: NaiveDate,
    /// Who is acting.
    pub name: &'a str,
    /// The result of the last act; it stands until the next key.
    pub said: Option<&'a str>,
    /// Whether the screen is hidden.
    pub hidden: bool,
    /// Whether the line of hints is shown.
    pub more: bool,
    /// The keys of the session.
    pub keyboard: &'a Keyboard,
    /// One thing at a time, without rules and boxes.
    pub speak: bool,
}

/// Rows above and below the body in a window of this height.
fn margins(height: u16, speak: bool) -> (u16, u16) {
    if height < 16 || speak { (1, 2) } else { (2, 3) }
}

/// The area between the frame's rows.
fn inside(size: Size, speak: bool) -> Rect {
    let (above, below) = margins(size.height, speak);
    // Below the width of two parts there is only one.
    let width = if speak { size.width.min(WIDE - 1) } else { size.width };
    Rect::new(0, above, width, size.height.saturating_sub(above + below))
}

/// The area of a screen's body: the whole of the inside, or the inside of its box where it floats.
pub fn body(screen: &dyn Screen, size: Size, speak: bool) -> Rect {
    let inside = inside(size, speak);
    if floats(screen, size, speak) {
        let boxed = float(inside, screen);
        return Rect {
            x: boxed.x + 1,
            y: boxed.y + 1,
            width: boxed.width - 2,
            height: boxed.height.saturating_sub(2),
        };
    }
    inside
}

fn floats(screen: &dyn Screen, size: Size, speak: bool) -> bool {
    !speak && screen.floats() && size.width >= WIDE && size.height >= 20
}

fn float(inside: Rect, screen: &dyn Screen) -> Rect {
    let width = FLOAT_WIDTH.min(inside.width.saturating_sub(8));
    let most = inside.height.saturating_sub(2);
    let height = screen.tall().map_or(most, |tall| most.min(tall + 2));
    Rect::new(inside.x + (inside.width - width) / 2, inside.y + 1, width, height)
}

/// Draws everything and says where the hardware cursor stands.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    stack: &[Box<dyn Screen>],
    around: &Around<'_>,
) -> Option<Position> {
    buffer.set_style(area, theme.base());
    let mut paint = Paint::new(buffer, theme, around.keyboard);
    let size = Size { width: area.width, height: area.height };
    if around.hidden {
        paint.text(1, 0, area.width, "Hidden. Press any key.", Role::Text);
        return Some(Position::new(1, 0));
    }
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        let words = format!(
            "Please make the window bigger (it is {} by {}; 40 by 12 will do).",
            size.width, size.height
        );
        paint.lines(area, &words, Role::Text);
        return Some(Position::new(0, 0));
    }
    let top = stack.last()?;
    // Everything from the topmost screen that fills the window upwards is seen.
    let first = stack.iter().rposition(|screen| !floats(screen.as_ref(), size, around.speak)).unwrap_or(0);
    let base = stack.get(first)?;
    title(&mut paint, &base.title(), size, around);
    for screen in stack.iter().skip(first) {
        let body = body(screen.as_ref(), size, around.speak);
        if floats(screen.as_ref(), size, around.speak) {
            let (words, remark) = match screen.title() {
                Title::Words(words, remark) => (words, remark),
                Title::Tabs(pane) => (pane.label().to_owned(), String::new()),
            };
            let boxed = float(inside(size, around.speak), screen.as_ref());
            paint.frame(boxed, &words);
            if !remark.is_empty() {
                let remark = format!(" {remark} ");
                let wide = clip::width(&remark);
                paint.text(boxed.right().saturating_sub(wide + 2), boxed.y, wide, &remark, Role::Text);
            }
        }
        paint.names_keys_of(screen.places());
        screen.draw(&mut paint, body);
    }
    let status = around.said.map_or_else(|| sentence(top.as_ref(), around.speak), str::to_owned);
    let status = match top.marked() {
        0 => status,
        1 => format!("1 marked. {status}"),
        n => format!("{n} marked. {status}"),
    };
    feet(&mut paint, size, &status, top.as_ref(), around);
    let inside = body(top.as_ref(), size, around.speak);
    Some(top.cursor(inside).unwrap_or(Position::new(1, size.height - 2)))
}

/// The status sentence where nothing was said: not the row again for those who have just heard it (R-A6).
fn sentence(top: &dyn Screen, speak: bool) -> String {
    let lists = [Place::List, Place::Picker];
    let heard = speak && !top.takes_text() && top.places().iter().any(|place| lists.contains(place));
    if heard { String::new() } else { top.status() }
}

/// The pane whose tab stands in a column of the first row.
pub fn tab_at(x: u16, open: Pane, width: u16) -> Option<Pane> {
    let mut from = 0;
    Pane::ALL.into_iter().enumerate().filter(|(_, pane)| width >= 70 || *pane == open).find_map(
        |(at, pane)| {
            let to = from + clip::width(&format!("{} {}", at + 1, pane.label())) + 2;
            let here = (from..to).contains(&x);
            from = to;
            here.then_some(pane)
        },
    )
}

fn title(paint: &mut Paint<'_>, title: &Title, size: Size, around: &Around<'_>) {
    let late = match (around.late, around.late_of_others) {
        (0, 0) => String::new(),
        (0, others) if size.width < WIDE => format!("{others} others late"),
        (0, others) => format!("{others} late of others"),
        (late, _) => format!("! {late} late"),
    };
    match title {
        Title::Tabs(open) => {
            let end = tabs(paint, *open, size.width);
            let right = day_and_late(paint, size.width, end, &late, around.today);
            let name = clip::width(around.name);
            if size.width >= 120 && right > end + name + 4 {
                paint.text(right - name - 3, 0, name, around.name, Role::Text);
            }
        }
        Title::Words(words, remark) => {
            let (remark, role) = if remark.is_empty() { (&late, Role::Alarm) } else { (remark, Role::Text) };
            let room = size.width.saturating_sub(clip::width(remark) + 3);
            paint.text(1, 0, room, words, Role::Title);
            let at = size.width.saturating_sub(clip::width(remark) + 1);
            paint.text(at, 0, clip::width(remark), remark, role);
        }
    }
    if margins(size.height, around.speak).0 == 2 {
        paint.rule(0, 1, size.width);
    }
}

/// The day at the right, and before it how many reminders are late: that count is never left out for the day's sake.
fn day_and_late(paint: &mut Paint<'_>, width: u16, end: u16, late: &str, today: NaiveDate) -> u16 {
    let wide = if late.is_empty() { 0 } else { clip::width(late) + 2 };
    let mut right = width;
    let short = when::show_day_short(today, today);
    // Where there is room for nothing else, the day of the month is better than no day at all.
    let shortest = short.split_once(' ').map_or_else(String::new, |(_, day)| day.to_owned());
    for day in [when::show_day(today), short.clone(), shortest] {
        let date = clip::width(&day) + 1;
        if width >= end + date + wide {
            right -= date;
            paint.text(right, 0, date, &day, Role::Text);
            break;
        }
    }
    if wide > 0 && right >= end + wide {
        right -= wide;
        paint.text(right, 0, wide - 2, late, Role::Alarm);
    }
    right
}

fn tabs(paint: &mut Paint<'_>, open: Pane, width: u16) -> u16 {
    let mut x = 1;
    for (at, pane) in Pane::ALL.into_iter().enumerate() {
        let here = pane == open;
        if width < 70 && !here {
            continue;
        }
        let words = format!("{} {}", at + 1, pane.label());
        if here {
            x -= 1;
            x += paint.text(x, 0, width.saturating_sub(x), &format!("[{words}]"), Role::TabOn);
        } else {
            x += paint.text(x, 0, width.saturating_sub(x), &words, Role::Tab) + 1;
        }
        x += 1;
    }
    x
}

fn feet(paint: &mut Paint<'_>, size: Size, status: &str, top: &dyn Screen, around: &Around<'_>) {
    let height = size.height;
    if margins(height, around.speak).1 == 3 {
        paint.rule(0, height - 3, size.width);
    }
    paint.text(1, height - 2, size.width - 1, status, Role::Text);
    if around.more {
        hints(paint, size, top, around.keyboard);
    }
}

/// The most useful keys for what is selected now, those that everybody needs last and always.
fn hints(paint: &mut Paint<'_>, size: Size, top: &dyn Screen, keyboard: &Keyboard) {
    let rows = keyboard.in_reach(top.places());
    // While text is typed, letters are text and no keys.
    let typing = top.takes_text();
    let useful = |row: &Binding| {
        let character = matches!(row.keys.first(), Some(Key::Char(_)));
        !(typing && character) && top.refuses(row.command).is_none()
    };
    let always = |command: Command| matches!(command, Command::Menu | Command::Help | Command::Quit);
    let word = |row: &&Binding| -> Option<(String, &'static str)> {
        let key = keyboard.spelled(row).into_iter().next()?;
        (!row.short.is_empty() && useful(row)).then(|| (key, top.called(row.command).unwrap_or(row.short)))
    };
    let last: Vec<_> =
        rows.iter().copied().filter(|row| always(row.command)).filter_map(|row| word(&row)).collect();
    let open = |row: &&Binding| row.command == Command::Open;
    let mut first: Vec<_> = rows.iter().copied().filter(open).filter_map(|row| word(&row)).collect();
    let others = rows.iter().copied().filter(|row| !always(row.command) && !open(row));
    first.extend(others.filter_map(|row| word(&row)));
    let wide = |pairs: &[(String, &str)]| -> u16 {
        pairs.iter().map(|(key, word)| clip::width(key) + clip::width(word) + 3).sum()
    };
    let room = size.width.saturating_sub(1).saturating_sub(wide(&last));
    while wide(&first) > room && first.pop().is_some() {}
    let mut x = 1;
    for (key, word) in first.into_iter().chain(last) {
        x += paint.text(x, size.height - 1, size.width.saturating_sub(x), &key, Role::Key) + 1;
        x += paint.text(x, size.height - 1, size.width.saturating_sub(x), word, Role::Text) + 2;
    }
}
