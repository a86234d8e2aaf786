//! An operator card that a module of other people drives: a card with the PIV application
//! (NIST SP 800-73-4), which OpenSC's PKCS#11 module knows. The SCO's own profile is not public.

use cie_devices::apdu::{CardTransport, Limits};
use cie_devices::operator::CardCertificate;
use cie_devices::sim::card::PoweredCard;
use cie_devices::sim::{Purpose, TestAuthority, Validity};
use cie_devices::{Code, Result};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::DecodePrivateKey;
use ring::rand::SystemRandom;

pub(crate) const PIN: &str = "13572468";
const AID: [u8; 5] = [0xA0, 0x00, 0x00, 0x03, 0x08];
/// The certificate for PIV authentication, and the card holder unique identifier.
const CERTIFICATE: [u8; 3] = [0x5F, 0xC1, 0x05];
const CHUID: [u8; 3] = [0x5F, 0xC1, 0x02];
/// Bytes of a short answer.
const SHORT: usize = 256;
const OK: u16 = 0x9000;

/// The card: a P-256 key, its certificate, a PIN with three tries.
pub(crate) struct PivCard {
    key: SigningKey,
    certificate: Vec<u8>,
    guid: [u8; 16],
    tries: u8,
    open: bool,
    /// What is left of a long answer.
    rest: Vec<u8>,
    /// Whether it is pulled out when it is to sign.
    pub(crate) leaves_at_sign: bool,
    /// Signatures made.
    pub(crate) signed: u32,
}

impl PivCard {
    pub(crate) fn issue(authority: &TestAuthority, validity: Validity, number: u8) -> Self {
        let issued = authority
            .issue("SCO 0001", Purpose::Signing, validity, &SystemRandom::new())
            .unwrap();
        Self {
            key: SigningKey::from_pkcs8_der(&issued.private_key).unwrap(),
            certificate: issued.certificate,
            guid: [number; 16],
            tries: 3,
            open: false,
            rest: Vec::new(),
            leaves_at_sign: false,
            signed: 0,
        }
    }

    pub(crate) fn certificate(&self) -> CardCertificate {
        CardCertificate::parse(&self.certificate).unwrap()
    }

    fn answer(&mut self, command: &[u8]) -> Result<(Vec<u8>, u16)> {
        let (header, body) = command.split_at(4.min(command.len()));
        // Short commands only: a length, that many bytes, perhaps an expected length.
        let data = match body {
            [length, data @ ..] if data.len() >= usize::from(*length) => {
                &data[..usize::from(*length)]
            }
            _ => &[],
        };
        Ok(match *header {
            [0x00, 0xA4, 0x04, 0x00] if data.starts_with(&AID) => (application(), OK),
            [0x00, 0xA4, ..] => (Vec::new(), 0x6A82),
            [0x00, 0xCB, 0x3F, 0xFF] => match data {
                [0x5C, 3, tag @ ..] if tag == CERTIFICATE => {
                    let parts = [tlv(&[0x70], &self.certificate), vec![0x71, 1, 0, 0xFE, 0]];
                    (tlv(&[0x53], &parts.concat()), OK)
                }
                [0x5C, 3, tag @ ..] if tag == CHUID => (tlv(&[0x53], &self.identifier()), OK),
                _ => (Vec::new(), 0x6A82),
            },
            [0x00, 0x20, 0x00, 0x80] => (Vec::new(), self.verify(data)),
            [0x00, 0x87, 0x11, 0x9A] => {
                if !self.open {
                    return Ok((Vec::new(), 0x6982));
                }
                if self.leaves_at_sign {
                    return Err(Code::CardRemoved.into());
                }
                // 7C { 82 (empty), 81 digest }: what is asked for, and what it is made of.
                let at = data.windows(2).position(|two| two == [0x81, 32]).unwrap();
                let digest = &data[at + 2..at + 34];
                let signature: DerSignature = self.key.sign_prehash(digest).unwrap();
                self.signed += 1;
                (tlv(&[0x7C], &tlv(&[0x82], signature.as_bytes())), OK)
            }
            _ => (Vec::new(), 0x6D00),
        })
    }

    fn verify(&mut self, pin: &[u8]) -> u16 {
        if pin.is_empty() {
            return if self.open {
                OK
            } else {
                0x63C0 | u16::from(self.tries)
            };
        }
        if self.tries == 0 {
            return 0x6983;
        }
        self.open = pin == PIN.as_bytes();
        self.tries = if self.open { 3 } else { self.tries - 1 };
        if self.open {
            OK
        } else {
            0x63C0 | u16::from(self.tries)
        }
    }

    /// CHUID: a FASC-N that says that the card is nobody's of the federal agencies, the card's own
    /// number, its last day.
    fn identifier(&self) -> Vec<u8> {
        let fasc_n = [
            0xD4, 0xE7, 0x39, 0xDA, 0x73, 0x9C, 0xED, 0x39, 0xCE, 0x73, 0x9D, 0x83, 0x68, 0x58,
            0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0xC8, 0x42, 0x10, 0xC3, 0xEB,
        ];
        [
            tlv(&[0x30], &fasc_n),
            tlv(&[0x34], &self.guid),
            tlv(&[0x35], b"20401231"),
            vec![0x3E, 0, 0xFE, 0],
        ]
        .concat()
    }
}

/// What SELECT answers: which application, and whose.
fn application() -> Vec<u8> {
    let own = tlv(&[0x4F], &[0x00, 0x00, 0x10, 0x00, 0x01, 0x00]);
    let authority = tlv(&[0x79], &tlv(&[0x4F], &AID));
    tlv(&[0x61], &[own, authority].concat())
}

fn tlv(tag: &[u8], value: &[u8]) -> Vec<u8> {
    let [.., high, low] = value.len().to_be_bytes();
    let length = match value.len() {
        ..=0x7F => vec![low],
        0x80..=0xFF => vec![0x81, low],
        _ => vec![0x82, high, low],
    };
    [tag, &length, value].concat()
}

impl CardTransport for PivCard {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        let status = if command.starts_with(&[0x00, 0xC0]) {
            OK
        } else {
            let (answer, status) = self.answer(command)?;
            self.rest = answer;
            status
        };
        let later = self.rest.split_off(self.rest.len().min(SHORT));
        let mut answer = std::mem::replace(&mut self.rest, later);
        let status = match self.rest.len() {
            0 => status,
            left => 0x6100 | u16::from(u8::try_from(left).unwrap_or(u8::MAX)),
        };
        answer.extend(status.to_be_bytes());
        Ok(answer)
    }

    fn limits(&self) -> Limits {
        Limits::SHORT
    }
}

impl PoweredCard for PivCard {
    fn power_cycle(&mut self) {
        self.open = false;
        self.rest.clear();
    }

    /// Direct convention, T=1; the historical bytes name the application (ISO/IEC 7816-4, 8.1.1).
    fn answer_to_reset(&self) -> Vec<u8> {
        let named = [&[0x80, 0xF9][..], &AID, &[0x00, 0x00, 0x10, 0x00]].concat();
        let mut answer = [&[0x3B, 0x8B, 0x80, 0x01][..], &named].concat();
        answer.push(answer[1..].iter().fold(0, |sum, byte| sum ^ byte));
        answer
    }
}
