use chrono::Duration;
use cie_core::issuance::Track;
use cie_store::{Dispatcher, Outbox, RetryRule, Sent};

use super::at;
use super::outbox::push;

fn rule() -> RetryRule {
    RetryRule {
        base: Duration::seconds(10),
        factor: 3.0,
        longest: Duration::seconds(60),
        jitter: 0.5,
        max_attempts: 4,
        max_age: Duration::seconds(1000),
        lease: Duration::seconds(5),
    }
}

/// Delays of 10, 30 and 60 seconds, with the random part handed in; then it is given up, listed, and
/// queued again by an operator.
pub(crate) fn sends_backs_off_and_gives_up<O: Outbox>(open: impl Fn() -> O) {
    let outbox = open();
    outbox.enqueue(&push("bad", 0)).unwrap();
    outbox.enqueue(&push("good", 1)).unwrap();
    outbox.enqueue(&push("refused", 2)).unwrap();
    outbox.enqueue(&push("later", 5000)).unwrap();
    let dispatcher = Dispatcher::new(&outbox, rule()).unwrap();
    let round = |seconds: i64, random: f64| {
        let send = |push: &cie_store::Push| match push.key.as_str() {
            "good" => Sent::Acknowledged,
            "refused" => Sent::Refused("CIE-SAD-400".into()),
            _ => Sent::TryAgain("TIMEOUT".into()),
        };
        dispatcher
            .round(10, || at(seconds), || random, send)
            .unwrap()
    };
    let first = round(3, 0.0);
    assert_eq!(first.acknowledged, ["good"]);
    assert_eq!(first.failed, ["bad"]);
    assert_eq!(first.given_up, ["refused"]);
    assert!(round(12, 0.0).is_idle(), "10 seconds are not over");
    assert_eq!(round(13, 1.0).failed, ["bad"], "again in 15 to 30 seconds");
    assert!(round(27, 0.0).is_idle());
    assert_eq!(round(28, 0.0).failed, ["bad"]);
    assert!(round(87, 0.0).is_idle(), "60 seconds, the longest");
    assert_eq!(round(88, 0.0).given_up, ["bad"], "the fourth attempt");
    let keys = |pushes: Vec<cie_store::Push>| -> Vec<String> {
        pushes.into_iter().map(|push| push.key).collect()
    };
    assert_eq!(keys(open().given_up(10).unwrap()), ["bad", "refused"]);
    assert_eq!(keys(open().given_up(1).unwrap()), ["bad"]);
    let bad = open().push("bad").unwrap().unwrap();
    assert_eq!((bad.track, bad.attempts), (Track::Failed(4), 4));
    assert_eq!(bad.first_due_at, Some(at(0)));

    outbox.retry("refused", at(100)).unwrap();
    assert_eq!(keys(open().given_up(10).unwrap()), ["bad"]);
    let dispatcher = Dispatcher::new(open(), rule()).unwrap();
    let done = dispatcher.round(10, || at(100), || 0.0, |_| Sent::Acknowledged);
    assert_eq!(done.unwrap().acknowledged, ["refused"]);

    // Too old, whatever the number of attempts.
    let old = dispatcher.round(1, || at(6100), || 0.0, |_| Sent::TryAgain("X".into()));
    assert_eq!(old.unwrap().given_up, ["later"]);
}

/// Backwards: what was due stays due or becomes it again. Forwards: leases end early, and the sender
/// that was overtaken still has its word.
pub(crate) fn a_clock_that_jumps_loses_no_push<O: Outbox>(open: impl Fn() -> O) {
    let outbox = open();
    outbox.enqueue(&push("k", 0)).unwrap();
    let dispatcher = Dispatcher::new(&outbox, rule()).unwrap();
    // The clock jumps a day ahead while the message is on its way, then back.
    let mut clock = [at(0), at(86_400)].into_iter();
    let done = dispatcher.round(
        1,
        || clock.next().unwrap(),
        || 0.0,
        |_| Sent::TryAgain("TIMEOUT".into()),
    );
    // A day later it is too old by the rule: given up, not lost.
    assert_eq!(done.unwrap().given_up, ["k"]);
    outbox.retry("k", at(0)).unwrap();

    // Taken by a sender whose clock is a day ahead, then looked at with the right one.
    let lease = at(86_400 + 5);
    assert_eq!(outbox.take(at(86_400), lease, 1).unwrap().len(), 1);
    assert!(outbox.take(at(20), at(30), 1).unwrap().is_empty());
    // Its sender still has its word.
    outbox.fail("k", "TIMEOUT", Some(at(30))).unwrap();
    assert_eq!(outbox.take(at(31), at(40), 1).unwrap().len(), 1);
    // A sender whose clock is ahead takes it early; both acknowledge, which is the same.
    assert_eq!(outbox.take(at(90_000), at(90_005), 1).unwrap().len(), 1);
    outbox.acknowledge("k").unwrap();
    outbox.acknowledge("k").unwrap();
    assert_eq!(
        open().push("k").unwrap().unwrap().track,
        Track::Acknowledged
    );
}
