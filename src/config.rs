//! One TOML file, the environment and the options, read into one value.
//!
//! Order: the system's file, the user's file, `KITH_*` variables, options; the later wins. A setting that is not known
//! or not understood gives a warning with its line, and the rest of the file still counts.

mod environment;
mod settings;
mod write;

pub use environment::Environment;
pub use settings::{SETTINGS, Setting, Wanted};
pub use write::set;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::domain::cadence::Cadence;
use crate::domain::instrument::wording;
use crate::domain::own_text::OwnText;
use crate::domain::working_day::Nation;

/// The file of like words beside a settings file.
const SYNONYMS: &str = "synonyms.txt";

/// What else a team may keep beside a settings file, and the file of each.
const BESIDE: [(&str, &str); 4] = [
    ("codes", "codes.toml"),
    ("instruments", wording::FILE),
    ("population", "population.csv"),
    ("costs", "costs.csv"),
];

/// The longest settings file that is read, in bytes.
const LONGEST_FILE: u64 = 1024 * 1024;

/// Keys that the user gave to a command in one place: `[keys.queue]` `log_contact = ["c"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The part of the keymap: `queue`.
    pub place: String,
    /// The command: `log_contact`.
    pub command: String,
    /// The keys as they are written.
    pub keys: Vec<String>,
    /// Where it is said, for a warning: `config.toml, line 12`, with its folder before it.
    pub from: String,
}

/// The settings that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    values: BTreeMap<(&'static str, &'static str), String>,
    /// Keys that were given to commands.
    pub bindings: Vec<Binding>,
    /// Sentences to say once: what was not understood, and where.
    pub warnings: Vec<String>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// Words that mean much the same when offers are laid beside wishes, as the team wrote them.
    pub synonyms: String,
    /// The file they stand in.
    synonyms_file: Option<PathBuf>,
    /// The team's own templates of letters and table of codes.
    pub own_texts: Vec<OwnText>,
}

impl Default for Config {
    fn default() -> Self {
        let values = SETTINGS
            .iter()
            .map(|setting| ((setting.section, setting.key), setting.default.to_owned()))
            .collect();
        Self {
            values,
            bindings: Vec::new(),
            warnings: Vec::new(),
            files: Vec::new(),
            synonyms: String::new(),
            synonyms_file: None,
            own_texts: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the system's file, the user's file and the `KITH_*` variables.
    pub fn read(environment: &Environment) -> Self {
        let mut config = Self::default();
        for file in environment.config_files() {
            config.read_file(&file);
            config.read_synonyms(&file.with_file_name(SYNONYMS));
            for name in ["gp", "referrer", "plan"] {
                config.read_own(name, &file.with_file_name("letters").join(format!("{name}.txt")));
            }
            for (name, beside) in BESIDE {
                config.read_own(name, &file.with_file_name(beside));
            }
        }
        for setting in SETTINGS {
            let variable = setting.variable();
            if let Some(text) = environment.text(&variable) {
                config.set(setting, text, &variable);
            }
        }
        config
    }

    /// The value of a setting; its default where nothing was said.
    pub fn value(&self, section: &str, key: &str) -> &str {
        let found = self.values.iter().find(|((s, k), _)| *s == section && *k == key);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Whether a yes-or-no setting is on.
    pub fn is_on(&self, section: &str, key: &str) -> bool {
        self.value(section, key) == "true"
    }

    /// A setting that is a whole number.
    pub fn number(&self, section: &str, key: &str) -> Option<u64> {
        self.value(section, key).parse().ok()
    }

    /// Whose bank holidays count.
    pub fn nation(&self) -> Nation {
        Nation::parse(self.value("dates", "nation")).unwrap_or_default()
    }

    /// After how many days and weeks something is to happen.
    pub fn cadence(&self) -> Cadence {
        let usual = Cadence::default();
        let read = |key: &str, usual: u32| self.value("cadence", key).parse().unwrap_or(usual);
        let checks: Vec<u32> = self
            .value("cadence", "connection_check_days")
            .split(", ")
            .filter_map(|number| number.parse().ok())
            .collect();
        Cadence {
            first_contact_working_days: read("first_contact_working_days", usual.first_contact_working_days),
            unable_to_contact_tries: read("unable_to_contact_tries", usual.unable_to_contact_tries),
            provider_silence_days: read("provider_silence_days", usual.provider_silence_days),
            connection_check_days: if checks.is_empty() { usual.connection_check_days } else { checks },
            plan_review_weeks: read("plan_review_weeks", usual.plan_review_weeks),
            measures_again_weeks: read("measures_again_weeks", usual.measures_again_weeks),
            asset_recheck_days: read("asset_recheck_days", usual.asset_recheck_days),
            asset_stale_days: read("asset_stale_days", usual.asset_stale_days),
            funding_alert_days: read("funding_alert_days", usual.funding_alert_days),
        }
    }

    fn set(&mut self, setting: &'static Setting, text: &str, from: &str) {
        match setting.wanted.read(text) {
            Some(value) => drop(self.values.insert((setting.section, setting.key), value)),
            None => {
                self.warnings.push(format!("{from}: {} must be {}.", setting.key, setting.wanted.words()));
            }
        }
    }

    /// The name of the file of like words, for a warning.
    pub fn synonyms_file(&self) -> String {
        self.synonyms_file.as_ref().map_or_else(|| SYNONYMS.to_owned(), |path| path.display().to_string())
    }

    /// Reads the team's like words; those of the user come instead of those of the system.
    fn read_synonyms(&mut self, path: &Path) {
        match text_of(path) {
            Ok(None) => {}
            Ok(Some(text)) => {
                self.synonyms = text;
                self.synonyms_file = Some(path.to_owned());
            }
            Err(why) => self.warnings.push(format!("{} was not read: {why}.", path.display())),
        }
    }

    /// Reads a text of the team that replaces one of kith's; the user's comes instead of the system's.
    fn read_own(&mut self, name: &str, path: &Path) {
        let file = path.display().to_string();
        let (text, unread) = match text_of(path) {
            Ok(None) => return,
            Ok(Some(text)) => (text, None),
            // Said by whatever would use it: kith's own does not take its place unseen.
            Err(why) => (String::new(), Some(format!("{file} cannot be read: {why}."))),
        };
        self.own_texts.retain(|own| own.name != name);
        self.own_texts.push(OwnText { name: name.to_owned(), file, text, unread });
    }

    fn read_file(&mut self, path: &Path) {
        match text_of(path) {
            Ok(None) => {}
            Ok(Some(text)) => {
                self.files.push(path.to_owned());
                self.read_text(&text, &path.display().to_string());
            }
            Err(why) => self.warnings.push(format!("{} was not read: {why}.", path.display())),
        }
    }

    /// Reads the text of a settings file; `from` is its name in warnings.
    pub fn read_text(&mut self, text: &str, from: &str) {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(1, |span| line_of(text, span.start));
            self.warnings.push(format!("{from}, line {at}: {}.", error.message()));
        }
        for (section, inside) in table.get_ref() {
            let name = section.get_ref().as_ref();
            let from = format!("{from}, line {}", line_of(text, section.span().start));
            match inside.get_ref().as_table() {
                Some(inside) if Setting::is_section(name) => self.read_section(text, &from, name, inside),
                _ => self.warnings.push(format!("{from}: {name} is not known.{}", meant(name, sections()))),
            }
        }
    }

    fn read_section(&mut self, text: &str, from: &str, section: &str, inside: &DeTable<'_>) {
        let file = from.rsplit_once(", line").map_or(from, |(file, _)| file);
        for (key, value) in inside {
            let name = key.get_ref().as_ref();
            let from = format!("{file}, line {}", line_of(text, key.span().start));
            let known = SETTINGS.iter().find(|setting| setting.section == section && setting.key == name);
            match (known, value.get_ref()) {
                (Some(setting), value) => self.set(setting, &written(value), &from),
                (None, DeValue::Table(bindings)) if section == "keys" => {
                    self.read_bindings(text, file, name, bindings);
                }
                (None, _) => {
                    let names = SETTINGS.iter().filter(|setting| setting.section == section).map(|s| s.key);
                    let said = format!("{from}: {name} is not known in [{section}].{}", meant(name, names));
                    self.warnings.push(said);
                }
            }
        }
    }

    fn read_bindings(&mut self, text: &str, file: &str, place: &str, bindings: &DeTable<'_>) {
        for (command, keys) in bindings {
            let from = format!("{file}, line {}", line_of(text, command.span().start));
            let command = command.get_ref().as_ref();
            let keys: Option<Vec<String>> = match keys.get_ref() {
                DeValue::String(key) => Some(vec![key.as_ref().to_owned()]),
                DeValue::Array(keys) => {
                    keys.iter().map(|key| key.get_ref().as_str().map(str::to_owned)).collect()
                }
                _ => None,
            };
            match keys {
                Some(keys) => {
                    let (place, command) = (place.to_owned(), command.to_owned());
                    self.bindings.push(Binding { place, command, keys, from });
                }
                None => {
                    self.warnings.push(format!("{from}: {command} must be a list of keys, such as [\"c\"]."));
                }
            }
        }
    }
}

/// The text of a file; `None` where there is none.
fn text_of(path: &Path) -> Result<Option<String>, String> {
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    if !found.is_file() {
        return Err("it is not a file".to_owned());
    }
    if found.len() > LONGEST_FILE {
        return Err("it is too long to be a settings file".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        format!("it is not UTF-8 text (line {line}, byte {} of the file)", good + 1)
    })
}

fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.as_ref().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Array(values) => {
            values.iter().map(|value| written(value.get_ref())).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn sections() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|setting| setting.section)
}

/// ` Did you mean theme?`, or nothing where no word is near.
pub fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(word, known).map_or(String::new(), |near| format!(" Did you mean {near}?"))
}

/// The known word that is nearest to one that is not, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.map(|candidate| (strsim::jaro_winkler(word, candidate), candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.8).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        let mut config = Config::default();
        config.read_text(text, "config.toml");
        config
    }

    #[test]
    fn a_file_changes_what_it_says_and_nothing_else() {
        let config =
            read("[screen]\ntheme = \"mono\"\nmouse = true\n[keys.queue]\nlog_contact = [\"c\", \"l\"]\n");
        assert_eq!(config.value("screen", "theme"), "mono");
        assert!(config.is_on("screen", "mouse"));
        assert_eq!(config.value("screen", "lines"), "auto");
        assert_eq!(config.bindings[0].keys, ["c", "l"]);
        assert_eq!(config.bindings[0].from, "config.toml, line 5");
        assert_eq!(config.warnings, Vec::<String>::new());
    }

    #[test]
    fn an_unknown_key_warns_with_its_line_and_the_rest_still_counts() {
        let config = read("[screen]\nthem = \"mono\"\nlines = \"ascii\"\n[colour]\na = 1\n");
        assert_eq!(config.value("screen", "lines"), "ascii");
        assert_eq!(
            config.warnings,
            [
                "config.toml, line 4: colour is not known.",
                "config.toml, line 2: them is not known in [screen]. Did you mean theme?",
            ]
        );
    }

    #[test]
    fn a_value_out_of_its_list_warns_and_the_default_stays() {
        let config = read("[screen]\ntheme = \"neon\"\nesc = 3\n[keys]\nesc_wait_ms = -4\n");
        assert_eq!(config.value("screen", "theme"), "standard");
        assert_eq!(config.value("keys", "esc_wait_ms"), "");
        assert_eq!(config.warnings.len(), 3, "{:?}", config.warnings);
    }

    #[test]
    fn a_broken_line_does_not_drop_the_file() {
        let config = read("[screen]\ntheme = \"mono\"\nlines = \n[dates]\nnation = \"scotland\"\n");
        assert_eq!(config.value("screen", "theme"), "mono");
        assert_eq!(config.nation(), Nation::Scotland);
        assert!(config.warnings[0].starts_with("config.toml, line 3: "), "{:?}", config.warnings);
    }

    #[test]
    fn days_and_weeks_are_read_from_a_table_of_their_own() {
        let config = read(
            "[cadence]\nconnection_check_days = [7, 21]\nplan_review_weeks = 8\nasset_stale_days = 1.5\n",
        );
        let expected =
            Cadence { connection_check_days: vec![7, 21], plan_review_weeks: 8, ..Cadence::default() };
        assert_eq!(config.cadence(), expected);
        assert_eq!(
            config.warnings,
            ["config.toml, line 4: asset_stale_days must be a whole number from 0 to 3650."]
        );
        let wrong = read("[cadence]\nconnection_check_days = [0, 14]\n");
        assert_eq!(
            wrong.warnings,
            [
                "config.toml, line 2: connection_check_days must be whole numbers from 1 to 365, such as 14, 30."
            ]
        );
        assert_eq!(wrong.cadence(), Cadence::default());
    }

    #[test]
    fn the_environment_comes_after_the_files() {
        let environment = Environment::empty().with("KITH_SCREEN_THEME", "light");
        assert_eq!(Config::read(&environment).value("screen", "theme"), "light");
        let wrong = Environment::empty().with("KITH_SCREEN_THEME", "pink");
        assert_eq!(
            Config::read(&wrong).warnings,
            ["KITH_SCREEN_THEME: theme must be standard, light, high-contrast, colour-blind or mono."]
        );
    }
}
