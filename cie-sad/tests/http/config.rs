//! `apr.toml`: what the circular asks, and complaints that say where.

use std::path::Path;

use cie_core::error::Coded;
use cie_sad::Code;
use cie_sad::hosting::ComuneFrom;
use cie_sad::hosting::config::{
    AprConfig, FtpPlace, ProfileChoice, SecretSource, ServerConfig, Transport, TravelConstants,
};
use cie_sad::profile::TokenSet;

const FULL: &str = r#"[comune]
istat = "031007"
name = "Gorizia"
id = "gorizia"

[transport]
type = "http"
address = "10.0.0.5"
port = 8443
path = "/031007/sad"
comune_from = "recipient"

[profile]
name = "piatto"
travel = "VERO/FALSO"

[tls]
certificate = "server.pem"
key = "/keys/server.key"
clients = "clients.pem"
client_certificates = "optional"

[access]
allow = ["10.0.0.0/8", "::1"]

[access.users]
sportello = "pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

[limits]
at_once = 3
queue = 7
time_seconds = 12
message_bytes = 100000
plain_bytes = 50000

[registry]
kind = "mapping"
file = "gestionale.toml"

[store]
kind = "sqlite"
file = "gorizia.db"

[server]
workers = 16
idle_seconds = 90
allow = ["10.0.0.0/8"]
"#;

const LEAST: &str = "[comune]\nistat = \"031007\"\n[transport]\ntype = \"http\"\nport = 8080\n[registry]\nkind = \"csv\"\n";

fn parse(text: &str) -> Result<AprConfig, cie_sad::Error> {
    AprConfig::parse(text, Path::new("/etc/cie"))
}

#[test]
fn every_parameter_is_read() {
    let config = parse(FULL).unwrap();
    assert_eq!(
        (config.id.as_str(), config.comune.istat.as_str()),
        ("gorizia", "031007")
    );
    let Transport::Http {
        address,
        port,
        path,
        comune_from,
    } = &config.transport
    else {
        panic!("http");
    };
    assert_eq!(
        (address.to_string().as_str(), *port, path.as_str()),
        ("10.0.0.5", 8443, "/031007/sad")
    );
    assert_eq!(*comune_from, Some(ComuneFrom::Recipient));
    assert_eq!(config.listener().as_deref(), Some("10.0.0.5:8443"));
    assert_eq!(config.profile, ProfileChoice::Named("piatto".into()));
    assert_eq!(config.travel, Some(TravelConstants::VeroFalso));
    let tls = config.tls.as_ref().unwrap();
    assert_eq!(tls.certificate, Path::new("/etc/cie/server.pem"));
    assert_eq!(tls.key, Path::new("/keys/server.key"));
    assert_eq!(
        config
            .store
            .as_ref()
            .unwrap()
            .path("file")
            .unwrap()
            .unwrap(),
        Path::new("/etc/cie/gorizia.db")
    );
    assert_eq!(
        (
            config.limits.at_once,
            config.limits.queue,
            config.limits.time.as_secs()
        ),
        (3, 7, 12)
    );
    let server = config.server.as_ref().unwrap();
    assert_eq!(
        (server.host.workers, server.front.idle_limit.as_secs()),
        (16, 90)
    );
    assert!(!server.front.allow.allows([192, 168, 0, 1].into()));

    let profile = std::sync::Arc::new(config.load_profile().unwrap());
    assert_eq!(profile.tokens().words(TokenSet::Travel, 0), ["VERO"]);
    let tenant = config.tenant(&profile).unwrap();
    assert_eq!(tenant.limits.body_bytes, 100_000 + 1024);
    assert_eq!(tenant.route.unwrap().comune.unwrap().istat, "031007");
    assert!(tenant.access.basic.is_some());
    // Nothing of a password gets out, not even its digest.
    assert!(!format!("{config:?}").contains("c2FsdHNhbHRz"));
}

#[test]
fn little_is_enough() {
    let config = parse(LEAST).unwrap();
    assert_eq!(config.id.as_str(), "031007");
    assert_eq!(config.listener().as_deref(), Some("127.0.0.1:8080"));
    assert!(config.tls.is_none() && config.users.is_empty() && config.store.is_none());
    assert_eq!(config.load_profile().unwrap().name(), "anpr");
    let ftp = LEAST.replace(
        "\"http\"\nport = 8080",
        "\"ftp\"\nupload = \"in\"\ndownload = \"out\"\nevery_millis = 5000",
    );
    let Transport::Ftp(folders) = parse(&ftp).unwrap().transport else {
        panic!("ftp");
    };
    assert_eq!(folders.directories.requests, "/etc/cie/in");
    assert_eq!(folders.options.interval, std::time::Duration::from_secs(5));
    assert_eq!(folders.place, FtpPlace::Folder);
}

#[test]
fn an_ftp_server_elsewhere_is_told_with_the_place_of_its_password() {
    let client = "\"ftp\"\nmode = \"client\"\naddress = \"ftp.comune.example\"\nuser = \"cie\"\n\
                  password_env = \"FTP_PASSWORD\"\nauthority = \"ca.pem\"\n\
                  upload = \"richieste\"\ndownload = \"risposte\"\nunfetched_days = 0";
    let config = parse(&LEAST.replace("\"http\"\nport = 8080", client)).unwrap();
    assert_eq!(config.listener(), None);
    let Transport::Ftp(ftp) = config.transport else {
        panic!("ftp");
    };
    let FtpPlace::Client(server) = &ftp.place else {
        panic!("client");
    };
    // Explicit FTPS on the port of FTP; directories are the server's, files are ours.
    assert_eq!((server.port, server.encrypted), (21, true));
    assert_eq!(
        server.authority.as_deref(),
        Some(Path::new("/etc/cie/ca.pem"))
    );
    assert_eq!(server.password, SecretSource::Env("FTP_PASSWORD".into()));
    assert_eq!(ftp.directories.requests, "richieste");
    assert_eq!(ftp.directories.service, "richieste/_connettore");
    assert_eq!(ftp.options.unfetched, None);
    assert_eq!(ftp.requests(), "ftp://cie@ftp.comune.example:21/richieste");
}

/// Each slip, the place where it is, and what is said of it.
#[test]
fn a_slip_is_shown_where_it_is() {
    for (from, to, place, said) in [
        (
            "istat = \"031007\"",
            "istat = \"31007\"",
            "(at 2:9)",
            "6 digits",
        ),
        (
            "id = \"gorizia\"",
            "id = \"città\"",
            "(at 4:6)",
            "CIE-SAD-350",
        ),
        (
            "name = \"Gorizia\"",
            "nmae = \"Gorizia\"",
            "(at 3:1)",
            "nmae",
        ),
        ("\"http\"", "\"gopher\"", "(at 7:8)", "http or ftp"),
        ("\"10.0.0.5\"", "\"localhost\"", "(at 8:11)", "IP address"),
        ("8443", "84430", "(at 9:8)", "u16"),
        ("\"/031007/sad\"", "\"sad\"", "(at 10:8)", "CIE-SAD-303"),
        (
            "\"recipient\"",
            "\"anyone\"",
            "(at 11:15)",
            "sender, recipient or requester",
        ),
        ("port = 8443", "port = 8443\nprot = 1", "(at 10:1)", "prot"),
        (
            "\"piatto\"",
            "\"official\"",
            "(at 14:8)",
            "anpr, anpr-soap or piatto",
        ),
        (
            "\"VERO/FALSO\"",
            "\"FALSO/VERO\"",
            "(at 15:10)",
            "VERO/FALSO",
        ),
        (
            "\"optional\"",
            "\"maybe\"",
            "(at 21:23)",
            "required or optional",
        ),
        (
            "\"10.0.0.0/8\", \"::1\"",
            "\"10.0.0.1/8\"",
            "(at 24:10)",
            "CIE-SAD-311",
        ),
        (
            "pbkdf2-sha256$1000",
            "plain$1000",
            "(at 27:13)",
            "CIE-SAD-312",
        ),
        (
            "at_once = 3",
            "at_once = 0",
            "(at 30:11)",
            "between 1 and 1024",
        ),
        (
            "time_seconds = 12",
            "time_seconds = 601",
            "(at 32:16)",
            "between 1 and 600",
        ),
        ("kind = \"mapping\"\n", "", "(at 36:1)", "kind is missing"),
        ("workers = 16", "wrokers = 16", "(at 45:1)", "wrokers"),
        (
            "idle_seconds = 90",
            "idle_seconds = 0",
            "(at 46:16)",
            "between 1 and 86400",
        ),
    ] {
        let text = FULL.replacen(from, to, 1);
        assert_ne!(text, FULL, "{from}");
        let error = parse(&text).unwrap_err();
        let shown = error.to_string();
        assert!(
            shown.contains(place) && shown.contains(said),
            "{shown}\n{to}"
        );
        assert!(error.position().is_some());
    }
    let no_port = LEAST.replace("port = 8080\n", "");
    assert!(
        parse(&no_port)
            .unwrap_err()
            .to_string()
            .contains("port is missing (at 3:1)")
    );
    assert!(
        parse("[comune]\nistat = 1")
            .unwrap_err()
            .to_string()
            .contains("(at 2:9)")
    );
    let missing = AprConfig::load(Path::new("no/such/apr.toml")).unwrap_err();
    assert_eq!(missing.code(), Code::ConfigUnreadable);
    let large = format!("{LEAST}#{}", " ".repeat(256 * 1024));
    assert_eq!(parse(&large).unwrap_err().code(), Code::BadConfig);
    assert!(ServerConfig::parse("[server]\nworkers = 2\n").is_ok());
    assert!(
        ServerConfig::parse("[comune]\n")
            .unwrap_err()
            .to_string()
            .contains("(at 1:2)")
    );
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "(\\[(comune|transport|registry|access|limits)\\]\n|[a-z]{1,8} = (\"[^\"\n]{0,9}\"|[0-9]{1,5}|\\[\\])\n){0,12}") {
        let _ = parse(&text);
        let _ = ServerConfig::parse(&text);
    }
}
