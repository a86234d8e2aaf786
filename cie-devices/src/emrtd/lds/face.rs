//! DG2: the face, in the record of ISO/IEC 19794-5 or of ISO/IEC 39794-5.

use std::fmt;

use cie_core::redact::Personal;

use super::face_record::{FACIAL, FaceRecord, IMAGE};
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// Most faces read from one file.
const MAX_FACES: usize = 8;
/// Deepest nesting looked into for the image of a 39794-5 record.
const MAX_DEPTH: usize = 12;
/// General header of a 19794-5 record.
const GENERAL: usize = 14;

/// How the image is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// JPEG 2000, as a file or as a bare codestream. The CIE has this one.
    Jpeg2000,
}

impl ImageFormat {
    /// What the first bytes say.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0xFF, 0x4F, 0xFF, 0x51, ..] => Some(Self::Jpeg2000),
            [0, 0, 0, 12, b'j', b'P', b' ' | 0x1A, b' ' | 0x1A, ..] => Some(Self::Jpeg2000),
            _ => None,
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Jpeg2000 => "image/jp2",
        }
    }
}

/// One image of the face.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaceImage {
    /// How it is compressed, as its first bytes say.
    pub format: ImageFormat,
    /// What a 19794-5 record says of it; none in a 39794-5 record.
    pub record: Option<FaceRecord>,
    /// The compressed image, as it stands.
    pub image: Personal<Vec<u8>>,
}

impl fmt::Debug for FaceImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FaceImage({:?}, {:?})", self.format, self.record)
    }
}

/// The face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dg2 {
    /// The images, in the order of the file; a CIE has one.
    pub faces: Vec<FaceImage>,
}

impl Dg2 {
    /// Reads the file.
    ///
    /// # Errors
    /// `CIE-DEV-450`, `CIE-DEV-451` and `CIE-DEV-453` for another file, `CIE-DEV-455` for a record
    /// whose lengths do not fit or that holds no image.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let file = Tlv::expect(bytes, 0x75)?;
        let group = Tlv::expect(file.value, 0x7F61)?;
        let mut faces = Vec::new();
        for template in group.children()?.iter().filter(|t| t.tag == 0x7F60) {
            for block in template.children()? {
                match block.tag {
                    0x5F2E => read_19794(block.value, &mut faces)?,
                    0x7F2E => faces.push(read_39794(block)?),
                    _ => {}
                }
            }
        }
        if faces.is_empty() {
            return Err(bad("no face"));
        }
        Ok(Self { faces })
    }

    /// The bytes of a file with one face in a 19794-5 record.
    #[must_use]
    pub fn encode(image: &[u8], format: ImageFormat, size: (u16, u16)) -> Vec<u8> {
        let block = FACIAL + IMAGE + image.len();
        let length = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes();
        let mut record = b"FAC\x00010\x00".to_vec();
        record.extend(length(GENERAL + block));
        record.extend([0, 1]);
        record.extend(length(block));
        record.extend([0; FACIAL - 4]);
        // Full frontal, and how it is compressed.
        record.extend([1, u8::from(format == ImageFormat::Jpeg2000)]);
        record.extend(size.0.to_be_bytes());
        record.extend(size.1.to_be_bytes());
        // sRGB; source, device and quality not stated.
        record.extend([1, 0, 0, 0, 0, 0]);
        record.extend_from_slice(image);
        // Header: type "face", format owner ISO/IEC JTC1 SC37, format 0008 (19794-5).
        let mut header = tlv::write(0x81, &[0x02]);
        header.extend(tlv::write(0x87, &[0x01, 0x01]));
        header.extend(tlv::write(0x88, &[0x00, 0x08]));
        let mut template = tlv::write(0xA1, &header);
        template.extend(tlv::write(0x5F2E, &record));
        let mut group = tlv::write(0x02, &[1]);
        group.extend(tlv::write(0x7F60, &template));
        tlv::write(0x75, &tlv::write(0x7F61, &group))
    }
}

fn bad(what: &'static str) -> Error {
    Error::new(Code::CardFieldMalformed).detail(what)
}

fn number(bytes: &[u8], from: usize, octets: usize) -> Option<usize> {
    let part = bytes.get(from..from.checked_add(octets)?)?;
    Some(part.iter().fold(0, |n, b| n << 8 | usize::from(*b)))
}

/// Reads a 19794-5 record (ISO/IEC 19794-5:2005, 5).
fn read_19794(record: &[u8], faces: &mut Vec<FaceImage>) -> Result<()> {
    let lies = || bad("facial record");
    if !record.starts_with(b"FAC\0") {
        return Err(bad("facial record header"));
    }
    let version = std::str::from_utf8(record.get(4..7).ok_or_else(lies)?);
    let version = version.ok().and_then(|text| text.parse().ok());
    let version = version.ok_or_else(|| bad("version of the facial record"))?;
    let total = number(record, 8, 4).ok_or_else(lies)?;
    let count = number(record, 12, 2).ok_or_else(lies)?;
    let record = record.get(..total).ok_or_else(lies)?;
    let mut rest = record.get(GENERAL..).ok_or_else(lies)?;
    for _ in 0..count {
        if faces.len() == MAX_FACES {
            return Err(bad("too many faces"));
        }
        let length = number(rest, 0, 4).ok_or_else(lies)?;
        let (block, after) = rest.split_at_checked(length).ok_or_else(lies)?;
        rest = after;
        let points = number(block, 4, 2).ok_or_else(lies)?;
        let image = FACIAL + 8 * points + IMAGE;
        let image = block.get(image..).ok_or_else(lies)?;
        faces.push(FaceImage {
            format: ImageFormat::sniff(image).ok_or_else(|| bad("image format"))?,
            record: FaceRecord::read(version, block),
            image: Personal::new(image.to_vec()),
        });
    }
    Ok(())
}

/// Finds the image of a 39794-5 record: the first value that starts as an image does.
fn read_39794(block: Tlv<'_>) -> Result<FaceImage> {
    let mut open = vec![(block, 0)];
    while let Some((element, depth)) = open.pop() {
        if let Some(format) = ImageFormat::sniff(element.value) {
            return Ok(FaceImage {
                format,
                record: None,
                image: Personal::new(element.value.to_vec()),
            });
        }
        if depth < MAX_DEPTH
            && is_constructed(element.tag)
            && let Ok(children) = element.children()
        {
            open.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
        }
    }
    Err(bad("no face image"))
}

fn is_constructed(tag: u32) -> bool {
    let first = tag.to_be_bytes().into_iter().find(|byte| *byte != 0);
    first.is_some_and(|byte| byte & 0x20 != 0)
}
