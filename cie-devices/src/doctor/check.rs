//! What the doctor runs.

use std::time::Duration;

use super::{Finding, Said};

/// One thing of a workstation that can be looked at.
///
/// Object-safe and made of plain types, so that other languages and other crates bring their own:
/// this crate knows neither the store nor the exchange with the registry.
pub trait Check: Send + Sync {
    /// Stable identifier, dotted, such as `clock` or `endpoint.www.poste.it:443`.
    fn id(&self) -> String;

    /// What it looks at, for the table.
    fn what(&self) -> Said;

    /// Looks, and ends within this time. One that does not is left behind, and its line says so.
    fn run(&self, limit: Duration) -> Finding;
}
