//! The screens, started from the command line: `kith` with no command, and `kith demo`.

use std::time::Duration;

use super::desk::Desk;
use super::options::Color;
use super::prompt;
use crate::fault::Fault;
use crate::store::{Actor, Store, Via};
use crate::tui::charset::{Charset, Lines};
use crate::tui::input::{escape_wait, over_ssh};
use crate::tui::probe::{self, Answers};
use crate::tui::run::{Launch, run};
use crate::tui::settings::Settings;
use crate::tui::theme::{Colour, Look};

/// Why the screens cannot be shown here; `None` where they can.
pub fn refused(desk: &Desk) -> Option<Fault> {
    let term = desk.environment.text("TERM").unwrap_or_default();
    let why = if !super::output::on_a_terminal() || !prompt::input_is_a_terminal() {
        "The screens need a terminal, and there is none here."
    } else if term.is_empty() || term == "dumb" {
        "The screens need a terminal that can move its cursor, and TERM says this one cannot."
    } else {
        return None;
    };
    Some(Fault::usage(format!("{why} For the same work a line at a time: kith plain")))
}

/// What of the settings the screens cannot do, a sentence each.
pub fn warnings(desk: &Desk) -> Vec<String> {
    Settings::of(&desk.config, |_| None).1
}

/// What is told of the terminal to a help desk: whether each thing is as it should be, and a sentence.
pub struct Told {
    /// A word for scripts.
    pub name: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// The sentence.
    pub text: String,
}

/// What this session is to the screens: colours, characters, keys, copying; and what the terminal answers when asked.
pub fn terminal(desk: &Desk) -> Vec<Told> {
    let variable = |name: &str| desk.environment.text(name).map(str::to_owned);
    let (settings, _) = Settings::of(&desk.config, variable);
    let fine = |name, text: String| Told { name, ok: true, text };
    let look = Look::choose(colour(desk), look(desk), variable);
    let wait = desk.config.number("keys", "esc_wait_ms").map(Duration::from_millis);
    let wait = wait.unwrap_or_else(|| escape_wait(settings.far));
    let mouse =
        if settings.mouse { "The mouse is listened to." } else { "The mouse is left to the terminal." };
    let mut told = vec![
        fine("colours", format!("Colours: the {} look.", look.word())),
        fine(
            "keys",
            format!("Keys: Esc waits {} ms for the rest of an arrow key. {mouse}", wait.as_millis()),
        ),
        fine(
            "copy",
            if settings.copies {
                "Copy: y puts a text on your clipboard.".to_owned()
            } else {
                "Copy: y shows a text to drag over with the mouse.".to_owned()
            },
        ),
    ];
    if super::output::on_a_terminal() && prompt::input_is_a_terminal() {
        told.extend(answered(Charset::choose(lines(desk), variable), probe::ask().unwrap_or_default()));
    }
    told
}

/// What the terminal's own answers say.
fn answered(session: Charset, answers: Answers) -> Vec<Told> {
    let Some(delay) = answers.delay else {
        let text = "The terminal does not answer questions, so its characters and its delay are not known.";
        return vec![Told { name: "characters", ok: true, text: text.to_owned() }];
    };
    let slow = delay > Duration::from_millis(400);
    let advice =
        if slow { " That is slow: lists move by half pages, and kith plain sends least." } else { "" };
    let (ok, characters) = match (answers.columns, session) {
        (Some(1), Charset::Utf8) => {
            (true, "Characters: the terminal shows UTF-8, and the session is set to it.")
        }
        (Some(1), Charset::Ascii) => (
            true,
            "Characters: the terminal shows UTF-8 but the session is not set to it, so kith uses plain lines. To set it: \
             export LANG=en_GB.UTF-8",
        ),
        (_, Charset::Utf8) => (
            false,
            "Characters: the session says UTF-8 and the terminal does not show it. In PuTTY: Window, Translation, UTF-8.",
        ),
        (_, Charset::Ascii) => (true, "Characters: plain ASCII on both sides."),
    };
    let paste = match answers.marks_pastes {
        Some(true) => "Paste: the terminal marks a paste as one.",
        Some(false) => "Paste: the terminal does not mark pastes; kith knows one by its speed.",
        None => "Paste: the terminal does not say whether it marks pastes; PuTTY does.",
    };
    vec![
        Told { name: "characters", ok, text: characters.to_owned() },
        Told {
            name: "delay",
            ok: true,
            text: format!("Delay: an answer took {} ms.{advice}", delay.as_millis()),
        },
        Told { name: "paste", ok: true, text: paste.to_owned() },
    ]
}

/// Names each key that is pressed, as kith understands it, until Enter.
pub fn listen(desk: &mut Desk) -> Result<(), Fault> {
    if let Some(fault) = refused(desk) {
        return Err(fault);
    }
    desk.out.say("Press any key to see how it is understood: F1, an arrow, Backspace. Enter ends it.");
    let far = over_ssh(|name: &str| desk.environment.text(name).map(str::to_owned));
    let out = &mut desk.out;
    probe::listen(escape_wait(far), |key| out.say(&format!("{key}\r")))
        .map_err(|error| Fault::failed(error.to_string()))
}

fn lines(desk: &Desk) -> Lines {
    let lines = Lines::parse(desk.config.value("screen", "lines")).unwrap_or_default();
    if desk.options.ascii { Lines::Ascii } else { lines }
}

fn look(desk: &Desk) -> Look {
    Look::parse(desk.config.value("screen", "theme")).unwrap_or_default()
}

fn colour(desk: &Desk) -> Colour {
    match desk.options.color {
        Color::Auto => Colour::Auto,
        Color::Always => Colour::Always,
        Color::Never => Colour::Never,
    }
}

/// Opens the screens on a caseload and comes back when the user leaves.
pub fn show(desk: &mut Desk, mut store: Store, said: Option<String>) -> Result<(), Fault> {
    let actor = store.actor().clone();
    store.set_actor(Actor { via: Via::Screen, ..actor });
    desk.out.flush()?;
    let variable = |name: &str| desk.environment.text(name).map(str::to_owned);
    let config = &desk.config;
    let wait = config.number("keys", "esc_wait_ms").map(Duration::from_millis);
    let (settings, warnings) = Settings::of(config, variable);
    let said = said.into_iter().chain(warnings).reduce(|first, next| format!("{first} {next}"));
    let far = settings.far;
    run(Launch {
        store,
        settings,
        look: Look::choose(colour(desk), look(desk), variable),
        charset: Charset::choose(lines(desk), variable),
        escape_wait: wait.unwrap_or_else(|| escape_wait(far)),
        said,
    })
}

/// Opens the screens on the caseload that is meant.
pub fn open(desk: &mut Desk) -> Result<(), Fault> {
    if let Some(fault) = refused(desk) {
        return Err(fault);
    }
    let store = desk.open()?;
    let said = store.warnings().first().cloned();
    show(desk, store, said)
}
