//! The file that says what the doctor looks at.

mod file;
mod make;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;

use super::{Address, CertificateStore, ClockSource, ClockTolerance, DiskTolerance, Service};

/// Which proxy the checks of the network go through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProxyChoice {
    /// The one that the caller found in its surroundings, if any.
    #[default]
    Environment,
    /// None.
    None,
    /// This one.
    At(Address),
}

/// What the doctor looks at: the circular's services and this workstation, until a file says more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DoctorConfig {
    /// Longest time of a whole run; 20 seconds.
    pub limit: Duration,
    /// Longest time for one service; 5 seconds.
    pub service_limit: Duration,
    /// No connection is tried.
    pub offline: bool,
    /// The proxy.
    pub proxy: ProxyChoice,
    /// Files of authorities beside the public ones, in PEM or DER.
    pub authorities: Vec<PathBuf>,
    /// How long before its end a server's certificate is worth a word; 30 days.
    pub expiry_warning: TimeDelta,
    /// Addresses of names that the system is not asked for.
    pub resolve: BTreeMap<String, Vec<IpAddr>>,
    /// The services that must be reached; those of circular 8/2017.
    pub services: Vec<Service>,
    /// With what the clock is compared; nothing takes the date of the first service with TLS on
    /// port 443.
    pub clock: Option<ClockSource>,
    /// How far the clock may be off.
    pub clock_tolerance: ClockTolerance,
    /// A page to receive from, to measure the line.
    pub download: Option<Address>,
    /// A page to send to, to measure the line.
    pub upload: Option<Address>,
    /// Another hosts file than the system's.
    pub hosts_file: Option<PathBuf>,
    /// What the hosts file was when it was recorded: SHA-256.
    pub hosts_sha256: Option<String>,
    /// Stores of certificates, and what must be in them.
    pub certificates: Vec<CertificateStore>,
    /// Whether smart card service and readers are looked at; they are.
    pub readers: bool,
    /// PKCS#11 modules, by path or name.
    pub modules: Vec<PathBuf>,
    /// The connectors of the comune's registry.
    pub connectors: Vec<Address>,
    /// Stores, as `cie store verify` takes them. This crate knows none: the caller adds the check.
    pub stores: Vec<String>,
    /// Files or folders on whose disk there must be room.
    pub disks: Vec<PathBuf>,
    /// How little room there may be.
    pub disk_tolerance: DiskTolerance,
    /// The file of devices.
    pub devices: Option<PathBuf>,
}

impl Default for DoctorConfig {
    fn default() -> Self {
        Self {
            limit: Duration::from_secs(20),
            service_limit: Duration::from_secs(5),
            offline: false,
            proxy: ProxyChoice::default(),
            authorities: Vec::new(),
            expiry_warning: TimeDelta::days(30),
            resolve: BTreeMap::new(),
            services: Service::of_the_circular(),
            clock: None,
            clock_tolerance: ClockTolerance::default(),
            download: None,
            upload: None,
            hosts_file: None,
            hosts_sha256: None,
            certificates: Vec::new(),
            readers: true,
            modules: Vec::new(),
            connectors: Vec::new(),
            stores: Vec::new(),
            disks: Vec::new(),
            disk_tolerance: DiskTolerance::default(),
            devices: None,
        }
    }
}
