//! Who answers the requests of a folder.

use cie_core::exchange::Outcome;

use crate::Error;
use crate::codec::Limits;
use crate::connector::Connector;
use crate::profile::Profile;

/// Answers the requests of a folder. A [`Connector`] does; so does a tenant of a
/// [`Host`](crate::hosting::Host), through
/// [`Host::folder_exchange`](crate::hosting::Host::folder_exchange).
pub trait Desk: Send {
    /// The profile: how messages and files look.
    fn profile(&self) -> &Profile;

    /// Bounds on a message.
    fn limits(&self) -> &Limits;

    /// Answers one message; `ticket` names its file for as long as it is in hand.
    fn answer(&self, ticket: &str, message: &[u8]) -> Said;

    /// The answer to a message that could not be handled at all.
    fn unavailable(&self) -> Vec<u8>;
}

/// What a [`Desk`] said.
#[derive(Debug)]
pub struct Said {
    /// The answer.
    pub body: Vec<u8>,
    /// The outcome it carries.
    pub outcome: Outcome,
    /// The message could be read; if not, the answer is a refusal of it.
    pub readable: bool,
    /// The answer was stored before.
    pub repeated: bool,
    /// What went wrong. When it may pass by itself ([`Kind::Unavailable`](cie_core::error::Kind)),
    /// the request is tried again.
    pub cause: Option<Error>,
}

impl Desk for Connector {
    fn profile(&self) -> &Profile {
        Self::profile(self)
    }

    fn limits(&self) -> &Limits {
        Self::limits(self)
    }

    fn answer(&self, _: &str, message: &[u8]) -> Said {
        let reply = self.handle(message);
        Said {
            body: reply.body,
            outcome: reply.outcome,
            readable: reply.readable,
            repeated: reply.repeated,
            cause: reply.cause,
        }
    }

    fn unavailable(&self) -> Vec<u8> {
        Self::unavailable(self)
    }
}
