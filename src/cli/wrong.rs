//! A command line that was not understood, and every other fault, as people and scripts read it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::json::{self, Item};
use super::output::{Format, Out};
use crate::fault::Fault;

/// Says a fault on standard error and gives the exit status.
pub fn told(out: &mut Out, fault: &Fault) -> u8 {
    if out.format == Format::Json {
        let error = Item::new()
            .with("kind", fault.kind.word())
            .with("message", fault.message.as_str())
            .with("hint", fault.hint.as_str());
        let whole = Item::new().with("version", 1).item("error", error);
        out.warn(&json::written(&whole).unwrap_or_default());
    } else {
        out.warn(&fault.to_string());
    }
    fault.kind.status()
}

/// The fault of words that are not a command: what is wrong, and the nearest right word.
pub fn usage(error: &clap::Error) -> Fault {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let meant = |kind| text(kind).map(|word| format!("Did you mean {word}?"));
    let argument = text(ContextKind::InvalidArg).unwrap_or_default().replace(['<', '>'], "");
    let fault = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let hint = meant(ContextKind::SuggestedSubcommand);
            Fault::usage(format!("There is no command {word}.")).hint(hint.unwrap_or_default())
        }
        ErrorKind::UnknownArgument => {
            let hint = meant(ContextKind::SuggestedArg);
            Fault::usage(format!("{argument} is not understood here.")).hint(hint.unwrap_or_default())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(&argument, &text),
        ErrorKind::MissingRequiredArgument => Fault::usage(format!("{argument} is missing.")),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg).unwrap_or_default();
            Fault::usage(format!("{argument} and {other} cannot be used together."))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Fault::usage(format!("{argument} has the wrong number of values."))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Fault::usage("Say which one.")
        }
        ErrorKind::InvalidUtf8 => Fault::usage("The command line is not UTF-8 text."),
        _ => Fault::usage(first_line(&error.to_string())),
    };
    if !fault.hint.is_empty() {
        return fault;
    }
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let usage = usage.lines().next().and_then(|line| line.strip_prefix("Usage: ")).unwrap_or("kith --help");
    fault.hint(format!("It is used like this: {usage}"))
}

fn value(argument: &str, text: &impl Fn(ContextKind) -> Option<String>) -> Fault {
    let given = text(ContextKind::InvalidValue).unwrap_or_default();
    if given.is_empty() {
        return Fault::usage(format!("{argument} needs a value."));
    }
    // Where only a hyphen may stand, a word is one that has no place.
    if argument == "[-]" {
        return Fault::usage(format!("{given} is not understood here."));
    }
    let fault = Fault::usage(format!("{given} is not known for {argument}."));
    if let Some(near) = text(ContextKind::SuggestedValue) {
        return fault.hint(format!("Did you mean {near}?"));
    }
    match text(ContextKind::ValidValue) {
        Some(values) => fault.hint(format!("It can be: {values}.")),
        None => fault,
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
