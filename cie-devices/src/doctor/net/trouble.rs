//! Why a service was not reached, step by step.

use std::io::ErrorKind;

use crate::doctor::Said;

/// The step at which a connection ended, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The name has no address.
    NotResolved(String),
    /// Nobody listens there.
    Refused,
    /// There is no way there.
    NoRoute,
    /// Nothing came in time.
    TimedOut(&'static str),
    /// The other side ended the connection.
    Closed(&'static str),
    /// The proxy itself is out of reach.
    ProxyUnreachable(Box<Trouble>),
    /// The proxy wants to know who the user is.
    ProxyAsks,
    /// The proxy does not make the connection.
    ProxyRefuses(u16),
    /// What answers does not speak TLS.
    NotTls,
    /// It speaks TLS, and the two sides did not agree.
    TlsRefused(String),
    /// The answer is not HTTP.
    NotHttp,
    /// Anything else, by the system's name of it.
    Other(&'static str, ErrorKind),
}

impl Trouble {
    pub(super) fn of(error: &std::io::Error, step: &'static str) -> Self {
        match error.kind() {
            ErrorKind::ConnectionRefused => Self::Refused,
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
                Self::NoRoute
            }
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::TimedOut(step),
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof => Self::Closed(step),
            other => Self::Other(step, other),
        }
    }

    /// The name of the step in JSON.
    pub(crate) fn step(&self) -> &'static str {
        match self {
            Self::NotResolved(_) => "dns",
            Self::Refused | Self::NoRoute => "tcp",
            Self::TimedOut(step) | Self::Closed(step) | Self::Other(step, _) => step,
            Self::ProxyUnreachable(_) | Self::ProxyAsks | Self::ProxyRefuses(_) => "proxy",
            Self::NotTls | Self::TlsRefused(_) => "tls",
            Self::NotHttp => "http",
        }
    }

    pub(crate) fn said(&self) -> Said {
        match self {
            Self::NotResolved(host) => {
                said!(
                    "il nome {host} non si risolve (DNS)"
                        / "the name {host} does not resolve (DNS)"
                )
            }
            Self::Refused => said!(
                "connessione rifiutata: nessuno ascolta su quella porta"
                    / "connection refused: nobody listens on that port"
            ),
            Self::NoRoute => said!("rete non raggiungibile" / "network unreachable"),
            Self::TimedOut(step) => {
                said!("nessuna risposta in tempo ({step})" / "no answer in time ({step})")
            }
            Self::Closed(step) => {
                said!(
                    "connessione chiusa dall'altra parte ({step})"
                        / "connection closed by the other side ({step})"
                )
            }
            Self::ProxyUnreachable(why) => {
                let why = why.said();
                Said::new(
                    format!("proxy non raggiungibile: {}", why.it),
                    format!("proxy out of reach: {}", why.en),
                )
            }
            Self::ProxyAsks => said!(
                "il proxy chiede l'autenticazione dell'utente (407)"
                    / "the proxy asks the user to log in (407)"
            ),
            Self::ProxyRefuses(status) => said!(
                "il proxy non apre la connessione (stato {status})"
                    / "the proxy does not open the connection (status {status})"
            ),
            Self::NotTls => said!("chi risponde non parla TLS" / "what answers does not speak TLS"),
            Self::TlsRefused(why) => said!(
                "raggiunto, ma la negoziazione TLS non riesce: {why}"
                    / "reached, but the TLS negotiation fails: {why}"
            ),
            Self::NotHttp => said!("la risposta non è HTTP" / "the answer is not HTTP"),
            Self::Other(step, kind) => {
                said!("errore di rete ({step}): {kind}" / "network error ({step}): {kind}")
            }
        }
    }

    /// What to do about it.
    pub(crate) fn todo(&self) -> Said {
        match self {
            Self::NotResolved(_) => said!(
                "controllare il DNS della postazione e che sia collegata alla rete"
                    / "check the workstation's DNS and that it is connected to the network"
            ),
            Self::Refused | Self::NoRoute | Self::TimedOut("tcp") => said!(
                "far aprire host e porta in uscita sul firewall del comune"
                    / "have host and port opened for outgoing connections on the comune's firewall"
            ),
            Self::ProxyUnreachable(_) => said!(
                "controllare indirizzo e porta del proxy" / "check the proxy's address and port"
            ),
            Self::ProxyAsks => said!(
                "escludere questo indirizzo dall'autenticazione del proxy"
                    / "exempt this address from the proxy's log-in"
            ),
            Self::ProxyRefuses(_) => said!(
                "consentire sul proxy CONNECT verso questo host e questa porta"
                    / "allow CONNECT to this host and port on the proxy"
            ),
            Self::NotTls | Self::NotHttp => said!(
                "controllare se un proxy, un antivirus o un portale di accesso risponde al posto del server"
                    / "check whether a proxy, an antivirus or a login portal answers in the server's place"
            ),
            Self::TlsRefused(_) => said!(
                "provare con il browser della postazione: il server può volere un protocollo più vecchio di TLS 1.2 o la carta operatore"
                    / "try the workstation's browser: the server may want a protocol older than TLS 1.2, or the operator card"
            ),
            Self::TimedOut(_) | Self::Closed(_) | Self::Other(..) => said!(
                "riprovare; se si ripete, far controllare linea e firewall"
                    / "retry; if it happens again, have line and firewall checked"
            ),
        }
    }
}
