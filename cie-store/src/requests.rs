//! Requests of issue as stored: a JSON document, its state, and a version that counts changes.

use chrono::{DateTime, Utc};
use cie_core::issuance::{RequestNumber, State};
use cie_core::redact::Personal;
use serde_json::Value;

use crate::{Code, Error, Result};

/// What the caller believes to be stored; anything else refuses the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Nothing: this is a new request.
    Absent,
    /// This version.
    Version(u64),
}

/// A request to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestUpdate {
    /// Number.
    pub number: RequestNumber,
    /// What must be stored now.
    pub expected: Expected,
    /// State.
    pub state: State,
    /// Version of the document's own shape, chosen by whoever writes it.
    pub format: u32,
    /// The document, at most [`RequestUpdate::MAX_DOCUMENT`] bytes as JSON.
    pub document: Personal<Value>,
    /// When it changed.
    pub at: DateTime<Utc>,
}

impl RequestUpdate {
    /// Longest document, in bytes of JSON.
    pub const MAX_DOCUMENT: usize = 8 * 1024 * 1024;

    /// The version that it becomes, over the stored one.
    pub(crate) fn next_version(&self, stored: Option<u64>) -> Result<u64> {
        match (self.expected, stored) {
            (Expected::Absent, None) => Ok(1),
            (Expected::Absent, Some(_)) => Err(Code::RequestExists.into()),
            (Expected::Version(_), None) => Err(Code::RequestUnknown.into()),
            (Expected::Version(expected), Some(stored)) if expected == stored => Ok(stored + 1),
            (Expected::Version(expected), Some(stored)) => {
                let detail = format!("expected version {expected}, stored {stored}");
                Err(Error::new(Code::VersionConflict).detail(detail))
            }
        }
    }

    /// The document as text, within its limits.
    pub(crate) fn text(&self) -> Result<String> {
        let too_large = |what| Error::new(Code::TooLarge).detail(what);
        let text = serde_json::to_string(self.document.expose())
            .map_err(|_| too_large("document of a request"))?;
        if text.len() > Self::MAX_DOCUMENT {
            return Err(too_large("document of a request"));
        }
        // What nests deeper than the parser allows could be written but never read again.
        serde_json::from_str::<Value>(&text)
            .map_err(|_| too_large("nesting of a request's document"))?;
        Ok(text)
    }
}

/// A stored request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// Number.
    pub number: RequestNumber,
    /// State.
    pub state: State,
    /// How often it was written, from 1; the value for [`Expected::Version`].
    pub version: u64,
    /// Version of the document's own shape.
    pub format: u32,
    /// The document; JSON `null` when it was erased by retention or at a person's request.
    pub document: Personal<Value>,
    /// When it changed last.
    pub changed_at: DateTime<Utc>,
}

/// Which requests to list, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFilter {
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those whose number follows this one.
    pub after: Option<RequestNumber>,
    /// At most so many.
    pub limit: u32,
}

impl Default for RequestFilter {
    fn default() -> Self {
        Self {
            state: None,
            after: None,
            limit: 100,
        }
    }
}

/// Durable requests.
pub trait Requests: Send + Sync {
    /// Gives out the next number of a comune and year. It is given out once, used or not.
    ///
    /// # Errors
    /// `CIE-STORE-033` after 999999; `CIE-STORE-052` when the ISTAT code is not 6 digits,
    /// `CIE-STORE-024` when the year is not 1 to 9999; errors of the store.
    fn next_number(&self, istat: &str, year: i32) -> Result<RequestNumber>;

    /// Writes a request if what is stored is what the caller expects, and returns its new version.
    ///
    /// # Errors
    /// `CIE-STORE-030` when it exists and was expected absent, `CIE-STORE-031` when it does not
    /// exist, `CIE-STORE-032` when its version is another, `CIE-STORE-023` when the document is
    /// too large; errors of the store.
    fn put(&self, update: &RequestUpdate) -> Result<u64>;

    /// A request by its number.
    ///
    /// # Errors
    /// `CIE-STORE-022` when the record cannot be read; errors of the store.
    fn get(&self, number: &RequestNumber) -> Result<Option<RequestRecord>>;

    /// Requests in the order of their numbers.
    ///
    /// # Errors
    /// As for [`Requests::get`].
    fn list(&self, filter: &RequestFilter) -> Result<Vec<RequestRecord>>;
}
