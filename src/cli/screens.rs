//! The screens, started from the command line: `kith` with no command, and `kith demo`.

use std::time::Duration;

use super::desk::Desk;
use super::options::Color;
use super::prompt;
use crate::fault::Fault;
use crate::store::{Actor, Store, Via};
use crate::tui::charset::{Charset, Lines};
use crate::tui::input::{escape_wait, over_ssh};
use crate::tui::run::{Launch, run};
use crate::tui::settings::Settings;
use crate::tui::theme::{Colour, Look};
use crate::tui::widgets::table::Scroll;

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

/// Milliseconds without a key before a preview is read, near or far: see `docs/decisions/0005-screens-page-departures.md`.
const PREVIEW_DELAY: u64 = 150;

/// Opens the screens on a caseload and comes back when the user leaves.
pub fn show(desk: &mut Desk, mut store: Store, said: Option<String>) -> Result<(), Fault> {
    let actor = store.actor().clone();
    store.set_actor(Actor { via: Via::Screen, ..actor });
    desk.out.flush()?;
    let variable = |name: &str| desk.environment.text(name).map(str::to_owned);
    let config = &desk.config;
    let lines = Lines::parse(config.value("screen", "lines")).unwrap_or_default();
    let lines = if desk.options.ascii { Lines::Ascii } else { lines };
    let look = Look::parse(config.value("screen", "theme")).unwrap_or_default();
    let far = over_ssh(variable);
    let colour = match desk.options.color {
        Color::Auto => Colour::Auto,
        Color::Always => Colour::Always,
        Color::Never => Colour::Never,
    };
    let preview = config.number("screen", "preview_delay_ms").unwrap_or(PREVIEW_DELAY);
    let scroll = match config.value("screen", "scroll") {
        "row" => Scroll::Row,
        "half-page" => Scroll::HalfPage,
        _ if far => Scroll::HalfPage,
        _ => Scroll::Row,
    };
    let wait = config.number("keys", "esc_wait_ms").map(Duration::from_millis);
    let settings = Settings {
        preview_delay: Duration::from_millis(preview),
        scroll,
        nation: config.nation(),
        ..Settings::default()
    };
    run(Launch {
        store,
        settings,
        look: Look::choose(colour, look, variable),
        charset: Charset::choose(lines, variable),
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
