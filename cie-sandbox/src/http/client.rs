//! The simulator over HTTP, as seen by the comune.

use std::fmt;
use std::time::Duration;

use cie_core::issuance::RequestNumber;
use cie_core::ports::{
    Acceptance, Cnsd, PortError, Progress, ReceiptSecrets, SecretHalf, SerialSource, System,
};
use cie_core::redact::Secret;
use ureq::Agent;
use ureq::http::Uri;

use super::wire::{
    Answer, CertificateAnswer, Health, MAX_ANSWER, SecretsAnswer, SerialAnswer, read,
};
use crate::fault::port_error;
use crate::label::{HEADER, HEADER_VALUE};
use crate::state::from_base64;
use crate::{Code, Error, MAX_ENVELOPE};

/// How patient the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientOptions {
    /// Longest time to connect.
    pub connect_timeout: Duration,
    /// Longest time for a whole call, connecting included.
    pub timeout: Duration,
}

impl Default for ClientOptions {
    /// 5 seconds to connect, 30 for a call.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
        }
    }
}

/// The other end of [`serve`](crate::serve): the same two ports over HTTP.
///
/// It talks to simulators only: an answer without the label is refused as garbled. It follows no
/// redirection, uses no proxy, keeps no cookies, speaks plain `http`.
pub struct MinistryClient {
    base: String,
    agent: Agent,
}

/// What is sent: every call can be repeated without harm.
enum Call<'a> {
    Get,
    Put(&'a [u8]),
}

impl fmt::Debug for MinistryClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MinistryClient of a SIMULATED Ministry")
    }
}

impl MinistryClient {
    /// A client of the simulator at this address, `http://host:port`, with or without a path.
    ///
    /// # Errors
    /// `CIE-SIM-063` when the address is not an `http` URL, or has a query or user name.
    pub fn new(url: &str, options: ClientOptions) -> crate::Result<Self> {
        let bad = |detail: &'static str| Error::new(Code::BadUrl).detail(detail);
        let base = url.trim_end_matches('/');
        let uri: Uri = base
            .parse()
            .map_err(|error| bad("not a URL").caused_by(error))?;
        if uri.scheme_str() != Some("http") {
            return Err(bad("scheme other than http"));
        }
        if uri.query().is_some() || uri.authority().is_none_or(|a| a.as_str().contains('@')) {
            return Err(bad("query, user name or no host"));
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy of the environment must not see, or answer, what is meant for a simulator.
            .proxy(None)
            .timeout_connect(Some(options.connect_timeout))
            .timeout_global(Some(options.timeout))
            // A simulator that was restarted must not meet a connection of its former life.
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .max_response_header_size(16 << 10)
            .user_agent(concat!("cie-sandbox/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        Ok(Self {
            base: base.to_owned(),
            agent,
        })
    }

    /// Whether the simulator answers.
    ///
    /// # Errors
    /// [`PortError`] with the code `CIE-SIM-064` when it does not, `CIE-SIM-065` when something
    /// else answers.
    pub fn health(&self) -> Result<(), PortError> {
        self.call::<Health>(System::CieOnline, "/health", Call::Get)
            .map(|_| ())
    }

    fn call<T: Answer>(&self, system: System, path: &str, call: Call<'_>) -> Result<T, PortError> {
        let failed =
            |error: ureq::Error| port_error(system, Error::new(code_for(&error)).caused_by(error));
        let url = format!("{}{path}", self.base);
        let mut response = match call {
            Call::Get => self.agent.get(url).call(),
            Call::Put(body) => self
                .agent
                .put(url)
                .content_type("application/cms")
                .send(body),
        }
        .map_err(failed)?;
        let labelled = response
            .headers()
            .get(HEADER)
            .is_some_and(|value| value == HEADER_VALUE);
        let status = response.status().as_u16();
        let body = zeroize::Zeroizing::new(
            response
                .body_mut()
                .with_config()
                .limit(MAX_ANSWER)
                .read_to_vec()
                .map_err(failed)?,
        );
        read(system, status, labelled, &body)
    }

    fn of_request<T: Answer>(
        &self,
        system: System,
        request: &RequestNumber,
        what: &str,
        call: Call<'_>,
    ) -> Result<T, PortError> {
        // Digits and hyphens only: nothing to escape.
        self.call(system, &format!("/v1/requests/{request}/{what}"), call)
    }
}

/// What a failure of the transport means.
fn code_for(error: &ureq::Error) -> Code {
    match error {
        ureq::Error::BodyExceedsLimit(_) => Code::AnswerTooLarge,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::LargeResponseHeader(..) => {
            Code::AnswerGarbled
        }
        _ => Code::NoAnswer,
    }
}

impl SerialSource for MinistryClient {
    fn serial(&self, request: &RequestNumber) -> Result<String, PortError> {
        self.of_request::<SerialAnswer>(System::CieOnline, request, "serial", Call::Put(&[]))
            .map(|answer| answer.serial)
    }
}

impl Cnsd for MinistryClient {
    fn recipient_certificate(&self) -> Result<Vec<u8>, PortError> {
        let answer: CertificateAnswer = self.call(System::Cnsd, "/v1/recipient", Call::Get)?;
        from_base64(&answer.certificate)
            .map(|der| der.to_vec())
            .ok_or_else(|| {
                port_error(
                    System::Cnsd,
                    Error::new(Code::AnswerGarbled).detail("certificate"),
                )
            })
    }

    fn submit(&self, request: &RequestNumber, envelope: &[u8]) -> Result<Acceptance, PortError> {
        if envelope.len() > MAX_ENVELOPE {
            return Err(port_error(System::Cnsd, Code::EnvelopeTooLarge.into()));
        }
        self.of_request(System::Cnsd, request, "envelope", Call::Put(envelope))
    }

    fn progress(&self, request: &RequestNumber) -> Result<Progress, PortError> {
        self.of_request(System::Cnsd, request, "progress", Call::Get)
    }

    fn receipt_secrets(&self, request: &RequestNumber) -> Result<ReceiptSecrets, PortError> {
        let answer: SecretsAnswer =
            self.of_request(System::Cnsd, request, "receipt-secrets", Call::Get)?;
        Ok(ReceiptSecrets {
            pin: SecretHalf(Secret::new(answer.pin)),
            puk: SecretHalf(Secret::new(answer.puk)),
        })
    }
}
