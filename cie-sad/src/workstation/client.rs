//! Sending a request and reading its answer.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use cie_core::error::Kind;
use cie_core::exchange::{Answer, AnswerHeader, Header, Operation, Outcome, Request};
use cie_core::redact::Secret;
use ureq::Agent;
use ureq::http::Uri;

use super::{Retry, WorkstationOptions, tls};
use crate::carriage;
use crate::codec::{
    Refusal, Response, Understood, Unknown, decode_answer_with, decode_request, encode_request,
};
use crate::profile::{Carrier, Envelope, Profile};
use crate::soap::Security;
use crate::{Code, Error, Result};

/// A client of one connector; cheap to clone, usable from several threads.
#[derive(Clone, Debug)]
pub struct Workstation {
    agent: Agent,
    url: String,
    profile: Arc<Profile>,
    options: WorkstationOptions,
    authorization: Option<Secret>,
    security: Option<Security>,
}

/// No answer, and what that means for another attempt.
struct Failed {
    error: Error,
    /// The connector cannot have seen the request.
    unseen: bool,
    /// For how long the connector says that it is busy.
    busy_for: Option<Duration>,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self {
            error,
            unseen: false,
            busy_for: None,
        }
    }
}

/// One request and its answer, with the bytes of both for whoever has to prove them.
#[non_exhaustive]
pub struct Exchange {
    /// The answer. A refusal by the connector is an answer with outcome
    /// [`Outcome::Error`].
    pub answer: Answer,
    /// The request as sent (before the form encoding, if the profile has one).
    pub request_bytes: Vec<u8>,
    /// The answer as received.
    pub answer_bytes: Vec<u8>,
    /// What of the answer was left aside.
    pub unknown: Vec<Unknown>,
    /// Fields of the request for which the profile has no place.
    pub omitted: Vec<&'static str>,
    /// Attempts made.
    pub attempts: u32,
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exchange")
            .field("answer", &self.answer)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl Workstation {
    /// A client of the connector at `url`, such as `http://10.0.0.5:8080/sad`.
    ///
    /// # Errors
    /// `CIE-SAD-401` when the URL is not absolute, `http` or `https`; `CIE-SAD-310` when a
    /// certificate or key cannot be used.
    pub fn new(url: &str, profile: Arc<Profile>, options: WorkstationOptions) -> Result<Self> {
        http_uri(url)?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The connector is on the comune's network: a proxy of the environment is not meant.
            .proxy(None)
            .tls_config(tls::config(&options.tls)?)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_global(Some(options.timeout))
            .build()
            .new_agent();
        let authorization = options.basic.as_ref().map(|(name, password)| {
            let both = Secret::new(format!("{name}:{}", password.expose()));
            Secret::new(format!(
                "Basic {}",
                STANDARD.encode(both.expose().as_bytes())
            ))
        });
        Ok(Self {
            agent,
            url: url.to_owned(),
            profile,
            options,
            authorization,
            security: None,
        })
    }

    /// Signs requests and demands signed answers, on profiles with an envelope.
    #[must_use]
    pub fn with_security(mut self, security: Security) -> Self {
        self.security = Some(security);
        self
    }

    /// Sends a request and reads its answer.
    ///
    /// Only unavailability is retried, and only as [`WorkstationOptions::retry`] allows. A
    /// connector that keeps its answers does nothing twice.
    ///
    /// # Errors
    /// `CIE-SAD-105`, `117` to `119` when the request cannot be written; `402`, `403`, `407` when
    /// no answer came; `313` when the connector does not let this client in; `404`, `405`, `406`
    /// and `101` to `116` for an answer that is not one.
    pub fn send(&self, request: &Request) -> Result<Exchange> {
        let mut encoded = encode_request(&self.profile, request)?;
        if let Some(security) = &self.security {
            encoded.bytes = security.outgoing(encoded.bytes)?;
        }
        self.exchange(request, encoded.bytes, encoded.omitted)
    }

    /// Sends a stored request again, byte for byte, and reads its answer. A connector that keeps its
    /// answers gives the one it gave.
    ///
    /// # Errors
    /// `CIE-SAD-101` to `116` when the bytes are not a request of this profile; as
    /// [`Workstation::send`].
    pub fn repeat(&self, request_bytes: &[u8]) -> Result<Exchange> {
        let decoded = decode_request(&self.profile, request_bytes, &self.options.limits)
            .map_err(|failure| failure.error)?;
        self.exchange(&decoded.message, request_bytes.to_vec(), Vec::new())
    }

    fn exchange(
        &self,
        request: &Request,
        request_bytes: Vec<u8>,
        omitted: Vec<&'static str>,
    ) -> Result<Exchange> {
        let mut attempt = 1;
        let mut pause = self.options.backoff;
        let answer_bytes = loop {
            match self.post(&request_bytes) {
                Ok(bytes) => break bytes,
                Err(failed)
                    if attempt < self.options.attempts && self.may_retry(request, &failed) =>
                {
                    let pause_now = failed.busy_for.map_or(pause, |asked| pause.max(asked));
                    std::thread::sleep(pause_now.min(self.options.max_backoff));
                    pause = pause.saturating_mul(2);
                    attempt += 1;
                }
                Err(failed) => return Err(failed.error),
            }
        };
        let operation = request.operation();
        let limits = &self.options.limits;
        let mut understood: Understood<'_> = &[];
        if let Some(security) = &self.security {
            security.incoming(&answer_bytes)?;
            understood = security.understood();
        }
        let decoded =
            decode_answer_with(&self.profile, operation, &answer_bytes, limits, understood)?;
        let answer = settle(request.header(), operation, decoded.message)?;
        Ok(Exchange {
            answer,
            request_bytes,
            answer_bytes,
            unknown: decoded.unknown,
            omitted,
            attempts: attempt,
        })
    }

    fn may_retry(&self, request: &Request, failed: &Failed) -> bool {
        let query = matches!(request, Request::Interrogazione(_));
        failed.error.kind() == Kind::Unavailable
            && match self.options.retry {
                Retry::ByIdentifier => true,
                Retry::OnlyQueries => query || failed.unseen,
                Retry::Never => false,
            }
    }

    fn post(&self, message: &[u8]) -> Result<Vec<u8>, Failed> {
        let mut post = self.agent.post(&self.url);
        if let Some(authorization) = &self.authorization {
            post = post.header("authorization", authorization.expose());
        }
        let carrier = self.profile.carrier();
        post = post.header("content-type", carriage::request_type(&self.profile));
        if *carrier == Carrier::Body && self.profile.envelope() == Envelope::Soap11 {
            // Always there in SOAP 1.1, and empty for this service.
            post = post.header("soapaction", "\"\"");
        }
        let sent = post.send(carriage::packed(carrier, message).as_ref());
        let mut response = sent.map_err(failed)?;
        let status = response.status().as_u16();
        match status {
            200 | 400 => {}
            // A Fault, which says whose the fault is.
            500 if self.profile.envelope() == Envelope::Soap11 => {}
            503 => {
                let asked = response.headers().get("retry-after");
                let seconds = asked.and_then(|text| text.to_str().ok()?.parse().ok());
                return Err(Failed {
                    error: Error::new(Code::Busy),
                    unseen: false,
                    busy_for: seconds.map(Duration::from_secs),
                });
            }
            401 | 403 => {
                let error = Error::new(Code::Forbidden).detail(format!("HTTP {status}"));
                return Err(error.into());
            }
            413 => return Err(Error::new(Code::TooLarge).into()),
            _ => {
                let error = Error::new(Code::BadStatus).detail(format!("HTTP {status}"));
                return Err(error.into());
            }
        }
        let limit = self.options.limits.bytes as u64;
        response
            .body_mut()
            .with_config()
            .limit(limit)
            .read_to_vec()
            .map_err(failed)
    }
}

/// A URL that a connector can have: absolute, `http` or `https`.
///
/// # Errors
/// `CIE-SAD-401` for another.
pub(crate) fn http_uri(url: &str) -> Result<Uri> {
    let uri: Uri = url.parse().map_err(|_| Error::new(Code::BadUrl))?;
    let http = matches!(uri.scheme_str(), Some("http" | "https"));
    if http && uri.host().is_some_and(|host| !host.is_empty()) {
        Ok(uri)
    } else {
        Err(Error::new(Code::BadUrl))
    }
}

/// The answer to the request that was sent, and to no other.
pub(crate) fn settle(header: &Header, operation: Operation, response: Response) -> Result<Answer> {
    let answer = match response {
        Response::Answer(answered, answer) if answered == operation => answer,
        Response::Answer(..) => return Err(Error::new(Code::AnswerMismatch)),
        Response::Refusal(Refusal {
            operation_id,
            sender,
            recipient,
            anomalies,
        }) => Answer {
            header: AnswerHeader {
                operation_id: operation_id.unwrap_or_else(|| header.operation_id.clone()),
                sender: sender.unwrap_or_else(|| header.recipient.clone()),
                recipient: recipient.unwrap_or_else(|| header.sender.clone()),
                registry_operation_id: None,
            },
            outcome: Outcome::Error,
            subjects: Vec::new(),
            anomalies,
        },
    };
    if answer.header.operation_id == header.operation_id {
        Ok(answer)
    } else {
        Err(Error::new(Code::AnswerMismatch))
    }
}

fn failed(error: ureq::Error) -> Failed {
    let code = match &error {
        ureq::Error::Timeout(_) => Code::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Code::AnswerTooLarge,
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => Code::TimedOut,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Code::BadUrl,
        _ => Code::Unreachable,
    };
    let unseen = match &error {
        ureq::Error::Io(cause) => cause.kind() == io::ErrorKind::ConnectionRefused,
        ureq::Error::Timeout(stage) => {
            matches!(stage, ureq::Timeout::Resolve | ureq::Timeout::Connect)
        }
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => true,
        _ => false,
    };
    Failed {
        error: Error::new(code).caused_by(error),
        unseen,
        busy_for: None,
    }
}
