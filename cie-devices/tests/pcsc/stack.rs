//! A smart card service of the test's own.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cie_devices::reader::{Patience, Readers};

/// Set inside of the namespaces.
const INSIDE: &str = "CIE_PCSC_INSIDE";
/// Longest time of a test.
const MOST: Duration = Duration::from_secs(180);
/// The driver that makes virtual readers.
const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
/// Private /run for the service's socket, and a loopback interface.
const SCRIPT: &str = "set -e; mount -t tmpfs tmpfs /run; mkdir /run/pcscd; ip link set lo up; \
                      exec \"$@\"";

/// A peer that is not there is skipped loudly, or fails where peers are required.
pub(crate) fn skip(what: &str) {
    assert!(
        std::env::var_os("CIE_PEERS").is_none_or(|value| value != "required"),
        "{what}, and peers are required"
    );
    eprintln!("SKIPPED: {what}");
}

/// Whether this is the test itself, in its namespaces.
pub(crate) fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// A system's program, also where only root's path has it.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin", "/sbin"].map(PathBuf::from));
    folders
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn missing() -> Option<String> {
    let programs = ["pcscd", "unshare", "ip", "mount"];
    let program = programs.into_iter().find(|name| program(name).is_none());
    let driver = || (!Path::new(DRIVER).exists()).then_some("the driver vpcd");
    program
        .or_else(driver)
        .map(|name| format!("{name} is not installed"))
}

/// Runs the body of the test of this name in namespaces of its own. One at a time: the machine's
/// time is shared, and limits of time are tested.
pub(crate) fn isolated(test: &str, settings: &[(&str, String)], body: impl FnOnce()) {
    static ONE: Mutex<()> = Mutex::new(());
    if is_inside() {
        return body();
    }
    if let Some(missing) = missing() {
        return skip(&missing);
    }
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut command = Command::new(program("unshare").unwrap());
    // Everything that the test starts ends with it.
    command.args([
        "--mount",
        "--net",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
    ]);
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !root {
        command.arg("--map-root-user");
    }
    command
        .args(["sh", "-c", SCRIPT, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .env("PATH", path_with_sbin())
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let out = reading(child.stdout.take().unwrap());
    let err = reading(child.stderr.take().unwrap());
    let until = Instant::now() + MOST;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if Instant::now() > until {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let (out, err) = (out.join().unwrap(), err.join().unwrap());
    let passed = status.is_some_and(|status| status.success()) && out.contains("1 passed");
    assert!(passed, "{test}: {status:?}\n{out}\n{err}");
}

fn reading(mut pipe: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        let _ = pipe.read_to_string(&mut text);
        text
    })
}

fn path_with_sbin() -> std::ffi::OsString {
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(":/usr/sbin:/sbin");
    path
}

/// The service, until it is dropped.
pub(crate) struct Service {
    child: Child,
}

impl Service {
    /// Starts it and waits until it has its readers.
    pub(crate) fn start() -> Self {
        Self::start_with(2)
    }

    /// Starts it and waits until it has so many readers.
    pub(crate) fn start_with(readers: usize) -> Self {
        assert!(is_inside(), "the machine's own service is left alone");
        let child = Command::new(program("pcscd").unwrap())
            .arg("--foreground")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let service = Self { child };
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let there = Readers::connect().and_then(|readers| readers.names());
            match there {
                Ok(names) if names.len() >= readers => return service,
                other => assert!(Instant::now() < until, "{other:?}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Connects with little patience.
pub(crate) fn readers() -> Readers {
    Readers::connect_within(Patience::of(Duration::from_secs(10))).unwrap()
}
