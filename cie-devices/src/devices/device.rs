//! What every device of a workstation has in common.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use crate::Result;
use crate::said::Said;

/// What sort of device it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeviceKind {
    /// A reader of contactless or contact cards, over PC/SC.
    CardReader,
    /// The operator card, through its vendor's PKCS#11 module.
    OperatorCard,
    /// A scanner of documents.
    Scanner,
    /// A scanner of fingerprints.
    FingerprintScanner,
    /// A camera.
    Camera,
    /// A reader of barcodes.
    BarcodeReader,
}

impl DeviceKind {
    /// Its name in JSON, such as `card_reader`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CardReader => "card_reader",
            Self::OperatorCard => "operator_card",
            Self::Scanner => "scanner",
            Self::FingerprintScanner => "fingerprint_scanner",
            Self::Camera => "camera",
            Self::BarcodeReader => "barcode_reader",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> Said {
        match self {
            Self::CardReader => Said::new("lettore di carte", "card reader"),
            Self::OperatorCard => Said::new("carta operatore", "operator card"),
            Self::Scanner => Said::new("scanner", "scanner"),
            Self::FingerprintScanner => Said::new("scanner di impronte", "fingerprint scanner"),
            Self::Camera => Said::new("fotocamera", "camera"),
            Self::BarcodeReader => Said::new("lettore di codici a barre", "barcode reader"),
        }
    }
}

/// How a device that answered stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeviceState {
    /// It works, and what it works with is there: the card, the page, the picture.
    Ready,
    /// It works; there is no card in it.
    Empty,
    /// Another program has it.
    Busy,
    /// It cannot be tried without somebody's hand, and what is said of it says how.
    Untestable,
}

impl DeviceState {
    /// Its name in JSON, such as `ready`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Empty => "empty",
            Self::Busy => "busy",
            Self::Untestable => "untestable",
        }
    }
}

/// What an exchange with a device showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Probed {
    /// How it stands.
    pub state: DeviceState,
    /// What it said, for people.
    pub said: Said,
    /// Particulars for programs, free of personal data.
    pub facts: BTreeMap<String, String>,
}

impl Probed {
    /// A device that stands so.
    #[must_use]
    pub fn new(state: DeviceState, said: Said) -> Self {
        Self {
            state,
            said,
            facts: BTreeMap::new(),
        }
    }

    /// Adds a particular. Never put personal data here.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}

/// A device of the workstation, as its file of devices names it.
///
/// Object-safe and made of plain types: a kind of device that this crate does not know is one more
/// implementation.
pub trait Device: Send + Sync {
    /// The name that the file gives it.
    fn name(&self) -> &str;

    /// What sort it is.
    fn kind(&self) -> DeviceKind;

    /// By what it is driven, as the file says it: `pcsc`, `pkcs11`, `program`…
    fn driver(&self) -> &str;

    /// Makes a real exchange with it, within this time.
    ///
    /// # Errors
    /// `CIE-DEV-743` when it is not there, `CIE-DEV-744` when it does not answer in time,
    /// `CIE-DEV-745` when it fails, `CIE-DEV-746` when this build cannot drive it, `CIE-DEV-747`
    /// when its answer makes no sense, and those of its driver.
    fn probe(&self, limit: Duration) -> Result<Probed>;

    /// The file or node that appears when it is plugged in and goes when it is unplugged, for
    /// devices that have one.
    fn node(&self) -> Option<PathBuf> {
        None
    }

    /// Whether this is what the system calls it, for devices that the system names.
    fn answers_to(&self, _system_name: &str) -> bool {
        false
    }
}
