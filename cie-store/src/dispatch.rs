//! Sending what is queued: when to try again, when to give up.

use chrono::{DateTime, Duration, Utc};
use cie_core::issuance::Track;

use crate::outbox::check_label;
use crate::{Code, Error, Outbox, Push, Result};

/// When a push that failed is tried again: after `base`, then `factor` times as long each time, up
/// to `longest`, each time shortened by a random part of `jitter`; and when it is given up.
///
/// ```
/// use chrono::Duration;
/// let rule = cie_store::RetryRule::default();
/// assert_eq!(rule.delay(1, 0.0), Duration::seconds(10));
/// assert_eq!(rule.delay(3, 0.0), Duration::seconds(40));
/// assert_eq!(rule.delay(3, 1.0), Duration::seconds(20));
/// assert_eq!(rule.delay(100, 0.0), Duration::hours(1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RetryRule {
    /// Delay after the first failure.
    pub base: Duration,
    /// How much longer each further delay is, from 1.
    pub factor: f64,
    /// Longest delay.
    pub longest: Duration,
    /// Part of the delay that is random, 0 to 1: senders that failed together do not come back
    /// together.
    pub jitter: f64,
    /// Attempts after which a push is given up.
    pub max_attempts: u32,
    /// Age, from when it was due first, at which a push is given up.
    pub max_age: Duration,
    /// How long a push that was taken is left to its sender.
    pub lease: Duration,
}

impl Default for RetryRule {
    /// 10 s, doubled each time up to 1 h, half of it random; given up after 100 attempts or 7 days;
    /// 2 minutes to send. The figures are ours.
    fn default() -> Self {
        Self {
            base: Duration::seconds(10),
            factor: 2.0,
            longest: Duration::hours(1),
            jitter: 0.5,
            max_attempts: 100,
            max_age: Duration::days(7),
            lease: Duration::minutes(2),
        }
    }
}

impl RetryRule {
    /// The delay after so many failures, from 1. `random` is between 0 and 1.
    #[must_use]
    pub fn delay(&self, failures: u32, random: f64) -> Duration {
        let steps = i32::try_from(failures.saturating_sub(1)).unwrap_or(i32::MAX);
        let base = self.base.num_milliseconds() as f64;
        let longest = self.longest.num_milliseconds() as f64;
        // Past any number, this is infinite and then the longest.
        let full = (base * self.factor.powi(steps)).min(longest);
        let kept = full * (1.0 - self.jitter * random.clamp(0.0, 1.0));
        // At most the longest delay, which is a number of milliseconds.
        #[allow(clippy::cast_possible_truncation)]
        Duration::milliseconds(kept as i64)
    }

    fn check(&self) -> Result<()> {
        let bad = |what: &'static str| Err(Error::new(Code::BadRetryRule).detail(what));
        let year = Duration::days(366);
        if self.base <= Duration::zero() || self.base > self.longest || self.longest > year {
            return bad("base and longest");
        }
        if !(1.0..=100.0).contains(&self.factor) {
            return bad("factor");
        }
        if !(0.0..=1.0).contains(&self.jitter) {
            return bad("jitter");
        }
        if self.max_attempts == 0 || self.max_age <= Duration::zero() || self.max_age > year * 10 {
            return bad("max_attempts and max_age");
        }
        if self.lease <= Duration::zero() || self.lease > year {
            return bad("lease");
        }
        Ok(())
    }

    /// When to try a push again that failed now; `None`: it is given up.
    fn next(&self, push: &Push, now: DateTime<Utc>, random: f64) -> Option<DateTime<Utc>> {
        let failures = match push.track {
            Track::Failed(failures) => failures + 1,
            _ => push.attempts,
        };
        let next = now + self.delay(failures, random);
        let too_old = push
            .first_due_at
            .is_some_and(|due| next - due > self.max_age);
        (push.attempts < self.max_attempts && !too_old).then_some(next)
    }
}

/// What became of sending one push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The receiver has it, now or from an earlier attempt.
    Acknowledged,
    /// It did not arrive, or nobody knows: it is tried again. With the code of the error.
    TryAgain(String),
    /// The receiver refuses it for good: it is given up at once. With the code of the error.
    Refused(String),
}

/// What a round of sending did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispatched {
    /// Keys of pushes that were acknowledged.
    pub acknowledged: Vec<String>,
    /// Keys of pushes that failed and are tried again.
    pub failed: Vec<String>,
    /// Keys of pushes that were given up: they wait for [`Outbox::retry`].
    pub given_up: Vec<String>,
}

impl Dispatched {
    /// Whether nothing was due.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.acknowledged.is_empty() && self.failed.is_empty() && self.given_up.is_empty()
    }
}

/// Sends what is due from an outbox. It reads no clock and throws no dice: time and randomness are
/// handed in.
///
/// A push is sent at least once, so the receiver must drop repetitions by the key. Several
/// dispatchers, in several processes, may drain one outbox.
///
/// ```
/// use chrono::{DateTime, Utc};
/// use cie_core::redact::Personal;
/// use cie_store::{Dispatcher, NewPush, Outbox, RetryRule, Sent, Store};
/// let store = Store::in_memory()?;
/// let now = DateTime::<Utc>::UNIX_EPOCH;
/// store.enqueue(&NewPush {
///     key: "058091-2026-000001/anpr.cie8".into(),
///     kind: "anpr.cie8".into(),
///     payload: Personal::new(b"<message/>".to_vec()),
///     due_at: now,
/// })?;
/// let dispatcher = Dispatcher::new(&store, RetryRule::default())?;
/// let done = dispatcher.round(10, || now, || 0.5, |push| {
///     assert_eq!(push.kind, "anpr.cie8");
///     Sent::Acknowledged
/// })?;
/// assert_eq!(done.acknowledged, ["058091-2026-000001/anpr.cie8"]);
/// # Ok::<(), cie_store::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dispatcher<O> {
    outbox: O,
    rule: RetryRule,
}

impl<O: Outbox> Dispatcher<O> {
    /// A dispatcher over an outbox.
    ///
    /// # Errors
    /// `CIE-STORE-200` when the rule makes no sense.
    pub fn new(outbox: O, rule: RetryRule) -> Result<Self> {
        rule.check()?;
        Ok(Self { outbox, rule })
    }

    /// Takes at most `limit` due pushes, one after the other, and sends each. `now` is asked before
    /// and after each, because sending takes time; `random` gives a number between 0 and 1.
    ///
    /// # Errors
    /// Errors of the outbox. What was sent before stays as it is; what was taken last is due again
    /// when its lease is over. `CIE-STORE-043` when the sender's error code is not a label.
    pub fn round(
        &self,
        limit: u32,
        mut now: impl FnMut() -> DateTime<Utc>,
        mut random: impl FnMut() -> f64,
        mut send: impl FnMut(&Push) -> Sent,
    ) -> Result<Dispatched> {
        let mut done = Dispatched::default();
        for _ in 0..limit {
            // One at a time: a slow receiver does not let the leases of the others run out.
            let taken_at = now();
            let taken = self.outbox.take(taken_at, taken_at + self.rule.lease, 1)?;
            let Some(push) = taken.into_iter().next() else {
                break;
            };
            let (code, next) = match send(&push) {
                Sent::Acknowledged => {
                    self.outbox.acknowledge(&push.key)?;
                    done.acknowledged.push(push.key);
                    continue;
                }
                Sent::TryAgain(code) => (code, self.rule.next(&push, now(), random())),
                Sent::Refused(code) => (code, None),
            };
            check_label(&code, "error code")?;
            match self.outbox.fail(&push.key, &code, next) {
                // Its lease ran out and somebody else went on with it: theirs is the last word.
                Err(error) if error.code() == Code::PushState => continue,
                result => result?,
            };
            match next {
                Some(_) => done.failed.push(push.key),
                None => done.given_up.push(push.key),
            }
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_delay_stays_within_its_bounds(failures in any::<u32>(), random in -1.0..2.0_f64) {
            let rule = RetryRule::default();
            let delay = rule.delay(failures, random);
            prop_assert!(delay >= rule.base / 2 && delay <= rule.longest);
            prop_assert!(rule.delay(failures, random) <= rule.delay(failures, 0.0));
        }
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        let good = RetryRule::default();
        for bad in [
            RetryRule {
                base: Duration::zero(),
                ..good.clone()
            },
            RetryRule {
                longest: Duration::seconds(1),
                ..good.clone()
            },
            RetryRule {
                factor: 0.5,
                ..good.clone()
            },
            RetryRule {
                factor: f64::NAN,
                ..good.clone()
            },
            RetryRule {
                jitter: 1.5,
                ..good.clone()
            },
            RetryRule {
                max_attempts: 0,
                ..good.clone()
            },
            RetryRule {
                lease: Duration::zero(),
                ..good.clone()
            },
        ] {
            assert_eq!(
                bad.check().unwrap_err().code(),
                Code::BadRetryRule,
                "{bad:?}"
            );
        }
        good.check().unwrap();
    }
}
