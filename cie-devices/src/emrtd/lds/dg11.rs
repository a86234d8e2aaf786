//! DG11: more about the holder.

use cie_core::redact::Personal;

use super::text::{parts, text};
use super::{BirthPlaceText, ChipDate, HolderName};
use crate::Result;
use crate::emrtd::tlv::Tlv;

/// What DG11 says of the holder. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg11 {
    /// Full name in national characters (`5F0E`).
    pub name: Option<HolderName>,
    /// Other names (`5F0F`).
    pub other_names: Vec<HolderName>,
    /// Personal number (`5F10`): on a CIE the codice fiscale.
    pub personal_number: Option<Personal<String>>,
    /// Date of birth (`5F2B`).
    pub birth_date: Option<ChipDate>,
    /// Place of birth (`5F11`).
    pub birth_place: Option<BirthPlaceText>,
    /// Address (`5F42`): on a CIE street, comune and province.
    pub address: Vec<Personal<String>>,
    /// Telephone (`5F12`).
    pub telephone: Option<Personal<String>>,
    /// Profession (`5F13`).
    pub profession: Option<Personal<String>>,
    /// Title (`5F14`).
    pub title: Option<Personal<String>>,
    /// Summary (`5F15`).
    pub summary: Option<Personal<String>>,
    /// Custody (`5F18`).
    pub custody: Option<Personal<String>>,
}

impl Dg11 {
    /// Reads the file.
    ///
    /// ```
    /// use cie_devices::emrtd::lds::Dg11;
    /// let dg11 = Dg11::parse(b"\x6B\x0E\x5C\x04\x5F\x11\x5F\x42\x5F\x11\x05PARIS")?;
    /// let place = dg11.birth_place.expect("there is one");
    /// assert_eq!(place.place.expose(), "PARIS");
    /// assert!(place.province.is_none());
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` for another file, `CIE-DEV-455` for a date of
    /// another form.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut group = Self::default();
        for field in Tlv::expect(bytes, 0x6B)?.children()? {
            let value = field.value;
            match field.tag {
                0x5F0E => group.name = Some(HolderName::read(value)),
                0xA0 => {
                    let names = field.children()?;
                    let names = names.iter().filter(|name| name.tag == 0x5F0F);
                    group.other_names = names.map(|name| HolderName::read(name.value)).collect();
                }
                0x5F0F => group.other_names.push(HolderName::read(value)),
                0x5F10 => group.personal_number = Some(text(value)),
                0x5F2B => group.birth_date = Some(ChipDate::parse(value)?),
                0x5F11 => group.birth_place = Some(BirthPlaceText::read(value)),
                0x5F42 => group.address = parts(value),
                0x5F12 => group.telephone = Some(text(value)),
                0x5F13 => group.profession = Some(text(value)),
                0x5F14 => group.title = Some(text(value)),
                0x5F15 => group.summary = Some(text(value)),
                0x5F18 => group.custody = Some(text(value)),
                _ => {}
            }
        }
        Ok(group)
    }

    /// The bytes of the file, with the fields a CIE has: name, personal number, birth, address.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let joined: Vec<&str> = self.address.iter().map(|p| p.expose().as_str()).collect();
        let address = (!joined.is_empty()).then(|| joined.join("<"));
        let fields = [
            (0x5F0E, self.name.as_ref().map(HolderName::write)),
            (
                0x5F10,
                self.personal_number.as_ref().map(|n| n.expose().clone()),
            ),
            (0x5F2B, self.birth_date.map(ChipDate::to_ascii)),
            (0x5F11, self.birth_place.as_ref().map(BirthPlaceText::write)),
            (0x5F42, address),
        ];
        super::file_of(0x6B, &fields)
    }
}
