//! From the accepted codice fiscale to the card in the holder's hands.
//!
//! The words for the states are attested, their order is derived (no public specification of
//! CIEOnline exists). Two side tracks, the notice to ANPR and the push to the APR, run beside the
//! main one and never block it.

mod number;
mod state;
mod track;

pub use number::RequestNumber;
pub use state::{Issuance, State, Transition};
pub use track::{SideTrack, Track};
