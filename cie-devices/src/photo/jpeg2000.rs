//! JPEG 2000, as the face in the chip is compressed: the container is read here, the codestream by
//! a decoder.
//!
//! A hostile picture can declare thousands of components, millions of tiles or a palette that
//! multiplies its size. So only what a face needs reaches the decoder: one codestream whose
//! measures were judged, and the box that names its colours.

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};
use image::{DynamicImage, GrayImage, RgbImage};

use crate::media::ImageBounds;
use crate::{Code, Error, Result};

/// Start of a codestream: SOC, SIZ.
const CODESTREAM: &[u8] = &[0xFF, 0x4F, 0xFF, 0x51];
/// Signature box (ISO/IEC 15444-1, I.5.1).
const SIGNATURE: &[u8] = b"\0\0\0\x0CjP  \r\n\x87\n";
/// File type box of a file that conforms to Part 1.
const FILE_TYPE: &[u8] = b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 ";
/// Most boxes looked at on one level: files have a handful.
const MAX_BOXES: usize = 64;
/// Most tiles: a face has one.
const MAX_TILES: u64 = 256;
/// Gray, colours, and either with transparency.
const MAX_COMPONENTS: usize = 4;

/// Decodes a JP2 file or a bare codestream to 8 bits, gray or RGB.
///
/// # Errors
/// `CIE-DEV-002` beyond the bounds, `CIE-DEV-640` when it cannot be read.
pub(super) fn decode(bytes: &[u8], bounds: &ImageBounds) -> Result<DynamicImage> {
    let sound = sound_file(bytes, bounds)?;
    let image = Image::new(&sound, &DecodeSettings::default()).map_err(unreadable)?;
    let (width, height) = (image.width(), image.height());
    within(width.into(), height.into(), bounds)?;
    let channels = channels(&image)?;
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(unreadable)?;
    let pixels = width as usize * height as usize;
    let sound = decoded.components().len() == channels
        && decoded
            .components()
            .iter()
            .all(|component| component.samples().len() == pixels);
    if !sound {
        return Err(bad("components of different sizes"));
    }
    let samples = decoded.data_u8();
    // Transparency, if any, comes last in each pixel.
    let take = |count: usize| -> Vec<u8> {
        let pixels = samples.chunks_exact(channels);
        pixels.flat_map(|p| p.iter().take(count)).copied().collect()
    };
    let image = match channels {
        1 | 2 => GrayImage::from_raw(width, height, take(1)).map(DynamicImage::ImageLuma8),
        _ => RgbImage::from_raw(width, height, take(3)).map(DynamicImage::ImageRgb8),
    };
    image.ok_or_else(|| bad("fewer pixels than declared"))
}

/// How many samples a pixel has.
fn channels(image: &Image<'_>) -> Result<usize> {
    let colours = match image.color_space() {
        ColorSpace::Gray => 1,
        ColorSpace::RGB => 3,
        ColorSpace::Icc { num_channels, .. } if matches!(num_channels, 1 | 3) => {
            usize::from(*num_channels)
        }
        _ => return Err(bad("colours")),
    };
    Ok(colours + usize::from(image.has_alpha()))
}

/// What of the file the decoder gets to see.
fn sound_file(bytes: &[u8], bounds: &ImageBounds) -> Result<Vec<u8>> {
    if bytes.starts_with(CODESTREAM) {
        judge(bytes, bounds)?;
        return Ok(bytes.to_vec());
    }
    let mut colours: &[u8] = &[];
    let mut codestream = None;
    for (kind, content) in boxes(bytes)? {
        match kind {
            b"jp2h" => {
                let inner = boxes(content)?;
                if inner.iter().any(|(kind, _)| *kind == b"pclr") {
                    return Err(bad("palette"));
                }
                let named = inner.iter().find(|(kind, _)| *kind == b"colr");
                colours = named.map_or(&[][..], |(_, content)| content);
            }
            b"jp2c" if codestream.is_none() => codestream = Some(content),
            _ => {}
        }
    }
    let codestream = codestream.ok_or_else(|| bad("no codestream"))?;
    judge(codestream, bounds)?;
    let colours = match colours {
        [] => Vec::new(),
        content => boxed(b"colr", content)?,
    };
    Ok([
        SIGNATURE.to_vec(),
        FILE_TYPE.to_vec(),
        boxed(b"jp2h", &colours)?,
        boxed(b"jp2c", codestream)?,
    ]
    .concat())
}

/// The boxes of a level, by type and content (ISO/IEC 15444-1, I.4).
fn boxes(mut rest: &[u8]) -> Result<Vec<(&[u8; 4], &[u8])>> {
    let mut found = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let lies = || bad("box");
        let (kind, after) = after.split_first_chunk::<4>().ok_or_else(lies)?;
        let (content, next) = match u32::from_be_bytes(*length) {
            0 => (after, &[][..]),
            1 => {
                let (length, after) = after.split_first_chunk::<8>().ok_or_else(lies)?;
                let length = u64::from_be_bytes(*length).checked_sub(16);
                split(after, length).ok_or_else(lies)?
            }
            length => split(after, u64::from(length).checked_sub(8)).ok_or_else(lies)?,
        };
        if found.len() == MAX_BOXES {
            return Err(bad("too many boxes"));
        }
        found.push((kind, content));
        rest = next;
    }
    Ok(found)
}

fn split(bytes: &[u8], at: Option<u64>) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(usize::try_from(at?).ok()?)
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Result<Vec<u8>> {
    let length = u32::try_from(content.len() + 8).map_err(|_| bad("box"))?;
    Ok([&length.to_be_bytes(), kind.as_slice(), content].concat())
}

/// Judges the measures that the SIZ segment declares (ISO/IEC 15444-1, A.5.1).
fn judge(codestream: &[u8], bounds: &ImageBounds) -> Result<()> {
    let short = || bad("codestream header");
    let header = codestream.strip_prefix(CODESTREAM).ok_or_else(short)?;
    // Length and capabilities, then eight measures of four octets.
    let mut at = header.get(4..).ok_or_else(short)?;
    let mut next = || -> Result<u64> {
        let (number, rest) = at.split_first_chunk::<4>().ok_or_else(short)?;
        at = rest;
        Ok(u32::from_be_bytes(*number).into())
    };
    let (right, bottom, left, top) = (next()?, next()?, next()?, next()?);
    let (tile_width, tile_height, tiles_left, tiles_top) = (next()?, next()?, next()?, next()?);
    let (count, parts) = at.split_first_chunk::<2>().ok_or_else(short)?;
    let components = usize::from(u16::from_be_bytes(*count));
    let parts = parts.get(..3 * components).ok_or_else(short)?;

    let sides = right.checked_sub(left).zip(bottom.checked_sub(top));
    let (width, height) = sides.ok_or_else(short)?;
    within(width, height, bounds)?;
    let tiles = |side: Option<u64>, tile: u64| side.filter(|_| tile > 0).map(|s| s.div_ceil(tile));
    let across = tiles(right.checked_sub(tiles_left), tile_width);
    let down = tiles(bottom.checked_sub(tiles_top), tile_height);
    let tiles = across.zip(down).and_then(|(a, d)| a.checked_mul(d));
    if !tiles.is_some_and(|tiles| (1..=MAX_TILES).contains(&tiles)) {
        return Err(bad("tiles"));
    }
    if !(1..=MAX_COMPONENTS).contains(&components) {
        return Err(bad("components"));
    }
    // Depth of 1 to 16 bits, without sign; every or every other sample stored.
    let plain = |part: &[u8]| matches!(part, [0..=15, 1 | 2, 1 | 2]);
    if parts.chunks_exact(3).all(plain) {
        Ok(())
    } else {
        Err(bad("samples"))
    }
}

fn within(width: u64, height: u64, bounds: &ImageBounds) -> Result<()> {
    let most = u64::from(bounds.max_side);
    if width == 0 || height == 0 {
        return Err(bad("no pixels"));
    }
    if width > most || height > most || width * height > bounds.max_pixels {
        return Err(Error::new(Code::TooManyPixels).detail(format!("{width} x {height}")));
    }
    Ok(())
}

fn bad(what: &'static str) -> Error {
    Error::new(Code::FaceUnreadable).detail(what)
}

fn unreadable(error: hayro_jpeg2000::DecodeError) -> Error {
    Error::new(Code::FaceUnreadable).caused_by(error)
}
