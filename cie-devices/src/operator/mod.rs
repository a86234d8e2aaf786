//! The operator's smart card (SCO) and what it signs.

mod card;
pub mod cms;

pub use card::{OperatorCard, Presence, SignatureAlgorithm};
