//! Huffman codes of at most 16 bits.

use super::bits::BitReader;

/// Longest code, in bits.
pub(super) const LONGEST: usize = 16;

/// A code as the file carries it: how many symbols have each length, and the symbols in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) counts: [u8; LONGEST],
    pub(super) symbols: Vec<u8>,
}

impl Table {
    /// Checks that the counts leave room for one another and number the symbols.
    pub(super) fn is_sound(&self) -> bool {
        let total: usize = self.counts.iter().map(|count| usize::from(*count)).sum();
        let mut room = 1_u32;
        for count in self.counts {
            room *= 2;
            match room.checked_sub(u32::from(count)) {
                Some(left) => room = left,
                None => return false,
            }
        }
        total == self.symbols.len() && (1..=256).contains(&total)
    }

    /// The best code for symbols that occur so often; the code of all ones is left free, as the
    /// fill of the last byte.
    pub(super) fn for_counts(counts: &[u32; 256]) -> Self {
        // The free code is that of a symbol rarer than any other, which comes last.
        let mut symbols: Vec<(usize, u64)> = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(symbol, count)| (symbol, u64::from(*count)))
            .collect();
        symbols.sort_by_key(|(symbol, count)| (std::cmp::Reverse(*count), *symbol));
        let weights: Vec<u64> = symbols.iter().map(|(_, count)| *count).chain([0]).collect();
        let lengths = lengths(&weights);
        let mut table = Self::default();
        for ((symbol, _), length) in symbols.iter().zip(&lengths) {
            if let Some(count) = table.counts.get_mut(usize::from(*length).saturating_sub(1)) {
                *count += 1;
            }
            // The symbols of a byte.
            #[allow(clippy::cast_possible_truncation)]
            table.symbols.push(*symbol as u8);
        }
        table
    }

    /// Code and length of every symbol.
    pub(super) fn codes(&self) -> [(u16, u8); 256] {
        let mut codes = [(0, 0); 256];
        let mut symbols = self.symbols.iter();
        let mut code = 0_u32;
        for (count, length) in self.counts.iter().zip(1_u8..) {
            for symbol in symbols.by_ref().take(usize::from(*count)) {
                if let Some(place) = codes.get_mut(usize::from(*symbol)) {
                    *place = ((code & 0xFFFF) as u16, length);
                }
                code += 1;
            }
            code *= 2;
        }
        codes
    }

    /// The next symbol; `None` at the end of the data, or for a code that stands for none.
    pub(super) fn symbol(&self, reader: &mut BitReader<'_>) -> Option<u8> {
        let (mut code, mut first, mut at) = (0_u32, 0_u32, 0_usize);
        for count in self.counts {
            code = code * 2 + u32::from(reader.bit()?);
            let past = code.checked_sub(first)?;
            if past < u32::from(count) {
                return self.symbols.get(at + usize::try_from(past).ok()?).copied();
            }
            at += usize::from(count);
            first = (first + u32::from(count)) * 2;
        }
        None
    }
}

/// Lengths of the codes of symbols in order of falling weight, none beyond [`LONGEST`]: the
/// package-merge method of Larmore and Hirschberg.
fn lengths(weights: &[u64]) -> Vec<u8> {
    if weights.len() == 1 {
        return vec![1];
    }
    // A package is its weight and the symbols in it.
    let coins: Vec<(u64, Vec<usize>)> = weights
        .iter()
        .enumerate()
        .rev()
        .map(|(symbol, weight)| (*weight, vec![symbol]))
        .collect();
    let mut packages: Vec<(u64, Vec<usize>)> = Vec::new();
    for _ in 0..LONGEST {
        let mut row: Vec<(u64, Vec<usize>)> = coins.iter().chain(&packages).cloned().collect();
        row.sort_by_key(|(weight, _)| *weight);
        packages = row
            .chunks_exact(2)
            .map(|pair| {
                let weight = pair.iter().map(|(weight, _)| weight).sum();
                (
                    weight,
                    pair.iter()
                        .flat_map(|(_, symbols)| symbols)
                        .copied()
                        .collect(),
                )
            })
            .collect();
    }
    let mut lengths = vec![0; weights.len()];
    for (_, symbols) in packages.iter().take(weights.len() - 1) {
        for symbol in symbols {
            if let Some(length) = lengths.get_mut(*symbol) {
                *length += 1;
            }
        }
    }
    // Equal weights may come out in any order: the lighter must not be the shorter.
    lengths.sort_unstable();
    lengths
}

#[cfg(test)]
mod tests {
    use super::super::bits::BitWriter;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_as_short_as_weights_allow() {
        // The code of Huffman's tree for these weights, by hand.
        assert_eq!(lengths(&[4, 2, 1, 1]), [1, 2, 3, 3]);
        assert_eq!(lengths(&[1, 1]), [1, 1]);
        // Weights of Fibonacci would need 30 bits.
        let mut weights = vec![1_u64, 1];
        for at in 2..31 {
            weights.push(weights[at - 1] + weights[at - 2]);
        }
        weights.reverse();
        let lengths = lengths(&weights);
        assert!(lengths.iter().all(|length| *length <= 16));
        let kraft: f64 = lengths
            .iter()
            .map(|length| 0.5_f64.powi(i32::from(*length)))
            .sum();
        assert!((kraft - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn symbols_come_back(text in prop::collection::vec(any::<u8>(), 1..500)) {
            let mut counts = [0; 256];
            for symbol in &text {
                counts[usize::from(*symbol)] += 1;
            }
            let table = Table::for_counts(&counts);
            prop_assert!(table.is_sound());
            let codes = table.codes();
            let mut writer = BitWriter::default();
            for symbol in &text {
                let (code, length) = codes[usize::from(*symbol)];
                prop_assert!(u32::from(code) != (1_u32 << length) - 1, "all ones");
                writer.put(code, length);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for symbol in &text {
                prop_assert_eq!(table.symbol(&mut reader), Some(*symbol));
            }
            // The fill of the last byte stands for no symbol.
            prop_assert_eq!(table.symbol(&mut reader), None);
        }
    }
}
