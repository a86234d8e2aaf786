//! One request, one reply.

use std::sync::Arc;

use chrono::NaiveDateTime;
use cie_core::error::Coded;
use cie_core::exchange::{
    Anomaly, Answer, AnswerHeader, AnswerLog, Operation, OperationId, OperationKey, Outcome,
    Registry, Request, StoredAnswer, Tried,
};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use ring::digest::{SHA256, digest};

use super::decide::{Decision, decide};
use super::{ExchangeRecord, HighestIds, NoObserver, Observer, Patience, codes};
use crate::codec::{
    DecodeFailure, Decoded, Heading, Limits, Refusal, Understood, Unknown, decode_request_with,
    encode_answer_to, encode_refusal, encode_refusal_to,
};
use crate::profile::{Envelope, Profile};
use crate::soap::{self, FaultCode, Security};
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
    security: Option<Security>,
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
    /// The body is a SOAP Fault.
    pub fault: bool,
    /// The answer was stored before.
    pub repeated: bool,
    /// Codes of its errors and warnings.
    pub codes: Vec<String>,
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
            security: None,
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

    /// Demands and gives signatures, on profiles with an envelope.
    ///
    /// The answer stored for a repetition is the message without its signature: a repetition gets
    /// the same body, signed again.
    #[must_use]
    pub fn with_security(mut self, security: Security) -> Self {
        self.security = Some(security);
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
        let request_digest = self.digest(bytes);
        let mut reply = match self.read(bytes) {
            Ok(decoded) => self.answer(decoded, request_digest),
            Err(failure) => self.refuse(*failure, request_digest),
        };
        if reply.recorded {
            return reply.finished();
        }
        if let Some(security) = &self.security {
            let body = std::mem::take(&mut reply.reply.body);
            match security.outgoing(body) {
                Ok(signed) => reply.reply.body = signed,
                Err(error) => {
                    let anomaly = Anomaly::error(codes::GENERIC, GENERIC_TEXT);
                    reply = self.refusal(About::default(), anomaly, error);
                }
            }
        }
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
            let anomaly = Anomaly::error(codes::GENERIC, GENERIC_TEXT);
            reply = self.refusal(reply.about, anomaly, error);
        }
        reply.finished()
    }

    /// Answers a question (interrogazione) if registry, log of answers and journal can do their
    /// parts without waiting for anything but some pages of a local file. Otherwise, and for
    /// everything else, `None`: nothing was done, and [`Connector::handle`] is to be asked on a
    /// thread that may block.
    #[must_use]
    pub fn handle_now(&self, bytes: &[u8]) -> Option<Reply> {
        if !self.registry.is_prompt() || !self.answers.is_prompt() || self.security.is_some() {
            return None;
        }
        let decoded = self.read(bytes).ok()?;
        if decoded.message.operation() != Operation::Interrogazione {
            return None;
        }
        let digest = self.digest(bytes);
        // Whatever goes wrong here is found again, and told and noted, on the other thread.
        let said = self.consult(&decoded, digest, Patience::None).ok()?;
        Some(answered(decoded, said, digest).finished())
    }

    /// The reply to a request that was not handled in time or could not be handled at all.
    #[must_use]
    pub fn unavailable(&self) -> Vec<u8> {
        let anomaly = Anomaly::error(codes::GENERIC, GENERIC_TEXT);
        let cause = Error::new(Code::RegistryFailed);
        self.refusal(About::default(), anomaly, cause).reply.body
    }

    /// Reads a request, once its signature is verified if one is demanded.
    fn read(&self, bytes: &[u8]) -> Result<Decoded<Request>, Box<DecodeFailure>> {
        let mut understood: Understood<'_> = &[];
        if let Some(security) = &self.security {
            if let Err(error) = security.incoming(bytes) {
                return Err(Box::new(DecodeFailure::of(error)));
            }
            understood = security.understood();
        }
        decode_request_with(&self.profile, bytes, &self.limits, understood)
    }

    /// What tells a repetition from a reuse: the bytes, or the signed body where signatures and
    /// times make every repetition look different.
    fn digest(&self, bytes: &[u8]) -> [u8; 32] {
        let body = self
            .security
            .as_ref()
            .and_then(|_| soap::canonical_body(bytes, &self.limits));
        sha256(body.as_deref().map_or(bytes, str::as_bytes))
    }

    fn answer(&self, decoded: Decoded<Request>, digest: [u8; 32]) -> Noted {
        let said = match self.consult(&decoded, digest, Patience::Waits) {
            Ok(said) => Ok(said),
            Err(Stop::Failed(cause)) => self.declined(&decoded.message, digest, cause),
            // Nobody says so to a thread that may wait.
            Err(Stop::NotNow) => Err(Error::new(Code::AnswerLogFailed)),
        };
        match said {
            Ok(said) => answered(decoded, said, digest),
            // What the registry said cannot be put on this wire: its data, not the request.
            Err(error) => {
                let anomaly = Anomaly::error(codes::GENERIC, GENERIC_TEXT);
                self.refusal(About::of(&decoded.message, digest), anomaly, error)
            }
        }
    }

    /// The stored answer, or the registry's, stored.
    fn consult(
        &self,
        decoded: &Decoded<Request>,
        digest: [u8; 32],
        patience: Patience,
    ) -> Result<Said, Stop> {
        let request = &decoded.message;
        let key = request.header().key();
        let log = |cause| Error::new(Code::AnswerLogFailed).caused_by(cause);
        if let Some(stored) = self.answers.recall(&key).map_err(log)? {
            let mut said = same(stored, digest, true)?;
            if patience == Patience::None {
                let tried = self.record(decoded, &said, None, patience)?;
                said.recorded = matches!(tried, Tried::Done(_)) || self.observer.is_idle();
                if !said.recorded {
                    return Err(Stop::NotNow);
                }
            }
            return Ok(said);
        }
        if self.highest.as_ref().is_some_and(|ids| ids.overtaken(&key)) {
            // Not stored: the identifier stays unseen.
            if patience == Patience::None {
                return Err(Stop::NotNow);
            }
            let text = "Identificativo operazione inferiore all'ultimo ricevuto";
            let decision = Decision::error(Anomaly::error(codes::OVERTAKEN, text));
            return Ok(Said::new(self.encoded(request, decision, digest)?, false));
        }
        let decision = decide(self.registry.as_ref(), request)
            .map_err(|cause| Error::new(Code::RegistryFailed).caused_by(cause))?;
        // An answer that this wire cannot carry must not be stored: it would be repeated for ever.
        let fresh = Said::new(self.encoded(request, decision, digest)?, false);
        let said = if request.operation() == Operation::Interrogazione {
            self.keep_question(decoded, &key, fresh, patience)?
        } else {
            let kept = self.answers.remember(&key, &fresh.stored).map_err(log)?;
            fresh.or(kept)?
        };
        if let Some(ids) = &self.highest {
            ids.saw(&key);
        }
        Ok(said)
    }

    /// Stores the answer to a question. It changed nothing: after a power cut the same question may
    /// be asked anew.
    fn keep_question(
        &self,
        decoded: &Decoded<Request>,
        key: &OperationKey,
        mut fresh: Said,
        patience: Patience,
    ) -> Result<Said, Stop> {
        let log = |cause| Error::new(Code::AnswerLogFailed).caused_by(cause);
        let stored = &fresh.stored;
        match self.record(decoded, &fresh, Some((key, stored)), patience)? {
            Tried::Done(None) => {
                fresh.recorded = true;
                return Ok(fresh);
            }
            // Somebody was faster: their answer is a repetition, and noted as one.
            Tried::Done(Some(_)) if patience == Patience::None => return Err(Stop::NotNow),
            Tried::Done(Some(other)) => return Ok(fresh.or(other)?),
            Tried::NotNow => {}
        }
        let kept = match patience {
            Patience::Waits => self.answers.remember_soon(key, stored).map_err(log)?,
            Patience::None if !self.observer.is_idle() => return Err(Stop::NotNow),
            Patience::None => match self.answers.remember_now(key, stored).map_err(log)? {
                Tried::Done(kept) => kept,
                Tried::NotNow => return Err(Stop::NotNow),
            },
        };
        Ok(fresh.or(kept)?)
    }

    /// Has the exchange noted together with its answer, where the observer can.
    fn record(
        &self,
        decoded: &Decoded<Request>,
        said: &Said,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, Error> {
        if self.security.is_some() || self.observer.is_idle() {
            // What leaves, and is noted, is the signed answer.
            return Ok(Tried::NotNow);
        }
        let stored = &said.stored;
        let record = ExchangeRecord {
            operation: Some(decoded.message.operation()),
            operation_id: Some(&decoded.message.header().operation_id),
            request_digest: stored.request_digest,
            answer_digest: sha256(stored.body.expose()),
            outcome: stored.outcome,
            codes: stored.codes.iter().map(String::as_str).collect(),
            repeated: said.repeated,
            unknown: &decoded.unknown,
            cause: None,
        };
        let tried = self.observer.exchanged_with(&record, keep, patience);
        tried.map_err(|cause| Error::new(Code::AnswerLogFailed).caused_by(cause))
    }

    /// The answer to a request that was not served; it is not stored, so that it may be repeated.
    fn declined(&self, request: &Request, digest: [u8; 32], cause: Error) -> Result<Said, Error> {
        let anomaly = if cause.code() == Code::OperationReused {
            let text = "Identificativo operazione già usato per un'altra richiesta";
            Anomaly::error(codes::REUSED, text)
        } else {
            Anomaly::error(codes::GENERIC, GENERIC_TEXT)
        };
        let answer = self.encoded(request, Decision::error(anomaly), digest)?;
        let cause = Some(cause);
        Ok(Said {
            cause,
            ..Said::new(answer, false)
        })
    }

    fn encoded(
        &self,
        request: &Request,
        decision: Decision,
        request_digest: [u8; 32],
    ) -> Result<StoredAnswer, Error> {
        let mut answer = self.compose(request, decision);
        let heading = Heading {
            operation: request.operation(),
            sent_at: Some(request.header().sent_at),
            registry_operation_id: Some(numbered(request_digest)),
        };
        let mut encoded = encode_answer_to(&self.profile, &heading, &answer)?;
        if !encoded.incomplete.is_empty() {
            // The workstation must know that the registry has more than the schema lets through.
            answer.anomalies.push(left_out(&encoded.incomplete));
            encoded = encode_answer_to(&self.profile, &heading, &answer)?;
        }
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

    fn refuse(&self, failure: DecodeFailure, digest: [u8; 32]) -> Noted {
        // The dash before the advice is in no encoding but UTF-8.
        let text = failure.error.message(Lang::It).replace('—', "-");
        let text: String = text.chars().take(MAX_TEXT).collect();
        // What a schema lets a request leave out, and we need, is no fault of its form.
        let schema = self.profile.envelope() == Envelope::Soap11;
        let code = match failure.error.code() {
            Code::MissingElement if schema => codes::INSUFFICIENT,
            _ => codes::NOT_VALID,
        };
        let about = About {
            operation: failure.operation,
            operation_id: failure.operation_id,
            sender: failure.sender,
            sent_at: failure.sent_at,
            digest,
        };
        let mut noted = self.refusal(about, Anomaly::error(code, text), failure.error);
        noted.reply.readable = false;
        noted
    }

    fn refusal(&self, about: About, anomaly: Anomaly, cause: Error) -> Noted {
        let codes = vec![anomaly.code.clone()];
        let refusal = Refusal {
            operation_id: about.operation_id.clone(),
            sender: Some(self.sender.clone()),
            recipient: about.sender.clone(),
            anomalies: vec![anomaly],
        };
        let (body, fault) = match self.profile.envelope() {
            Envelope::None => (self.bare_refusal(refusal), false),
            Envelope::Soap11 => self.enveloped_refusal(&about, &refusal, &cause),
        };
        Noted {
            codes,
            recorded: false,
            reply: Reply {
                body,
                outcome: Outcome::Error,
                operation: about.operation,
                operation_id: about.operation_id.clone(),
                readable: true,
                fault,
                codes: Vec::new(),
                repeated: false,
                unknown: Vec::new(),
                cause: Some(cause),
            },
            about,
        }
    }

    fn bare_refusal(&self, mut refusal: Refusal) -> Vec<u8> {
        let mut body = encode_refusal(&self.profile, &refusal);
        if body.is_err() {
            // A text or the recipient does not fit the encoding: the code matters more.
            refusal.recipient = None;
            for anomaly in &mut refusal.anomalies {
                let plain = |c: char| if c.is_ascii() { c } else { '?' };
                anomaly.text = anomaly.text.chars().map(plain).collect();
            }
            body = encode_refusal(&self.profile, &refusal);
        }
        let body = body.or_else(|_| {
            refusal.sender = None;
            refusal.anomalies = vec![Anomaly::error(codes::GENERIC, GENERIC_TEXT)];
            encode_refusal(&self.profile, &refusal)
        });
        body.map(|encoded| encoded.bytes).unwrap_or_default()
    }

    /// The service's own refusal when the heading was read, a Fault when it was not; says which.
    fn enveloped_refusal(
        &self,
        about: &About,
        refusal: &Refusal,
        cause: &Error,
    ) -> (Vec<u8>, bool) {
        let written = about.operation.and_then(|operation| {
            let heading = Heading {
                operation,
                sent_at: about.sent_at,
                registry_operation_id: Some(numbered(about.digest)),
            };
            encode_refusal_to(&self.profile, &heading, refusal).ok()
        });
        match written {
            Some(encoded) => (encoded.bytes, false),
            None => {
                let ours = refusal.anomalies.iter().any(|a| a.code == codes::GENERIC);
                let code = if ours {
                    FaultCode::Server
                } else {
                    FaultCode::of(cause)
                };
                (soap::write_fault(code, cause), true)
            }
        }
    }
}

/// What was read of a request, for its answer or its refusal.
#[derive(Default)]
struct About {
    operation: Option<Operation>,
    operation_id: Option<OperationId>,
    sender: Option<String>,
    sent_at: Option<NaiveDateTime>,
    digest: [u8; 32],
}

/// The registry's own identifier of an operation: digits that only the same bytes give again.
fn numbered(digest: [u8; 32]) -> String {
    let mut first = [0; 8];
    first.copy_from_slice(digest.first_chunk::<8>().unwrap_or(&[0; 8]));
    u64::from_be_bytes(first).to_string()
}

/// Longest text of an error or warning, in characters.
const MAX_TEXT: usize = 240;

/// The warning about what a schema does not let through; it names fields, not what is in them.
fn left_out(fields: &[&str]) -> Anomaly {
    let text = format!(
        "Dati non conformi allo schema, omessi: {}",
        fields.join(", ")
    );
    Anomaly::warning(
        codes::LEFT_OUT,
        text.chars().take(MAX_TEXT).collect::<String>(),
    )
}

/// Told to the workstation when the cause must not be.
const GENERIC_TEXT: &str = "Errore generico: riprovare";

impl About {
    fn of(request: &Request, digest: [u8; 32]) -> Self {
        let header = request.header();
        Self {
            operation: Some(request.operation()),
            operation_id: Some(header.operation_id.clone()),
            sender: Some(header.sender.clone()),
            sent_at: Some(header.sent_at),
            digest,
        }
    }
}

/// An answer to a request that could be read.
struct Said {
    stored: StoredAnswer,
    /// It was stored before.
    repeated: bool,
    /// What kept the registry from giving its own.
    cause: Option<Error>,
    /// The observer knows.
    recorded: bool,
}

impl Said {
    fn new(stored: StoredAnswer, repeated: bool) -> Self {
        Self {
            stored,
            repeated,
            cause: None,
            recorded: false,
        }
    }

    /// What was kept under the key: this, or what somebody else stored there before.
    fn or(self, kept: StoredAnswer) -> Result<Self, Error> {
        let repeated = kept != self.stored;
        same(kept, self.stored.request_digest, repeated)
    }
}

/// Why a request was not answered.
enum Stop {
    Failed(Error),
    /// It would have to wait.
    NotNow,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A reply, and what its record says.
struct Noted {
    reply: Reply,
    codes: Vec<String>,
    about: About,
    recorded: bool,
}

impl Noted {
    fn finished(self) -> Reply {
        let codes = self.codes;
        Reply {
            codes,
            ..self.reply
        }
    }
}

fn answered(decoded: Decoded<Request>, said: Said, digest: [u8; 32]) -> Noted {
    let about = About::of(&decoded.message, digest);
    Noted {
        codes: said.stored.codes,
        recorded: said.recorded,
        reply: Reply {
            body: said.stored.body.into_inner(),
            outcome: said.stored.outcome,
            operation: about.operation,
            operation_id: about.operation_id.clone(),
            readable: true,
            fault: false,
            repeated: said.repeated,
            codes: Vec::new(),
            unknown: decoded.unknown,
            cause: said.cause,
        },
        about,
    }
}

fn same(stored: StoredAnswer, digest: [u8; 32], repeated: bool) -> Result<Said, Error> {
    if stored.request_digest != digest {
        return Err(Error::new(Code::OperationReused));
    }
    Ok(Said::new(stored, repeated))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}
