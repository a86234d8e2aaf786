//! What leaves the inventory of operator cards: files, journal, records of handover, requests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

#[path = "common/sco.rs"]
mod sco;

use cie_core::Code;
use cie_core::journal;
use cie_core::lang::Lang;
use cie_core::sco::{
    CardId, Event, Happening as H, Inventory, OfficerId, Parties, RevocationReason,
    further_cards_request, help_desk, revocation_request,
};
use sco::{card, handed_over, ok};

#[test]
fn there_is_no_room_for_the_password() {
    let with_secret = r#"{"on":"2017-09-20","what":{"type":"master_password_received",
        "security_officer":"SO-1","password":"x"}}"#;
    assert!(serde_json::from_str::<Event>(with_secret).is_err());
    let beside = r#"{"on":"2017-09-20","secret":"x","what":{"type":"master_password_received",
        "security_officer":"SO-1"}}"#;
    assert!(serde_json::from_str::<Event>(beside).is_err());
    let plain = r#"{"on":"2017-09-20","what":{"type":"master_password_received",
        "security_officer":"SO-1"}}"#;
    let event: Event = serde_json::from_str(plain).unwrap();
    assert_eq!(
        serde_json::to_value(&event).unwrap(),
        serde_json::from_str::<serde_json::Value>(plain).unwrap()
    );
}

#[test]
fn an_edited_file_cannot_bring_a_card_into_an_impossible_state() {
    let office = handed_over();
    let text = serde_json::to_string(&office).unwrap();
    assert_eq!(serde_json::from_str::<Inventory>(&text).unwrap(), office);
    let mut edited: serde_json::Value = serde_json::from_str(&text).unwrap();
    let events = edited["events"].as_array_mut().unwrap();
    events.retain(|event| event["what"]["type"] != "master_password_received");
    let error = serde_json::from_value::<Inventory>(edited).unwrap_err();
    assert!(error.to_string().contains("CIE-CORE-606"), "{error}");
    assert!(error.to_string().contains("events[8]"), "{error}");
}

#[test]
fn labels_name_nobody() {
    for bad in [
        "",
        " ",
        "Mario Rossi",
        "a/b",
        "è",
        "RSSMRA80A01H501U",
        "rssmra80a01h501u",
    ] {
        assert_eq!(
            bad.parse::<OfficerId>().unwrap_err().code(),
            Code::BadScoLabel,
            "{bad}"
        );
        assert!(bad.parse::<CardId>().is_err());
    }
    assert!("x".repeat(41).parse::<CardId>().is_err());
    assert!("x".repeat(40).parse::<CardId>().is_ok());
}

#[test]
fn the_handover_is_on_paper_and_nowhere_else() {
    let office = handed_over();
    let parties = Parties {
        comune: "Esempio".into(),
        security_officer: "Verdi Bianca".into(),
        officer: "Neri Fulvio".into(),
    };
    let record = office.handover(&card("SCO-1"), parties.clone()).unwrap();
    let debug = format!("{record:?} {office:?}");
    for personal in ["Verdi", "Neri", "9900112233"] {
        assert!(!debug.contains(personal), "{personal} in Debug");
    }
    let italian = record.text(Lang::It);
    for said in [
        "VERBALE DI CONSEGNA",
        "Comune di Esempio",
        "Sede: centrale",
        "Data: 03/10/2017",
        "Consegna (Security Officer): Verdi Bianca",
        "Riceve (ufficiale d'anagrafe): Neri Fulvio",
        "Carta: SCO-1",
        "Numero: 9900112233",
        "Scadenza: 01/10/2023",
        "Non risulta pubblico alcun modulo ufficiale",
    ] {
        assert!(italian.contains(said), "{said}\n{italian}");
    }
    let english = record.text(Lang::En);
    for said in [
        "RECORD OF HANDOVER",
        "Date: 2017-10-03",
        "Expiry: 2023-10-01",
        "No official form",
    ] {
        assert!(english.contains(said), "{said}");
    }
    let never = office
        .handover(&card("SCO-2"), parties.clone())
        .unwrap_err();
    assert_eq!(never.code(), Code::NotHandedOver);
    let two_lines = Parties {
        comune: "Esempio\nAltro".into(),
        ..parties
    };
    let error = office.handover(&card("SCO-1"), two_lines).unwrap_err();
    assert_eq!(error.code(), Code::BadLine);
}

#[test]
fn revocation_and_further_cards_go_to_the_help_desk() {
    assert_eq!(help_desk().phone, "800 098 738");
    let mut office = handed_over();
    let one = office.card(&card("SCO-1")).unwrap();
    let mail = revocation_request("Esempio", one, RevocationReason::Theft, Lang::It).unwrap();
    assert_eq!(mail.to(), "cie.comuni@interno.it");
    assert!(mail.body().contains("9900112233") && mail.body().contains("furto"));
    assert!(!format!("{mail:?}").contains("9900112233"));
    assert!(
        mail.text()
            .contains("Non risulta pubblico alcun modulo ufficiale")
    );
    ok(
        &mut office,
        "2017-11-06",
        H::Revoked {
            card: card("SCO-1"),
        },
    );
    let one = office.card(&card("SCO-1")).unwrap();
    let late = revocation_request("Esempio", one, RevocationReason::Theft, Lang::En).unwrap_err();
    assert_eq!(late.code(), Code::IllegalCardStep);
    let more = further_cards_request("Esempio", 3, Lang::En).unwrap();
    assert!(more.to() == "cie.comuni@interno.it" && more.body().contains('3'));
    assert_eq!(
        further_cards_request("Esempio", 0, Lang::It)
            .unwrap_err()
            .code(),
        Code::BadOfficeCount
    );
}

#[test]
fn the_journal_gets_labels_only() {
    let at = "2017-10-02T08:00:00Z".parse().unwrap();
    let entries: Vec<journal::Event> = handed_over()
        .events()
        .iter()
        .map(|event| event.journal(at, "desk-1"))
        .collect();
    let text = serde_json::to_string(&entries).unwrap();
    assert!(text.contains("sco.activated") && text.contains("SCO-1") && text.contains("UA-1"));
    assert!(!text.contains("9900112233"));
    assert!(entries.iter().all(|entry| entry.subject == "sco"));
}
