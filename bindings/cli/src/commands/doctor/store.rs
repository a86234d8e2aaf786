//! Whether a store is whole. The library of devices knows no store, so this check is composed here.

use std::time::Duration;

use cie_core::lang::Text;
use cie_core::redact::Personal;
use cie_devices::doctor::{Check, Finding, Said, Verdict};
use cie_store::{Store, Verified};

use crate::commands::store::{Access, Keys, chain, is_url, keeping};
use crate::connector::Place;
use crate::exit::Failure;

const WHY: Text = Text {
    it: "richieste, giornale e coda degli invii stanno qui: se è danneggiato si perde ciò che attende",
    en: "requests, journal and outbox are kept here: what is waiting is lost when it is damaged",
};
const SOURCE: &str = "circ. 8/2017 is silent; house rule";

/// Verifies a store as `cie store verify` does: pages, references, the chain of the journal.
#[derive(Debug)]
pub(super) struct StoreCheck {
    place: Personal<String>,
    shown: String,
}

impl StoreCheck {
    pub(super) fn new(place: &str) -> Self {
        // An address of a database may hold a password.
        let shown = match is_url(place) {
            true => "PostgreSQL".to_owned(),
            false => place.to_owned(),
        };
        Self {
            place: Personal::from(place),
            shown,
        }
    }

    fn verified(&self) -> Result<Verified, Failure> {
        let keeping = keeping(&self.place, &Access::default(), &Keys::default())?;
        match &keeping.place {
            Place::File(file) => Ok(Store::check_file(file)?),
            Place::Postgres { .. } => chain(&keeping),
        }
    }
}

impl Check for StoreCheck {
    fn id(&self) -> String {
        format!("store.{}", self.shown)
    }

    fn what(&self) -> Said {
        let shown = &self.shown;
        Said::new(format!("archivio {shown}"), format!("store {shown}"))
    }

    fn run(&self, _limit: Duration) -> Finding {
        let finding = |verdict, found| {
            Finding::new(self.id(), self.what(), verdict, found).because(WHY, SOURCE)
        };
        if is_url(self.place.expose()) {
            let found = Said::new(
                "un archivio in PostgreSQL si controlla attraverso apr.toml",
                "a store in PostgreSQL is checked through apr.toml",
            );
            return finding(Verdict::NotChecked, found).todo(Said::new(
                "indicare l'apr.toml del comune",
                "name the comune's apr.toml",
            ));
        }
        match self.verified() {
            Ok(verified) => {
                let entries = verified.entries;
                let found = Said::new(
                    format!("integro, voci del giornale: {entries}"),
                    format!("whole, entries of the journal: {entries}"),
                );
                finding(Verdict::Ok, found)
                    .fact("entries", entries)
                    .fact("head", verified.head)
            }
            Err(failure) => {
                let found = Said::new(failure.it, failure.en);
                let finding = finding(Verdict::Failed, found).todo(Said::new(
                    "fermare chi usa l'archivio, farne copia e guardarlo con 'cie store verify'",
                    "stop whoever uses the store, copy it and look at it with 'cie store verify'",
                ));
                match failure.code {
                    Some(code) => finding.fact("code", code),
                    None => finding,
                }
            }
        }
    }
}
