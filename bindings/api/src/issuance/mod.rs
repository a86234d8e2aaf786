//! From the accepted codice fiscale to the card in the holder's hands.

pub(crate) mod state;
pub(crate) mod store;

pub use state::*;
pub use store::{IssuanceEntry, RequestStore, StoredRequest};
