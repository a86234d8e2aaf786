//! Answers remembered in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError, StoredAnswer, Tried};

/// An [`AnswerLog`] that lives as long as the process: for tests and trials. In production a
/// durable one is needed, or a restart forgets which operations were answered.
#[derive(Default)]
pub struct MemoryAnswerLog(Mutex<BTreeMap<OperationKey, StoredAnswer>>);

impl MemoryAnswerLog {
    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<OperationKey, StoredAnswer>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl AnswerLog for MemoryAnswerLog {
    fn recall(&self, key: &OperationKey) -> Result<Option<StoredAnswer>, RegistryError> {
        Ok(self.with(|answers| answers.get(key).cloned()))
    }

    fn is_prompt(&self) -> bool {
        true
    }

    fn remember_now(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<Tried<StoredAnswer>, RegistryError> {
        self.remember(key, answer).map(Tried::Done)
    }

    fn remember(
        &self,
        key: &OperationKey,
        answer: &StoredAnswer,
    ) -> Result<StoredAnswer, RegistryError> {
        Ok(self.with(|answers| {
            answers
                .entry(key.clone())
                .or_insert_with(|| answer.clone())
                .clone()
        }))
    }
}
