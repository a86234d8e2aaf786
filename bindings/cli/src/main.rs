//! `cie`, the command of the SDK.
//!
//! Every command takes `--json` (one JSON object a line on stdout, messages on stderr) and
//! `--lang it|en`. Exit codes: 0 ok, 1 findings or refused, 2 usage, 3 environment.

#[macro_use]
mod report;

mod args;
mod demo;
mod exit;

mod simulator;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = args::Arguments::parse();
    let mut report = report::Report::new(arguments.lang.into(), arguments.json);
    let outcome = match arguments.command {
        args::Command::Demo(options) => demo::run(&options, &mut report),
        args::Command::Simulator(options) => simulator::run(&options, &mut report),
    };
    match outcome {
        Ok(status) => status.into(),
        Err(failure) => {
            report.failure(&failure);
            failure.status.into()
        }
    }
}
