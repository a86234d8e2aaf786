//! The codice fiscale: reading, judging, writing and comparing it with a person.
//!
//! Rules: DM 23 December 1976 (GU 345 of 29-12-1976) for the composition, the check character and
//! omocodes; circular 34/E of the Agenzia delle Entrate of 20 July 2011 for letters with marks.
//!
//! A code is read as exactly 16 ASCII bytes. Lower-case letters count as their capitals; blanks,
//! look-alikes from other alphabets and anything else are refused, never repaired. For what comes
//! from a scanner or from a card printed with blanks there is [`CodiceFiscale::parse_loose`].

mod births;
mod code;
mod encode;
mod layout;
mod names;
mod numeric;
mod omocode;
mod validate;
mod verify;

pub use births::Births;
pub use code::{CodiceFiscale, Parts, is_well_formed};
pub use encode::BirthData;
pub use names::transliterate;
pub use numeric::{AnyCode, CodiceNumerico};
pub use omocode::Omocodes;
pub use validate::{Details, Report, Syntax, Validator};
pub use verify::{Field, Verification};

#[cfg(test)]
mod tests;
