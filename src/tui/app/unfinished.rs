//! Forms that are not saved yet: kept in the drafts file, offered back, thrown away.

use super::App;
use crate::store::drafts::KeptDraft;
use crate::tui::effect::Unfinished;

impl App {
    /// What would be lost if the line dropped now, ready to be kept.
    pub fn unfinished(&self) -> Option<KeptDraft> {
        self.stack.iter().rev().find_map(|screen| screen.draft()).map(|draft| self.kept(&draft))
    }

    pub(super) fn kept(&self, draft: &Unfinished) -> KeptDraft {
        let body: serde_json::Map<String, serde_json::Value> =
            draft.texts.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect();
        KeptDraft {
            id: 0,
            actor: self.store.actor().login.clone(),
            form: draft.form.clone(),
            subject: draft.subject.map_or_else(String::new, |(entity, _)| entity.table().to_owned()),
            subject_id: draft.subject.map_or(0, |(_, id)| id),
            title: draft.title.clone(),
            body: serde_json::Value::Object(body).to_string(),
            at: self.store.clock().stamp(),
        }
    }

    pub(super) fn keep_draft(&mut self) {
        let draft = self.stack.last().and_then(|top| top.draft()).map(|draft| self.kept(&draft));
        if let Some(draft) = draft {
            match self.drafts.keep(&draft) {
                Ok(_) => {
                    self.close();
                    self.said = Some(format!("Your {} is kept as a draft.", draft.title));
                }
                Err(error) => self.fail(&error.into()),
            }
        } else {
            self.close();
        }
    }

    pub(super) fn throw_draft_away(&mut self) {
        self.forget_draft();
        self.close();
    }

    /// Takes the kept draft of the open form out of the drafts file.
    pub(super) fn forget_draft(&mut self) {
        let Some(draft) = self.stack.last().and_then(|top| top.draft()) else { return };
        let kept = self.kept(&draft);
        let found = self.drafts.one(&kept.actor, &kept.form, &kept.subject, kept.subject_id);
        if let Ok(Some(found)) = found
            && let Err(error) = self.drafts.drop(found.id)
        {
            self.fail(&error.into());
        }
    }
}
