//! `cie store verify`, and the chain of a store for `cie journal verify`.

use cie_core::redact::Personal;
use cie_store::{Store, Verified};
use clap::Args;
use serde_json::json;

use super::place::{Access, Keys, keeping, open};
use super::show_verified;
use crate::commands::table;
use crate::connector::{Keeping, Kept, Place};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie store verify`.
#[derive(Args, Debug)]
pub(crate) struct VerifyOptions {
    /// The store: a SQLite file or a backup of one, postgresql://user@host:port/database, or the
    /// apr.toml of a comune. In PostgreSQL, without --tenant, the journals of all.
    store: Personal<String>,
    #[command(flatten)]
    access: Access,
}

pub(super) fn run(options: &VerifyOptions, report: &mut Report) -> Result<Status, Failure> {
    let keeping = keeping(&options.store, &options.access, &Keys::default())?;
    match &keeping.place {
        Place::File(file) => show_verified(&Store::check_file(file)?, report),
        Place::Postgres { tenant, .. } if tenant.is_empty() => return all(&keeping, report),
        Place::Postgres { .. } => show_verified(&chain(&keeping)?, report),
    }
    Ok(Status::Ok)
}

/// Checks the chain of a store, which is only read.
pub(crate) fn chain(keeping: &Keeping) -> Result<Verified, Failure> {
    let keeping = Keeping {
        keys: None,
        ..keeping.clone()
    };
    Ok(open(&keeping, true)?.verify_journal()?)
}

/// The chains of every tenant of a database.
fn all(keeping: &Keeping, report: &mut Report) -> Result<Status, Failure> {
    let mut any = keeping.clone();
    if let Place::Postgres { tenant, .. } = &mut any.place {
        // Whoever it is: nothing of theirs is read.
        "-".clone_into(tenant);
    }
    let Kept::Postgres(store) = open(&any, true)? else {
        return Ok(Status::Ok);
    };
    let (mut rows, mut status) = (Vec::new(), Status::Ok);
    for tenant in store.tenants()? {
        match store.for_tenant(&tenant)?.verify_journal() {
            Ok(verified) => {
                let head = verified.head.to_string();
                report.record(&json!({
                    "tenant": tenant,
                    "ok": true,
                    "entries": verified.entries,
                    "head": head,
                }));
                rows.push([tenant, verified.entries.to_string(), head]);
            }
            Err(error) => {
                let failure = Failure::from(error);
                if failure.status == Status::Environment {
                    return Err(failure.about(&tenant));
                }
                status = Status::Findings;
                report.record(&json!({
                    "tenant": tenant,
                    "ok": false,
                    "code": failure.code,
                    "message_it": failure.it,
                    "message_en": failure.en,
                }));
                let said = failure.text(report.lang()).to_owned();
                rows.push([tenant, String::new(), said]);
            }
        }
    }
    table::rows(report, &rows);
    Ok(status)
}
