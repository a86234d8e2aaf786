//! Numbers of bins as symbols of a code, and back.
//!
//! 1 to 100: so many zeros; 105 and 106: as many zeros as the next 8 or 16 bits say; 107 to 254:
//! the numbers -73 to 74; 101 and 102: a positive or negative number in the next 8 bits; 103 and
//! 104: in the next 16 bits (IAFIS-IC-0110, table of the Huffman input symbols).

use super::bits::{BitReader, BitWriter};
use super::huffman::Table;

const LONGEST_RUN: u16 = 100;
const MOST: i32 = 74;
const LEAST: i32 = -73;

/// A symbol and the bits that follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) symbol: u8,
    bits: u16,
    count: u8,
}

impl Symbol {
    fn new(symbol: u8, bits: u16, count: u8) -> Self {
        Self {
            symbol,
            bits,
            count,
        }
    }

    pub(super) fn write(self, codes: &[(u16, u8); 256], writer: &mut BitWriter) {
        let (code, length) = codes
            .get(usize::from(self.symbol))
            .copied()
            .unwrap_or_default();
        writer.put(code, length);
        writer.put(self.bits, self.count);
    }
}

/// The symbols of a sequence of numbers.
pub(super) fn symbols(numbers: impl Iterator<Item = i32>) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut zeros = 0_u16;
    for number in numbers {
        if number == 0 {
            zeros += 1;
            if zeros == u16::MAX {
                symbols.push(run(zeros));
                zeros = 0;
            }
            continue;
        }
        if zeros > 0 {
            symbols.push(run(zeros));
            zeros = 0;
        }
        symbols.push(value(number));
    }
    if zeros > 0 {
        symbols.push(run(zeros));
    }
    symbols
}

// What is cast was just found to fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn run(zeros: u16) -> Symbol {
    match zeros {
        0..=LONGEST_RUN => Symbol::new(zeros as u8, 0, 0),
        101..=255 => Symbol::new(105, zeros, 8),
        _ => Symbol::new(106, zeros, 16),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn value(number: i32) -> Symbol {
    let size = number.unsigned_abs().min(65_535) as u16;
    match (number, size) {
        (LEAST..=MOST, _) => Symbol::new((number + 180) as u8, 0, 0),
        (1.., 0..=255) => Symbol::new(101, size, 8),
        (1.., _) => Symbol::new(103, size, 16),
        (_, 0..=255) => Symbol::new(102, size, 8),
        (_, _) => Symbol::new(104, size, 16),
    }
}

/// Reads `count` numbers, calling `take` with each that is not zero and its place. `false` when the
/// data end early or say more.
pub(super) fn read(
    table: &Table,
    reader: &mut BitReader<'_>,
    count: usize,
    mut take: impl FnMut(usize, i32),
) -> bool {
    let mut at = 0;
    while at < count {
        let Some(symbol) = table.symbol(reader) else {
            return false;
        };
        let escaped = |reader: &mut BitReader<'_>, bits| reader.bits(bits).map(i32::from);
        let (zeros, number) = match symbol {
            1..=100 => (usize::from(symbol), Some(0)),
            105 | 106 => {
                let bits = if symbol == 105 { 8 } else { 16 };
                let Some(zeros) = reader.bits(bits) else {
                    return false;
                };
                (usize::from(zeros), Some(0))
            }
            101 => (0, escaped(reader, 8)),
            102 => (0, escaped(reader, 8).map(|number| -number)),
            103 => (0, escaped(reader, 16)),
            104 => (0, escaped(reader, 16).map(|number| -number)),
            107..=254 => (0, Some(i32::from(symbol) - 180)),
            0 | 255 => return false,
        };
        let Some(number) = number else {
            return false;
        };
        if zeros > 0 {
            at += zeros;
        } else if matches!(symbol, 105 | 106) {
            // A run of no zeros would let a short file keep the reader busy.
            return false;
        } else {
            if number != 0 {
                take(at, number);
            }
            at += 1;
        }
    }
    at == count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn there_and_back(numbers: &[i32]) -> Option<Vec<i32>> {
        let symbols = symbols(numbers.iter().copied());
        let mut counts = [0; 256];
        for symbol in &symbols {
            counts[usize::from(symbol.symbol)] += 1;
        }
        let table = Table::for_counts(&counts);
        let codes = table.codes();
        let mut writer = BitWriter::default();
        for symbol in symbols {
            symbol.write(&codes, &mut writer);
        }
        let bytes = writer.finish();
        let mut back = vec![0; numbers.len()];
        let whole = read(
            &table,
            &mut BitReader::new(&bytes, 0),
            numbers.len(),
            |at, number| {
                back[at] = number;
            },
        );
        whole.then_some(back)
    }

    #[test]
    fn limits_of_the_table() {
        let number = |symbol| value(symbol).symbol;
        assert_eq!(
            [number(-73), number(-1), number(1), number(74)],
            [107, 179, 181, 254]
        );
        assert_eq!(
            [number(75), number(255), number(-74), number(-255)],
            [101, 101, 102, 102]
        );
        assert_eq!(
            [number(256), number(-256), number(-65_535)],
            [103, 104, 104]
        );
        assert_eq!(
            [run(100).symbol, run(101).symbol, run(256).symbol],
            [100, 105, 106]
        );
        let long = vec![0; 200_000];
        assert_eq!(there_and_back(&long), Some(long));
    }

    proptest! {
        #[test]
        fn numbers_come_back(
            parts in prop::collection::vec((-300_i32..300, 0_usize..400), 1..60),
            large in -65_535_i32..=65_535,
        ) {
            let mut numbers = vec![large];
            for (number, zeros) in parts {
                numbers.push(number);
                numbers.extend(std::iter::repeat_n(0, zeros));
            }
            prop_assert_eq!(there_and_back(&numbers), Some(numbers));
        }
    }
}
