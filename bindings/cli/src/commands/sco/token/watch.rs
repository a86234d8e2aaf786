//! `cie sco token watch`: cards that come and go.

use std::time::{Duration, Instant};

use cie_devices::operator::pkcs11::TokenEvent;
use clap::Args;
use serde_json::{Value, json};

use super::card::ModuleOptions;
use super::list;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie sco token watch`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    #[command(flatten)]
    module: ModuleOptions,
    /// How many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let module = options.module.open()?;
    let mut watch = module.watch()?;
    let until = Instant::now() + Duration::from_secs(options.seconds);
    for token in watch.known() {
        show(&TokenEvent::Inserted(token.clone()), report);
    }
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Status::Ok);
        }
        for event in watch.wait(left)? {
            show(&event, report);
        }
    }
}

fn show(event: &TokenEvent, report: &mut Report) {
    let lang = report.lang();
    let (name, told, token) = match event {
        TokenEvent::Inserted(token) => ("inserted", text!(lang, "inserita" / "inserted"), token),
        TokenEvent::Removed(token) => ("removed", text!(lang, "estratta" / "removed"), token),
        _ => return,
    };
    let mut record = list::token_json(token, false);
    if let Value::Object(members) = &mut record {
        members.insert("what".to_owned(), json!(name));
    }
    report.record(&record);
    report.show(&format!("{told}: {} (slot {})", token.reader, token.slot));
}
