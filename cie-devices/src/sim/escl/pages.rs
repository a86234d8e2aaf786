//! What a job asks for, and the page it gets.

use std::io::Cursor;

use image::DynamicImage;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use super::super::SimulatedSheet;
use super::documents::offers;
use crate::media::MediaFormat;
use crate::scanner::{Area, Colour};
use crate::{Code, Error, Result};

const MM: f64 = 25.4 / 300.0;

/// A job as it was asked for.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) feeder: bool,
    area: Area,
    dpi: u32,
    colour: Colour,
    format: MediaFormat,
}

impl Order {
    /// Reads `ScanSettings` as a scanner would: what it does not offer it refuses.
    pub(super) fn read(document: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(document).ok()?;
        let number = |name: &str| value(text, name)?.parse::<u32>().ok();
        let mm = |name: &str| number(name).map(|units| f64::from(units) * MM);
        let (width, height) = SimulatedSheet::SIZE;
        let area = Area::new(
            mm("XOffset").unwrap_or(0.0),
            mm("YOffset").unwrap_or(0.0),
            mm("Width").unwrap_or(width),
            mm("Height").unwrap_or(height),
        );
        let dpi = number("XResolution")?;
        let format = value(text, "DocumentFormatExt").or_else(|| value(text, "DocumentFormat"));
        let order = Self {
            feeder: match value(text, "InputSource")? {
                "Platen" => false,
                "Feeder" => true,
                _ => return None,
            },
            area,
            dpi,
            colour: match value(text, "ColorMode")? {
                "BlackAndWhite1" => Colour::Bilevel,
                "Grayscale8" => Colour::Gray,
                "RGB24" => Colour::Rgb,
                _ => return None,
            },
            format: match format? {
                "image/jpeg" => MediaFormat::Jpeg,
                "image/png" => MediaFormat::Png,
                _ => return None,
            },
        };
        let same = number("YResolution") == Some(dpi);
        (same && offers(dpi) && area.fits(width, height)).then_some(order)
    }

    /// The media type and the file of a page.
    pub(super) fn page(&self, seed: u64) -> Result<(&'static str, Vec<u8>)> {
        let sheet = SimulatedSheet::new(seed)?;
        let file = match self.format {
            MediaFormat::Png => sheet.png(&self.area, self.dpi, self.colour)?,
            MediaFormat::Jpeg => self.jpeg(&sheet.scan(&self.area, self.dpi, self.colour)?)?,
        };
        Ok((self.format.media_type(), file))
    }

    fn jpeg(&self, image: &DynamicImage) -> Result<Vec<u8>> {
        let mut file = Cursor::new(Vec::new());
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
        encoder.set_pixel_density(PixelDensity::dpi(u16::try_from(self.dpi).unwrap_or(0)));
        encoder
            .encode_image(image)
            .map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
        super::super::portrait::label(&file.into_inner())
    }
}

/// The text of an element, whatever its prefix. The simulator takes only what its tests send.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (tag, content) = after.split_once('>')?;
        let local = tag.split([' ', '\n', '\t']).next().unwrap_or_default();
        if local.rsplit(':').next() == Some(name) && !tag.starts_with('/') {
            return content.split('<').next().map(str::trim);
        }
        rest = content;
    }
}
