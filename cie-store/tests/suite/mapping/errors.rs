//! What is wrong with a mapping is told with its line, before anybody is served.

use cie_core::error::{Coded, Position};
use cie_store::{Code, Error, MappedRegistry, Mapping};

use super::config;
use super::sqlite::{MAPPING, fill};

fn open(text: &str) -> Result<MappedRegistry, Error> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("vendor.db");
    fill(&path, &[]);
    Mapping::parse(text)?.open_sqlite(&path, config())
}

/// Replaces a text of the example and expects an error on the line of the replacement.
fn wrong(from: &str, to: &str) -> Code {
    let text = MAPPING.replacen(from, to, 1);
    assert_ne!(text, MAPPING, "{from}");
    let error = open(&text).unwrap_err();
    let at = text.find(to).unwrap();
    let line = text[..at].lines().count().max(1) as u64 + u64::from(text[..at].ends_with('\n'));
    let Some(Position::Text { line: told, .. }) = error.position() else {
        panic!("{error} has no position");
    };
    let last = line + to.matches('\n').count() as u64;
    assert!(
        (line..=last).contains(told),
        "{error}; expected line {line}"
    );
    error.code()
}

#[test]
fn the_file_itself() {
    assert_eq!(wrong("format = 1", "format = 2"), Code::MappingOption);
    assert_eq!(wrong("format = 1", "formato = 1"), Code::MappingSyntax);
    assert_eq!(wrong("\"sqlite\"", "\"oracle\""), Code::MappingOption);
    assert_eq!(wrong("\"YYYYMMDD\"", "\"YYMMDD\""), Code::MappingOption);
    assert_eq!(wrong("= 5000", "= 0"), Code::MappingOption);
    assert_eq!(
        wrong("max_rows = 2000", "max_rows = 2000000"),
        Code::MappingOption
    );
    assert_eq!(wrong("[find.cards]", "[find.carte]"), Code::MappingOption);
    assert_eq!(
        wrong("[find.cards]\nsql", "[find.cards]\nsequel"),
        Code::MappingSyntax
    );
    let huge = format!("{MAPPING}\n#{}", "x".repeat(256 * 1024));
    assert_eq!(open(&huge).unwrap_err().code(), Code::MappingTooLarge);
}

#[test]
fn fields_and_their_columns() {
    assert_eq!(
        wrong("birth_place.comune =", "birth_place.town ="),
        Code::UnknownField
    );
    assert_eq!(wrong("\"VIA\"", "\"STRADA\""), Code::MissingColumn);
    assert_eq!(
        wrong("\"VIA\"", "{ colonna = \"VIA\" }"),
        Code::MappingSyntax
    );
    assert_eq!(
        wrong("\"VIA\"", "{ column = \"VIA\", value = \"x\" }"),
        Code::MappingOption
    );
    assert_eq!(wrong("2 = \"F\"", "2 = \"W\""), Code::MappingOption);
    assert_eq!(wrong("split = \"+\"", "split = \"\""), Code::MappingOption);
    assert_eq!(
        wrong("= \"VIA\"", "= { column = \"VIA\", split = \"+\" }"),
        Code::MappingOption
    );
    assert_eq!(
        wrong("= \"VIA\"", "= { column = \"VIA\", none = [\"-\"] }"),
        Code::MappingOption
    );
    assert_eq!(
        wrong(
            "= \"VIA\"",
            "= { column = \"VIA\", date_format = \"YYYYMMDD\" }"
        ),
        Code::MappingOption
    );
    assert_eq!(
        wrong("= \"DT_NAS\"", "= { value = \"19641230\" }"),
        Code::MappingOption
    );
    let error = open(&MAPPING.replacen("person.sex =", "person.sesso =", 1)).unwrap_err();
    assert_eq!(error.code(), Code::UnknownField);
    let error = open(&MAPPING.replacen(
        "person.sex = { column = \"SESSO\", map = { 1 = \"M\", 2 = \"F\", 3 = \"N\" } }\n",
        "",
        1,
    ));
    assert_eq!(error.unwrap_err().code(), Code::MissingField);
}

#[test]
fn statements_and_their_parameters() {
    assert_eq!(
        wrong("WHERE a.COD_FIS =", "WHERE a.CODFIS ="),
        Code::BadStatement
    );
    assert_eq!(
        wrong("= :codice_fiscale", "= :codicefiscale"),
        Code::UnknownParameter
    );
    assert_eq!(
        wrong(":birth_year * 10000 AND", ":serial * 10000 AND"),
        Code::UnknownParameter
    );
    assert_eq!(
        wrong(
            "'SELECT * FROM CARTE WHERE NUMERO = :serial'",
            "'SELECT * FROM CARTE'"
        ),
        Code::MissingParameter
    );
    let all = MAPPING.replacen("WHERE NUMERO = :serial AND", "WHERE", 1);
    assert_eq!(open(&all).unwrap_err().code(), Code::MissingParameter);
    assert_eq!(
        wrong("= :serial'", "= :serial; DELETE FROM CARTE'"),
        Code::BadStatement
    );
    assert_eq!(wrong("= :serial'", "= ?1'"), Code::BadStatement);
    assert_eq!(
        wrong("[parameters]\nelectronic", "[parameters]\nelettronica"),
        Code::UnknownParameter
    );
    assert_eq!(
        wrong("{ yes = \"S\", no", "{ si = \"S\", no"),
        Code::MappingOption
    );
    let delete = "'DELETE FROM CARTE WHERE NUMERO = :serial RETURNING *'";
    assert_eq!(
        wrong("'SELECT * FROM CARTE WHERE NUMERO = :serial'", delete),
        Code::NotAQuery
    );
    let half = MAPPING.split("[card_annulled]").next().unwrap();
    assert_eq!(open(half).unwrap_err().code(), Code::MissingStatement);
    let blind = MAPPING.replacen(
        "[find.card]\nsql = 'SELECT * FROM CARTE WHERE NUMERO = :serial'",
        "",
        1,
    );
    assert_eq!(open(&blind).unwrap_err().code(), Code::MissingStatement);
    let none = MAPPING.replacen("[find.codice_fiscale]", "[find.registry_id]", 1);
    assert!(open(&none).is_err());
}

/// The column of the error is that of the word the database stumbled over.
#[test]
fn a_misspelt_column_is_pointed_at() {
    let text = MAPPING.replacen("a.DT_NAS BETWEEN", "a.DT_NASC BETWEEN", 1);
    let error = open(&text).unwrap_err();
    let line = text
        .lines()
        .position(|line| line.contains("DT_NASC"))
        .unwrap()
        + 1;
    let column = text
        .lines()
        .nth(line - 1)
        .unwrap()
        .find("a.DT_NASC")
        .unwrap()
        + 1;
    assert_eq!(
        error.position(),
        Some(&Position::Text {
            line: line as u64,
            column: column as u64
        }),
        "{error}"
    );
    assert!(error.to_string().contains("DT_NASC"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.db");
    let mapping = Mapping::parse(MAPPING).unwrap();
    let error = mapping.open_sqlite(&path, config()).unwrap_err();
    assert_eq!(error.code(), Code::CannotOpen);
    assert!(!path.exists());
}

proptest::proptest! {
    #[test]
    fn nothing_panics(noise in "\\PC{0,40}", at in 0..MAPPING.len()) {
        let mut text = MAPPING.to_owned();
        if text.is_char_boundary(at) {
            text.insert_str(at, &noise);
        }
        let _ = Mapping::parse(&text);
        let _ = Mapping::parse(&noise);
    }
}
