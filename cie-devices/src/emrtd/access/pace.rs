//! PACE (ICAO Doc 9303-11, 4.4; BSI TR-03110-2, 3.2).

use std::fmt;

use zeroize::Zeroizing;

use super::{Password, PasswordKind, authentication_token};
use crate::apdu::{CardTransport, Command, During, Meaning, Status};
use crate::emrtd::RandomSource;
use crate::emrtd::channel::Channel;
use crate::emrtd::crypto::cipher::{Cipher, unpad};
use crate::emrtd::crypto::group::Group;
use crate::emrtd::crypto::kdf::{Use, derive};
use crate::emrtd::crypto::{integrated, same, standard};
use crate::emrtd::messaging::SecureMessaging;
use crate::emrtd::security_info::{Mapping, PaceInfo};
use crate::emrtd::tlv::{self, Tlv};
use crate::{Code, Error, Result};

/// Tries to draw a key without leading zeros: one in 256 has some.
const DRAWS: usize = 32;

/// How access was gained with PACE.
#[derive(Debug)]
pub struct Pace {
    /// The suite, such as `PACE DH-GM 3DES, DH 2048`.
    pub suite: String,
    /// Which password opened it.
    pub password: PasswordKind,
    /// With the chip-authentication mapping: what proves the chip genuine, once its static key is
    /// known.
    pub chip_proof: Option<ChipMappingProof>,
}

/// The chip's part of the chip-authentication mapping, to be checked with its authentic static key.
pub struct ChipMappingProof {
    group: Group,
    factor: Zeroizing<Vec<u8>>,
    mapping_key: Vec<u8>,
}

impl ChipMappingProof {
    /// Checks the proof with the chip's static public key (an uncompressed point of the curve PACE
    /// ran on), read from DG14 or EF.CardSecurity and authenticated.
    ///
    /// # Errors
    /// `CIE-DEV-479` when the chip does not own the key, `CIE-DEV-425` for a key that is none.
    pub fn verify(&self, static_key: &[u8]) -> Result<()> {
        let key = self.group.check(static_key)?;
        let product = self.group.agree(&self.factor, &key)?;
        if same(&product, &self.mapping_key) {
            Ok(())
        } else {
            Err(Error::new(Code::ChipNotGenuine).detail("chip authentication mapping"))
        }
    }
}

impl fmt::Debug for ChipMappingProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChipMappingProof({})", self.group.name())
    }
}

/// Runs PACE with one of the suites of EF.CardAccess. Say whether the card offers the same suite with
/// several domain parameters, so that the one meant is named (tag 84). The channel is secure
/// afterwards.
///
/// # Errors
/// `CIE-DEV-422` for domain parameters that are not supported, `CIE-DEV-421` when the card does not
/// accept the password, `CIE-DEV-426` when it is blocked, `CIE-DEV-423` for malformed answers,
/// `CIE-DEV-425` for a weak public key, `CIE-DEV-424` when the card's token is wrong, `CIE-DEV-600`
/// when another program took the card's session (`6985`), and those of the transport.
pub fn pace<T: CardTransport>(
    channel: &mut Channel<T>,
    info: &PaceInfo,
    several: bool,
    password: &Password,
    random: &mut dyn RandomSource,
) -> Result<Pace> {
    let group = info
        .parameter
        .and_then(standard::group)
        .filter(|group| matches!(group, Group::Dh(_)) == info.is_dh())
        .ok_or_else(|| Error::new(Code::AccessUnsupported).detail("domain parameters"))?;
    let run = Run {
        info,
        group,
        cipher: info.cipher,
    };
    run.set(channel, several, password)?;
    let nonce = run.nonce(channel, password)?;
    let mapped = run.map(channel, &nonce, random)?;
    let keys = run.agree(channel, &mapped.generator, random)?;
    let chip = run.authenticate(channel, &keys)?;

    let chip_proof = match (info.mapping, chip) {
        (Mapping::ChipAuthentication, Some(sealed)) => {
            let factor = run.open_chip_data(&keys.encryption, &sealed)?;
            Some(ChipMappingProof {
                group: run.group.clone(),
                factor,
                mapping_key: mapped.their_key,
            })
        }
        (Mapping::ChipAuthentication, None) => {
            return Err(malformed("chip authentication data missing"));
        }
        _ => None,
    };
    channel.secure(SecureMessaging::new(
        run.cipher,
        &keys.encryption,
        &keys.checksum,
        &vec![0; run.cipher.block()],
    )?);
    Ok(Pace {
        suite: format!("{}, {}", info.name(), run.group.name()),
        password: password.kind(),
        chip_proof,
    })
}

fn malformed(what: &'static str) -> Error {
    Error::new(Code::AccessMalformed).detail(what)
}

struct Run<'a> {
    info: &'a PaceInfo,
    group: Group,
    cipher: Cipher,
}

struct Mapped {
    generator: Vec<u8>,
    their_key: Vec<u8>,
}

struct Keys {
    encryption: Zeroizing<Vec<u8>>,
    checksum: Zeroizing<Vec<u8>>,
    ours: Vec<u8>,
    theirs: Vec<u8>,
}

impl Run<'_> {
    /// MSE:Set AT.
    fn set<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        several: bool,
        password: &Password,
    ) -> Result<()> {
        let mut data = tlv::write(0x80, &self.info.protocol);
        data.extend(tlv::write(0x83, &[password.kind().reference()]));
        if let (true, Some(parameter)) = (several, self.info.parameter) {
            let octets = parameter.to_be_bytes();
            let octets: Vec<u8> = octets.into_iter().skip_while(|b| *b == 0).collect();
            data.extend(tlv::write(
                0x84,
                if octets.is_empty() { &[0] } else { &octets },
            ));
        }
        let command = Command::new(0x00, 0x22, 0xC1, 0xA4).data(&data);
        let status = channel.send(&command).during("PACE set")?.status();
        match status.meaning() {
            Meaning::ConditionsNotSatisfied => Err(busy("PACE set", status)),
            // A warning with the tries left is not a refusal, unless none is.
            Meaning::TriesLeft(tries) if tries > 0 => Ok(()),
            Meaning::TriesLeft(_) | Meaning::Blocked => Err(blocked(status)),
            _ => status.check("PACE set"),
        }
    }

    /// One GENERAL AUTHENTICATE; the value with the tag of the answer.
    fn step<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        last: bool,
        content: &[u8],
        step: &'static str,
    ) -> Result<Vec<u8>> {
        let long = matches!(&self.group, Group::Dh(_));
        let class = if last { 0x00 } else { 0x10 };
        let command = Command::new(class, 0x86, 0x00, 0x00).data(&tlv::write(0x7C, content));
        let command = if long && command.needs_extended() {
            command.expecting(65_536)
        } else {
            command.expecting(256)
        };
        let response = channel.send(&command).during(step)?;
        let status = response.status();
        match status.meaning() {
            Meaning::ConditionsNotSatisfied => return Err(busy(step, status)),
            Meaning::TriesLeft(0) | Meaning::Blocked => return Err(blocked(status)),
            Meaning::TriesLeft(_) | Meaning::VerificationFailed if last => {
                return Err(Error::new(Code::WrongAccessPassword).detail(format!("PACE, {status}")));
            }
            _ => {}
        }
        let data = response.ok(step)?;
        let outer = Tlv::expect(&data, 0x7C).map_err(|e| malformed(step).caused_by(e))?;
        Ok(outer.value.to_vec())
    }

    /// Step 1: the nonce, deciphered with the password.
    fn nonce<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        password: &Password,
    ) -> Result<Zeroizing<Vec<u8>>> {
        let answer = self.step(channel, false, &[], "PACE nonce")?;
        let sealed = member(&answer, 0x80, "PACE nonce")?;
        if sealed.is_empty() || sealed.len() > 32 || sealed.len() % self.cipher.block() != 0 {
            return Err(malformed("nonce length"));
        }
        let key = password.pace_key(self.cipher);
        self.cipher
            .decrypt(&key, &vec![0; self.cipher.block()], sealed)
    }

    /// Step 2: the generator.
    fn map<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        nonce: &[u8],
        random: &mut dyn RandomSource,
    ) -> Result<Mapped> {
        if self.info.mapping == Mapping::Integrated {
            let mut ours = vec![0; self.cipher.key_length()];
            random.fill(&mut ours)?;
            self.step(channel, false, &tlv::write(0x81, &ours), "PACE mapping")?;
            return Ok(Mapped {
                generator: integrated::map(&self.group, self.cipher, nonce, &ours)?,
                their_key: Vec::new(),
            });
        }
        let (private, ours) = self.key_pair(&self.group.generator(), random)?;
        let answer = self.step(channel, false, &tlv::write(0x81, &ours), "PACE mapping")?;
        let theirs = self.their_key(&answer, 0x82, &ours)?;
        let shared = self.group.agree(&private, &theirs)?;
        Ok(Mapped {
            generator: self.group.map_generic(nonce, &shared)?,
            their_key: theirs,
        })
    }

    /// Step 3: the keys.
    fn agree<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        generator: &[u8],
        random: &mut dyn RandomSource,
    ) -> Result<Keys> {
        let (private, ours) = self.key_pair(generator, random)?;
        let answer = self.step(channel, false, &tlv::write(0x83, &ours), "PACE agreement")?;
        let theirs = self.their_key(&answer, 0x84, &ours)?;
        let shared = self.group.agree(&private, &theirs)?;
        // The token is over the key as the chip sent it: the standard wants a number without
        // leading zeros, a chip that sends them counts them in.
        let sent = member(&answer, 0x84, "PACE public key")?;
        let theirs = if sent.len() > theirs.len() {
            self.group.minimal(&theirs).to_vec()
        } else {
            sent.to_vec()
        };
        let secret = self.group.secret(&shared);
        Ok(Keys {
            encryption: derive(secret, Use::Encryption, self.cipher),
            checksum: derive(secret, Use::Checksum, self.cipher),
            ours,
            theirs,
        })
    }

    fn key_pair(
        &self,
        generator: &[u8],
        random: &mut dyn RandomSource,
    ) -> Result<(Zeroizing<Vec<u8>>, Vec<u8>)> {
        for _ in 0..DRAWS {
            let private = self.group.draw(random)?;
            let public = self.group.public(generator, &private)?;
            // Chips differ in what they do about leading zeros: a key of ours has none.
            if self.group.minimal(&public).len() == public.len() {
                return Ok((private, public));
            }
        }
        Err(Code::RandomnessFailed.into())
    }

    fn their_key(&self, answer: &[u8], tag: u32, ours: &[u8]) -> Result<Vec<u8>> {
        let theirs = self.group.check(member(answer, tag, "PACE public key")?)?;
        if theirs == ours {
            return Err(Error::new(Code::BadCardKey).detail("our own key came back"));
        }
        Ok(theirs)
    }

    /// Step 4: both tokens; with the chip-authentication mapping also the chip's data.
    fn authenticate<T: CardTransport>(
        &self,
        channel: &mut Channel<T>,
        keys: &Keys,
    ) -> Result<Option<Vec<u8>>> {
        let token = |public: &[u8]| {
            authentication_token(
                self.cipher,
                &keys.checksum,
                &self.info.protocol,
                &self.group,
                public,
            )
        };
        let ours = tlv::write(0x85, &token(&keys.theirs)?);
        let answer = self.step(channel, true, &ours, "PACE token")?;
        let theirs = member(&answer, 0x86, "PACE token")?;
        if !same(&token(&keys.ours)?, theirs) {
            return Err(Error::new(Code::CardProofWrong).detail("PACE token"));
        }
        Ok(member(&answer, 0x8A, "").ok().map(<[u8]>::to_vec))
    }

    fn open_chip_data(&self, key: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        if sealed.len() > 256 || !sealed.len().is_multiple_of(16) {
            return Err(malformed("chip authentication data"));
        }
        let vector = self.cipher.encrypt_block(key, &[0xFF; 16])?;
        let plain = self.cipher.decrypt(key, &vector, sealed)?;
        unpad(&plain, 16)
            .map(|plain| Zeroizing::new(plain.to_vec()))
            .ok_or_else(|| malformed("chip authentication data"))
    }
}

/// The card is not where this protocol believes it to be: another program took its session.
fn busy(step: &'static str, status: Status) -> Error {
    Error::new(Code::CardBusy).detail(format!("{step}, {status}"))
}

fn blocked(status: Status) -> Error {
    Error::new(Code::AccessPasswordBlocked).detail(format!("PACE, {status}"))
}

fn member<'a>(content: &'a [u8], tag: u32, step: &'static str) -> Result<&'a [u8]> {
    tlv::elements(content)
        .and_then(|elements| tlv::find(&elements, tag))
        .map_err(|e| malformed(step).caused_by(e))
}
