//! Whether the hosts file was left alone.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cie_core::lang::Text;
use cie_core::rule::{Value, workstation as rules};

use super::{read, sha256, unreadable};
use crate::doctor::{Check, Finding, Said, Verdict};

/// Longest hosts file read.
const MAX: u64 = 4 << 20;
/// Most lines told.
const MAX_LINES: usize = 20;

const WHY: Text = Text {
    it: "il software di terze parti non deve modificare il file hosts; una riga può deviare un indirizzo del Ministero",
    en: "third-party software must not change the hosts file; a line in it can divert an address of the Ministry",
};

/// A line of a hosts file that names a host that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostsLine {
    /// Line, from 1.
    pub line: usize,
    /// The host, as it is looked for.
    pub host: String,
}

/// The lines of a hosts file that name one of these hosts, whatever address they give it. Names are
/// compared without regard to case and to a dot at the end.
///
/// ```
/// let file = b"127.0.0.1 localhost\n10.0.0.1 Altro CIEONLINE.interno.gov.it. # deviato\n";
/// let found = cie_devices::doctor::lines_naming(file, &["cieonline.interno.gov.it"]);
/// assert_eq!((found[0].line, found.len()), (2, 1));
/// ```
#[must_use]
pub fn lines_naming(file: &[u8], hosts: &[&str]) -> Vec<HostsLine> {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    let mut found = Vec::new();
    for (line, bytes) in (1..).zip(file.split(|byte| *byte == b'\n')) {
        let bytes = bytes.split(|byte| *byte == b'#').next().unwrap_or(bytes);
        let mut words = bytes
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty());
        // The first word is the address.
        words.next();
        for word in words {
            let word = word.strip_suffix(b".").unwrap_or(word);
            let same = |host: &&&str| host.as_bytes().eq_ignore_ascii_case(word);
            if let Some(host) = hosts.iter().find(same) {
                found.push(HostsLine {
                    line,
                    host: (*host).to_owned(),
                });
            }
        }
    }
    found
}

/// Looks at the hosts file: no line for the services of the circular, and, where its digest was
/// recorded, not one byte changed.
#[derive(Clone, Debug)]
pub struct HostsCheck {
    paths: Vec<PathBuf>,
    hosts: Vec<String>,
    sha256: Option<String>,
}

impl HostsCheck {
    /// The hosts file of this system, for the hosts of circular 8/2017. On Windows both files that
    /// the circular names; the one with the final s must be there.
    #[must_use]
    pub fn of_the_system() -> Self {
        let paths = if cfg!(windows) {
            match rules::THIRD_PARTY_SOFTWARE.value("hosts_file") {
                Some(Value::Texts(paths)) => paths.iter().map(PathBuf::from).collect(),
                _ => Vec::new(),
            }
        } else {
            vec![PathBuf::from("/etc/hosts")]
        };
        let mut hosts: Vec<String> = cie_core::office::endpoints()
            .map(|endpoint| endpoint.host.to_owned())
            .collect();
        hosts.dedup();
        Self {
            paths,
            hosts,
            sha256: None,
        }
    }

    /// Another file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.paths = vec![path.into()];
        self
    }

    /// These hosts too.
    #[must_use]
    pub fn also(mut self, hosts: impl IntoIterator<Item = String>) -> Self {
        self.hosts.extend(hosts);
        self.hosts.sort();
        self.hosts.dedup();
        self
    }

    /// The digest that the file had when the workstation was accepted: SHA-256 in hexadecimal.
    #[must_use]
    pub fn recorded(mut self, sha256: impl Into<String>) -> Self {
        self.sha256 = Some(sha256.into());
        self
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::THIRD_PARTY_SOFTWARE.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }

    /// What is read: the files that are there, or why there is none.
    fn files(&self) -> Result<Vec<(&Path, Vec<u8>)>, Said> {
        let mut files = Vec::new();
        let mut failure = None;
        for path in &self.paths {
            match read(path, MAX) {
                Ok(bytes) => files.push((path.as_path(), bytes)),
                Err(error) => failure = Some(unreadable(path, &error)),
            }
        }
        match failure {
            Some(failure) if files.is_empty() => Err(failure),
            _ => Ok(files),
        }
    }
}

impl Check for HostsCheck {
    fn id(&self) -> String {
        "hosts_file".to_owned()
    }

    fn what(&self) -> Said {
        Said::new("file hosts", "hosts file")
    }

    fn run(&self, _limit: Duration) -> Finding {
        let files = match self.files() {
            Ok(files) => files,
            Err(said) => {
                return self.finding(Verdict::NotChecked, said).todo(said!(
                    "indicare il file con hosts_file.path" / "name the file with hosts_file.path"
                ));
            }
        };
        let hosts: Vec<&str> = self.hosts.iter().map(String::as_str).collect();
        let mut lines = Vec::new();
        let mut digests = Vec::new();
        for (_, bytes) in &files {
            lines.extend(lines_naming(bytes, &hosts));
            digests.push(sha256(bytes));
        }
        let digest = digests.join(",");
        if !lines.is_empty() {
            let named: Vec<String> = lines
                .iter()
                .take(MAX_LINES)
                .map(|line| format!("{} ({})", line.host, line.line))
                .collect();
            let named = named.join(", ");
            return self
                .finding(
                    Verdict::Failed,
                    said!(
                        "righe per indirizzi della circolare: {named}"
                            / "lines for addresses of the circular: {named}"
                    ),
                )
                .todo(said!(
                    "togliere le righe e cercare chi le ha scritte"
                        / "take the lines out and find out who wrote them"
                ))
                .fact("lines", lines.len())
                .fact("sha256", digest);
        }
        let finding = match &self.sha256 {
            Some(recorded) if !digests.iter().any(|d| d.eq_ignore_ascii_case(recorded)) => self
                .finding(
                    Verdict::Failed,
                    said!(
                        "modificato da quando è stato registrato" / "changed since it was recorded"
                    ),
                )
                .todo(said!(
                    "confrontarlo con la copia dell'installazione; se la modifica è voluta, registrare il nuovo sha256"
                        / "compare it with the copy of the installation; if the change is wanted, record the new sha256"
                )),
            Some(_) => self.finding(Verdict::Ok, said!("come registrato" / "as recorded")),
            None => self.finding(
                Verdict::Ok,
                said!(
                    "nessuna riga per gli indirizzi della circolare"
                        / "no line for the addresses of the circular"
                ),
            ),
        };
        finding.fact("sha256", digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_comments_are_not() {
        let file = b"\xEF\xBB\xBF10.0.0.1\tWWW.POSTE.IT\r\n# 1.1.1.1 www.poste.it\nwww.poste.it\n::1 a www.poste.it.\n1.1.1.1 xwww.poste.it";
        let lines: Vec<usize> = lines_naming(file, &["www.poste.it"])
            .iter()
            .map(|found| found.line)
            .collect();
        assert_eq!(lines, [1, 4]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_lines(file in proptest::collection::vec(0u8.., 0..300)) {
            let found = lines_naming(&file, &["a", "b.c"]);
            let lines = file.split(|b| *b == b'\n').count();
            proptest::prop_assert!(found.iter().all(|line| line.line <= lines));
        }
    }
}
