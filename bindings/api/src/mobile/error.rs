//! The facade's error as an enumeration, which is what Kotlin and Swift can throw.

use std::fmt;

use crate::{ApiError, ErrorKind, ErrorPosition};

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $kind:ident, )+) => {
        /// What went wrong: one case for each kind of trouble, with the same code as in Rust.
        #[derive(Clone, Debug, PartialEq, uniffi::Error)]
        pub enum CieError {
            $(
                $(#[doc = $doc])+
                $kind {
                    /// Stable code, such as `CIE-CORE-010`.
                    code: String,
                    /// What, where and what to do, in Italian.
                    message_it: String,
                    /// What, where and what to do, in English.
                    message_en: String,
                    /// Where in the input, if known.
                    position: Option<ErrorPosition>,
                },
            )+
        }

        impl From<ApiError> for CieError {
            fn from(error: ApiError) -> Self {
                let ApiError { code, kind, message_it, message_en, position } = error;
                match kind {
                    $( ErrorKind::$kind => Self::$kind { code, message_it, message_en, position }, )+
                }
            }
        }

        impl fmt::Display for CieError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$kind { code, message_en, .. } => write!(f, "[{code}] {message_en}"), )+
                }
            }
        }
    };
}

kinds! {
    /// The input is malformed: fix it and try again.
    Input,
    /// A limit on size, depth, count or time was exceeded.
    Limit,
    /// What was asked for does not exist.
    NotFound,
    /// A rule of law or policy says no.
    Refused,
    /// The operation is not allowed in the present state.
    State,
    /// The same identifier was used for something else.
    Conflict,
    /// Stored or received data do not match their hash or signature.
    Integrity,
    /// A peer or device does not answer: trying again later may work.
    Unavailable,
    /// The machine is at fault: disk, port, permission, missing file.
    Environment,
    /// A defect of this SDK.
    Internal,
}

impl std::error::Error for CieError {}
