//! `cie store`: backups, checks and retention of a store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use cie_core::redact::Secret;
use cie_store::{
    ClockCheck, Confidence, FileKeys, KeyProvider, PassphraseKeys, RetentionPolicy, Store,
    StoreOptions, Verified,
};
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::{input, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Longest policy and passphrase file, in bytes.
const MAX_POLICY: u64 = 64 << 10;
const MAX_PASSPHRASE: u64 = 4 << 10;
/// Rows erased in one transaction: others may write in between.
const BATCH: u32 = 500;

/// The commands of `cie store`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check pages, references and journal. It is only read, and no keys are needed.
    Verify(VerifyOptions),
    /// Copy a store that may be in use into a new file, and check the copy.
    Backup(BackupOptions),
    /// Make a store of a backup, checked before and after.
    Restore(RestoreOptions),
    /// Erase what the rules of retention say is due.
    Retention(RetentionOptions),
}

/// Options of `cie store verify`.
#[derive(Args, Debug)]
pub(crate) struct VerifyOptions {
    /// The store, or a backup of one.
    store: PathBuf,
}

/// Options of `cie store backup`.
#[derive(Args, Debug)]
pub(crate) struct BackupOptions {
    /// The store.
    store: PathBuf,
    /// The new file; it must not exist.
    to: PathBuf,
}

/// Options of `cie store restore`.
#[derive(Args, Debug)]
pub(crate) struct RestoreOptions {
    /// The backup.
    backup: PathBuf,
    /// The new store; it must not exist.
    to: PathBuf,
}

/// Options of `cie store retention`.
#[derive(Args, Debug)]
pub(crate) struct RetentionOptions {
    /// The store.
    store: PathBuf,
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
    /// File of the keys of a sealed store.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// File whose first line is the passphrase that opens the file of keys.
    #[arg(long, value_name = "FILE", requires = "keys")]
    passphrase_file: Option<PathBuf>,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    match command {
        Command::Verify(options) => {
            let verified = Store::check_file(&options.store)?;
            show_verified(&verified, report);
            Ok(Status::Ok)
        }
        Command::Backup(options) => backup(options, report),
        Command::Restore(options) => {
            let verified = Store::restore(&options.backup, &options.to)?;
            show_verified(&verified, report);
            Ok(Status::Ok)
        }
        Command::Retention(options) => retention(options, report),
    }
}

fn backup(options: &BackupOptions, report: &mut Report) -> Result<Status, Failure> {
    // Read-only: a wrong name must not make a new store.
    let source = StoreOptions {
        read_only: true,
        ..StoreOptions::default()
    };
    let verified = source.open(&options.store)?.backup(&options.to)?;
    show_verified(&verified, report);
    Ok(Status::Ok)
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
    if !options.store.exists() {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(input::unreadable(&options.store, &error));
    }
    let store = StoreOptions {
        keys: keys(options)?,
        ..StoreOptions::default()
    };
    let store = store.open(&options.store)?;
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
    let cleared = store.scrub(false)?;
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

fn keys(options: &RetentionOptions) -> Result<Option<Arc<dyn KeyProvider>>, Failure> {
    let Some(file) = &options.keys else {
        return Ok(None);
    };
    Ok(Some(match &options.passphrase_file {
        Some(path) => Arc::new(PassphraseKeys::open(file, &passphrase(path)?)?),
        None => Arc::new(FileKeys::open(file)?),
    }))
}

fn passphrase(path: &Path) -> Result<Secret, Failure> {
    let text = input::read_text(path, MAX_PASSPHRASE)?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}
