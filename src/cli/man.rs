//! `kith man`: the manual pages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::{Args, Command};

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
        let told = |error: io::Error| {
            Fault::failed(format!("The pages could not be written to {}: {error}.", self.folder.display()))
        };
        fs::create_dir_all(&self.folder).map_err(told)?;
        let mut kith = super::command();
        kith.build();
        let pages = write(&kith, &self.folder).map_err(told)?;
        desk.out.done(&format!("Wrote the manual pages to {}: {pages} files.", self.folder.display()))
    }
}

/// Writes the pages of a command and of those below it, and answers how many there are.
fn write(command: &Command, folder: &Path) -> io::Result<usize> {
    let mut pages = 1;
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        pages += write(below, folder)?;
    }
    let name = clap_mangen::Man::new(command.clone()).get_filename();
    fs::write(folder.join(name), page(command)?)?;
    Ok(pages)
}

/// The page of a command: its own options, those of every command, and what it ends with.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let man = clap_mangen::Man::new(command.clone())
        .source(concat!("kith ", env!("CARGO_PKG_VERSION")))
        .manual("kith");
    // What every command takes stands below under its own heading, and would hide the command's own in one line.
    let own = command.clone().mut_args(|arg| {
        let everywhere = arg.get_help_heading().is_some();
        arg.hide(everywhere)
    });
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    clap_mangen::Man::new(own).render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    let mut options = Vec::new();
    man.render_options_section(&mut options)?;
    let everywhere = ".SH \"OPTIONS FOR EVERY COMMAND\"";
    let options = String::from_utf8_lossy(&options).replace(everywhere, ".SS \"Options for every command\"");
    page.extend(options.bytes());
    if command.get_subcommands().any(|below| !below.is_hide_set()) {
        man.render_subcommands_section(&mut page)?;
    }
    page.extend(statuses().bytes());
    Ok(page)
}

/// What a command ends with, as a section of a page.
fn statuses() -> String {
    let mut section = String::from(".SH \"EXIT STATUS\"\n");
    for (status, meaning) in super::STATUSES.lines().filter_map(|line| line.trim().split_once("    ")) {
        let _ = writeln!(section, ".TP\n\\fB{status}\\fR\n{meaning}");
    }
    section
}
