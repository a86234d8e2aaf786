//! `cie connector serve` with every transport, profile, store and registry, several in one process.

mod database;
mod folder;
mod keys;
mod mixed;
mod people;

/// A PostgreSQL server that a test starts and stops.
#[path = "../../../../../cie-store/tests/suite/postgres/server.rs"]
#[allow(dead_code, reason = "the store's own tests use more of it")]
mod postgres;

/// A tool that is missing is a failure where the environment says that it must be there.
fn missing(tool: &str) {
    let required = std::env::var("CIE_PEERS").is_ok_and(|value| value == "required");
    assert!(!required, "{tool} is missing");
    eprintln!("SKIPPED: {tool} is missing");
}
