//! What must still reach somebody else, kept until they say that they have it.

use chrono::{DateTime, Utc};
use cie_core::issuance::Track;
use cie_core::redact::Personal;

use crate::{Code, Error, Result};

/// A push to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPush {
    /// Idempotency key, 1 to 80 characters: queueing it again changes nothing.
    pub key: String,
    /// What it is, such as `sad.emissione`, 1 to 80 characters.
    pub kind: String,
    /// The message, at most [`NewPush::MAX_PAYLOAD`] bytes.
    pub payload: Personal<Vec<u8>>,
    /// When it is due.
    pub due_at: DateTime<Utc>,
}

impl NewPush {
    /// Longest payload, in bytes: a notice with photo, fingerprints and signature is far below it.
    pub const MAX_PAYLOAD: usize = 16 * 1024 * 1024;

    /// Checks labels and size.
    ///
    /// # Errors
    /// `CIE-STORE-043` for a bad key or kind, `CIE-STORE-023` for a payload beyond the limit.
    pub fn check(&self) -> Result<()> {
        check_label(&self.key, "key")?;
        check_label(&self.kind, "kind")?;
        if self.payload.expose().len() > Self::MAX_PAYLOAD {
            return Err(Error::new(Code::TooLarge).detail("payload of a push"));
        }
        Ok(())
    }

    /// What becomes of it when a push of its key is queued already.
    pub(crate) fn meets(&self, queued: &Push) -> Result<Enqueued> {
        // What was erased cannot be compared any more; its key names it still.
        let same = queued.erased || queued.payload == self.payload;
        if same && queued.kind == self.kind {
            Ok(Enqueued::AlreadyThere)
        } else {
            Err(Code::KeyReused.into())
        }
    }
}

/// Labels end up in errors and on screens: a strict alphabet keeps personal data out of them.
pub(crate) fn check_label(text: &str, what: &'static str) -> Result<()> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b".:/-_".contains(&b);
    if (1..=80).contains(&text.len()) && text.bytes().all(allowed) {
        Ok(())
    } else {
        Err(Error::new(Code::BadLabel).detail(what))
    }
}

/// A queued push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// Idempotency key.
    pub key: String,
    /// What it is.
    pub kind: String,
    /// The message.
    pub payload: Personal<Vec<u8>>,
    /// How far it got; `Failed` counts the failures.
    pub track: Track,
    /// How often it was taken to be sent.
    pub attempts: u32,
    /// When it is due next; `None` when acknowledged or given up until [`Outbox::retry`].
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// Code of the last error.
    pub last_error: Option<String>,
    /// When it was due at first; `None` when queued by a version that did not note it.
    pub first_due_at: Option<DateTime<Utc>>,
    /// Its message was erased by retention or at a person's request.
    pub erased: bool,
}

impl Push {
    /// Where a push stands, by the name of its state in a store.
    pub(crate) fn track(state: &str, failures: u32) -> Result<Track> {
        match state {
            "pending" => Ok(Track::Pending),
            "sent" => Ok(Track::Sent),
            "acknowledged" => Ok(Track::Acknowledged),
            "failed" => Ok(Track::Failed(failures)),
            _ => Err(Error::new(Code::BadRecord).detail("outbox")),
        }
    }

    /// It is in flight from now on, until somebody else may take it.
    pub(crate) fn taken(&mut self, lease_until: DateTime<Utc>) {
        self.track = Track::Sent;
        self.attempts += 1;
        self.next_attempt_at = DateTime::from_timestamp_millis(lease_until.timestamp_millis());
    }

    /// Whether the receiver can have it.
    pub(crate) fn may_be_acknowledged(&self) -> Result<()> {
        Self::allow(self.attempts > 0, "never taken")
    }

    /// Whether sending it can have failed.
    pub(crate) fn may_fail(&self) -> Result<()> {
        Self::allow(self.track == Track::Sent, "not in flight")
    }

    /// Whether an operator can ask for it again.
    pub(crate) fn may_be_retried(&self) -> Result<()> {
        Self::allow(matches!(self.track, Track::Failed(_)), "it has not failed")
    }

    fn allow(allowed: bool, otherwise: &'static str) -> Result<()> {
        if allowed {
            Ok(())
        } else {
            Err(Error::new(Code::PushState).detail(otherwise))
        }
    }
}

/// What became of a push handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Enqueued {
    /// It is in the queue now.
    Added,
    /// The same push was queued before; nothing changed.
    AlreadyThere,
}

/// How many pushes stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PushCounts {
    /// Not sent yet.
    pub pending: u64,
    /// Sent, no answer yet.
    pub sent: u64,
    /// Acknowledged.
    pub acknowledged: u64,
    /// Failed, to be tried again or given up.
    pub failed: u64,
}

impl PushCounts {
    /// How many stand in the state of this name in a store.
    pub(crate) fn note(&mut self, state: &str, count: u64) -> Result<()> {
        let place = match state {
            "pending" => &mut self.pending,
            "sent" => &mut self.sent,
            "acknowledged" => &mut self.acknowledged,
            "failed" => &mut self.failed,
            _ => return Err(Error::new(Code::BadRecord).detail("outbox")),
        };
        *place = count;
        Ok(())
    }
}

/// A durable queue of pushes. It reads no clock: the caller says what time it is and when to try
/// again.
///
/// A push is sent at least once: whoever takes it and dies leaves it to be taken again when the
/// lease is over. The receiver drops repetitions by the key.
pub trait Outbox: Send + Sync {
    /// Queues a push, once for each key.
    ///
    /// # Errors
    /// `CIE-STORE-040` when the key was used for another kind or payload; `CIE-STORE-043` and
    /// `CIE-STORE-023` as for [`NewPush::check`]; errors of the store.
    fn enqueue(&self, push: &NewPush) -> Result<Enqueued>;

    /// Takes at most `limit` due pushes, the longest due first, and marks them as sent. Until
    /// `lease_until` nobody else takes them.
    ///
    /// # Errors
    /// Errors of the store; then none was taken.
    fn take(&self, now: DateTime<Utc>, lease_until: DateTime<Utc>, limit: u32)
    -> Result<Vec<Push>>;

    /// The receiver has it. Saying so again changes nothing.
    ///
    /// # Errors
    /// `CIE-STORE-041` for an unknown key, `CIE-STORE-042` when it was never taken.
    fn acknowledge(&self, key: &str) -> Result<()>;

    /// Sending failed, with the code of the error; it is due again at `next_attempt_at`, or not by
    /// itself. Returns the track with the number of failures.
    ///
    /// # Errors
    /// `CIE-STORE-041` for an unknown key, `CIE-STORE-042` when it is not in flight,
    /// `CIE-STORE-043` when the error code is not a label.
    fn fail(
        &self,
        key: &str,
        error_code: &str,
        next_attempt_at: Option<DateTime<Utc>>,
    ) -> Result<Track>;

    /// Makes a failed push due at some time, as an operator asks.
    ///
    /// # Errors
    /// `CIE-STORE-041` for an unknown key, `CIE-STORE-042` when it has not failed.
    fn retry(&self, key: &str, at: DateTime<Utc>) -> Result<()>;

    /// A push by its key.
    ///
    /// # Errors
    /// Errors of the store.
    fn push(&self, key: &str) -> Result<Option<Push>>;

    /// At most `limit` pushes that are not acknowledged, oldest first.
    ///
    /// # Errors
    /// Errors of the store.
    fn unfinished(&self, limit: u32) -> Result<Vec<Push>>;

    /// At most `limit` pushes that were given up, oldest first: they failed, and are not due again
    /// until [`Outbox::retry`].
    ///
    /// # Errors
    /// Errors of the store.
    fn given_up(&self, limit: u32) -> Result<Vec<Push>>;

    /// How many pushes stand where.
    ///
    /// # Errors
    /// Errors of the store.
    fn counts(&self) -> Result<PushCounts>;
}

impl<O: Outbox + ?Sized> Outbox for &O {
    fn enqueue(&self, push: &NewPush) -> Result<Enqueued> {
        (**self).enqueue(push)
    }
    fn take(
        &self,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Push>> {
        (**self).take(now, lease_until, limit)
    }
    fn acknowledge(&self, key: &str) -> Result<()> {
        (**self).acknowledge(key)
    }
    fn fail(
        &self,
        key: &str,
        error_code: &str,
        next_attempt_at: Option<DateTime<Utc>>,
    ) -> Result<Track> {
        (**self).fail(key, error_code, next_attempt_at)
    }
    fn retry(&self, key: &str, at: DateTime<Utc>) -> Result<()> {
        (**self).retry(key, at)
    }
    fn push(&self, key: &str) -> Result<Option<Push>> {
        (**self).push(key)
    }
    fn unfinished(&self, limit: u32) -> Result<Vec<Push>> {
        (**self).unfinished(limit)
    }
    fn given_up(&self, limit: u32) -> Result<Vec<Push>> {
        (**self).given_up(limit)
    }
    fn counts(&self) -> Result<PushCounts> {
        (**self).counts()
    }
}
