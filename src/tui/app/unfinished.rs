//! Forms that are not saved yet: kept in the drafts file while one types, offered back, thrown away.

use std::time::{Duration, Instant};

use super::App;
use crate::domain::entity::Entity;
use crate::store::StoreError;
use crate::store::drafts::KeptDraft;
use crate::tui::dialogs::{options, picker};
use crate::tui::effect::{Effect, Unfinished};
use crate::tui::forms;
use crate::tui::request::{FormRequest, Which};

/// So long after the last key a draft is kept, while nobody leaves the field (R-S3).
const KEEP_AFTER: Duration = Duration::from_secs(5);

/// Which form a draft belongs to: the form's word, the kind and number of what it is about.
pub(super) type Key = (String, String, i64);

/// What is known of the drafts of the open forms.
#[derive(Default)]
pub(super) struct Open {
    /// The number each has in the drafts file, and its body there.
    kept: Vec<(Key, i64, String)>,
    /// When a key was last pressed in a form that is not kept yet.
    typed: Option<Instant>,
    /// The top form does not know yet that its draft was kept.
    untold: bool,
}

impl App {
    /// Leaving asks only where a draft is unfinished; it is kept either way.
    pub(super) fn quit(&mut self) -> Effect {
        let kept = self.drafts.list(&self.store.actor().login).unwrap_or_default();
        let Some(draft) = kept.into_iter().next() else { return Effect::Quit };
        let words =
            format!("Your {} is not finished. It is kept for next time. Leave kith now?", draft.title);
        Effect::Open(Box::new(crate::tui::dialogs::question::Question::new(words, Effect::Quit)))
    }

    /// What would be lost if the line dropped now, ready to be kept.
    pub fn unfinished(&self) -> Option<KeptDraft> {
        self.stack.iter().rev().find_map(|screen| screen.draft()).map(|draft| self.kept(&draft))
    }

    pub(super) fn kept(&self, draft: &Unfinished) -> KeptDraft {
        let body: serde_json::Map<String, serde_json::Value> =
            draft.texts.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect();
        let mut kept = KeptDraft {
            id: 0,
            actor: self.store.actor().login.clone(),
            form: draft.form.clone(),
            subject: draft.subject.map_or_else(String::new, |(entity, _)| entity.table().to_owned()),
            subject_id: draft.subject.map_or(0, |(_, id)| id),
            title: draft.title.clone(),
            body: serde_json::Value::Object(body).to_string(),
            at: self.store.clock().stamp(),
        };
        kept.id = self.number_of(&key(&kept)).unwrap_or(0);
        kept
    }

    fn number_of(&self, key: &Key) -> Option<i64> {
        self.open_drafts.kept.iter().find(|(known, _, _)| known == key).map(|(_, id, _)| *id)
    }

    /// Keeps what is typed, if anything is that was not kept yet.
    pub(super) fn hold_draft(&mut self) -> Result<(), StoreError> {
        self.open_drafts.typed = None;
        let Some(draft) = self.unfinished() else { return Ok(()) };
        let key = key(&draft);
        if self.open_drafts.kept.iter().any(|(known, _, body)| *known == key && *body == draft.body) {
            return Ok(());
        }
        let id = self.drafts.keep(&draft)?;
        self.open_drafts.kept.retain(|(known, _, _)| *known != key);
        self.open_drafts.kept.push((key, id, draft.body));
        self.open_drafts.untold = true;
        Ok(())
    }

    /// A key was pressed: the form is told what was kept since the last one, and the clock starts anew.
    pub(super) fn note_typing(&mut self) {
        if std::mem::take(&mut self.open_drafts.untold)
            && let Some(top) = self.stack.last_mut()
        {
            top.kept();
        }
        let typing = self.stack.iter().any(|screen| screen.draft().is_some());
        self.open_drafts.typed = typing.then(Instant::now);
    }

    /// How long until the draft is to be kept; `None` where nothing waits.
    pub(super) fn draft_due(&self) -> Option<Duration> {
        self.open_drafts.typed.map(|typed| KEEP_AFTER.saturating_sub(typed.elapsed()))
    }

    pub(super) fn keep_draft(&mut self) {
        let Some(draft) = self.stack.last().and_then(|top| top.draft()) else {
            self.close();
            return;
        };
        let kept = self.kept(&draft);
        match self.drafts.keep(&kept) {
            Ok(_) => {
                self.open_drafts.kept.retain(|(known, _, _)| *known != key(&kept));
                self.close();
                self.said = Some(format!("Your {} is kept as a draft.", draft.title));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    pub(super) fn throw_draft_away(&mut self) {
        self.forget_draft();
        self.close();
    }

    /// Takes the kept draft of the open form out of the drafts file.
    pub(super) fn forget_draft(&mut self) {
        self.open_drafts.typed = None;
        let Some(draft) = self.stack.last().and_then(|top| top.draft()) else { return };
        let key = key(&self.kept(&draft));
        let Some(id) = self.number_of(&key) else { return };
        self.open_drafts.kept.retain(|(known, _, _)| *known != key);
        self.drop_draft(id);
    }

    pub(super) fn drop_draft(&mut self, id: i64) {
        if let Err(error) = self.drafts.drop(id) {
            self.fail(&error.into());
        }
    }

    /// Opens a form; where one like it was left unfinished, that one is offered first.
    pub(super) fn open_form(&mut self, request: FormRequest) {
        if self.asks_why_first(request) {
            return;
        }
        let left =
            self.drafts.list(&self.store.actor().login).unwrap_or_default().into_iter().find(|draft| {
                self.number_of(&key(draft)).is_none()
                    && forms::kept::request(draft).is_some_and(|known| same_form(known, request))
            });
        let Some(draft) = left else { return self.open_fresh(&request) };
        let words = format!("You began this on {} and did not save it.", when_kept(&draft));
        let answers = vec![
            ("Carry on with it".to_owned(), Effect::CarryOn(draft.id)),
            ("Begin a new one".to_owned(), Effect::Fresh(request)),
            (
                "Throw it away and begin a new one".to_owned(),
                Effect::Many(vec![Effect::DropDraft(draft.id), Effect::Fresh(request)]),
            ),
        ];
        let title = format!("Unfinished: {}", draft.title);
        self.push(Box::new(options::ask(title, vec![words], answers)));
    }

    /// What is kept of a restricted record is not edited, and not seen in a form, without a reason.
    fn asks_why_first(&mut self, request: FormRequest) -> bool {
        match shown_in(request) {
            Some((entity, id)) => self.asks_why_about(entity, id),
            None => false,
        }
    }

    pub(super) fn open_fresh(&mut self, request: &FormRequest) {
        match forms::open(request, &self.store) {
            Ok(form) => self.push(form),
            Err(fault) => self.fail(&fault),
        }
    }

    /// Opens the form of a kept draft again.
    pub(super) fn carry_on(&mut self, id: i64) {
        let drafts = self.drafts.list(&self.store.actor().login);
        let found = match drafts {
            Ok(drafts) => drafts.into_iter().find(|draft| draft.id == id),
            Err(error) => return self.fail(&error.into()),
        };
        let Some(draft) = found else {
            self.said = Some("That draft is gone.".to_owned());
            return;
        };
        if forms::kept::request(&draft).is_some_and(|request| self.asks_why_first(request)) {
            return;
        }
        match forms::carry_on(&draft, &self.store) {
            Ok(form) => {
                self.open_drafts.kept.push((key(&draft), draft.id, draft.body));
                self.push(form);
            }
            Err(fault) => self.fail(&fault),
        }
    }

    /// Asks over the first screen what is to become of what was left unfinished; answers whether anything was.
    pub fn offer_drafts(&mut self) -> Result<bool, StoreError> {
        let drafts = self.drafts.list(&self.store.actor().login)?;
        let Some(draft) = drafts.first() else { return Ok(false) };
        self.reload_top();
        let words = format!("You have an unfinished {} from {}. Carry on?", draft.title, when_kept(draft));
        let mut answers = vec![
            ("Carry on".to_owned(), Effect::CarryOn(draft.id)),
            ("Not now".to_owned(), Effect::None),
            ("Throw it away".to_owned(), Effect::DropDraft(draft.id)),
        ];
        if drafts.len() > 1 {
            answers.push((format!("See all {} unfinished forms", drafts.len()), Effect::Drafts));
        }
        self.push(Box::new(options::ask("Unfinished work", vec![words], answers)));
        Ok(true)
    }

    /// The list of everything that was left unfinished.
    pub(super) fn list_drafts(&mut self) {
        let drafts = self.drafts.list(&self.store.actor().login).unwrap_or_default();
        if drafts.is_empty() {
            self.said = Some("Nothing of yours is unfinished.".to_owned());
            return;
        }
        let items = drafts
            .iter()
            .map(|draft| picker::Item::new(draft.title.clone()).right(when_kept(draft)))
            .collect();
        let pick: picker::Pick = Box::new(move |at, _| {
            let draft = drafts.get(at).map(|draft| Effect::CarryOn(draft.id));
            Effect::Many(vec![Effect::Close, draft.unwrap_or(Effect::None)])
        });
        self.push(Box::new(picker::Picker::searched("Unfinished forms", items, pick)));
    }
}

fn key(draft: &KeptDraft) -> Key {
    (draft.form.clone(), draft.subject.clone(), draft.subject_id)
}

/// The record whose words a form shows.
fn shown_in(request: FormRequest) -> Option<(Entity, i64)> {
    Some(match request {
        FormRequest::Edit { entity, id } => (entity, id),
        FormRequest::EditPart { person, .. } | FormRequest::Story(person) => (Entity::Person, person.0),
        FormRequest::Later(id) => (Entity::FollowUp, id.0),
        FormRequest::StageConnection(id) | FormRequest::Visit(id) => (Entity::Connection, id.0),
        FormRequest::AddStep(Which::This(id)) | FormRequest::GoalGoes(Which::This(id)) => (Entity::Goal, id),
        FormRequest::StepDone(Which::This(id)) => (Entity::Step, id),
        _ => return None,
    })
}

/// Whether two requests open the same form about the same thing.
fn same_form(one: FormRequest, other: FormRequest) -> bool {
    match (one, other) {
        (FormRequest::LogContact { person: a, .. }, FormRequest::LogContact { person: b, .. })
        | (FormRequest::Rung { person: a, .. }, FormRequest::Rung { person: b, .. }) => a == b,
        _ => one == other,
    }
}

/// When a draft was kept, as people read it: `Mon 2 Mar 2026, 16:52`.
fn when_kept(draft: &KeptDraft) -> String {
    crate::clock::local_of(&draft.at)
        .map_or_else(|| draft.at.clone(), |at| crate::domain::when::show_moment(at.date(), Some(at.time())))
}
