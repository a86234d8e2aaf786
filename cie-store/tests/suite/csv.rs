//! Importing the comune's file.

use crate::contract::people::{ROMA, by_code, card, day, notice};
use cie_core::citizen::{BirthPlace, NamePart, Residence, Sex};
use cie_core::exchange::{CardEffect, Registry, Search, Subject};
use cie_core::lang::Lang;
use cie_store::{
    Code, ImportOptions, ImportReport, RegistryConfig, SqliteRegistry, Store, StoreOptions,
    check_csv, columns,
};
use proptest::prelude::*;

fn registry() -> SqliteRegistry {
    Store::in_memory()
        .unwrap()
        .registry(RegistryConfig::new(ROMA).unwrap())
}

fn import(registry: &SqliteRegistry, csv: &str) -> ImportReport {
    registry
        .import_csv(csv.as_bytes(), &ImportOptions::default(), |_| ())
        .unwrap()
}

/// A file with these columns and one row with these values.
fn file(cells: &[(&str, &str)]) -> String {
    let (names, values): (Vec<_>, Vec<_>) = cells.iter().copied().unzip();
    format!("{}\n{}\n", names.join(";"), values.join(";"))
}

const BIANCA: [(&str, &str); 7] = [
    ("scheda", "S1"),
    ("cognome", "ROSSI"),
    ("nome", "BIANCA"),
    ("sesso", "F"),
    ("data_nascita", "1964-12-30"),
    ("luogo_nascita", "ROMA"),
    ("codice_fiscale", "RSSBNC64T70H501Z"),
];

/// Bianca, with some values changed or added.
fn bianca(changes: &[(&'static str, &'static str)]) -> String {
    let mut cells: Vec<(&str, &str)> = BIANCA.to_vec();
    for (name, value) in changes {
        match cells.iter_mut().find(|(known, _)| known == name) {
            Some(cell) => cell.1 = value,
            None => cells.push((name, value)),
        }
    }
    file(&cells)
}

fn imported(changes: &[(&'static str, &'static str)]) -> Subject {
    let registry = registry();
    let report = import(&registry, &bianca(changes));
    assert_eq!(
        (report.imported, report.rejected.len()),
        (1, 0),
        "{:?}",
        report.rejected
    );
    match registry.find(&by_code("RSSBNC64T70H501Z")).unwrap() {
        Search::Found(mut found) => found.remove(0),
        other => panic!("{other:?}"),
    }
}

/// Column and code of every error of the one row.
fn refused(changes: &[(&'static str, &'static str)]) -> Vec<(Option<&'static str>, Code)> {
    let report = import(&registry(), &bianca(changes));
    assert_eq!((report.imported, report.rejected_rows.len()), (0, 1));
    report
        .rejected
        .iter()
        .map(|error| (error.column, error.code))
        .collect()
}

#[test]
fn a_whole_row_becomes_a_whole_subject() {
    let subject = imported(&[
        ("belfiore_nascita", "H501"),
        ("provincia_nascita", "RM"),
        ("cf_validato", "1"),
        ("cittadinanza", "100+204"),
        ("stato_civile", "2"),
        ("tipo_residenza", "RESIDENTE"),
        ("comune_residenza", "ROMA"),
        ("istat_residenza", "058091"),
        ("provincia_residenza", "RM"),
        ("specie", "VIA"),
        ("via", "DEGLI SPECIMEN"),
        ("civico", "17/2"),
        ("cap", "00100"),
        ("frazione", "OSTIA"),
        ("presso", "NERI"),
        ("residente_dal", "2001-02-03"),
        ("atto_comune", "ROMA"),
        ("atto_anno", "1965"),
        ("atto_numero", "12/b"),
        ("atto_parte", "1"),
        ("atto_serie", "A"),
        ("statura", "165"),
        ("genitore1_cognome", "ROSSI"),
        ("genitore1_nome", "ADA"),
        ("genitore1_sesso", "F"),
        ("genitore1_data_nascita", "1940"),
        ("genitore1_luogo_nascita", "ALBANIA"),
        ("genitore1_belfiore_nascita", "Z100"),
        ("carta_numero", "00000001"),
        ("carta_tipo", "C"),
        ("carta_rilascio", "2020-01-10"),
        ("carta_scadenza", "2029-12-30"),
        ("caso", "civico con barra"),
    ]);
    let person = &subject.person;
    assert_eq!(person.registry_id.as_deref(), Some("S1"));
    assert_eq!(person.tax_code.as_ref().unwrap().validated, Some(true));
    assert_eq!(
        (person.surname.text(), person.given.text()),
        (Some("ROSSI"), Some("BIANCA"))
    );
    assert_eq!(
        (person.sex, person.birth_date.complete()),
        (Sex::F, Some(day("1964-12-30")))
    );
    assert_eq!(person.birth_place.belfiore(), Some("H501"));
    let codes: Vec<_> = subject
        .citizenships
        .iter()
        .map(|c| c.state_code.as_str())
        .collect();
    assert_eq!(codes, ["100", "204"]);
    let Some(Residence::Italy {
        address,
        care_of,
        since,
    }) = &subject.residence
    else {
        panic!("residence");
    };
    assert_eq!(address.civic.as_ref().unwrap().verbatim, "17/2");
    assert_eq!(address.comune.istat.as_deref(), Some("058091"));
    assert_eq!(address.cap.as_deref(), Some("00100"));
    assert_eq!(care_of.as_ref().unwrap().expose(), "NERI");
    assert_eq!(*since, Some(day("2001-02-03")));
    let act = subject.birth_act.as_ref().unwrap();
    assert_eq!(act.number.as_ref().unwrap().expose(), "12/b");
    assert_eq!(subject.height_cm, Some(165));
    assert_eq!(subject.parents.len(), 1);
    assert!(matches!(
        subject.parents[0].birth_place,
        BirthPlace::Foreign { .. }
    ));
    let card = subject.card.unwrap();
    assert_eq!(
        (card.serial.as_str(), card.electronic),
        ("00000001", Some(false))
    );
    assert_eq!(card.expires_on, Some(day("2029-12-30")));
}

#[test]
fn the_hard_cases_of_the_public_reports_are_kept_as_they_are() {
    let single = imported(&[("nome", ""), ("senza_nome", "S"), ("data_nascita", "1964")]);
    assert_eq!(single.person.given, NamePart::None);
    assert_eq!(single.person.birth_date.complete(), None);

    // Spaces in a civic number are the registry's.
    let home = [
        ("tipo_residenza", "RESIDENTE"),
        ("comune_residenza", "ROMA"),
        ("via", "X"),
    ];
    let mut odd = home.to_vec();
    odd.push(("civico", " 17 /2 "));
    let Some(Residence::Italy { address, .. }) = imported(&odd).residence else {
        panic!()
    };
    assert_eq!(address.civic.unwrap().verbatim, " 17 /2 ");

    let foreign = imported(&[
        ("belfiore_nascita", "Z219"),
        ("luogo_nascita", "GIAPPONE"),
        ("localita_nascita", "OSAKA"),
        ("cittadinanza", "997"),
    ]);
    let BirthPlace::Foreign {
        state,
        locality,
        province,
        ..
    } = foreign.person.birth_place
    else {
        panic!("born abroad");
    };
    assert_eq!(
        (state.as_str(), locality.as_deref(), province),
        ("GIAPPONE", Some("OSAKA"), None)
    );
    assert_eq!(foreign.citizenships[0].state_code, "997");

    let aire = imported(&[
        ("tipo_residenza", "AIRE"),
        ("comune_residenza", "ROMA"),
        ("istat_residenza", "058091"),
        ("stato_estero", "FRANCIA"),
        ("codice_stato_estero", "215"),
        ("localita_estera", "LYON"),
        ("indirizzo_estero", "1, RUE DES ÉCHANTILLONS"),
    ]);
    assert!(aire.person.aire);
    assert_eq!(aire.residence.unwrap().comune().unwrap().name, "ROMA");

    let nowhere = [
        ("tipo_residenza", "SFD"),
        ("comune_residenza", "ROMA"),
        ("specie", "VIA"),
        ("via", "DELLA CASA COMUNALE"),
        ("civico", "1"),
    ];
    let Some(Residence::NoFixedAbode { street, .. }) = imported(&nowhere).residence else {
        panic!("no fixed abode");
    };
    assert_eq!(street.unwrap().expose(), "VIA DELLA CASA COMUNALE 1");

    // A parent without surname is not "has no surname": it is there for the check to report.
    let minor = imported(&[
        ("genitore1_nome", "ADA"),
        ("genitore1_data_nascita", "1980-01-01"),
        ("genitore1_luogo_nascita", "ROMA"),
    ]);
    assert_eq!(minor.parents[0].surname, NamePart::from_text(""));

    let gone = imported(&[
        ("cancellato_il", "2025-01-31"),
        ("cancellato_motivo", "DECESSO"),
    ]);
    assert_eq!(gone.cancellation.unwrap().on, day("2025-01-31"));
}

#[test]
fn each_bad_value_is_named_by_column_and_code() {
    use Code::{CsvBadValue as Bad, CsvContradiction as Against, CsvMissing as Missing};
    type Changes = &'static [(&'static str, &'static str)];
    let cases: &[(Changes, &str, Code)] = &[
        (&[("scheda", "")], "scheda", Missing),
        (&[("nome", " ")], "nome", Missing),
        (&[("cognome", "")], "cognome", Missing),
        (&[("senza_nome", "S")], "senza_nome", Against),
        (&[("senza_nome", "X")], "senza_nome", Bad),
        (&[("sesso", "X")], "sesso", Bad),
        (&[("sesso", "")], "sesso", Missing),
        (&[("data_nascita", "30/12/1964")], "data_nascita", Bad),
        (&[("data_nascita", "1964-02-30")], "data_nascita", Bad),
        (&[("luogo_nascita", "")], "luogo_nascita", Missing),
        (&[("belfiore_nascita", "h501")], "belfiore_nascita", Bad),
        (
            &[
                ("belfiore_nascita", "H501"),
                ("codice_stato_nascita", "204"),
            ],
            "codice_stato_nascita",
            Against,
        ),
        (
            &[
                ("belfiore_nascita", "Z100"),
                ("codice_stato_nascita", "100"),
            ],
            "codice_stato_nascita",
            Against,
        ),
        (
            &[("codice_fiscale", "RSSBNC64T70H501")],
            "codice_fiscale",
            Bad,
        ),
        (
            &[("codice_fiscale", "RSSBNC64T70H50-Z")],
            "codice_fiscale",
            Bad,
        ),
        (&[("codice_fiscale", "1234567890A")], "codice_fiscale", Bad),
        (&[("cf_validato", "0")], "cf_validato", Bad),
        (
            &[("codice_fiscale", ""), ("cf_validato", "1")],
            "cf_validato",
            Against,
        ),
        (&[("cittadinanza", "IT")], "cittadinanza", Bad),
        (&[("cittadinanza", "100+")], "cittadinanza", Bad),
        (&[("cittadinanza", "100+100")], "cittadinanza", Bad),
        (&[("tipo_residenza", "residente")], "tipo_residenza", Bad),
        (&[("via", "X")], "tipo_residenza", Missing),
        (
            &[
                ("tipo_residenza", "RESIDENTE"),
                ("comune_residenza", "ROMA"),
            ],
            "via",
            Missing,
        ),
        (&[("tipo_residenza", "SFD")], "comune_residenza", Missing),
        (&[("tipo_residenza", "AIRE")], "stato_estero", Missing),
        (
            &[
                ("tipo_residenza", "SFD"),
                ("comune_residenza", "ROMA"),
                ("istat_residenza", "58091"),
            ],
            "istat_residenza",
            Bad,
        ),
        (&[("statura", "29")], "statura", Bad),
        (&[("statura", "273")], "statura", Bad),
        (&[("statura", "+170")], "statura", Bad),
        (&[("statura", "1.70")], "statura", Bad),
        (&[("carta_tipo", "E")], "carta_tipo", Against),
        (&[("carta_numero", "CA00001AA")], "carta_tipo", Missing),
        (
            &[("carta_numero", "CA00001AA"), ("carta_tipo", "X")],
            "carta_tipo",
            Bad,
        ),
        (
            &[
                ("carta_numero", "CA00001AA"),
                ("carta_tipo", "E"),
                ("carta_rilascio", "2026-01-02"),
                ("carta_scadenza", "2026-01-01"),
            ],
            "carta_scadenza",
            Against,
        ),
        (
            &[("cancellato_motivo", "DECESSO")],
            "cancellato_il",
            Missing,
        ),
        (
            &[
                ("genitore2_nome", "ADA"),
                ("genitore2_luogo_nascita", "ROMA"),
            ],
            "genitore2_data_nascita",
            Missing,
        ),
        (
            &[
                ("presso", "a\u{7}b"),
                ("tipo_residenza", "RESIDENTE"),
                ("comune_residenza", "ROMA"),
                ("via", "X"),
            ],
            "presso",
            Code::CsvControl,
        ),
    ];
    for (changes, column, code) in cases {
        assert_eq!(refused(changes), [(Some(*column), *code)], "{changes:?}");
    }
    let all = refused(&[("sesso", "X"), ("data_nascita", "x"), ("statura", "x")]);
    assert_eq!(all.len(), 3, "all errors of a row are told at once");
}

#[test]
fn a_nameless_person_is_told_how_to_be_written() {
    let report = import(&registry(), &bianca(&[("nome", "")]));
    let error = &report.rejected[0];
    assert!(error.message(Lang::It).contains("scrivere S in senza_nome"));
    assert!(error.message(Lang::En).contains("write S in senza_nome"));
    assert_eq!(error.line, 2);
}

#[test]
fn errors_quote_nothing_of_the_row() {
    let report = import(
        &registry(),
        &bianca(&[("sesso", "ZZTOP"), ("statura", "ZZTOP")]),
    );
    let texts: String = report
        .rejected
        .iter()
        .flat_map(|e| [e.message(Lang::It), e.message(Lang::En)])
        .collect();
    let debug = format!("{report:?}");
    assert!(!texts.contains("ZZTOP") && !debug.contains("ZZTOP") && !debug.contains("ROSSI"));

    // A file without header begins with a citizen.
    let error = check_csv("S1;rossi;bianca;F\n".as_bytes(), &ImportOptions::default()).unwrap_err();
    assert_eq!(error.code(), Code::CsvNoHeader);
    assert!(!error.to_string().contains("rossi"));
}

/// A row is a line: a value that holds a line end is refused, in two rows, and those that follow keep
/// the numbers that an editor shows.
#[test]
fn a_line_end_within_quotes_does_not_shift_the_numbers() {
    let rows = [
        "scheda;cognome;nome;sesso;data_nascita;luogo_nascita",
        "S1;ROSSI;A;F;1990;ROMA",
        "S2;\"ROS",           // 3
        "SI\";B;F;1990;ROMA", // 4
        "",
        "S3;ROSSI;C;X;1990;ROMA", // 6
        "S4;ROSSI;D;F;1990;\"RO", // 7
        "",
        "MA\"", // 9
        "S5;ROSSI;E;F;1990;ROMA",
        "S6;ROSSI;F;F;1990-13;ROMA", // 11
    ];
    for end in ["\n", "\r\n"] {
        let csv = rows.join(end);
        let report = check_csv(csv.as_bytes(), &ImportOptions::default()).unwrap();
        let lines: Vec<u64> = report.rejected.iter().map(|error| error.line).collect();
        assert_eq!(lines, [3, 4, 6, 7, 9, 11], "{:?}", report.rejected);
        assert_eq!(report.imported, 2);
        for row in &report.rejected_rows {
            let at = usize::try_from(row.line).unwrap() - 1;
            assert_eq!(row.bytes.expose(), rows[at].as_bytes());
        }
    }
}

#[test]
fn the_header_is_checked() {
    let code = |header: &str| {
        check_csv(header.as_bytes(), &ImportOptions::default())
            .map(|_| ())
            .map_err(|error| {
                (
                    error.code(),
                    cie_core::error::Coded::detail(&error)
                        .unwrap_or_default()
                        .to_owned(),
                )
            })
    };
    let good = "luogo_nascita;data_nascita;sesso;nome;cognome;scheda";
    code(good).unwrap();
    code(&format!("\u{feff}{good}\r\n")).unwrap();
    code(&columns().collect::<Vec<_>>().join(";")).unwrap();
    let (unknown, names) = code(&format!("{good};telefono;E-Mail")).unwrap_err();
    assert_eq!(
        (unknown, names.as_str()),
        (Code::CsvUnknownColumns, "telefono, #8")
    );
    let (repeated, names) = code(&format!("{good};nome")).unwrap_err();
    assert_eq!(
        (repeated, names.as_str()),
        (Code::CsvRepeatedColumns, "nome")
    );
    let (missing, names) = code("scheda;nome;cognome").unwrap_err();
    assert_eq!(missing, Code::CsvMissingColumns);
    assert_eq!(names, "sesso, data_nascita, luogo_nascita");
    for none in ["", "\n", "a,b,c\n"] {
        assert_eq!(code(none).unwrap_err().0, Code::CsvNoHeader, "{none:?}");
    }
}

/// The columns as agreed with whoever exports registries.
#[test]
fn the_columns_are_the_agreed_ones() {
    let agreed = "scheda;cognome;senza_cognome;nome;senza_nome;sesso;data_nascita;luogo_nascita;\
        belfiore_nascita;provincia_nascita;localita_nascita;codice_stato_nascita;codice_fiscale;\
        cf_validato;cittadinanza;stato_civile;tipo_residenza;comune_residenza;istat_residenza;\
        provincia_residenza;specie;via;civico;cap;frazione;presso;residente_dal;stato_estero;\
        codice_stato_estero;localita_estera;indirizzo_estero;atto_comune;atto_anno;atto_numero;\
        atto_parte;atto_serie;statura;genitore1_cognome;genitore1_nome;genitore1_sesso;\
        genitore1_data_nascita;genitore1_luogo_nascita;genitore1_belfiore_nascita;\
        genitore1_codice_fiscale;genitore2_cognome;genitore2_nome;genitore2_sesso;\
        genitore2_data_nascita;genitore2_luogo_nascita;genitore2_belfiore_nascita;\
        genitore2_codice_fiscale;carta_numero;carta_tipo;carta_rilascio;carta_scadenza;\
        cancellato_il;cancellato_motivo;caso";
    assert_eq!(columns().collect::<Vec<_>>().join(";"), agreed);
}

#[test]
fn importing_again_changes_nothing_and_a_correction_updates() {
    let registry = registry();
    let csv = bianca(&[("carta_numero", "CA00001AA"), ("carta_tipo", "E")]);
    assert_eq!(import(&registry, &csv).imported, 1);
    assert_eq!(import(&registry, &csv).unchanged, 1);
    let corrected = bianca(&[
        ("carta_numero", "CA00001AA"),
        ("carta_tipo", "E"),
        ("carta_rilascio", "2020-01-10"),
    ]);
    assert_eq!(import(&registry, &corrected).updated, 1);
    assert_eq!(import(&registry, &corrected).unchanged, 1);
    assert_eq!(
        registry.cards("S1").unwrap()[0].issued_on,
        Some(day("2020-01-10"))
    );
}

#[test]
fn importing_neither_revives_an_annulled_card_nor_contradicts_a_notice() {
    use cie_core::exchange::AnnulmentReason::Revocation;
    let registry = registry();
    let file = |issued| {
        bianca(&[
            ("carta_numero", "CA00001AA"),
            ("carta_tipo", "E"),
            ("carta_rilascio", issued),
        ])
    };
    import(&registry, &file("2020-01-10"));
    let person = imported(&[]).person;
    // The notice confirms what the file said and adds to it; repeated, it changes nothing.
    let noticed = card("CA00001AA", "2020-01-10", Some("2029-12-30"));
    let say = |card| registry.card_issued(&notice(&person, card)).unwrap();
    assert_eq!(say(noticed.clone()), CardEffect::Recorded);
    assert_eq!(say(noticed.clone()), CardEffect::AlreadyRecorded);
    assert_eq!(
        say(card("CA00001AA", "2020-01-11", None)),
        CardEffect::Conflict
    );
    let annulment = crate::contract::people::annulment(&person, noticed, "2026-01-01", Revocation);
    assert_eq!(
        registry.card_annulled(&annulment).unwrap(),
        CardEffect::Recorded
    );

    assert_eq!(import(&registry, &file("2020-01-10")).unchanged, 1);
    let cards = registry.cards("S1").unwrap();
    assert_eq!(cards[0].annulled_on, Some(day("2026-01-01")));
    assert_eq!(cards[0].expires_on, Some(day("2029-12-30")));

    let report = import(&registry, &file("2020-01-11"));
    assert_eq!(report.rejected[0].code, Code::CsvCardConflict);
    assert_eq!(registry.cards("S1").unwrap(), cards);
}

/// The card is known from the file alone when its annulment comes.
#[test]
fn a_corrected_file_does_not_revive_a_card_it_brought_itself() {
    use cie_core::exchange::AnnulmentReason::MaterialError;
    let registry = registry();
    let file = |expiry| {
        bianca(&[
            ("carta_numero", "AX 1234567"),
            ("carta_tipo", "C"),
            ("carta_scadenza", expiry),
        ])
    };
    import(&registry, &file("2027-01-01"));
    let named = card("AX 1234567", "2017-01-01", None);
    let person = imported(&[]).person;
    let annulment = crate::contract::people::annulment(&person, named, "2026-01-01", MaterialError);
    assert_eq!(
        registry.card_annulled(&annulment).unwrap(),
        CardEffect::Recorded
    );
    assert_eq!(import(&registry, &file("2028-01-01")).updated, 1);
    let cards = registry.cards("S1").unwrap();
    assert_eq!(cards[0].annulled_on, Some(day("2026-01-01")));
    assert_eq!(cards[0].expires_on, Some(day("2028-01-01")));
    assert_eq!(
        registry.card_annulled(&annulment).unwrap(),
        CardEffect::AlreadyRecorded
    );
}

#[test]
fn bad_rows_are_kept_verbatim_and_never_stop_the_good_ones() {
    let header = "scheda;cognome;nome;sesso;data_nascita;luogo_nascita;carta_numero;carta_tipo";
    let long = format!("S6;{};B;F;1990;ROMA;;", "x".repeat(20_000));
    let rows: [&[u8]; 11] = [
        b"S1;ROSSI;A;F;1990;ROMA;CA1;E",
        b"S2;ROSSI;B;F;1990",            // 3: width
        b"S3;RO\xE8;B;F;1990;ROMA;;",    // 4: Latin-1
        b"S4;\"ROSSI;B;F;1990;ROMA;;",   // 5: forgotten quote
        b"S1;ROSSI;C;F;1990;ROMA;;",     // 6: repeated sheet
        b"S5;ROSSI;D;F;1990;ROMA;CA1;E", // 7: somebody else's card
        long.as_bytes(),                 // 8: too long
        b"",
        b"S7;ROSSI;E;Q;1990;ROMA;;", // 10: value
        b"S8;\"DE; ROSSI \"\"X\"\"\";E;M;1990;ROMA;;",
        b"S9;ROSSI;F;M;1990-02;ROMA;;",
    ];
    let mut csv = header.as_bytes().to_vec();
    for row in rows {
        csv.extend_from_slice(b"\r\n");
        csv.extend_from_slice(row);
    }
    let registry = registry();
    let mut told = Vec::new();
    let options = ImportOptions {
        batch_rows: 2,
        ..ImportOptions::default()
    };
    let report = registry
        .import_csv(csv.as_slice(), &options, |p| told.push(p))
        .unwrap();
    assert_eq!((report.imported, report.rejected_rows.len()), (3, 7));
    assert_eq!(told.last().unwrap().rows, 10);
    let errors: Vec<_> = report.rejected.iter().map(|e| (e.line, e.code)).collect();
    let expected = [
        (3, Code::CsvWidth),
        (4, Code::CsvNotUtf8),
        (5, Code::CsvOpenQuote),
        (6, Code::CsvRepeatedSheet),
        (7, Code::CsvCardConflict),
        (8, Code::CsvRowTooLong),
        (10, Code::CsvBadValue),
    ];
    assert_eq!(errors, expected);
    let mut rejected = Vec::new();
    report.write_rejected(&mut rejected).unwrap();
    let mut expected = header.as_bytes().to_vec();
    for row in [
        rows[1],
        rows[2],
        rows[3],
        rows[4],
        rows[5],
        &rows[6][..16 * 1024],
        rows[8],
    ] {
        expected.push(b'\n');
        expected.extend_from_slice(row);
    }
    expected.push(b'\n');
    assert_eq!(rejected, expected);
    // The same file again: the good rows are there, the bad rows are bad.
    let again = registry
        .import_csv(csv.as_slice(), &options, |_| ())
        .unwrap();
    assert_eq!(
        (again.unchanged, again.rejected_rows),
        (3, report.rejected_rows)
    );
}

#[test]
fn values_without_a_place_are_reported_and_do_not_stop_the_row() {
    let csv = bianca(&[
        ("tipo_residenza", "SFD"),
        ("comune_residenza", "ROMA"),
        ("cap", "00100"),
    ]);
    let report = import(&registry(), &csv);
    assert_eq!(report.imported, 1);
    let warnings: Vec<_> = report.warnings.iter().map(|w| (w.column, w.code)).collect();
    assert_eq!(warnings, [(Some("cap"), Code::CsvIgnored)]);
}

#[test]
fn limits_stop_the_import_with_a_code() {
    let mut csv = bianca(&[]);
    csv.push_str("S2;a;b;F;1990;ROMA;\nS3;a;b;F;1990;ROMA;\n");
    let options = ImportOptions {
        max_rows: 2,
        batch_rows: 1,
        ..ImportOptions::default()
    };
    let registry = registry();
    let error = registry
        .import_csv(csv.as_bytes(), &options, |_| ())
        .unwrap_err();
    assert_eq!(error.code(), Code::CsvTooManyRows);
    let options = ImportOptions {
        max_rejected_bytes: 1000,
        ..ImportOptions::default()
    };
    let bad = format!("{}{}", bianca(&[]), "x\n".repeat(100));
    let error = check_csv(bad.as_bytes(), &options).unwrap_err();
    assert_eq!(error.code(), Code::CsvTooManyRows);
    let options = ImportOptions {
        max_cell_chars: 5,
        ..ImportOptions::default()
    };
    let report = check_csv(bianca(&[]).as_bytes(), &options).unwrap();
    assert!(
        report
            .rejected
            .iter()
            .all(|e| e.code == Code::CsvCellTooLong)
    );
    assert_eq!(report.rejected.len(), 3);
}

#[test]
fn an_import_that_meets_a_full_disk_is_completed_when_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    let mut csv = String::from("scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n");
    for n in 0..2000 {
        csv.push_str(&format!("S{n};ROSSI;BIANCA;F;1964-12-30;ROMA\n"));
    }
    let config = RegistryConfig::new(ROMA).unwrap();
    let tight = StoreOptions {
        max_pages: Some(150),
        ..StoreOptions::default()
    };
    let mut written = 0;
    let registry = tight.open(&path).unwrap().registry(config.clone());
    let options = ImportOptions {
        batch_rows: 100,
        ..ImportOptions::default()
    };
    let error = registry
        .import_csv(csv.as_bytes(), &options, |p| written = p.imported)
        .unwrap_err();
    assert_eq!(error.code(), Code::Full);
    assert!(written > 0 && written < 2000);
    drop(registry);
    let registry = Store::open(&path).unwrap().registry(config);
    let report = registry
        .import_csv(csv.as_bytes(), &options, |_| ())
        .unwrap();
    assert_eq!(
        (report.unchanged, report.imported),
        (written, 2000 - written)
    );
}

fn options() -> ImportOptions {
    ImportOptions {
        max_row_bytes: 200,
        batch_rows: 3,
        ..ImportOptions::default()
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = check_csv(bytes.as_slice(), &options());
    }

    /// Under a good header every line that is not empty is a row, imported or rejected, and every
    /// rejected one is kept as it was.
    #[test]
    fn every_row_is_accounted_for(lines in prop::collection::vec(prop_oneof![
        "[A-C][0-9];[A-Z]{0,3};[A-Z\"]{0,3};[MFNX];19[0-9]{2}(-0[1-9])?;ROMA".prop_map(String::into_bytes),
        "[ ;\"SMF0-9\\r]{0,12}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..250),
    ], 0..20)) {
        let mut csv = b"scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n".to_vec();
        for line in &lines {
            csv.extend_from_slice(line);
            csv.push(b'\n');
        }
        let stripped = csv.split(|b| *b == b'\n').skip(1).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let rows: Vec<&[u8]> = stripped.filter(|line| !line.is_empty()).collect();
        let registry = registry();
        let report = registry.import_csv(csv.as_slice(), &options(), |_| ()).unwrap();
        prop_assert_eq!(report.rows(), rows.len() as u64);
        let mut at = 0;
        for rejected in &report.rejected_rows {
            let kept = rejected.bytes.expose();
            let found = rows[at..].iter().position(|row| row[..row.len().min(200)] == kept[..]);
            prop_assert!(found.is_some());
            at += found.unwrap() + 1;
            prop_assert!(report.rejected.iter().any(|error| error.line == rejected.line));
        }
        // The dry run agrees, and a second import changes nothing.
        let dry = check_csv(csv.as_slice(), &options()).unwrap();
        prop_assert_eq!(&dry, &report);
        let again = registry.import_csv(csv.as_slice(), &options(), |_| ()).unwrap();
        prop_assert_eq!((again.imported, again.updated, again.unchanged), (0, 0, report.imported));
        prop_assert_eq!(again.rejected_rows, report.rejected_rows);
    }

    /// What the `csv` crate writes is read back, whatever the texts.
    #[test]
    fn names_written_by_the_csv_crate_are_read_back(name in "[A-Z][\\PC&&[^\\p{Z}]]{0,20}[;\"' ]{0,3}[A-Z]") {
        let mut writer = ::csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(BIANCA.map(|(column, _)| column)).unwrap();
        let values = BIANCA.map(|(column, value)| if column == "cognome" { &name } else { value });
        writer.write_record(values).unwrap();
        let registry = registry();
        let report = import(&registry, &String::from_utf8(writer.into_inner().unwrap()).unwrap());
        prop_assert_eq!(report.imported, 1, "{:?}", report.rejected);
        let Search::Found(found) = registry.find(&by_code("RSSBNC64T70H501Z")).unwrap() else {
            panic!("not found");
        };
        prop_assert_eq!(found[0].person.surname.text(), Some(name.as_str()));
    }
}
