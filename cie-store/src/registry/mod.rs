//! What a registry decides, whatever database it is kept in.

pub(crate) mod cards;
pub(crate) mod holders;
pub(crate) mod matching;

use cie_core::exchange::{Search, Subject};

use crate::{Code, Error, Result};

/// Which card is shown as the card of a subject. Annulled cards are never shown, and no card hides
/// another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardPolicy {
    /// The newest card that has not expired on the day of the query (default).
    #[default]
    ValidOnly,
    /// The same; and where there is none, the newest expired one, for offices that renew by it.
    ValidOrLastExpired,
}

/// Which comune's registry this is, and how it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryConfig {
    comune_istat: String,
    /// Which card is shown.
    pub card_policy: CardPolicy,
}

impl RegistryConfig {
    /// The registry of this comune, by ISTAT code (6 digits).
    ///
    /// # Errors
    /// `CIE-STORE-052` when the code is not 6 digits.
    pub fn new(comune_istat: impl Into<String>) -> Result<Self> {
        let comune_istat = comune_istat.into();
        check_istat(&comune_istat)?;
        Ok(Self {
            comune_istat,
            card_policy: CardPolicy::default(),
        })
    }

    /// Chooses which card is shown.
    #[must_use]
    pub fn with_card_policy(mut self, policy: CardPolicy) -> Self {
        self.card_policy = policy;
        self
    }

    /// ISTAT code of the comune.
    #[must_use]
    pub fn comune_istat(&self) -> &str {
        &self.comune_istat
    }
}

/// What became of a sheet handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Upsert {
    /// It is new.
    Added,
    /// It was there with other content.
    Updated,
    /// It was there with the same content.
    Unchanged,
    /// Its card is recorded for another holder, or was noticed with other content: nothing was
    /// written.
    CardConflict,
}

pub(crate) fn check_istat(code: &str) -> Result<()> {
    if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        Ok(())
    } else {
        Err(Error::new(Code::BadIstat))
    }
}

/// Whether a sheet is this comune's: its person lives here, or did until cancelled, or it is not
/// known where they live.
pub(crate) fn is_here(subject: &Subject, comune_istat: &str) -> bool {
    let residence = subject.residence.as_ref().and_then(|r| r.comune());
    let istat = residence.and_then(|comune| comune.istat.as_deref());
    subject.cancellation.is_some() || istat.is_none_or(|istat| istat == comune_istat)
}

/// The answer for the sheets that match a query.
pub(crate) fn search(sheets: Vec<Subject>, comune_istat: &str) -> Search {
    let (here, elsewhere): (Vec<_>, Vec<_>) = sheets
        .into_iter()
        .partition(|sheet| is_here(sheet, comune_istat));
    if !here.is_empty() || elsewhere.is_empty() {
        return Search::Found(here);
    }
    let mut comuni = elsewhere
        .iter()
        .filter_map(|sheet| sheet.residence.as_ref()?.comune());
    let first = comuni.next();
    // Sheets that name different comuni leave it unknown.
    let agreed = first.filter(|first| comuni.all(|other| other.istat == first.istat));
    Search::ResidentElsewhere {
        istat: agreed.and_then(|comune| comune.istat.clone()),
        comune: agreed.map(|comune| comune.name.clone()),
    }
}
