//! Writes one setting into the user's file and keeps everything else there as it is: comments, order, unknown keys.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, Value};

use super::settings::{Setting, Wanted};
use crate::fault::Fault;

/// Puts the value of a setting into a settings file; the folder and the file are made where there are none.
///
/// # Errors
/// A file that is not TOML is refused with its line and stays as it is. A value that the setting may not have is
/// wrong use.
pub fn set(path: &Path, setting: &Setting, text: &str) -> Result<String, Fault> {
    let value = setting.wanted.read(text).ok_or_else(|| wrong(setting, text))?;
    let path = real(path);
    let before = super::text_of(&path)
        .map_err(|why| Fault::failed(format!("{} was not read: {why}.", path.display())))?;
    let after = with(before.as_deref().unwrap_or_default(), setting, &value, &path)?;
    if before.as_deref() != Some(after.as_str()) {
        replace(&path, &after)?;
    }
    Ok(value)
}

fn wrong(setting: &Setting, text: &str) -> Fault {
    let can_be = format!("It can be: {}.", setting.wanted.words());
    let near = match setting.wanted {
        Wanted::Word(words) => super::nearest(&text.to_lowercase(), words.iter().copied()),
        Wanted::Flag | Wanted::Count(_) | Wanted::Counts(_) | Wanted::Line(_) => None,
    };
    let hint = near.map_or(can_be.clone(), |near| format!("Did you mean {near}? {can_be}"));
    Fault::usage(format!("{} cannot be that.", setting.name())).hint(hint)
}

/// The file a link leads to, so that the link stays a link.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn with(text: &str, setting: &Setting, value: &str, path: &Path) -> Result<String, Fault> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map_or(1, |span| super::line_of(text, span.start));
        Fault::failed(format!("{}, line {at}, is not understood. Nothing was changed.", path.display()))
            .hint("Put that line right, or take it out, and try again.")
    })?;
    let section = document.entry(setting.section).or_insert(Item::Table(Table::new()));
    let table = section.as_table_like_mut().ok_or_else(|| {
        Fault::failed(format!("{} is not a section in {}.", setting.section, path.display()))
            .hint(format!("It is written like this: [{}]", setting.section))
    })?;
    let mut value = typed(setting, value);
    match table.get_mut(setting.key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(setting.key, Item::Value(value))),
    }
    Ok(document.to_string())
}

fn typed(setting: &Setting, value: &str) -> Value {
    match setting.wanted {
        Wanted::Flag => Value::from(value == "true"),
        Wanted::Count(_) => value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from),
        Wanted::Counts(_) => {
            value.split(", ").filter_map(|number| number.parse::<i64>().ok()).collect::<Value>()
        }
        Wanted::Word(_) | Wanted::Line(_) => Value::from(value),
    }
}

/// Puts a new file in place of the old one in one step, so that nobody ever reads half a file.
fn replace(path: &Path, text: &str) -> Result<(), Fault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let said = |what: &str, error: &std::io::Error| {
        Fault::failed(format!("{what} {} did not work: {error}.", path.display()))
    };
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| said("Making the folder of", &e))?;
    let name = format!(".config.toml.{}", std::process::id());
    let new = folder.join(name);
    let mode = fs::metadata(path).map_or(0o600, |there| there.permissions().mode() & 0o777);
    let _gone = fs::remove_file(&new);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.set_permissions(fs::Permissions::from_mode(mode))?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&new, path));
    if let Err(error) = written {
        let _gone = fs::remove_file(&new);
        return Err(said("Writing", &error));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme() -> &'static Setting {
        Setting::named("theme").unwrap()
    }

    #[test]
    fn comments_order_and_what_is_not_known_stay_as_they_are() {
        let before = "# mine\n[screen]\ntheme = \"mono\"  # easy to read\nodd = 1\n\n[keys.queue]\nlog_contact = [\"l\"]\n";
        let after = with(before, theme(), "light", Path::new("config.toml")).unwrap();
        assert_eq!(after, before.replace("mono", "light"));
        let mouse = Setting::named("screen.mouse").unwrap();
        let after = with(before, mouse, "true", Path::new("config.toml")).unwrap();
        assert_eq!(after, before.replace("odd = 1\n", "odd = 1\nmouse = true\n"));
    }

    #[test]
    fn a_setting_goes_into_a_new_section_and_a_new_file() {
        assert_eq!(with("", theme(), "light", Path::new("c")).unwrap(), "[screen]\ntheme = \"light\"\n");
        let wait = Setting::named("esc-wait-ms").unwrap();
        let text = with("[dates]\n", wait, "30", Path::new("c")).unwrap();
        assert!(text.contains("[keys]\nesc_wait_ms = 30\n"), "{text}");
    }

    #[test]
    fn the_file_is_yours_alone_and_a_broken_one_is_let_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kith/config.toml");
        assert_eq!(set(&path, theme(), "mono").unwrap(), "mono");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        fs::write(&path, "[screen]\ntheme = \n").unwrap();
        let fault = set(&path, theme(), "mono").unwrap_err();
        assert!(fault.message.contains("line 2"), "{fault}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "[screen]\ntheme = \n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_value_that_it_cannot_have_is_told_with_the_nearest() {
        let reader = Setting::named("reader").unwrap();
        let fault = set(Path::new("/nowhere"), reader, "screenreader").unwrap_err();
        assert_eq!(fault.kind.status(), 2);
        assert!(fault.hint.starts_with("Did you mean screen-reader?"), "{fault}");
    }
}
