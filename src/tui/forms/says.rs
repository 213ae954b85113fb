//! What a form says: the status sentence of the focused answer, help about it, why a command makes no sense here.

use super::doors::DIGITS;
use super::form::{Form, Stop};
use super::row::{Answer, Reads, Row};
use crate::domain::field::Kind;
use crate::tui::command::Command;

/// The status sentence.
pub fn status(form: &Form) -> String {
    let title = if form.fresh { format!("{}. ", upper_first(&form.sheet.called)) } else { String::new() };
    match form.stop {
        Stop::Row(_) => form.focused().map_or(title.clone(), |row| format!("{title}{}", field(form, row))),
        Stop::Met => form
            .met
            .as_ref()
            .map_or_else(String::new, |met| format!("{} Enter: {}.", met.sentence, met.button)),
        Stop::Button(button) => format!("Button: {}. Press Enter. Tab goes on.", button.label()),
    }
}

fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn field(form: &Form, row: &Row) -> String {
    if let Some(problem) = &row.problem {
        return wrong(row.label, problem);
    }
    let page = form.page();
    let place = page.iter().position(|at| Stop::Row(*at) == form.stop).unwrap_or(0) + 1;
    let shown = row.shown();
    let optional = if row.required || row.one_of { "" } else { ", optional" };
    let value = match &row.answer {
        Answer::Area(area) => format!(" {} letters. Up and Down move by line here.", area.length()),
        Answer::One(options, _) => format!(" {}.{}", known(&shown), ways(options.len())),
        Answer::Several(_) => format!(" {}. Enter to choose.", known(&shown)),
        Answer::Record(..) => format!(" {}. Enter to look for them.", known(&shown)),
        Answer::Line(_) => {
            let echo = row.echo(form.now(), form.nation).map(|echo| echo.replace("= ", ""));
            let value = echo.unwrap_or(shown);
            if value.is_empty() { String::new() } else { format!(" {}.", value.trim_end_matches('.')) }
        }
    };
    let hint =
        if row.text().is_empty() && !row.hint.is_empty() { format!(" {}", row.hint) } else { String::new() };
    format!("Field {place} of {}: {}{optional}.{value}{hint}", page.len(), row.label)
}

/// What is wrong with a row: its label comes first, unless the sentence names it itself.
pub fn wrong(label: &str, reason: &str) -> String {
    if reason.starts_with(label) { reason.to_owned() } else { format!("{label}: {reason}") }
}

fn known(shown: &str) -> &str {
    if shown.is_empty() { "Nothing chosen" } else { shown }
}

fn ways(count: usize) -> String {
    if count > DIGITS {
        " Enter to choose.".to_owned()
    } else {
        format!(" Enter for the list, or 1 to {count}.")
    }
}

/// Help about the focused answer: its title and its lines.
pub fn help(form: &Form) -> (String, String) {
    let Some(row) = form.focused() else {
        return (
            "Help: this form".to_owned(),
            "Tab goes to the next answer and Shift+Tab to the one before.\nCtrl+S saves from anywhere.\n\
             Esc leaves: what you typed is not lost, you are asked first."
                .to_owned(),
        );
    };
    let mut lines = Vec::new();
    if !row.hint.is_empty() {
        lines.push(row.hint.to_string());
    }
    lines.push(if row.required { "It is needed to save." } else { "You can leave it empty." }.to_owned());
    lines.push(kind_help(row).to_owned());
    if let Answer::One(options, _) = &row.answer {
        let labels: Vec<&str> = options.iter().map(|choice| choice.label.as_str()).collect();
        lines.push(format!("Choices: {}.", labels.join(", ")));
    }
    lines.push(
        "Everywhere in the form: Tab next, Shift+Tab back, Ctrl+S save, Ctrl+Z and Ctrl+Y undo and redo typing, \
         Ctrl+W rubs out a word, Ctrl+U rubs out to the start, Esc leaves and asks first."
            .to_owned(),
    );
    (format!("Help: {}", row.label), lines.join("\n\n"))
}

fn kind_help(row: &Row) -> &'static str {
    match (&row.answer, row.reads) {
        (Answer::Area(_), _) => {
            "Type as many lines as you like. Enter begins a new line. Ctrl+E gives more room."
        }
        (Answer::One(..), _) => {
            "Press Enter for the list, or the digit or first letter of your choice. Backspace empties it."
        }
        (Answer::Several(_), _) => {
            "Press Enter for the list. Space switches a row on or off, typing finds a row, Enter is done."
        }
        (Answer::Record(..), _) => "Press Enter or begin to type a name. Backspace empties it.",
        (_, Reads::PastMoment) => {
            "Type a day, with a time if you like: today 9.10am, yesterday, fri 2pm, 3 mar. The line below shows how it \
             was read. Ctrl+D opens a month. + and - change the day while it is selected."
        }
        (_, Reads::ComingMoment) => {
            "Type a day, with a time if you like: tomorrow, fri 2pm, tue week, 2 weeks, 10 mar. The line below shows how \
             it was read. Ctrl+D opens a month. + and - change the day while it is selected."
        }
        (_, Reads::Field(field)) => match field.kind {
            Kind::PastDay | Kind::ComingDay => {
                "Type a day: today, yesterday, fri, 3 mar, 3/3/2026, 2 weeks. The line below shows how it was read. Ctrl+D \
                 opens a month."
            }
            Kind::BirthDay => "Type day, month and the whole year: 14 7 1945 or 14 Jul 1945.",
            Kind::Time => "Type a time: 9.10am, 14:00, 2pm.",
            Kind::NhsNumber => "Ten digits, with or without spaces. The last digit is checked.",
            Kind::Postcode => "A UK postcode, with or without its space.",
            Kind::Phone => "A telephone number. Words after it are kept, such as daughter.",
            Kind::Email => "An e-mail address with one @ sign.",
            Kind::Recurrence => {
                "Type how often it comes again: weekly, every 2 weeks, monthly. Empty is once."
            }
            Kind::Count(_) => "A whole number.",
            _ => "One line of text.",
        },
        (_, Reads::Item(_)) => "A number of its range, or a hyphen where it is left out.",
        (_, Reads::AsIs) => "One line of text.",
    }
}

/// Why a command makes no sense on the focused answer.
pub fn refuses(form: &Form, command: Command) -> Option<String> {
    let row = form.focused();
    match command {
        Command::Calendar if !row.is_some_and(Row::is_day) => {
            Some("The calendar is for dates. Go to a date first.".to_owned())
        }
        Command::BigEditor
            if !row.is_some_and(|row| matches!(row.answer, Answer::Line(_) | Answer::Area(_))) =>
        {
            Some("The bigger editor is for answers that are typed.".to_owned())
        }
        Command::SaveAndAnother if form.sheet.another.is_none() => {
            Some("This form is saved one at a time. Press Ctrl+S.".to_owned())
        }
        _ => None,
    }
}
