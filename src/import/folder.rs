//! A folder of services as its files, the whole records before the short lists, so that the short ones add nothing.

use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::hsds;
use crate::import::kind::Kind;
use crate::import::record::Limits;

/// The inputs with every folder replaced by the files in it. Only assets come in folders.
///
/// # Errors
/// A folder cannot be read, or holds no file of services.
pub fn files(inputs: &[Input], kind: Kind, limits: &Limits) -> Result<Vec<Input>, Fault> {
    let mut found = Vec::new();
    for input in inputs {
        match input {
            Input::Path(path) if kind == Kind::Assets && path.is_dir() && hsds::is_one(path) => {
                found.push(Input::Held("services.csv".to_owned(), hsds::lines(path, limits)?));
            }
            Input::Path(path) if kind == Kind::Assets && path.is_dir() => found.extend(of_folder(path)?),
            other => found.push(other.clone()),
        }
    }
    Ok(found)
}

/// The files of services: those of the folder `services`, then lines of records, then pages.
fn of_folder(folder: &Path) -> Result<Vec<Input>, Fault> {
    let mut paths = listed(&folder.join("services"), "json").unwrap_or_default();
    paths.extend(listed(folder, "ndjson")?);
    paths.extend(listed(folder, "json")?);
    if paths.is_empty() {
        return Err(Fault::failed("There is no JSON file and no table of services in this folder.")
            .hint("Name the file of services itself."));
    }
    Ok(paths.into_iter().map(Input::Path).collect())
}

/// The files of a folder with an ending, by name.
fn listed(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Fault> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
