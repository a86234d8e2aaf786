//! What may stand at each of the 16 positions, and what it says there.
#![allow(
    clippy::cast_possible_truncation,
    reason = "every field is narrower than the type it is read into, every number below 128"
)]

use chrono::NaiveDate;

#[cfg(doc)]
use crate::citizen::place::day_at;

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

/// What one byte says at one position, or all sixteen together: added up, the numbers of the
/// sixteen bytes do not run into one another. From the lowest bit on:
///
/// | bits | what |
/// |---|---|
/// | 9 | values of the check; the last character counts against the others |
/// | 5 | bytes that may not stand where they stand |
/// | 3 | digits written as letters |
/// | 7 | day as written, to 99 |
/// | 4 | month, from 1 |
/// | 7 | year of the century |
/// | 15 | index of the Belfiore code |
/// | 6 + 6 | kinds of letter of the surname and of the name, see [`kinds`] |
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reading(u64);

/// The day of birth as a code has it: the year of the century, the month and the day in the
/// calendar, one above the other as [`day_at`] has them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Day(u32);

const MISFITS: u32 = 9;
const LETTERS: u32 = 14;
const DAY: u32 = 17;
const MONTH: u32 = 24;
const YEAR: u32 = 28;
const PLACE: u32 = 35;
const NAMES: u32 = 50;

/// What each byte says at each position: a code is read with sixteen look-ups and additions.
static TABLE: [[u64; 256]; 16] = table();

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses an index out of bounds"
)]
const fn table() -> [[u64; 256]; 16] {
    let mut table = [[1 << MISFITS; 256]; 16];
    let mut at = 0;
    while at < 16 {
        let row = &mut table[at];
        let mut letter = 0;
        while letter < 26 {
            let capital = b'A' + letter as u8;
            let says = match at {
                0..6 => Some(kinds(capital) << (NAMES + 6 * (at as u32 / 3) + at as u32 % 3)),
                8 => match position(&MONTHS, capital) {
                    Some(month) => Some((month + 1) << MONTH),
                    None => None,
                },
                11 => Some((letter * 1000) << PLACE),
                15 => Some(0),
                _ => match position(&OMOCODE, capital) {
                    Some(digit) => Some(1 << LETTERS | digit_at(at, digit)),
                    None => None,
                },
            };
            if let Some(says) = says {
                let says = says + value(at, letter);
                row[capital as usize] = says;
                row[capital.to_ascii_lowercase() as usize] = says;
            }
            letter += 1;
        }
        if is_digit(at) {
            let mut digit = 0;
            while digit < 10 {
                row[b'0' as usize + digit as usize] = digit_at(at, digit) + value(at, digit);
                digit += 1;
            }
        }
        at += 1;
    }
    table
}

/// What a character counts for in the check, by its number in the alphabet or as a digit. Places
/// are counted from 1: the first is odd. The sum of a right code is a multiple of 26.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn value(at: usize, number: u64) -> u64 {
    match at {
        15 => 26 - number,
        _ if at.is_multiple_of(2) => ODD[number as usize] as u64,
        _ => number,
    }
}

/// What a digit says at a position.
const fn digit_at(at: usize, digit: u64) -> u64 {
    match at {
        6 => (digit * 10) << YEAR,
        7 => digit << YEAR,
        9 => (digit * 10) << DAY,
        10 => digit << DAY,
        12 => (digit * 100) << PLACE,
        13 => (digit * 10) << PLACE,
        _ => digit << PLACE,
    }
}

/// For names: bit 0 says vowel, bit 3 says X, neither says consonant.
const fn kinds(capital: u8) -> u64 {
    match capital {
        b'A' | b'E' | b'I' | b'O' | b'U' => 1,
        b'X' => 8,
        _ => 0,
    }
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn is_digit(at: usize) -> bool {
    let mut number = 0;
    while number < DIGITS.len() {
        if DIGITS[number] == at {
            return true;
        }
        number += 1;
    }
    false
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn position(letters: &[u8], letter: u8) -> Option<u64> {
    let mut at = 0;
    while at < letters.len() {
        if letters[at] == letter {
            return Some(at as u64);
        }
        at += 1;
    }
    None
}

/// For each kind of triplet whether it can come from a name: consonants, then vowels, then X to
/// fill. X is a consonant, too.
const PLAUSIBLE: u64 = plausible();

const fn plausible() -> u64 {
    let mut plausible = 0;
    let mut kind = 0u32;
    while kind < 64 {
        let (vowels, fillings) = (kind & 7, kind >> 3);
        let mut at = 0;
        while at < 3 && vowels >> at & 1 == 0 {
            at += 1;
        }
        while at < 3 && vowels >> at & 1 == 1 {
            at += 1;
        }
        while at < 3 && fillings >> at & 1 == 1 {
            at += 1;
        }
        if at == 3 {
            plausible |= 1 << kind;
        }
        kind += 1;
    }
    plausible
}

impl Reading {
    /// Reads sixteen bytes.
    #[inline]
    pub(super) fn of(code: &[u8; 16]) -> Self {
        let entries = code.iter().zip(&TABLE).map(|(byte, row)| entry(row, *byte));
        Self(entries.sum())
    }

    fn field(self, from: u32, bits: u32) -> u64 {
        self.0 >> from & ((1 << bits) - 1)
    }

    /// Whether every byte may stand where it stands; if not, nothing else is meant.
    pub(super) fn fits(self) -> bool {
        self.field(MISFITS, 5) == 0
    }

    /// Whether the check character is the one that the others call for.
    pub(super) fn checks(self) -> bool {
        self.field(0, MISFITS).is_multiple_of(26)
    }

    /// Whether a digit is written as a letter.
    pub(super) fn is_omocode(self) -> bool {
        self.field(LETTERS, 3) != 0
    }

    /// Whether it is the code of a woman: the day is written with 40 more.
    #[inline]
    pub(super) fn is_woman(self) -> bool {
        self.field(DAY, 7) > 40
    }

    /// The day of birth.
    #[inline]
    pub(super) fn day(self) -> Day {
        let written = self.field(DAY, 7 + 4 + 7) as u32;
        Day(written - if self.is_woman() { 40 } else { 0 })
    }

    /// Index of the Belfiore code.
    pub(super) fn place(self) -> u16 {
        self.field(PLACE, 15) as u16
    }

    /// Whether both triplets can come from names.
    pub(super) fn names_plausible(self) -> bool {
        let (surname, given) = (self.field(NAMES, 6), self.field(NAMES + 6, 6));
        PLAUSIBLE >> surname & PLAUSIBLE >> given & 1 == 1
    }
}

impl Day {
    /// The last two digits of the year.
    pub(super) fn year(self) -> u8 {
        (self.0 >> 11) as u8
    }

    /// The month, from 1 to 12.
    pub(super) fn month(self) -> u8 {
        (self.0 >> 7 & 15) as u8
    }

    /// The day, which need not be in the calendar.
    pub(super) fn day(self) -> u8 {
        (self.0 & 127) as u8
    }

    /// The number of the day in the century from 0 to 99, as [`day_at`] counts.
    pub(super) fn number(self) -> i32 {
        self.0.cast_signed()
    }

    /// The day in a year, if the calendar has it.
    pub(super) fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month().into(), self.day().into())
    }
}

fn entry(row: &[u64; 256], byte: u8) -> u64 {
    row.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Sixteen bytes that fit, in capitals.
pub(super) fn capitals(code: &[u8; 16]) -> [u8; 16] {
    // Bit 6 tells letters from digits; it is moved to bit 5, which tells small letters.
    const LETTERS: u128 = u128::from_le_bytes([0x40; 16]);
    let code = u128::from_le_bytes(*code);
    (code & !((code & LETTERS) >> 1)).to_le_bytes()
}

/// The digit that a byte stands for at a digit position.
pub(super) fn digit(byte: u8) -> u8 {
    let [.., units, _] = &TABLE;
    (entry(units, byte) >> PLACE & 15) as u8
}

/// The first byte that may not stand where it stands.
#[cold]
pub(super) fn misfit(code: &[u8; 16]) -> Option<usize> {
    let mut pairs = code.iter().zip(&TABLE);
    pairs.position(|(byte, row)| entry(row, *byte) >> MISFITS & 1 == 1)
}

/// The check character that the first 15 characters call for.
pub(super) fn check_character(code: &[u8; 16]) -> u8 {
    let first = code.iter().zip(&TABLE).take(15);
    let sum: u64 = first.map(|(byte, row)| entry(row, *byte)).sum();
    (Reading(sum).field(0, MISFITS) % 26) as u8 + b'A'
}
