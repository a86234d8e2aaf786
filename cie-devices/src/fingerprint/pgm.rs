//! Portable gray maps, which capture programs write because nothing is simpler.

use cie_core::error::Position;

use super::gray::GrayPrint;
use crate::{Code, Error, Result};

/// First bytes of a binary gray map.
pub(super) const MAGIC: &[u8] = b"P5";
/// Longest head: three numbers and some comments.
const MAX_HEAD: usize = 4096;

/// Reads a binary PGM (netpbm `P5`) of at most 8 bits a pixel, at a resolution in pixels per inch
/// that the format has no place for; a comment `# ppi 500` in the head overrides it.
///
/// # Errors
/// `CIE-DEV-524` with the byte where it stops making sense, `CIE-DEV-504` for a size out of bounds.
pub fn read_pgm(file: &[u8], ppi: u16) -> Result<GrayPrint> {
    let mut head = Head {
        file: file.get(..file.len().min(MAX_HEAD)).unwrap_or_default(),
        at: MAGIC.len(),
        ppi,
    };
    if !file.starts_with(MAGIC) {
        return Err(malformed(0));
    }
    let (width, height, white) = (head.number()?, head.number()?, head.number()?);
    if !(1..=255).contains(&white) {
        return Err(malformed(head.at).detail("maxval 1..=255"));
    }
    // One white space ends the head.
    let pixels = file.get(head.at + 1..).unwrap_or_default();
    super::gray::check_size(width, height).map_err(|()| Error::new(Code::PrintSize))?;
    let count = width as usize * height as usize;
    let pixels = pixels.get(..count).ok_or_else(|| malformed(file.len()))?;
    let pixels = match white {
        255 => pixels.to_vec(),
        // Rounded to the nearest, and white at most.
        white => pixels
            .iter()
            .map(|p| u8::try_from((u32::from(*p) * 255 + white / 2) / white).unwrap_or(255))
            .collect(),
    };
    GrayPrint::new(width, height, head.ppi, pixels)
}

/// Writes a binary PGM, with the resolution in a comment.
#[must_use]
pub fn write_pgm(print: &GrayPrint) -> Vec<u8> {
    let (width, height) = (print.width(), print.height());
    let mut file = format!("P5\n# ppi {}\n{width} {height}\n255\n", print.ppi()).into_bytes();
    file.extend_from_slice(print.pixels());
    file
}

fn malformed(at: usize) -> Error {
    Error::new(Code::PgmMalformed).at(Position::Byte(at as u64))
}

/// The head, read number by number.
struct Head<'a> {
    file: &'a [u8],
    at: usize,
    ppi: u16,
}

impl Head<'_> {
    /// The next number, after white space and comments.
    fn number(&mut self) -> Result<u32> {
        let start = self.at;
        loop {
            match self.file.get(self.at) {
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(b'#') => self.comment(),
                _ => break,
            }
        }
        if self.at == start {
            return Err(malformed(self.at));
        }
        let rest = self.file.get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let number = rest
            .get(..digits)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| malformed(self.at))?;
        self.at += digits;
        match self.file.get(self.at) {
            Some(byte) if byte.is_ascii_whitespace() => Ok(number),
            _ => Err(malformed(self.at)),
        }
    }

    fn comment(&mut self) {
        let rest = self.file.get(self.at..).unwrap_or_default();
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        self.at += line.len();
        let stated = std::str::from_utf8(line).ok();
        let stated = stated.and_then(|line| line.strip_prefix("# ppi ")?.trim().parse().ok());
        self.ppi = stated.unwrap_or(self.ppi);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_form_of_netpbm_s_manual_is_read() {
        // netpbm, pgm(5): magic, width, height, maxval, one white space, raster; # comments.
        let mut file = b"P5 # made by hand\n96 # wide\n\t96\n15\n".to_vec();
        file.extend((0..96 * 96_u32).map(|at| (at % 16).to_le_bytes()[0]));
        let print = read_pgm(&file, 500).unwrap();
        assert_eq!((print.width(), print.height(), print.ppi()), (96, 96, 500));
        assert_eq!(&print.pixels()[..4], &[0, 17, 34, 51]);
        assert_eq!(print.pixels()[15], 255);
        let code = |file: &[u8]| read_pgm(file, 500).unwrap_err().code();
        assert_eq!(code(&file[..file.len() - 1]), Code::PgmMalformed);
        assert_eq!(code(b"P5 96 96 65535\n"), Code::PgmMalformed);
        assert_eq!(code(b"P2 96 96 255\n"), Code::PgmMalformed);
        assert_eq!(code(b"P5 95 96 255\n"), Code::PrintSize);
        assert_eq!(code(b"P5 99999999999 96 255\n"), Code::PgmMalformed);
    }

    proptest! {
        #[test]
        fn what_was_written_comes_back(width in 96u32..140, height in 96u32..140, ppi: u16) {
            let pixels = (0..width * height).map(|at| (at * 31).to_le_bytes()[0]).collect();
            let print = GrayPrint::new(width, height, ppi, pixels).unwrap();
            prop_assert_eq!(read_pgm(&write_pgm(&print), 1).unwrap(), print);
        }

        #[test]
        fn any_bytes_are_an_image_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_pgm(&[b"P5".as_slice(), &bytes].concat(), 500);
        }
    }
}
