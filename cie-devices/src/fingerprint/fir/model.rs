//! What a record holds.

use std::fmt;

use cie_core::redact::Personal;

use super::super::gray::GrayPrint;
use super::super::position::FingerPosition;
use super::super::wsq::{self, BitRate};
use crate::media::{ImageBounds, decode_gray};
use crate::{Code, Error, Result};

/// How the images of a record are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// Pixel by pixel, a byte each.
    Raw,
    /// Pixel by pixel, packed to bits. Kept as bytes, not decoded.
    Packed,
    /// WSQ.
    Wsq,
    /// JPEG.
    Jpeg,
    /// JPEG 2000. Kept as bytes, not decoded.
    Jpeg2000,
    /// PNG.
    Png,
}

impl Compression {
    const ALL: [Self; 6] = [
        Self::Raw,
        Self::Packed,
        Self::Wsq,
        Self::Jpeg,
        Self::Jpeg2000,
        Self::Png,
    ];

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Raw => 0,
            Self::Packed => 1,
            Self::Wsq => 2,
            Self::Jpeg => 3,
            Self::Jpeg2000 => 4,
            Self::Png => 5,
        }
    }

    pub(super) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// How the finger was presented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Impression {
    /// Live, laid flat.
    #[default]
    LivePlain,
    /// Live, rolled.
    LiveRolled,
    /// From paper, laid flat.
    PaperPlain,
    /// From paper, rolled.
    PaperRolled,
    /// A trace found somewhere, by the standard's code 4 to 7.
    Latent(u8),
    /// Live, swiped.
    Swipe,
    /// Live, without contact.
    Contactless,
}

impl Impression {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::LivePlain => 0,
            Self::LiveRolled => 1,
            Self::PaperPlain => 2,
            Self::PaperRolled => 3,
            Self::Latent(code) => code.clamp(4, 7),
            Self::Swipe => 8,
            Self::Contactless => 9,
        }
    }

    pub(super) fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Self::LivePlain,
            1 => Self::LiveRolled,
            2 => Self::PaperPlain,
            3 => Self::PaperRolled,
            4..=7 => Self::Latent(code),
            8 => Self::Swipe,
            9 => Self::Contactless,
            _ => return None,
        })
    }
}

/// Unit of the resolutions of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ScaleUnit {
    /// Pixels per inch.
    #[default]
    Inch,
    /// Pixels per centimetre.
    Centimetre,
}

/// Resolutions across and down, of the scan and of the images made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resolutions {
    /// Unit of the four numbers.
    pub unit: ScaleUnit,
    /// At which the finger was scanned.
    pub scan: (u16, u16),
    /// Of the images in the record; at most that of the scan.
    pub image: (u16, u16),
}

impl Resolutions {
    /// Resolution of the images across, in pixels per inch, rounded to the nearest.
    #[must_use]
    pub fn ppi(&self) -> u16 {
        match self.unit {
            ScaleUnit::Inch => self.image.0,
            ScaleUnit::Centimetre => {
                u16::try_from((u32::from(self.image.0) * 254 + 50) / 100).unwrap_or(u16::MAX)
            }
        }
    }
}

/// One image of one finger.
#[derive(Clone, PartialEq, Eq)]
pub struct FingerView {
    /// Which finger.
    pub position: FingerPosition,
    /// How many views of this finger there are.
    pub views: u8,
    /// Which of them this is, from 1.
    pub number: u8,
    /// Quality from 0 to 100; none where it was not measured.
    pub quality: Option<u8>,
    /// How the finger was presented.
    pub impression: Impression,
    /// Width in pixels.
    pub width: u16,
    /// Height in pixels.
    pub height: u16,
    /// The image, in the compression of the record.
    pub image: Personal<Vec<u8>>,
}

impl FingerView {
    /// A view whose image is uncompressed.
    ///
    /// # Errors
    /// None today: the sides of a [`GrayPrint`] fit.
    pub fn raw(position: FingerPosition, print: &GrayPrint) -> Result<Self> {
        Self::with_image(position, print, print.pixels().to_vec())
    }

    /// A view whose image is WSQ at this rate.
    ///
    /// # Errors
    /// Those of [`wsq::encode`].
    pub fn wsq(position: FingerPosition, print: &GrayPrint, rate: BitRate) -> Result<Self> {
        Self::with_image(position, print, wsq::encode(print, rate)?)
    }

    fn with_image(position: FingerPosition, print: &GrayPrint, image: Vec<u8>) -> Result<Self> {
        let side = |side: u32| u16::try_from(side).map_err(|_| Error::new(Code::PrintSize));
        Ok(Self {
            position,
            views: 1,
            number: 1,
            quality: None,
            impression: Impression::LivePlain,
            width: side(print.width())?,
            height: side(print.height())?,
            image: Personal::new(image),
        })
    }

    /// The same with a quality from 0 to 100; more counts as 100.
    #[must_use]
    pub fn with_quality(mut self, quality: u8) -> Self {
        self.quality = Some(quality.min(100));
        self
    }
}

impl fmt::Debug for FingerView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, views) = (self.number, self.views);
        let (width, height, bytes) = (self.width, self.height, self.image.expose().len());
        write!(
            f,
            "FingerView(position {}, {number} of {views}, {width}x{height}, {bytes} bytes)",
            self.position.code()
        )
    }
}

/// A record: images of fingers of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerRecord {
    /// Identifier of the capture device, 0 when it is not stated.
    pub device: u16,
    /// Setting level of the acquisition (annex A): 30 for 500 pixels per inch and 8 bits, 31 for the
    /// same by a certified scanner, 40 and 41 at 1000.
    pub level: u16,
    /// Resolutions.
    pub resolutions: Resolutions,
    /// Bits a pixel.
    pub depth: u8,
    /// How the images are written.
    pub compression: Compression,
    /// The images.
    pub views: Vec<FingerView>,
}

impl FingerRecord {
    /// A record of 8-bit images at a resolution in pixels per inch. No device is stated, and no
    /// certification.
    #[must_use]
    pub fn new(compression: Compression, ppi: u16, views: Vec<FingerView>) -> Self {
        Self {
            device: 0,
            level: match ppi {
                ..250 => 10,
                250..500 => 20,
                500..750 => 30,
                750..1000 => 35,
                1000.. => 40,
            },
            resolutions: Resolutions {
                unit: ScaleUnit::Inch,
                scan: (ppi, ppi),
                image: (ppi, ppi),
            },
            depth: 8,
            compression,
            views,
        }
    }

    /// The images, decoded, each with its finger.
    ///
    /// # Errors
    /// `CIE-DEV-522` for a compression or depth that is not decoded, `CIE-DEV-521` for an image of
    /// another size than its view states, and what the image itself has wrong.
    pub fn prints(&self) -> Result<Vec<(FingerPosition, GrayPrint)>> {
        let decoded = |view| Ok((FingerView::position(view), self.print(view)?));
        self.views.iter().map(decoded).collect()
    }

    fn print(&self, view: &FingerView) -> Result<GrayPrint> {
        if self.depth != 8 {
            return Err(Error::new(Code::FirUnsupported).detail(format!("{} bits", self.depth)));
        }
        let (width, height) = (u32::from(view.width), u32::from(view.height));
        let (ppi, image) = (self.resolutions.ppi(), view.image.expose());
        let pixels = match self.compression {
            Compression::Raw => image.clone(),
            Compression::Wsq => {
                let print = wsq::decode(image)?;
                if (print.width(), print.height()) != (width, height) {
                    return Err(Error::new(Code::FirMalformed).detail("size of the image"));
                }
                print.pixels().to_vec()
            }
            Compression::Jpeg | Compression::Png => {
                let gray = decode_gray(image, &ImageBounds::default())?;
                if gray.dimensions() != (width, height) {
                    return Err(Error::new(Code::FirMalformed).detail("size of the image"));
                }
                gray.into_raw()
            }
            other => return Err(Error::new(Code::FirUnsupported).detail(format!("{other:?}"))),
        };
        GrayPrint::new(width, height, ppi, pixels)
    }
}

impl FingerView {
    fn position(&self) -> FingerPosition {
        self.position
    }
}
