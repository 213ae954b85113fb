//! A list brought in on the screen, in four steps: choose the file, match its columns, check it, add what is ready.
//!
//! The checking and the adding run in the background; what is added is one operation, after a copy.

pub mod choose;
mod columns;
mod drawing;
mod job;
mod reading;
mod settling;
mod work;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::{Position, Rect, Size};

use crate::domain::entity::Entity;
use crate::import::bytes::Input;
use crate::import::decision::Choice;
use crate::import::kind::Kind;
use crate::import::summary::Problem;
use crate::import::{Outcome, Progress};
use crate::report::counted;
use crate::store::page::Page;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::dialogs::question::Question;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;
use crate::tui::widgets::card::{self, Card, LEAD};
use crate::tui::widgets::table::Table;
use columns::Columns;
use job::Job;
use reading::Reading;
use settling::{choose_field, settle};

/// So long news of the work is waited for, and keys wait no longer.
const MOMENT: Duration = Duration::from_millis(30);

/// So many problems are listed.
const MOST: usize = 1000;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The columns are matched.
    Columns,
    /// The file is read and nothing is added.
    Checking,
    /// It is known what would happen.
    Checked,
    /// What is ready is added.
    Adding,
    /// It is done.
    Added,
}

/// An import on the screen.
pub struct Lists {
    kind: Kind,
    path: PathBuf,
    step: Step,
    next: Option<Step>,
    looked: bool,
    columns: Columns,
    table: Table<Card<usize>>,
    job: Option<Job>,
    progress: Option<Progress>,
    outcome: Option<Outcome>,
    decisions: HashMap<u64, Choice>,
    people: HashMap<(Entity, i64), String>,
    fault: Option<String>,
    /// The mapping that is kept for the next file once it is all added: the caseload, and what is kept.
    keeps: Option<(PathBuf, String)>,
    size: Size,
}

impl Lists {
    /// An import of a file of rows of that kind.
    pub fn new(kind: Kind, path: PathBuf) -> Self {
        Self {
            kind,
            path,
            step: Step::Columns,
            next: None,
            looked: false,
            columns: Columns::default(),
            table: Table::default(),
            job: None,
            progress: None,
            outcome: None,
            decisions: HashMap::new(),
            people: HashMap::new(),
            fault: None,
            keeps: None,
            size: Size { width: 80, height: 19 },
        }
    }

    fn file(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Problems, those that a person can settle first.
    fn problems(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.outcome.iter().flat_map(|outcome| &outcome.problems).collect();
        all.sort_by_key(|problem| problem.action != "set_aside");
        all.truncate(MOST);
        all
    }

    fn cards(&self) -> Vec<Card<usize>> {
        match self.step {
            Step::Columns => drawing::of_columns(self),
            Step::Checked | Step::Added => drawing::of_problems(self),
            Step::Checking | Step::Adding => Vec::new(),
        }
    }

    fn list(&self, area: Rect) -> Rect {
        let above = drawing::above(self).min(area.height.saturating_sub(3));
        let width = super::list_width(self.size.width, 74);
        Rect { y: area.y + above, height: area.height.saturating_sub(above), width, ..area }
    }

    fn open(&self) -> Effect {
        let Some(card) = self.table.chosen() else { return Effect::None };
        match self.step {
            Step::Columns => match (self.columns.all.get(card.about), drawing::reading(card.about)) {
                (Some(column), _) => choose_field(self.kind, &column.header),
                (None, Some(reading)) => reading.ask(&self.columns),
                (None, None) => Effect::None,
            },
            _ => match self.problems().get(card.about) {
                Some(problem) if problem.action == "set_aside" && self.step == Step::Checked => {
                    settle(self, problem)
                }
                Some(problem) => Effect::Say(problem.sentence()),
                None => Effect::None,
            },
        }
    }

    /// The question before anything is added.
    fn add(&self) -> Effect {
        let Some(outcome) = &self.outcome else { return Effect::None };
        if outcome.added + outcome.changed + outcome.gone == 0 {
            let words = match outcome.set_aside {
                0 => "There is nothing to add: all that can be used is here already.",
                _ => "There is nothing to add yet. Enter settles a row that waits for you.",
            };
            return Effect::Say(words.to_owned());
        }
        let ready =
            counted(usize::try_from(outcome.added).unwrap_or(usize::MAX), "row is added", "rows are added");
        let changed = counted(usize::try_from(outcome.changed).unwrap_or(usize::MAX), "changes", "change");
        let settled = match self.decisions.len() {
            0 => String::new(),
            n => format!(", {} settled by you", counted(n, "is", "are")),
        };
        let words = format!(
            "Add this list? {ready}, {changed} something known{settled}. A copy of the caseload is made first, and one undo takes \
             all of it back."
        );
        Effect::Open(Box::new(Question::new(words, Effect::Ask(Command::AddList))))
    }
}

impl Screen for Lists {
    fn places(&self) -> &'static [Place] {
        &[Place::Import, Place::List, Place::Everywhere]
    }

    fn perform(&mut self, command: Command) -> Effect {
        if let Some(wants) = self.table.perform(command) {
            return if wants { Effect::Reload } else { Effect::None };
        }
        match (command, self.step) {
            (Command::Open, _) => self.open(),
            (Command::Save, Step::Columns) => {
                self.next = Some(Step::Checking);
                Effect::Reload
            }
            (Command::Save, Step::Checked) => self.add(),
            (Command::AddList, Step::Checked) => {
                self.next = Some(Step::Adding);
                Effect::Reload
            }
            (Command::Back, Step::Checking | Step::Checked) => {
                self.job = None;
                self.step = Step::Columns;
                self.table.begin_again();
                Effect::Many(vec![Effect::Reload, Effect::Say("Stopped. Nothing was added.".to_owned())])
            }
            (Command::Save | Command::Back, Step::Added) | (Command::Back, _) => Effect::Close,
            _ => Effect::None,
        }
    }

    fn called(&self, command: Command) -> Option<&'static str> {
        match (command, self.step) {
            (Command::Save, Step::Checked) => Some("add them"),
            (Command::Save, Step::Added) => Some("close"),
            _ => None,
        }
    }

    fn title(&self) -> Title {
        let step = match self.step {
            Step::Columns => "Step 2 of 4: match columns",
            Step::Checking | Step::Checked => "Step 3 of 4: check",
            Step::Adding | Step::Added => "Step 4 of 4: add",
        };
        Title::Words(format!("Import {}: {}", self.kind.word(), self.file()), step.to_owned())
    }

    fn status(&self) -> String {
        if let Some(fault) = &self.fault {
            return fault.clone();
        }
        let said = self.table.chosen().map(|card| format!(" {}", card.said)).unwrap_or_default();
        match self.step {
            Step::Columns if self.columns.all.is_empty() => {
                "The file names its own fields. Press ‹save› to check it.".to_owned()
            }
            Step::Columns => said.trim_start().to_owned(),
            Step::Checking | Step::Adding => drawing::how_far(self),
            Step::Checked | Step::Added
                if self.table.chosen().is_some_and(|card| card.about == drawing::REMARK) =>
            {
                said.trim_start().to_owned()
            }
            Step::Checked | Step::Added if self.table.total() > 0 => {
                format!("Problem {} of {}.{said}", self.table.at() + 1, self.problems().len())
            }
            Step::Checked => "Every row can be used. Press ‹save› to add them.".to_owned(),
            Step::Added => "It is done. Press Esc to go back.".to_owned(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let (left, beside) = super::beside(paint, area, super::list_width(self.size.width, 74));
        let list = self.list(area);
        let height = list.y.saturating_sub(left.y);
        drawing::draw_above(
            self,
            paint,
            Rect { x: left.x + 1, width: left.width.saturating_sub(2), height, ..left },
        );
        card::draw(&self.table, true, paint, list);
        if self.table.is_empty()
            && self.job.is_none()
            && self.step == Step::Columns
            && !self.columns.all.is_empty()
        {
            paint.text(area.x + 2, area.y, area.width, "There are no columns.", Role::Text);
        }
        if let Some(place) = beside {
            drawing::sheet(self).draw(paint, place, 0);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        self.table.cursor(self.list(area), LEAD)
    }

    fn reload(&mut self, store: &Store) -> Result<(), StoreError> {
        if !self.looked {
            self.looked = true;
            let (input, caseload) = (Input::Path(self.path.clone()), store.path());
            let today = store.clock().today();
            match Columns::look(self.kind, input, &self.columns.encoding, caseload, today) {
                Ok(mut columns) => {
                    columns.take_over(&self.columns);
                    (self.columns, self.fault) = (columns, None);
                }
                Err(fault) => {
                    self.fault = Some(format!("{} {}", fault.message, fault.hint).trim().to_owned());
                }
            }
        }
        if let Some(step) = self.next.take() {
            self.begin(store, step);
        }
        self.name_them(store)?;
        // What stands above the list is not the same in every step.
        self.resized(self.size);
        let all = self.cards();
        let total = all.len();
        let from = self.table.span().from.min(total);
        let rows = all.into_iter().skip(from).collect();
        self.table.refill(Page { rows, from, total });
        Ok(())
    }

    fn preview(&mut self, store: &Store) -> Result<(), StoreError> {
        let news = self.job.as_mut().map(|job| job.hear(MOMENT)).unwrap_or_default();
        for one in news {
            self.heard(one);
        }
        if self.job.is_none() { self.reload(store) } else { Ok(()) }
    }

    fn fills_on(&self) -> bool {
        self.job.is_some()
    }

    fn preview_due(&self) -> bool {
        self.job.is_some()
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.table.resize(self.list(Rect::new(0, 0, body.width, body.height)).height);
    }

    fn answered(&mut self, answer: Answer) -> Effect {
        let Some(about) = self.table.chosen().map(|card| card.about) else { return Effect::None };
        if self.step == Step::Columns {
            match (answer, drawing::reading(about)) {
                (Answer::Text(word), Some(Reading::Encoding)) => {
                    self.columns.encoding = word;
                    self.looked = false;
                }
                (Answer::Text(word), Some(reading)) => self.columns.say(reading, &word),
                (Answer::Text(field), None) => self.columns.send(about, &field),
                _ => {}
            }
            return Effect::Reload;
        }
        let Some(line) = self.problems().get(about).map(|problem| problem.line) else { return Effect::None };
        let choice = match answer {
            Answer::Chose(entity, id, name) => {
                self.people.insert((entity, id), name);
                Some(Choice::Is(Some(entity), id))
            }
            Answer::Text(word) => Choice::read(&word).ok().flatten(),
            _ => None,
        };
        if let Some(choice) = choice {
            self.decisions.insert(line, choice);
        }
        Effect::Reload
    }

    fn refuses(&self, command: Command) -> Option<String> {
        match (command, self.step) {
            (Command::Back | Command::Save | Command::Undo, Step::Adding) => {
                Some("It is being saved. It will be done in a moment.".to_owned())
            }
            (Command::Save, Step::Checking) => Some("It is still being checked.".to_owned()),
            (Command::Save | Command::Open, Step::Columns)
                if !self.looked || (self.fault.is_some() && self.columns.all.is_empty()) =>
            {
                Some("This file cannot be read as a list. Press Esc and choose another.".to_owned())
            }
            (Command::AddList, step) if step != Step::Checked => {
                Some("The list is checked before it is added: press ‹save›.".to_owned())
            }
            (Command::Search | Command::Filter | Command::Order | Command::Why, _) => {
                Some("Press Esc to go back.".to_owned())
            }
            _ => None,
        }
    }

    fn about(&self) -> Option<String> {
        self.table.chosen().map(|card| card.name.clone())
    }
}
