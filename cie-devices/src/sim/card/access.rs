//! The suites of PACE a virtual card offers, and its side of basic access control.

use zeroize::Zeroizing;

use super::chip_key::keys;
use crate::apdu::{Response, Status};
use crate::emrtd::crypto::cipher::pad;
use crate::emrtd::crypto::group::Group;
use crate::emrtd::crypto::standard;
use crate::emrtd::{Cipher, Mapping, Password, RandomSource, SecureMessaging, same, tlv};
use crate::{Code, Result};

/// A suite of PACE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ChipSuite {
    /// How the generator is made.
    pub mapping: Mapping,
    /// Cipher.
    pub cipher: Cipher,
    /// Number of the domain parameters (ICAO Doc 9303-11, 9.5.1): 0 to 2 are DH, others curves.
    pub parameter: u8,
}

impl ChipSuite {
    /// The suite seen on real cards: DH, generic mapping, 3DES, RFC 5114 with 2,048 bits.
    pub const CIE: Self = Self {
        mapping: Mapping::Generic,
        cipher: Cipher::TripleDes,
        parameter: 2,
    };

    /// A suite.
    #[must_use]
    pub const fn new(mapping: Mapping, cipher: Cipher, parameter: u8) -> Self {
        Self {
            mapping,
            cipher,
            parameter,
        }
    }

    pub(super) fn protocol(self) -> Vec<u8> {
        let elliptic = self.parameter > 2;
        let agreement = match (self.mapping, elliptic) {
            (Mapping::Generic, false) => 1,
            (Mapping::Generic, true) => 2,
            (Mapping::Integrated, false) => 3,
            (Mapping::Integrated, true) => 4,
            (Mapping::ChipAuthentication, _) => 6,
        };
        let mut oid = vec![0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04];
        oid.extend([agreement, self.cipher.arc()]);
        oid
    }

    pub(super) fn group(self) -> Option<Group> {
        standard::group(self.parameter.into())
    }

    /// The suites as members of a list of SecurityInfos.
    pub(super) fn infos(suites: &[Self]) -> Vec<u8> {
        let info = |suite: &Self| {
            let parts = [
                tlv::write(0x06, &suite.protocol()),
                tlv::write(0x02, &[2]),
                tlv::write(0x02, &[suite.parameter]),
            ];
            tlv::write(0x30, &parts.concat())
        };
        suites.iter().flat_map(info).collect()
    }

    /// EF.CardAccess with these suites.
    pub(super) fn card_access(suites: &[Self]) -> Vec<u8> {
        tlv::write(0x31, &Self::infos(suites))
    }

    /// Three octets: mapping, cipher, parameters.
    pub(super) fn to_bytes(self) -> [u8; 3] {
        let mapping = match self.mapping {
            Mapping::Generic => 0,
            Mapping::Integrated => 1,
            Mapping::ChipAuthentication => 2,
        };
        [mapping, self.cipher.arc(), self.parameter]
    }

    pub(super) fn from_bytes([mapping, cipher, parameter]: [u8; 3]) -> Option<Self> {
        let mapping = match mapping {
            0 => Mapping::Generic,
            1 => Mapping::Integrated,
            2 => Mapping::ChipAuthentication,
            _ => return None,
        };
        Some(Self {
            mapping,
            cipher: cipher_of(cipher)?,
            parameter,
        })
    }
}

/// The cipher with this last arc of its identifiers.
pub(super) fn cipher_of(arc: u8) -> Option<Cipher> {
    [
        Cipher::TripleDes,
        Cipher::Aes128,
        Cipher::Aes192,
        Cipher::Aes256,
    ]
    .into_iter()
    .find(|cipher| cipher.arc() == arc)
}

/// The card's answer to EXTERNAL AUTHENTICATE, and the channel that follows.
pub(super) fn external_authenticate(
    zone: &Password,
    challenge: &[u8; 8],
    data: &[u8],
    random: &mut dyn RandomSource,
) -> Result<(Response, Option<SecureMessaging>)> {
    let cipher = Cipher::TripleDes;
    let refused = |status| Ok((Response::new(Vec::new(), Status(status)), None));
    let (encryption, checksum) = keys(zone.bac_seed().unwrap_or_default(), cipher);
    let Some((sealed, mac)) = data.split_at_checked(32) else {
        return refused(0x6700);
    };
    if !same(&cipher.mac(&checksum, &pad(sealed, 8))?, mac) {
        return refused(0x6300);
    }
    let plain = cipher.decrypt(&encryption, &[0; 8], sealed)?;
    let (theirs, rest) = plain.split_at_checked(8).ok_or(Code::AccessMalformed)?;
    let (echoed, their_key) = rest.split_at_checked(8).ok_or(Code::AccessMalformed)?;
    if echoed != challenge {
        return refused(0x6300);
    }
    let mut ours = Zeroizing::new([0; 16]);
    random.fill(ours.as_mut())?;
    let answer = Zeroizing::new([&challenge[..], theirs, ours.as_ref()].concat());
    let mut answer = cipher.encrypt(&encryption, &[0; 8], &answer)?;
    let mac = cipher.mac(&checksum, &pad(&answer, 8))?;
    answer.extend_from_slice(&mac);
    let seed: Zeroizing<Vec<u8>> = Zeroizing::new(
        their_key
            .iter()
            .zip(ours.iter())
            .map(|(a, b)| a ^ b)
            .collect(),
    );
    let (encryption, checksum) = keys(&seed, cipher);
    let counter = [challenge.get(4..), theirs.get(4..)]
        .map(Option::unwrap_or_default)
        .concat();
    let channel = SecureMessaging::new(cipher, &encryption, &checksum, &counter)?;
    Ok((Response::new(answer, Status::SUCCESS), Some(channel)))
}
