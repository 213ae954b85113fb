//! Questions at the terminal, a line each, and what comes in on standard input.
//!
//! Questions go to standard error and answers come from standard input, so that the data of a command can be sent to a
//! file while it asks.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use crate::domain::clean::Clean;
use crate::domain::field::{Field, Kind};
use crate::fault::{self, Fault};

/// The longest text taken from standard input, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Whoever sits at the terminal, if anybody does.
#[derive(Clone, Copy, Debug)]
pub struct Prompt {
    /// Somebody can be asked: standard input and standard error are a terminal.
    pub present: bool,
    /// Every yes-or-no question is answered with yes.
    pub yes: bool,
}

impl Prompt {
    /// Looks whether somebody can be asked.
    pub fn new(yes: bool) -> Self {
        Self { present: io::stdin().is_terminal() && io::stderr().is_terminal(), yes }
    }

    /// Asks for a line; `None` where Enter alone was pressed.
    pub fn line(self, question: &str) -> Result<Option<String>, Fault> {
        self.expect_somebody()?;
        let mut errors = io::stderr();
        let _told = write!(errors, "{} ", Clean::line(question));
        let _told = errors.flush();
        let mut line = String::new();
        let read = io::stdin().lock().take(LONGEST).read_line(&mut line).map_err(unreadable)?;
        if read == 0 {
            let _told = writeln!(errors);
            return Err(Fault::failed("Stopped. Nothing was changed."));
        }
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }

    /// Asks for lines until one that has only a full stop, or the end of the input.
    pub fn lines(self, question: &str) -> Result<Option<String>, Fault> {
        self.expect_somebody()?;
        let mut errors = io::stderr();
        let _told =
            writeln!(errors, "{} Finish with a line that has only a full stop.", Clean::line(question));
        let mut text = String::new();
        for line in io::stdin().lock().lines() {
            let line = line.map_err(unreadable)?;
            if line.trim() == "." || text.len() > 100_000 {
                break;
            }
            text.push_str(&line);
            text.push('\n');
        }
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn expect_somebody(self) -> Result<(), Fault> {
        if self.present { Ok(()) } else { Err(Fault::usage("There is no terminal to ask at.")) }
    }

    /// Asks yes or no; Enter alone is no. `--yes` answers it; without a terminal it is a fault with status 6.
    pub fn sure(self, question: &str) -> Result<bool, Fault> {
        if self.yes {
            return Ok(true);
        }
        if !self.present {
            return Err(Fault::new(fault::Kind::NeedsYes, question)
                .hint("There is no terminal to ask at. If you are sure, say --yes."));
        }
        loop {
            match self
                .line(&format!("{question} Yes or no. [no]"))?
                .unwrap_or_default()
                .to_lowercase()
                .as_str()
            {
                "y" | "yes" => return Ok(true),
                "" | "n" | "no" => return Ok(false),
                _ => {}
            }
        }
    }

    /// Asks for the text of a field, showing its choices, hint and default.
    pub fn field(self, field: &Field, default: &str) -> Result<Option<String>, Fault> {
        let mut question = field.label.to_owned();
        if let Kind::One(vocabulary) | Kind::Several(vocabulary) = field.kind {
            let mut errors = io::stderr();
            for (number, term) in vocabulary.terms.iter().enumerate() {
                let _told = writeln!(errors, "  {:>2} {}", number + 1, term.label);
            }
        } else if !field.hint.is_empty() {
            question = format!("{question}. {}", field.hint);
        }
        if !default.is_empty() {
            let shown = match field.kind {
                Kind::One(vocabulary) => vocabulary.label(default),
                _ => default,
            };
            question = format!("{question} [{shown}]");
        } else if !field.required {
            question = format!("{question} (optional)");
        }
        if matches!(field.kind, Kind::Story) {
            return self.lines(&question);
        }
        Ok(self.line(&format!("{question}:"))?.map(|answer| chosen(field, &answer)))
    }
}

/// The words of an answer that picks by number from the list that was shown.
fn chosen(field: &Field, answer: &str) -> String {
    let (Kind::One(vocabulary) | Kind::Several(vocabulary)) = field.kind else { return answer.to_owned() };
    let parts = answer.split([',', ' ']).filter(|part| !part.is_empty());
    let codes: Option<Vec<&str>> = parts
        .map(|part| {
            let number: usize = part.parse().ok()?;
            vocabulary.terms.get(number.checked_sub(1)?).map(|term| term.code)
        })
        .collect();
    codes.filter(|codes| !codes.is_empty()).map_or_else(|| answer.to_owned(), |codes| codes.join(" "))
}

/// Everything on standard input, as UTF-8 text.
pub fn standard_input() -> Result<String, Fault> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(Fault::failed(
            "There is more than 1 MiB on standard input. For long lists use kith import.",
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Fault::failed("What came in on standard input is not UTF-8 text."))?;
    // Some programs put a mark before a text to say that it is UTF-8.
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// Whether standard input is a terminal.
pub fn input_is_a_terminal() -> bool {
    io::stdin().is_terminal()
}

#[expect(clippy::needless_pass_by_value, reason = "it is the argument of map_err")]
fn unreadable(error: io::Error) -> Fault {
    Fault::failed(format!("Standard input could not be read: {error}."))
}
