//! One request, one reply.

use std::sync::Arc;

use cie_core::error::Coded;
use cie_core::exchange::{
    Anomaly, Answer, AnswerHeader, AnswerLog, Operation, OperationId, Outcome, Registry, Request,
    StoredAnswer,
};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use ring::digest::{SHA256, digest};

use super::decide::{Decision, decide};
use super::{ExchangeRecord, HighestIds, NoObserver, Observer, codes};
use crate::codec::{
    DecodeFailure, Limits, Refusal, Unknown, decode_request, encode_answer, encode_refusal,
};
use crate::profile::Profile;
use crate::{Code, Error};

/// Code of the registry in the heading of answers, as ANPR has its own.
const DEFAULT_SENDER: &str = "999999";

/// The registry's side: owns nothing but references to a registry, a log of answers and a
/// profile, and can be shared between threads.
#[derive(Clone)]
pub struct Connector {
    profile: Arc<Profile>,
    registry: Arc<dyn Registry>,
    answers: Arc<dyn AnswerLog>,
    observer: Arc<dyn Observer>,
    limits: Limits,
    sender: String,
    highest: Option<Arc<HighestIds>>,
}

/// What goes back to the workstation, and what the operator of the connector may want to know.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The bytes, in the encoding of the profile.
    pub body: Vec<u8>,
    /// The outcome they carry.
    pub outcome: Outcome,
    /// The operation, when the request could be told.
    pub operation: Option<Operation>,
    /// Its identifier, when it could be read.
    pub operation_id: Option<OperationId>,
    /// The request could be read; if not, the body is a refusal of it.
    pub readable: bool,
    /// The answer was stored before.
    pub repeated: bool,
    /// What of the request was left aside.
    pub unknown: Vec<Unknown>,
    /// What went wrong, kept off the wire.
    pub cause: Option<Error>,
}

impl Connector {
    /// A connector without a journal, with the default limits.
    #[must_use]
    pub fn new(
        profile: Arc<Profile>,
        registry: Arc<dyn Registry>,
        answers: Arc<dyn AnswerLog>,
    ) -> Self {
        Self {
            profile,
            registry,
            answers,
            observer: Arc::new(NoObserver),
            limits: Limits::default(),
            sender: DEFAULT_SENDER.into(),
            highest: None,
        }
    }

    /// Journals every exchange.
    #[must_use]
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = observer;
        self
    }

    /// Bounds what is read.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the sender in the heading of answers (`999999` without).
    #[must_use]
    pub fn with_sender(mut self, sender: impl Into<String>) -> Self {
        self.sender = sender.into();
        self
    }

    /// Refuses identifiers lower than the highest of their sender, unless they were answered
    /// before. Off by default; [`HighestIds`] says why.
    #[must_use]
    pub fn with_growing_ids(mut self, highest: Arc<HighestIds>) -> Self {
        self.highest = Some(highest);
        self
    }

    /// The profile.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The bounds on what is read.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Answers one request. Always gives a reply; what went wrong is in [`Reply::cause`].
    #[must_use]
    pub fn handle(&self, bytes: &[u8]) -> Reply {
        let request_digest = sha256(bytes);
        let mut reply = match decode_request(&self.profile, bytes, &self.limits) {
            Ok(decoded) => self.answer(&decoded.message, request_digest, decoded.unknown),
            Err(failure) => self.refuse(*failure),
        };
        let record = ExchangeRecord {
            operation: reply.reply.operation,
            operation_id: reply.reply.operation_id.as_ref(),
            request_digest,
            answer_digest: sha256(&reply.reply.body),
            outcome: reply.reply.outcome,
            codes: reply.codes.iter().map(String::as_str).collect(),
            repeated: reply.reply.repeated,
            unknown: &reply.reply.unknown,
            cause: reply.reply.cause.as_ref(),
        };
        if let Err(cause) = self.observer.exchanged(&record) {
            let error = Error::new(Code::ObserverFailed).caused_by(cause);
            let Reply {
                operation,
                operation_id,
                ..
            } = reply.reply;
            reply = self.refusal(
                operation,
                operation_id,
                None,
                Anomaly::error(codes::GENERIC, GENERIC_TEXT),
                error,
            );
        }
        reply.reply
    }

    /// The reply to a request that was not handled in time or could not be handled at all.
    #[must_use]
    pub fn unavailable(&self) -> Vec<u8> {
        let anomaly = Anomaly::error(codes::GENERIC, GENERIC_TEXT);
        let cause = Error::new(Code::RegistryFailed);
        self.refusal(None, None, None, anomaly, cause).reply.body
    }

    fn answer(&self, request: &Request, digest: [u8; 32], unknown: Vec<Unknown>) -> Noted {
        let said = self
            .consult(request, digest)
            .or_else(|cause| self.declined(request, cause));
        let (stored, repeated, cause) = match said {
            Ok(said) => said,
            // What the registry said cannot be put on this wire: its data, not the request.
            Err(error) => {
                return self.refusal(
                    Some(request.operation()),
                    Some(request.header().operation_id.clone()),
                    Some(request.header().sender.clone()),
                    Anomaly::error(codes::GENERIC, GENERIC_TEXT),
                    error,
                );
            }
        };
        Noted {
            codes: stored.codes,
            reply: Reply {
                body: stored.body.into_inner(),
                outcome: stored.outcome,
                operation: Some(request.operation()),
                operation_id: Some(request.header().operation_id.clone()),
                readable: true,
                repeated,
                unknown,
                cause,
            },
        }
    }

    /// The stored answer, or the registry's, stored.
    fn consult(&self, request: &Request, digest: [u8; 32]) -> Result<Said, Error> {
        let key = request.header().key();
        let log = |cause| Error::new(Code::AnswerLogFailed).caused_by(cause);
        if let Some(stored) = self.answers.recall(&key).map_err(log)? {
            return same(stored, digest, true);
        }
        if self.highest.as_ref().is_some_and(|ids| ids.overtaken(&key)) {
            // Not stored: the identifier stays unseen.
            let text = "Identificativo operazione inferiore all'ultimo ricevuto";
            let decision = Decision::error(Anomaly::error(codes::OVERTAKEN, text));
            return Ok((self.encoded(request, decision, digest)?, false, None));
        }
        let decision = decide(self.registry.as_ref(), request)
            .map_err(|cause| Error::new(Code::RegistryFailed).caused_by(cause))?;
        // An answer that this wire cannot carry must not be stored: it would be repeated for ever.
        let fresh = self.encoded(request, decision, digest)?;
        let kept = self.answers.remember(&key, &fresh).map_err(log)?;
        if let Some(ids) = &self.highest {
            ids.saw(&key);
        }
        let repeated = kept != fresh;
        same(kept, digest, repeated)
    }

    /// The answer to a request that was not served; it is not stored, so that it may be repeated.
    fn declined(&self, request: &Request, cause: Error) -> Result<Said, Error> {
        let anomaly = if cause.code() == Code::OperationReused {
            let text = "Identificativo operazione già usato per un'altra richiesta";
            Anomaly::error(codes::REUSED, text)
        } else {
            Anomaly::error(codes::GENERIC, GENERIC_TEXT)
        };
        let answer = self.encoded(request, Decision::error(anomaly), [0; 32])?;
        Ok((answer, false, Some(cause)))
    }

    fn encoded(
        &self,
        request: &Request,
        decision: Decision,
        request_digest: [u8; 32],
    ) -> Result<StoredAnswer, Error> {
        let answer = self.compose(request, decision);
        let encoded = encode_answer(&self.profile, request.operation(), &answer)?;
        Ok(StoredAnswer {
            request_digest,
            outcome: answer.outcome,
            codes: answer.anomalies.into_iter().map(|a| a.code).collect(),
            body: Personal::new(encoded.bytes),
        })
    }

    fn compose(&self, request: &Request, decision: Decision) -> Answer {
        let header = request.header();
        Answer {
            header: AnswerHeader {
                operation_id: header.operation_id.clone(),
                sender: self.sender.clone(),
                recipient: header.sender.clone(),
                registry_operation_id: None,
            },
            outcome: decision.outcome,
            subjects: decision.subjects,
            anomalies: decision.anomalies,
        }
    }

    fn refuse(&self, failure: DecodeFailure) -> Noted {
        let text: String = failure.error.message(Lang::It).chars().take(240).collect();
        let mut noted = self.refusal(
            failure.operation,
            failure.operation_id,
            failure.sender,
            Anomaly::error(codes::NOT_VALID, text),
            failure.error,
        );
        noted.reply.readable = false;
        noted
    }

    fn refusal(
        &self,
        operation: Option<Operation>,
        operation_id: Option<OperationId>,
        recipient: Option<String>,
        anomaly: Anomaly,
        cause: Error,
    ) -> Noted {
        let codes = vec![anomaly.code.clone()];
        let mut refusal = Refusal {
            operation_id: operation_id.clone(),
            sender: Some(self.sender.clone()),
            recipient,
            anomalies: vec![anomaly],
        };
        let body = encode_refusal(&self.profile, &refusal).or_else(|_| {
            // The text or the recipient does not fit the encoding: say less.
            refusal.recipient = None;
            refusal.sender = None;
            refusal.anomalies = vec![Anomaly::error(codes::GENERIC, GENERIC_TEXT)];
            encode_refusal(&self.profile, &refusal)
        });
        Noted {
            codes,
            reply: Reply {
                body: body.map(|encoded| encoded.bytes).unwrap_or_default(),
                outcome: Outcome::Error,
                operation,
                operation_id,
                readable: true,
                repeated: false,
                unknown: Vec::new(),
                cause: Some(cause),
            },
        }
    }
}

/// Told to the workstation when the cause must not be.
const GENERIC_TEXT: &str = "Errore generico: riprovare";

/// An answer, whether it was stored before, and what kept the registry from giving its own.
type Said = (StoredAnswer, bool, Option<Error>);

struct Noted {
    reply: Reply,
    codes: Vec<String>,
}

fn same(stored: StoredAnswer, digest: [u8; 32], repeated: bool) -> Result<Said, Error> {
    if stored.request_digest != digest {
        return Err(Error::new(Code::OperationReused));
    }
    Ok((stored, repeated, None))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}
