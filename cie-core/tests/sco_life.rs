//! The life of operator cards against circ. 8/2017 and against a table written out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

use chrono::NaiveDate;
use cie_core::Code;
use cie_core::journal;
use cie_core::lang::Lang;
use cie_core::sco::{
    CardId, CardState, Event, Happening as H, Inventory, OfficerId, Parties, RevocationReason,
    Role, SecurityOfficerId, Step, further_cards_request, help_desk, revocation_request,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}
fn card(text: &str) -> CardId {
    text.parse().unwrap()
}
fn officer(text: &str) -> OfficerId {
    text.parse().unwrap()
}
fn so(text: &str) -> SecurityOfficerId {
    text.parse().unwrap()
}

/// Applies an event that must be accepted.
fn ok(office: &mut Inventory, on: &str, what: H) {
    let name = what.name();
    if let Err(error) = office.apply(Event::new(day(on), what)) {
        panic!("{name} on {on}: {error}");
    }
}

/// Applies an event that must be refused with that code, and change nothing.
fn no(office: &mut Inventory, on: &str, what: H, code: Code) {
    let before = office.clone();
    let name = what.name();
    match office.apply(Event::new(day(on), what)) {
        Ok(()) => panic!("{name} was accepted"),
        Err(error) => assert_eq!(error.code(), code, "{name}"),
    }
    assert_eq!(
        *office, before,
        "{name} was refused and yet changed something"
    );
}

/// An office with one Security Officer without master password, two officers, two cards received.
fn office() -> Inventory {
    let mut office = Inventory::new("centrale".parse().unwrap());
    let on = "2017-09-06";
    for what in [
        H::SecurityOfficerNamed {
            security_officer: so("SO-1"),
        },
        H::OfficerNamed {
            officer: officer("UA-1"),
            role: Role::RegistryOfficer,
        },
        H::OfficerNamed {
            officer: officer("UA-2"),
            role: Role::Delegate,
        },
        H::Requested {
            card: card("SCO-1"),
            security_officer: so("SO-1"),
        },
        H::Requested {
            card: card("SCO-2"),
            security_officer: so("SO-1"),
        },
        H::Shipped {
            card: card("SCO-1"),
        },
    ] {
        ok(&mut office, on, what);
    }
    let number = Some("9900112233".parse().unwrap());
    ok(
        &mut office,
        "2017-10-02",
        H::Received {
            card: card("SCO-1"),
            number,
        },
    );
    ok(
        &mut office,
        "2017-10-02",
        H::Received {
            card: card("SCO-2"),
            number: None,
        },
    );
    office
}

fn with_password() -> Inventory {
    let mut office = office();
    let receipt = H::MasterPasswordReceived {
        security_officer: so("SO-1"),
    };
    ok(&mut office, "2017-09-20", receipt);
    office
}

fn handed_over() -> Inventory {
    let mut office = with_password();
    let expires = Some(day("2023-10-01"));
    ok(
        &mut office,
        "2017-10-02",
        H::Activated {
            card: card("SCO-1"),
            expires,
        },
    );
    let assigned = H::Assigned {
        card: card("SCO-1"),
        officer: officer("UA-1"),
    };
    ok(&mut office, "2017-10-03", assigned);
    office
}

fn state(office: &Inventory, id: &str) -> CardState {
    office.card(&card(id)).unwrap().state()
}

/// The words of the states are those of the workflow dossier, "SCO life"; their order is derived
/// (the dossier says so), and written out here once more, pair by pair.
#[test]
fn every_pair_of_state_and_step() {
    use CardState as S;
    use Step as T;
    const STEPS: [Step; 12] = [
        T::Ship,
        T::Receive,
        T::Activate,
        T::Assign,
        T::Block,
        T::Unblock,
        T::Suspend,
        T::Resume,
        T::Lose,
        T::Revoke,
        T::Expire,
        T::Replace,
    ];
    // back: where an unblocked or resumed card returns to.
    for (assigned, back) in [(false, S::Activated), (true, S::Assigned)] {
        let table: [(S, &[(T, S)]); 11] = [
            (
                S::Requested,
                &[
                    (T::Ship, S::Shipped),
                    (T::Receive, S::Received),
                    (T::Revoke, S::Revoked),
                ],
            ),
            (
                S::Shipped,
                &[
                    (T::Receive, S::Received),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                ],
            ),
            (
                S::Received,
                &[
                    (T::Activate, S::Activated),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                ],
            ),
            (
                S::Activated,
                &[
                    (T::Assign, S::Assigned),
                    (T::Block, S::Blocked),
                    (T::Suspend, S::Suspended),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                    (T::Expire, S::Expired),
                ],
            ),
            (
                S::Assigned,
                &[
                    (T::Block, S::Blocked),
                    (T::Suspend, S::Suspended),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                    (T::Expire, S::Expired),
                ],
            ),
            (
                S::Blocked,
                &[
                    (T::Unblock, back),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                    (T::Expire, S::Expired),
                ],
            ),
            (
                S::Suspended,
                &[
                    (T::Resume, back),
                    (T::Lose, S::Lost),
                    (T::Revoke, S::Revoked),
                    (T::Expire, S::Expired),
                ],
            ),
            (S::Lost, &[(T::Revoke, S::Revoked)]),
            (S::Revoked, &[(T::Replace, S::Replaced)]),
            (S::Expired, &[(T::Replace, S::Replaced)]),
            (S::Replaced, &[]),
        ];
        for (from, allowed) in table {
            for step in STEPS {
                let expected = allowed
                    .iter()
                    .find(|(one, _)| *one == step)
                    .map(|(_, to)| *to);
                assert_eq!(
                    from.after(step, assigned),
                    expected,
                    "{step:?} from {from:?}"
                );
            }
        }
    }
}

/// Par. 2.1: "Ciascun Security Officer riceve dal Ministero dell'Interno una master password che
/// consente l'attivazione di ciascuna smart card operatore."
#[test]
fn activation_needs_the_master_password_of_whoever_has_the_card_in_charge() {
    let mut office = office();
    let activate = H::Activated {
        card: card("SCO-1"),
        expires: None,
    };
    no(
        &mut office,
        "2017-10-02",
        activate.clone(),
        Code::NoMasterPassword,
    );

    // The password of another Security Officer does not help,
    ok(
        &mut office,
        "2017-09-06",
        H::SecurityOfficerNamed {
            security_officer: so("SO-2"),
        },
    );
    ok(
        &mut office,
        "2017-09-20",
        H::MasterPasswordReceived {
            security_officer: so("SO-2"),
        },
    );
    no(
        &mut office,
        "2017-10-02",
        activate.clone(),
        Code::NoMasterPassword,
    );
    // unless the card passes into their charge.
    let mut passed = office.clone();
    ok(
        &mut passed,
        "2017-10-02",
        H::ChargePassed {
            card: card("SCO-1"),
            to: so("SO-2"),
        },
    );
    ok(&mut passed, "2017-10-02", activate.clone());

    // A receipt of the day after is too late; one of the day itself is in time.
    ok(
        &mut office,
        "2017-10-03",
        H::MasterPasswordReceived {
            security_officer: so("SO-1"),
        },
    );
    no(
        &mut office,
        "2017-10-02",
        activate.clone(),
        Code::NoMasterPassword,
    );
    ok(&mut office, "2017-10-03", activate);
    let again = H::MasterPasswordReceived {
        security_officer: so("SO-1"),
    };
    no(
        &mut office,
        "2017-10-04",
        again,
        Code::MasterPasswordRepeated,
    );
}

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

/// Par. 1: "smart card operatore (SCO) in numero pari al numero di ufficiali di anagrafe".
#[test]
fn one_card_one_officer() {
    let mut office = handed_over();
    ok(
        &mut office,
        "2017-10-03",
        H::Activated {
            card: card("SCO-2"),
            expires: None,
        },
    );
    let second = H::Assigned {
        card: card("SCO-2"),
        officer: officer("UA-1"),
    };
    no(
        &mut office,
        "2017-10-04",
        second.clone(),
        Code::OfficerHasCard,
    );
    let taken = H::Assigned {
        card: card("SCO-1"),
        officer: officer("UA-2"),
    };
    no(&mut office, "2017-10-04", taken, Code::IllegalCardStep);
    // A blocked or suspended card is still theirs; a lost one no longer serves them.
    ok(
        &mut office,
        "2017-10-04",
        H::Blocked {
            card: card("SCO-1"),
        },
    );
    no(
        &mut office,
        "2017-10-04",
        second.clone(),
        Code::OfficerHasCard,
    );
    ok(
        &mut office,
        "2017-10-04",
        H::Unblocked {
            card: card("SCO-1"),
        },
    );
    assert_eq!(state(&office, "SCO-1"), CardState::Assigned);
    ok(
        &mut office,
        "2017-10-05",
        H::Lost {
            card: card("SCO-1"),
        },
    );
    ok(&mut office, "2017-10-05", second);
    assert_eq!(office.card_of(&officer("UA-1")).unwrap().0, &card("SCO-2"));
    let nobody = H::Assigned {
        card: card("SCO-2"),
        officer: officer("UA-9"),
    };
    no(&mut office, "2017-10-06", nobody, Code::IllegalCardStep);
}

#[test]
fn a_lost_card_stays_on_the_list_until_it_is_revoked() {
    let mut office = handed_over();
    ok(
        &mut office,
        "2017-11-06",
        H::Lost {
            card: card("SCO-1"),
        },
    );
    let replaced = H::Replaced {
        card: card("SCO-1"),
        by: card("SCO-2"),
    };
    no(
        &mut office,
        "2017-11-06",
        replaced.clone(),
        Code::IllegalCardStep,
    );
    assert_eq!(
        office.report(day("2017-11-06"), 30).to_revoke,
        [card("SCO-1")]
    );
    let leaves = H::OfficerLeft {
        officer: officer("UA-1"),
    };
    no(
        &mut office,
        "2017-11-06",
        leaves.clone(),
        Code::CardsStillHeld,
    );
    ok(
        &mut office,
        "2017-11-07",
        H::Revoked {
            card: card("SCO-1"),
        },
    );
    assert!(office.report(day("2017-11-07"), 30).to_revoke.is_empty());
    ok(&mut office, "2017-11-07", replaced);
    assert_eq!(
        office.card(&card("SCO-1")).unwrap().replaced_by(),
        Some(&card("SCO-2"))
    );
    ok(&mut office, "2017-11-08", leaves);
}

#[test]
fn a_replacement_is_another_living_card_and_replaces_one_only() {
    let mut office = handed_over();
    let by = |one: &str, other: &str| H::Replaced {
        card: card(one),
        by: card(other),
    };
    ok(
        &mut office,
        "2017-11-06",
        H::Revoked {
            card: card("SCO-1"),
        },
    );
    no(
        &mut office,
        "2017-11-06",
        by("SCO-1", "SCO-1"),
        Code::BadReplacement,
    );
    no(
        &mut office,
        "2017-11-06",
        by("SCO-1", "SCO-9"),
        Code::BadReplacement,
    );
    ok(
        &mut office,
        "2017-11-06",
        H::Requested {
            card: card("SCO-3"),
            security_officer: so("SO-1"),
        },
    );
    ok(
        &mut office,
        "2017-11-06",
        H::Revoked {
            card: card("SCO-3"),
        },
    );
    no(
        &mut office,
        "2017-11-06",
        by("SCO-1", "SCO-3"),
        Code::BadReplacement,
    );
    ok(&mut office, "2017-11-06", by("SCO-1", "SCO-2"));
    no(
        &mut office,
        "2017-11-06",
        by("SCO-3", "SCO-2"),
        Code::BadReplacement,
    );
}

#[test]
fn validity_counts_to_its_last_day() {
    let mut office = handed_over();
    let expired = H::Expired {
        card: card("SCO-1"),
    };
    no(&mut office, "2023-10-01", expired.clone(), Code::NotExpired);
    ok(&mut office, "2023-10-02", expired);

    let mut office = with_password();
    let late = H::Activated {
        card: card("SCO-2"),
        expires: Some(day("2017-10-01")),
    };
    no(&mut office, "2017-10-02", late, Code::CardPastExpiry);
    ok(
        &mut office,
        "2017-10-02",
        H::Activated {
            card: card("SCO-2"),
            expires: None,
        },
    );
    no(
        &mut office,
        "2030-01-01",
        H::Expired {
            card: card("SCO-2"),
        },
        Code::NotExpired,
    );
    let read = H::ExpiryRead {
        card: card("SCO-2"),
        expires: day("2017-10-04"),
    };
    ok(&mut office, "2017-10-02", read);
    let assigned = H::Assigned {
        card: card("SCO-2"),
        officer: officer("UA-2"),
    };
    no(
        &mut office,
        "2017-10-05",
        assigned.clone(),
        Code::CardPastExpiry,
    );
    ok(&mut office, "2017-10-04", assigned);
    let early = H::ExpiryRead {
        card: card("SCO-1"),
        expires: day("2023-10-01"),
    };
    no(&mut office, "2017-10-05", early, Code::IllegalCardStep);
}

#[test]
fn who_leaves_hands_everything_back_first() {
    let mut office = handed_over();
    let leaves = H::SecurityOfficerLeft {
        security_officer: so("SO-1"),
    };
    no(
        &mut office,
        "2018-01-08",
        leaves.clone(),
        Code::CardsStillHeld,
    );
    ok(
        &mut office,
        "2018-01-08",
        H::SecurityOfficerNamed {
            security_officer: so("SO-2"),
        },
    );
    for id in ["SCO-1", "SCO-2"] {
        ok(
            &mut office,
            "2018-01-08",
            H::ChargePassed {
                card: card(id),
                to: so("SO-2"),
            },
        );
    }
    no(
        &mut office,
        "2017-09-19",
        leaves.clone(),
        Code::ScoEventOutOfOrder,
    );
    ok(&mut office, "2018-01-09", leaves.clone());
    no(&mut office, "2018-01-09", leaves, Code::UnknownPerson);
    let back = H::ChargePassed {
        card: card("SCO-1"),
        to: so("SO-1"),
    };
    no(&mut office, "2018-01-09", back, Code::UnknownPerson);
    // Coming back takes a new appointment, not before the day of leaving, and a new password.
    let named = H::SecurityOfficerNamed {
        security_officer: so("SO-1"),
    };
    no(
        &mut office,
        "2018-01-08",
        named.clone(),
        Code::ScoEventOutOfOrder,
    );
    ok(&mut office, "2018-02-01", named.clone());
    no(&mut office, "2018-02-01", named, Code::PersonExists);
    assert_eq!(
        office
            .security_officer(&so("SO-1"))
            .unwrap()
            .master_password_received(),
        None
    );
    let named = H::OfficerNamed {
        officer: officer("UA-1"),
        role: Role::Delegate,
    };
    no(&mut office, "2018-02-01", named, Code::PersonExists);
}

#[test]
fn events_of_a_card_follow_the_calendar() {
    let mut office = handed_over();
    no(
        &mut office,
        "2017-10-02",
        H::Blocked {
            card: card("SCO-1"),
        },
        Code::ScoEventOutOfOrder,
    );
    no(
        &mut office,
        "2017-10-04",
        H::Blocked {
            card: card("SCO-9"),
        },
        Code::UnknownCard,
    );
    no(
        &mut office,
        "2017-10-04",
        H::Shipped {
            card: card("SCO-1"),
        },
        Code::IllegalCardStep,
    );
    let again = H::Requested {
        card: card("SCO-1"),
        security_officer: so("SO-1"),
    };
    no(&mut office, "2017-10-04", again, Code::CardExists);
    let early = H::Requested {
        card: card("SCO-3"),
        security_officer: so("SO-1"),
    };
    no(
        &mut office,
        "2017-09-05",
        early.clone(),
        Code::UnknownPerson,
    );
    ok(&mut office, "2017-09-06", early);
    let number = Some("9900112233".parse().unwrap());
    no(
        &mut office,
        "2017-10-04",
        H::Received {
            card: card("SCO-3"),
            number,
        },
        Code::CardExists,
    );
}

/// Par. 3: "indicando altresì, per ciascun Security Officer il numero di smart card operatore che
/// egli dovrà consegnare e gestire".
#[test]
fn quantities_are_asked_for_per_security_officer() {
    let mut office = Inventory::new("centrale".parse().unwrap());
    ok(
        &mut office,
        "2017-09-06",
        H::SecurityOfficerNamed {
            security_officer: so("SO-1"),
        },
    );
    let cards = office
        .request(day("2017-09-07"), &so("SO-1"), "SCO-", 8, 5)
        .unwrap();
    let expected = ["SCO-008", "SCO-009", "SCO-010", "SCO-011", "SCO-012"].map(card);
    assert_eq!(cards, expected);
    assert_eq!(office.in_charge_of(&so("SO-1")).count(), 5);
    // All or none: SCO-012 exists.
    let before = office.clone();
    let error = office
        .request(day("2017-09-07"), &so("SO-1"), "SCO-", 11, 3)
        .unwrap_err();
    assert_eq!(error.code(), Code::CardExists);
    let error = office
        .request(day("2017-09-07"), &so("SO-1"), "N", 1, 10_001)
        .unwrap_err();
    assert_eq!(error.code(), Code::ScoLimit);
    assert!(
        office
            .request(day("2017-09-07"), &so("SO-1"), "carta n. ", 1, 1)
            .is_err()
    );
    assert_eq!(office, before);
}

#[test]
fn the_report_says_what_is_there_and_what_is_missing() {
    let mut office = handed_over();
    ok(
        &mut office,
        "2017-09-06",
        H::SecurityOfficerNamed {
            security_officer: so("SO-2"),
        },
    );
    let named = H::OfficerNamed {
        officer: officer("UA-3"),
        role: Role::RegistryOfficer,
    };
    ok(&mut office, "2017-10-05", named);
    let report = office.report(day("2017-10-06"), 30);
    assert_eq!(report.counts.len(), 11);
    assert_eq!(report.counts.values().sum::<usize>(), 2);
    assert_eq!(report.counts[&CardState::Assigned], 1);
    assert_eq!(report.counts[&CardState::Received], 1);
    assert_eq!(
        report.officers_without_card,
        [officer("UA-2"), officer("UA-3")]
    );
    // SCO-2 is there for one of the two.
    assert_eq!(report.cards_to_request, 1);
    assert_eq!(
        report.security_officers_without_master_password,
        [so("SO-2")]
    );
    assert!(!report.lacks_security_officer);
    assert!(report.expiring.is_empty() && report.past_expiry.is_empty());
    // SCO-1 ends on 2023-10-01: 30 days before is 2023-09-01 (September has 30 days).
    for (on, expiring, past) in [
        ("2023-08-31", 0, 0),
        ("2023-09-01", 1, 0),
        ("2023-10-01", 1, 0),
        ("2023-10-02", 0, 1),
    ] {
        let report = office.report(day(on), 30);
        assert_eq!(
            (report.expiring.len(), report.past_expiry.len()),
            (expiring, past),
            "{on}"
        );
    }
    let empty = Inventory::new("nuova".parse().unwrap()).report(day("2017-10-06"), u32::MAX);
    assert!(empty.lacks_security_officer && empty.counts.values().all(|count| *count == 0));
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

/// Par. 4.3: "Le richieste di revoca delle smart card operatore e di fornitura di quantitativi
/// aggiuntivi rispetto al numero inizialmente richiesto vanno inviate al servizio di assistenza".
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
