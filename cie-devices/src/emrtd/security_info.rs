//! What the chip's security can do: SecurityInfos (ICAO Doc 9303-11, 9.2).

use std::fmt;

use super::crypto::cipher::Cipher;
use super::tlv::Tlv;
use crate::{Code, Error, Result};

/// bsi-de protocols smartcard: 0.4.0.127.0.7.2.2.
const SMARTCARD: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02];
/// id-icao-mrtd-security-aaProtocolObject: 2.23.136.1.1.5.
const ACTIVE_AUTHENTICATION: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x05];
/// Most infos of a list: real chips have fewer than ten.
const MAX_INFOS: usize = 64;

/// How PACE turns the nonce into a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mapping {
    /// Generic mapping.
    Generic,
    /// Integrated mapping.
    Integrated,
    /// Chip-authentication mapping: generic, with a proof of genuineness.
    ChipAuthentication,
}

/// A suite of PACE that the chip offers.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PaceInfo {
    /// The protocol's object identifier, its content octets.
    pub protocol: Vec<u8>,
    /// Whether it computes on curves.
    pub elliptic: bool,
    /// How the generator is made.
    pub mapping: Mapping,
    /// Cipher of the secure channel.
    pub cipher: Cipher,
    /// Number of the domain parameters.
    pub parameter: Option<u64>,
}

impl PaceInfo {
    pub(crate) fn is_dh(&self) -> bool {
        !self.elliptic
    }

    /// Such as `PACE ECDH-GM AES-128`.
    #[must_use]
    pub fn name(&self) -> String {
        let agreement = if self.elliptic { "ECDH" } else { "DH" };
        let mapping = match self.mapping {
            Mapping::Generic => "GM",
            Mapping::Integrated => "IM",
            Mapping::ChipAuthentication => "CAM",
        };
        format!("PACE {agreement}-{mapping} {}", self.cipher.name())
    }

    fn read(protocol: &[u8], parts: &[Tlv<'_>]) -> Option<Self> {
        let &[agreement, cipher] = protocol.strip_prefix(SMARTCARD)?.strip_prefix(&[4])? else {
            return None;
        };
        let (elliptic, mapping) = match agreement {
            1 => (false, Mapping::Generic),
            2 => (true, Mapping::Generic),
            3 => (false, Mapping::Integrated),
            4 => (true, Mapping::Integrated),
            6 => (true, Mapping::ChipAuthentication),
            _ => return None,
        };
        let cipher = cipher_of(cipher)?;
        // The key of the mapping's cipher is AES where there is a proof or a block of it.
        if mapping == Mapping::ChipAuthentication && cipher == Cipher::TripleDes {
            return None;
        }
        let [version, rest @ ..] = parts else {
            return None;
        };
        (integer(version)? == 2).then(|| Self {
            protocol: protocol.to_vec(),
            elliptic,
            mapping,
            cipher,
            parameter: rest.first().and_then(integer),
        })
    }
}

impl fmt::Debug for PaceInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "PaceInfo({}, parameters {:?})",
            self.name(),
            self.parameter
        )
    }
}

/// A suite of chip authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChipAuthenticationInfo {
    /// The protocol's object identifier, its content octets.
    pub protocol: Vec<u8>,
    /// Whether it computes on curves.
    pub elliptic: bool,
    /// Cipher of the new secure channel.
    pub cipher: Cipher,
    /// Version of the protocol: 1 for travel documents.
    pub version: u64,
    /// Which key it is for, where there are several.
    pub key: Option<u64>,
}

/// A public key for chip authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChipAuthenticationKey {
    /// Whether it is a point of a curve.
    pub elliptic: bool,
    /// SubjectPublicKeyInfo in DER.
    pub key: Vec<u8>,
    /// Its number, where there are several.
    pub number: Option<u64>,
}

/// What the list says about active authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveAuthenticationInfo {
    /// Object identifier of the signature algorithm, its content octets.
    pub signature: Vec<u8>,
}

/// SecurityInfos of EF.CardAccess, EF.CardSecurity or DG14; what is not known is counted, not
/// refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityInfos {
    /// Suites of PACE, in the order of the list.
    pub pace: Vec<PaceInfo>,
    /// Suites of chip authentication.
    pub chip_authentication: Vec<ChipAuthenticationInfo>,
    /// Keys of chip authentication.
    pub chip_keys: Vec<ChipAuthenticationKey>,
    /// Active authentication with ECDSA.
    pub active_authentication: Option<ActiveAuthenticationInfo>,
    /// Whether the chip asks for terminal authentication before fingerprints.
    pub terminal_authentication: bool,
    /// Entries of other kinds.
    pub others: usize,
}

impl SecurityInfos {
    /// Reads the SET, as EF.CardAccess holds it.
    ///
    /// ```
    /// use cie_devices::emrtd::SecurityInfos;
    /// // EF.CardAccess of a CIE 3.0.
    /// let infos = SecurityInfos::parse(&[
    ///     0x31, 0x14, 0x30, 0x12, 0x06, 0x0A, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04, 0x01,
    ///     0x01, 0x02, 0x01, 0x02, 0x02, 0x01, 0x02,
    /// ])?;
    /// assert_eq!(infos.pace[0].name(), "PACE DH-GM 3DES");
    /// # Ok::<(), cie_devices::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CIE-DEV-427` when it is not such a set or has more than 64 members.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let malformed = |e: Error| Error::new(Code::SecurityInfosMalformed).caused_by(e);
        let set = Tlv::expect(bytes, 0x31).map_err(malformed)?;
        let members = set.children().map_err(malformed)?;
        if members.len() > MAX_INFOS {
            return Err(Error::new(Code::SecurityInfosMalformed).detail("too many"));
        }
        let mut infos = Self::default();
        for member in members {
            let parts = member
                .tagged(0x30)
                .and_then(|member| member.children())
                .map_err(malformed)?;
            let Some((protocol, parts)) = parts.split_first().filter(|(oid, _)| oid.tag == 6)
            else {
                return Err(Error::new(Code::SecurityInfosMalformed).detail("no protocol"));
            };
            infos.take(protocol.value, parts);
        }
        Ok(infos)
    }

    fn take(&mut self, protocol: &[u8], parts: &[Tlv<'_>]) {
        if let Some(pace) = PaceInfo::read(protocol, parts) {
            self.pace.push(pace);
        } else if let Some(chip) = chip_authentication(protocol, parts) {
            self.chip_authentication.push(chip);
        } else if let Some(key) = chip_key(protocol, parts) {
            self.chip_keys.push(key);
        } else if protocol == ACTIVE_AUTHENTICATION
            && let [_, signature] = parts
            && signature.tag == 6
        {
            self.active_authentication = Some(ActiveAuthenticationInfo {
                signature: signature.value.to_vec(),
            });
        } else if protocol.strip_prefix(SMARTCARD) == Some(&[2]) {
            self.terminal_authentication = true;
        } else {
            self.others += 1;
        }
    }
}

fn cipher_of(arc: u8) -> Option<Cipher> {
    match arc {
        1 => Some(Cipher::TripleDes),
        2 => Some(Cipher::Aes128),
        3 => Some(Cipher::Aes192),
        4 => Some(Cipher::Aes256),
        _ => None,
    }
}

fn chip_authentication(protocol: &[u8], parts: &[Tlv<'_>]) -> Option<ChipAuthenticationInfo> {
    let &[agreement @ (1 | 2), cipher] = protocol.strip_prefix(SMARTCARD)?.strip_prefix(&[3])?
    else {
        return None;
    };
    let [version, rest @ ..] = parts else {
        return None;
    };
    Some(ChipAuthenticationInfo {
        protocol: protocol.to_vec(),
        elliptic: agreement == 2,
        cipher: cipher_of(cipher)?,
        version: integer(version)?,
        key: rest.first().and_then(integer),
    })
}

fn chip_key(protocol: &[u8], parts: &[Tlv<'_>]) -> Option<ChipAuthenticationKey> {
    let &[agreement @ (1 | 2)] = protocol.strip_prefix(SMARTCARD)?.strip_prefix(&[1])? else {
        return None;
    };
    let [key, rest @ ..] = parts else {
        return None;
    };
    (key.tag == 0x30).then(|| ChipAuthenticationKey {
        elliptic: agreement == 2,
        key: key.whole.to_vec(),
        number: rest.first().and_then(integer),
    })
}

/// A non-negative INTEGER of up to eight octets.
pub(crate) fn integer(element: &Tlv<'_>) -> Option<u64> {
    if element.tag != 2 || element.value.is_empty() {
        return None;
    }
    let zeros = element.value.iter().take_while(|b| **b == 0).count();
    let digits = element.value.get(zeros..)?;
    let negative = zeros == 0 && digits.first().is_some_and(|b| b & 0x80 != 0);
    (digits.len() <= 8 && !negative).then(|| digits.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

impl<'a> Tlv<'a> {
    /// The octets of an INTEGER that is not negative, without the leading zero.
    pub(crate) fn unsigned(&self) -> Option<&'a [u8]> {
        match self.value {
            [0, rest @ ..] if self.tag == 2 && !rest.is_empty() => Some(rest),
            [first, ..] if self.tag == 2 && first & 0x80 == 0 => Some(self.value),
            _ => None,
        }
    }
}

/// The octets of a BIT STRING of whole octets.
pub(crate) fn bit_string<'a>(element: &Tlv<'a>) -> Option<&'a [u8]> {
    match element.value {
        [0, bits @ ..] if element.tag == 3 => Some(bits),
        _ => None,
    }
}
