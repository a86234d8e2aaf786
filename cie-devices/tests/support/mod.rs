//! What the tests of signed and sealed messages share.
#![allow(dead_code)] // Each test binary uses a part.

use std::path::Path;
use std::process::{Command, Output};

use chrono::{DateTime, TimeDelta, Utc};
use cie_core::redact::Secret;
use cie_devices::operator::OperatorCard;
use cie_devices::sim::{TestAuthority, Validity, VirtualSco};
use ring::rand::SystemRandom;

pub(crate) fn pin() -> Secret {
    Secret::new("12345678")
}

/// A moment inside of [`validity`]. The system's clock is read because openssl reads it too.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(Utc::now().timestamp(), 0).unwrap()
}

pub(crate) fn validity() -> Validity {
    Validity {
        not_before: now() - TimeDelta::days(1),
        not_after: now() + TimeDelta::days(30),
    }
}

pub(crate) fn authority() -> TestAuthority {
    TestAuthority::generate("Test CA", validity(), &SystemRandom::new()).unwrap()
}

/// A card with its session open.
pub(crate) fn open_card(authority: &TestAuthority) -> VirtualSco {
    let rng = SystemRandom::new();
    let mut card = VirtualSco::issue(authority, "SCO 0001", &pin(), validity(), &rng).unwrap();
    card.login(&pin()).unwrap();
    card
}

/// Runs openssl in a folder; none, loudly, where the command is missing.
pub(crate) fn openssl(folder: &Path, arguments: &str) -> Option<Output> {
    match Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split(' '))
        .output()
    {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("SKIPPED: the openssl command does not run: {error}");
            None
        }
    }
}

/// Runs openssl and insists that it succeeds.
pub(crate) fn openssl_ok(folder: &Path, arguments: &str) -> Option<Output> {
    let output = openssl(folder, arguments)?;
    assert!(
        output.status.success(),
        "openssl {arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output)
}
