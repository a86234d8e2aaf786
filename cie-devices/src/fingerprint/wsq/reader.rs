//! The parts of a file, within its bounds.

use cie_core::error::Position;

use super::scaled::{Scaled16, Scaled32};
use crate::{Code, Error, Result};

/// Bytes, and how far they were read.
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// Where the bytes begin in the file.
    base: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            base: 0,
        }
    }

    /// An error at the current place.
    pub(super) fn error(&self, code: Code) -> Error {
        Error::new(code).at(Position::Byte((self.base + self.at) as u64))
    }

    fn malformed(&self) -> Error {
        self.error(Code::WsqMalformed)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| self.malformed())?;
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn short(&mut self) -> Result<u16> {
        Ok(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Result<u32> {
        Ok(u32::from(self.short()?) << 16 | u32::from(self.short()?))
    }

    pub(super) fn scaled(&mut self) -> Result<Scaled16> {
        Ok(Scaled16 {
            exponent: self.byte()?,
            digits: self.short()?,
        })
    }

    pub(super) fn scaled_long(&mut self) -> Result<Scaled32> {
        Ok(Scaled32 {
            negative: self.byte()? != 0,
            exponent: self.byte()?,
            digits: self.long()?,
        })
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let end = self.at.checked_add(count).ok_or_else(|| self.malformed())?;
        let taken = self
            .bytes
            .get(self.at..end)
            .ok_or_else(|| self.malformed())?;
        self.at = end;
        Ok(taken)
    }

    /// The body of a segment, whose length counts its own two bytes.
    pub(super) fn segment(&mut self) -> Result<Reader<'a>> {
        let length = usize::from(self.short()?);
        let body = length.checked_sub(2).ok_or_else(|| self.malformed())?;
        let base = self.base + self.at;
        Ok(Reader {
            bytes: self.take(body)?,
            at: 0,
            base,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The segment must be used up.
    pub(super) fn end(&self) -> Result<()> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }
}
