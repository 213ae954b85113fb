//! The form: one column of labels and answers, checked gently on leaving a row and wholly on saving.
//! Nothing typed is ever lost: leaving asks, a refused change stays open, and the draft is kept on leaving each row.

use chrono::NaiveDateTime;
use ratatui::layout::{Position, Rect, Size};

use super::row::{Answer as RowAnswer, Row};
use super::sheet::{Answers, Met, Sheet};
use super::{doors, layout, says};
use crate::clock::Clock;
use crate::domain::working_day::Nation;
use crate::fault::Fault;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::dialogs::leaving::Leaving;
use crate::tui::effect::{Answer, Effect, Unfinished};
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};

/// A button at the foot of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Save and close.
    Save,
    /// Save, and log another.
    Another,
    /// Take what a colleague put there meanwhile.
    Theirs,
    /// The next page.
    Next,
    /// The page before.
    Previous,
    /// Leave without saving.
    Leave,
}

impl Button {
    /// Its words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Save => "Save",
            Self::Another => "Save and log another",
            Self::Theirs => "Use theirs",
            Self::Next => "Next page",
            Self::Previous => "Page before",
            Self::Leave => "Leave",
        }
    }
}

/// Where the focus of a form can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A row, by its place among all rows.
    Row(usize),
    /// The button that takes the person who is there already.
    Met,
    /// A button at the foot.
    Button(Button),
}

/// A form on the screen.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that happened or not, told on its own")]
pub struct Form {
    pub(super) sheet: Sheet,
    pub(super) clock: Clock,
    pub(super) nation: Nation,
    pub(super) step: u8,
    pub(super) stop: Stop,
    pub(super) size: Size,
    pub(super) top: u16,
    pub(super) met: Option<Met>,
    pub(super) asked_about: Option<Answers>,
    pub(super) warned: bool,
    pub(super) conflict: bool,
    pub(super) fresh: bool,
    pub(super) ascii: bool,
    draft_kept: bool,
}

impl Form {
    /// A form that begins on its first row.
    pub fn new(sheet: Sheet, store: &Store) -> Self {
        let mut form = Self {
            sheet,
            clock: store.clock(),
            nation: store.nation(),
            step: 1,
            stop: Stop::Row(0),
            size: Size::new(80, 19),
            top: 0,
            met: None,
            asked_about: None,
            warned: false,
            conflict: false,
            fresh: true,
            ascii: false,
            draft_kept: false,
        };
        form.enter_first();
        form
    }

    /// Puts the texts of a kept draft in; what the record held then is remembered too, so that a conflict is seen.
    pub fn restore(&mut self, texts: &[(String, String)]) {
        for (name, text) in texts {
            if let Some(row) = self.sheet.rows.iter_mut().find(|row| row.name == *name) {
                row.set(text);
            } else if let Some(field) = name.strip_prefix("was.").and_then(|name| self.field(name))
                && let Ok(value) = crate::domain::check::read(field, text, self.now())
            {
                self.sheet.before.set(field.name, value);
            }
        }
        self.enter_first();
    }

    fn field(&self, name: &str) -> Option<&'static crate::domain::field::Field> {
        self.sheet.edits.and_then(|(entity, _)| entity.field(name))
    }

    /// The present moment.
    pub(super) fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }

    /// How many pages the form has.
    pub(super) fn steps(&self) -> u8 {
        self.sheet.rows.iter().filter(|row| self.there(row)).map(|row| row.step).max().unwrap_or(1)
    }

    /// Whether a row is there, as the other answers stand.
    pub(super) fn there(&self, row: &Row) -> bool {
        row.only_if.is_none_or(|(name, codes)| {
            let answers = |other: &&Row| other.name == name && codes.contains(&other.text().as_str());
            self.sheet.rows.iter().find(answers).is_some_and(|other| self.there(other))
        })
    }

    /// The rows of the page, by their places among all.
    pub(super) fn page(&self) -> Vec<usize> {
        let rows = self.sheet.rows.iter().enumerate();
        rows.filter(|(_, row)| row.step == self.step && self.there(row)).map(|(at, _)| at).collect()
    }

    /// The buttons of the page.
    pub(super) fn buttons(&self) -> Vec<Button> {
        let mut buttons = vec![Button::Save];
        if self.sheet.another.is_some() {
            buttons.push(Button::Another);
        }
        if self.sheet.rows.iter().any(|row| row.theirs.is_some()) {
            buttons.push(Button::Theirs);
        }
        if self.step < self.steps() {
            buttons.push(Button::Next);
        }
        if self.step > 1 {
            buttons.push(Button::Previous);
        }
        buttons.push(Button::Leave);
        buttons
    }

    pub(super) fn stops(&self) -> Vec<Stop> {
        let mut stops: Vec<Stop> = self.page().into_iter().map(Stop::Row).collect();
        if self.met.is_some() {
            stops.push(Stop::Met);
        }
        stops.extend(self.buttons().into_iter().map(Stop::Button));
        stops
    }

    /// The focused row.
    pub(super) fn focused(&self) -> Option<&Row> {
        match self.stop {
            Stop::Row(at) => self.sheet.rows.get(at),
            Stop::Met | Stop::Button(_) => None,
        }
    }

    pub(super) fn focused_mut(&mut self) -> Option<&mut Row> {
        match self.stop {
            Stop::Row(at) => self.sheet.rows.get_mut(at),
            Stop::Met | Stop::Button(_) => None,
        }
    }

    /// Puts the focus on a stop; a filled date is selected, so that typing replaces it.
    pub(super) fn enter(&mut self, stop: Stop) {
        self.stop = stop;
        if let Some(row) = self.focused_mut() {
            let day = row.is_day();
            if let RowAnswer::Line(line) = &mut row.answer
                && day
            {
                line.select_all();
            }
        }
        self.settle();
    }

    /// Checks the row that is left; an empty one is let be until saving.
    fn leave_row(&mut self) {
        let now = self.now();
        self.fresh = false;
        if let Some(row) = self.focused_mut() {
            row.problem = row.wrong(now);
        }
    }

    /// Moves the focus; the draft is kept, and doubles are looked for.
    pub(super) fn go(&mut self, by: isize) -> Effect {
        self.leave_row();
        let stops = self.stops();
        let at = stops.iter().position(|stop| *stop == self.stop).unwrap_or(0);
        let count = isize::try_from(stops.len()).unwrap_or(1);
        let next = (isize::try_from(at).unwrap_or(0) + by).rem_euclid(count.max(1));
        let next = usize::try_from(next).ok().and_then(|next| stops.get(next)).copied();
        self.enter(next.unwrap_or(self.stop));
        self.after_row()
    }

    /// What follows an answer that is complete.
    pub(super) fn after_row(&self) -> Effect {
        if self.sheet.guard.is_some() || self.sheet.fill.is_some() {
            Effect::Many(vec![Effect::HoldDraft, Effect::Reload])
        } else {
            Effect::HoldDraft
        }
    }

    /// Opens a page of the form.
    pub(super) fn turn(&mut self, step: u8) -> Effect {
        self.leave_row();
        self.step = step.clamp(1, self.steps());
        self.enter_first();
        self.after_row()
    }

    /// The answers of the rows that are there.
    pub(super) fn answers(&self) -> Answers {
        let there: Vec<Row> = self.sheet.rows.iter().filter(|row| self.there(row)).cloned().collect();
        Answers::of(&there, &self.sheet.hidden, &self.sheet.before)
    }

    /// Whether anything was answered otherwise than at the beginning.
    pub(super) fn touched(&self) -> bool {
        self.sheet.rows.iter().any(Row::touched)
    }
}

impl Screen for Form {
    fn places(&self) -> &'static [Place] {
        match self.focused().map(|row| (&row.answer, row.is_day())) {
            Some((RowAnswer::Area(_), _)) => &[Place::Notes],
            Some((_, true)) => &[Place::Day, Place::Form],
            _ => &[Place::Form],
        }
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::NextPart => self.go(1),
            Command::PreviousPart => self.go(-1),
            Command::Save => self.save(false),
            Command::SaveAndAnother => self.save(self.sheet.another.is_some()),
            Command::Back if self.draft().is_none() => Effect::Close,
            Command::Back => Effect::Open(Box::new(Leaving::new(&self.sheet.called))),
            _ => doors::perform(self, command),
        }
    }

    fn refuses(&self, command: Command) -> Option<String> {
        says::refuses(self, command)
    }

    fn title(&self) -> Title {
        let steps = self.steps();
        let mut remark = if steps > 1 { format!("Step {} of {steps}", self.step) } else { String::new() };
        if self.draft_kept {
            remark =
                if remark.is_empty() { "Draft saved".to_owned() } else { format!("{remark}   Draft saved") };
        }
        Title::Words(self.sheet.title.clone(), remark)
    }

    fn status(&self) -> String {
        says::status(self)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        layout::draw(self, paint, area);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        layout::cursor(self, area)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        self.clock = store.clock();
        if std::mem::take(&mut self.conflict) {
            self.meet_conflict(store)?;
        }
        let answers = self.answers();
        if let Some(guard) = &self.sheet.guard {
            let met = guard(&answers, store)?;
            self.warned = self.warned && met == self.met;
            self.met = met;
        }
        if let Some(fill) = &self.sheet.fill {
            let filled = fill(&answers, store)?;
            doors::refill(&mut self.sheet.rows, filled);
        }
        if !self.stops().contains(&self.stop) {
            self.enter_first();
        }
        self.settle();
        Ok(())
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.settle();
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        let effect = doors::typed(self, key);
        if effect.is_some() {
            self.fresh = false;
            self.settle();
        }
        effect
    }

    fn pasted(&mut self, text: &str) -> Effect {
        self.fresh = false;
        let effect = doors::pasted(self, text);
        self.settle();
        effect
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        self.fresh = false;
        let effect = doors::answered(self, answer);
        self.settle();
        effect
    }

    fn failed(&mut self, _fault: &Fault) {
        self.conflict = self.sheet.edits.is_some();
    }

    fn floats(&self) -> bool {
        true
    }

    fn about(&self) -> Option<String> {
        Some(self.sheet.title.clone())
    }

    fn shows_ascii(&mut self) {
        self.ascii = true;
    }

    fn kept(&mut self) {
        self.draft_kept = true;
    }

    fn draft(&self) -> Option<Unfinished> {
        if !self.touched() || self.sheet.form == "many" {
            return None;
        }
        let now = self.now();
        let mut texts: Vec<(String, String)> = self.sheet.hidden.clone();
        for row in self.sheet.rows.iter().filter(|row| row.touched() || row.is_day()) {
            texts.push((row.name.clone(), row.lasting(now)));
            if let Some(field) = self.field(&row.name).filter(|_| row.touched()) {
                let was = crate::domain::check::write(field, self.sheet.before.value(field.name));
                texts.push((format!("was.{}", row.name), was));
            }
        }
        Some(Unfinished {
            form: self.sheet.form.to_owned(),
            subject: self.sheet.subject,
            title: self.sheet.called.clone(),
            texts,
        })
    }
}
