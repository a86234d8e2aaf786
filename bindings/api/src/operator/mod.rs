//! The operator's card, which signs requests, and what is sealed for who receives them.

pub(crate) mod link;
pub(crate) mod seal;
pub(crate) mod sign;
pub(crate) mod simulate;
pub(crate) mod virtual_operator_card;

pub use link::{OperatorCard, SignatureAlgorithm, SigningCard};
pub use seal::{open_sealed, seal_content};
pub use sign::{SignedContent, sign_content, verify_signed};
pub use simulate::{SimulatedOperatorCard, simulate_operator_card};
pub use virtual_operator_card::VirtualOperatorCard;

#[cfg(feature = "python")]
pub(crate) mod python {
    pub(crate) use super::seal::python::*;
    pub(crate) use super::sign::python::*;
    pub(crate) use super::simulate::python::*;
    pub(crate) use super::virtual_operator_card::python::*;
}
