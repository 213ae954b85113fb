//! What goes wrong at the edges: a sentence, what to do next, and the documented exit status.

use std::fmt;

/// The kinds of fault; each has one exit status, listed in `docs/cli.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It did not work (status 1).
    Failed,
    /// The command was used in a wrong way (status 2).
    Usage,
    /// The thing that was named does not exist, or a search met nothing (status 3).
    Missing,
    /// Done in part: some rows were refused, or all were set aside (status 4).
    Partial,
    /// Somebody else is saving, or the file is locked (status 5).
    Busy,
    /// A yes is needed and there is no terminal to ask at (status 6).
    NeedsYes,
    /// The file was made by another version of kith (status 7).
    Version,
    /// A signal ended the work (status 128 + its number).
    Signal(u8),
}

impl Kind {
    /// The exit status of the process.
    pub fn status(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Missing => 3,
            Self::Partial => 4,
            Self::Busy => 5,
            Self::NeedsYes => 6,
            Self::Version => 7,
            Self::Signal(n) => 128u8.saturating_add(n),
        }
    }

    /// The word for it in `--json` errors.
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::Missing => "missing",
            Self::Partial => "partial",
            Self::Busy => "busy",
            Self::NeedsYes => "needs_yes",
            Self::Version => "version",
            Self::Signal(_) => "signal",
        }
    }
}

/// The number of SIGHUP: the line to the terminal was dropped.
pub const HANG_UP: u8 = 1;

/// A fault as a person meets it: what happened, and what to do next. Never holds personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Decides the exit status.
    pub kind: Kind,
    /// What happened, one plain sentence.
    pub message: String,
    /// What to do next, one plain sentence; empty where there is nothing to do.
    pub hint: String,
}

impl Fault {
    /// A fault of the kind with its sentence.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: String::new() }
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// It did not work.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(Kind::Failed, message)
    }

    /// The command was used in a wrong way.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// What was named does not exist.
    pub fn missing(message: impl Into<String>) -> Self {
        Self::new(Kind::Missing, message)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n{}", self.hint) }
    }
}

impl std::error::Error for Fault {}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::failed(format!("The system said: {error}."))
    }
}
