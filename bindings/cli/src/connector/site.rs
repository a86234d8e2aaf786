//! The configuration of a process: one file, or a folder of them.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cie_sad::hosting::TenantId;
use cie_sad::hosting::config::{AprConfig, ProfileChoice, ServerConfig, TravelConstants};
use cie_sad::profile::Profile;

use crate::exit::{Failure, Status, input_failure};

/// In a folder, the file of the process.
const SERVER: &str = "server.toml";

/// What a process serves.
pub(crate) struct Site {
    pub(crate) server: ServerConfig,
    pub(crate) comuni: BTreeMap<TenantId, AprConfig>,
    /// Changes when any of the files does.
    pub(crate) state: Vec<(PathBuf, String)>,
    /// Text of each comune's file, to see which of them changed.
    pub(crate) texts: HashMap<TenantId, String>,
}

impl Site {
    /// Reads the file, or all of the folder.
    pub(crate) fn load(path: &Path) -> Result<Self, Failure> {
        let mut site = Self {
            server: ServerConfig::default(),
            comuni: BTreeMap::new(),
            state: state(path)?,
            texts: HashMap::new(),
        };
        let folder = path.is_dir();
        for file in files(path)? {
            let text = read(&file)?;
            if folder && file.file_name().is_some_and(|name| name == SERVER) {
                site.server = ServerConfig::parse(&text).map_err(|e| named(&file, e))?;
                continue;
            }
            let parent = file.parent().unwrap_or(Path::new(""));
            let config = AprConfig::parse(&text, parent).map_err(|e| named(&file, e))?;
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
            site.texts.insert(id.clone(), text);
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
        Ok(site)
    }
}

/// What tells that a file changed, without reading it.
pub(crate) fn state(path: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
    files(path)?
        .into_iter()
        .map(|file| {
            let about = fs::metadata(&file).map_err(|e| input_failure(&file, &e, "PATH"))?;
            let changed = about.modified().ok();
            Ok((file, format!("{} {changed:?}", about.len())))
        })
        .collect()
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

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = crate::commands::read_config(file)?;
    String::from_utf8(bytes).map_err(|_| wrong(file, "non è testo UTF-8", "not UTF-8 text"))
}

fn wrong(file: &Path, it: &str, en: &str) -> Failure {
    let file = file.display();
    Failure::new(
        Status::Findings,
        format!("{file}: {it}"),
        format!("{file}: {en}"),
    )
}

/// An error of a file, with its name before it.
pub(crate) fn named(file: &Path, error: cie_sad::Error) -> Failure {
    let mut failure = Failure::from(error);
    let file = file.display();
    failure.it = format!("{file}: {}", failure.it);
    failure.en = format!("{file}: {}", failure.en);
    failure
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
