//! Who the card is for: names, birth, residence, citizenship.

mod address;
mod birth;
mod citizenship;
pub mod codice_fiscale;
mod name;
mod person;
pub mod place;
mod street_type;

pub use address::{Address, Civic, ForeignAddress, Place as AddressPlace, Residence};
pub use birth::BirthPlace;
pub use citizenship::{
    Citizenship, ITALY_STATE_CODE, NOT_ATTRIBUTABLE_STATE_CODE, STATELESS_STATE_CODE,
    UNDEFINED_STATE_CODE,
};
pub use name::NamePart;
pub use person::{Person, Sex, TaxCode};
pub use street_type::StreetType;
