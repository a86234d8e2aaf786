//! Folders and connectors for the tests of the exchange over FTP.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::exchange::{Registry, Request, Subject};
use cie_sad::codec::encode_request;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::ftp::{Directories, FolderExchange, FolderOptions, LocalFolder, Look};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;

use super::sample;

pub const CODE: &str = "RSSBNC80E57H501B";

/// A temporary place with a folder for requests and one for answers.
pub struct Place {
    pub root: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        fs::create_dir(root.path().join("out")).unwrap();
        Self { root }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub fn directories(&self) -> Directories {
        let text = |name| self.path(name).display().to_string();
        Directories::new(text("in"), text("out"))
    }

    pub fn folder(&self) -> Box<LocalFolder> {
        Box::new(LocalFolder::new(self.directories()))
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path("in").join(name), bytes).unwrap();
    }

    pub fn exchange(&self, connector: Connector, options: FolderOptions) -> FolderExchange {
        FolderExchange::new(self.folder(), connector, options).unwrap()
    }

    /// Names in a folder, sorted; directories and lock files aside.
    pub fn names(&self, folder: &str) -> Vec<String> {
        files(&self.path(folder)).into_keys().collect()
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }
}

/// The visible files of a folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() && !name.starts_with('.') {
            // It may be gone by now; whoever looks while others work knows.
            if let Ok(bytes) = fs::read(&path) {
                found.insert(name, bytes);
            }
        }
    }
    found
}

/// Looks without waiting.
pub fn quick() -> FolderOptions {
    FolderOptions {
        interval: Duration::from_millis(10),
        max_backoff: Duration::from_millis(200),
        ..FolderOptions::default()
    }
}

pub fn registry() -> Arc<MemoryRegistry> {
    Arc::new(MemoryRegistry::new(vec![Subject::new(sample::person())]))
}

pub fn connector(registry: Arc<dyn Registry>) -> Connector {
    let profile = Arc::new(Profile::anpr().unwrap());
    Connector::new(profile, registry, Arc::new(MemoryAnswerLog::default()))
}

pub fn bytes(request: &Request) -> Vec<u8> {
    let profile = Profile::anpr().unwrap();
    encode_request(&profile, request).unwrap().bytes
}

pub fn query(id: &str) -> Vec<u8> {
    bytes(&sample::query(id, CODE))
}

/// Looks until files stand still and are answered: twice, by default.
pub fn settle(exchange: &mut FolderExchange) -> Look {
    exchange.look(Instant::now(), &|| false).unwrap();
    exchange.look(Instant::now(), &|| false).unwrap()
}
