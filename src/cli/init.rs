//! `kith init`: makes the caseload file.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use clap::{Args, ValueEnum};

use super::desk::Desk;
use super::json::Item;
use super::output::Format;
use crate::fault::Fault;
use crate::store::Store;

/// How a file is shared on one computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sharing {
    /// One person uses it.
    Alone,
    /// One service account owns it; each worker comes in by their own SSH key.
    Guarded,
    /// The members of one group share it; the folder is made 2770.
    Group,
}

/// Make the caseload file
///
/// Makes the file that --db or `KITH_DB` names, or the usual one. It is readable by you alone. A file that is there
/// already is never touched.
#[derive(Args)]
pub struct Init {
    /// How the file is shared on this computer
    #[arg(long, value_enum, default_value = "alone")]
    mode: Sharing,
}

impl Init {
    /// Makes the file and says where it is.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let path = desk.caseload()?;
        if desk.options.read_only {
            return Err(Fault::usage("A file cannot be made with --read-only."));
        }
        if self.mode == Sharing::Group {
            shared_folder(&path)?;
        }
        let store = Store::create(&path, desk.actor.clone(), desk.clock)?;
        let shown = store.path().unwrap_or(&path).display().to_string();
        if desk.out.format == Format::Json {
            return desk.out.json(&Item::new().with("version", 1).with("file", shown));
        }
        desk.out.text(&format!("Made an empty caseload at {shown}."))?;
        if self.mode == Sharing::Guarded {
            desk.out.say(
                "Bind each worker's key to their name in authorized_keys of the account that owns the file:",
            );
            desk.out.say("  restrict,pty,command=\"KITH_LOCKED=1 kith --as NAME\" ssh-ed25519 ...");
        }
        desk.out.say("To put people in: kith import referrals FILE, or kith add referral");
        Ok(())
    }
}

/// Makes the folder for a group, or refuses one that is not a group's.
fn shared_folder(path: &Path) -> Result<(), Fault> {
    let path = std::path::absolute(path)?;
    let Some(folder) = path.parent() else { return Ok(()) };
    if !folder.exists() {
        fs::DirBuilder::new().recursive(true).mode(0o770).create(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o2770))?;
    }
    let mode = fs::metadata(folder)?.permissions().mode() & 0o7777;
    if mode & 0o2077 == 0o2070 {
        return Ok(());
    }
    Err(Fault::failed(format!("The folder {} is not set up for a group.", folder.display()))
        .hint(format!("To set it up: chmod 2770 {}", folder.display())))
}
