//! The environment of the process as a value, so that tests can give another.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy as _, choose_base_strategy};

/// The variables of the process and the folders that follow from them.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    config_folder: Option<PathBuf>,
    data_folder: Option<PathBuf>,
    system_folder: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        let folders = choose_base_strategy().ok();
        Self {
            variables: std::env::vars_os().collect(),
            config_folder: folders.as_ref().map(|folders| folders.config_dir().join("kith")),
            data_folder: folders.as_ref().map(|folders| folders.data_dir().join("kith")),
            system_folder: Some(PathBuf::from("/etc/kith")),
        }
    }

    /// An environment that says nothing.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The same with one variable more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// The text of a variable; one that is empty or not UTF-8 counts as not set.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.variables.get(OsStr::new(name)).and_then(|value| value.to_str()).filter(|text| !text.is_empty())
    }

    /// The file or folder a variable names; one that is empty counts as not set.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.variables.get(OsStr::new(name)).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// Whether a variable is set to anything.
    pub fn is_set(&self, name: &str) -> bool {
        self.path(name).is_some()
    }

    /// The settings files, the system's before the user's.
    pub fn config_files(&self) -> Vec<PathBuf> {
        let folders = [self.system_folder.as_deref(), self.config_folder.as_deref()];
        folders.into_iter().flatten().map(|folder| folder.join("config.toml")).collect()
    }

    /// Where the user's settings file is, or would be.
    pub fn user_config(&self) -> Option<PathBuf> {
        self.config_folder.as_deref().map(|folder| folder.join("config.toml"))
    }

    /// Where the caseload file is when nobody names another; `None` without a home folder.
    pub fn usual_caseload(&self) -> Option<PathBuf> {
        self.data_folder.as_deref().map(|folder: &Path| folder.join("kith.db"))
    }

    /// The name of who is logged in; `someone` where the system does not say.
    pub fn login(&self) -> &str {
        self.text("LOGNAME").or_else(|| self.text("USER")).unwrap_or("someone")
    }

    /// Whether the session shows UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that says anything.
    pub fn is_utf8(&self) -> bool {
        let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| self.text(name));
        let said = said.unwrap_or_default().to_ascii_lowercase();
        said.contains("utf-8") || said.contains("utf8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        let environment = Environment::empty().with("KITH_DB", "").with("USER", "jo");
        assert_eq!(environment.path("KITH_DB"), None);
        assert_eq!(environment.login(), "jo");
        assert_eq!(Environment::empty().login(), "someone");
    }

    #[test]
    fn the_first_locale_variable_that_says_anything_decides() {
        let environment = Environment::empty().with("LC_ALL", "C").with("LANG", "en_GB.UTF-8");
        assert!(!environment.is_utf8());
        assert!(Environment::empty().with("LANG", "en_GB.UTF-8").is_utf8());
    }
}
