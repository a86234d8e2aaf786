//! What must be refused, with its code and its place. Positions are counted by hand on the lines
//! below: the root starts at 2:1.

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
use cie_sad::codec::{Limits, UnknownReason, decode_request, encode_request};
use cie_sad::profile::Profile;
use support::sample;

const GOOD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<r:RichiestaCIE2 xmlns:r="urn:cie:sad:anpr:1">
<testataRichiesta>
<idOperazioneComune>42</idOperazioneComune>
<codMittente>058091</codMittente>
<codDestinatario>999999</codDestinatario>
<operazioneRichiesta>CIE2</operazioneRichiesta>
<dataOraRichiesta>2026-05-18T09:30:00</dataOraRichiesta>
<tipoOperazione>C</tipoOperazione>
<tipoInvio>TEST</tipoInvio>
</testataRichiesta>
<generalita><codiceFiscale>RSSBNC80E57H501B</codiceFiscale></generalita>
<datiRichiedente><codMittente>058091</codMittente><idPostazione>1</idPostazione><idUtente>VRDGPP75C12F205K</idUtente></datiRichiedente>
</r:RichiestaCIE2>
"#;

fn outcome(bytes: &[u8]) -> Result<(), (Code, Option<Position>)> {
    let profile = Profile::anpr().unwrap();
    match decode_request(&profile, bytes, &Limits::default()) {
        Ok(_) => Ok(()),
        Err(failure) => Err((failure.error.code(), failure.error.position().cloned())),
    }
}

#[test]
fn the_good_one_is_good() {
    assert_eq!(outcome(GOOD.as_bytes()), Ok(()));
}

#[test]
fn each_fault_has_its_code_and_place() {
    let cf = "RSSBNC80E57H501B";
    let cases: &[(&str, &str, Code, (u64, u64))] = &[
        // What is replaced, by what, code, line and column.
        (
            "<r:RichiestaCIE2 ",
            "<!DOCTYPE a><r:RichiestaCIE2 ",
            Code::ForbiddenMarkup,
            (2, 1),
        ),
        (
            "<r:RichiestaCIE2 ",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r:RichiestaCIE2 ",
            Code::ForbiddenMarkup,
            (2, 1),
        ),
        (
            "<testataRichiesta>",
            "<?php x?><testataRichiesta>",
            Code::ForbiddenMarkup,
            (3, 1),
        ),
        (cf, "RSS&nbsp;X", Code::ForbiddenMarkup, (12, 31)),
        (cf, "RSS&#0;X", Code::ForbiddenCharacter, (12, 31)),
        (cf, "RSS&#xFFFE;X", Code::ForbiddenCharacter, (12, 31)),
        (cf, "RSS\u{0}X", Code::ForbiddenCharacter, (12, 31)),
        (cf, "RSS\u{b}X", Code::ForbiddenCharacter, (12, 31)),
        (cf, "RSS]]>X", Code::NotWellFormed, (12, 28)),
        (cf, "RSS&X", Code::NotWellFormed, (12, 31)),
        (cf, "RSS<b>X</b>", Code::MixedContent, (12, 31)),
        (
            "<generalita>",
            "<generalita>x",
            Code::MixedContent,
            (12, 13),
        ),
        (
            "</generalita>",
            "</generalità>",
            Code::NotWellFormed,
            (12, 60),
        ),
        ("</r:RichiestaCIE2>", "", Code::NotWellFormed, (15, 1)),
        (
            "</r:RichiestaCIE2>",
            "</r:RichiestaCIE2><a/>",
            Code::NotWellFormed,
            (14, 19),
        ),
        (
            "</r:RichiestaCIE2>",
            "</r:RichiestaCIE2>x",
            Code::NotWellFormed,
            (14, 19),
        ),
        (
            "<generalita>",
            "<generalita a='1' a='2'>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<generalita a='<'>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<generalita a='&x;'>",
            Code::ForbiddenMarkup,
            (12, 1),
        ),
        (
            "<generalita>",
            "<q:altro/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<1altro/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<a b='1'c='2'/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<a q:b='1'/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<a xmlns:b=''/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "<generalita>",
            "<a xmlns:b='u' xmlns:c='u' b:d='' c:d=''/><generalita>",
            Code::NotWellFormed,
            (12, 1),
        ),
        (
            "version=\"1.0\" ",
            "version=\"1.1\" ",
            Code::NotWellFormed,
            (1, 1),
        ),
        (
            "version=\"1.0\" ",
            "version=\"1.0\" x=\"\" ",
            Code::NotWellFormed,
            (1, 1),
        ),
        (
            "RichiestaCIE2 ",
            "RichiestaCIE9 ",
            Code::UnknownMessage,
            (2, 1),
        ),
        (
            "urn:cie:sad:anpr:1",
            "http://sogei.it/ANPR/CIE0Servizi",
            Code::UnknownMessage,
            (2, 1),
        ),
        (
            "<tipoInvio>TEST",
            "<tipoInvio>PROVA",
            Code::UnknownToken,
            (10, 1),
        ),
        (
            "<tipoOperazione>C",
            "<tipoOperazione>R",
            Code::UnknownToken,
            (9, 1),
        ),
        (">CIE2<", ">CIE8<", Code::UnknownToken, (7, 1)),
        ("2026-05-18T", "2026-02-30T", Code::BadValue, (8, 1)),
        ("2026-05-18T", "18/05/2026T", Code::BadValue, (8, 1)),
        (">42<", ">../42<", Code::BadValue, (4, 1)),
        (">42<", "><", Code::MissingElement, (2, 1)),
        (
            "<idPostazione>1</idPostazione>",
            "",
            Code::MissingElement,
            (2, 1),
        ),
        (
            "<tipoInvio>TEST</tipoInvio>",
            "<tipoInvio>TEST</tipoInvio><tipoInvio>PROD</tipoInvio>",
            Code::DuplicateElement,
            (10, 28),
        ),
        (
            "</generalita>",
            "</generalita><generalita/>",
            Code::DuplicateElement,
            (12, 73),
        ),
        (
            "<codiceFiscale>",
            "<cognome>X</cognome><senzaCognome>1</senzaCognome><codiceFiscale>",
            Code::Inconsistent,
            (12, 33),
        ),
    ];
    for (from, to, code, (line, column)) in cases {
        assert!(GOOD.contains(from), "{from}");
        // The close tag of the root is not the place of a root's fault.
        let text = GOOD.replacen(from, to, 1);
        let at = Position::Text {
            line: *line,
            column: *column,
        };
        assert_eq!(outcome(text.as_bytes()), Err((*code, Some(at))), "{to}");
    }
}

#[test]
fn the_missing_element_is_named() {
    let profile = Profile::anpr().unwrap();
    let text = GOOD.replace("<idPostazione>1</idPostazione>", "");
    let failure = decode_request(&profile, text.as_bytes(), &Limits::default()).unwrap_err();
    let detail = Coded::detail(&failure.error).unwrap();
    assert!(detail.contains("datiRichiedente/idPostazione"), "{detail}");
    assert_eq!(failure.operation_id.unwrap().as_str(), "42");
    assert_eq!(failure.sender.as_deref(), Some("058091"));
}

#[test]
fn errors_never_show_what_the_record_contains() {
    let profile = Profile::anpr().unwrap();
    for (from, to) in [
        (">42<", ">RSSBNC80E57H501B <"),
        ("<tipoInvio>TEST", "<tipoInvio>RSSBNC80E57H501B"),
        ("<generalita>", "<generalita>RSSBNC80E57H501B"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let failure = decode_request(&profile, text.as_bytes(), &Limits::default()).unwrap_err();
        assert!(
            !format!("{failure:?} {}", failure.error).contains("RSSBNC"),
            "{to}"
        );
    }
}

#[test]
fn limits_hold() {
    let code = |text: &str| outcome(text.as_bytes()).map_err(|(code, _)| code);
    let inside = |what: &str| GOOD.replacen("<generalita>", &format!("{what}<generalita>"), 1);
    let deep = |n: usize| inside(&format!("{}{}", "<a>".repeat(n), "</a>".repeat(n)));
    assert_eq!(code(&deep(31)), Ok(()));
    assert_eq!(code(&deep(32)), Err(Code::TooDeep));
    assert_eq!(code(&deep(20_000)), Err(Code::TooDeep));
    let attributes = |n: usize| {
        let list: String = (0..n).map(|i| format!(" a{i}='1'")).collect();
        inside(&format!("<a{list}/>"))
    };
    assert_eq!(code(&attributes(16)), Ok(()));
    assert_eq!(code(&attributes(17)), Err(Code::TooManyAttributes));
    let long = |n: usize| GOOD.replace("RSSBNC80E57H501B", &"A".repeat(n));
    assert_eq!(code(&long(2048)), Ok(()));
    assert_eq!(code(&long(2049)), Err(Code::TooLong));
    assert_eq!(code(&inside(&"<a/>".repeat(64))), Ok(()));
    assert_eq!(code(&inside(&"<a/>".repeat(65))), Err(Code::TooMany));
    assert_eq!(code(&inside(&" ".repeat(256 * 1024))), Err(Code::TooLarge));
    assert_eq!(code(&" ".repeat(8 * 1024 * 1024 + 1)), Err(Code::TooLarge));
}

/// Attachments have their own allowance: beyond 256 KiB with them, never without.
#[test]
fn attachments_may_be_large() {
    use cie_core::exchange::{Attachment, AttachmentKind, Request};
    let profile = Profile::anpr().unwrap();
    let Request::Emissione(mut notice) = sample::issued("1", "CA00001AA") else {
        panic!("an emissione");
    };
    notice.attachments.push(Attachment {
        kind: AttachmentKind::Photo,
        media_type: "image/jpeg".into(),
        bytes: cie_core::redact::Personal::new(vec![7; 1024 * 1024]),
    });
    let request = Request::Emissione(notice);
    let bytes = encode_request(&profile, &request).unwrap().bytes;
    assert!(bytes.len() > 1024 * 1024);
    let read = decode_request(&profile, &bytes, &Limits::default()).unwrap();
    assert_eq!(read.message, request);
    let tight = Limits {
        bytes: 1024 * 1024,
        ..Limits::default()
    };
    let failure = decode_request(&profile, &bytes, &tight).unwrap_err();
    assert_eq!(failure.error.code(), Code::TooLarge);
}

#[test]
fn what_is_not_known_is_reported() {
    let profile = Profile::anpr().unwrap();
    let text = GOOD
        .replacen(
            "<generalita>",
            "<nuovo x='1'><y/></nuovo><generalita v='2'>",
            1,
        )
        .replacen(
            "</generalita>",
            "<z xmlns='urn:altro'>q</z></generalita>",
            1,
        );
    let read = decode_request(&profile, text.as_bytes(), &Limits::default()).unwrap();
    let seen: Vec<_> = read.unknown.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(seen, ["nuovo", "generalita/@v", "generalita/z"]);
    assert!(
        read.unknown
            .iter()
            .all(|u| u.reason == UnknownReason::NotInProfile)
    );
    let at = Position::Text {
        line: 12,
        column: 1,
    };
    assert_eq!(read.unknown[0].at, at);
}

/// A field that the profile knows, but that the message has no use for: an address beside
/// "no fixed abode".
#[test]
fn what_is_not_used_is_reported() {
    use cie_core::exchange::Operation;
    use cie_sad::codec::{Response, decode_answer};
    let text = "<s:RispostaCIE2 xmlns:s='urn:cie:sad:anpr:1'><testataRisposta><idOperazioneComune>1\
        </idOperazioneComune><codMittente>9</codMittente><codDestinatario>0</codDestinatario>\
        <esitoOperazione>2</esitoOperazione></testataRisposta><listaSoggetti><datiSoggetto>\
        <generalita><cognome>X</cognome><senzaNome>1</senzaNome><sesso>N</sesso>\
        <dataNascita>1980-01-01</dataNascita><senzaGiornoMese>1</senzaGiornoMese><luogoNascita>\
        <luogoEccezionale>IN MARE</luogoEccezionale></luogoNascita></generalita>\
        <paternita><cognome>Y</cognome><nome>Z</nome><sesso>M</sesso><dataNascita>1950-02-01\
        </dataNascita><senzaGiorno>1</senzaGiorno><luogoNascita><localita><descrizioneStato>PERÙ\
        </descrizioneStato></localita></luogoNascita></paternita>\
        <residenza><indirizzo><cap>00100</cap><comune><nomeComune>ROMA</nomeComune></comune>\
        </indirizzo></residenza><attributiSoggetto><senzaFissaDimora>S</senzaFissaDimora>\
        </attributiSoggetto></datiSoggetto></listaSoggetti></s:RispostaCIE2>";
    let profile = Profile::anpr().unwrap();
    let read = decode_answer(
        &profile,
        Operation::Interrogazione,
        text.as_bytes(),
        &Limits::default(),
    )
    .unwrap();
    let seen: Vec<_> = read
        .unknown
        .iter()
        .map(|u| (u.path.as_str(), u.reason))
        .collect();
    let path = "listaSoggetti/datiSoggetto[1]/residenza/indirizzo/cap";
    assert_eq!(seen, [(path, UnknownReason::Unused)]);
    let Response::Answer(_, answer) = read.message else {
        panic!("an answer");
    };
    assert_eq!(answer.subjects[0].parents.len(), 1, "a father is a parent");
    assert_eq!(answer.subjects[0].person.birth_date.to_string(), "1980");
    assert_eq!(
        answer.subjects[0].parents[0].birth_date.to_string(),
        "1950-02"
    );
}
