//! `kith config`: the settings that hold, and whether the files are understood.

use clap::{Args, ValueEnum};

use super::desk::Desk;
use super::json::Item;
use super::output::Row;
use crate::config::SETTINGS;
use crate::fault::Fault;

/// What to do with the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// List every setting with its value.
    #[default]
    Show,
    /// Say what in the files is not understood.
    Check,
}

/// List the settings, or check the files they come from
#[derive(Args)]
pub struct Settings {
    /// What to do
    #[arg(value_enum, default_value = "show", value_name = "WHAT")]
    verb: What,
}

impl Settings {
    /// Lists or checks.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.verb == What::Check {
            let read = desk.config.files.len();
            // The other warnings were said when the settings were read.
            let keys = super::screens::warnings(desk);
            for warning in &keys {
                desk.out.warn(warning);
            }
            return match desk.config.warnings.len() + keys.len() {
                0 => desk.out.text(&format!("The settings are understood. Files read: {read}.")),
                n => Err(Fault::failed(format!("Settings that are not understood: {n}."))),
            };
        }
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
                let name = format!("{}.{}", setting.section, setting.key);
                Row { item, cells: vec![name, value.to_owned(), setting.wanted.words()] }
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
}
