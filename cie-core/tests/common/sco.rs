//! A small office with operator cards, and how to apply events to it.

#![allow(dead_code, reason = "not every test file uses every helper")]

use chrono::NaiveDate;
use cie_core::Code;
use cie_core::sco::{CardId, CardState, Event, Happening as H, Inventory, OfficerId};
use cie_core::sco::{Role, SecurityOfficerId};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}
pub(crate) fn card(text: &str) -> CardId {
    text.parse().unwrap()
}
pub(crate) fn officer(text: &str) -> OfficerId {
    text.parse().unwrap()
}
pub(crate) fn so(text: &str) -> SecurityOfficerId {
    text.parse().unwrap()
}

/// Applies an event that must be accepted.
pub(crate) fn ok(office: &mut Inventory, on: &str, what: H) {
    let name = what.name();
    if let Err(error) = office.apply(Event::new(day(on), what)) {
        panic!("{name} on {on}: {error}");
    }
}

/// Applies an event that must be refused with that code, and change nothing.
pub(crate) fn no(office: &mut Inventory, on: &str, what: H, code: Code) {
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
pub(crate) fn office() -> Inventory {
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

pub(crate) fn with_password() -> Inventory {
    let mut office = office();
    let receipt = H::MasterPasswordReceived {
        security_officer: so("SO-1"),
    };
    ok(&mut office, "2017-09-20", receipt);
    office
}

pub(crate) fn handed_over() -> Inventory {
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

pub(crate) fn state(office: &Inventory, id: &str) -> CardState {
    office.card(&card(id)).unwrap().state()
}
