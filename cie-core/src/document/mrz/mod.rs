//! The machine readable zone of the card: TD1, three lines of 30 characters.
//!
//! Sources: ICAO Doc 9303-3 (check digits, names, transliteration) and 9303-5 (TD1). The crate
//! `mrz` does this for all formats, but drops characters it does not know without a word and shows
//! names in `Debug`; it serves as a peer in the tests instead.
//!
//! ```
//! use cie_core::document::mrz::Td1;
//! let text = b"C<ITACA00000AA4<<<<<<<<<<<<<<<\n\
//!              6412308F2212304ITA<<<<<<<<<<<0\n\
//!              ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";
//! let mrz = Td1::parse(text)?;
//! assert_eq!((mrz.surname().as_str(), mrz.given_names().as_str()), ("ROSSI", "BIANCA"));
//! assert_eq!(mrz.cie_serial()?.as_str(), "CA00000AA");
//! # Ok::<(), cie_core::Error>(())
//! ```

mod date;
mod name;
mod td1;
mod translit;

pub use date::MrzDate;
pub use name::{NamePolicy, Truncation, name_field};
pub use td1::{Td1, Td1Fields};
pub use translit::{Umlauts, transliterate};

/// The check digit of a field (ICAO Doc 9303-3 section 4.9): weights 7, 3, 1, modulo 10. `None` when
/// a character is not of the MRZ.
///
/// ```
/// use cie_core::document::mrz::check_digit;
/// assert_eq!(check_digit("CA00000AA"), Some(4));
/// assert_eq!(check_digit("ca00000aa"), None);
/// ```
#[must_use]
pub fn check_digit(field: &str) -> Option<u32> {
    let mut sum = 0;
    for (c, weight) in field.chars().zip([7, 3, 1].into_iter().cycle()) {
        let value = match c {
            '<' => 0,
            '0'..='9' | 'A'..='Z' => c.to_digit(36)?,
            _ => return None,
        };
        // Reduced at every step, so that no length can overflow.
        sum = (sum + value * weight) % 10;
    }
    Some(sum)
}
