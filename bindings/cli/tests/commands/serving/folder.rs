//! Folders that an FTP server fills, here and elsewhere.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use cie_core::exchange::Outcome;
use cie_sad::ftp::{
    Directories, Folder, FolderWorkstation, FolderWorkstationOptions, FtpAccess, LocalFolder,
    RemoteFolder, Security,
};
use cie_sad::profile::Profile;

use super::people;
use crate::process::Process;
use crate::support::cie;

/// A workstation that exchanges files.
pub(super) fn workstation(folder: Box<dyn Folder>, profile: Profile) -> FolderWorkstation {
    let options = FolderWorkstationOptions {
        deadline: Duration::from_secs(60),
        poll: Duration::from_millis(100),
        ..FolderWorkstationOptions::default()
    };
    FolderWorkstation::new(folder, Arc::new(profile), options)
}

pub(super) fn local(upload: &Path, download: &Path) -> Box<dyn Folder> {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    Box::new(LocalFolder::new(Directories::new(
        text(upload),
        text(download),
    )))
}

/// pyftpdlib, an FTP server in Python, over a folder.
pub(super) struct Ftpd {
    child: Child,
    pub(super) port: u16,
}

const PYFTPDLIB: &str = r#"
import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
users = DummyAuthorizer()
users.add_user("cie", "segretissima", sys.argv[1], perm="elradfmwMT")
FTPHandler.authorizer = users
server = FTPServer(("127.0.0.1", int(sys.argv[2])), FTPHandler)
print(server.address[1], flush=True)
server.serve_forever(handle_exit=False)
"#;

fn python() -> String {
    let venv = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.venv/bin/python");
    match std::env::var("CIE_PYTHON") {
        Ok(python) => python,
        Err(_) if Path::new(venv).exists() => venv.to_owned(),
        Err(_) => "python3".to_owned(),
    }
}

impl Ftpd {
    /// Starts it on a port; 0 for any.
    pub(super) fn start(root: &Path, port: u16) -> Option<Self> {
        let there = Command::new(python())
            .args(["-c", "import pyftpdlib"])
            .stderr(Stdio::null())
            .status();
        if !there.is_ok_and(|status| status.success()) {
            super::missing("pyftpdlib");
            return None;
        }
        let mut child = Command::new(python())
            .args(["-c", PYFTPDLIB])
            .arg(root)
            .arg(port.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the port of pyftpdlib");
        Some(Self { child, port })
    }

    pub(super) fn folder(&self) -> Box<dyn Folder> {
        let access = FtpAccess::new(
            "127.0.0.1",
            self.port,
            "cie",
            "segretissima",
            Security::Plain,
        );
        Box::new(RemoteFolder::new(access, Directories::new("in", "out")).unwrap())
    }
}

impl Drop for Ftpd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) const FOLDER: &str = "[comune]\nistat = \"058091\"\nid = \"folder\"\n\
    [transport]\ntype = \"ftp\"\nupload = \"in\"\ndownload = \"out\"\nevery_millis = 100\n\
    [registry]\nkind = \"csv\"\nfile = \"residents.csv\"\n\
    [store]\nkind = \"sqlite\"\nfile = \"folder.db\"\n";

/// A place with a registry file and the two folders.
pub(super) fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("residents.csv"), people::csv()).unwrap();
    for folder in ["in", "out"] {
        fs::create_dir(place.path().join(folder)).unwrap();
    }
    place
}

/// Files of a folder that are not folders.
pub(super) fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut names: Vec<String> = files
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_watched_folder_is_served_and_follows_its_configuration() {
    let place = place();
    let path = |name: &str| place.path().join(name);
    let config = path("apr.toml");
    let status = "[server]\nstatus = \"127.0.0.1:0\"\n";
    fs::write(&config, format!("{FOLDER}{status}")).unwrap();
    let checked = cie(&[
        "--json",
        "connector",
        "serve",
        "--check",
        config.to_str().unwrap(),
    ]);
    assert_eq!(checked.object()["ok"], true);

    let mut process = Process::start(&config);
    assert_eq!(process.line("watching")["folders"], 1);
    let station = workstation(local(&path("in"), &path("out")), Profile::anpr().unwrap());
    let first = station.send(&people::by_code("F-1")).unwrap();
    assert_eq!(first.answer.outcome, Outcome::Ok);
    assert_eq!(first.answer.subjects.len(), 1);
    let line = process.line("answered");
    assert_eq!(
        (&line["tenant"], &line["operation"], &line["outcome"]),
        (&"folder".into(), &"interrogazione".into(), &"ok".into())
    );
    // The same operation again: the stored answer, byte for byte.
    let again = station.send(&people::by_code("F-1")).unwrap();
    assert_eq!(again.answer_bytes, first.answer_bytes);
    assert_eq!(process.line("answered")["repeated"], true);
    // What is no message is refused and put aside, and the log says so without what it held.
    fs::write(path("in/RIC-F-2.xml"), "<cognome>ROSSI</cognome>").unwrap();
    let rejected = process.line("rejected");
    let ticket = rejected["ticket"].as_str().unwrap();
    let kept = path("in/_connettore/rejected").join(format!("{ticket}.xml"));
    assert!(kept.exists(), "{rejected}");
    assert!(path("out/RIS-F-2.xml").exists());

    // Its folders move; the process follows.
    for folder in ["in2", "out2"] {
        fs::create_dir(path(folder)).unwrap();
    }
    let moved = FOLDER
        .replace("\"in\"", "\"in2\"")
        .replace("\"out\"", "\"out2\"");
    fs::write(&config, format!("{moved}{status}")).unwrap();
    process.signal("HUP");
    assert_eq!(process.line("reloaded")["replaced"], 1);
    let station = workstation(local(&path("in2"), &path("out2")), Profile::anpr().unwrap());
    assert_eq!(
        station
            .send(&people::by_code("F-3"))
            .unwrap()
            .answer
            .outcome,
        Outcome::Ok
    );
    assert_eq!(files(&path("in2")), Vec::<String>::new());

    // A folder that is not there is said, and served as soon as it is.
    let gone = FOLDER
        .replace("\"in\"", "\"in3\"")
        .replace("\"out\"", "\"out2\"");
    fs::write(&config, format!("{gone}{status}")).unwrap();
    process.signal("HUP");
    let failing = process.line("failing");
    assert_eq!(
        (&failing["tenant"], &failing["code"]),
        (&"folder".into(), &"CIE-SAD-601".into())
    );
    fs::create_dir(path("in3")).unwrap();
    process.signal("HUP");
    process.line("reloaded");
    let station = workstation(local(&path("in3"), &path("out2")), Profile::anpr().unwrap());
    assert_eq!(
        station
            .send(&people::by_code("F-4"))
            .unwrap()
            .answer
            .outcome,
        Outcome::Ok
    );

    let all = format!("{:?}", process.end());
    assert!(
        !all.contains(people::CODE) && !all.contains("ROSSI"),
        "{all}"
    );
    // Each exchange is in the journal: F-1 twice, F-2, F-3 and F-4.
    let store = cie_store::Store::open(path("folder.db")).unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, 5);
}

/// A port that nobody is given who asks for any: below those that systems hand out, so that nobody
/// takes it while its server is down.
fn quiet_port() -> u16 {
    let start = std::process::id() % 8_000;
    (0..8_000)
        .map(|step| 20_000 + u16::try_from((start + step) % 8_000).unwrap())
        .find(|port| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .unwrap()
}

#[test]
fn a_server_elsewhere_may_be_down_when_we_start() {
    let place = place();
    let path = |name: &str| place.path().join(name);
    let root = tempfile::tempdir().unwrap();
    for folder in ["in", "out"] {
        fs::create_dir(root.path().join(folder)).unwrap();
    }
    let port = quiet_port();
    let Some(ftpd) = Ftpd::start(root.path(), port) else {
        return;
    };
    drop(ftpd);
    let client = format!(
        "type = \"ftp\"\nmode = \"client\"\naddress = \"127.0.0.1\"\nport = {port}\nuser = \"cie\"\n\
         password_file = \"ftp.password\"\nsecurity = \"plain\"\n"
    );
    let config = FOLDER.replace("type = \"ftp\"\n", &client);
    fs::write(path("apr.toml"), config).unwrap();
    fs::write(path("ftp.password"), "segretissima\n").unwrap();
    let open = fs::Permissions::from_mode(0o644);
    fs::set_permissions(path("ftp.password"), open).unwrap();
    // Down: --check says so, serve starts all the same.
    let apr = path("apr.toml");
    let checked = cie(&[
        "--json",
        "connector",
        "serve",
        "--check",
        apr.to_str().unwrap(),
    ]);
    assert_eq!(checked.code, 3, "{}", checked.out);
    assert!(
        checked.err.contains("ftp.password"),
        "others may read it: {}",
        checked.err
    );
    let mut process = Process::start(&apr);
    assert_eq!(process.line("warning")["tenant"], "folder");
    assert_eq!(process.line("failing")["code"], "CIE-SAD-606");
    let ftpd = Ftpd::start(root.path(), port).expect("the server again");
    process.line("recovered");
    let station = workstation(ftpd.folder(), Profile::anpr().unwrap());
    let exchange = station.send(&people::by_code("C-1")).unwrap();
    assert_eq!(exchange.answer.outcome, Outcome::Ok);
    let all = format!("{:?} {} {}", process.end(), checked.out, checked.err);
    assert!(
        !all.contains("segretissima") && !all.contains(people::CODE),
        "{all}"
    );
}

#[test]
fn two_comuni_never_share_a_folder_and_a_slip_has_its_line() {
    let place = place();
    let path = |name: &str| place.path().join(name);
    fs::write(path("a.toml"), FOLDER).unwrap();
    fs::write(
        path("b.toml"),
        FOLDER.replace("id = \"folder\"", "id = \"other\""),
    )
    .unwrap();
    let serve = |name: &str| {
        cie(&[
            "--lang",
            "en",
            "connector",
            "serve",
            path(name).to_str().unwrap(),
        ])
    };
    let both = serve("");
    assert_eq!(both.code, 1);
    assert!(
        both.err.contains("CIE-SAD-641") && both.err.contains("folder, other"),
        "{}",
        both.err
    );
    for (from, to, said) in [
        (
            "type = \"ftp\"",
            "type = \"ftp\"\nport = 21",
            "only with mode client or server (at 6:8)",
        ),
        (
            "type = \"ftp\"",
            "type = \"ftp\"\nmode = \"push\"",
            "mode is folder, client or server (at 6:8)",
        ),
        (
            "every_millis = 100",
            "every_millis = 1",
            "between 100 and 3600000",
        ),
        ("every_millis = 100", "evrey_millis = 100", "evrey_millis"),
        (
            "[registry]",
            "[access]\nallow = [\"::1\"]\n[registry]",
            "[access] is of http",
        ),
        (
            "[registry]",
            "[tls]\ncertificate = \"c\"\nkey = \"k\"\n[registry]",
            "[tls] is of http",
        ),
        (
            "type = \"ftp\"",
            "type = \"ftp\"\nmode = \"client\"\naddress = \"h\"\nuser = \"u\"",
            "password_file or password_env is missing",
        ),
        (
            "[registry]",
            "[security]\ntrusted = [\"t.pem\"]\n[registry]",
            "has no envelope",
        ),
    ] {
        let text = FOLDER.replacen(from, to, 1);
        assert_ne!(text, FOLDER);
        fs::write(path("bad.toml"), text).unwrap();
        let run = serve("bad.toml");
        assert_eq!(run.code, 1, "{to}: {}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    #[cfg(not(feature = "ftp-server"))]
    {
        let server =
            "type = \"ftp\"\nmode = \"server\"\nport = 0\nuser = \"u\"\npassword_env = \"X\"";
        fs::write(path("bad.toml"), FOLDER.replace("type = \"ftp\"", server)).unwrap();
        let run = serve("bad.toml");
        assert!(run.err.contains("CIE-SAD-642"), "{}", run.err);
    }
}

/// A comune without an FTP server: this program is one.
#[cfg(feature = "ftp-server")]
#[test]
fn the_program_is_the_ftp_server_itself() {
    let place = place();
    let path = |name: &str| place.path().join(name);
    let server = "type = \"ftp\"\nmode = \"server\"\nport = 0\nuser = \"cie\"\n\
                  password_file = \"ftp.password\"\n";
    let config = FOLDER.replace("type = \"ftp\"\n", server);
    fs::write(path("apr.toml"), config).unwrap();
    fs::write(path("ftp.password"), "segretissima\n").unwrap();
    let mut process = Process::start(&path("apr.toml"));
    let listening = process.line("listening");
    assert_eq!(listening["transport"], "ftp");
    let address: std::net::SocketAddr = listening["address"].as_str().unwrap().parse().unwrap();
    let access = |password: &str| {
        FtpAccess::new(
            "127.0.0.1",
            address.port(),
            "cie",
            password,
            Security::Plain,
        )
    };
    let folder = RemoteFolder::new(access("segretissima"), Directories::new("in", "out")).unwrap();
    let station = workstation(Box::new(folder), Profile::anpr().unwrap());
    let exchange = station.send(&people::by_code("S-1")).unwrap();
    assert_eq!(exchange.answer.outcome, Outcome::Ok);
    let folder = RemoteFolder::new(access("sbagliata"), Directories::new("in", "out")).unwrap();
    let stranger = workstation(Box::new(folder), Profile::anpr().unwrap());
    assert!(stranger.send(&people::by_code("S-2")).is_err());
    process.end();
}
