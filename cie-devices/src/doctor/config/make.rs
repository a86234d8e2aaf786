//! From the file to the checks.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{DoctorConfig, ProxyChoice};
use crate::devices::{Devices, read};
use crate::doctor::local::certificates;
use crate::doctor::{
    Address, CertificatesCheck, ClockCheck, ClockSource, ConnectorCheck, DeviceCheck, Direction,
    DiskCheck, Doctor, EndpointCheck, FixedResolver, HostsCheck, LocalClock, ModuleCheck,
    ReadersCheck, Route, Scheme, Service, ThroughputCheck,
};
use crate::{Code, Error, Result};

/// Longest file of authorities.
const MAX_FILE: u64 = 4 << 20;

impl DoctorConfig {
    /// The way to the network that the file asks for. `now` is what the workstation's clock says,
    /// `found` the proxy that the caller found in its surroundings.
    ///
    /// # Errors
    /// `CIE-DEV-705` for a file of authorities that cannot be used.
    pub fn route(&self, now: DateTime<Utc>, found: Option<Address>) -> Result<Route> {
        let mut route = Route::direct(LocalClock::says(now));
        for path in &self.authorities {
            let wrong = |error: Error| error.detail(path.display().to_string());
            let bytes = read(path, MAX_FILE)
                .map_err(|e| wrong(Error::new(Code::BadCertificateFile).caused_by(e)))?;
            let all = certificates(&bytes).map_err(wrong)?;
            route.authorities = route.authorities.with(all).map_err(wrong)?;
        }
        if !self.resolve.is_empty() {
            route.resolver = Arc::new(FixedResolver(self.resolve.clone()));
        }
        route.proxy = match &self.proxy {
            ProxyChoice::At(proxy) => Some(proxy.clone()),
            ProxyChoice::None => None,
            ProxyChoice::Environment => found,
        };
        route.limit = self.service_limit;
        route.offline = self.offline;
        route.expiry_warning = self.expiry_warning;
        Ok(route)
    }

    /// Every check that the file asks for and this crate knows; the caller adds those of the
    /// stores.
    #[must_use]
    pub fn doctor(&self, route: Route, devices: &Devices) -> Doctor {
        let mut doctor = Doctor::new(self.limit);
        let route = Arc::new(route);
        for service in &self.services {
            doctor.add(EndpointCheck::new(service.clone(), Arc::clone(&route)));
        }
        let clock = self.clock.clone().or_else(|| self.first_clock());
        if let Some(source) = clock {
            let check = ClockCheck::new(source, self.clock_tolerance, Arc::clone(&route));
            doctor.add(check);
        }
        for (page, direction) in [
            (&self.download, Direction::Down),
            (&self.upload, Direction::Up),
        ] {
            if let Some(page) = page {
                let check = ThroughputCheck::new(page.clone(), direction, Arc::clone(&route));
                doctor.add(check);
            }
        }
        for url in &self.connectors {
            doctor.add(ConnectorCheck::new(url.clone(), &route));
        }
        doctor.add(self.hosts());
        match self.certificates.is_empty() {
            true => doctor.add(CertificatesCheck::unnamed()),
            false => {
                for store in &self.certificates {
                    doctor.add(CertificatesCheck::of(store.clone()));
                }
            }
        }
        if self.readers {
            doctor.add(ReadersCheck);
        }
        for module in &self.modules {
            doctor.add(ModuleCheck::new(module));
        }
        for device in devices.all() {
            doctor.add(DeviceCheck::new(Arc::clone(device)));
        }
        let here = [Path::new(".").to_path_buf()];
        let disks = match self.disks.as_slice() {
            [] => here.as_slice(),
            disks => disks,
        };
        for path in disks {
            doctor.add(DiskCheck::new(path, self.disk_tolerance));
        }
        doctor
    }

    fn hosts(&self) -> HostsCheck {
        let named = self.services.iter().map(|service| &service.address.host);
        // A number in the place of a name is in nobody's hosts file as a name.
        let named = named.filter(|host| host.parse::<std::net::IpAddr>().is_err());
        let mut hosts = HostsCheck::of_the_system().also(named.cloned());
        if let Some(path) = &self.hosts_file {
            hosts = hosts.in_file(path);
        }
        match &self.hosts_sha256 {
            Some(digest) => hosts.recorded(digest.as_str()),
            None => hosts,
        }
    }

    fn first_clock(&self) -> Option<ClockSource> {
        let with_tls = |service: &&Service| {
            service.address.scheme == Scheme::Https && service.address.port == 443
        };
        let service = self.services.iter().find(with_tls)?;
        Some(ClockSource::Http(service.address.at("/")))
    }
}
