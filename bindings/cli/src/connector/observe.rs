//! Every exchange into the journal of its comune.

use chrono::Utc;
use cie_core::exchange::{OperationKey, RegistryError, StoredAnswer, Tried};
use cie_sad::connector::{ExchangeRecord, Observer, Patience};
use cie_store::Tx;

use super::kept::Kept;

/// Appends an entry for each exchange: which operation, what came of it, the digests of both
/// messages. Whom it was about is not in it.
pub(super) struct Journalled(pub(super) Kept);

impl Observer for Journalled {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        record.append_to(self.0.journal().as_ref(), Utc::now())
    }

    fn exchanged_with(
        &self,
        record: &ExchangeRecord<'_>,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, RegistryError> {
        let Kept::Sqlite(store) = &self.0 else {
            // A database elsewhere has to be waited for; answer and entry follow each other there.
            return Ok(Tried::NotNow);
        };
        let both = |tx: &Tx<'_>| {
            let first = match keep {
                Some((key, answer)) => tx.remember(key, answer)?,
                None => None,
            };
            if first.is_none() {
                tx.append(record.event(Utc::now()))?;
            }
            Ok(first)
        };
        Ok(match patience {
            Patience::Waits => Tried::Done(store.transact_soon(both)?),
            Patience::None => store.transact_now(both)?,
        })
    }
}
