//! The chip of the card: worked examples of the standards, byte for byte.

mod bac;
mod kit;
mod messaging;
mod pace;
