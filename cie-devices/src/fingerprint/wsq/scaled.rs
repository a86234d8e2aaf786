//! Decimal fractions as the file writes them: a whole number and a power of ten.

/// `digits` divided by ten to the power of `exponent`, 16 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scaled16 {
    pub(super) exponent: u8,
    pub(super) digits: u16,
}

/// The same with a sign and 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scaled32 {
    pub(super) negative: bool,
    pub(super) exponent: u8,
    pub(super) digits: u32,
}

/// Most decimal places written: beyond them a value counts as zero.
const MOST_PLACES: u8 = 12;

/// The most decimal places with which the value stays within `most`.
fn places(value: f64, most: f64) -> (u8, f64) {
    let mut found = (0, value.round().min(most));
    for exponent in 0..=MOST_PLACES {
        let digits = (value * 10_f64.powi(i32::from(exponent))).round();
        if digits > most {
            break;
        }
        found = (exponent, digits);
    }
    found
}

impl Scaled16 {
    /// The nearest to a value that is not negative.
    pub(super) fn new(value: f64) -> Self {
        let (exponent, digits) = places(value.max(0.0), f64::from(u16::MAX));
        // `places` keeps the digits within the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digits = digits as u16;
        Self { exponent, digits }
    }

    pub(super) fn value(self) -> f64 {
        f64::from(self.digits) / 10_f64.powi(i32::from(self.exponent))
    }
}

impl Scaled32 {
    /// The nearest to a value.
    pub(super) fn new(value: f64) -> Self {
        let (exponent, digits) = places(value.abs(), f64::from(u32::MAX));
        // `places` keeps the digits within the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digits = digits as u32;
        Self {
            negative: value < 0.0,
            exponent,
            digits,
        }
    }

    pub(super) fn value(self) -> f64 {
        let size = f64::from(self.digits) / 10_f64.powi(i32::from(self.exponent));
        if self.negative { -size } else { size }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_as_many_as_fit() {
        assert_eq!(
            Scaled16::new(0.44),
            Scaled16 {
                exponent: 5,
                digits: 44000
            }
        );
        assert_eq!(Scaled16::new(65535.0).digits, 65535);
        assert_eq!(Scaled16::new(1e9).digits, 65535);
        assert_eq!(Scaled16::new(0.0).value(), 0.0);
        let tap = Scaled32::new(-0.110_624_404_418_423);
        assert!(tap.negative && (tap.value() + 0.110_624_404_418_423).abs() < 1e-9);
    }
}
