//! A service that must be reachable, as a figure of a rule.

use std::fmt;

use serde::Serialize;

/// What a proxy on the way may ask of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProxyAuth {
    /// A proxy must let the connection through without authenticating the user.
    Forbidden,
    /// A proxy may authenticate the user, but is advised not to.
    Discouraged,
}

/// A service on the network: scheme, host, port, and what a proxy may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Endpoint {
    /// `http` or `https`, as the source writes the address.
    pub scheme: &'static str,
    /// Host name.
    pub host: &'static str,
    /// TCP port.
    pub port: u16,
    /// Path and query, empty for the root.
    pub path: &'static str,
    /// What a proxy on the way may ask of the user.
    pub proxy: ProxyAuth,
}

impl Endpoint {
    pub(super) const fn new(scheme: &'static str, host: &'static str, port: u16) -> Self {
        Self {
            scheme,
            host,
            port,
            path: "",
            proxy: ProxyAuth::Discouraged,
        }
    }

    /// The SCO service: the one address for which the source gives a path and forbids a log-in.
    pub(super) const fn sco(port: u16) -> Self {
        Self {
            path: "/SCOPortType?wsdl",
            proxy: ProxyAuth::Forbidden,
            ..Self::new("https", "dvra.cie.interno.gov.it", port)
        }
    }
}

impl fmt::Display for Endpoint {
    /// Host and port, as a firewall wants them: `cieonline.interno.gov.it:443`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}
