//! Reading `apr.toml`.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use toml::{Spanned, Table};

use super::server::{Raw as RawServer, networks};
use super::source::Source;
use super::{Section, ServerConfig, TravelConstants, travel_constants};
use crate::codec::Limits;
use crate::hosting::{
    Access, AllowList, BasicUsers, ByComune, ComuneFrom, PasswordDigest, Route, TenantId,
    TenantLimits, TenantSpec,
};
use crate::http::{ClientCertificates, TlsFiles};
use crate::profile::Profile;
use crate::{Code, Error, Result};

/// The comune of a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comune {
    /// ISTAT code, 6 digits.
    pub istat: String,
    /// Name, for people.
    pub name: Option<String>,
}

/// How requests come in.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Transport {
    /// Over HTTP, as the circular advises.
    Http {
        /// Address that is listened on.
        address: IpAddr,
        /// Port; 0 for any that is free.
        port: u16,
        /// Service path.
        path: String,
        /// Which code of a message tells the comune, when several share address and path; `None`
        /// when the path is this comune's alone.
        comune_from: Option<ComuneFrom>,
    },
    /// Over FTP, in two folders.
    Ftp(FtpFolders),
}

/// The folders of FTP, and whatever else the section says, for whoever serves them.
#[derive(Clone, Debug, PartialEq)]
pub struct FtpFolders {
    /// Where the workstation uploads requests.
    pub upload: PathBuf,
    /// Where it downloads answers.
    pub download: PathBuf,
    /// The rest of `[transport]`, as it stands.
    pub options: Table,
}

/// Which wire profile is spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileChoice {
    /// One that ships with the crate: `anpr` or `piatto`.
    Named(String),
    /// A file.
    File(PathBuf),
}

/// A user of HTTP Basic and the digest of their password.
pub type UserDigest = (String, PasswordDigest);

/// The connection of one comune.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AprConfig {
    /// Name of the tenant; the ISTAT code when the file gives none.
    pub id: TenantId,
    /// The comune.
    pub comune: Comune,
    /// How requests come in.
    pub transport: Transport,
    /// The wire profile.
    pub profile: ProfileChoice,
    /// The constants for "valid for travel"; `None` leaves the profile's own.
    pub travel: Option<TravelConstants>,
    /// Certificates, when the listener speaks TLS.
    pub tls: Option<TlsFiles>,
    /// From where requests are accepted.
    pub allow: AllowList,
    /// Who may come in; nobody is asked when empty.
    pub users: Vec<UserDigest>,
    /// Bounds on what the comune may take from the machine. The bytes of a body follow from those of
    /// a message when a tenant is made.
    pub limits: TenantLimits,
    /// Bounds on a message.
    pub message: Limits,
    /// The registry.
    pub registry: Section,
    /// The store; `None` when the file has none.
    pub store: Option<Section>,
    /// What holds for the process, when the file says so.
    pub server: Option<ServerConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    comune: RawComune,
    transport: Spanned<RawTransport>,
    #[serde(default)]
    profile: Option<Spanned<RawProfile>>,
    tls: Option<RawTls>,
    #[serde(default)]
    access: RawAccess,
    #[serde(default)]
    limits: RawLimits,
    registry: Spanned<Table>,
    store: Option<Spanned<Table>>,
    server: Option<RawServer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawComune {
    istat: Spanned<String>,
    name: Option<String>,
    id: Option<Spanned<String>>,
}

#[derive(Deserialize)]
struct RawTransport {
    r#type: Spanned<String>,
    address: Option<Spanned<String>>,
    port: Option<Spanned<u16>>,
    path: Option<Spanned<String>>,
    comune_from: Option<Spanned<String>>,
    upload: Option<String>,
    download: Option<String>,
}

/// The keys of `[transport]` that are read here; with FTP the others are its own.
const TRANSPORT: [&str; 7] = [
    "type",
    "address",
    "port",
    "path",
    "comune_from",
    "upload",
    "download",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    name: Option<Spanned<String>>,
    file: Option<String>,
    travel: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTls {
    certificate: String,
    key: String,
    clients: Option<String>,
    client_certificates: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAccess {
    allow: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    users: BTreeMap<String, Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLimits {
    at_once: Option<Spanned<u64>>,
    queue: Option<Spanned<u64>>,
    time_seconds: Option<Spanned<u64>>,
    message_bytes: Option<Spanned<u64>>,
    plain_bytes: Option<Spanned<u64>>,
}

impl AprConfig {
    /// Reads and checks a file; relative paths in it are meant from its folder.
    ///
    /// # Errors
    /// `CIE-SAD-354` when it cannot be read, otherwise as [`AprConfig::parse`].
    pub fn load(path: &Path) -> Result<Self> {
        let unreadable = |error| {
            Error::new(Code::ConfigUnreadable)
                .detail(path.display().to_string())
                .caused_by(error)
        };
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > super::source::MAX_CONFIG as u64 {
            return Err(Error::new(Code::BadConfig).detail("larger than 256 KiB"));
        }
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        Self::parse(&text, path.parent().unwrap_or_else(|| Path::new("")))
    }

    /// Checks the text of a file that is in this folder.
    ///
    /// # Errors
    /// `CIE-SAD-355` with line and column for what is missing, unknown or out of bounds;
    /// `CIE-SAD-303`, `-311`, `-312` and `-350` with the position of the value.
    pub fn parse(text: &str, folder: &Path) -> Result<Self> {
        let source = Source::new(text)?;
        let file: File = source.read()?;
        let istat = file.comune.istat.get_ref();
        if istat.len() != 6 || !istat.bytes().all(|b| b.is_ascii_digit()) {
            return Err(source.error(&file.comune.istat, "istat is 6 digits"));
        }
        let id = file.comune.id.as_ref().unwrap_or(&file.comune.istat);
        let id = source.locate(id, id.get_ref().parse())?;
        let (profile, travel) = profile(&source, file.profile.as_ref(), folder)?;
        let limits = &file.limits;
        let (usual, message) = (TenantLimits::default(), Limits::default());
        let size = |name, value: &Option<Spanned<u64>>, bounds, default: usize| {
            let number = source.number(name, value.as_ref(), bounds, default as u64)?;
            Ok::<_, Error>(usize::try_from(number).unwrap_or(default))
        };
        let seconds = limits.time_seconds.as_ref();
        let config = Self {
            id,
            comune: Comune {
                istat: istat.clone(),
                name: file.comune.name,
            },
            transport: transport(&source, file.transport, more(text), folder)?,
            profile,
            travel,
            tls: file.tls.map(|tls| tls.check(&source, folder)).transpose()?,
            allow: match &file.access.allow {
                None => AllowList::everyone(),
                Some(texts) => networks(&source, texts)?,
            },
            users: users(&source, file.access.users)?,
            limits: TenantLimits {
                at_once: size("at_once", &limits.at_once, 1..=1024, usual.at_once)?,
                queue: size("queue", &limits.queue, 0..=100_000, usual.queue)?,
                time: Duration::from_secs(source.number("time_seconds", seconds, 1..=600, 30)?),
                body_bytes: usual.body_bytes,
            },
            message: Limits {
                bytes: size(
                    "message_bytes",
                    &limits.message_bytes,
                    1024..=67_108_864,
                    message.bytes,
                )?,
                plain_bytes: size(
                    "plain_bytes",
                    &limits.plain_bytes,
                    1024..=8_388_608,
                    message.plain_bytes,
                )?,
                ..message
            },
            registry: section(&source, "registry", file.registry, folder)?,
            store: file
                .store
                .map(|table| section(&source, "store", table, folder))
                .transpose()?,
            server: file.server.map(|raw| raw.check(&source)).transpose()?,
        };
        Ok(config)
    }

    /// The wire profile, with this comune's constants.
    ///
    /// # Errors
    /// `CIE-SAD-354` when its file cannot be read; as [`Profile::parse`].
    pub fn load_profile(&self) -> Result<Profile> {
        let profile = match &self.profile {
            ProfileChoice::Named(name) if name == "piatto" => Profile::piatto()?,
            ProfileChoice::Named(_) => Profile::anpr()?,
            ProfileChoice::File(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| {
                    Error::new(Code::ConfigUnreadable)
                        .detail(path.display().to_string())
                        .caused_by(error)
                })?;
                Profile::parse(&text)?
            }
        };
        Ok(match self.travel {
            Some(travel) => profile.with_travel_constants(travel),
            None => profile,
        })
    }

    /// The name of the listener that the comune is on: its address and port. Comuni with the same
    /// one share it, and with it its certificates.
    #[must_use]
    pub fn listener(&self) -> Option<String> {
        match &self.transport {
            Transport::Http { address, port, .. } => {
                Some(std::net::SocketAddr::new(*address, *port).to_string())
            }
            Transport::Ftp(_) => None,
        }
    }

    /// The comune as a tenant, under its profile.
    ///
    /// # Errors
    /// `CIE-SAD-302` when the machine has no randomness, `CIE-SAD-312` for a name of a user that is
    /// none.
    pub fn tenant(&self, profile: &Arc<Profile>) -> Result<TenantSpec> {
        let route = match &self.transport {
            Transport::Http {
                path, comune_from, ..
            } => Some(Route {
                listener: self.listener(),
                path: path.clone(),
                comune: comune_from.map(|from| ByComune {
                    istat: self.comune.istat.clone(),
                    from,
                    profile: Arc::clone(profile),
                }),
            }),
            Transport::Ftp(_) => None,
        };
        let basic = match self.users.as_slice() {
            [] => None,
            users => Some(Arc::new(BasicUsers::new(users.to_vec())?)),
        };
        Ok(TenantSpec {
            id: self.id.clone(),
            route,
            limits: TenantLimits {
                body_bytes: TenantLimits::body_for(profile, &self.message),
                ..self.limits.clone()
            },
            access: Access {
                allow: self.allow.clone(),
                basic,
            },
        })
    }
}

/// What `[transport]` says beyond the circular.
fn more(text: &str) -> Table {
    // It was read once already, as what it is; here it is read as what it says.
    let whole: Table = text.parse().unwrap_or_default();
    let transport = whole.get("transport").and_then(toml::Value::as_table);
    let mut more = transport.cloned().unwrap_or_default();
    more.retain(|key, _| !TRANSPORT.contains(&key));
    more
}

fn transport(
    source: &Source<'_>,
    raw: Spanned<RawTransport>,
    more: Table,
    folder: &Path,
) -> Result<Transport> {
    let span = raw.span();
    let raw = raw.into_inner();
    let missing = |what: &str| source.error_at(span.clone(), format!("{what} is missing"));
    match raw.r#type.get_ref().as_str() {
        "http" => {
            if let Some(key) = more.keys().next() {
                return Err(source.error_at(span, format!("unknown key {key}")));
            }
            let address = match &raw.address {
                None => IpAddr::from([127, 0, 0, 1]),
                Some(text) => {
                    let address = text.get_ref().parse();
                    address.map_err(|_| source.error(text, "address is an IP address"))?
                }
            };
            let path = match &raw.path {
                None => "/sad".to_owned(),
                Some(path) => {
                    let checked = Route::path(path.get_ref().as_str()).check();
                    source.locate(path, checked)?;
                    path.get_ref().clone()
                }
            };
            let comune_from = match raw.comune_from.as_ref().map(|s| (s, s.get_ref().as_str())) {
                None => None,
                Some((_, "sender")) => Some(ComuneFrom::Sender),
                Some((_, "recipient")) => Some(ComuneFrom::Recipient),
                Some((_, "requester")) => Some(ComuneFrom::Requester),
                Some((text, _)) => {
                    let what = "comune_from is sender, recipient or requester";
                    return Err(source.error(text, what));
                }
            };
            let port = *raw.port.as_ref().ok_or_else(|| missing("port"))?.get_ref();
            Ok(Transport::Http {
                address,
                port,
                path,
                comune_from,
            })
        }
        "ftp" => Ok(Transport::Ftp(FtpFolders {
            upload: folder.join(raw.upload.ok_or_else(|| missing("upload"))?),
            download: folder.join(raw.download.ok_or_else(|| missing("download"))?),
            options: more,
        })),
        _ => Err(source.error(&raw.r#type, "type is http or ftp")),
    }
}

fn profile(
    source: &Source<'_>,
    raw: Option<&Spanned<RawProfile>>,
    folder: &Path,
) -> Result<(ProfileChoice, Option<TravelConstants>)> {
    let Some(spanned) = raw else {
        return Ok((ProfileChoice::Named("anpr".to_owned()), None));
    };
    let raw = spanned.get_ref();
    let choice = match (&raw.name, &raw.file) {
        (Some(_), Some(_)) => return Err(source.error(spanned, "name or file, not both")),
        (None, Some(file)) => ProfileChoice::File(folder.join(file)),
        (None, None) => ProfileChoice::Named("anpr".to_owned()),
        (Some(name), None) if ["anpr", "piatto"].contains(&name.get_ref().as_str()) => {
            ProfileChoice::Named(name.get_ref().clone())
        }
        (Some(name), None) => return Err(source.error(name, "name is anpr or piatto")),
    };
    let travel = raw.travel.as_ref();
    let travel = travel.map(|text| source.locate(text, travel_constants(text.get_ref())));
    Ok((choice, travel.transpose()?))
}

impl RawTls {
    fn check(self, source: &Source<'_>, folder: &Path) -> Result<TlsFiles> {
        let asked = match self
            .client_certificates
            .as_ref()
            .map(|s| (s, s.get_ref().as_str()))
        {
            None | Some((_, "required")) => ClientCertificates::Required,
            Some((_, "optional")) => ClientCertificates::Optional,
            Some((text, _)) => {
                return Err(source.error(text, "client_certificates is required or optional"));
            }
        };
        if let (Some(text), None) = (&self.client_certificates, &self.clients) {
            return Err(source.error(text, "clients, the file of their authorities, is missing"));
        }
        Ok(TlsFiles {
            certificate: folder.join(self.certificate),
            key: folder.join(self.key),
            clients: self.clients.map(|path| (folder.join(path), asked)),
        })
    }
}

fn users(source: &Source<'_>, raw: BTreeMap<String, Spanned<String>>) -> Result<Vec<UserDigest>> {
    raw.into_iter()
        .map(|(name, text)| {
            if name.is_empty() || name.contains(':') {
                return Err(source.error(&text, "name of a user"));
            }
            let digest = source.locate(&text, text.get_ref().parse())?;
            Ok((name, digest))
        })
        .collect()
}

fn section(
    source: &Source<'_>,
    name: &'static str,
    raw: Spanned<Table>,
    folder: &Path,
) -> Result<Section> {
    let at = source.position(raw.span());
    let missing = source.error(&raw, format!("[{name}] kind is missing"));
    let mut table = raw.into_inner();
    match table.remove("kind") {
        Some(toml::Value::String(kind)) => Ok(Section::new(name, kind, table, at, folder)),
        _ => Err(missing),
    }
}
