//! The program `rufliste`: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(rufliste::cli::main())
}
