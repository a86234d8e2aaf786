//! The machine readable zone against the npm package `mrz` (see `tests/data/mrz_npm.json`, made and
//! kept fresh by `scripts/oracles/mrz_peer.py`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

use std::collections::BTreeMap;

use cie_core::Code;
use cie_core::citizen::Sex;
use cie_core::document::mrz::Td1;
use serde_json::Value;

fn cases() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("data/mrz_npm.json")).expect("JSON");
    file["cases"].as_array().expect("cases").clone()
}

fn zone(case: &Value) -> String {
    let lines: Vec<&str> = case["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line.as_str().expect("text"))
        .collect();
    lines.join("\n")
}

#[test]
fn what_the_package_reads_is_read_alike() {
    let sound = |case: &Value| case["fault"].is_null();
    let cases: Vec<Value> = cases().into_iter().filter(sound).collect();
    assert_eq!(cases.len(), 60);
    let mut long_numbers = 0;
    for case in cases {
        let text = zone(&case);
        let (peer, read) = (&case["peer"], Td1::parse(text.as_bytes()));
        assert!(peer["valid"] == true, "{text}");
        let read = read.expect(&text);
        let fields = &peer["fields"];
        // The package names sexes, writes the State code D alone as we do, and calls what is not
        // there null or empty.
        let sex = match fields["sex"].as_str() {
            Some("male") => Sex::M,
            Some("female") => Sex::F,
            _ => Sex::N,
        };
        assert_eq!(read.sex(), sex, "{text}");
        let number = read.document_number();
        long_numbers += usize::from(number.len() > 9);
        for (name, ours) in [
            ("documentCode", read.document_code()),
            ("issuingState", read.issuer()),
            ("documentNumber", &number),
            ("nationality", read.nationality()),
            ("lastName", &read.surname()),
            ("firstName", &read.given_names()),
            ("birthDate", &text[31..37]),
            ("expirationDate", &text[39..45]),
        ] {
            assert_eq!(
                fields[name].as_str().unwrap_or_default(),
                ours,
                "{name} {text}"
            );
        }
        let today = "2026-11-23".parse().unwrap();
        let born = read.birth().unwrap().birth(today).unwrap().to_string();
        assert_eq!(born[2..].replace('-', ""), text[31..37]);
        let expires = read.expiry().unwrap().expiry(today).unwrap().to_string();
        assert_eq!(expires[2..].replace('-', ""), text[39..45]);
    }
    assert!(long_numbers > 10, "{long_numbers}");
}

#[test]
fn what_the_package_finds_wrong_is_refused() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases() {
        let Some(fault) = case["fault"].as_str() else {
            continue;
        };
        let text = zone(&case);
        assert!(case["peer"]["valid"] == false, "{fault}: {text}");
        let error = Td1::parse(text.as_bytes()).expect_err(fault);
        let expected: &[Code] = match fault {
            "letter in a date" => &[Code::BadMrzDate],
            "sex" | "digit in the name" | "digit in the nationality" => &[Code::BadMrzField],
            "small letter" => &[Code::BadMrzCharacter],
            "short line" | "two lines" => &[Code::BadMrzShape],
            _ => &[Code::MrzCheckDigit],
        };
        assert!(expected.contains(&error.code()), "{fault}: {error} {text}");
        *seen.entry(fault.to_owned()).or_default() += 1;
    }
    assert_eq!(seen.len(), 11, "{seen:?}");
    assert!(seen.values().all(|count| *count >= 3), "{seen:?}");
}
