//! Whether there is room on a disk.

use std::path::PathBuf;
use std::time::Duration;

use cie_core::lang::Text;

use super::unreadable;
use crate::doctor::{Check, Finding, Said, Verdict};

/// How little room there may be, in megabytes (10^6 bytes). No act sets a figure; these are this
/// project's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskTolerance {
    /// Below this it is worth a word; 2000.
    pub warning: u64,
    /// Below this it is too little; 200.
    pub failure: u64,
}

impl Default for DiskTolerance {
    fn default() -> Self {
        Self {
            warning: 2000,
            failure: 200,
        }
    }
}

const WHY: Text = Text {
    it: "una richiesta si registra prima di partire: senza spazio su disco non parte",
    en: "a request is recorded before it leaves: without room on the disk it does not",
};
const SOURCE: &str = "circ. 8/2017 is silent; house rule";

/// Looks how much room is left where a file or folder is.
#[derive(Clone, Debug)]
pub struct DiskCheck {
    path: PathBuf,
    tolerance: DiskTolerance,
}

impl DiskCheck {
    /// Room on the disk of this file or folder.
    pub fn new(path: impl Into<PathBuf>, tolerance: DiskTolerance) -> Self {
        Self {
            path: path.into(),
            tolerance,
        }
    }
}

impl Check for DiskCheck {
    fn id(&self) -> String {
        format!("disk.{}", self.path.display())
    }

    fn what(&self) -> Said {
        let path = self.path.display();
        said!("spazio su disco, {path}" / "room on disk, {path}")
    }

    fn run(&self, _limit: Duration) -> Finding {
        let finding = |verdict, found| {
            Finding::new(self.id(), self.what(), verdict, found).because(WHY, SOURCE)
        };
        let free = match fs4::available_space(&self.path) {
            Ok(bytes) => bytes / 1_000_000,
            Err(error) => {
                let said = unreadable(&self.path, &error);
                return finding(Verdict::Failed, said)
                    .todo(said!("controllare il percorso" / "check the path"));
            }
        };
        let found = said!("{free} MB liberi" / "{free} MB free");
        let verdict = if free < self.tolerance.failure {
            Verdict::Failed
        } else if free < self.tolerance.warning {
            Verdict::Warning
        } else {
            Verdict::Ok
        };
        let finding = finding(verdict, found).fact("free_mb", free);
        match verdict {
            Verdict::Ok => finding,
            _ => finding.todo(said!(
                "liberare spazio: spostare copie e file temporanei"
                    / "make room: move copies and temporary files away"
            )),
        }
    }
}
