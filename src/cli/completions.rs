//! `kith completions`: what a shell needs to complete commands and options. Names of people are never completed.

use clap::Args;
use clap_complete::Shell;

use super::desk::Desk;
use crate::fault::Fault;

/// Print the completions of commands and options for a shell
#[derive(Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, ignore_case = true)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "kith", &mut script);
        desk.out.raw(&script)
    }
}
