//! Which store a command is about.

use std::path::{Path, PathBuf};

use cie_core::redact::{Personal, Secret};
use cie_sad::hosting::config::{AprConfig, SecretSource};
use clap::Args;

use crate::commands::input;
use crate::connector::{Databases, Keeping, Kept, KeysAt, PgAt, Place, SCHEMA};
use crate::exit::{Failure, Status};

/// How to get into a store in PostgreSQL.
#[derive(Args, Debug, Default)]
pub(crate) struct Access {
    /// With PostgreSQL: whose store, such as the ISTAT code of the comune.
    #[arg(long, value_name = "TENANT")]
    tenant: Option<String>,
    /// With PostgreSQL: schema of the tables.
    #[arg(long, default_value = SCHEMA, value_name = "SCHEMA")]
    schema: String,
    /// With PostgreSQL: file whose first line is the password.
    #[arg(long, value_name = "FILE", conflicts_with = "password_env")]
    password_file: Option<PathBuf>,
    /// With PostgreSQL: environment variable that holds the password.
    #[arg(long, value_name = "NAME")]
    password_env: Option<String>,
    /// With PostgreSQL: file of the authorities (PEM) that may vouch for the server; with it the
    /// connection is encrypted.
    #[arg(long, value_name = "FILE")]
    authorities: Option<PathBuf>,
}

/// Who has the keys of a sealed store.
#[derive(Args, Debug, Default)]
pub(crate) struct Keys {
    /// File of the keys of a sealed store.
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
    /// File whose first line is the passphrase that opens the file of keys.
    #[arg(long, value_name = "FILE", requires = "keys")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

impl Keys {
    fn at(&self) -> Option<KeysAt> {
        let passphrase = self.passphrase_file.clone().map(SecretSource::File);
        self.keys.clone().map(|file| KeysAt { file, passphrase })
    }
}

/// Whether this is an address of PostgreSQL.
pub(crate) fn is_url(store: &str) -> bool {
    ["postgresql://", "postgres://"]
        .iter()
        .any(|start| store.starts_with(start))
}

/// The store that was named: a file, an address of PostgreSQL, or a comune's apr.toml.
pub(crate) fn keeping(
    store: &Personal<String>,
    access: &Access,
    keys: &Keys,
) -> Result<Keeping, Failure> {
    let named = store.expose().as_str();
    let place = if is_url(named) {
        Place::Postgres {
            at: PgAt {
                url: Secret::new(named),
                password: match (&access.password_file, &access.password_env) {
                    (Some(file), _) => Some(SecretSource::File(file.clone())),
                    (None, Some(name)) => Some(SecretSource::Env(name.clone())),
                    (None, None) => None,
                },
                authorities: access.authorities.clone(),
            },
            schema: access.schema.clone(),
            tenant: access.tenant.clone().unwrap_or_default(),
            connections: 1,
        }
    } else if is_config(named) {
        let file = Path::new(named);
        let config = AprConfig::load(file).map_err(|e| Failure::from(e).in_file(file))?;
        let keeping = Keeping::of(&config).map_err(|failure| failure.in_file(file))?;
        return Ok(Keeping {
            keys: keys.at().or(keeping.keys),
            ..keeping
        });
    } else {
        Place::File(PathBuf::from(named))
    };
    Ok(Keeping {
        place,
        keys: keys.at(),
        journal: true,
        sync_questions: false,
    })
}

fn is_config(named: &str) -> bool {
    Path::new(named)
        .extension()
        .is_some_and(|end| end == "toml")
}

/// Opens a store that must be there.
pub(crate) fn open(keeping: &Keeping, read_only: bool) -> Result<Kept, Failure> {
    if let Some(file) = keeping.file()
        && !file.exists()
    {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(input::unreadable(file, &error));
    }
    if let Place::Postgres { tenant, .. } = &keeping.place
        && tenant.is_empty()
    {
        return Err(Failure::new(
            Status::Usage,
            "manca --tenant: di chi è l'archivio",
            "--tenant is missing: whose store it is",
        ));
    }
    keeping.open(&Databases::default(), read_only)
}
