//! What any operator card can do, real or simulated.

use cie_core::redact::Secret;

use super::PinState;
use crate::{Code, Result};

/// Whether the card can be talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Presence {
    /// The card is in the reader.
    Present,
    /// The reader is empty.
    Absent,
}

/// How the card signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// ECDSA on P-256 with SHA-256; the signature is the DER `ECDSA-Sig-Value` (RFC 3279, 2.2.3).
    EcdsaP256Sha256,
    /// ECDSA on P-384 with SHA-384, in the same form.
    EcdsaP384Sha384,
    /// RSASSA-PKCS1-v1_5 with SHA-256; the signature is the string of the modulus' length.
    RsaPkcs1Sha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
    RsaPssSha256,
}

/// The signing side of an operator card. The private key never leaves it.
///
/// A session is: [`login`](Self::login) with the PIN, any number of [`sign`](Self::sign),
/// [`logout`](Self::logout). The profile of the real SCO is not published: an adapter for a given
/// card (PKCS#11) implements this trait, and nothing else of the SDK depends on the card.
pub trait OperatorCard: Send {
    /// A name to show to the operator, free of personal data.
    fn label(&self) -> &str;

    /// Whether the card is in the reader.
    fn presence(&self) -> Presence;

    /// The certificate of the signing key, X.509 in DER.
    ///
    /// # Errors
    /// `CIE-DEV-101` without a card.
    fn certificate(&self) -> Result<Vec<u8>>;

    /// How it signs.
    fn algorithm(&self) -> SignatureAlgorithm;

    /// PIN attempts left before the card locks, where the card tells.
    fn tries_left(&self) -> Option<u8>;

    /// What the card says of its PIN, without one being tried.
    fn pin_state(&self) -> PinState {
        PinState::of_tries(self.tries_left())
    }

    /// Whether the session is open: [`sign`](Self::sign) would not ask for the PIN.
    fn is_open(&self) -> bool {
        false
    }

    /// Whether the key asks for the PIN at each signature: then a login is good for one.
    fn asks_each_time(&self) -> bool {
        false
    }

    /// Verifies the PIN. A right PIN restores all attempts.
    ///
    /// # Errors
    /// `CIE-DEV-101` without a card, `CIE-DEV-105` for a PIN of the wrong form (no attempt is
    /// spent), `CIE-DEV-103` for a wrong one, `CIE-DEV-104` when the card is locked.
    fn login(&mut self, pin: &Secret) -> Result<()>;

    /// Has the reader's own keypad ask for the PIN (protected authentication path).
    ///
    /// # Errors
    /// `CIE-DEV-132` on a reader without a keypad, `CIE-DEV-131` when the operator gives up there;
    /// else as [`login`](Self::login).
    fn login_on_pad(&mut self) -> Result<()> {
        Err(Code::PinPadMismatch.into())
    }

    /// Changes the PIN. A wrong old one spends an attempt.
    ///
    /// # Errors
    /// `CIE-DEV-136` where card or driver do not offer it; else as [`login`](Self::login).
    fn change_pin(&mut self, old: &Secret, new: &Secret) -> Result<()> {
        let _ = (old, new);
        Err(Code::NotOffered.into())
    }

    /// Sets a new PIN with the PUK, locked or not.
    ///
    /// # Errors
    /// `CIE-DEV-133` for a wrong PUK, `CIE-DEV-134` when that is locked too, `CIE-DEV-105` for a
    /// new PIN of the wrong form, `CIE-DEV-136` where card or driver do not offer it.
    fn unblock(&mut self, puk: &Secret, new: &Secret) -> Result<()> {
        let _ = (puk, new);
        Err(Code::NotOffered.into())
    }

    /// Forgets that the PIN was verified.
    fn logout(&mut self);

    /// Signs a message; the card, or its driver, hashes it as [`algorithm`](Self::algorithm) says.
    ///
    /// # Errors
    /// `CIE-DEV-101` without a card, `CIE-DEV-102` before the PIN, `CIE-DEV-109` when the card
    /// fails.
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>>;
}
