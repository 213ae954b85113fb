//! The one loop: wait for keys, let the app do its work, draw what has changed.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::app::App;
use super::charset::Charset;
use super::input::{Event, Input};
use super::pace::Pace;
use super::settings::Settings;
use super::terminal::{Modes, Window, give_back_on_panic};
use super::theme::{Look, Theme};
use super::watchdog::{Desk, Watchdog};
use crate::clock::awake_and_asleep;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::drafts::{Drafts, KeptDraft};

/// What the screens are started with.
pub struct Launch {
    /// The caseload.
    pub store: Store,
    /// What the screens ask of the configuration.
    pub settings: Settings,
    /// How things look.
    pub look: Look,
    /// What the terminal can show.
    pub charset: Charset,
    /// How long an Escape byte may wait for the rest of its sequence.
    pub escape_wait: Duration,
    /// A sentence to begin with.
    pub said: Option<String>,
}

/// Runs the screens until the user leaves.
///
/// # Errors
/// A fault of the terminal or of the first reading of the caseload; later faults are shown on the screen.
pub fn run(launch: Launch) -> Result<(), Fault> {
    // Where the file cannot be written there is no form to keep, and no place to keep one.
    let writable = !launch.store.looking_not_recorded();
    let path = launch.store.path().filter(|_| writable).map(Path::to_owned);
    let drafts = path.as_deref().map_or_else(Drafts::memory, Drafts::beside)?;
    let theme = Theme::new(launch.look, launch.charset);
    let mut input = Input::open(launch.escape_wait)?;
    let modes = Modes { mouse: launch.settings.mouse, synchronised: launch.settings.synchronised };
    let mut window = Window::enter(launch.charset, modes)?;
    let mut pace = Pace::new(launch.settings.far);
    let desk: Desk<KeptDraft> = Desk::default();
    let saving = path.clone();
    let save = move |draft: KeptDraft| {
        if let Some(path) = &saving
            && let Ok(drafts) = Drafts::open(path)
        {
            // The session is going away: there is nobody left to tell.
            let _ = drafts.keep(&draft);
        }
    };
    let (on_panic, at_panic) = (desk.clone(), save.clone());
    give_back_on_panic(window.restorer(), move || on_panic.take().into_iter().for_each(&at_panic));
    let watchdog = Watchdog::start(desk.clone(), save, window.restorer())?;
    let daily_copy = launch.settings.daily_copy;
    let settings = Settings { charset: launch.charset, ..launch.settings };
    let mut app = App::new(launch.store, drafts, settings, theme, window.size())?;
    let said: Vec<String> =
        launch.charset.notice().map(str::to_owned).into_iter().chain(launch.said).collect();
    if !said.is_empty() {
        app.say(said.join(" "));
    }
    let (mut first, mut stale) = (true, true);
    while !app.over() {
        let wait = pace.wait(awake_and_asleep());
        if stale && wait.is_zero() {
            stale = false;
            if window.draw(|frame| app.draw(frame))? {
                pace.sent(awake_and_asleep());
            }
        }
        if std::mem::take(&mut first) {
            // What the first frame does not show comes after it.
            stale |= app.read_rest();
            if daily_copy {
                copy_if_due(&app, path.as_deref());
            }
            if app.offer_drafts()? {
                stale = true;
                continue;
            }
        }
        let patience = if stale { wait.min(app.patience()) } else { app.patience() };
        let events = input.wait(Some(patience));
        if events.is_empty() {
            stale |= app.idle();
        } else {
            stale = true;
        }
        for event in events {
            match event {
                Event::Key(key) => app.press(key),
                Event::Paste(text) => app.paste(&text),
                Event::Mouse(mouse) => app.mouse(mouse),
                Event::Resize(width, height) => {
                    window.resize(width, height)?;
                    app.resize(window.size());
                }
                Event::Redraw => window.redraw()?,
                Event::Stop => suspend(&mut window, &mut input, &mut app)?,
                Event::Gone => watchdog.terminal_gone(),
            }
            if app.over() {
                break;
            }
        }
        if let Some(text) = app.take_copied() {
            window.copy(&text)?;
        }
        if app.take_redraw() {
            window.redraw()?;
        }
        if app.take_suspend() {
            suspend(&mut window, &mut input, &mut app)?;
        }
        desk.publish(app.unfinished());
    }
    desk.publish(None);
    window.leave()?;
    Ok(())
}

/// Starts the daily copy in a process of its own, after the first frame, so that nobody waits for it; unless one is being
/// made already.
fn copy_if_due(app: &App, path: Option<&Path>) {
    let (Some(path), Ok(true), Ok(kith)) = (path, app.store().backup_due(), std::env::current_exe()) else {
        return;
    };
    // A copy that cannot be started is made at the next start; `kith doctor` says how old the last one is.
    let _ = Command::new(kith)
        .args(["backup", "--if-due", "--quiet", "--db"])
        .arg(path)
        // Out of the terminal's group: it goes on when the session ends or the line drops.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

fn suspend(window: &mut Window, input: &mut Input, app: &mut App) -> Result<(), Fault> {
    window.suspend()?;
    input.forget_stops();
    app.resize(window.size());
    Ok(())
}
