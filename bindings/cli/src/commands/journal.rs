//! `cie journal`: whether a journal is whole.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use cie_core::redact::Personal;
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
    Verify(Box<Options>),
}

/// Options of `cie journal verify`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// A store (a SQLite file, postgresql://user@host:port/database, or the apr.toml of a comune), a
    /// backup of one, or a journal exported as JSON Lines. It is only read, and no keys are needed.
    file: Personal<String>,
    #[command(flatten)]
    access: store::Access,
    /// The number of entries noted earlier: with fewer, the end is missing.
    #[arg(long, value_name = "COUNT")]
    at_least: Option<u64>,
}

pub(crate) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    let Command::Verify(options) = command;
    let verified = verify(options)?;
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

fn verify(options: &Options) -> Result<Verified, Failure> {
    let path = Path::new(options.file.expose().as_str());
    let is_config = path.extension().is_some_and(|end| end == "toml");
    if is_config || store::is_url(options.file.expose()) {
        let keys = store::Keys::default();
        return store::chain(&store::keeping(&options.file, &options.access, &keys)?);
    }
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
