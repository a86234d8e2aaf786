//! What kind of document is asked for, and where.

use cie_core::request as core;

use super::unfit;
use crate::Result;
use crate::fault::{Code, Error};

choice! {
    /// The variant of a request.
    pub enum IssueKind {
        /// An electronic card, at a comune.
        Ordinary = "ordinary",
        /// An electronic card for an asylum seeker: three years, national territory only
        /// (D.Lgs 142/2015 art. 5-bis c. 4).
        AsylumSeeker = "asylum_seeker",
        /// An electronic card at a consulate.
        Consular = "consular",
        /// A paper card, for documented urgency; none from 2026-08-03 (Circ. DAIT 76/2025).
        Paper = "paper",
    }
}

choice! {
    /// The urgencies for which a paper card could be issued (circ. 8/2017).
    pub enum PaperGround {
        /// Health.
        Health = "health",
        /// Travel.
        Travel = "travel",
        /// Elections.
        Elections = "elections",
        /// Public competitions and tenders.
        PublicCompetitions = "public_competitions",
        /// Registered with AIRE.
        Aire = "aire",
    }
}

record! {
    /// The five data that must all agree before a missing codice fiscale is asked for through ANPR.
    pub struct FiveData {
        /// Surname (cognome).
        pub surname: bool = false,
        /// First name (nome).
        pub given: bool = false,
        /// Sex (sesso).
        pub sex: bool = false,
        /// Place of birth (luogo di nascita).
        pub birth_place: bool = false,
        /// Date of birth (data di nascita).
        pub birth_date: bool = false,
    }
}

record! {
    /// What a consulate has to find out before it issues a card.
    pub struct ConsularChecks {
        /// How the consulate's data compare with ANPR's; needed when the codice fiscale is missing.
        pub matches: Option<FiveData> = None,
        /// ANPR knows another valid electronic card of the citizen.
        pub other_valid_cie: bool = false,
    }
}

/// The three members of a request that tell its variant.
pub(super) type Kind = (IssueKind, Option<ConsularChecks>, Option<PaperGround>);

pub(super) fn to_core((kind, checks, ground): Kind) -> Result<core::IssueKind> {
    if checks.is_some() && kind != IssueKind::Consular {
        return Err(unfit("consular"));
    }
    if ground.is_some() && kind != IssueKind::Paper {
        return Err(unfit("paper_ground"));
    }
    Ok(match kind {
        IssueKind::Ordinary => core::IssueKind::Ordinary,
        IssueKind::AsylumSeeker => core::IssueKind::AsylumSeeker,
        IssueKind::Consular => {
            let checks = checks.unwrap_or(ConsularChecks {
                matches: None,
                other_valid_cie: false,
            });
            let five = |data: FiveData| core::FiveData {
                surname: data.surname,
                given: data.given,
                sex: data.sex,
                birth_place: data.birth_place,
                birth_date: data.birth_date,
            };
            core::IssueKind::Consular(core::ConsularChecks {
                matches: checks.matches.map(five),
                other_valid_cie: checks.other_valid_cie,
            })
        }
        IssueKind::Paper => core::IssueKind::Paper {
            ground: ground.map(PaperGround::core).transpose()?,
        },
    })
}

pub(super) fn of_core(kind: &core::IssueKind) -> Result<Kind> {
    Ok(match kind {
        core::IssueKind::Ordinary => (IssueKind::Ordinary, None, None),
        core::IssueKind::AsylumSeeker => (IssueKind::AsylumSeeker, None, None),
        core::IssueKind::Consular(checks) => {
            let five = |data: core::FiveData| FiveData {
                surname: data.surname,
                given: data.given,
                sex: data.sex,
                birth_place: data.birth_place,
                birth_date: data.birth_date,
            };
            let checks = ConsularChecks {
                matches: checks.matches.map(five),
                other_valid_cie: checks.other_valid_cie,
            };
            (IssueKind::Consular, Some(checks), None)
        }
        core::IssueKind::Paper { ground } => {
            let ground = ground.map(PaperGround::of_core).transpose()?;
            (IssueKind::Paper, None, ground)
        }
        _ => return Err(Error::new(Code::Defect).into()),
    })
}
