//! Which module and which card.

use std::path::PathBuf;
use std::time::Duration;

use chrono::Utc;
use cie_devices::operator::pkcs11::{Limits, Module, Pkcs11Card, RsaPadding};
use cie_devices::operator::{CertificateSelector, Need, Selection};
use clap::{Args, ValueEnum};

use super::prompt::{PinOptions, Source};
use crate::exit::Failure;
use crate::report::Report;

/// The module that drives the card.
#[derive(Args, Debug)]
pub(super) struct ModuleOptions {
    /// The PKCS#11 module of the card's vendor, such as bit4xpki.dll or libbit4xpki.so.
    #[arg(long, value_name = "FILE")]
    module: PathBuf,
    /// Seconds that a call to the module may take [default: 15, with a PIN 30, signing 60].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: Option<u64>,
}

impl ModuleOptions {
    pub(super) fn open(&self) -> Result<Module, Failure> {
        let limits = self.timeout.map(Duration::from_secs).map(Limits::all);
        Ok(Module::open(&self.module, limits.unwrap_or_default())?)
    }
}

/// The card, named by a certificate.
#[derive(Args, Debug)]
pub(super) struct CardOptions {
    #[command(flatten)]
    module: ModuleOptions,
    /// The card's certificate: sha256:FINGERPRINT, serial:NUMBER@ISSUER or subject:CN=VALUE.
    #[arg(long, value_name = "CERTIFICATE")]
    certificate: CertificateSelector,
    /// What the certificate must be for.
    #[arg(long, value_enum, default_value_t = Wanted::Signature)]
    need: Wanted,
    /// Padding of an RSA key.
    #[arg(long, value_enum, default_value_t = Padding::Pkcs1)]
    padding: Padding,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Wanted {
    /// Signing, with digitalSignature or nonRepudiation.
    Signature,
    /// Signing, with nonRepudiation.
    Commitment,
    /// Logging in, with digitalSignature.
    Authentication,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Padding {
    /// PKCS#1 v1.5.
    Pkcs1,
    /// PSS.
    Pss,
}

impl CardOptions {
    /// The module, and which card of it.
    pub(super) fn module_and_selection(&self) -> Result<(Module, Selection), Failure> {
        let need = match self.need {
            Wanted::Signature => Need::Signature,
            Wanted::Commitment => Need::Commitment,
            Wanted::Authentication => Need::Authentication,
        };
        let selection = Selection {
            selector: self.certificate.clone(),
            need,
            at: Utc::now(),
        };
        Ok((self.module.open()?, selection))
    }

    pub(super) fn open(&self) -> Result<Pkcs11Card, Failure> {
        let padding = match self.padding {
            Padding::Pkcs1 => RsaPadding::Pkcs1,
            Padding::Pss => RsaPadding::Pss,
        };
        let (module, selection) = self.module_and_selection()?;
        Ok(module.card(&selection, padding)?)
    }
}

/// The card, and where its PIN comes from.
#[derive(Args, Debug)]
pub(super) struct PinnedOptions {
    #[command(flatten)]
    card: CardOptions,
    #[command(flatten)]
    pin: PinOptions,
}

impl PinnedOptions {
    pub(super) fn open(&self, report: &Report) -> Result<(Pkcs11Card, Source), Failure> {
        let card = self.card.open()?;
        Ok((card, self.pin.source(report.lang())?))
    }
}
