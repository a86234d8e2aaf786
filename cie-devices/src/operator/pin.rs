//! PINs: what the card says of its own, and the callback that asks for one.

use cie_core::redact::Secret;

use super::OperatorCard;
use crate::{Code, Error, Result};

/// Most times one call asks for a PIN; fewer than the tries of any known card would lock it.
const MOST_QUESTIONS: u8 = 3;

/// How near the PIN is to being locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PinLevel {
    /// The card does not tell.
    #[default]
    Unknown,
    /// No wrong PIN since the last right one.
    Fine,
    /// At least one wrong PIN since the last right one.
    CountLow,
    /// One more wrong PIN locks the card.
    FinalTry,
    /// The PIN is locked.
    Locked,
    /// The card has no PIN yet, or asks for another one first.
    NotSet,
}

impl PinLevel {
    /// Stable lower-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Fine => "fine",
            Self::CountLow => "count_low",
            Self::FinalTry => "final_try",
            Self::Locked => "locked",
            Self::NotSet => "not_set",
        }
    }
}

/// What the card says of a PIN, without one being tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PinState {
    /// How near it is to being locked.
    pub level: PinLevel,
    /// Attempts left, where the card counts them aloud.
    pub tries_left: Option<u8>,
    /// Whether the reader's own keypad takes it: then no PIN passes through this program.
    pub on_pad: bool,
    /// Fewest and most characters, where known.
    pub length: Option<(usize, usize)>,
}

impl PinState {
    /// What the attempts left say; three are what operator cards start with.
    #[must_use]
    pub fn of_tries(tries_left: Option<u8>) -> Self {
        let level = match tries_left {
            None => PinLevel::Unknown,
            Some(0) => PinLevel::Locked,
            Some(1) => PinLevel::FinalTry,
            Some(2) => PinLevel::CountLow,
            Some(_) => PinLevel::Fine,
        };
        Self {
            level,
            tries_left,
            ..Self::default()
        }
    }

    /// Sets how near the PIN is to being locked.
    #[must_use]
    pub fn with_level(mut self, level: PinLevel) -> Self {
        self.level = level;
        self
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PinPurpose {
    /// The PIN, to log in.
    LogIn,
    /// The PIN, because the key asks for it at each signature.
    EachSignature,
}

/// A question for a PIN.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PinRequest<'a> {
    /// What for.
    pub purpose: PinPurpose,
    /// Name of the card, free of personal data.
    pub card: &'a str,
    /// What the card says of its PIN. Show it: after [`PinLevel::FinalTry`] comes the lock.
    pub state: PinState,
    /// Whether the PIN given before was wrong.
    pub wrong_before: bool,
}

/// Whoever can be asked for the PIN of the operator card. It is asked only when it is needed.
///
/// Closures of the form `FnMut(&PinRequest) -> Option<Secret>` are such a thing.
pub trait PinPrompt {
    /// The PIN, or nothing to give up. The same wrong PIN must never be given twice.
    fn ask(&mut self, request: &PinRequest<'_>) -> Option<Secret>;
}

impl<F: FnMut(&PinRequest<'_>) -> Option<Secret>> PinPrompt for F {
    fn ask(&mut self, request: &PinRequest<'_>) -> Option<Secret> {
        self(request)
    }
}

/// A PIN known beforehand. It is given once: a wrong one does not lock the card.
#[derive(Debug)]
pub struct OnePin(Option<Secret>);

impl OnePin {
    /// Keeps the PIN until it is asked for.
    #[must_use]
    pub fn new(pin: Secret) -> Self {
        Self(Some(pin))
    }
}

impl PinPrompt for OnePin {
    fn ask(&mut self, _: &PinRequest<'_>) -> Option<Secret> {
        self.0.take()
    }
}

/// Logs in, asking for the PIN at most three times; on a reader with a keypad, the keypad asks.
///
/// # Errors
/// `CIE-DEV-131` when nobody gives a PIN, `CIE-DEV-103` for the last wrong one, and what
/// [`OperatorCard::login`] says.
pub fn log_in(card: &mut dyn OperatorCard, prompt: &mut dyn PinPrompt) -> Result<()> {
    ask(card, prompt, PinPurpose::LogIn)
}

pub(super) fn ask(
    card: &mut dyn OperatorCard,
    prompt: &mut dyn PinPrompt,
    purpose: PinPurpose,
) -> Result<()> {
    let mut wrong = None;
    for _ in 0..MOST_QUESTIONS {
        let state = card.pin_state();
        match state.level {
            PinLevel::Locked => return Err(Code::PinLocked.into()),
            PinLevel::NotSet => return Err(Code::PinNotSet.into()),
            _ if state.on_pad => return card.login_on_pad(),
            _ => {}
        }
        let request = PinRequest {
            purpose,
            card: card.label(),
            state,
            wrong_before: wrong.is_some(),
        };
        let Some(pin) = prompt.ask(&request) else {
            // That the PIN was wrong says more than that there was no other.
            return Err(wrong.unwrap_or_else(|| Error::new(Code::PinCancelled)));
        };
        match card.login(&pin) {
            Err(error) if error.code() == Code::WrongPin => wrong = Some(error),
            other => return other,
        }
    }
    Err(wrong.unwrap_or_else(|| Error::new(Code::WrongPin)))
}
