//! `cie mrz` with the specimen of the card, whose check digits are known.

use serde_json::json;

use crate::support::{cie, cie_with_input};

const SPECIMEN: [&str; 3] = [
    "C<ITACA00000AA4<<<<<<<<<<<<<<<",
    "6412308F2212304ITA<<<<<<<<<<<0",
    "ROSSI<<BIANCA<<<<<<<<<<<<<<<<<",
];

#[test]
fn the_specimen_is_read() {
    let expected = json!({
        "document_code": "C",
        "issuer": "ITA",
        "document_number": "CA00000AA",
        "is_cie": true,
        "born": "1964-12-30",
        "sex": "F",
        "expires": "2022-12-30",
        "nationality": "ITA",
        "surname": "ROSSI",
        "name": "BIANCA",
        "names_maybe_truncated": false,
    });
    let parse = ["--json", "mrz", "parse", "--on", "2020-01-01"];
    let lines = cie(&[&parse[..], &SPECIMEN].concat());
    assert_eq!(lines.object(), expected);
    let together = SPECIMEN.concat();
    assert_eq!(cie(&[&parse[..], &[&together]].concat()).object(), expected);
    let input = SPECIMEN.join("\r\n") + "\r\n";
    let piped = cie_with_input(&[&parse[..], &["-"]].concat(), input.as_bytes());
    assert_eq!(piped.object(), expected);
}

#[test]
fn the_specimen_is_written() {
    let make = [
        "--json",
        "mrz",
        "make",
        "--serial",
        "CA00000AA",
        "--born",
        "1964-12-30",
        "--sex",
        "F",
        "--surname",
        "Rossi",
        "--name",
        "Bianca",
        "--expires",
    ];
    let run = cie(&[&make[..], &["2022-12-30"]].concat());
    assert_eq!(run.object()["lines"], json!(SPECIMEN));
    let unlimited = cie(&[&make[..], &["unlimited"]].concat()).object();
    let second = unlimited["lines"][1].as_str().unwrap().to_owned();
    assert!(second.starts_with("6412308F<<<<<<"), "{second}");
}

#[test]
fn umlauts_follow_the_policy() {
    let name = |more: &[&str]| {
        let make = [
            "--json",
            "mrz",
            "make",
            "--serial",
            "CA00000AA",
            "--born",
            "1964",
            "--sex",
            "N",
            "--expires",
            "unlimited",
            "--surname",
            "Müller",
        ];
        cie(&[&make[..], more].concat()).object()["lines"][2].clone()
    };
    // ICAO Doc 9303-3 section 6 A admits both.
    assert!(name(&[]).as_str().unwrap().starts_with("MUELLER<"));
    assert!(
        name(&["--policy", "umlauts=base"])
            .as_str()
            .unwrap()
            .starts_with("MULLER<")
    );
}

#[test]
fn a_wrong_digit_is_found_where_it_is() {
    let wrong = [SPECIMEN[0], "6412309F2212304ITA<<<<<<<<<<<0", SPECIMEN[2]];
    let run = cie(&[&["--json", "mrz", "parse"], &wrong[..]].concat());
    assert_eq!(run.code, 1);
    assert_eq!(run.objects()[0]["code"], "CIE-CORE-112");
    assert!(run.err.contains("2:7"), "{}", run.err);
    assert_eq!(cie(&["mrz", "parse"]).code, 2);
    assert_eq!(
        cie_with_input(&["mrz", "parse", "-"], &[b'<'; 4096]).code,
        1
    );
}
