//! Reports: figures, each with what it counts; Enter opens the rows behind it. They fill in while nobody presses a key.

mod asked;
mod behind;
mod chart;
mod choose;
mod lines;

use std::time::{Duration, Instant};

use ratatui::layout::{Position, Rect, Size};

use self::asked::{Asked, Whose};
use self::behind::Behind;
pub use self::behind::{behind_funding, behind_not_asked, behind_stale};
use self::choose::Chosen;
use self::lines::{Cell, Line};

use crate::domain::id::WorkerId;
use crate::report::catalogue::Which;
use crate::report::rows::RowsOf;
use crate::report::{Figure, said};
use crate::store::page::Page;
use crate::store::{Store, StoreError};
use crate::tui::charset::{Charset, Glyphs};
use crate::tui::command::Command;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::{Scroll, Table};

/// As long as pieces of a report are counted before what is there is shown.
const TOGETHER: Duration = Duration::from_millis(10);

/// A report.
pub struct Reports {
    asked: Asked,
    table: Table<Card<Line>>,
    mine: Option<WorkerId>,
    explained: Option<Line>,
    scroll: Scroll,
    speak: bool,
    charset: Charset,
    size: Size,
}

impl Reports {
    /// The reports, first the figures of a worker's caseload.
    pub fn new(settings: &Settings, worker: Option<WorkerId>) -> Self {
        Self {
            asked: Asked::of(Whose::mine(worker)),
            table: Table::new(settings.scroll),
            mine: worker,
            explained: None,
            scroll: settings.scroll,
            speak: settings.speak,
            charset: settings.charset,
            size: Size { width: 80, height: 19 },
        }
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 78)
    }

    fn list(&self, area: Rect) -> Rect {
        let height = area.height.saturating_sub(1 + self.below());
        Rect { y: area.y + 1, height, width: self.row_width(), ..area }
    }

    /// How wide a row is: where nothing stands beside the list, a shorter row costs fewer bytes.
    fn row_width(&self) -> u16 {
        let width = self.list_width();
        if super::wide(self.size.width) { width } else { width.min(self.asked.widest(width).max(62)) }
    }

    /// Rows below the list for the definition, where nothing stands beside it.
    fn below(&self) -> u16 {
        if super::wide(self.size.width) || self.size.height < 14 { 0 } else { 4 }
    }

    fn show(&mut self) {
        let rows = lines::cards(self.asked.sections(), self.row_width(), self.charset.glyphs());
        self.table.refill(Page { total: rows.len(), from: 0, rows });
    }

    /// The figure under the cursor, or those of a row whose numbers open others.
    fn figures(&self) -> &[Figure] {
        match self.table.chosen().map(|card| &card.about) {
            Some(Line::Figure(figure)) => std::slice::from_ref(figure),
            Some(Line::Row(_, _, figures)) => figures,
            None => &[],
        }
    }

    /// Opens what a row opens; where that is several, asks which.
    fn open_rows(&self) -> Effect {
        match self.figures() {
            [] => Effect::None,
            [figure] => Effect::Open(Box::new(Behind::new(figure, self.scroll))),
            several => {
                let cells = match self.table.chosen().map(|card| &card.about) {
                    Some(Line::Row(cells, ..)) => cells.as_slice(),
                    _ => &[],
                };
                Effect::Open(Box::new(choose::rows(&self.about().unwrap_or_default(), several, cells)))
            }
        }
    }

    /// The report a number of places further on.
    fn turn(&mut self, by: usize) -> Effect {
        let at = Which::ALL.iter().position(|which| *which == self.asked.which).unwrap_or(0);
        let which = Which::ALL.get((at + by) % Which::ALL.len()).copied().unwrap_or(Which::Caseload);
        self.open(Chosen::Report(which))
    }

    fn open(&mut self, chosen: Chosen) -> Effect {
        match chosen {
            Chosen::Report(which) => self.asked.report(which),
            Chosen::Days(days) => self.asked.days(days),
            Chosen::Whose(whose) => self.asked.whose(whose),
            Chosen::Rows(_) => return Effect::None,
        }
        self.table.begin_again();
        Effect::Reload
    }

    fn explain(&mut self) {
        self.explained = self.table.chosen().map(|card| card.about.clone());
    }
}

/// A figure whole: what it is now and was before, its bar, what is counted.
fn whole(figure: &Figure, width: u16, glyphs: &Glyphs) -> Sheet {
    let mut sheet = Sheet::new();
    sheet.heading(figure.name.clone());
    let unit = said::unit(figure.of.unwrap_or(figure.value), figure.unit);
    sheet.words(match figure.in_words() {
        Some(_) => figure.shown(),
        None => format!("{} {unit}", figure.shown()),
    });
    let room = usize::from(width.saturating_sub(2));
    match (figure.percent(), figure.before) {
        (Some(percent), _) => sheet.line(lines::bar(percent, 100, room, glyphs)),
        (None, Some(before)) if figure.value + before > 0 => {
            let most = figure.value.max(before);
            let room = room.saturating_sub(8);
            sheet.line(format!("now     {}", lines::bar(figure.value, most, room, glyphs)));
            sheet.line(format!("before  {}", lines::bar(before, most, room, glyphs)));
        }
        _ => {}
    }
    sheet.heading("What is counted");
    sheet.words(figure.definition);
    if figure.rows != RowsOf::Nothing {
        sheet.gap();
        sheet.line("Enter opens the rows behind it.");
    }
    sheet
}

impl Screen for Reports {
    fn places(&self) -> &'static [Place] {
        &[Place::Reports, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        let which = self.asked.which;
        match (command, self.figures().first()) {
            (Command::NextPart, _) => self.turn(1),
            (Command::PreviousPart, _) => self.turn(Which::ALL.len() - 1),
            (Command::Search, _) => Effect::Open(Box::new(choose::report(which))),
            (Command::Order, _) => Effect::Open(Box::new(choose::days())),
            (Command::Filter, _) => Effect::Open(Box::new(choose::of(which, self.mine))),
            (Command::KeepReport, _) => match self.asked.question() {
                Some(question) => Effect::Open(Box::new(choose::keep(question))),
                None => Effect::None,
            },
            (Command::Open, _) => self.open_rows(),
            (Command::Why, Some(figure)) => Effect::Say(figure.definition.to_owned()),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Reports)
    }

    fn status(&self) -> String {
        self.table.chosen().map_or_else(
            || if self.asked.fills_on() { "Counting." } else { "There are no figures yet." }.to_owned(),
            |card| format!("{} of {}. {}", self.table.at() + 1, self.table.total(), card.said),
        )
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let (left, beside) = super::beside(paint, area, self.list_width());
        let room = left.width.saturating_sub(1);
        let taken =
            paint.text(area.x + 1, area.y, room, &format!("[{}]", self.asked.which.label()), Role::TabOn);
        let (place, heading) = self.asked.heading(room.saturating_sub(taken));
        let taken =
            taken + paint.text(area.x + 1 + taken, area.y, room.saturating_sub(taken), &place, Role::Tab);
        paint.text(area.x + 1 + taken, area.y, room.saturating_sub(taken), &heading, Role::Title);
        card::draw(&self.table, true, paint, self.list(area));
        match (&self.explained, beside) {
            (Some(Line::Figure(figure)), Some(place)) => {
                whole(figure, place.width, paint.glyphs()).draw(paint, place, 0);
            }
            (Some(Line::Row(cells, chart, opens)), Some(place)) => {
                let mut sheet = Sheet::new();
                if let Some(chart) = chart.as_ref().filter(|_| !self.speak) {
                    sheet.heading(chart.title());
                    chart
                        .lines(8, place.width.saturating_sub(2), paint.glyphs())
                        .into_iter()
                        .for_each(|line| sheet.line(line));
                    sheet.gap();
                }
                for (at, Cell { head, text: cell, .. }) in
                    cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty())
                {
                    if chart.is_none() && at > 0 {
                        sheet.pair(head, cell.clone());
                        continue;
                    }
                    sheet.heading(head.clone());
                    let series =
                        chart.as_ref().filter(|_| !self.speak).and_then(|chart| chart.series_of(head));
                    match series {
                        Some(series) => {
                            let line =
                                series.line(usize::from(place.width).saturating_sub(24), paint.glyphs());
                            sheet.words(format!("{cell:<6}{line}  at most {}", series.most()));
                        }
                        None => sheet.words(cell.clone()),
                    }
                }
                if opens.iter().any(|figure| figure.rows != RowsOf::Nothing) {
                    sheet.gap();
                    sheet.line("Enter opens the rows behind it.");
                }
                let told: Vec<&Cell> = cells.iter().filter(|cell| !cell.means.is_empty()).collect();
                if !told.is_empty() {
                    sheet.heading("What the columns say");
                    for cell in told {
                        sheet.words(format!("{}: {}", cell.head, cell.means));
                    }
                }
                sheet.draw(paint, place, 0);
            }
            (Some(Line::Figure(figure)), None) if self.below() > 0 => {
                let y = area.bottom().saturating_sub(self.below());
                paint.rule(area.x, y, area.width);
                let place = Rect { x: area.x + 1, y: y + 1, width: area.width.saturating_sub(2), height: 3 };
                paint.lines(place, figure.definition, Role::Text);
            }
            (Some(Line::Row(_, Some(chart), _)), None) if self.below() > 0 && !self.speak => {
                let y = area.bottom().saturating_sub(self.below());
                paint.rule(area.x, y, area.width);
                let width = area.width.saturating_sub(2);
                for (line, y) in chart.rows(3, width, paint.glyphs()).iter().zip(y + 1..) {
                    paint.text(area.x + 1, y, width, line, Role::Text);
                }
            }
            _ => {}
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.asked.begin(store.clock().today(), store.own_texts());
        if self.asked.is_at_once() {
            self.asked.fill(store)?;
        }
        self.show();
        self.explain();
        Ok(())
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.asked.fills_on() {
            // Pieces that are quick are shown together: one frame costs a slow line more than they do.
            let begun = Instant::now();
            while self.asked.fills_on() && begun.elapsed() < TOGETHER {
                self.asked.fill(store)?;
            }
            self.show();
        }
        self.explain();
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let which = self.asked.which;
        let said = match command {
            Command::Open => match self.figures() {
                [] => "This row says all there is. Figures open their rows.",
                [figure] if figure.rows == RowsOf::Nothing => "There are no rows behind this figure.",
                all if all.iter().all(|figure| figure.value == 0 && figure.rows != RowsOf::Nothing) => {
                    "Nothing is counted here, so there are no rows to open."
                }
                _ => return None,
            },
            Command::Why if self.figures().is_empty() => {
                "Figures say what they count; this row says all there is."
            }
            Command::Order if !which.takes_days() => "This report tells how things stand today.",
            Command::Filter if !which.takes_worker() && !which.takes_area() => {
                "This report is about everyone."
            }
            Command::Back => super::AT_THE_TOP,
            _ => return None,
        };
        Some(said.to_owned())
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        match choose::chosen(&answer) {
            Some(Chosen::Rows(at)) => match self.figures().get(at) {
                Some(figure) => Effect::Open(Box::new(Behind::new(figure, self.scroll))),
                None => Effect::None,
            },
            Some(chosen) => self.open(chosen),
            None => Effect::None,
        }
    }

    fn fills_on(&self) -> bool {
        self.asked.fills_on()
    }

    fn preview_due(&self) -> bool {
        if self.asked.fills_on() {
            return true;
        }
        let explains = super::wide(self.size.width) || self.below() > 0;
        explains && self.explained.as_ref() != self.table.chosen().map(|card| &card.about)
    }
}
