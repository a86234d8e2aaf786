//! What people sign on paper: the summary of a request, the handover of an operator card.
//!
//! No official form of either is public. What stands on them is what the request and the inventory
//! hold, and a note that the document is no ministerial form.

mod facts;
mod handover;
mod request;
mod text;

pub use handover::HandoverSheet;
pub use request::RequestForm;
