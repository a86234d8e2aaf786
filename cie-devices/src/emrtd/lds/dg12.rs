//! DG12: more about the document.

use chrono::{NaiveDate, NaiveDateTime};
use cie_core::redact::Personal;

use super::ChipDate;
use super::date::digits;
use super::text::text;
use crate::emrtd::tlv::Tlv;
use crate::{Code, Error, Result};

/// What DG12 says of the document. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg12 {
    /// Issuing authority (`5F19`).
    pub authority: Option<String>,
    /// Date of issue (`5F26`).
    pub issued: Option<NaiveDate>,
    /// Endorsements and observations (`5F1B`): on a CIE, among others, the note on travel.
    pub observations: Option<Personal<String>>,
    /// Tax and exit requirements (`5F1C`).
    pub tax_exit: Option<Personal<String>>,
    /// When it was personalised (`5F55`).
    pub personalised: Option<NaiveDateTime>,
    /// Serial number of the machine that did (`5F56`).
    pub personalised_by: Option<String>,
}

impl Dg12 {
    /// Reads the file. Images of the document (`5F1D`, `5F1E`) are passed over.
    ///
    /// # Errors
    /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` for another file, `CIE-DEV-455` for a date of
    /// another form.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut group = Self::default();
        for field in Tlv::expect(bytes, 0x6C)?.children()? {
            let value = field.value;
            match field.tag {
                0x5F19 => group.authority = Some(text(value).into_inner()),
                0x5F26 => group.issued = ChipDate::parse(value)?.date().complete(),
                0x5F1B => group.observations = Some(text(value)),
                0x5F1C => group.tax_exit = Some(text(value)),
                0x5F55 => group.personalised = Some(moment(value)?),
                0x5F56 => group.personalised_by = Some(text(value).into_inner()),
                _ => {}
            }
        }
        Ok(group)
    }

    /// The bytes of the file, with authority, date of issue and observations.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let fields = [
            (0x5F19, self.authority.clone()),
            (
                0x5F26,
                self.issued.map(|date| ChipDate::full(date).to_ascii()),
            ),
            (
                0x5F1B,
                self.observations.as_ref().map(|o| o.expose().clone()),
            ),
        ];
        super::file_of(0x6C, &fields)
    }
}

/// `YYYYMMDDhhmmss`, in ASCII or packed decimal.
fn moment(bytes: &[u8]) -> Result<NaiveDateTime> {
    digits(bytes, 14)
        .and_then(|text| NaiveDateTime::parse_from_str(&text, "%Y%m%d%H%M%S").ok())
        .ok_or_else(|| Error::new(Code::CardFieldMalformed).detail("personalisation time"))
}
