//! Tag-length-value as chips write it (ISO/IEC 8825-1, definite lengths), within bounds.

use cie_core::error::Position;

use crate::{Code, Error, Result};

/// Most elements of one level: a real file has a few dozen.
const MAX_ELEMENTS: usize = 512;

/// One element: its tag, all octets of it, and its value.
///
/// ```
/// use cie_devices::emrtd::tlv::Tlv;
/// let (element, rest) = Tlv::read(&[0x5F, 0x01, 2, b'0', b'7', 0xFF])?;
/// assert_eq!((element.tag, element.value, rest), (0x5F01, &b"07"[..], &[0xFF][..]));
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// The tag, up to three octets, such as `0x61` or `0x5F1F`.
    pub tag: u32,
    /// The value.
    pub value: &'a [u8],
    /// Tag, length and value as they stand.
    pub whole: &'a [u8],
}

impl<'a> Tlv<'a> {
    /// Reads the first element and what follows it.
    ///
    /// # Errors
    /// `CIE-DEV-450` when tag or length are broken, or the value is cut short.
    pub fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8])> {
        let (tag, after) = read_tag(bytes).ok_or_else(|| malformed(bytes))?;
        let (length, after) = read_length(after).ok_or_else(|| malformed(bytes))?;
        let (value, rest) = after
            .split_at_checked(length)
            .ok_or_else(|| malformed(bytes))?;
        let whole = bytes.get(..bytes.len() - rest.len()).unwrap_or_default();
        Ok((Self { tag, value, whole }, rest))
    }

    /// Reads one element that must have this tag; what follows it is left aside, because chips pad
    /// their files.
    ///
    /// # Errors
    /// `CIE-DEV-450` for a broken element, `CIE-DEV-453` for another tag.
    pub fn expect(bytes: &'a [u8], tag: u32) -> Result<Self> {
        let (element, _) = Self::read(bytes)?;
        element.tagged(tag)
    }

    /// This element, if it has the tag.
    ///
    /// # Errors
    /// `CIE-DEV-453` for another tag.
    pub fn tagged(self, tag: u32) -> Result<Self> {
        if self.tag == tag {
            Ok(self)
        } else {
            Err(Error::new(Code::WrongFileTag)
                .detail(format!("tag {:X}, expected {tag:X}", self.tag)))
        }
    }

    /// The elements of the value.
    ///
    /// # Errors
    /// As [`elements`].
    pub fn children(&self) -> Result<Vec<Self>> {
        elements(self.value)
    }
}

impl std::fmt::Debug for Tlv<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tlv({:X}, {} bytes)", self.tag, self.value.len())
    }
}

/// All elements, one after the other.
///
/// # Errors
/// `CIE-DEV-450` for a broken element, `CIE-DEV-451` for more than 512.
pub fn elements(bytes: &[u8]) -> Result<Vec<Tlv<'_>>> {
    let mut all = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if all.len() == MAX_ELEMENTS {
            return Err(Code::TlvTooMany.into());
        }
        let (element, after) = Tlv::read(rest).map_err(|error| {
            let at = (bytes.len() - rest.len()) as u64;
            error.at(Position::Byte(at))
        })?;
        all.push(element);
        rest = after;
    }
    Ok(all)
}

/// The elements one by one, for long lists; it ends after the first broken one.
pub fn iter(bytes: &[u8]) -> impl Iterator<Item = Result<Tlv<'_>>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        match Tlv::read(rest) {
            Ok((element, after)) => {
                rest = after;
                Some(Ok(element))
            }
            Err(error) => {
                rest = &[];
                Some(Err(error))
            }
        }
    })
}

/// The value of the first element with this tag.
///
/// # Errors
/// `CIE-DEV-454` when there is none.
pub fn find<'a>(elements: &[Tlv<'a>], tag: u32) -> Result<&'a [u8]> {
    elements
        .iter()
        .find(|element| element.tag == tag)
        .map(|element| element.value)
        .ok_or_else(|| Error::new(Code::CardFieldMissing).detail(format!("tag {tag:X}")))
}

/// How long the first element of a file is, from its first bytes; none when they do not tell.
#[must_use]
pub fn announced_length(head: &[u8]) -> Option<usize> {
    let (_, after) = read_tag(head)?;
    let (length, rest) = read_length(after)?;
    (head.len() - rest.len()).checked_add(length)
}

/// Writes one element.
#[must_use]
pub fn write(tag: u32, value: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = tag
        .to_be_bytes()
        .into_iter()
        .skip_while(|b| *b == 0)
        .collect();
    let length = value.len().to_be_bytes();
    match value.len() {
        0..=0x7F => bytes.extend(length.last()),
        _ => {
            let octets: Vec<u8> = length.into_iter().skip_while(|b| *b == 0).collect();
            // At most eight octets.
            bytes.extend(octets.len().to_be_bytes().last().map(|n| 0x80 | n));
            bytes.extend_from_slice(&octets);
        }
    }
    bytes.extend_from_slice(value);
    bytes
}

/// An unsigned number as INTEGER, in the shortest form (X.690, 8.3.2): without the zeros that numbers
/// of a fixed length begin with, and with one where the first bit is set.
#[must_use]
pub fn integer(number: &[u8]) -> Vec<u8> {
    let mut value: Vec<u8> = number.iter().copied().skip_while(|b| *b == 0).collect();
    if value.first().is_none_or(|b| b & 0x80 != 0) {
        value.insert(0, 0);
    }
    write(0x02, &value)
}

fn malformed(bytes: &[u8]) -> Error {
    Error::new(Code::TlvMalformed).detail(format!("{} bytes left", bytes.len()))
}

fn read_tag(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (&first, mut rest) = bytes.split_first()?;
    let mut tag = u32::from(first);
    if first & 0x1F == 0x1F {
        loop {
            let (&next, after) = rest.split_first()?;
            tag = tag << 8 | u32::from(next);
            rest = after;
            if next & 0x80 == 0 {
                break;
            }
            if tag > 0xFFFF {
                return None;
            }
        }
    }
    (tag != 0).then_some((tag, rest))
}

fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    match first {
        0..=0x7F => Some((first.into(), rest)),
        0x81..=0x84 => {
            let (octets, rest) = rest.split_at_checked((first & 0x7F).into())?;
            let length = octets
                .iter()
                .fold(0, |n: usize, b| n << 8 | usize::from(*b));
            Some((length, rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_that_lie_are_refused() {
        for bad in [
            &[][..],
            &[0x61],
            &[0x61, 0x80, 0, 0],
            &[0x61, 0x85, 0, 0, 0, 0, 0],
            &[0x61, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
            &[0x61, 2, 1],
            &[0x5F],
            &[0x1F, 0x81, 0x81, 0x81, 1, 0],
            &[0, 0],
        ] {
            assert_eq!(
                Tlv::read(bad).unwrap_err().code(),
                Code::TlvMalformed,
                "{bad:?}"
            );
        }
        let many = [0x30, 0].repeat(MAX_ELEMENTS + 1);
        assert_eq!(elements(&many).unwrap_err().code(), Code::TlvTooMany);
    }

    #[test]
    fn numbers_are_written_in_the_shortest_form() {
        for (number, written) in [
            (&[][..], &[0x02, 1, 0][..]),
            (&[0, 0], &[0x02, 1, 0]),
            (&[0, 0x7F, 0], &[0x02, 2, 0x7F, 0]),
            (&[0, 0, 0x80], &[0x02, 2, 0, 0x80]),
            (&[0xFF], &[0x02, 2, 0, 0xFF]),
        ] {
            assert_eq!(integer(number), written);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            tag in prop_oneof![Just(0x61u32), Just(0x5F1F), Just(0x7F49), Just(0x30), Just(0x7F2E)],
            value in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let bytes = write(tag, &value);
            prop_assert_eq!(announced_length(&bytes), Some(bytes.len()));
            let (element, rest) = Tlv::read(&bytes).unwrap();
            prop_assert_eq!((element.tag, element.value, rest), (tag, &value[..], &[][..]));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(all) = elements(&bytes) {
                let sum: usize = all.iter().map(|e| e.whole.len()).sum();
                prop_assert_eq!(sum, bytes.len());
            }
            let _ = announced_length(&bytes);
        }
    }
}
