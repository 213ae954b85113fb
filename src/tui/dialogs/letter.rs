//! Which letter is written about a person.

use super::options;
use crate::domain::id::PersonId;
use crate::report::letter::Kind;
use crate::tui::effect::Effect;
use crate::tui::request::FormRequest;

/// The choice of a letter; each opens the form that shows it.
pub fn which(person: PersonId) -> Effect {
    let answers =
        Kind::ALL.map(|kind| (kind.label().to_owned(), Effect::Form(FormRequest::Letter { kind, person })));
    Effect::Open(Box::new(options::ask("Which letter?", Vec::new(), answers.into())))
}
