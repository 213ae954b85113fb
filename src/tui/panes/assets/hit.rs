//! An asset that was found, as a card: what, where, when, what it costs, and why it is here.

use crate::domain::id::AssetId;
use crate::store::find::AssetHit;
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;

/// The card of an asset in a list of a width, with at most so many reasons.
pub fn card(hit: &AssetHit, width: u16, reasons: usize) -> Card<AssetId> {
    let miles = hit.distance_miles.map(|miles| format!("{miles:.1} miles")).unwrap_or_default();
    let cells = match width {
        ..60 => vec![(0, hit.name.clone())],
        60..76 => vec![(28, hit.name.clone()), (20, hit.schedule.clone()), (0, hit.cost.clone())],
        _ => vec![
            (26, hit.name.clone()),
            (18, hit.place.clone()),
            (16, hit.schedule.clone()),
            (0, joined(&[&hit.cost, &miles])),
        ],
    };
    let said = format!("{}.", joined(&[&hit.name, &hit.schedule, &hit.cost]));
    let mut card = Card::new(hit.asset.0, hit.asset, cells).said(said).named(&hit.name);
    if width < 60 {
        card.add_text(&joined(&[&hit.schedule, &hit.cost]), width, 1, Role::Text);
    }
    for reason in hit.reasons.iter().take(reasons) {
        card.add_text(&format!("{} {}", reason.mark(), reason.text), width, 1, Role::Text);
    }
    card
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
