//! The header of a face in a record of ISO/IEC 19794-5:2005: what the issuer says of the picture.

use std::fmt;

use cie_core::redact::Personal;

/// Fixed part of a block: facial information, image information.
pub(super) const FACIAL: usize = 20;
pub(super) const IMAGE: usize = 12;

/// What kind of picture it is (ISO/IEC 19794-5:2005, 5.7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaceImageType {
    /// Basic: no demands on pose or crop.
    Basic,
    /// Full frontal: what travel documents ask for.
    FullFrontal,
    /// Token frontal: cropped by the eyes.
    TokenFrontal,
    /// Another, by its number.
    Other(u8),
}

/// How colours are written (5.7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaceColours {
    /// Not stated.
    Unspecified,
    /// sRGB, 24 bits.
    Srgb,
    /// YUV 4:2:2.
    Yuv422,
    /// Gray, 8 bits.
    Gray,
    /// Another, by its number.
    Other(u8),
}

/// Where the picture comes from (5.7.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaceSource {
    /// Not stated.
    Unspecified,
    /// A photograph, taken by an unknown (1), a digital (2) or a film (3) camera: 1 to 3 in the
    /// record.
    Photograph(u8),
    /// A frame of a film, from an unknown, an analogue or a digital camera: 4 to 6.
    Video(u8),
    /// Another, by its number.
    Other(u8),
}

/// What the record says of the person. Numbers as in the standard; 0 where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaceTraits {
    /// Gender: 1 male, 2 female, 255 unknown (5.5.3).
    pub gender: u8,
    /// Colour of the eyes, 1 to 7 (5.5.4).
    pub eyes: u8,
    /// Colour of the hair, 1 to 7 (5.5.5).
    pub hair: u8,
    /// Features, 24 bits: glasses, beard and others (5.5.6).
    pub features: u32,
    /// Expression (5.5.7).
    pub expression: u16,
    /// Yaw, pitch and roll of the head, in the units of the standard (5.5.8).
    pub pose: [u8; 3],
    /// Uncertainty of each (5.5.9).
    pub pose_uncertainty: [u8; 3],
}

/// The header of a face.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaceRecord {
    /// Version of the record: 10 for `010`, the one of ICAO Doc 9303.
    pub version: u16,
    /// What it says of the person.
    pub traits: Personal<FaceTraits>,
    /// How many points of the face it marks.
    pub feature_points: u16,
    /// Kind of picture.
    pub image_type: FaceImageType,
    /// How the image is said to be compressed: 0 JPEG, 1 JPEG 2000.
    pub stated_format: u8,
    /// Width and height in pixels that it states; some issuers write zero.
    pub size: (u16, u16),
    /// Colours.
    pub colours: FaceColours,
    /// Source.
    pub source: FaceSource,
    /// Type of the camera, by its vendor's numbers.
    pub device: u16,
    /// Quality, 0 to 100; 0 where it was not rated.
    pub quality: u16,
}

impl FaceRecord {
    /// Reads the header of a block, whose points were counted; none when it is too short.
    pub(super) fn read(version: u16, block: &[u8]) -> Option<Self> {
        let byte = |at: usize| block.get(at).copied();
        let pair = |at: usize| Some(u16::from_be_bytes([byte(at)?, byte(at + 1)?]));
        let three = |at: usize| Some([byte(at)?, byte(at + 1)?, byte(at + 2)?]);
        let [first, second, third] = three(9)?;
        let traits = FaceTraits {
            gender: byte(6)?,
            eyes: byte(7)?,
            hair: byte(8)?,
            features: u32::from_be_bytes([0, first, second, third]),
            expression: pair(12)?,
            pose: three(14)?,
            pose_uncertainty: three(17)?,
        };
        let feature_points = pair(4)?;
        let image = FACIAL + 8 * usize::from(feature_points);
        Some(Self {
            version,
            traits: Personal::new(traits),
            feature_points,
            image_type: match byte(image)? {
                0 => FaceImageType::Basic,
                1 => FaceImageType::FullFrontal,
                2 => FaceImageType::TokenFrontal,
                other => FaceImageType::Other(other),
            },
            stated_format: byte(image + 1)?,
            size: (pair(image + 2)?, pair(image + 4)?),
            colours: match byte(image + 6)? {
                0 => FaceColours::Unspecified,
                1 => FaceColours::Srgb,
                2 => FaceColours::Yuv422,
                3 => FaceColours::Gray,
                other => FaceColours::Other(other),
            },
            source: match byte(image + 7)? {
                0 => FaceSource::Unspecified,
                photograph @ 1..=3 => FaceSource::Photograph(photograph),
                video @ 4..=6 => FaceSource::Video(video),
                other => FaceSource::Other(other),
            },
            device: pair(image + 8)?,
            quality: pair(image + 10)?,
        })
    }
}

impl fmt::Debug for FaceRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size;
        write!(
            f,
            "FaceRecord({:?}, {width} x {height}, {:?}, [personal])",
            self.image_type, self.colours
        )
    }
}
