//! What the kit knows of the registry behind the connector.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale::{CodiceFiscale, Parts};
use cie_core::citizen::place::{PlaceKind, Places};
use cie_core::citizen::{BirthPlace, NamePart, Person, TaxCode};
use cie_core::date::PartialDate;
use cie_core::exchange::Mode;
use cie_core::redact::Personal;

use super::session::Session;

/// Citizens that the connector's registry is known to have, and what the kit may do to it.
///
/// Codes are those of citizens whose case is the one said; give synthetic people of a trial
/// registry. A case without a code is skipped.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixtures {
    /// ISTAT code of the comune whose registry is asked, 6 digits.
    pub comune_istat: String,
    /// Recipient in the heading of requests, 6 characters (`999999` without).
    pub recipient: String,
    /// Identifier of the workstation.
    pub workstation_id: String,
    /// Codice fiscale of the operator (that of nobody, without).
    pub operator: Personal<String>,
    /// A citizen who is resident, and the only one of that code.
    pub known: Personal<String>,
    /// Another such citizen.
    pub other: Option<Personal<String>>,
    /// A code that several citizens share.
    pub several: Option<Personal<String>>,
    /// A citizen who was cancelled from the registry.
    pub cancelled: Option<Personal<String>>,
    /// A citizen whom the registry knows to live in another comune.
    pub elsewhere: Option<Personal<String>>,
    /// A well-formed code that nobody has.
    pub absent: Personal<String>,
    /// Mode of the messages.
    pub mode: Mode,
    /// The kit may record and annul cards of `known` and `other`.
    pub may_write: bool,
    /// Surname and first name of the citizens, by code; see [`Fixtures::named`].
    names: BTreeMap<String, (NamePart, NamePart)>,
    /// Prefix of operation identifiers and seed of serials: a different one for each run, or the
    /// connector answers from its memory. 1 to 12 letters and digits.
    pub run: String,
}

impl Fixtures {
    /// What is needed at least: the comune and one citizen.
    pub fn new(comune_istat: impl Into<String>, known: impl Into<String>) -> Self {
        let mut bytes = [0; 5];
        // Without randomness two runs would share their identifiers; the clock tells them apart.
        if ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes).is_err() {
            let since = std::time::SystemTime::UNIX_EPOCH
                .elapsed()
                .unwrap_or_default();
            bytes[..4].copy_from_slice(&since.subsec_nanos().to_be_bytes());
        }
        Self {
            comune_istat: comune_istat.into(),
            recipient: "999999".into(),
            workstation_id: "KIT-1".into(),
            // A synthetic code: Mario Rossi does not exist on that day in that comune.
            operator: Personal::from("RSSMRA80A01H501U"),
            known: Personal::new(known.into()),
            other: None,
            several: None,
            cancelled: None,
            elsewhere: None,
            absent: Personal::from("ZZZZZZ00A01A001R"),
            mode: Mode::Test,
            may_write: false,
            names: BTreeMap::new(),
            run: bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
        }
    }

    /// Says how the citizen of a code is called, for wires that ask for names beside the code, as the
    /// public ANPR service does. An empty text says that they have no such name. Sex, date and place
    /// of birth are those of the code.
    #[must_use]
    pub fn named(mut self, code: &str, surname: &str, given: &str) -> Self {
        let part = |text: &str| match text.trim() {
            "" => NamePart::None,
            text => NamePart::from_text(text),
        };
        let names = (part(surname), part(given));
        self.names.insert(code.to_ascii_uppercase(), names);
        self
    }

    /// The citizen of a code, as far as the code and the names given say; nothing when there are no
    /// names, or the code is not one.
    pub(super) fn person(&self, code: &str) -> Option<Person> {
        let key = code.to_ascii_uppercase();
        let absent = (self.absent.expose() == code).then(|| {
            let nobody = || NamePart::from_text("QWXZKJ");
            (nobody(), nobody())
        });
        let (surname, given) = self.names.get(&key).cloned().or(absent)?;
        let parts = CodiceFiscale::parse(key.as_bytes()).ok()?.parts();
        let birth = birth(&parts, Session::today())?;
        let places = Places::embedded();
        let place = places
            .at(parts.place, birth)
            .or_else(|| places.by_belfiore(parts.place).next())?;
        let belfiore = Some(parts.place.as_str().to_owned());
        let birth_place = match place.kind() {
            PlaceKind::State => BirthPlace::Foreign {
                belfiore,
                state_code: None,
                state: place.name().to_owned(),
                locality: None,
                province: None,
            },
            _ => BirthPlace::Comune {
                belfiore,
                istat: place.istat_code(),
                name: place.name().to_owned(),
                province: place.province().map(str::to_owned),
            },
        };
        Some(Person {
            tax_code: Some(TaxCode {
                code: Personal::from(code),
                validated: None,
                since: None,
            }),
            surname,
            given,
            sex: parts.sex,
            birth_date: PartialDate::Full(birth),
            birth_place,
            aire: false,
            registry_id: None,
            anpr_id: None,
        })
    }
}

/// The latest day of birth that the code allows and that has come.
fn birth(parts: &Parts, today: NaiveDate) -> Option<NaiveDate> {
    [2000, 1900]
        .into_iter()
        .filter_map(|century| {
            let year = century + i32::from(parts.year);
            NaiveDate::from_ymd_opt(year, u32::from(parts.month), u32::from(parts.day))
        })
        .find(|day| *day <= today)
}
