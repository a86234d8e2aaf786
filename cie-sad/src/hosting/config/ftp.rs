//! `[transport] type = "ftp"`: where the folders are and how they are looked after.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::SecretSource;
use super::source::Source;
use crate::ftp::{
    Answered, Directories, Folder, FolderOptions, Foreign, FtpAccess, LocalFolder, RemoteFolder,
    Security,
};
use crate::{Code, Error, Result};

/// The folders of a comune that chose FTP.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FtpFolders {
    /// Who has the folders.
    pub place: FtpPlace,
    /// Where they are there.
    pub directories: Directories,
    /// How they are looked after.
    pub options: FolderOptions,
}

/// Who has the folders.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FtpPlace {
    /// This machine, or a share: an FTP server that is there already fills them.
    Folder,
    /// An FTP server elsewhere, whose client we are.
    Client(FtpClient),
    /// We are the FTP server (feature `ftp-server`).
    Server(FtpListen),
}

/// An account on an FTP server elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FtpClient {
    /// Name or address of the server.
    pub address: String,
    /// Its port.
    pub port: u16,
    /// User name.
    pub user: String,
    /// Where the password is.
    pub password: SecretSource,
    /// Explicit FTPS; if not, all travels in the clear.
    pub encrypted: bool,
    /// File of the authorities that may vouch for the server; the public ones without.
    pub authority: Option<PathBuf>,
    /// Longest time to connect.
    pub connect: Duration,
    /// Longest silence.
    pub silence: Duration,
}

/// The address and the account of an FTP server of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FtpListen {
    /// Address and port.
    pub address: SocketAddr,
    /// User name of the workstations.
    pub user: String,
    /// Where their password is.
    pub password: SecretSource,
    /// Ports of data connections.
    pub passive_ports: RangeInclusive<u16>,
    /// Address that workstations reach this machine at, when it does not know it itself.
    pub passive_address: Option<Ipv4Addr>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    #[serde(rename = "type")]
    _kind: String,
    mode: Option<Spanned<String>>,
    upload: Option<String>,
    download: Option<String>,
    service: Option<String>,
    address: Option<Spanned<String>>,
    port: Option<Spanned<u16>>,
    user: Option<Spanned<String>>,
    password_file: Option<Spanned<String>>,
    password_env: Option<Spanned<String>>,
    security: Option<Spanned<String>>,
    authority: Option<Spanned<String>>,
    connect_seconds: Option<Spanned<u64>>,
    silence_seconds: Option<Spanned<u64>>,
    passive_ports: Option<Spanned<String>>,
    passive_address: Option<Spanned<String>>,
    every_millis: Option<Spanned<u64>>,
    stable_looks: Option<Spanned<u64>>,
    check_end: Option<bool>,
    patience_seconds: Option<Spanned<u64>>,
    attempts: Option<Spanned<u64>>,
    deaths: Option<Spanned<u64>>,
    lease_seconds: Option<Spanned<u64>>,
    batch: Option<Spanned<u64>>,
    unfetched_days: Option<Spanned<u64>>,
    answered: Option<Spanned<String>>,
    foreign: Option<Spanned<String>>,
}

/// A file whose `[transport]` is read, and nothing else.
#[derive(Deserialize)]
pub(super) struct Whole {
    transport: Spanned<Raw>,
}

impl Whole {
    pub(super) fn check(self, source: &Source<'_>, folder: &Path) -> Result<FtpFolders> {
        let span = self.transport.span();
        let raw = self.transport.into_inner();
        let missing = |what: &str| source.error_at(span.clone(), format!("{what} is missing"));
        let place = match raw.mode.as_ref().map(|s| (s, s.get_ref().as_str())) {
            None | Some((_, "folder")) => {
                raw.not_for_folders(source)?;
                FtpPlace::Folder
            }
            Some((_, "client")) => {
                raw.not_for_clients(source)?;
                FtpPlace::Client(raw.client(source, folder, &missing)?)
            }
            Some((_, "server")) => {
                raw.not_for_servers(source)?;
                FtpPlace::Server(raw.server(source, folder, &missing)?)
            }
            Some((text, _)) => {
                return Err(source.error(text, "mode is folder, client or server"));
            }
        };
        let upload = raw.upload.as_deref().ok_or_else(|| missing("upload"))?;
        let download = raw.download.as_deref().ok_or_else(|| missing("download"))?;
        // Directories of a server elsewhere have nothing to do with the folder of this file.
        let there = |path: &str| match place {
            FtpPlace::Client(_) => path.to_owned(),
            _ => folder.join(path).display().to_string(),
        };
        let mut directories = Directories::new(there(upload), there(download));
        if let Some(service) = &raw.service {
            directories.service = there(service);
        }
        Ok(FtpFolders {
            options: raw.options(source)?,
            place,
            directories,
        })
    }
}

impl Raw {
    fn only_in<T>(source: &Source<'_>, value: Option<&Spanned<T>>, what: &str) -> Result<()> {
        value.map_or(Ok(()), |value| Err(source.error(value, what)))
    }

    fn not_for_folders(&self, source: &Source<'_>) -> Result<()> {
        let what = "only with mode client or server";
        Self::only_in(source, self.address.as_ref(), what)?;
        Self::only_in(source, self.port.as_ref(), what)?;
        Self::only_in(source, self.user.as_ref(), what)?;
        Self::only_in(source, self.password_file.as_ref(), what)?;
        Self::only_in(source, self.password_env.as_ref(), what)?;
        self.not_for_servers(source)?;
        self.not_for_clients(source)
    }

    fn not_for_clients(&self, source: &Source<'_>) -> Result<()> {
        let what = "only with mode server";
        Self::only_in(source, self.passive_ports.as_ref(), what)?;
        Self::only_in(source, self.passive_address.as_ref(), what)
    }

    fn not_for_servers(&self, source: &Source<'_>) -> Result<()> {
        let what = "only with mode client";
        Self::only_in(source, self.security.as_ref(), what)?;
        Self::only_in(source, self.authority.as_ref(), what)?;
        Self::only_in(source, self.connect_seconds.as_ref(), what)?;
        Self::only_in(source, self.silence_seconds.as_ref(), what)
    }

    fn password(&self, source: &Source<'_>, folder: &Path) -> Result<Option<SecretSource>> {
        Ok(match (&self.password_file, &self.password_env) {
            (None, None) => None,
            (Some(file), None) => Some(SecretSource::File(folder.join(file.get_ref()))),
            (None, Some(name)) => Some(SecretSource::Env(name.get_ref().clone())),
            (Some(_), Some(name)) => {
                return Err(source.error(name, "password_file or password_env, not both"));
            }
        })
    }

    fn client(
        &self,
        source: &Source<'_>,
        folder: &Path,
        missing: &dyn Fn(&str) -> Error,
    ) -> Result<FtpClient> {
        let encrypted = match self.security.as_ref().map(|s| (s, s.get_ref().as_str())) {
            None | Some((_, "ftps")) => true,
            Some((_, "plain")) => false,
            Some((text, _)) => return Err(source.error(text, "security is ftps or plain")),
        };
        if let (Some(file), false) = (&self.authority, encrypted) {
            return Err(source.error(file, "only with security ftps"));
        }
        let address = self.address.as_ref().ok_or_else(|| missing("address"))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || ".:-_".contains(c);
        if address.get_ref().is_empty() || !address.get_ref().chars().all(plain) {
            return Err(source.error(address, "address is a name or an IP address"));
        }
        let seconds = |name, value: &Option<Spanned<u64>>, usual| {
            let seconds = source.number(name, value.as_ref(), 1..=600, usual)?;
            Ok::<_, Error>(Duration::from_secs(seconds))
        };
        Ok(FtpClient {
            address: address.get_ref().clone(),
            port: self.port.as_ref().map_or(21, |port| *port.get_ref()),
            user: self.user(missing)?,
            password: self
                .password(source, folder)?
                .ok_or_else(|| missing("password_file or password_env"))?,
            encrypted,
            authority: self.authority.as_ref().map(|f| folder.join(f.get_ref())),
            connect: seconds("connect_seconds", &self.connect_seconds, 10)?,
            silence: seconds("silence_seconds", &self.silence_seconds, 30)?,
        })
    }

    fn user(&self, missing: &dyn Fn(&str) -> Error) -> Result<String> {
        let user = self.user.as_ref().ok_or_else(|| missing("user"))?;
        Ok(user.get_ref().clone())
    }

    fn server(
        &self,
        source: &Source<'_>,
        folder: &Path,
        missing: &dyn Fn(&str) -> Error,
    ) -> Result<FtpListen> {
        let address = match &self.address {
            None => IpAddr::from([127, 0, 0, 1]),
            Some(text) => {
                let address = text.get_ref().parse();
                address.map_err(|_| source.error(text, "address is an IP address"))?
            }
        };
        let port = *self.port.as_ref().ok_or_else(|| missing("port"))?.get_ref();
        let passive_ports = match &self.passive_ports {
            None => 49_152..=65_535,
            Some(text) => {
                let range = ports(text.get_ref());
                range.ok_or_else(|| source.error(text, "passive_ports is such as 50000-50100"))?
            }
        };
        let passive_address = match &self.passive_address {
            None => None,
            Some(text) => {
                let address = text.get_ref().parse();
                Some(
                    address
                        .map_err(|_| source.error(text, "passive_address is an IPv4 address"))?,
                )
            }
        };
        Ok(FtpListen {
            address: SocketAddr::new(address, port),
            user: self.user(missing)?,
            password: self
                .password(source, folder)?
                .ok_or_else(|| missing("password_file or password_env"))?,
            passive_ports,
            passive_address,
        })
    }

    fn options(&self, source: &Source<'_>) -> Result<FolderOptions> {
        let usual = FolderOptions::default();
        let number = |name, value: &Option<Spanned<u64>>, bounds, usual| {
            source.number(name, value.as_ref(), bounds, usual)
        };
        let seconds = |name, value: &Option<Spanned<u64>>, usual: Duration| {
            let seconds = number(name, value, 1..=86_400, usual.as_secs())?;
            Ok::<_, Error>(Duration::from_secs(seconds))
        };
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let millis = number("every_millis", &self.every_millis, 100..=3_600_000, 1000)?;
        let unfetched = match &self.unfetched_days {
            None => usual.unfetched,
            // For ever.
            Some(days) if *days.get_ref() == 0 => None,
            days => {
                let days = number("unfetched_days", days, 1..=3650, 7)?;
                Some(Duration::from_secs(days * 24 * 3600))
            }
        };
        let deaths = number("deaths", &self.deaths, 1..=100, u64::from(usual.deaths))?;
        let batch = number("batch", &self.batch, 1..=100_000, usual.batch as u64)?;
        Ok(FolderOptions {
            interval: Duration::from_millis(millis),
            stable_looks: small(number(
                "stable_looks",
                &self.stable_looks,
                1..=100,
                u64::from(usual.stable_looks),
            )?),
            check_end: self.check_end.unwrap_or(usual.check_end),
            patience: seconds("patience_seconds", &self.patience_seconds, usual.patience)?,
            attempts: small(number(
                "attempts",
                &self.attempts,
                1..=1000,
                u64::from(usual.attempts),
            )?),
            deaths: u8::try_from(deaths).unwrap_or(usual.deaths),
            lease: seconds("lease_seconds", &self.lease_seconds, usual.lease)?,
            batch: usize::try_from(batch).unwrap_or(usual.batch),
            unfetched,
            answered: match self.answered.as_ref().map(|s| (s, s.get_ref().as_str())) {
                None | Some((_, "remove")) => Answered::Remove,
                Some((_, "keep")) => Answered::Keep,
                Some((text, _)) => {
                    return Err(source.error(text, "answered is remove or keep"));
                }
            },
            foreign: match self.foreign.as_ref().map(|s| (s, s.get_ref().as_str())) {
                None | Some((_, "leave")) => Foreign::Leave,
                Some((_, "reject")) => Foreign::Reject,
                Some((text, _)) => {
                    return Err(source.error(text, "foreign is leave or reject"));
                }
            },
            ..usual
        })
    }
}

fn ports(text: &str) -> Option<RangeInclusive<u16>> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (0 < from && from <= to).then_some(from..=to)
}

impl FtpFolders {
    /// The folders, ready to be served. The password is read, nothing is connected.
    ///
    /// # Errors
    /// `CIE-SAD-640` without the password, `CIE-SAD-610` for a certificate or a path that cannot
    /// be used.
    pub fn folder(&self) -> Result<Box<dyn Folder>> {
        let directories = self.directories.clone();
        let FtpPlace::Client(client) = &self.place else {
            return Ok(Box::new(LocalFolder::new(directories)));
        };
        let security = match (client.encrypted, &client.authority) {
            (false, _) => Security::Plain,
            (true, None) => Security::Tls,
            (true, Some(path)) => {
                let bad = || Error::new(Code::BadFolderOption).detail(path.display().to_string());
                let pem = String::from_utf8(crate::pem::read(path)?);
                Security::TlsWith(pem.map_err(|_| bad())?)
            }
        };
        let mut access = FtpAccess::new(
            client.address.as_str(),
            client.port,
            client.user.as_str(),
            client.password.read()?.expose(),
            security,
        );
        access.connect_timeout = client.connect;
        access.timeout = client.silence;
        Ok(Box::new(RemoteFolder::new(access, directories)?))
    }

    /// Starts the FTP server of mode `server`; nothing in the other modes. The folders bear on the
    /// wire the names that they have on the disk.
    ///
    /// # Errors
    /// `CIE-SAD-640` without the password; as
    /// [`FtpServer::start`](crate::ftp::server::FtpServer::start).
    #[cfg(feature = "ftp-server")]
    pub fn server(
        &self,
        profile: &crate::profile::Profile,
        message: &crate::codec::Limits,
        tls: Option<&crate::http::TlsFiles>,
    ) -> Result<Option<crate::ftp::server::FtpServer>> {
        use crate::ftp::server::{FtpServer, FtpServerOptions};

        let FtpPlace::Server(listen) = &self.place else {
            return Ok(None);
        };
        let named = |path: &str| {
            let name = Path::new(path).file_name();
            name.map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let mut options =
            FtpServerOptions::new(self.directories.clone(), profile.file_names().clone());
        options.requests = named(&self.directories.requests);
        options.answers = named(&self.directories.answers);
        options.accounts = vec![(listen.user.clone(), listen.password.read()?)];
        options.certificate = tls.map(|tls| (tls.certificate.clone(), tls.key.clone()));
        options.passive_ports = listen.passive_ports.clone();
        options.passive_host = listen.passive_address;
        options.max_bytes = message.bytes as u64;
        FtpServer::start(listen.address, options).map(Some)
    }

    /// What two comuni must not have in common: the folder of requests.
    #[must_use]
    pub fn requests(&self) -> String {
        let path = self.directories.requests.trim_end_matches('/');
        match &self.place {
            FtpPlace::Client(client) => {
                let FtpClient {
                    address,
                    port,
                    user,
                    ..
                } = client;
                format!("ftp://{user}@{address}:{port}/{path}")
            }
            _ => std::fs::canonicalize(path).map_or_else(
                |_| path.to_owned(),
                |path| path.to_string_lossy().into_owned(),
            ),
        }
    }

    /// Every file that is read, to see whether one changed.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let (password, authority) = match &self.place {
            FtpPlace::Folder => (None, None),
            FtpPlace::Client(client) => (Some(&client.password), client.authority.as_ref()),
            FtpPlace::Server(server) => (Some(&server.password), None),
        };
        password
            .and_then(SecretSource::file)
            .into_iter()
            .chain(authority)
    }

    /// Where its password is, when it has one.
    #[must_use]
    pub fn password(&self) -> Option<&SecretSource> {
        match &self.place {
            FtpPlace::Folder => None,
            FtpPlace::Client(client) => Some(&client.password),
            FtpPlace::Server(server) => Some(&server.password),
        }
    }
}
