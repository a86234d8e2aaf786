//! The smallest rectangle around a shape, at a small angle.

use crate::photo::Point;
use crate::pixel::length;

/// Largest angle looked at, in degrees: a sheet is laid into a scanner nearly straight.
const MOST: f32 = 12.0;

/// A rectangle at an angle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rectangle {
    pub(super) centre: Point,
    pub(super) width: f32,
    pub(super) height: f32,
    /// In degrees; positive when the right end of its upper edge is lower than the left one.
    pub(super) tilt: f32,
}

/// The rectangle of least area around spans of rows: row, first column, column after the last.
pub(super) fn around(spans: &[(usize, usize, usize)]) -> Option<Rectangle> {
    let place = |count: usize| length(u32::try_from(count).unwrap_or(u32::MAX));
    let corners: Vec<Point> = spans
        .iter()
        .flat_map(|(row, from, to)| {
            let (top, bottom) = (place(*row), place(*row + 1));
            let (left, right) = (place(*from), place(*to));
            [(left, top), (right, top), (left, bottom), (right, bottom)]
        })
        .map(|(x, y)| Point::new(x, y))
        .collect();
    let coarse = best(
        &corners,
        (-24..=24_i16).map(|step| f32::from(step) / 24.0 * MOST),
    )?;
    best(
        &corners,
        (-10..=10_i16).map(|step| coarse.tilt + f32::from(step) * 0.05),
    )
}

fn best(corners: &[Point], tilts: impl Iterator<Item = f32>) -> Option<Rectangle> {
    let all = tilts.filter_map(|tilt| at(corners, tilt));
    all.min_by(|a, b| {
        let area = |r: &Rectangle| r.width * r.height;
        // Of equal rectangles the straightest.
        area(a)
            .total_cmp(&area(b))
            .then(a.tilt.abs().total_cmp(&b.tilt.abs()))
    })
}

fn at(corners: &[Point], tilt: f32) -> Option<Rectangle> {
    let (sin, cos) = libm::sincosf(tilt.to_radians());
    let (mut low, mut high) = (
        Point::new(f32::INFINITY, f32::INFINITY),
        Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
    );
    for point in corners {
        let (across, down) = (cos * point.x + sin * point.y, cos * point.y - sin * point.x);
        low = Point::new(low.x.min(across), low.y.min(down));
        high = Point::new(high.x.max(across), high.y.max(down));
    }
    let (width, height) = (high.x - low.x, high.y - low.y);
    let middle = low.middle(high);
    (width > 0.0 && height > 0.0).then(|| Rectangle {
        centre: Point::new(
            cos * middle.x - sin * middle.y,
            sin * middle.x + cos * middle.y,
        ),
        width,
        height,
        tilt,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upright_block_is_itself() {
        let spans: Vec<_> = (10..30).map(|row| (row, 5, 45)).collect();
        let found = around(&spans).unwrap();
        assert!(found.tilt.abs() < 0.01, "{found:?}");
        assert!((found.width - 40.0).abs() < 0.1 && (found.height - 20.0).abs() < 0.1);
        assert!((found.centre.x - 25.0).abs() < 0.1 && (found.centre.y - 20.0).abs() < 0.1);
        assert_eq!(around(&[]), None);
    }
}
