//! A stretch of work: opened, paused, closed with a reason, opened again as a new one. There is no limit of sessions.

use super::vocabulary::EPISODE_STATE;

/// Every move. A stretch that is closed stays so: work that begins again is a new one that goes on from it.
pub const MOVES: &[(&str, &[&str])] =
    &[("open", &["paused", "closed"]), ("paused", &["open", "closed"]), ("closed", &[])];

/// Checks a move.
///
/// # Errors
/// One sentence that says what can be done instead.
pub fn check(from: &str, to: &str, close_reason: &str) -> Result<(), String> {
    let known = MOVES.iter().find(|(state, _)| *state == from).map_or(&[][..], |(_, to)| *to);
    if !known.contains(&to) {
        let state = EPISODE_STATE.label(from).to_lowercase();
        return Err(if known.is_empty() {
            "That work is closed. Start the work again: it goes on from there.".to_owned()
        } else {
            format!("The work is {state} already.")
        });
    }
    if to == "closed" && close_reason.is_empty() {
        return Err("Say why the work is closed.".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_holds_every_state_and_only_closing_needs_a_reason() {
        let states: Vec<&str> = EPISODE_STATE.terms.iter().map(|term| term.code).collect();
        assert_eq!(MOVES.iter().map(|(state, _)| *state).collect::<Vec<_>>(), states);
        assert_eq!(check("open", "paused", ""), Ok(()));
        assert_eq!(check("paused", "open", ""), Ok(()));
        assert_eq!(check("open", "closed", "").unwrap_err(), "Say why the work is closed.");
        assert_eq!(check("open", "open", "").unwrap_err(), "The work is open already.");
    }

    proptest! {
        #[test]
        fn a_stretch_of_work_never_leaves_closed_and_never_closes_without_a_reason(
            steps in proptest::collection::vec((0usize..3, any::<bool>()), 1..30)
        ) {
            let mut state = "open";
            for (at, says_why) in steps {
                let to = MOVES[at].0;
                if check(state, to, if says_why { "moved" } else { "" }).is_ok() {
                    prop_assert!(state != "closed" && (to != "closed" || says_why));
                    state = to;
                }
            }
        }
    }
}
