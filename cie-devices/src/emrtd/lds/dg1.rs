//! DG1: the machine readable zone.

use cie_core::document::mrz::Td1;
use cie_core::redact::Personal;

use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// The machine readable zone as the chip holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg1 {
    /// The characters, without line ends: 90 for a card, 72 or 88 for others.
    pub zone: Personal<String>,
}

impl Dg1 {
    /// The group of a card with this zone.
    #[must_use]
    pub fn new(zone: &Td1) -> Self {
        Self {
            zone: Personal::from(zone.as_str()),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450` and `CIE-DEV-453` for another file, `CIE-DEV-454` without a zone,
    /// `CIE-DEV-455` for characters or a length that no zone has.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let fields = Tlv::expect(bytes, 0x61)?.children()?;
        let zone = tlv::find(&fields, 0x5F1F)?;
        let known = matches!(zone.len(), 72 | 88 | 90);
        let clean = |b: &u8| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'<');
        if !known || !zone.iter().all(clean) {
            return Err(Error::new(Code::CardFieldMalformed).detail("MRZ"));
        }
        Ok(Self {
            zone: Personal::new(String::from_utf8_lossy(zone).into_owned()),
        })
    }

    /// The zone of a card, its check digits verified.
    ///
    /// # Errors
    /// `CIE-DEV-455` when it is not a TD1 zone or a check digit is wrong.
    pub fn td1(&self) -> Result<Td1> {
        Td1::parse(self.zone.expose().as_bytes()).map_err(|e| {
            Error::new(Code::CardFieldMalformed)
                .detail("MRZ")
                .caused_by(e)
        })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        tlv::write(0x61, &tlv::write(0x5F1F, self.zone.expose().as_bytes()))
    }
}
