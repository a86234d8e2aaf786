//! The image of a fingerprint, pixel by pixel.

use std::fmt;

use cie_core::redact::Personal;

use crate::{Code, Error, Result};

/// A fingerprint as 8-bit gray pixels, row by row from the top; 0 is black (a ridge).
///
/// `Debug` shows its size alone.
#[derive(Clone, PartialEq, Eq)]
pub struct GrayPrint {
    width: u32,
    height: u32,
    ppi: u16,
    pixels: Personal<Vec<u8>>,
}

impl GrayPrint {
    /// Shortest side, in pixels. WSQ halves a side four to five times; of images smaller than this
    /// the coarsest bands are shorter than the filters, and decoders disagree on their ends.
    pub const MIN_SIDE: u32 = 96;
    /// Longest side, in pixels.
    pub const MAX_SIDE: u32 = 4096;
    /// Most pixels: four fingers of one hand at 1000 ppi.
    pub const MAX_PIXELS: u32 = 12_000_000;

    /// An image of so many pixels at a resolution in pixels per inch (0 when it is not known).
    ///
    /// # Errors
    /// `CIE-DEV-504` when a side or the count of pixels is out of bounds, or `pixels` has another
    /// length than `width` times `height`.
    pub fn new(width: u32, height: u32, ppi: u16, pixels: Vec<u8>) -> Result<Self> {
        check_size(width, height).map_err(|_| Error::new(Code::PrintSize))?;
        if u64::from(width) * u64::from(height) != pixels.len() as u64 {
            return Err(Error::new(Code::PrintSize));
        }
        Ok(Self {
            width,
            height,
            ppi,
            pixels: Personal::new(pixels),
        })
    }

    /// Width, in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height, in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Resolution in pixels per inch; 0 when it is not known.
    #[must_use]
    pub fn ppi(&self) -> u16 {
        self.ppi
    }

    /// The pixels, row by row from the top.
    #[must_use]
    pub fn pixels(&self) -> &[u8] {
        self.pixels.expose()
    }
}

/// Whether an image of this size is within bounds.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), ()> {
    let side = GrayPrint::MIN_SIDE..=GrayPrint::MAX_SIDE;
    let fits = side.contains(&width) && side.contains(&height);
    if fits && width.saturating_mul(height) <= GrayPrint::MAX_PIXELS {
        Ok(())
    } else {
        Err(())
    }
}

impl fmt::Debug for GrayPrint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "GrayPrint({}x{} at {} ppi)",
            self.width, self.height, self.ppi
        )
    }
}
