//! The contract over the made-up vendor's PostgreSQL, on a server of the test's own.

use std::sync::atomic::{AtomicU32, Ordering};

use cie_core::date::PartialDate;
use cie_core::exchange::{CardEffect, Registry, Subject};
use cie_store::{Code, Mapping};
use postgres::NoTls;

use super::{Held, config, flat};
use crate::contract::people::{bianca, by_code, card, notice};
use crate::contract::registry;
use crate::postgres::Server;

const SCHEMA: &str = include_str!("../../../../examples/registry-mapping/postgresql.sql");
const MAPPING: &str = include_str!("../../../../examples/registry-mapping/postgresql.toml");

fn day(text: &str) -> String {
    format!("'{text}'::date")
}

/// Quotes for the loader of a test; the program under test binds its values.
fn quoted(text: Option<&str>) -> String {
    text.map_or("NULL".into(), |text| {
        format!("'{}'", text.replace('\'', "''"))
    })
}

fn script(subjects: &[Subject]) -> String {
    let mut script = SCHEMA.to_owned();
    for subject in subjects {
        let flat = flat(subject);
        let (born, unsure) = match flat.birth {
            PartialDate::Full(date) => (date.to_string(), 0),
            PartialDate::YearMonth(year, month) => (format!("{year}-{month:02}-01"), 1),
            PartialDate::Year(year) => (format!("{year}-01-01"), 2),
        };
        let [kind, street, civic, cap] = flat.street.each_ref().map(|text| quoted(text.as_deref()));
        let (id, istat) = (quoted(Some(&flat.id)), quoted(Some(&flat.comune.0)));
        script.push_str(&format!(
            "INSERT INTO comune VALUES ({istat}, {}) ON CONFLICT DO NOTHING;
             INSERT INTO persona VALUES ({id}, {}, {}, {}, {}, {}, {}, '{}', {}, {unsure}, {}, {}, {});
             INSERT INTO cittadinanza VALUES ({id}, '100');
             INSERT INTO residenza VALUES ({id}, {istat}, {kind}, {street}, {civic}, {cap});\n",
            quoted(Some(&flat.comune.1)),
            quoted(flat.code.as_deref()),
            flat.validated.map_or("NULL".into(), |yes| yes.to_string()),
            quoted(flat.surname.as_deref()),
            quoted(flat.given.as_deref()),
            flat.surname.is_none(),
            flat.given.is_none(),
            flat.sex,
            day(&born),
            quoted(Some(&flat.place)),
            quoted(flat.belfiore.as_deref()),
            quoted(flat.province.as_deref()),
        ));
        if let Some((on, reason)) = flat.cancelled {
            script.push_str(&format!(
                "INSERT INTO cancellazione VALUES ({id}, {}, {});\n",
                day(&on),
                quoted(reason.as_deref())
            ));
        }
    }
    script
}

static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The URL of a new database with these people.
fn database(server: &Server, subjects: &[Subject]) -> String {
    let name = format!("vendor{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let run = |database: &str, script: &str| {
        let mut client = postgres::Client::connect(&server.url_of(database), NoTls).unwrap();
        client.batch_execute(script).unwrap();
    };
    run("postgres", &format!("CREATE DATABASE {name}"));
    run(&name, &script(subjects));
    server.url_of(&name)
}

fn load(server: &Server, subjects: &[Subject]) -> Held<()> {
    let url = database(server, subjects);
    let mapping = Mapping::parse(MAPPING).unwrap();
    Held {
        registry: mapping.open_postgres(&url, config()).unwrap(),
        _guard: (),
    }
}

#[test]
fn a_vendor_in_postgresql_keeps_the_contract() {
    let Some(mut server) = Server::start() else {
        return;
    };
    registry::finds_by_code(|subjects: &[Subject]| load(&server, subjects));
    registry::finds_by_particulars(|subjects: &[Subject]| load(&server, subjects));
    registry::tells_residents_elsewhere_from_cancelled(|s: &[Subject]| load(&server, s));
    registry::records_a_card_exactly_once(|subjects: &[Subject]| load(&server, subjects));
    registry::never_guesses_the_holder(|subjects: &[Subject]| load(&server, subjects));
    registry::annuls_one_card_and_no_other(|subjects: &[Subject]| load(&server, subjects));
    registry::shows_the_newest_valid_card(|subjects: &[Subject]| load(&server, subjects));

    one_of_many_records_it(&server);
    types_are_checked(&server);
    a_slow_query_is_cut(&server);
    a_server_that_comes_back_is_used_again(&mut server);
}

/// Many connectors tell of the same card at once: it is recorded once, also where the vendor's
/// table has no constraint to rely on.
fn one_of_many_records_it(server: &Server) {
    let url = database(server, &[bianca()]);
    let mut client = postgres::Client::connect(&url, NoTls).unwrap();
    client
        .batch_execute("ALTER TABLE carta DROP CONSTRAINT carta_numero_key")
        .unwrap();
    let mapping = Mapping::parse(MAPPING).unwrap();
    let notice = notice(&bianca().person, card("CA00001AA", "2026-11-20", None));
    let effects: Vec<CardEffect> = std::thread::scope(|scope| {
        let tell = || {
            let registry = mapping.open_postgres(&url, config()).unwrap();
            registry.card_issued(&notice).unwrap()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(tell)).collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let recorded = effects
        .iter()
        .filter(|e| **e == CardEffect::Recorded)
        .count();
    let again = effects
        .iter()
        .filter(|e| **e == CardEffect::AlreadyRecorded)
        .count();
    assert_eq!((recorded, again), (1, 3), "{effects:?}");
    let rows: i64 = client
        .query_one("SELECT count(*) FROM carta", &[])
        .unwrap()
        .get(0);
    assert_eq!(rows, 1);
}

fn types_are_checked(server: &Server) {
    let url = database(server, &[]);
    let open = |from: &str, to: &str| {
        let text = MAPPING.replacen(from, to, 1);
        assert_ne!(text, MAPPING, "{from}");
        let mapping = Mapping::parse(&text).unwrap();
        let error = mapping.open_postgres(&url, config()).unwrap_err();
        let line = text
            .lines()
            .position(|line| line.contains(to.lines().next().unwrap()));
        let at = format!(" {}:", line.unwrap() + 1);
        assert!(
            error.to_string().contains(&at),
            "{error}, expected line{at}"
        );
        error.code()
    };
    let cases = [
        ("= \"cap\"", "= \"cep\"", Code::MissingColumn),
        (
            "subject.height_cm = \"statura\"",
            "subject.height_cm = \"data_nascita\"",
            Code::ColumnType,
        ),
        (
            "person.no_surname = \"senza_cognome\"",
            "person.no_surname = \"data_nascita\"",
            Code::ColumnType,
        ),
        (
            "SELECT * FROM scheda WHERE id",
            "SELECT * FROM schede WHERE id",
            Code::BadStatement,
        ),
        (
            "WHERE k.numero = :serial'''",
            "WHERE k.rilascio = :serial'''",
            Code::ParameterType,
        ),
    ];
    for (from, to, code) in cases {
        assert_eq!(open(from, to), code, "{to}");
    }
    let wrong = Mapping::parse(super::sqlite::MAPPING).unwrap();
    let error = wrong.open_postgres(&url, config()).unwrap_err();
    assert_eq!(error.code(), Code::WrongDatabase);
    let mapping = Mapping::parse(MAPPING).unwrap();
    let error = mapping
        .open_postgres("postgresql://cie@localhost:hush/db", config())
        .unwrap_err();
    assert_eq!(error.code(), Code::BadConnection);
    // Nobody listens on port 1.
    let error = mapping
        .open_postgres("postgresql://nobody:hush@127.0.0.1:1/none", config())
        .unwrap_err();
    assert_eq!(error.code(), Code::RegistryUnreachable);
    assert!(!format!("{error} {error:?}").contains("hush"));
}

fn a_slow_query_is_cut(server: &Server) {
    let url = database(server, &[bianca()]);
    let text = MAPPING
        .replacen("time_limit_ms = 5000", "time_limit_ms = 2000", 1)
        .replacen(
            "upper(codice_fiscale) = :codice_fiscale",
            "upper(codice_fiscale) = :codice_fiscale AND pg_sleep(20) IS NOT NULL",
            1,
        );
    let registry = Mapping::parse(&text)
        .unwrap()
        .open_postgres(&url, config())
        .unwrap();
    let started = std::time::Instant::now();
    let error = registry.find(&by_code("RSSBNC64T70H501Z")).unwrap_err();
    let error = error.downcast::<cie_store::Error>().unwrap();
    assert_eq!(error.code(), Code::RegistryTimedOut);
    assert!(started.elapsed().as_secs() < 10);
    // The connection is good for the next query.
    let other = registry.find(&by_code("XXXXXX00X00X000X"));
    assert!(other.is_ok(), "{other:?}");
}

fn a_server_that_comes_back_is_used_again(server: &mut Server) {
    let url = database(server, &[bianca()]);
    let registry = Mapping::parse(MAPPING)
        .unwrap()
        .open_postgres(&url, config())
        .unwrap();
    let find = || registry.find(&by_code("RSSBNC64T70H501Z"));
    find().unwrap();
    server.stop();
    let error = find().unwrap_err().downcast::<cie_store::Error>().unwrap();
    assert_eq!(error.code(), Code::RegistryUnreachable);
    server.run();
    find().unwrap();
}
