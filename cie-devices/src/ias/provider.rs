//! The protected channel of the IAS application, opened by who holds the keys of a role.

use crate::apdu::CardTransport;
use crate::emrtd::{Channel, SecureMessaging};
use crate::{Code, Error, Result};

/// Opens the protected channel that the CIE wants before PIN and PUK: key agreement and mutual
/// authentication with the keys of a role. This SDK holds no such keys; the State's middleware, a
/// security module or the issuer's software implement it.
pub trait ChannelProvider {
    /// Agrees on keys with the card and proves the role.
    ///
    /// # Errors
    /// Those of the transport, and `CIE-DEV-493` when the role cannot be proved.
    fn open(&mut self, card: &mut dyn CardTransport) -> Result<SecureMessaging>;
}

/// Opens the protected channel with a provider.
///
/// # Errors
/// Those of [`ChannelProvider::open`].
pub fn secure<T: CardTransport>(
    channel: &mut Channel<T>,
    provider: &mut dyn ChannelProvider,
) -> Result<()> {
    channel.reset();
    let messaging = provider
        .open(channel.transport())
        .map_err(|error| match error.code() {
            Code::CardAccessRefused => Error::new(Code::CardChannelRequired).caused_by(error),
            _ => error,
        })?;
    channel.secure(messaging);
    Ok(())
}
