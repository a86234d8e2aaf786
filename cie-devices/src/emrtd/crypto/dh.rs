//! Diffie-Hellman over prime fields.

use crypto_bigint::MontyForm as _;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd, Resize};
use zeroize::Zeroizing;

use super::RandomSource;
use crate::{Code, Error, Result};

/// Tries to draw a number below the order: each succeeds with more than one chance in two.
const DRAWS: usize = 128;
/// Bits of a prime: less is weak, more keeps the machine busy.
const PRIME_BITS: std::ops::RangeInclusive<u32> = 1024..=4096;

/// A subgroup of prime order of the numbers modulo a prime.
#[derive(Clone)]
pub(crate) struct DhGroup {
    params: BoxedMontyParams,
    prime: BoxedUint,
    generator: Vec<u8>,
    /// The order of the subgroup, where it is known.
    order: Option<BoxedUint>,
    length: usize,
    exponent_bits: u32,
}

impl DhGroup {
    /// Takes prime, generator and order, big-endian.
    ///
    /// # Errors
    /// `CIE-DEV-425` when they cannot be a group.
    pub(crate) fn new(prime: &[u8], generator: &[u8], order: Option<&[u8]>) -> Result<Self> {
        let weak = || Error::new(Code::BadCardKey).detail("domain parameters");
        if prime.len() > 520 || generator.len() > 520 || order.is_some_and(|q| q.len() > 520) {
            return Err(weak());
        }
        let prime = BoxedUint::from_be_slice_vartime(strip(prime));
        let bits = prime.bits_vartime();
        if !PRIME_BITS.contains(&bits) {
            return Err(weak());
        }
        let order = order.map(|q| BoxedUint::from_be_slice_vartime(strip(q)));
        let exponent_bits = order.as_ref().map_or(bits - 1, BoxedUint::bits_vartime);
        if exponent_bits < 160 || exponent_bits > bits {
            return Err(weak());
        }
        let odd = Odd::new(prime.clone()).into_option().ok_or_else(weak)?;
        let group = Self {
            params: BoxedMontyParams::new_vartime(odd),
            length: bits.div_ceil(8) as usize,
            prime,
            generator: Vec::new(),
            order,
            exponent_bits,
        };
        let generator = group.padded(generator).ok_or_else(weak)?;
        group.element(&generator).map_err(|_| weak())?;
        Ok(Self { generator, ..group })
    }

    /// Bytes of an element.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// The published generator.
    pub(crate) fn generator(&self) -> &[u8] {
        &self.generator
    }

    pub(crate) fn prime(&self) -> Vec<u8> {
        self.bytes(&self.prime)
    }

    /// The order of the subgroup, big-endian, where it is known.
    pub(crate) fn order(&self) -> Option<Vec<u8>> {
        let order = self.order.as_ref()?;
        Some(strip(&order.to_be_bytes()).to_vec())
    }

    /// An element as it travels: without leading zeros too many, with none missing.
    pub(crate) fn padded(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let bytes = strip(bytes);
        let zeros = self.length.checked_sub(bytes.len())?;
        let mut padded = vec![0; zeros];
        padded.extend_from_slice(bytes);
        Some(padded)
    }

    fn bytes(&self, number: &BoxedUint) -> Vec<u8> {
        let bytes = number.to_be_bytes();
        let from = bytes.len().saturating_sub(self.length);
        bytes.get(from..).unwrap_or_default().to_vec()
    }

    /// A number from 2 to the prime less 2, in Montgomery form.
    fn element(&self, bytes: &[u8]) -> Result<BoxedMontyForm> {
        let bad = || Error::from(Code::BadCardKey);
        if bytes.len() != self.length {
            return Err(bad().detail(format!("{} bytes, expected {}", bytes.len(), self.length)));
        }
        let precision = self.prime.bits_precision();
        let number = BoxedUint::from_be_slice(bytes, precision).map_err(|_| bad())?;
        let one = BoxedUint::one_with_precision(precision);
        if number <= one || number >= self.prime.wrapping_sub(&one) {
            return Err(bad().detail("small-order element"));
        }
        Ok(BoxedMontyForm::new(number, &self.params))
    }

    /// An element that the other side sent: in range and in the subgroup, so that no part of a
    /// private key can be learnt from the answer.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        let bytes = self.padded(bytes).ok_or(Code::BadCardKey)?;
        let element = self.element(&bytes)?;
        if let Some(order) = &self.order {
            let power = element.pow_bounded_exp(order, self.exponent_bits);
            if !bool::from(power.is_one()) {
                return Err(Error::new(Code::BadCardKey).detail("not in the subgroup"));
            }
        }
        Ok(bytes)
    }

    /// A private key.
    pub(crate) fn draw(&self, random: &mut dyn RandomSource) -> Result<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(vec![0; self.exponent_bits.div_ceil(8) as usize]);
        let spare = (8 - self.exponent_bits % 8) % 8;
        for _ in 0..DRAWS {
            random.fill(&mut bytes)?;
            if let Some(first) = bytes.first_mut() {
                *first &= 0xFF >> spare;
            }
            let number = Zeroizing::new(BoxedUint::from_be_slice_vartime(&bytes));
            let small = self.order.as_ref().is_none_or(|order| *number < *order);
            if small && number.bits() > 1 {
                return Ok(bytes);
            }
        }
        Err(Code::RandomnessFailed.into())
    }

    /// An element raised to a private key.
    pub(crate) fn power(&self, base: &[u8], exponent: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let base = self.element(base)?;
        let exponent = Zeroizing::new(BoxedUint::from_be_slice_vartime(exponent));
        // The length of the private key is public, its value is not.
        let power = base.pow_bounded_exp(&exponent, exponent.bits_precision());
        Ok(Zeroizing::new(self.bytes(&power.retrieve())))
    }

    /// The generator of the generic mapping: g to the nonce, times the shared element.
    pub(crate) fn map_generic(&self, nonce: &[u8], shared: &[u8]) -> Result<Vec<u8>> {
        let generator = self.element(&self.generator)?;
        let nonce = Zeroizing::new(BoxedUint::from_be_slice_vartime(nonce));
        let mapped = generator.pow_bounded_exp(&nonce, nonce.bits_precision());
        let mapped = mapped.mul(&self.element(shared)?).retrieve();
        let mapped = self.bytes(&mapped);
        self.element(&mapped)?;
        Ok(mapped)
    }

    /// The generator of the integrated mapping: a field element raised to (p - 1) / q.
    pub(crate) fn map_integrated(&self, field: &BoxedUint) -> Result<Vec<u8>> {
        let order = self.order.as_ref().ok_or(Code::AccessUnsupported)?;
        let precision = self.prime.bits_precision();
        let less = self
            .prime
            .wrapping_sub(BoxedUint::one_with_precision(precision));
        let order = order.resize(precision);
        let divisor = crypto_bigint::NonZero::new(order)
            .into_option()
            .ok_or(Code::BadCardKey)?;
        let (cofactor, _) = less.div_rem_vartime(&divisor);
        let field = BoxedMontyForm::new(field.clone().resize(precision), &self.params);
        let bits = cofactor.bits_vartime();
        let mapped = self.bytes(&field.pow_bounded_exp(&cofactor, bits).retrieve());
        self.element(&mapped)?;
        Ok(mapped)
    }
}

fn strip(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}
