//! The logical data structure: files of the eMRTD application and what they say (ICAO Doc 9303-10).
//!
//! Readers take the bytes of a file as the chip gave them; what follows the file's own length (some
//! chips pad with zeros) is left aside. Personal data are wrapped, so that nothing of them appears
//! in `Debug` or in errors.

mod com;
mod date;
mod dg1;
mod dg11;
mod dg12;
mod dg16;
mod dir;
mod face;
mod face_record;
mod file;
mod keys;
mod signature;
mod text;

pub use com::Com;
pub use date::ChipDate;
pub use dg1::Dg1;
pub use dg11::Dg11;
pub use dg12::Dg12;
pub use dg16::{Contact, Dg16};
pub use dir::{Application, Dir};
pub use face::{Dg2, FaceImage, ImageFormat};
pub use face_record::{FaceColours, FaceImageType, FaceRecord, FaceSource, FaceTraits};
pub use file::{DataGroup, File};
pub use keys::{Dg14, Dg15};
pub use signature::Dg7;
pub use text::{BirthPlaceText, HolderName};

use crate::emrtd::tlv;

/// A file with a list of its tags (`5C`) and the fields that there are.
fn file_of(tag: u32, fields: &[(u32, Option<String>)]) -> Vec<u8> {
    let (mut tags, mut body) = (Vec::new(), Vec::new());
    for (tag, value) in fields {
        if let Some(value) = value {
            tags.extend_from_slice(tag.to_be_bytes().get(2..).unwrap_or_default());
            body.extend(tlv::write(*tag, value.as_bytes()));
        }
    }
    let mut content = tlv::write(0x5C, &tags);
    content.extend(body);
    tlv::write(tag, &content)
}
