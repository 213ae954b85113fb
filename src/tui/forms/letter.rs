//! A letter about a person: it is there, can be changed, and is kept on the line of time once it goes.

use chrono::NaiveDateTime;

use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::whom::Whom;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::export::letter::{self, SHORT, Templates};
use crate::fault::Fault;
use crate::report::letter::{self as gathered, Kind};
use crate::store::Store;
use crate::tui::dialogs::reading::Reading;
use crate::tui::effect::Effect;

/// The form of a letter. Saving keeps it, with how the worker says it goes, and shows it to be copied.
pub fn open(store: &Store, kind: Kind, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let templates = Templates::read(store.own_texts())?;
    let codes = letter::codes(store.own_texts())?;
    let ready = gathered::gather(store, person, kind, &[], &codes)?
        .map_err(|why| Fault::missing(why).hint("On the record: record what they say yes to."))?;
    let text = templates.write(kind, &ready.facts, false)?;
    let mut all = Vec::new();
    for (field, value) in [("how", "copied"), ("to_whom", ready.to.as_str()), ("text", text.as_str())] {
        if let Some(mut row) = row(Entity::Letter, "", field) {
            row.set(value);
            row.first = row.text();
            all.push(row);
        }
    }
    let today = store.clock().today();
    let read = move |answers: &Answers, _now: NaiveDateTime| {
        let text = answers.text("text");
        if text.is_empty() {
            return Err(vec![Trouble::new("text", "The letter says nothing.")]);
        }
        let mut ready = ready.clone();
        answers.text("to_whom").clone_into(&mut ready.to);
        let change = ready.change(person, kind, text, answers.text("how"), today);
        Ok(Saved::new(change, "The letter is kept on the line of time."))
    };
    let title = format!("{}: {}", kind.label(), whom.listed);
    let mut sheet = Sheet::new("letter", title, all, Box::new(read));
    sheet.reads = Some(Box::new(|answers: &Answers| {
        Effect::Open(Box::new(Reading::to_copy("the letter", answers.text("text"))))
    }));
    sheet.hidden.push(("=kind".to_owned(), kind.code().to_owned()));
    let mut notes = whom.notes(store)?;
    let most = if kind == Kind::Gp { format!(", at most {SHORT} characters") } else { String::new() };
    notes.push(format!(
        "Ctrl+E on the letter opens it whole{most}. Saving keeps it and shows it to be copied."
    ));
    Ok(sheet.about(Entity::Person, person.0, format!("letter about {}", whom.spoken)).notes(notes))
}
