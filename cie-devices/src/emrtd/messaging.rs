//! Secure messaging: every command sealed, every answer checked (ICAO Doc 9303-11, 9.8).

use std::fmt;

use zeroize::Zeroizing;

use super::crypto::cipher::{Cipher, MAC, pad, unpad};
use super::crypto::kdf::{Use, derive};
use super::crypto::same;
use super::tlv::{self, Tlv};
use crate::apdu::{Command, Response, Status};
use crate::{Code, Error, Result};

/// Class bits of a command whose header is authenticated.
const PROTECTED: u8 = 0x0C;

/// A secure channel: keys of one session, and the counter of its messages.
///
/// It also plays the card's side, for simulators. Keys are wiped when it is dropped.
pub struct SecureMessaging {
    cipher: Cipher,
    encryption: Zeroizing<Vec<u8>>,
    checksum: Zeroizing<Vec<u8>>,
    counter: Vec<u8>,
}

impl SecureMessaging {
    /// A channel with these two keys; the counter is as long as a block.
    ///
    /// # Errors
    /// `CIE-DEV-441` when a length is not that of the cipher.
    pub fn new(cipher: Cipher, encryption: &[u8], checksum: &[u8], counter: &[u8]) -> Result<Self> {
        let key = cipher.key_length();
        if encryption.len() != key || checksum.len() != key || counter.len() != cipher.block() {
            return Err(Error::new(Code::SecureMessagingMalformed).detail("key or counter length"));
        }
        Ok(Self {
            cipher,
            encryption: Zeroizing::new(encryption.to_vec()),
            checksum: Zeroizing::new(checksum.to_vec()),
            counter: counter.to_vec(),
        })
    }

    /// A channel out of a shared secret, counter zero, as PACE and chip authentication start it.
    pub(crate) fn from_secret(cipher: Cipher, secret: &[u8]) -> Result<Self> {
        Self::new(
            cipher,
            &derive(secret, Use::Encryption, cipher),
            &derive(secret, Use::Checksum, cipher),
            &vec![0; cipher.block()],
        )
    }

    /// Its cipher.
    #[must_use]
    pub fn cipher(&self) -> Cipher {
        self.cipher
    }

    /// The counter as it stands, for worked examples.
    #[must_use]
    pub fn counter(&self) -> &[u8] {
        &self.counter
    }

    /// The largest answer in bytes whose protected form still fits so many bytes with the status.
    pub(crate) fn payload_of(&self, response: usize) -> usize {
        // 87 82 xx xx 01, the block of padding, 99 02 .. .., 8E 08 ........, status.
        let room = response.saturating_sub(5 + 4 + 10 + 2);
        let room = if response <= 258 { room + 1 } else { room };
        (room / self.cipher.block() * self.cipher.block()).saturating_sub(1)
    }

    fn count(&mut self) {
        for byte in self.counter.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
    }

    fn vector(&self) -> Result<Vec<u8>> {
        match self.cipher {
            Cipher::TripleDes => Ok(vec![0; 8]),
            _ => self.cipher.encrypt_block(&self.encryption, &self.counter),
        }
    }

    fn encrypt(&self, data: &[u8]) -> Result<Vec<u8>> {
        let padded = pad(data, self.cipher.block());
        self.cipher
            .encrypt(&self.encryption, &self.vector()?, &padded)
    }

    fn decrypt(&self, data: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let plain = self
            .cipher
            .decrypt(&self.encryption, &self.vector()?, data)?;
        unpad(&plain, self.cipher.block())
            .map(|plain| Zeroizing::new(plain.to_vec()))
            .ok_or_else(|| Error::new(Code::SecureMessagingMalformed).detail("padding"))
    }

    fn mac(&self, parts: &[&[u8]]) -> Result<[u8; MAC]> {
        let mut input = self.counter.clone();
        for part in parts {
            input.extend_from_slice(part);
        }
        self.cipher
            .mac(&self.checksum, &pad(&input, self.cipher.block()))
    }

    /// Seals a command.
    ///
    /// # Errors
    /// `CIE-DEV-443` when it does not fit an extended command.
    pub fn protect(&mut self, command: &Command) -> Result<Command> {
        let [class, instruction, p1, p2] = command.header();
        let header = [class | PROTECTED, instruction, p1, p2];
        if command.payload().len() > 65_000 {
            return Err(Code::SecureMessagingTooLong.into());
        }
        self.count();
        let mut objects = Vec::new();
        if !command.payload().is_empty() {
            let sealed = self.encrypt(command.payload())?;
            if instruction & 1 == 1 {
                objects = tlv::write(0x85, &sealed);
            } else {
                let value = [&[1], sealed.as_slice()].concat();
                objects = tlv::write(0x87, &value);
            }
        }
        if let Some(expected) = command.expected() {
            objects.extend(write_expected(expected));
        }
        let padded_header = pad(&header, self.cipher.block());
        let mac = self.mac(&[&padded_header, &objects])?;
        objects.extend(tlv::write(0x8E, &mac));
        let [class, instruction, p1, p2] = header;
        let sealed = Command::new(class, instruction, p1, p2).data(&objects);
        let answer = command.expected().map_or(0, |le| self.protected_length(le));
        Ok(if answer > 256 || sealed.needs_extended() {
            sealed.expecting(65_536)
        } else {
            sealed.expecting(256)
        })
    }

    /// Bytes of the protected form of an answer, without the status.
    fn protected_length(&self, plain: u32) -> usize {
        let block = self.cipher.block();
        let sealed = (plain as usize / block + 1) * block + 1;
        let header = match sealed {
            0..=0x7F => 2,
            0x80..=0xFF => 3,
            _ => 4,
        };
        header + sealed + 4 + 10
    }

    /// Opens an answer: checks it, and gives data and status as the card meant them.
    ///
    /// # Errors
    /// `CIE-DEV-442` when the answer is not protected, `CIE-DEV-440` when its checksum is wrong,
    /// `CIE-DEV-441` when it is malformed. After an error the channel is of no more use.
    pub fn open(&mut self, response: &Response) -> Result<Response> {
        if response.data().is_empty() {
            return Err(Error::new(Code::SecureMessagingLost)
                .detail(format!("status {}", response.status())));
        }
        self.count();
        let objects = tlv::elements(response.data()).map_err(malformed)?;
        let Some((last, signed)) = objects.split_last() else {
            return Err(Code::SecureMessagingMalformed.into());
        };
        if last.tag != 0x8E {
            return Err(Error::new(Code::SecureMessagingMalformed).detail("no checksum"));
        }
        let covered: Vec<&[u8]> = signed.iter().map(|object| object.whole).collect();
        if !same(&self.mac(&covered)?, last.value) {
            return Err(Code::SecureMessagingChecksum.into());
        }
        let (status, sealed) = match signed {
            [status] => (status, None),
            [sealed, status] => (status, Some(sealed)),
            _ => return Err(Error::new(Code::SecureMessagingMalformed).detail("data objects")),
        };
        let status = match (status.tag, status.value) {
            (0x99, &[sw1, sw2]) => Status(u16::from_be_bytes([sw1, sw2])),
            _ => return Err(Error::new(Code::SecureMessagingMalformed).detail("status")),
        };
        let data = sealed.map(|object| self.unseal(object)).transpose()?;
        Ok(Response::new(
            data.map(|d| d.to_vec()).unwrap_or_default(),
            status,
        ))
    }

    fn unseal(&self, object: &Tlv<'_>) -> Result<Zeroizing<Vec<u8>>> {
        match (object.tag, object.value) {
            (0x87, [1, sealed @ ..]) | (0x85, sealed) => self.decrypt(sealed),
            _ => Err(Error::new(Code::SecureMessagingMalformed).detail("data object")),
        }
    }

    /// The card's side: opens a sealed command.
    ///
    /// # Errors
    /// `CIE-DEV-440` for a wrong checksum, `CIE-DEV-441` for anything else.
    pub fn open_command(&mut self, command: &Command) -> Result<Command> {
        let malformed_command = || Error::from(Code::SecureMessagingMalformed);
        let header = command.header();
        let [class, instruction, p1, p2] = header;
        if class & PROTECTED != PROTECTED {
            return Err(malformed_command().detail("class"));
        }
        self.count();
        let objects = tlv::elements(command.payload()).map_err(malformed)?;
        let (last, signed) = objects.split_last().ok_or_else(malformed_command)?;
        let padded_header = pad(&header, self.cipher.block());
        let mut covered: Vec<&[u8]> = vec![&padded_header];
        covered.extend(signed.iter().map(|object| object.whole));
        if last.tag != 0x8E || !same(&self.mac(&covered)?, last.value) {
            return Err(Code::SecureMessagingChecksum.into());
        }
        let mut plain = Command::new(class & !PROTECTED, instruction, p1, p2);
        for object in signed {
            match (object.tag, object.value) {
                (0x97, &[low]) => plain = plain.expecting(nonzero(low.into(), 256)),
                (0x97, &[high, low]) => {
                    let expected = u32::from(u16::from_be_bytes([high, low]));
                    plain = plain.expecting(nonzero(expected, 65_536));
                }
                _ => plain = plain.data(&self.unseal(object)?),
            }
        }
        Ok(plain)
    }

    /// The card's side: seals an answer.
    ///
    /// # Errors
    /// `CIE-DEV-441` when the keys are not those of the cipher.
    pub fn seal(&mut self, response: &Response, odd_instruction: bool) -> Result<Response> {
        self.count();
        let mut objects = Vec::new();
        if !response.data().is_empty() {
            let sealed = self.encrypt(response.data())?;
            objects = if odd_instruction {
                tlv::write(0x85, &sealed)
            } else {
                tlv::write(0x87, &[&[1], sealed.as_slice()].concat())
            };
        }
        objects.extend(tlv::write(0x99, &response.status().0.to_be_bytes()));
        let mac = self.mac(&[&objects])?;
        objects.extend(tlv::write(0x8E, &mac));
        Ok(Response::new(objects, response.status()))
    }
}

impl fmt::Debug for SecureMessaging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecureMessaging({}, keys [secret])", self.cipher.name())
    }
}

fn malformed(error: Error) -> Error {
    Error::new(Code::SecureMessagingMalformed).caused_by(error)
}

fn nonzero(value: u32, otherwise: u32) -> u32 {
    if value == 0 { otherwise } else { value }
}

fn write_expected(expected: u32) -> Vec<u8> {
    let [_, _, high, low] = expected.to_be_bytes();
    if expected <= 256 {
        tlv::write(0x97, &[low])
    } else {
        tlv::write(0x97, &[high, low])
    }
}
