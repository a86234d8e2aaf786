//! Who the card is for: names, birth, residence, citizenship.

pub mod codice_fiscale;
pub mod place;
