//! Between whole pixels and lengths.

/// A count of pixels as a length. Pictures have far fewer than 2^24 pixels a side.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn length(pixels: u32) -> f32 {
    pixels as f32
}

/// The whole part of a length, between 0 and the largest number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped; NaN is 0.
pub(crate) fn whole(length: f32) -> u32 {
    length.clamp(0.0, 16_777_216.0) as u32
}

/// The nearest byte.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped; NaN is 0.
pub(crate) fn byte(value: f32) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

/// A count as a number for shares and means.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

/// A share of a count, 0 of nothing.
#[allow(clippy::cast_possible_truncation)] // Between 0 and 1.
pub(crate) fn share(part: usize, all: usize) -> f32 {
    if all == 0 {
        0.0
    } else {
        (number(part) / number(all)) as f32
    }
}

/// A count of pixels as a length.
pub(crate) fn extent(count: usize) -> f32 {
    share(count, 1)
}
