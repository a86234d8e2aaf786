//! Omocodes: the codes that tell apart people whose data call for the same one.

use std::fmt;

use super::code::CodiceFiscale;
use super::layout::{self, DIGITS, OMOCODE};

impl CodiceFiscale {
    /// The code with all its digits as digits and the check character that goes with them.
    ///
    /// ```
    /// use cie_core::citizen::codice_fiscale::CodiceFiscale;
    /// let omocode: CodiceFiscale = "RSSMRAULALMHRLMD".parse()?;
    /// assert_eq!(omocode.base().expose(), "RSSMRA80A01H501U");
    /// assert!(omocode.base().omocodes().any(|code| code == omocode));
    /// # Ok::<(), cie_core::Error>(())
    /// ```
    #[must_use]
    pub fn base(&self) -> Self {
        variant(*self.as_bytes(), 0)
    }

    /// All 127 omocodes of this code's base, the ones that change the fewest and rightmost digits
    /// not necessarily first: bit 0 of the running number is the last digit of the place.
    #[must_use]
    pub fn omocodes(&self) -> Omocodes {
        Omocodes {
            code: *self.as_bytes(),
            next: 1,
        }
    }
}

/// The 127 omocodes of a code.
#[derive(Clone)]
pub struct Omocodes {
    code: [u8; 16],
    next: u8,
}

impl Iterator for Omocodes {
    type Item = CodiceFiscale;

    fn next(&mut self) -> Option<CodiceFiscale> {
        let mask = self.next;
        self.next = mask.checked_add(1).filter(|_| mask < 128)?;
        Some(variant(self.code, mask))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = 128usize.saturating_sub(self.next.into());
        (left, Some(left))
    }
}

impl fmt::Debug for Omocodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Omocodes({} left)", self.len())
    }
}

impl ExactSizeIterator for Omocodes {}

/// The code whose digits are letters where the mask says so, the last digit being bit 0.
fn variant(mut code: [u8; 16], mask: u8) -> CodiceFiscale {
    for (bit, at) in DIGITS.iter().rev().enumerate() {
        if let Some(byte) = code.get_mut(*at) {
            let digit = layout::digit(*byte);
            let letter = OMOCODE.get(usize::from(digit)).copied();
            *byte = match letter {
                Some(letter) if mask >> bit & 1 == 1 => letter,
                _ => digit + b'0',
            };
        }
    }
    CodiceFiscale::with_check(code)
}
