//! What can go wrong with a card, on demand.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::emrtd::lds::DataGroup;
use crate::{Code, Error, Result};

/// Longest pause of a slow card: a test must end.
const MAX_PAUSE: u64 = 10_000;

/// Faults of a virtual card; none by default.
///
/// As text they are names parted by commas, some with a value:
///
/// ```
/// use cie_devices::sim::card::CardFaults;
/// let faults: CardFaults = "tampered=DG11,slow=20".parse()?;
/// assert_eq!(faults.slow.map(|pause| pause.as_millis()), Some(20));
/// assert_eq!(faults.to_string(), "tampered=DG11,slow=20");
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardFaults {
    /// The card leaves the reader at this exchange, counted from 1 (`removed-at=N`).
    pub removed_at: Option<u64>,
    /// The answer to this exchange is noise (`garbage-at=N`).
    pub garbage_at: Option<u64>,
    /// One byte of this group is changed after signing (`tampered=DGn`).
    pub tampered: Option<DataGroup>,
    /// PACE is refused with `6985`, as when another program holds the session (`pace-refused`).
    pub pace_refused: bool,
    /// EF.CardAccess is gone, as if somebody in between hid it (`pace-hidden`).
    pub pace_hidden: bool,
    /// The chip knows other digits than the printed CAN (`wrong-can`).
    pub wrong_can: bool,
    /// The chip is a copy: it has all files, not the private keys (`copied`).
    pub copied: bool,
    /// This group announces a length far beyond its bytes (`lying-length=DGn`).
    pub lying_length: Option<DataGroup>,
    /// PACE is refused with `6985` until the card is reset, as after another program's session
    /// (`busy-until-reset`).
    pub busy_until_reset: bool,
    /// READ BINARY for more than so many bytes is refused with `6700` (`longest-read=N`).
    pub longest_read: Option<u32>,
    /// Every answer ends in `61FF`, for ever (`endless`).
    pub endless: bool,
    /// READ BINARY with a short identifier is not known (`no-short-identifiers`).
    pub no_short_identifiers: bool,
    /// The IAS application is not selected by name (`ias-by-master-file`).
    pub ias_by_master_file: bool,
    /// Every answer takes so long (`slow=MS`, at most 10,000 milliseconds).
    pub slow: Option<Duration>,
}

impl CardFaults {
    /// The names of all faults, as they are written.
    pub const NAMES: [&'static str; 14] = [
        "removed-at=N",
        "garbage-at=N",
        "tampered=DGn",
        "pace-refused",
        "pace-hidden",
        "wrong-can",
        "copied",
        "lying-length=DGn",
        "busy-until-reset",
        "longest-read=N",
        "endless",
        "no-short-identifiers",
        "ias-by-master-file",
        "slow=MS",
    ];

    fn add(&mut self, fault: &str) -> Option<()> {
        let (name, value) = match fault.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (fault, None),
        };
        let number = || value?.parse::<u64>().ok();
        let group = || DataGroup::new(value?.strip_prefix("DG")?.parse().ok()?);
        let plain = value.is_none();
        match name {
            "removed-at" => self.removed_at = Some(number()?),
            "garbage-at" => self.garbage_at = Some(number()?),
            "tampered" => self.tampered = Some(group()?),
            "lying-length" => self.lying_length = Some(group()?),
            "slow" => {
                let pause = number().filter(|pause| *pause <= MAX_PAUSE)?;
                self.slow = Some(Duration::from_millis(pause));
            }
            "pace-refused" if plain => self.pace_refused = true,
            "pace-hidden" if plain => self.pace_hidden = true,
            "wrong-can" if plain => self.wrong_can = true,
            "copied" if plain => self.copied = true,
            "busy-until-reset" if plain => self.busy_until_reset = true,
            "longest-read" => self.longest_read = Some(value?.parse().ok()?),
            "endless" if plain => self.endless = true,
            "no-short-identifiers" if plain => self.no_short_identifiers = true,
            "ias-by-master-file" if plain => self.ias_by_master_file = true,
            _ => return None,
        }
        Some(())
    }
}

impl FromStr for CardFaults {
    type Err = Error;

    /// Reads faults parted by commas; an empty text is none.
    ///
    /// # Errors
    /// `CIE-DEV-642` for a fault or a value that is not known.
    fn from_str(text: &str) -> Result<Self> {
        let mut faults = Self::default();
        for fault in text.split(',').filter(|fault| !fault.is_empty()) {
            let known = faults.add(fault.trim());
            known
                .ok_or_else(|| Error::new(Code::UnknownCardFault).detail(Self::NAMES.join(", ")))?;
        }
        Ok(faults)
    }
}

impl fmt::Display for CardFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let valued = |name: &str, value: Option<String>| value.map(|v| format!("{name}={v}"));
        let plain = |name: &str, set: bool| set.then(|| name.to_owned());
        let number = |n: Option<u64>| n.map(|n| n.to_string());
        let group = |g: Option<DataGroup>| g.map(|g| g.to_string());
        let faults = [
            valued("removed-at", number(self.removed_at)),
            valued("garbage-at", number(self.garbage_at)),
            valued("tampered", group(self.tampered)),
            plain("pace-refused", self.pace_refused),
            plain("pace-hidden", self.pace_hidden),
            plain("wrong-can", self.wrong_can),
            plain("copied", self.copied),
            valued("lying-length", group(self.lying_length)),
            plain("busy-until-reset", self.busy_until_reset),
            valued("longest-read", self.longest_read.map(|n| n.to_string())),
            plain("endless", self.endless),
            plain("no-short-identifiers", self.no_short_identifiers),
            plain("ias-by-master-file", self.ias_by_master_file),
            valued("slow", self.slow.map(|pause| pause.as_millis().to_string())),
        ];
        let faults: Vec<String> = faults.into_iter().flatten().collect();
        f.write_str(&faults.join(","))
    }
}
