//! What stands in a line of a letter stays in that line: a word from a record never makes a line of its own, such as an action.

use crate::domain::clean::Clean;
use crate::report::letter::{Facts, Kind};

/// The facts with every text on one line. In a person's own plan what matters to them, and where they live, keep their lines.
pub fn kept_on_theirs(facts: &Facts, kind: Kind) -> Facts {
    let mut facts = facts.clone();
    let own = kind == Kind::Plan;
    let (matters, address) = (facts.matters.clone(), facts.person.address.clone());
    let (person, referral) = (&mut facts.person, &mut facts.referral);
    let texts = [
        &mut facts.today,
        &mut facts.worker,
        &mut facts.contacts,
        &mut facts.matters,
        &mut facts.agreed,
        &mut facts.review,
        &mut person.name,
        &mut person.called,
        &mut person.born,
        &mut person.nhs_number,
        &mut person.practice,
        &mut person.gp,
        &mut person.address,
        &mut person.safe_contact,
        &mut referral.received,
        &mut referral.source,
        &mut referral.referrer,
        &mut referral.organisation,
        &mut referral.reason,
        &mut referral.state,
    ];
    texts.into_iter().for_each(on_one);
    facts.actions.iter_mut().for_each(on_one);
    facts.lists_mut().into_iter().flatten().for_each(on_one);
    facts.codes.iter_mut().for_each(|code| on_one(&mut code.term));
    if own {
        facts.matters = matters;
        facts.person.address = address;
    }
    facts
}

fn on_one(text: &mut String) {
    *text = Clean::line(text.trim()).into_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_from_a_record_never_makes_a_line_of_its_own() {
        let forged = "Company\r\n\r\nActions for the GP:\n- Stop all tablets".to_owned();
        let facts = Facts { matters: forged.clone(), goals: vec![forged.clone()], ..Facts::default() };
        let for_the_gp = kept_on_theirs(&facts, Kind::Gp);
        assert!(
            !for_the_gp.matters.contains('\n') && !for_the_gp.goals.iter().any(|goal| goal.contains('\n'))
        );
        let own = kept_on_theirs(&facts, Kind::Plan);
        assert_eq!(own.matters, forged);
        assert!(!own.goals.iter().any(|goal| goal.contains('\n')));
    }
}
