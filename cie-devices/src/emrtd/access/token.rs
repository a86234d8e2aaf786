//! The tokens by which both sides of a key agreement show that they reached the same keys.

use crate::Result;
use crate::emrtd::crypto::cipher::{Cipher, MAC, pad};
use crate::emrtd::crypto::group::Group;
use crate::emrtd::tlv;

/// The token over the other side's public key (ICAO Doc 9303-11, 4.4.3.4).
pub(crate) fn authentication_token(
    cipher: Cipher,
    key: &[u8],
    protocol: &[u8],
    group: &Group,
    public: &[u8],
) -> Result<[u8; MAC]> {
    let tag = match group {
        Group::Dh(_) => 0x84,
        Group::Ec(_) => 0x86,
    };
    let mut content = tlv::write(0x06, protocol);
    content.extend(tlv::write(tag, public));
    let object = tlv::write(0x7F49, &content);
    match cipher {
        Cipher::TripleDes => cipher.mac(key, &pad(&object, cipher.block())),
        _ => cipher.mac(key, &object),
    }
}
