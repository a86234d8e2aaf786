//! `cie fingerprint capture`: a session at the terminal.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::document::{LeapDay, OnBirthday, age_on};
use cie_core::request::Impossibility;
use cie_core::rule::validity::FINGERPRINTS_TEMPORARY;
use cie_devices::fingerprint::quality::ClarityMeter;
use cie_devices::fingerprint::session::{Patience, PrintSession, SessionSettings, Step, conduct};
use cie_devices::sim::MARKER;
use clap::Args;
use serde_json::json;

use super::desk::Terminal;
use super::store::{self, Folder};
use super::{scanner, shown};
use crate::commands::input;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie fingerprint capture`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The scanner: a TOML file, see docs/fingerprint.md.
    #[arg(long, value_name = "FILE")]
    scanner: PathBuf,
    /// Folder for the prints; while the session lasts also for the session, which is resumed from there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Date of birth of the citizen, YYYY-MM-DD: below the age of the rule no print is taken.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    born: NaiveDate,
    /// Date of the request, YYYY-MM-DD [default: today].
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<NaiveDate>,
    /// Quality from 0 to 100 from which a print is taken without asking.
    #[arg(long, default_value_t = SessionSettings::default().least_quality, value_name = "QUALITY", value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
    /// Seconds to wait for each finger.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// Ask nothing: after the attempts go on to the next finger, after the last one take the best print.
    #[arg(long)]
    unattended: bool,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let on = input::day_or_today(options.on);
    let age = age_on(options.born, on, OnBirthday::default(), LeapDay::default());
    let age = age.ok_or_else(|| {
        Failure::new(
            Status::Usage,
            "la data di nascita è successiva alla richiesta",
            "the date of birth is after the request",
        )
    })?;
    let mut scanner = scanner::open(&options.scanner)?;
    let folder = Folder::open(&options.out)?;
    let settings = SessionSettings {
        least_quality: options.least,
    };
    let fresh = PrintSession::begin(on, age, settings)?;
    let mut session = match folder.session()? {
        None => fresh,
        Some(left) if left.same_case(&fresh) => {
            report.line(&text!(lang, "sessione ripresa" / "session resumed"));
            left
        }
        Some(_) => return Err(store::other(&folder.session_file())),
    };
    let info = scanner.info();
    report.object("scanner", json!(info));
    report.line(&info.name);
    let mut patience = Patience::default();
    patience.capture = Duration::from_secs(options.seconds);
    let mut desk = Terminal {
        report,
        folder: &folder,
        unattended: options.unattended,
        explained: false,
    };
    let ended = conduct(
        &mut session,
        scanner.as_mut(),
        &ClarityMeter,
        &mut desk,
        &patience,
    );
    match ended? {
        Step::NotDue { from_age } => {
            folder.forget()?;
            report.record(&json!({ "outcome": "not_due", "from_age": from_age, "prints": [] }));
            report.show(&text!(
                lang,
                "  sotto i {from_age} anni non si prendono impronte"
                    / "  no prints are taken below the age of {from_age}"
            ));
            return Ok(Status::Ok);
        }
        Step::Refused => folder.forget()?,
        _ => {}
    }
    let outcome = session.outcome()?;
    let written = folder.finish(&outcome)?;
    let prints: Vec<_> = outcome
        .prints
        .iter()
        .map(|taken| {
            json!({
                "hand": taken.print.hand,
                "finger": taken.print.finger,
                "quality": taken.quality,
                "attempts": taken.attempts,
                "image": taken.print.image.about,
            })
        })
        .collect();
    report.record(&json!({
        "outcome": "complete",
        "prints": prints,
        "impossible": outcome.impossible,
        "written": written,
    }));
    for taken in &outcome.prints {
        let (print, quality) = (&taken.print, taken.quality);
        let finger = shown::finger(print.hand, print.finger, lang);
        let label = if print.image.about.simulated {
            format!(", {MARKER}")
        } else {
            String::new()
        };
        let bytes = print.image.about.len;
        report.show(&text!(
            lang,
            "  {finger}: qualità {quality}, WSQ di {bytes} byte{label}"
                / "  {finger}: quality {quality}, WSQ of {bytes} bytes{label}"
        ));
    }
    if let Some(kind) = outcome.impossible {
        let rule = FINGERPRINTS_TEMPORARY.id;
        let temporary = kind == Impossibility::Temporary;
        report.show(&if temporary {
            text!(
                lang,
                "  impossibilità temporanea: validità ridotta (cie rules explain {rule})"
                    / "  temporarily impossible: shorter validity (cie rules explain {rule})"
            )
        } else {
            text!(
                lang,
                "  impossibilità permanente: validità ordinaria"
                    / "  impossible for good: ordinary validity"
            )
        });
    }
    Ok(Status::Ok)
}
