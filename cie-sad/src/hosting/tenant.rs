//! A tenant while the host runs.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::metrics::TenantCounts;
use super::pool::LaneId;
use super::{Answered, Endpoint, Log, LogEvent, Opener, TenantSpec};
use crate::Code;

/// A tenant that could not be opened is not tried again before this.
const RETRY: Duration = Duration::from_secs(2);

/// An answer on the thread that reads may take this long before it counts as slow. One alone may be
/// the machine's, which had something else to do; two in a row are the tenant's.
const SLOW: Duration = Duration::from_millis(20);
/// One that took this long is never excused.
const VERY_SLOW: Duration = Duration::from_millis(200);
/// A tenant that was slow there leaves those threads alone for so many times as long.
const REST: u32 = 10;

pub(crate) struct Tenant {
    pub(crate) spec: TenantSpec,
    pub(super) lane: LaneId,
    pub(super) counts: Arc<TenantCounts>,
    opener: Arc<dyn Opener>,
    held: Mutex<Held>,
    open: AtomicBool,
    /// Requests that wait or run.
    pending: AtomicUsize,
    state: AtomicU8,
    probing: AtomicBool,
    /// What brings its requests, when that is not HTTP, does not work.
    cut_off: AtomicBool,
    pace: Mutex<Pace>,
}

/// How quick it was on the threads that read.
#[derive(Default)]
struct Pace {
    /// The last answer there was slow.
    slow: bool,
    /// Until when it is not asked there.
    rests_until: Option<Instant>,
}

impl Pace {
    fn took(&mut self, time: Duration) {
        let before = std::mem::replace(&mut self.slow, time > SLOW);
        if time > VERY_SLOW || (self.slow && before) {
            self.rests_until = Some(Instant::now() + time * REST);
        }
    }
}

struct Held {
    endpoint: Option<Arc<dyn Endpoint>>,
    used: Instant,
    retry_at: Option<Instant>,
}

/// How a tenant is, as far as its last request or probe tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TenantState {
    /// It answers, or was not asked yet.
    Well,
    /// Its registry failed.
    RegistryFailing,
    /// Its store (answers, journal) failed.
    StoreFailing,
    /// It cannot be opened.
    CannotOpen,
    /// The folder that its requests come in by does not work.
    FolderFailing,
}

impl TenantState {
    const ALL: [Self; 5] = [
        Self::Well,
        Self::RegistryFailing,
        Self::StoreFailing,
        Self::CannotOpen,
        Self::FolderFailing,
    ];

    /// Its name on the health page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::RegistryFailing => "registry_failing",
            Self::StoreFailing => "store_failing",
            Self::CannotOpen => "cannot_open",
            Self::FolderFailing => "folder_failing",
        }
    }
}

/// The right to one request in hand; given back when dropped.
pub(crate) struct Admission(Arc<Tenant>);

impl Drop for Admission {
    fn drop(&mut self) {
        self.0.pending.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Admission {
    pub(crate) fn tenant(&self) -> &Arc<Tenant> {
        &self.0
    }
}

impl Tenant {
    pub(super) fn new(
        spec: TenantSpec,
        opener: Arc<dyn Opener>,
        lane: LaneId,
        counts: Arc<TenantCounts>,
    ) -> Self {
        Self {
            spec,
            lane,
            counts,
            opener,
            held: Mutex::new(Held {
                endpoint: None,
                used: Instant::now(),
                retry_at: None,
            }),
            open: AtomicBool::new(false),
            pending: AtomicUsize::new(0),
            state: AtomicU8::new(0),
            probing: AtomicBool::new(false),
            cut_off: AtomicBool::new(false),
            pace: Mutex::default(),
        }
    }

    /// Lets a request in, unless too many wait.
    pub(crate) fn admit(self: &Arc<Self>) -> Option<Admission> {
        let limits = &self.spec.limits;
        let most = limits.at_once.max(1).saturating_add(limits.queue);
        let before = self.pending.fetch_add(1, Ordering::Relaxed);
        let admission = Admission(Arc::clone(self));
        (before < most).then_some(admission)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The endpoint, opened if need be. Blocks.
    pub(super) fn endpoint(&self, log: &dyn Log) -> Option<Arc<dyn Endpoint>> {
        let mut held = self.held();
        held.used = Instant::now();
        if let Some(endpoint) = &held.endpoint {
            return Some(Arc::clone(endpoint));
        }
        if held.retry_at.is_some_and(|at| Instant::now() < at) {
            return None;
        }
        match self.opener.open() {
            Ok(endpoint) => {
                held.endpoint = Some(Arc::clone(&endpoint));
                held.retry_at = None;
                self.open.store(true, Ordering::Relaxed);
                if self.opener.reopens() {
                    log.event(&LogEvent::Opened(&self.spec.id));
                }
                self.set(TenantState::Well);
                Some(endpoint)
            }
            Err(cause) => {
                held.retry_at = Some(Instant::now() + RETRY);
                self.set(TenantState::CannotOpen);
                log.event(&LogEvent::Failing {
                    tenant: &self.spec.id,
                    cause: cause.as_ref(),
                });
                None
            }
        }
    }

    /// The endpoint, when it is open: does not block for long.
    pub(crate) fn endpoint_if_open(&self) -> Option<Arc<dyn Endpoint>> {
        self.held.try_lock().ok()?.endpoint.clone()
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers on a thread that has others to serve, if that is quick.
    pub(super) fn answer_now(&self, body: &[u8]) -> Option<Answered> {
        let started = Instant::now();
        let resting = self.pace().rests_until;
        if resting.is_some_and(|until| started < until) {
            return None;
        }
        let endpoint = {
            let mut held = self.held.try_lock().ok()?;
            held.used = started;
            Arc::clone(held.endpoint.as_ref()?)
        };
        let answer = endpoint.answer_now(body);
        self.pace().took(started.elapsed());
        if answer.as_ref().is_some_and(|one| one.trouble.is_none()) {
            self.set(TenantState::Well);
        }
        answer
    }

    /// Answers on the thread that calls.
    pub(super) fn answer(&self, body: &[u8], log: &dyn Log) -> Answered {
        let Some(endpoint) = self.endpoint(log) else {
            return Answered {
                trouble: Some(Code::TenantClosed),
                ..Answered::bare(503)
            };
        };
        let answer = endpoint.answer(body);
        match answer.trouble {
            Some(Code::RegistryFailed) => self.set(TenantState::RegistryFailing),
            Some(Code::AnswerLogFailed | Code::ObserverFailed) => {
                self.set(TenantState::StoreFailing);
            }
            None => self.set(TenantState::Well),
            // A request that could not be read says nothing about the registry.
            Some(_) => {}
        }
        answer
    }

    /// Looks again at a tenant that failed.
    pub(super) fn probe(&self, log: &dyn Log) {
        if let Some(endpoint) = self.endpoint(log) {
            match endpoint.probe() {
                Ok(()) => self.set(TenantState::Well),
                Err(cause) => log.event(&LogEvent::Failing {
                    tenant: &self.spec.id,
                    cause: cause.as_ref(),
                }),
            }
        }
        self.probing.store(false, Ordering::Relaxed);
    }

    /// Whether somebody should look again; says yes once until they did.
    pub(super) fn wants_probe(&self) -> bool {
        self.answering() != TenantState::Well && !self.probing.swap(true, Ordering::Relaxed)
    }

    /// Nobody looks after all.
    pub(super) fn probe_refused(&self) {
        self.probing.store(false, Ordering::Relaxed);
    }

    fn set(&self, state: TenantState) {
        let place = TenantState::ALL.iter().position(|one| *one == state);
        let place = place
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or(0);
        self.state.store(place, Ordering::Relaxed);
    }

    /// Notes whether its folder works.
    pub(super) fn set_cut_off(&self, cut_off: bool) {
        self.cut_off.store(cut_off, Ordering::Relaxed);
    }

    /// How it is, requests and what brings them.
    pub(super) fn state(&self) -> TenantState {
        match self.answering() {
            TenantState::Well if self.cut_off.load(Ordering::Relaxed) => TenantState::FolderFailing,
            state => state,
        }
    }

    fn answering(&self) -> TenantState {
        let place = usize::from(self.state.load(Ordering::Relaxed));
        TenantState::ALL
            .get(place)
            .copied()
            .unwrap_or(TenantState::Well)
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::Relaxed)
    }

    /// Since when an open tenant that can be opened again has had nothing to do.
    pub(super) fn idle_since(&self) -> Option<Instant> {
        if !self.is_open() || !self.opener.reopens() || self.pending.load(Ordering::Relaxed) > 0 {
            return None;
        }
        Some(self.held.try_lock().ok()?.used)
    }

    /// Closes it; what is in hand keeps its own hold. The next request opens it again.
    pub(super) fn close(&self, log: &dyn Log) {
        let closed = self.held().endpoint.take();
        self.open.store(false, Ordering::Relaxed);
        if closed.is_some() && self.opener.reopens() {
            log.event(&LogEvent::Closed(&self.spec.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_slow_answers_in_a_row_or_a_very_slow_one_make_a_tenant_rest() {
        let rests = |times: &[u64]| {
            let mut pace = Pace::default();
            for time in times {
                pace.took(Duration::from_millis(*time));
            }
            pace.rests_until.is_some()
        };
        for quick in [&[1, 2][..], &[30, 1, 30], &[20, 20], &[200, 1, 200]] {
            assert!(!rests(quick), "{quick:?}");
        }
        for slow in [&[21, 21][..], &[1, 30, 190], &[201], &[1, 300, 1]] {
            assert!(rests(slow), "{slow:?}");
        }
    }
}
