//! Encryption of personal data at rest.

mod fields;
mod file;
mod key;
mod passphrase;
mod progress;
mod vault;

pub(crate) use fields::{Field, index};
pub use file::FileKeys;
pub(crate) use key::random;
pub use key::{DataKey, KeyProvider, MemoryKeys};
pub use passphrase::{PassphraseCost, PassphraseKeys};
pub use progress::Resealing;
pub(crate) use progress::{Cursor, TABLES, Table};
pub(crate) use vault::Vault;
