//! The same million people in every run, and what is asked about them.

use std::io::Write;

use chrono::{Days, NaiveDate};
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{BirthData, CodiceFiscale};

pub const COMUNE: &str = "058091";

const CONSONANTS: &[u8] = b"BCDFGLMNPRSTVZ";

/// A name whose code is three consonants of its own.
fn name(n: u64) -> String {
    let base = CONSONANTS.len() as u64;
    let letter = |n: u64| CONSONANTS[(n % base) as usize] as char;
    let (one, two, three) = (letter(n), letter(n / base), letter(n / base / base));
    format!("{one}A{two}E{three}I")
}

struct Citizen {
    surname: String,
    given: String,
    sex: Sex,
    born: NaiveDate,
    code: String,
}

fn citizen(n: u64) -> Citizen {
    let names = (CONSONANTS.len() as u64).pow(3);
    let (surname, given) = (name(n), name(n / names));
    let first = NaiveDate::from_ymd_opt(1940, 1, 1).expect("in the calendar");
    let born = first + Days::new(n.wrapping_mul(7919) % 25_000);
    let sex = if n % 2 == 0 { Sex::F } else { Sex::M };
    let code = CodiceFiscale::encode(&BirthData {
        surname: Some(&surname),
        given: Some(&given),
        birth: born,
        sex,
        place: "H501".parse().expect("Rome"),
    });
    Citizen {
        code: code.expect("plain names").expose().to_owned(),
        surname,
        given,
        sex,
        born,
    }
}

/// The codice fiscale of one of them.
pub fn code(n: u64) -> String {
    citizen(n).code
}

/// The registry file of so many.
pub fn write_csv(out: &mut impl Write, count: u64) {
    writeln!(
        out,
        "scheda;cognome;nome;sesso;data_nascita;luogo_nascita;belfiore_nascita;provincia_nascita;\
         codice_fiscale;cf_validato;cittadinanza;stato_civile;tipo_residenza;comune_residenza;\
         istat_residenza;provincia_residenza;specie;via;civico;cap;statura"
    )
    .expect("a heading");
    for n in 0..count {
        let one = citizen(n);
        let sex = if one.sex == Sex::F { "F" } else { "M" };
        writeln!(
            out,
            "{n:07};{};{};{sex};{};ROMA;H501;RM;{};1;100;1;RESIDENTE;ROMA;{COMUNE};RM;VIA;\
             DEGLI SPECIMEN;{};00100;{}",
            one.surname,
            one.given,
            one.born,
            one.code,
            n % 300 + 1,
            150 + n % 50
        )
        .expect("a row");
    }
}

/// A query whose identifier and codice fiscale are put in place, each of fixed width.
pub struct Template {
    bytes: Vec<u8>,
    id: usize,
    code: usize,
}

pub const ID: &str = "BENCH00000000000000X";

impl Template {
    pub fn new() -> Self {
        use cie_core::exchange::{Header, Mode, Query, QueryKey, Request, Requester};
        let code = "RSSMRA80A01H501U";
        let sent = NaiveDate::from_ymd_opt(2026, 5, 18).expect("in the calendar");
        let request = Request::Interrogazione(Query {
            header: Header {
                operation_id: ID.parse().expect("an identifier"),
                sender: COMUNE.into(),
                recipient: "999999".into(),
                sent_at: sent.and_hms_opt(9, 30, 0).expect("a time"),
                mode: Mode::Test,
                application: None,
                application_version: None,
                application_vendor: None,
            },
            requester: Requester {
                comune_istat: COMUNE.into(),
                workstation_id: "PDL-1".into(),
                operator: cie_core::redact::Personal::from("VRDGPP75C12F205X"),
            },
            key: QueryKey::CodiceFiscale(cie_core::redact::Personal::from(code)),
            residence_istat: None,
        });
        let profile = cie_sad::profile::Profile::anpr().expect("a profile");
        let body = cie_sad::codec::encode_request(&profile, &request)
            .expect("a message")
            .bytes;
        let mut bytes = format!(
            "POST /sad HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend_from_slice(&body);
        let find = |text: &str| {
            let text = text.as_bytes();
            let found = bytes.windows(text.len()).position(|window| window == text);
            found.expect("in the message")
        };
        let (id, code) = (find(ID), find(code));
        Self { bytes, id, code }
    }

    pub fn fill(&self, id: u64, code: &str) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let id = format!("BENCH{id:015}");
        bytes[self.id..self.id + id.len()].copy_from_slice(id.as_bytes());
        bytes[self.code..self.code + code.len()].copy_from_slice(code.as_bytes());
        bytes
    }
}
