//! A request in words: every row of its summary, in the language of the document.

use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, ForeignAddress, NamePart, Residence, Sex,
};
use cie_core::lang::{Lang, Text};
use cie_core::redact::Personal;
use cie_core::request::{
    CardRequest, Consent, DeliveryMode, Guardian, GuardianRole, Impossibility, OrganDonation,
};
use cie_core::rule::{Rule, Value, biometrics as rules};

use super::text;
use crate::print::page::legible::at;
use crate::print::page::{Row, words};
use crate::print::{Code, Result};

/// Most guardians, citizenships and fingerprints listed.
const ENTRIES_MAX: usize = 12;

/// The rows of each section.
pub(super) struct Facts {
    pub(super) request: Vec<Row>,
    pub(super) citizen: Vec<Row>,
    pub(super) home: Vec<Row>,
    /// Who, code, assent.
    pub(super) guardians: Vec<[String; 3]>,
    pub(super) card: Vec<Row>,
    pub(super) taken: Vec<Row>,
    /// Who signs.
    pub(super) signatures: Vec<String>,
}

/// Refuses a request with more entries than people have.
pub(super) fn bounded(request: &CardRequest) -> Result<()> {
    for (field, entries) in [
        ("request.guardians", request.guardians.len()),
        (
            "request.subject.citizenships",
            request.subject.citizenships.len(),
        ),
        (
            "request.biometrics.fingerprints",
            request.biometrics.fingerprints.len(),
        ),
    ] {
        if entries > ENTRIES_MAX {
            return Err(at(Code::FormTooLong, field).detail(format!("at most {ENTRIES_MAX}")));
        }
    }
    Ok(())
}

impl Facts {
    pub(super) fn of(request: &CardRequest, lang: Lang) -> Self {
        let words = Words { request, lang };
        Self {
            request: words.request(),
            citizen: words.citizen(),
            home: words.home(),
            guardians: request
                .guardians
                .iter()
                .map(|one| words.guardian(one))
                .collect(),
            card: words.card(),
            taken: words.taken(),
            signatures: words.signatures(),
        }
    }

    /// Every row, with what to call it when it cannot be printed.
    pub(super) fn fields(&self) -> impl Iterator<Item = (String, &Row)> {
        [
            ("request", &self.request),
            ("subject", &self.citizen),
            ("contacts", &self.home),
            ("card", &self.card),
            ("biometrics", &self.taken),
        ]
        .into_iter()
        .flat_map(|(section, rows)| {
            let name = move |row: &Row| format!("{section} ({})", row.label);
            rows.iter().map(move |row| (name(row), row))
        })
    }
}

struct Words<'a> {
    request: &'a CardRequest,
    lang: Lang,
}

impl Words<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn half(&self, label: Text, value: impl Into<String>) -> Row {
        Row::half(label.get(self.lang), self.or_blank(value.into()))
    }

    fn wide(&self, label: Text, value: impl Into<String>) -> Row {
        Row::wide(label.get(self.lang), self.or_blank(value.into()))
    }

    /// An empty value is told from one that was forgotten in print.
    fn or_blank(&self, value: String) -> String {
        if value.trim().is_empty() {
            self.say(text::BLANK)
        } else {
            value
        }
    }

    fn request(&self) -> Vec<Row> {
        let (request, lang) = (self.request, self.lang);
        let mut rows = vec![
            self.half(text::NUMBER, request.number.to_string()),
            self.half(text::DAY, words::day(request.requested_on, lang)),
            self.half(text::REASON, self.say(text::reason(request.reason))),
            self.half(text::KIND, self.say(text::kind(&request.kind))),
            self.half(text::OFFICE, &request.office.name),
            self.half(text::OPERATOR, &request.operator.label),
        ];
        if let Some(leave) = &request.nulla_osta {
            let day = words::day(leave.on, lang);
            let value = format!("{}, {}, {day}", leave.comune, leave.protocol);
            rows.push(self.wide(text::NULLA_OSTA, value));
        }
        rows
    }

    fn citizen(&self) -> Vec<Row> {
        let subject = &self.request.subject;
        let person = &subject.person;
        let name = |part: &NamePart| match part.text() {
            Some(name) => name.to_owned(),
            None => self.say(text::NO_NAME),
        };
        let sex = match person.sex {
            Sex::M => self.say(text::MALE),
            Sex::F => self.say(text::FEMALE),
            other => other.letter().to_owned(),
        };
        let states = subject.citizenships.iter().map(|one| self.citizenship(one));
        let mut rows = vec![
            self.wide(text::SURNAME, name(&person.surname)),
            self.wide(text::GIVEN, name(&person.given)),
            self.half(text::SEX, sex),
            self.half(text::BORN, words::date(person.birth_date, self.lang)),
            self.wide(text::BIRTH_PLACE, birth_place(&person.birth_place)),
            self.half(text::CODE, person.codice_fiscale().unwrap_or_default()),
            self.half(text::CITIZENSHIP, states.collect::<Vec<_>>().join(", ")),
        ];
        if let Some(height) = subject.height_cm {
            rows.push(self.half(text::HEIGHT, format!("{height} cm")));
        }
        rows
    }

    fn citizenship(&self, one: &Citizenship) -> String {
        if one.is_italian() {
            self.say(text::ITALIAN)
        } else if one.is_stateless() {
            self.say(text::STATELESS)
        } else {
            one.state.clone().unwrap_or_else(|| one.state_code.clone())
        }
    }

    fn home(&self) -> Vec<Row> {
        let request = self.request;
        let told = |value: &Option<Personal<String>>| match value {
            Some(value) => value.expose().clone(),
            None => String::new(),
        };
        let residence = match &request.subject.residence {
            Some(residence) => self.residence(residence),
            None => String::new(),
        };
        let delivery = match &request.delivery.mode {
            DeliveryMode::Residence => self.say(text::TO_RESIDENCE),
            DeliveryMode::Address(other) => {
                format!("{}: {}", self.say(text::TO_ADDRESS), address(other))
            }
            DeliveryMode::Comune => self.say(text::TO_COMUNE),
            _ => String::new(),
        };
        let mut rows = vec![
            self.wide(text::RESIDENCE, residence),
            self.half(text::EMAIL, told(&request.contacts.email)),
            self.half(text::PHONE, told(&request.contacts.phone)),
            self.wide(text::DELIVERY, delivery),
        ];
        if let Some(delegate) = &request.delivery.delegate {
            rows.push(self.wide(text::DELEGATE, delegate.expose()));
        }
        rows
    }

    fn residence(&self, residence: &Residence) -> String {
        match residence {
            Residence::Italy {
                address: at,
                care_of,
                ..
            } => match care_of {
                Some(host) => format!(
                    "{}, {} {}",
                    address(at),
                    self.say(text::CARE_OF),
                    host.expose()
                ),
                None => address(at),
            },
            Residence::Abroad {
                address,
                aire_comune,
            } => match aire_comune {
                Some(comune) => format!("{} (AIRE {})", abroad(address), place(comune)),
                None => format!("{} (AIRE)", abroad(address)),
            },
            Residence::NoFixedAbode { comune, street } => {
                let mut said = format!("{}, {}", self.say(text::NO_ABODE), place(comune));
                if let Some(street) = street {
                    said = format!("{said}, {}", street.expose());
                }
                said
            }
            _ => String::new(),
        }
    }

    fn guardian(&self, one: &Guardian) -> [String; 3] {
        let names = [one.surname.text(), one.given.text()];
        let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let assent = match one.consent {
            Consent::Given => text::ASSENT_GIVEN,
            Consent::ReplacedByJudge => text::ASSENT_JUDGE,
            _ => text::ASSENT_MISSING,
        };
        let code = one.codice_fiscale.as_ref();
        [
            format!("{name} ({})", self.role(one)),
            self.or_blank(code.map(|code| code.expose().clone()).unwrap_or_default()),
            self.say(assent),
        ]
    }

    fn role(&self, one: &Guardian) -> String {
        match (&one.print_label, one.role) {
            (Some(label), _) => label.clone(),
            (None, GuardianRole::Guardian) => self.say(text::TUTORE),
            (None, _) => self.say(text::PARENT),
        }
    }

    fn card(&self) -> Vec<Row> {
        let request = self.request;
        let mut rows = vec![
            self.half(text::SERIAL, request.serial.clone().unwrap_or_default()),
            self.half(
                text::FEE_RECEIPT,
                request.fee_receipt.clone().unwrap_or_default(),
            ),
        ];
        if let Some(outcome) = &request.outcome {
            let expiry = match outcome.expires_on {
                Some(day) => words::day(day, self.lang),
                None => self.say(text::UNLIMITED),
            };
            let travel = if outcome.valid_for_travel {
                text::TRAVEL
            } else {
                text::NO_TRAVEL
            };
            rows.push(self.half(text::EXPIRY, expiry));
            rows.push(self.half(text::PRICE, words::money(outcome.fee_cents, self.lang)));
            rows.push(self.wide(text::ABROAD, self.say(travel)));
        }
        rows
    }

    fn taken(&self) -> Vec<Row> {
        let request = self.request;
        let taken = &request.biometrics;
        let fingers = taken.fingerprints.iter().map(|one| {
            let finger = self.say(text::finger(one.finger));
            let hand = self.say(text::hand(one.hand));
            match self.lang {
                Lang::En => format!("{hand} {finger}"),
                _ => format!("{finger} {hand}"),
            }
        });
        let fingers: Vec<String> = fingers.collect();
        let fingers = match taken.fingerprints_impossible {
            Some(Impossibility::Temporary) => self.say(text::NO_FINGERS_NOW),
            Some(_) => self.say(text::NO_FINGERS),
            None if !fingers.is_empty() => fingers.join(", "),
            None if self.is_younger_than(&rules::FINGERPRINTS) => self.say(text::NOT_FOR_AGE),
            None => self.say(text::NO_PRINTS),
        };
        let signature = match (&taken.signature, taken.unable_to_sign) {
            (_, true) => text::UNABLE,
            (Some(_), false) => text::TAKEN_NOW,
            (None, false) if self.is_younger_than(&rules::SIGNATURE) => text::NOT_FOR_AGE,
            (None, false) => text::NOT_TAKEN,
        };
        let organs = match request.organ_donation {
            Some(OrganDonation::Consent) => text::ORGANS_YES,
            Some(OrganDonation::Refusal) => text::ORGANS_NO,
            _ => text::NOT_EXPRESSED,
        };
        vec![
            self.wide(text::FINGERPRINTS, fingers),
            self.half(text::SIGNATURE, self.say(signature)),
            self.half(text::ORGANS, self.say(organs)),
        ]
    }

    /// Whether the holder has not the age from which a rule applies.
    fn is_younger_than(&self, rule: &Rule) -> bool {
        let age = self.request.age_on(self.request.requested_on);
        match (rule.value("from_age"), age) {
            (Some(Value::Years(from)), Some(age)) => age < from,
            _ => false,
        }
    }

    /// The applicant, from the age at which one signs (and if able to), who answers for a minor, and
    /// the operator.
    fn signatures(&self) -> Vec<String> {
        let request = self.request;
        let too_young = self.is_younger_than(&rules::SIGNATURE);
        let signs = !request.biometrics.unable_to_sign && !too_young;
        let mut who = Vec::new();
        if signs {
            who.push(self.say(text::SIGNED_APPLICANT));
        }
        for one in &request.guardians {
            let [name, ..] = self.guardian(one);
            who.push(name);
        }
        who.push(self.say(text::SIGNED_OPERATOR));
        who
    }
}

fn birth_place(place: &BirthPlace) -> String {
    let with = |name: &str, of: &Option<String>| match of {
        Some(of) => format!("{name} ({of})"),
        None => name.to_owned(),
    };
    match place {
        BirthPlace::Comune { name, province, .. } => with(name, province),
        BirthPlace::Foreign {
            locality: Some(locality),
            state,
            ..
        } => format!("{locality} ({state})"),
        BirthPlace::Foreign { state, .. } => state.clone(),
        BirthPlace::Exceptional(place) => place.clone(),
        _ => String::new(),
    }
}

fn place(place: &AddressPlace) -> String {
    match &place.province {
        Some(province) => format!("{} ({province})", place.name),
        None => place.name.clone(),
    }
}

/// An address on one line; the civic number stands as the registry writes it.
fn address(at: &Address) -> String {
    let street = [at.street_type.as_deref(), Some(at.street.expose().as_str())];
    let mut line = street.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if let Some(civic) = &at.civic {
        line = format!("{line} {}", civic.verbatim);
    }
    if let Some(frazione) = &at.frazione {
        line = format!("{line}, {frazione}");
    }
    let cap = at.cap.as_ref().map(|cap| format!("{cap} "));
    format!("{line}, {}{}", cap.unwrap_or_default(), place(&at.comune))
}

fn abroad(at: &ForeignAddress) -> String {
    let line = at.line.as_ref().map(|line| line.expose().as_str());
    let parts = [
        line,
        at.locality.as_deref(),
        at.province.as_deref(),
        Some(at.state.as_str()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
