//! One HTTP exchange, which its caller can leave at any moment.
//!
//! The exchange runs in a thread of its own: a scanner that stops sending in the middle of a page
//! must not keep the caller from cancelling.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{Method, Request, StatusCode, header};

use super::Trust;
use crate::scanner::ScanWatcher;
use crate::{Code, Error, Result};

/// How often a waiting caller looks whether to give up.
pub(super) const LOOK: Duration = Duration::from_millis(50);
const PIECE: usize = 64 << 10;

/// The answer to one request.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) location: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) body: Vec<u8>,
}

/// One request.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) body: Option<String>,
    /// Longest body of the answer, in bytes.
    pub(super) most: usize,
}

enum News {
    Bytes(u64),
    Done(Result<Answer>),
}

/// Until when, and who may stop it earlier.
#[derive(Clone)]
pub(super) struct Bound {
    pub(super) deadline: Instant,
    pub(super) watcher: Arc<dyn ScanWatcher>,
}

impl Bound {
    /// # Errors
    /// `CIE-DEV-650` when the watcher cancelled, `CIE-DEV-646` when time is up.
    pub(super) fn check(&self) -> Result<()> {
        if self.watcher.cancelled() {
            return Err(Code::ScanCancelled.into());
        }
        if Instant::now() >= self.deadline {
            return Err(Code::ScannerTimeout.into());
        }
        Ok(())
    }

    /// Waits, but not when it is to end.
    pub(super) fn sleep(&self, time: Duration) -> Result<()> {
        let until = Instant::now() + time;
        loop {
            self.check()?;
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(LOOK));
        }
    }
}

/// The way to one scanner.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    agent: Agent,
}

impl Wire {
    pub(super) fn new(trust: &Trust) -> Result<Self> {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // The address is the one that somebody gave, and no other.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            // Some machines answer nonsense to a second request on a connection.
            .max_idle_connections(0)
            .tls_config(trust.config()?)
            .build()
            .new_agent();
        Ok(Self { agent })
    }

    /// Sends a request; `received` hears how many bytes of the answer have come.
    pub(super) fn ask(
        &self,
        ask: Ask,
        bound: &Bound,
        received: &mut dyn FnMut(u64),
    ) -> Result<Answer> {
        bound.check()?;
        let (sender, receiver) = channel();
        let left_alone = Arc::new(AtomicBool::new(false));
        let (agent, flag) = (self.agent.clone(), Arc::clone(&left_alone));
        let time = bound.deadline.saturating_duration_since(Instant::now());
        Builder::new()
            .name("cie scanner".to_owned())
            .spawn(move || {
                let answer = exchange(&agent, ask, time, &flag, &sender);
                // Nobody listens any more when the caller left.
                let _ = sender.send(News::Done(answer));
            })
            .map_err(|e| Error::new(Code::ScannerUnreachable).caused_by(e))?;
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(News::Bytes(bytes)) => received(bytes),
                Ok(News::Done(answer)) => return answer,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Code::ScannerUnreachable.into());
                }
            }
            if let Err(error) = bound.check() {
                left_alone.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
    }
}

fn exchange(
    agent: &Agent,
    ask: Ask,
    time: Duration,
    left_alone: &AtomicBool,
    sender: &Sender<News>,
) -> Result<Answer> {
    let request = Request::builder()
        .method(ask.method)
        .uri(&ask.url)
        .header(header::CONTENT_TYPE, "text/xml");
    let request = request
        .body(ask.body.unwrap_or_default())
        .map_err(|e| Error::new(Code::BadScannerAddress).caused_by(e))?;
    let request = agent
        .configure_request(request)
        .timeout_global(Some(time))
        .allow_non_standard_methods(true)
        .build();
    let answer = agent.run(request).map_err(failed)?;
    let text = |name| {
        let value = answer.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    };
    let (status, location) = (answer.status(), text(header::LOCATION));
    let retry_after = text(header::RETRY_AFTER).and_then(|s| s.trim().parse().ok());
    let announced = text(header::CONTENT_LENGTH).and_then(|s| s.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > ask.most) {
        return Err(too_large(ask.most));
    }
    let mut body = Vec::new();
    // Bodies of refusals say nothing that is used.
    if status.is_success() && status != StatusCode::CREATED {
        let mut reader = answer.into_body().into_reader();
        let mut piece = vec![0; PIECE];
        loop {
            if left_alone.load(Ordering::Relaxed) {
                return Err(Code::ScanCancelled.into());
            }
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => body.extend_from_slice(piece.get(..read).unwrap_or_default()),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(failed(ureq::Error::from(e))),
            }
            if body.len() > ask.most {
                return Err(too_large(ask.most));
            }
            let _ = sender.send(News::Bytes(body.len() as u64));
        }
        if announced.is_some_and(|bytes| bytes != body.len()) {
            return Err(Error::new(Code::ScannerUnreachable).detail("answer cut short"));
        }
    }
    Ok(Answer {
        status: status.as_u16(),
        location,
        retry_after: retry_after.map(Duration::from_secs),
        body,
    })
}

fn too_large(most: usize) -> Error {
    Error::new(Code::ScanTooLarge).detail(format!("over {most} bytes"))
}

fn failed(error: ureq::Error) -> Error {
    let code = match &error {
        ureq::Error::Timeout(_) => Code::ScannerTimeout,
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => Code::ScannerTimeout,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Code::BadScannerAddress,
        ureq::Error::Protocol(_) => Code::ScannerAnswer,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Code::ScannerRefused,
        // A handshake that failed comes wrapped.
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::InvalidData => {
            Code::ScannerRefused
        }
        _ => Code::ScannerUnreachable,
    };
    Error::new(code).caused_by(error)
}
