//! From an image to the codice fiscale.

use std::collections::{BTreeSet, HashSet};

use cie_core::citizen::codice_fiscale::is_well_formed;
use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::multi::{GenericMultipleBarcodeReader, MultipleBarcodeReader};
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource};
use rxing::{Exceptions, MultiUseMultiFormatReader};

use super::prepare::attempts;
use super::{Scan, Symbology};
use crate::media::{ImageBounds, decode_gray};
use crate::{Code, Error, Result};

/// Reads the codice fiscale from a PNG or JPEG image that holds a Code 39 symbol, within the
/// default [`ImageBounds`].
///
/// The symbol may be upright, upside down or on its side; the same symbol seen twice counts once.
///
/// ```
/// use cie_devices::barcode::{Rendering, decode, render};
/// let png = render("RSSMRA80E17H501U", &Rendering::default())?;
/// assert_eq!(decode(&png)?.codice_fiscale().expose(), "RSSMRA80E17H501U");
/// # Ok::<(), cie_devices::Error>(())
/// ```
///
/// # Errors
/// `CIE-DEV-001`, `CIE-DEV-002`, `CIE-DEV-003` for the image; `CIE-DEV-010` without a symbol,
/// `CIE-DEV-011` with several that differ, `CIE-DEV-012` when it holds something else.
pub fn decode(image: &[u8]) -> Result<Scan> {
    decode_with(image, &ImageBounds::default())
}

/// [`decode`] within bounds of the caller's choice.
///
/// What is not read as it is gets further attempts: turned by up to 18 degrees, averaged along the
/// bars, sharpened, thresholded. Code 39 has no check character, and damaged bars can be read as
/// other bars; such an attempt counts only when it gives a valid codice fiscale.
///
/// # Errors
/// As [`decode`].
pub fn decode_with(image: &[u8], bounds: &ImageBounds) -> Result<Scan> {
    let gray = decode_gray(image, bounds)?;
    let mut texts = symbols(gray.clone())?;
    if !texts.iter().any(|text| is_well_formed(text.as_bytes())) {
        for attempt in attempts(&gray) {
            let mut found = symbols(attempt)?;
            found.retain(|text| is_well_formed(text.as_bytes()));
            if !found.is_empty() {
                texts = found;
                break;
            }
        }
    }
    let mut texts = texts.iter();
    match (texts.next(), texts.len()) {
        (None, _) => Err(Code::NoBarcode.into()),
        (Some(text), 0) => Scan::from_symbol(text, Symbology::Code39),
        (Some(_), more) => Err(Error::new(Code::SeveralBarcodes)
            .detail(format!("{} different symbols", more.saturating_add(1)))),
    }
}

/// The distinct texts of all Code 39 symbols in the image.
fn symbols(gray: GrayImage) -> Result<BTreeSet<String>> {
    let (width, height) = gray.dimensions();
    let source = Luma8LuminanceSource::new(gray.into_raw(), width, height)
        .map_err(|e| Error::new(Code::MediaUnreadable).caused_by(e))?;
    let hints = DecodeHints {
        PossibleFormats: Some(HashSet::from([BarcodeFormat::CODE_39])),
        // Looks at every row and also at the image turned by a quarter.
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let mut reader = GenericMultipleBarcodeReader::new(MultiUseMultiFormatReader::default());
    match reader.decode_multiple_with_hints(&mut bitmap, &hints) {
        Ok(found) => Ok(found
            .iter()
            .map(|symbol| symbol.getText().to_owned())
            .collect()),
        Err(Exceptions::NotFoundException(_)) => Ok(BTreeSet::new()),
        Err(error) => Err(Error::new(Code::NoBarcode).caused_by(error)),
    }
}
