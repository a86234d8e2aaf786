//! The tariff file of a comune.

use std::path::Path;

use cie_core::fees::{Cents, Reason, Tariff};
use serde::Deserialize;
use serde_json::Value;

use crate::commands::input;
use crate::exit::{Failure, Status};

/// Larger files are a mistake.
const MAX_LEN: u64 = 64 << 10;

/// The usual tariff with some parts replaced, in cents.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    diritto_fisso: Option<Cents>,
    diritto_fisso_duplicate: Option<Cents>,
    segreteria: Option<Cents>,
}

/// Reads a tariff: TOML, or JSON if the name ends with `.json`. The file is a whole tariff, has one
/// in its table `tariff`, or names only the parts that differ from the usual ones.
pub(super) fn read(path: &Path) -> Result<Tariff, Failure> {
    let bytes = input::read(path, MAX_LEN)?;
    let wrong = |what: &str| {
        let path = path.display();
        Failure::new(
            Status::Findings,
            format!("{path}: tariffa non valida: {what}"),
            format!("{path}: invalid tariff: {what}"),
        )
    };
    let text = str::from_utf8(&bytes).map_err(|_| wrong("UTF-8"))?;
    let json = path.extension().is_some_and(|end| end == "json");
    let file: Value = if json {
        serde_json::from_str(text).map_err(|error| wrong(&error.to_string()))?
    } else {
        toml::from_str(text).map_err(|error| wrong(error.message()))?
    };
    let tariff = match file.get("tariff") {
        Some(table) if file.get("charges").is_none() => table.clone(),
        _ => file,
    };
    let tariff = if tariff.get("charges").is_some() {
        Tariff::deserialize(tariff)
    } else {
        Parts::deserialize(tariff).map(|parts| parts.tariff())
    };
    let tariff = tariff.map_err(|error| wrong(&error.to_string()))?;
    tariff.validate()?;
    Ok(tariff)
}

impl Parts {
    /// The usual tariff with these parts. Where only one of the two municipal rights is named, the
    /// other is not guessed: the tariff does not cover its reasons.
    fn tariff(&self) -> Tariff {
        let mut tariff = Tariff::default();
        let usual = self.diritto_fisso.is_none() && self.diritto_fisso_duplicate.is_none();
        tariff.charges.retain_mut(|charge| {
            if charge.state_share.is_some() {
                // The free card stays free.
                return true;
            }
            let right = if charge
                .reasons
                .iter()
                .any(|reason| reason.is_statutory_duplicate())
            {
                self.diritto_fisso_duplicate
            } else {
                self.diritto_fisso
            };
            charge.diritto_fisso = right.unwrap_or(charge.diritto_fisso);
            charge.segreteria = self.segreteria.unwrap_or(charge.segreteria);
            charge.published_total = None;
            usual || right.is_some()
        });
        tariff
    }
}

/// The number of the PagoPA catalogue, or the name.
pub(super) fn reason(text: &str) -> Result<Reason, String> {
    match text.parse() {
        Ok(number) => Reason::from_pagopa_code(number).map_err(|error| error.to_string()),
        Err(_) => input::named(text),
    }
}
