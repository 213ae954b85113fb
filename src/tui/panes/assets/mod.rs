//! The assets: searched as one types, for anyone or for one person, each with the reasons it is here.

mod empty;
mod hit;
mod narrow;
mod said;
mod shortlist;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect, Size};

use self::narrow::Narrow;
use self::shortlist::Shortlist;
use super::asset::{checked_today, sheet};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::name;
use crate::report::missing::Missing;
use crate::store::asset::AssetPage;
use crate::store::find::{AssetAsk, AssetResult, WhyNone};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::query::{Query, Typed};
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::Table;

/// What the next answer of a picker is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// The person for whom is searched.
    Whom,
    /// The person to whom this asset is suggested.
    Suggest(AssetId),
    /// What the list is narrowed to.
    Narrow,
}

/// The asset search.
pub struct Assets {
    table: Table<Card<AssetId>>,
    query: Query,
    ask: AssetAsk,
    whom: String,
    shortlist: Shortlist,
    narrow: Narrow,
    waiting: Waiting,
    left_out: (usize, usize),
    why_empty: WhyNone,
    /// How many offers of others answer a wish of whom is searched for.
    answering: Option<(PersonId, usize)>,
    /// All reasons of each asset that is shown, as text.
    reasons: Vec<(AssetId, String)>,
    /// What it would be as a gap.
    missing: Missing,
    more: bool,
    beside: Option<(AssetId, Sheet)>,
    page: Option<AssetPage>,
    over: bool,
    /// The person whose record it stands over.
    opened: Option<PersonId>,
    worker: Option<WorkerId>,
    today: NaiveDate,
    size: Size,
}

/// What is said where a restricted record was chosen: what fits a person tells what their record says.
const RESTRICTED: &str = "anyone. That record is restricted: open it (Ctrl+F), then s";

impl Assets {
    /// The search as a pane, for anyone; the search line is open.
    pub fn new(settings: &Settings, worker: Option<WorkerId>) -> Self {
        let mut query = Query::default();
        query.wait();
        Self {
            table: Table::new(settings.scroll),
            query,
            ask: AssetAsk::default(),
            whom: String::new(),
            shortlist: Shortlist::default(),
            narrow: Narrow::default(),
            waiting: Waiting::Whom,
            left_out: (0, 0),
            why_empty: WhyNone::default(),
            answering: None,
            reasons: Vec::new(),
            missing: Missing::default(),
            more: false,
            beside: None,
            page: None,
            over: false,
            opened: None,
            worker,
            today: NaiveDate::default(),
            size: Size { width: 80, height: 19 },
        }
    }

    /// The search for one person, over the screen that asked for it.
    pub fn for_person(person: PersonId, settings: &Settings, worker: Option<WorkerId>) -> Self {
        let mut assets = Self::new(settings, worker);
        assets.ask.for_person = Some(person);
        assets.opened = Some(person);
        assets.over = true;
        assets
    }

    fn asset(&self) -> Option<AssetId> {
        self.table.chosen().map(|card| card.about)
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 70)
    }

    fn above(&self) -> u16 {
        if self.size.height >= 14 { 4 } else { 2 }
    }

    fn list(&self, area: Rect) -> Rect {
        let above = self.above();
        Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above),
            width: self.list_width(),
            ..area
        }
    }

    fn searched(&mut self) -> Effect {
        self.ask.text = self.query.text().to_owned();
        self.table.begin_again();
        Effect::Reload
    }

    fn back(&mut self) -> Effect {
        if self.query.clear() {
            return self.searched();
        }
        if !self.narrow.is_usual() {
            self.narrow.clear();
            return self.searched();
        }
        if self.over {
            return Effect::Close;
        }
        self.whom = String::new();
        match self.ask.for_person.take() {
            Some(_) => self.searched(),
            // Only the search line was left: the list stands as it is.
            None => Effect::None,
        }
    }

    fn read_beside(&mut self, store: &Store) -> Result<(), StoreError> {
        self.beside = None;
        self.page = None;
        let Some(asset) = self.asset() else { return Ok(()) };
        self.page = store.asset(asset)?;
        if super::wide(self.size.width) {
            self.beside = self.page.as_ref().map(|page| (asset, sheet(page)));
        }
        Ok(())
    }
}

impl Screen for Assets {
    fn places(&self) -> &'static [Place] {
        if self.query.is_open() {
            return &[Place::Assets, Place::Searching, Place::List, Place::Everywhere];
        }
        &[Place::Assets, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        let marked = self.table.marks().iter().copied().collect();
        if let Some(effect) = super::about_marked(command, Entity::Asset, marked) {
            return effect;
        }
        match (command, self.asset()) {
            (Command::Search, _) => {
                self.query.open();
                Effect::None
            }
            (Command::Back, _) => self.back(),
            (Command::Filter, _) => {
                self.waiting = Waiting::Narrow;
                Effect::Open(Box::new(self.narrow.picker()))
            }
            (Command::ForPerson, _) => {
                self.waiting = Waiting::Whom;
                Effect::ChoosePerson
            }
            (Command::Open, None) => self.gap(),
            (Command::AddGap, _) if self.table.is_empty() || !self.query.is_empty() => self.gap(),
            (Command::KeepSearch, _) => {
                let (text, facets) = self.narrow.facets.with_text(self.query.text());
                let known = vec![("text".to_owned(), text), ("filters".to_owned(), facets.text())];
                Effect::Filled(FormRequest::KeepSearch, known)
            }
            (Command::Add, _) => Effect::Form(FormRequest::AddAsset),
            (Command::Why, _) => self.why(),
            (Command::Suggest, Some(asset)) => self.suggest(asset),
            (Command::Shortlist, Some(asset)) => self.keep(asset),
            (Command::Checked, Some(asset)) => match &self.page {
                Some(page) if page.record.id == asset.0 => checked_today(page, self.worker, self.today),
                _ => Effect::Reload,
            },
            (command, Some(asset)) => super::about_asset(command, asset),
            _ => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Assets)
    }

    fn status(&self) -> String {
        if let Some(trouble) = self.trouble() {
            return trouble;
        }
        let Some(card) = self.table.chosen() else { return self.nothing_met() };
        let more = if self.more { "more than " } else { "" };
        format!("{} of {more}{}: {}", self.table.at() + 1, self.table.total(), card.said)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let width = area.width.saturating_sub(2);
        if self.above() == 4 {
            paint.text(area.x + 1, area.y, width, &self.line_for(), Role::Text);
            self.query.draw(paint, area.x + 1, area.y + 1, width);
            paint.text(area.x + 1, area.y + 2, width, &self.line_of_filters(width), Role::Text);
            paint.rule(area.x, area.y + 3, area.width);
        } else {
            self.query.draw(paint, area.x + 1, area.y, width);
            paint.text(area.x + 1, area.y + 1, width, &self.line_for(), Role::Text);
        }
        let list = self.list(area);
        let below = Rect { width: area.width, ..list };
        if let (_, Some(place)) = super::beside(paint, below, list.width)
            && let Some((_, sheet)) = &self.beside
        {
            sheet.draw(paint, place, 0);
        }
        card::draw(&self.table, true, paint, list);
        if self.table.is_empty() {
            let room = Rect { x: list.x + LEAD, width: list.width.saturating_sub(LEAD), ..list };
            paint.lines(room, &self.nothing(), Role::Text);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        if self.query.is_open() {
            let y = if self.above() == 4 { area.y + 1 } else { area.y };
            return Some(self.query.cursor(area.x + 1, y, area.width.saturating_sub(2)));
        }
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.today = store.clock().today();
        if let Some(person) = self.ask.for_person.filter(|person| self.opened != Some(*person))
            && store.is_restricted(person)?
        {
            self.ask.for_person = None;
            RESTRICTED.clone_into(&mut self.whom);
        }
        if let Some(person) = self.ask.for_person {
            let record = store.needed(Entity::Person, person.0)?;
            let text = |field: &str| record.values.text(field);
            self.whom = name::listed(text("family"), text("given"), text("title"));
        }
        self.know_answers(store)?;
        self.narrow.know(&store.saved_searches()?);
        self.narrow.ask(&mut self.ask);
        let AssetResult { page, hidden_stale, closed, more } =
            store.find_assets(&self.ask, self.table.span())?;
        self.left_out = (hidden_stale, closed);
        self.more = more;
        self.why_empty = if page.total == 0 { store.why_no_assets(&self.ask)? } else { WhyNone::default() };
        self.missing = Missing::of_search(store, &self.ask)?;
        let lines = if self.size.height >= 25 { 5 } else { 3 };
        let width = self.list_width();
        self.reasons = page.rows.iter().map(|row| (row.asset, hit::all(row))).collect();
        let rows = page.rows.iter().map(|row| hit::card(row, width, lines)).collect();
        let page = crate::store::page::Page { rows, from: page.from, total: page.total };
        if self.query.is_open() {
            self.table.fill(page);
        } else {
            self.table.refill(page);
        }
        self.read_beside(store)
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        self.read_beside(store)
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn takes_text(&self) -> bool {
        self.query.is_open()
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match self.query.press(key) {
            Typed::Edited => Some(self.searched()),
            Typed::Kept => Some(Effect::None),
            Typed::Left => None,
        }
    }

    fn pasted(&mut self, text: &str) -> Effect {
        if self.query.paste(text) { self.searched() } else { super::pasted_in_a_list() }
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        match (self.waiting, answer) {
            (Waiting::Whom, Answer::Chose(Entity::Person, id, _)) => {
                self.ask.for_person = Some(PersonId(id));
                self.shortlist.clear();
                // What fits tells what the record says: it is looked at, as if it were opened.
                Effect::Many(vec![Effect::Looked(PersonId(id)), self.searched()])
            }
            (Waiting::Suggest(asset), Answer::Chose(Entity::Person, id, _)) => {
                self.form_for(PersonId(id), asset)
            }
            (Waiting::Narrow, Answer::Text(places)) => {
                if let Some(words) = self.narrow.take(&places) {
                    self.query.set(&words);
                }
                self.searched()
            }
            _ => Effect::None,
        }
    }

    fn refuses(&self, command: Command) -> Option<String> {
        match command {
            Command::Back => {
                let narrowed = !self.query.is_empty() || !self.narrow.is_usual();
                let at_the_top =
                    !narrowed && !self.over && self.ask.for_person.is_none() && !self.query.is_open();
                at_the_top.then(|| super::AT_THE_TOP.to_owned())
            }
            Command::Order => {
                Some("What fits best comes first; without words or a person, by name.".to_owned())
            }
            Command::Open if self.table.is_empty() => None,
            Command::KeepSearch if self.query.is_empty() && self.narrow.is_usual() => {
                Some("Type words or choose a filter first: then there is a search to keep.".to_owned())
            }
            _ if super::IS_ABOUT_A_ROW.contains(&command) && self.table.is_empty() => {
                Some("There is no asset in this list.".to_owned())
            }
            _ => None,
        }
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }

    fn preview_due(&self) -> bool {
        self.page.as_ref().map(|page| page.record.id) != self.asset().map(|asset| asset.0)
    }
}
