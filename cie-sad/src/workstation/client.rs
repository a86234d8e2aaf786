//! Sending a request and reading its answer.

use std::io;
use std::sync::Arc;

use cie_core::error::Kind;
use cie_core::exchange::{Answer, AnswerHeader, Header, Operation, Outcome, Request};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use ureq::Agent;
use ureq::http::Uri;

use super::WorkstationOptions;
use crate::codec::{Refusal, Response, Unknown, decode_answer, encode_request};
use crate::profile::{Carrier, Profile};
use crate::{Code, Error, Result};

/// A client of one connector; cheap to clone, usable from several threads.
#[derive(Clone, Debug)]
pub struct Workstation {
    agent: Agent,
    url: String,
    profile: Arc<Profile>,
    options: WorkstationOptions,
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
    /// `CIE-SAD-401` when the URL is not absolute, `http` or `https`.
    pub fn new(url: &str, profile: Arc<Profile>, options: WorkstationOptions) -> Result<Self> {
        let bad = || Error::new(Code::BadUrl);
        let uri: Uri = url.parse().map_err(|_| bad())?;
        let scheme = uri
            .scheme_str()
            .is_some_and(|s| s == "http" || s == "https");
        if !scheme || uri.host().is_none_or(str::is_empty) {
            return Err(bad());
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The connector is on the comune's network: a proxy of the environment is not meant.
            .proxy(None)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_global(Some(options.timeout))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            url: url.to_owned(),
            profile,
            options,
        })
    }

    /// Sends a request and reads its answer.
    ///
    /// Only unavailability is retried; the connector answers a repeated operation once, so a
    /// retry never does anything twice.
    ///
    /// # Errors
    /// `CIE-SAD-105`, `117` to `119` when the request cannot be written; `402`, `403`, `407` when
    /// no answer came; `404`, `405`, `406` and `101` to `116` for an answer that is not one.
    pub fn send(&self, request: &Request) -> Result<Exchange> {
        let encoded = encode_request(&self.profile, request)?;
        let mut attempt = 1;
        let mut pause = self.options.backoff;
        let answer_bytes = loop {
            match self.post(&encoded.bytes) {
                Ok(bytes) => break bytes,
                Err(error)
                    if error.kind() == Kind::Unavailable && attempt < self.options.attempts =>
                {
                    std::thread::sleep(pause.min(self.options.max_backoff));
                    pause = pause.saturating_mul(2);
                    attempt += 1;
                }
                Err(error) => return Err(error),
            }
        };
        let operation = request.operation();
        let limits = &self.options.limits;
        let decoded = decode_answer(&self.profile, operation, &answer_bytes, limits)?;
        let answer = settle(request.header(), operation, decoded.message)?;
        Ok(Exchange {
            answer,
            request_bytes: encoded.bytes,
            answer_bytes,
            unknown: decoded.unknown,
            omitted: encoded.omitted,
            attempts: attempt,
        })
    }

    fn post(&self, message: &[u8]) -> Result<Vec<u8>> {
        let charset = self.profile.charset().name();
        let sent = match self.profile.carrier() {
            Carrier::Body => self
                .agent
                .post(&self.url)
                .header("content-type", format!("text/xml; charset={charset}"))
                .send(message),
            Carrier::Form(name) => self
                .agent
                .post(&self.url)
                .header("content-type", "application/x-www-form-urlencoded")
                .send(format!(
                    "{}={}",
                    percent_encode(name.as_bytes(), NON_ALPHANUMERIC),
                    percent_encode(message, NON_ALPHANUMERIC)
                )),
        };
        let mut response = sent.map_err(failed)?;
        let status = response.status().as_u16();
        match status {
            200 | 400 => {}
            503 => return Err(Error::new(Code::Busy)),
            413 => return Err(Error::new(Code::TooLarge)),
            _ => return Err(Error::new(Code::BadStatus).detail(format!("HTTP {status}"))),
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

fn failed(error: ureq::Error) -> Error {
    let code = match &error {
        ureq::Error::Timeout(_) => Code::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Code::AnswerTooLarge,
        ureq::Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => Code::TimedOut,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Code::BadUrl,
        _ => Code::Unreachable,
    };
    Error::new(code).caused_by(error)
}
