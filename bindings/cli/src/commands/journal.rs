//! `cie journal`: whether a journal is whole.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use cie_store::{StoreOptions, Verified, verify_jsonl};
use clap::{Args, Subcommand};

use super::{input, store};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// How every SQLite file begins (its file format, section 1.3).
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// The commands of `cie journal`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check every entry against the one before; name the first that is wrong.
    Verify(Options),
}

/// Options of `cie journal verify`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// A store, a backup of one, or a journal exported as JSON Lines. It is only read, and no keys
    /// are needed.
    file: PathBuf,
    /// The number of entries noted earlier: with fewer, the end is missing.
    #[arg(long, value_name = "COUNT")]
    at_least: Option<u64>,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    let Command::Verify(options) = command;
    let verified = verify(&options.file)?;
    if let Some(noted) = options.at_least.filter(|noted| verified.entries < *noted) {
        return Err(Failure::new(
            Status::Findings,
            format!(
                "le voci sono {}, ne erano annotate {noted}: manca la fine del giornale",
                verified.entries
            ),
            format!(
                "there are {} entries, {noted} were noted: the end of the journal is missing",
                verified.entries
            ),
        ));
    }
    store::show_verified(&verified, report);
    Ok(Status::Ok)
}

fn verify(path: &Path) -> Result<Verified, Failure> {
    let unreadable = |error| input::unreadable(path, &error);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    let length = SQLITE.len() as u64;
    file.by_ref()
        .take(length)
        .read_to_end(&mut start)
        .map_err(unreadable)?;
    if start == SQLITE {
        drop(file);
        let options = StoreOptions {
            read_only: true,
            ..StoreOptions::default()
        };
        return Ok(options.open(path)?.verify_journal()?);
    }
    file.rewind().map_err(unreadable)?;
    Ok(verify_jsonl(BufReader::new(file))?)
}
