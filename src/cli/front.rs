//! `kith` with no command: the screens, or plain mode for whoever asked for it; the first time, what is needed is asked.

mod first;

use super::desk::Desk;
use super::output::Format;
use super::plain::Plain;
use super::screens;
use crate::fault::Fault;
use crate::store::Store;

/// Opens kith the way the user works.
pub fn open(desk: &mut Desk) -> Result<(), Fault> {
    if is_plain(desk) {
        return Plain::default().run(desk);
    }
    if let Some(fault) = screens::refused(desk) {
        return Err(fault);
    }
    if first::is_now(desk) {
        return first::run(desk);
    }
    screens::open(desk)
}

/// Shows a caseload of which nothing is kept, the way the user works.
pub fn show(desk: &mut Desk, store: Store, said: Option<String>) -> Result<(), Fault> {
    if is_plain(desk) { Plain::default().show(desk, store) } else { screens::show(desk, store, said) }
}

/// Whether a made-up caseload can be shown here at all; without a terminal it is printed.
pub fn can_show(desk: &Desk) -> bool {
    let at_terminal = super::output::on_a_terminal() && super::prompt::input_is_a_terminal();
    desk.out.format == Format::Text && (screens::refused(desk).is_none() || (is_plain(desk) && at_terminal))
}

/// Whether the user asked for plain mode: by `ACCESSIBLE`, as other programs have it, or by the setting.
fn is_plain(desk: &Desk) -> bool {
    let asked = desk.environment.text("ACCESSIBLE").is_some_and(|value| value != "0");
    asked || desk.config.value("screen", "reader") == "screen-reader"
}
