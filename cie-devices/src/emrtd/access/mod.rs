//! Gaining access to the chip: basic access control and PACE.

mod bac;
mod pace;
mod password;
mod token;

pub use bac::basic_access_control;
pub use pace::{ChipMappingProof, Pace, pace};
pub use password::{Password, PasswordKind};
pub(crate) use token::authentication_token;
