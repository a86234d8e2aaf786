//! The configuration of a process: one file, or a folder of them.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_sad::hosting::TenantId;
use cie_sad::hosting::config::{
    AprConfig, ProfileChoice, ServerConfig, Transport, TravelConstants,
};
use cie_sad::profile::Profile;

use crate::exit::{Failure, Status, input_failure};

/// In a folder, the file of the process.
const SERVER: &str = "server.toml";

/// What a process serves.
pub(crate) struct Site {
    pub(crate) server: ServerConfig,
    pub(crate) comuni: BTreeMap<TenantId, AprConfig>,
    /// Text of each comune's file and state of the files it names, to see which of them changed.
    pub(crate) texts: HashMap<TenantId, String>,
    /// Files that configurations name.
    named: Vec<PathBuf>,
    /// The files when they were read.
    seen: Vec<(PathBuf, String)>,
}

impl Site {
    /// Reads the file, or all of the folder.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let mut site = Self {
            server: ServerConfig::default(),
            comuni: BTreeMap::new(),
            texts: HashMap::new(),
            named: Vec::new(),
            seen: Vec::new(),
        };
        // Before they are read: what changes meanwhile is noticed the next time.
        let seen = state(&files(path)?);
        let folder = path.is_dir();
        let mut folders: HashMap<String, TenantId> = HashMap::new();
        for file in files(path)? {
            let text = crate::commands::read_config(&file)?;
            if folder && file.file_name().is_some_and(|name| name == SERVER) {
                site.server =
                    ServerConfig::parse(&text).map_err(|e| Failure::from(e).in_file(&file))?;
                continue;
            }
            let parent = file.parent().unwrap_or(Path::new(""));
            let config =
                AprConfig::parse(&text, parent).map_err(|e| Failure::from(e).in_file(&file))?;
            match &config.server {
                Some(_) if folder => {
                    return Err(wrong(
                        &file,
                        &format!("[server] va in {SERVER}"),
                        &format!("[server] belongs in {SERVER}"),
                    ));
                }
                Some(server) => site.server = server.clone(),
                None => {}
            }
            let id = config.id.clone();
            let in_file = |failure: Failure| failure.in_file(&file);
            let named = named(&config).map_err(in_file)?;
            site.texts
                .insert(id.clone(), format!("{text}{:?}", state(&named)));
            site.named.extend(named);
            if let Transport::Ftp(ftp) = &config.transport
                && let Some(other) = folders.insert(ftp.requests(), id.clone())
            {
                let error = cie_sad::Error::new(cie_sad::Code::FolderShared);
                return Err(Failure::from(error.detail(format!("{other}, {id}"))).in_file(&file));
            }
            if site.comuni.insert(id.clone(), config).is_some() {
                return Err(wrong(
                    &file,
                    &format!("{id}: nome già usato da un altro file"),
                    &format!("{id}: another file has this name"),
                ));
            }
        }
        if site.comuni.is_empty() {
            return Err(wrong(path, "nessun comune configurato", "no comune in it"));
        }
        site.seen = seen;
        site.seen.extend(state(&site.named));
        Ok(site)
    }

    /// Files of passwords and keys that others may read, with the comune of each.
    pub(crate) fn exposed(&self) -> Vec<(TenantId, PathBuf)> {
        let mut all = Vec::new();
        for (id, config) in &self.comuni {
            let places = super::open::passwords(config).unwrap_or_default();
            for place in places.iter().filter(|place| place.exposed()) {
                all.extend(place.file().map(|file| (id.clone(), file.clone())));
            }
        }
        all
    }

    fn look(&self, path: &Path) -> Option<Vec<(PathBuf, String)>> {
        // A folder that cannot be read just now says nothing.
        let mut now = state(&files(path).ok()?);
        now.extend(state(&self.named));
        Some(now)
    }

    /// Whether a file changed, came or went.
    pub(crate) fn changed(&self, path: &Path) -> bool {
        self.look(path).is_some_and(|now| now != self.seen)
    }

    /// Takes the files as they are for read.
    pub(crate) fn acknowledge(&mut self, path: &Path) {
        if let Some(now) = self.look(path) {
            self.seen = now;
        }
    }
}

/// The files that a configuration names and that say how its comune is served.
fn named(config: &AprConfig) -> Result<Vec<PathBuf>, Failure> {
    let mut files = super::registry::files(config)?;
    files.extend(super::keeping::Keeping::of(config)?.files());
    if let ProfileChoice::File(file) = &config.profile {
        files.push(file.clone());
    }
    if let Transport::Ftp(ftp) = &config.transport {
        files.extend(ftp.files().cloned());
    }
    files.extend(config.security.iter().flat_map(|one| one.files()).cloned());
    Ok(files)
}

/// What tells that a file changed, without reading it.
pub(super) fn state(files: &[PathBuf]) -> Vec<(PathBuf, String)> {
    let of = |file: &PathBuf| match fs::metadata(file) {
        Ok(about) => format!("{} {:?}", about.len(), about.modified().ok()),
        Err(_) => String::from("not there"),
    };
    files.iter().map(|file| (file.clone(), of(file))).collect()
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| input_failure(path, &error, "PATH");
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut all = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            all.push(file);
        }
    }
    all.sort();
    Ok(all)
}

fn wrong(file: &Path, it: &str, en: &str) -> Failure {
    Failure::new(Status::Findings, it, en).in_file(file)
}

/// Profiles, each loaded once however many comuni speak it.
#[derive(Default)]
pub(crate) struct Profiles(Vec<(ProfileChoice, Option<TravelConstants>, Arc<Profile>)>);

impl Profiles {
    pub(crate) fn of(&mut self, config: &AprConfig) -> Result<Arc<Profile>, cie_sad::Error> {
        let known = self
            .0
            .iter()
            .find(|(choice, travel, _)| *choice == config.profile && *travel == config.travel);
        if let Some((_, _, profile)) = known {
            return Ok(Arc::clone(profile));
        }
        let profile = Arc::new(config.load_profile()?);
        let entry = (config.profile.clone(), config.travel, Arc::clone(&profile));
        self.0.push(entry);
        Ok(profile)
    }
}
