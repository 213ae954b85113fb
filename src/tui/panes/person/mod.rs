//! A person's record: a banner that never scrolls away, and parts that are shown one at a time.

mod about;
mod acts;
mod banner;
mod details;
mod entry;
mod goals;
mod looking;
mod parts;

use ratatui::layout::{Position, Rect, Size};

use self::about::About;
use self::banner::Banner;
use self::entry::{Entry, very_wide};
use self::looking::Looking;
use super::glance;
use crate::domain::entity::Entity;
use crate::domain::id::{ConnectionId, ContactId, PersonId};
use crate::report::person::{self, Summary};
use crate::report::{rhythm, way};
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
use crate::tui::widgets::parts::Parts;
use crate::tui::widgets::query::Typed;
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::Table;

/// The parts of a record, in the order of their tabs.
const PARTS: &[&str] = &["Timeline", "Goals", "Details", "Connections", "Said yes to", "Give and take"];

/// Their places.
const TIMELINE: usize = 0;
const GOALS: usize = 1;
const DETAILS: usize = 2;
const CONNECTIONS: usize = 3;
const SAID_YES: usize = 4;
const GIVES: usize = 5;

/// A person's record.
pub struct Person {
    id: PersonId,
    pane: Pane,
    parts: Parts,
    tables: [Table<Card<About>>; 6],
    summary: Option<Summary>,
    banner: Banner,
    side: Sheet,
    entry: Option<Entry>,
    looking: Looking,
    speak: bool,
    size: Size,
}

impl Person {
    /// The record of a person, its line of time first; `pane` is where it was opened from.
    pub fn new(id: PersonId, pane: Pane, settings: &Settings) -> Self {
        Self {
            id,
            pane,
            parts: Parts::new(PARTS),
            tables: std::array::from_fn(|_| Table::new(settings.scroll)),
            summary: None,
            banner: Banner::default(),
            side: Sheet::new(),
            entry: None,
            looking: Looking::default(),
            speak: settings.speak,
            size: Size { width: 80, height: 19 },
        }
    }

    fn table(&self) -> Option<&Table<Card<About>>> {
        self.tables.get(self.parts.open())
    }

    fn about(&self) -> Option<&About> {
        self.table().and_then(Table::chosen).map(|card| &card.about)
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, if self.reads_beside() { 54 } else { 80 })
    }

    /// Whether the chosen entry stands whole beside the list.
    fn reads_beside(&self) -> bool {
        self.parts.open() == TIMELINE && very_wide(self.size.width) && !self.speak
    }

    fn read_entry(&mut self, store: &Store) -> Result<(), StoreError> {
        let chosen = self.table().and_then(Table::chosen).filter(|_| self.reads_beside());
        let chosen = chosen.and_then(|card| Some((card.key, card.about.record?)));
        self.entry = chosen.map(|(key, record)| Entry::read(store, key, record)).transpose()?;
        Ok(())
    }

    fn list(&self, area: Rect) -> Rect {
        let above = self.banner.height() + u16::from(self.looks());
        let above = above.min(area.height.saturating_sub(2));
        Rect { y: area.y + above, height: area.height - above, width: self.list_width(), ..area }
    }

    /// Whether a line above the timeline says what is shown of it.
    fn looks(&self) -> bool {
        self.parts.open() == TIMELINE && self.looking.shows()
    }

    fn begin_again(&mut self) -> Effect {
        if let Some(table) = self.tables.get_mut(TIMELINE) {
            table.begin_again();
        }
        Effect::Reload
    }

    /// The ebb and flow of contacts, for the side of the record.
    fn flow(&self, store: &Store, side: &mut Sheet) -> Result<(), StoreError> {
        if self.speak || !super::wide(self.size.width) {
            return Ok(());
        }
        let rhythm = rhythm::ask(store, self.id, store.clock().today())?;
        side.heading("How often we spoke");
        let line = rhythm.line();
        if !line.is_empty() {
            side.words(line);
        }
        side.words(rhythm.words());
        Ok(())
    }

    fn spoken(&self) -> String {
        self.summary.as_ref().map_or_else(String::new, |summary| summary.spoken.clone())
    }

    fn fill(&mut self, store: &Store, summary: &Summary) -> Result<(), StoreError> {
        let width = self.list_width();
        let tall = self.size.height >= 25;
        let Some(table) = self.tables.get_mut(self.parts.open()) else { return Ok(()) };
        let page = match self.parts.open() {
            TIMELINE => parts::timeline(store, self.id, &self.looking, table.span(), width, tall)?,
            GOALS => goals::goals(store, self.id, width, tall)?,
            DETAILS => details::details(store, self.id, width, tall, self.speak)?,
            CONNECTIONS => parts::connections(store, self.id, summary, width)?,
            SAID_YES => parts::said_yes(summary, width),
            _ => parts::gives(store, self.id, summary, width)?,
        };
        table.refill(page);
        Ok(())
    }
}

impl Screen for Person {
    fn places(&self) -> &'static [Place] {
        if self.looking.query.is_open() {
            return &[Place::Person, Place::Searching, Place::List, Place::Everywhere];
        }
        &[Place::Person, Place::List, Place::Everywhere]
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
        if let Some(effect) = self.about_connection(command).or_else(|| self.about_the_way(command)) {
            return effect;
        }
        match (command, self.own_record(), self.reminder()) {
            (Command::Search, ..) => {
                self.looking.query.open();
                Effect::Reload
            }
            (Command::Filter, ..) => self.looking.choose(),
            (Command::Back, ..) if self.parts.open() == TIMELINE && self.looking.clear() => {
                self.begin_again()
            }
            (Command::Back, ..) => Effect::Close,
            (Command::Open, ..) => self.open(),
            (Command::Edit, Some((entity, id)), _) => Effect::Form(FormRequest::Edit { entity, id }),
            (Command::PutAway, Some((entity, id)), _) => Effect::Form(FormRequest::PutAway { entity, id }),
            (Command::TickOff, _, Some(follow_up)) => {
                Effect::Form(FormRequest::TickOff { follow_up, person: Some(self.id) })
            }
            (Command::WrongPerson, ..) => match self.about().and_then(|about| about.record) {
                Some((Entity::Contact, id)) => Effect::Form(FormRequest::WrongPerson(ContactId(id))),
                _ => Effect::None,
            },
            (Command::AddVisit, ..) => match self.about().and_then(|about| about.record) {
                Some((Entity::Connection, id)) => Effect::Form(FormRequest::Visit(ConnectionId(id))),
                _ => Effect::None,
            },
            (Command::Later, _, Some(follow_up)) => Effect::Form(FormRequest::Later(follow_up)),
            (Command::Add, ..) if self.parts.open() == GOALS => Effect::Form(FormRequest::WayMenu(self.id)),
            (Command::Add, ..) if self.parts.open() == CONNECTIONS => Effect::SuggestTo(self.id),
            (Command::Add, ..) if self.parts.open() == SAID_YES => {
                Effect::Form(FormRequest::Consent(self.id))
            }
            (Command::Add, ..) => Effect::Form(FormRequest::AddReferral { person: Some(self.id) }),
            (command, _, follow_up) => super::about_person(command, self.id, follow_up),
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(self.pane)
    }

    fn status(&self) -> String {
        let Some(table) = self.table().filter(|_| self.summary.is_some()) else {
            return "This record is no longer here. Press Esc to go back.".to_owned();
        };
        match table.chosen() {
            Some(card) => {
                format!("{}, {} of {}: {}", self.parts.name(), table.at() + 1, table.total(), card.said)
            }
            None if self.looks() => self.looking.nothing(),
            None => format!("{}: nothing is here yet. Tab goes to the next part.", self.parts.name()),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        self.banner.draw(paint, area, &self.parts);
        let list = self.list(area);
        if self.looks() {
            let line = Rect { y: list.y.saturating_sub(1), height: 1, ..list };
            self.looking.draw(paint, line, self.table().map_or(0, Table::total));
        }
        if let Some(table) = self.table() {
            card::draw(table, true, paint, list);
            if table.is_empty() {
                let room = list.width.saturating_sub(LEAD);
                let words =
                    if self.looks() { self.looking.nothing() } else { "Nothing is here yet.".to_owned() };
                paint.text(list.x + LEAD, list.y, room, &words, Role::Text);
            }
        }
        let below = Rect { width: area.width, ..list };
        if let (_, Some(place)) = super::beside(paint, below, list.width) {
            let mut side = place;
            if self.reads_beside()
                && let (left, Some(right)) = super::beside(paint, place, place.width * 52 / 100)
            {
                self.entry.iter().for_each(|entry| entry.sheet.draw(paint, left, 0));
                side = right;
            }
            self.side.draw(paint, side, 0);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let list = self.list(area);
        if self.looks()
            && let Some(place) = self.looking.cursor(Rect { y: list.y.saturating_sub(1), ..list })
        {
            return Some(place);
        }
        let row = self.table().and_then(|table| table.cursor(list, LEAD));
        row.or(Some(Position::new(area.x + 1, list.y.saturating_sub(1))))
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.summary = person::ask(store, self.id, store.clock().today())?;
        let Some(summary) = self.summary.take() else { return Ok(()) };
        self.banner = Banner::of(&summary, self.size);
        let mut side = Sheet::new();
        goals::beside(&way::ask(store, self.id, store.clock().today())?, &mut side);
        glance::gifts(&summary, &mut side);
        glance::joined(&summary, &mut side);
        glance::good_to_know(&summary, &mut side);
        self.flow(store, &mut side)?;
        glance::said_yes(&summary, &mut side);
        self.side = side;
        let list = self.list(Rect::new(0, 0, self.size.width, self.size.height)).height;
        self.tables.iter_mut().for_each(|table| table.resize(list));
        let filled = self.fill(store, &summary);
        self.summary = Some(summary);
        filled?;
        self.read_entry(store)
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        self.read_entry(store)
    }

    fn preview_due(&self) -> bool {
        let chosen = self.table().and_then(Table::chosen).map(|card| card.key);
        self.reads_beside() && chosen.is_some() && self.entry.as_ref().map(|entry| entry.key) != chosen
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let put_away = self.summary.as_ref().is_some_and(|summary| !summary.put_away.is_empty());
        match command {
            Command::Back | Command::NextPart | Command::PreviousPart => None,
            _ if self.summary.is_none() && super::IS_ABOUT_A_ROW.contains(&command) => {
                Some("This record is no longer here.".to_owned())
            }
            Command::TickOff if self.about_the_way(command).is_some() => None,
            Command::TickOff | Command::Later if self.reminder().is_none() => {
                Some("No reminder is set. Press ‹set_reminder› to set one.".to_owned())
            }
            Command::AddVisit
                if !matches!(self.about().and_then(|about| about.record), Some((Entity::Connection, _))) =>
            {
                Some(
                    "Choose a connection first: it stands on the timeline and among the connections."
                        .to_owned(),
                )
            }
            Command::WrongPerson
                if !matches!(self.about().and_then(|about| about.record), Some((Entity::Contact, _))) =>
            {
                Some("Choose a contact on the timeline first.".to_owned())
            }
            Command::BringBack | Command::Edit if self.merged().is_some() => self.merged(),
            Command::TwoPeople if self.merged().is_none() => {
                Some("This record is one of its own: there is nothing to take apart.".to_owned())
            }
            Command::BringBack if !put_away => Some("This record is not put away.".to_owned()),
            Command::Open if self.about().is_none() => Some("Nothing is here to open.".to_owned()),
            Command::Search | Command::Filter if self.parts.open() == TIMELINE => None,
            Command::Search | Command::Filter => {
                Some("The timeline can be searched and filtered: it is the first part.".to_owned())
            }
            Command::Order | Command::Why => Some("Press Tab for the next part of this record.".to_owned()),
            _ => None,
        }
    }

    fn takes_text(&self) -> bool {
        self.looking.query.is_open()
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match self.looking.query.press(key) {
            Typed::Edited => Some(self.begin_again()),
            Typed::Kept => Some(Effect::Reload),
            Typed::Left => None,
        }
    }

    fn pasted(&mut self, text: &str) -> Effect {
        if self.looking.query.paste(text) { self.begin_again() } else { super::pasted_in_a_list() }
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        match answer {
            Answer::Row(at) => {
                self.looking.chose(at);
                self.begin_again()
            }
            _ => Effect::None,
        }
    }

    fn about(&self) -> Option<String> {
        self.summary.as_ref().map(|summary| summary.spoken.clone())
    }

    fn copied(&self) -> Option<(String, String)> {
        let summary = self.summary.as_ref()?;
        let phones = summary.phones.iter().map(|phone| format!("{} {}", phone.label, phone.number));
        let lines = [
            summary.listed.clone(),
            format!("Born {}", summary.born),
            format!("NHS number {}", summary.nhs_number),
        ]
        .into_iter()
        .chain(phones)
        .chain([summary.warning()]);
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        Some((format!("the name and numbers of {}", summary.spoken), text))
    }
}
