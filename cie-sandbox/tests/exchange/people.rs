//! The citizens of the trial registry, and messages about them.

use cie_core::citizen::{AddressPlace, NamePart, Person, Residence, Sex, TaxCode};
use cie_core::exchange::{
    AnnulmentReason, Cancellation, CardAnnulment, CardNotice, Query, QueryKey, Request, Subject,
};
use cie_core::redact::Personal;
use cie_sad::profile::{Envelope, Profile};

use crate::support::sample::{self, day};

pub(crate) const ROMA: &str = "058091";

/// Somebody of the trial registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Resident, and the only one of that code.
    Bianca,
    /// Resident too.
    Giulia,
    /// Two sheets that say the same of somebody.
    Twice,
    /// Cancelled from the registry.
    Cancelled,
    /// Resident in Milano.
    Elsewhere,
    /// In no registry.
    Nobody,
}

impl Who {
    fn code(self) -> &'static str {
        match self {
            Self::Bianca => "RSSBNC80E57H501B",
            Self::Giulia => "BNCGLI90A41H501E",
            Self::Twice => "VRDLCU90A41H501M",
            Self::Cancelled => "NREDAA70A41H501O",
            Self::Elsewhere => "GLLMRC85T10H501I",
            Self::Nobody => "ZZZZZZ00A01A001R",
        }
    }

    pub(crate) fn person(self) -> Person {
        let (surname, given, sex, birth) = match self {
            Self::Bianca => return sample::person(),
            Self::Giulia => ("BIANCHI", "GIULIA", Sex::F, "1990-01-01"),
            Self::Twice => ("VERDI", "LUCIA", Sex::F, "1990-01-01"),
            Self::Cancelled => ("NERI", "ADA", Sex::F, "1970-01-01"),
            Self::Elsewhere => ("GALLI", "MARCO", Sex::M, "1985-12-10"),
            Self::Nobody => ("ZZ", "ZZ", Sex::M, "2000-01-01"),
        };
        Person {
            tax_code: Some(TaxCode {
                code: Personal::from(self.code()),
                validated: Some(true),
                since: None,
            }),
            surname: NamePart::from_text(surname),
            given: NamePart::from_text(given),
            sex,
            birth_date: birth.parse().unwrap(),
            ..sample::person()
        }
    }

    fn sheet(self, scheda: &str) -> Subject {
        let mut person = self.person();
        person.registry_id = Some(scheda.into());
        let mut subject = Subject::new(person);
        let Residence::Italy { mut address, .. } = sample::residence() else {
            panic!("no address");
        };
        if self == Self::Elsewhere {
            address.comune = AddressPlace {
                name: "MILANO".into(),
                istat: Some("015146".into()),
                province: Some("MI".into()),
            };
        }
        subject.residence = Some(Residence::Italy {
            address,
            care_of: None,
            since: Some(day("2001-01-01")),
        });
        subject.citizenships = vec![sample::citizenship()];
        if self == Self::Cancelled {
            subject.cancellation = Some(Cancellation {
                reason: Some("1".into()),
                on: day("2020-01-01"),
            });
        }
        subject
    }
}

/// Everybody who is in the registry.
pub(crate) fn subjects() -> Vec<Subject> {
    vec![
        Who::Bianca.sheet("S1"),
        Who::Giulia.sheet("S2"),
        Who::Twice.sheet("S3"),
        Who::Twice.sheet("S4"),
        Who::Cancelled.sheet("S5"),
        Who::Elsewhere.sheet("S6"),
    ]
}

/// An interrogazione by codice fiscale; by all particulars where the wire asks for them beside it.
pub(crate) fn query(profile: &Profile, id: &str, who: Who) -> Request {
    let key = if profile.envelope() == Envelope::Soap11 {
        QueryKey::Person(Box::new(who.person()))
    } else {
        QueryKey::CodiceFiscale(Personal::from(who.code()))
    };
    Request::Interrogazione(Query {
        header: sample::header(id),
        requester: sample::requester(),
        key,
        residence_istat: Some(ROMA.into()),
    })
}

pub(crate) fn issued(id: &str, who: Who, serial: &str) -> Request {
    Request::Emissione(CardNotice {
        header: sample::header(id),
        requester: sample::requester(),
        person: who.person(),
        card: sample::card(serial),
        attachments: Vec::new(),
    })
}

fn annulment(id: &str, who: Who, serial: &str, reason: AnnulmentReason) -> CardAnnulment {
    CardAnnulment {
        header: sample::header(id),
        requester: sample::requester(),
        person: who.person(),
        card: sample::card(serial),
        on: day("2026-05-18"),
        reason,
    }
}

pub(crate) fn annulled(id: &str, who: Who, serial: &str) -> Request {
    let reason = AnnulmentReason::MaterialError;
    Request::Annullamento(annulment(id, who, serial, reason))
}

pub(crate) fn revoked(id: &str, who: Who, serial: &str) -> Request {
    let reason = AnnulmentReason::Revocation;
    Request::Revoca(annulment(id, who, serial, reason))
}
