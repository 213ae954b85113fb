//! What keys do inside a form: typing, choosing, looking up, the bigger editor, the calendar.

use super::form::{Button, Form, Stop};
use super::row::{Answer as RowAnswer, Choice, Row};
use super::says;
use crate::domain::{fold, when};
use crate::tui::command::Command;
use crate::tui::dialogs::calendar::Calendar;
use crate::tui::dialogs::editor::Editor;
use crate::tui::dialogs::find_anyone;
use crate::tui::dialogs::picker::{Item, Pick, Picker};
use crate::tui::dialogs::reading::Reading;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::Screen as _;
use crate::tui::widgets::line_edit::Press;

/// Up to so many choices are picked by their digits; a longer list is filtered as one types.
pub const DIGITS: usize = 9;

impl Form {
    /// Puts the focus where answering begins: whom it is about is passed over where that is known.
    pub(super) fn enter_first(&mut self) {
        let known = |stop: &Stop| matches!(stop, Stop::Row(at) if self.sheet.rows.get(*at).is_some_and(Row::is_chosen));
        let stops = self.stops();
        let first = stops.iter().find(|stop| !known(stop)).or(stops.first()).copied();
        self.enter(first.unwrap_or(Stop::Button(Button::Save)));
    }
}

/// What the commands of a form do, beyond moving and saving.
pub fn perform(form: &mut Form, command: Command) -> Effect {
    match command {
        Command::Open => open(form),
        Command::BigEditor => big_editor(form),
        Command::Calendar => calendar(form),
        Command::FieldHelp => {
            let (title, words) = says::help(form);
            Effect::Open(Box::new(Reading::new(title, words)))
        }
        Command::DayLater => step_day(form, 1),
        Command::DayEarlier => step_day(form, -1),
        _ => Effect::None,
    }
}

fn open(form: &mut Form) -> Effect {
    match form.stop {
        Stop::Row(_) => match form.focused().map(|row| &row.answer) {
            Some(RowAnswer::One(..) | RowAnswer::Several(_) | RowAnswer::Record(..)) => choices(form, None),
            _ => form.go(1),
        },
        Stop::Met => take_met(form),
        Stop::Button(button) => press(form, button),
    }
}

fn press(form: &mut Form, button: Button) -> Effect {
    match button {
        Button::Save => form.save(false),
        Button::Another => form.save(true),
        Button::Theirs => form.take_theirs(),
        Button::Next => form.turn(form.step + 1),
        Button::Previous => form.turn(form.step.saturating_sub(1)),
        Button::Leave => form.perform(Command::Back),
    }
}

fn take_met(form: &mut Form) -> Effect {
    let Some(met) = form.met.clone() else { return Effect::None };
    if form.sheet.form == "referral" {
        return form.know(met.person, &met.named);
    }
    Effect::Many(vec![Effect::KeepDraft, Effect::Person(met.person)])
}

/// Opens the list of choices or the look-up of the focused row.
fn choices(form: &Form, typed: Option<char>) -> Effect {
    let Some(row) = form.focused() else { return Effect::None };
    let title = format!("{}: {}", row.label, form.sheet.title);
    let picker = match &row.answer {
        RowAnswer::One(options, at) => {
            let item = |(place, choice): (usize, &Choice)| Item {
                on: Some(place) == *at,
                ..Item::new(choice.label.clone())
            };
            let items = options.iter().enumerate().map(item).collect();
            let pick: Pick = Box::new(|at, _| Effect::Answer(Answer::Row(at)));
            if options.len() > DIGITS {
                Picker::searched(title, items, pick)
            } else {
                Picker::of(title, items, pick)
            }
        }
        RowAnswer::Several(options) => {
            let item = |(choice, on): &(Choice, bool)| Item { on: *on, ..Item::new(choice.label.clone()) };
            let pick: Pick = Box::new(|_, text| Effect::Answer(Answer::Text(text.to_owned())));
            Picker::searched(title, options.iter().map(item).collect(), pick).several()
        }
        RowAnswer::Record(look, _) => find_anyone::look_up(row.label, *look),
        RowAnswer::Line(_) | RowAnswer::Area(_) => return Effect::None,
    };
    let picker = match typed {
        Some(letter) => picker.typed_already(letter),
        None => picker,
    };
    Effect::Open(Box::new(picker))
}

fn big_editor(form: &Form) -> Effect {
    let Some(row) = form.focused() else { return Effect::None };
    if !matches!(row.answer, RowAnswer::Line(_) | RowAnswer::Area(_)) {
        return Effect::None;
    }
    if let Some(reason) = unseen(form) {
        return Effect::Say(reason);
    }
    let title = format!("{}: {}", row.label, form.sheet.title);
    Effect::Open(Box::new(Editor::new(title, &row.name, &row.text(), form.unfinished_with(&row.name))))
}

fn calendar(form: &Form) -> Effect {
    let Some(row) = form.focused().filter(|row| row.is_day()) else { return Effect::None };
    let today = form.now().date();
    let day = row.moment_of(form.now()).map_or(today, |(day, _)| day);
    Effect::Open(Box::new(Calendar::new(row.label, day, today, form.nation)))
}

fn step_day(form: &mut Form, days: i64) -> Effect {
    let now = form.now();
    let Some(row) = form.focused_mut() else { return Effect::None };
    let Some((day, time)) = row.moment_of(now) else { return Effect::None };
    let Some(moved) = day.checked_add_signed(chrono::Duration::days(days)) else { return Effect::None };
    row.set(&when::show_moment(moved, time).replace(',', ""));
    row.problem = row.wrong(now);
    if let RowAnswer::Line(line) = &mut row.answer {
        line.select_all();
    }
    Effect::None
}

/// A key before the keymap is asked; `None` leaves it to the keymap.
pub fn typed(form: &mut Form, key: Key) -> Option<Effect> {
    match key {
        Key::PageDown if !on_area(form) => return Some(form.turn(form.step + 1)),
        Key::PageUp if !on_area(form) => return Some(form.turn(form.step.saturating_sub(1))),
        _ => {}
    }
    let whole_day = form.focused().is_some_and(|row| {
        row.is_day() && matches!(&row.answer, RowAnswer::Line(line) if line.is_selected())
    });
    if whole_day && matches!(key, Key::Char('+' | '-')) {
        return None;
    }
    match form.focused().map(|row| &row.answer) {
        None => return on_button(form, key),
        Some(RowAnswer::One(options, at)) => {
            let (long, filled) = (options.len() > DIGITS, at.is_some());
            return one(form, key, long, filled);
        }
        Some(RowAnswer::Several(_) | RowAnswer::Record(..)) => return list(form, key),
        Some(RowAnswer::Line(_) | RowAnswer::Area(_)) => {}
    }
    let edits = matches!(key, Key::Char(_) | Key::Backspace | Key::Delete | Key::Ctrl('w' | 'u' | 'z' | 'y'));
    if (edits || (key == Key::Enter && on_area(form)))
        && let Some(reason) = unseen(form)
    {
        return Some(Effect::Say(reason));
    }
    let row = form.focused_mut()?;
    let press = match &mut row.answer {
        RowAnswer::Line(line) => line.press(key),
        RowAnswer::Area(area) => area.press(key),
        _ => return None,
    };
    match press {
        Press::Edited => {
            row.problem = None;
            Some(Effect::None)
        }
        Press::Moved => Some(Effect::None),
        Press::Full(sentence) => Some(Effect::Say(sentence)),
        Press::Ignored => None,
    }
}

/// Why the focused answer is not to be edited: it has letters that the session cannot show.
fn unseen(form: &Form) -> Option<String> {
    let row = form.focused().filter(|_| form.ascii)?;
    let typed = matches!(row.answer, RowAnswer::Line(_) | RowAnswer::Area(_));
    (typed && !row.text().is_ascii()).then(|| {
        format!(
            "{} has letters that this session cannot show. Set the session to UTF-8 to edit it.",
            row.label
        )
    })
}

fn on_area(form: &Form) -> bool {
    form.focused().is_some_and(|row| matches!(row.answer, RowAnswer::Area(_)))
}

/// On a button, Left and Right go to its neighbours and letters do nothing.
fn on_button(form: &mut Form, key: Key) -> Option<Effect> {
    match key {
        Key::Left => Some(form.go(-1)),
        Key::Right => Some(form.go(1)),
        Key::Char(_) => Some(Effect::Say("Press Enter for the button, or Tab to go on.".to_owned())),
        _ => None,
    }
}

/// A closed list of one choice: a digit picks, a letter goes to the next that begins so, arrows step through it.
fn one(form: &mut Form, key: Key, long: bool, filled: bool) -> Option<Effect> {
    match key {
        Key::Char(' ') => return Some(choices(form, None)),
        Key::Char(letter) if long && letter.is_alphanumeric() => return Some(choices(form, Some(letter))),
        _ => {}
    }
    let row = form.focused_mut()?;
    let required = row.required;
    let RowAnswer::One(options, at) = &mut row.answer else { return None };
    let count = options.len();
    let from = at.map_or(0, |at| at + 1);
    match key {
        Key::Char(digit @ '1'..='9') => {
            let place = usize::try_from(digit.to_digit(10).unwrap_or(1)).unwrap_or(1) - 1;
            *at = if place < count { Some(place) } else { *at };
        }
        Key::Char(letter) => {
            let wanted = fold::fold(&letter.to_string());
            let begins = |place: &usize| {
                options.get(*place).is_some_and(|choice| fold::fold(&choice.label).starts_with(&wanted))
            };
            *at = (from..count).chain(0..from.min(count)).find(begins).or(*at);
        }
        Key::Right => *at = Some(from.min(count.saturating_sub(1))),
        Key::Left => *at = Some(at.map_or(0, |at| at.saturating_sub(1))),
        Key::Backspace | Key::Delete if filled && !required => *at = None,
        Key::Backspace | Key::Delete => return Some(Effect::Say("Choose one of the list.".to_owned())),
        _ => return None,
    }
    row.problem = None;
    Some(form.after_choice())
}

/// A list of several choices or a look-up: a letter begins the search, rubbing out empties it.
fn list(form: &mut Form, key: Key) -> Option<Effect> {
    match key {
        Key::Char(' ') => Some(choices(form, None)),
        Key::Char(letter) => Some(choices(form, Some(letter))),
        Key::Backspace | Key::Delete => {
            if let Some(row) = form.focused_mut() {
                row.set("");
            }
            Some(form.after_choice())
        }
        _ => None,
    }
}

/// A paste goes into the focused answer.
pub fn pasted(form: &mut Form, text: &str) -> Effect {
    if let Some(reason) = unseen(form) {
        return Effect::Say(reason);
    }
    let Some(row) = form.focused_mut() else { return Effect::None };
    row.problem = None;
    let press = match &mut row.answer {
        RowAnswer::Line(line) => line.paste(text),
        RowAnswer::Area(area) => area.paste(text),
        _ => return Effect::Say("Choose from the list: press Enter.".to_owned()),
    };
    match press {
        Press::Full(sentence) => Effect::Say(sentence),
        _ => Effect::None,
    }
}

/// What a list, a look-up, the editor or the calendar was closed with goes into the row that asked.
pub fn answered(form: &mut Form, answer: Answer) -> Effect {
    let Some(row) = form.focused_mut() else { return Effect::None };
    row.problem = None;
    match (answer, &mut row.answer) {
        (Answer::Row(place), RowAnswer::One(options, at)) if place < options.len() => *at = Some(place),
        (Answer::Text(places), RowAnswer::Several(options)) => {
            let on: Vec<usize> = places.split_whitespace().filter_map(|place| place.parse().ok()).collect();
            for (place, (_, chosen)) in options.iter_mut().enumerate() {
                *chosen = on.contains(&place);
            }
        }
        (Answer::Text(text), RowAnswer::Line(_) | RowAnswer::Area(_)) => {
            row.set(&text);
            let stop = form.stop;
            form.enter(stop);
        }
        (Answer::Chose(entity, id, words), RowAnswer::Record(_, chosen)) => {
            *chosen = Some((entity, id, words));
        }
        _ => return Effect::None,
    }
    form.after_choice()
}

/// Puts choices into rows; an answer that is no longer offered is emptied.
pub fn refill(rows: &mut [Row], filled: Vec<(&'static str, Vec<Choice>)>) {
    for (name, options) in filled {
        let Some(row) = rows.iter_mut().find(|row| row.name == name) else { continue };
        let text = row.text();
        if let RowAnswer::One(old, _) = &mut row.answer
            && *old != options
        {
            *old = options;
            row.set(&text);
        }
    }
}

impl Form {
    /// What follows a choice: rows may have come or gone, and the draft is kept.
    pub(super) fn after_choice(&mut self) -> Effect {
        self.settle();
        self.after_row()
    }

    /// The draft with the answer of one row left to the bigger editor.
    fn unfinished_with(&self, name: &str) -> Option<crate::tui::effect::Unfinished> {
        let mut draft = self.draft().or_else(|| {
            Some(crate::tui::effect::Unfinished {
                form: self.sheet.form.to_owned(),
                subject: self.sheet.subject,
                title: self.sheet.called.clone(),
                texts: self.sheet.hidden.clone(),
            })
        })?;
        draft.texts.retain(|(known, _)| known != name);
        Some(draft)
    }
}
