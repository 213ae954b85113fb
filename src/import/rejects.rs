//! The rows that were set aside or refused, as a CSV file that can be put right and imported again.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use crate::domain::formula::harmless;
use crate::fault::Fault;
use crate::import::decision;
use crate::import::record::Record;

/// Headers that begin with this are kith's own remarks on a row and are not read back.
pub const OWN: &str = "kith_";

/// The column that says from which list a row was, so that the row is of that list when it comes back.
pub const LIST: &str = "kith_list";

/// One row that was not imported.
#[derive(Clone, Debug)]
pub struct Reject {
    /// The record as it was read.
    pub record: Record,
    /// The list it is from.
    pub list: String,
    /// The field or header; empty for the whole row.
    pub field: String,
    /// Why.
    pub reason: String,
}

/// The list that a row of a file of refused rows was from; `None` where the row says nothing of it.
pub fn list_of(record: &Record) -> Option<&str> {
    let list = record.text(LIST)?.trim();
    // An apostrophe before a sign that a spreadsheet would work out is none of the name's.
    let bare = list.strip_prefix('\'').filter(|bare| harmless(bare) == list);
    Some(bare.unwrap_or(list)).filter(|list| !list.is_empty())
}

/// The rows as CSV: line, offset, field and reason, then the columns as they were.
pub fn csv(rejects: &[Reject]) -> Result<String, Fault> {
    let mut headers: Vec<Arc<str>> = Vec::new();
    for (header, _) in rejects.iter().flat_map(|reject| &reject.record.fields) {
        if !headers.contains(header) && !header.starts_with(OWN) {
            headers.push(Arc::clone(header));
        }
    }
    let with_text = rejects.iter().any(|reject| !reject.record.raw.is_empty());
    let mut own = vec!["kith_line", "kith_offset", "kith_field", "kith_reason", decision::COLUMN, LIST];
    own.extend(with_text.then_some("kith_text"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written =
        |error: csv::Error| Fault::failed(format!("The refused rows could not be written: {error}."));
    writer
        .write_record(own.iter().copied().chain(headers.iter().map(|header| &**header)))
        .map_err(written)?;
    for Reject { record, list, field, reason } in rejects {
        let mut cells = vec![
            record.line.to_string(),
            record.offset.to_string(),
            field.clone(),
            reason.clone(),
            String::new(),
            list.clone(),
        ];
        cells.extend(with_text.then(|| record.raw.clone()));
        cells.extend(headers.iter().map(|header| record.text(header).unwrap_or_default().to_owned()));
        writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned())).map_err(written)?;
    }
    let bytes = writer.into_inner().map_err(|_| Fault::failed("The refused rows could not be written."))?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

/// Writes text to a new file that only its owner can read; it is there whole or not at all.
///
/// # Errors
/// There is a file of that name, or it cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), Fault> {
    refuse_existing(path)?;
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        // A link, unlike a rename, never replaces a file that appeared in the meantime.
        fs::hard_link(&part, path)
    };
    let done = write();
    let _ = fs::remove_file(&part);
    done.map_err(|error| Fault::failed(format!("{} could not be written: {error}.", path.display())))
}

/// A file that is there already is never written over.
///
/// # Errors
/// There is a file of that name.
pub fn refuse_existing(path: &Path) -> Result<(), Fault> {
    if path.symlink_metadata().is_ok() {
        return Err(Fault::failed(format!("There is a file {} already.", path.display()))
            .hint("Give another name, or move that file away."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_comes_back_is_of_the_list_it_was_from() {
        let of =
            |text: &str| Record { fields: vec![(Arc::from(LIST), text.to_owned())], ..Record::default() };
        for (cell, list) in
            [("march", Some("march")), ("'=1+1", Some("=1+1")), ("'t list", Some("'t list")), (" ", None)]
        {
            assert_eq!(list_of(&of(cell)), list, "{cell}");
        }
        assert_eq!(list_of(&Record::default()), None);
    }

    #[test]
    fn a_file_of_refused_rows_is_private_and_never_replaces_another() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rejects.csv");
        write_new(&path, "a").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(write_new(&path, "b").unwrap_err().message.contains("already"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn refused_rows_keep_their_columns_and_cannot_run() {
        let record = Record {
            line: 7,
            offset: 300,
            fields: vec![(Arc::from("Name"), "=1+1".to_owned()), (Arc::from("Note"), "a\n\"b\"".to_owned())],
            ..Record::default()
        };
        let list = "=list".to_owned();
        let text =
            csv(&[Reject { record, list, field: "given".into(), reason: "Why, then.".into() }]).unwrap();
        assert_eq!(
            text,
            "\u{feff}kith_line,kith_offset,kith_field,kith_reason,kith_decision,kith_list,Name,Note\n7,300,given,\"Why, then.\",,'=list,'=1+1,\"a\n\"\"b\"\"\"\n"
        );
    }
}
