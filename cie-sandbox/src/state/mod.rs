//! What the simulator keeps on disk, and how it survives being killed at any moment.

mod archive;
mod atomic;
mod record;

pub(crate) use archive::Archive;
pub(crate) use atomic::write as write_document;
pub use atomic::{Step, StepHook};
pub(crate) use record::{Accepted, RecipientRecord, RequestRecord, from_base64, to_base64};
