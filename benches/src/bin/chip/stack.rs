//! A smart card service of the bench's own, in namespaces that end with it.

use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use cie_devices::reader::Readers;

/// Set inside of the namespaces.
pub const INSIDE: &str = "CIE_BENCH_INSIDE";
const SCRIPT: &str = "set -e; mount -t tmpfs tmpfs /run; mkdir /run/pcscd; ip link set lo up; \
                      exec \"$@\"";

/// Builds the peer and runs this program again in the namespaces.
pub fn enter() -> ExitCode {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = here.join("../cie-devices/tests/pcsc/peers/jmrtd");
    let build = here.join("target/jmrtd");
    let built = Command::new("mvn")
        .current_dir(sources)
        .args(["-q", "-B", "compile"])
        .arg(format!("-Dbuild.folder={}", build.display()))
        .status();
    if !built.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: the peer cannot be built with Maven");
        return ExitCode::FAILURE;
    }
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(":/usr/sbin:/sbin");
    let status = Command::new("unshare")
        .args(["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"])
        .args(["sh", "-c", SCRIPT, "sh"])
        .arg(std::env::current_exe().expect("this program"))
        .env("PATH", path)
        .env(INSIDE, build)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        other => {
            eprintln!("the bench failed: {other:?}");
            ExitCode::FAILURE
        }
    }
}

pub struct Service(Child);

impl Service {
    pub fn start() -> Self {
        let child = Command::new("pcscd")
            .arg("--foreground")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pcscd");
        let service = Self(child);
        let until = Instant::now() + Duration::from_secs(20);
        while !Readers::connect()
            .and_then(|readers| readers.names())
            .is_ok_and(|names| names.len() == 2)
        {
            assert!(Instant::now() < until, "the service has no readers");
            std::thread::sleep(Duration::from_millis(20));
        }
        service
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
