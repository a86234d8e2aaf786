//! Connected parts of a black and white image.

/// A connected part: how many pixels, and the rectangle around them (`right` and `bottom` outside).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) pixels: usize,
    pub(crate) left: usize,
    pub(crate) top: usize,
    pub(crate) right: usize,
    pub(crate) bottom: usize,
}

/// Where nothing is.
pub(crate) const NOTHING: u32 = u32::MAX;

/// The parts of an image, joined over edges and corners, and for each pixel the number of its part,
/// or [`NOTHING`]. Rows of `width`; time and memory grow with the pixels only.
pub(crate) fn parts(mask: &[bool], width: usize) -> (Vec<Part>, Vec<u32>) {
    let mut labels = vec![NOTHING; mask.len()];
    let mut found = Vec::new();
    if width == 0 {
        return (found, labels);
    }
    let mut waiting = Vec::new();
    for start in 0..mask.len() {
        let number = u32::try_from(found.len()).unwrap_or(NOTHING);
        if !take(mask, &mut labels, start, number) {
            continue;
        }
        let mut part = Part {
            pixels: 0,
            left: usize::MAX,
            top: usize::MAX,
            right: 0,
            bottom: 0,
        };
        waiting.push(start);
        while let Some(at) = waiting.pop() {
            let (x, y) = (at % width, at / width);
            part.pixels += 1;
            part.left = part.left.min(x);
            part.right = part.right.max(x + 1);
            part.top = part.top.min(y);
            part.bottom = part.bottom.max(y + 1);
            for row in y.saturating_sub(1)..=y + 1 {
                for column in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let next = row * width + column;
                    if take(mask, &mut labels, next, number) {
                        waiting.push(next);
                    }
                }
            }
        }
        found.push(part);
    }
    (found, labels)
}

/// Labels a set pixel that has no label yet.
fn take(mask: &[bool], labels: &mut [u32], at: usize, number: u32) -> bool {
    match (mask.get(at), labels.get_mut(at)) {
        (Some(true), Some(label)) if *label == NOTHING => {
            *label = number;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn corners_join_and_edges_of_the_image_do_not() {
        let mask: Vec<bool> = "#..#.\
                               .#...\
                               ....#"
            .chars()
            .map(|c| c == '#')
            .collect();
        let (found, labels) = parts(&mask, 5);
        assert_eq!(found.len(), 3);
        let first = Part {
            pixels: 2,
            left: 0,
            top: 0,
            right: 2,
            bottom: 2,
        };
        assert_eq!(found.first(), Some(&first));
        assert_eq!(labels.iter().filter(|label| **label == NOTHING).count(), 11);
    }

    proptest! {
        #[test]
        fn every_set_pixel_is_in_one_part(
            mask in proptest::collection::vec(any::<bool>(), 0..200),
            width in 0_usize..20,
        ) {
            let (found, labels) = parts(&mask, width);
            let set = if width == 0 { 0 } else { mask.iter().filter(|set| **set).count() };
            prop_assert_eq!(found.iter().map(|part| part.pixels).sum::<usize>(), set);
            prop_assert_eq!(labels.iter().filter(|label| **label != NOTHING).count(), set);
        }
    }
}
