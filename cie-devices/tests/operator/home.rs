//! A folder with SoftHSM tokens, made by a test for itself alone.
//!
//! SoftHSM finds its tokens through an environment variable, and a module is started once in a
//! program: so each test runs in a process of its own, which is this very program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{DateTime, Utc};
use cie_core::redact::Secret;
use cie_devices::operator::pkcs11::{Limits, Module};
use cie_devices::operator::{CardCertificate, CertificateSelector, Selection};

pub(crate) const PIN: &str = "13572468";
pub(crate) const PUK: &str = "8765432187654321";
const HOME: &str = "CIE_TEST_TOKENS";

/// Runs the body with a folder of tokens, in a process of its own.
macro_rules! with_tokens {
    ($(#[doc = $doc:literal])* fn $name:ident($home:ident) $body:block) => {
        $(#[doc = $doc])*
        #[test]
        fn $name() {
            let name = concat!(module_path!(), "::", stringify!($name));
            let (_, name) = name.split_once("::").unwrap();
            crate::home::isolated(name, |$home: &crate::home::Home| $body);
        }
    };
}
pub(crate) use with_tokens;

pub(crate) fn isolated(test: &str, body: impl FnOnce(&Home)) {
    if let Some(path) = std::env::var_os(HOME) {
        let module = std::env::var_os("CIE_INNER_MODULE").unwrap().into();
        return body(&Home {
            path: path.into(),
            module,
        });
    }
    let Some(module) = softhsm() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for inside in ["tokens", "faults"] {
        fs::create_dir(path.join(inside)).unwrap();
    }
    let tokens = path.join("tokens");
    let conf = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    fs::write(path.join("softhsm2.conf"), conf).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(HOME, path)
        .env("SOFTHSM2_CONF", path.join("softhsm2.conf"))
        .env("CIE_FAULTS", path.join("faults"))
        .env("CIE_INNER_MODULE", module)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let stdout = text(&output.stdout);
    assert!(
        output.status.success() && stdout.contains("1 passed"),
        "{stdout}\n{}",
        text(&output.stderr)
    );
}

/// SoftHSM's library, if it, its tool and OpenSC's are installed.
fn softhsm() -> Option<PathBuf> {
    let places = [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    ];
    let module = places.iter().map(PathBuf::from).find(|path| path.exists());
    let runs = |tool: &str| Command::new(tool).arg("--help").output().is_ok();
    let all = ["softhsm2-util", "pkcs11-tool", "openssl", "cc"];
    let missing: Vec<_> = all.into_iter().filter(|tool| !runs(tool)).collect();
    if module.is_some() && missing.is_empty() {
        return module;
    }
    let required = std::env::var("CIE_PEERS").is_ok_and(|peers| peers == "required");
    assert!(!required, "SoftHSM or its tools are missing: {missing:?}");
    eprintln!("SKIPPED: SoftHSM or its tools are missing: {missing:?}");
    None
}

pub(crate) struct Home {
    pub(crate) path: PathBuf,
    module: PathBuf,
}

/// A token with one key and its certificate.
pub(crate) struct TestToken {
    pub(crate) slot: String,
    pub(crate) certificate: CardCertificate,
    pub(crate) name: String,
}

impl TestToken {
    pub(crate) fn selection(&self) -> Selection {
        let fingerprint = self.certificate.fingerprint();
        Selection::to_sign(CertificateSelector::Fingerprint(fingerprint), now())
    }
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(Utc::now().timestamp(), 0).unwrap()
}

pub(crate) fn secret(text: &str) -> Secret {
    Secret::new(text)
}

impl Home {
    /// Runs a tool in the folder and insists that it succeeds.
    pub(crate) fn run(&self, tool: &str, arguments: &[&str]) -> Output {
        let output = Command::new(tool)
            .current_dir(&self.path)
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{tool} {arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    pub(crate) fn openssl(&self, line: &str) -> Output {
        self.run("openssl", &line.split(' ').collect::<Vec<_>>())
    }

    /// OpenSC's tool on one token.
    pub(crate) fn pkcs11_tool(&self, token: &TestToken, line: &str) -> Output {
        let module = self.module.display().to_string();
        let mut arguments = vec!["--module", &module, "--slot", &token.slot];
        arguments.extend(line.split(' '));
        self.run("pkcs11-tool", &arguments)
    }

    pub(crate) fn module(&self) -> Module {
        Module::open(&self.module, Limits::default()).unwrap()
    }

    /// The authority that certifies the tokens' keys, made once.
    pub(crate) fn authority(&self) -> Vec<u8> {
        if !self.path.join("ca.der").exists() {
            self.openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key \
                 -out ca.pem -subj /O=SIMULATED/CN=SCO-test-authority -days 30",
            );
            self.openssl("x509 -in ca.pem -outform DER -out ca.der");
        }
        fs::read(self.path.join("ca.der")).unwrap()
    }

    /// A key, as `openssl genpkey` is told to make it, in a new token, with a certificate.
    pub(crate) fn token(&self, label: &str, key: &str, usage: &str) -> TestToken {
        let token = self.empty_token(label);
        self.add_key(token, key, usage, "01")
    }

    pub(crate) fn empty_token(&self, label: &str) -> String {
        let arguments = [
            "--init-token",
            "--free",
            "--label",
            label,
            "--so-pin",
            PUK,
            "--pin",
            PIN,
        ];
        let said = self.run("softhsm2-util", &arguments).stdout;
        let said = String::from_utf8(said).unwrap();
        said.split_whitespace().last().unwrap().to_owned()
    }

    pub(crate) fn add_key(&self, slot: String, key: &str, usage: &str, id: &str) -> TestToken {
        self.authority();
        let name = format!("key-{slot}-{id}");
        self.openssl(&format!("genpkey {key} -out {name}.pem"));
        self.openssl(&format!(
            "req -new -key {name}.pem -subj /O=SIMULATED/CN=SCO-0001 -out {name}.csr"
        ));
        let usage = format!("basicConstraints=CA:FALSE\nkeyUsage=critical,{usage}\n");
        fs::write(self.path.join(format!("{name}.ext")), usage).unwrap();
        self.openssl(&format!(
            "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -days 20 -extfile {name}.ext \
             -outform DER -out {name}.der"
        ));
        self.openssl(&format!("x509 -in {name}.der -out {name}.crt"));
        let arguments =
            format!("--import {name}.pem --slot {slot} --label k --id {id} --pin {PIN}");
        self.run("softhsm2-util", &arguments.split(' ').collect::<Vec<_>>());
        let der = fs::read(self.path.join(format!("{name}.der"))).unwrap();
        let token = TestToken {
            slot,
            certificate: CardCertificate::parse(&der).unwrap(),
            name: name.clone(),
        };
        let line = format!("--login --pin {PIN} --write-object {name}.der --type cert --id {id}");
        self.pkcs11_tool(&token, &line);
        token
    }

    /// SoftHSM with faults, compiled here.
    pub(crate) fn faulty_module(&self, limits: Limits) -> Module {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/operator/faulty_module.c");
        let source = source.to_str().unwrap();
        if !self.path.join("faulty.so").exists() {
            let arguments = ["-shared", "-fPIC", "-o", "faulty.so", source, "-ldl"];
            self.run("cc", &arguments);
        }
        Module::open(self.path.join("faulty.so"), limits).unwrap()
    }

    fn fault(&self, name: &str) -> PathBuf {
        self.path.join("faults").join(name)
    }

    pub(crate) fn set(&self, fault: &str, text: &str) {
        fs::write(self.fault(fault), text).unwrap();
    }

    pub(crate) fn clear(&self, fault: &str) {
        fs::remove_file(self.fault(fault)).unwrap();
    }

    /// How many PINs reached the card.
    pub(crate) fn pins_tried(&self) -> usize {
        fs::read_to_string(self.fault("calls")).map_or(0, |text| text.lines().count())
    }
}

pub(crate) const RSA: &str = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048";
pub(crate) const P256: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
pub(crate) const P384: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-384";
pub(crate) const COMMIT: &str = "nonRepudiation";
pub(crate) const AUTHENTICATE: &str = "digitalSignature";
