//! Saving a form: what is missing, doubles, conflicts with a colleague; nothing typed is lost by any of it.

use super::form::{Form, Stop};
use super::row::begun;
use super::sheet::Trouble;
use crate::domain::id::PersonId;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::effect::Effect;

impl Form {
    /// Saves, or says what is to be put right first.
    pub(super) fn save(&mut self, another: bool) -> Effect {
        self.fresh = false;
        let answers = self.answers();
        let again = if another { Command::SaveAndAnother } else { Command::Save };
        if self.sheet.guard.is_some() && self.asked_about.as_ref() != Some(&answers) {
            self.asked_about = Some(answers);
            return Effect::Many(vec![Effect::Reload, Effect::Ask(again)]);
        }
        if let Some(met) = &self.met
            && (met.same || !self.warned)
        {
            let next = if met.same { "" } else { " Ctrl+S adds another person." };
            let sentence = format!("{} is here already. Enter: {}.{next}", met.named, met.button);
            self.warned = true;
            self.turn(1);
            self.enter(Stop::Met);
            return Effect::Say(sentence);
        }
        let mut troubles = self.missing();
        let read = (self.sheet.read)(&answers, self.now());
        match read {
            Ok(saved) if troubles.is_empty() => {
                let apply = Effect::Apply { change: saved.change, close: true, said: saved.said };
                let opens = self.sheet.opens.map(Effect::Unlocked);
                let unmarks = self.sheet.unmarks.then_some(Effect::Ask(Command::ClearMarks));
                let reads = self.sheet.reads.as_ref().map(|reads| reads(&answers));
                let then =
                    self.sheet.another.filter(|_| another).map(|then| then()).or(opens).or(unmarks).or(reads);
                match then {
                    Some(then) => Effect::Many(vec![apply, Effect::IfSaved(Box::new(then))]),
                    None => apply,
                }
            }
            Err(found) if found.is_empty() && troubles.is_empty() => {
                Effect::Many(vec![Effect::Close, Effect::Say("Nothing was changed.".to_owned())])
            }
            Ok(_) => self.refuse(&troubles),
            Err(found) => {
                troubles.extend(found);
                self.refuse(&troubles)
            }
        }
    }

    /// Rows that are needed and empty, or cannot be read.
    fn missing(&self) -> Vec<Trouble> {
        let now = self.now();
        let rows = self.sheet.rows.iter().filter(|row| self.there(row));
        rows.filter_map(|row| {
            let empty = row.required && row.text().trim().is_empty();
            let needed = empty.then(|| format!("{} is needed.", row.label));
            needed.or_else(|| row.wrong(now)).map(|reason| Trouble::new(row.name.clone(), reason))
        })
        .collect()
    }

    /// Marks the rows that are wrong, and puts the focus on the first of them.
    fn refuse(&mut self, troubles: &[Trouble]) -> Effect {
        for row in &mut self.sheet.rows {
            let found = troubles.iter().find(|trouble| trouble.row == row.name);
            row.problem = found.map(|trouble| trouble.reason.clone());
        }
        let wrong: Vec<usize> = (0..self.sheet.rows.len())
            .filter(|at| self.sheet.rows.get(*at).is_some_and(|row| row.problem.is_some()))
            .collect();
        let Some(first) = wrong.first().copied() else {
            let reason = troubles.first().map(|trouble| trouble.reason.clone());
            return Effect::Say(reason.unwrap_or_default());
        };
        let (step, label, reason) = self.sheet.rows.get(first).map_or((1, "", String::new()), |row| {
            (row.step, row.label, row.problem.clone().unwrap_or_default())
        });
        self.step = step;
        self.enter(Stop::Row(first));
        let more = match wrong.len() {
            1 => "Not saved yet.".to_owned(),
            count => format!("Not saved yet. {count} answers to put right."),
        };
        Effect::Say(format!("{more} {}", super::says::wrong(label, &reason)))
    }

    /// Takes what colleagues have put into the rows meanwhile.
    pub(super) fn take_theirs(&mut self) -> Effect {
        for row in &mut self.sheet.rows {
            if row.theirs.take().is_some() {
                let first = row.first.clone();
                row.set(&first);
            }
        }
        self.enter_first();
        Effect::Say("The form holds what your colleague saved.".to_owned())
    }

    /// Reads the record again after a conflict: what was not touched here becomes theirs, the rest shows both.
    pub(super) fn meet_conflict(&mut self, store: &Store) -> Result<(), StoreError> {
        let Some((entity, id)) = self.sheet.edits else { return Ok(()) };
        let Some(record) = store.record(entity, id)? else { return Ok(()) };
        for field in entity.fields() {
            let theirs = record.values.value(field.name);
            if theirs == self.sheet.before.value(field.name) {
                continue;
            }
            self.sheet.before.set(field.name, theirs.clone());
            let Some(row) = self.sheet.rows.iter_mut().find(|row| row.name == field.name) else { continue };
            let mine = row.touched().then(|| row.text());
            row.set(&begun(field, theirs));
            row.first = row.text();
            if let Some(mine) = mine {
                let shown = row.shown();
                row.theirs = Some(if shown.is_empty() { "nothing".to_owned() } else { shown });
                row.set(&mine);
            }
        }
        Ok(())
    }

    /// Takes the person who is there already: the referral becomes theirs.
    pub(super) fn know(&mut self, person: PersonId, named: &str) -> Effect {
        self.sheet.rows.retain(|row| !row.name.starts_with("person."));
        self.sheet.hidden.push(("person".to_owned(), format!("person {} {named}", person.0)));
        self.sheet.title = format!("{}: {named}", self.sheet.title);
        self.sheet.guard = None;
        self.met = None;
        let first = self.sheet.rows.iter().map(|row| row.step).min().unwrap_or(1);
        for row in &mut self.sheet.rows {
            row.step = row.step.saturating_sub(first) + 1;
        }
        self.step = 1;
        self.enter_first();
        Effect::Say(format!("The referral is for {named}, who is in the caseload already."))
    }
}
