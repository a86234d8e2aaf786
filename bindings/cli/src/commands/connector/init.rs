//! `cie connector init`: the parameters of circular 8/2017, asked and written down.

use std::fmt::Write as _;
use std::io::{self, BufRead, Write as _};
use std::path::{Path, PathBuf};

use cie_core::lang::Lang;
use cie_core::redact::Secret;
use cie_sad::hosting::PasswordDigest;
use cie_sad::hosting::config::{AprConfig, travel_constants};
use clap::Args;
use serde_json::json;

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
    /// IP address to listen on.
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
    /// Constants for "valid for travel": S/N (advised), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0.
    #[arg(long, value_name = "YES/NO")]
    travel: Option<String>,
    /// Wire profile: anpr, piatto, or the path of a profile file.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// Registry: `sqlite`, or the path of the comune's CSV file.
    #[arg(long, value_name = "REGISTRY")]
    registry: Option<String>,
    /// File of the store: answers, journal, imported registry.
    #[arg(long, value_name = "FILE")]
    store: Option<String>,
    /// Name of a user who must show a password (HTTP Basic); the password is the first line of
    /// standard input.
    #[arg(long, value_name = "USER")]
    user: Option<String>,
}

/// A question: what it is about in both languages, and the answer of whoever just confirms.
struct Question {
    it: &'static str,
    en: &'static str,
    default: Option<&'static str>,
}

struct Asker<'i> {
    lang: Lang,
    yes: bool,
    input: &'i mut dyn BufRead,
}

impl Asker<'_> {
    fn ask(&mut self, given: Option<&String>, question: &Question) -> Result<String, Failure> {
        if let Some(given) = given {
            return Ok(given.clone());
        }
        if self.yes {
            return question
                .default
                .map(str::to_owned)
                .ok_or_else(|| missing(question));
        }
        let text = if self.lang == Lang::En {
            question.en
        } else {
            question.it
        };
        let default = question
            .default
            .map(|text| format!(" [{text}]"))
            .unwrap_or_default();
        // A closed terminal shows in what is read.
        let _ = write!(io::stderr(), "{text}{default}: ");
        let line = self.line()?.ok_or_else(|| missing(question))?;
        match (line.as_str(), question.default) {
            ("", Some(default)) => Ok(default.to_owned()),
            ("", None) => Err(missing(question)),
            _ => Ok(line),
        }
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut line = String::new();
        let read = io::Read::take(&mut self.input, 4096).read_line(&mut line);
        let read = read.map_err(|error| {
            Failure::new(Status::Environment, error.to_string(), error.to_string())
        })?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }
}

fn missing(question: &Question) -> Failure {
    let (it, en) = (question.it, question.en);
    Failure::new(
        Status::Findings,
        format!("manca: {it}"),
        format!("missing: {en}"),
    )
}

const ISTAT: Question = Question {
    it: "codice ISTAT del comune (6 cifre)",
    en: "ISTAT code of the comune (6 digits)",
    default: None,
};
const TYPE: Question = Question {
    it: "tipo di connessione: http (consigliato) o ftp",
    en: "type of connection: http (advised) or ftp",
    default: Some("http"),
};
const ADDRESS: Question = Question {
    it: "indirizzo IP su cui ascoltare",
    en: "IP address to listen on",
    default: Some("127.0.0.1"),
};
const PORT: Question = Question {
    it: "porta",
    en: "port",
    default: Some("8080"),
};
const PATH: Question = Question {
    it: "percorso del servizio",
    en: "service path",
    default: Some("/sad"),
};
const UPLOAD: Question = Question {
    it: "cartella in cui si caricano le richieste",
    en: "folder where requests are uploaded",
    default: Some("richieste"),
};
const DOWNLOAD: Question = Question {
    it: "cartella da cui si scaricano le risposte",
    en: "folder where answers are downloaded",
    default: Some("risposte"),
};
const TRAVEL: Question = Question {
    it: "costanti per la validità all'espatrio: S/N (consigliate), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0",
    en: "constants for valid for travel: S/N (advised), T/F, SI/NO, TRUE/FALSE, VERO/FALSO, 1/0",
    default: Some("S/N"),
};
const PROFILE: Question = Question {
    it: "profilo del messaggio: anpr, piatto o un file",
    en: "wire profile: anpr, piatto or a file",
    default: Some("anpr"),
};
const REGISTRY: Question = Question {
    it: "anagrafe: sqlite o il file CSV del comune",
    en: "registry: sqlite or the comune's CSV file",
    default: Some("sqlite"),
};
const STORE: Question = Question {
    it: "file dell'archivio (risposte, giornale, anagrafe importata)",
    en: "file of the store (answers, journal, imported registry)",
    default: Some("apr.sqlite"),
};

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
    let text = write_down(options, &mut asker)?;
    // What is written can be read: every slip is said now, with its line.
    let folder = options.out.parent().unwrap_or(Path::new(""));
    let config = AprConfig::parse(&text, folder)?;
    config.load_profile()?;
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

/// The text of the file, line by line.
struct Draft(String);

impl Draft {
    /// A key and its value; lines before the key are comments and headings.
    fn put(&mut self, key: &str, value: impl Into<toml::Value>) {
        // Quoted by the library that will read it: nothing typed can break out. Writing to a string
        // does not fail.
        let _ = writeln!(self.0, "{key} = {}", value.into());
    }
}

fn write_down(options: &Options, asker: &mut Asker<'_>) -> Result<String, Failure> {
    let mut draft = Draft(String::from(
        "# Connection of the APR connector of a comune: the parameters of circular 8/2017, and what it\n\
         # leaves to the software. Every key is explained in docs/connector.md.\n\n[comune]\n",
    ));
    draft.put("istat", asker.ask(options.istat.as_ref(), &ISTAT)?);
    if let Some(name) = &options.name {
        draft.put("name", name.as_str());
    }
    let kind = asker.ask(options.kind.as_ref(), &TYPE)?;
    draft.put(
        "\n[transport]\n# http (advised) or ftp\ntype",
        kind.as_str(),
    );
    if kind == "ftp" {
        let upload = asker.ask(options.upload.as_ref(), &UPLOAD)?;
        draft.put(
            "# where the workstation uploads requests, and downloads answers\nupload",
            upload,
        );
        draft.put("download", asker.ask(options.download.as_ref(), &DOWNLOAD)?);
    } else {
        draft.put("address", asker.ask(options.address.as_ref(), &ADDRESS)?);
        let port = asker.ask(options.port.as_ref(), &PORT)?;
        draft.put("port", i64::from(number(&port)?));
        draft.put(
            "# service path\npath",
            asker.ask(options.path.as_ref(), &PATH)?,
        );
    }
    let travel = asker.ask(options.travel.as_ref(), &TRAVEL)?;
    travel_constants(&travel)?;
    let profile = asker.ask(options.profile.as_ref(), &PROFILE)?;
    let named = ["anpr", "piatto"].contains(&profile.as_str());
    let key = if named { "name" } else { "file" };
    draft.put(&format!("\n[profile]\n{key}"), profile);
    draft.put(
        "# the words for valid and not valid for travel\ntravel",
        travel,
    );
    let registry = asker.ask(options.registry.as_ref(), &REGISTRY)?;
    if registry == "sqlite" {
        draft.put(
            "\n[registry]\n# the store's own tables, filled by an import\nkind",
            "sqlite",
        );
    } else {
        draft.put(
            "\n[registry]\n# imported into the store whenever it changes\nkind",
            "csv",
        );
        draft.put("file", registry);
    }
    draft.put(
        "\n[store]\n# answers, journal, imported registry\nkind",
        "sqlite",
    );
    draft.put("file", asker.ask(options.store.as_ref(), &STORE)?);
    if let Some(user) = &options.user {
        let password = asker.line()?.unwrap_or_default();
        let digest = PasswordDigest::of(&Secret::new(password))?;
        let users = toml::Table::from_iter([(user.clone(), digest.to_string().into())]);
        let heading = "\n# who may come in, with digests of their passwords\n[access.users]";
        let _ = write!(draft.0, "{heading}\n{users}");
    }
    draft.0.push_str(
        "\n# [tls]\n# certificate = \"server.pem\"\n# key = \"server.key\"\n\
         # clients = \"clients.pem\"      # with this, TLS is mutual\n\
         \n# [access]\n# allow = [\"10.0.0.0/8\"]\n\
         \n# [limits]\n# at_once = 8\n# queue = 64\n# time_seconds = 30\n",
    );
    Ok(draft.0)
}

fn number(port: &str) -> Result<u16, Failure> {
    port.parse().map_err(|_| {
        Failure::new(
            Status::Findings,
            "la porta è un numero da 0 a 65535",
            "the port is a number from 0 to 65535",
        )
    })
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
