//! Connectors put together: configuration, registry, store, journal.
//!
//! `cie-sad` knows no store and `cie-store` no wire. A further kind of registry is one more arm in
//! [`registry`], a further transport one more in [`serving`].

mod log;
mod notify;
mod observe;
mod open;
mod registry;
mod serving;
mod site;
mod trouble;

pub(crate) use log::{Lines, Which};
pub(crate) use open::Opened;
pub(crate) use serving::Serving;
pub(crate) use site::{Profiles, Site};
pub(crate) use trouble::unopened;
