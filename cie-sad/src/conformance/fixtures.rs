//! What the kit knows of the registry behind the connector.

use cie_core::exchange::Mode;
use cie_core::redact::Personal;

/// Citizens that the connector's registry is known to have, and what the kit may do to it.
///
/// Codes are those of citizens whose case is the one said; give synthetic people of a trial
/// registry. A case without a code is skipped.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixtures {
    /// ISTAT code of the comune whose registry is asked, 6 digits.
    pub comune_istat: String,
    /// Recipient in the heading of requests, 6 characters (`999999` without).
    pub recipient: String,
    /// Identifier of the workstation.
    pub workstation_id: String,
    /// Codice fiscale of the operator (that of nobody, without).
    pub operator: Personal<String>,
    /// A citizen who is resident, and the only one of that code.
    pub known: Personal<String>,
    /// Another such citizen.
    pub other: Option<Personal<String>>,
    /// A code that several citizens share.
    pub several: Option<Personal<String>>,
    /// A citizen who was cancelled from the registry.
    pub cancelled: Option<Personal<String>>,
    /// A citizen whom the registry knows to live in another comune.
    pub elsewhere: Option<Personal<String>>,
    /// A well-formed code that nobody has.
    pub absent: Personal<String>,
    /// Mode of the messages.
    pub mode: Mode,
    /// The kit may record and annul cards of `known` and `other`.
    pub may_write: bool,
    /// Prefix of operation identifiers and seed of serials: a different one for each run, or the
    /// connector answers from its memory. 1 to 12 letters and digits.
    pub run: String,
}

impl Fixtures {
    /// What is needed at least: the comune and one citizen.
    pub fn new(comune_istat: impl Into<String>, known: impl Into<String>) -> Self {
        let mut bytes = [0; 5];
        // Without randomness two runs would share their identifiers; the clock tells them apart.
        if ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes).is_err() {
            let since = std::time::SystemTime::UNIX_EPOCH
                .elapsed()
                .unwrap_or_default();
            bytes[..4].copy_from_slice(&since.subsec_nanos().to_be_bytes());
        }
        Self {
            comune_istat: comune_istat.into(),
            recipient: "999999".into(),
            workstation_id: "KIT-1".into(),
            // A synthetic code: Mario Rossi does not exist on that day in that comune.
            operator: Personal::from("RSSMRA80A01H501U"),
            known: Personal::new(known.into()),
            other: None,
            several: None,
            cancelled: None,
            elsewhere: None,
            absent: Personal::from("ZZZZZZ00A01A001X"),
            mode: Mode::Test,
            may_write: false,
            run: bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
        }
    }
}
