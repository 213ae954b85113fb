//! Give and take: who could help whom, offers, wishes, who stands where, who was never asked, what was given.

mod cards;
mod pairs;

use ratatui::layout::{Position, Rect, Size};

use self::cards::About;
use self::pairs::How;
use crate::domain::entity::Entity;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::parts::Parts;
use crate::tui::widgets::query::{Query, Typed};
use crate::tui::widgets::table::Table;

/// The lists, in the order of their tabs.
const PARTS: &[&str] = &["Pairs", "Offers", "Would like", "On the way", "Not yet asked", "Given"];

const PAIRS: usize = 0;
const OFFERS: usize = 1;
const ASKS: usize = 2;
const WAY: usize = 3;
const NOT_ASKED: usize = 4;

/// Give and take.
pub struct Give {
    parts: Parts,
    tables: [Table<Card<About>>; 6],
    middle: usize,
    /// The one list that has to be read, where the others are as they were.
    only: Option<usize>,
    query: Query,
    size: Size,
}

impl Give {
    /// Give and take, the suggested pairs first.
    pub fn new(settings: &Settings) -> Self {
        Self {
            parts: Parts::new(PARTS),
            tables: std::array::from_fn(|_| Table::new(settings.scroll)),
            middle: PAIRS,
            only: None,
            query: Query::default(),
            size: Size { width: 80, height: 19 },
        }
    }

    fn table(&self) -> Option<&Table<Card<About>>> {
        self.tables.get(self.parts.open())
    }

    fn chosen(&self) -> Option<&About> {
        self.table().and_then(Table::chosen).map(|card| &card.about)
    }

    fn wide(&self) -> bool {
        super::wide(self.size.width)
    }

    /// Rows above the lists: the names of the lists, the search line while it is used, a rule where there is room.
    fn above(&self) -> u16 {
        let search = self.query.is_open() || !self.query.is_empty();
        1 + u16::from(search) + u16::from(self.size.height >= 14)
    }

    /// The lists that are seen, with their places: one, or offers, the middle and wishes beside one another.
    fn seen(&self, area: Rect) -> Vec<(usize, Rect)> {
        let above = self.above();
        let body = Rect { y: area.y + above, height: area.height.saturating_sub(above), ..area };
        if !self.wide() {
            return vec![(self.parts.open(), body)];
        }
        let third = body.width / 3;
        let middle = body.width - 2 * third;
        vec![
            (OFFERS, Rect { width: third - 2, ..body }),
            (self.middle, Rect { x: body.x + third, width: middle - 2, ..body }),
            (ASKS, Rect { x: body.x + third + middle, width: third - 1, ..body }),
        ]
    }

    fn whole(&self) -> Rect {
        Rect::new(0, 0, self.size.width, self.size.height)
    }

    fn about_record(&self, command: Command) -> Option<Effect> {
        let (entity, id) = self.chosen()?.record?;
        match command {
            Command::Edit => Some(Effect::Form(FormRequest::Edit { entity, id })),
            Command::PutAway => Some(Effect::Form(FormRequest::PutAway { entity, id })),
            Command::Open if entity == Entity::Exchange => {
                Some(Effect::Read(entity, id, "give and take".to_owned()))
            }
            _ => None,
        }
    }

    fn add(&self) -> Effect {
        let person = self.chosen().and_then(|about| about.person);
        Effect::Form(match (self.parts.open(), person) {
            (OFFERS, _) => FormRequest::Offer { subject: None },
            (ASKS, _) => FormRequest::Ask { subject: None },
            (NOT_ASKED, Some(person)) => FormRequest::Asked(person),
            (PAIRS | WAY | NOT_ASKED, _) => FormRequest::AddMenu,
            _ => FormRequest::Give { person: None, asset: None },
        })
    }

    /// Another list was turned to: it is read, unless it stands there already.
    fn turned(&mut self) -> Effect {
        let part = self.parts.open();
        if matches!(part, OFFERS | ASKS) && self.wide() {
            return Effect::None;
        }
        if !matches!(part, OFFERS | ASKS) {
            self.middle = part;
        }
        self.only = Some(part);
        Effect::Reload
    }

    fn searched(&mut self) -> Effect {
        for part in [OFFERS, ASKS] {
            if let Some(table) = self.tables.get_mut(part) {
                table.begin_again();
            }
        }
        Effect::Reload
    }
}

impl Screen for Give {
    fn places(&self) -> &'static [Place] {
        if self.query.is_open() {
            return &[Place::Give, Place::Searching, Place::List, Place::Everywhere];
        }
        &[Place::Give, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if self.parts.perform(command) {
            return self.turned();
        }
        if let Some(table) = self.tables.get_mut(self.parts.open())
            && let Some(wants) = table.perform(command)
        {
            self.only = wants.then_some(self.parts.open());
            return if wants { Effect::Reload } else { Effect::None };
        }
        if let Some(effect) = self.about_record(command) {
            return effect;
        }
        match command {
            Command::Add => return self.add(),
            Command::Search => {
                self.query.open();
                return Effect::Reload;
            }
            Command::Back => return if self.query.clear() { self.searched() } else { Effect::None },
            Command::Why => return Effect::Say(cards::order(self.parts.open()).to_owned()),
            _ => {}
        }
        let Some(about) = self.chosen() else { return Effect::None };
        if let Some(pair) = &about.pair {
            match (command, pair.how) {
                (Command::Open, _) => return pairs::about_pair(pair),
                (Command::Suggest, _) | (Command::Edit, How::Begun(_)) => {
                    return Effect::Form(pairs::introduce(pair));
                }
                (Command::PutAway, How::Begun(id)) => {
                    return Effect::Form(FormRequest::PutAway { entity: Entity::Pair, id });
                }
                (Command::PutAway, How::Suggested) => {
                    let (offer, ask) = (pair.offer, pair.ask);
                    return Effect::Form(FormRequest::Pair { offer, ask, fits: false });
                }
                _ => {}
            }
        }
        match (about.person, about.asset) {
            (Some(person), _) => super::about_person(command, person, None),
            (None, Some(asset)) => super::about_asset(command, asset),
            (None, None) => Effect::None,
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Give)
    }

    fn status(&self) -> String {
        let Some(table) = self.table() else { return String::new() };
        match table.chosen() {
            Some(card) => {
                format!("{}, {} of {}: {}", self.parts.name(), table.at() + 1, table.total(), card.said)
            }
            None if !self.query.is_empty() => {
                "Nothing has such words. Press Esc to see all again.".to_owned()
            }
            None => cards::nothing(self.parts.open()).to_owned(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let room = area.width.saturating_sub(2);
        self.parts.draw(paint, area.x + 1, area.y, room);
        if self.query.is_open() || !self.query.is_empty() {
            self.query.draw(paint, area.x + 1, area.y + 1, room);
        }
        if self.size.height >= 14 {
            paint.rule(area.x, area.y + self.above() - 1, area.width);
        }
        for (part, place) in self.seen(area) {
            let Some(table) = self.tables.get(part) else { continue };
            let focus = part == self.parts.open();
            let mut list = place;
            if self.wide() {
                let name = PARTS.get(part).copied().unwrap_or_default();
                let heading = format!("{} ({})", name.to_uppercase(), table.total());
                paint.text(place.x + 1, place.y, place.width.saturating_sub(1), &heading, Role::Title);
                list = Rect { y: place.y + 1, height: place.height.saturating_sub(1), ..place };
                if part != ASKS {
                    paint.post(place.right() + 1, place.y, place.height);
                }
            }
            card::draw(table, focus, paint, list);
            if table.is_empty() {
                let room = Rect { x: list.x + LEAD, width: list.width.saturating_sub(LEAD), ..list };
                paint.lines(room, cards::nothing(part), Role::Text);
            }
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        if self.query.is_open() {
            return Some(self.query.cursor(area.x + 1, area.y + 1, area.width.saturating_sub(2)));
        }
        let (_, place) = self.seen(area).into_iter().find(|(part, _)| *part == self.parts.open())?;
        let down = u16::from(self.wide());
        let list = Rect { y: place.y + down, height: place.height.saturating_sub(down), ..place };
        let row = self.table().and_then(|table| table.cursor(list, LEAD));
        row.or(Some(Position::new(area.x + 1, area.y)))
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let down = u16::from(self.wide());
        let only = self.only.take();
        let seen = self.seen(self.whole()).into_iter();
        for (part, place) in seen.filter(|(part, _)| only.is_none_or(|only| only == *part)) {
            let Some(table) = self.tables.get_mut(part) else { continue };
            table.resize(place.height.saturating_sub(down));
            let page = cards::page(store, part, self.query.text(), table.span(), place.width)?;
            table.refill(page);
        }
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
    }

    fn takes_text(&self) -> bool {
        self.query.is_open()
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match self.query.press(key) {
            Typed::Edited => Some(self.searched()),
            Typed::Kept => Some(Effect::Reload),
            Typed::Left => None,
        }
    }

    fn pasted(&mut self, text: &str) -> Effect {
        if self.query.paste(text) { self.searched() } else { super::pasted_in_a_list() }
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let about = self.chosen();
        match command {
            Command::Back if self.query.is_empty() => Some(super::AT_THE_TOP.to_owned()),
            Command::Search if !matches!(self.parts.open(), OFFERS | ASKS) => {
                Some("Offers and what people would like can be searched. Press Tab.".to_owned())
            }
            Command::Filter | Command::Order => Some("Press Tab for the next list.".to_owned()),
            Command::Edit | Command::PutAway
                if about.and_then(|about| about.pair.as_ref()).is_some_and(|pair| !pair.takes(command)) =>
            {
                Some("This pair is only suggested. Change the offer or the wish: press Tab.".to_owned())
            }
            _ if super::IS_ABOUT_A_ROW.contains(&command) && command != Command::Why && about.is_none() => {
                Some(cards::nothing(self.parts.open()).to_owned())
            }
            Command::LogContact | Command::RecordAsked | Command::SetRung
                if about.is_some_and(|about| about.person.is_none()) =>
            {
                Some("This row is about a group, not a person.".to_owned())
            }
            _ => None,
        }
    }

    fn about(&self) -> Option<String> {
        self.table().and_then(Table::chosen).map(|card| card.name.clone())
    }
}
