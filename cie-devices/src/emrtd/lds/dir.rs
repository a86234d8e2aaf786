//! EF.DIR: which applications the card has.

use crate::Result;
use crate::emrtd::tlv::{self, Tlv};

/// An application of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Application {
    /// Its identifier.
    pub id: Vec<u8>,
}

/// What EF.DIR lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dir {
    /// The applications, in the order of the list.
    pub applications: Vec<Application>,
}

impl Dir {
    /// Reads the file; templates without an identifier are passed over, padding ends the list.
    ///
    /// ```
    /// use cie_devices::emrtd::lds::Dir;
    /// let dir = Dir::parse(&[0x61, 9, 0x4F, 7, 0xA0, 0, 0, 2, 0x47, 0x10, 1, 0, 0])?;
    /// assert_eq!(dir.applications[0].id, [0xA0, 0, 0, 2, 0x47, 0x10, 1]);
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-450` for broken elements, `CIE-DEV-451` for too many.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let end = bytes
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |at| at + 1);
        let mut applications = Vec::new();
        for template in tlv::elements(bytes.get(..end).unwrap_or_default())? {
            if template.tag != 0x61 {
                continue;
            }
            if let Ok(id) = tlv::find(&Tlv::children(&template)?, 0x4F) {
                applications.push(Application { id: id.to_vec() });
            }
        }
        Ok(Self { applications })
    }
}
