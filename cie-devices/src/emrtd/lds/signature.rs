//! DG7: the displayed signature or usual mark.

use cie_core::redact::Personal;

use crate::Result;
use crate::emrtd::tlv::Tlv;

/// Images of the signature or usual mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg7 {
    /// The images, JPEG or JPEG 2000.
    pub images: Vec<Personal<Vec<u8>>>,
}

impl Dg7 {
    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` for another file.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let fields = Tlv::expect(bytes, 0x67)?.children()?;
        let images = fields.iter().filter(|field| field.tag == 0x5F43);
        Ok(Self {
            images: images
                .map(|image| Personal::new(image.value.to_vec()))
                .collect(),
        })
    }
}
