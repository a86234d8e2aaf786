//! Why a card is issued, as far as money is concerned.

use serde::{Deserialize, Serialize};

use crate::rule::{Rule, fees as rules};
use crate::{Code, Error, Result};

/// Reason of issue; seven of them have a code in the PagoPA catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Loss (1).
    Loss,
    /// Theft (2).
    Theft,
    /// Damage (4).
    Damage,
    /// Renewal of an expired card (7).
    RenewalExpired,
    /// First issue (9).
    FirstIssue,
    /// Renewal of an expiring, paper or old-model card (10).
    RenewalExpiring,
    /// Change of personal data (11).
    DataChange,
    /// Renewal before the renewal window; some comuni charge it as a duplicate. No code.
    EarlyRenewal,
    /// Defective chip. No code.
    Defect,
    /// Never delivered, without the holder's fault. No code; consulates only.
    NotDelivered,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Loss,
        Self::Theft,
        Self::Damage,
        Self::RenewalExpired,
        Self::FirstIssue,
        Self::RenewalExpiring,
        Self::DataChange,
        Self::EarlyRenewal,
        Self::Defect,
        Self::NotDelivered,
    ];

    /// The code of the PagoPA catalogue, where there is one.
    #[must_use]
    pub fn pagopa_code(self) -> Option<u32> {
        match self {
            Self::Loss => Some(const { rules::REASON_CODES.count("loss") }),
            Self::Theft => Some(const { rules::REASON_CODES.count("theft") }),
            Self::Damage => Some(const { rules::REASON_CODES.count("damage") }),
            Self::RenewalExpired => Some(const { rules::REASON_CODES.count("renewal_expired") }),
            Self::FirstIssue => Some(const { rules::REASON_CODES.count("first_issue") }),
            Self::RenewalExpiring => Some(const { rules::REASON_CODES.count("renewal_expiring") }),
            Self::DataChange => Some(const { rules::REASON_CODES.count("data_change") }),
            Self::EarlyRenewal | Self::Defect | Self::NotDelivered => None,
        }
    }

    /// The reason with that code of the PagoPA catalogue.
    ///
    /// # Errors
    /// `CIE-CORE-216` when the catalogue has no such code.
    pub fn from_pagopa_code(code: u32) -> Result<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.pagopa_code() == Some(code))
            .ok_or_else(|| Error::new(Code::UnknownReason).detail(format!("{code}")))
    }

    /// The name used in tariff files, such as `first_issue`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Theft => "theft",
            Self::Damage => "damage",
            Self::RenewalExpired => "renewal_expired",
            Self::FirstIssue => "first_issue",
            Self::RenewalExpiring => "renewal_expiring",
            Self::DataChange => "data_change",
            Self::EarlyRenewal => "early_renewal",
            Self::Defect => "defect",
            Self::NotDelivered => "not_delivered",
        }
    }

    /// Whether the municipal right is doubled by statute.
    #[must_use]
    pub fn is_statutory_duplicate(self) -> bool {
        let doubled: &[&str] = const { rules::DUPLICATE_ONLY_FOR_LOSS.texts("doubled_for") };
        doubled.contains(&self.name())
    }

    /// The rule that gives the codes.
    #[must_use]
    pub fn rule() -> &'static Rule {
        &rules::REASON_CODES
    }
}
