//! What `read` and `verify` share: the options, and the inspection itself.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use cie_core::date::parse_date;
use cie_devices::emrtd::{Continue, Progress, Requested};
use cie_devices::inspect::{Inspection, Plan, inspect};
use clap::Args;
use indicatif::ProgressBar;
use ring::rand::SystemRandom;
use serde_json::json;

use super::key::KeyOptions;
use super::source::SourceOptions;
use super::trust;
use crate::exit::Failure;
use crate::report::Report;

/// Options of an inspection.
#[derive(Args, Debug)]
pub(super) struct LookOptions {
    #[command(flatten)]
    source: SourceOptions,
    #[command(flatten)]
    key: KeyOptions,
    /// Country signing authorities to trust: a folder or a file of certificates (DER, PEM) and master
    /// lists (CMS); revocation lists beside them are used. May be repeated.
    #[arg(long, value_name = "DIR")]
    csca: Vec<PathBuf>,
    /// Day of issue, YYYY-MM-DD, at which the chain is judged [default: as the chip says].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    issued: Option<NaiveDate>,
    /// Leave the number for services (NIS) alone: for documents that are no CIE.
    #[arg(long)]
    no_nis: bool,
}

/// What was found, and whether the card is simulated.
pub(super) struct Looked {
    pub(super) found: Inspection,
    pub(super) simulated: bool,
}

impl LookOptions {
    /// Reads the card and judges it.
    pub(super) fn look(
        &self,
        request: Option<&Requested>,
        report: &mut Report,
    ) -> Result<Looked, Failure> {
        let trust = trust::read(&self.csca, report)?;
        let source = self.source.open()?;
        source.label(report);
        let simulated = source.is_simulated();
        let key = self.key.take(source.printed_can(), report)?;
        let mut plan = Plan::new(&key.passwords, &trust.store);
        plan.revocation = &trust.lists;
        plan.issued = self
            .issued
            .map(|day| day.and_time(NaiveTime::MIN).and_utc());
        plan.printed = key.printed.as_ref();
        plan.request = request;
        plan.nis = !self.no_nis;
        let bar = report.progress(1, &text!(report.lang(), "lettura" / "reading"));
        let found = source.with(&mut |card| {
            let mut watch = |progress| show(progress, &bar, report);
            Ok(inspect(card, &plan, &mut SystemRandom::new(), &mut watch)?)
        });
        bar.finish_and_clear();
        Ok(Looked {
            found: found?,
            simulated,
        })
    }
}

/// Moves the bar; programs get an object for each file that is complete.
fn show(progress: Progress, bar: &ProgressBar, report: &mut Report) -> Continue {
    let lang = report.lang();
    match progress {
        Progress::Access => bar.set_message(text!(lang, "accesso" / "access")),
        Progress::Reading { file, done, total } => {
            bar.set_message(file.to_string());
            bar.set_length(total as u64);
            bar.set_position(done as u64);
            if done == total {
                let file = file.to_string();
                report.object("file", json!({ "file": file, "bytes": total }));
            }
        }
        Progress::ChipAuthentication => {
            bar.set_message(text!(
                lang,
                "autenticità del chip" / "genuineness of the chip"
            ));
        }
        _ => {}
    }
    Continue::Yes
}
