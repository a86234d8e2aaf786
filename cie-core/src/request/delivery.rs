//! Where the card goes.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{CardRequest, IssueKind};
use crate::citizen::{Address, Residence};
use crate::fees::Calendar;
use crate::redact::Personal;
use crate::rule::delivery as rules;

/// Where the card is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeliveryMode {
    /// By registered post to the residence.
    Residence,
    /// By registered post to another address.
    Address(Box<Address>),
    /// To the comune, where it is collected.
    Comune,
}

/// How the card reaches its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Where it is sent.
    pub mode: DeliveryMode,
    /// Name of the person who may collect it instead of the holder.
    pub delegate: Option<Personal<String>>,
}

/// How the holder can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// E-mail address.
    pub email: Option<Personal<String>>,
    /// Telephone number.
    pub phone: Option<Personal<String>>,
}

impl CardRequest {
    /// The day by which the card is expected where it is sent, by the rule `delivery.when`: six
    /// working days from the request in Italy, fifteen days abroad. Nobody guarantees it.
    #[must_use]
    pub fn delivery_expected(&self, calendar: &Calendar) -> NaiveDate {
        let abroad = matches!(self.subject.residence, Some(Residence::Abroad { .. }));
        let sent_home = self.delivery.mode == DeliveryMode::Residence;
        let consular = matches!(self.kind, IssueKind::Consular(_));
        if consular || (abroad && sent_home) {
            let days = const { rules::DELIVERY_WHEN.days("abroad") };
            let expected = self.requested_on.checked_add_days(Days::new(days.into()));
            expected.unwrap_or(NaiveDate::MAX)
        } else {
            let days = const { rules::DELIVERY_WHEN.working_days("italy") };
            calendar.working_days_after(self.requested_on, days)
        }
    }
}
