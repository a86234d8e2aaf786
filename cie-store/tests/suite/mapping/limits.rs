//! Bounds, bad rows and what must never be told.

use cie_core::exchange::{CardEffect, QueryKey, Registry, RegistryError};
use cie_store::{Code, MappedRegistry, Mapping};
use rusqlite::Connection;

use super::config;
use super::sqlite::{MAPPING, fill};
use crate::contract::people::{bianca, by_code, card, notice, query, subject};

const CODE: &str = "RSSBNC64T70H501Z";

struct Vendor {
    dir: tempfile::TempDir,
}

impl Vendor {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fill(&dir.path().join("vendor.db"), &[bianca()]);
        Self { dir }
    }

    fn path(&self) -> std::path::PathBuf {
        self.dir.path().join("vendor.db")
    }

    fn run(&self, sql: &str) {
        Connection::open(self.path())
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }

    fn open(&self, text: &str) -> MappedRegistry {
        let mapping = Mapping::parse(text).unwrap();
        mapping.open_sqlite(self.path(), config()).unwrap()
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, RegistryError>) -> Code {
    let error = result.unwrap_err().downcast::<cie_store::Error>().unwrap();
    let told = format!("{error} {error:?}");
    for private in ["ROSSI", "BIANCA", CODE, "1964", "CA00001AA"] {
        assert!(!told.contains(private), "{told}");
    }
    error.code()
}

#[test]
fn a_value_that_cannot_be_read_is_an_error_and_never_a_guess() {
    for (change, expected) in [
        ("UPDATE ANAGR SET SESSO = 7", Code::RowBadValue),
        ("UPDATE ANAGR SET DT_NAS = 19641331", Code::RowBadValue),
        ("UPDATE ANAGR SET DT_NAS = 'boh'", Code::RowBadValue),
        ("UPDATE ANAGR SET DT_NAS = 0", Code::RowMissing),
        ("UPDATE ANAGR SET COGNOME = ' '", Code::RowMissing),
        ("UPDATE ANAGR SET STATURA = -3", Code::RowBadValue),
        ("UPDATE ANAGR SET VIA = x'00FF'", Code::RowBadValue),
        ("UPDATE ANAGR SET DT_CAN = 20250199", Code::RowBadValue),
    ] {
        let vendor = Vendor::new();
        let registry = vendor.open(MAPPING);
        registry.find(&by_code(CODE)).unwrap();
        vendor.run(change);
        assert_eq!(code(registry.find(&by_code(CODE))), expected, "{change}");
    }
}

#[test]
fn a_join_that_multiplies_rows_does_not_make_two_citizens() {
    let vendor = Vendor::new();
    vendor.run("CREATE TABLE DOPPI (N); INSERT INTO DOPPI VALUES (1), (2)");
    let text = MAPPING.replacen("WHERE a.COD_FIS", "CROSS JOIN DOPPI WHERE a.COD_FIS", 1);
    assert_eq!(
        code(vendor.open(&text).find(&by_code(CODE))),
        Code::RowRepeated
    );
}

#[test]
fn time_and_rows_are_bounded() {
    let vendor = Vendor::new();
    let slow = "WHERE (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                SELECT count(*) FROM n) > 0 AND a.COD_FIS";
    let text = MAPPING
        .replacen("= 5000", "= 1000", 1)
        .replacen("WHERE a.COD_FIS", slow, 1);
    let registry = vendor.open(&text);
    let started = std::time::Instant::now();
    assert_eq!(code(registry.find(&by_code(CODE))), Code::RegistryTimedOut);
    assert!(started.elapsed().as_secs() < 10);
    let person = Box::new(bianca().person);
    registry
        .find(&query(QueryKey::Person(person.clone())))
        .unwrap();

    vendor.run("INSERT INTO ANAGR SELECT COD_IND || 'b', NULL, FIS_VAL, COGNOME, NOME, SESSO, DT_NAS, \
                COM_NAS, BEL_NAS, PRV_NAS, CITTAD, COM_RES, SPECIE, VIA, CIVICO, CAP, 0, 0, NULL FROM ANAGR");
    let registry = vendor.open(&MAPPING.replacen("max_rows = 2000", "max_rows = 1", 1));
    assert_eq!(
        code(registry.find(&query(QueryKey::Person(person)))),
        Code::TooManyFound
    );
}

#[test]
fn another_program_that_holds_the_file_is_waited_for_and_no_longer() {
    let vendor = Vendor::new();
    let registry = vendor.open(&MAPPING.replacen("= 5000", "= 1000", 1));
    let other = Connection::open(vendor.path()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let new = notice(&bianca().person, card("CA00001AA", "2026-11-20", None));
    assert_eq!(code(registry.card_issued(&new)), Code::Locked);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(registry.card_issued(&new).unwrap(), CardEffect::Recorded);
}

#[test]
fn what_the_check_query_does_not_see_is_not_kept() {
    let vendor = Vendor::new();
    // Writes another date than the notice said.
    let text = MAPPING.replacen(
        "VALUES (:registry_id, :serial, :electronic, :issued_on",
        "VALUES (:registry_id, :serial, :electronic, coalesce(20200101, :issued_on)",
        1,
    );
    let new = notice(&bianca().person, card("CA00001AA", "2026-11-20", None));
    assert_eq!(
        code(vendor.open(&text).card_issued(&new)),
        Code::NotRecorded
    );
    let count: i64 = Connection::open(vendor.path())
        .unwrap()
        .query_row("SELECT count(*) FROM CARTE", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 0);
    assert_eq!(
        vendor.open(MAPPING).card_issued(&new).unwrap(),
        CardEffect::Recorded
    );
}

#[test]
fn a_mapping_without_statements_only_looks() {
    let vendor = Vendor::new();
    let text = MAPPING.split("[card_issued]").next().unwrap();
    let registry = vendor.open(text);
    registry.find(&by_code(CODE)).unwrap();
    let new = notice(&bianca().person, card("CA00001AA", "2026-11-20", None));
    assert_eq!(code(registry.card_issued(&new)), Code::CardsNotMapped);
}

#[test]
fn threads_record_a_card_once() {
    let vendor = Vendor::new();
    vendor.run("CREATE TABLE SPARE AS SELECT * FROM CARTE");
    // Without the constraint on the serial: the transaction alone must see to it.
    let text = MAPPING
        .replace("CARTE", "SPARE")
        .replace("ORDER BY PROGR", "");
    let registry = vendor.open(&text);
    let new = notice(&bianca().person, card("CA00001AA", "2026-11-20", None));
    let recorded = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..12)
            .map(|_| scope.spawn(|| registry.card_issued(&new).unwrap()))
            .collect();
        let effects = threads.into_iter().map(|one| one.join().unwrap());
        effects
            .filter(|effect| *effect == CardEffect::Recorded)
            .count()
    });
    assert_eq!(recorded, 1);
}

#[test]
fn without_a_search_by_particulars_the_codice_fiscale_serves() {
    let vendor = Vendor::new();
    let cut = MAPPING.find("[find.particulars]").unwrap();
    let end = MAPPING.find("[find.registry_id]").unwrap();
    let registry = vendor.open(&format!("{}{}", &MAPPING[..cut], &MAPPING[end..]));
    let found = registry.find(&query(QueryKey::Person(Box::new(bianca().person))));
    assert!(matches!(found, Ok(cie_core::exchange::Search::Found(one)) if one.len() == 1));
    let nameless = subject("", "VERDI", "LUCIA", "1990-01-01", None).person;
    let asked = registry.find(&query(QueryKey::Person(Box::new(nameless))));
    assert_eq!(code(asked), Code::ParticularsNotMapped);
}

#[test]
fn a_column_declared_to_hold_bytes_is_no_text() {
    let vendor = Vendor::new();
    vendor.run("ALTER TABLE ANAGR ADD COLUMN FOTO BLOB");
    let mapping = Mapping::parse(&MAPPING.replacen("\"VIA\"", "\"FOTO\"", 1)).unwrap();
    let error = mapping.open_sqlite(vendor.path(), config()).unwrap_err();
    assert_eq!(error.code(), Code::ColumnType);
    assert!(error.to_string().contains("BLOB"), "{error}");
}
