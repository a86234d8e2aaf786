//! The simulated ANPR, reached through its public service.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use cie_core::citizen::{BirthPlace, NamePart, Person, Sex, TaxCode};
use cie_core::date::PartialDate;
use cie_core::exchange::{
    AnnulmentReason, CardAnnulment, CardData, CardNotice, Header, Mode, Outcome, Query, QueryKey,
    Requester, Subject,
};
use cie_core::redact::Personal;
use cie_sad::workstation::WorkstationOptions;
use cie_sandbox::{ANPR_SENDER, Anpr, Code, serve_anpr};

type Client = cie_sad::soap::Anpr;

fn header(id: &str) -> Header {
    Header {
        operation_id: id.parse().unwrap(),
        sender: "058091".into(),
        recipient: Client::RECIPIENT.into(),
        sent_at: "2026-05-18T09:30:00".parse().unwrap(),
        mode: Mode::Test,
        application: None,
        application_version: None,
        application_vendor: None,
    }
}

fn requester() -> Requester {
    Requester {
        comune_istat: "058091".into(),
        workstation_id: "PDL-1".into(),
        operator: Personal::from("VRDGPP75C12F205K"),
    }
}

fn person(code: &str) -> Person {
    Person {
        tax_code: Some(TaxCode {
            code: Personal::from(code),
            validated: Some(true),
            since: None,
        }),
        surname: NamePart::from_text("ROSSI"),
        given: NamePart::from_text("BIANCA"),
        sex: Sex::F,
        birth_date: PartialDate::Full("1980-05-17".parse().unwrap()),
        birth_place: BirthPlace::Comune {
            belfiore: None,
            istat: Some("058091".into()),
            name: "ROMA".into(),
            province: None,
        },
        aire: false,
        registry_id: None,
        anpr_id: None,
    }
}

fn card(serial: &str, expires_on: &str) -> CardData {
    CardData {
        serial: serial.into(),
        electronic: Some(true),
        issued_on: Some("2026-05-18".parse().unwrap()),
        expires_on: Some(expires_on.parse().unwrap()),
        valid_for_travel: Some(true),
        comune_istat: Some("058091".into()),
        comune: None,
        annulled_on: None,
    }
}

fn notice(id: &str, serial: &str, expires_on: &str) -> CardNotice {
    CardNotice {
        header: header(id),
        requester: requester(),
        person: person("RSSBNC80E57H501B"),
        card: card(serial, expires_on),
        attachments: Vec::new(),
    }
}

#[test]
fn keeps_what_it_is_told_and_says_that_it_is_simulated() {
    let directory = tempfile::tempdir().unwrap();
    let anpr = Arc::new(
        Anpr::open(directory.path())
            .unwrap()
            .with_subjects(vec![Subject::new(person("RSSBNC80E57H501B"))]),
    );
    assert_eq!(
        Anpr::open(directory.path()).unwrap_err().code(),
        Code::StateInUse
    );
    let (server, url) = serve_anpr(0, Arc::clone(&anpr)).unwrap();
    let client = Client::new(&url, WorkstationOptions::default()).unwrap();
    let code = |exchange: cie_sad::workstation::Exchange| {
        assert_eq!(exchange.answer.header.sender, ANPR_SENDER);
        let first = exchange.answer.anomalies.first().map(|a| a.code.clone());
        assert_eq!(first.is_none(), exchange.answer.outcome == Outcome::Ok);
        first.unwrap_or_default()
    };
    let first = notice("e1", "CA00000AA", "2036-05-17");
    assert_eq!(code(client.issued(&first).unwrap()), "");
    assert_eq!(code(client.issued(&first).unwrap()), "");
    assert_eq!(
        code(
            client
                .issued(&notice("e2", "CA00000AA", "2036-05-17"))
                .unwrap()
        ),
        ""
    );
    // Another expiry under the same serial.
    assert_eq!(
        code(
            client
                .issued(&notice("e3", "CA00000AA", "2031-05-17"))
                .unwrap()
        ),
        "SAD003"
    );
    let mut stranger = notice("e4", "CA00000AB", "2036-05-17");
    stranger.person = person("RSSBNC80E57H501X");
    assert_eq!(code(client.issued(&stranger).unwrap()), "EN130");
    assert_eq!(anpr.cards(), 1);

    let query = |id: &str, surname: &str| {
        let mut wanted = person("RSSBNC80E57H501B");
        wanted.surname = NamePart::from_text(surname);
        Query {
            header: header(id),
            requester: requester(),
            key: QueryKey::Person(Box::new(wanted)),
            residence_istat: Some("058091".into()),
        }
    };
    let found = client.subject(&query("q1", "ROSSI")).unwrap();
    assert_eq!(found.answer.subjects.len(), 1);
    assert_eq!(
        code(client.subject(&query("q2", "NESSUNA")).unwrap()),
        "EN130"
    );
    server.shutdown();
    drop(anpr);

    // Another process, the same cards.
    let again = Arc::new(Anpr::open(directory.path()).unwrap());
    let (server, url) = serve_anpr(0, Arc::clone(&again)).unwrap();
    let client = Client::new(&url, WorkstationOptions::default()).unwrap();
    assert_eq!(code(client.issued(&first).unwrap()), "");
    let annulment = |id: &str, serial: &str| CardAnnulment {
        header: header(id),
        requester: requester(),
        person: person("RSSBNC80E57H501B"),
        card: card(serial, "2036-05-17"),
        on: "2026-05-18".parse().unwrap(),
        reason: AnnulmentReason::Revocation,
    };
    assert_eq!(
        code(client.annulled(&annulment("a1", "CA00000AA")).unwrap()),
        ""
    );
    assert_eq!(
        code(client.annulled(&annulment("a2", "CA00000ZZ")).unwrap()),
        "SAD002"
    );
    let (_, annulled) = again.card("CA00000AA").unwrap();
    assert_eq!(annulled, Some("2026-05-18".parse().unwrap()));
    assert_eq!(again.cards(), 1);
    server.shutdown();
}

#[test]
fn what_is_no_state_of_ours_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("cards.json"), b"{\"a\":1}").unwrap();
    assert_eq!(
        Anpr::open(directory.path()).unwrap_err().code(),
        Code::StateCorrupt
    );
}
