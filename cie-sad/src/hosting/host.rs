//! Many tenants in one process.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use super::metrics::{Metrics, Page, TenantCounts};
use super::pool::Pool;
use super::routes::{Routes, Shared, Target};
use super::tenant::{Admission, Tenant};
use super::{
    Answered, Document, Health, Log, LogEvent, NoLog, Opener, Refusal, TenantId, TenantSpec,
    TenantState,
};
use crate::codec::{Limits, decode_request};
use crate::{Code, Error, Result};

/// Options of a [`Host`].
#[derive(Clone)]
pub struct HostOptions {
    /// Threads that work for all tenants together; they start when there is work.
    pub workers: usize,
    /// Tenants kept open at once; beyond, the one that was used least recently is closed.
    pub max_open: usize,
    /// A tenant without requests for this long is closed.
    pub idle_close: Duration,
    /// Tenants that metrics name; the others are counted together as `other`.
    pub labelled: usize,
    /// Who keeps the log.
    pub log: Arc<dyn Log>,
}

impl Default for HostOptions {
    fn default() -> Self {
        Self {
            workers: 32,
            max_open: 256,
            idle_close: Duration::from_secs(600),
            labelled: 200,
            log: Arc::new(NoLog),
        }
    }
}

impl std::fmt::Debug for HostOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostOptions")
            .field("workers", &self.workers)
            .field("max_open", &self.max_open)
            .field("idle_close", &self.idle_close)
            .field("labelled", &self.labelled)
            .finish_non_exhaustive()
    }
}

/// Tenants that share a process and nothing else: each has its own registry, profile, keys,
/// limits, journal, and its share of the worker threads. Clones are the same host.
///
/// Tenants are added, replaced and removed while the others go on. They open with their first
/// request and close when they are idle, so that a vendor may host thousands.
///
/// ```
/// use std::sync::Arc;
/// use cie_sad::connector::{Connector, MemoryAnswerLog};
/// use cie_sad::hosting::{AlwaysOpen, Host, HostOptions, Route, TenantSpec};
/// use cie_sad::profile::Profile;
/// use cie_sad::registry::MemoryRegistry;
///
/// let host = Host::new(HostOptions::default());
/// let connector = Connector::new(
///     Arc::new(Profile::anpr()?),
///     Arc::new(MemoryRegistry::default()),
///     Arc::new(MemoryAnswerLog::default()),
/// );
/// let gorizia = TenantSpec::new("gorizia", Route::path("/031007/sad"))?;
/// let id = gorizia.id.clone();
/// host.add(gorizia, Arc::new(AlwaysOpen::new(Arc::new(connector))))?;
/// let answer = host.exchange(&id, b"<not-a-message/>".to_vec())?;
/// assert_eq!(answer.codes, ["EN489"]);
/// # Ok::<(), cie_sad::Error>(())
/// ```
#[derive(Clone)]
pub struct Host {
    inner: Arc<Inner>,
}

/// What came of answering on the thread that read the request.
pub(crate) enum Now {
    Answered(Answered),
    /// It is for a worker.
    No,
    Panicked,
}

struct Inner {
    pool: Pool,
    metrics: Metrics,
    options: HostOptions,
    tenants: RwLock<BTreeMap<TenantId, Arc<Tenant>>>,
    routes: RwLock<Routes>,
    draining: AtomicBool,
}

impl Host {
    /// A host without tenants.
    #[must_use]
    pub fn new(options: HostOptions) -> Self {
        Self {
            inner: Arc::new(Inner {
                pool: Pool::new(options.workers),
                metrics: Metrics::default(),
                options,
                tenants: RwLock::default(),
                routes: RwLock::default(),
                draining: AtomicBool::new(false),
            }),
        }
    }

    /// Adds a tenant; it opens with its first request.
    ///
    /// # Errors
    /// `CIE-SAD-303` for a path that cannot be served, `-350` for an ISTAT code that is none,
    /// `-351` when there is a tenant of this name, `-352` when another has its path or code.
    pub fn add(&self, spec: TenantSpec, opener: Arc<dyn Opener>) -> Result<()> {
        self.put(spec, opener, false)
    }

    /// Puts a tenant in the place of the one of the same name: new requests go to the new one, the
    /// old one finishes what it has in hand.
    ///
    /// # Errors
    /// As for [`Host::add`]; `CIE-SAD-353` when there is none of this name. Nothing changes then.
    pub fn replace(&self, spec: TenantSpec, opener: Arc<dyn Opener>) -> Result<()> {
        self.put(spec, opener, true)
    }

    fn put(&self, spec: TenantSpec, opener: Arc<dyn Opener>, replace: bool) -> Result<()> {
        let inner = &self.inner;
        let mut tenants = inner.tenants_mut();
        let old = tenants.get(&spec.id).cloned();
        match (&old, replace) {
            (Some(_), false) => return Err(tenant_error(Code::TenantExists, &spec.id)),
            (None, true) => return Err(tenant_error(Code::NoTenant, &spec.id)),
            _ => {}
        }
        let mut routes = inner.routes_mut();
        if let Some(route) = &spec.route {
            routes.check(route, old.as_ref().map(|old| &old.spec.id))?;
        }
        if let Some(old) = &old {
            if let Some(route) = &old.spec.route {
                routes.remove(route, &old.spec.id, &inner.pool);
            }
            inner.pool.close(old.lane);
        }
        let counts = match &old {
            Some(old) => Arc::clone(&old.counts),
            None => Arc::new(TenantCounts::default()),
        };
        let lane = inner.pool.lane(spec.limits.at_once);
        let tenant = Arc::new(Tenant::new(spec, opener, lane, counts));
        if let Some(route) = &tenant.spec.route {
            routes.add(route, &tenant, &inner.pool);
        }
        tenants.insert(tenant.spec.id.clone(), tenant);
        Ok(())
    }

    /// Removes a tenant; it finishes what it has in hand.
    ///
    /// # Errors
    /// `CIE-SAD-353` when there is none of this name.
    pub fn remove(&self, id: &TenantId) -> Result<()> {
        let inner = &self.inner;
        let mut tenants = inner.tenants_mut();
        let tenant = tenants
            .remove(id)
            .ok_or_else(|| tenant_error(Code::NoTenant, id))?;
        if let Some(route) = &tenant.spec.route {
            inner.routes_mut().remove(route, id, &inner.pool);
        }
        inner.pool.close(tenant.lane);
        Ok(())
    }

    /// The tenants, by name, and how each of them is.
    #[must_use]
    pub fn tenants(&self) -> Vec<(TenantId, TenantState)> {
        let tenants = self.inner.tenants();
        let known = tenants.values();
        known.map(|t| (t.spec.id.clone(), t.state())).collect()
    }

    /// Answers one message that came in by another way than HTTP, with the same limits and counts.
    /// Blocks until it is answered.
    ///
    /// # Errors
    /// `CIE-SAD-353` for a name that is none, `-358` when too many of its requests wait or the
    /// host is shutting down.
    pub fn exchange(&self, id: &TenantId, body: Vec<u8>) -> Result<Answered> {
        let started = Instant::now();
        let tenant = self.inner.tenants().get(id).cloned();
        let tenant = tenant.ok_or_else(|| tenant_error(Code::NoTenant, id))?;
        let busy = || tenant_error(Code::HostBusy, id);
        let admission = tenant.admit().ok_or_else(busy)?;
        let (sender, receiver) = sync_channel(1);
        let submitted = self.run(admission, body, move |answer| {
            // Somebody is waiting for it, or this thread would not have been asked.
            let _ = sender.send(answer);
        });
        if !submitted {
            return Err(busy());
        }
        let answer = receiver.recv().map_err(|_| busy())?;
        self.answered(&tenant, &answer, started.elapsed());
        Ok(answer)
    }

    pub(super) fn tenant(&self, id: &TenantId) -> Option<Arc<Tenant>> {
        self.inner.tenants().get(id).cloned()
    }

    /// Queues a request; false when nothing is accepted any more. When the job is dropped or its
    /// registry panics, `reply` is dropped uncalled.
    pub(crate) fn run<B, R>(&self, admission: Admission, body: B, reply: R) -> bool
    where
        B: AsRef<[u8]> + Send + 'static,
        R: FnOnce(Answered) + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let lane = admission.tenant().lane;
        let job = Box::new(move || {
            let tenant = admission.tenant();
            let was_open = tenant.is_open();
            let answer = tenant.answer(body.as_ref(), inner.options.log.as_ref());
            let opened = !was_open && tenant.is_open();
            drop(admission);
            reply(answer);
            if opened {
                inner.close_beyond_most();
            }
        });
        self.inner.pool.submit(lane, job).is_ok()
    }

    /// Answers on the thread that calls, which must not wait, if the tenant has room and can.
    pub(crate) fn run_now(&self, admission: &Admission, body: &[u8]) -> Now {
        let tenant = admission.tenant();
        let Some(_guest) = self.inner.pool.begin(tenant.lane) else {
            return Now::No;
        };
        // As on a worker: a registry that panics must not take the connection along.
        match catch_unwind(AssertUnwindSafe(|| tenant.answer_now(body))) {
            Ok(Some(answer)) => Now::Answered(answer),
            Ok(None) => Now::No,
            Err(_) => Now::Panicked,
        }
    }

    /// Asks a tenant for a document, on a worker: the tenant may have to be opened.
    pub(crate) fn document<R>(&self, admission: Admission, query: String, reply: R) -> bool
    where
        R: FnOnce(Option<Document>) + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let lane = admission.tenant().lane;
        let job = Box::new(move || {
            let endpoint = admission.tenant().endpoint(inner.options.log.as_ref());
            reply(endpoint.and_then(|endpoint| endpoint.document(&query)));
        });
        self.inner.pool.submit(lane, job).is_ok()
    }

    /// Reads the heading of a message on a worker, to see which tenant of a shared path it is for.
    /// The reply is the ISTAT code, or nothing for what cannot be read.
    pub(crate) fn tell<B, R>(&self, shared: &Arc<Shared>, body: B, reply: R) -> bool
    where
        B: AsRef<[u8]> + Send + 'static,
        R: FnOnce(Option<String>) + Send + 'static,
    {
        let (lane, shared) = (shared.lane, Arc::clone(shared));
        let job = Box::new(move || {
            let message = crate::carriage::unpacked(shared.profile.carrier(), body.as_ref());
            let limits = Limits::default();
            let decoded = decode_request(&shared.profile, &message, &limits);
            reply(
                decoded
                    .ok()
                    .map(|one| shared.from.of(&one.message).to_owned()),
            );
        });
        self.inner.pool.submit(lane, job).is_ok()
    }

    pub(crate) fn find(&self, listener: &str, path: &str) -> Option<Target> {
        self.inner.routes().find(listener, path).cloned()
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    pub(crate) fn log(&self) -> &dyn Log {
        self.inner.options.log.as_ref()
    }

    pub(crate) fn answered(&self, tenant: &Tenant, answer: &Answered, elapsed: Duration) {
        let metrics = &self.inner.metrics;
        metrics.answered(&tenant.counts, answer, elapsed);
        if answer.trouble == Some(Code::TenantClosed) {
            metrics.refused(Refusal::Closed);
        }
    }

    pub(crate) fn refused(
        &self,
        reason: Refusal,
        tenant: Option<&TenantId>,
        request_id: Option<&str>,
    ) {
        self.inner.metrics.refused(reason);
        self.log().event(&LogEvent::Refused {
            reason,
            tenant,
            request_id,
        });
    }

    /// Closes tenants that were idle for long and looks again at those that fail. The HTTP server
    /// calls it every few seconds.
    pub fn sweep(&self) {
        let inner = &self.inner;
        let known: Vec<_> = inner.tenants().values().cloned().collect();
        let (now, log) = (Instant::now(), inner.options.log.as_ref());
        for tenant in known {
            let idle = tenant.idle_since();
            if idle.is_some_and(|since| now.duration_since(since) >= inner.options.idle_close) {
                tenant.close(log);
            }
            if tenant.wants_probe() {
                let (inner, again) = (Arc::clone(inner), Arc::clone(&tenant));
                let job = Box::new(move || again.probe(inner.options.log.as_ref()));
                if self.inner.pool.submit(tenant.lane, job).is_err() {
                    tenant.probe_refused();
                }
            }
        }
    }

    /// How the host is.
    #[must_use]
    pub fn health(&self) -> Health {
        let tenants = self.inner.tenants();
        let failing = |tenant: &&Arc<Tenant>| tenant.state() != TenantState::Well;
        let failing: Vec<_> = tenants.values().filter(failing).collect();
        let (busy, waiting) = self.inner.pool.load();
        Health {
            stopping: self.inner.draining.load(Ordering::Relaxed),
            tenants: tenants.len(),
            open: tenants.values().filter(|tenant| tenant.is_open()).count(),
            failing: failing.len(),
            named: failing
                .iter()
                .take(Health::NAMED)
                .map(|tenant| (tenant.spec.id.clone(), tenant.state()))
                .collect(),
            busy,
            waiting,
            connections: self.inner.metrics.open_connections(),
        }
    }

    /// The metrics, in the text format of Prometheus.
    #[must_use]
    pub fn metrics_text(&self) -> String {
        let mut page = Page::default();
        self.inner.metrics.write(&mut page);
        let name = "cie_sad_tenant_answers_total";
        page.family(name, "counter", "Answers, by tenant and outcome.");
        let tenants = self.inner.tenants();
        let mut others = [0; 3];
        for (at, tenant) in tenants.values().enumerate() {
            if at < self.inner.options.labelled {
                let mut own = [0; 3];
                tenant.counts.add_to(&mut own);
                page.tenant(tenant.spec.id.as_str(), &own);
            } else {
                tenant.counts.add_to(&mut others);
            }
        }
        if tenants.len() > self.inner.options.labelled {
            page.tenant("other", &others);
        }
        drop(tenants);
        self.health().write(&mut page);
        page.finish()
    }

    /// Takes no more requests and waits for those accepted; false when time ran out first.
    #[must_use]
    pub fn drain(&self, within: Duration) -> bool {
        self.stop_accepting();
        self.inner.pool.drain(within)
    }

    pub(crate) fn stop_accepting(&self) {
        self.inner.draining.store(true, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host")
            .field("tenants", &self.inner.tenants().len())
            .finish_non_exhaustive()
    }
}

type Tenants = BTreeMap<TenantId, Arc<Tenant>>;

impl Inner {
    // Nothing panics while these are held: what they guard is sound.
    fn tenants(&self) -> RwLockReadGuard<'_, Tenants> {
        self.tenants.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn tenants_mut(&self) -> RwLockWriteGuard<'_, Tenants> {
        self.tenants.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn routes(&self) -> RwLockReadGuard<'_, Routes> {
        self.routes.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn routes_mut(&self) -> RwLockWriteGuard<'_, Routes> {
        self.routes.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn close_beyond_most(&self) {
        let open: Vec<_> = {
            let tenants = self.tenants();
            tenants.values().filter(|t| t.is_open()).cloned().collect()
        };
        let Some(beyond) = open.len().checked_sub(self.options.max_open.max(1)) else {
            return;
        };
        let mut idle: Vec<_> = open
            .into_iter()
            .filter_map(|tenant| Some((tenant.idle_since()?, tenant)))
            .collect();
        idle.sort_by_key(|(since, _)| *since);
        for (_, tenant) in idle.into_iter().take(beyond) {
            tenant.close(self.options.log.as_ref());
        }
    }
}

fn tenant_error(code: Code, id: &TenantId) -> Error {
    Error::new(code).detail(id.as_str().to_owned())
}
