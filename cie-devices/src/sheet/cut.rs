//! Cutting out what was found.

use super::Placement;
use crate::photo::{self, Fitted, Picture, Requirements};
use crate::pixel::{length, whole};
use crate::{Code, Error, Result};

/// How far a print may be from 35 x 45 mm and still be taken for one of that size, in millimetres:
/// scissors and scanners are not exact.
const NOMINAL: f32 = 1.5;

/// Cuts a rectangle out of a page, straightened; what of it lies beyond the page is left out.
///
/// # Errors
/// `CIE-DEV-042` when nothing of it is on the page or its figures are no rectangle.
pub fn crop(page: &Picture, at: &Placement) -> Result<Picture> {
    let (wide, high) = page.size();
    let numbers = [at.centre.x, at.centre.y, at.width, at.height, at.tilt];
    let half = (at.width / 2.0, at.height / 2.0);
    let inside = numbers.iter().all(|n| n.is_finite())
        && (0.0..=length(wide)).contains(&at.centre.x)
        && (0.0..=length(high)).contains(&at.centre.y)
        && at.width >= 1.0
        && at.height >= 1.0
        && at.tilt.abs() <= 45.0;
    if !inside {
        return Err(Code::OutsidePage.into());
    }
    let most = length(wide.max(high));
    let half = (half.0.min(most), half.1.min(most));
    if at.tilt.abs() >= 0.1 {
        return Ok(photo::turned_crop(page, at.centre, half, at.tilt));
    }
    let edge = |middle: f32, half: f32, side: u32| {
        let from = whole((middle - half).max(0.0) + 0.5).min(side);
        let to = whole((middle + half).max(0.0) + 0.5).min(side);
        (from, to.saturating_sub(from))
    };
    let (left, width) = edge(at.centre.x, half.0, wide);
    let (top, height) = edge(at.centre.y, half.1, high);
    if width == 0 || height == 0 {
        return Err(Code::OutsidePage.into());
    }
    Ok(page.cut(left, top, width, height))
}

/// The photograph at a place of a page scanned at so many dots an inch, as JPEG within the largest
/// size.
///
/// A print within 1.5 mm of the required width and least height is taken for one of that size, and its
/// resolution computed from it; any other keeps the resolution of the scan. It is scaled down to
/// [`photo::Policy::most_dpi`], never up. Whether it will do is for [`photo::examine`] to say; around
/// the face it is cropped by [`photo::fit`].
///
/// # Errors
/// As [`crop`]; `CIE-DEV-036` when no quality fits the size, `CIE-DEV-014` when the encoder fails.
pub fn photo(
    page: &Picture,
    at: &Placement,
    dpi: u32,
    requirements: &Requirements,
    policy: &photo::Policy,
) -> Result<Fitted> {
    let cut = crop(page, at)?;
    let (width, height) = cut.size();
    let mm = |pixels: u32| length(pixels) * 25.4 / length(dpi.max(1));
    let near = |pixels: u32, um: u32| (mm(pixels) - length(um) / 1000.0).abs() <= NOMINAL;
    let nominal = near(width, requirements.width_um) && near(height, requirements.min_height_um);
    let resolution = if nominal {
        let inch = |um: u32| length(um.max(1)) / 25_400.0;
        let across = length(width) / inch(requirements.width_um);
        let down = length(height) / inch(requirements.min_height_um);
        whole(across.min(down))
    } else {
        dpi
    };
    let written = u16::try_from(resolution.min(policy.most_dpi).max(1))
        .map_err(|_| Error::new(Code::OutsidePage).detail("dpi"))?;
    photo::encoded(&cut, (nominal, resolution, written), requirements, policy)
}
