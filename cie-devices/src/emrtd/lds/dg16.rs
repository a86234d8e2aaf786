//! DG16: persons to notify.

use cie_core::redact::Personal;

use super::text::{parts, text};
use super::{ChipDate, HolderName};
use crate::Result;
use crate::emrtd::tlv::Tlv;

/// A person to notify.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// When it was recorded (`5F50`).
    pub recorded: Option<ChipDate>,
    /// Name (`5F51`).
    pub name: Option<HolderName>,
    /// Telephone (`5F52`).
    pub telephone: Option<Personal<String>>,
    /// Address (`5F53`).
    pub address: Vec<Personal<String>>,
}

/// The persons to notify.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg16 {
    /// In the order of the file.
    pub contacts: Vec<Contact>,
}

impl Dg16 {
    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` for another file, `CIE-DEV-455` for a date of
    /// another form.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut contacts = Vec::new();
        for template in Tlv::expect(bytes, 0x70)?.children()? {
            if !matches!(template.tag, 0xA1..=0xAF) {
                continue;
            }
            let mut contact = Contact::default();
            for field in template.children()? {
                match field.tag {
                    0x5F50 => contact.recorded = Some(ChipDate::parse(field.value)?),
                    0x5F51 => contact.name = Some(HolderName::read(field.value)),
                    0x5F52 => contact.telephone = Some(text(field.value)),
                    0x5F53 => contact.address = parts(field.value),
                    _ => {}
                }
            }
            contacts.push(contact);
        }
        Ok(Self { contacts })
    }
}
