//! A question with several answers, each of which does something: `How did it go?`, `Add what?`.

use super::picker::{Item, Pick, Picker};
use crate::tui::effect::Effect;

/// A list of numbered answers; each is taken once, and then its effect is carried out.
pub fn ask(title: impl Into<String>, above: Vec<String>, answers: Vec<(String, Effect)>) -> Picker {
    let (words, effects): (Vec<String>, Vec<Effect>) = answers.into_iter().unzip();
    let mut effects: Vec<Option<Effect>> = effects.into_iter().map(Some).collect();
    let pick: Pick = Box::new(move |at, _| {
        let chosen = effects.get_mut(at).and_then(Option::take).unwrap_or(Effect::None);
        Effect::Many(vec![Effect::Close, chosen])
    });
    Picker::of(title, words.into_iter().map(Item::new).collect(), pick).above(above)
}
