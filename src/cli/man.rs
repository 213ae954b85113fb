//! `kith man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::desk::Desk;
use crate::fault::Fault;

/// Write the manual pages into a folder
#[derive(Args)]
pub struct Man {
    /// The folder; it is made if it is not there
    folder: PathBuf,
}

impl Man {
    /// Writes one page for kith and one for each command.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.folder.as_os_str() == "-" {
            return Err(Fault::usage("The manual is several pages, and needs a folder.")
                .hint("For example: kith man pages"));
        }
        let told = |error: std::io::Error| {
            Fault::failed(format!("The pages could not be written to {}: {error}.", self.folder.display()))
        };
        fs::create_dir_all(&self.folder).map_err(told)?;
        clap_mangen::generate_to(super::command(), &self.folder).map_err(told)?;
        let pages = fs::read_dir(&self.folder).map_err(told)?.count();
        desk.out.text(&format!("Wrote the manual pages to {}: {pages} files.", self.folder.display()))
    }
}
