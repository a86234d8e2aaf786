//! Cards that go from one office to another.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail by panicking, too"
)]

#[path = "common/sco.rs"]
mod sco;

use cie_core::Code;
use cie_core::lang::Lang;
use cie_core::sco::{Arrival, CardState, Event, Happening as H, Inventory, TransferParties};
use sco::{card, day, handed_over, no, ok, so, state, with_password};

/// Another office of the comune, with a Security Officer of its own.
fn harbour() -> Inventory {
    let mut office = Inventory::new("porto".parse().unwrap());
    let named = H::SecurityOfficerNamed {
        security_officer: so("SO-9"),
    };
    ok(&mut office, "2017-09-06", named);
    office
}

#[test]
fn a_card_never_handed_over_goes_to_the_other_office() {
    let (mut centre, mut harbour) = (with_password(), harbour());
    let expires = Some(day("2023-10-01"));
    let activated = H::Activated {
        card: card("SCO-1"),
        expires,
    };
    ok(&mut centre, "2017-10-03", activated);
    let on = day("2017-10-04");
    let transfer = centre
        .transfer(&mut harbour, &card("SCO-1"), &so("SO-9"), on)
        .unwrap();
    assert_eq!(
        (&transfer.given_by, &transfer.taken_by),
        (&so("SO-1"), &so("SO-9"))
    );

    assert_eq!(state(&harbour, "SCO-1"), CardState::Activated);
    let arrived = harbour.card(&card("SCO-1")).unwrap();
    assert_eq!(arrived.number().unwrap().expose(), "9900112233");
    assert_eq!((arrived.expires(), arrived.since()), (expires, on));
    assert!(centre.card(&card("SCO-1")).is_none());
    let gone = centre.departed(&card("SCO-1")).unwrap();
    assert_eq!((gone.to().as_str(), gone.on()), ("porto", on));
    // Neither report counts it twice, nor the first office any longer.
    let count = |office: &Inventory| office.report(on, 30).counts[&CardState::Activated];
    assert_eq!((count(&centre), count(&harbour)), (0, 1));
    assert!(
        centre
            .in_charge_of(&so("SO-1"))
            .all(|(id, _)| *id != card("SCO-1"))
    );

    for office in [&centre, &harbour] {
        let text = serde_json::to_string(office).unwrap();
        assert_eq!(serde_json::from_str::<Inventory>(&text).unwrap(), *office);
    }
    // The journal has labels, not the number.
    let at = "2017-10-04T10:00:00Z".parse().unwrap();
    let entry = harbour.events().last().unwrap().journal(at, "ufficio");
    let entry = serde_json::to_string(&entry).unwrap();
    assert!(entry.contains("sco.transferred_in") && entry.contains("centrale"));
    assert!(!entry.contains("9900112233"));

    // And back: the same card under its label, with its number.
    harbour
        .transfer(&mut centre, &card("SCO-1"), &so("SO-1"), day("2017-11-02"))
        .unwrap();
    assert_eq!(state(&centre, "SCO-1"), CardState::Activated);
    assert!(centre.departed(&card("SCO-1")).is_none());
}

#[test]
fn what_may_not_go_stays_and_nothing_changes() {
    let refused = |centre: &mut Inventory, harbour: &mut Inventory, id, taker, on, code| {
        let before = (centre.clone(), harbour.clone());
        let error = centre
            .transfer(harbour, &card(id), &so(taker), day(on))
            .unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(before, (centre.clone(), harbour.clone()));
    };
    let (mut centre, mut porto) = (handed_over(), harbour());
    let on = "2017-10-04";
    refused(
        &mut centre,
        &mut porto,
        "SCO-1",
        "SO-9",
        on,
        Code::IllegalCardStep,
    );
    refused(
        &mut centre,
        &mut porto,
        "SCO-7",
        "SO-9",
        on,
        Code::UnknownCard,
    );
    refused(
        &mut centre,
        &mut porto,
        "SCO-2",
        "SO-1",
        on,
        Code::UnknownPerson,
    );
    let early = "2017-10-01";
    refused(
        &mut centre,
        &mut porto,
        "SCO-2",
        "SO-9",
        early,
        Code::ScoEventOutOfOrder,
    );
    let mut twin = Inventory::new("centrale".parse().unwrap());
    refused(
        &mut centre,
        &mut twin,
        "SCO-2",
        "SO-1",
        on,
        Code::BadTransfer,
    );
    // The other office has a card of that label already.
    let requested = H::Requested {
        card: card("SCO-2"),
        security_officer: so("SO-9"),
    };
    ok(&mut porto, on, requested);
    refused(
        &mut centre,
        &mut porto,
        "SCO-2",
        "SO-9",
        on,
        Code::CardExists,
    );
    // A validity that is over.
    let activated = H::Activated {
        card: card("SCO-2"),
        expires: Some(day("2017-12-31")),
    };
    ok(&mut centre, on, activated);
    let late = "2018-01-01";
    refused(
        &mut centre,
        &mut harbour(),
        "SCO-2",
        "SO-9",
        late,
        Code::CardPastExpiry,
    );
}

#[test]
fn a_card_that_is_away_takes_no_event_and_keeps_its_label() {
    let mut centre = with_password();
    let on = "2017-10-04";
    let gone = H::TransferredOut {
        card: card("SCO-1"),
        to: "porto".parse().unwrap(),
    };
    ok(&mut centre, on, gone.clone());
    no(&mut centre, on, gone, Code::UnknownCard);
    no(
        &mut centre,
        on,
        H::Lost {
            card: card("SCO-1"),
        },
        Code::UnknownCard,
    );
    let again = H::Requested {
        card: card("SCO-1"),
        security_officer: so("SO-1"),
    };
    no(&mut centre, on, again, Code::CardExists);
    // The number that is away is not that of another card.
    let received = H::TransferredIn(Arrival {
        card: card("SCO-5"),
        ..back(Some("9900112233"))
    });
    no(&mut centre, on, received, Code::CardExists);

    for (arrival, code) in [
        (back(Some("1111111111")), Code::BadTransfer),
        (back(None), Code::BadTransfer),
        (
            Arrival {
                expires: Some(day("2023-10-01")),
                ..back(Some("9900112233"))
            },
            Code::BadTransfer,
        ),
        (
            Arrival {
                from: "centrale".parse().unwrap(),
                ..back(Some("9900112233"))
            },
            Code::BadTransfer,
        ),
        (
            Arrival {
                security_officer: so("SO-8"),
                ..back(Some("9900112233"))
            },
            Code::UnknownPerson,
        ),
    ] {
        no(&mut centre, "2017-10-05", H::TransferredIn(arrival), code);
    }
    let early = H::TransferredIn(back(Some("9900112233")));
    no(
        &mut centre,
        "2017-10-03",
        early.clone(),
        Code::ScoEventOutOfOrder,
    );
    ok(&mut centre, "2017-10-05", early);
    assert_eq!(state(&centre, "SCO-1"), CardState::Received);
}

fn back(number: Option<&str>) -> Arrival {
    Arrival {
        card: card("SCO-1"),
        from: "porto".parse().unwrap(),
        security_officer: so("SO-1"),
        number: number.map(|number| number.parse().unwrap()),
        activated: false,
        expires: None,
    }
}

#[test]
fn an_event_of_a_transfer_is_read_and_written() {
    let text = r#"{"on":"2017-10-04","what":{"type":"transferred_in","card":"SCO-1","from":"porto",
        "security_officer":"SO-1","number":null,"activated":true,"expires":"2023-10-01"}}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert_eq!(
        serde_json::to_value(&event).unwrap(),
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    );
    let secret = text.replace("\"activated\"", "\"pin\":\"1\",\"activated\"");
    assert!(serde_json::from_str::<Event>(&secret).is_err());
}

#[test]
fn the_record_names_both_offices_and_is_signed_by_both() {
    let (mut centre, mut harbour) = (with_password(), harbour());
    let on = day("2017-10-04");
    let transfer = centre
        .transfer(&mut harbour, &card("SCO-1"), &so("SO-9"), on)
        .unwrap();
    let parties = TransferParties {
        comune: "Esempio".into(),
        given_by: "Rossi Maria".to_owned().into(),
        taken_by: "Bianchi Luca".to_owned().into(),
    };
    for (lang, expected) in [
        (
            Lang::It,
            [
                "Dalla sede: centrale",
                "Alla sede: porto",
                "04/10/2017",
                "Attivata: no",
                "testo proposto",
            ],
        ),
        (
            Lang::En,
            [
                "From office: centrale",
                "To office: porto",
                "2017-10-04",
                "Activated: no",
                "proposed text",
            ],
        ),
    ] {
        let text = transfer.text(&parties, lang).unwrap();
        for part in expected
            .into_iter()
            .chain(["Rossi Maria", "Bianchi Luca", "9900112233"])
        {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
    }
    let shown = format!("{transfer:?} {parties:?}");
    assert!(!shown.contains("Rossi") && !shown.contains("Bianchi"));
    let nameless = TransferParties {
        taken_by: String::new().into(),
        ..parties
    };
    assert!(transfer.text(&nameless, Lang::It).is_err());
}
