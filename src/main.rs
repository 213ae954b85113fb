//! The program: hands the words of the command line to the library and ends with its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    kith::cli::main()
}
