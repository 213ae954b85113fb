//! Several reports as files of one new folder, which is there whole or not at all.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::super::export;
use super::Form;
use crate::fault::Fault;
use crate::report::catalogue::Which;

/// Writes the reports into a new folder of that name, in a folder that is made where it is not there; gives the new folder.
///
/// # Errors
/// There is something of that name already, or it cannot be written; then nothing is there that was not before.
pub fn write(into: &Path, name: &str, form: Form, reports: &[(Which, String)]) -> Result<PathBuf, Fault> {
    let told = |path: &Path, error: std::io::Error| {
        Fault::failed(format!("{} could not be written: {error}.", path.display()))
    };
    let make = |path: &Path| DirBuilder::new().mode(0o700).create(path).map_err(|error| told(path, error));
    if into.symlink_metadata().is_err() {
        make(into)?;
    }
    let whole = into.join(name);
    if whole.symlink_metadata().is_ok() {
        return Err(Fault::failed(format!("There is a folder {} already.", whole.display()))
            .hint("Nothing was written. Move that one away, or name another folder."));
    }
    let part = into.join(format!(".{name}.{}.part", std::process::id()));
    make(&part)?;
    let written = reports.iter().try_for_each(|(which, text)| {
        let path = part.join(format!("{}.{}", which.code(), form.ending()));
        export::to_file(&path, |take| take(text).map(|_| 1)).map(drop)
    });
    // Under its own name with everything in it, or not at all.
    let written = written.and_then(|()| std::fs::rename(&part, &whole).map_err(|error| told(&whole, error)));
    if let Err(fault) = written {
        let _gone = std::fs::remove_dir_all(&part);
        return Err(fault);
    }
    let _kept = std::fs::File::open(into).and_then(|folder| folder.sync_all());
    Ok(whole)
}
