//! Whether identifiers of operations must grow.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use cie_core::exchange::{OperationId, OperationKey};

/// Most senders remembered; beyond it a new one is not held to any order.
const MAX_SENDERS: usize = 10_000;

/// The highest identifier of each sender, for the rule of the ANPR service that "an identifier not
/// seen before and lower than the last is an error" (`idOperazioneComune`).
///
/// A connector does not hold workstations to that rule unless it is given one of these
/// ([`Connector::with_growing_ids`](super::Connector::with_growing_ids)). Workstations of one comune
/// send side by side and repeat what got no answer: under the rule an operation that was overtaken
/// is refused although it was never served, and with it a card that exists. Idempotency does not
/// need the rule, because every identifier is remembered with its answer.
///
/// Only identifiers of digits are ordered, by their value; others pass. What is known lives as long
/// as the process: whoever wants the rule to outlive a restart tells it the last identifiers with
/// [`HighestIds::saw`].
///
/// ```
/// use cie_core::exchange::{OperationId, OperationKey};
/// use cie_sad::connector::HighestIds;
/// let key = |id: &str| -> Result<OperationKey, cie_core::Error> {
///     Ok(OperationKey { sender: "058091".into(), id: id.parse()? })
/// };
/// let highest = HighestIds::default();
/// highest.saw(&key("0100")?);
/// assert!(highest.overtaken(&key("99")?));
/// assert!(!highest.overtaken(&key("101")?) && !highest.overtaken(&key("A-1")?));
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct HighestIds(Mutex<BTreeMap<String, OperationId>>);

impl HighestIds {
    /// Whether this identifier is lower than the highest of its sender.
    #[must_use]
    pub fn overtaken(&self, key: &OperationKey) -> bool {
        let highest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last = highest.get(&key.sender).and_then(value);
        value(&key.id).zip(last).is_some_and(|(id, last)| id < last)
    }

    /// Remembers an identifier that was served.
    pub fn saw(&self, key: &OperationKey) {
        let mut highest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = highest.get(&key.sender).and_then(value);
        let room = known.is_some() || highest.len() < MAX_SENDERS;
        if room && value(&key.id) > known {
            highest.insert(key.sender.clone(), key.id.clone());
        }
    }
}

/// Digits as they compare: shorter is lower, once leading zeros are gone.
fn value(id: &OperationId) -> Option<(usize, &str)> {
    let text = id.as_str();
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let text = text.trim_start_matches('0');
    digits.then_some((text.len(), text))
}
