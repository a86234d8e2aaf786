//! The contract over the made-up vendor's SQLite.

use std::path::Path;

use cie_core::date::PartialDate;
use cie_core::exchange::Subject;
use cie_store::Mapping;
use rusqlite::{Connection, params};

use super::{Held, config, flat};

pub(super) const SCHEMA: &str = include_str!("../../../../examples/registry-mapping/sqlite.sql");
pub(super) const MAPPING: &str = include_str!("../../../../examples/registry-mapping/sqlite.toml");

/// Writes people as the vendor's own program would have.
pub(super) fn fill(path: &Path, subjects: &[Subject]) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    for subject in subjects {
        let flat = flat(subject);
        let none = || String::from("-");
        let born = match flat.birth {
            PartialDate::Full(date) => date.format("%Y%m%d").to_string(),
            PartialDate::YearMonth(year, month) => format!("{year}{month:02}00"),
            PartialDate::Year(year) => format!("{year}0000"),
        };
        let sex = match flat.sex {
            "M" => 1,
            "F" => 2,
            _ => 3,
        };
        let (gone, why) = flat.cancelled.unzip();
        let gone: i64 = gone.map_or(0, |day| day.replace('-', "").parse().unwrap());
        let (istat, comune) = flat.comune;
        connection
            .execute(
                "INSERT OR IGNORE INTO COMUNI VALUES (?, ?)",
                params![istat, comune],
            )
            .unwrap();
        connection
            .execute(
                "INSERT INTO ANAGR VALUES (?,?,?,?,?,?,?,?,?,?,'100',?,?,?,?,?,0,?,?)",
                params![
                    flat.id,
                    flat.code,
                    flat.validated.map(|yes| if yes { 1 } else { 9 }),
                    flat.surname.unwrap_or_else(none),
                    flat.given.unwrap_or_else(none),
                    sex,
                    born.parse::<i64>().unwrap(),
                    flat.place,
                    flat.belfiore,
                    flat.province,
                    istat,
                    flat.street[0],
                    flat.street[1],
                    flat.street[2],
                    flat.street[3],
                    gone,
                    why.flatten(),
                ],
            )
            .unwrap();
    }
}

fn load(subjects: &[Subject]) -> Held<tempfile::TempDir> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("vendor.db");
    fill(&path, subjects);
    let mapping = Mapping::parse(MAPPING).unwrap();
    Held {
        registry: mapping.open_sqlite(&path, config()).unwrap(),
        _guard: dir,
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
