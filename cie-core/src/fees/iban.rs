//! Italian IBANs.

use std::fmt;
use std::str::FromStr;

use crate::{Code, Error, Result};

const LENGTH: usize = 27;
/// An IBAN is printed in groups; anything longer than this is not one.
const LONGEST_INPUT: usize = 64;

/// Values of 0–9 and A–Z at odd positions of the BBAN (ABI standard; letters count as their rank).
const ODD: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/// An Italian IBAN whose two checks hold: mod-97 (ISO 13616) and the national check letter (CIN).
///
/// ```
/// use cie_core::fees::ItalianIban;
/// let iban: ItalianIban = "IT81 J 01000 03245 348010374600".parse()?;
/// assert_eq!(iban.as_str(), "IT81J0100003245348010374600");
/// assert_eq!(iban.to_string(), "IT81 J010 0003 2453 4801 0374 600");
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ItalianIban(String);

impl ItalianIban {
    /// The 27 characters without spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ItalianIban {
    type Err = Error;

    /// Spaces are ignored; letters must be capital.
    ///
    /// # Errors
    /// `CIE-CORE-220` when it is not of the Italian form, `CIE-CORE-221` when mod-97 fails,
    /// `CIE-CORE-222` when the national check letter is wrong.
    fn from_str(text: &str) -> Result<Self> {
        if text.len() > LONGEST_INPUT {
            return Err(Code::BadIban.into());
        }
        let compact: String = text.chars().filter(|c| *c != ' ').collect();
        if !has_form(compact.as_bytes()) {
            return Err(Code::BadIban.into());
        }
        if mod_97(&compact) != Some(1) {
            return Err(Code::IbanMod97.into());
        }
        if compact.get(4..5).map(str::as_bytes) != cin(&compact).as_ref().map(|c| &c[..]) {
            return Err(Code::IbanCin.into());
        }
        Ok(Self(compact))
    }
}

impl fmt::Display for ItalianIban {
    /// In groups of four, as printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, c) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

/// `IT`, two digits, the CIN letter, ABI and CAB of five digits each, twelve of the account.
fn has_form(bytes: &[u8]) -> bool {
    bytes.len() == LENGTH
        && bytes.iter().enumerate().all(|(at, b)| match at {
            0 => *b == b'I',
            1 => *b == b'T',
            4 => b.is_ascii_uppercase(),
            2..=3 | 5..=14 => b.is_ascii_digit(),
            _ => b.is_ascii_digit() || b.is_ascii_uppercase(),
        })
}

fn mod_97(iban: &str) -> Option<u32> {
    let (head, tail) = iban.split_at_checked(4)?;
    tail.chars().chain(head.chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    })
}

fn cin(iban: &str) -> Option<[u8; 1]> {
    let mut sum = 0;
    for (at, c) in iban.get(5..)?.chars().enumerate() {
        let value = c.to_digit(36)?;
        let rank = if value < 10 { value } else { value - 10 };
        sum += if at % 2 == 0 {
            ODD.get(usize::try_from(rank).ok()?).copied()?
        } else {
            rank
        };
    }
    u8::try_from(sum % 26).ok().map(|letter| [b'A' + letter])
}
