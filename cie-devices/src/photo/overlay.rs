//! Lines and shades over a photograph, for the operator.

use std::io::Cursor;

use image::imageops::{FilterType, resize};
use image::{ImageFormat, Rgb, RgbImage};

use super::{Area, Face, Outcome, Picture, Report, Requirements};
use crate::pixel::{length, whole};
use crate::{Code, Error, Result};

/// Height of the photograph in the overlay, in pixels, at most.
const HEIGHT: f32 = 900.0;
/// Least height of the photograph in the overlay: small ones are enlarged to be seen.
const LEAST_HEIGHT: f32 = 450.0;

type Colour = [u8; 3];
const GREEN: Colour = [0, 160, 60];
const RED: Colour = [220, 0, 0];
const ORANGE: Colour = [240, 150, 0];
const GREY: Colour = [150, 150, 150];
const BLUE: Colour = [0, 90, 220];

/// Digits in 3 by 5 dots, row by row from the high bit.
const DIGITS: [u16; 10] = [
    0b111_101_101_101_111,
    0b010_110_010_010_111,
    0b111_001_111_100_111,
    0b111_001_111_001_111,
    0b101_101_111_001_001,
    0b111_100_111_001_111,
    0b111_100_111_101_111,
    0b111_001_010_010_010,
    0b111_101_111_101_111,
    0b111_101_111_001_111,
];

/// What is drawn over the photograph.
pub(super) struct Scene<'a> {
    pub(super) report: &'a Report,
    pub(super) faces: &'a [Face],
    pub(super) faulty: &'a [Area],
    pub(super) requirements: &'a Requirements,
    /// Pixels of the photograph a millimetre.
    pub(super) per_mm: f32,
}

pub(super) fn draw(picture: &Picture, scene: &Scene<'_>) -> Result<Vec<u8>> {
    let (width, height) = picture.size();
    let factor = length(height.max(1)).clamp(LEAST_HEIGHT, HEIGHT) / length(height.max(1));
    let side = |pixels: u32| whole(length(pixels) * factor).clamp(1, 4000);
    let photo = resize(
        &picture.rgb(),
        side(width),
        side(height),
        FilterType::Triangle,
    );
    let mut sheet = Sheet::under(&photo);
    for area in scene.faulty {
        sheet.shade(area, factor, RED);
    }
    sheet.measures(scene, factor);
    for face in scene.faces {
        sheet.face(&face.scaled(factor), scene);
    }
    sheet.legend(scene.report);
    let mut file = Cursor::new(Vec::new());
    sheet
        .image
        .write_to(&mut file, ImageFormat::Png)
        .map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
    Ok(file.into_inner())
}

/// The photograph with a legend under it.
struct Sheet {
    image: RgbImage,
    width: u32,
    height: u32,
}

/// Height of the legend, and side of its squares.
const LEGEND: u32 = 44;
const SQUARE: u32 = 36;

impl Sheet {
    fn under(photo: &RgbImage) -> Self {
        let (width, height) = photo.dimensions();
        let mut image = RgbImage::from_pixel(width, height + LEGEND, Rgb([255; 3]));
        image::imageops::replace(&mut image, photo, 0, 0);
        Self {
            image,
            width,
            height,
        }
    }

    /// The required width and height from the lower edge, and the band of the eyes.
    fn measures(&mut self, scene: &Scene<'_>, factor: f32) {
        let required = scene.requirements;
        let per_um = scene.per_mm * factor / 1000.0;
        let pixels = |um: u32| whole(length(um) * per_um);
        let (wide, high) = (pixels(required.width_um), pixels(required.min_height_um));
        let left = self.width.saturating_sub(wide) / 2;
        let top = self.height.saturating_sub(high);
        let colour = colour_of(scene.report, &["photo-width", "photo-height"]);
        for inset in 0..2 {
            let (right, bottom) = (left + wide, self.height);
            self.level(top + inset, (left, right), colour);
            self.level(bottom.saturating_sub(1 + inset), (left, right), colour);
            self.upright(left + inset, (top, bottom), colour);
            self.upright(right.saturating_sub(1 + inset), (top, bottom), colour);
        }
        let above = |um: u32| self.height.saturating_sub(pixels(um));
        let (from, to) = (
            above(required.eyes_highest_um),
            above(required.eyes_lowest_um),
        );
        let band = Area {
            left: 0,
            top: from,
            right: self.width,
            bottom: to,
        };
        self.tint(&band, BLUE, 1, 8);
    }

    /// Eyes, chin, crown, and where the crown must be above that chin.
    fn face(&mut self, face: &Face, scene: &Scene<'_>) {
        let required = scene.requirements;
        let whole_width = (0, self.width);
        let share = |percent: u32| length(self.height) * length(percent) / 100.0;
        let band = Area {
            left: 0,
            top: whole(face.chin.y - share(required.face_most_percent)),
            right: self.width,
            bottom: whole(face.chin.y - share(required.face_least_percent)),
        };
        self.tint(&band, GREEN, 1, 6);
        let colour = colour_of(scene.report, &["photo-face-height"]);
        for y in [face.crown.y, face.chin.y] {
            self.thick(whole(y), whole_width, colour);
        }
        let colour = colour_of(scene.report, &["photo-eyes"]);
        self.thick(whole(face.eye_line().y), whole_width, colour);
        for eye in face.eyes {
            let (x, y) = (whole(eye.x), whole(eye.y));
            for off in 0..3 {
                self.upright(x + off, (y.saturating_sub(10), y + 10), colour);
            }
        }
    }

    fn thick(&mut self, y: u32, across: (u32, u32), colour: Colour) {
        for off in 0..3 {
            self.level((y + off).saturating_sub(1), across, colour);
        }
    }

    fn level(&mut self, y: u32, (from, to): (u32, u32), colour: Colour) {
        if y < self.height {
            (from..to).for_each(|x| self.dot(x, y, colour));
        }
    }

    fn upright(&mut self, x: u32, (from, to): (u32, u32), colour: Colour) {
        (from..to.min(self.height)).for_each(|y| self.dot(x, y, colour));
    }

    fn dot(&mut self, x: u32, y: u32, colour: Colour) {
        if let Some(pixel) = self.image.get_pixel_mut_checked(x, y) {
            *pixel = Rgb(colour);
        }
    }

    /// Half covers a part of the photograph.
    fn shade(&mut self, area: &Area, factor: f32, colour: Colour) {
        let scaled = |pixels: u32| whole(length(pixels) * factor);
        let area = Area {
            left: scaled(area.left),
            top: scaled(area.top),
            right: scaled(area.right),
            bottom: scaled(area.bottom),
        };
        self.tint(&area, colour, 1, 2);
    }

    /// Mixes in so many parts of all of a colour.
    fn tint(&mut self, area: &Area, colour: Colour, parts: u16, all: u16) {
        for y in area.top..area.bottom.min(self.height) {
            for x in area.left..area.right.min(self.width) {
                if let Some(Rgb(pixel)) = self.image.get_pixel_mut_checked(x, y) {
                    for (channel, new) in pixel.iter_mut().zip(colour) {
                        let mixed = u16::from(*channel) * (all - parts) + u16::from(new) * parts;
                        *channel = u8::try_from(mixed / all).unwrap_or(u8::MAX);
                    }
                }
            }
        }
    }

    /// A numbered square for each verdict, in their order.
    fn legend(&mut self, report: &Report) {
        let count = u32::try_from(report.verdicts().len()).unwrap_or(u32::MAX);
        let pitch = (self.width / count.max(1)).clamp(4, SQUARE + 4);
        let side = pitch - 3;
        for (number, verdict) in (1_u32..).zip(report.verdicts()) {
            let (left, top) = ((number - 1) * pitch + 2, self.height + 4);
            let colour = colour(verdict.outcome);
            for y in top..top + side.min(LEGEND - 8) {
                (left..left + side).for_each(|x| self.dot(x, y, colour));
            }
            self.number(number, (left + 2, top + 3), side / 9);
        }
    }

    /// A number in white dots of so many pixels.
    fn number(&mut self, number: u32, (left, top): (u32, u32), dot: u32) {
        for (place, digit) in (0_u32..).zip(number.to_string().bytes()) {
            let shape = DIGITS.get(usize::from(digit.wrapping_sub(b'0')));
            let shape = shape.copied().unwrap_or_default();
            for bit in 0..15_u32 {
                if shape & (1 << (14 - bit)) == 0 {
                    continue;
                }
                let (x, y) = (left + (4 * place + bit % 3) * dot, top + bit / 3 * dot);
                for (across, down) in (0..dot).flat_map(|a| (0..dot).map(move |d| (a, d))) {
                    self.dot(x + across, y + down, [255; 3]);
                }
            }
        }
    }
}

fn colour(outcome: Outcome) -> Colour {
    match outcome {
        Outcome::Pass => GREEN,
        Outcome::Fail => RED,
        Outcome::NotMeasurable => GREY,
        Outcome::ByEye => ORANGE,
    }
}

/// The colour of the worst of some verdicts.
fn colour_of(report: &Report, codes: &[&str]) -> Colour {
    let of = |wanted: Outcome| {
        let mut verdicts = report.verdicts().iter();
        verdicts.any(|v| codes.contains(&v.code) && v.outcome == wanted)
    };
    [Outcome::Fail, Outcome::NotMeasurable, Outcome::ByEye]
        .into_iter()
        .find(|outcome| of(*outcome))
        .map_or(GREEN, colour)
}
