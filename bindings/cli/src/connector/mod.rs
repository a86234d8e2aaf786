//! Connectors put together: configuration, registry, store, journal.
//!
//! `cie-sad` knows no store and `cie-store` no wire. A further kind of registry is one more arm in
//! [`registry`], a further kind of store one more in [`kept`] and [`keeping`].

mod folders;
mod keeping;
mod kept;
mod log;
mod notify;
mod observe;
mod open;
mod registry;
mod serving;
mod site;
mod trouble;

pub(crate) use folders::check as check_folder;
pub(crate) use keeping::{Databases, Keeping, KeysAt, PgAt, Place, SCHEMA};
pub(crate) use kept::Kept;
pub(crate) use log::{Lines, Which};
pub(crate) use open::{Opened, check_sections};
pub(crate) use serving::Serving;
pub(crate) use site::{Profiles, Site};
pub(crate) use trouble::unopened;
