//! The public side of RSA without padding rules, for challenges that ring does not know.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};

use crate::emrtd::tlv::Tlv;

/// An RSA public key of 1,024 to 8,192 bits.
pub(crate) struct RsaPublic {
    params: BoxedMontyParams,
    modulus: BoxedUint,
    exponent: BoxedUint,
    length: usize,
}

impl RsaPublic {
    /// Takes modulus and exponent, big-endian; none when they cannot be a key.
    pub(crate) fn new(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        let modulus = trimmed(modulus);
        let exponent = trimmed(exponent);
        if !(128..=1024).contains(&modulus.len()) || !(1..=8).contains(&exponent.len()) {
            return None;
        }
        let length = modulus.len();
        let modulus = BoxedUint::from_be_slice_vartime(modulus);
        let odd = Odd::new(modulus.clone()).into_option()?;
        Some(Self {
            params: BoxedMontyParams::new_vartime(odd),
            modulus,
            exponent: BoxedUint::from_be_slice_vartime(exponent),
            length,
        })
    }

    /// Takes RSAPublicKey in DER.
    pub(crate) fn from_der(key: &[u8]) -> Option<Self> {
        let numbers = Tlv::expect(key, 0x30).and_then(|key| key.children()).ok()?;
        match numbers.as_slice() {
            [modulus, exponent] => Self::new(modulus.unsigned()?, exponent.unsigned()?),
            _ => None,
        }
    }

    /// Length of the modulus in bytes.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// What was signed, as a block of the modulus' length; none for a signature that is no
    /// residue of the modulus.
    pub(crate) fn recover(&self, signature: &[u8]) -> Option<Vec<u8>> {
        if signature.len() != self.length {
            return None;
        }
        let precision = self.modulus.bits_precision();
        let signature = BoxedUint::from_be_slice(signature, precision).ok()?;
        if signature >= self.modulus {
            return None;
        }
        let power = BoxedMontyForm::new(signature, &self.params)
            .pow_bounded_exp(&self.exponent, self.exponent.bits_vartime());
        let bytes = power.retrieve().to_be_bytes();
        let from = bytes.len().checked_sub(self.length)?;
        bytes.get(from..).map(<[u8]>::to_vec)
    }
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}
