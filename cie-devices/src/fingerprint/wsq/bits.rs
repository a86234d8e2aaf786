//! Bits in and out. A byte of all ones is followed by a zero byte, so that no marker can be taken
//! for data.

/// Writes bits, the highest first.
#[derive(Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl BitWriter {
    /// Appends the lowest `count` bits, at most 16.
    pub(super) fn put(&mut self, bits: u16, count: u8) {
        for at in (0..count).rev() {
            self.held = self.held << 1 | u32::from(bits >> at & 1);
            self.count += 1;
            if self.count == 8 {
                self.flush();
            }
        }
    }

    fn flush(&mut self) {
        let byte = (self.held & 0xFF) as u8;
        self.bytes.push(byte);
        if byte == 0xFF {
            self.bytes.push(0);
        }
        (self.held, self.count) = (0, 0);
    }

    /// The bytes; the last is filled up with ones.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while self.count != 0 {
            self.put(1, 1);
        }
        self.bytes
    }
}

/// Reads bits until a marker.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u8,
    left: u8,
}

impl<'a> BitReader<'a> {
    /// Begins at `at`.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            held: 0,
            left: 0,
        }
    }

    /// The next bit; `None` at a marker or at the end.
    pub(super) fn bit(&mut self) -> Option<u16> {
        if self.left == 0 {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            if byte == 0xFF {
                if self.bytes.get(self.at) != Some(&0) {
                    self.at -= 1;
                    return None;
                }
                self.at += 1;
            }
            (self.held, self.left) = (byte, 8);
        }
        self.left -= 1;
        Some(u16::from(self.held >> self.left & 1))
    }

    /// The next bits as a number.
    pub(super) fn bits(&mut self, count: u8) -> Option<u16> {
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | self.bit()?;
        }
        Some(value)
    }

    /// Where the next byte is; the bits left of the current one are skipped.
    pub(super) fn position(&self) -> usize {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_come_back(parts in prop::collection::vec((any::<u16>(), 1_u8..=16), 0..200)) {
            let mut writer = BitWriter::default();
            for (bits, count) in &parts {
                writer.put(*bits, *count);
            }
            let mut bytes = writer.finish();
            prop_assert!(!bytes.windows(2).any(|pair| matches!(pair, [0xFF, next] if *next != 0)));
            bytes.extend([0xFF, 0xA1]);
            let mut reader = BitReader::new(&bytes, 0);
            for (bits, count) in &parts {
                let kept = if *count == 16 { *bits } else { bits & ((1 << count) - 1) };
                prop_assert_eq!(reader.bits(*count), Some(kept));
            }
            while reader.bit().is_some() {}
            prop_assert_eq!(reader.position(), bytes.len() - 2);
        }
    }
}
