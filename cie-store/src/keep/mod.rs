//! How long contents are kept, and erasing them: the same over every database.

mod content;
mod person;
mod policy;
mod reseal;
mod retention;

pub(crate) use content::{Content, Row};
pub(crate) use person::erase_person;
pub use person::{PersonErased, PersonToErase};
pub use policy::{Confidence, Kept, RetentionPolicy, RetentionRule};
pub(crate) use reseal::reseal;
pub(crate) use retention::apply;
pub use retention::{ClockCheck, RetentionReport};
