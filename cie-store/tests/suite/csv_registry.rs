//! A CSV file served as a registry, with a file of notices beside it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use cie_core::citizen::{BirthPlace, Residence};
use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Query, Registry, RegistryError, Search, Subject,
};
use cie_store::{Code, CsvRegistry, ImportOptions, RegistryConfig};

use crate::contract::people::{ROMA, annulment, bianca, by_code, card, notice};

const CODE: &str = "RSSBNC64T70H501Z";

struct Office {
    dir: tempfile::TempDir,
}

impl Office {
    fn new(subjects: &[Subject]) -> Self {
        let office = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        office.write(subjects);
        office
    }

    fn csv(&self) -> PathBuf {
        self.dir.path().join("residents.csv")
    }

    fn notices(&self) -> PathBuf {
        self.dir.path().join("cards.csv")
    }

    fn write(&self, subjects: &[Subject]) {
        fs::write(self.csv(), csv(subjects)).unwrap();
    }

    fn open(&self) -> Result<CsvRegistry, cie_store::Error> {
        let config = RegistryConfig::new(ROMA).unwrap();
        CsvRegistry::open(self.csv(), self.notices(), config, ImportOptions::default())
    }
}

fn csv(subjects: &[Subject]) -> String {
    let mut text = String::from(
        "scheda;cognome;senza_cognome;nome;sesso;data_nascita;luogo_nascita;belfiore_nascita;\
         provincia_nascita;codice_fiscale;cf_validato;cittadinanza;tipo_residenza;\
         comune_residenza;istat_residenza;specie;via;civico;cap;cancellato_il;cancellato_motivo\n",
    );
    for subject in subjects {
        let person = &subject.person;
        let BirthPlace::Comune {
            belfiore,
            name,
            province,
            ..
        } = &person.birth_place
        else {
            panic!("born in Italy");
        };
        let Some(Residence::Italy { address, .. }) = &subject.residence else {
            panic!("living in Italy");
        };
        let text_of = |text: &Option<String>| text.clone().unwrap_or_default();
        let gone = subject.cancellation.as_ref();
        writeln!(
            text,
            "{};{};{};{};{};{};{name};{};{};{};{};100;RESIDENTE;{};{};{};{};{};{};{};{}",
            text_of(&person.registry_id),
            person.surname.text().unwrap_or_default(),
            if person.surname.text().is_none() {
                "S"
            } else {
                ""
            },
            person.given.text().unwrap_or_default(),
            person.sex.letter(),
            person.birth_date,
            text_of(belfiore),
            text_of(province),
            person.codice_fiscale().unwrap_or_default(),
            if person.tax_code.is_some() { "1" } else { "" },
            address.comune.name,
            text_of(&address.comune.istat),
            text_of(&address.street_type),
            address.street.expose(),
            address
                .civic
                .as_ref()
                .map_or("", |civic| civic.verbatim.as_str()),
            text_of(&address.cap),
            gone.map_or(String::new(), |gone| gone.on.to_string()),
            gone.and_then(|gone| gone.reason.clone())
                .unwrap_or_default(),
        )
        .unwrap();
    }
    text
}

struct Held {
    registry: CsvRegistry,
    _office: Office,
}

impl Registry for Held {
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

fn load(subjects: &[Subject]) -> Held {
    let office = Office::new(subjects);
    Held {
        registry: office.open().unwrap(),
        _office: office,
    }
}

macro_rules! contract {
    ($($case:ident,)+) => {
        $(#[test] fn $case() { crate::contract::registry::$case(load); })+
    };
}

contract! {
    finds_by_code,
    finds_by_particulars,
    tells_residents_elsewhere_from_cancelled,
    records_a_card_exactly_once,
    never_guesses_the_holder,
    annuls_one_card_and_no_other,
    shows_the_newest_valid_card,
}

fn age(path: &Path, seconds: u64) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds))
        .unwrap();
}

#[test]
fn notices_outlive_the_program_and_new_versions_of_the_file() {
    use cie_core::exchange::AnnulmentReason::Revocation;
    let office = Office::new(&[bianca()]);
    let person = bianca().person;
    let first = notice(&person, card("CA00001AA", "2020-01-10", Some("2029-12-30")));
    let second = notice(&person, card("CA00002AA", "2026-11-20", Some("2036-12-30")));
    let gone = annulment(&person, second.card.clone(), "2026-11-21", Revocation);
    {
        let registry = office.open().unwrap();
        assert_eq!(registry.card_issued(&first).unwrap(), CardEffect::Recorded);
        assert_eq!(registry.card_issued(&second).unwrap(), CardEffect::Recorded);
        assert_eq!(registry.card_annulled(&gone).unwrap(), CardEffect::Recorded);
        assert_eq!(
            office.open().unwrap_err().code(),
            Code::Locked,
            "one program at a time"
        );
    }
    let before = fs::read(office.csv()).unwrap();
    let check = |registry: &CsvRegistry| {
        assert_eq!(
            registry.card_issued(&second).unwrap(),
            CardEffect::AlreadyRecorded
        );
        assert_eq!(
            registry.card_annulled(&gone).unwrap(),
            CardEffect::AlreadyRecorded
        );
        let Search::Found(found) = registry.find(&by_code(CODE)).unwrap() else {
            panic!("not found");
        };
        assert_eq!(found[0].card.as_ref().unwrap(), &first.card);
    };
    let registry = office.open().unwrap();
    check(&registry);
    assert_eq!(
        fs::read(office.csv()).unwrap(),
        before,
        "the comune's file is only read"
    );
    // Four lines: the header and what happened; repetitions are not written.
    assert_eq!(
        fs::read_to_string(office.notices())
            .unwrap()
            .lines()
            .count(),
        4
    );

    // A new version with somebody else is seen once it has settled, and keeps the cards.
    let mut other = bianca();
    other.person.registry_id = Some("S2".into());
    office.write(&[bianca(), other]);
    let sheets = || match registry.find(&by_code(CODE)).unwrap() {
        Search::Found(found) => found.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(sheets(), 1, "somebody may still be writing");
    age(&office.csv(), 60);
    assert_eq!(sheets(), 2);
    office.write(&[bianca()]);
    registry.reload().unwrap();
    check(&registry);

    // A file that is no registry any more is an error, and the last good one is not forgotten.
    fs::write(office.csv(), "garbage\n").unwrap();
    assert_eq!(registry.reload().unwrap_err().code(), Code::CsvNoHeader);
    assert_eq!(sheets(), 1);
}

#[test]
fn notices_that_cannot_be_kept_are_told_at_once() {
    // A folder in place of the file of notices cannot be opened at all.
    let office = Office::new(&[bianca()]);
    fs::create_dir(office.notices()).unwrap();
    assert!(office.open().is_err());
}
