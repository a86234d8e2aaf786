//! Where random bytes come from: the caller.

use ring::rand::{SecureRandom, SystemRandom};

use crate::{Code, Error, Result};

/// A source of random bytes fit for keys, handed in by the caller.
///
/// `ring::rand::SystemRandom` is one. The trait is open, unlike ring's, so that worked examples can
/// be reproduced byte for byte.
pub trait RandomSource {
    /// Fills the bytes.
    ///
    /// # Errors
    /// `CIE-DEV-428` when the source fails.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()>;
}

impl RandomSource for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        SecureRandom::fill(self, bytes)
            .map_err(|_| Error::new(Code::RandomnessFailed).detail("system"))
    }
}

impl<R: RandomSource + ?Sized> RandomSource for &mut R {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<()> {
        (**self).fill(bytes)
    }
}
