//! One asset whole: what it is, who goes there, what was noted, what is to be done.

mod beside;
mod parts;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect, Size};

pub use self::beside::sheet;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::vocabulary::{ASSET_KIND, ASSET_STATUS, CHECKED_HOW};
use crate::store::asset::AssetPage;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::dialogs::picker::{Item, Picker};
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::parts::Parts;
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::Table;

/// The parts of an asset, in the order of their tabs.
const PARTS: &[&str] = &["Details", "People", "Give and take", "Notes", "Said of it", "Reminders"];

/// What a row of a part is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The person that Enter opens.
    person: Option<PersonId>,
    /// The record that Enter reads.
    record: Option<(Entity, i64)>,
}

/// One asset whole.
pub struct Asset {
    id: AssetId,
    pane: Pane,
    worker: Option<WorkerId>,
    parts: Parts,
    tables: [Table<Card<About>>; 6],
    page: Option<AssetPage>,
    today: NaiveDate,
    side: Sheet,
    size: Size,
}

/// The question that `v` asks: whether the details of an asset were checked today.
pub fn checked_today(page: &AssetPage, worker: Option<WorkerId>, today: NaiveDate) -> Effect {
    let fields = ["checked_on", "checked_by", "checked_how"];
    let before: Values =
        fields.into_iter().map(|field| (field, page.record.values.value(field).clone())).collect();
    let (id, name) = (page.record.id, page.record.values.text("name").to_owned());
    // The last way, from a list, is none in which a person checks.
    let ways: Vec<_> = CHECKED_HOW.terms.iter().filter(|term| term.code != "imported").collect();
    let items = ways.iter().map(|term| Item::new(term.label)).collect();
    let title = format!("How did you check {name} today?");
    let pick = move |at: usize, _: &str| {
        let Some(way) = ways.get(at) else { return Effect::Close };
        let mut after = before.clone();
        after.set("checked_on", today);
        after.set("checked_how", way.code);
        if let Some(worker) = worker {
            after.set("checked_by", worker.0);
        }
        let edit = Change::Edit { entity: Entity::Asset, id, before: before.clone(), after };
        let change = Change::Together { verb: Verb::Checked, changes: vec![edit] };
        let said = format!("{name} is checked today: {}.", way.label.to_lowercase());
        Effect::Apply { change, close: true, said }
    };
    Effect::Open(Box::new(Picker::of(title, items, Box::new(pick))))
}

impl Asset {
    /// An asset, its details first; `pane` is where it was opened from.
    pub fn new(id: AssetId, pane: Pane, worker: Option<WorkerId>, settings: &Settings) -> Self {
        Self {
            id,
            pane,
            worker,
            parts: Parts::new(PARTS),
            tables: std::array::from_fn(|_| Table::new(settings.scroll)),
            page: None,
            today: NaiveDate::default(),
            side: Sheet::new(),
            size: Size { width: 80, height: 19 },
        }
    }

    fn table(&self) -> Option<&Table<Card<About>>> {
        self.tables.get(self.parts.open())
    }

    fn chosen(&self) -> Option<About> {
        self.table().and_then(Table::chosen).map(|card| card.about)
    }

    fn name(&self) -> &str {
        self.page.as_ref().map_or("", |page| page.record.values.text("name"))
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 76)
    }

    /// The rows of the banner: the name, what it is, a rule where there is room, the parts.
    fn above(&self) -> u16 {
        if self.size.height >= 14 { 4 } else { 3 }
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

    fn banner(&self) -> String {
        let Some(page) = &self.page else { return String::new() };
        let text = |field: &str| page.record.values.text(field);
        let shut = if text("status") == "active" { "" } else { ASSET_STATUS.label(text("status")) };
        let parts = [shut, ASSET_KIND.label(text("kind")), text("schedule"), text("cost"), text("place")];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
    }

    fn fill(&mut self, store: &Store, page: &AssetPage) -> Result<(), StoreError> {
        let width = self.list_width();
        let Some(table) = self.tables.get_mut(self.parts.open()) else { return Ok(()) };
        let cards = match self.parts.open() {
            0 => parts::details(page, width),
            1 => parts::people(store, self.id, table.span(), width)?,
            2 => parts::gives(store, self.id, width)?,
            3 => parts::notes(store, self.id, table.span(), width)?,
            4 => parts::said(page, width),
            _ => parts::reminders(store, page, width),
        };
        table.refill(cards);
        Ok(())
    }
}

impl Screen for Asset {
    fn places(&self) -> &'static [Place] {
        &[Place::Asset, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if self.parts.perform(command) {
            return Effect::Reload;
        }
        if let Some(table) = self.tables.get_mut(self.parts.open())
            && let Some(wants) = table.perform(command)
        {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match (command, self.chosen()) {
            (Command::Back, _) => Effect::Close,
            (Command::Open, Some(About { person: Some(person), .. })) => Effect::Person(person),
            (Command::Open, Some(About { record: Some((entity, id)), .. })) => {
                Effect::Read(entity, id, self.name().to_owned())
            }
            (Command::Open, _) => super::about_asset(Command::Edit, self.id),
            (Command::Suggest, _) => Effect::ChoosePerson,
            (Command::Add, _) => Effect::Form(FormRequest::AddAsset),
            (Command::Checked, _) => {
                self.page.as_ref().map_or(Effect::None, |page| checked_today(page, self.worker, self.today))
            }
            (command, _) => super::about_asset(command, self.id),
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(self.pane)
    }

    fn status(&self) -> String {
        let Some(table) = self.table().filter(|_| self.page.is_some()) else {
            return "This asset is no longer here. Press Esc to go back.".to_owned();
        };
        match table.chosen() {
            Some(card) => {
                format!("{}, {} of {}: {}", self.parts.name(), table.at() + 1, table.total(), card.said)
            }
            None => format!("{}: nothing is here yet. Tab goes to the next part.", self.parts.name()),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let room = area.width.saturating_sub(2);
        paint.text(area.x + 1, area.y, room, self.name(), Role::Title);
        paint.text(area.x + 1, area.y + 1, room, &self.banner(), Role::Text);
        if self.above() == 4 {
            paint.rule(area.x, area.y + 2, area.width);
        }
        self.parts.draw(paint, area.x + 1, area.y + self.above() - 1, room);
        let list = self.list(area);
        let below = Rect { width: area.width, ..list };
        if let (_, Some(place)) = super::beside(paint, below, list.width) {
            self.side.draw(paint, place, 0);
        }
        if let Some(table) = self.table() {
            card::draw(table, true, paint, list);
            if table.is_empty() {
                let room = list.width.saturating_sub(LEAD);
                paint.text(list.x + LEAD, list.y, room, "Nothing is here yet.", Role::Text);
            }
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let list = self.list(area);
        let row = self.table().and_then(|table| table.cursor(list, LEAD));
        row.or(Some(Position::new(area.x + 1, list.y.saturating_sub(1))))
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let list = self.list(Rect::new(0, 0, self.size.width, self.size.height)).height;
        self.tables.iter_mut().for_each(|table| table.resize(list));
        self.today = store.clock().today();
        self.page = store.asset(self.id)?;
        let Some(page) = self.page.take() else { return Ok(()) };
        self.side = beside::people(&page);
        let filled = self.fill(store, &page);
        self.page = Some(page);
        filled
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let put_away = self.page.as_ref().is_some_and(|page| page.record.put_away_on.is_some());
        match command {
            Command::Back | Command::NextPart | Command::PreviousPart => None,
            _ if self.page.is_none() && super::IS_ABOUT_A_ROW.contains(&command) => {
                Some("This asset is no longer here.".to_owned())
            }
            Command::BringBack if !put_away => Some("This asset is not put away.".to_owned()),
            Command::Open if self.chosen().is_none() => Some("Nothing is here to open.".to_owned()),
            Command::Search | Command::Filter | Command::Order | Command::Why => {
                Some("Press Tab for the next part of this asset.".to_owned())
            }
            _ => None,
        }
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        match answer {
            Answer::Chose(Entity::Person, id, _) => {
                Effect::Form(FormRequest::Connect { person: PersonId(id), asset: self.id })
            }
            _ => Effect::None,
        }
    }

    fn about(&self) -> Option<String> {
        self.page.as_ref().map(|page| page.record.values.text("name").to_owned())
    }

    fn copied(&self) -> Option<(String, String)> {
        let page = self.page.as_ref()?;
        let text = |field: &str| page.record.values.text(field).to_owned();
        let fields =
            ["name", "schedule", "cost", "place", "address", "postcode", "phone", "email", "website"];
        let lines: Vec<String> = fields.into_iter().map(text).filter(|line| !line.is_empty()).collect();
        Some((format!("the details of {}", self.name()), lines.join("\n")))
    }
}
