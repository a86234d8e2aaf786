//! The integrated mapping: two nonces to a field element, and that to a generator.
//!
//! Source: ICAO Doc 9303-11, 4.4.3.3.2 and appendix B.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, NonZero, Odd, Resize};
use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::curve::Curve;
use super::group::Group;
use super::standard::unhex;
use crate::{Code, Error, Result};

/// Constants of the pseudo-random function for keys of 128 bits.
const C0_128: [u8; 16] = unhex("A668892A7C41E3CA739F40B057D85904");
const C1_128: [u8; 16] = unhex("A4E136AC725F738B01C1F60217C188AD");
/// The same for keys of 192 and 256 bits.
const C0_256: [u8; 32] = unhex("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676");
const C1_256: [u8; 32] = unhex("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517");

/// The generator of the integrated mapping, for the chip's nonce and the terminal's.
pub(crate) fn map(group: &Group, cipher: Cipher, nonce: &[u8], ours: &[u8]) -> Result<Vec<u8>> {
    let prime = match group {
        Group::Dh(dh) => dh.prime(),
        Group::Ec(curve) => curve.equation().prime.to_vec(),
    };
    let field = field_element(cipher, nonce, ours, &prime)?;
    match group {
        Group::Dh(dh) => dh.map_integrated(&field),
        Group::Ec(curve) => point(*curve, &field),
    }
}

/// R_p(s, t): blocks of AES in a chain, taken modulo the prime.
fn field_element(cipher: Cipher, nonce: &[u8], ours: &[u8], prime: &[u8]) -> Result<BoxedUint> {
    let long = matches!(cipher, Cipher::Aes192 | Cipher::Aes256);
    let (c0, c1): (&[u8], &[u8]) = if long {
        (&C0_256, &C1_256)
    } else {
        (&C0_128, &C1_128)
    };
    let length = cipher.key_length();
    let zero = vec![0; cipher.block()];
    let prime = BoxedUint::from_be_slice_vartime(prime);
    let mut key = Zeroizing::new(cipher.encrypt(ours, &zero, nonce)?);
    let wanted = (prime.bits_vartime() as usize + 64).div_ceil(8 * c0.len());
    let mut output = Zeroizing::new(Vec::new());
    for _ in 0..wanted {
        let used = Zeroizing::new(key.get(..length).ok_or(Code::AccessMalformed)?.to_vec());
        output.extend_from_slice(&cipher.encrypt(&used, &zero, c1)?);
        key = Zeroizing::new(cipher.encrypt(&used, &zero, c0)?);
    }
    let wide = BoxedUint::from_be_slice_vartime(&output);
    let modulus = NonZero::new(prime)
        .into_option()
        .ok_or(Code::AccessMalformed)?;
    Ok(wide.rem_vartime(&modulus))
}

/// Point encoding of appendix B for curves whose prime is 3 modulo 4: the same steps for every
/// field element, so that timing says nothing of the nonce.
fn point(curve: Curve, field: &BoxedUint) -> Result<Vec<u8>> {
    let broken = || Error::new(Code::BadCardKey).detail("mapping");
    let equation = curve.equation();
    let prime = BoxedUint::from_be_slice_vartime(equation.prime);
    let precision = prime.bits_precision();
    let params =
        BoxedMontyParams::new_vartime(Odd::new(prime.clone()).into_option().ok_or_else(broken)?);
    let number = |bytes: &[u8]| {
        let number = BoxedUint::from_be_slice_vartime(bytes).resize(precision);
        BoxedMontyForm::new(number, &params)
    };
    let (a, b) = (number(equation.a), number(equation.b));
    let one = BoxedMontyForm::one(&params);
    let t = BoxedMontyForm::new(field.clone().resize(precision), &params);
    let one_uint = BoxedUint::one_with_precision(precision);
    let two_uint = one_uint.wrapping_add(&one_uint);
    let bits = prime.bits_vartime();

    // 1. alpha = -t^2; 2. X2 = -b/a (1 + 1/(alpha + alpha^2))
    let alpha = t.square().neg();
    let sum = alpha.square().add(&alpha);
    let inverse = |x: &BoxedMontyForm| x.pow_bounded_exp(&prime.wrapping_sub(&two_uint), bits);
    let x2 = b.neg().mul(&inverse(&a)).mul(&one.add(&inverse(&sum)));
    // 3. X3 = alpha X2; 4. h2 = X2^3 + a X2 + b
    let x3 = alpha.mul(&x2);
    let h2 = x2.square().mul(&x2).add(&a.mul(&x2)).add(&b);
    // 6. U = t^3 h2; 7. A = h2^(p - 1 - (p + 1)/4)
    let u = t.square().mul(&t).mul(&h2);
    let quarter = prime.wrapping_add(&one_uint).wrapping_shr(2);
    let exponent = prime.wrapping_sub(&one_uint).wrapping_sub(&quarter);
    let root = h2.pow_bounded_exp(&exponent, bits);
    // 8. if A^2 h2 = 1 the point is (X2, A h2), else (X3, A U)
    let square = root.square().mul(&h2);
    let first = square.retrieve() == one.retrieve();
    let (x, y) = if first {
        (x2, root.mul(&h2))
    } else {
        (x3, root.mul(&u))
    };
    let mut bytes = vec![4];
    for coordinate in [x, y] {
        let whole = coordinate.retrieve().to_be_bytes();
        let from = whole
            .len()
            .checked_sub(curve.field_bytes())
            .ok_or_else(broken)?;
        bytes.extend_from_slice(whole.get(from..).unwrap_or_default());
    }
    curve.check(&bytes).map_err(|_| broken())?;
    Ok(bytes)
}
