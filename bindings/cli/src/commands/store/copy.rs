//! `cie store backup` and `restore`.

use std::path::PathBuf;

use cie_core::redact::Personal;
use cie_store::{Code, Error, Store, StoreOptions};
use clap::Args;

use super::place::{Access, Keys, keeping};
use super::show_verified;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie store backup`.
#[derive(Args, Debug)]
pub(crate) struct BackupOptions {
    /// The store: a SQLite file, or the apr.toml of a comune. PostgreSQL has tools of its own.
    store: Personal<String>,
    /// The new file; it must not exist.
    to: PathBuf,
}

/// Options of `cie store restore`.
#[derive(Args, Debug)]
pub(crate) struct RestoreOptions {
    /// The backup.
    backup: PathBuf,
    /// The new store, a file; it must not exist.
    to: Personal<String>,
}

pub(super) fn backup(options: &BackupOptions, report: &mut Report) -> Result<Status, Failure> {
    let keeping = keeping(&options.store, &Access::default(), &Keys::default())?;
    let Some(file) = keeping.file() else {
        return Err(Error::new(Code::UseDatabaseTools).into());
    };
    // Read-only: a wrong name must not make a new store. Sealed values are copied as they are.
    let source = StoreOptions {
        read_only: true,
        ..StoreOptions::default()
    };
    let verified = source.open(file)?.backup(&options.to)?;
    show_verified(&verified, report);
    Ok(Status::Ok)
}

pub(super) fn restore(options: &RestoreOptions, report: &mut Report) -> Result<Status, Failure> {
    let keeping = keeping(&options.to, &Access::default(), &Keys::default())?;
    let Some(file) = keeping.file() else {
        return Err(Error::new(Code::UseDatabaseTools).into());
    };
    let verified = Store::restore(&options.backup, file)?;
    show_verified(&verified, report);
    Ok(Status::Ok)
}
