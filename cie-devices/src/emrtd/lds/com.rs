//! EF.COM: versions, and which groups there are.

use super::DataGroup;
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// What EF.COM says. It is not signed: the security object decides which groups there are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Com {
    /// Version of the data structure, such as `0107`.
    pub lds_version: String,
    /// Version of Unicode, such as `040000`.
    pub unicode_version: String,
    /// Groups present, in the order of the list.
    pub groups: Vec<DataGroup>,
}

impl Com {
    /// Versions and groups of a card to be written.
    #[must_use]
    pub fn new(lds_version: &str, unicode_version: &str, groups: &[DataGroup]) -> Self {
        Self {
            lds_version: lds_version.to_owned(),
            unicode_version: unicode_version.to_owned(),
            groups: groups.to_vec(),
        }
    }

    /// Reads the file.
    ///
    /// ```
    /// use cie_devices::emrtd::lds::{Com, DataGroup};
    /// let com = Com::parse(b"\x60\x14\x5F\x01\x040106\x5F\x36\x06040000\x5C\x02\x61\x75")?;
    /// assert_eq!(com.groups, [DataGroup::DG1, DataGroup::DG2]);
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-450` and `CIE-DEV-453` for another file, `CIE-DEV-454` for a missing field,
    /// `CIE-DEV-455` for versions that are not digits.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let fields = Tlv::expect(bytes, 0x60)?.children()?;
        let digits = |tag: u32, length: usize| {
            let value = tlv::find(&fields, tag)?;
            std::str::from_utf8(value)
                .ok()
                .filter(|text| text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
                .map(str::to_owned)
                .ok_or_else(|| Error::new(Code::CardFieldMalformed).detail("version"))
        };
        Ok(Self {
            lds_version: digits(0x5F01, 4)?,
            unicode_version: digits(0x5F36, 6)?,
            groups: tlv::find(&fields, 0x5C)?
                .iter()
                .filter_map(|tag| DataGroup::from_tag(*tag))
                .take(16)
                .collect(),
        })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let tags: Vec<u8> = self.groups.iter().map(|group| group.tag()).collect();
        let mut value = tlv::write(0x5F01, self.lds_version.as_bytes());
        value.extend(tlv::write(0x5F36, self.unicode_version.as_bytes()));
        value.extend(tlv::write(0x5C, &tags));
        tlv::write(0x60, &value)
    }
}
