//! `[store]`: where a comune's store is and who has its keys.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use cie_core::redact::Secret;
use cie_sad::hosting::config::{AprConfig, SecretSource, Section};
use cie_store::{
    FileKeys, KeyProvider, PassphraseKeys, PgOptions, PgServer, PgStore, StoreOptions,
};

use super::kept::Kept;
use super::site::state;
use crate::exit::{Failure, Status};

/// Schema of the tables in PostgreSQL, unless another is named.
pub(crate) const SCHEMA: &str = "cie";
/// Connections of a process to one database, unless another number is named.
const CONNECTIONS: u64 = 8;

/// Where the keys of a sealed store are.
#[derive(Clone, Debug)]
pub(crate) struct KeysAt {
    pub(crate) file: PathBuf,
    pub(crate) passphrase: Option<SecretSource>,
}

impl KeysAt {
    pub(crate) fn open(&self) -> Result<Arc<dyn KeyProvider>, Failure> {
        let failed = |error: cie_store::Error| Failure::from(error).in_file(&self.file);
        Ok(match &self.passphrase {
            None => Arc::new(FileKeys::open(&self.file).map_err(failed)?),
            Some(source) => {
                let passphrase = source.read()?;
                Arc::new(PassphraseKeys::open(&self.file, &passphrase).map_err(failed)?)
            }
        })
    }
}

/// How to reach a PostgreSQL server.
#[derive(Clone, Debug)]
pub(crate) struct PgAt {
    pub(crate) url: Secret,
    pub(crate) password: Option<SecretSource>,
    pub(crate) authorities: Option<PathBuf>,
}

impl PgAt {
    /// What a section says of it.
    pub(super) fn of(section: &Section, url: &'static str) -> Result<Self, Failure> {
        let text = section.text(url)?;
        let text = text.ok_or_else(|| section.error(format!("{url} is missing")))?;
        let at = Self {
            url: Secret::new(text),
            password: section.secret("password")?,
            authorities: section.path("authorities")?,
        };
        // A configuration is copied, mailed and kept in version control.
        let server = PgServer::new(at.url.clone());
        match server.url_has_password() {
            Ok(false) => Ok(at),
            Ok(true) => {
                let what = format!("{url} holds a password: use password_file or password_env");
                Err(section.error(what).into())
            }
            Err(_) => Err(section
                .error(format!("{url} is such as postgresql://cie@host:5432/cie"))
                .into()),
        }
    }

    pub(crate) fn server(&self) -> Result<PgServer, Failure> {
        let authorities = self.authorities.as_ref().map(|path| {
            let read = std::fs::read(path);
            read.map_err(|error| crate::commands::unreadable(path, &error))
        });
        Ok(PgServer {
            url: self.url.clone(),
            password: self.password.as_ref().map(SecretSource::read).transpose()?,
            authorities: authorities.transpose()?,
        })
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let password = self.password.as_ref().and_then(SecretSource::file);
        password.into_iter().chain(&self.authorities)
    }
}

/// Where a store is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    File(PathBuf),
    Postgres {
        at: PgAt,
        schema: String,
        tenant: String,
        connections: usize,
    },
}

/// A store that can be opened.
#[derive(Clone, Debug)]
pub(crate) struct Keeping {
    pub(crate) place: Place,
    pub(crate) keys: Option<KeysAt>,
    /// Whether exchanges are journalled.
    pub(crate) journal: bool,
    /// Whether the answers to questions are synced before they leave, as those to effects are.
    pub(crate) sync_questions: bool,
}

impl Keeping {
    /// What `[store]` says.
    pub(crate) fn of(config: &AprConfig) -> Result<Self, Failure> {
        let Some(section) = &config.store else {
            return Err(config.registry.error("[store] file is missing").into());
        };
        let keys = section.path("keys")?;
        let passphrase = section.secret("passphrase")?;
        let place = match section.kind() {
            "sqlite" => {
                section.only(&[
                    "file",
                    "journal",
                    "sync_questions",
                    "keys",
                    "passphrase_file",
                    "passphrase_env",
                ])?;
                let file = section.path("file")?;
                Place::File(file.ok_or_else(|| section.error("file is missing"))?)
            }
            "postgres" => Self::postgres(section, config)?,
            _ => return Err(section.error("kind is sqlite or postgres").into()),
        };
        if keys.is_none() && passphrase.is_some() {
            let what = "keys, the file that the passphrase opens, is missing";
            return Err(section.error(what).into());
        }
        Ok(Self {
            place,
            keys: keys.map(|file| KeysAt { file, passphrase }),
            journal: section.flag("journal")?.unwrap_or(true),
            // PostgreSQL syncs every commit by itself.
            sync_questions: section.flag("sync_questions")?.unwrap_or(false),
        })
    }

    fn postgres(section: &Section, config: &AprConfig) -> Result<Place, Failure> {
        section.only(&[
            "url",
            "password_file",
            "password_env",
            "authorities",
            "schema",
            "tenant",
            "max_connections",
            "journal",
            "keys",
            "passphrase_file",
            "passphrase_env",
        ])?;
        let connections = section.number("max_connections")?.unwrap_or(CONNECTIONS);
        if !(1..=1000).contains(&connections) {
            let what = "max_connections is between 1 and 1000";
            return Err(section.error(what).into());
        }
        Ok(Place::Postgres {
            at: PgAt::of(section, "url")?,
            schema: section.text("schema")?.unwrap_or(SCHEMA).to_owned(),
            tenant: match section.text("tenant")? {
                Some(tenant) => tenant.to_owned(),
                None => config.id.as_str().to_owned(),
            },
            connections: usize::try_from(connections).unwrap_or(1),
        })
    }

    /// The file of a store that is one.
    pub(crate) fn file(&self) -> Option<&PathBuf> {
        match &self.place {
            Place::File(file) => Some(file),
            Place::Postgres { .. } => None,
        }
    }

    /// The files that say how it is opened: when one changes it is opened anew.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        if let Place::Postgres { at, .. } = &self.place {
            files.extend(at.files().cloned());
        }
        if let Some(keys) = &self.keys {
            files.push(keys.file.clone());
            files.extend(keys.passphrase.iter().filter_map(|one| one.file().cloned()));
        }
        files
    }

    /// The files of passwords among them.
    pub(crate) fn passwords(&self) -> Vec<SecretSource> {
        let mut all = Vec::new();
        if let Place::Postgres { at, .. } = &self.place {
            all.extend(at.password.clone());
        }
        all.extend(self.keys.iter().filter_map(|keys| keys.passphrase.clone()));
        all
    }

    /// Opens it.
    pub(crate) fn open(&self, databases: &Databases, read_only: bool) -> Result<Kept, Failure> {
        let keys = self.keys.as_ref().map(KeysAt::open).transpose()?;
        match &self.place {
            Place::File(path) => {
                let options = StoreOptions {
                    read_only,
                    keys,
                    sync_all: self.sync_questions,
                    ..StoreOptions::default()
                };
                let store = options.open(path);
                Ok(Kept::Sqlite(
                    store.map_err(|error| Failure::from(error).in_file(path))?,
                ))
            }
            Place::Postgres {
                at,
                schema,
                tenant,
                connections,
            } => {
                let server = at.server()?;
                let options = PgOptions {
                    password: server.password,
                    authorities: server.authorities,
                    schema: schema.clone(),
                    max_connections: *connections,
                    read_only,
                    keys,
                    ..PgOptions::new(server.url, tenant)
                };
                let name = self.database(read_only);
                Ok(Kept::Postgres(databases.store(name, &options)?))
            }
        }
    }

    /// What stores with the same connections and keys have in common.
    fn database(&self, read_only: bool) -> Vec<u8> {
        let Place::Postgres {
            at,
            schema,
            connections,
            ..
        } = &self.place
        else {
            return Vec::new();
        };
        let text = format!(
            "{}\n{:?}\n{schema}\n{connections}\n{read_only}\n{:?}\n{:?}",
            at.url.expose(),
            at.password,
            self.keys,
            state(&self.files()),
        );
        // It holds an address: only its digest stays in memory.
        ring::digest::digest(&ring::digest::SHA256, text.as_bytes())
            .as_ref()
            .to_vec()
    }
}

/// A database under way of being opened, or open.
type Slot = Arc<Mutex<Option<PgStore>>>;

/// The PostgreSQL databases of this process: comuni of one database share its connections.
#[derive(Default)]
pub(crate) struct Databases(Mutex<HashMap<Vec<u8>, Slot>>);

impl Databases {
    fn store(&self, name: Vec<u8>, options: &PgOptions) -> Result<PgStore, Failure> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = Arc::clone(known.entry(name).or_default());
        // Others need not wait for a database that does not answer.
        drop(known);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = slot.as_ref() {
            return Ok(store.for_tenant(&options.tenant)?);
        }
        let store = options.connect()?;
        *slot = Some(store.clone());
        Ok(store)
    }

    /// Forgets the databases that none of these needs.
    pub(super) fn keep<'c>(&self, configs: impl Iterator<Item = &'c AprConfig>) {
        let needed: Vec<Vec<u8>> = configs
            .filter_map(|config| Keeping::of(config).ok())
            .map(|keeping| keeping.database(false))
            .collect();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|name, _| needed.contains(name));
    }
}

/// A status for what is missing in a configuration.
pub(super) fn config_failure(it: &str, en: &str) -> Failure {
    Failure::new(Status::Findings, it, en)
}
