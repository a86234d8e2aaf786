//! What opens the chip: the card access number or the zone, as printed on the card.
//!
//! Both are personal data: they are taken from a file, from the environment or from the terminal,
//! never from the command line.

use std::path::{Path, PathBuf};

use cie_core::document::Can;
use cie_core::document::mrz::Td1;
use cie_core::redact::Secret;
use cie_devices::emrtd::Password;
use clap::Args;

use crate::commands::secret::{self, Echo};
use crate::exit::Failure;
use crate::report::Report;

/// Environment variables that hold them.
const CAN: &str = "CIE_CARD_CAN";
const MRZ: &str = "CIE_CARD_MRZ";

/// Options of what opens the chip.
#[derive(Args, Debug)]
pub(super) struct KeyOptions {
    /// Open with the card access number (CAN, 6 digits): from this file, from standard input for
    /// `-`; without a file it is taken from CIE_CARD_CAN or asked for.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    can: Option<Option<PathBuf>>,
    /// Open with the printed zone (MRZ, three lines), and compare it with the chip's: from this file,
    /// from standard input for `-`; without a file it is taken from CIE_CARD_MRZ or asked for.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    mrz: Option<Option<PathBuf>>,
}

/// What opens the chip, and the zone if it is known.
pub(super) struct Key {
    pub(super) passwords: Vec<Password>,
    pub(super) printed: Option<Td1>,
}

impl KeyOptions {
    /// Takes it from where it was said to be. Without a word, a simulated card's print is in its
    /// file, and for any other card the environment is looked at before somebody is asked.
    pub(super) fn take(&self, simulated: Option<&Can>, report: &Report) -> Result<Key, Failure> {
        let mut key = Key {
            passwords: Vec::new(),
            printed: None,
        };
        if let Some(file) = &self.can {
            let can = digits(file.as_deref(), report)?;
            key.passwords
                .push(Password::can(&Can::parse(can.expose())?));
        }
        if let Some(file) = &self.mrz {
            key.add_zone(&zone(file.as_deref(), report)?)?;
        }
        if !key.passwords.is_empty() {
            return Ok(key);
        }
        if let Some(can) = simulated {
            key.passwords.push(Password::can(can));
        } else if let (None, Some(zone)) = (from_env(CAN), from_env(MRZ)) {
            key.add_zone(&zone)?;
        } else {
            let can = digits(None, report)?;
            key.passwords
                .push(Password::can(&Can::parse(can.expose())?));
        }
        Ok(key)
    }
}

impl Key {
    fn add_zone(&mut self, text: &Secret) -> Result<(), Failure> {
        let zone = Td1::parse(text.expose().as_bytes())?;
        self.passwords.push(Password::mrz(&zone));
        self.printed = Some(zone);
        Ok(())
    }
}

fn digits(file: Option<&Path>, report: &Report) -> Result<Secret, Failure> {
    if let Some(file) = file {
        secret::not_typed(file, "--can")?;
        return secret::from_file(file);
    }
    if let Some(can) = from_env(CAN) {
        return Ok(can);
    }
    let question = text!(
        report.lang(),
        "CAN, le 6 cifre sul fronte della carta" / "CAN, the 6 digits on the front of the card"
    );
    secret::ask(&question, Echo::Yes, &["--can FILE", CAN])
}

fn zone(file: Option<&Path>, report: &Report) -> Result<Secret, Failure> {
    if let Some(file) = file {
        secret::not_typed(file, "--mrz")?;
        return secret::whole_file(file);
    }
    if let Some(zone) = from_env(MRZ) {
        return Ok(zone);
    }
    let lang = report.lang();
    let mut lines = Vec::new();
    for number in 1..=3 {
        let question = text!(lang, "MRZ, riga {number}" / "MRZ, line {number}");
        let line = secret::ask(&question, Echo::Yes, &["--mrz FILE", MRZ])?;
        lines.push(line.expose().trim().to_owned());
    }
    Ok(Secret::new(lines.join("\n")))
}

fn from_env(name: &str) -> Option<Secret> {
    let value = std::env::var(name).ok()?;
    (!value.is_empty()).then(|| Secret::new(value.trim()))
}
