//! Where the card goes.

use serde::{Deserialize, Serialize};

use crate::citizen::Address;
use crate::redact::Personal;

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
