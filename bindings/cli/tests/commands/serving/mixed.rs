//! One process, comuni that have nothing in common.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use cie_core::exchange::Outcome;
use cie_sad::profile::Profile;
use cie_sad::soap::{Security, Signer, Verifier};
use cie_sad::workstation::{Workstation, WorkstationOptions};

use super::{database, folder, people};
use crate::process::Process;
use crate::support::cie;

/// A key and its certificate: `NAME.key`, `NAME.pem`, and both in DER.
fn identity(root: &Path, name: &str) -> bool {
    let script = "set -e; cd \"$1\"
        openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 3 -subj /CN=Prova -keyout raw -out $2.pem
        openssl pkcs8 -topk8 -nocrypt -in raw -out $2.key
        openssl pkcs8 -topk8 -nocrypt -in raw -outform DER -out $2.key.der
        openssl x509 -in $2.pem -outform DER -out $2.der
        chmod 600 $2.key";
    let made = Command::new("bash")
        .args(["-c", script, "bash"])
        .arg(root)
        .arg(name)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    made.is_ok_and(|status| status.success())
}

/// A client that signs and demands signatures.
fn security(root: &Path, own: &str, theirs: &str) -> Security {
    let read = |name: String| fs::read(root.join(name)).unwrap();
    let signer = Signer::new(&read(format!("{own}.key.der")), &read(format!("{own}.der"))).unwrap();
    Security::new(Arc::new(chrono::Utc::now))
        .signing(signer)
        .verifying(Verifier::new([read(format!("{theirs}.der"))]).unwrap())
}

fn station(url: &str, profile: Profile) -> Workstation {
    let options = WorkstationOptions {
        attempts: 1,
        ..WorkstationOptions::default()
    };
    Workstation::new(url, Arc::new(profile), options).unwrap()
}

/// The tables of the example's made-up vendor, with one citizen.
fn vendor(server: &super::postgres::Server) {
    let examples = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/registry-mapping"
    );
    let tables = fs::read_to_string(format!("{examples}/postgresql.sql")).unwrap();
    let mut admin = server.admin().unwrap();
    admin.batch_execute("CREATE DATABASE vendor").unwrap();
    let url = server.url_of("vendor");
    let mut admin = ::postgres::Client::connect(&url, ::postgres::NoTls).unwrap();
    admin.batch_execute(&tables).unwrap();
    admin
        .batch_execute(&format!(
            "INSERT INTO persona (id, codice_fiscale, cf_validato, cognome, nome, sesso, \
             data_nascita, comune_nascita, belfiore, provincia) \
             VALUES ('1', '{}', true, 'ROSSI', 'BIANCA', 'F', '1980-05-17', 'ROMA', 'H501', 'RM');",
            people::CODE
        ))
        .unwrap();
}

#[test]
fn every_transport_profile_store_and_registry_in_one_process() {
    let Some((server, url)) = database::guarded() else {
        return;
    };
    let place = folder::place();
    let root = place.path();
    let path = |name: &str| root.join(name);
    let ftp = tempfile::tempdir().unwrap();
    for folder in ["in", "out"] {
        fs::create_dir(ftp.path().join(folder)).unwrap();
    }
    let Some(ftpd) = folder::Ftpd::start(ftp.path(), 0) else {
        return;
    };
    if !(identity(root, "ours") && identity(root, "theirs")) {
        super::missing("openssl");
        return;
    }
    vendor(&server);
    let private = |name: &str, text: &str| {
        use std::os::unix::fs::PermissionsExt;
        fs::write(path(name), text).unwrap();
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o600)).unwrap();
    };
    private("db.password", "segretissima\n");
    let write = |name: &str, text: String| fs::write(path(name), text).unwrap();
    fs::create_dir(path("comuni")).unwrap();

    // HTTP, anpr, SQLite, the file itself as registry.
    write(
        "comuni/a.toml",
        "[comune]\nistat = \"058091\"\nid = \"a\"\n[transport]\ntype = \"http\"\nport = 0\npath = \"/a\"\n\
         [registry]\nkind = \"csv-file\"\nfile = \"../residents.csv\"\nnotices = \"../a.carte.csv\"\n\
         [store]\nkind = \"sqlite\"\nfile = \"../a.db\"\n"
            .to_owned(),
    );
    // HTTP, SOAP with signatures, PostgreSQL, a vendor's tables in PostgreSQL.
    let mapping = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/registry-mapping/postgresql.toml"
    );
    let base = url.trim_end_matches("postgres");
    write(
        "comuni/b.toml",
        database::comune(
            "b",
            "type = \"http\"\nport = 0\npath = \"/AnprServiceCIE\"",
            &format!(
                "kind = \"mapping\"\nfile = '{mapping}'\ndatabase = \"{base}vendor\"\n\
                 password_file = \"../db.password\""
            ),
            &url,
        )
        .replace("\"db.password\"", "\"../db.password\"")
            + "[profile]\nname = \"anpr-soap\"\n[security]\nkey = \"../ours.key\"\n\
               certificate = \"../ours.pem\"\ntrusted = [\"../theirs.pem\"]\n",
    );
    // A watched folder, piatto, PostgreSQL, the store's own tables filled by hand.
    write(
        "comuni/c.toml",
        database::comune(
            "c",
            "type = \"ftp\"\nupload = \"../in\"\ndownload = \"../out\"\nevery_millis = 100",
            "kind = \"store\"",
            &url,
        )
        .replace("\"db.password\"", "\"../db.password\"")
            + "[profile]\nname = \"piatto\"\ntravel = \"VERO/FALSO\"\n",
    );
    let filled = cie(&[
        "--json",
        "registry",
        "import",
        path("residents.csv").to_str().unwrap(),
        "--store",
        path("comuni/c.toml").to_str().unwrap(),
    ]);
    assert_eq!(filled.object()["imported"], 1);
    // An FTP server elsewhere, anpr, SQLite sealed, the file imported.
    private("ftp.password", "segretissima\n");
    let keys = path("d.keys").to_str().unwrap().to_owned();
    assert_eq!(cie(&["store", "key", "new", &keys]).code, 0);
    write(
        "comuni/d.toml",
        format!(
            "[comune]\nistat = \"058091\"\nid = \"d\"\n[transport]\ntype = \"ftp\"\nmode = \"client\"\n\
             address = \"127.0.0.1\"\nport = {}\nuser = \"cie\"\npassword_file = \"../ftp.password\"\n\
             security = \"plain\"\nupload = \"in\"\ndownload = \"out\"\nevery_millis = 200\n\
             [registry]\nkind = \"csv\"\nfile = \"../residents.csv\"\n\
             [store]\nkind = \"sqlite\"\nfile = \"../d.db\"\nkeys = \"../d.keys\"\n",
            ftpd.port
        ),
    );
    let comuni = path("comuni");
    let checked = cie(&[
        "--json",
        "connector",
        "serve",
        "--check",
        comuni.to_str().unwrap(),
    ]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    assert_eq!((checked.objects().len(), checked.err.as_str()), (4, ""));

    let mut process = Process::start(&comuni);
    let address = process.line("listening")["address"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(process.line("watching")["folders"], 2);
    let a = station(&format!("http://{address}/a"), Profile::anpr().unwrap());
    let soap = format!("http://{address}/AnprServiceCIE");
    let b = station(&soap, Profile::anpr_soap().unwrap())
        .with_security(security(root, "theirs", "ours"));
    let c = folder::workstation(
        folder::local(&path("in"), &path("out")),
        Profile::piatto()
            .unwrap()
            .with_travel_constants("VERO/FALSO".parse().unwrap()),
    );
    let d = folder::workstation(ftpd.folder(), Profile::anpr().unwrap());
    for round in 0..2 {
        for (who, answer) in [
            ("a", a.send(&people::by_code(&format!("A{round}"))).unwrap()),
            (
                "b",
                b.send(&people::by_particulars(&format!("B{round}")))
                    .unwrap(),
            ),
            ("c", c.send(&people::by_code(&format!("C{round}"))).unwrap()),
            ("d", d.send(&people::by_code(&format!("D{round}"))).unwrap()),
        ] {
            let answer = answer.answer;
            assert_eq!(answer.outcome, Outcome::Ok, "{who}: {:?}", answer.anomalies);
            assert_eq!(answer.subjects.len(), 1, "{who}");
        }
        // One comune is touched; all go on.
        if round == 0 {
            let text = fs::read_to_string(path("comuni/c.toml")).unwrap();
            write("comuni/c.toml", format!("{text}[limits]\nat_once = 2\n"));
            process.signal("HUP");
            assert_eq!(process.line("reloaded")["replaced"], 1);
        }
    }
    // A card goes where each registry keeps cards.
    for (serial, answer) in [
        (
            "CA00000AA",
            a.send(&people::issued("A9", "CA00000AA")).unwrap(),
        ),
        (
            "CA00000AB",
            b.send(&people::issued("B9", "CA00000AB")).unwrap(),
        ),
        (
            "CA00000AC",
            c.send(&people::issued("C9", "CA00000AC")).unwrap(),
        ),
        (
            "CA00000AD",
            d.send(&people::issued("D9", "CA00000AD")).unwrap(),
        ),
    ] {
        let answer = answer.answer;
        assert_eq!(
            answer.outcome,
            Outcome::Ok,
            "{serial}: {:?}",
            answer.anomalies
        );
    }
    assert!(
        fs::read_to_string(path("a.carte.csv"))
            .unwrap()
            .contains("CA00000AA")
    );
    let cards = |database: &str, select: &str, serial: &str| {
        let url = server.url_of(database);
        let mut admin = ::postgres::Client::connect(&url, ::postgres::NoTls).unwrap();
        admin.query(select, &[&serial]).unwrap().len()
    };
    assert_eq!(
        cards(
            "vendor",
            "SELECT 1 FROM carta WHERE numero = $1",
            "CA00000AB"
        ),
        1
    );
    let ours = "SELECT 1 FROM cie.card WHERE tenant = 'c' AND serial = $1";
    assert_eq!(cards("postgres", ours, "CA00000AC"), 1);
    // Without a signature the SOAP service answers nobody.
    let unsigned = station(&soap, Profile::anpr_soap().unwrap());
    assert!(unsigned.send(&people::by_particulars("B10")).is_err());

    let lines = process.end();
    let mut answered: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line["event"] == "answered") {
        *answered
            .entry(line["tenant"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    let expected = [("a", 3), ("b", 4), ("c", 3), ("d", 3)];
    assert_eq!(
        answered,
        expected.map(|(who, count)| (who.to_owned(), count)).into()
    );
    let said = format!("{lines:?}");
    for secret in ["segretissima", people::CODE, "ROSSI"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
    // Each has its own journal, of what it answered.
    for (file, count) in [
        ("a.db", 3),
        ("comuni/b.toml", 4),
        ("comuni/c.toml", 3),
        ("d.db", 3),
    ] {
        let store = path(file).to_str().unwrap().to_owned();
        assert_eq!(
            cie(&["--json", "journal", "verify", &store]).object()["entries"],
            count,
            "{file}"
        );
    }
}

/// What init writes of each of these can be read again, and says nothing that it should not.
#[test]
fn init_writes_down_every_transport_store_and_registry() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("apr.toml").to_str().unwrap().to_owned();
    let init = |more: &[&str]| {
        let base = [
            "connector",
            "init",
            "--yes",
            "--force",
            "--out",
            &out,
            "--istat",
            "058091",
        ];
        let run = cie(&[&base[..], more].concat());
        (run, fs::read_to_string(&out).unwrap_or_default())
    };
    for (options, lines) in [
        (
            &["--type", "ftp"][..],
            &[
                "mode = \"folder\"",
                "upload = \"richieste\"",
                "download = \"risposte\"",
            ][..],
        ),
        (
            &[
                "--type",
                "ftp",
                "--mode",
                "client",
                "--address",
                "ftp.comune.example",
                "--ftp-user",
                "u",
            ],
            &[
                "mode = \"client\"",
                "port = 21",
                "user = \"u\"",
                "password_file = \"ftp.password\"",
                "security = \"ftps\"",
            ],
        ),
        (
            &[
                "--profile",
                "anpr-soap",
                "--sign-key",
                "k",
                "--sign-certificate",
                "c",
                "--trusted",
                "t",
            ],
            &[
                "name = \"anpr-soap\"",
                "[security]",
                "key = \"k\"",
                "trusted = [\"t\"]",
            ],
        ),
        (
            &[
                "--store",
                "postgresql://cie@db/cie",
                "--store-password-file",
                "p",
                "--keys",
                "k",
            ],
            &[
                "kind = \"postgres\"",
                "kind = \"store\"",
                "url = \"postgresql://cie@db/cie\"",
                "keys = \"k\"",
            ],
        ),
        (
            &["--registry", "m.toml", "--database", "vendor.db"],
            &[
                "kind = \"mapping\"",
                "file = \"m.toml\"",
                "database = \"vendor.db\"",
            ],
        ),
        (
            &["--registry", "r.csv", "--notices", "n.csv"],
            &[
                "kind = \"csv-file\"",
                "file = \"r.csv\"",
                "notices = \"n.csv\"",
            ],
        ),
    ] {
        let (run, written) = init(options);
        assert_eq!(run.code, 0, "{options:?}: {}", run.err);
        for line in lines {
            assert!(written.lines().any(|one| one == *line), "{line}\n{written}");
        }
    }
    let before = fs::read_to_string(&out).unwrap();
    for wrong in [
        &["--store", "postgresql://cie:segretissima@db/cie"][..],
        &[
            "--registry",
            "m.toml",
            "--database",
            "postgresql://u:segretissima@db/v",
        ],
        &["--registry", "m.toml"],
        &["--type", "ftp", "--mode", "client"],
        &["--profile", "anpr-soap", "--sign-key", "k"],
    ] {
        let (run, written) = init(wrong);
        assert_ne!(run.code, 0, "{wrong:?}");
        assert!(!run.err.contains("segretissima"), "{}", run.err);
        assert_eq!(written, before, "{wrong:?}");
    }
}
