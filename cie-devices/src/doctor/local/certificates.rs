//! Whether the certificates that must be on a workstation still are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_core::lang::Text;
use cie_core::rule::workstation as rules;
use der::Decode;

use super::{read, sha256, unreadable};
use crate::doctor::{Check, Finding, Said, Verdict};
use crate::{Code, Error, Result};

/// Longest file of certificates, most files of a folder, most certificates of a store.
const MAX: u64 = 4 << 20;
const MAX_FILES: usize = 2000;
const MAX_CERTIFICATES: usize = 5000;

const WHY: Text = Text {
    it: "il software di terze parti non deve togliere la catena di CA del Ministero dagli archivi di Internet Explorer e Firefox",
    en: "third-party software must not remove the Ministry's CA chain from the stores of Internet Explorer and Firefox",
};

/// Certificates in DER from a file in PEM or DER.
///
/// # Errors
/// `CIE-DEV-705` for a file that holds none, or something else.
pub(crate) fn certificates(bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    let wrong = |what: &'static str| Error::new(Code::BadCertificateFile).detail(what);
    let sound = |der: &[u8]| x509_cert::Certificate::from_der(der).is_ok();
    if sound(bytes) {
        return Ok(vec![bytes.to_vec()]);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("neither PEM nor DER"))?;
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("-----BEGIN CERTIFICATE-----") {
        let (body, after) = after
            .split_once("-----END CERTIFICATE-----")
            .ok_or_else(|| wrong("a certificate without end"))?;
        let body: String = body.split_whitespace().collect();
        let der = STANDARD.decode(body).map_err(|_| wrong("not base64"))?;
        if !sound(&der) || found.len() >= MAX_CERTIFICATES {
            return Err(wrong("a certificate that cannot be read"));
        }
        found.push(der);
        rest = after;
    }
    match found.is_empty() {
        true => Err(wrong("no certificate")),
        false => Ok(found),
    }
}

/// A store of certificates that can be looked at: a file in PEM or DER, or a folder of such files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateStore {
    /// Its name for people.
    pub name: String,
    /// File or folder.
    pub path: PathBuf,
    /// SHA-256 of the certificates that must be in it, in hexadecimal.
    pub fingerprints: Vec<String>,
}

/// Looks whether the certificates that were recorded are still in a store.
///
/// The stores of Windows and of Firefox have forms of their own, which are not read: without a
/// file, or a folder, into which they were exported, the line says that nothing was checked.
#[derive(Clone, Debug)]
pub struct CertificatesCheck {
    store: Option<CertificateStore>,
}

impl CertificatesCheck {
    /// A check of this store.
    #[must_use]
    pub fn of(store: CertificateStore) -> Self {
        Self { store: Some(store) }
    }

    /// The line where no store was named: not checked, and why.
    #[must_use]
    pub fn unnamed() -> Self {
        Self { store: None }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::THIRD_PARTY_SOFTWARE.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }
}

impl Check for CertificatesCheck {
    fn id(&self) -> String {
        match &self.store {
            Some(store) => format!("certificates.{}", store.name),
            None => "certificates".to_owned(),
        }
    }

    fn what(&self) -> Said {
        match &self.store {
            Some(CertificateStore { name, .. }) => {
                said!("archivio di certificati {name}" / "certificate store {name}")
            }
            None => Said::new("archivi di certificati", "certificate stores"),
        }
    }

    fn run(&self, _limit: Duration) -> Finding {
        let Some(store) = &self.store else {
            let none = said!(
                "gli archivi di Windows e di Firefox non si leggono da qui"
                    / "the stores of Windows and Firefox are not read from here"
            );
            return self.finding(Verdict::NotChecked, none).todo(said!(
                "esportare la catena del Ministero in PEM e indicarla con [[certificates]]"
                    / "export the Ministry's chain to PEM and name it with [[certificates]]"
            ));
        };
        let held = match held(&store.path) {
            Ok(held) => held,
            Err(said) => {
                return self.finding(Verdict::Failed, said).todo(said!(
                    "esportare di nuovo l'archivio" / "export the store again"
                ));
            }
        };
        let missing: Vec<&str> = store
            .fingerprints
            .iter()
            .filter(|wanted| !held.contains(&wanted.to_ascii_lowercase()))
            .map(String::as_str)
            .collect();
        let count = store.fingerprints.len();
        let finding = if missing.is_empty() {
            self.finding(
                Verdict::Ok,
                said!("ci sono tutti: {count} su {count}" / "all there: {count} of {count}"),
            )
        } else {
            let short: Vec<String> = missing
                .iter()
                .map(|one| one.chars().take(16).collect())
                .collect();
            let short = short.join(", ");
            self.finding(
                Verdict::Failed,
                said!("mancano: {short}" / "missing: {short}"),
            )
            .todo(said!(
                "rimettere la catena di CA del Ministero e cercare chi l'ha tolta"
                    / "put the Ministry's CA chain back and find out who removed it"
            ))
            .fact("missing", missing.join(","))
        };
        finding.fact("held", held.len())
    }
}

/// The fingerprints of a file, or of the files of a folder; files of other kinds are passed over.
fn held(path: &Path) -> std::result::Result<BTreeSet<String>, Said> {
    let mut held = BTreeSet::new();
    let failed = |error: std::io::Error| unreadable(path, &error);
    if !path.is_dir() {
        let bytes = read(path, MAX).map_err(failed)?;
        let all = certificates(&bytes).map_err(|error| crate::doctor::trouble(&error))?;
        held.extend(all.iter().map(|der| sha256(der)));
        return Ok(held);
    }
    for entry in std::fs::read_dir(path).map_err(failed)?.take(MAX_FILES) {
        let Ok(entry) = entry else { continue };
        let found = read(&entry.path(), MAX)
            .ok()
            .and_then(|bytes| certificates(&bytes).ok());
        for der in found.unwrap_or_default() {
            if held.len() < MAX_CERTIFICATES {
                held.insert(sha256(&der));
            }
        }
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_text_is_certificates_or_an_error(body in ".{0,80}") {
            let pem = format!("-----BEGIN CERTIFICATE-----{body}-----END CERTIFICATE-----");
            proptest::prop_assert!(certificates(pem.as_bytes()).is_err());
        }
    }
}
