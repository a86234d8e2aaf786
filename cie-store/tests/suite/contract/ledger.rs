use cie_core::issuance::State;
use cie_core::journal::{Event, Journal, verify};
use cie_store::{Code, Enqueued, Expected, Ledger, Outbox, Requests, Step};

use super::at;
use super::outbox::push;
use super::requests::{number, update};

fn sign(expected: Expected, key: &str) -> Step {
    Step {
        request: Some(update(1, expected, State::Signed)),
        events: vec![Event::new(
            at(0),
            number(1).as_str(),
            "state.signed",
            "operator",
        )],
        pushes: vec![push(key, 0)],
    }
}

/// Request, journal and outbox change together or not at all, whichever of them refuses.
pub(crate) fn all_or_nothing<L: Ledger + Journal + Outbox + Requests>(open: impl Fn() -> L) {
    let ledger = open();
    ledger
        .put(&update(1, Expected::Absent, State::Complete))
        .unwrap();
    let done = ledger
        .commit(&sign(Expected::Version(1), "card-1"))
        .unwrap();
    assert_eq!((done.version, done.entries.len()), (Some(2), 1));
    assert_eq!(done.pushes, [Enqueued::Added]);

    let unchanged = || {
        let ledger = open();
        assert_eq!(ledger.get(&number(1)).unwrap().unwrap().version, 2);
        let entries = ledger.entries().unwrap();
        assert_eq!(entries, done.entries);
        verify(&entries).unwrap();
        assert_eq!(ledger.counts().unwrap().pending, 1);
    };
    // A second signer with the version seen before: never issued twice.
    let error = ledger
        .commit(&sign(Expected::Version(1), "card-2"))
        .unwrap_err();
    assert_eq!(error.code(), Code::VersionConflict);
    unchanged();
    // The last of the three refuses: the first two are undone.
    let mut reused = sign(Expected::Version(2), "card-1");
    reused.pushes[0].kind = "other".into();
    assert_eq!(ledger.commit(&reused).unwrap_err().code(), Code::KeyReused);
    unchanged();
    // The journal refuses.
    let mut long = sign(Expected::Version(2), "card-3");
    long.events
        .push(Event::new(at(0), "x".repeat(10_000), "x", "x"));
    assert_eq!(ledger.commit(&long).unwrap_err().code(), Code::TooLarge);
    unchanged();
}
