//! Elliptic curves over prime fields, all of cofactor 1: points come and go as SEC 1 bytes.

use bp256::BrainpoolP256r1;
use bp384::BrainpoolP384r1;
use ecdsa::EcdsaCurve;
use elliptic_curve::ff::{Field, PrimeField};
use elliptic_curve::group::Group as _;
use elliptic_curve::ops::Reduce;
use elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use elliptic_curve::{
    AffinePoint, Curve as CurveTrait, CurveArithmetic, FieldBytes, FieldBytesSize, ProjectivePoint,
    Scalar,
};
use p256::NistP256;
use p384::NistP384;
use p521::NistP521;
use zeroize::Zeroizing;

use super::RandomSource;
use super::brainpool512::BrainpoolP512r1;
use crate::{Code, Error, Result};

/// Tries to draw a scalar: each succeeds with more than one chance in two.
const DRAWS: usize = 128;

/// A curve that this reader computes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Curve {
    /// NIST P-256 (secp256r1).
    P256,
    /// NIST P-384 (secp384r1).
    P384,
    /// NIST P-521 (secp521r1).
    P521,
    /// brainpoolP256r1.
    BrainpoolP256r1,
    /// brainpoolP384r1.
    BrainpoolP384r1,
    /// brainpoolP512r1.
    BrainpoolP512r1,
}

macro_rules! on_curve {
    ($curve:expr, $function:ident($($argument:expr),*)) => {
        match $curve {
            Curve::P256 => $function::<NistP256>($($argument),*),
            Curve::P384 => $function::<NistP384>($($argument),*),
            Curve::P521 => $function::<NistP521>($($argument),*),
            Curve::BrainpoolP256r1 => $function::<BrainpoolP256r1>($($argument),*),
            Curve::BrainpoolP384r1 => $function::<BrainpoolP384r1>($($argument),*),
            Curve::BrainpoolP512r1 => $function::<BrainpoolP512r1>($($argument),*),
        }
    };
}

impl Curve {
    /// Every curve.
    pub(crate) const ALL: [Self; 6] = [
        Self::P256,
        Self::P384,
        Self::P521,
        Self::BrainpoolP256r1,
        Self::BrainpoolP384r1,
        Self::BrainpoolP512r1,
    ];

    /// Its usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::BrainpoolP256r1 => "brainpoolP256r1",
            Self::BrainpoolP384r1 => "brainpoolP384r1",
            Self::BrainpoolP512r1 => "brainpoolP512r1",
        }
    }

    /// Its object identifier, content octets (RFC 5480, 2.1.1.1; RFC 5639, 4.1).
    pub(crate) fn oid(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
            Self::P384 => &[0x2B, 0x81, 0x04, 0x00, 0x22],
            Self::P521 => &[0x2B, 0x81, 0x04, 0x00, 0x23],
            Self::BrainpoolP256r1 => &[0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07],
            Self::BrainpoolP384r1 => &[0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0B],
            Self::BrainpoolP512r1 => &[0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0D],
        }
    }

    /// Bytes of a coordinate.
    pub(crate) fn field_bytes(self) -> usize {
        match self {
            Self::P256 | Self::BrainpoolP256r1 => 32,
            Self::P384 | Self::BrainpoolP384r1 => 48,
            Self::BrainpoolP512r1 => 64,
            Self::P521 => 66,
        }
    }

    /// The base point.
    pub(crate) fn generator(self) -> Vec<u8> {
        on_curve!(self, generator())
    }

    /// A point that the other side sent: uncompressed and on the curve.
    pub(crate) fn check(self, bytes: &[u8]) -> Result<()> {
        on_curve!(self, check(bytes))
    }

    /// A private key.
    pub(crate) fn draw(self, random: &mut dyn RandomSource) -> Result<Zeroizing<Vec<u8>>> {
        on_curve!(self, draw(random))
    }

    /// A point times a private key.
    pub(crate) fn multiply(self, bytes: &[u8], scalar: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        on_curve!(self, multiply(bytes, scalar))
    }

    /// The generator of the generic mapping: the base point times the nonce, plus the shared point.
    pub(crate) fn map_generic(self, nonce: &[u8], shared: &[u8]) -> Result<Vec<u8>> {
        on_curve!(self, map_generic(nonce, shared))
    }

    /// The inverse of a private key times another, modulo the order: what the chip of the
    /// chip-authentication mapping computes.
    pub(crate) fn quotient(self, dividend: &[u8], divisor: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        on_curve!(self, quotient(dividend, divisor))
    }

    /// Whether an ECDSA signature over a digest is right; r and s are big-endian numbers.
    pub(crate) fn verify(self, point: &[u8], digest: &[u8], r: &[u8], s: &[u8]) -> bool {
        on_curve!(self, verify(point, digest, r, s)).is_some()
    }
}

/// What every curve here can do.
trait Usable: EcdsaCurve + CurveArithmetic
where
    FieldBytesSize<Self>: ModulusSize,
    AffinePoint<Self>: FromSec1Point<Self> + ToSec1Point<Self>,
{
}

impl<C> Usable for C
where
    C: EcdsaCurve + CurveArithmetic,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
}

fn point<C>(bytes: &[u8]) -> Result<ProjectivePoint<C>>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    if bytes.first() != Some(&4) {
        return Err(Error::new(Code::BadCardKey).detail("point not uncompressed"));
    }
    let affine = AffinePoint::<C>::from_sec1_bytes(bytes)
        .map_err(|_| Error::new(Code::BadCardKey).detail("point not on the curve"))?;
    Ok(affine.into())
}

fn bytes<C>(point: ProjectivePoint<C>) -> Result<Vec<u8>>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    if bool::from(point.is_identity()) {
        return Err(Error::new(Code::BadCardKey).detail("point at infinity"));
    }
    let affine: AffinePoint<C> = point.into();
    Ok(affine.to_sec1_point(false).as_bytes().to_vec())
}

/// A number as wide as the field, from bytes that may be shorter or have leading zeros.
fn wide<C: CurveTrait>(number: &[u8]) -> Option<FieldBytes<C>> {
    let mut wide = FieldBytes::<C>::default();
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let number = number.get(zeros..)?;
    let from = wide.len().checked_sub(number.len())?;
    wide.get_mut(from..)?.copy_from_slice(number);
    Some(wide)
}

fn scalar<C: CurveArithmetic>(number: &[u8]) -> Result<Scalar<C>> {
    let wide = wide::<C>(number).ok_or(Code::BadCardKey)?;
    let scalar: Option<Scalar<C>> = Scalar::<C>::from_repr(wide).into();
    scalar
        .filter(|scalar| !bool::from(scalar.is_zero()))
        .ok_or_else(|| Code::BadCardKey.into())
}

fn generator<C>() -> Vec<u8>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    bytes::<C>(ProjectivePoint::<C>::generator()).unwrap_or_default()
}

fn check<C>(bytes: &[u8]) -> Result<()>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    point::<C>(bytes).map(|_| ())
}

fn draw<C: CurveArithmetic>(random: &mut dyn RandomSource) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(FieldBytes::<C>::default().to_vec());
    let spare = (8 - Scalar::<C>::NUM_BITS % 8) % 8;
    for _ in 0..DRAWS {
        random.fill(&mut bytes)?;
        if let Some(first) = bytes.first_mut() {
            *first &= 0xFF >> spare;
        }
        if scalar::<C>(&bytes).is_ok() {
            return Ok(bytes);
        }
    }
    Err(Code::RandomnessFailed.into())
}

fn multiply<C>(base: &[u8], number: &[u8]) -> Result<Zeroizing<Vec<u8>>>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    let product = point::<C>(base)? * scalar::<C>(number)?;
    bytes::<C>(product).map(Zeroizing::new)
}

fn map_generic<C>(nonce: &[u8], shared: &[u8]) -> Result<Vec<u8>>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    let wide = wide::<C>(nonce).ok_or(Code::AccessMalformed)?;
    let nonce = <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&wide);
    bytes::<C>(ProjectivePoint::<C>::generator() * nonce + point::<C>(shared)?)
}

fn quotient<C: CurveArithmetic>(dividend: &[u8], divisor: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let inverse: Option<Scalar<C>> = scalar::<C>(divisor)?.invert().into();
    let quotient = scalar::<C>(dividend)? * inverse.ok_or(Code::BadCardKey)?;
    Ok(Zeroizing::new(quotient.to_repr().to_vec()))
}

fn verify<C>(key: &[u8], digest: &[u8], r: &[u8], s: &[u8]) -> Option<()>
where
    C: Usable,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    let key = point::<C>(key).ok()?;
    let signature = ecdsa::Signature::<C>::from_scalars(wide::<C>(r)?, wide::<C>(s)?).ok()?;
    ecdsa::hazmat::verify_prehashed::<C>(&key, digest, &signature).ok()
}
