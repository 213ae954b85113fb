//! A form asked line by line: one question back keeps the answers, every answer is kept as a draft, nothing is saved unasked.

use chrono::NaiveDateTime;

use super::kept;
use super::pick::{Choice, Picked, pick};
use super::step::{Answers, Step, Way};
use super::talk::{Question, yes_or_no};
use super::turn::{Told, Turn};
use super::words;
use super::work::Work;
use crate::domain::change::Change;
use crate::domain::check::{self, Problem};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::store::{Done, Store};

/// What saving does, and how it is said before.
pub struct Saved {
    /// The change.
    pub change: Change,
    /// What will be saved, in a sentence or two.
    pub check: String,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The step.
    pub step: String,
    /// One sentence.
    pub reason: String,
}

/// How the answers become a change.
pub type Read = Box<dyn Fn(&Answers, &Store, NaiveDateTime) -> Result<Saved, Vec<Trouble>>>;

/// Somebody who is here already, found by the answers so far: their kept answer, and a sentence.
pub type Guard = Box<dyn Fn(&Answers, &Store) -> Told<Option<(String, String)>>>;

/// A form as data.
pub struct Form {
    /// Which form it is, for its draft: the same words as the screens'.
    pub kind: &'static str,
    /// What it is about.
    pub subject: Option<(Entity, i64)>,
    /// What its draft is called: `contact with Ada OKONKWO`.
    pub called: String,
    /// What is said before the first question.
    pub notes: Vec<String>,
    /// The questions.
    pub steps: Vec<Step>,
    /// How the answers become a change.
    pub read: Read,
    /// Asks for doubles.
    pub guard: Option<Guard>,
}

impl Form {
    /// A form with its questions and how they are read.
    pub fn new(kind: &'static str, called: impl Into<String>, steps: Vec<Step>, read: Read) -> Self {
        Self { kind, subject: None, called: called.into(), notes: Vec::new(), steps, read, guard: None }
    }

    /// The same about a record.
    #[must_use]
    pub fn about(mut self, entity: Entity, id: i64) -> Self {
        self.subject = Some((entity, id));
        self
    }

    /// The same with lines that are said first.
    #[must_use]
    pub fn notes(mut self, notes: Vec<String>) -> Self {
        self.notes = notes;
        self
    }
}

/// The answers to the fields of a kind of record, whose steps carry this prefix.
pub fn draft(answers: &Answers, entity: Entity, prefix: &str) -> Draft {
    let mut draft = Draft::new(entity);
    for field in entity.fields() {
        if let Some(text) = answers.get(&format!("{prefix}{}", field.name)) {
            draft.set(field.name, text.as_str());
        }
    }
    draft
}

/// Checks a draft; what is wrong is named by the steps with this prefix.
pub fn entry(draft: &Draft, prefix: &str, now: NaiveDateTime) -> Result<Entry, Vec<Trouble>> {
    check::check(draft, now).map_err(|problems| named(problems, prefix))
}

/// Problems, named by the steps of a form.
pub fn named(problems: Vec<Problem>, prefix: &str) -> Vec<Trouble> {
    let trouble =
        |problem: Problem| Trouble { step: format!("{prefix}{}", problem.field), reason: problem.reason };
    problems.into_iter().map(trouble).collect()
}

/// A form being answered.
pub struct Filling {
    form: Form,
    answers: Answers,
    kept: kept::Kept,
}

impl Filling {
    /// A form with the answers that are known, and its draft where it has one already.
    pub fn new(form: Form, answers: Answers, kept: kept::Kept) -> Self {
        Self { form, answers, kept }
    }

    /// Asks everything and saves; nothing where it was left unsaved. Asks only what has no answer yet when `resumed`.
    pub fn run(mut self, work: &mut Work<'_>, resumed: bool) -> Told<Option<Done>> {
        if work.store.read_only() {
            work.say("This caseload is open for looking only, so nothing can be saved.")?;
            return Ok(None);
        }
        for note in std::mem::take(&mut self.form.notes) {
            work.say(&note)?;
        }
        let done = self.walk(work, resumed);
        match &done {
            Err(Turn::Back | Turn::Stop) => self.leave(work)?,
            // Where the terminal is gone, nothing can be said; the end is the news all the same.
            Err(Turn::Ended(_)) => drop(self.leave(work)),
            _ => {}
        }
        done
    }

    /// Keeps what was typed, and says so.
    fn leave(&mut self, work: &mut Work<'_>) -> Told<()> {
        if self.kept.is_empty(&self.answers) {
            return Ok(());
        }
        let said = match self.kept.hold(work, &self.form, &self.answers) {
            Ok(true) => format!(
                "Your {} is not finished. It is kept, and offered at the next start.",
                self.form.called
            ),
            Ok(false) => format!("Your {} is not finished, and nothing of it is kept.", self.form.called),
            Err(Turn::Failed(fault)) => words::sentences([&fault.message, &fault.hint]),
            Err(other) => return Err(other),
        };
        work.say(&said)
    }

    fn walk(&mut self, work: &mut Work<'_>, resumed: bool) -> Told<Option<Done>> {
        let mut at = 0;
        // Steps that are answered are passed over after a resumed draft, and after one answer was changed.
        let mut passes = resumed;
        let mut asked_for = false;
        loop {
            let Some(step) = self.form.steps.get(at).cloned() else {
                match self.save(work)? {
                    Next::Done(done) => return Ok(done),
                    Next::All => (at, passes) = (0, false),
                    Next::Step(step) => (at, passes, asked_for) = (step, true, true),
                }
                continue;
            };
            let known = passes && self.answers.contains_key(&step.name);
            if !asked_for && (known || step.aside || !step.there(&self.answers)) {
                at += 1;
                continue;
            }
            let forward = match self.one(work, &step) {
                Ok(forward) => forward,
                Err(Turn::Back) => {
                    at = self.before(at).ok_or(Turn::Back)?;
                    (asked_for, passes) = (true, false);
                    continue;
                }
                Err(turn) => return Err(turn),
            };
            asked_for = false;
            at += usize::from(forward);
        }
    }

    /// Asks one step and keeps its answer; false where it is to be asked again.
    fn one(&mut self, work: &mut Work<'_>, step: &Step) -> Told<bool> {
        if matches!(step.way, Way::Guard) {
            return self.guarded(work);
        }
        let text = step.ask(work, &mut self.answers)?;
        self.answers.insert(step.name.clone(), text);
        self.kept.hold(work, &self.form, &self.answers)?;
        Ok(true)
    }

    /// The step asked before this one, as the answers stand.
    fn before(&self, at: usize) -> Option<usize> {
        let asked = |at: &usize| {
            self.form.steps.get(*at).is_some_and(|step| {
                !step.aside && !matches!(step.way, Way::Guard) && step.there(&self.answers)
            })
        };
        (0..at).rev().find(asked)
    }

    /// Where somebody like this is here already, asks whether it is them.
    fn guarded(&mut self, work: &mut Work<'_>) -> Told<bool> {
        let Some(guard) = &self.form.guard else { return Ok(true) };
        let Some((record, sentence)) = guard(&self.answers, &work.store)? else { return Ok(true) };
        let name = record.splitn(3, ' ').nth(2).unwrap_or_default().to_owned();
        let choices = [Choice::new("use", format!("use {name}")), Choice::new("add", "add another person")];
        let question =
            Question::new(sentence).help("One person has one record. Look before you add another.");
        if work.talk.choose(question, &choices, Some(0))? == 0 {
            self.answers.retain(|known, _| !known.starts_with("person."));
            self.answers.insert("person".to_owned(), record);
            self.kept.hold(work, &self.form, &self.answers)?;
        }
        Ok(true)
    }

    /// Says what will be saved, asks, and saves.
    fn save(&mut self, work: &mut Work<'_>) -> Told<Next> {
        let read = (self.form.read)(&self.answers, &work.store, work.store.clock().now());
        let saved = match read {
            Ok(saved) => saved,
            Err(troubles) => return self.wrong(work, &troubles),
        };
        // What was said of the last answer is said again in the check.
        work.say("")?;
        work.say(&format!("Check: {}", saved.check))?;
        let question = Question::new("Save? Yes or no.").enter("yes").help(self.help());
        loop {
            let answer = match work.talk.ask(&question) {
                Err(Turn::Back) => {
                    let last = self.before(self.form.steps.len());
                    return last.map(Next::Step).ok_or(Turn::Back);
                }
                answer => answer?,
            };
            match answer.as_deref().map_or(Some(true), yes_or_no) {
                Some(true) => match work.apply(&saved.change)? {
                    Some(done) => {
                        self.kept.let_go(work)?;
                        work.say("Saved. Type undo to take it back.")?;
                        return Ok(Next::Done(Some(done)));
                    }
                    None => work.talk.carry("It is not saved yet."),
                },
                Some(false) => return self.not_saved(work),
                None => match self.meant(&answer.unwrap_or_default()) {
                    Some(at) => return Ok(Next::Step(at)),
                    None => work.talk.carry("Type yes or no. Type ? to hear what can be changed."),
                },
            }
        }
    }

    fn help(&self) -> String {
        let there = self.form.steps.iter().filter(|step| step.there(&self.answers) && !step.label.is_empty());
        let labels: Vec<String> = there.map(|step| words::low(&step.label)).collect();
        format!("To change an answer, type its name: {}.", labels.join(", "))
    }

    /// The step whose name was typed instead of yes or no.
    fn meant(&self, answer: &str) -> Option<usize> {
        let there: Vec<usize> = (0..self.form.steps.len())
            .filter(|at| {
                self.form.steps.get(*at).is_some_and(|s| s.there(&self.answers) && !s.label.is_empty())
            })
            .collect();
        let label = |at: &usize| {
            self.form.steps.get(*at).map(|step| Choice::new(step.name.clone(), step.label.clone()))
        };
        match pick(answer, &there.iter().filter_map(label).collect::<Vec<_>>()) {
            Picked::One(place) => there.get(place).copied(),
            _ => None,
        }
    }

    fn not_saved(&mut self, work: &mut Work<'_>) -> Told<Next> {
        let choices = Choice::plain(&["change an answer", "keep it for later", "throw it away"]);
        let question = Question::new("Not saved. What would you like?").help(self.help());
        match work.talk.choose(question, &choices, Some(0))? {
            0 => Ok(Next::All),
            1 => Err(Turn::Back),
            _ => {
                self.kept.let_go(work)?;
                work.say("Thrown away. Nothing was saved.")?;
                Ok(Next::Done(None))
            }
        }
    }

    /// Says what is wrong and goes to the first answer that is.
    fn wrong(&mut self, work: &mut Work<'_>, troubles: &[Trouble]) -> Told<Next> {
        let mut first = None;
        for trouble in troubles {
            let at = self.form.steps.iter().position(|step| step.name == trouble.step);
            first = first.or(at);
            work.talk.carry(&words::sentence(&trouble.reason));
        }
        if let Some(at) = first {
            return Ok(Next::Step(at));
        }
        work.say("Nothing was saved.")?;
        self.kept.let_go(work)?;
        Ok(Next::Done(None))
    }
}

/// What follows the question whether to save.
enum Next {
    /// The form is over.
    Done(Option<Done>),
    /// Every step is asked again.
    All,
    /// This step is asked again, and what has no answer yet.
    Step(usize),
}

/// Asks a form from its beginning.
pub fn fill(work: &mut Work<'_>, form: Form, answers: Answers) -> Told<Option<Done>> {
    let kept = kept::Kept::new(&answers);
    Filling::new(form, answers, kept).run(work, false)
}

/// Asks only what of a form is not known yet.
pub fn fill_the_rest(work: &mut Work<'_>, form: Form, answers: Answers) -> Told<Option<Done>> {
    let kept = kept::Kept::new(&answers);
    Filling::new(form, answers, kept).run(work, true)
}
