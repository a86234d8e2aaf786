//! A connector and a workstation, joined by each transport.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use cie_core::exchange::{OperationId, Request};
use cie_sad::connector::Connector;
use cie_sad::ftp::{
    Directories, Folder, FolderOptions, FolderService, FolderWorkstation, FolderWorkstationOptions,
    FtpAccess, LocalFolder, RemoteFolder,
};
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::{Carrier, Envelope, NameParts, Profile};
use cie_sad::workstation::{Exchange, Workstation, WorkstationOptions};

use crate::keep::{Failing, Keep};

/// How messages travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// The body of an HTTP request.
    HttpBody,
    /// A parameter of an HTTP form.
    HttpForm,
    /// Two directories of the connector's machine.
    Folder,
    /// Two directories of an FTP server elsewhere, to which both sides are clients.
    Ftp,
}

/// A place for one combination.
pub(crate) struct Site {
    transport: Transport,
    profile: Arc<Profile>,
    keep: Keep,
    /// Where `in` and `out` are, for whoever is on that machine.
    root: PathBuf,
    /// The account on the FTP server, and where the root is for it.
    access: Option<(FtpAccess, String)>,
    pub(crate) broken: Arc<AtomicBool>,
    running: Option<Running>,
}

enum Running {
    Http(ServerHandle, Box<Workstation>),
    Folder(FolderService, FolderWorkstation),
}

impl Site {
    pub(crate) fn new(
        transport: Transport,
        profile: Arc<Profile>,
        keep: Keep,
        root: &Path,
        access: Option<(FtpAccess, String)>,
    ) -> Self {
        for name in ["in", "out"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        Self {
            transport,
            profile,
            keep,
            root: root.to_owned(),
            access,
            broken: Arc::default(),
            running: None,
        }
    }

    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    pub(crate) fn keep(&self) -> &Keep {
        &self.keep
    }

    fn folder(&self) -> Box<dyn Folder> {
        match &self.access {
            Some((access, base)) => {
                let directories = Directories::new(format!("{base}/in"), format!("{base}/out"));
                Box::new(RemoteFolder::new(access.clone(), directories).unwrap())
            }
            None => {
                let text = |name| self.root.join(name).display().to_string();
                Box::new(LocalFolder::new(Directories::new(text("in"), text("out"))))
            }
        }
    }

    /// Opens the store and starts the connector over it.
    pub(crate) fn start(&mut self) {
        let mut parts = self.keep.open();
        parts.registry = Arc::new(Failing {
            inner: parts.registry,
            broken: Arc::clone(&self.broken),
        });
        let connector = parts.connector(Arc::clone(&self.profile));
        self.running = Some(match self.transport {
            Transport::HttpBody | Transport::HttpForm => self.http(connector),
            Transport::Folder | Transport::Ftp => self.files(connector),
        });
    }

    fn http(&self, connector: Connector) -> Running {
        let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
        let url = format!("http://{}/sad", server.local_addr());
        let options = WorkstationOptions {
            attempts: 1,
            ..WorkstationOptions::default()
        };
        let station = Workstation::new(&url, Arc::clone(&self.profile), options).unwrap();
        Running::Http(server, Box::new(station))
    }

    fn files(&self, connector: Connector) -> Running {
        let options = FolderOptions {
            interval: Duration::from_millis(15),
            max_backoff: Duration::from_millis(200),
            patience: Duration::from_millis(120),
            // The workstation renames what it uploaded.
            stable_looks: 1,
            attempts: 1,
            ..FolderOptions::default()
        };
        let service = FolderService::start(self.folder(), connector, options).unwrap();
        let options = FolderWorkstationOptions {
            poll: Duration::from_millis(15),
            deadline: Duration::from_secs(60),
            ..FolderWorkstationOptions::default()
        };
        let profile = Arc::clone(&self.profile);
        let station = FolderWorkstation::new(self.folder(), profile, options);
        Running::Folder(service, station)
    }

    /// Stops the connector and forgets all that it had open.
    pub(crate) fn stop(&mut self) {
        match self.running.take() {
            Some(Running::Http(server, _)) => server.shutdown(),
            Some(Running::Folder(service, _)) => service.stop(),
            None => {}
        }
    }

    /// As a workstation does it.
    pub(crate) fn send(&self, request: &Request) -> Exchange {
        match self.running.as_ref().unwrap() {
            Running::Http(_, station) => station.send(request).unwrap(),
            Running::Folder(_, station) => station.send(request).unwrap(),
        }
    }

    /// Any bytes in the place of a message; what comes back.
    pub(crate) fn raw(&self, id: &str, message: &[u8]) -> Vec<u8> {
        match self.running.as_ref().unwrap() {
            Running::Http(server, _) => {
                let url = format!("http://{}/sad", server.local_addr());
                post(&url, &self.profile, message)
            }
            Running::Folder(..) => {
                self.upload(id, message);
                self.download(id)
            }
        }
    }

    fn names(&self, id: &str) -> (String, String) {
        let id: OperationId = id.parse().unwrap();
        let names = self.profile.file_names();
        let name = names
            .request()
            .write(&NameParts::of(&id, "058091"))
            .unwrap();
        let answer = names.answer_to(&name).unwrap();
        (name, answer)
    }

    /// Puts a file where the workstation puts its own; the connector need not run.
    pub(crate) fn upload(&self, id: &str, message: &[u8]) {
        let (name, _) = self.names(id);
        let folder = self.root.join("in");
        let early = folder.join(format!("{name}{}", self.profile.file_names().temporary()));
        fs::write(&early, message).unwrap();
        fs::rename(early, folder.join(name)).unwrap();
    }

    pub(crate) fn download(&self, id: &str) -> Vec<u8> {
        let answer = self.root.join("out").join(self.names(id).1);
        let until = Instant::now() + Duration::from_secs(60);
        while !answer.exists() {
            assert!(Instant::now() < until, "no answer to {id}");
            std::thread::sleep(Duration::from_millis(10));
        }
        let bytes = fs::read(&answer).unwrap();
        fs::remove_file(answer).unwrap();
        bytes
    }
}

/// A POST without the workstation's care for what it sends.
fn post(url: &str, profile: &Profile, message: &[u8]) -> Vec<u8> {
    let (kind, body) = match profile.carrier() {
        Carrier::Form(name) => {
            let escaped: String = message.iter().map(|byte| format!("%{byte:02X}")).collect();
            let body = format!("{name}={escaped}").into_bytes();
            ("application/x-www-form-urlencoded", body)
        }
        _ => ("text/xml; charset=utf-8", message.to_vec()),
    };
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .new_agent();
    let mut response = agent
        .post(url)
        .header("content-type", kind)
        .send(&body[..])
        .unwrap();
    // SOAP 1.1 has 500 for every Fault, and an answer that refuses is an answer.
    let refused: &[u16] = if profile.envelope() == Envelope::Soap11 {
        &[200, 500]
    } else {
        &[400]
    };
    assert!(refused.contains(&response.status().as_u16()));
    response.body_mut().read_to_vec().unwrap()
}
