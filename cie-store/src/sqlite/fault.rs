//! From SQLite's result codes to the codes of this crate.
//!
//! SQLite's own texts and the converters' causes may quote what was stored: neither is kept, only
//! the number of the result.

use rusqlite::{Error as Sql, ErrorCode, ffi};

use crate::{Code, Error};

/// Translates an error of rusqlite.
pub(crate) fn sql(error: Sql) -> Error {
    match error {
        Sql::SqliteFailure(failure, _) => {
            let detail = format!("SQLite result {}", failure.extended_code);
            Error::new(code(failure)).detail(detail)
        }
        Sql::FromSqlConversionFailure(..)
        | Sql::IntegralValueOutOfRange(..)
        | Sql::InvalidColumnType(..)
        | Sql::Utf8Error(..) => Code::BadRecord.into(),
        Sql::InvalidPath(_) | Sql::NulError(_) => Code::CannotOpen.into(),
        _ => Code::Unexpected.into(),
    }
}

fn code(failure: ffi::Error) -> Code {
    if failure.extended_code == ffi::SQLITE_CONSTRAINT_TRIGGER {
        return Code::AppendOnly;
    }
    match failure.code {
        ErrorCode::DiskFull => Code::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Code::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Code::Locked,
        ErrorCode::NotADatabase => Code::NotADatabase,
        ErrorCode::DatabaseCorrupt => Code::Corrupt,
        ErrorCode::CannotOpen => Code::CannotOpen,
        ErrorCode::SystemIoFailure => Code::Io,
        ErrorCode::TooBig => Code::TooLarge,
        _ => Code::Unexpected,
    }
}

/// A stored record of this table cannot be read.
pub(super) fn bad_record(table: &'static str) -> Error {
    Error::new(Code::BadRecord).detail(table)
}
