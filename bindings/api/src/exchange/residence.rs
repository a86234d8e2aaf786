//! Where a person lives.

use cie_core::citizen as core;
use cie_core::redact::Personal;

use crate::Day;

choice! {
    /// How somebody is resident.
    pub enum ResidenceKind {
        /// In Italy.
        Italy = "italy",
        /// Abroad (AIRE).
        Abroad = "abroad",
        /// No fixed abode (senza fissa dimora), registered in a comune.
        NoFixedAbode = "no_fixed_abode",
    }
}

record! {
    /// A residence, or the lack of a fixed one.
    pub struct Residence {
        /// How.
        pub kind: ResidenceKind,
        /// Name of the comune in whose registry the person is; it may be absent abroad.
        @personal pub comune: Option<String> = None,
        /// Its ISTAT code (6 digits), when known.
        @personal pub comune_istat: Option<String> = None,
        /// Its province (two letters), when known.
        @personal pub comune_province: Option<String> = None,
        /// Street type (specie): VIA, PIAZZA, CONTRADA…
        @personal pub street_type: Option<String> = None,
        /// Name of the street without its type; the whole line abroad.
        @personal pub street: Option<String> = None,
        /// Civic number, exactly as the registry writes it.
        @personal pub civic: Option<String> = None,
        /// Post code (5 digits).
        @personal pub cap: Option<String> = None,
        /// Hamlet.
        @personal pub frazione: Option<String> = None,
        /// Care of (presso).
        @personal pub care_of: Option<String> = None,
        /// Resident there since.
        pub since: Option<Day> = None,
        /// Name of the state, abroad.
        @personal pub state: Option<String> = None,
        /// Code of the state in ANPR's table (3 digits), abroad.
        @personal pub state_code: Option<String> = None,
        /// Town, abroad.
        @personal pub locality: Option<String> = None,
        /// Province, county or region, abroad.
        @personal pub foreign_province: Option<String> = None,
    }
}

impl Residence {
    fn of(kind: ResidenceKind, comune: Option<&core::AddressPlace>) -> Self {
        Self {
            kind,
            comune: comune.map(|comune| comune.name.clone()),
            comune_istat: comune.and_then(|comune| comune.istat.clone()),
            comune_province: comune.and_then(|comune| comune.province.clone()),
            street_type: None,
            street: None,
            civic: None,
            cap: None,
            frazione: None,
            care_of: None,
            since: None,
            state: None,
            state_code: None,
            locality: None,
            foreign_province: None,
        }
    }
}

fn shown(text: Option<&Personal<String>>) -> Option<String> {
    text.map(|text| text.expose().clone())
}

impl From<&core::Residence> for Residence {
    fn from(residence: &core::Residence) -> Self {
        match residence {
            core::Residence::Italy {
                address,
                care_of,
                since,
            } => Self {
                street_type: address.street_type.clone(),
                street: shown(Some(&address.street)),
                civic: address.civic.as_ref().map(|civic| civic.verbatim.clone()),
                cap: address.cap.clone(),
                frazione: address.frazione.clone(),
                care_of: shown(care_of.as_ref()),
                since: since.map(Day),
                ..Self::of(ResidenceKind::Italy, Some(&address.comune))
            },
            core::Residence::Abroad {
                address,
                aire_comune,
            } => Self {
                street: shown(address.line.as_ref()),
                state: Some(address.state.clone()),
                state_code: address.state_code.clone(),
                locality: address.locality.clone(),
                foreign_province: address.province.clone(),
                ..Self::of(ResidenceKind::Abroad, aire_comune.as_ref())
            },
            core::Residence::NoFixedAbode { comune, street } => Self {
                street: shown(street.as_ref()),
                ..Self::of(ResidenceKind::NoFixedAbode, Some(comune))
            },
            // A kind that the facade does not know yet still has its comune.
            other => Self::of(ResidenceKind::Italy, other.comune()),
        }
    }
}

impl From<Residence> for core::Residence {
    fn from(given: Residence) -> Self {
        let comune = given.comune.map(|name| core::AddressPlace {
            name,
            istat: given.comune_istat,
            province: given.comune_province,
        });
        // A comune without a name is told by its absence, which the wire's checks report.
        let nameless = || core::AddressPlace {
            name: String::new(),
            istat: None,
            province: None,
        };
        match given.kind {
            ResidenceKind::Italy => Self::Italy {
                address: core::Address {
                    comune: comune.unwrap_or_else(nameless),
                    street_type: given.street_type,
                    street: Personal::new(given.street.unwrap_or_default()),
                    civic: given.civic.as_deref().map(core::Civic::parse),
                    cap: given.cap,
                    frazione: given.frazione,
                },
                care_of: given.care_of.map(Personal::new),
                since: given.since.map(Into::into),
            },
            ResidenceKind::Abroad => Self::Abroad {
                address: core::ForeignAddress {
                    state_code: given.state_code,
                    state: given.state.unwrap_or_default(),
                    locality: given.locality,
                    province: given.foreign_province,
                    line: given.street.map(Personal::new),
                },
                aire_comune: comune,
            },
            ResidenceKind::NoFixedAbode => Self::NoFixedAbode {
                comune: comune.unwrap_or_else(nameless),
                street: given.street.map(Personal::new),
            },
        }
    }
}
