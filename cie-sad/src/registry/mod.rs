//! The registry behind a connector.
//!
//! A vendor implements [`Registry`] over its own database; [`MemoryRegistry`] is for tests and
//! trials.

mod memory;

pub use cie_core::exchange::{AnswerLog, CardEffect, Registry, RegistryError, Search};
pub use memory::MemoryRegistry;
