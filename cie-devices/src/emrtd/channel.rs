//! The way to the card: plain at first, secure once access is gained.

use std::fmt;

use super::messaging::SecureMessaging;
use crate::apdu::{CardTransport, Command, Limits, Response, exchange};
use crate::{Code, Error, Result};

/// Data bytes of one sealed link: the most that fits a short command with AES.
const LINK: usize = 223;
/// Class bit of all links of a chain but the last.
const CHAINED: u8 = 0x10;
/// What sealing adds to a command at most: header, padding, length, checksum, extended lengths.
const SEALING: usize = 64;

/// What went over the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Commands sent.
    pub exchanges: u64,
    /// Bytes sent.
    pub sent: u64,
    /// Bytes received.
    pub received: u64,
}

/// A transport with its secure channel, if there is one.
pub struct Channel<T> {
    wire: Counted<T>,
    messaging: Option<SecureMessaging>,
}

impl<T: CardTransport> Channel<T> {
    /// A plain channel.
    pub fn new(transport: T) -> Self {
        Self {
            wire: Counted {
                transport,
                traffic: Traffic::default(),
                bounds: None,
            },
            messaging: None,
        }
    }

    /// Sends a command, sealed if the channel is secure, and gives the whole answer. Where only short
    /// lengths pass, a long command goes as a chain whose links are sealed one by one.
    ///
    /// # Errors
    /// Those of [`exchange`], and `CIE-DEV-440` to `CIE-DEV-443` from the secure channel, which is
    /// then closed.
    pub fn send(&mut self, command: &Command) -> Result<Response> {
        if self.messaging.is_none() {
            return exchange(&mut self.wire, command);
        }
        let answer = self.send_links(command);
        if answer.is_err() {
            // The counters no longer agree: nothing more can be said on this channel.
            self.messaging = None;
        }
        answer
    }

    fn send_links(&mut self, command: &Command) -> Result<Response> {
        let limits = self.wire.limits();
        if limits.extended && command.payload().len() + SEALING <= limits.command {
            return self.send_sealed(command);
        }
        let [class, instruction, p1, p2] = command.header();
        let mut rest = command.payload();
        while let Some((link, after)) = rest.split_at_checked(LINK)
            && !after.is_empty()
        {
            let link = Command::new(class | CHAINED, instruction, p1, p2).data(link);
            self.send_sealed(&link)?
                .status()
                .check("command chaining")?;
            rest = after;
        }
        let last = Command::new(class, instruction, p1, p2).data(rest);
        self.send_sealed(&match command.expected() {
            Some(expected) => last.expecting(expected),
            None => last,
        })
    }

    fn send_sealed(&mut self, command: &Command) -> Result<Response> {
        let messaging = self.messaging.as_mut().ok_or(Code::SecureMessagingLost)?;
        let sealed = messaging.protect(command)?;
        let response = exchange(&mut self.wire, &sealed)?;
        messaging.open(&response)
    }

    /// Opens a secure channel, or replaces the one there is.
    pub fn secure(&mut self, messaging: SecureMessaging) {
        self.messaging = Some(messaging);
    }

    /// Goes back to plain commands, as after the card was reset.
    pub fn reset(&mut self) {
        self.messaging = None;
    }

    /// Whether commands are sealed.
    pub fn is_secure(&self) -> bool {
        self.messaging.is_some()
    }

    /// The largest READ BINARY that fits one answer.
    pub(crate) fn largest_read(&self) -> u32 {
        let limits = self.wire.limits();
        let answer = if limits.extended {
            limits.response
        } else {
            258
        };
        let bytes = match &self.messaging {
            Some(messaging) => messaging.payload_of(answer),
            None => answer.saturating_sub(2),
        };
        u32::try_from(bytes).unwrap_or(u32::MAX).clamp(1, 65_536)
    }

    /// Keeps commands and responses within what the chip says of itself; never below what short
    /// lengths need.
    pub(crate) fn bound(&mut self, command: usize, response: usize) {
        let short = Limits::SHORT;
        self.wire.bounds = Some((command.max(short.command), response.max(short.response)));
    }

    /// Resets the card, where the transport can; says whether it could.
    ///
    /// # Errors
    /// Those of the transport.
    pub fn renew(&mut self) -> Result<bool> {
        self.messaging = None;
        self.wire.transport.renew()
    }

    /// What went over the wire so far.
    pub fn traffic(&self) -> Traffic {
        self.wire.traffic
    }

    /// The transport.
    pub fn transport(&mut self) -> &mut T {
        &mut self.wire.transport
    }

    /// Gives the transport back.
    pub fn into_transport(self) -> T {
        self.wire.transport
    }
}

impl<T> fmt::Debug for Channel<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Channel({:?}, {:?})", self.messaging, self.wire.traffic)
    }
}

struct Counted<T> {
    transport: T,
    traffic: Traffic,
    /// Longest command and longest response that the chip itself takes and gives.
    bounds: Option<(usize, usize)>,
}

impl<T: CardTransport> CardTransport for Counted<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        self.traffic.exchanges += 1;
        self.traffic.sent += command.len() as u64;
        let answer = self.transport.transmit(command)?;
        self.traffic.received += answer.len() as u64;
        if answer.len() > 65_538 {
            return Err(Error::from(Code::ResponseTooLong));
        }
        Ok(answer)
    }

    fn limits(&self) -> Limits {
        let mut limits = self.transport.limits();
        if let Some((command, response)) = self.bounds {
            limits.command = limits.command.min(command);
            limits.response = limits.response.min(response);
        }
        limits
    }
}
