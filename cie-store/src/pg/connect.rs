//! Connecting, and the settings every connection gets.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use cie_core::redact::Secret;
use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::fault::sql;
use super::store::PgStore;
use crate::outbox::check_label;
use crate::{Code, Error, KeyProvider, Result};

/// A PostgreSQL server, and how to get in.
#[derive(Clone)]
pub struct PgServer {
    /// `postgresql://user:password@host:port/database`, or the words of libpq. With
    /// `sslmode=require` the server's certificate is checked against `authorities`, name included.
    pub url: Secret,
    /// The password, instead of one in the URL.
    pub password: Option<Secret>,
    /// Certificates of the authorities that may vouch for the server, in PEM.
    pub authorities: Option<Vec<u8>>,
}

impl fmt::Debug for PgServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PgServer")
            .field("url", &self.url)
            .field("password", &self.password)
            .field("authorities", &self.authorities.is_some())
            .finish()
    }
}

impl PgServer {
    /// A server at this address.
    #[must_use]
    pub fn new(url: Secret) -> Self {
        Self {
            url,
            password: None,
            authorities: None,
        }
    }

    /// Whether the URL itself holds a password.
    ///
    /// # Errors
    /// `CIE-STORE-074` when it is no address.
    pub fn url_has_password(&self) -> Result<bool> {
        Ok(self.address()?.get_password().is_some())
    }

    fn address(&self) -> Result<Config> {
        // The driver's own text may quote the address, and with it the password.
        let config: Result<Config, _> = self.url.expose().parse();
        config.map_err(|_| Error::new(Code::DatabaseConfig).detail("address"))
    }

    /// How to connect, and with which encryption.
    pub(crate) fn config(&self) -> Result<(Config, Option<MakeRustlsConnect>)> {
        let mut config = self.address()?;
        if let Some(password) = &self.password {
            config.password(password.expose());
        }
        let tls = match (&self.authorities, config.get_ssl_mode()) {
            (Some(pem), _) => Some(tls(pem)?),
            (None, SslMode::Require) => {
                let what = "sslmode=require without authorities";
                return Err(Error::new(Code::DatabaseConfig).detail(what));
            }
            (None, _) => None,
        };
        if tls.is_some() {
            config.ssl_mode(SslMode::Require);
        }
        Ok((config, tls))
    }
}

/// How a [`PgStore`] is opened.
#[derive(Clone)]
pub struct PgOptions {
    /// `postgresql://user:password@host:port/database`, or the words of libpq. With
    /// `sslmode=require` the server's certificate is checked against `authorities`, name included.
    pub url: Secret,
    /// The password, instead of one in the URL.
    pub password: Option<Secret>,
    /// Only look: no table is made or brought up to date.
    pub read_only: bool,
    /// Whose data these are, such as the ISTAT code of a comune: 1 to 80 letters, digits and
    /// `.:/-_`. Tenants do not see each other.
    pub tenant: String,
    /// Schema of the tables, made when it is not there: lower-case letters, digits and `_`.
    pub schema: String,
    /// Certificates of the authorities that may vouch for the server, in PEM.
    pub authorities: Option<Vec<u8>>,
    /// Most connections of this program at once.
    pub max_connections: usize,
    /// How long to wait for the server, and for a free connection.
    pub connect_timeout: Duration,
    /// How long one statement may take, and wait for a lock.
    pub statement_timeout: Duration,
    /// Who has the keys with which personal data are sealed; `None`: nothing is sealed.
    pub keys: Option<Arc<dyn KeyProvider>>,
}

impl fmt::Debug for PgOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PgOptions")
            .field("url", &self.url)
            .field("password", &self.password)
            .field("read_only", &self.read_only)
            .field("tenant", &self.tenant)
            .field("schema", &self.schema)
            .field("authorities", &self.authorities.is_some())
            .field("max_connections", &self.max_connections)
            .field("connect_timeout", &self.connect_timeout)
            .field("statement_timeout", &self.statement_timeout)
            .field("sealed", &self.keys.is_some())
            .finish()
    }
}

impl PgOptions {
    /// A store of this tenant in the database of this address: schema `cie`, 8 connections, 5 s to
    /// connect, 10 s a statement, nothing sealed.
    pub fn new(url: Secret, tenant: impl Into<String>) -> Self {
        Self {
            url,
            password: None,
            read_only: false,
            tenant: tenant.into(),
            schema: "cie".into(),
            authorities: None,
            max_connections: 8,
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            keys: None,
        }
    }

    /// Connects, and makes or updates the tables.
    ///
    /// Must not be called on a thread that runs asynchronous tasks, as no method of the store may:
    /// use a blocking thread (`tokio::task::spawn_blocking`).
    ///
    /// # Errors
    /// `CIE-STORE-070` when the server does not answer, `-071` when it refuses, `-074` for options
    /// that make no sense, `-005` when the tables are of a newer version, `-002` read-only when they
    /// are of an older one, `-010` read-only when there are none, `-043` for a bad tenant, `-061` when the keys are not those it was sealed with.
    pub fn connect(&self) -> Result<PgStore> {
        PgStore::connect(self)
    }

    pub(super) fn connector(&self) -> Result<Connector> {
        let bad = |what: &'static str| Error::new(Code::DatabaseConfig).detail(what);
        check_label(&self.tenant, "tenant")?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if !(1..=63).contains(&self.schema.len())
            || !self.schema.bytes().all(plain)
            || self.schema.starts_with(|c: char| c.is_ascii_digit())
        {
            return Err(bad("schema"));
        }
        if self.max_connections == 0 {
            return Err(bad("max_connections"));
        }
        let server = PgServer {
            url: self.url.clone(),
            password: self.password.clone(),
            authorities: self.authorities.clone(),
        };
        let (mut config, tls) = server.config()?;
        let millis = self.statement_timeout.as_millis().clamp(1, 1 << 31);
        let given = config.get_options().unwrap_or_default().to_owned();
        config
            .connect_timeout(self.connect_timeout)
            .tcp_user_timeout(self.connect_timeout.max(self.statement_timeout))
            .keepalives_idle(Duration::from_secs(30))
            .keepalives_interval(Duration::from_secs(10))
            .keepalives_retries(3)
            .application_name("cie")
            .options(&format!(
                "{given} -c search_path={} -c statement_timeout={millis} -c lock_timeout={millis} \
                 -c idle_in_transaction_session_timeout=60000 -c synchronous_commit=on",
                self.schema,
            ));
        let schema = self.schema.clone();
        Ok(Connector {
            config,
            tls,
            schema,
        })
    }
}

/// What opens connections.
#[derive(Clone)]
pub(super) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    pub(super) schema: String,
}

impl Connector {
    pub(super) fn open(&self) -> Result<Client> {
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        client.map_err(|error| match error.code() {
            Some(_) => sql(error),
            // Nobody listens, the name is unknown, the certificate is not trusted.
            None => Error::new(Code::DatabaseDown).detail("no connection"),
        })
    }
}

fn tls(pem: &[u8]) -> Result<MakeRustlsConnect> {
    let bad = || Error::new(Code::DatabaseConfig).detail("certificates of authorities");
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| bad())?;
        roots.add(certificate).map_err(|_| bad())?;
    }
    if roots.is_empty() {
        return Err(bad());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| bad())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
