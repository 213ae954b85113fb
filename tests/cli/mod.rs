//! The command line, run as a script runs it: the real program, a fresh home, a fixed day, no terminal.

mod add;
mod away;
mod batch;
mod community;
mod connect;
mod copies;
mod day;
mod demo;
mod doors;
mod export;
mod faults;
mod find;
mod give;
mod guide;
mod import;
mod letter;
mod letters_killed;
mod measure;
mod pathway;
mod prompts;
mod reads;
mod report;
mod safety;
mod scripted;
mod settings;
mod sql;
mod statuses;
mod undo;
mod way;
mod words;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The day of every test, unless it says another.
pub const ON: &str = "2026-03-03 09:10";

/// A home folder of its own.
pub struct Home {
    folder: TempDir,
}

/// What a run of the program gave.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A home with nothing in it.
    pub fn bare() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A home with an empty caseload.
    pub fn new() -> Self {
        let home = Self::bare();
        assert_eq!(home.kith("init").status, 0);
        home
    }

    /// A home with two people, a referral, an asset and a reminder.
    pub fn peopled() -> Self {
        let home = Self::new();
        let ada = r#"{"given":"Ada","family":"Okonkwo","title":"Mrs","date_of_birth":"14 7 1945",
            "nhs_number":"999 000 0018","phone":"0114 496 0001","safe_contact":"no voicemail",
            "received":"20 feb","source":"gp","reason":"Lonely since Ken died."}"#;
        assert_eq!(home.given(ada, "add referral").status, 0);
        assert_eq!(home.kith("add person --set given=Meera --set family=Patel").status, 0);
        let club = r#"{"name":"Tuesday Lunch Club","interests":["cooking"],"schedule":"Tue 12:00-14:00",
            "cost":"3 pounds","checked_on":"20 feb","checked_how":"phoned"}"#;
        assert_eq!(home.given(club, "add asset").status, 0);
        assert_eq!(home.kith("remind 2 --when sat --set what='Send details'").status, 0);
        home
    }

    /// A home with the made-up caseload of the demo.
    pub fn demo() -> Self {
        let home = Self::bare();
        home.kith(&format!("demo --out '{}'", home.caseload().display())).fine();
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The caseload file.
    pub fn caseload(&self) -> PathBuf {
        self.path(".local/share/kith/kith.db")
    }

    /// Puts a file beside the settings.
    pub fn write_config(&self, name: &str, text: &str) {
        let folder = self.path(".config/kith");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }

    /// Runs the program with nothing on standard input.
    pub fn kith(&self, words: &str) -> Ran {
        self.given("", words)
    }

    /// Runs the program with this on standard input.
    pub fn given(&self, input: &str, words: &str) -> Ran {
        let output = self.command(words).write_stdin(input).output().unwrap();
        let told = |bytes: &[u8]| self.redacted(core::str::from_utf8(bytes).unwrap());
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: told(&output.stdout),
            err: told(&output.stderr),
        }
    }

    /// The program with its words, the way a shell splits them, in this home.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "en_GB.UTF-8");
        // A copy in the background would outlive the test; `copies.rs` asks for it.
        command.env("KITH_BACKUP_AUTOMATIC", "false");
        command.args(["--on", ON, "--as", "jo"]).args(split(words));
        command.timeout(std::time::Duration::from_mins(1));
        command
    }

    fn redacted(&self, text: &str) -> String {
        let home = self.folder.path().to_str().unwrap();
        let real = std::fs::canonicalize(home).unwrap();
        text.replace(real.to_str().unwrap(), "~").replace(home, "~")
    }
}

impl Ran {
    /// Status, answer and messages as one text for a snapshot.
    pub fn told(&self) -> String {
        let mut told = format!("status {}\n{}", self.status, without_uids(&self.out));
        if !self.err.is_empty() {
            told.push_str("-- messages\n");
            told.push_str(&self.err);
        }
        told
    }

    /// The answer as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {}", self.told()))
    }

    /// The same, but the run must have gone well.
    pub fn fine(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.told());
        self
    }
}

/// The text with each universal id, which is another every time, as `UID`.
fn without_uids(text: &str) -> String {
    let is_uid = |part: &str| {
        let lengths: Vec<usize> = part.split('-').map(str::len).collect();
        lengths == [8, 4, 4, 4, 12] && part.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
    };
    let parts = text.split_inclusive(|c: char| c != '-' && !c.is_ascii_alphanumeric());
    parts
        .map(|part| {
            let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_uid(word) { part.replace(word, "UID") } else { part.to_owned() }
        })
        .collect()
}

/// The words of a command line; single quotes keep blanks together.
fn split(words: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let (mut quoted, mut begun) = (false, false);
    for letter in words.chars() {
        match letter {
            '\'' => (quoted, begun) = (!quoted, true),
            ' ' | '\n' if !quoted => {
                if begun {
                    all.push(String::new());
                }
                begun = false;
            }
            letter => {
                all.last_mut().unwrap().push(letter);
                begun = true;
            }
        }
    }
    if !begun {
        all.pop();
    }
    all
}

/// Everything that is kept about a file: its bytes, unless there is none.
pub fn bytes(path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}
