//! Profiles: data that map the message model to a wire.
//!
//! A profile is a TOML file: element names, nesting and order, namespace, encoding, date format,
//! tokens, and how the message travels in HTTP. Fields have closed names ([`Key`]); repeated
//! groups ([`Group`]) have paths relative to their own element. Everything is checked on load.

mod build;
mod key;
mod layout;
mod load;
mod pattern;
mod scope;
mod tokens;
mod wire;

pub use key::{Key, Kind};
pub(crate) use layout::{Leaf, Node};
pub use pattern::Pattern;
pub use scope::{Group, Scope};
pub use tokens::{TokenSet, Tokens};
pub use wire::{Carrier, Charset, Profile, Unmapped};
pub(crate) use wire::{Message, Role};
