//! A process that serves, and follows its configuration.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use cie_sad::hosting::config::AprConfig;
use cie_sad::hosting::{Host, HostOptions, Log, TenantId};
use cie_sad::http::{Listener, ServerHandle, ServerTls, TlsFiles, serve_host};
use cie_sad::profile::Profile;
use serde_json::json;

use super::Lines;
use super::folders::Folders;
use super::keeping::Databases;
use super::notify;
use super::open::{self, Lazily};
use super::site::{Profiles, Site};
use crate::exit::{Failure, Status};

pub(crate) struct Serving {
    path: PathBuf,
    lines: Arc<Lines>,
    host: Host,
    server: ServerHandle,
    databases: Arc<Databases>,
    folders: Folders,
    /// Comuni whose folders could not be served; they are tried again.
    broken: BTreeSet<TenantId>,
    site: Site,
    tls: HashMap<String, ServerTls>,
    grace: std::time::Duration,
}

impl Serving {
    /// Starts to serve what the file or folder says.
    pub(crate) fn start(path: PathBuf, lines: Arc<Lines>) -> Result<Self, Failure> {
        let site = Site::load(&path)?;
        let host = Host::new(HostOptions {
            log: Arc::clone(&lines) as Arc<dyn Log>,
            ..site.server.host.clone()
        });
        let mut profiles = Profiles::default();
        let databases = Arc::new(Databases::default());
        for config in site.comuni.values() {
            add(&host, config, &mut profiles, &databases, false)?;
        }
        let mut tls = HashMap::new();
        let mut listeners = Vec::new();
        for (name, files) in doors(&site)? {
            listeners.push(listener(&name, files, &mut tls)?);
        }
        let server = serve_host(host.clone(), listeners, &site.server.front)?;
        let mut folders = Folders::default();
        for (id, config) in &site.comuni {
            let profile = profiles.of(config)?;
            let served = folders.serve(&host, config, &profile);
            served.map_err(|failure| failure.about(id.as_str()))?;
        }
        let grace = site.server.front.grace;
        let serving = Self {
            path,
            lines,
            host,
            server,
            databases,
            folders,
            broken: BTreeSet::new(),
            site,
            tls,
            grace,
        };
        serving.announce();
        notify::tell("READY=1\nSTATUS=serving");
        Ok(serving)
    }

    /// The names of the listeners (address and port, as configured) and where they listen.
    pub(crate) fn listeners(&self) -> Vec<(String, SocketAddr)> {
        self.server.listeners()
    }

    fn announce(&self) {
        let tenants = json!(self.site.comuni.len());
        for (_, address) in self.listeners() {
            let fields = [
                ("address", json!(address.to_string())),
                ("tenants", tenants.clone()),
            ];
            self.lines.say("listening", &fields);
        }
        for (id, address) in self.folders.addresses() {
            let fields = [
                ("address", json!(address.to_string())),
                ("transport", json!("ftp")),
                ("tenant", json!(id.as_str())),
            ];
            self.lines.say("listening", &fields);
        }
        if self.folders.len() > 0 {
            let fields = [("folders", json!(self.folders.len()))];
            self.lines.say("watching", &fields);
        }
        self.warn();
    }

    /// Says which files of passwords and keys others may read.
    fn warn(&self) {
        for (id, file) in self.site.exposed() {
            let fields = [
                ("tenant", json!(id.as_str())),
                ("file", json!(file.display().to_string())),
                ("cause", json!("others may read it")),
            ];
            self.lines.say("warning", &fields);
        }
    }

    /// Tries again to serve the folders that could not be.
    pub(crate) fn retry(&mut self) {
        let mut profiles = Profiles::default();
        for id in std::mem::take(&mut self.broken) {
            if let Some(config) = self.site.comuni.get(&id).cloned()
                && let Ok(profile) = profiles.of(&config)
            {
                self.serve_folder(&config, &profile);
            }
        }
    }

    fn serve_folder(&mut self, config: &AprConfig, profile: &Arc<Profile>) {
        let id = &config.id;
        if let Err(failure) = self.folders.serve(&self.host, config, profile) {
            self.lines.say(
                "failing",
                &[
                    ("tenant", json!(id.as_str())),
                    ("code", json!(failure.code.unwrap_or("other"))),
                    ("cause", json!(failure.to_string())),
                ],
            );
            self.broken.insert(id.clone());
        }
    }

    /// Whether a file changed, came or went since it was read.
    pub(crate) fn changed(&self) -> bool {
        self.site.changed(&self.path)
    }

    /// Takes up what changed. What cannot be taken up is said, and what was in force stays.
    pub(crate) fn reload(&mut self) {
        notify::tell("RELOADING=1");
        let followed = self.follow();
        // Whatever came of it, the same files are not read again until they change again.
        if followed.is_err() {
            self.site.acknowledge(&self.path);
        }
        match followed {
            Ok((added, replaced, removed)) => self.lines.say(
                "reloaded",
                &[
                    ("added", json!(added)),
                    ("replaced", json!(replaced)),
                    ("removed", json!(removed)),
                ],
            ),
            Err(failure) => self
                .lines
                .say("not_reloaded", &[("cause", json!(failure.to_string()))]),
        }
        notify::tell("READY=1");
    }

    fn follow(&mut self) -> Result<(usize, usize, usize), Failure> {
        for tls in self.tls.values() {
            if let Err(error) = tls.reload() {
                self.lines
                    .say("not_reloaded", &[("cause", json!(error.to_string()))]);
            }
        }
        let new = Site::load(&self.path)?;
        let wanted = doors(&new)?;
        let mut profiles = Profiles::default();
        // Everything is checked before anything changes.
        for config in new.comuni.values() {
            checked(config, &mut profiles)?;
        }
        for (name, files) in &wanted {
            let known = self.tls.get(name).map(ServerTls::files);
            let listens = self.listeners().iter().any(|(one, _)| one == name);
            if listens && known != files.as_ref() {
                self.server.unlisten(name);
                self.tls.remove(name);
            }
            if !self.listeners().iter().any(|(one, _)| one == name) {
                let listener = listener(name, files.clone(), &mut self.tls)?;
                self.server.listen(listener)?;
            }
        }
        let mut counts = (0, 0, 0);
        let gone: Vec<TenantId> = self
            .site
            .comuni
            .keys()
            .filter(|id| !new.comuni.contains_key(*id))
            .cloned()
            .collect();
        for id in gone {
            self.folders.end(&id);
            self.broken.remove(&id);
            self.host.remove(&id)?;
            self.site.comuni.remove(&id);
            counts.2 += 1;
        }
        for (id, config) in &new.comuni {
            let known = self.site.comuni.contains_key(id);
            if known && self.site.texts.get(id) == new.texts.get(id) {
                continue;
            }
            self.folders.end(id);
            add(&self.host, config, &mut profiles, &self.databases, known)?;
            let profile = profiles.of(config)?;
            self.serve_folder(config, &profile);
            self.site.comuni.insert(id.clone(), config.clone());
            if known {
                counts.1 += 1;
            } else {
                counts.0 += 1;
            }
        }
        let names: BTreeSet<&String> = wanted.keys().collect();
        for (name, _) in self.listeners() {
            if !names.contains(&name) {
                self.server.unlisten(&name);
                self.tls.remove(&name);
            }
        }
        self.databases.keep(new.comuni.values());
        self.site = new;
        self.warn();
        Ok(counts)
    }

    /// Stops accepting, finishes what was accepted, and ends.
    pub(crate) fn stop(self) {
        notify::tell("STOPPING=1");
        self.lines.say("stopping", &[]);
        // No new requests; those in hand are answered, by the host too.
        drop(self.folders);
        self.server.shutdown();
        let finished = self.host.drain(self.grace);
        self.lines.say("stopped", &[("finished", json!(finished))]);
    }
}

fn add(
    host: &Host,
    config: &AprConfig,
    profiles: &mut Profiles,
    databases: &Arc<Databases>,
    replace: bool,
) -> Result<(), Failure> {
    let profile = checked(config, profiles)?;
    let tenant = config.tenant(&profile)?;
    let opener = Arc::new(Lazily {
        config: config.clone(),
        profile,
        databases: Arc::clone(databases),
    });
    if replace {
        host.replace(tenant, opener)?;
    } else {
        host.add(tenant, opener)?;
    }
    Ok(())
}

/// The profile of a comune whose configuration can be used, as far as that can be told without
/// opening anything.
fn checked(config: &AprConfig, profiles: &mut Profiles) -> Result<Arc<Profile>, Failure> {
    let about = |failure: Failure| failure.about(config.id.as_str());
    open::check(config).map_err(about)?;
    let profile = profiles.of(config)?;
    // Keys and certificates that cannot be used would refuse every message.
    let security = config.load_security(&profile, Arc::new(chrono::Utc::now));
    security.map_err(|error| about(error.into()))?;
    Ok(profile)
}

/// The listeners that the comuni need, with their certificates.
fn doors(site: &Site) -> Result<BTreeMap<String, Option<TlsFiles>>, Failure> {
    let mut doors: BTreeMap<String, Option<TlsFiles>> = BTreeMap::new();
    if let Some(status) = site.server.status {
        doors.insert(status.to_string(), None);
    }
    for (id, config) in &site.comuni {
        let Some(name) = config.listener() else {
            continue;
        };
        match doors.get(&name) {
            Some(files) if *files != config.tls => {
                return Err(Failure::new(
                    Status::Findings,
                    format!("{id}: {name} ha già altri certificati: un solo [tls] per porta"),
                    format!("{id}: {name} has other certificates already: one [tls] for each port"),
                ));
            }
            Some(_) => {}
            None => _ = doors.insert(name, config.tls.clone()),
        }
    }
    Ok(doors)
}

fn listener(
    name: &str,
    files: Option<TlsFiles>,
    known: &mut HashMap<String, ServerTls>,
) -> Result<Listener, Failure> {
    let tls = files.map(ServerTls::open).transpose()?;
    if let Some(tls) = &tls {
        known.insert(name.to_owned(), tls.clone());
    }
    Ok(Listener::bind(name, name, tls)?)
}
