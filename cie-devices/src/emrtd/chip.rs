//! Proofs that the chip is genuine: chip authentication and active authentication.

use zeroize::Zeroizing;

use super::RandomSource;
use super::channel::Channel;
use super::crypto::cipher::Cipher;
use super::crypto::curve::Curve;
use super::crypto::dh::DhGroup;
use super::crypto::group::Group;
use super::crypto::hash::Hash;
use super::crypto::rsa::RsaPublic;
use super::crypto::{same, standard};
use super::messaging::SecureMessaging;
use super::passive::{PublicKey, parse_ecdsa};
use super::security_info::{SecurityInfos, bit_string, integer};
use super::tlv::{self, Tlv};
use crate::apdu::{CardTransport, Command, Meaning};
use crate::{Code, Error, Result};

/// dhKeyAgreement of PKCS#3: 1.2.840.113549.1.3.1.
const PKCS3: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x03, 0x01];
/// dhpublicnumber of X9.42: 1.2.840.10046.2.1.
const X942: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3E, 0x02, 0x01];
/// id-ecPublicKey: 1.2.840.10045.2.1.
const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// standardizedDomainParameters of the BSI: 0.4.0.127.0.7.1.2.
const STANDARD: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x02];
/// id-CA-DH-3DES-CBC-CBC and id-CA-ECDH-3DES-CBC-CBC, for keys without an info of their own.
const CA: [u8; 8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x03];

/// How the chip proved itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChipProof {
    /// Such as `chip authentication, ECDH P-256, AES-128`.
    pub method: String,
}

/// A chip's static key and the group it lives in.
struct StaticKey {
    group: Group,
    public: Vec<u8>,
}

impl StaticKey {
    /// Reads SubjectPublicKeyInfo of DG14.
    fn read(info: &[u8]) -> Result<Self> {
        let bad = |what: &'static str| Error::new(Code::BadCardKey).detail(what);
        let parts = Tlv::expect(info, 0x30)?.children()?;
        let [algorithm, key] = parts.as_slice() else {
            return Err(bad("key info"));
        };
        let key = bit_string(key).ok_or_else(|| bad("key bits"))?;
        let algorithm = algorithm.tagged(0x30)?.children()?;
        let [oid, parameters] = algorithm.as_slice() else {
            return Err(bad("key algorithm"));
        };
        let group = match oid.value {
            EC_KEY => match PublicKey::read(info) {
                Ok(PublicKey::Ec(curve, _)) => Group::Ec(curve),
                _ => return Err(Error::new(Code::AccessUnsupported).detail("curve")),
            },
            STANDARD => integer(parameters)
                .and_then(standard::group)
                .ok_or_else(|| Error::new(Code::AccessUnsupported).detail("domain parameters"))?,
            PKCS3 | X942 => {
                let numbers = parameters.tagged(0x30)?.children()?;
                let [p, g, rest @ ..] = numbers.as_slice() else {
                    return Err(bad("domain parameters"));
                };
                let number = |n: &Tlv<'_>| n.unsigned().map(<[u8]>::to_vec);
                let (p, g) = number(p).zip(number(g)).ok_or_else(|| bad("parameters"))?;
                // X9.42 gives the order; PKCS#3 the length of private keys, which is no order.
                let order = rest.first().filter(|_| oid.value == X942).and_then(number);
                Group::Dh(match standard::dh_group(&p, &g) {
                    Some(known) => known,
                    None => std::sync::Arc::new(DhGroup::new(&p, &g, order.as_deref())?),
                })
            }
            _ => return Err(Error::new(Code::AccessUnsupported).detail("kind of chip key")),
        };
        let public = match &group {
            // A DH key is an INTEGER inside of the bits; some chips leave the INTEGER out.
            Group::Dh(_) => match Tlv::read(key) {
                Ok((number, [])) if number.tag == 0x02 => {
                    number.unsigned().ok_or_else(|| bad("key"))?
                }
                _ => key,
            },
            Group::Ec(_) => key,
        };
        let public = group.check(public)?;
        Ok(Self { group, public })
    }
}

/// Whether a proof of PACE's chip-authentication mapping holds for one of the keys of DG14.
///
/// # Errors
/// `CIE-DEV-479` when it holds for none.
pub(crate) fn check_mapping_proof(
    proof: &super::access::ChipMappingProof,
    infos: &SecurityInfos,
) -> Result<ChipProof> {
    for key in infos.chip_keys.iter().filter(|key| key.elliptic) {
        if let Ok(key) = StaticKey::read(&key.key)
            && proof.verify(&key.public).is_ok()
        {
            return Ok(ChipProof {
                method: format!("PACE chip authentication mapping, {}", key.group.name()),
            });
        }
    }
    Err(Error::new(Code::ChipNotGenuine).detail("chip authentication mapping"))
}

/// Runs chip authentication (ICAO Doc 9303-11, 6.2) with the keys of DG14, and moves the channel to
/// the keys agreed. The chip has proved that it owns the key once the next protected command is
/// answered; one is sent here. DG14 must be authentic for that to mean anything.
///
/// # Errors
/// `CIE-DEV-422` when there is no usable key, `CIE-DEV-425` for a weak key, `CIE-DEV-479` when the
/// chip cannot follow to the new keys, and those of the transport.
pub fn chip_authentication<T: CardTransport>(
    channel: &mut Channel<T>,
    infos: &SecurityInfos,
    random: &mut dyn RandomSource,
) -> Result<ChipProof> {
    let none = || Error::new(Code::AccessUnsupported).detail("no key of chip authentication");
    let mut failed = none();
    let mut chosen = None;
    for entry in &infos.chip_keys {
        match StaticKey::read(&entry.key) {
            Ok(key) => {
                chosen = Some((entry, key));
                break;
            }
            Err(error) => failed = error,
        }
    }
    let Some((entry, key)) = chosen else {
        return Err(failed);
    };
    let info = infos
        .chip_authentication
        .iter()
        .filter(|info| info.elliptic == entry.elliptic && info.version == 1)
        .find(|info| info.key.is_none() || info.key == entry.number);
    let (cipher, protocol) = match info {
        Some(info) => (info.cipher, info.protocol.clone()),
        // Without an info of its own the key is for 3DES (ICAO Doc 9303-11, 9.2.5).
        None => {
            let suite: &[u8] = if entry.elliptic { &[2, 1] } else { &[1, 1] };
            (Cipher::TripleDes, [&CA, suite].concat())
        }
    };
    let private = key.group.draw(random)?;
    let ours = key.group.public(&key.group.generator(), &private)?;
    send_key(channel, cipher, &protocol, entry.number, &ours)?;
    let shared = key.group.agree(&private, &key.public)?;
    channel.secure(SecureMessaging::from_secret(
        cipher,
        key.group.secret(&shared),
    )?);
    confirm(channel)?;
    Ok(ChipProof {
        method: format!(
            "chip authentication, {}, {}",
            key.group.name(),
            cipher.name()
        ),
    })
}

/// MSE:Set KAT for 3DES, MSE:Set AT and GENERAL AUTHENTICATE for AES.
fn send_key<T: CardTransport>(
    channel: &mut Channel<T>,
    cipher: Cipher,
    protocol: &[u8],
    number: Option<u64>,
    ours: &[u8],
) -> Result<()> {
    let reference = number.map(|number| {
        let octets = number.to_be_bytes();
        let from = octets.iter().position(|b| *b != 0).unwrap_or(7);
        tlv::write(0x84, octets.get(from..).unwrap_or_default())
    });
    let reference = reference.unwrap_or_default();
    if cipher == Cipher::TripleDes {
        let mut data = tlv::write(0x91, ours);
        data.extend(reference);
        let command = Command::new(0x00, 0x22, 0x41, 0xA6).data(&data);
        return channel
            .send(&command)?
            .status()
            .check("chip authentication");
    }
    let mut data = tlv::write(0x80, protocol);
    data.extend(reference);
    let set = Command::new(0x00, 0x22, 0x41, 0xA4).data(&data);
    channel
        .send(&set)?
        .status()
        .check("chip authentication set")?;
    let data = tlv::write(0x7C, &tlv::write(0x80, ours));
    let command = Command::new(0x00, 0x86, 0x00, 0x00)
        .data(&data)
        .expecting(256);
    channel
        .send(&command)?
        .status()
        .check("chip authentication")
}

/// One command under the new keys: a chip without the private key cannot answer it. What it answers
/// does not matter, the checksum does.
fn confirm<T: CardTransport>(channel: &mut Channel<T>) -> Result<()> {
    let select = Command::new(0x00, 0xA4, 0x02, 0x0C).data(&[0x01, 0x1D]);
    match channel.send(&select) {
        Ok(_) => Ok(()),
        Err(error) => match error.code() {
            Code::SecureMessagingLost
            | Code::SecureMessagingChecksum
            | Code::SecureMessagingMalformed => Err(Error::new(Code::ChipNotGenuine)
                .detail("no answer under the new keys")
                .caused_by(error)),
            _ => Err(error),
        },
    }
}

/// Runs active authentication (ICAO Doc 9303-11, 6.1) with the key of DG15. The CIE has none; other
/// States' documents do. `signature` is the algorithm that DG14 names for ECDSA keys, its identifier's
/// content octets.
///
/// # Errors
/// `CIE-DEV-479` when the answer is not signed with the key, `CIE-DEV-422` for a kind of key that is
/// not supported, and those of the transport.
pub fn active_authentication<T: CardTransport>(
    channel: &mut Channel<T>,
    key: &[u8],
    signature: Option<&[u8]>,
    random: &mut dyn RandomSource,
) -> Result<ChipProof> {
    let mut challenge = [0; 8];
    random.fill(&mut challenge)?;
    let command = Command::new(0x00, 0x88, 0x00, 0x00)
        .data(&challenge)
        .expecting(256);
    let command = match PublicKey::read(key) {
        Ok(PublicKey::Rsa(ref key)) if key.len() > 270 => command.expecting(65_536),
        _ => command,
    };
    let response = channel.send(&command)?;
    if let Meaning::NotSupported = response.status().meaning() {
        return Err(Error::new(Code::CardFunctionMissing).detail("active authentication"));
    }
    let answer = response.ok("active authentication")?;
    verify_answer(key, signature, &challenge, &answer)
}

/// Judges an answer to a challenge of active authentication.
///
/// # Errors
/// As [`active_authentication`].
pub fn verify_answer(
    key: &[u8],
    signature: Option<&[u8]>,
    challenge: &[u8],
    answer: &[u8],
) -> Result<ChipProof> {
    let unsupported = || Error::new(Code::AccessUnsupported).detail("key of active authentication");
    let forged = || Error::new(Code::ChipNotGenuine).detail("active authentication");
    let key = PublicKey::read(key).map_err(|e| unsupported().caused_by(e))?;
    let method = match &key {
        PublicKey::Rsa(numbers) => {
            let rsa = RsaPublic::from_der(numbers).ok_or_else(unsupported)?;
            let block = rsa.recover(answer).ok_or_else(forged)?;
            let hash = recoverable(&block, challenge).ok_or_else(forged)?;
            format!(
                "active authentication, RSA {}, {}",
                rsa.length() * 8,
                hash.name()
            )
        }
        PublicKey::Ec(curve, point) => {
            let hash = ecdsa_hash(*curve, signature);
            let digest = hash.digest(&[challenge]);
            let plain = || answer.split_at_checked(answer.len() / 2);
            let right = [plain(), parse_ecdsa(answer)]
                .into_iter()
                .flatten()
                .any(|(r, s)| curve.verify(point, &digest, r, s));
            if !right {
                return Err(forged());
            }
            format!(
                "active authentication, ECDSA {}, {}",
                curve.name(),
                hash.name()
            )
        }
    };
    Ok(ChipProof { method })
}

/// The hash that DG14 names; else the one as wide as the key (ICAO Doc 9303-11, 6.1.2).
fn ecdsa_hash(curve: Curve, signature: Option<&[u8]>) -> Hash {
    // ecdsa-plain-SHAx and ecdsa-with-SHAx both end in a number of their hash.
    match signature {
        Some([0x04, .., 0x04, 0x01, 2] | [0x2A, .., 4, 3, 1]) => Hash::Sha224,
        Some([0x04, .., 0x04, 0x01, 3] | [0x2A, .., 4, 3, 2]) => Hash::Sha256,
        Some([0x04, .., 0x04, 0x01, 4] | [0x2A, .., 4, 3, 3]) => Hash::Sha384,
        Some([0x04, .., 0x04, 0x01, 5] | [0x2A, .., 4, 3, 4]) => Hash::Sha512,
        _ => match curve.field_bytes() {
            0..=32 => Hash::Sha256,
            33..=48 => Hash::Sha384,
            _ => Hash::Sha512,
        },
    }
}

/// Checks a block of ISO/IEC 9796-2, scheme 1: header, recovered part, digest, trailer.
fn recoverable(block: &[u8], challenge: &[u8]) -> Option<Hash> {
    let (hash, trailer) = match block {
        [.., 0xBC] => (Hash::Sha1, 1),
        [.., 0x33, 0xCC] => (Hash::Sha1, 2),
        [.., 0x34, 0xCC] => (Hash::Sha256, 2),
        [.., 0x35, 0xCC] => (Hash::Sha512, 2),
        [.., 0x36, 0xCC] => (Hash::Sha384, 2),
        [.., 0x38, 0xCC] => (Hash::Sha224, 2),
        _ => return None,
    };
    let (&header, rest) = block.split_first()?;
    if header & 0xF0 != 0x60 {
        return None;
    }
    let end = rest.len().checked_sub(trailer)?;
    let length = Zeroizing::new(hash.digest(&[])).len();
    let (recovered, digest) = rest
        .get(..end)?
        .split_at_checked(end.checked_sub(length)?)?;
    // Partial recovery only: the challenge is the part that was not sent back.
    same(&hash.digest(&[recovered, challenge]), digest).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_hex::hex;

    /// BSI TR-03110, worked examples of chip authentication. They run version 2, which travel documents
    /// do not use: the agreement is the same, the keys are derived with a nonce on top (A.2.3.2).
    #[test]
    fn agreements_of_the_bsi_examples() {
        use super::super::crypto::kdf::{Use, derive};
        let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").into();
        let folder = std::env::var_os("CIE_SHARED").unwrap_or_else(beside);
        let file = std::path::Path::new(&folder)
            .join("vectors/emrtd/bsi_tr03110_eac_worked_openpace.json");
        let Ok(text) = std::fs::read(file) else {
            return eprintln!("SKIPPED: no folder of vectors beside the checkout");
        };
        let vectors: serde_json::Value = serde_json::from_slice(&text).unwrap();
        for (name, number) in [("ecdh", 13), ("dh", 0)] {
            let field = |field: &str| {
                let name = format!("tc_{name}_ca_{field}");
                hex(vectors["arrays"][&name].as_str().unwrap())
            };
            let group = standard::group(number).unwrap();
            let element = |bytes: Vec<u8>| match &group {
                Group::Dh(group) => group.padded(&bytes).unwrap(),
                Group::Ec(_) => bytes,
            };
            let chip = group.check(&element(field("picc_pub_key"))).unwrap();
            let ours = group.check(&element(field("pcd_pub_key"))).unwrap();
            let private = |name: &str, length: usize| {
                let bytes = field(name);
                bytes[bytes.len().saturating_sub(length)..].to_vec()
            };
            let (long, short) = if number == 13 { (32, 32) } else { (128, 20) };
            let shared = field("shared_secret_k");
            for (key, other, length) in [
                (private("pcd_priv_key", long), &chip, long),
                (private("picc_priv_key", short), &ours, short),
            ] {
                assert!(key.len() <= length);
                let agreed = group.agree(&key, other).unwrap();
                assert_eq!(group.secret(&agreed), shared, "{name}");
            }
            let secret = [shared, field("nonce")].concat();
            for (role, expected) in [(Use::Encryption, "k_enc"), (Use::Checksum, "k_mac")] {
                let key = derive(&secret, role, Cipher::Aes128);
                assert_eq!(key.as_slice(), field(expected), "{name} {expected}");
            }
        }
    }

    /// Keys whose domain parameters are a number of ICAO Doc 9303-11, 9.5.1.
    #[test]
    fn keys_in_numbered_groups() {
        for number in [0, 1, 2, 12, 13, 15, 16, 17, 18] {
            let group = standard::group(number.into()).unwrap();
            let public = group.generator();
            let bits = match &group {
                Group::Dh(_) => tlv::integer(&public),
                Group::Ec(_) => public.clone(),
            };
            let algorithm = [tlv::write(0x06, STANDARD), tlv::write(0x02, &[number])].concat();
            let key = tlv::write(0x03, &[&[0], bits.as_slice()].concat());
            let info = tlv::write(0x30, &[tlv::write(0x30, &algorithm), key].concat());
            let read = StaticKey::read(&info).unwrap();
            assert_eq!((read.group.name(), read.public), (group.name(), public));
        }
    }

    /// ICAO Doc 9303-11, appendix F: the block that the key opens. The example prints no key.
    #[test]
    fn block_of_appendix_f() {
        let block = hex(concat!(
            "6A9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524C",
            "F23A5303CD6C98599F40B79F377B5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5",
            "C71AEA978264C4A207446DAD4E7292E2DCDA3024B47DA8C063AA1E6D22FBD976AB0FE73D94D2D9C6D881",
            "27BC"
        ));
        let challenge = hex("F173589974BF40C6");
        assert_eq!(recoverable(&block, &challenge), Some(Hash::Sha1));
        assert_eq!(recoverable(&block, &hex("F173589974BF40C7")), None);
        let mut altered = block.clone();
        altered[9] ^= 1;
        assert_eq!(recoverable(&altered, &challenge), None);
        assert_eq!(recoverable(&block[..12], &challenge), None);
    }
}
