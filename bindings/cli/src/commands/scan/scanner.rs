//! The scanner that a command line names.

use std::path::PathBuf;

use cie_devices::scanner::Scanner;
use clap::Args;

use crate::exit::Failure;

/// Which scanner, and whom to trust on the way to it.
#[derive(Args, Debug)]
pub(super) struct Choice {
    /// Address of a network scanner (http://192.0.2.7/eSCL) or name of a SANE device.
    #[arg(long, value_name = "SCANNER")]
    pub(super) scanner: Option<String>,
    /// Certificates (PEM) of who may vouch for an https scanner [default: the web's authorities].
    #[arg(long, value_name = "FILE", conflicts_with = "accept_any_certificate")]
    ca: Option<PathBuf>,
    /// Talk to an https scanner whoever answers: only on a network of your own.
    #[arg(long)]
    accept_any_certificate: bool,
}

impl Choice {
    /// Opens the scanner; nothing is asked of it yet.
    pub(super) fn open(&self, name: &str) -> Result<Box<dyn Scanner>, Failure> {
        if name.contains("://") {
            self.network(name)
        } else {
            local(name)
        }
    }

    #[cfg(feature = "escl")]
    fn network(&self, address: &str) -> Result<Box<dyn Scanner>, Failure> {
        use crate::commands::input::read;
        use cie_devices::scanner::escl::{EsclScanner, Trust};
        let trust = match &self.ca {
            Some(path) => Trust::Authorities(read(path, 1 << 20)?),
            None if self.accept_any_certificate => Trust::Anybody,
            None => Trust::PublicAuthorities,
        };
        Ok(Box::new(EsclScanner::new(address, &trust)?))
    }

    #[cfg(not(feature = "escl"))]
    fn network(&self, _: &str) -> Result<Box<dyn Scanner>, Failure> {
        Err(without("escl"))
    }
}

#[cfg(feature = "sane")]
fn local(name: &str) -> Result<Box<dyn Scanner>, Failure> {
    use cie_devices::scanner::sane::SaneScanner;
    Ok(Box::new(SaneScanner::open(name)?))
}

#[cfg(not(feature = "sane"))]
fn local(_: &str) -> Result<Box<dyn Scanner>, Failure> {
    Err(without("sane"))
}

#[cfg(not(all(feature = "escl", feature = "sane")))]
pub(super) fn without(feature: &str) -> Failure {
    Failure::new(
        crate::exit::Status::Environment,
        format!("questo programma è compilato senza la funzione '{feature}'"),
        format!("this program is built without the feature '{feature}'"),
    )
}
