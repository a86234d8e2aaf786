//! Who the card is for: names, birth, residence, citizenship.

pub mod place;
