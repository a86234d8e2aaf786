//! Who takes a request, and how the card reaches its holder.

use cie_core::citizen;
use cie_core::redact::Personal;
use cie_core::request as core;

use super::unfit;
use crate::fault::{Code, Error};
use crate::{Day, Result};

record! {
    /// The office that takes a request.
    pub struct Office {
        /// Name of the comune.
        pub comune: String,
        /// ISTAT code (6 digits).
        pub istat: String,
        /// Belfiore code (codice catastale).
        pub belfiore: String,
        /// Two-letter province.
        pub province: String,
        /// Name of the office (sede).
        pub name: String,
        /// Identifier of the workstation, 1 to 20 characters.
        pub workstation_id: String,
    }
}

record! {
    /// The operator who takes and signs a request.
    pub struct Operator {
        /// How the operator is called in journals and on the receipt: a role or a number, not a name.
        pub label: String,
        /// Codice fiscale.
        @personal pub codice_fiscale: String,
    }
}

record! {
    /// Leave of the comune of residence to issue a card to its resident (TULPS art. 3).
    pub struct NullaOsta {
        /// Comune that gave it.
        pub comune: String,
        /// Its protocol number.
        pub protocol: String,
        /// Date.
        pub on: Day,
    }
}

record! {
    /// How the holder can be reached.
    pub struct Contacts {
        /// E-mail address.
        @personal pub email: Option<String> = None,
        /// Telephone number.
        @personal pub phone: Option<String> = None,
    }
}

choice! {
    /// Where a card is sent.
    pub enum DeliveryMode {
        /// By registered post to the residence.
        Residence = "residence",
        /// By registered post to another address.
        Address = "address",
        /// To the comune, where it is collected.
        Comune = "comune",
    }
}

record! {
    /// An address in Italy.
    pub struct Address {
        /// Name of the comune.
        @personal pub comune: String,
        /// Its ISTAT code (6 digits), when known.
        @personal pub comune_istat: Option<String> = None,
        /// Its province (two letters), when known.
        @personal pub comune_province: Option<String> = None,
        /// Street type (specie): VIA, PIAZZA, CONTRADA…
        @personal pub street_type: Option<String> = None,
        /// Name of the street without its type.
        @personal pub street: String,
        /// Civic number, exactly as it is to be written.
        @personal pub civic: Option<String> = None,
        /// Post code (5 digits).
        @personal pub cap: Option<String> = None,
        /// Hamlet.
        @personal pub frazione: Option<String> = None,
    }
}

record! {
    /// How a card reaches its holder.
    pub struct Delivery {
        /// Where it is sent.
        pub mode: DeliveryMode,
        /// The other address, and only with it.
        @personal pub address: Option<Address> = None,
        /// Name of the person who may collect it instead of the holder.
        @personal pub delegate: Option<String> = None,
    }
}

mirrors! {
    Office = core::Office { comune, istat, belfiore, province, name, workstation_id }
    Operator = core::Operator { label, codice_fiscale }
    NullaOsta = core::NullaOsta { comune, protocol, on }
    Contacts = core::Contacts { email, phone }
}

impl From<Address> for citizen::Address {
    fn from(address: Address) -> Self {
        Self {
            comune: citizen::AddressPlace {
                name: address.comune,
                istat: address.comune_istat,
                province: address.comune_province,
            },
            street_type: address.street_type,
            street: Personal::new(address.street),
            civic: address.civic.as_deref().map(citizen::Civic::parse),
            cap: address.cap,
            frazione: address.frazione,
        }
    }
}

impl From<&citizen::Address> for Address {
    fn from(address: &citizen::Address) -> Self {
        Self {
            comune: address.comune.name.clone(),
            comune_istat: address.comune.istat.clone(),
            comune_province: address.comune.province.clone(),
            street_type: address.street_type.clone(),
            street: address.street.expose().clone(),
            civic: address.civic.as_ref().map(|civic| civic.verbatim.clone()),
            cap: address.cap.clone(),
            frazione: address.frazione.clone(),
        }
    }
}

impl TryFrom<Delivery> for core::Delivery {
    type Error = crate::ApiError;

    fn try_from(delivery: Delivery) -> Result<Self> {
        let mode = match (delivery.mode, delivery.address) {
            (DeliveryMode::Residence, None) => core::DeliveryMode::Residence,
            (DeliveryMode::Comune, None) => core::DeliveryMode::Comune,
            (DeliveryMode::Address, Some(address)) => {
                core::DeliveryMode::Address(Box::new(address.into()))
            }
            _ => return Err(unfit("delivery.address")),
        };
        Ok(Self {
            mode,
            delegate: delivery.delegate.map(Personal::new),
        })
    }
}

impl TryFrom<&core::Delivery> for Delivery {
    type Error = crate::ApiError;

    fn try_from(delivery: &core::Delivery) -> Result<Self> {
        let (mode, address) = match &delivery.mode {
            core::DeliveryMode::Residence => (DeliveryMode::Residence, None),
            core::DeliveryMode::Comune => (DeliveryMode::Comune, None),
            core::DeliveryMode::Address(address) => {
                (DeliveryMode::Address, Some(address.as_ref().into()))
            }
            _ => return Err(Error::new(Code::Defect).into()),
        };
        Ok(Self {
            mode,
            address,
            delegate: delivery.delegate.as_ref().map(|name| name.expose().clone()),
        })
    }
}
