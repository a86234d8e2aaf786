//! A SoftHSM token in a folder, for commands that are run as a user runs them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

pub(crate) const PIN: &str = "13572468";
pub(crate) const PUK: &str = "8765432187654321";

/// A folder with one token: an RSA key and its certificate, issued by an authority of the folder.
#[derive(Clone)]
pub(crate) struct Token {
    folder: Arc<tempfile::TempDir>,
    /// What in the folder tells SoftHSM where the token is.
    pub(crate) conf: String,
    pub(crate) module: PathBuf,
    /// SHA-256 of the certificate, as openssl says it.
    pub(crate) fingerprint: String,
}

impl Token {
    /// Makes one; none, said loudly, where SoftHSM or its tools are missing.
    pub(crate) fn new() -> Option<Self> {
        let places = [
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so",
        ];
        let module = places.iter().map(PathBuf::from).find(|path| path.exists());
        let runs = |tool: &&str| Command::new(tool).arg("--help").output().is_ok();
        let tools = ["softhsm2-util", "pkcs11-tool", "openssl"];
        let (Some(module), true) = (module, tools.iter().all(runs)) else {
            let required = std::env::var("CIE_PEERS").is_ok_and(|peers| peers == "required");
            assert!(!required, "SoftHSM or its tools are missing");
            eprintln!("SKIPPED: SoftHSM or its tools are missing");
            return None;
        };
        let mut token = Self {
            folder: Arc::new(tempfile::tempdir().expect("a folder")),
            conf: String::new(),
            module,
            fingerprint: String::new(),
        };
        fs::create_dir(token.path("tokens")).expect("a folder");
        token.is_in("tokens");
        fs::write(token.path("pin"), PIN).expect("a file");
        token.fill();
        Some(token)
    }

    /// Has SoftHSM look in this folder within the folder.
    pub(crate) fn is_in(&mut self, tokens: &str) {
        self.conf = format!("{tokens}.conf");
        let conf = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            self.path(tokens).display()
        );
        fs::write(self.path(&self.conf), conf).expect("a file");
    }

    fn fill(&mut self) {
        self.tool(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key \
             -out ca.pem -subj /O=SIMULATED/CN=SCO-test-authority -days 30",
        );
        let usage = "basicConstraints=CA:FALSE\nkeyUsage=critical,nonRepudiation\n";
        fs::write(self.path("ext"), usage).expect("a file");
        self.tool("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem");
        self.tool("openssl req -new -key key.pem -subj /O=SIMULATED/CN=SCO-0001 -out csr.pem");
        self.tool(
            "openssl x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -days 20 -extfile ext \
             -outform DER -out cert.der",
        );
        let line =
            format!("softhsm2-util --init-token --free --label SCO --so-pin {PUK} --pin {PIN}");
        let said = text(&self.tool(&line).stdout);
        let slot = said.split_whitespace().last().expect("a slot");
        self.tool(&format!(
            "softhsm2-util --import key.pem --slot {slot} --label k --id 01 --pin {PIN}"
        ));
        let module = self.module.display();
        self.tool(&format!(
            "pkcs11-tool --module {module} --slot {slot} --login --pin {PIN} --write-object \
             cert.der --type cert --id 01"
        ));
        let said = text(&self.tool("openssl dgst -sha256 -r cert.der").stdout);
        self.fingerprint = said.split(' ').next().expect("a digest").to_owned();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a tool in the folder and insists that it succeeds.
    pub(crate) fn tool(&self, line: &str) -> Output {
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().expect("a tool"));
        let output = self.seen_by(command.args(words)).output().expect("it runs");
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
        output
    }

    /// The same command, in the folder and with its token.
    pub(crate) fn seen_by<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .current_dir(self.folder.path())
            .env("SOFTHSM2_CONF", self.path(&self.conf))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
