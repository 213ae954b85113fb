//! Today: the whole day's work in one list, from what is late to what was done.

use ratatui::layout::{Position, Rect, Size};

use super::glance::Glance;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, FollowUpId, PersonId, WorkerId};
use crate::report::today::{self, Group, GroupOf, Row, Week};
use crate::store::page::{Page, Span};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};
use crate::tui::settings::Settings;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::sheet::Sheet;
use crate::tui::widgets::table::{Scroll, Table};

/// What a row of Today is about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct About {
    person: Option<PersonId>,
    asset: Option<AssetId>,
    follow_up: Option<FollowUpId>,
    draft: Option<i64>,
    group: GroupOf,
    why: String,
}

/// The Today pane.
pub struct Today {
    table: Table<Card<About>>,
    scroll: Scroll,
    mine: Option<WorkerId>,
    worker: Option<WorkerId>,
    sentence: String,
    week: Option<Week>,
    /// How many days before funding ends one is told.
    alert_days: u32,
    detail: Option<(i64, Sheet)>,
    /// Groups further down are not counted yet.
    rest: bool,
    size: Size,
}

impl Today {
    /// Today for a worker.
    pub fn new(settings: &Settings, worker: Option<WorkerId>) -> Self {
        let size = Size { width: 80, height: 19 };
        let table = Table::new(settings.scroll);
        let scroll = settings.scroll;
        Self {
            table,
            scroll,
            mine: worker,
            worker,
            sentence: String::new(),
            week: None,
            alert_days: 0,
            detail: None,
            size,
            rest: false,
        }
    }

    fn about(&self) -> Option<About> {
        self.table.chosen().map(|card| card.about.clone())
    }

    fn list_width(&self) -> u16 {
        super::list_width(self.size.width, 73)
    }

    /// A page of all the groups one after the other, and the groups; `seen` counts only those of which rows are seen.
    fn page(
        &self,
        store: &Store,
        span: Span,
        seen: bool,
    ) -> Result<(Page<Card<About>>, Vec<Group>), StoreError> {
        let today = store.clock().today();
        let mut groups = Vec::new();
        let (mut skip, mut left) = (span.from, span.most);
        let mut page = Page { rows: Vec::new(), from: span.from, total: 0 };
        for of in GroupOf::ALL {
            if seen && left == 0 && !matches!(of, GroupOf::Today | GroupOf::Waiting) {
                continue;
            }
            let group = today::page(store, self.worker, today, of, Span { from: skip, most: left })?;
            for (at, row) in group.rows.iter().enumerate() {
                let mut card = self.card(row, skip + at + 1, group.total);
                if skip + at == 0 {
                    card.heading = if group.note.is_empty() {
                        group.heading()
                    } else {
                        format!("{}   {}", group.heading(), group.note)
                    };
                    card.gap = usize::from(self.size.height >= 30 && page.total > 0);
                }
                page.rows.push(card);
            }
            left = left.saturating_sub(group.rows.len());
            skip = skip.saturating_sub(group.total);
            page.total += group.total;
            groups.push(group);
        }
        Ok((page, groups))
    }

    fn card(&self, row: &Row, nth: usize, total: usize) -> Card<About> {
        let about = About {
            person: row.person.map(PersonId),
            asset: row.asset.map(AssetId),
            follow_up: row.follow_up.map(FollowUpId),
            draft: row.draft,
            group: row.group,
            why: row.why.clone(),
        };
        let narrow = self.list_width() < 60;
        let tall = self.size.height >= 30 || row.marked;
        let time = row.time.as_deref().filter(|_| row.group == GroupOf::Next && !tall);
        let what = time.map_or_else(|| row.what.clone(), |time| format!("{}, {time}", row.what));
        let (when, name) = if narrow { (11, 0) } else { (12, 18) };
        let mut cells = vec![(when, row.when.clone()), (name, row.name.clone())];
        if !narrow {
            cells.push((0, what.clone()));
        }
        // One person may stand in several groups: each row has a number of its own, and reminders have theirs.
        let key = row.follow_up.filter(|_| row.group != GroupOf::Done).unwrap_or_else(|| {
            let group = GroupOf::ALL.iter().position(|of| *of == row.group).unwrap_or(0);
            -(row.record * 16 + i64::try_from(group).unwrap_or(0) + 1)
        });
        let mut card = Card::new(key, about, cells).said(said(row, nth, total)).named(&row.spoken);
        card.needs_you = row.marked;
        card.indent = if narrow { 2 } else { when + 1 };
        let width = self.list_width();
        if narrow {
            card.add_text(&what, width, 1, Role::Text);
        }
        if tall {
            card.add_text(&super::glance::capital(&row.aside), width, if narrow { 1 } else { 2 }, Role::Text);
        }
        if !row.safe_contact.is_empty() {
            card.add_text(&format!("! {}", row.safe_contact), width, 4, Role::Alarm);
        }
        card
    }

    /// What a command does to all marked rows, which must be reminders.
    fn about_marked(&self, command: Command) -> Option<Effect> {
        let ids: Vec<i64> = self.table.marks().iter().copied().filter(|key| *key > 0).collect();
        let others = self.table.marks().len() - ids.len();
        let all = self.table.marks().iter().copied().collect();
        let effect = super::about_marked(command, Entity::FollowUp, all)?;
        if others > 0 {
            let rows = crate::report::counted(others, "marked row is", "marked rows are");
            let sentence = format!("{rows} not a reminder. Press ‹clear_marks›, or take those marks away.");
            return Some(Effect::Say(sentence));
        }
        Some(effect)
    }

    fn read_detail(&mut self, store: &Store) -> Result<(), StoreError> {
        let key = self.table.chosen().map(|card| card.key);
        let about = self.about();
        self.detail = None;
        let (Some(key), Some(about), true) = (key, about, super::wide(self.size.width)) else {
            return Ok(());
        };
        let mut sheet = match (about.person, about.asset) {
            (Some(person), _) => Glance::read(store, person)?.map(|glance| glance.sheet).unwrap_or_default(),
            (None, Some(asset)) => store.asset(asset)?.as_ref().map(super::asset::sheet).unwrap_or_default(),
            (None, None) => Sheet::new(),
        };
        if let Some(week) = &self.week {
            this_week(week, &mut sheet);
        }
        self.detail = Some((key, sheet));
        Ok(())
    }
}

/// The sentence of a row: `Late, 1 of 2: Ada OKONKWO, phone call, 3 days late.`
fn said(row: &Row, nth: usize, total: usize) -> String {
    let group = match row.group {
        GroupOf::Late => "Late",
        GroupOf::Today => "Today",
        GroupOf::Next => "Next 7 days",
        GroupOf::Waiting => "Waiting",
        GroupOf::Tried => "Tried, not reached",
        GroupOf::Replies => "Waiting for a reply",
        GroupOf::Reviews => "To be looked at again",
        GroupOf::Stale => "Not checked for long",
        GroupOf::Funding => "Funding ends soon",
        GroupOf::NotAsked => "Not yet asked",
        GroupOf::Drafts => "Not saved yet",
        GroupOf::Done => "Done today",
    };
    let what = if row.what.is_empty() { String::new() } else { format!(", {}", row.what) };
    let when = match row.group {
        GroupOf::Waiting => format!(", {} so far", row.when),
        GroupOf::Drafts => String::new(),
        group if group.counts() => String::new(),
        _ => format!(", {}", row.when),
    };
    format!("{group}, {nth} of {total}: {}{what}{when}.", row.spoken)
}

fn this_week(week: &Week, sheet: &mut Sheet) {
    sheet.heading("Your week");
    sheet.pair("Contacts logged", week.contacts.to_string());
    sheet.pair("People waiting", week.waiting.to_string());
    if let Some(days) = week.longest_wait {
        sheet.pair(
            "Longest wait",
            crate::report::counted(usize::try_from(days).unwrap_or(0), "working day", "working days"),
        );
    }
}

impl Screen for Today {
    fn places(&self) -> &'static [Place] {
        &[Place::Today, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        if command == Command::Filter {
            self.worker = if self.worker.is_some() { None } else { self.mine };
            self.table.begin_again();
            let whose = if self.worker.is_some() { "Your work, and nobody's." } else { "Everyone's work." };
            return Effect::Many(vec![Effect::Reload, Effect::Say(whose.to_owned())]);
        }
        // A name that is typed after `/` is looked for: letters must not do other things here.
        if command == Command::Search {
            return Effect::Ask(Command::FindAnyone);
        }
        if command == Command::Add {
            return Effect::Form(FormRequest::AddReferral { person: None });
        }
        if let Some(effect) = self.about_marked(command) {
            return effect;
        }
        let Some(about) = self.about() else { return Effect::None };
        match (command, about.draft, about.group) {
            (Command::Why, ..) => return Effect::Say(about.why),
            (Command::Open, Some(draft), _) => return Effect::CarryOn(draft),
            (Command::Open, _, GroupOf::Stale) => return super::reports::behind_stale(self.scroll),
            (Command::Open, _, GroupOf::Funding) => {
                return super::reports::behind_funding(self.alert_days, self.scroll);
            }
            (Command::Open, _, GroupOf::NotAsked) => {
                return super::reports::behind_not_asked(self.worker, self.scroll);
            }
            _ => {}
        }
        match (command, about.follow_up) {
            (Command::TickOff, Some(follow_up)) => {
                Effect::Form(FormRequest::TickOff { follow_up, person: about.person })
            }
            (Command::Later, Some(follow_up)) => Effect::Form(FormRequest::Later(follow_up)),
            (Command::Edit, Some(id)) => {
                Effect::Form(FormRequest::Edit { entity: Entity::FollowUp, id: id.0 })
            }
            (Command::PutAway, Some(id)) => {
                Effect::Form(FormRequest::PutAway { entity: Entity::FollowUp, id: id.0 })
            }
            (_, follow_up) => match (about.person, about.asset) {
                (Some(person), _) => super::about_person(command, person, follow_up),
                (None, Some(asset)) => super::about_asset(command, asset),
                (None, None) => Effect::None,
            },
        }
    }

    fn title(&self) -> Title {
        Title::Tabs(Pane::Today)
    }

    fn status(&self) -> String {
        match self.table.chosen() {
            None if self.worker.is_some() => {
                "Nothing of yours is due. Press ‹filter› to see everyone's.".to_owned()
            }
            None => "Nothing is due, and nobody waits. Press ‹add› to add a referral.".to_owned(),
            Some(card) if self.table.at() == 0 && card.needs_you => self.sentence.clone(),
            Some(card) => card.said.clone(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let (list, beside) = super::beside(paint, area, self.list_width());
        if self.table.is_empty() {
            paint.lines(Rect { x: list.x + 1, ..list }, &self.status(), Role::Text);
        }
        card::draw(&self.table, true, paint, list);
        if let (Some(place), Some((_, sheet))) = (beside, &self.detail) {
            sheet.draw(paint, place, 0);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(area, LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        let today = store.clock().today();
        self.week = Some(today::week(store, self.worker, today)?);
        // Before the first frame only what it shows is read; the rest comes right after it.
        self.rest = self.table.total() == 0;
        self.alert_days = store.cadence().funding_alert_days;
        let (page, groups) = self.page(store, self.table.span(), self.rest)?;
        // The sentence stands with the first row alone.
        if page.from == 0 {
            self.sentence = today::sentence(&groups);
        }
        self.table.refill(page);
        self.read_detail(store)
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        if std::mem::take(&mut self.rest) {
            let (page, _) = self.page(store, self.table.span(), false)?;
            self.table.refill(page);
        }
        self.read_detail(store)
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(body.height);
    }

    fn refuses(&self, command: Command) -> Option<String> {
        let Some(about) = self.about() else {
            let about_a_row = super::IS_ABOUT_A_ROW.contains(&command) || command == Command::Back;
            return about_a_row.then(|| "There is no row here.".to_owned());
        };
        match command {
            Command::TickOff | Command::Later if about.follow_up.is_none() && self.marked() == 0 => {
                Some("Nobody set a reminder here. Press ‹log_contact› to log a first contact.".to_owned())
            }
            Command::LogContact | Command::Suggest | Command::ChangeStage if about.person.is_none() => {
                Some("This row is not about one person.".to_owned())
            }
            Command::Back => Some(super::AT_THE_TOP.to_owned()),
            Command::Order => Some("Today is always in the order of what is due.".to_owned()),
            _ => None,
        }
    }

    fn marked(&self) -> usize {
        self.table.marks().len()
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }

    fn preview_due(&self) -> bool {
        let shown = self.detail.as_ref().map(|(key, _)| *key);
        self.rest || super::wide(self.size.width) && shown != self.table.chosen().map(|card| card.key)
    }
}
