//! A SIMULATED operator card that signs.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cie_core::redact::Secret;
use cie_devices::operator::OperatorCard as _;
use cie_devices::sim::VirtualSco;

use super::SignatureAlgorithm;
use crate::Bytes;

/// A SIMULATED operator card in process.
pub struct VirtualOperatorCard(Mutex<VirtualSco>);

impl VirtualOperatorCard {
    fn card(&self) -> MutexGuard<'_, VirtualSco> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

object! {
    /// A SIMULATED operator card in process. It is an `OperatorCard`: present its PIN and hand it to
    /// `sign_content`.
    object VirtualOperatorCard

    /// The card that `simulate_operator_card` made, or that `to_bytes` kept, with no session open.
    new(card: Bytes)
    [
        /// `CIE-DEV-106` when the bytes are no such card;
    ]
    {
        Ok(Self(Mutex::new(VirtualSco::from_bytes(&card.0)?)))
    }

    /// Presents the PIN. A right one restores all attempts.
    fn login(&self, pin: String) -> ()
    [
        /// `CIE-DEV-103` for a wrong PIN, `CIE-DEV-104` when the card is locked, `CIE-DEV-105` for a PIN of
        /// the wrong form (no attempt is spent);
    ]
    {
        Ok(self.card().login(&Secret::new(pin))?)
    }

    /// Forgets that the PIN was presented.
    fn logout(&self) -> ()
    []
    {
        self.card().logout();
        Ok(())
    }

    /// Attempts left for the PIN.
    fn tries_left(&self) -> u8
    []
    {
        Ok(self.card().tries_left().unwrap_or_default())
    }

    /// The certificate of the signing key, X.509 in DER.
    fn certificate(&self) -> Bytes
    []
    {
        Ok(Bytes(self.card().certificate()?))
    }

    /// How it signs.
    fn algorithm(&self) -> SignatureAlgorithm
    []
    {
        Ok(SignatureAlgorithm::EcdsaP256Sha256)
    }

    /// Signs a message.
    fn sign(&self, message: Bytes) -> Bytes
    [
        /// `CIE-DEV-102` before the PIN;
    ]
    {
        Ok(Bytes(self.card().sign(&message.0)?))
    }

    /// The card as it stands, with its key and the tries of its PIN.
    fn to_bytes(&self) -> Bytes
    []
    {
        Ok(Bytes(self.card().to_bytes()?.to_vec()))
    }
}
