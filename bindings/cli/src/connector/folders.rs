//! The comuni that chose FTP: one thread for each folder.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use cie_sad::ftp::{FolderExchange, FolderService};
use cie_sad::hosting::config::{AprConfig, FtpFolders, FtpPlace, Transport};
use cie_sad::hosting::{Host, HostedFolder, TenantId};
use cie_sad::profile::Profile;

use crate::exit::Failure;

/// The folders at work.
#[derive(Default)]
pub(super) struct Folders(HashMap<TenantId, Running>);

struct Running {
    service: FolderService,
    server: server::Server,
}

impl Folders {
    /// Starts to serve a comune's folder, if it has one, in the place of what was served for it.
    pub(super) fn serve(
        &mut self,
        host: &Host,
        config: &AprConfig,
        profile: &Arc<Profile>,
    ) -> Result<(), Failure> {
        // Two may share a folder, but not a port.
        self.end(&config.id);
        let Transport::Ftp(ftp) = &config.transport else {
            return Ok(());
        };
        let mut exchange = exchange(host, config, ftp, profile)?;
        // What is on this machine is looked at now. A server elsewhere may be down: that must not
        // keep the other comuni waiting.
        if !matches!(ftp.place, FtpPlace::Client(_)) {
            exchange.check()?;
        }
        let server = server::start(ftp, config, profile)?;
        let service = FolderService::run(exchange)?;
        let running = Running { service, server };
        self.0.insert(config.id.clone(), running);
        Ok(())
    }

    /// Stops to serve a comune's folder: the request in hand is finished.
    pub(super) fn end(&mut self, id: &TenantId) {
        if let Some(running) = self.0.remove(id) {
            let Running { service, server } = running;
            // First nothing new comes in.
            server::stop(server);
            service.stop();
        }
    }

    /// How many folders are served.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The addresses of our own FTP servers, with the comune of each.
    pub(super) fn addresses(&self) -> Vec<(TenantId, SocketAddr)> {
        let all = self.0.iter();
        all.filter_map(|(id, running)| Some((id.clone(), server::address(&running.server)?)))
            .collect()
    }
}

/// Looks at a comune's folder once, as its service would.
pub(crate) fn check(config: &AprConfig, profile: &Arc<Profile>) -> Result<(), Failure> {
    let Transport::Ftp(ftp) = &config.transport else {
        return Ok(());
    };
    let host = Host::new(cie_sad::hosting::HostOptions::default());
    server::check(ftp)?;
    Ok(exchange(&host, config, ftp, profile)?.check()?)
}

fn exchange(
    host: &Host,
    config: &AprConfig,
    ftp: &FtpFolders,
    profile: &Arc<Profile>,
) -> Result<FolderExchange, Failure> {
    let hosted = HostedFolder {
        tenant: config.id.clone(),
        profile: Arc::clone(profile),
        message: config.message,
        sender: config.comune.istat.clone(),
        options: ftp.options.clone(),
    };
    Ok(host.folder_exchange(ftp.folder()?, hosted)?)
}

/// The FTP server of ours, in a build that has one.
#[cfg(feature = "ftp-server")]
mod server {
    use cie_sad::ftp::server::FtpServer;

    use super::*;

    pub(super) type Server = Option<FtpServer>;

    pub(super) fn start(
        ftp: &FtpFolders,
        config: &AprConfig,
        profile: &Profile,
    ) -> Result<Server, Failure> {
        Ok(ftp.server(profile, &config.message, config.tls.as_ref())?)
    }

    pub(super) fn check(_: &FtpFolders) -> Result<(), Failure> {
        Ok(())
    }

    pub(super) fn stop(server: Server) {
        drop(server);
    }

    pub(super) fn address(server: &Server) -> Option<SocketAddr> {
        server.as_ref().map(FtpServer::local_addr)
    }
}

/// Without one, whoever asks for it is told so.
#[cfg(not(feature = "ftp-server"))]
mod server {
    use super::*;

    /// There is none.
    pub(super) struct Server;

    pub(super) fn start(ftp: &FtpFolders, _: &AprConfig, _: &Profile) -> Result<Server, Failure> {
        check(ftp).map(|()| Server)
    }

    pub(super) fn check(ftp: &FtpFolders) -> Result<(), Failure> {
        match ftp.place {
            FtpPlace::Server(_) => Err(cie_sad::Error::new(cie_sad::Code::FtpServerAbsent).into()),
            _ => Ok(()),
        }
    }

    pub(super) fn stop(_: Server) {}

    pub(super) fn address(_: &Server) -> Option<SocketAddr> {
        None
    }
}
