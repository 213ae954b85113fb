//! A letter about a person: it is there, can be changed, and is kept on the line of time once it goes.

use std::rc::Rc;

use chrono::NaiveDateTime;

use super::row::{Answer, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::whom::Whom;
use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind as FieldKind};
use crate::domain::id::PersonId;
use crate::export::letter::{self, SHORT, Templates};
use crate::fault::Fault;
use crate::report::letter::{self as gathered, Kind, Ready};
use crate::store::Store;
use crate::tui::dialogs::keep::{self, Page};
use crate::tui::dialogs::reading::Reading;
use crate::tui::effect::Effect;

static ACTIONS: Field = Field::new("actions", "Actions for the GP", FieldKind::Line)
    .hint("None. Several go with semicolons between.");
static LONGER: Field = Field::new("longer", "It may be longer", FieldKind::Flag)
    .hint("The GP record takes fewer than 1,200 characters.");

/// What kith's own template says where the GP is asked for nothing.
const NO_ACTIONS: &str = "Actions for the GP: none";

/// A letter as it was written, before anybody changed it.
struct Written {
    kind: Kind,
    ready: Ready,
    text: String,
    templates: Templates,
}

impl Written {
    /// The letter as it goes: what stands in the form, with what the GP is asked to do.
    fn goes(&self, answers: &Answers) -> Result<String, Trouble> {
        let text = answers.text("text");
        let asked = answers.text("actions").split(';').map(str::trim).filter(|action| !action.is_empty());
        let actions: Vec<String> = asked.map(str::to_owned).collect();
        if actions.is_empty() {
            return Ok(text.to_owned());
        }
        if text.trim() == self.text.trim() {
            let mut facts = self.ready.facts.clone();
            facts.actions = actions;
            let longer = answers.text("longer") == "yes";
            let again = self.templates.write(self.kind, &facts, longer);
            return again
                .map_err(|mistake| Trouble::new("actions", format!("{} {}", mistake.said, mistake.hint)));
        }
        // The text was changed by hand, and stays as it is but for this.
        if text.contains(NO_ACTIONS) {
            let list: String = actions.iter().map(|action| format!("\n- {action}")).collect();
            return Ok(text.replacen(NO_ACTIONS, &format!("Actions for the GP:{list}"), 1));
        }
        let reason = "The letter was changed by hand: write what the GP is asked to do into it.";
        Err(Trouble::new("actions", reason))
    }

    /// The letter if it can go.
    fn checked(&self, answers: &Answers) -> Result<String, Trouble> {
        let text = self.goes(answers)?;
        let length = text.chars().count();
        if text.is_empty() {
            return Err(Trouble::new("text", "The letter says nothing."));
        }
        if self.kind == Kind::Gp && length >= SHORT && answers.text("longer") != "yes" {
            let reason = format!(
                "It has {length} characters; the GP record takes fewer than {SHORT}. Shorten it, or say that it may be longer."
            );
            return Err(Trouble::new("text", reason));
        }
        Ok(text)
    }

    /// What follows saving: the letter to be copied, or the files it can be kept as.
    fn shown(&self, answers: &Answers) -> Effect {
        let text = self.goes(answers).unwrap_or_default();
        if !matches!(answers.text("how"), "saved" | "printed") {
            return Effect::Open(Box::new(Reading::to_copy("the letter", text)));
        }
        let kind = self.kind;
        let mut pages = vec![
            Page { ending: ".html", words: "a page to print", text: letter::page(kind, &text, false) },
            Page {
                ending: "-large.html",
                words: "a page in large print",
                text: letter::page(kind, &text, true),
            },
            Page { ending: ".txt", words: "plain text", text },
        ];
        if answers.text("how") == "saved" {
            pages.rotate_right(1);
        }
        let called = format!("letter-{}", kind.code());
        Effect::Open(Box::new(keep::file("the letter", called, Box::new(move |_| Ok(pages.clone())))))
    }
}

/// The form of a letter. Saving keeps it, with how the worker says it goes, and shows it to be copied or kept as a file.
pub fn open(store: &Store, kind: Kind, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let templates = Templates::read(store.own_texts())?;
    let codes = letter::codes(store.own_texts())?;
    let ready = gathered::gather(store, person, kind, &[], &codes)?
        .map_err(|why| Fault::missing(why).hint("On the record: record what they say yes to."))?;
    let text = templates.write(kind, &ready.facts, false)?;
    let warning = ready.warning(kind);
    let mut all = Vec::new();
    for (field, value) in [("how", "copied"), ("to_whom", ready.to.as_str()), ("text", text.as_str())] {
        if let Some(mut row) = row(Entity::Letter, "", field) {
            row.set(value);
            row.first = row.text();
            if let Answer::Area(area) = &mut row.answer {
                area.to_the_top();
            }
            all.push(row);
        }
        if (kind, field) == (Kind::Gp, "to_whom") {
            all.extend([Row::of(&ACTIONS, "", ""), Row::of(&LONGER, "", "no")]);
        }
    }
    let today = store.clock().today();
    let written = Rc::new(Written { kind, ready, text, templates });
    let keeps = Rc::clone(&written);
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let text = written.checked(answers).map_err(|trouble| vec![trouble])?;
        let mut ready = written.ready.clone();
        answers.text("to_whom").clone_into(&mut ready.to);
        let change = ready.change(person, kind, &text, answers.text("how"), today);
        Ok(Saved::new(change, "The letter is kept on the line of time."))
    };
    let title = format!("{}: {}", kind.label(), whom.listed);
    let mut sheet = Sheet::new("letter", title, all, Box::new(read));
    sheet.reads = Some(Box::new(move |answers: &Answers| keeps.shown(answers)));
    sheet.hidden.push(("=kind".to_owned(), kind.code().to_owned()));
    let mut notes = whom.notes(store)?;
    notes.extend(warning.map(str::to_owned));
    let most = if kind == Kind::Gp { format!(", fewer than {SHORT} characters") } else { String::new() };
    notes.push(format!(
        "Ctrl+E on the letter opens it whole{most}. Saving keeps it and shows it to be copied."
    ));
    Ok(sheet.about(Entity::Person, person.0, format!("letter about {}", whom.spoken)).notes(notes))
}
