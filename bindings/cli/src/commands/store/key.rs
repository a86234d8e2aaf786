//! `cie store key` and `cie store reseal`: the keys of encryption at rest.

use std::path::PathBuf;

use cie_core::redact::Personal;
use cie_sad::hosting::config::SecretSource;
use cie_store::{FileKeys, KeyProvider, PassphraseCost, PassphraseKeys};
use clap::{Args, Subcommand};
use serde_json::json;

use super::place::{Access, Keys, keeping, open};
use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Rows sealed in one transaction: others may write in between.
const BATCH: u32 = 500;

/// The commands of `cie store key`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a file of keys, with one new key. It must not exist.
    New(NewOptions),
    /// Add a new key and make it the current one. What is stored is sealed with it by `cie store
    /// reseal`.
    Rotate(NamedOptions),
    /// Show the names of the keys and which one is the current one; never the keys.
    List(FileOptions),
    /// Forget an older key, once nothing is sealed with it: in the store, and in its backups.
    Forget(ForgetOptions),
}

/// A file of keys.
#[derive(Args, Debug)]
pub(crate) struct FileOptions {
    /// The file of keys, readable by its owner alone. Keep it on another disk than the store and
    /// its backups.
    file: PathBuf,
    /// File whose first line is the passphrase that opens it [default: none is needed].
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// A file of keys and the name of a new one.
#[derive(Args, Debug)]
pub(crate) struct NamedOptions {
    #[command(flatten)]
    at: FileOptions,
    /// Name of the new key, 1 to 80 letters, digits and `.:/-_` [default: today's date].
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// Options of `cie store key new`.
#[derive(Args, Debug)]
pub(crate) struct NewOptions {
    #[command(flatten)]
    named: NamedOptions,
    /// With a passphrase: memory that a guess costs, in KiB.
    #[arg(
        long,
        default_value_t = 65_536,
        value_name = "KIB",
        requires = "passphrase_file"
    )]
    memory_kib: u32,
    /// With a passphrase: passes over that memory.
    #[arg(
        long,
        default_value_t = 3,
        value_name = "PASSES",
        requires = "passphrase_file"
    )]
    passes: u32,
}

/// Options of `cie store key forget`.
#[derive(Args, Debug)]
pub(crate) struct ForgetOptions {
    #[command(flatten)]
    at: FileOptions,
    /// Name of the key.
    name: String,
}

/// Options of `cie store reseal`.
#[derive(Args, Debug)]
pub(crate) struct ResealOptions {
    /// The store: a SQLite file, postgresql://user@host:port/database, or the apr.toml of a comune,
    /// which names the keys too.
    store: Personal<String>,
    #[command(flatten)]
    access: Access,
    #[command(flatten)]
    keys: Keys,
}

/// Either kind of file.
enum Ring {
    Plain(FileKeys),
    Locked(PassphraseKeys),
}

impl Ring {
    fn open(at: &FileOptions) -> Result<Self, Failure> {
        let failed = |error: cie_store::Error| Failure::from(error).in_file(&at.file);
        match &at.passphrase_file {
            None => FileKeys::open(&at.file).map(Self::Plain).map_err(failed),
            Some(file) => {
                let passphrase = SecretSource::File(file.clone()).read()?;
                let keys = PassphraseKeys::open(&at.file, &passphrase);
                keys.map(Self::Locked).map_err(failed)
            }
        }
    }

    fn provider(&self) -> &dyn KeyProvider {
        match self {
            Self::Plain(keys) => keys,
            Self::Locked(keys) => keys,
        }
    }
}

pub(super) fn run(command: &Command, report: &mut Report) -> Result<Status, Failure> {
    let (at, ring) = match command {
        Command::New(options) => (&options.named.at, new(options)?),
        Command::Rotate(options) => {
            let ring = Ring::open(&options.at)?;
            let name = name(options);
            match &ring {
                Ring::Plain(keys) => keys.rotate(&name)?,
                Ring::Locked(keys) => keys.rotate(&name)?,
            }
            (&options.at, ring)
        }
        Command::List(at) => (at, Ring::open(at)?),
        Command::Forget(options) => {
            let ring = Ring::open(&options.at)?;
            match &ring {
                Ring::Plain(keys) => keys.forget(&options.name)?,
                Ring::Locked(keys) => keys.forget(&options.name)?,
            }
            (&options.at, ring)
        }
    };
    show(at, ring.provider(), report)?;
    let lang = report.lang();
    if let Command::New(options) = command {
        let file = options.named.at.file.display();
        report.warn(&text!(
            lang,
            "perse le chiavi, persi i dati: copiare {file} in un luogo sicuro, lontano dall'archivio"
                / "whoever loses the keys loses the data: copy {file} to a safe place, away from the store"
        ));
    }
    if let Command::Rotate(_) = command {
        report.warn(&text!(
            lang,
            "per sigillare con la nuova chiave quanto è già archiviato: cie store reseal"
                / "to seal what is stored with the new key: cie store reseal"
        ));
    }
    Ok(Status::Ok)
}

fn name(options: &NamedOptions) -> String {
    let today = || chrono::Local::now().format("%Y-%m-%d").to_string();
    options.name.clone().unwrap_or_else(today)
}

fn new(options: &NewOptions) -> Result<Ring, Failure> {
    let at = &options.named.at;
    let name = name(&options.named);
    let failed = |error: cie_store::Error| Failure::from(error).in_file(&at.file);
    match &at.passphrase_file {
        None => {
            let keys = FileKeys::create(&at.file, &name);
            keys.map(Ring::Plain).map_err(failed)
        }
        Some(file) => {
            let passphrase = SecretSource::File(file.clone()).read()?;
            let cost = PassphraseCost {
                memory_kib: options.memory_kib,
                passes: options.passes,
            };
            let keys = PassphraseKeys::create(&at.file, &passphrase, cost, &name);
            keys.map(Ring::Locked).map_err(failed)
        }
    }
}

/// The names of the keys, and what others could do about the file.
fn show(at: &FileOptions, keys: &dyn KeyProvider, report: &mut Report) -> Result<(), Failure> {
    let (current, all) = (keys.current()?, keys.keys()?);
    let names: Vec<&String> = all.keys().collect();
    report.record(&json!({ "file": at.file, "current": current, "keys": names }));
    let lang = report.lang();
    let mut facts = vec![(
        text!(lang, "chiave attuale" / "current key"),
        current.clone(),
    )];
    for older in names.iter().filter(|name| ***name != current) {
        facts.push((text!(lang, "più vecchia" / "older"), (*older).clone()));
    }
    table::facts(report, &facts);
    if let Some(file) = &at.passphrase_file
        && SecretSource::File(file.clone()).exposed()
    {
        let file = file.display();
        report.warn(&text!(
            lang,
            "attenzione: {file}: altri possono leggerlo (chmod 600)"
                / "warning: {file}: others may read it (chmod 600)"
        ));
    }
    Ok(())
}

pub(super) fn reseal(options: &ResealOptions, report: &mut Report) -> Result<Status, Failure> {
    let keeping = keeping(&options.store, &options.access, &options.keys)?;
    let store = open(&keeping, false)?;
    // The first to open a store with a new key notes it there.
    store.refresh_keys()?;
    let mut rows = 0;
    loop {
        let done = store.reseal(BATCH)?;
        rows += done.rows;
        if done.finished {
            break;
        }
    }
    let cleared = store.scrub()?;
    report.record(&json!({ "resealed": rows, "log_cleared": cleared }));
    let lang = report.lang();
    let facts = [(
        text!(lang, "righe sigillate" / "rows sealed"),
        rows.to_string(),
    )];
    table::facts(report, &facts);
    Ok(Status::Ok)
}
