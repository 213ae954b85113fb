//! A whole caseload as a folder, out and in.

use std::fs;
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use crate::domain::whole::{MANIFEST, ORDER, file};
use crate::export::everything::{line, manifest};
use crate::fault::Fault;
use crate::report::everything::Everything;
use crate::store::Store;

/// Writes the caseload to a new folder that only we can read; it is there whole or not at all. Answers how many records.
///
/// # Errors
/// There is something of that name, or it cannot be written.
pub fn write(store: &Store, left_out: &[i64], folder: &Path) -> Result<usize, Fault> {
    let told =
        |error: std::io::Error| Fault::failed(format!("{} could not be written: {error}.", folder.display()));
    if folder.symlink_metadata().is_ok() {
        return Err(Fault::failed(format!("There is a {} already.", folder.display()))
            .hint("Name another, or move that one away."));
    }
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = folder.with_file_name(name);
    fs::DirBuilder::new().mode(0o700).create(&part).map_err(told)?;
    let written = fill(store, left_out, &part).and_then(|count| {
        fs::File::open(&part).and_then(|folder| folder.sync_all()).map_err(told)?;
        if folder.symlink_metadata().is_ok() {
            return Err(Fault::failed(format!("There is a {} already.", folder.display())));
        }
        fs::rename(&part, folder).map_err(told)?;
        Ok(count)
    });
    if written.is_err() {
        let _gone = fs::remove_dir_all(&part);
    }
    written
}

fn fill(store: &Store, left_out: &[i64], folder: &Path) -> Result<usize, Fault> {
    let whole = Everything::new(store, left_out)?;
    let mut counts = Vec::new();
    let mut all = 0;
    for entity in ORDER {
        let mut out = new_file(&folder.join(file(entity)))?;
        whole.records(entity, &mut |record| {
            out.write_all(line(record).as_bytes())?;
            Ok(true)
        })?;
        finish(out)?;
        counts.push((entity, whole.count(entity)));
        all += whole.count(entity);
    }
    let mut out = new_file(&folder.join(MANIFEST))?;
    out.write_all(manifest(&counts).as_bytes())?;
    finish(out)?;
    Ok(all)
}

fn new_file(path: &Path) -> Result<BufWriter<fs::File>, Fault> {
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

fn finish(out: BufWriter<fs::File>) -> Result<(), Fault> {
    let file = out.into_inner().map_err(|error| Fault::from(error.into_error()))?;
    Ok(file.sync_all()?)
}
