//! Where the simulator takes chance from.

use ring::rand::{SecureRandom, SystemRandom};

use crate::{Code, Error, Result};

/// A source of random bytes.
pub trait Randomness: Send + Sync {
    /// Fills the buffer.
    ///
    /// # Errors
    /// `CIE-SIM-006` when there is no randomness to be had.
    fn fill(&self, buffer: &mut [u8]) -> Result<()>;
}

/// The operating system's generator, through ring.
#[derive(Clone, Debug)]
pub struct SystemRandomness(SystemRandom);

impl SystemRandomness {
    /// The operating system's generator.
    #[must_use]
    pub fn new() -> Self {
        Self(SystemRandom::new())
    }
}

impl Default for SystemRandomness {
    fn default() -> Self {
        Self::new()
    }
}

impl Randomness for SystemRandomness {
    fn fill(&self, buffer: &mut [u8]) -> Result<()> {
        self.0
            .fill(buffer)
            .map_err(|_| Error::new(Code::NoRandomness))
    }
}

/// `count` decimal digits, each equally likely.
pub(crate) fn digits(source: &dyn Randomness, count: usize) -> Result<zeroize::Zeroizing<String>> {
    // A source that never gives a usable byte must not hold the caller for ever.
    const ROUNDS: usize = 16;
    let mut digits = zeroize::Zeroizing::new(String::with_capacity(count));
    for _ in 0..ROUNDS {
        let mut bytes = zeroize::Zeroizing::new([0_u8; 32]);
        source.fill(bytes.as_mut_slice())?;
        // 250 and above are thrown away: they would make the digits 0 to 5 more likely.
        for byte in bytes.iter().filter(|byte| **byte < 250) {
            if digits.len() == count {
                return Ok(digits);
            }
            digits.push(char::from(b'0' + byte % 10));
        }
    }
    Err(Error::new(Code::NoRandomness).detail("the source repeats itself"))
}

/// 16 upper-case hexadecimal digits.
pub(crate) fn token(source: &dyn Randomness) -> Result<String> {
    let mut bytes = [0_u8; 8];
    source.fill(&mut bytes)?;
    Ok(format!("{:016X}", u64::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Constant(u8);
    impl Randomness for Constant {
        fn fill(&self, buffer: &mut [u8]) -> Result<()> {
            buffer.fill(self.0);
            Ok(())
        }
    }

    #[test]
    fn a_stuck_source_is_an_error_and_not_a_loop() {
        let error = digits(&Constant(255), 8).unwrap_err();
        assert_eq!(error.code(), Code::NoRandomness);
        assert_eq!(digits(&Constant(249), 8).unwrap().as_str(), "99999999");
    }

    /// Chi-squared with 9 degrees of freedom stays below 27.88 with probability 0.999; the bound
    /// here, 60, is passed by chance about once in 10^9 runs.
    #[test]
    fn digits_are_equally_likely() {
        let source = SystemRandomness::new();
        let mut seen = [0_f64; 10];
        for _ in 0..2_500 {
            for digit in digits(&source, 8).unwrap().bytes() {
                seen[usize::from(digit - b'0')] += 1.0;
            }
        }
        let expected = 2_000.0;
        let chi: f64 = seen.iter().map(|n| (n - expected).powi(2) / expected).sum();
        assert!(chi < 60.0, "{chi}");
    }
}
