//! What every error of the SDK is made of: a stable code, a kind, a position, a cause.
//!
//! Each crate declares its own catalogue with [`error_catalogue!`](crate::error_catalogue), which
//! gives it one `Error` type and one `Code` enum. A code never changes its meaning; it is the same
//! in Rust, in every binding and in the generated documentation.
//!
//! Error texts never carry personal data: [`Fault::detail`] is for names of fields, expected
//! values, limits and counts, not for what the citizen's record contained.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use crate::lang::Lang;

/// What sort of trouble an error is, for callers that decide by class and not by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
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

/// Where in the input the trouble is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Position {
    /// Offset in bytes from the start, counted from 0.
    Byte(u64),
    /// Line and column, both counted from 1.
    Text {
        /// Line, from 1.
        line: u64,
        /// Column in characters, from 1.
        column: u64,
    },
    /// A row of a table and the name of its column.
    Row {
        /// Line of the file, from 1 (the header is line 1).
        line: u64,
        /// Name of the column.
        column: Cow<'static, str>,
    },
    /// Path of a field, such as `residence.civic`.
    Field(Cow<'static, str>),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Byte(at) => write!(f, "byte {at}"),
            Self::Text { line, column } => write!(f, "{line}:{column}"),
            Self::Row { line, column } => write!(f, "{line}, {column}"),
            Self::Field(path) => f.write_str(path),
        }
    }
}

/// The catalogue entry of one error code.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct CodeInfo {
    /// Stable identifier, such as `CIE-SAD-014`.
    pub id: &'static str,
    /// Class of the error.
    pub kind: Kind,
    /// What was wrong, in Italian.
    pub it: &'static str,
    /// What was wrong, in English.
    pub en: &'static str,
    /// What to do, in Italian.
    pub fix_it: &'static str,
    /// What to do, in English.
    pub fix_en: &'static str,
}

/// Implemented by the `Code` enum of each crate.
pub trait Catalogued: Copy + fmt::Debug + Send + Sync + 'static {
    /// The catalogue entry of this code.
    fn info(self) -> &'static CodeInfo;
}

/// Implemented by the `Error` of each crate, so that a caller can show any of them alike.
pub trait Coded: StdError + Send + Sync + 'static {
    /// The catalogue entry.
    fn info(&self) -> &'static CodeInfo;
    /// Where in the input, if known.
    fn position(&self) -> Option<&Position>;
    /// Particulars free of personal data.
    fn detail(&self) -> Option<&str>;

    /// One line in the language asked for: what, where, particulars, what to do.
    fn message(&self, lang: Lang) -> String {
        let info = self.info();
        let (what, fix, at) = match lang {
            Lang::It => (info.it, info.fix_it, "posizione"),
            Lang::En => (info.en, info.fix_en, "at"),
        };
        let mut line = String::from(what);
        if let Some(detail) = self.detail() {
            line.push_str(": ");
            line.push_str(detail);
        }
        if let Some(position) = self.position() {
            line.push_str(&format!(" ({at} {position})"));
        }
        if !fix.is_empty() {
            line.push_str(" — ");
            line.push_str(fix);
        }
        line
    }
}

/// The common body of every crate's `Error`.
#[derive(Debug)]
pub struct Fault<C> {
    /// The stable code.
    pub code: C,
    /// Where in the input.
    pub position: Option<Position>,
    /// Particulars free of personal data.
    pub detail: Option<Cow<'static, str>>,
    /// What caused it.
    pub source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Declares a crate's error catalogue: a `Code` enum, its texts and one `Error` type.
///
/// The crate needs `thiserror` among its dependencies.
///
/// ```
/// mod sample {
///     cie_core::error_catalogue! {
///         prefix = "CIE-SAMPLE";
///         /// The travel flag is not one of the tokens of the profile.
///         UnknownTravelToken = "014", Input {
///             it: "valore del campo espatrio sconosciuto",
///             en: "unknown travel token",
///             fix_it: "usare uno dei valori del profilo",
///             fix_en: "use one of the profile's tokens",
///         }
///     }
/// }
/// use cie_core::error::{Coded, Kind, Position};
/// let error = sample::Error::new(sample::Code::UnknownTravelToken)
///     .detail("expected S or N")
///     .at(Position::Text { line: 3, column: 7 });
/// assert_eq!(error.info().id, "CIE-SAMPLE-014");
/// assert_eq!(error.kind(), Kind::Input);
/// assert_eq!(
///     error.to_string(),
///     "[CIE-SAMPLE-014] unknown travel token: expected S or N (at 3:7) — use one of the profile's tokens",
/// );
/// ```
#[macro_export]
macro_rules! error_catalogue {
    (
        prefix = $prefix:literal;
        $(
            $(#[doc = $doc:literal])+
            $variant:ident = $number:literal, $kind:ident {
                it: $it:literal,
                en: $en:literal,
                fix_it: $fix_it:literal,
                fix_en: $fix_en:literal $(,)?
            }
        )+
    ) => {
        /// The error codes of this crate; a code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $( $(#[doc = $doc])+ $variant, )+
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl $crate::error::Catalogued for Code {
            fn info(self) -> &'static $crate::error::CodeInfo {
                match self {
                    $( Self::$variant => &$crate::error::CodeInfo {
                        id: concat!($prefix, "-", $number),
                        kind: $crate::error::Kind::$kind,
                        it: $it,
                        en: $en,
                        fix_it: $fix_it,
                        fix_en: $fix_en,
                    }, )+
                }
            }
        }

        /// The error of this crate: code, position, particulars, cause. Free of personal data.
        #[derive(Debug, thiserror::Error)]
        #[error("[{}] {}", $crate::error::Coded::info(self).id,
            $crate::error::Coded::message(self, $crate::lang::Lang::En))]
        pub struct Error(Box<$crate::error::Fault<Code>>);

        impl Error {
            /// An error with this code and nothing else.
            #[must_use]
            pub fn new(code: Code) -> Self {
                Self(Box::new($crate::error::Fault {
                    code,
                    position: None,
                    detail: None,
                    source: None,
                }))
            }

            /// Says where in the input.
            #[must_use]
            pub fn at(mut self, position: $crate::error::Position) -> Self {
                self.0.position = Some(position);
                self
            }

            /// Adds particulars. Never put personal data here.
            #[must_use]
            pub fn detail(mut self, detail: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                self.0.detail = Some(detail.into());
                self
            }

            /// Keeps what caused it. Its text is not shown; it is for `source()`.
            #[must_use]
            pub fn caused_by(
                mut self,
                source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
            ) -> Self {
                self.0.source = Some(source.into());
                self
            }

            /// The code.
            #[must_use]
            pub fn code(&self) -> Code {
                self.0.code
            }

            /// The class of the error.
            #[must_use]
            pub fn kind(&self) -> $crate::error::Kind {
                $crate::error::Coded::info(self).kind
            }

            /// What caused it, if another error did.
            #[must_use]
            pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
                self.0.source.as_deref()
            }
        }

        impl From<Code> for Error {
            fn from(code: Code) -> Self {
                Self::new(code)
            }
        }

        impl $crate::error::Coded for Error {
            fn info(&self) -> &'static $crate::error::CodeInfo {
                $crate::error::Catalogued::info(self.0.code)
            }
            fn position(&self) -> Option<&$crate::error::Position> {
                self.0.position.as_ref()
            }
            fn detail(&self) -> Option<&str> {
                self.0.detail.as_deref()
            }
        }
    };
}

/// Declares an error catalogue that is kept in several files, one for each area.
///
/// Each area is a macro that hands on what came before it and adds its own entries; see
/// [`error_catalogue!`](crate::error_catalogue) for their form.
///
/// ```
/// mod sample {
///     macro_rules! reader {
///         ($($before:tt)*) => { cie_core::error_areas! { $($before)*
///             /// The reader is not there.
///             NoReader = "001", Unavailable {
///                 it: "lettore assente",
///                 en: "reader absent",
///                 fix_it: "collegare il lettore",
///                 fix_en: "connect the reader",
///             }
///         } };
///     }
///     macro_rules! card {
///         ($($before:tt)*) => { cie_core::error_areas! { $($before)*
///             /// The card is not there.
///             NoCard = "101", Unavailable {
///                 it: "carta assente",
///                 en: "card absent",
///                 fix_it: "inserire la carta",
///                 fix_en: "insert the card",
///             }
///         } };
///     }
///     cie_core::error_areas! { prefix = "CIE-SAMPLE"; areas = [reader, card]; }
/// }
/// use cie_core::error::Coded;
/// assert_eq!(sample::Code::ALL.len(), 2);
/// assert_eq!(sample::Error::new(sample::Code::NoCard).info().id, "CIE-SAMPLE-101");
/// ```
#[macro_export]
macro_rules! error_areas {
    (prefix = $prefix:literal; areas = []; $($entries:tt)+) => {
        $crate::error_catalogue! { prefix = $prefix; $($entries)+ }
    };
    (
        prefix = $prefix:literal;
        areas = [$area:ident $(, $later:ident)*];
        $($entries:tt)*
    ) => {
        $area! { prefix = $prefix; areas = [$($later),*]; $($entries)* }
    };
}
