//! What the holder or the card's print lets the terminal know.

use std::fmt;

use cie_core::document::mrz::{Td1, check_digit};
use cie_core::document::{Can, Pin, Puk};
use zeroize::Zeroizing;

use crate::emrtd::crypto::cipher::Cipher;
use crate::emrtd::crypto::hash::Hash;
use crate::emrtd::crypto::kdf::{Use, derive};
use crate::{Code, Error, Result};

/// Which password it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordKind {
    /// Number, birth and expiry from the machine readable zone.
    Mrz,
    /// Card access number.
    Can,
    /// PIN of the holder.
    Pin,
    /// PUK.
    Puk,
}

impl PasswordKind {
    /// Its reference in PACE (ICAO Doc 9303-11, 4.4.4.1).
    pub(crate) fn reference(self) -> u8 {
        match self {
            Self::Mrz => 1,
            Self::Can => 2,
            Self::Pin => 3,
            Self::Puk => 4,
        }
    }
}

/// A password that opens the chip. It is wiped when dropped; `Debug` says only which one it is.
///
/// ```
/// use cie_devices::emrtd::Password;
/// let password = Password::mrz_fields("L898902C", "690806", "940623")?;
/// assert_eq!(format!("{password:?}"), "Password(Mrz)");
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone)]
pub struct Password {
    kind: PasswordKind,
    secret: Zeroizing<Vec<u8>>,
}

impl Password {
    /// The machine readable zone of a card.
    #[must_use]
    pub fn mrz(zone: &Td1) -> Self {
        Self::information(&zone.mrz_information())
    }

    /// Document number, birth and expiry (`YYMMDD`) as the zone shows them.
    ///
    /// # Errors
    /// `CIE-DEV-420` for characters that are not of the zone or dates that are not six long.
    pub fn mrz_fields(number: &str, birth: &str, expiry: &str) -> Result<Self> {
        let bad = || Error::new(Code::BadAccessPassword).detail("MRZ fields");
        let number = format!("{number:<<9}");
        if birth.len() != 6 || expiry.len() != 6 || number.len() > 22 {
            return Err(bad());
        }
        let mut information = Zeroizing::new(String::new());
        for field in [number.as_str(), birth, expiry] {
            let digit = check_digit(field).ok_or_else(bad)?;
            information.push_str(field);
            information.push_str(&digit.to_string());
        }
        Ok(Self::information(&information))
    }

    fn information(text: &str) -> Self {
        Self {
            kind: PasswordKind::Mrz,
            secret: Zeroizing::new(Hash::Sha1.digest(&[text.as_bytes()])),
        }
    }

    /// The card access number.
    #[must_use]
    pub fn can(can: &Can) -> Self {
        Self::digits(PasswordKind::Can, can.expose())
    }

    /// The PIN, for cards that take it in PACE.
    #[must_use]
    pub fn pin(pin: &Pin) -> Self {
        Self::digits(PasswordKind::Pin, pin.expose())
    }

    /// The PUK, for cards that take it in PACE.
    #[must_use]
    pub fn puk(puk: &Puk) -> Self {
        Self::digits(PasswordKind::Puk, puk.expose())
    }

    fn digits(kind: PasswordKind, digits: &str) -> Self {
        Self {
            kind,
            secret: Zeroizing::new(digits.as_bytes().to_vec()),
        }
    }

    /// Which password it is.
    #[must_use]
    pub fn kind(&self) -> PasswordKind {
        self.kind
    }

    /// The key that hides the nonce of PACE.
    pub(crate) fn pace_key(&self, cipher: Cipher) -> Zeroizing<Vec<u8>> {
        derive(&self.secret, Use::Password, cipher)
    }

    /// The seed of the keys of basic access control; only the zone gives one.
    pub(crate) fn bac_seed(&self) -> Option<&[u8]> {
        match self.kind {
            PasswordKind::Mrz => self.secret.get(..16),
            _ => None,
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Password({:?})", self.kind)
    }
}
