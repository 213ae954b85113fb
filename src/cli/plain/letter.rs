//! A letter about a person: written, heard whole, and kept on the line of time after a yes.

use super::pick::Choice;
use super::talk::Question;
use super::turn::Told;
use super::words;
use super::work::Work;
use crate::domain::id::PersonId;
use crate::export::letter::{self, Templates};
use crate::fault::Fault;
use crate::report::letter::{self as gathered, Kind};

/// Asks which letter, says it, and keeps it.
pub fn write(work: &mut Work<'_>, id: i64) -> Told<()> {
    let person = PersonId(id);
    let labels = Kind::ALL.map(|kind| words::low(kind.label()));
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let at = work.talk.choose(Question::new("Which letter?"), &Choice::plain(&labels), Some(0))?;
    let kind = Kind::ALL.get(at).copied().unwrap_or(Kind::Gp);
    let own = work.store.own_texts();
    let templates = Templates::read(own).map_err(Fault::from)?;
    let codes = letter::codes(own).map_err(Fault::from)?;
    let mut actions = Vec::new();
    if kind == Kind::Gp {
        let question = Question::new("What is the GP asked to do?").enter("nothing").help(
            "It stands at the top of the letter. One thing at a time; Enter alone when there is no more.",
        );
        let mut next = question;
        while let Some(action) = work.talk.ask(&next)? {
            actions.push(action);
            next = Question { words: "Anything else?".to_owned(), ..next };
        }
    }
    let ready = match gathered::gather(&work.store, person, kind, &actions, &codes)? {
        Ok(ready) => ready,
        Err(why) => return work.say(&words::sentences([why.as_str(), "You can add what they say yes to."])),
    };
    let text = templates.write(kind, &ready.facts, false).map_err(Fault::from)?;
    if let Some(warning) = ready.warning(kind) {
        work.say(warning)?;
    }
    for line in text.lines() {
        work.say(line)?;
    }
    let help = "It is kept word for word. You can copy it from this window.";
    if !work.talk.sure("Keep the letter on the line of time?", true, help)? {
        return work.say("Nothing was kept.");
    }
    let change = ready.change(person, kind, &text, "copied", work.store.clock().today());
    if work.apply(&change)?.is_some() {
        work.say("Saved. Type undo to take it back.")?;
    }
    Ok(())
}
