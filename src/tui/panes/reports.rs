//! Reports: the caseload in figures, each with what it counts; Enter opens the rows behind it.

mod gives;

use ratatui::layout::{Position, Rect, Size};

use self::gives::{Gives, Whose};

use crate::domain::clean::Clean;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::report::caseload;
use crate::report::rows::{self, RowsOf};
use crate::report::{Figure, Section};
use crate::store::figures::Set;
use crate::store::page::Page;
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::dialogs::whose;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::parts::Parts;
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::{Scroll, Table};

/// The reports, in the order of their tabs.
const PARTS: &[&str] = &["Caseload", "Reciprocity"];

/// The place of the measure of reciprocity among them.
const RECIPROCITY: usize = 1;

/// The figures of the caseload.
pub struct Reports {
    parts: Parts,
    table: Table<Card<Figure>>,
    gives: Gives,
    mine: Option<WorkerId>,
    worker: Option<WorkerId>,
    explained: Option<Figure>,
    scroll: Scroll,
    size: Size,
}

impl Reports {
    /// The figures of a worker's caseload.
    pub fn new(settings: &Settings, worker: Option<WorkerId>) -> Self {
        Self {
            parts: Parts::new(PARTS),
            table: Table::new(settings.scroll),
            gives: Gives::of(Whose::mine(worker)),
            mine: worker,
            worker,
            explained: None,
            scroll: settings.scroll,
            size: Size { width: 80, height: 19 },
        }
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 62)
    }

    fn list(&self, area: Rect) -> Rect {
        let height = area.height.saturating_sub(1 + self.below());
        // Two columns need no more, and a shorter bar costs fewer bytes.
        Rect { y: area.y + 1, height, width: self.list_width().min(64), ..area }
    }

    /// Rows below the list for the definition, where nothing stands beside it.
    fn below(&self) -> u16 {
        if super::wide(self.size.width) || self.size.height < 14 { 0 } else { 4 }
    }

    fn gives(&self) -> bool {
        self.parts.open() == RECIPROCITY
    }

    fn show(&mut self, sections: &[Section]) {
        let rows = self.cards(sections);
        self.table.refill(Page { total: rows.len(), from: 0, rows });
    }

    fn cards(&self, sections: &[Section]) -> Vec<Card<Figure>> {
        let name = if self.list_width() < 56 { 20 } else { 34 };
        let mut key = 0;
        let mut cards = Vec::new();
        for section in sections {
            for (at, figure) in section.figures.iter().enumerate() {
                key += 1;
                let said = format!("{}: {} {}.", figure.name, figure.shown(), figure.unit);
                let cells = vec![(name, figure.name.clone()), (0, figure.shown())];
                let mut card = Card::new(key, figure.clone(), cells).said(said).named(&figure.name);
                if at == 0 {
                    card.heading.clone_from(&section.title);
                    card.gap = usize::from(key > 1);
                }
                cards.push(card);
            }
        }
        cards
    }
}

impl Screen for Reports {
    fn places(&self) -> &'static [Place] {
        &[Place::Reports, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        if self.parts.perform(command) {
            self.table.begin_again();
            return Effect::Reload;
        }
        match (command, self.table.chosen()) {
            (Command::Order, _) if self.gives() => {
                self.gives.other_days();
                Effect::Reload
            }
            (Command::Open, Some(card)) => Effect::Open(Box::new(Behind::new(&card.about, self.scroll))),
            (Command::Filter, _) if self.gives() => Effect::Open(Box::new(whose::choose(self.mine))),
            (Command::Filter, _) => {
                self.worker = if self.worker.is_some() { None } else { self.mine };
                Effect::Reload
            }
            (Command::Why, Some(card)) => Effect::Say(card.about.definition.to_owned()),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Reports)
    }

    fn status(&self) -> String {
        self.table.chosen().map_or_else(
            || if self.fills_on() { "Counting." } else { "There are no figures yet." }.to_owned(),
            |card| format!("{} of {}. {}", self.table.at() + 1, self.table.total(), card.said),
        )
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let own = if self.worker.is_some() { "my people" } else { "everyone" };
        let words = if self.gives() { self.gives.heading() } else { format!("{own} (f)") };
        let (left, beside) = super::beside(paint, area, self.list_width());
        let room = left.width.saturating_sub(1);
        let names: u16 = PARTS.iter().map(|name| clip::width(name) + 3).sum();
        self.parts.draw(paint, area.x + 1, area.y, names.min(room));
        let rest = room.saturating_sub(names + 1);
        paint.text(area.x + 2 + names, area.y, rest, &words, Role::Title);
        card::draw(&self.table, true, paint, self.list(area));
        let Some(figure) = &self.explained else { return };
        if let Some(place) = beside {
            let mut sheet = Sheet::new();
            sheet.heading(figure.name.clone());
            sheet.words(format!("{} {}", figure.shown(), figure.unit));
            sheet.heading("What is counted");
            sheet.words(figure.definition);
            if figure.rows != RowsOf::Nothing {
                sheet.gap();
                sheet.line("Enter opens the rows behind it.");
            }
            sheet.draw(paint, place, 0);
        } else if self.below() > 0 {
            let y = area.bottom().saturating_sub(self.below());
            paint.rule(area.x, y, area.width);
            let place = Rect { x: area.x + 1, y: y + 1, width: area.width.saturating_sub(2), height: 3 };
            paint.lines(place, figure.definition, Role::Text);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let today = store.clock().today();
        if self.gives() {
            self.gives.begin(today);
            let sections = std::mem::take(&mut self.gives.sections);
            self.show(&sections);
            self.gives.sections = sections;
        } else {
            let report = caseload::ask(store, self.worker, today)?;
            self.show(&report.sections);
        }
        self.explained = self.table.chosen().map(|card| card.about.clone());
        Ok(())
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.fills_on() {
            self.gives.fill(store)?;
            let sections = std::mem::take(&mut self.gives.sections);
            self.show(&sections);
            self.gives.sections = sections;
        }
        self.explained = self.table.chosen().map(|card| card.about.clone());
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let none = |rows: &RowsOf| *rows == RowsOf::Nothing;
        match (command, self.table.chosen()) {
            (Command::Open, Some(card)) if none(&card.about.rows) => {
                Some("There are no rows behind this figure.".to_owned())
            }
            (Command::Open, Some(card)) if card.about.value == 0 => {
                Some("Nothing is counted here, so there are no rows to open.".to_owned())
            }
            (Command::Order, _) if self.gives() => None,
            (Command::Search | Command::Order, _) => {
                Some("Press Enter to open the rows of a figure.".to_owned())
            }
            (Command::Back, _) => Some(super::AT_THE_TOP.to_owned()),
            _ => None,
        }
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        self.gives.measure(match answer {
            Answer::Chose(Entity::Worker, id, name) => Whose::worker(WorkerId(id), name),
            Answer::Chose(Entity::Asset, id, name) => Whose::group(AssetId(id), name),
            Answer::Row(whose::EVERYONE) => Whose::default(),
            _ => return Effect::None,
        });
        self.table.begin_again();
        Effect::Reload
    }

    fn fills_on(&self) -> bool {
        self.gives() && self.gives.fills_on()
    }

    fn preview_due(&self) -> bool {
        if self.fills_on() {
            return true;
        }
        let explains = super::wide(self.size.width) || self.below() > 0;
        explains && self.explained.as_ref() != self.table.chosen().map(|card| &card.about)
    }
}

/// The list of the assets that nobody has checked for long, on a screen of its own.
pub fn behind_stale(scroll: Scroll) -> Effect {
    let definition = "Assets that run and whose details nobody checked for 90 days (or as set), or ever.";
    let figure = Figure::new("To be checked again", 0, "assets", definition, RowsOf::Stale);
    Effect::Open(Box::new(Behind::new(&figure, scroll)))
}

/// The list of the people whom nobody has asked yet what they would like to give, on a screen of its own.
pub fn behind_not_asked(worker: Option<WorkerId>, scroll: Scroll) -> Effect {
    let definition = "People in our work whom nobody has asked yet what they would like to give.";
    let rows = RowsOf::People(Set::NotAsked, worker);
    Effect::Open(Box::new(Behind::new(&Figure::new("Not yet asked", 0, "people", definition, rows), scroll)))
}

/// The rows behind a figure.
struct Behind {
    name: String,
    rows: RowsOf,
    definition: &'static str,
    table: Table<Card<(Option<PersonId>, Option<AssetId>)>>,
    size: Size,
}

impl Behind {
    fn new(figure: &Figure, scroll: Scroll) -> Self {
        Self {
            name: figure.name.clone(),
            rows: figure.rows.clone(),
            definition: figure.definition,
            table: Table::new(scroll),
            size: Size { width: 80, height: 19 },
        }
    }

    fn list(&self, area: Rect) -> Rect {
        let room = self.size.width.saturating_sub(2);
        let lines = clip::wrap(&Clean::line(self.definition), room).len();
        let lines = u16::try_from(lines).unwrap_or(1) + 1;
        let above = if self.size.height >= 14 { lines } else { 0 };
        Rect { y: area.y + above, height: area.height.saturating_sub(above), ..area }
    }
}

impl Screen for Behind {
    fn places(&self) -> &'static [Place] {
        &[Place::Reports, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match (command, self.table.chosen().map(|card| card.about)) {
            (Command::Back, _) => Effect::Close,
            (Command::Open, Some((Some(person), _))) => Effect::Person(person),
            (Command::Open, Some((None, Some(asset)))) => Effect::Asset(asset),
            (Command::Why, _) => Effect::Say(self.definition.to_owned()),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        let remark = format!("{} in all", self.table.total());
        Title::Words(format!("The rows behind: {}", self.name), remark)
    }

    fn status(&self) -> String {
        match self.table.chosen() {
            Some(card) => format!("Row {} of {}. {}", self.table.at() + 1, self.table.total(), card.said),
            None => "There are no rows. Press Esc to go back.".to_owned(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let list = self.list(area);
        let above = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            height: (list.y - area.y).saturating_sub(1),
            ..area
        };
        paint.lines(above, self.definition, Role::Text);
        card::draw(&self.table, true, paint, list);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let page = rows::open(store, &self.rows, self.table.span())?;
        let width = self.size.width;
        let rows = page.rows.iter().map(|row| {
            let cells = if width < 60 {
                vec![(0, row.name.clone())]
            } else {
                vec![(26, row.name.clone()), (0, row.detail.clone())]
            };
            let key = row.record.1;
            let colon = if row.detail.is_empty() { "" } else { ": " };
            let said = format!("{}{colon}{}.", row.name, row.detail);
            let mut card = Card::new(key, (row.person, row.asset), cells).said(said).named(&row.name);
            card.needs_you = row.marked;
            if width < 60 {
                card.add_text(&row.detail, width, 2, Role::Text);
            }
            card
        });
        let page = Page { rows: rows.collect(), from: page.from, total: page.total };
        self.table.refill(page);
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let other = matches!(command, Command::Search | Command::Filter | Command::Order);
        other.then(|| "Press Esc to go back to the figures.".to_owned())
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }
}
