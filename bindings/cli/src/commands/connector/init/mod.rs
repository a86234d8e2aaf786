//! `cie connector init`: the parameters of circular 8/2017, asked and written down.

mod ask;
mod draft;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use cie_sad::hosting::config::AprConfig;
use clap::Args;
use serde_json::json;

use ask::Asker;

use crate::connector::check_sections;
use crate::exit::{Failure, Status, io_failure};
use crate::report::Report;

/// Options of `cie connector init`. What is not given is asked for.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// File to write.
    #[arg(long, default_value = "apr.toml", value_name = "FILE")]
    out: PathBuf,
    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,
    /// Ask nothing: what is not given takes its default, and what has none is an error.
    #[arg(long)]
    yes: bool,
    /// ISTAT code of the comune, 6 digits.
    #[arg(long, value_name = "ISTAT")]
    istat: Option<String>,
    /// Name of the comune.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Type of connection: http (advised) or ftp.
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// IP address to listen on; with ftp and mode client, name or address of the FTP server.
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
    /// Port.
    #[arg(long, value_name = "PORT")]
    port: Option<String>,
    /// Service path (http).
    #[arg(long, value_name = "PATH")]
    path: Option<String>,
    /// Folder where requests are uploaded (ftp).
    #[arg(long, value_name = "FOLDER")]
    upload: Option<String>,
    /// Folder where answers are downloaded (ftp).
    #[arg(long, value_name = "FOLDER")]
    download: Option<String>,
    /// Who has the folders (ftp): folder (this machine or a share), client (an FTP server
    /// elsewhere), server (this program, when built with its FTP server).
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
    /// User of the FTP server (modes client and server).
    #[arg(long, value_name = "USER")]
    ftp_user: Option<String>,
    /// File whose first line is the password of that user.
    #[arg(long, value_name = "FILE")]
    ftp_password_file: Option<String>,
    /// Do not encrypt (mode client): password and data travel in the clear.
    #[arg(long)]
    ftp_plain: bool,
    /// File of the authorities (PEM) that may vouch for the FTP server (mode client).
    #[arg(long, value_name = "FILE", conflicts_with = "ftp_plain")]
    ftp_authority: Option<String>,
    /// Constants for "valid for travel": S/N (advised), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0.
    #[arg(long, value_name = "YES/NO")]
    travel: Option<String>,
    /// Wire profile: anpr, anpr-soap, piatto, or the path of a profile file.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// RSA key (PEM, PKCS #8) with which answers are signed (anpr-soap).
    #[arg(long, value_name = "FILE", requires = "sign_certificate")]
    sign_key: Option<String>,
    /// Its certificate (PEM).
    #[arg(long, value_name = "FILE", requires = "sign_key")]
    sign_certificate: Option<String>,
    /// File of certificates (PEM) whose signatures are demanded of requests (anpr-soap). May be
    /// repeated.
    #[arg(long, value_name = "FILE")]
    trusted: Vec<String>,
    /// Registry: `sqlite` or `store` (the store's own tables), the path of the comune's CSV file, or
    /// of a mapping of a vendor's tables (.toml).
    #[arg(long, value_name = "REGISTRY")]
    registry: Option<String>,
    /// With a CSV file: do not import it, serve it as it is; notices about cards go to this file.
    #[arg(long, value_name = "FILE")]
    notices: Option<String>,
    /// With a mapping: the vendor's database, a SQLite file or postgresql://user@host:port/database.
    #[arg(long, value_name = "DATABASE")]
    database: Option<String>,
    /// File whose first line is the password of that database.
    #[arg(long, value_name = "FILE")]
    database_password_file: Option<String>,
    /// File of the authorities (PEM) that may vouch for that database.
    #[arg(long, value_name = "FILE")]
    database_authorities: Option<String>,
    /// Store of answers, journal and imported registry: a file, or
    /// postgresql://user@host:port/database.
    #[arg(long, value_name = "STORE")]
    store: Option<String>,
    /// With PostgreSQL: file whose first line is the password.
    #[arg(long, value_name = "FILE")]
    store_password_file: Option<String>,
    /// With PostgreSQL: file of the authorities (PEM) that may vouch for the server.
    #[arg(long, value_name = "FILE")]
    store_authorities: Option<String>,
    /// File of the keys with which personal data are sealed; `cie store key new` makes one.
    #[arg(long, value_name = "FILE")]
    keys: Option<String>,
    /// File whose first line is the passphrase that opens the file of keys.
    #[arg(long, value_name = "FILE", requires = "keys")]
    passphrase_file: Option<String>,
    /// Name of a user who must show a password (HTTP Basic); the password is the first line of
    /// standard input.
    #[arg(long, value_name = "USER")]
    user: Option<String>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    if options.out.exists() && !options.force {
        let out = options.out.display();
        return Err(Failure::new(
            Status::Findings,
            format!("{out}: esiste già; --force lo sostituisce"),
            format!("{out}: is there already; --force replaces it"),
        ));
    }
    let mut stdin = io::stdin().lock();
    let mut asker = Asker {
        lang: report.lang(),
        yes: options.yes,
        input: &mut stdin,
    };
    let text = draft::write_down(options, &mut asker)?;
    // What is written can be read: every slip is said now, with its line.
    let folder = options.out.parent().unwrap_or(Path::new(""));
    let config = AprConfig::parse(&text, folder)?;
    config.load_profile()?;
    check_sections(&config)?;
    write_whole(&options.out, &text)?;
    let lang = report.lang();
    let out = options.out.display().to_string();
    report.record(&json!({ "file": out, "istat": config.comune.istat }));
    report.show(&text!(
        lang,
        "scritto {out}; avviare con: cie connector serve {out}"
            / "wrote {out}; start with: cie connector serve {out}"
    ));
    Ok(Status::Ok)
}

/// Writes the file in one go: half a configuration is worse than none.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: &io::Error| io_failure(path, error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|e| failed(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    file.as_file().sync_all().map_err(|e| failed(&e))?;
    file.persist(path).map_err(|e| failed(&e.error))?;
    Ok(())
}
