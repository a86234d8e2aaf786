//! PNG files with their resolution in the header, which the general image writer leaves out.

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};

use crate::{Code, Error, Result};

/// Pixels to write, row by row.
pub(crate) enum Pixels<'a> {
    /// One bit a pixel: true is black.
    Bilevel(&'a [bool]),
    /// Eight bits a pixel: 0 is black.
    Gray(&'a [u8]),
    /// Red, green and blue, eight bits each.
    Rgb(&'a [u8]),
}

/// Pixels a metre of a resolution in dots an inch (an inch is 0.0254 m), to the nearest.
pub(crate) fn per_metre(dpi: u32) -> u32 {
    let rounded = (u64::from(dpi) * 10_000 + 127) / 254;
    u32::try_from(rounded).unwrap_or(u32::MAX)
}

/// Writes a PNG with a pHYs chunk and text chunks (keyword, text).
pub(crate) fn write_png(
    width: u32,
    height: u32,
    dpi: u32,
    pixels: &Pixels<'_>,
    texts: &[(&str, &str)],
) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre(dpi),
        yppu: per_metre(dpi),
        unit: Unit::Meter,
    }));
    for (keyword, text) in texts {
        encoder
            .add_text_chunk((*keyword).to_owned(), (*text).to_owned())
            .map_err(not_written)?;
    }
    match pixels {
        Pixels::Gray(gray) => {
            encoder.set_depth(BitDepth::Eight);
            finish(encoder, gray)?;
        }
        Pixels::Rgb(rgb) => {
            encoder.set_color(ColorType::Rgb);
            encoder.set_depth(BitDepth::Eight);
            finish(encoder, rgb)?;
        }
        Pixels::Bilevel(dark) => {
            encoder.set_depth(BitDepth::One);
            finish(encoder, &pack(dark, width as usize))?;
        }
    }
    Ok(file)
}

/// Packs rows to bits, first pixel in the high bit, each row padded to a byte; 0 is black.
fn pack(dark: &[bool], width: usize) -> Vec<u8> {
    let mut packed = Vec::with_capacity(dark.len().div_ceil(8));
    for row in dark.chunks(width.max(1)) {
        for eight in row.chunks(8) {
            let byte = eight.iter().zip((0..8).rev()).filter(|(dark, _)| !**dark);
            packed.push(byte.fold(0, |byte: u8, (_, bit)| byte | 1 << bit));
        }
    }
    packed
}

fn finish(encoder: Encoder<'_, &mut Vec<u8>>, data: &[u8]) -> Result<()> {
    let mut writer = encoder.write_header().map_err(not_written)?;
    writer.write_image_data(data).map_err(not_written)?;
    writer.finish().map_err(not_written)
}

fn not_written(error: png::EncodingError) -> Error {
    Error::new(Code::ImageNotWritten).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolution_is_in_pixels_a_metre() {
        // 500 dpi is 19685.04 pixels a metre.
        assert_eq!(
            (per_metre(500), per_metre(300), per_metre(400)),
            (19_685, 11_811, 15_748)
        );
    }

    #[test]
    fn bits_are_read_back_as_pixels() {
        let dark = [
            true, false, true, false, false, false, false, true, true, false,
        ];
        let file = write_png(5, 2, 500, &Pixels::Bilevel(&dark), &[("Comment", "x")]).unwrap();
        let image = image::load_from_memory(&file).unwrap().into_luma8();
        let seen: Vec<bool> = image.pixels().map(|p| p.0 == [0]).collect();
        assert_eq!(seen, dark);
        let info = png::Decoder::new(std::io::Cursor::new(&file))
            .read_info()
            .unwrap();
        let dims = info.info().pixel_dims.unwrap();
        assert_eq!(
            (dims.xppu, dims.yppu, dims.unit),
            (19_685, 19_685, Unit::Meter)
        );
    }
}
