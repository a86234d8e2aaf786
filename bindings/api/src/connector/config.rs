//! How a connector is set up.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cie_sad::http::{ServerOptions, ServerTls, TlsFiles};
use cie_sad::profile::{Profile, TravelConstants};

use crate::Result;
use crate::fault::{Code, Error};

record! {
    /// How a connector is set up.
    pub struct ConnectorConfig {
        /// ISTAT code (6 digits) of the comune.
        pub comune_istat: String,
        /// The wire: `anpr`, `anpr-soap`, `piatto`, or the path of a profile in TOML; `anpr` unless
        /// given. The official tag set of SAD 2.8 is not public: a profile says which tags are used.
        /// `,travel=SI/NO` after it chooses one of the pairs of constants for "valid for travel" that
        /// circolare 8/2017 admits.
        pub profile: Option<String> = None,
        /// Address and port that are listened on; `127.0.0.1:0`, a free port, unless given.
        pub address: Option<String> = None,
        /// Service path; `/sad` unless given.
        pub path: Option<String> = None,
        /// SQLite file of the answers and the journal. Without it both are kept in memory and are
        /// gone with the process: good for trials alone.
        pub store: Option<String> = None,
        /// Longest time for an answer, in seconds; 30 unless given.
        pub time_limit: Option<u32> = None,
        /// PEM file of the server's certificate and those of the authorities in between; plain HTTP
        /// without it.
        pub tls_certificate: Option<String> = None,
        /// PEM file of its private key.
        pub tls_key: Option<String> = None,
    }
}

/// Longest profile file.
const MAX_PROFILE: u64 = 1 << 20;

/// A profile by its name, or by the path of its file; `,travel=SI/NO` after either chooses the
/// constants of its travel flag.
pub(crate) fn profile(name: Option<&str>) -> Result<Arc<Profile>> {
    let name = name.unwrap_or("anpr");
    let (name, travel) = match name.rsplit_once(",travel=") {
        Some((name, travel)) => (name, Some(travel.parse::<TravelConstants>()?)),
        None => (name, None),
    };
    let profile = match name {
        "anpr" => Profile::anpr()?,
        "anpr-soap" => Profile::anpr_soap()?,
        "piatto" => Profile::piatto()?,
        path => Profile::parse(&read(Path::new(path))?)?,
    };
    Ok(Arc::new(match travel {
        Some(travel) => profile.with_travel_constants(travel),
        None => profile,
    }))
}

pub(crate) fn read(path: &Path) -> Result<String> {
    let failed = |error: std::io::Error| Error::new(Code::ConfigFile).detail(error.to_string());
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if length > MAX_PROFILE {
        return Err(Error::new(Code::ConfigFile)
            .detail("more than 1 MiB")
            .into());
    }
    Ok(std::fs::read_to_string(path).map_err(failed)?)
}

impl ConnectorConfig {
    pub(super) fn address(&self) -> &str {
        self.address.as_deref().unwrap_or("127.0.0.1:0")
    }

    pub(super) fn options(&self) -> Result<ServerOptions> {
        let usual = ServerOptions::default();
        let tls = match (&self.tls_certificate, &self.tls_key) {
            (Some(certificate), Some(key)) => Some(ServerTls::open(TlsFiles {
                certificate: PathBuf::from(certificate),
                key: PathBuf::from(key),
                clients: None,
            })?),
            (None, None) => None,
            _ => {
                let field = cie_core::error::Position::Field("tls_key".into());
                return Err(Error::new(Code::Arguments).at(field).into());
            }
        };
        Ok(ServerOptions {
            path: self.path.clone().unwrap_or(usual.path),
            time_limit: match self.time_limit {
                Some(seconds) => Duration::from_secs(u64::from(seconds.clamp(1, 600))),
                None => usual.time_limit,
            },
            tls,
            ..usual
        })
    }
}
