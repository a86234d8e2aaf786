//! Serials in the order in which this simulator gives them out.
//!
//! The shape is that of the numero unico nazionale, `C`, a letter, five digits, two letters, as on
//! cards (`CA00000AA`). How the Ministry advances it is not public. The simulator's own order:
//! the digits run fastest, then the last letter, then the one before it, then the series letter:
//! `CA00000AA` … `CA99999AA`, `CA00000AB` … `CA99999AZ`, `CA00000BA` … `CA99999ZZ`, `CB00000AA` …

use cie_core::document::Serial;

const DIGITS: u64 = 100_000;
const LETTERS: u64 = 26;

/// How many serials there are: 26³ × 100 000.
pub(crate) const COUNT: u64 = LETTERS * LETTERS * LETTERS * DIGITS;

/// The serial at this place of the order, from 0; `None` past the last.
pub(crate) fn nth(index: u64) -> Option<Serial> {
    if index >= COUNT {
        return None;
    }
    let number = index % DIGITS;
    let letters = index / DIGITS;
    let last = letter(letters % LETTERS)?;
    let first = letter(letters / LETTERS % LETTERS)?;
    let series = letter(letters / LETTERS / LETTERS)?;
    format!("C{series}{number:05}{first}{last}").parse().ok()
}

fn letter(index: u64) -> Option<char> {
    u8::try_from(index)
        .ok()
        .filter(|i| *i < 26)
        .map(|i| char::from(b'A' + i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn follows_the_documented_order() {
        let table = [
            (0, "CA00000AA"),
            (1, "CA00001AA"),
            (99_999, "CA99999AA"),
            (100_000, "CA00000AB"),
            (2_599_999, "CA99999AZ"),
            (2_600_000, "CA00000BA"),
            (67_599_999, "CA99999ZZ"),
            (67_600_000, "CB00000AA"),
            (1_757_599_999, "CZ99999ZZ"),
        ];
        for (index, serial) in table {
            assert_eq!(nth(index).unwrap().as_str(), serial);
        }
        assert_eq!(nth(1_757_600_000), None);
        assert_eq!(nth(u64::MAX), None);
    }

    proptest! {
        #[test]
        fn different_places_give_different_serials(a in 0..COUNT, b in 0..COUNT) {
            let (x, y) = (nth(a).unwrap(), nth(b).unwrap());
            prop_assert_eq!(a == b, x == y);
        }
    }
}
