//! Vendors' own tables, served by a mapping.

mod errors;
mod limits;
#[cfg(all(unix, feature = "postgres"))]
mod postgres;
mod sqlite;

use cie_core::citizen::{BirthPlace, NamePart, Residence};
use cie_core::date::PartialDate;
use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Query, Registry, RegistryError, Search, Subject,
};
use cie_store::{MappedRegistry, RegistryConfig};

use crate::contract::people::ROMA;

fn config() -> RegistryConfig {
    RegistryConfig::new(ROMA).unwrap()
}

/// A registry and what must live as long as it.
struct Held<G> {
    registry: MappedRegistry,
    _guard: G,
}

impl<G: Send + Sync> Registry for Held<G> {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        self.registry.find(query)
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        self.registry.card_issued(notice)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.registry.card_annulled(annulment)
    }
}

/// A subject as a vendor's loader sees it.
struct Flat {
    id: String,
    code: Option<String>,
    validated: Option<bool>,
    surname: Option<String>,
    given: Option<String>,
    sex: &'static str,
    birth: PartialDate,
    place: String,
    belfiore: Option<String>,
    province: Option<String>,
    comune: (String, String),
    street: [Option<String>; 4],
    cancelled: Option<(String, Option<String>)>,
}

fn flat(subject: &Subject) -> Flat {
    let person = &subject.person;
    let BirthPlace::Comune {
        belfiore,
        name,
        province,
        ..
    } = &person.birth_place
    else {
        panic!("the contract's people were born in Italy");
    };
    let Some(Residence::Italy { address, .. }) = &subject.residence else {
        panic!("the contract's people live in Italy");
    };
    let text = |name: &NamePart| name.text().map(str::to_owned);
    Flat {
        id: person.registry_id.clone().unwrap(),
        code: person.codice_fiscale().map(str::to_owned),
        validated: person.tax_code.as_ref().and_then(|tax| tax.validated),
        surname: text(&person.surname),
        given: text(&person.given),
        sex: person.sex.letter(),
        birth: person.birth_date,
        place: name.clone(),
        belfiore: belfiore.clone(),
        province: province.clone(),
        comune: (
            address.comune.istat.clone().unwrap(),
            address.comune.name.clone(),
        ),
        street: [
            address.street_type.clone(),
            Some(address.street.expose().clone()),
            address.civic.as_ref().map(|civic| civic.verbatim.clone()),
            address.cap.clone(),
        ],
        cancelled: subject
            .cancellation
            .as_ref()
            .map(|gone| (gone.on.to_string(), gone.reason.clone())),
    }
}
