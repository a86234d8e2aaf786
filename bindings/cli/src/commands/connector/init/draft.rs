//! The text of an apr.toml, from what was given and answered.

use std::fmt::Write as _;

use cie_core::redact::Secret;
use cie_sad::hosting::PasswordDigest;
use cie_sad::hosting::config::travel_constants;

use super::Options;
use super::ask::{
    ADDRESS, Asker, DATABASE, DOWNLOAD, ISTAT, MODE, PASSWORD, PATH, PORT, PROFILE, REGISTRY,
    SERVER, STORE, TRAVEL, TYPE, UPLOAD, USER,
};
use crate::commands::store::is_url;
use crate::exit::{Failure, Status};

/// The text of the file, line by line.
struct Draft(String);

impl Draft {
    /// A key and its value; lines before the key are comments and headings.
    fn put(&mut self, key: &str, value: impl Into<toml::Value>) {
        // Quoted by the library that will read it: nothing typed can break out. Writing to a string
        // does not fail.
        let _ = writeln!(self.0, "{key} = {}", value.into());
    }

    fn put_some(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.put(key, value.as_str());
        }
    }
}

pub(super) fn write_down(options: &Options, asker: &mut Asker<'_>) -> Result<String, Failure> {
    let mut draft = Draft(String::from(
        "# Connection of the APR connector of a comune: the parameters of circular 8/2017, and what it\n\
         # leaves to the software. Every key is explained in docs/connector.md.\n\n[comune]\n",
    ));
    draft.put("istat", asker.ask(options.istat.as_ref(), &ISTAT)?);
    draft.put_some("name", options.name.as_ref());
    let kind = asker.ask(options.kind.as_ref(), &TYPE)?;
    draft.put(
        "\n[transport]\n# http (advised) or ftp\ntype",
        kind.as_str(),
    );
    if kind == "ftp" {
        ftp(options, asker, &mut draft)?;
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
    let named = ["anpr", "anpr-soap", "piatto"].contains(&profile.as_str());
    let key = if named { "name" } else { "file" };
    draft.put(&format!("\n[profile]\n{key}"), profile);
    draft.put(
        "# the words for valid and not valid for travel\ntravel",
        travel,
    );
    security(options, &mut draft);
    let registry = asker.ask(options.registry.as_ref(), &REGISTRY)?;
    let database = if registry.ends_with(".toml") {
        Some(asker.ask(options.database.as_ref(), &DATABASE)?)
    } else {
        None
    };
    let store = asker.ask(options.store.as_ref(), &STORE)?;
    write_registry(options, &mut draft, registry, database, is_url(&store));
    write_store(options, &mut draft, store);
    if let Some(user) = &options.user {
        let password = asker.line()?.unwrap_or_default();
        let digest = PasswordDigest::of(&Secret::new(password))?;
        let users = toml::Table::from_iter([(user.clone(), digest.to_string().into())]);
        let heading = "\n# who may come in, with digests of their passwords\n[access.users]";
        let _ = write!(draft.0, "{heading}\n{users}");
    }
    if kind != "ftp" {
        draft.0.push_str(
            "\n# [tls]\n# certificate = \"server.pem\"\n# key = \"server.key\"\n\
             # clients = \"clients.pem\"      # with this, TLS is mutual\n\
             \n# [access]\n# allow = [\"10.0.0.0/8\"]\n",
        );
    }
    draft
        .0
        .push_str("\n# [limits]\n# at_once = 8\n# queue = 64\n# time_seconds = 30\n");
    Ok(draft.0)
}

fn ftp(options: &Options, asker: &mut Asker<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let mode = asker.ask(options.mode.as_ref(), &MODE)?;
    draft.put(
        "# folder: directories that an FTP server fills; client: of an FTP server elsewhere;\n\
         # server: this program is the FTP server\nmode",
        mode.as_str(),
    );
    if mode == "client" || mode == "server" {
        let (question, port) = match mode.as_str() {
            "client" => (&SERVER, "21"),
            _ => (&ADDRESS, "2121"),
        };
        draft.put("address", asker.ask(options.address.as_ref(), question)?);
        let port = options.port.as_deref().unwrap_or(port);
        draft.put("port", i64::from(number(port)?));
        draft.put("user", asker.ask(options.ftp_user.as_ref(), &USER)?);
        let password = asker.ask(options.ftp_password_file.as_ref(), &PASSWORD)?;
        draft.put(
            "# its first line; or password_env, a variable\npassword_file",
            password,
        );
    }
    if mode == "client" {
        let security = if options.ftp_plain { "plain" } else { "ftps" };
        draft.put("security", security);
        draft.put_some("authority", options.ftp_authority.as_ref());
    }
    let upload = asker.ask(options.upload.as_ref(), &UPLOAD)?;
    draft.put(
        "# where the workstation uploads requests, and downloads answers\nupload",
        upload,
    );
    draft.put("download", asker.ask(options.download.as_ref(), &DOWNLOAD)?);
    Ok(())
}

fn security(options: &Options, draft: &mut Draft) {
    if options.sign_key.is_none() && options.trusted.is_empty() {
        return;
    }
    draft.0.push_str(
        "\n# signatures (WS-Security): ours, and those demanded of requests\n[security]\n",
    );
    draft.put_some("key", options.sign_key.as_ref());
    draft.put_some("certificate", options.sign_certificate.as_ref());
    if !options.trusted.is_empty() {
        draft.put("trusted", options.trusted.clone());
    }
}

fn write_registry(
    options: &Options,
    draft: &mut Draft,
    registry: String,
    database: Option<String>,
    server: bool,
) {
    match (registry.as_str(), database, &options.notices) {
        ("sqlite" | "store", ..) => {
            let kind = if server { "store" } else { registry.as_str() };
            draft.put(
                "\n[registry]\n# the store's own tables, filled by an import\nkind",
                kind,
            );
        }
        (_, Some(database), _) => {
            draft.put(
                "\n[registry]\n# a vendor's own tables, as the mapping says\nkind",
                "mapping",
            );
            draft.put("file", registry);
            draft.put("database", database);
            draft.put_some("password_file", options.database_password_file.as_ref());
            draft.put_some("authorities", options.database_authorities.as_ref());
        }
        (_, None, Some(notices)) => {
            draft.put(
                "\n[registry]\n# the file as it is; notices about cards beside it\nkind",
                "csv-file",
            );
            draft.put("file", registry);
            draft.put("notices", notices.as_str());
        }
        (_, None, None) => {
            draft.put(
                "\n[registry]\n# imported into the store whenever it changes\nkind",
                "csv",
            );
            draft.put("file", registry);
        }
    }
}

fn write_store(options: &Options, draft: &mut Draft, store: String) {
    let heading = "\n[store]\n# answers, journal, imported registry\nkind";
    if is_url(&store) {
        draft.put(heading, "postgres");
        draft.put("url", store);
        draft.put_some("password_file", options.store_password_file.as_ref());
        draft.put_some("authorities", options.store_authorities.as_ref());
    } else {
        draft.put(heading, "sqlite");
        draft.put("file", store);
    }
    draft.put_some(
        "# the keys with which personal data are sealed; cie store key\nkeys",
        options.keys.as_ref(),
    );
    draft.put_some("passphrase_file", options.passphrase_file.as_ref());
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
