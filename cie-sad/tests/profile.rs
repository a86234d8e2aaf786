//! Profiles: the shipped ones load, wrong ones say where they are wrong.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use cie_core::error::{Coded, Position};
use cie_sad::Code;
use cie_sad::profile::{Key, Profile};

/// Replaces a line of the shipped profile and expects the complaint on that very line.
#[test]
fn each_slip_is_found_on_its_line() {
    let cases = [
        ("format = 1", "format = 2", Code::BadOption),
        ("format = 1", "formato = 1", Code::ProfileSyntax),
        ("prefix = \"sad\"", "prefix = \"s:ad\"", Code::BadName),
        (
            "encoding = \"UTF-8\"",
            "encoding = \"UTF-16\"",
            Code::BadOption,
        ),
        (
            "date = \"YYYY-MM-DD\"",
            "date = \"YY-MM-DD\"",
            Code::BadOption,
        ),
        ("carrier = \"body\"", "carrier = \"form:\"", Code::BadOption),
        (
            "unmapped = \"refuse\"",
            "unmapped = \"ignore\"",
            Code::BadOption,
        ),
        (
            "field = \"person.surname\"",
            "field = \"person.cognome\"",
            Code::UnknownField,
        ),
        (
            "field = \"person.surname\"",
            "field = \"residence.street\"",
            Code::FieldNotHere,
        ),
        (
            "path = \"senzaCognome\"",
            "path = \"cognome\"",
            Code::DuplicatePath,
        ),
        (
            "path = \"senzaCognome\"",
            "path = \"cognome/x\"",
            Code::DuplicatePath,
        ),
        (
            "path = \"senzaCognome\"",
            "path = \"senza cognome\"",
            Code::BadName,
        ),
        (
            "severity = { error = \"E\", warning = \"W\" }",
            "severity = { error = \"E\" }",
            Code::BadTokens,
        ),
        (
            "severity = { error = \"E\", warning = \"W\" }",
            "severity = { error = \"E\", warning = \"E\" }",
            Code::BadTokens,
        ),
        (
            "severity = { error = \"E\", warning = \"W\" }",
            "severity = { error = \"E\", warning = \"W\", x = \"Y\" }",
            Code::BadTokens,
        ),
        (
            "meaning = \"interdizione\"",
            "meaning = \"boh\"",
            Code::BadTokens,
        ),
        (
            "without = { yes = \"1\" }",
            "sensa = { yes = \"1\" }",
            Code::BadTokens,
        ),
        (
            "{ path = \"residenza\", block = \"residenza\" }",
            "{ path = \"residenza\", block = \"casa\" }",
            Code::BadBlock,
        ),
        (
            "generalita = [{ block = \"codice_fiscale\" }",
            "generalita = [{ block = \"generalita\" }",
            Code::BadBlock,
        ),
        (
            "group = \"citizenships\"",
            "group = \"attachments\"",
            Code::FieldNotHere,
        ),
    ];
    for (from, to, code) in cases {
        let start = Profile::ANPR.find(from).expect(from);
        let line = Profile::ANPR[..start].matches('\n').count() as u64 + 1;
        let text = Profile::ANPR.replacen(from, to, 1);
        let error = Profile::parse(&text).expect_err(to);
        assert_eq!(error.code(), code, "{to}: {error}");
        assert!(
            matches!(error.position(), Some(Position::Text { line: at, .. }) if *at == line),
            "{to}: line {line}, {error}"
        );
    }
}

#[test]
fn a_required_field_must_have_a_place() {
    for field in [
        "person.surname",
        "card.serial",
        "header.operation_id",
        "answer.outcome",
    ] {
        let kept: Vec<_> = Profile::ANPR
            .lines()
            .filter(|line| !line.contains(&format!("field = \"{field}\"")))
            .collect();
        let error = Profile::parse(&kept.join("\n")).expect_err(field);
        assert_eq!(error.code(), Code::MissingField, "{field}");
        assert!(Coded::detail(&error).unwrap().contains(field), "{error}");
    }
}

#[test]
fn a_field_twice_in_a_group_is_refused() {
    let text = Profile::ANPR.replacen(
        "{ path = \"cognome\", field = \"person.surname\" },",
        "{ path = \"cognome\", field = \"person.surname\" }, { path = \"soprannome\", field = \"person.surname\" },",
        1,
    );
    let error = Profile::parse(&text).unwrap_err();
    assert_eq!(error.code(), Code::DuplicateField);
}

#[test]
fn shipped_profiles_say_what_they_are() {
    let (anpr, piatto) = (Profile::anpr().unwrap(), Profile::piatto().unwrap());
    assert!(!anpr.inferred() && piatto.inferred());
    let namespace = anpr.namespace().unwrap();
    assert!(
        namespace.starts_with("urn:cie:"),
        "never the Ministry's: {namespace}"
    );
    // Every name of the flat profile is either one of those seen or declared to be a guess.
    let seen = [
        "ComuneEmittente",
        "DataEmissione",
        "DataScadenza",
        "Cognome",
        "Nome",
        "DataNascita",
        "Sesso",
        "Statura",
        "CodiceFiscale",
        "CodiceCittadinanza",
        "ComuneNascita",
        "StatoEsteroNascita",
        "EstremiAttoNascita",
        "ComuneResidenza",
        "Tipo",
        "Indirizzo",
        "NumCiv",
        "ValiditaEspatrio",
    ];
    for name in piatto.element_names() {
        let guess = piatto.extensions().iter().any(|e| e == name);
        assert!(guess != seen.contains(&name), "{name}");
    }
}

/// The expectation is the public schema, not this project.
#[test]
fn the_default_profile_speaks_the_public_vocabulary() {
    let Some(folder) = support::shared("schemas/anpr") else {
        return;
    };
    let mut schemas = String::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|e| e == "xsd") {
            schemas.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let element = |name: &str| {
        schemas.split("<xs:element").skip(1).any(|tag| {
            tag.split('>').next().is_some_and(|tag| {
                tag.split_whitespace()
                    .any(|word| word == format!("name=\"{name}\""))
            })
        })
    };
    let profile = Profile::anpr().unwrap();
    let mut checked = 0;
    for name in profile.element_names() {
        let extension = profile.extensions().iter().any(|e| e == name);
        assert!(element(name) != extension, "{name}");
        checked += 1;
    }
    assert!(checked > 80, "only {checked} names");
}

#[test]
fn field_names_are_unique() {
    for key in Key::ALL {
        assert_eq!(Key::by_name(key.name()), Some(*key));
    }
}
