//! Does the chip say what is printed, and what was requested?

use cie_core::document::mrz::{NamePolicy, Td1, name_field};
use cie_core::request::CardRequest;

use super::ChipProof;
use super::lds::{DataGroup, Dg1, Dg11, File};
use super::passive::{Check, Outcome, Report, Verdict};
use super::session::{Access, Files};
use crate::{Code, Result};

/// Whether the zone of the chip is the one printed on the card.
#[must_use]
pub fn match_zone(files: &Files, printed: &Td1) -> Verdict {
    let check = Check::Zone;
    match zone(files) {
        None => Verdict::new(check, Outcome::Open, "DG1 not read"),
        Some(Err(error)) => Verdict::failed(check, Outcome::Bad, error),
        Some(Ok(zone)) if zone == *printed => {
            Verdict::new(check, Outcome::Good, "DG1 is the printed MRZ")
        }
        Some(Ok(_)) => Verdict::new(check, Outcome::Bad, "DG1 is not the printed MRZ"),
    }
}

/// Whether the card is the one that was requested: serial, names, birth, sex and expiry from DG1,
/// codice fiscale from DG11. The evidence names the fields that differ, never what they say.
///
/// Travel is not compared, because the words of DG12's note are not published, nor is the photo,
/// because the chip holds it compressed anew.
#[must_use]
pub fn match_request(files: &Files, request: &CardRequest) -> Verdict {
    let check = Check::Request;
    let zone = match zone(files) {
        None => return Verdict::new(check, Outcome::Open, "DG1 not read"),
        Some(Err(error)) => return Verdict::failed(check, Outcome::Bad, error),
        Some(Ok(zone)) => zone,
    };
    let (mut same, mut differ) = (Vec::new(), Vec::new());
    let mut compare = |field: &'static str, equal: Option<bool>| match equal {
        Some(true) => same.push(field),
        Some(false) => differ.push(field),
        None => {}
    };
    let person = &request.subject.person;
    let on = request.requested_on;
    let serial = zone.cie_serial().ok();
    compare(
        "serial",
        request
            .serial
            .as_ref()
            .map(|wanted| serial.is_some_and(|serial| serial.as_str() == wanted)),
    );
    let surname = person.surname.text().unwrap_or_default();
    let given = person.given.text().unwrap_or_default();
    let name = name_field(surname, given, NamePolicy::default()).ok();
    compare(
        "names",
        name.map(|name| zone.line(2) == Some(name.as_str())),
    );
    let born = zone.birth().and_then(|date| date.birth(on).ok());
    compare("birth", born.map(|born| born == person.birth_date));
    compare("sex", Some(zone.sex() == person.sex));
    if let Some(outcome) = &request.outcome {
        let expires = zone.expiry().and_then(|date| date.expiry(on).ok());
        compare("expiry", Some(expires == outcome.expires_on));
    }
    let holder = files
        .get(File::Group(DataGroup::DG11))
        .and_then(|bytes| Dg11::parse(bytes).ok());
    let number = holder.and_then(|holder| holder.personal_number);
    compare(
        "codice fiscale",
        number
            .zip(person.codice_fiscale())
            .map(|(number, wanted)| number.expose() == wanted),
    );
    if differ.is_empty() {
        Verdict::new(check, Outcome::Good, same.join(", "))
    } else {
        Verdict::new(
            check,
            Outcome::Bad,
            format!("differ: {}", differ.join(", ")),
        )
    }
}

fn zone(files: &Files) -> Option<Result<Td1>> {
    let bytes = files.get(File::Group(DataGroup::DG1))?;
    Some(Dg1::parse(bytes).and_then(|group| group.td1()))
}

impl Access {
    /// How access was gained, as a verdict: a downgrade is a remark.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match &self.downgraded_because {
            None => Verdict::new(Check::Access, Outcome::Good, self.method.clone()),
            Some(reason) => {
                let evidence = format!("{} instead of PACE: {reason}", self.method);
                Verdict::new(Check::Access, Outcome::Remark, evidence)
            }
        }
    }
}

impl Report {
    /// Adds a verdict.
    pub fn add(&mut self, verdict: Verdict) {
        self.verdicts.push(verdict);
    }

    /// Adds what [`Reader::authenticate_chip`](super::Reader::authenticate_chip) said. A proof rests
    /// on a key of DG14 or DG15: it counts only if that group is the one that was signed.
    pub fn add_chip_proof(&mut self, proof: &Result<ChipProof>) {
        let check = Check::ChipGenuine;
        let signed =
            |group: u8| DataGroup::new(group).and_then(|group| self.outcome(Check::Group(group)));
        let verdict = match proof {
            Ok(proof) => {
                let key = if proof.method.starts_with("active") {
                    15
                } else {
                    14
                };
                match signed(key) {
                    Some(Outcome::Good) => Verdict::new(check, Outcome::Good, proof.method.clone()),
                    _ => Verdict::new(check, Outcome::Bad, "the key of the proof is not signed"),
                }
            }
            Err(error) => {
                let outcome = match error.code() {
                    Code::ChipNotGenuine | Code::BadCardKey => Outcome::Bad,
                    _ => Outcome::Open,
                };
                Verdict::new(check, outcome, error.to_string())
            }
        };
        self.add(verdict);
    }
}
