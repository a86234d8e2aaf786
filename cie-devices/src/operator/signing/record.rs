//! Where signatures are kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use cie_core::issuance::RequestNumber;
use cie_core::journal::{Event, Hash, Journal, JournalError};

use super::Matter;

/// A signature that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The request.
    pub number: RequestNumber,
    /// What was signed.
    pub matter: Matter,
    /// SHA-256 of the content.
    pub digest: Hash,
    /// SHA-256 of the signer's certificate.
    pub certificate: Hash,
    /// When, in whole seconds.
    pub at: DateTime<Utc>,
    /// CMS SignedData in DER.
    pub message: Vec<u8>,
}

/// A durable record of signatures: at most one for each request and matter.
pub trait SignatureRecord: Send + Sync {
    /// The signature of a request, if there is one.
    ///
    /// # Errors
    /// Whatever kept it from being read.
    fn find(&self, number: &RequestNumber, matter: Matter) -> Result<Option<Kept>, JournalError>;

    /// Keeps a signature and appends its event to the journal: both, or neither where the two are
    /// in one store. Where the request has a signature already, nothing is kept nor appended, and
    /// that one is returned.
    ///
    /// # Errors
    /// Whatever kept it from being stored; then the request counts as unsigned.
    fn keep(&self, signature: &Kept, event: Event) -> Result<Kept, JournalError>;
}

/// A record in memory, for tests and for programs that keep requests elsewhere.
pub struct MemoryRecord {
    journal: Arc<dyn Journal>,
    kept: Mutex<BTreeMap<(RequestNumber, Matter), Kept>>,
}

impl MemoryRecord {
    /// An empty record that writes its events to this journal.
    #[must_use]
    pub fn new(journal: Arc<dyn Journal>) -> Self {
        Self {
            journal,
            kept: Mutex::default(),
        }
    }
}

impl SignatureRecord for MemoryRecord {
    fn find(&self, number: &RequestNumber, matter: Matter) -> Result<Option<Kept>, JournalError> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(&(number.clone(), matter)).cloned())
    }

    fn keep(&self, signature: &Kept, event: Event) -> Result<Kept, JournalError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let name = (signature.number.clone(), signature.matter);
        if let Some(first) = kept.get(&name) {
            return Ok(first.clone());
        }
        self.journal.append(event)?;
        kept.insert(name, signature.clone());
        Ok(signature.clone())
    }
}
