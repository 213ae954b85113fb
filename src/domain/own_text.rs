//! A text a team keeps beside its settings: a template of a letter or the table of codes in the place of kith's, the wording
//! of instruments, who lives there, what services cost.

/// A text of the team, with the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// What it is: `gp`, `codes`, `population`.
    pub name: String,
    /// The file, for sentences.
    pub file: String,
    /// The text.
    pub text: String,
    /// Why it cannot be read, in a sentence that names the file; nothing where it can. Then the text is empty.
    pub unread: Option<String>,
}
