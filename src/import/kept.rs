//! How the columns of a list went the last time, kept beside the caseload as mappings (`lists/referrals-monthly-report.toml`):
//! the next file with the same headers is matched in the same way, and a script reads it with `--map`.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use crate::domain::fold::fold;
use crate::fault::Fault;
use crate::import::kind::Kind;
use crate::import::mapping::Mapping;
use crate::import::rejects;

/// The folder beside the caseload.
const FOLDER: &str = "lists";

/// A mapping that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// What it says.
    pub mapping: toml::Table,
}

/// The folder of the kept mappings of a caseload.
pub fn folder(caseload: &Path) -> Option<PathBuf> {
    caseload.parent().map(|folder| folder.join(FOLDER))
}

/// The mapping kept last for a file with just these headers; one that cannot be read is passed over.
pub fn find(caseload: &Path, kind: Kind, headers: &[&str]) -> Option<Kept> {
    let wanted: BTreeSet<String> = headers.iter().map(|header| fold(header)).collect();
    let mut found: Vec<(std::time::SystemTime, Kept)> = Vec::new();
    for entry in fs::read_dir(folder(caseload)?).ok()?.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(&format!("{}-", kind.word()))
            || path.extension().is_none_or(|ending| ending != "toml")
        {
            continue;
        }
        let Some((text, mapping)) = read(&path) else { continue };
        let own: Option<BTreeSet<String>> = mapping
            .get("columns")
            .and_then(toml::Value::as_table)
            .map(|all| all.keys().map(|one| fold(one)).collect());
        if own.as_ref() == Some(&wanted) && Mapping::read(&text, kind).is_ok() {
            let changed =
                entry.metadata().and_then(|about| about.modified()).unwrap_or(std::time::UNIX_EPOCH);
            found.push((changed, Kept { path, mapping }));
        }
    }
    found.into_iter().max_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path))).map(|(_, kept)| kept)
}

fn read(path: &Path) -> Option<(String, toml::Table)> {
    let text = fs::read_to_string(path).ok()?;
    let mapping = text.parse().ok()?;
    Some((text, mapping))
}

/// Keeps a mapping for the next file of a list, in place of the one that was kept for it; gives its file.
///
/// # Errors
/// It cannot be written.
pub fn keep(caseload: &Path, kind: Kind, list: &str, mapping: &str) -> Result<PathBuf, Fault> {
    let folder = folder(caseload).ok_or_else(|| Fault::failed("The caseload is in no folder."))?;
    let told =
        |error: std::io::Error| Fault::failed(format!("{} could not be written: {error}.", folder.display()));
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(told)?;
    let words = fold(list).replace(' ', "-");
    let words = if words.is_empty() { "list".to_owned() } else { words.chars().take(60).collect() };
    let path = folder.join(format!("{}-{words}.toml", kind.word()));
    // The old one stays until the new one is there whole.
    let fresh = folder.join(format!(".{words}.{}.new", std::process::id()));
    rejects::write_new(&fresh, mapping)?;
    fs::rename(&fresh, &path).map_err(told)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_found_again_by_the_headers_of_its_file_alone() {
        let home = tempfile::tempdir().unwrap();
        let caseload = home.path().join("caseload.kith");
        let mapping = "list = \"Monthly\"\n[columns]\n\"Who\" = \"full_name\"\n\"Odd\" = \"\"\n";
        let found = |headers: &[&str]| find(&caseload, Kind::Referrals, headers);
        assert!(found(&["Who", "Odd"]).is_none());
        let path = keep(&caseload, Kind::Referrals, "Monthly: report", mapping).unwrap();
        assert_eq!(path, home.path().join("lists/referrals-monthly-report.toml"));
        assert_eq!(found(&["ODD", "who"]).unwrap().path, path, "in any order and writing");
        assert!(found(&["Who"]).is_none() && found(&["Who", "Odd", "More"]).is_none());
        assert!(find(&caseload, Kind::People, &["Who", "Odd"]).is_none());
        let other = mapping.replace("full_name", "family");
        assert_eq!(keep(&caseload, Kind::Referrals, "Monthly: report", &other).unwrap(), path);
        let columns = found(&["Who", "Odd"]).unwrap().mapping["columns"].clone();
        assert_eq!(columns["Who"].as_str(), Some("family"), "the newest one is kept");
        fs::write(&path, "[columns]\n\"Who\" = \"no_such_field\"\n\"Odd\" = \"\"\n").unwrap();
        assert!(found(&["Who", "Odd"]).is_none(), "one that cannot be read is passed over");
    }
}
