//! The comune's configuration file.

use std::fs;
use std::path::{Path, PathBuf};

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
    card: Option<CardConfig>,
}

/// An operator card in a reader; without it the demo signs with its own simulator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(feature = "pkcs11"),
    expect(dead_code, reason = "read only to be refused")
)]
pub(super) struct CardConfig {
    /// The vendor's PKCS#11 module.
    module: PathBuf,
    /// The card's certificate, as `cie sco token list` names it.
    certificate: String,
    /// Certificate of the authority that issued it, PEM or DER: the simulated CNSD trusts it.
    authority: PathBuf,
    /// File whose first line is the PIN [default: asked on the terminal].
    pin_file: Option<PathBuf>,
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

    /// The operator card, where one is configured.
    pub(super) fn card(&self) -> Option<&CardConfig> {
        self.operator.card.as_ref()
    }

    pub(super) fn operator(&self) -> Operator {
        Operator {
            label: self.operator.label.clone(),
            codice_fiscale: self.operator.codice_fiscale.clone(),
        }
    }
}

#[cfg(feature = "pkcs11")]
impl CardConfig {
    /// The certificate of the authority, in DER.
    pub(super) fn authority(&self) -> Result<Vec<u8>, Failure> {
        use base64::Engine as _;
        let path = &self.authority;
        let bytes = fs::read(path).map_err(|e| input_failure(path, &e, "[operator.card]"))?;
        let Some(text) = std::str::from_utf8(&bytes)
            .ok()
            .filter(|text| text.contains("-----BEGIN CERTIFICATE-----"))
        else {
            return Ok(bytes);
        };
        let inside = text
            .split("-----BEGIN CERTIFICATE-----")
            .nth(1)
            .and_then(|rest| rest.split("-----END CERTIFICATE-----").next())
            .unwrap_or_default();
        let encoded: String = inside.split_ascii_whitespace().collect();
        base64::engine::general_purpose::STANDARD
            .decode(encoded)
            .map_err(|_| {
                Failure::new(
                    Status::Findings,
                    "certificato PEM illeggibile",
                    "unreadable PEM certificate",
                )
                .in_file(path)
            })
    }

    /// The card in the reader, and where its PIN comes from.
    pub(super) fn open(
        &self,
        now: chrono::DateTime<chrono::Utc>,
        lang: cie_core::lang::Lang,
    ) -> Result<super::card::Ready, Failure> {
        use crate::commands::sco::token::prompt::Source;
        use cie_devices::operator::Selection;
        use cie_devices::operator::pkcs11::{Limits, Module, RsaPadding};
        let selection = Selection::to_sign(self.certificate.parse()?, now);
        let module = Module::open(&self.module, Limits::default())?;
        let card = module.card(&selection, RsaPadding::Pkcs1)?;
        let prompt = match &self.pin_file {
            Some(path) => Source::file(path, lang)?,
            None => Source::Terminal(lang),
        };
        Ok((Box::new(card), Box::new(prompt)))
    }
}
