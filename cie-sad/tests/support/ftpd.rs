//! FTP servers of others, started and stopped by the tests: pyftpdlib (Python) and vsftpd (C).

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cie_sad::ftp::{Directories, FtpAccess, Security};

use super::place::Place;

/// Who serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pyftpdlib,
    Vsftpd,
}

/// A server at work on a place; dropping it stops it.
pub struct Ftpd {
    child: Child,
    pub kind: Kind,
    pub tls: bool,
    pub port: u16,
    root: PathBuf,
}

/// A tool that is missing is a failure where the environment says that it must be there.
pub fn missing(tool: &str) {
    let required = std::env::var("CIE_PEERS").is_ok_and(|value| value == "required");
    assert!(!required, "{tool} is missing");
    eprintln!("SKIPPED: {tool} is missing");
}

pub fn python() -> String {
    let venv = concat!(env!("CARGO_MANIFEST_DIR"), "/../.venv/bin/python");
    match std::env::var("CIE_PYTHON") {
        Ok(python) => python,
        Err(_) if Path::new(venv).exists() => venv.to_owned(),
        Err(_) => "python3".to_owned(),
    }
}

/// A server certificate for localhost by an authority of its own, made by openssl: files
/// `ca.pem`, `cert.pem`, `key.pem` of the place.
pub fn certificates(root: &Path) -> bool {
    if root.join("cert.pem").exists() {
        return true;
    }
    let script = "set -e; cd \"$1\"; umask 022
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=prova
        openssl req -newkey rsa:2048 -nodes -keyout key.pem -out req.pem -subj /CN=localhost
        printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\\nbasicConstraints=CA:FALSE\\n' >ext
        openssl x509 -req -in req.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
            -extfile ext -out cert.pem
        chmod 644 key.pem";
    let made = Command::new("bash")
        .args(["-c", script, "bash"])
        .arg(root)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status();
    made.is_ok_and(|status| status.success())
}

const PYFTPDLIB: &str = r#"
import os, sys
from pyftpdlib.log import logger
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import DTPHandler, FTPHandler
from pyftpdlib.servers import FTPServer

root, port, tls, cuts = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "tls", int(sys.argv[4])
users = DummyAuthorizer()
users.add_user("prova", "segreta", root, perm="elradfmwMT")
left = [cuts]

def cutting(base):
    # Breaks off the first transfers in the middle, as a bad line does.
    class Cutting(base):
        def send(self, data):
            if left[0] and len(data) > 20000:
                left[0] -= 1
                sent = base.send(self, data[:len(data) // 2])
                self.break_off()
                return sent
            return base.send(self, data)
        def handle_read(self):
            base.handle_read(self)
            if left[0] and self.receive and self.tot_bytes_received > 20000:
                left[0] -= 1
                self.break_off()
        def break_off(self):
            self._resp = ("426 broken off", logger.debug)
            self.close()
    return Cutting

if tls:
    from pyftpdlib.handlers import TLS_DTPHandler, TLS_FTPHandler
    handler, data = TLS_FTPHandler, TLS_DTPHandler
    handler.certfile = os.path.join(root, "both.pem")
    handler.tls_control_required = True
    handler.tls_data_required = True
else:
    handler, data = FTPHandler, DTPHandler
handler.authorizer = users
handler.use_sendfile = False
if cuts:
    handler.dtp_handler = cutting(data)
server = FTPServer(("127.0.0.1", port), handler)
print(server.address[1], flush=True)
server.serve_forever(handle_exit=False)
"#;

impl Ftpd {
    /// Starts a server on a free port, or nothing when it is not installed.
    pub fn start(place: &Place, kind: Kind, tls: bool) -> Option<Self> {
        Self::start_at(place, kind, tls, 0, 0)
    }

    /// Starts a server on a port; pyftpdlib breaks off the first `cuts` long transfers.
    pub fn start_at(place: &Place, kind: Kind, tls: bool, port: u16, cuts: u32) -> Option<Self> {
        let root = place.root.path().to_owned();
        if tls && !certificates(&root) {
            missing("openssl");
            return None;
        }
        match kind {
            Kind::Pyftpdlib => Self::pyftpdlib(root, tls, port, cuts),
            Kind::Vsftpd => Self::vsftpd(root, tls, port),
        }
    }

    fn pyftpdlib(root: PathBuf, tls: bool, port: u16, cuts: u32) -> Option<Self> {
        if tls {
            let read = |name| fs::read_to_string(root.join(name)).unwrap();
            let both = read("key.pem") + &read("cert.pem");
            fs::write(root.join("both.pem"), both).unwrap();
        }
        let needed = ["-c", "import pyftpdlib, OpenSSL"];
        let there = Command::new(python())
            .args(needed)
            .stderr(Stdio::null())
            .status();
        if !there.is_ok_and(|status| status.success()) {
            missing("pyftpdlib");
            return None;
        }
        // The port of a server that just ended may still be taken for a moment.
        let (child, port) = (0..20)
            .find_map(|_| {
                let mut child = Command::new(python())
                    .args(["-c", PYFTPDLIB])
                    .arg(&root)
                    .args([
                        port.to_string().as_str(),
                        if tls { "tls" } else { "plain" },
                        cuts.to_string().as_str(),
                    ])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                let mut line = String::new();
                let stdout = child.stdout.take().unwrap();
                BufReader::new(stdout).read_line(&mut line).unwrap();
                if let Ok(port) = line.trim().parse() {
                    return Some((child, port));
                }
                child.wait().unwrap();
                std::thread::sleep(std::time::Duration::from_millis(100));
                None
            })
            .expect("the port of pyftpdlib");
        let kind = Kind::Pyftpdlib;
        Some(Self {
            child,
            kind,
            tls,
            port,
            root,
        })
    }

    #[cfg(not(unix))]
    fn vsftpd(_: PathBuf, _: bool, _: u16) -> Option<Self> {
        missing("vsftpd");
        None
    }

    /// As an unprivileged user, who must own the configuration.
    #[cfg(unix)]
    fn vsftpd(root: PathBuf, tls: bool, port: u16) -> Option<Self> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        use std::os::unix::process::CommandExt;
        const NOBODY: u32 = 65534;
        let program = ["/usr/sbin/vsftpd", "/usr/local/sbin/vsftpd"];
        let Some(program) = program.into_iter().find(|path| Path::new(path).exists()) else {
            missing("vsftpd");
            return None;
        };
        let port = match port {
            0 => TcpListener::bind("127.0.0.1:0")
                .unwrap()
                .local_addr()
                .unwrap()
                .port(),
            port => port,
        };
        let yes = |names: &[&str]| names.iter().map(|name| format!("{name}=YES\n")).collect();
        let mut text: String = yes(&[
            "listen",
            "run_as_launching_user",
            "anonymous_enable",
            "no_anon_password",
            "write_enable",
            "anon_upload_enable",
            "anon_mkdir_write_enable",
            "anon_other_write_enable",
        ]);
        for name in [
            "background",
            "local_enable",
            "xferlog_enable",
            "port_enable",
        ] {
            text += &format!("{name}=NO\n");
        }
        text += "anon_world_readable_only=NO\nseccomp_sandbox=NO\nisolate=NO\nisolate_network=NO\n";
        let base = root.display();
        text += &format!("anon_umask=022\nanon_root={base}\nsecure_chroot_dir={base}\n");
        text += &format!("listen_address=127.0.0.1\nlisten_port={port}\n");
        if tls {
            let more: String = yes(&[
                "ssl_enable",
                "allow_anon_ssl",
                "force_anon_data_ssl",
                "force_anon_logins_ssl",
            ]);
            text += &more;
            text +=
                &format!("rsa_cert_file={base}/cert.pem\nrsa_private_key_file={base}/key.pem\n");
        }
        let config = root.join("vsftpd.conf");
        fs::write(&config, text).unwrap();
        let mut command = Command::new(program);
        command
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if fs::metadata(&root).unwrap().uid() == 0 {
            fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
            for owned in [
                config,
                root.join("in"),
                root.join("out"),
                root.join("in/_connettore"),
            ] {
                if owned.exists() {
                    chown(owned, Some(NOBODY), Some(NOBODY)).unwrap();
                }
            }
            command.uid(NOBODY).gid(NOBODY);
        }
        let child = command.spawn().unwrap();
        let until = Instant::now() + Duration::from_secs(40);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "vsftpd does not listen");
            std::thread::sleep(Duration::from_millis(10));
        }
        let kind = Kind::Vsftpd;
        Some(Self {
            child,
            kind,
            tls,
            port,
            root,
        })
    }

    /// The account of the tests.
    pub fn access(&self) -> FtpAccess {
        let security = if self.tls {
            Security::TlsWith(fs::read_to_string(self.root.join("ca.pem")).unwrap())
        } else {
            Security::Plain
        };
        let (user, password) = match self.kind {
            Kind::Pyftpdlib => ("prova", "segreta"),
            Kind::Vsftpd => ("anonymous", "prova"),
        };
        let mut access = FtpAccess::new("localhost", self.port, user, password, security);
        access.timeout = Duration::from_secs(10);
        access
    }

    /// The folders of the place, as the account sees them.
    pub fn directories() -> Directories {
        Directories::new("in", "out")
    }
}

impl Drop for Ftpd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
