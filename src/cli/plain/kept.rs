//! Forms that are not saved: kept after every answer, offered at the next start, here or on the screens.

use std::collections::BTreeSet;

use super::form::{Filling, Form};
use super::pick::Choice;
use super::step::Answers;
use super::talk::Question;
use super::turn::{Told, Turn};
use super::work::Work;
use super::{flows, words};
use crate::clock;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::drafts::KeptDraft;

/// What is kept of one form.
pub struct Kept {
    id: i64,
    given: BTreeSet<String>,
}

impl Kept {
    /// A form that is not kept yet; the answers given with it are no typing of anybody.
    pub fn new(answers: &Answers) -> Self {
        Self { id: 0, given: answers.keys().cloned().collect() }
    }

    fn of(draft: &KeptDraft) -> Self {
        Self { id: draft.id, given: BTreeSet::new() }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self, answers: &Answers) -> bool {
        answers.keys().all(|name| self.given.contains(name))
    }

    /// Keeps the answers; false where there is no place for drafts.
    pub fn hold(&mut self, work: &mut Work<'_>, form: &Form, answers: &Answers) -> Told<bool> {
        let Some(drafts) = &work.drafts else { return Ok(false) };
        let body: serde_json::Map<String, serde_json::Value> =
            answers.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect();
        let (subject, subject_id) =
            form.subject.map_or((String::new(), 0), |(entity, id)| (entity.table().to_owned(), id));
        let draft = KeptDraft {
            id: self.id,
            actor: work.store.actor().login.clone(),
            form: form.kind.to_owned(),
            subject,
            subject_id,
            title: form.called.clone(),
            body: serde_json::Value::Object(body).to_string(),
            at: work.store.clock().stamp(),
        };
        self.id = drafts.keep(&draft)?;
        Ok(true)
    }

    /// Takes the draft out: it was saved, or is not wanted.
    pub fn let_go(&mut self, work: &mut Work<'_>) -> Told<()> {
        if let (Some(drafts), true) = (&work.drafts, self.id != 0) {
            drafts.drop(self.id)?;
            self.id = 0;
        }
        Ok(())
    }
}

/// Offers every form that was left unfinished, the newest first.
pub fn offer(work: &mut Work<'_>) -> Told<()> {
    let Some(drafts) = &work.drafts else { return Ok(()) };
    let all = drafts.list(&work.store.actor().login)?;
    for draft in &all {
        match one(work, draft) {
            Ok(()) | Err(Turn::Back) => {}
            Err(turn) => return Err(turn),
        }
    }
    Ok(())
}

fn one(work: &mut Work<'_>, draft: &KeptDraft) -> Told<()> {
    let at = clock::local_of(&draft.at)
        .map_or_else(|| draft.at.clone(), |at| when::show_moment(at.date(), Some(at.time())));
    let answers = texts(draft);
    let words = format!("You have an unfinished {} from {at}.", draft.title);
    let form = match flows::of_draft(work, draft, &answers) {
        Ok(Some(form)) => form,
        Ok(None) => return work.say(&format!("{words} It was begun on the screens and waits there.")),
        Err(Turn::Failed(fault)) => return lost(work, draft, &words, &fault),
        Err(turn) => return Err(turn),
    };
    let choices = Choice::plain(&["carry on", "not now", "throw it away"]);
    let question = Question::new(words).help("Not now keeps it. It is offered again at the next start.");
    match work.talk.choose(question, &choices, Some(0))? {
        0 => {
            let so_far = said(&form, &answers);
            work.say(&so_far)?;
            Filling::new(form, answers, Kept::of(draft)).run(work, true)?;
            Ok(())
        }
        1 => Ok(()),
        _ => {
            Kept::of(draft).let_go(work)?;
            work.say("Thrown away.")
        }
    }
}

/// A draft that cannot be carried on, because what it is about is no longer as it was.
fn lost(work: &mut Work<'_>, draft: &KeptDraft, words: &str, why: &Fault) -> Told<()> {
    let question = Question::new(words::sentences([words, &why.message, "It cannot be carried on"]));
    let choices = Choice::plain(&["keep it", "throw it away"]);
    if work.talk.choose(question.help("The screens may still show what was typed."), &choices, Some(0))? == 1
    {
        Kept::of(draft).let_go(work)?;
        work.say("Thrown away.")?;
    }
    Ok(())
}

/// What was answered so far, in a sentence.
fn said(form: &Form, answers: &Answers) -> String {
    let told = form.steps.iter().filter_map(|step| {
        let text = answers.get(&step.name).filter(|text| !text.is_empty())?;
        let text = if matches!(step.way, super::step::Way::Field(field) if matches!(field.kind, crate::domain::field::Kind::Story)) {
            text.clone()
        } else {
            step.said(text)
        };
        Some(words::sentence(&format!("{}: {text}", step.label)))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        "Nothing is answered yet.".to_owned()
    } else {
        format!("So far. {}", told.join(" "))
    }
}

/// The texts of a draft by the names of their steps; none where it cannot be read.
fn texts(draft: &KeptDraft) -> Answers {
    let body: serde_json::Value = serde_json::from_str(&draft.body).unwrap_or_default();
    let pairs = body.as_object().into_iter().flatten();
    pairs.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned()))).collect()
}
