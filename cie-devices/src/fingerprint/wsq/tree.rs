//! How the image is cut into bands of frequencies.

/// Bands of the tree.
pub(super) const BANDS: usize = 64;
/// Bands that may be written: the last four, the finest detail of all, never are.
pub(super) const WRITTEN: usize = 60;
/// First and last band, exclusive, of each block of the file.
pub(super) const BLOCKS: [(usize, usize); 3] = [(0, 19), (19, 52), (52, WRITTEN)];

/// A rectangle of the plane of coefficients, and whether its frequencies run backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    /// What a high-pass filter leaves is mirrored in frequency: when it is split again, the high
    /// half is the lower one. So is everything right of a cut (across), or below it (down).
    pub(super) mirrored_across: bool,
    pub(super) mirrored_down: bool,
}

/// The first part of a line that is cut in two: the low-pass half has the odd sample, and stands
/// second when the line is mirrored.
pub(super) fn first_half(length: usize, mirrored: bool) -> usize {
    if mirrored {
        length / 2
    } else {
        length - length / 2
    }
}

impl Region {
    fn whole(width: usize, height: usize) -> Self {
        Self {
            x: 0,
            y: 0,
            width,
            height,
            mirrored_across: false,
            mirrored_down: false,
        }
    }

    /// Its quarters: top left, top right, bottom left, bottom right.
    fn quarters(self) -> [Self; 4] {
        let left = first_half(self.width, self.mirrored_across);
        let top = first_half(self.height, self.mirrored_down);
        let quarter = |right: bool, bottom: bool| Self {
            x: if right { self.x + left } else { self.x },
            y: if bottom { self.y + top } else { self.y },
            width: if right { self.width - left } else { left },
            height: if bottom { self.height - top } else { top },
            mirrored_across: right,
            mirrored_down: bottom,
        };
        [
            quarter(false, false),
            quarter(true, false),
            quarter(false, true),
            quarter(true, true),
        ]
    }
}

/// The regions that are split, parents first, and the bands that are left.
pub(super) struct Tree {
    pub(super) splits: Vec<Region>,
    pub(super) bands: Vec<Region>,
}

impl Tree {
    /// The tree of an image (IAFIS-IC-0110, figure of the 64 subbands).
    pub(super) fn new(width: usize, height: usize) -> Self {
        let mut splits = Vec::new();
        let mut split = |region: Region| {
            splits.push(region);
            region.quarters()
        };
        let [coarse, right, below, finest] = split(Region::whole(width, height));
        let [coarser, across, down, diagonal] = split(coarse);
        let [deepest, rest @ ..] = split(coarser);
        let mut bands = Vec::with_capacity(BANDS);
        // 0 to 18: the coarsest quarter of the coarsest quarter is split once more.
        let [heart, other @ ..] = split(deepest);
        bands.extend(split(heart));
        bands.extend(other);
        for region in rest {
            bands.extend(split(region));
        }
        // 19 to 50: sixteen each.
        for region in [across, down] {
            for quarter in split(region) {
                bands.extend(split(quarter));
            }
        }
        bands.push(diagonal);
        // 52 to 59: four each. 60 to 63 are not split, because they are not written.
        for region in [right, below] {
            bands.extend(split(region));
        }
        bands.extend(finest.quarters());
        Self { splits, bands }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The bands cover the image, each point once.
        #[test]
        fn bands_tile_the_image(width in 64_usize..200, height in 64_usize..200) {
            let tree = Tree::new(width, height);
            prop_assert_eq!(tree.bands.len(), BANDS);
            prop_assert_eq!(tree.splits.len(), 20);
            let mut seen = vec![0_u8; width * height];
            for band in &tree.bands {
                for y in band.y..band.y + band.height {
                    for x in band.x..band.x + band.width {
                        if let Some(cell) = seen.get_mut(y * width + x) {
                            *cell += 1;
                        }
                    }
                }
            }
            prop_assert!(seen.iter().all(|count| *count == 1));
        }
    }
}
