//! The holder's photo: bounded and decoded once, embedded as it came.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::check::{PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX};
use crate::print::page::legible::at;
use crate::print::{Code, Result};

/// Most scans of a progressive JPEG; real ones have about ten, hostile ones thousands.
const SCANS_MAX: usize = 64;

/// A JPEG known to decode.
pub(in crate::print) struct Photo {
    pub(in crate::print) jpeg: Vec<u8>,
    /// Width over height.
    pub(in crate::print) ratio: f32,
}

impl Photo {
    pub(in crate::print) fn read(jpeg: &[u8]) -> Result<Self> {
        const FIELD: &str = "photo_jpeg";
        if jpeg.len() > PHOTO_BYTES_MAX {
            return Err(at(Code::ReceiptPhotoTooLarge, FIELD)
                .detail(format!("at most {PHOTO_BYTES_MAX} bytes")));
        }
        let options = DecoderOptions::default()
            .set_strict_mode(true)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX))
            .jpeg_set_max_scans(SCANS_MAX);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
        let unreadable =
            |cause: DecodeErrors| at(Code::ReceiptPhotoUnreadable, FIELD).caused_by(cause);
        // Headers first: they bound the memory that decoding the rest may take.
        decoder.decode_headers().map_err(unreadable)?;
        let (width, height) = decoder.dimensions().unwrap_or_default();
        if width.max(height) > PHOTO_PIXELS_MAX {
            return Err(at(Code::ReceiptPhotoTooLarge, FIELD)
                .detail(format!("at most {PHOTO_PIXELS_MAX} pixels a side")));
        }
        let colour = decoder.input_colorspace();
        if !matches!(
            colour,
            Some(ColorSpace::Luma | ColorSpace::YCbCr | ColorSpace::RGB)
        ) {
            return Err(at(Code::ReceiptPhotoUnreadable, FIELD).detail("neither grey nor RGB"));
        }
        decoder.decode().map_err(unreadable)?;
        match (u16::try_from(width), u16::try_from(height)) {
            (Ok(width @ 1..), Ok(height @ 1..)) => Ok(Self {
                jpeg: jpeg.to_vec(),
                ratio: f32::from(width) / f32::from(height),
            }),
            _ => Err(at(Code::ReceiptPhotoUnreadable, FIELD)),
        }
    }
}
