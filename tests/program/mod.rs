//! The real program in a real terminal: how it starts, what it draws where, and how it ends.

mod copies;
mod day;
mod doctor;
mod drafts;
mod ends;
mod first;
mod hold;
mod keys;
mod lines;
mod lists;
mod looks;
mod refusals;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::terminal::session::Session;

/// The usual window of PuTTY.
const SIZE: (u16, u16) = (80, 24);

/// The day of every session: a Tuesday.
const ON: &str = "2026-03-03";

/// A home of its own with a caseload in it.
struct Home {
    folder: TempDir,
}

impl Home {
    /// A home with nothing in it.
    fn bare() -> Self {
        Self {
            folder: tempfile::Builder::new().permissions(Permissions::from_mode(0o700)).tempdir().unwrap(),
        }
    }

    /// A home with a made-up caseload in a file.
    fn with_a_caseload() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let home = Self::bare();
        let made = MADE.get_or_init(|| {
            let file = home.caseload().display().to_string();
            let made = home.run(&["demo", "--people", "45", "--assets", "40", "--out", &file]);
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            std::fs::read(home.caseload()).unwrap()
        });
        std::fs::write(home.caseload(), made).unwrap();
        std::fs::set_permissions(home.caseload(), Permissions::from_mode(0o600)).unwrap();
        home
    }

    fn caseload(&self) -> PathBuf {
        self.folder.path().join("kith.db")
    }

    fn environment(&self) -> Vec<(String, String)> {
        let folder = self.folder.path().to_str().unwrap().to_owned();
        let db = self.caseload().display().to_string();
        [
            ("HOME", folder),
            ("KITH_DB", db),
            ("KITH_AS", "jo".to_owned()),
            ("KITH_BACKUP_AUTOMATIC", "false".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    /// Runs the program to its end without a terminal.
    fn run(&self, words: &[&str]) -> std::process::Output {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_kith"));
        command.env_clear().envs(self.environment()).args(["--on", ON]).args(words);
        command.timeout(std::time::Duration::from_mins(1)).output().unwrap()
    }

    /// Starts the program in a terminal; these variables besides the usual ones.
    fn start_in(&self, words: &[&str], more: &[(&str, &str)], size: (u16, u16)) -> Session {
        let words: Vec<&str> = ["--on", ON].iter().chain(words).copied().collect();
        self.start_program(env!("CARGO_BIN_EXE_kith"), &words, more, size)
    }

    fn start_program(
        &self,
        program: &str,
        words: &[&str],
        more: &[(&str, &str)],
        size: (u16, u16),
    ) -> Session {
        let environment = self.environment();
        let own = environment.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Session::start(program, words, &own.chain(more.iter().copied()).collect::<Vec<_>>(), size)
    }

    /// The program at its first screen in a window of 80 by 24.
    fn start(&self, words: &[&str]) -> Session {
        let session = self.start_in(words, &[], SIZE);
        session.wait_for("[1 Today]");
        session
    }
}
