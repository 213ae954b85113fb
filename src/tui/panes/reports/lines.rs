//! A report as the rows of a list: a figure with its bar, a row of a table with what stands in each column.

use super::chart::Chart;
use crate::domain::clean::Clean;
use crate::report::rows::RowsOf;
use crate::report::{Figure, Section, Table, said};
use crate::tui::charset::Glyphs;
use crate::tui::clip;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{Card, LEAD};

/// What a row of the list is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A figure.
    Figure(Figure),
    /// A row of a table: its cells, the whole table as columns over time, and what the row opens, first what it opens whole.
    Row(Vec<Cell>, Option<Chart>, Vec<Figure>),
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The head of its column.
    pub head: String,
    /// What stands in it.
    pub text: String,
    /// What the column says; empty where its head is enough.
    pub means: &'static str,
}

/// So wide is the name of a figure.
const NAME: u16 = 32;

/// So wide is what a figure says, where a bar stands beside it.
const SHOWN: u16 = 28;

/// At most so wide is a bar.
const BAR: usize = 20;

/// At least so wide is a bar beside a long name.
const LEAST_BAR: u16 = 8;

/// From this width on a figure has its bar beside it.
const WITH_BAR: u16 = 76;

/// At most so many lines of a long text.
const LONGEST: usize = 6;

/// The rows of the list, for a list of a width.
pub fn cards<'a>(
    sections: impl Iterator<Item = &'a Section>,
    width: u16,
    glyphs: &Glyphs,
) -> Vec<Card<Line>> {
    let mut cards: Vec<Card<Line>> = Vec::new();
    for section in sections {
        let from = cards.len();
        let widths = figure_widths(&section.figures, width);
        for figure in &section.figures {
            let key = key(&cards);
            cards.push(of_figure(figure, key, width, widths, glyphs));
        }
        for table in &section.tables {
            of_table(table, width, glyphs, &mut cards);
        }
        if let Some(first) = cards.get_mut(from) {
            first.heading.clone_from(&section.title);
            first.gap = usize::from(from > 0);
        }
    }
    cards
}

fn key(cards: &[Card<Line>]) -> i64 {
    i64::try_from(cards.len()).unwrap_or(0) + 1
}

/// How wide the row of a figure is where nothing of it is cut.
pub fn width_of(figure: &Figure) -> u16 {
    LEAD + NAME.max(clip::width(&figure.name)) + clip::width(&figure.shown()) + 1
}

/// How wide the names of some figures and what they say stand: as wide as the longest of them where there is room for it.
fn figure_widths(figures: &[Figure], width: u16) -> (u16, u16) {
    let usual = if width < 56 { 20 } else { NAME };
    let longest = |of: fn(&Figure) -> u16| figures.iter().map(of).max().unwrap_or(0);
    let names = longest(|figure| clip::width(&figure.name));
    let shown = longest(|figure| clip::width(&figure.shown()));
    let wide = width >= WITH_BAR;
    let shown = if wide { SHOWN.max(shown) } else { shown };
    let beside = shown + if wide { LEAST_BAR } else { 0 };
    let room = width.saturating_sub(LEAD + beside + 2);
    (if names <= room { names.max(usual) } else { usual }, shown)
}

/// How wide the rows of a table are where its columns stand beside each other.
pub fn width_of_table(table: &Table) -> u16 {
    let all: usize = widths(table).iter().map(|width| width + 2).sum();
    u16::try_from(all).unwrap_or(u16::MAX).saturating_add(LEAD + 1)
}

/// How wide each column of a table is.
fn widths(table: &Table) -> Vec<usize> {
    let longest = |at: usize| {
        let cells = std::iter::once(&table.columns).chain(&table.rows).filter_map(|row| row.get(at));
        cells.map(|cell| usize::from(clip::width(cell))).max().unwrap_or(0)
    };
    (0..table.columns.len()).map(longest).collect()
}

fn of_figure(
    figure: &Figure,
    key: i64,
    width: u16,
    (name, shown): (u16, u16),
    glyphs: &Glyphs,
) -> Card<Line> {
    let mut cells = vec![(name, figure.name.clone()), (0, figure.shown())];
    // A name that has no room beside the number stands above it, whole.
    let mut below = Vec::new();
    if clip::width(&figure.name) > name {
        let mut lines = clip::wrap(&Clean::line(&figure.name), width.saturating_sub(LEAD + 1)).into_iter();
        cells = vec![(0, lines.next().unwrap_or_default())];
        below = lines.chain([format!("  {}", figure.shown())]).collect();
    } else if let (true, Some(percent)) = (width >= WITH_BAR, figure.percent()) {
        cells.truncate(1);
        let room = usize::from(width.saturating_sub(LEAD + name + shown + 2));
        cells.extend([(shown, figure.shown()), (0, bar(percent, 100, room.min(BAR), glyphs))]);
    }
    let mut card =
        Card::new(key, Line::Figure(figure.clone()), cells).said(said::figure(figure)).named(&figure.name);
    card.indent = 0;
    card.below = below.into_iter().map(|line| (line, Role::Text)).collect();
    card
}

/// A bar: a part of a whole, in so many places.
pub fn bar(part: usize, whole: usize, places: usize, glyphs: &Glyphs) -> String {
    let full = if whole == 0 { 0 } else { (part * places).div_ceil(whole).min(places) };
    glyphs.bar.repeat(full)
}

fn of_table(table: &Table, width: u16, glyphs: &Glyphs, cards: &mut Vec<Card<Line>>) {
    let room = usize::from(width.saturating_sub(LEAD + 1));
    let columns = table.columns.len();
    let widths = widths(table);
    let all: usize = widths.iter().map(|width| width + 2).sum();
    let beside = columns > 1 && all <= room;
    let most = measure(table).max().unwrap_or(0);
    // The bars are of the first count, and say so above them; where that has no room, there are none.
    let head =
        table.counts.first().and_then(|column| table.columns.get(*column)).cloned().unwrap_or_default();
    let left = room.saturating_sub(all).min(BAR);
    let bars = beside && table.over_time && left >= usize::from(clip::width(&head)).max(5);
    if beside {
        let mut cells = aligned(&table.columns, &widths);
        cells.extend(bars.then_some((0, head)));
        let said = format!("Columns: {}.", table.columns.join(", "));
        cards.push(Card::new(key(cards), Line::Row(Vec::new(), None, Vec::new()), cells).said(said));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let cell = |(column, (head, text)): (usize, (&String, &String))| {
            let means = table.means(column).unwrap_or_default();
            Cell { head: head.clone(), text: text.clone(), means }
        };
        let pairs = table.columns.iter().zip(row).enumerate().map(cell).collect();
        let first = row.first().map_or("", String::as_str);
        let key = key(cards);
        let about = Line::Row(pairs, Chart::of(table, at), opened(table, at));
        let mut card = if beside {
            let mut cells = aligned(row, &widths);
            if let (true, Some(n)) = (bars, measure(table).nth(at)) {
                cells.push((0, bar(n, most, left, glyphs)));
            }
            Card::new(key, about, cells)
        } else if columns == 1 {
            let lines = clip::wrap(&Clean::lines(first), width.saturating_sub(LEAD + 1));
            let mut lines = lines.into_iter();
            let mut card = Card::new(key, about, vec![(0, lines.next().unwrap_or_default())]);
            card.indent = 0;
            card.below = lines.take(LONGEST).map(|line| (line, Role::Text)).collect();
            card
        } else {
            let mut card = Card::new(key, about, vec![(0, first.to_owned())]);
            card.add_text(&said::rest(table, row), width, LONGEST, Role::Quiet);
            card
        };
        card.said = said::row(table, row);
        first.clone_into(&mut card.name);
        cards.push(card);
    }
}

/// What a row opens, and what its other columns say: a figure without rows, which a screen of its own explains.
fn opened(table: &Table, at: usize) -> Vec<Figure> {
    let mut all: Vec<Figure> = table.opened_by(at).cloned().collect();
    let row = table.rows.get(at).and_then(|cells| cells.first()).map_or("", String::as_str);
    for (column, means) in &table.means {
        let opens = table.opens.iter().any(|one| (one.row, one.column) == (at, *column));
        if let (Some(head), false) = (table.columns.get(*column), opens) {
            all.push(Figure::new(format!("{row}: {}", head.to_lowercase()), 0, "", means, RowsOf::Nothing));
        }
    }
    all
}

/// The numbers that a bar is drawn of: the first column that counts, row by row.
pub fn measure(table: &Table) -> impl Iterator<Item = usize> {
    counts(table, table.counts.first().copied().unwrap_or(usize::MAX))
}

/// The numbers of a column, row by row; nought where there is none.
pub fn counts(table: &Table, column: usize) -> impl Iterator<Item = usize> {
    table.rows.iter().map(move |row| row.get(column).and_then(|cell| cell.parse().ok()).unwrap_or(0))
}

fn aligned(row: &[String], widths: &[usize]) -> Vec<(u16, String)> {
    // A row leaves a place behind each of its cells.
    let cell =
        |(text, width): (&String, &usize)| (u16::try_from(width + 1).unwrap_or(u16::MAX), text.clone());
    row.iter().zip(widths).map(cell).collect()
}
