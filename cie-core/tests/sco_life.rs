//! The life of operator cards against circ. 8/2017 and against a table written out by hand.

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
use cie_core::sco::{CardState, Happening as H, Inventory, Role, Step};
use sco::{card, day, handed_over, no, office, officer, ok, so, state, with_password};

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

/// Par. 4.3: "Le richieste di revoca delle smart card operatore e di fornitura di quantitativi
/// aggiuntivi rispetto al numero inizialmente richiesto vanno inviate al servizio di assistenza".

#[test]
fn an_office_has_its_limits() {
    let mut office = Inventory::new("centrale".parse().unwrap());
    ok(
        &mut office,
        "2017-09-06",
        H::SecurityOfficerNamed {
            security_officer: so("SO-1"),
        },
    );
    office
        .request(day("2017-09-07"), &so("SO-1"), "SCO-", 1, 2000)
        .unwrap();
    let more = H::Requested {
        card: card("SCO-x"),
        security_officer: so("SO-1"),
    };
    no(&mut office, "2017-09-07", more, Code::ScoLimit);
}
