//! `cie`, the command of the SDK.
//!
//! Every command takes `--json` (one JSON object a line on stdout, messages on stderr) and
//! `--lang it|en`. Exit codes: 0 ok, 1 findings or refused, 2 usage, 3 environment.

#[macro_use]
mod report;

mod args;
mod commands;
mod connector;
mod demo;
mod exit;
mod shown;
mod signals;
mod simulator;
mod usage;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::end(error),
    };
    let mut report = report::Report::new(arguments.lang.into(), arguments.json);
    let outcome = match arguments.command {
        args::Command::Demo(options) => demo::run(&options, &mut report),
        args::Command::Cf(command) => commands::cf::run(&command, &mut report),
        args::Command::Validity(options) => commands::validity::run(&options, &mut report),
        args::Command::Fees(command) => commands::fees::run(&command, &mut report),
        args::Command::Mrz(command) => commands::mrz::run(&command, &mut report),
        args::Command::Request(command) => commands::request::run(&command, &mut report),
        args::Command::Card(command) => commands::card::run(&command, &mut report),
        args::Command::Fingerprint(command) => commands::fingerprint::run(&command, &mut report),
        args::Command::Photo(command) => commands::photo::run(&command, &mut report),
        args::Command::Signature(command) => commands::signature::run(&command, &mut report),
        args::Command::Barcode(command) => commands::barcode::run(&command, &mut report),
        args::Command::Scan(command) => commands::scan::run(&command, &mut report),
        args::Command::Sco(command) => commands::sco::run(&command, &mut report),
        args::Command::Office(command) => commands::office::run(&command, &mut report),
        args::Command::Registry(command) => commands::registry::run(&command, &mut report),
        args::Command::Profile(command) => commands::profile::run(&command, &mut report),
        args::Command::Rules(command) => commands::rules::run(&command, &mut report),
        args::Command::Connector(command) => commands::connector::run(&command, &mut report),
        args::Command::Journal(command) => commands::journal::run(&command, &mut report),
        args::Command::Store(command) => commands::store::run(&command, &mut report),
        args::Command::Doctor(options) => commands::doctor::run(&options, &mut report),
        args::Command::Devices(command) => commands::devices::run(&command, &mut report),
        args::Command::Simulator(options) => simulator::run(&options, &mut report),
    };
    match outcome.and_then(|status| report.close(status)) {
        Ok(status) => status.into(),
        Err(failure) => {
            report.failure(&failure);
            failure.status.into()
        }
    }
}
