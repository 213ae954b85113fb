//! The board of gaps and the noticeboard, as lists to pick from.

use super::options;
use super::picker::{Item, Pick, Picker, Source};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::GAP_STATE;
use crate::domain::when;
use crate::report::counted;
use crate::store::community::{GapRow, NoticeRow};
use crate::store::page::Span;
use crate::tui::effect::Effect;
use crate::tui::request::FormRequest;

/// So many are listed.
const MOST: usize = 500;

/// The board of gaps: those nobody has taken up first.
pub fn gaps() -> Picker {
    let source: Source = Box::new(|store, text| {
        let (mut items, mut found) = (Vec::new(), Vec::new());
        for gap in store.gaps(None, Span::first(MOST))?.rows {
            let words = told(&gap);
            if super::search::rank(text, &words, &gap.area).is_none() {
                continue;
            }
            let waiting =
                if gap.waiting == 0 { String::new() } else { counted(gap.waiting, "waits", "wait") };
            items.push(Item::new(words).right(waiting));
            found.push((gap.id, gap.what));
        }
        let pick: Pick =
            Box::new(move |at, _| found.get(at).map_or(Effect::None, |(id, what)| about_gap(*id, what)));
        Ok((items, Some(pick)))
    });
    Picker::found("Gaps: what the community does not have yet", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("There is no such gap. To note one: the menu has Note a gap.")
}

fn told(gap: &GapRow) -> String {
    let led = if gap.led_by.is_empty() { String::new() } else { format!(", led by {}", gap.led_by) };
    let area = if gap.area.is_empty() { String::new() } else { format!(", {}", gap.area) };
    format!("{}{led}: {}{area}", GAP_STATE.label(&gap.state), gap.what)
}

fn about_gap(id: i64, what: &str) -> Effect {
    let entity = Entity::Gap;
    let answers = vec![
        ("Say how far it is".to_owned(), Effect::Form(FormRequest::GapMoves(id))),
        ("It becomes a group".to_owned(), Effect::Form(FormRequest::GapGrows(id))),
        ("Note who waits for it".to_owned(), Effect::Form(FormRequest::GapWait(id))),
        ("Edit it".to_owned(), Effect::Form(FormRequest::Edit { entity, id })),
        ("Put it away".to_owned(), Effect::Form(FormRequest::PutAway { entity, id })),
    ];
    Effect::Open(Box::new(options::ask("What about this gap?", vec![what.to_owned()], answers)))
}

/// The noticeboard: the cards that are up, the first to come down first.
pub fn notices() -> Picker {
    let source: Source = Box::new(|store, text| {
        let today = store.clock().today();
        let (mut items, mut found) = (Vec::new(), Vec::new());
        for card in store.notices(Some(today))?.into_iter().take(MOST) {
            if super::search::rank(text, &card.title, &card.body).is_none() {
                continue;
            }
            let until = card
                .until
                .map_or_else(String::new, |day| format!("until {}", when::show_day_short(day, today)));
            items.push(Item::new(card.title.clone()).right(until));
            found.push(card);
        }
        let pick: Pick = Box::new(move |at, _| found.get(at).map_or(Effect::None, about_card));
        Ok((items, Some(pick)))
    });
    Picker::found("Noticeboard: the cards that are up", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("No card is up. To put one up: the menu has Put a card up.")
}

fn about_card(card: &NoticeRow) -> Effect {
    let (entity, id) = (Entity::Notice, card.id);
    let mut above: Vec<String> =
        std::iter::once(card.title.clone()).chain(card.body.lines().map(str::to_owned)).collect();
    if !card.contact.is_empty() {
        above.push(format!("To answer: {}", card.contact));
    }
    let answers = vec![
        ("Edit it".to_owned(), Effect::Form(FormRequest::Edit { entity, id })),
        ("Take it down".to_owned(), Effect::Form(FormRequest::PutAway { entity, id })),
    ];
    Effect::Open(Box::new(options::ask("What about this card?", above, answers)))
}
