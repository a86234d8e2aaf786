//! A virtual operator card.

use std::fmt;
use std::num::NonZeroU32;

use cie_core::redact::Secret;
use der::asn1::OctetString;
use der::{Decode, Encode, Sequence};
use ring::pbkdf2;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use x509_cert::Certificate;
use zeroize::Zeroizing;

use super::authority::{Purpose, TestAuthority, Validity};
use super::image::MARKER;
use crate::operator::{OperatorCard, Presence, SignatureAlgorithm};
use crate::{Code, Error, Result};

/// Largest stored state accepted, in bytes.
const MAX_STATE: usize = 64 << 10;
/// Wrong PINs before the card locks; the real card's number is not published.
const TRIES: u8 = 3;
const SALT: usize = 16;
const HASH: usize = 32;
/// Enough to make the point; the stored key is not protected by the PIN anyway.
const ROUNDS: NonZeroU32 = match NonZeroU32::new(10_000) {
    Some(rounds) => rounds,
    None => NonZeroU32::MIN,
};

/// Honest simulator of an operator card: an ECDSA P-256 key, a certificate of a
/// [`TestAuthority`] with `O=SIMULATED` in its subject, a PIN with three attempts.
///
/// The caller keeps its state with [`VirtualSco::to_bytes`] so that a resumed run holds the same
/// card with the same attempts left. Whoever has those bytes has the key: it is a simulator.
///
/// ```
/// use chrono::{TimeDelta, Utc};
/// use cie_core::redact::Secret;
/// use cie_devices::operator::OperatorCard;
/// use cie_devices::sim::{TestAuthority, Validity, VirtualSco};
/// use ring::rand::SystemRandom;
///
/// let rng = SystemRandom::new();
/// let now = Utc::now();
/// let validity = Validity { not_before: now, not_after: now + TimeDelta::days(365) };
/// let authority = TestAuthority::generate("Test CA", validity, &rng)?;
/// let pin = Secret::new("12345678");
/// let mut card = VirtualSco::issue(&authority, "SCO 0001", &pin, validity, &rng)?;
/// card.login(&pin)?;
/// let signature = card.sign(b"a request")?;
/// assert!(!signature.is_empty());
/// # Ok::<(), cie_devices::Error>(())
/// ```
pub struct VirtualSco {
    label: String,
    private_key: Zeroizing<Vec<u8>>,
    key: EcdsaKeyPair,
    certificate: Vec<u8>,
    authority: Vec<u8>,
    salt: [u8; SALT],
    pin_hash: [u8; HASH],
    tries_left: u8,
    presence: Presence,
    open: bool,
    rng: SystemRandom,
}

/// What is stored of a card.
#[derive(Sequence)]
struct Stored {
    version: u8,
    label: String,
    private_key: OctetString,
    certificate: OctetString,
    authority: OctetString,
    salt: OctetString,
    pin_hash: OctetString,
    tries_left: u8,
}

impl VirtualSco {
    /// Makes a card with a new key and has the authority certify it; the label becomes the common
    /// name and must not be a person's.
    ///
    /// # Errors
    /// `CIE-DEV-105` for a PIN of the wrong form; else as [`TestAuthority::issue`].
    pub fn issue(
        authority: &TestAuthority,
        label: &str,
        pin: &Secret,
        validity: Validity,
        rng: &dyn SecureRandom,
    ) -> Result<Self> {
        check_form(pin)?;
        let issued = authority.issue(label, Purpose::Signing, validity, rng)?;
        let mut salt = [0; SALT];
        rng.fill(&mut salt).map_err(|_| Code::NoRandomness)?;
        let mut pin_hash = [0; HASH];
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::derive(
            algorithm,
            ROUNDS,
            &salt,
            pin.expose().as_bytes(),
            &mut pin_hash,
        );
        Ok(Self {
            label: label.to_owned(),
            key: signing_key(&issued.private_key)?,
            private_key: issued.private_key,
            certificate: issued.certificate,
            authority: authority.certificate().to_vec(),
            salt,
            pin_hash,
            tries_left: TRIES,
            presence: Presence::Present,
            open: false,
            rng: SystemRandom::new(),
        })
    }

    /// The certificate of the authority that certified the card, X.509 in DER.
    #[must_use]
    pub fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// Puts the card into the reader or takes it out; taking it out ends the session.
    pub fn set_presence(&mut self, presence: Presence) {
        self.presence = presence;
        if presence == Presence::Absent {
            self.open = false;
        }
    }

    /// The card as bytes, key and attempts left included. Store them after every login too.
    ///
    /// # Errors
    /// `CIE-DEV-106` when it does not fit.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        let octets = |bytes: &[u8]| OctetString::new(bytes).map_err(bad_state);
        let stored = Stored {
            version: 1,
            label: self.label.clone(),
            private_key: octets(&self.private_key)?,
            certificate: octets(&self.certificate)?,
            authority: octets(&self.authority)?,
            salt: octets(&self.salt)?,
            pin_hash: octets(&self.pin_hash)?,
            tries_left: self.tries_left,
        };
        stored.to_der().map(Zeroizing::new).map_err(bad_state)
    }

    /// The card that [`VirtualSco::to_bytes`] stored, in the reader and with no session open.
    ///
    /// # Errors
    /// `CIE-DEV-106` for bytes of another kind, `CIE-DEV-108` when key and certificate differ.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_STATE {
            return Err(Code::BadCardState.into());
        }
        let stored = Stored::from_der(bytes).map_err(bad_state)?;
        if stored.version != 1 || stored.tries_left > TRIES {
            return Err(Code::BadCardState.into());
        }
        let private_key: Zeroizing<Vec<u8>> = Zeroizing::new(stored.private_key.into_bytes());
        let key = signing_key(&private_key)?;
        let certificate =
            Certificate::from_der(stored.certificate.as_bytes()).map_err(bad_state)?;
        let public = &certificate
            .tbs_certificate
            .subject_public_key_info
            .subject_public_key;
        if public.as_bytes() != Some(key.public_key().as_ref()) {
            return Err(Code::KeyMismatch.into());
        }
        let wrong = |_| Error::from(Code::BadCardState);
        Ok(Self {
            label: stored.label,
            private_key,
            key,
            certificate: stored.certificate.into_bytes(),
            authority: stored.authority.into_bytes(),
            salt: stored.salt.as_bytes().try_into().map_err(wrong)?,
            pin_hash: stored.pin_hash.as_bytes().try_into().map_err(wrong)?,
            tries_left: stored.tries_left,
            presence: Presence::Present,
            open: false,
            rng: SystemRandom::new(),
        })
    }

    fn present(&self) -> Result<()> {
        match self.presence {
            Presence::Present => Ok(()),
            Presence::Absent => Err(Code::CardAbsent.into()),
        }
    }
}

impl OperatorCard for VirtualSco {
    fn label(&self) -> &str {
        &self.label
    }

    fn presence(&self) -> Presence {
        self.presence
    }

    fn certificate(&self) -> Result<Vec<u8>> {
        self.present().map(|()| self.certificate.clone())
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::EcdsaP256Sha256
    }

    fn tries_left(&self) -> Option<u8> {
        Some(self.tries_left)
    }

    fn is_open(&self) -> bool {
        self.open
    }

    fn login(&mut self, pin: &Secret) -> Result<()> {
        self.present()?;
        self.open = false;
        if self.tries_left == 0 {
            return Err(Code::PinLocked.into());
        }
        check_form(pin)?;
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        let entered = pin.expose().as_bytes();
        if pbkdf2::verify(algorithm, ROUNDS, &self.salt, entered, &self.pin_hash).is_ok() {
            self.tries_left = TRIES;
            self.open = true;
            return Ok(());
        }
        self.tries_left = self.tries_left.saturating_sub(1);
        match self.tries_left {
            0 => Err(Code::PinLocked.into()),
            left => Err(Error::new(Code::WrongPin).detail(format!("{left} attempts left"))),
        }
    }

    fn logout(&mut self) {
        self.open = false;
    }

    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>> {
        self.present()?;
        if !self.open {
            return Err(Code::PinRequired.into());
        }
        self.key
            .sign(&self.rng, message)
            .map(|signature| signature.as_ref().to_vec())
            .map_err(|_| Code::SigningFailed.into())
    }
}

impl fmt::Display for VirtualSco {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARKER} operator card {:?}", self.label)
    }
}

impl fmt::Debug for VirtualSco {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn bad_state(error: der::Error) -> Error {
    Error::new(Code::BadCardState).caused_by(error)
}

fn signing_key(pkcs8: &[u8]) -> Result<EcdsaKeyPair> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| Code::BadCardState.into())
}

fn check_form(pin: &Secret) -> Result<()> {
    let pin = pin.expose();
    let well_formed = (4..=12).contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit());
    if well_formed {
        Ok(())
    } else {
        Err(Code::BadPin.into())
    }
}
