use cie_core::issuance::Track;
use cie_core::redact::Personal;
use cie_store::{Code, Enqueued, NewPush, Outbox, PushCounts};

use super::at;

pub(crate) fn push(key: &str, due: i64) -> NewPush {
    NewPush {
        key: key.into(),
        kind: "sad.emissione".into(),
        payload: Personal::new(format!("<x>{key}</x>").into_bytes()),
        due_at: at(due),
    }
}

/// A key queues once; the same key for something else is refused.
pub(crate) fn queues_once_for_each_key<O: Outbox>(open: impl Fn() -> O) {
    let outbox = open();
    assert_eq!(outbox.enqueue(&push("k1", 0)).unwrap(), Enqueued::Added);
    assert_eq!(
        open().enqueue(&push("k1", 99)).unwrap(),
        Enqueued::AlreadyThere
    );
    let mut other = push("k1", 0);
    other.payload = Personal::new(b"else".to_vec());
    assert_eq!(outbox.enqueue(&other).unwrap_err().code(), Code::KeyReused);
    let mut other = push("k1", 0);
    other.kind = "anpr.cie8".into();
    assert_eq!(outbox.enqueue(&other).unwrap_err().code(), Code::KeyReused);
    let stored = open().push("k1").unwrap().unwrap();
    assert_eq!((stored.track, stored.attempts), (Track::Pending, 0));
    assert_eq!(stored.next_attempt_at, Some(at(0)));
    assert_eq!(stored.payload, push("k1", 0).payload);
    for bad in ["", "a b", "è", &"x".repeat(81)] {
        assert_eq!(
            outbox.enqueue(&push(bad, 0)).unwrap_err().code(),
            Code::BadLabel
        );
    }
}

/// Pending, sent, failed and sent again, acknowledged: as the caller's times say.
pub(crate) fn goes_through_its_states<O: Outbox>(open: impl Fn() -> O) {
    let outbox = open();
    for (key, due) in [("late", 50), ("b", 10), ("a", 5)] {
        outbox.enqueue(&push(key, due)).unwrap();
    }
    let keys = |pushes: Vec<cie_store::Push>| -> Vec<String> {
        pushes.into_iter().map(|push| push.key).collect()
    };
    assert!(outbox.take(at(4), at(60), 10).unwrap().is_empty());
    assert_eq!(keys(outbox.take(at(10), at(60), 1).unwrap()), ["a"]);
    assert_eq!(keys(outbox.take(at(10), at(60), 10).unwrap()), ["b"]);
    assert!(
        outbox.take(at(10), at(60), 10).unwrap().is_empty(),
        "leased"
    );

    outbox.acknowledge("a").unwrap();
    outbox.acknowledge("a").unwrap();
    assert_eq!(
        outbox.fail("a", "X", None).unwrap_err().code(),
        Code::PushState
    );
    assert_eq!(
        outbox.fail("b", "CIE-SAD-020", Some(at(20))).unwrap(),
        Track::Failed(1)
    );
    assert_eq!(
        outbox.fail("b", "X", None).unwrap_err().code(),
        Code::PushState
    );
    assert!(
        outbox.take(at(19), at(60), 10).unwrap().is_empty(),
        "backing off"
    );
    let again = open().take(at(20), at(30), 10).unwrap();
    assert_eq!((again[0].key.as_str(), again[0].attempts), ("b", 2));
    assert_eq!(again[0].last_error.as_deref(), Some("CIE-SAD-020"));
    assert_eq!(
        outbox.fail("b", "CIE-SAD-020", None).unwrap(),
        Track::Failed(2)
    );
    assert!(
        outbox.take(at(49), at(60), 10).unwrap().is_empty(),
        "given up"
    );
    outbox.retry("b", at(40)).unwrap();
    assert_eq!(keys(outbox.take(at(49), at(60), 10).unwrap()), ["b"]);

    let counts = PushCounts {
        pending: 1,
        sent: 1,
        acknowledged: 1,
        failed: 0,
    };
    assert_eq!(open().counts().unwrap(), counts);
    assert_eq!(keys(outbox.unfinished(10).unwrap()), ["late", "b"]);
    assert_eq!(outbox.push("nobody").unwrap(), None);
    assert_eq!(
        outbox.acknowledge("nobody").unwrap_err().code(),
        Code::PushUnknown
    );
    assert_eq!(
        outbox.acknowledge("late").unwrap_err().code(),
        Code::PushState
    );
    assert_eq!(
        outbox.retry("late", at(0)).unwrap_err().code(),
        Code::PushState
    );
    // An error text could quote the citizen: only a code is taken.
    let error = outbox.fail("b", "no such person: ROSSI", None).unwrap_err();
    assert_eq!(error.code(), Code::BadLabel);
}

/// What was taken by a program that died is taken again when the lease is over, and an answer that
/// comes late still counts.
pub(crate) fn a_dead_sender_loses_nothing<O: Outbox>(open: impl Fn() -> O) {
    open().enqueue(&push("k", 0)).unwrap();
    assert_eq!(open().take(at(0), at(30), 10).unwrap().len(), 1);
    assert!(open().take(at(29), at(60), 10).unwrap().is_empty());
    let again = open().take(at(30), at(60), 10).unwrap();
    assert_eq!((again.len(), again[0].attempts), (1, 2));
    open().fail("k", "TIMEOUT", Some(at(90))).unwrap();
    open().acknowledge("k").unwrap();
    assert!(open().take(at(1000), at(2000), 10).unwrap().is_empty());
    assert_eq!(
        open().push("k").unwrap().unwrap().track,
        Track::Acknowledged
    );
}
