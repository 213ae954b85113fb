//! The command line: one file per verb; the doc comment of a verb is its help.

use std::process::ExitCode;

/// Runs the program with the words of the process and gives its exit status.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
