//! Reading `apr.toml`.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use toml::{Spanned, Table};

use super::ftp::Whole as FtpFile;
use super::security::Raw as RawSecurity;
use super::server::{Raw as RawServer, networks};
use super::source::Source;
use super::{
    FtpFolders, FtpPlace, Section, SecurityFiles, ServerConfig, TravelConstants, travel_constants,
};
use crate::codec::Limits;
use crate::hosting::{
    Access, AllowList, BasicUsers, ByComune, ComuneFrom, PasswordDigest, Route, TenantId,
    TenantLimits, TenantSpec,
};
use crate::http::{ClientCertificates, TlsFiles};
use crate::profile::{Envelope, Profile};
use crate::soap::{Clock, Security};
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
    Ftp(Box<FtpFolders>),
}

/// Which wire profile is spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileChoice {
    /// One that ships with the crate: `anpr`, `anpr-soap` or `piatto`.
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
    /// Keys and certificates of signatures, for a profile with an envelope.
    pub security: Option<SecurityFiles>,
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
    transport: RawType,
    #[serde(default)]
    profile: Option<Spanned<RawProfile>>,
    security: Option<Spanned<RawSecurity>>,
    tls: Option<Spanned<RawTls>>,
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
#[serde(deny_unknown_fields)]
struct RawTransport {
    #[serde(rename = "type")]
    _kind: String,
    address: Option<Spanned<String>>,
    port: Option<Spanned<u16>>,
    path: Option<Spanned<String>>,
    comune_from: Option<Spanned<String>>,
}

/// The transport only: the other keys of `[transport]` are its own.
#[derive(Deserialize)]
struct RawType {
    r#type: Spanned<String>,
}

#[derive(Deserialize)]
struct HttpFile {
    transport: Spanned<RawTransport>,
}

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
        let transport = transport(&source, &file.transport, folder)?;
        if let (Transport::Ftp(_), Some(at)) = (&transport, file.access.first()) {
            let what = "[access] is of http: an FTP server has accounts of its own";
            return Err(source.error_at(at, what));
        }
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
            security: file
                .security
                .map(|raw| RawSecurity::check(raw, &source, folder))
                .transpose()?,
            tls: tls(&source, file.tls, &transport, folder)?,
            transport,
            profile,
            travel,
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
            ProfileChoice::Named(name) if name == "anpr-soap" => Profile::anpr_soap()?,
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

    /// The signatures that this comune gives and demands; `None` when it has no `[security]`.
    ///
    /// # Errors
    /// `CIE-SAD-355` when the profile has no envelope to sign; as [`SecurityFiles::open`].
    pub fn load_security(&self, profile: &Profile, clock: Clock) -> Result<Option<Security>> {
        let Some(files) = &self.security else {
            return Ok(None);
        };
        if profile.envelope() == Envelope::None {
            let name = profile.name();
            let what = format!("[security] is of SOAP, and profile {name} has no envelope");
            return Err(Error::new(Code::BadConfig).detail(what));
        }
        files.open(clock, self.message).map(Some)
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

fn transport(source: &Source<'_>, raw: &RawType, folder: &Path) -> Result<Transport> {
    match raw.r#type.get_ref().as_str() {
        "http" => {
            let raw = source.read::<HttpFile>()?.transport;
            let span = raw.span();
            let raw = raw.into_inner();
            let missing = |what: &str| source.error_at(span.clone(), format!("{what} is missing"));
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
        "ftp" => {
            let folders = source.read::<FtpFile>()?.check(source, folder)?;
            Ok(Transport::Ftp(Box::new(folders)))
        }
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
        (Some(name), None) if NAMED.contains(&name.get_ref().as_str()) => {
            ProfileChoice::Named(name.get_ref().clone())
        }
        (Some(name), None) => return Err(source.error(name, "name is anpr, anpr-soap or piatto")),
    };
    let travel = raw.travel.as_ref();
    let travel = travel.map(|text| source.locate(text, travel_constants(text.get_ref())));
    Ok((choice, travel.transpose()?))
}

/// The profiles that ship with the crate.
const NAMED: [&str; 3] = ["anpr", "anpr-soap", "piatto"];

/// Certificates are of HTTP, and of an FTP server of ours.
fn tls(
    source: &Source<'_>,
    raw: Option<Spanned<RawTls>>,
    transport: &Transport,
    folder: &Path,
) -> Result<Option<TlsFiles>> {
    let Some(raw) = raw else {
        return Ok(None);
    };
    let span = raw.span();
    let files = raw.into_inner().check(source, folder)?;
    let what = match transport {
        Transport::Http { .. } => None,
        Transport::Ftp(ftp) => match ftp.place {
            FtpPlace::Server(_) if files.clients.is_none() => None,
            FtpPlace::Server(_) => Some("clients is of http"),
            _ => Some("[tls] is of http and of mode server"),
        },
    };
    match what {
        None => Ok(Some(files)),
        Some(what) => Err(source.error_at(span, what)),
    }
}

impl RawAccess {
    /// Where the first thing is that it says.
    fn first(&self) -> Option<std::ops::Range<usize>> {
        let allow = self.allow.iter().flatten().map(Spanned::span);
        let users = self.users.values().map(Spanned::span);
        allow.chain(users).min_by_key(|span| span.start)
    }
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
