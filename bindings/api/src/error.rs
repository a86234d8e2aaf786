//! The one error of the facade.

use std::fmt;

use cie_core::error::{Coded, Kind, Position};
use cie_core::lang::Lang;

choice! {
    /// What sort of trouble an error is, for callers that decide by class and not by code.
    pub enum ErrorKind {
        /// The input is malformed: fix it and try again.
        Input = "input",
        /// A limit on size, depth, count or time was exceeded.
        Limit = "limit",
        /// What was asked for does not exist.
        NotFound = "not_found",
        /// A rule of law or policy says no.
        Refused = "refused",
        /// The operation is not allowed in the present state.
        State = "state",
        /// The same identifier was used for something else.
        Conflict = "conflict",
        /// Stored or received data do not match their hash or signature.
        Integrity = "integrity",
        /// A peer or device does not answer: trying again later may work.
        Unavailable = "unavailable",
        /// The machine is at fault: disk, port, permission, missing file.
        Environment = "environment",
        /// A defect of this SDK.
        Internal = "internal",
    }
}

impl From<Kind> for ErrorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Input => Self::Input,
            Kind::Limit => Self::Limit,
            Kind::NotFound => Self::NotFound,
            Kind::Refused => Self::Refused,
            Kind::State => Self::State,
            Kind::Conflict => Self::Conflict,
            Kind::Integrity => Self::Integrity,
            Kind::Unavailable => Self::Unavailable,
            Kind::Environment => Self::Environment,
            // A kind that the facade does not know yet is a defect of the facade.
            _ => Self::Internal,
        }
    }
}

record! {
    /// Where in the input the trouble is; what does not apply is absent.
    pub struct ErrorPosition {
        /// Offset in bytes, from 0.
        pub byte: Option<i64> = None,
        /// Line, from 1.
        pub line: Option<i64> = None,
        /// Column in characters, from 1, of a text.
        pub column: Option<i64> = None,
        /// Path of a field, such as `residence.civic`, or name of the column of a table.
        pub field: Option<String> = None,
    }
}

impl From<&Position> for ErrorPosition {
    fn from(position: &Position) -> Self {
        // No input is near the largest i64.
        let count = |value: u64| Some(i64::try_from(value).unwrap_or(i64::MAX));
        let nowhere = Self {
            byte: None,
            line: None,
            column: None,
            field: None,
        };
        match position {
            Position::Byte(at) => Self {
                byte: count(*at),
                ..nowhere
            },
            Position::Text { line, column } => Self {
                line: count(*line),
                column: count(*column),
                ..nowhere
            },
            Position::Row { line, column } => Self {
                line: count(*line),
                field: Some(column.to_string()),
                ..nowhere
            },
            Position::Field(path) => Self {
                field: Some(path.to_string()),
                ..nowhere
            },
            _ => nowhere,
        }
    }
}

/// What went wrong, in both languages: the same code as in Rust, and no personal data.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ApiError {
    /// Stable code, such as `CIE-CORE-010`.
    pub code: String,
    /// Class of the error.
    pub kind: ErrorKind,
    /// What, where and what to do, in Italian.
    pub message_it: String,
    /// What, where and what to do, in English.
    pub message_en: String,
    /// Where in the input, if known.
    pub position: Option<ErrorPosition>,
}

/// Result of the facade.
pub type Result<T, E = ApiError> = std::result::Result<T, E>;

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message_en)
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
    /// The error as a JSON object, for languages whose exceptions carry one text.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Texts and numbers alone: nothing in it can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl<E: Coded> From<E> for ApiError {
    fn from(error: E) -> Self {
        let info = error.info();
        Self {
            code: info.id.into(),
            kind: info.kind.into(),
            message_it: error.message(Lang::It),
            message_en: error.message(Lang::En),
            position: error.position().map(ErrorPosition::from),
        }
    }
}
