//! `kith config`: the settings that hold, whether the files are understood, and one setting read or changed.

use clap::{Args, ValueEnum};
use serde_json::Value as Json;

use super::desk::Desk;
use super::fixed::Words;
use super::json::Item;
use super::output::{Format, Row};
use crate::config::{self, SETTINGS, Setting};
use crate::domain::instrument::wording::Wording;
use crate::domain::matching::Synonyms;
use crate::export::letter::{self, Templates};
use crate::fault::Fault;
use crate::import::tables;

/// What to do with the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// List every setting with its value.
    #[default]
    Show,
    /// Say what in the files is not understood.
    Check,
    /// Say the value of one setting.
    Get,
    /// Change one setting in your own file.
    Set,
    /// Say where your settings file is.
    Path,
}

/// List the settings, check the files they come from, or change one
///
/// A setting is named like screen.theme, or just theme. What else stands in the file is kept as it is.
#[derive(Args)]
pub struct Settings {
    /// What to do
    #[arg(value_enum, default_value = "show", value_name = "WHAT")]
    verb: What,
    /// The setting to get or set
    #[arg(value_parser = Words::Settings, hide_possible_values = true)]
    setting: Option<String>,
    /// The value to set
    value: Option<String>,
}

impl Settings {
    /// Whether the answer itself tells what in the files is not understood.
    pub fn tells_warnings(&self, desk: &Desk) -> bool {
        self.verb == What::Check && desk.out.format != Format::Text
    }

    /// Lists, checks, reads or changes.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let wanted = match self.verb {
            What::Set => 2,
            What::Get => 1,
            What::Show | What::Check | What::Path => 0,
        };
        let given = usize::from(self.setting.is_some()) + usize::from(self.value.is_some());
        if given != wanted {
            return Err(Fault::usage("That is not how config is used.").hint(
                "For example: kith config set theme mono, or kith config get theme, or kith config path",
            ));
        }
        match self.verb {
            What::Show => show(desk),
            What::Check => check(desk),
            What::Path => path(desk),
            What::Get => self.get(desk),
            What::Set => {
                let setting = self.meant()?;
                let value = set(desk, setting, self.value.as_deref().unwrap_or_default())?;
                told(desk, setting, &value, &format!("{} is now {value}.", setting.name()))
            }
        }
    }

    fn get(&self, desk: &mut Desk) -> Result<(), Fault> {
        let setting = self.meant()?;
        let value = desk.config.value(setting.section, setting.key).to_owned();
        told(desk, setting, &value, &value)
    }

    fn meant(&self) -> Result<&'static Setting, Fault> {
        let name = self.setting.as_deref().unwrap_or_default();
        Setting::named(name).ok_or_else(|| {
            let names: Vec<String> = SETTINGS.iter().map(Setting::name).collect();
            let keys = SETTINGS.iter().map(|setting| setting.key);
            let near = config::nearest(name, names.iter().map(String::as_str).chain(keys));
            let hint = near.map_or_else(
                || "To see all of them: kith config".to_owned(),
                |near| format!("Did you mean {near}?"),
            );
            Fault::usage("There is no setting of that name.").hint(hint)
        })
    }
}

/// Changes a setting in the user's file and gives the value as it was kept.
pub fn set(desk: &Desk, setting: &Setting, text: &str) -> Result<String, Fault> {
    let path = desk.environment.user_config().ok_or_else(|| {
        Fault::failed("There is no home folder, so there is no place for settings.")
            .hint(format!("The variable {} does the same.", setting.variable()))
    })?;
    config::set(&path, setting, text)
}

fn told(desk: &mut Desk, setting: &Setting, value: &str, sentence: &str) -> Result<(), Fault> {
    if desk.out.format == Format::Json {
        let item = Item::new().with("version", 1).with("setting", setting.name());
        return desk.out.json(&item.text("value", value));
    }
    if desk.out.format == Format::Csv {
        let item = Item::new().with("setting", setting.name()).text("value", value);
        return rows(desk, vec!["setting", "value"], vec![item]);
    }
    desk.out.text(sentence)
}

/// Writes rows for a program.
fn rows(desk: &mut Desk, keys: Vec<&'static str>, items: Vec<Item>) -> Result<(), Fault> {
    let mut list = desk.out.list(keys, &[], "")?;
    let rows: Vec<Row> = items.into_iter().map(|item| Row { item, cells: Vec::new() }).collect();
    let total = rows.len();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, total)
}

fn check(desk: &mut Desk) -> Result<(), Fault> {
    let read = desk.config.files.len() + desk.config.own_texts.len();
    // The other warnings were said when the settings were read.
    let mut keys = super::screens::warnings(desk);
    let unread = Synonyms::default().add(&desk.config.synonyms);
    let file = desk.config.synonyms_file();
    keys.extend(unread.iter().map(|unread| format!("{file}, line {}: {}", unread.line, unread.reason)));
    let own = &desk.config.own_texts;
    let letters = [Templates::read(own).err(), letter::codes(own).err()];
    keys.extend(letters.into_iter().flatten().map(|mistake| format!("{} {}", mistake.said, mistake.hint)));
    keys.extend(Wording::of_team(own).err());
    let kept = [tables::kept_population(own).err(), tables::kept_costs(own).err()];
    keys.extend(kept.into_iter().flatten().map(|fault| format!("{} {}", fault.message, fault.hint)));
    if desk.out.format == Format::Json {
        // The warnings of the files are part of the answer, so that a script reads one document.
        let all: Vec<Json> =
            desk.config.warnings.iter().chain(&keys).map(|warning| warning.as_str().into()).collect();
        let ok = all.is_empty();
        let answer = Item::new().with("version", 1).with("ok", ok).with("files", read).with("warnings", all);
        desk.out.json(&answer)?;
        let said = format!("Settings that are not understood: {}.", desk.config.warnings.len() + keys.len());
        return if ok { Ok(()) } else { Err(Fault::failed(said)) };
    }
    if desk.out.format == Format::Csv {
        let all = desk.config.warnings.iter().chain(&keys);
        let warnings: Vec<Item> = all.map(|warning| Item::new().with("warning", warning.as_str())).collect();
        let said = format!("Settings that are not understood: {}.", warnings.len());
        let ok = warnings.is_empty();
        rows(desk, vec!["warning"], warnings)?;
        return if ok { Ok(()) } else { Err(Fault::failed(said)) };
    }
    for warning in &keys {
        desk.out.warn(warning);
    }
    match desk.config.warnings.len() + keys.len() {
        0 => desk.out.text(&format!("The settings are understood. Files read: {read}.")),
        n => Err(Fault::failed(format!("Settings that are not understood: {n}."))),
    }
}

fn path(desk: &mut Desk) -> Result<(), Fault> {
    match desk.environment.user_config() {
        Some(path) if desk.out.format == Format::Json => {
            desk.out.json(&Item::new().with("version", 1).with("file", path.display().to_string()))
        }
        Some(path) if desk.out.format == Format::Csv => {
            rows(desk, vec!["file"], vec![Item::new().with("file", path.display().to_string())])
        }
        Some(path) => desk.out.text(&path.display().to_string()),
        None => Err(Fault::failed("There is no home folder, so there is no place for settings.")),
    }
}

fn show(desk: &mut Desk) -> Result<(), Fault> {
    let headings = &["Setting", "Value", "Can be"];
    let keys = vec!["section", "key", "value", "default", "can_be", "variable"];
    let mut list = desk.out.list(keys, headings, "There are no settings.")?;
    let rows: Vec<Row> = SETTINGS
        .iter()
        .map(|setting| {
            let value = desk.config.value(setting.section, setting.key);
            let item = Item::new()
                .with("section", setting.section)
                .with("key", setting.key)
                .text("value", value)
                .text("default", setting.default)
                .with("can_be", setting.wanted.words())
                .with("variable", setting.variable());
            Row { item, cells: vec![setting.name(), value.to_owned(), setting.wanted.words()] }
        })
        .collect();
    let total = rows.len();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, total)?;
    if let Some(path) = desk.environment.user_config() {
        desk.out.say(&format!("Your settings file is {}.", path.display()));
    }
    Ok(())
}
