//! What the server does with one request.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{ALLOW, AUTHORIZATION, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response};
use tokio::sync::{Semaphore, oneshot};

use super::body::{self, Budget, Read};
use super::guard::Phase;
use super::response::{Whole, whole};
use super::{FrontOptions, request_id, status};
use crate::hosting::{Admission, Answered, Host, LogEvent, Now, Refusal, Shared, Target, Tenant};

/// What all connections share.
pub(super) struct Front {
    pub(super) host: Host,
    pub(super) options: FrontOptions,
    pub(super) bodies: Arc<Budget>,
    /// Checking a password is slow on purpose: few at a time.
    pub(super) checks: Arc<Semaphore>,
    pub(super) connections: Arc<Semaphore>,
}

/// Password checks at once.
pub(super) const CHECKS: usize = 2;

/// Largest body that may be answered on the thread that read it: a question, not a photograph.
const NOW_BYTES: usize = 16 << 10;

/// Where a request came in.
pub(super) struct Origin {
    pub(super) listener: Arc<str>,
    pub(super) peer: IpAddr,
}

/// An answer with what HTTP needs beside it.
struct Outgoing {
    answer: Answered,
    refused: Option<Refusal>,
    tenant: Option<Arc<Tenant>>,
}

impl Outgoing {
    fn refused(reason: Refusal, tenant: Option<&Arc<Tenant>>) -> Self {
        let status = match reason {
            Refusal::Address => 403,
            Refusal::Password => 401,
            Refusal::Route => 404,
            Refusal::TooLarge => 413,
            Refusal::SlowBody => 408,
            _ => 503,
        };
        let mut answer = Answered::bare(status);
        // Where somebody can say it in the words of the wire, they do.
        let open = tenant.and_then(|tenant| tenant.endpoint_if_open());
        if let Some(endpoint) = open.filter(|_| status == 503) {
            answer = endpoint.unavailable();
        }
        Self {
            answer,
            refused: Some(reason),
            tenant: tenant.cloned(),
        }
    }

    fn plain(answer: Answered) -> Self {
        Self {
            answer,
            refused: None,
            tenant: None,
        }
    }
}

/// Answers one request.
pub(super) async fn answer(
    front: &Arc<Front>,
    origin: &Origin,
    request: Request<Incoming>,
    phase: &Arc<Phase>,
) -> Response<Whole> {
    let started = Instant::now();
    let (parts, mut body) = request.into_parts();
    let id = request_id::of(&parts.headers);
    let shown = id.to_str().unwrap_or_default();
    let outgoing = match status::page(front, origin.peer, &parts) {
        Some(page) => Outgoing::plain(page),
        None => front.serve(origin, &parts, &mut body, started).await,
    };
    let Outgoing {
        answer,
        refused,
        tenant,
    } = outgoing;
    let tenant_id = tenant.as_ref().map(|tenant| &tenant.spec.id);
    match (refused, &tenant) {
        (Some(reason), _) => front.host.refused(reason, tenant_id, Some(shown)),
        (None, Some(tenant)) => {
            let elapsed = started.elapsed();
            front.host.answered(tenant, &answer, elapsed);
            front.host.log().event(&LogEvent::Answered {
                tenant: &tenant.spec.id,
                request_id: shown,
                answer: &answer,
                elapsed,
            });
        }
        (None, None) => {}
    }
    let mut response = whole(phase, answer.status, &answer.media_type, answer.body);
    let headers = response.headers_mut();
    headers.insert(request_id::HEADER, id);
    match answer.status {
        503 => _ = headers.insert(RETRY_AFTER, HeaderValue::from_static("5")),
        401 => {
            let scheme = HeaderValue::from_static("Basic realm=\"cie\", charset=\"UTF-8\"");
            headers.insert(WWW_AUTHENTICATE, scheme);
        }
        405 => _ = headers.insert(ALLOW, HeaderValue::from_static("POST")),
        _ => {}
    }
    response
}

impl Front {
    async fn serve(
        self: &Arc<Self>,
        origin: &Origin,
        parts: &Parts,
        body: &mut Incoming,
        started: Instant,
    ) -> Outgoing {
        let target = match self.host.find(&origin.listener, parts.uri.path()) {
            Some(target) => target,
            None => {
                body::discard(body).await;
                return Outgoing::refused(Refusal::Route, None);
            }
        };
        if parts.method != Method::POST {
            return match target {
                Target::Tenant(tenant) if parts.method == Method::GET => {
                    self.document(&tenant, origin, parts).await
                }
                _ => Outgoing::plain(Answered::bare(405)),
            };
        }
        let outgoing = match target {
            Target::Tenant(tenant) => self.own(tenant, origin, parts, body, started).await,
            Target::Shared(shared) => self.shared(&shared, origin, parts, body, started).await,
        };
        if outgoing.refused.is_some() {
            body::discard(body).await;
        }
        outgoing
    }

    /// A request to a path that is one tenant's.
    async fn own(
        self: &Arc<Self>,
        tenant: Arc<Tenant>,
        origin: &Origin,
        parts: &Parts,
        body: &mut Incoming,
        started: Instant,
    ) -> Outgoing {
        if let Err(reason) = self.let_in(&tenant, origin, parts).await {
            return Outgoing::refused(reason, Some(&tenant));
        }
        // Before the body is read: requests that wait must not pile up in memory.
        let Some(admission) = tenant.admit() else {
            return Outgoing::refused(Refusal::Busy, Some(&tenant));
        };
        let limits = &tenant.spec.limits;
        let time = self.options.body_limit.min(limits.time);
        match body::read(body, limits.body_bytes, &self.bodies, time).await {
            Ok(read) => self.work(admission, read, started).await,
            Err(reason) => Outgoing::refused(reason, Some(&tenant)),
        }
    }

    /// A request to a path that tenants share: its message says for whom it is.
    async fn shared(
        self: &Arc<Self>,
        shared: &Arc<Shared>,
        origin: &Origin,
        parts: &Parts,
        body: &mut Incoming,
        started: Instant,
    ) -> Outgoing {
        let time = shared.time();
        let (most, patience) = (shared.body_bytes(), self.options.body_limit.min(time));
        let read = match body::read(body, most, &self.bodies, patience).await {
            Ok(read) => read,
            Err(reason) => return Outgoing::refused(reason, None),
        };
        let (sender, receiver) = oneshot::channel();
        let told = self.host.tell(shared, read.clone(), move |istat| {
            // Nobody waits any more when the time was up.
            let _ = sender.send(istat);
        });
        if !told {
            return Outgoing::refused(Refusal::Busy, None);
        }
        let left = time.saturating_sub(started.elapsed());
        let istat = match tokio::time::timeout(left, receiver).await {
            Ok(Ok(istat)) => istat,
            Ok(Err(_)) => return Outgoing::refused(Refusal::Busy, None),
            Err(_) => return Outgoing::refused(Refusal::Time, None),
        };
        let Some(tenant) = istat.and_then(|istat| shared.tenant(&istat)) else {
            let mut outgoing = Outgoing::refused(Refusal::Comune, None);
            outgoing.answer = shared.unknown_comune();
            return outgoing;
        };
        if let Err(reason) = self.let_in(&tenant, origin, parts).await {
            return Outgoing::refused(reason, Some(&tenant));
        }
        if read.as_ref().len() > tenant.spec.limits.body_bytes {
            return Outgoing::refused(Refusal::TooLarge, Some(&tenant));
        }
        match tenant.admit() {
            Some(admission) => self.work(admission, read, started).await,
            None => Outgoing::refused(Refusal::Busy, Some(&tenant)),
        }
    }

    async fn work(&self, admission: Admission, read: Read, started: Instant) -> Outgoing {
        let tenant = Arc::clone(admission.tenant());
        if let Some(outgoing) = self.work_now(&admission, &read, started) {
            return outgoing;
        }
        let (sender, receiver) = oneshot::channel();
        let accepted = self.host.run(admission, read, move |answer| {
            // When the time was up the answer stays in the log of answers, for the repetition.
            let _ = sender.send(answer);
        });
        if !accepted {
            return Outgoing::refused(Refusal::Busy, Some(&tenant));
        }
        let left = tenant.spec.limits.time.saturating_sub(started.elapsed());
        match tokio::time::timeout(left, receiver).await {
            Ok(Ok(answer)) => Outgoing {
                answer,
                refused: None,
                tenant: Some(tenant),
            },
            // The registry panicked, or the host is closing.
            Ok(Err(_)) => Outgoing::refused(Refusal::Closed, Some(&tenant)),
            Err(_) => Outgoing::refused(Refusal::Time, Some(&tenant)),
        }
    }

    /// The answer of this thread, when it is a quick one: waking another and being woken by it takes
    /// as long as many an answer.
    fn work_now(&self, admission: &Admission, read: &Read, started: Instant) -> Option<Outgoing> {
        let tenant = admission.tenant();
        if read.as_ref().len() > NOW_BYTES {
            return None;
        }
        match self.host.run_now(admission, read.as_ref()) {
            Now::Answered(_) if started.elapsed() >= tenant.spec.limits.time => {
                Some(Outgoing::refused(Refusal::Time, Some(tenant)))
            }
            Now::Answered(answer) => Some(Outgoing {
                answer,
                refused: None,
                tenant: Some(Arc::clone(tenant)),
            }),
            Now::Panicked => Some(Outgoing::refused(Refusal::Closed, Some(tenant))),
            Now::No => None,
        }
    }

    async fn document(&self, tenant: &Arc<Tenant>, origin: &Origin, parts: &Parts) -> Outgoing {
        if let Err(reason) = self.let_in(tenant, origin, parts).await {
            return Outgoing::refused(reason, Some(tenant));
        }
        let Some(admission) = tenant.admit() else {
            return Outgoing::refused(Refusal::Busy, Some(tenant));
        };
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let (sender, receiver) = oneshot::channel();
        let accepted = self.host.document(admission, query, move |document| {
            // Nobody waits any more when the time was up.
            let _ = sender.send(document);
        });
        let wait = tokio::time::timeout(tenant.spec.limits.time, receiver);
        match (accepted, wait.await) {
            (true, Ok(Ok(Some(document)))) => Outgoing::plain(Answered {
                status: 200,
                media_type: document.media_type,
                body: document.bytes,
                ..Answered::bare(200)
            }),
            (true, Ok(Ok(None))) => Outgoing::plain(Answered::bare(405)),
            _ => Outgoing::refused(Refusal::Busy, Some(tenant)),
        }
    }

    async fn let_in(
        &self,
        tenant: &Arc<Tenant>,
        origin: &Origin,
        parts: &Parts,
    ) -> Result<(), Refusal> {
        let access = &tenant.spec.access;
        if !access.allow.allows(origin.peer) {
            return Err(Refusal::Address);
        }
        let Some(users) = &access.basic else {
            return Ok(());
        };
        let header = parts.headers.get(AUTHORIZATION).ok_or(Refusal::Password)?;
        if users.knows(header.as_bytes()) {
            return Ok(());
        }
        let wait = Duration::from_secs(5);
        let permit = tokio::time::timeout(wait, Arc::clone(&self.checks).acquire_owned()).await;
        let Ok(Ok(_permit)) = permit else {
            return Err(Refusal::Busy);
        };
        let (users, header) = (Arc::clone(users), header.clone());
        let check = tokio::task::spawn_blocking(move || users.check(header.as_bytes()));
        match check.await {
            Ok(true) => Ok(()),
            _ => Err(Refusal::Password),
        }
    }
}
