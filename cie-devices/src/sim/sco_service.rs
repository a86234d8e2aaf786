//! The simulated service that activates operator cards.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use cie_core::redact::Secret;
use cie_core::sco::{CardId, SecurityOfficerId};
use ring::pbkdf2;
use ring::rand::{SecureRandom, SystemRandom};

use super::{MARKER, TestAuthority, Validity, VirtualSco};
use crate::operator::OperatorCard;
use crate::operator::activation::{Activation, ActivationOrder, ScoService};
use crate::{Code, Error, Result};

/// Wrong master passwords before a Security Officer is locked out; the real number is not public.
const TRIES: u8 = 5;
const ALGORITHM: pbkdf2::Algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
const ROUNDS: NonZeroU32 = match NonZeroU32::new(10_000) {
    Some(rounds) => rounds,
    None => NonZeroU32::MIN,
};

/// Honest simulator of SCOPortType, whose operations are not public: it knows which cards were sent
/// to which Security Officer, takes the master password and makes [`VirtualSco`] cards.
///
/// Every answer says that it is simulated, and so does every certificate.
pub struct SimulatedScoService {
    authority: TestAuthority,
    validity: Validity,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    passwords: BTreeMap<SecurityOfficerId, Password>,
    sent: BTreeMap<CardId, SecurityOfficerId>,
    active: BTreeMap<CardId, Activation>,
    made: BTreeMap<CardId, VirtualSco>,
}

struct Password {
    salt: [u8; 16],
    hash: [u8; 32],
    tries_left: u8,
}

impl SimulatedScoService {
    /// A service whose cards this authority certifies.
    #[must_use]
    pub fn new(authority: TestAuthority, validity: Validity) -> Self {
        Self {
            authority,
            validity,
            state: Mutex::default(),
        }
    }

    /// Gives a Security Officer a master password.
    ///
    /// # Errors
    /// `CIE-DEV-207` without randomness.
    pub fn give_password(&self, to: SecurityOfficerId, password: &Secret) -> Result<()> {
        let (mut salt, mut hash) = ([0; 16], [0; 32]);
        SystemRandom::new()
            .fill(&mut salt)
            .map_err(|_| Code::NoRandomness)?;
        let bytes = password.expose().as_bytes();
        pbkdf2::derive(ALGORITHM, ROUNDS, &salt, bytes, &mut hash);
        let password = Password {
            salt,
            hash,
            tries_left: TRIES,
        };
        self.state().passwords.insert(to, password);
        Ok(())
    }

    /// Sends a card to a Security Officer.
    pub fn send(&self, card: CardId, to: SecurityOfficerId) {
        self.state().sent.insert(card, to);
    }

    /// The card that was activated, once: there is only one.
    #[must_use]
    pub fn take_card(&self, card: &CardId) -> Option<VirtualSco> {
        self.state().made.remove(card)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ScoService for SimulatedScoService {
    fn activate(&self, order: &ActivationOrder<'_>) -> Result<Activation> {
        let refused = |why: &'static str| Err(Error::new(Code::ActivationFailed).detail(why));
        let mut state = self.state();
        if state.sent.get(order.card) != Some(order.security_officer) {
            return refused("card not sent to this Security Officer");
        }
        let Some(password) = state.passwords.get_mut(order.security_officer) else {
            return refused("no master password");
        };
        if password.tries_left == 0 {
            return refused("master password locked");
        }
        let given = order.master_password.expose().as_bytes();
        if pbkdf2::verify(ALGORITHM, ROUNDS, &password.salt, given, &password.hash).is_err() {
            password.tries_left -= 1;
            return refused("wrong master password");
        }
        password.tries_left = TRIES;
        if let Some(activation) = state.active.get(order.card) {
            return Ok(activation.clone());
        }
        let label = format!("virtual {}", order.card);
        let rng = SystemRandom::new();
        let card = VirtualSco::issue(&self.authority, &label, order.pin, self.validity, &rng)?;
        let activation = Activation::new(
            Some(self.validity.not_after.date_naive()),
            Some(card.certificate()?),
            true,
        );
        state.made.insert(order.card.clone(), card);
        state.active.insert(order.card.clone(), activation.clone());
        Ok(activation)
    }
}

impl fmt::Display for SimulatedScoService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARKER} SCO service (SCOPortType is not public)")
    }
}

impl fmt::Debug for SimulatedScoService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
