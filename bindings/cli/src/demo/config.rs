//! The comune's configuration file.

use std::fs;
use std::path::Path;

use cie_core::fees::Tariff;
use cie_core::redact::Personal;
use cie_core::request::{Office, Operator};
use serde::Deserialize;

use crate::exit::{Failure, Status, input_failure};

/// Larger files are a mistake.
const MAX_LEN: u64 = 64 << 10;

/// The comune, its office, its operator, its tariff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    comune: Comune,
    office: OfficeConfig,
    operator: OperatorConfig,
    pub(super) tariff: Tariff,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Comune {
    name: String,
    istat: String,
    belfiore: String,
    province: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeConfig {
    name: String,
    workstation_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorConfig {
    label: String,
    codice_fiscale: Personal<String>,
}

impl Config {
    /// Reads the file and checks its tariff.
    ///
    /// # Errors
    /// Environment when it cannot be read; findings when it is wrong, with line and column.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let length = fs::metadata(path)
            .map_err(|e| input_failure(path, &e, "--comune"))?
            .len();
        if length > MAX_LEN {
            let shown = path.display();
            return Err(Failure::new(
                Status::Findings,
                format!("{shown}: configurazione oltre {MAX_LEN} byte"),
                format!("{shown}: configuration beyond {MAX_LEN} bytes"),
            ));
        }
        let text = fs::read_to_string(path).map_err(|e| input_failure(path, &e, "--comune"))?;
        let config: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                1 + text
                    .get(..span.start)
                    .unwrap_or_default()
                    .matches('\n')
                    .count()
            });
            let (path, what) = (path.display(), error.message());
            Failure::new(
                Status::Findings,
                format!("{path}, riga {line}: configurazione non valida: {what}"),
                format!("{path}, line {line}: invalid configuration: {what}"),
            )
        })?;
        config.tariff.validate()?;
        Ok(config)
    }

    pub(super) fn office(&self) -> Office {
        Office {
            comune: self.comune.name.clone(),
            istat: self.comune.istat.clone(),
            belfiore: self.comune.belfiore.clone(),
            province: self.comune.province.clone(),
            name: self.office.name.clone(),
            workstation_id: self.office.workstation_id.clone(),
        }
    }

    pub(super) fn operator(&self) -> Operator {
        Operator {
            label: self.operator.label.clone(),
            codice_fiscale: self.operator.codice_fiscale.clone(),
        }
    }
}
