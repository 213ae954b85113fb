//! What a letter must not leave out, whatever template the team gives it.

use crate::report::letter::Kind;

/// What stands for these when a template is tried, so that it is seen whether they were written.
pub const NAME: &str = "the-name-of-the-person";
/// What they like to be called.
pub const CALLED: &str = "what-the-person-is-called";
/// Their NHS number.
pub const NUMBER: &str = "the-number-of-the-person";
/// What the GP is asked to do.
pub const ACTION: &str = "what-the-gp-is-asked-to-do";

/// Something that a template leaves out.
pub struct LeftOut {
    /// The name that is missing.
    pub name: &'static str,
    /// What would come of it.
    pub so: &'static str,
    /// What to write.
    pub hint: &'static str,
}

/// What a letter that was written with everything there leaves out.
pub fn left_out(kind: Kind, written: &str) -> Option<LeftOut> {
    if kind == Kind::Gp && !written.contains(ACTION) {
        return Some(LeftOut {
            name: "actions",
            so: "what the GP is asked to do would be lost",
            hint: "Write at the top: {% for action in actions %}- {{ action }}, a line for it, and {% endfor %}.",
        });
    }
    let whom: &[&str] = match kind {
        Kind::Gp => &[NAME, NUMBER],
        Kind::Referrer => &[NAME],
        Kind::Plan => &[NAME, CALLED],
    };
    (!whom.iter().any(|word| written.contains(word))).then_some(LeftOut {
        name: "person.name",
        so: "nobody could say whom the letter is about",
        hint: "Write {{ person.name }} where the letter says whom it is about.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_whom_it_is_about_and_what_the_gp_is_asked_to_do() {
        let name = |kind, written: &str| left_out(kind, written).map(|one| one.name);
        assert_eq!(name(Kind::Gp, "hello"), Some("actions"));
        assert_eq!(name(Kind::Gp, ACTION), Some("person.name"));
        assert_eq!(name(Kind::Gp, &format!("{ACTION} {NUMBER}")), None);
        assert_eq!(name(Kind::Referrer, "hello"), Some("person.name"));
        assert_eq!((name(Kind::Referrer, NAME), name(Kind::Plan, CALLED)), (None, None));
    }
}
