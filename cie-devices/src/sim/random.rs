//! A small reproducible generator for drawings. Never for keys.

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere for the same seed.
pub(super) struct Draw(u64);

impl Draw {
    /// Different streams for different uses of one seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut draw = Self(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let _ = draw.next();
        draw
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform from `low` to `high`.
    #[allow(clippy::cast_precision_loss)] // 24 random bits are exact in an f32.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * ((self.next() >> 40) as f32 / 16_777_216.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_the_published_sequence() {
        // Reference output of SplitMix64 for seed 1234567 (java.util.SplittableRandom family).
        let mut draw = Draw(1_234_567);
        assert_eq!(draw.next(), 6_457_827_717_110_365_317);
        assert_eq!(draw.next(), 3_203_168_211_198_807_973);
    }
}
