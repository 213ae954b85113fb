//! How far a referral has come: which moves there are, and what each end needs to be said.

use super::vocabulary::{CLOSE_REASON, DECLINED_BY_PERSON, NOT_FOR_US, REFERRAL_STATE, Vocabulary};

/// Tries on different days before somebody cannot be reached (`domain.md`, Cadences).
pub const TRIES: i64 = 3;

/// The states in which nothing has been decided or the work goes on.
pub const OPEN: &[&str] = &["received", "offered", "accepted"];

/// Every move: from, and to where. An end can be opened again, so that there is no dead end.
pub const MOVES: &[(&str, &[&str])] = &[
    (
        "received",
        &["offered", "accepted", "declined", "unable_to_contact", "inappropriate", "redirected", "withdrawn"],
    ),
    (
        "offered",
        &[
            "accepted",
            "declined",
            "unable_to_contact",
            "inappropriate",
            "redirected",
            "withdrawn",
            "received",
        ],
    ),
    (
        "accepted",
        &[
            "closed",
            "declined",
            "unable_to_contact",
            "inappropriate",
            "redirected",
            "withdrawn",
            "offered",
            "received",
        ],
    ),
    ("declined", &["closed", "received", "offered", "accepted"]),
    ("unable_to_contact", &["closed", "received", "offered", "accepted"]),
    ("inappropriate", &["closed", "received", "offered", "accepted"]),
    ("redirected", &["closed", "received", "offered", "accepted"]),
    ("withdrawn", &["closed", "received", "offered", "accepted"]),
    ("closed", &["received", "offered", "accepted"]),
];

/// Whether a referral in this state still asks something of us.
pub fn is_open(state: &str) -> bool {
    OPEN.contains(&state)
}

/// Where a referral in this state can go.
pub fn moves(from: &str) -> &'static [&'static str] {
    MOVES.iter().find(|(state, _)| *state == from).map_or(&[], |(_, to)| to)
}

/// What has to be said when a referral comes to a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing.
    Nothing,
    /// One of these reasons, or other words.
    OneOf(&'static Vocabulary),
    /// Words: to whom it was passed on.
    Words,
    /// Nothing that anybody types: the tries are the reason.
    Tries,
}

/// What a state needs to be said.
pub fn why(state: &str) -> Why {
    match state {
        "declined" | "withdrawn" => Why::OneOf(&DECLINED_BY_PERSON),
        "inappropriate" => Why::OneOf(&NOT_FOR_US),
        "closed" => Why::OneOf(&CLOSE_REASON),
        "redirected" => Why::Words,
        "unable_to_contact" => Why::Tries,
        _ => Why::Nothing,
    }
}

/// Checks a move; `tries` is on how many different days we tried in vain, `needed` how many there must be.
///
/// # Errors
/// One sentence that says what can be done instead.
pub fn check(from: &str, to: &str, reason: &str, tries: i64, needed: i64) -> Result<(), String> {
    let label = |state: &str| REFERRAL_STATE.label(state).to_lowercase();
    if !moves(from).contains(&to) {
        let there: Vec<String> = moves(from).iter().map(|state| label(state)).collect();
        return Err(format!(
            "A referral that is {} cannot become {} at once. It can become: {}.",
            label(from),
            label(to),
            there.join(", ")
        ));
    }
    match why(to) {
        Why::OneOf(_) if reason.is_empty() => Err(format!("Say why it is {}.", label(to))),
        Why::Words if reason.is_empty() => Err("Say to whom it was passed on.".to_owned()),
        Why::Tries if tries < needed => {
            let so_far = match tries {
                0 => "Nobody has tried".to_owned(),
                1 => "There was 1 try".to_owned(),
                n => format!("There were {n} tries on different days"),
            };
            let first = format!("{needed} tries on different days come first");
            Err(format!("{so_far} so far. {first}: try again, or choose another state."))
        }
        _ => Ok(()),
    }
}

/// Why the stretch of work ends when its referral comes to this end, as a code of the close reasons.
pub fn closes_as(state: &str, reason: &str) -> &'static str {
    match state {
        "closed" => {
            CLOSE_REASON.terms.iter().find(|term| reason == term.code).map_or("other", |term| term.code)
        }
        "unable_to_contact" => "lost_contact",
        "inappropriate" => "inappropriate",
        "redirected" => "referred_on",
        _ => "person_ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_state_is_in_the_table_once_and_every_move_leads_to_a_state() {
        let states: Vec<&str> = REFERRAL_STATE.terms.iter().map(|term| term.code).collect();
        assert_eq!(MOVES.iter().map(|(state, _)| *state).collect::<Vec<_>>(), states);
        assert!(MOVES.iter().flat_map(|(_, to)| *to).all(|state| states.contains(state)));
    }

    #[test]
    fn every_state_can_be_reached_and_none_is_a_dead_end() {
        for (start, _) in MOVES {
            let mut reached = BTreeSet::from([*start]);
            let mut front = vec![*start];
            while let Some(state) = front.pop() {
                front.extend(moves(state).iter().filter(|next| reached.insert(**next)));
            }
            assert_eq!(reached.len(), MOVES.len(), "from {start}");
        }
    }

    #[test]
    fn every_end_needs_a_reason_and_nothing_else_does() {
        for (state, _) in MOVES {
            assert_eq!(why(state) == Why::Nothing, is_open(state), "{state}");
        }
    }

    #[test]
    fn a_wrong_move_says_what_can_be_done() {
        let said = |from, to, reason, tries| check(from, to, reason, tries, TRIES).unwrap_err();
        assert_eq!(
            said("closed", "declined", "not_now", 0),
            "A referral that is closed cannot become declined at once. It can become: received, offered, accepted."
        );
        assert_eq!(said("accepted", "closed", "", 0), "Say why it is closed.");
        assert_eq!(said("received", "redirected", "", 0), "Say to whom it was passed on.");
        assert_eq!(
            said("received", "unable_to_contact", "", 1),
            "There was 1 try so far. 3 tries on different days come first: try again, or choose another state."
        );
        assert_eq!(check("received", "unable_to_contact", "", 3, TRIES), Ok(()));
    }

    proptest! {
        #[test]
        fn any_walk_of_allowed_moves_can_go_on_and_ends_only_with_a_reason(
            choices in proptest::collection::vec((0usize..9, any::<bool>(), 0i64..5), 1..40)
        ) {
            let mut state = "received";
            for (at, says_why, tries) in choices {
                let to = moves(state)[at % moves(state).len()];
                let reason = if says_why { "other" } else { "" };
                match check(state, to, reason, tries, TRIES) {
                    Ok(()) => {
                        let said = says_why || is_open(to) || (why(to) == Why::Tries && tries >= TRIES);
                        prop_assert!(said, "{} to {}", state, to);
                        state = to;
                    }
                    Err(sentence) => prop_assert!(sentence.ends_with('.')),
                }
                prop_assert!(!moves(state).is_empty());
            }
        }
    }
}
