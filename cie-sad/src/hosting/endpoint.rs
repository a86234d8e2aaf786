//! What answers the messages of a tenant.

use std::borrow::Cow;

use cie_core::exchange::{Operation, Outcome, RegistryError};

use crate::Code;
use crate::carriage::{message_type, unpacked};
use crate::connector::{Connector, Reply};
use crate::profile::{Envelope, Profile};

/// What answers messages: bytes in, bytes out. [`Connector`] is one.
///
/// Calls block; the host makes them on its worker threads, several at once.
pub trait Endpoint: Send + Sync {
    /// Answers one message, given as the body of an HTTP request or as a file. Always answers.
    fn answer(&self, body: &[u8]) -> Answered;

    /// Answers on the thread that read the request, which has others to serve: only what waits for
    /// nobody and takes less than a millisecond. `None`, as without a word of its own: nothing was
    /// done, and [`Endpoint::answer`] is called on a thread that may block.
    fn answer_now(&self, body: &[u8]) -> Option<Answered> {
        let _ = body;
        None
    }

    /// The answer to a message that could not be handled in time, or at all.
    fn unavailable(&self) -> Answered;

    /// A document offered to whoever asks with GET, such as a WSDL, for this query string.
    fn document(&self, query: &str) -> Option<Document> {
        let _ = query;
        None
    }

    /// Looks whether registry and store are there, without changing anything. Called seldom.
    ///
    /// # Errors
    /// Whatever is wrong with them; it is logged and never shown to a workstation.
    fn probe(&self) -> Result<(), RegistryError> {
        Ok(())
    }
}

/// A document for GET.
#[derive(Clone, Debug)]
pub struct Document {
    /// Media type, with its charset.
    pub media_type: Cow<'static, str>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// An answer, and what may be counted and logged about it: nothing personal.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// Media type, with its charset.
    pub media_type: Cow<'static, str>,
    /// The bytes.
    pub body: Vec<u8>,
    /// The operation, when the request could be told.
    pub operation: Option<Operation>,
    /// The outcome.
    pub outcome: Outcome,
    /// Codes of the errors and warnings.
    pub codes: Vec<String>,
    /// The message could be read; if not, the answer is a refusal of it.
    pub readable: bool,
    /// The answer was stored before.
    pub repeated: bool,
    /// The error of this crate that kept the answer from being the registry's.
    pub trouble: Option<Code>,
}

impl Answered {
    /// An answer that could be given.
    #[must_use]
    pub fn new(media_type: impl Into<Cow<'static, str>>, body: Vec<u8>, outcome: Outcome) -> Self {
        Self {
            status: 200,
            media_type: media_type.into(),
            body,
            operation: None,
            outcome,
            codes: Vec::new(),
            readable: true,
            repeated: false,
            trouble: None,
        }
    }

    /// An answer without a body, for when nobody is there to write one.
    #[must_use]
    pub fn bare(status: u16) -> Self {
        Self {
            status,
            ..Self::new("text/plain; charset=UTF-8", Vec::new(), Outcome::Error)
        }
    }
}

impl std::fmt::Debug for Answered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answered")
            .field("status", &self.status)
            .field("operation", &self.operation)
            .field("outcome", &self.outcome)
            .field("codes", &self.codes)
            .field("repeated", &self.repeated)
            .field("trouble", &self.trouble)
            .finish_non_exhaustive()
    }
}

impl Endpoint for Connector {
    fn answer(&self, body: &[u8]) -> Answered {
        answered(
            self.profile(),
            self.handle(&unpacked(self.profile().carrier(), body)),
        )
    }

    fn answer_now(&self, body: &[u8]) -> Option<Answered> {
        let reply = self.handle_now(&unpacked(self.profile().carrier(), body))?;
        Some(answered(self.profile(), reply))
    }

    fn unavailable(&self) -> Answered {
        let media_type = message_type(self.profile().charset());
        Answered {
            status: 503,
            ..Answered::new(media_type, Connector::unavailable(self), Outcome::Error)
        }
    }
}

fn answered(profile: &Profile, reply: Reply) -> Answered {
    let enveloped = profile.envelope() != Envelope::None;
    Answered {
        // SOAP 1.1, 6.2: a Fault goes with 500, and any other envelope is an answer.
        status: match (reply.fault, reply.readable || enveloped) {
            (true, _) => 500,
            (false, true) => 200,
            (false, false) => 400,
        },
        media_type: message_type(profile.charset()).into(),
        body: reply.body,
        operation: reply.operation,
        outcome: reply.outcome,
        codes: reply.codes,
        readable: reply.readable,
        repeated: reply.repeated,
        trouble: reply.cause.map(|cause| cause.code()),
    }
}
