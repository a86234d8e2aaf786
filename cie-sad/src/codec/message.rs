//! What comes out of decoding and encoding.

use cie_core::error::Position;
use cie_core::exchange::{Anomaly, Answer, Operation, OperationId};

/// Why something of a message was left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownReason {
    /// The profile has no such element or attribute.
    NotInProfile,
    /// The profile has it, but the model had no use for it beside the other data.
    Unused,
}

/// An element or attribute (`path/@name`) of a message that was left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Path from the root, which is not named. Never carries the text of the element.
    pub path: String,
    /// Line and column of the element.
    pub at: Position,
    /// Why.
    pub reason: UnknownReason,
}

/// A message that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<T> {
    /// The message.
    pub message: T,
    /// What of it was left aside; an integrator looks at this first.
    pub unknown: Vec<Unknown>,
}

/// A message that was written.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes, in the encoding of the profile.
    pub bytes: Vec<u8>,
    /// Names of the fields left out, under the policy
    /// [`Unmapped::Report`](crate::profile::Unmapped::Report).
    pub omitted: Vec<&'static str>,
    /// Names of the fields left out, although the profile has a place for them, because the schema
    /// of the wire does not take them as they are.
    pub incomplete: Vec<&'static str>,
}

impl std::fmt::Debug for Encoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoded")
            .field("bytes", &self.bytes.len())
            .field("omitted", &self.omitted)
            .field("incomplete", &self.incomplete)
            .finish()
    }
}

/// The answer to a request that could not be read: there may be no operation to answer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The identifier of the request, when it could be read.
    pub operation_id: Option<OperationId>,
    /// Sender of the refusal.
    pub sender: Option<String>,
    /// Recipient of the refusal, when it could be read.
    pub recipient: Option<String>,
    /// What was wrong.
    pub anomalies: Vec<Anomaly>,
}

/// What a connector sends back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Response {
    /// An answer to the operation.
    Answer(Operation, Answer),
    /// A refusal.
    Refusal(Refusal),
}
