//! Talking to the connector under test.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use cie_core::citizen::Person;
use cie_core::error::Coded;
use cie_core::exchange::{
    AnnulmentReason, Answer, CardAnnulment, CardData, CardNotice, Header, OperationId,
    Outcome as Esito, Query, QueryKey, Request, Requester, Subject,
};
use cie_core::redact::Personal;
use ureq::Agent;

use super::fixtures::Fixtures;
use super::target::Target;
use super::verdict::{Outcome, Stop};
use crate::carriage;
use crate::codec::{Response, Unknown, charset, decode_answer, encode_request};
use crate::profile::Charset;
use crate::{Code, Error, Result};

/// Longest response read.
const MAX: u64 = 16 * 1024 * 1024;

/// One run against one connector.
pub(super) struct Session<'a> {
    pub(super) target: &'a Target,
    pub(super) fixtures: &'a Fixtures,
    agent: Agent,
    first: OperationId,
    sequence: AtomicU32,
    known: OnceLock<Subject>,
    /// The wire asks for names beside the codice fiscale, and for the comune of residence.
    by_names: bool,
}

/// An HTTP response.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
    pub(super) took: Duration,
}

/// A response that is an answer or a refusal.
pub(super) struct Heard {
    pub(super) answer: Answer,
    /// It refuses the message instead of answering the operation.
    pub(super) refusal: bool,
    pub(super) unknown: Vec<Unknown>,
    pub(super) reply: Reply,
}

impl Heard {
    /// Codes of the errors and warnings, for sentences.
    pub(super) fn codes(&self) -> String {
        let codes: Vec<&str> = self
            .answer
            .anomalies
            .iter()
            .map(|a| a.code.as_str())
            .collect();
        if codes.is_empty() {
            "-".into()
        } else {
            codes.join(" ")
        }
    }
}

impl<'a> Session<'a> {
    /// # Errors
    /// `CIE-SAD-701` for a run name that no operation identifier can hold.
    pub(super) fn new(target: &'a Target, fixtures: &'a Fixtures) -> Result<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric();
        let fits = (1..=12).contains(&fixtures.run.len()) && fixtures.run.chars().all(allowed);
        // Letters and digits: some wires take nothing else.
        let first = format!("KIT{}N0", fixtures.run).parse();
        let first = first
            .ok()
            .filter(|_| fits)
            .ok_or_else(|| Error::new(Code::BadRun))?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(target.timeout))
            .build()
            .new_agent();
        let mut session = Self {
            target,
            fixtures,
            agent,
            first,
            sequence: AtomicU32::new(1),
            known: OnceLock::new(),
            by_names: false,
        };
        let bare = encode_request(&target.profile, &session.query(&fixtures.absent));
        session.by_names = bare.is_err_and(|error| error.code() == Code::Incomplete);
        if session.by_names && fixtures.person(fixtures.known.expose()).is_none() {
            return Err(Error::new(Code::NamesNeeded));
        }
        Ok(session)
    }

    /// Whether anybody answers at all.
    pub(super) fn reach(&self) -> Result<()> {
        let request = self.query(&self.fixtures.absent);
        let bytes = encode_request(&self.target.profile, &request)?.bytes;
        self.send(&bytes).map(drop)
    }

    fn next(&self) -> u32 {
        self.sequence.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn now() -> NaiveDateTime {
        DateTime::<Utc>::from(SystemTime::now()).naive_utc()
    }

    pub(super) fn today() -> NaiveDate {
        Self::now().date()
    }

    pub(super) fn header(&self) -> Header {
        let id = format!("KIT{}N{}", self.fixtures.run, self.next());
        Header {
            // The first of the run was good, and a longer number still fits.
            operation_id: id.parse().unwrap_or_else(|_| self.first.clone()),
            sender: self.fixtures.comune_istat.clone(),
            recipient: self.fixtures.recipient.clone(),
            sent_at: Self::now(),
            mode: self.fixtures.mode,
            application: None,
            application_version: None,
            application_vendor: None,
        }
    }

    fn requester(&self) -> Requester {
        Requester {
            comune_istat: self.fixtures.comune_istat.clone(),
            workstation_id: self.fixtures.workstation_id.clone(),
            operator: self.fixtures.operator.clone(),
        }
    }

    /// An interrogazione by codice fiscale, and by names beside it where the wire asks for them and
    /// they are known.
    pub(super) fn query(&self, code: &Personal<String>) -> Request {
        self.query_by(self.key(code), None)
    }

    pub(super) fn key(&self, code: &Personal<String>) -> QueryKey {
        let person = self.fixtures.person(code.expose());
        match person.filter(|_| self.by_names) {
            Some(person) => QueryKey::Person(Box::new(person)),
            None => QueryKey::CodiceFiscale(code.clone()),
        }
    }

    pub(super) fn query_by(&self, key: QueryKey, residence_istat: Option<String>) -> Request {
        let ours = || self.by_names.then(|| self.fixtures.comune_istat.clone());
        Request::Interrogazione(Query {
            header: self.header(),
            requester: self.requester(),
            key,
            residence_istat: residence_istat.or_else(ours),
        })
    }

    /// A serial that no card has: two letters, five digits, two letters, made from the run.
    pub(super) fn serial(&self) -> String {
        // FNV-1a: any spreading will do, the store of the connector is a trial one.
        let seed = format!("{}-{}", self.fixtures.run, self.next());
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let letter = |at: u32| char::from(b'A' + ((hash >> at) % 26) as u8);
        format!("ZZ{:05}{}{}", hash % 100_000, letter(20), letter(32))
    }

    /// A card issued today.
    pub(super) fn card(&self, serial: &str) -> CardData {
        let today = Self::today();
        CardData {
            serial: serial.to_owned(),
            electronic: Some(true),
            issued_on: Some(today),
            expires_on: today.checked_add_days(Days::new(3650)),
            valid_for_travel: Some(true),
            comune_istat: Some(self.fixtures.comune_istat.clone()),
            // A name, because not every wire has the code.
            comune: Some("COMUNE DI PROVA".into()),
            annulled_on: None,
        }
    }

    pub(super) fn notice(&self, person: &Person, card: CardData) -> CardNotice {
        CardNotice {
            header: self.header(),
            requester: self.requester(),
            person: person.clone(),
            card,
            attachments: Vec::new(),
        }
    }

    pub(super) fn annulment(&self, person: &Person, card: CardData) -> CardAnnulment {
        CardAnnulment {
            header: self.header(),
            requester: self.requester(),
            person: person.clone(),
            card,
            on: Self::today(),
            reason: AnnulmentReason::Revocation,
        }
    }

    /// The request on the wire of the profile.
    pub(super) fn bytes(&self, request: &Request) -> Outcome<Vec<u8>> {
        match encode_request(&self.target.profile, request) {
            Ok(encoded) => Ok(encoded.bytes),
            Err(error) if self.nameless(request) => Err(Stop::Skipped(said!(
                "il profilo chiede cognome e nome oltre al codice fiscale, e non sono stati dati ({})"
                    / "the profile asks for names beside the code, and they were not given ({})",
                error.info().id
            ))),
            Err(error) => Err(Stop::Skipped(said!(
                "il profilo non può scriverla ({})" / "the profile cannot write it ({})",
                error.info().id
            ))),
        }
    }

    /// A search that lacks the names that the wire asks for.
    fn nameless(&self, request: &Request) -> bool {
        let bare = |query: &Query| matches!(query.key, QueryKey::CodiceFiscale(_));
        self.by_names && matches!(request, Request::Interrogazione(query) if bare(query))
    }

    /// The request as text.
    pub(super) fn text(&self, request: &Request) -> Outcome<String> {
        let bytes = self.bytes(request)?;
        charset::decode(&bytes)
            .map(Cow::into_owned)
            .map_err(|error| Stop::Failed(said!("{}" / "{}", error.info().id)))
    }

    /// A text in an encoding, which its declaration names.
    pub(super) fn in_charset(&self, text: &str, charset: Charset) -> Outcome<Vec<u8>> {
        let own = self.target.profile.charset().name();
        let declared = text.replacen(own, charset.name(), 1);
        charset::encode(declared, charset)
            .map_err(|error| Stop::Skipped(said!("{}" / "{}", error.info().id)))
    }

    /// A text in the encoding of the profile.
    pub(super) fn encoded(&self, text: &str) -> Outcome<Vec<u8>> {
        self.in_charset(text, self.target.profile.charset())
    }

    fn send(&self, message: &[u8]) -> Result<Reply> {
        let start = Instant::now();
        let sent = self
            .agent
            .post(&self.target.url)
            .header("content-type", self.content_type());
        let sent = if self.target.soap() {
            sent.header("soapaction", "\"\"")
        } else {
            sent
        };
        let sent = sent.send(self.carried(message).as_ref());
        let failed = |error: ureq::Error| {
            let code = match &error {
                ureq::Error::Timeout(_) => Code::TimedOut,
                ureq::Error::BodyExceedsLimit(_) => Code::AnswerTooLarge,
                _ => Code::Unreachable,
            };
            Error::new(code).caused_by(error)
        };
        let mut response = sent.map_err(failed)?;
        let content_type = response.headers().get("content-type");
        let content_type = content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let content_type = content_type.to_ascii_lowercase();
        let body = response
            .body_mut()
            .with_config()
            .limit(MAX)
            .read_to_vec()
            .map_err(failed)?;
        Ok(Reply {
            status: response.status().as_u16(),
            content_type,
            body,
            took: start.elapsed(),
        })
    }

    /// The type of a request's body.
    pub(super) fn content_type(&self) -> &'static str {
        carriage::request_type(&self.target.profile)
    }

    /// The body of the HTTP request that carries a message.
    pub(super) fn carried<'m>(&self, message: &'m [u8]) -> Cow<'m, [u8]> {
        carriage::packed(self.target.profile.carrier(), message)
    }

    /// Sends bytes; any HTTP response will do.
    pub(super) fn post(&self, message: &[u8]) -> Outcome<Reply> {
        self.send(message).map_err(|error| {
            Stop::Failed(said!(
                "nessuna risposta ({})" / "no response ({})",
                error.info().id
            ))
        })
    }

    /// Sends bytes and reads what comes back as the answer to this request, or as a refusal.
    pub(super) fn tell(&self, message: &[u8], request: &Request) -> Outcome<Heard> {
        let reply = self.post(message)?;
        self.read(reply, request)
    }

    /// Sends a request as the profile writes it.
    pub(super) fn ask(&self, request: &Request) -> Outcome<Heard> {
        self.tell(&self.bytes(request)?, request)
    }

    pub(super) fn read(&self, reply: Reply, request: &Request) -> Outcome<Heard> {
        // Status 500 is that of a SOAP Fault, which is told below.
        ensure!(
            matches!(reply.status, 200 | 400) || (self.target.soap() && reply.status == 500),
            "risposta HTTP {}" / "HTTP status {}",
            reply.status
        );
        let limits = &self.target.limits;
        let operation = request.operation();
        let decoded = decode_answer(&self.target.profile, operation, &reply.body, limits);
        let decoded = match decoded {
            Ok(decoded) => decoded,
            Err(error) => {
                let place = error
                    .position()
                    .map(|at| format!(", {at}"))
                    .unwrap_or_default();
                fail!(
                    "risposta non leggibile ({}{})" / "the answer cannot be read ({}{})",
                    error.info().id,
                    place
                );
            }
        };
        let (answer, refusal) = match decoded.message {
            Response::Answer(_, answer) => (answer, false),
            Response::Refusal(refused) => {
                let heading = request.header();
                let id = refused
                    .operation_id
                    .unwrap_or_else(|| heading.operation_id.clone());
                let answer = Answer {
                    header: cie_core::exchange::AnswerHeader {
                        operation_id: id,
                        sender: refused.sender.unwrap_or_default(),
                        recipient: refused.recipient.unwrap_or_default(),
                        registry_operation_id: None,
                    },
                    outcome: Esito::Error,
                    subjects: Vec::new(),
                    anomalies: refused.anomalies,
                };
                (answer, true)
            }
        };
        Ok(Heard {
            answer,
            refusal,
            unknown: decoded.unknown,
            reply,
        })
    }

    /// Sends a request that must be answered with success.
    pub(super) fn done(&self, request: &Request) -> Outcome<Heard> {
        let heard = self.ask(request)?;
        ensure!(
            heard.answer.outcome == Esito::Ok,
            "{}: esito negativo, errori {}" / "{}: refused, errors {}",
            request.operation().name(),
            heard.codes()
        );
        Ok(heard)
    }

    /// Sends a request that must be answered with an error.
    pub(super) fn refused(&self, request: &Request) -> Outcome<Heard> {
        let heard = self.ask(request)?;
        ensure!(
            heard.answer.outcome == Esito::Error,
            "{}: esito positivo, atteso un errore" / "{}: accepted, an error was expected",
            request.operation().name()
        );
        Ok(heard)
    }

    /// Sends bytes that no connector may accept: an HTTP status 4xx, or an answer with an error.
    pub(super) fn rejects(&self, message: &[u8]) -> Outcome<Reply> {
        self.rejected(self.post(message)?)
    }

    /// The same, of what came back.
    pub(super) fn rejected(&self, reply: Reply) -> Outcome<Reply> {
        self.sound(&reply)?;
        if reply.status >= 400 {
            return Ok(reply);
        }
        let request = self.query(&self.fixtures.absent);
        let heard = self.read(reply, &request)?;
        ensure!(
            heard.answer.outcome == Esito::Error,
            "messaggio non valido accettato" / "an invalid message was accepted"
        );
        Ok(heard.reply)
    }

    /// Whoever answers so does not say that it broke: no status 5xx, but for a SOAP Fault that puts
    /// the blame on the message (SOAP 1.1, section 6.2).
    pub(super) fn sound(&self, reply: &Reply) -> Outcome {
        ensure!(
            reply.status < 500 || self.fault(reply).is_some_and(|fault| fault != "Server"),
            "risposta HTTP {}: l'errore è del messaggio, non del connettore"
                / "HTTP status {}: the message is at fault, not the connector",
            reply.status
        );
        Ok(())
    }

    /// The code of the SOAP Fault in a response, without its namespace: one of SOAP's four.
    pub(super) fn fault(&self, reply: &Reply) -> Option<&'static str> {
        if !self.target.soap() {
            return None;
        }
        let operation = cie_core::exchange::Operation::Interrogazione;
        let limits = &self.target.limits;
        let error = decode_answer(&self.target.profile, operation, &reply.body, limits).err()?;
        if !matches!(error.code(), Code::FaultClient | Code::FaultServer) {
            return None;
        }
        let said = Coded::detail(&error).unwrap_or_default();
        ["VersionMismatch", "MustUnderstand", "Client", "Server"]
            .into_iter()
            .find(|code| said.contains(code))
    }

    /// The known citizen, as the registry describes them.
    pub(super) fn known(&self) -> Outcome<&Subject> {
        if let Some(known) = self.known.get() {
            return Ok(known);
        }
        let subject = self.subject(&self.fixtures.known)?;
        Ok(self.known.get_or_init(|| subject))
    }

    /// The one citizen of a code.
    pub(super) fn subject(&self, code: &Personal<String>) -> Outcome<Subject> {
        let heard = self.done(&self.query(code))?;
        let mut subjects = heard.answer.subjects.into_iter();
        match (subjects.next(), subjects.next()) {
            (Some(subject), None) => Ok(subject),
            _ => fail!("atteso un soggetto" / "one subject was expected"),
        }
    }
}

/// A code that the fixtures may lack.
pub(super) fn given(code: Option<&Personal<String>>) -> Outcome<&Personal<String>> {
    code.ok_or_else(|| {
        Stop::Skipped(said!(
            "manca un cittadino di prova per questo caso" / "no citizen was given for this case"
        ))
    })
}
