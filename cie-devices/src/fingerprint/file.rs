//! Files that hold one fingerprint, whatever their format.

use super::fir::{self, Compression, FingerRecord, FingerView};
use super::gray::GrayPrint;
use super::pgm::{self, read_pgm, write_pgm};
use super::position::FingerPosition;
use super::wsq::{self, BitRate};
use crate::media::{ImageBounds, MediaFormat, decode_gray};
use crate::png_file::{Pixels, write_png};
use crate::{Code, Result};

/// Format of a file with a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PrintFormat {
    /// PNG, without loss.
    Png,
    /// Binary gray map, without loss.
    Pgm,
    /// WSQ, with loss.
    Wsq,
    /// Finger image record of ISO/IEC 19794-4:2005; written with WSQ inside.
    Iso19794,
}

impl PrintFormat {
    /// Tells the format by the first bytes.
    #[must_use]
    pub fn guess(bytes: &[u8]) -> Option<Self> {
        if MediaFormat::guess(bytes) == Some(MediaFormat::Png) {
            Some(Self::Png)
        } else if bytes.starts_with(pgm::MAGIC) {
            Some(Self::Pgm)
        } else if bytes.starts_with(&[0xFF, 0xA0]) {
            Some(Self::Wsq)
        } else if bytes.starts_with(b"FIR\0") {
            Some(Self::Iso19794)
        } else {
            None
        }
    }

    /// The format by the ending of a file's name, in any case: `png`, `pgm`, `wsq`, and `fir`,
    /// `iso19794-4` or `iso` for records.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "png" => Self::Png,
            "pgm" => Self::Pgm,
            "wsq" => Self::Wsq,
            "fir" | "iso" | "iso19794-4" => Self::Iso19794,
            _ => return None,
        })
    }

    /// Short name: `png`, `pgm`, `wsq`, `iso19794-4`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Pgm => "pgm",
            Self::Wsq => "wsq",
            Self::Iso19794 => "iso19794-4",
        }
    }
}

/// A fingerprint read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintFile {
    /// Format that the file has.
    pub format: PrintFormat,
    /// Which finger; known from records only.
    pub position: FingerPosition,
    /// The image.
    pub print: GrayPrint,
}

impl PrintFile {
    /// Reads a PNG, PGM, WSQ or ISO/IEC 19794-4 file; of a record, the first image. A resolution that
    /// the file does not state is taken to be `ppi` (0 when that is not known either).
    ///
    /// # Errors
    /// `CIE-DEV-525` for another format, and what the format's own reader says.
    pub fn read(bytes: &[u8], ppi: u16) -> Result<Self> {
        let format = PrintFormat::guess(bytes).ok_or(Code::PrintFileUnknown)?;
        let mut position = FingerPosition::UNKNOWN;
        let print = match format {
            PrintFormat::Png => read_png(bytes, ppi)?,
            PrintFormat::Pgm => read_pgm(bytes, ppi)?,
            PrintFormat::Wsq => wsq::decode(bytes)?,
            PrintFormat::Iso19794 => {
                let mut record = FingerRecord::parse(bytes)?;
                record.views.truncate(1);
                let first = record.prints()?.pop();
                let (finger, print) = first.ok_or(Code::FirMalformed)?;
                position = finger;
                print
            }
        };
        let print = if print.ppi() == 0 {
            GrayPrint::new(print.width(), print.height(), ppi, print.pixels().to_vec())?
        } else {
            print
        };
        Ok(Self {
            format,
            position,
            print,
        })
    }

    /// Writes the print in a format, WSQ at this rate.
    ///
    /// # Errors
    /// `CIE-DEV-014` when a PNG cannot be written.
    pub fn write(&self, format: PrintFormat, rate: BitRate) -> Result<Vec<u8>> {
        let print = &self.print;
        match format {
            PrintFormat::Png => {
                let (width, height) = (print.width(), print.height());
                let pixels = Pixels::Gray(print.pixels());
                write_png(width, height, u32::from(print.ppi()), &pixels, &[])
            }
            PrintFormat::Pgm => Ok(write_pgm(print)),
            PrintFormat::Wsq => wsq::encode(print, rate),
            PrintFormat::Iso19794 => {
                let view = FingerView::wsq(self.position, print, rate)?;
                FingerRecord::new(Compression::Wsq, print.ppi(), vec![view]).to_bytes()
            }
        }
    }
}

/// Longest file of any of the formats.
pub const MAX_PRINT_FILE: usize = fir::MAX_RECORD;

fn read_png(bytes: &[u8], ppi: u16) -> Result<GrayPrint> {
    let bounds = ImageBounds {
        max_side: GrayPrint::MAX_SIDE,
        max_pixels: u64::from(GrayPrint::MAX_PIXELS),
        ..ImageBounds::default()
    };
    let gray = decode_gray(bytes, &bounds)?;
    let ppi = png_ppi(bytes).unwrap_or(ppi);
    GrayPrint::new(gray.width(), gray.height(), ppi, gray.into_raw())
}

/// The resolution that the pHYs chunk states, in pixels per inch, if it is the same both ways.
fn png_ppi(bytes: &[u8]) -> Option<u16> {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .ok()?;
    let dims = reader.info().pixel_dims?;
    if dims.unit != png::Unit::Meter || dims.xppu != dims.yppu {
        return None;
    }
    u16::try_from((u64::from(dims.xppu) * 254 + 5_000) / 10_000).ok()
}
