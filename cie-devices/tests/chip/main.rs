//! The chip of the card: worked examples of the standards, byte for byte.

mod bac;
mod kit;
mod lds;
mod messaging;
mod pace;
mod passive;
mod session;
