//! From an image to a file.

use super::super::gray::GrayPrint;
use super::bits::BitWriter;
use super::coefficients::{Symbol, symbols};
use super::filter::Filters;
use super::huffman::Table;
use super::quantize::{Bins, BitRate, bins};
use super::scaled::{Scaled16, Scaled32};
use super::transform::Plane;
use super::tree::{BANDS, BLOCKS, Tree};
use super::{comment, marker};
use crate::Result;

/// Where the value of a bin stands between its edges (IAFIS-IC-0110).
const CENTRE: f64 = 0.44;
/// The parameters are those of the FBI's second encoder.
const ENCODER: u8 = 2;

/// Writes an image as a WSQ file, at a rate in bits a pixel.
///
/// The file begins with a comment (`NIST_COM`) that states the resolution, because the format has
/// no other place for it.
///
/// # Errors
/// None today: a [`GrayPrint`] is always within the bounds of the format.
pub fn encode(print: &GrayPrint, rate: BitRate) -> Result<Vec<u8>> {
    let (width, height) = (print.width() as usize, print.height() as usize);
    let (shift, scale) = levels(print.pixels());
    let (low, high) = Filters::standard();
    let filters = Filters::from_scaled(&low, &high);
    let tree = Tree::new(width, height);
    #[allow(clippy::cast_possible_truncation)]
    let (mean, range) = (
        shift.value() as f32,
        scale.value().max(f64::MIN_POSITIVE) as f32,
    );
    let level = |pixel: &u8| (f32::from(*pixel) - mean) / range;
    let mut plane = Plane {
        width,
        values: print.pixels().iter().map(level).collect(),
    };
    plane.split(&tree, &filters);
    let bins = bins(&plane, &tree, rate);

    let mut file = File::default();
    file.marker(marker::START_OF_IMAGE);
    let text = comment::write(print.width(), print.height(), print.ppi());
    file.segment(marker::COMMENT, text.as_bytes());
    file.segment(marker::TRANSFORM_TABLE, &transform_table(&low, &high));
    file.segment(marker::QUANTIZATION_TABLE, &quantization_table(&bins));
    file.segment(marker::START_OF_FRAME, &frame(print, shift, scale));
    // The first block has a code of its own, the other two share one.
    let [first, second, third] = BLOCKS.map(|bands| symbols(numbers(&plane, &tree, &bins, bands)));
    file.blocks(0, &[&first]);
    file.blocks(1, &[&second, &third]);
    file.marker(marker::END_OF_IMAGE);
    Ok(file.0)
}

/// The mean, and the scale that brings the farthest pixel to 128.
fn levels(pixels: &[u8]) -> (Scaled16, Scaled16) {
    let sum: u64 = pixels.iter().map(|pixel| u64::from(*pixel)).sum();
    let mean = sum as f64 / pixels.len().max(1) as f64;
    let low = f64::from(pixels.iter().min().copied().unwrap_or_default());
    let high = f64::from(pixels.iter().max().copied().unwrap_or_default());
    let range = (mean - low).max(high - mean) / 128.0;
    // An image of one gray has no range; any scale will do.
    let range = if range > 0.0 { range } else { 1.0 };
    (Scaled16::new(mean), Scaled16::new(range))
}

/// The numbers of the bins of some bands, in order.
fn numbers<'a>(
    plane: &'a Plane,
    tree: &'a Tree,
    bins: &'a [Bins; BANDS],
    (first, last): (usize, usize),
) -> impl Iterator<Item = i32> + 'a {
    let bands = tree.bands.iter().zip(bins).take(last).skip(first);
    let written = bands.filter(|(_, bins)| bins.written());
    written.flat_map(|(band, bins)| plane.rows(band).flatten().map(|value| bins.number(*value)))
}

fn transform_table(low: &[Scaled32], high: &[Scaled32]) -> Vec<u8> {
    // Whole lengths, of which the halves from the centre outward follow.
    let length = |half: &[Scaled32]| u8::try_from(half.len() * 2 - 1).unwrap_or(u8::MAX);
    let mut body = vec![length(low), length(high)];
    for tap in low.iter().chain(high) {
        body.extend([u8::from(tap.negative), tap.exponent]);
        body.extend(tap.digits.to_be_bytes());
    }
    body
}

fn scaled(value: Scaled16) -> [u8; 3] {
    let [high, low] = value.digits.to_be_bytes();
    [value.exponent, high, low]
}

fn quantization_table(bins: &[Bins; BANDS]) -> Vec<u8> {
    let mut body = scaled(Scaled16::new(CENTRE)).to_vec();
    for bins in bins {
        body.extend(scaled(bins.width));
        body.extend(scaled(bins.zero));
    }
    body
}

fn frame(print: &GrayPrint, shift: Scaled16, scale: Scaled16) -> Vec<u8> {
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX).to_be_bytes();
    let mut body = vec![0, 255];
    body.extend(side(print.height()));
    body.extend(side(print.width()));
    body.extend(scaled(shift));
    body.extend(scaled(scale));
    body.push(ENCODER);
    // No number of ours is registered with the FBI.
    body.extend([0, 0]);
    body
}

/// A file under way.
#[derive(Default)]
struct File(Vec<u8>);

impl File {
    fn marker(&mut self, marker: u16) {
        self.0.extend(marker.to_be_bytes());
    }

    fn segment(&mut self, marker: u16, body: &[u8]) {
        self.marker(marker);
        // Every segment written here is far below 64 KiB.
        let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
        self.0.extend(length.to_be_bytes());
        self.0.extend(body);
    }

    /// A code and the blocks that use it.
    fn blocks(&mut self, id: u8, blocks: &[&Vec<Symbol>]) {
        let mut counts = [0_u32; 256];
        for symbol in blocks.iter().copied().flatten() {
            if let Some(count) = counts.get_mut(usize::from(symbol.symbol)) {
                *count += 1;
            }
        }
        if counts.iter().all(|count| *count == 0) {
            // A code needs a symbol, though no block has one.
            counts = [0; 256];
            if let Some(count) = counts.get_mut(1) {
                *count = 1;
            }
        }
        let table = Table::for_counts(&counts);
        let mut body = vec![id];
        body.extend(table.counts);
        body.extend(&table.symbols);
        self.segment(marker::HUFFMAN_TABLE, &body);
        let codes = table.codes();
        for block in blocks {
            self.segment(marker::START_OF_BLOCK, &[id]);
            let mut writer = BitWriter::default();
            for symbol in *block {
                symbol.write(&codes, &mut writer);
            }
            self.0.extend(writer.finish());
        }
    }
}
