//! A card that the caller talks to.

use cie_devices::apdu::{CardTransport as Transport, Limits};
use cie_devices::{Code, Error, Result};

use crate::Bytes;

callback! {
    /// A card that can be talked to: the tag of a phone's NFC, a reader of your own, a `VirtualCard`.
    pub trait CardLink as CardTransport;

    /// Sends a command to the card as it is, and returns the response as it is, status included.
    /// Whatever is raised ends the reading with `CIE-DEV-401`.
    fn transmit(command: Bytes) -> Bytes;
}

/// The caller's card as a reader sees it.
pub(super) struct Linked {
    card: CardTransport,
    limits: Limits,
}

/// Longest command and response with short lengths.
const SHORT: u32 = 261;

impl Linked {
    /// A card, and the longest command and response that pass, if they are bounded.
    pub(super) fn new(card: CardTransport, longest: Option<u32>) -> Self {
        let limits = match longest {
            None => Limits::EXTENDED,
            Some(longest) if longest <= SHORT => Limits::SHORT,
            Some(longest) => {
                let longest = usize::try_from(longest).unwrap_or(usize::MAX);
                Limits::extended_up_to(
                    longest.min(Limits::EXTENDED.command),
                    longest.min(Limits::EXTENDED.response),
                )
            }
        };
        Self { card, limits }
    }
}

impl Transport for Linked {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        let answer = self.card.0.transmit(Bytes(command.to_vec()));
        let failed = |failure| Error::new(Code::TransportFailed).caused_by(failure);
        Ok(answer.map_err(failed)?.0)
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}
