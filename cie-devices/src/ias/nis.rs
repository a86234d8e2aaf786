//! The number for services, and the proof that it comes from a genuine chip.

use cie_core::redact::Personal;

use super::files::{IasFile, read_file};
use crate::apdu::{CardTransport, Command};
use crate::emrtd::passive::{Check, Evidence, Outcome, SecurityObject, TrustStore, Verdict};
use crate::emrtd::{Channel, RandomSource, RsaPublic, same};
use crate::{Code, Error, Result};

/// Reference of the key for services.
const KEY: u8 = 0x83;

/// The number for services (numero identificativo per i servizi): twelve digits, read without PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nis(Personal<String>);

impl Nis {
    /// Reads the twelve digits.
    ///
    /// # Errors
    /// `CIE-DEV-490` for anything else.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        if text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(Personal::from(text)))
        } else {
            Err(Error::new(Code::IasFileMalformed).detail("NIS"))
        }
    }

    /// The digits.
    #[must_use]
    pub fn digits(&self) -> &Personal<String> {
        &self.0
    }
}

/// Reads the NIS; the CIE's directory must be selected.
///
/// # Errors
/// `CIE-DEV-490` when it is not twelve digits, and those of reading.
pub fn read_nis<T: CardTransport>(channel: &mut Channel<T>) -> Result<Nis> {
    // By its short identifier, as the public software does; the long way where that is not known.
    let short = Command::new(0x00, 0xB0, 0x81, 0x00).expecting(12);
    let response = channel.send(&short)?;
    let bytes = if response.status().is_success() && !response.data().is_empty() {
        response.data().to_vec()
    } else {
        read_file(channel, IasFile::Nis)?
    };
    Nis::parse(bytes.get(..12).unwrap_or(&bytes))
}

/// A NIS with everything that vouches for it.
#[derive(Debug)]
#[non_exhaustive]
pub struct GenuineNis {
    /// The number.
    pub nis: Nis,
    /// Verdicts on the application's security object, on number and key in it, on its authority,
    /// and on the chip.
    pub verdicts: Vec<Verdict>,
}

/// Reads the NIS and has the chip prove that it is no copy: the key for services signs a fresh
/// challenge, and number and key must be those of the application's security object. The CIE's
/// directory must be selected.
///
/// # Errors
/// Those of reading. What was read and does not hold becomes a verdict.
pub fn authenticate_nis<T: CardTransport>(
    channel: &mut Channel<T>,
    trust: &TrustStore,
    random: &mut dyn RandomSource,
) -> Result<GenuineNis> {
    let nis = read_nis(channel)?;
    let key = read_file(channel, IasFile::ServicesKey)?;
    let sod = read_file(channel, IasFile::Sod)?;
    let mut verdicts = vouch(&sod, &nis, &key, trust);

    let mut challenge = [0; 16];
    random.fill(&mut challenge)?;
    let set = Command::new(0x00, 0x22, 0x41, 0xA4).data(&[0x80, 1, 0x02, 0x84, 1, KEY]);
    channel
        .send(&set)?
        .status()
        .check("internal authentication")?;
    let ask = Command::new(0x00, 0x88, 0x00, 0x00)
        .data(&challenge)
        .expecting(256);
    let answer = channel.send(&ask)?.ok("internal authentication")?;
    verdicts.push(match check_answer(&key, &challenge, &answer) {
        Ok(bits) => Verdict::new(
            Check::ChipGenuine,
            Outcome::Good,
            Evidence::new(
                format!("autenticazione interna, RSA {bits}"),
                format!("internal authentication, RSA {bits}"),
            ),
        ),
        Err(error) => Verdict::failed(Check::ChipGenuine, Outcome::Bad, error),
    });
    Ok(GenuineNis { nis, verdicts })
}

fn vouch(sod: &[u8], nis: &Nis, key: &[u8], trust: &TrustStore) -> Vec<Verdict> {
    let bad = |error| Verdict::failed(Check::SodSignature, Outcome::Bad, error);
    let object = match SecurityObject::parse(sod) {
        Ok(object) => object,
        Err(error) => return vec![bad(error)],
    };
    let mut verdicts = Vec::new();
    let signature = match object.check_signature() {
        Err(error) => Err(error),
        Ok(signature) => {
            let sound = [
                (IasFile::Nis, nis.digits().expose().as_bytes()),
                (IasFile::ServicesKey, key),
            ]
            .into_iter()
            .all(|(file, bytes)| {
                let number = file.sod_number().unwrap_or_default();
                object.matches(number, bytes) == Some(true)
            });
            if sound {
                Ok(signature)
            } else {
                Err(Error::new(Code::SodDigestWrong).detail("NIS or key not the ones signed"))
            }
        }
    };
    verdicts.push(match signature {
        Ok(signature) => Verdict::new(Check::SodSignature, Outcome::Good, signature.algorithm),
        Err(error) => bad(error),
    });
    if let Ok(signer) = object.signer() {
        verdicts.push(match trust.issuer_of(signer, signer.in_use_from()) {
            Ok(authority) => Verdict::new(
                Check::CscaChain,
                Outcome::Good,
                authority.subject().to_string(),
            ),
            Err(error) => {
                let outcome = match error.code() {
                    Code::CscaUnknown | Code::SodUnsupported => Outcome::Open,
                    _ => Outcome::Bad,
                };
                Verdict::failed(Check::CscaChain, outcome, error)
            }
        });
    }
    verdicts
}

/// The answer is a block of type 1 (PKCS#1 v1.5) around the challenge itself, with no digest and no
/// DigestInfo. Gives the bits of the key.
fn check_answer(key: &[u8], challenge: &[u8], answer: &[u8]) -> Result<usize> {
    let forged = || Error::from(Code::InternalAuthenticationFailed);
    let rsa = RsaPublic::from_der(key)
        .ok_or_else(|| Error::new(Code::IasFileMalformed).detail("key for services"))?;
    let block = rsa.recover(answer).ok_or_else(forged)?;
    let padding = block
        .len()
        .checked_sub(3 + challenge.len())
        .filter(|n| *n >= 8);
    let mut expected = vec![0, 1];
    expected.resize(2 + padding.ok_or_else(forged)?, 0xFF);
    expected.push(0);
    expected.extend_from_slice(challenge);
    if same(&block, &expected) {
        Ok(rsa.length() * 8)
    } else {
        Err(forged())
    }
}
