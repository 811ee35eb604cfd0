//! The userhash command: makes and checks the user hashes of chat and support widgets.
//!
//! A thin layer, as every host is: it reads users, calls the crate `userhash`, and writes what
//! that returned. `docs/cli.md` says what it promises to those who call it.

mod args;
mod csv;
mod failure;
mod fingerprint;
mod input;
mod keygen;
mod keys;
mod lines;
mod output;
mod pages;
mod progress;
mod prompt;
mod report;
mod sign;
mod signals;
mod usage;
mod verify;

use args::Command;
use failure::{Outcome, Stop};
use std::ffi::OsString;
use std::process::ExitCode;
use usage::Request;

fn main() -> ExitCode {
    let argv: Vec<OsString> = std::env::args_os().collect();
    failure::silence_panics();
    match failure::catch_panics(|| run(&argv)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NotVerified) => ExitCode::from(1),
        Err(Stop::BrokenPipe) => signals::die_of_broken_pipe(),
        Err(Stop::Failure(failure)) => {
            failure.print(usage::wants_json(&argv));
            ExitCode::from(2)
        }
    }
}

fn run(argv: &[OsString]) -> Result<Outcome, Stop> {
    match usage::parse(argv)? {
        Request::Show(text) => pages::show(text.as_bytes()),
        Request::Run(Command::Sign(sign)) => sign::run(&sign),
        Request::Run(Command::Verify(verify)) => verify::run(&verify),
        Request::Run(Command::Fingerprint(fingerprint)) => fingerprint::run(&fingerprint),
        Request::Run(Command::Keygen(keygen)) => keygen::run(&keygen),
        Request::Run(Command::Completions { shell }) => pages::completions(shell),
        Request::Run(Command::Man { page }) => pages::man(page.as_deref()),
    }
}
