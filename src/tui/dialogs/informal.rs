//! Informal contacts, newest first: to make a referral of one, to read it, to put it away.

use super::options;
use super::picker::{Item, Pick, Picker, Source};
use crate::domain::entity::Entity;
use crate::domain::id::ContactId;
use crate::domain::when;
use crate::store::page::Span;
use crate::tui::effect::Effect;
use crate::tui::panes::reading::Reading;
use crate::tui::request::FormRequest;

/// So many of the newest are listed.
const NEWEST: usize = 200;

/// The list of informal contacts.
pub fn open() -> Picker {
    let source: Source = Box::new(|store, text| {
        let today = store.clock().today();
        let (mut items, mut found) = (Vec::new(), Vec::new());
        for row in store.informal_contacts(Span::first(NEWEST))?.rows {
            let words = row.words();
            if super::search::rank(text, &words, &row.place).is_none() {
                continue;
            }
            let aside = [row.place.clone(), when::show_day_short(row.on, today)];
            let aside: Vec<String> = aside.into_iter().filter(|part| !part.is_empty()).collect();
            items.push(Item::new(words.clone()).right(aside.join(", ")));
            found.push((row.contact, words));
        }
        let pick: Pick =
            Box::new(move |at, _| found.get(at).map_or(Effect::None, |(id, words)| choose(*id, words)));
        Ok((items, Some(pick)))
    });
    Picker::found("Informal contacts: with nobody we know yet", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("There are none. The menu of what can be added has one: Informal contact.")
}

fn choose(contact: ContactId, words: &str) -> Effect {
    let (entity, id) = (Entity::Contact, contact.0);
    let answers = vec![
        ("Make a referral of it".to_owned(), Effect::Form(FormRequest::Promote(contact))),
        ("Read it whole".to_owned(), Effect::Open(Box::new(Reading::new(entity, id, words.to_owned())))),
        ("Put it away".to_owned(), Effect::Form(FormRequest::PutAway { entity, id })),
    ];
    Effect::Open(Box::new(options::ask("What about this contact?", vec![words.to_owned()], answers)))
}
