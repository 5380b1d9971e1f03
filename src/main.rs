//! The `cartway` command; everything it does lives in [`cartway::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    cartway::cli::main()
}
