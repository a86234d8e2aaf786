//! Whether a service that the workstation needs is reached.

use std::sync::Arc;
use std::time::Duration;

use cie_core::lang::Text;
use cie_core::rule::{Endpoint, ProxyAuth, workstation as rules};

use super::address::{Address, Scheme};
use super::route::{Opened, Route};
use super::tls::Blemish;
use super::trouble::Trouble;
use crate::doctor::finding::worst;
use crate::doctor::{Check, Finding, Said, Verdict};

/// On this port the circular names a service without TLS, whatever scheme it writes.
const CLEAR: u16 = 80;

/// A service that the workstation must reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Where it is.
    pub address: Address,
    /// Whether a proxy may ask the user to log in.
    pub proxy: ProxyAuth,
    /// The act that asks for it.
    pub source: String,
}

impl Service {
    /// The services of circular 8/2017, as [`cie_core::office::endpoints`] has them.
    #[must_use]
    pub fn of_the_circular() -> Vec<Self> {
        cie_core::office::endpoints()
            .map(|endpoint| Self::from(&endpoint))
            .collect()
    }
}

impl From<&Endpoint> for Service {
    fn from(endpoint: &Endpoint) -> Self {
        let path = match endpoint.path {
            "" => "/",
            path => path,
        };
        Self {
            address: Address {
                scheme: match endpoint.scheme {
                    "http" => Scheme::Http,
                    _ => Scheme::Https,
                },
                host: endpoint.host.to_owned(),
                port: endpoint.port,
                path: path.to_owned(),
            },
            proxy: endpoint.proxy,
            source: rules::ENDPOINTS.source.to_owned(),
        }
    }
}

const WHY: Text = Text {
    it: "l'emissione passa da qui: se non si raggiunge, la postazione non lavora",
    en: "issuance passes through here: out of reach, the workstation cannot work",
};

/// Looks whether a service is reached: name, TCP, proxy, TLS, certificate. Beyond the handshake it
/// asks the service nothing; a page in clear is asked for (its head only) when a proxy is in
/// between, because nothing else tells whether the proxy wants the user to log in.
#[derive(Debug)]
pub struct EndpointCheck {
    service: Service,
    route: Arc<Route>,
}

impl EndpointCheck {
    /// A check of this service by this way.
    #[must_use]
    pub fn new(service: Service, route: Arc<Route>) -> Self {
        Self { service, route }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let why = match self.service.proxy {
            ProxyAuth::Forbidden => said!(
                "attivazione e uso delle carte operatore passano da qui, senza autenticazione sul proxy"
                    / "activation and use of operator cards pass through here, without log-in at a proxy"
            ),
            _ => WHY.into(),
        };
        let source = self.service.source.as_str();
        Finding::new(self.id(), self.what(), verdict, found).because(why, source)
    }

    fn failed(&self, trouble: &Trouble) -> Finding {
        let forbidden = self.service.proxy == ProxyAuth::Forbidden;
        let verdict = match trouble {
            // Reached: what is asked for is there.
            Trouble::TlsRefused(_) => Verdict::Warning,
            Trouble::ProxyAsks if !forbidden => Verdict::Warning,
            _ => Verdict::Failed,
        };
        let finding = self
            .finding(verdict, trouble.said())
            .todo(trouble.todo())
            .fact("step", trouble.step());
        match trouble {
            Trouble::ProxyAsks => Finding {
                source: rules::PROXY.source.to_owned(),
                ..finding
            },
            _ => finding,
        }
    }

    /// What the handshake says.
    fn secured(&self, opened: &Opened) -> Finding {
        let Some(shown) = &opened.shown else {
            return self.finding(Verdict::Ok, said!("raggiunto" / "reached"));
        };
        if let Some(trouble) = opened.trouble() {
            let finding = match shown.asked {
                // TLS 1.2: without the operator card the server ends the handshake, as it should.
                true => self.finding(
                    Verdict::Ok,
                    said!(
                        "raggiunto: il server chiede la carta operatore"
                            / "reached: the server asks for the operator card"
                    ),
                ),
                false => self.failed(trouble),
            };
            return finding.fact("client_certificate_asked", shown.asked);
        }
        let soon = self.route.clock.now() + self.route.expiry_warning;
        let ends = shown.until.map(|until| until.date_naive().to_string());
        let ends = ends.unwrap_or_else(|| "?".to_owned());
        let mut notes: Vec<(Verdict, Said, Said)> =
            shown.blemishes.iter().map(|b| blemish(*b, &ends)).collect();
        let ended = shown.blemishes.contains(&Blemish::Expired);
        if !ended && shown.until.is_some_and(|until| until < soon) {
            notes.push((
                Verdict::Warning,
                said!("il certificato scade il {ends}" / "the certificate ends on {ends}"),
                said!(
                    "nulla sulla postazione: il gestore del server deve rinnovarlo"
                        / "nothing on the workstation: the server's keeper has to renew it"
                ),
            ));
        }
        let version = shown.version.clone().unwrap_or_default();
        let finding = match notes.is_empty() {
            true => self.finding(
                Verdict::Ok,
                said!(
                    "raggiunto, {version}, certificato fino al {ends}"
                        / "reached, {version}, certificate until {ends}"
                ),
            ),
            false => {
                let verdict = worst(notes.iter().map(|(verdict, ..)| *verdict));
                let it: Vec<&str> = notes.iter().map(|(_, said, _)| said.it.as_str()).collect();
                let en: Vec<&str> = notes.iter().map(|(_, said, _)| said.en.as_str()).collect();
                let found = Said::new(it.join("; "), en.join("; "));
                let todo = notes.iter().find(|(v, ..)| *v == verdict);
                let finding = self.finding(verdict, found);
                match todo {
                    Some((_, _, todo)) => finding.todo(todo.clone()),
                    None => finding,
                }
            }
        };
        let names: Vec<&str> = shown.blemishes.iter().map(|b| name(*b)).collect();
        let mut finding = finding
            .fact("tls", version)
            .fact("certificate_until", &ends)
            .fact("client_certificate_asked", shown.asked)
            .fact(
                "certificate",
                match names.is_empty() {
                    true => "sound".to_owned(),
                    false => names.join(","),
                },
            );
        if let Some(issuer) = &shown.issuer {
            finding = finding.fact("issuer", issuer);
        }
        finding
    }
}

impl Check for EndpointCheck {
    fn id(&self) -> String {
        format!("endpoint.{}", self.service.address.authority())
    }

    fn what(&self) -> Said {
        let address = self.service.address.authority();
        Said::new(address.clone(), address)
    }

    fn run(&self, limit: Duration) -> Finding {
        if self.route.offline {
            return offline(self.finding(Verdict::NotChecked, Said::default()));
        }
        let address = &self.service.address;
        let clear = address.scheme == Scheme::Http || address.port == CLEAR;
        let mut finding = if clear && self.route.proxy.is_some() {
            let plain = Address {
                scheme: Scheme::Http,
                ..address.clone()
            };
            match self.route.head(&plain, "HEAD", limit) {
                Ok(head) => self
                    .finding(
                        Verdict::Ok,
                        said!(
                            "raggiunto attraverso il proxy, stato {0}"
                                / "reached through the proxy, status {0}",
                            head.status
                        ),
                    )
                    .fact("http_status", head.status),
                Err(trouble) => self.failed(&trouble),
            }
        } else {
            let opened = self.route.open(address, !clear, limit);
            let mut finding = match (&opened.shown, opened.trouble()) {
                (None, Some(trouble)) => self.failed(trouble),
                _ => self.secured(&opened),
            };
            if let Some(peer) = opened.peer.filter(|_| self.route.proxy.is_none()) {
                finding = finding.fact("address", peer);
            }
            if let Some(time) = opened.connected {
                finding = finding.fact("connect_ms", time.as_millis());
            }
            finding
        };
        if let Some(proxy) = &self.route.proxy {
            finding = finding.fact("proxy", proxy.authority());
        }
        finding
    }
}

/// A line that was not looked at because no connection is to be tried.
pub(super) fn offline(finding: Finding) -> Finding {
    Finding {
        verdict: Verdict::NotChecked,
        found: said!("non provato: controllo senza rete" / "not tried: check without network"),
        ..finding
    }
    .todo(said!(
        "ripetere senza --offline" / "repeat without --offline"
    ))
}

fn name(blemish: Blemish) -> &'static str {
    match blemish {
        Blemish::Expired => "expired",
        Blemish::NotYetValid => "not_yet_valid",
        Blemish::WrongName => "wrong_name",
        Blemish::UnknownIssuer => "unknown_issuer",
        Blemish::Unsound => "unsound",
    }
}

/// Verdict, what was found, what to do.
fn blemish(blemish: Blemish, ends: &str) -> (Verdict, Said, Said) {
    match blemish {
        Blemish::Expired => (
            Verdict::Failed,
            said!("certificato scaduto il {ends}" / "certificate ended on {ends}"),
            said!(
                "controllare data e ora della postazione; se sono giuste, segnalarlo al gestore del server"
                    / "check the workstation's date and time; if they are right, tell the server's keeper"
            ),
        ),
        Blemish::NotYetValid => (
            Verdict::Failed,
            said!("certificato non ancora valido" / "certificate not valid yet"),
            said!(
                "controllare data e ora della postazione" / "check the workstation's date and time"
            ),
        ),
        Blemish::WrongName => (
            Verdict::Failed,
            said!("certificato di un altro nome" / "certificate of another name"),
            said!(
                "controllare DNS, file hosts e se un proxy risponde al posto del server"
                    / "check DNS, the hosts file and whether a proxy answers in the server's place"
            ),
        ),
        Blemish::UnknownIssuer => (
            Verdict::Warning,
            said!(
                "raggiunto; autorità del certificato fuori dall'elenco pubblico"
                    / "reached; the certificate's authority is not on the public list"
            ),
            said!(
                "indicare la catena del Ministero con authorities; se l'emittente non è del Ministero, un proxy o un antivirus apre il traffico"
                    / "name the Ministry's chain with authorities; an issuer that is not the Ministry's is a proxy or antivirus that opens the traffic"
            ),
        ),
        Blemish::Unsound => (
            Verdict::Failed,
            said!("certificato non valido" / "certificate not valid"),
            said!(
                "controllare se un proxy o un antivirus apre il traffico"
                    / "check whether a proxy or an antivirus opens the traffic"
            ),
        ),
    }
}
