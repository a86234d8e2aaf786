//! Third-party software on a workstation: what it must leave alone.

use serde::{Deserialize, Serialize};

use crate::lang::Text;
use crate::rule::{Rule, workstation as rules};

/// Longest path looked at, in bytes; Windows itself stops at 32767 characters.
const LONGEST_PATH: usize = 4096;

/// What a piece of software does to the workstation that it must not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// It changes the network configuration.
    NetworkConfiguration,
    /// It changes the hosts file.
    HostsFile,
    /// It changes what is in the folders of the CIE software.
    CieFolders,
    /// It wants .NET or the Visual C++ runtimes removed.
    RemoveRuntimes,
    /// It brings a firewall that can block connections.
    Firewall,
    /// It removes the Ministry's CA chain from the stores of Internet Explorer or Firefox.
    RemoveCaChain,
    /// It is an antivirus, or removes the one that came with the workstation.
    Antivirus,
}

impl Effect {
    /// The rule that forbids it.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::Antivirus => &rules::ANTIVIRUS,
            _ => &rules::THIRD_PARTY_SOFTWARE,
        }
    }

    /// What is forbidden.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::NetworkConfiguration => Text {
                it: "modifica la configurazione di rete",
                en: "changes the network configuration",
            },
            Self::HostsFile => Text {
                it: "modifica il file host",
                en: "changes the hosts file",
            },
            Self::CieFolders => Text {
                it: "modifica il contenuto delle cartelle CIE Acquisition o CIE\\Utility Manager",
                en: "changes what is in the folders CIE Acquisition or CIE\\Utility Manager",
            },
            Self::RemoveRuntimes => Text {
                it: "richiede di disinstallare .NET o i pacchetti Visual C++",
                en: "wants .NET or the Visual C++ runtimes removed",
            },
            Self::Firewall => Text {
                it: "introduce un firewall",
                en: "brings a firewall",
            },
            Self::RemoveCaChain => Text {
                it: "cancella la catena di CA del Ministero dagli store di Internet Explorer o \
                     Firefox",
                en: "removes the Ministry's CA chain from the stores of Internet Explorer or \
                     Firefox",
            },
            Self::Antivirus => Text {
                it: "è un antivirus, o rimuove quello fornito",
                en: "is an antivirus, or removes the one supplied",
            },
        }
    }
}

/// A piece of software that a comune wants on a workstation, as its maker describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// What it is declared to do.
    pub effects: Vec<Effect>,
    /// Windows paths that it writes to.
    pub writes: Vec<String>,
}

/// Why a piece of software may not be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Breach {
    /// What it does that is forbidden.
    pub effect: Effect,
    /// Which of its paths says so, from 1; `None` when it was declared.
    pub path: Option<usize>,
}

impl Software {
    /// What the software does that is forbidden (circ. 8/2017, all. 2, par. 4.1 and 4.6).
    ///
    /// Paths are compared as Windows does, without regard to case, after `.` and `..` are
    /// resolved. A path longer than 4096 bytes counts as forbidden: it cannot be judged.
    ///
    /// ```
    /// use cie_core::office::{Effect, Software};
    /// let backup = Software {
    ///     name: "Backup".into(),
    ///     effects: vec![],
    ///     writes: vec![r"C:\Program Files (x86)\CIE Acquisition\copia.zip".into()],
    /// };
    /// assert_eq!(backup.breaches()[0].effect, Effect::CieFolders);
    /// ```
    #[must_use]
    pub fn breaches(&self) -> Vec<Breach> {
        let declared = self.effects.iter().map(|effect| Breach {
            effect: *effect,
            path: None,
        });
        let written = (1..).zip(&self.writes).filter_map(|(at, path)| {
            Some(Breach {
                effect: judged(path)?,
                path: Some(at),
            })
        });
        let mut breaches: Vec<Breach> = declared.chain(written).collect();
        breaches.sort();
        breaches.dedup();
        breaches
    }
}

fn judged(path: &str) -> Option<Effect> {
    if path.len() > LONGEST_PATH {
        return Some(Effect::CieFolders);
    }
    let path = parts(path);
    let files: &[&str] = const { rules::THIRD_PARTY_SOFTWARE.texts("hosts_file") };
    if files.iter().any(|file| parts(file) == path) {
        return Some(Effect::HostsFile);
    }
    let folders: &[&str] = const { rules::THIRD_PARTY_SOFTWARE.texts("folders") };
    folders
        .iter()
        .any(|folder| path.starts_with(&parts(folder)))
        .then_some(Effect::CieFolders)
}

/// The parts of a Windows path, in lower case, with `.` and `..` resolved. Windows drops blanks
/// and dots at the end of a part.
fn parts(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    // `\\?\C:\…` and `\\.\C:\…` name the same file as `C:\…`.
    let bare = path
        .strip_prefix(r"\\?\")
        .or_else(|| path.strip_prefix(r"\\.\"));
    for part in bare.unwrap_or(path).split(['\\', '/']) {
        match part {
            "" | "." => {}
            // The drive stays where it is.
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => {}
            _ => parts.push(part.trim_end_matches([' ', '.']).to_lowercase()),
        }
    }
    parts
}
