//! A virtual CIE: the chip's side of every protocol that the reader speaks, in process.
//!
//! It is personalised with synthetic data, a test authority and a test document signer; its
//! certificates say `SIMULATED`. It does what the public sources show of the real chip and no more;
//! where a real CIE wants a role's channel before PIN commands, this one does not.

mod access;
mod apply;
mod bridge;
mod chip_key;
mod fault;
mod files;
mod issuer;
mod pace;
mod personal;
mod pins;
mod services;
mod stored;

pub use access::ChipSuite;
pub use apply::VirtualCie;
pub use bridge::{CardWork, Inserted, PoweredCard, VPCD_PORT};
pub use chip_key::ChipKeyKind;
pub use fault::CardFaults;
pub use files::CardData;
pub use issuer::TestIssuer;
pub use personal::{CardSecrets, face_of};
