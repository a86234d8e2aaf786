//! From PostgreSQL's SQLSTATEs to the codes of this crate.
//!
//! The server's own texts quote values: none is kept, only the SQLSTATE.

use postgres::Error as Sql;

use crate::{Code, Error};

/// SQLSTATE that our triggers raise.
const APPEND_ONLY: &str = "CIE20";

/// Translates an error of the driver.
// By value, so that it fits `map_err`.
#[allow(clippy::needless_pass_by_value)]
pub(super) fn sql(error: Sql) -> Error {
    let Some(state) = error.code() else {
        // No answer of the server: the connection is gone, or the driver could not read the row.
        let read_it = error.is_closed() || std::error::Error::source(&error).is_some_and(is_io);
        return if read_it {
            Code::DatabaseDown.into()
        } else {
            Code::Unexpected.into()
        };
    };
    let state = state.code();
    Error::new(code(state)).detail(format!("SQLSTATE {state}"))
}

fn is_io(error: &(dyn std::error::Error + 'static)) -> bool {
    error.is::<std::io::Error>()
}

fn code(state: &str) -> Code {
    match state {
        APPEND_ONLY => Code::AppendOnly,
        // Statement or lock took too long; somebody cancelled it.
        "57014" | "55P03" => Code::DatabaseSlow,
        // Deadlock, serialisation: the other one went on, this one may try again.
        "40001" | "40P01" => Code::Locked,
        "53100" => Code::Full,
        "53200" | "53300" | "53400" => Code::DatabaseDown,
        "25006" => Code::ReadOnly,
        "3D000" | "42501" => Code::DatabaseRefused,
        "XX001" | "XX002" => Code::Corrupt,
        _ => match state.get(..2) {
            Some("28") => Code::DatabaseRefused,
            Some("08" | "57") => Code::DatabaseDown,
            Some("58") => Code::Io,
            _ => Code::Unexpected,
        },
    }
}

/// A stored record of this table cannot be read.
pub(super) fn bad_record(table: &'static str) -> Error {
    Error::new(Code::BadRecord).detail(table)
}
