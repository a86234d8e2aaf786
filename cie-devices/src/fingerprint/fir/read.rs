//! From bytes to a record.

use std::collections::BTreeSet;

use cie_core::error::Position;
use cie_core::redact::Personal;

use super::super::position::FingerPosition;
use super::{
    Compression, FingerRecord, FingerView, HEAD, Impression, MAGIC, MAX_RECORD, MAX_VIEWS,
    Resolutions, ScaleUnit, VIEW_HEAD,
};
use crate::{Code, Error, Result};

impl FingerRecord {
    /// Reads a record. The length it states must be that of the bytes, and the images must fill it.
    ///
    /// The count of the head may be that of the fingers or that of the views: both are found, and
    /// they agree where each finger has one view.
    ///
    /// # Errors
    /// `CIE-DEV-520` beyond [`MAX_RECORD`] or [`MAX_VIEWS`], `CIE-DEV-521` with the byte where it
    /// stops making sense, `CIE-DEV-522` for palms and for compressions the 2005 edition has not.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_RECORD {
            return Err(Error::new(Code::FirTooLarge));
        }
        let mut input = Input { bytes, at: 0 };
        if input.take(8)? != MAGIC {
            return Err(malformed(0).detail("FIR 010"));
        }
        if input.number(6)? != bytes.len() as u64 {
            return Err(malformed(8).detail("length of the record"));
        }
        let (device, level) = (input.short()?, input.short()?);
        let count = usize::from(input.byte()?);
        let unit = match input.byte()? {
            1 => ScaleUnit::Inch,
            2 => ScaleUnit::Centimetre,
            _ => return Err(malformed(input.at - 1).detail("unit of the resolutions")),
        };
        let scan = (input.short()?, input.short()?);
        let image = (input.short()?, input.short()?);
        let depth = input.byte()?;
        if !(1..=16).contains(&depth) {
            return Err(malformed(input.at - 1).detail("bits a pixel"));
        }
        let compression = Compression::from_code(input.byte()?)
            .ok_or_else(|| unsupported(input.at - 1, "compression"))?;
        // Reserved, and nothing depends on it.
        input.short()?;
        debug_assert_eq!(input.at, HEAD);

        let mut views = Vec::new();
        while input.at < bytes.len() {
            if views.len() == MAX_VIEWS {
                return Err(Error::new(Code::FirTooLarge));
            }
            views.push(view(&mut input, compression, depth)?);
        }
        let fingers: BTreeSet<_> = views.iter().map(|view| view.position).collect();
        if count != views.len() && count != fingers.len() {
            return Err(malformed(18).detail("count of fingers"));
        }
        Ok(Self {
            device,
            level,
            resolutions: Resolutions { unit, scan, image },
            depth,
            compression,
            views,
        })
    }
}

fn view(input: &mut Input<'_>, compression: Compression, depth: u8) -> Result<FingerView> {
    let start = input.at;
    let length = usize::try_from(input.number(4)?).map_err(|_| malformed(start))?;
    let image = length
        .checked_sub(VIEW_HEAD)
        .ok_or_else(|| malformed(start).detail("length of a view"))?;
    let position = FingerPosition::from_code(input.byte()?)
        .ok_or_else(|| unsupported(input.at - 1, "position"))?;
    let (views, number, quality) = (input.byte()?, input.byte()?, input.byte()?);
    let impression = Impression::from_code(input.byte()?)
        .ok_or_else(|| malformed(input.at - 1).detail("impression"))?;
    let (width, height) = (input.short()?, input.short()?);
    input.byte()?;
    if number == 0 || number > views {
        return Err(malformed(start + 5).detail("number of the view"));
    }
    let pixels = usize::from(width) * usize::from(height);
    if compression == Compression::Raw && depth == 8 && pixels != image {
        return Err(malformed(start).detail("length of an uncompressed image"));
    }
    Ok(FingerView {
        position,
        views,
        number,
        quality: (quality <= 100).then_some(quality),
        impression,
        width,
        height,
        image: Personal::new(input.take(image)?.to_vec()),
    })
}

fn malformed(at: usize) -> Error {
    Error::new(Code::FirMalformed).at(Position::Byte(at as u64))
}

fn unsupported(at: usize, what: &'static str) -> Error {
    Error::new(Code::FirUnsupported)
        .at(Position::Byte(at as u64))
        .detail(what)
}

/// The bytes, and how far they were read.
struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(count);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or_else(|| malformed(self.at).detail("ends early"))?;
        self.at += count;
        Ok(taken)
    }

    fn number(&mut self, bytes: usize) -> Result<u64> {
        let fold = |number, byte: &u8| number << 8 | u64::from(*byte);
        Ok(self.take(bytes)?.iter().fold(0, fold))
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?.first().copied().unwrap_or_default())
    }

    fn short(&mut self) -> Result<u16> {
        // Two bytes fit.
        Ok(u16::try_from(self.number(2)?).unwrap_or_default())
    }
}
