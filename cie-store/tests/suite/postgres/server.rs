//! A PostgreSQL server that a test starts and stops.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cie_core::redact::Secret;
use cie_store::PgOptions;

/// A server in a folder of its own, reached over a socket in that folder.
pub(crate) struct Server {
    dir: tempfile::TempDir,
    bin: PathBuf,
    user: Option<u32>,
    child: Option<Child>,
    /// TCP port on loopback, when asked for.
    port: Option<u16>,
}

/// The folder with `initdb` and `postgres`.
fn binaries() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders: Vec<PathBuf> = debian
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.reverse();
    folders.extend(std::env::split_paths(&path));
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

impl Server {
    /// Starts a server; `None` where PostgreSQL is not installed and nobody insists on it.
    pub(crate) fn start() -> Option<Self> {
        Self::start_on(None)
    }

    pub(crate) fn start_on(port: Option<u16>) -> Option<Self> {
        let Some(bin) = binaries() else {
            let required = std::env::var("CIE_PEERS").is_ok_and(|peers| peers == "required");
            assert!(!required, "PostgreSQL is not installed");
            eprintln!("SKIPPED: PostgreSQL is not installed");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        // It refuses to run as root; nobody's number is the same everywhere.
        let root = fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
        let user = root.then_some(65534);
        if let Some(user) = user {
            chown(dir.path(), Some(user), Some(user)).unwrap();
        }
        let mut server = Self {
            dir,
            bin,
            user,
            child: None,
            port,
        };
        let data = server.data();
        let made = server
            .command("initdb")
            .args([
                "--auth=trust",
                "--username=cie",
                "--encoding=UTF8",
                "--no-locale",
            ])
            .arg("--no-sync")
            .arg("--pgdata")
            .arg(&data)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&made.stderr).into_owned();
        assert!(made.status.success(), "initdb: {text}");
        server.run();
        Some(server)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        command.current_dir(self.dir.path()).env_clear();
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        command
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Gives a file to the server's user alone.
    pub(crate) fn own(&self, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        if let Some(user) = self.user {
            chown(path, Some(user), Some(user)).unwrap();
        }
    }

    /// Starts the server process and waits until it takes connections.
    pub(crate) fn run(&mut self) {
        let log = fs::File::create(self.dir.path().join("log")).unwrap();
        let mut command = self.command("postgres");
        let listen = self.port.map_or("", |_| "127.0.0.1");
        command
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(self.dir.path())
            .args(["-p", &self.port.unwrap_or(5432).to_string()])
            .args(["-c", &format!("listen_addresses={listen}")])
            .args(["-c", "shared_buffers=16MB", "-c", "max_connections=64"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        if self.data().join("server.crt").exists() {
            command.args(["-c", "ssl=on"]);
        }
        self.child = Some(command.spawn().unwrap());
        let started = Instant::now();
        while let Err(error) = self.admin() {
            let log = fs::read_to_string(self.dir.path().join("log")).unwrap();
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "{error}\n{log}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends the server as a power cut would.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        // Its children notice and go; the next start waits for them.
        std::thread::sleep(Duration::from_millis(200));
    }

    /// Ends the server in order; open connections are cut.
    pub(crate) fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // SIGINT is its fast and clean way out; `kill` alone would leave shared memory behind.
            let pid = child.id().to_string();
            let asked = Command::new("kill").args(["-INT", &pid]).status();
            if !asked.is_ok_and(|asked| asked.success()) {
                let _ = child.kill();
            }
            let _ = child.wait();
        }
    }

    pub(crate) fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// Where a database of the server is.
    pub(crate) fn url_of(&self, database: &str) -> String {
        format!(
            "host={} port={} user=cie dbname={database}",
            self.socket().display(),
            self.port.unwrap_or(5432)
        )
    }

    pub(crate) fn socket(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn options(&self, tenant: &str) -> PgOptions {
        PgOptions {
            statement_timeout: Duration::from_secs(30),
            ..PgOptions::new(Secret::new(self.url()), tenant)
        }
    }

    /// Runs a program of PostgreSQL on a database of the server.
    pub(crate) fn tool(&self, program: &str, database: &str, args: &[&str]) {
        let mut command = self.command(program);
        command.arg("-d").arg(self.url_of(database)).args(args);
        let done = command.output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{command:?}\n{said}");
    }

    /// Makes an empty database.
    pub(crate) fn create(&self, database: &str) {
        let mut admin = self.admin().unwrap();
        admin
            .batch_execute(&format!("CREATE DATABASE {database}"))
            .unwrap();
    }

    /// A connection that may do anything.
    pub(crate) fn admin(&self) -> Result<postgres::Client, postgres::Error> {
        self.admin_of("postgres")
    }

    pub(crate) fn admin_of(&self, database: &str) -> Result<postgres::Client, postgres::Error> {
        let mut client = postgres::Client::connect(&self.url_of(database), postgres::NoTls)?;
        client.batch_execute("SET search_path TO cie")?;
        Ok(client)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
