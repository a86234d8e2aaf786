//! What a reader does for us.

use crate::Result;

/// How long commands and responses may be on the way to the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Whether extended lengths pass.
    pub extended: bool,
    /// Longest command in bytes, header and lengths included.
    pub command: usize,
    /// Longest response in bytes, status included.
    pub response: usize,
}

impl Limits {
    /// Extended lengths, everything that an APDU can write.
    pub const EXTENDED: Self = Self {
        extended: true,
        command: 65_544,
        response: 65_538,
    };
    /// Short lengths only.
    pub const SHORT: Self = Self {
        extended: false,
        command: 261,
        response: 258,
    };

    /// Extended lengths with other bounds, as the reader or the phone tells them.
    #[must_use]
    pub const fn extended_up_to(command: usize, response: usize) -> Self {
        Self {
            extended: true,
            command,
            response,
        }
    }
}

/// A card that can be talked to: one command in, one response out.
///
/// Implement it for a reader, a phone's NFC tag or a simulator. The bytes go to the card as they
/// are and come back as they are, status included; nothing is retried here.
///
/// ```
/// use cie_devices::apdu::{CardTransport, Command, exchange};
/// struct Deaf;
/// impl CardTransport for Deaf {
///     fn transmit(&mut self, _: &[u8]) -> cie_devices::Result<Vec<u8>> {
///         Ok(vec![0x6D, 0x00])
///     }
/// }
/// let answer = exchange(&mut Deaf, &Command::new(0, 0xB0, 0, 0).expecting(4))?;
/// assert_eq!(answer.status().to_string(), "6D00");
/// # Ok::<(), cie_devices::Error>(())
/// ```
pub trait CardTransport {
    /// Sends the bytes of a command and waits for those of the response.
    ///
    /// # Errors
    /// `CIE-DEV-400` when the card has gone, `CIE-DEV-401` when the exchange failed,
    /// `CIE-DEV-402` when the reader has gone, `CIE-DEV-601` when no answer came in time,
    /// `CIE-DEV-602` when another program reset the card.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>>;

    /// What passes; extended lengths unless said otherwise.
    fn limits(&self) -> Limits {
        Limits::EXTENDED
    }

    /// Resets the card, so that no session of another program is left on it. Says whether it could:
    /// a transport that cannot, as most phones, leaves the card as it is and answers `false`.
    ///
    /// # Errors
    /// As [`transmit`](Self::transmit).
    fn renew(&mut self) -> Result<bool> {
        Ok(false)
    }
}

impl<T: CardTransport + ?Sized> CardTransport for &mut T {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        (**self).transmit(command)
    }
    fn limits(&self) -> Limits {
        (**self).limits()
    }
    fn renew(&mut self) -> Result<bool> {
        (**self).renew()
    }
}

impl<T: CardTransport + ?Sized> CardTransport for Box<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        (**self).transmit(command)
    }
    fn limits(&self) -> Limits {
        (**self).limits()
    }
    fn renew(&mut self) -> Result<bool> {
        (**self).renew()
    }
}
