//! Comuni and foreign states, present and past, by code, name and date.

mod anpr_csv;
mod belfiore;
mod entry;
#[allow(unreachable_pub, reason = "shared with build.rs")]
pub(crate) mod latin;
#[allow(unreachable_pub, reason = "shared with build.rs")]
mod pack;
mod span;
mod table;

pub use belfiore::Belfiore;
pub use entry::{Place, PlaceKind};
pub(in crate::citizen) use span::{Days, Span, Spans, day_at, day_of};
pub use table::Places;

#[cfg(test)]
mod tests;
