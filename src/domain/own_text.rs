//! A text a team puts in the place of one of kith's: a template of a letter, the table of codes.

/// A text of the team, with the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// What it replaces: `gp`, `codes`.
    pub name: String,
    /// The file, for sentences.
    pub file: String,
    /// The text.
    pub text: String,
}
