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
//! # Schemas
//! Where a public schema binds the wire, a profile says so, and what is written conforms to it:
//! `order = "schema"` makes the reader refuse elements out of order, and an entry may say
//!
//! | In an entry | Meaning |
//! |---|---|
//! | `required = true` | the last element of the path must be there when the one around it is |
//! | `one_of = ["c", "d"]` | exactly one of these is in the element of the path |
//! | `type = "t"` | the text is of the type `t` of `[types]`: `{ chars = "A-Z0-9", min = 1, max = 9 }` |
//! | `incomplete = "omit"` | when what is in it does not fit, the element is left out and reported |
//! | `value = "1", accept = ["4"]` | written as the first, the others read as well |
//! | `group = "parents", slots = ["a", "b"]` | one parent in each element: a man in the first, a woman in the second, or in the other when it is taken |
//! | `{ field = "…", value = "1", forget = true }` | assumed when reading; other values are left out and reported |
//!
//! An entry with a path and one of the first two only says something of an element that other
//! entries fill. `fill_places = true` takes the names, provinces and codes of comuni and states that
//! a message lacks from the table of places, by what it has of them; `state_without_code` is the code
//! of a state of birth that has none there.
//!
//! `[substitute]` names characters to be written as others, as in `"’" = "'"`, where the type of an
//! element does not have them.
//!
//! `envelope = "soap11"` puts every message in a SOAP 1.1 envelope; an answer may then have a
//! `wrapper`, the element between the body and its root, and a refusal of that operation stands in
//! the same one.
//!
//! # Tokens
//! Each [`TokenSet`] has its members, each with a word or a list of words; the first is written,
//! all are read, and anything else is an error. `tokens.travel` also needs `meaning`: `valid`
//! when "yes" means valid for travel, `interdizione` when it means the opposite. A word of
//! `tokens.outcome` may end with `NN`, the number of subjects.
//!
//! # File names
//! `[ftp]` names the files of the exchange over FTP: `request` and `answer` are patterns with `{id}`
//! once and `{sender}` at most once ([`FileNamePattern`]), `temporary` is the suffix of files being
//! written. Without the section the names are those of [`FileNames::default`].
//!
//! # Namespaces
//! With `prefix` only the root is prefixed, unless `qualified = true`; without it the namespace
//! is the default one of the whole message. Children are read with or without the namespace.

mod build;
mod explain;
mod file_name;
mod key;
mod layout;
mod load;
mod pattern;
mod sample;
mod scope;
mod text_type;
mod tokens;
mod travel;
mod wire;

pub use explain::{ChoiceEntry, FieldEntry, MessageEntry};
pub use file_name::{FileNamePattern, FileNames, NameParts};
pub use key::{Key, Kind};
pub(crate) use layout::{Leaf, Node};
pub use pattern::Pattern;
pub use scope::{Group, Scope};
pub use text_type::TextType;
pub use tokens::{TokenSet, Tokens};
pub use travel::TravelConstants;
pub use wire::{Carrier, Charset, Envelope, Profile, Unmapped};
pub(crate) use wire::{Message, Role};
