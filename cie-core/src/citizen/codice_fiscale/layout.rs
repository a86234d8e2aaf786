//! What may stand at each of the 16 positions, and what it counts for in the check character.

/// Positions (from 0) that hold digits, or letters in their place in an omocode.
pub(super) const DIGITS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];

/// The letters that replace the digits 0 to 9 in an omocode (DM 23/12/1976).
pub(super) const OMOCODE: [u8; 10] = *b"LMNPQRSTUV";

/// The letters of the months from January (DM 23/12/1976).
pub(super) const MONTHS: [u8; 12] = *b"ABCDEHLMPRST";

/// Values of A to Z at odd places counted from 1; digits count as A to J (DM 23/12/1976).
const ODD: [u8; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

const LETTER: u32 = 1;
const DIGIT: u32 = 2;
const MONTH: u32 = 4;

/// What each position demands.
const DEMANDS: [u32; 16] = [
    LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, DIGIT, DIGIT, MONTH, DIGIT, DIGIT, LETTER,
    DIGIT, DIGIT, DIGIT, LETTER,
];

/// For each byte: classes in bits 0–7, value at odd places in 8–15, at even places in 16–23, the
/// digit it stands for in 24–31. One table, so that a code is judged with sixteen look-ups.
static TABLE: [u32; 256] = table();

#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated by the compiler, which refuses an index out of bounds; numbers below 26"
)]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 26 {
        let values = (ODD[at] as u32) << 8 | (at as u32) << 16;
        table[at + b'A' as usize] = LETTER | values;
        table[at + b'a' as usize] = LETTER | values;
        if at < 10 {
            table[at + b'0' as usize] = DIGIT | values | (at as u32) << 24;
        }
        at += 1;
    }
    let mut at = 0;
    while at < 10 {
        let letter = OMOCODE[at] as usize;
        table[letter] |= DIGIT | (at as u32) << 24;
        table[letter + 32] |= DIGIT | (at as u32) << 24;
        at += 1;
    }
    let mut at = 0;
    while at < 12 {
        let letter = MONTHS[at] as usize;
        table[letter] |= MONTH;
        table[letter + 32] |= MONTH;
        at += 1;
    }
    table
}

fn entry(byte: u8) -> u32 {
    TABLE.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The digit that a byte stands for at a digit position.
pub(super) fn digit(byte: u8) -> u8 {
    (entry(byte) >> 24) as u8
}

/// Whether every byte may stand where it stands, and what the first 15 add up to.
pub(super) fn scan(code: &[u8; 16]) -> (bool, u32) {
    let (mut fits, mut sum) = (true, 0);
    for (at, (byte, demand)) in code.iter().zip(DEMANDS).enumerate() {
        let entry = entry(*byte);
        fits &= entry & demand != 0;
        if at < 15 {
            // Places are counted from 1: the first is odd.
            let shift = if at % 2 == 0 { 8 } else { 16 };
            sum += (entry >> shift) & 0xFF;
        }
    }
    (fits, sum)
}

/// The first byte that may not stand where it stands.
pub(super) fn misfit(code: &[u8; 16]) -> Option<usize> {
    let mut pairs = code.iter().zip(DEMANDS);
    pairs.position(|(byte, demand)| entry(*byte) & demand == 0)
}

/// The check character that the first 15 characters call for.
pub(super) fn check_character(code: &[u8; 16]) -> u8 {
    let (_, sum) = scan(code);
    (sum % 26) as u8 + b'A'
}
