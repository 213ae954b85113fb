//! An asset that was found, as a card: what, where, when, what it costs, and why it is here.

use crate::domain::id::AssetId;
use crate::domain::matching::Reason;
use crate::domain::place::Distance;
use crate::store::find::AssetHit;
use crate::tui::clip;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{Card, LEAD};

/// The card of an asset in a list of a width, with at most so many reasons.
pub fn card(hit: &AssetHit, width: u16, reasons: usize) -> Card<AssetId> {
    let miles = hit.distance.map(Distance::bare).unwrap_or_default();
    let about = hit.distance.map(Distance::short).unwrap_or_default();
    let cells = match width {
        ..60 => vec![(0, hit.name.clone())],
        60..76 => vec![(28, hit.name.clone()), (20, hit.schedule.clone()), (0, hit.cost.clone())],
        _ => vec![
            (26, hit.name.clone()),
            (18, hit.place.clone()),
            (16, hit.schedule.clone()),
            (0, joined(&[&miles, &hit.cost])),
        ],
    };
    let said = format!("{}.", joined(&[&hit.name, &hit.schedule, &hit.cost, &about]));
    let mut card = Card::new(hit.asset.0, hit.asset, cells).said(said).named(&hit.name);
    card.met.clone_from(&hit.met);
    if width < 60 {
        card.add_text(&joined(&[&hit.schedule, &hit.cost]), width, 1, Role::Text);
    }
    let shown = telling(&hit.reasons, reasons);
    let left = hit.reasons.len() - shown.len();
    // That there are more stands on the last line that has room for it.
    let more = if left > 0 { format!(" (and {left} more)") } else { String::new() };
    let room = width.saturating_sub(LEAD + 2 + clip::width(&more));
    let fits = |reason: &&Reason| clip::width(&reason.text) <= room;
    let place = shown.iter().rposition(fits).unwrap_or(0);
    for (at, reason) in shown.iter().enumerate() {
        let more = if at == place { more.as_str() } else { "" };
        card.add_text(&format!("‹{}› {}{more}", reason.mark(), reason.text), width, 1, Role::Text);
    }
    card
}

/// At most so many reasons, in their order; where some are left out, reasons for make room for those against.
fn telling(reasons: &[Reason], most: usize) -> Vec<&Reason> {
    let against = |reason: &Reason| reason.good == Some(false);
    let bad = reasons.iter().filter(|reason| against(reason)).count();
    // One reason for stays, where there is any.
    let bad = bad.min(most.saturating_sub(usize::from(bad < reasons.len())));
    let (mut good, mut bad) = (most.saturating_sub(bad), bad);
    let mut takes = |reason: &&Reason| {
        let room = if against(reason) { &mut bad } else { &mut good };
        let takes = *room > 0;
        *room = room.saturating_sub(1);
        takes
    };
    reasons.iter().filter(|reason| takes(reason)).collect()
}

/// All reasons of an asset, as a text to read.
pub fn all(hit: &AssetHit) -> String {
    let line = |reason: &Reason| format!("{} {}", reason.mark(), reason.text);
    let mut lines = vec![joined(&[&hit.place, &hit.schedule, &hit.cost]), String::new()];
    lines.extend(hit.reasons.iter().map(line));
    lines.join("\n")
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_against_is_never_left_out_for_room() {
        let all = [Reason::plus("a"), Reason::plus("b"), Reason::plus("c"), Reason::minus("d")];
        let shown: Vec<&str> = telling(&all, 3).into_iter().map(|reason| reason.text.as_str()).collect();
        assert_eq!(shown, ["a", "b", "d"]);
        let all = ["+a", "+b", "-c", "-d", "-e"].map(|one| match one.split_at(1) {
            ("+", text) => Reason::plus(text),
            (_, text) => Reason::minus(text),
        });
        let shown: Vec<&str> = telling(&all, 3).into_iter().map(|reason| reason.text.as_str()).collect();
        assert_eq!(shown, ["a", "c", "d"], "full and long unchecked are both said");
        let bad = ["Full", "Ring first: checked", "Ring first: gone"].map(Reason::minus);
        assert_eq!(telling(&bad, 3).len(), 3, "no room is kept for reasons that are not there");
        assert!(telling(&[], 3).is_empty());
    }
}
