//! A command, with short and extended lengths.

use std::fmt;

use zeroize::Zeroizing;

use crate::{Code, Error, Result};

/// Longest data of an extended command, and largest extended Le less one.
const MAX_EXTENDED: usize = 65_535;

/// A command APDU. Its data may be a PIN: they are wiped when dropped and `Debug` shows none.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    header: [u8; 4],
    data: Zeroizing<Vec<u8>>,
    expected: Option<u32>,
    extended: bool,
}

impl Command {
    /// A command of class, instruction and two parameters, without data, expecting none.
    #[must_use]
    pub fn new(class: u8, instruction: u8, p1: u8, p2: u8) -> Self {
        Self {
            header: [class, instruction, p1, p2],
            data: Zeroizing::new(Vec::new()),
            expected: None,
            extended: false,
        }
    }

    /// Sets the data.
    #[must_use]
    pub fn data(mut self, data: &[u8]) -> Self {
        self.data = Zeroizing::new(data.to_vec());
        self
    }

    /// Expects at most so many bytes in answer, from 1 to 65,536 (Le; 256 and 65,536 mean "what
    /// there is"). Values outside are brought to the nearest end.
    #[must_use]
    pub fn expecting(mut self, bytes: u32) -> Self {
        self.expected = Some(bytes.clamp(1, 65_536));
        self
    }

    /// Writes the lengths in extended form even where the short one would do.
    #[must_use]
    pub fn extended(mut self) -> Self {
        self.extended = true;
        self
    }

    /// Class, instruction and the two parameters.
    #[must_use]
    pub fn header(&self) -> [u8; 4] {
        self.header
    }

    /// The data.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.data
    }

    /// How many bytes are expected at most.
    #[must_use]
    pub fn expected(&self) -> Option<u32> {
        self.expected
    }

    /// Whether the command has lengths that only the extended form can write.
    #[must_use]
    pub fn needs_extended(&self) -> bool {
        self.extended || self.data.len() > 255 || self.expected.is_some_and(|le| le > 256)
    }

    /// The bytes to send, in the short form where it is enough.
    ///
    /// # Errors
    /// `CIE-DEV-403` when the data are longer than 65,535 bytes.
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>> {
        if self.data.len() > MAX_EXTENDED {
            return Err(Error::new(Code::BadCommand)
                .detail(format!("{} bytes of data, at most 65535", self.data.len())));
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.data.len() + 9));
        bytes.extend_from_slice(&self.header);
        if self.needs_extended() {
            self.encode_extended(&mut bytes);
        } else {
            if let Ok(length) = u8::try_from(self.data.len())
                && length > 0
            {
                bytes.push(length);
                bytes.extend_from_slice(&self.data);
            }
            if let Some(le) = self.expected {
                // 256 is written 00.
                bytes.push(le.to_be_bytes()[3]);
            }
        }
        Ok(bytes)
    }

    fn encode_extended(&self, bytes: &mut Vec<u8>) {
        let length = u16::try_from(self.data.len()).unwrap_or(u16::MAX);
        let [high, low] = length.to_be_bytes();
        let has_data = !self.data.is_empty();
        if has_data {
            bytes.extend_from_slice(&[0, high, low]);
            bytes.extend_from_slice(&self.data);
        }
        if let Some(le) = self.expected {
            if !has_data {
                bytes.push(0);
            }
            // 65,536 is written 0000.
            let [_, _, high, low] = le.to_be_bytes();
            bytes.extend_from_slice(&[high, low]);
        }
    }

    /// Reads the bytes of a command, as a card does.
    ///
    /// # Errors
    /// `CIE-DEV-403` when the lengths do not fit.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let bad = || Error::new(Code::BadCommand).detail("lengths");
        let (&header, body) = bytes.split_first_chunk::<4>().ok_or_else(bad)?;
        let short = |le: u8| if le == 0 { 256 } else { u32::from(le) };
        let long = |high: u8, low: u8| match u32::from_be_bytes([0, 0, high, low]) {
            0 => 65_536,
            le => le,
        };
        let (data, expected, extended): (&[u8], _, _) = match *body {
            [] => (&[], None, false),
            [le] => (&[], Some(short(le)), false),
            [0, high, low] => (&[], Some(long(high, low)), true),
            [0, high, low, ref rest @ ..] => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                if length == 0 {
                    return Err(bad());
                }
                let (data, le) = rest.split_at_checked(length).ok_or_else(bad)?;
                match *le {
                    [] => (data, None, true),
                    [high, low] => (data, Some(long(high, low)), true),
                    _ => return Err(bad()),
                }
            }
            [0, ..] => return Err(bad()),
            [length, ref rest @ ..] => {
                let (data, le) = rest.split_at_checked(length.into()).ok_or_else(bad)?;
                match *le {
                    [] => (data, None, false),
                    [le] => (data, Some(short(le)), false),
                    _ => return Err(bad()),
                }
            }
        };
        Ok(Self {
            header,
            data: Zeroizing::new(data.to_vec()),
            expected,
            extended,
        })
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cla, ins, p1, p2] = self.header;
        write!(f, "Command({cla:02X} {ins:02X} {p1:02X} {p2:02X}")?;
        if !self.data.is_empty() {
            write!(f, ", {} bytes", self.data.len())?;
        }
        if let Some(le) = self.expected {
            write!(f, ", expecting {le}")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The seven encodings of ISO/IEC 7816-3, 12.1.3 (cases 1, 2S, 2E, 3S, 3E, 4S, 4E).
    #[test]
    fn cases_of_the_standard() {
        let plain = Command::new(0, 0xB0, 1, 2);
        let cases: &[(Command, &[u8])] = &[
            (plain.clone(), &[0, 0xB0, 1, 2]),
            (plain.clone().expecting(256), &[0, 0xB0, 1, 2, 0]),
            (plain.clone().expecting(65_536), &[0, 0xB0, 1, 2, 0, 0, 0]),
            (plain.clone().expecting(257), &[0, 0xB0, 1, 2, 0, 1, 1]),
            (plain.clone().data(&[9]), &[0, 0xB0, 1, 2, 1, 9]),
            (
                plain.clone().data(&[9]).extended(),
                &[0, 0xB0, 1, 2, 0, 0, 1, 9],
            ),
            (
                plain.clone().data(&[9]).expecting(4),
                &[0, 0xB0, 1, 2, 1, 9, 4],
            ),
            (
                plain.clone().data(&[9]).expecting(65_536),
                &[0, 0xB0, 1, 2, 0, 0, 1, 9, 0, 0],
            ),
        ];
        for (command, bytes) in cases {
            assert_eq!(command.encode().unwrap().as_slice(), *bytes);
        }
        assert!(plain.clone().data(&[0; 256]).needs_extended());
        assert!(plain.data(&[0; 65_536]).encode().is_err());
    }

    #[test]
    fn debug_hides_the_data() {
        let verify = Command::new(0, 0x20, 0, 0x81).data(b"12345678");
        assert_eq!(format!("{verify:?}"), "Command(00 20 00 81, 8 bytes)");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            header: [u8; 4],
            data in proptest::collection::vec(any::<u8>(), 0..600),
            le in proptest::option::of(1u32..=65_536),
        ) {
            let [cla, ins, p1, p2] = header;
            let mut command = Command::new(cla, ins, p1, p2).data(&data);
            if let Some(le) = le {
                command = command.expecting(le);
            }
            let read = Command::parse(&command.encode().unwrap()).unwrap();
            prop_assert_eq!((read.header(), read.payload(), read.expected()), (header, &data[..], le));
        }

        #[test]
        fn any_bytes_are_parsed_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Ok(command) = Command::parse(&bytes) {
                let written = command.encode().unwrap();
                prop_assert_eq!(written.as_slice(), &bytes[..]);
            }
        }
    }
}
