//! Whether a workstation is as it has to be (feature `doctor`).
//!
//! The services and ports of circular 8/2017, the proxy in between, certificates, clock and line;
//! the smart card service, the driver of the operator cards, the devices of the file of devices; the
//! hosts file and the certificates that other software must leave alone; the connector of the
//! registry, room on the disk. Each is a [`Check`] that gives a [`Finding`]: what, verdict, why it
//! matters, what to do, source. A [`Doctor`] runs them side by side within one limit of time.
//!
//! What cannot be looked at is [`Verdict::NotChecked`] and says why: nothing is passed off as well
//! that nobody looked at. The Ministry's servers get a handshake each and, one of them, a question
//! for the date; never a load.
//!
//! ```no_run
//! use cie_devices::devices::Devices;
//! use cie_devices::doctor::DoctorConfig;
//!
//! let config = DoctorConfig::default();
//! let route = config.route(chrono::DateTime::from(std::time::SystemTime::now()), None)?;
//! for finding in config.doctor(route, &Devices::default()).run(|_| {}) {
//!     println!("{}: {}: {}", finding.what.it, finding.verdict.name(), finding.found.it);
//! }
//! # Ok::<(), cie_devices::Error>(())
//! ```

mod check;
mod config;
mod finding;
mod local;
mod net;
mod runner;

pub use crate::said::Said;
pub use check::Check;
pub use config::{DoctorConfig, ProxyChoice};
pub use finding::{Finding, Verdict, fix, trouble};
pub use local::{
    CertificateStore, CertificatesCheck, DeviceCheck, DiskCheck, DiskTolerance, HostsCheck,
    HostsLine, ModuleCheck, ReadersCheck, lines_naming,
};
pub use net::{
    Address, Authorities, ClockCheck, ClockSource, ClockTolerance, ConnectorCheck, Direction,
    EndpointCheck, FixedResolver, Head, LocalClock, Resolver, Route, Scheme, Service, SntpAnswer,
    SystemResolver, ThroughputCheck,
};
pub use runner::{Doctor, MAX_CHECKS};
