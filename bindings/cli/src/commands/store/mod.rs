//! `cie store`: backups, checks, keys and retention of a store.

mod copy;
mod key;
mod place;
mod verify;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use cie_core::redact::Personal;
use cie_store::{ClockCheck, Confidence, RetentionPolicy, Verified};
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

use place::open;
pub(super) use place::{Access, Keys, is_url, keeping};
pub(super) use verify::chain;

/// Longest policy, in bytes.
const MAX_POLICY: u64 = 64 << 10;
/// Rows erased in one transaction: others may write in between.
const BATCH: u32 = 500;

/// The commands of `cie store`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check pages, references and journal. It is only read, and no keys are needed.
    Verify(verify::VerifyOptions),
    /// Copy a store that may be in use into a new file, and check the copy.
    Backup(copy::BackupOptions),
    /// Make a store of a backup, checked before and after.
    Restore(copy::RestoreOptions),
    /// Erase what the rules of retention say is due.
    Retention(Box<RetentionOptions>),
    /// Seal everything with the current key: after a rotation, or in a store that was plain so far.
    /// It may be in use; what is interrupted goes on where it was.
    Reseal(Box<key::ResealOptions>),
    /// Make and rotate the keys with which personal data are sealed.
    #[command(subcommand)]
    Key(key::Command),
}

/// Options of `cie store retention`.
#[derive(Args, Debug)]
pub(crate) struct RetentionOptions {
    /// The store: a SQLite file, postgresql://user@host:port/database, or the apr.toml of a comune.
    store: Personal<String>,
    #[command(flatten)]
    access: Access,
    /// The comune's own rules, as TOML [default: the rules of the SDK].
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Only list the rules, with their sources.
    #[arg(long)]
    list: bool,
    /// Moment of the run, such as 2026-11-23T10:00:00Z [default: now].
    #[arg(long, value_name = "TIME")]
    at: Option<DateTime<Utc>>,
    /// The clock is right, although the last run was later or very long ago.
    #[arg(long)]
    confirm_clock: bool,
    #[command(flatten)]
    keys: Keys,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Verify(options) => verify::run(options, report),
        Command::Backup(options) => copy::backup(options, report),
        Command::Restore(options) => copy::restore(options, report),
        Command::Retention(options) => retention(options, report),
        Command::Reseal(options) => key::reseal(options, report),
        Command::Key(command) => key::run(command, report),
    }
}

/// What the journal ends with, to be noted elsewhere.
pub(super) fn show_verified(verified: &Verified, report: &mut Report) {
    let lang = report.lang();
    let head = verified.head.to_string();
    report.record(&json!({ "entries": verified.entries, "head": head }));
    let facts = [
        (
            text!(lang, "voci del giornale" / "entries of the journal"),
            verified.entries.to_string(),
        ),
        (text!(lang, "ultimo hash" / "last hash"), head),
    ];
    table::facts(report, &facts);
}

fn retention(options: &RetentionOptions, report: &mut Report) -> Result<Status, Failure> {
    let policy = match &options.policy {
        Some(path) => {
            let bytes = input::read(path, MAX_POLICY)?;
            // What is not UTF-8 is not TOML either: it says so with its line.
            RetentionPolicy::parse(&String::from_utf8_lossy(&bytes))?
        }
        None => RetentionPolicy::default(),
    };
    if options.list {
        list(&policy, report);
        return Ok(Status::Ok);
    }
    let store = open(
        &keeping(&options.store, &options.access, &options.keys)?,
        false,
    )?;
    let now = options.at.unwrap_or_else(Utc::now);
    let clock = if options.confirm_clock {
        ClockCheck::Confirmed
    } else {
        ClockCheck::Doubt
    };
    let mut total: Vec<(String, u64)> = Vec::new();
    loop {
        let done = store.apply_retention(&policy, now, clock, BATCH)?;
        for (rule, rows) in done.erased {
            match total.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, sum)) => *sum += rows,
                None => total.push((rule, rows)),
            }
        }
        if done.finished {
            break;
        }
    }
    let cleared = store.scrub()?;
    show_erased(&total, cleared, report);
    Ok(Status::Ok)
}

fn show_erased(total: &[(String, u64)], cleared: bool, report: &mut Report) {
    let lang = report.lang();
    let rows = total.iter().map(|(rule, rows)| (rule.clone(), json!(rows)));
    let rules: Map<String, Value> = rows.collect();
    report.record(&json!({ "erased": rules, "log_cleared": cleared }));
    let mut facts: Vec<(String, String)> = total
        .iter()
        .map(|(rule, rows)| (rule.clone(), rows.to_string()))
        .collect();
    if !cleared {
        facts.push((
            text!(lang, "attenzione" / "warning"),
            text!(
                lang,
                "un lettore trattiene il registro accanto al file: ripetere più tardi"
                    / "a reader holds the log beside the file: repeat later"
            ),
        ));
    }
    table::facts(report, &facts);
}

fn list(policy: &RetentionPolicy, report: &mut Report) {
    let lang = report.lang();
    let mut rows = Vec::new();
    for rule in &policy.rules {
        report.record(&json!({
            "id": rule.id,
            "days": rule.days,
            "states": rule.states,
            "remove": rule.remove,
            "confidence": rule.confidence.name(),
            "source": rule.source,
        }));
        rows.push([
            rule.id.clone(),
            text!(lang, "{} giorni" / "{} days", rule.days),
            match rule.confidence {
                Confidence::Law => text!(lang, "norma" / "law"),
                Confidence::LawUnread => {
                    text!(lang, "norma, testo non letto" / "law, its text not read")
                }
                _ => text!(lang, "scelta nostra" / "ours"),
            },
            rule.source.clone(),
        ]);
    }
    table::rows(report, &rows);
}
