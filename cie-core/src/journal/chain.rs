//! The chain of hashes.
//!
//! `hash(n) = SHA-256(seq ‖ previous ‖ canonical event)`, where `seq` is 8 bytes big-endian,
//! `previous` 32 bytes, and the canonical event is each of its texts (time as RFC 3339 in UTC,
//! subject, what, actor, then every name and value in order) preceded by its length in 8 bytes
//! big-endian. No text can be moved between fields without changing the hash.

use chrono::SecondsFormat;

use super::{Entry, Event, Hash};
use crate::error::Position;
use crate::{Code, Error};

/// The hash that stands before the first entry: all zeros.
pub const GENESIS: Hash = Hash([0; 32]);

/// The end of a chain, to which entries are added.
///
/// ```
/// use cie_core::journal::{Chain, Event, verify};
/// let at = chrono::DateTime::UNIX_EPOCH;
/// let mut chain = Chain::default();
/// let mut entries = vec![
///     chain.link(Event::new(at, "R1", "state.draft", "operator")),
///     chain.link(Event::new(at, "R1", "state.complete", "operator")),
/// ];
/// assert!(verify(&entries).is_ok());
/// entries[0].event.actor = "somebody else".into();
/// assert!(verify(&entries).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Chain {
    seq: u64,
    last: Hash,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            seq: 0,
            last: GENESIS,
        }
    }
}

impl Chain {
    /// A chain that goes on after an entry read from storage.
    #[must_use]
    pub fn after(entry: &Entry) -> Self {
        Self {
            seq: entry.seq,
            last: entry.hash,
        }
    }

    /// Makes the next entry.
    pub fn link(&mut self, event: Event) -> Entry {
        let (seq, previous) = (self.seq + 1, self.last);
        let hash = hash(seq, previous, &event);
        (self.seq, self.last) = (seq, hash);
        Entry {
            seq,
            event,
            previous,
            hash,
        }
    }
}

/// Checks a whole journal from its first entry.
///
/// # Errors
/// `CIE-CORE-501` with the position of the first entry whose number, link or hash is wrong.
pub fn verify(entries: &[Entry]) -> Result<(), Error> {
    let mut last = GENESIS;
    for (entry, seq) in entries.iter().zip(1u64..) {
        let sound = entry.seq == seq
            && entry.previous == last
            && entry.hash == hash(seq, entry.previous, &entry.event);
        if !sound {
            let place = Position::Row {
                line: seq,
                column: "hash".into(),
            };
            return Err(Error::new(Code::BrokenChain).at(place));
        }
        last = entry.hash;
    }
    Ok(())
}

fn hash(seq: u64, previous: Hash, event: &Event) -> Hash {
    let mut bytes = Vec::with_capacity(256);
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(&previous.0);
    let at = event.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let fixed = [at.as_str(), &event.subject, &event.what, &event.actor];
    let data = event
        .data
        .iter()
        .flat_map(|(name, value)| [name.as_str(), value.as_str()]);
    for text in fixed.into_iter().chain(data) {
        bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    Hash::of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn journal(texts: &[String]) -> Vec<Entry> {
        let mut chain = Chain::default();
        let event = |text: &String| {
            Event::new(chrono::DateTime::UNIX_EPOCH, "R1", text.clone(), "x").with("n", "v")
        };
        texts.iter().map(|text| chain.link(event(text))).collect()
    }

    /// Computed with Python: `hashlib.sha256` over the bytes described above, packed with `struct`.
    #[test]
    fn the_hash_is_the_documented_one() {
        let entries = journal(&["state.draft".to_owned()]);
        assert_eq!(
            entries[0].hash.to_string(),
            "a8b58cd9f3aee6fd17bd0893490fadfe5f3418533fa6a3043d1e8cb54df6f4c2",
        );
    }

    proptest! {
        #[test]
        fn any_change_breaks_the_chain(
            texts in prop::collection::vec("\\PC{0,8}", 2..6), at in 0usize..6, byte in 0usize..32,
        ) {
            let good = journal(&texts);
            prop_assert!(verify(&good).is_ok());
            let at = at % good.len();

            let mut changed = good.clone();
            changed[at].hash.0[byte] ^= 1;
            prop_assert!(verify(&changed).is_err());

            let mut renamed = good.clone();
            renamed[at].event.data.insert("n".into(), "w".into());
            prop_assert!(verify(&renamed).is_err());

            let mut moved = good.clone();
            moved[at].event.subject = "R".into();
            moved[at].event.what = format!("1{}", moved[at].event.what);
            prop_assert!(verify(&moved).is_err());

            if at + 1 < good.len() {
                let mut shorter = good.clone();
                shorter.remove(at);
                prop_assert!(verify(&shorter).is_err());
            }
        }

        #[test]
        fn a_hash_is_read_back(bytes in any::<[u8; 32]>()) {
            prop_assert_eq!(Hash(bytes).to_string().parse::<Hash>()?, Hash(bytes));
        }
    }
}
