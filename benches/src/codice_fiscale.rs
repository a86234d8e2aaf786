//! The codice fiscale against the crate `codice_fiscale_rs`.
//!
//! The peer's check covers form, a day within 1–31 or 41–71, and the check character. Ours does
//! form and check character in `parse`; `validate` adds the calendar, the possible centuries and
//! the place with its dates, which the peer does not look at.

use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{Days, NaiveDate};
use cie_core::citizen::Sex;
use cie_core::citizen::codice_fiscale::{
    BirthData, CodiceFiscale, Report, Validator, is_well_formed,
};
use cie_core::citizen::place::{Belfiore, Places};
use codice_fiscale_rs::CodiceFiscale as Peer;
use codice_fiscale_rs::person_data::{Gender, PersonData};

use crate::instructions;
use crate::timing::{Contender, ROUNDS, race};

const COUNT: usize = 20_000;

/// A person made up by a counter: the same in every run.
struct Person {
    surname: String,
    given: String,
    birth: NaiveDate,
    male: bool,
    place: Belfiore,
}

fn people() -> Vec<Person> {
    let surnames = [
        "ROSSI",
        "FO",
        "BIANCHI",
        "ESPOSITO",
        "AIELLO",
        "NG",
        "DELLACQUA",
    ];
    // No given name with four consonants: the peer does not take the first, third and fourth.
    let names = ["MARIO", "CARLO", "ANNA", "IO", "CHIARA", "LUCA"];
    let places: Vec<_> = Places::embedded()
        .iter()
        .filter(|place| place.to().is_none())
        .filter_map(|place| place.belfiore())
        .collect();
    let first = NaiveDate::from_ymd_opt(1926, 12, 1).expect("a day");
    (0..COUNT)
        .map(|n| Person {
            surname: surnames[n % surnames.len()].to_owned(),
            given: names[n / 7 % names.len()].to_owned(),
            birth: first + Days::new((n * 7919 % 36_000) as u64),
            male: n % 2 == 0,
            place: places[n * 31 % places.len()],
        })
        .collect()
}

fn ours(person: &Person) -> CodiceFiscale {
    CodiceFiscale::encode(&BirthData {
        surname: Some(&person.surname),
        given: Some(&person.given),
        birth: person.birth,
        sex: if person.male { Sex::M } else { Sex::F },
        place: person.place,
    })
    .expect("Latin names")
}

fn peers(person: &Person) -> PersonData {
    PersonData::new(
        person.given.clone(),
        person.surname.clone(),
        person.birth,
        if person.male { Gender::M } else { Gender::F },
        person.place.to_string(),
    )
    .expect("Latin names")
}

/// The codes of everybody, of which the peer makes the same.
fn codes(people: &[Person]) -> Vec<CodiceFiscale> {
    let codes = people.iter().map(|person| {
        let code = ours(person);
        let peer = Peer::generate(&peers(person));
        assert_eq!(peer.get(), code.expose(), "the two disagree");
        code
    });
    codes.collect()
}

/// Who judges the codes, the fastest published crate first.
fn judges<'a>(texts: &'a [&'a str], validator: Validator<'a>) -> [Contender<'a>; 5] {
    [
        Contender {
            name: "codice_fiscale_rs: new",
            work: Box::new(|| {
                let peers = texts.iter().map(|text| Peer::new(black_box(text)));
                peers.filter(Result::is_ok).count()
            }),
        },
        Contender {
            name: "cie: is_well_formed (form, check character)",
            work: Box::new(|| {
                let texts = texts.iter().map(|text| black_box(text.as_bytes()));
                texts.filter(|text| is_well_formed(text)).count()
            }),
        },
        Contender {
            name: "cie: parse (form, check character, value)",
            work: Box::new(|| {
                let texts = texts.iter().map(|text| black_box(text.as_bytes()));
                texts
                    .map(CodiceFiscale::parse)
                    .filter(Result::is_ok)
                    .count()
            }),
        },
        Contender {
            name: "cie: validate (and calendar, place, dates)",
            work: Box::new(move || {
                let texts = texts.iter().map(|text| black_box(text.as_bytes()));
                let reports = texts.map(|text| black_box(validator.validate(text)));
                reports.filter(Report::is_valid).count()
            }),
        },
        Contender {
            name: "cie: validate_all (the same, in a batch)",
            work: Box::new(move || {
                let reports = validator.validate_all(texts.iter().map(|text| text.as_bytes()));
                reports.map(black_box).filter(Report::is_valid).count()
            }),
        },
    ]
}

fn validator() -> Validator<'static> {
    Validator::new(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"))
}

pub fn run() {
    let people = people();
    let codes = codes(&people);
    let texts: Vec<&str> = codes.iter().map(CodiceFiscale::expose).collect();
    let medians = race("codice fiscale: check", COUNT, &judges(&texts, validator()));
    javascript_peer(&texts, &medians);
    let data: Vec<PersonData> = people.iter().map(peers).collect();
    race(
        "codice fiscale: encode",
        COUNT,
        &[
            Contender {
                name: "codice_fiscale_rs: generate",
                work: Box::new(|| {
                    data.iter()
                        .map(|d| black_box(Peer::generate(black_box(d))))
                        .count()
                }),
            },
            Contender {
                name: "cie: encode",
                work: Box::new(|| people.iter().map(|p| black_box(ours(black_box(p)))).count()),
            },
        ],
    );
}

/// Counts what each judge executes, one code for another, under valgrind.
pub fn count_instructions() {
    instructions::count("codice fiscale: check", COUNT, &judges(&[], validator()));
}

/// Has one judge judge every code so many times: what valgrind is given to run.
pub fn repeat(judge: usize, times: usize) {
    let codes = codes(&people());
    let texts: Vec<&str> = codes.iter().map(CodiceFiscale::expose).collect();
    let judges = judges(&texts, validator());
    for _ in 0..times {
        assert_eq!((judges[judge].work)(), COUNT);
    }
}

/// The same codes through the npm package `codice-fiscale-js`, in the same run.
fn javascript_peer(texts: &[&str], ours: &[f64]) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/js");
    let peer = Command::new("node")
        .args(["codice_fiscale.mjs", &ROUNDS.to_string()])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let median = peer.ok().and_then(|mut peer| {
        // Dropped at the end of the statement, which closes it.
        peer.stdin
            .take()?
            .write_all(texts.join("\n").as_bytes())
            .ok()?;
        let output = peer.wait_with_output().ok()?;
        String::from_utf8(output.stdout)
            .ok()?
            .trim()
            .parse::<f64>()
            .ok()
    });
    let Some(median) = median else {
        println!("  SKIPPED codice-fiscale-js: run `npm install` in {folder}");
        return;
    };
    println!(
        "  {:<44} {median:>9.1} ns {:>8.2} M/s",
        "codice-fiscale-js: check (Node)",
        1e3 / median
    );
    if let [_, fast, parse, full, _] = ours {
        let (fast, parse, full) = (median / fast, median / parse, median / full);
        println!("  beside it: is_well_formed x{fast:.1}, parse x{parse:.1}, validate x{full:.1}");
    }
}
