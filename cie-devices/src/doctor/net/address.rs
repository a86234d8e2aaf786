//! Addresses of services: scheme, host, port, path.

use std::fmt;
use std::str::FromStr;

use crate::{Code, Error, Result};

/// Longest address, in bytes.
const MAX: usize = 2048;
/// Longest name of a host.
const MAX_HOST: usize = 253;

/// How a service is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// In clear.
    Http,
    /// Over TLS.
    Https,
}

impl Scheme {
    /// `http` or `https`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// The address of a service, without user and password.
///
/// ```
/// use cie_devices::doctor::Address;
/// let address: Address = "https://dvra.cie.interno.gov.it:8443/SCOPortType?wsdl".parse()?;
/// assert_eq!((address.host.as_str(), address.port), ("dvra.cie.interno.gov.it", 8443));
/// assert_eq!(address.path, "/SCOPortType?wsdl");
/// assert!("https://user:password@host/".parse::<Address>().is_err());
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// How it is spoken to.
    pub scheme: Scheme,
    /// Name of the host, or its number, in lower case and without brackets.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Path and query, from the slash on.
    pub path: String,
}

impl Address {
    /// Host and port, as a firewall, a proxy and the head of a request want them.
    #[must_use]
    pub fn authority(&self) -> String {
        authority(&self.host, self.port)
    }

    /// The same service, another path.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }
}

pub(super) fn authority(host: &str, port: u16) -> String {
    match host.contains(':') {
        true => format!("[{host}]:{port}"),
        false => format!("{host}:{port}"),
    }
}

/// Whether this can be the name or the number of a host.
pub(crate) fn is_host(host: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b':');
    !host.is_empty()
        && host.len() <= MAX_HOST
        && host.bytes().all(fits)
        && (!host.contains(':') || host.parse::<std::net::Ipv6Addr>().is_ok())
}

/// Host and port, such as `ntp.example.it:123`.
pub(crate) fn host_and_port(text: &str) -> Result<(String, u16)> {
    let wrong = || Error::new(Code::BadAddress).detail("host:port");
    let (host, port) = text.rsplit_once(':').ok_or_else(wrong)?;
    let host = bare(host).ok_or_else(wrong)?;
    let port: u16 = port.parse().map_err(|_| wrong())?;
    if port == 0 {
        return Err(wrong());
    }
    Ok((host, port))
}

/// The host without the brackets that a number of IP version 6 has in an address.
fn bare(host: &str) -> Option<String> {
    let inner = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let host = inner.unwrap_or(host);
    let numbered = host.contains(':') == inner.is_some();
    (is_host(host) && numbered).then(|| host.to_ascii_lowercase())
}

impl FromStr for Address {
    type Err = Error;

    /// # Errors
    /// `CIE-DEV-702`.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = |what: &'static str| Error::new(Code::BadAddress).detail(what);
        if text.len() > MAX {
            return Err(wrong("more than 2048 bytes"));
        }
        let (scheme, rest) = match text.split_once("://") {
            Some(("http", rest)) => (Scheme::Http, rest),
            Some(("https", rest)) => (Scheme::Https, rest),
            _ => return Err(wrong("scheme is http or https")),
        };
        let cut = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        let printable = |b: u8| b.is_ascii_graphic() && b != b'#';
        if !path.bytes().all(printable) {
            return Err(wrong("path"));
        }
        let path = match path.starts_with('/') {
            true => path.to_owned(),
            false => format!("/{path}"),
        };
        let (host, port) = match bare(authority) {
            Some(host) => (
                host,
                match scheme {
                    Scheme::Http => 80,
                    Scheme::Https => 443,
                },
            ),
            None => host_and_port(authority)?,
        };
        Ok(Self {
            scheme,
            host,
            port,
            path,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, authority) = (self.scheme.name(), self.authority());
        write!(f, "{scheme}://{authority}{}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_their_parts() {
        for (text, shown) in [
            ("http://a", "http://a:80/"),
            ("https://A.example?x", "https://a.example:443/?x"),
            ("http://[::1]:8080/a/b", "http://[::1]:8080/a/b"),
            ("https://127.0.0.1:1", "https://127.0.0.1:1/"),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), shown);
            assert_eq!(shown.parse::<Address>().unwrap(), address);
        }
        for text in [
            "",
            "a",
            "ftp://a",
            "http://",
            "http://a b",
            "http://a:0",
            "http://a:70000",
            "http://u@a",
            "http://u:p@a",
            "http://::1/",
            "http://[a]/",
            "http://a/\r\nHost: b",
            "http://a/#b",
        ] {
            let error = text.parse::<Address>().unwrap_err();
            assert_eq!(error.code(), Code::BadAddress, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_an_address_or_an_error(text in ".{0,60}") {
            let _ = text.parse::<Address>();
            let _ = host_and_port(&text);
        }
    }
}
