//! PIN and PUK: the tries left are asked for, and shown, before one is spent.

use cie_core::document::{Pin, Puk};

use crate::apdu::{CardTransport, Command, Meaning, Status};
use crate::emrtd::Channel;
use crate::{Code, Error, Result};

/// Which secret of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardSecret {
    /// The PIN; three errors block it.
    Pin,
    /// The PUK; ten errors block the card for good.
    Puk,
}

impl CardSecret {
    /// Its reference in the card.
    #[must_use]
    pub fn reference(self) -> u8 {
        match self {
            Self::Pin => 0x81,
            Self::Puk => 0x82,
        }
    }
}

/// How many tries a secret has left, as the card said. Only [`tries_left`] makes one, and spending a
/// try takes one: nobody presents a PIN without having asked first.
#[derive(Debug, PartialEq, Eq)]
pub struct TriesLeft {
    secret: CardSecret,
    left: Option<u8>,
    last_allowed: bool,
}

impl TriesLeft {
    /// The tries left; none when the secret is verified already and the card does not say.
    #[must_use]
    pub fn count(&self) -> Option<u8> {
        self.left
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.left == Some(0)
    }

    /// Says that the holder knows it is the last try. Without this the last one is not spent.
    #[must_use]
    pub fn allow_last(mut self) -> Self {
        self.last_allowed = true;
        self
    }

    fn spend(&self, secret: CardSecret) -> Result<()> {
        if self.secret != secret {
            return Err(Error::new(Code::BadAccessPassword).detail("tries of another secret"));
        }
        match self.left {
            Some(0) => Err(Code::CardPinBlocked.into()),
            Some(1) if !self.last_allowed => {
                Err(Error::new(Code::WrongCardPin).detail("one try left, not spent unasked"))
            }
            _ => Ok(()),
        }
    }
}

/// Asks how many tries are left; spends none.
///
/// # Errors
/// `CIE-DEV-493` when the card tells it over a protected channel only, and those of the transport.
pub fn tries_left<T: CardTransport>(
    channel: &mut Channel<T>,
    secret: CardSecret,
) -> Result<TriesLeft> {
    let ask = Command::new(0x00, 0x20, 0x00, secret.reference());
    let status = channel.send(&ask)?.status();
    let left = match status.meaning() {
        Meaning::Success => None,
        Meaning::TriesLeft(left) => Some(left),
        Meaning::Blocked => Some(0),
        _ => return Err(refusal(status, "tries left")),
    };
    Ok(TriesLeft {
        secret,
        left,
        last_allowed: false,
    })
}

/// Presents the PIN.
///
/// # Errors
/// `CIE-DEV-491` when it is wrong, with the tries left, or when the last try was not allowed;
/// `CIE-DEV-492` when it is blocked; `CIE-DEV-493` when the card wants a protected channel.
pub fn verify_pin<T: CardTransport>(
    channel: &mut Channel<T>,
    pin: &Pin,
    tries: &TriesLeft,
) -> Result<()> {
    tries.spend(CardSecret::Pin)?;
    present(channel, CardSecret::Pin, pin.expose())
}

/// Changes the PIN from an old one to a new one.
///
/// # Errors
/// As [`verify_pin`], for the old one.
pub fn change_pin<T: CardTransport>(
    channel: &mut Channel<T>,
    old: &Pin,
    new: &Pin,
    tries: &TriesLeft,
) -> Result<()> {
    tries.spend(CardSecret::Pin)?;
    let mut both = zeroize::Zeroizing::new(Vec::with_capacity(16));
    both.extend_from_slice(old.expose().as_bytes());
    both.extend_from_slice(new.expose().as_bytes());
    let change = Command::new(0x00, 0x24, 0x00, CardSecret::Pin.reference()).data(&both);
    judge(channel.send(&change)?.status(), "change of PIN")
}

/// Unblocks the PIN with the PUK and sets a new one.
///
/// # Errors
/// As [`verify_pin`], for the PUK.
pub fn unblock_pin<T: CardTransport>(
    channel: &mut Channel<T>,
    puk: &Puk,
    new: &Pin,
    tries: &TriesLeft,
) -> Result<()> {
    tries.spend(CardSecret::Puk)?;
    present(channel, CardSecret::Puk, puk.expose())?;
    let pin = CardSecret::Pin.reference();
    let reset = Command::new(0x00, 0x2C, 0x02, pin).data(new.expose().as_bytes());
    judge(channel.send(&reset)?.status(), "unblocking of PIN")
}

fn present<T: CardTransport>(
    channel: &mut Channel<T>,
    secret: CardSecret,
    digits: &str,
) -> Result<()> {
    let verify = Command::new(0x00, 0x20, 0x00, secret.reference()).data(digits.as_bytes());
    judge(channel.send(&verify)?.status(), "verification")
}

fn judge(status: Status, step: &'static str) -> Result<()> {
    match status.meaning() {
        Meaning::Success => Ok(()),
        Meaning::TriesLeft(0) | Meaning::Blocked => Err(Code::CardPinBlocked.into()),
        Meaning::TriesLeft(left) => {
            Err(Error::new(Code::WrongCardPin).detail(format!("{left} tries left")))
        }
        _ => Err(refusal(status, step)),
    }
}

fn refusal(status: Status, step: &'static str) -> Error {
    match status.meaning() {
        Meaning::SecurityNotSatisfied
        | Meaning::SecureMessagingMissing
        | Meaning::SecureMessagingWrong => {
            Error::new(Code::CardChannelRequired).detail(format!("{step}, {status}"))
        }
        _ => Error::new(Code::UnexpectedStatus).detail(format!("{step}, {status}")),
    }
}
