//! Profiles: data that map the message model to a wire.
//!
//! A profile is a TOML file: element names, nesting and order, namespace, encoding, date format,
//! tokens, and how the message travels in HTTP. Everything is checked on load, and every complaint
//! has its line. To write one, start from [`Profile::ANPR`].
//!
//! # Layout
//! `[request.OPERATION]`, `[answer.OPERATION]` and `[refusal]` have a `root`, a `code` where the
//! message carries one, and a `layout`: a list of entries, written in that order and read in any.
//!
//! | Entry | Meaning |
//! |---|---|
//! | `{ path = "a/b", field = "person.surname" }` | the text of element `b` in `a` is that field ([`Key`]) |
//! | `{ path = "a/b", value = "C" }` | element `b` always says `C`; anything else is refused |
//! | `{ path = "a", block = "x" }` | the entries of `[blocks]` `x`, within `a`; without `path`, here |
//! | `{ path = "a", group = "parents", block = "x" }` | each `a` is one member of that [`Group`] |
//! | `{ path = ".", field = "…" }` | in a group: the text of the member's own element |
//! | `{ field = "card.electronic", value = "1" }` | not on the wire: assumed when reading, required to be so when writing |
//!
//! `also = ["c"]` lets the last element of a path be called `c` as well when reading. A profile
//! without a revoca writes it as an annullamento.
//!
//! # Tokens
//! Each [`TokenSet`] has its members, each with a word or a list of words; the first is written,
//! all are read, and anything else is an error. `tokens.travel` also needs `meaning`: `valid`
//! when "yes" means valid for travel, `interdizione` when it means the opposite. A word of
//! `tokens.outcome` may end with `NN`, the number of subjects.
//!
//! # Namespaces
//! With `prefix` only the root is prefixed, unless `qualified = true`; without it the namespace
//! is the default one of the whole message. Children are read with or without the namespace.

mod build;
mod explain;
mod key;
mod layout;
mod load;
mod pattern;
mod sample;
mod scope;
mod tokens;
mod travel;
mod wire;

pub use explain::{FieldEntry, MessageEntry};
pub use key::{Key, Kind};
pub(crate) use layout::{Leaf, Node};
pub use pattern::Pattern;
pub use scope::{Group, Scope};
pub use tokens::{TokenSet, Tokens};
pub use travel::TravelConstants;
pub use wire::{Carrier, Charset, Profile, Unmapped};
pub(crate) use wire::{Message, Role};
