//! One face for both kinds of Diffie-Hellman.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::RandomSource;
use super::curve::Curve;
use super::dh::DhGroup;
use crate::{Code, Error, Result};

/// Where keys are agreed. Elements travel as bytes: SEC 1 uncompressed points, or numbers as long
/// as the prime.
#[derive(Clone)]
pub(crate) enum Group {
    /// Numbers modulo a prime.
    Dh(Arc<DhGroup>),
    /// Points of a curve.
    Ec(Curve),
}

impl Group {
    pub(crate) fn generator(&self) -> Vec<u8> {
        match self {
            Self::Dh(group) => group.generator().to_vec(),
            Self::Ec(curve) => curve.generator(),
        }
    }

    pub(crate) fn draw(&self, random: &mut dyn RandomSource) -> Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Dh(group) => group.draw(random),
            Self::Ec(curve) => curve.draw(random),
        }
    }

    /// The public key of a private one, for a generator.
    pub(crate) fn public(&self, generator: &[u8], private: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Dh(group) => group.power(generator, private).map(|key| key.to_vec()),
            Self::Ec(curve) => curve.multiply(generator, private).map(|key| key.to_vec()),
        }
    }

    /// A public key of the other side, checked and as long as it should be.
    pub(crate) fn check(&self, key: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Dh(group) => group.check(key),
            Self::Ec(curve) => curve.check(key).map(|()| key.to_vec()),
        }
    }

    /// The shared element, from a checked key.
    pub(crate) fn agree(&self, private: &[u8], other: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Dh(group) => group.power(other, private),
            Self::Ec(curve) => curve.multiply(other, private),
        }
    }

    /// The secret of a shared element: the number, or the x coordinate; never shortened.
    pub(crate) fn secret<'a>(&self, shared: &'a [u8]) -> &'a [u8] {
        match self {
            Self::Dh(_) => shared,
            Self::Ec(_) => self.x(shared),
        }
    }

    /// The x coordinate of a point; all of a number.
    pub(crate) fn x<'a>(&self, element: &'a [u8]) -> &'a [u8] {
        match self {
            Self::Dh(_) => element,
            Self::Ec(curve) => element.get(1..=curve.field_bytes()).unwrap_or_default(),
        }
    }

    /// An element as the standard has it travel: a number of DH without leading zeros (unsigned
    /// integer, BSI TR-03110-3, D.2.1.1), a point as it is.
    pub(crate) fn minimal<'a>(&self, element: &'a [u8]) -> &'a [u8] {
        let zeros = match self {
            Self::Dh(_) => element.iter().take_while(|byte| **byte == 0).count(),
            Self::Ec(_) => 0,
        };
        element.get(zeros..).unwrap_or_default()
    }

    /// The generator of the generic mapping.
    pub(crate) fn map_generic(&self, nonce: &[u8], shared: &[u8]) -> Result<Vec<u8>> {
        let mapped = match self {
            Self::Dh(group) => group.map_generic(nonce, shared),
            Self::Ec(curve) => curve.map_generic(nonce, shared),
        };
        mapped.map_err(|e| Error::new(Code::BadCardKey).detail("mapping").caused_by(e))
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::Dh(group) => format!("DH {}", group.length() * 8),
            Self::Ec(curve) => format!("ECDH {}", curve.name()),
        }
    }
}
