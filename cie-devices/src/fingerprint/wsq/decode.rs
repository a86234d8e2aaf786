//! From a file to an image.

use super::super::gray::{GrayPrint, check_size};
use super::bits::BitReader;
use super::filter::Filters;
use super::huffman::Table;
use super::quantize::Bins;
use super::reader::Reader;
use super::scaled::{Scaled16, Scaled32};
use super::transform::Plane;
use super::tree::{BANDS, BLOCKS, Tree, WRITTEN};
use super::{coefficients, comment, marker};
use crate::{Code, Error, Result};

/// Longest file, in bytes.
pub const MAX_FILE: usize = 16 * 1024 * 1024;
/// Longest half of a filter.
const MAX_HALF: usize = 16;
/// Most segments before the image ends: comments and tables may repeat, not without end.
const MAX_SEGMENTS: usize = 256;

/// What the head of the file says of the image.
struct Frame {
    width: u32,
    height: u32,
    shift: Scaled16,
    scale: Scaled16,
}

/// What was read so far.
#[derive(Default)]
struct Tables {
    filters: Option<Filters>,
    bins: Option<([Bins; BANDS], f64)>,
    codes: [Option<Table>; 8],
    ppi: u16,
}

/// Reads a file.
///
/// Bytes after the end of the image are left aside. Restart intervals and filters of even length,
/// which no known encoder writes, are not read.
///
/// # Errors
/// `CIE-DEV-500` for a file or image beyond the bounds of [`MAX_FILE`] and [`GrayPrint`],
/// `CIE-DEV-501` with the byte where it stops making sense, `CIE-DEV-502` for what is not read.
pub fn decode(file: &[u8]) -> Result<GrayPrint> {
    if file.len() > MAX_FILE {
        return Err(Error::new(Code::WsqTooLarge));
    }
    let mut reader = Reader::new(file);
    let mut tables = Tables::default();
    if reader.short()? != marker::START_OF_IMAGE {
        return Err(Reader::new(file).error(Code::WsqMalformed));
    }
    let mut picture: Option<(Frame, Tree, Plane)> = None;
    let mut blocks = BLOCKS.iter();
    for _ in 0..MAX_SEGMENTS {
        match reader.short()? {
            marker::END_OF_IMAGE => {
                let Some((frame, tree, plane)) = picture.filter(|_| blocks.len() == 0) else {
                    return Err(reader.error(Code::WsqMalformed));
                };
                return finish(&frame, &tree, plane, &tables, &reader);
            }
            marker::TRANSFORM_TABLE => tables.filters = Some(filters(reader.segment()?)?),
            marker::QUANTIZATION_TABLE => tables.bins = Some(bins(reader.segment()?)?),
            marker::HUFFMAN_TABLE => codes(reader.segment()?, &mut tables.codes)?,
            marker::COMMENT => {
                let segment = reader.segment()?;
                tables.ppi = comment::ppi(segment.bytes).unwrap_or(tables.ppi);
            }
            marker::START_OF_FRAME if picture.is_none() => {
                let frame = frame(reader.segment()?)?;
                let (width, height) = (frame.width as usize, frame.height as usize);
                let plane = Plane {
                    width,
                    values: vec![0.0; width * height],
                };
                picture = Some((frame, Tree::new(width, height), plane));
            }
            marker::START_OF_BLOCK => {
                let (Some((_, tree, plane)), Some(bands)) = (picture.as_mut(), blocks.next())
                else {
                    return Err(reader.error(Code::WsqMalformed));
                };
                block(&mut reader, *bands, tree, plane, &tables)?;
            }
            marker::RESTART_INTERVAL => return Err(reader.error(Code::WsqUnsupported)),
            _ => return Err(reader.error(Code::WsqMalformed)),
        }
    }
    Err(reader.error(Code::WsqMalformed))
}

fn filters(mut segment: Reader<'_>) -> Result<Filters> {
    let lengths = [usize::from(segment.byte()?), usize::from(segment.byte()?)];
    let mut half = |length: usize| -> Result<Vec<Scaled32>> {
        if length.is_multiple_of(2) || length / 2 + 1 > MAX_HALF {
            return Err(segment.error(Code::WsqUnsupported));
        }
        (0..length / 2 + 1).map(|_| segment.scaled_long()).collect()
    };
    let [low, high] = lengths;
    let (low, high) = (half(low)?, half(high)?);
    segment.end()?;
    Ok(Filters::from_scaled(&low, &high))
}

fn bins(mut segment: Reader<'_>) -> Result<([Bins; BANDS], f64)> {
    let centre = segment.scaled()?.value();
    let mut bins = [Bins::default(); BANDS];
    for bins in &mut bins {
        *bins = Bins {
            width: segment.scaled()?,
            zero: segment.scaled()?,
        };
    }
    segment.end()?;
    Ok((bins, centre))
}

fn codes(mut segment: Reader<'_>, codes: &mut [Option<Table>; 8]) -> Result<()> {
    while !segment.is_empty() {
        let error = segment.error(Code::WsqMalformed);
        let id = usize::from(segment.byte()?);
        let mut table = Table::default();
        for count in &mut table.counts {
            *count = segment.byte()?;
        }
        let total: usize = table.counts.iter().map(|count| usize::from(*count)).sum();
        table.symbols = segment.take(total)?.to_vec();
        let place = codes.get_mut(id).filter(|_| table.is_sound());
        *place.ok_or(error)? = Some(table);
    }
    Ok(())
}

fn frame(mut segment: Reader<'_>) -> Result<Frame> {
    let (_black, _white) = (segment.byte()?, segment.byte()?);
    let (height, width) = (u32::from(segment.short()?), u32::from(segment.short()?));
    check_size(width, height).map_err(|()| segment.error(Code::WsqTooLarge))?;
    let (shift, scale) = (segment.scaled()?, segment.scaled()?);
    let (_encoder, _software) = (segment.byte()?, segment.short()?);
    segment.end()?;
    Ok(Frame {
        width,
        height,
        shift,
        scale,
    })
}

/// Reads the coefficients of some bands and puts them in their places.
fn block(
    reader: &mut Reader<'_>,
    (first, last): (usize, usize),
    tree: &Tree,
    plane: &mut Plane,
    tables: &Tables,
) -> Result<()> {
    let mut segment = reader.segment()?;
    let id = usize::from(segment.byte()?);
    segment.end()?;
    let missing = reader.error(Code::WsqMalformed);
    let (Some((bins, centre)), Some(Some(code))) = (&tables.bins, tables.codes.get(id)) else {
        return Err(missing);
    };
    let written: Vec<_> = tree
        .bands
        .iter()
        .zip(bins)
        .take(last.min(WRITTEN))
        .skip(first)
        .filter(|(band, bins)| bins.written() && band.width * band.height > 0)
        .collect();
    let count = written
        .iter()
        .map(|(band, _)| band.width * band.height)
        .sum();
    let mut bits = BitReader::new(reader.bytes, reader.at);
    // The numbers come band by band; `ahead` is the band of the last one, `from` its first place.
    let mut ahead = written.iter();
    let (mut from, mut size) = (0, 0);
    let mut current = None;
    let width = plane.width;
    let whole = coefficients::read(code, &mut bits, count, |at, number| {
        while at >= from + size {
            from += size;
            current = ahead.next();
            let Some((band, _)) = current else { return };
            size = band.width * band.height;
        }
        let Some((band, bins)) = current else { return };
        let (x, y) = ((at - from) % band.width, (at - from) / band.width);
        if let Some(place) = plane.values.get_mut((band.y + y) * width + band.x + x) {
            *place = bins.value(number, *centre);
        }
    });
    reader.at = bits.position();
    if whole {
        Ok(())
    } else {
        Err(reader.error(Code::WsqMalformed))
    }
}

fn finish(
    frame: &Frame,
    tree: &Tree,
    mut plane: Plane,
    tables: &Tables,
    reader: &Reader<'_>,
) -> Result<GrayPrint> {
    let filters = tables.filters.as_ref();
    let filters = filters.ok_or_else(|| reader.error(Code::WsqMalformed))?;
    plane.join(tree, filters);
    #[allow(clippy::cast_possible_truncation)]
    let (shift, scale) = (frame.shift.value() as f32, frame.scale.value() as f32);
    // Clamped to a byte; what is not a number becomes black.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixel = |value: &f32| (value * scale + shift + 0.5).clamp(0.0, 255.0) as u8;
    let pixels = plane.values.iter().map(pixel).collect();
    GrayPrint::new(frame.width, frame.height, tables.ppi, pixels)
}
