//! The form of the file, and what is refused in it.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::TimeDelta;
use cie_core::rule::ProxyAuth;
use serde::Deserialize;
use toml::Spanned;

use super::{DoctorConfig, ProxyChoice};
use crate::doctor::net::{host_and_port, is_host};
use crate::doctor::{
    Address, CertificateStore, ClockSource, ClockTolerance, DiskTolerance, Service,
};
use crate::toml_source::Source;
use crate::{Code, Result};

/// Most entries of a list.
const MAX_LIST: usize = 64;
/// Longest text.
const MAX_TEXT: usize = 2048;

type Text = Spanned<String>;
type Number = Spanned<u64>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    limit_seconds: Option<Number>,
    devices: Option<Text>,
    network: Network,
    clock: Clock,
    throughput: Throughput,
    hosts_file: HostsFile,
    certificates: Vec<Certificates>,
    smart_cards: SmartCards,
    connector: Vec<Connector>,
    store: Vec<Store>,
    disk: Disk,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Network {
    offline: bool,
    service_seconds: Option<Number>,
    proxy: Option<Text>,
    authorities: Vec<Text>,
    expiry_warning_days: Option<Number>,
    resolve: BTreeMap<Text, Spanned<Vec<Text>>>,
    endpoint: Option<Spanned<Vec<Endpoint>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endpoint {
    url: Text,
    #[serde(default = "discouraged")]
    proxy_log_in: ProxyLogIn,
    source: Option<Text>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProxyLogIn {
    Forbidden,
    Discouraged,
}

fn discouraged() -> ProxyLogIn {
    ProxyLogIn::Discouraged
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Clock {
    http: Option<Text>,
    sntp: Option<Text>,
    warning_seconds: Option<Number>,
    failure_seconds: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Throughput {
    download: Option<Text>,
    upload: Option<Text>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HostsFile {
    path: Option<Text>,
    sha256: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificates {
    name: Text,
    path: Text,
    sha256: Spanned<Vec<Text>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SmartCards {
    readers: Option<bool>,
    modules: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Connector {
    url: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Store {
    place: Text,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Disk {
    paths: Vec<Text>,
    warning_mb: Option<Number>,
    failure_mb: Option<Number>,
}

/// Reads values with their places.
#[derive(Clone, Copy)]
struct Reader<'f> {
    source: Source<'f>,
    folder: &'f Path,
}

impl Reader<'_> {
    fn path(self, name: &str, value: &Text) -> Result<PathBuf> {
        Ok(self.folder.join(self.source.text(name, value, MAX_TEXT)?))
    }

    fn paths(self, name: &str, values: &[Text]) -> Result<Vec<PathBuf>> {
        self.few(name, values)?;
        values.iter().map(|value| self.path(name, value)).collect()
    }

    fn few<T>(self, name: &str, values: &[T]) -> Result<()> {
        match values.len() > MAX_LIST {
            true => Err(self
                .source
                .error_at(0..0, format!("{name} has at most {MAX_LIST} entries"))),
            false => Ok(()),
        }
    }

    fn address(self, value: &Text) -> Result<Address> {
        self.source.locate(value, value.get_ref().parse())
    }

    fn maybe_address(self, value: Option<&Text>) -> Result<Option<Address>> {
        value.map(|value| self.address(value)).transpose()
    }

    fn digest(self, value: &Text) -> Result<String> {
        let text = value.get_ref();
        match text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            true => Ok(text.to_ascii_lowercase()),
            false => Err(self.source.error(value, "sha256 has 64 hexadecimal digits")),
        }
    }

    fn service(self, endpoint: &Endpoint) -> Result<Service> {
        let source = match &endpoint.source {
            Some(source) => self.source.text("source", source, MAX_TEXT)?,
            None => "configuration of this workstation".to_owned(),
        };
        Ok(Service {
            address: self.address(&endpoint.url)?,
            proxy: match endpoint.proxy_log_in {
                ProxyLogIn::Forbidden => ProxyAuth::Forbidden,
                ProxyLogIn::Discouraged => ProxyAuth::Discouraged,
            },
            source,
        })
    }

    fn numbers(self, name: &Text, numbers: &Spanned<Vec<Text>>) -> Result<(String, Vec<IpAddr>)> {
        if !is_host(name.get_ref()) {
            return Err(self.source.error(name, "not the name of a host"));
        }
        self.few("resolve", numbers.get_ref())?;
        let number = |value: &Text| {
            let wrong = |_| self.source.error(value, "not the number of a host");
            value.get_ref().parse::<IpAddr>().map_err(wrong)
        };
        let numbers: Result<Vec<IpAddr>> = numbers.get_ref().iter().map(number).collect();
        Ok((name.get_ref().to_ascii_lowercase(), numbers?))
    }

    fn clock(self, clock: &Clock) -> Result<Option<ClockSource>> {
        match (&clock.http, &clock.sntp) {
            (Some(_), Some(second)) => Err(self.source.error(second, "http or sntp, not both")),
            (Some(page), None) => Ok(Some(ClockSource::Http(self.address(page)?))),
            (None, Some(server)) => {
                let named = host_and_port(server.get_ref());
                let (host, port) = self.source.locate(server, named)?;
                Ok(Some(ClockSource::Sntp(host, port)))
            }
            (None, None) => Ok(None),
        }
    }
}

impl DoctorConfig {
    /// Reads the file (`docs/doctor.md`). Paths in it are taken as they are.
    ///
    /// ```
    /// use cie_devices::doctor::DoctorConfig;
    /// let config = DoctorConfig::parse("[[connector]]\nurl = \"http://10.0.0.5:8080/sad\"\n")?;
    /// assert_eq!(config.connectors[0].authority(), "10.0.0.5:8080");
    /// assert_eq!(config.services.len(), 9);
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-700` and `CIE-DEV-702` with line and column of what is wrong, `CIE-DEV-701` beyond
    /// 256 KiB.
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_in(text, Path::new(""))
    }

    /// The same, for a file of this folder: paths in it start from there.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_in(text: &str, folder: &Path) -> Result<Self> {
        let source = Source::new(text, Code::DoctorConfig, Code::DoctorConfigTooLarge)?;
        let file: File = source.read()?;
        let read = Reader { source, folder };
        let default = Self::default();
        let number = |name, value: &Option<Number>, most, default| {
            source.number(name, value.as_ref(), 1..=most, default)
        };
        let seconds = |name, value, default: Duration| {
            number(name, value, 600, default.as_secs()).map(Duration::from_secs)
        };
        let network = &file.network;
        let services = match &network.endpoint {
            None => default.services,
            Some(endpoints) => {
                read.few("endpoint", endpoints.get_ref())?;
                let all = endpoints.get_ref().iter();
                all.map(|endpoint| read.service(endpoint))
                    .collect::<Result<_>>()?
            }
        };
        let resolve: Result<BTreeMap<_, _>> = network
            .resolve
            .iter()
            .map(|(name, numbers)| read.numbers(name, numbers))
            .collect();
        let tolerance = ClockTolerance::default();
        let span = |name, value, default: TimeDelta| {
            let default = u64::try_from(default.num_seconds()).unwrap_or(1);
            let read = number(name, value, 86_400, default)?;
            Ok::<_, crate::Error>(TimeDelta::seconds(i64::try_from(read).unwrap_or_default()))
        };
        let days = number("expiry_warning_days", &network.expiry_warning_days, 365, 30)?;
        let certificates = file.certificates.iter().map(|store| {
            read.few("sha256", store.sha256.get_ref())?;
            let digests = store.sha256.get_ref().iter();
            Ok(CertificateStore {
                name: source.text("name", &store.name, 64)?,
                path: read.path("path", &store.path)?,
                fingerprints: digests.map(|one| read.digest(one)).collect::<Result<_>>()?,
            })
        });
        read.few("certificates", &file.certificates)?;
        read.few("connector", &file.connector)?;
        read.few("store", &file.store)?;
        read.few("modules", &file.smart_cards.modules)?;
        let texts = |name, values: &[Text]| -> Result<Vec<String>> {
            let text = |value| source.text(name, value, MAX_TEXT);
            values.iter().map(text).collect()
        };
        let modules = texts("modules", &file.smart_cards.modules)?;
        let stores: Vec<Text> = file.store.into_iter().map(|store| store.place).collect();
        let disk = DiskTolerance::default();
        let most_mb = 1_000_000_000;
        Ok(Self {
            limit: seconds("limit_seconds", &file.limit_seconds, default.limit)?,
            service_limit: seconds(
                "service_seconds",
                &network.service_seconds,
                default.service_limit,
            )?,
            offline: network.offline,
            proxy: match &network.proxy {
                None => ProxyChoice::Environment,
                Some(none) if none.get_ref() == "none" => ProxyChoice::None,
                Some(at) => ProxyChoice::At(read.address(at)?),
            },
            authorities: read.paths("authorities", &network.authorities)?,
            expiry_warning: TimeDelta::days(i64::try_from(days).unwrap_or_default()),
            resolve: resolve?,
            services,
            clock: read.clock(&file.clock)?,
            clock_tolerance: ClockTolerance {
                warning: span(
                    "warning_seconds",
                    &file.clock.warning_seconds,
                    tolerance.warning,
                )?,
                failure: span(
                    "failure_seconds",
                    &file.clock.failure_seconds,
                    tolerance.failure,
                )?,
            },
            download: read.maybe_address(file.throughput.download.as_ref())?,
            upload: read.maybe_address(file.throughput.upload.as_ref())?,
            hosts_file: match &file.hosts_file.path {
                Some(path) => Some(read.path("path", path)?),
                None => None,
            },
            hosts_sha256: match &file.hosts_file.sha256 {
                Some(digest) => Some(read.digest(digest)?),
                None => None,
            },
            certificates: certificates.collect::<Result<_>>()?,
            readers: file.smart_cards.readers.unwrap_or(true),
            modules: modules.into_iter().map(PathBuf::from).collect(),
            connectors: file
                .connector
                .iter()
                .map(|connector| read.address(&connector.url))
                .collect::<Result<_>>()?,
            stores: texts("place", &stores)?,
            disks: read.paths("paths", &file.disk.paths)?,
            disk_tolerance: DiskTolerance {
                warning: number("warning_mb", &file.disk.warning_mb, most_mb, disk.warning)?,
                failure: number("failure_mb", &file.disk.failure_mb, most_mb, disk.failure)?,
            },
            devices: match &file.devices {
                Some(path) => Some(read.path("devices", path)?),
                None => None,
            },
        })
    }
}
