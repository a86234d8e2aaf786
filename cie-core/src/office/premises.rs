//! Premises: what a workstation needs, and what is not met.

use serde::{Deserialize, Serialize};

use crate::lang::Text;
use crate::rule::{Rule, workstation as rules};

/// Where one workstation will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workstation {
    /// Whether there is room for it where citizens are received.
    pub space: bool,
    /// Free plain sockets (spina tradizionale).
    pub plain_sockets: u32,
    /// Free Schuko sockets.
    pub schuko_sockets: u32,
    /// Distance to the Ethernet socket, in millimetres along the cable; `None` without a socket.
    pub ethernet_mm: Option<u32>,
}

/// The premises of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Premises {
    /// The workstations to be installed.
    pub workstations: Vec<Workstation>,
    /// Download throughput of the line, in kilobits per second.
    pub download_kbps: u32,
    /// Upload throughput of the line, in kilobits per second.
    pub upload_kbps: u32,
}

/// Whether a requirement must be met, or should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Weight {
    /// The source demands it.
    Required,
    /// The source advises it.
    Advised,
}

/// A requirement on the premises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Requirement {
    /// There is at least one workstation.
    Workstations,
    /// Space for the workstation.
    Space,
    /// Plain sockets.
    PlainSockets,
    /// Schuko sockets.
    SchukoSockets,
    /// Ethernet socket within the length of the cable, in millimetres.
    Ethernet,
    /// Download throughput, in kilobits per second.
    Download,
    /// Upload throughput, in kilobits per second.
    Upload,
}

impl Requirement {
    /// The rule behind it.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::Workstations | Self::Space => &rules::SPACE,
            Self::PlainSockets | Self::SchukoSockets => &rules::SOCKETS,
            Self::Ethernet => &rules::ETHERNET,
            Self::Download | Self::Upload => &rules::BANDWIDTH,
        }
    }

    /// Whether it must be met, or should.
    #[must_use]
    pub fn weight(self) -> Weight {
        let bandwidth = matches!(self, Self::Download | Self::Upload);
        if bandwidth && !const { rules::BANDWIDTH.flag("mandatory") } {
            Weight::Advised
        } else {
            Weight::Required
        }
    }

    /// What is wanted.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Workstations => Text {
                it: "almeno una postazione",
                en: "at least one workstation",
            },
            Self::Space => Text {
                it: "spazio vicino a dove si riceve il cittadino",
                en: "space near where the citizen is received",
            },
            Self::PlainSockets => Text {
                it: "prese tradizionali",
                en: "plain sockets",
            },
            Self::SchukoSockets => Text {
                it: "prese Schuko",
                en: "Schuko sockets",
            },
            Self::Ethernet => Text {
                it: "punto Ethernet a portata di cavo (mm)",
                en: "Ethernet socket within the reach of the cable (mm)",
            },
            Self::Download => Text {
                it: "banda in ricezione (kbit/s)",
                en: "download throughput (kbit/s)",
            },
            Self::Upload => Text {
                it: "banda in trasmissione (kbit/s)",
                en: "upload throughput (kbit/s)",
            },
        }
    }
}

/// A requirement that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unmet {
    /// Which requirement.
    pub requirement: Requirement,
    /// Which workstation, from 1; `None` for the office as a whole.
    pub workstation: Option<usize>,
    /// What is needed: the least, or the most for a distance.
    pub needed: u64,
    /// What was found; `None` when there is nothing at all.
    pub found: Option<u64>,
}

impl Premises {
    /// What is not met, workstation by workstation, then the line.
    ///
    /// ```
    /// use cie_core::office::{Premises, Requirement, Weight, Workstation};
    /// let counter = Workstation {
    ///     space: true, plain_sockets: 4, schuko_sockets: 0, ethernet_mm: Some(3000),
    /// };
    /// let premises = Premises {
    ///     workstations: vec![counter], download_kbps: 20_000, upload_kbps: 900,
    /// };
    /// let unmet = premises.unmet();
    /// assert_eq!(unmet[0].requirement, Requirement::SchukoSockets);
    /// assert_eq!(unmet[1].requirement.weight(), Weight::Advised);
    /// ```
    #[must_use]
    pub fn unmet(&self) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        let mut least = |requirement, workstation, needed: u64, found: u64| {
            if found < needed {
                unmet.push(Unmet {
                    requirement,
                    workstation,
                    needed,
                    found: Some(found),
                });
            }
        };
        let total = u64::try_from(self.workstations.len()).unwrap_or(u64::MAX);
        least(Requirement::Workstations, None, 1, total);
        let plain = const { rules::SOCKETS.count("plain") };
        let schuko = const { rules::SOCKETS.count("schuko") };
        for (at, place) in (1..).map(Some).zip(&self.workstations) {
            let sockets = [
                (Requirement::PlainSockets, plain, place.plain_sockets),
                (Requirement::SchukoSockets, schuko, place.schuko_sockets),
            ];
            least(Requirement::Space, at, 1, u64::from(place.space));
            for (requirement, needed, found) in sockets {
                least(requirement, at, needed.into(), found.into());
            }
        }
        let each = const { rules::BANDWIDTH.megabits_per_second("per_workstation") };
        let needed = total.saturating_mul(u64::from(each)).saturating_mul(1000);
        least(
            Requirement::Download,
            None,
            needed,
            self.download_kbps.into(),
        );
        least(Requirement::Upload, None, needed, self.upload_kbps.into());
        let cable = const { rules::ETHERNET.millimetres("cable") };
        for (at, place) in (1..).map(Some).zip(&self.workstations) {
            if place.ethernet_mm.is_none_or(|distance| distance > cable) {
                unmet.push(Unmet {
                    requirement: Requirement::Ethernet,
                    workstation: at,
                    needed: cable.into(),
                    found: place.ethernet_mm.map(u64::from),
                });
            }
        }
        // Workstation by workstation, the office as a whole last.
        unmet.sort_by_key(|one| (one.workstation.unwrap_or(usize::MAX), one.requirement));
        unmet
    }
}
