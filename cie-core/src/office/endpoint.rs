//! What the workstations must reach, and what was found not to be.

use serde::{Deserialize, Serialize};

use crate::rule::{Endpoint, ProxyAuth, Value, workstation as rules};

/// The services that must be reachable from every workstation (circ. 8/2017, all. 2, par. 2.2).
///
/// ```
/// use cie_core::rule::ProxyAuth;
/// let open: Vec<String> = cie_core::office::endpoints()
///     .filter(|endpoint| endpoint.proxy == ProxyAuth::Forbidden)
///     .map(|endpoint| endpoint.to_string())
///     .collect();
/// assert_eq!(open, ["dvra.cie.interno.gov.it:8442", "dvra.cie.interno.gov.it:8443"]);
/// ```
pub fn endpoints() -> impl Iterator<Item = Endpoint> {
    let figures = rules::ENDPOINTS.figures.iter();
    figures.filter_map(|figure| match figure.value {
        Value::Endpoint(endpoint) => Some(endpoint),
        _ => None,
    })
}

/// How a connection that somebody tried ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reached {
    /// It was made, and nobody was asked for credentials.
    Directly,
    /// It was made after a proxy had asked the user for credentials.
    WithCredentials,
    /// It was not made.
    Not,
}

/// A connection that somebody tried: this crate opens none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// Host name.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How it ended.
    pub reached: Reached,
}

/// An endpoint that is not reached as it has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unreached {
    /// Which endpoint.
    pub endpoint: Endpoint,
    /// How the connection ended; `None` when nobody tried.
    pub reached: Option<Reached>,
    /// Whether the installation needs it; `false` where the source only advises against a proxy
    /// that asks for credentials.
    pub required: bool,
}

/// The endpoints that these probes show not to be reached as they have to be. Of several probes
/// of one endpoint the worst counts.
#[must_use]
pub fn unreached(probes: &[Probe]) -> Vec<Unreached> {
    let worst = |endpoint: &Endpoint| {
        let same = |probe: &&Probe| {
            probe.port == endpoint.port && probe.host.eq_ignore_ascii_case(endpoint.host)
        };
        let rank = |reached: &Reached| match reached {
            Reached::Directly => 0,
            Reached::WithCredentials => 1,
            Reached::Not => 2,
        };
        let found = probes.iter().filter(same).map(|probe| probe.reached);
        found.max_by_key(rank)
    };
    endpoints()
        .filter_map(|endpoint| {
            let reached = worst(&endpoint);
            let required = match (reached, endpoint.proxy) {
                (Some(Reached::Directly), _) => return None,
                (Some(Reached::WithCredentials), ProxyAuth::Discouraged) => false,
                _ => true,
            };
            Some(Unreached {
                endpoint,
                reached,
                required,
            })
        })
        .collect()
}
