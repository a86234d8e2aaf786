//! PIN and PUK of a card: the tries left are asked for before one is spent.

use cie_core::document::{Pin, Puk};
use cie_devices::emrtd::Channel;
use cie_devices::ias::{
    self, CardSecret, TriesLeft, change_pin, tries_left, unblock_pin, verify_pin,
};

use super::CardTransport;
use super::transport::Linked;
use crate::Result;

record! {
    /// How many tries PIN and PUK have left; absent for one that is verified already.
    pub struct PinTries {
        /// Of the PIN; 0 when it is blocked.
        pub pin: Option<u32> = None,
        /// Of the PUK; 0 when it is blocked, and the card with it.
        pub puk: Option<u32> = None,
    }
}

/// The channel to a card's application for services.
fn selected(card: CardTransport) -> Result<Channel<Linked>> {
    let mut channel = Channel::new(Linked::new(card, None));
    ias::select(&mut channel)?;
    Ok(channel)
}

/// Asks for the tries of a secret. The last one is spent only if the caller says so.
fn asked(channel: &mut Channel<Linked>, secret: CardSecret, last_try: bool) -> Result<TriesLeft> {
    let tries = tries_left(channel, secret)?;
    Ok(if last_try { tries.allow_last() } else { tries })
}

fn both(channel: &mut Channel<Linked>) -> Result<PinTries> {
    let mut of =
        |secret| -> Result<Option<u32>> { Ok(tries_left(channel, secret)?.count().map(u32::from)) };
    Ok(PinTries {
        pin: of(CardSecret::Pin)?,
        puk: of(CardSecret::Puk)?,
    })
}

export! { long
    /// How many tries PIN and PUK have left; none is spent. A real CIE tells it, as it takes the other
    /// commands of PIN and PUK, over a channel opened with the keys of a role only.
    fn card_pin_tries(card: CardTransport) -> PinTries, "Promise<PinTries>"
    [
        /// `CIE-DEV-401` when the transport failed;
        /// `CIE-DEV-493` when the card tells it over a protected channel only;
    ]
    {
        both(&mut selected(card)?)
    }

    /// Presents the PIN. The last try is spent with `last_try` only. Gives the tries left after it.
    fn verify_card_pin(
        card: CardTransport,
        pin: String,
        last_try: Option<bool> = None,
    ) -> PinTries, "Promise<PinTries>"
    [
        /// `CIE-CORE-103` when it is not 8 digits;
        /// `CIE-DEV-401` when the transport failed;
        /// `CIE-DEV-491` when it is wrong, or when it would be the last try;
        /// `CIE-DEV-492` when it is blocked;
        /// `CIE-DEV-493` when the card wants a protected channel;
    ]
    {
        let pin = Pin::parse(&pin)?;
        let mut channel = selected(card)?;
        let tries = asked(&mut channel, CardSecret::Pin, last_try.unwrap_or_default())?;
        verify_pin(&mut channel, &pin, &tries)?;
        both(&mut channel)
    }

    /// Changes the PIN. The last try is spent with `last_try` only. Gives the tries left after it.
    fn change_card_pin(
        card: CardTransport,
        old_pin: String,
        new_pin: String,
        last_try: Option<bool> = None,
    ) -> PinTries, "Promise<PinTries>"
    [
        /// `CIE-CORE-103` when one is not 8 digits;
        /// `CIE-DEV-401` when the transport failed;
        /// `CIE-DEV-491` when the old one is wrong, or when it would be the last try;
        /// `CIE-DEV-492` when it is blocked;
        /// `CIE-DEV-493` when the card wants a protected channel;
    ]
    {
        let (old, new) = (Pin::parse(&old_pin)?, Pin::parse(&new_pin)?);
        let mut channel = selected(card)?;
        let tries = asked(&mut channel, CardSecret::Pin, last_try.unwrap_or_default())?;
        change_pin(&mut channel, &old, &new, &tries)?;
        both(&mut channel)
    }

    /// Unblocks the PIN with the PUK and sets a new one. The last try of the PUK is spent with
    /// `last_try` only. Gives the tries left after it.
    fn unblock_card_pin(
        card: CardTransport,
        puk: String,
        new_pin: String,
        last_try: Option<bool> = None,
    ) -> PinTries, "Promise<PinTries>"
    [
        /// `CIE-CORE-103` when one is not 8 digits;
        /// `CIE-DEV-401` when the transport failed;
        /// `CIE-DEV-491` when the PUK is wrong, or when it would be the last try;
        /// `CIE-DEV-492` when it is blocked;
        /// `CIE-DEV-493` when the card wants a protected channel;
    ]
    {
        let (puk, new) = (Puk::parse(&puk)?, Pin::parse(&new_pin)?);
        let mut channel = selected(card)?;
        let tries = asked(&mut channel, CardSecret::Puk, last_try.unwrap_or_default())?;
        unblock_pin(&mut channel, &puk, &new, &tries)?;
        both(&mut channel)
    }
}
