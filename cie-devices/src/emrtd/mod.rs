//! Electronic travel documents: gaining access, reading, verifying.

pub mod access;
mod channel;
mod chip;
pub(crate) mod crypto;
pub mod lds;
mod matching;
mod messaging;
pub mod passive;
mod security_info;
mod session;
pub mod tlv;

pub use access::Password;
pub use channel::{Channel, Traffic};
pub use chip::{ChipProof, active_authentication, chip_authentication, verify_answer};
pub use crypto::RandomSource;
pub use crypto::cipher::Cipher;
pub use crypto::curve::Curve;
pub use crypto::hash::Hash;
pub(crate) use crypto::rsa::RsaPublic;
pub(crate) use crypto::same;
pub(crate) use matching::travel_note;
pub use matching::{Requested, RequestedPhoto, match_request, match_zone};
pub use messaging::SecureMessaging;
pub use security_info::{
    ActiveAuthenticationInfo, ChipAuthenticationInfo, ChipAuthenticationKey, Mapping, PaceInfo,
    SecurityInfos,
};
pub use session::{Access, Continue, Files, Progress, Reader};
