//! Better chances for a symbol that was not read at once: straightened, averaged along its bars,
//! sharpened, thresholded by its surroundings.

use image::GrayImage;
use image::imageops::{FilterType, resize, rotate90};

/// Pictures with more pixels than this are made smaller first, so that all attempts together take
/// a bounded time.
const MAX_PIXELS: f64 = 1_200_000.0;
/// Skews that are tried, in degrees, likeliest first.
const SKEWS: [f32; 11] = [
    0.0, 4.0, -4.0, 8.0, -8.0, 12.0, -12.0, 16.0, -16.0, 2.0, -2.0,
];
/// Rows that become one.
const ROWS: usize = 8;

/// The attempts, in order, each made when it is asked for: two for each skew and quarter turn.
pub(super) fn attempts(gray: &GrayImage) -> impl Iterator<Item = GrayImage> {
    let (width, height) = (f64::from(gray.width()), f64::from(gray.height()));
    let factor = (MAX_PIXELS / (width * height)).sqrt();
    let upright = if factor < 1.0 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let size = |side: f64| ((side * factor) as u32).max(1);
        resize(gray, size(width), size(height), FilterType::Triangle)
    } else {
        gray.clone()
    };
    let sideways = rotate90(&upright);
    SKEWS.into_iter().flat_map(move |skew| {
        [&upright, &sideways]
            .map(|picture| {
                let straight = if skew == 0.0 {
                    picture.clone()
                } else {
                    turned(picture, skew)
                };
                averaged(&straight)
            })
            .into_iter()
            .flat_map(|rows| [threshold(&rows), sharpened(&rows)])
            .collect::<Vec<_>>()
    })
}

/// The picture turned about its middle by so many degrees; what comes from outside is white.
fn turned(picture: &GrayImage, degrees: f32) -> GrayImage {
    let (sine, cosine) = {
        let angle = degrees.to_radians();
        (libm::sinf(angle), libm::cosf(angle))
    };
    let (width, height) = picture.dimensions();
    #[allow(clippy::cast_precision_loss)]
    let (mx, my) = (width as f32 / 2.0, height as f32 / 2.0);
    GrayImage::from_fn(width, height, |x, y| {
        #[allow(clippy::cast_precision_loss)]
        let (dx, dy) = (x as f32 + 0.5 - mx, y as f32 + 0.5 - my);
        let (sx, sy) = (
            cosine * dx - sine * dy + mx - 0.5,
            sine * dx + cosine * dy + my - 0.5,
        );
        image::Luma([between(picture, sx, sy)])
    })
}

/// The value at a point between pixels.
fn between(picture: &GrayImage, x: f32, y: f32) -> u8 {
    let (left, top) = (x.floor(), y.floor());
    let at = |x: f32, y: f32| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let pixel = (x >= 0.0 && y >= 0.0)
            .then(|| picture.get_pixel_checked(x as u32, y as u32))
            .flatten();
        pixel.map_or(255.0, |pixel| f32::from(pixel.0[0]))
    };
    let (right, down) = (x - left, y - top);
    let upper = at(left, top) * (1.0 - right) + at(left + 1.0, top) * right;
    let lower = at(left, top + 1.0) * (1.0 - right) + at(left + 1.0, top + 1.0) * right;
    byte(upper * (1.0 - down) + lower * down)
}

/// Each row the mean of [`ROWS`] rows: noise averages out, bars stay.
fn averaged(picture: &GrayImage) -> GrayImage {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if width == 0 {
        return picture.clone();
    }
    let raw = picture.as_raw();
    let starts = (0..height.saturating_sub(ROWS).max(1)).step_by(ROWS);
    let mut rows = Vec::new();
    for start in starts {
        let mut sums = vec![0_u32; width];
        let lines = raw.chunks_exact(width).skip(start).take(ROWS);
        let count = u32::try_from(lines.len()).unwrap_or(1).max(1);
        for line in lines {
            for (sum, value) in sums.iter_mut().zip(line) {
                *sum += u32::from(*value);
            }
        }
        rows.extend(
            sums.iter()
                .map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX)),
        );
    }
    #[allow(clippy::cast_possible_truncation)]
    let (columns, lines) = (width as u32, (rows.len() / width.max(1)) as u32);
    GrayImage::from_raw(columns, lines, rows).unwrap_or_default()
}

/// Black and white by the mean of the surroundings along the row, at twice the width so that
/// edges keep their place between pixels.
fn threshold(rows: &GrayImage) -> GrayImage {
    let fine = resize(
        rows,
        rows.width() * 2,
        rows.height(),
        FilterType::CatmullRom,
    );
    let reach = (fine.width() as usize / 20).max(24);
    each_row(&fine, |row, out| {
        let means = running(row, reach);
        for ((out, value), mean) in out.iter_mut().zip(row).zip(means) {
            *out = if f32::from(*value) < mean - 2.0 {
                0
            } else {
                255
            };
        }
    })
}

/// Twice the width, its contrast stretched to the full range and the differences to the
/// surroundings doubled: brings back bars that blur has washed out.
fn sharpened(rows: &GrayImage) -> GrayImage {
    let fine = resize(
        rows,
        rows.width() * 2,
        rows.height(),
        FilterType::CatmullRom,
    );
    each_row(&fine, |row, out| {
        let (least, most) = row
            .iter()
            .fold((255, 0), |(least, most), v| (*v.min(&least), *v.max(&most)));
        let span = f32::from(most.saturating_sub(least)).max(1.0);
        let stretched: Vec<u8> = row
            .iter()
            .map(|v| byte(f32::from(v.saturating_sub(least)) * 255.0 / span))
            .collect();
        let means = running(&stretched, 4);
        for ((out, value), mean) in out.iter_mut().zip(&stretched).zip(means) {
            let value = f32::from(*value);
            *out = byte(value + 2.0 * (value - mean));
        }
    })
}

fn each_row(picture: &GrayImage, change: impl Fn(&[u8], &mut [u8])) -> GrayImage {
    let mut result = picture.clone();
    let width = (picture.width() as usize).max(1);
    let lines = picture.as_raw().chunks_exact(width);
    for (row, out) in lines.zip(result.chunks_exact_mut(width)) {
        change(row, out);
    }
    result
}

/// The mean of so many values to either side of each.
fn running(row: &[u8], reach: usize) -> Vec<f32> {
    let mut sums = vec![0_u64];
    let mut sum = 0;
    for value in row {
        sum += u64::from(*value);
        sums.push(sum);
    }
    (0..row.len())
        .map(|at| {
            let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(row.len()));
            let upto = |place: usize| sums.get(place).copied().unwrap_or_default();
            #[allow(clippy::cast_precision_loss)]
            let mean = (upto(to) - upto(from)) as f32 / (to - from).max(1) as f32;
            mean
        })
        .collect()
}

fn byte(value: f32) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let byte = value.round().clamp(0.0, 255.0) as u8;
    byte
}
