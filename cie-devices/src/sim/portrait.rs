//! A drawn face with the measures of an identity photograph.

use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use super::canvas::{Canvas, in_ellipse};
use super::image::{MARKER, SimulatedImage, Subject};
use super::random::Draw;
use crate::media::MediaFormat;
use crate::photo::{Face, Point};
use crate::{Code, Error, Result};

const DPI: u16 = 400;
/// 35 mm and 45 mm at 400 dpi, rounded up.
const SIZE: (u32, u32) = (552, 709);
/// Middle of the picture, in mm.
const MIDDLE: f32 = 17.5;
/// Crown 4.5 mm and chin 38 mm from the top: a face of 33.5 mm, 74 % of the height.
const CROWN: f32 = 4.5;
const CHIN: f32 = 38.0;
/// Eyes 19 mm from the top, so 26 mm above the lower edge.
const EYES: f32 = 19.0;

type Colour = [u8; 3];
const BACKGROUNDS: [Colour; 4] = [
    [250, 250, 250],
    [214, 230, 245],
    [238, 228, 206],
    [221, 221, 221],
];
const SKINS: [Colour; 4] = [
    [244, 208, 177],
    [224, 172, 125],
    [164, 112, 76],
    [105, 68, 45],
];
const HAIRS: [Colour; 4] = [[40, 28, 20], [96, 60, 32], [176, 140, 84], [150, 150, 150]];
const CLOTHES: [Colour; 4] = [[38, 60, 110], [110, 34, 40], [40, 88, 60], [70, 70, 76]];

/// Draws a face: 552 x 709 pixels (35 x 45 mm at 400 dpi), JPEG, on one of the backgrounds the
/// rules admit, with the eye line and the height of the face within the rules.
///
/// Honest simulator: it is a drawing, with `SIMULATED` in the comment of the file.
///
/// # Errors
/// `CIE-DEV-014` when the encoder fails.
pub fn portrait(seed: u64) -> Result<SimulatedImage> {
    let bytes = label(&encode(&draw(seed))?)?;
    Ok(SimulatedImage {
        bytes,
        subject: Subject::Portrait,
        format: MediaFormat::Jpeg,
        width: SIZE.0,
        height: SIZE.1,
        dpi: u32::from(DPI),
    })
}

/// Where the face is in every drawing, in pixels, as an operator would mark it: eyes, chin and crown
/// have the same height in all of them, and the eyes are within 0.4 mm of these places sideways.
#[must_use]
pub fn portrait_face() -> Face {
    let at = |x: f32, y: f32| {
        let per_mm = f32::from(DPI) / 25.4;
        Point::new(x * per_mm, y * per_mm)
    };
    Face {
        eyes: [at(MIDDLE - 5.0, EYES), at(MIDDLE + 5.0, EYES)],
        chin: at(MIDDLE, CHIN),
        crown: at(MIDDLE, CROWN),
        eye_margin: 0.0,
        height_margin: 0.0,
    }
}

fn draw(seed: u64) -> Canvas {
    let mut rng = Draw::new(seed, 1);
    let mut canvas = Canvas::new(SIZE.0, SIZE.1, u32::from(DPI), pick(&mut rng, &BACKGROUNDS));
    let (skin, hair, clothes) = (
        pick(&mut rng, &SKINS),
        pick(&mut rng, &HAIRS),
        pick(&mut rng, &CLOTHES),
    );
    let face_width = rng.between(10.5, 12.0);
    let eye_gap = rng.between(4.6, 5.4);
    let mouth = rng.between(3.2, 4.6);
    let fringe = rng.between(11.5, 14.0);
    let centre = ((CROWN + CHIN) / 2.0, (CHIN - CROWN) / 2.0);

    canvas.ellipse(clothes, (MIDDLE, 50.0), (17.0, 12.0));
    canvas.fill(shade(skin, 220), |x, y| {
        (x - MIDDLE).abs() < 4.5 && (30.0..41.0).contains(&y)
    });
    canvas.ellipse(
        hair,
        (MIDDLE, centre.0 - 1.0),
        (face_width + 1.6, centre.1 - 1.0),
    );
    for side in [-1.0_f32, 1.0] {
        canvas.ellipse(
            shade(skin, 235),
            (MIDDLE + side * face_width, EYES + 3.0),
            (1.6, 3.2),
        );
    }
    canvas.ellipse(skin, (MIDDLE, centre.0), (face_width, centre.1));
    canvas.fill(hair, |x, y| {
        y < fringe && in_ellipse(x - MIDDLE, y - centre.0, face_width, centre.1)
    });
    for side in [-1.0_f32, 1.0] {
        let x = MIDDLE + side * eye_gap;
        canvas.ellipse(hair, (x, EYES - 3.0), (2.4, 0.45));
        canvas.ellipse([252, 252, 252], (x, EYES), (2.1, 1.1));
        canvas.ellipse(shade(hair, 200), (x, EYES), (1.0, 1.0));
        canvas.ellipse([10, 10, 10], (x, EYES), (0.45, 0.45));
    }
    canvas.ellipse(shade(skin, 215), (MIDDLE, EYES + 7.0), (1.5, 2.6));
    canvas.ellipse([168, 74, 74], (MIDDLE, EYES + 13.0), (mouth, 0.9));
    canvas
}

fn pick(rng: &mut Draw, colours: &[Colour; 4]) -> Colour {
    let [a, b, c, d] = *colours;
    match rng.next() >> 62 {
        0 => a,
        1 => b,
        2 => c,
        _ => d,
    }
}

/// A colour darkened to so many 256ths.
fn shade(colour: Colour, parts: u16) -> Colour {
    colour.map(|c| u8::try_from(u16::from(c) * parts.min(256) / 256).unwrap_or(u8::MAX))
}

fn encode(canvas: &Canvas) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    encoder.set_pixel_density(PixelDensity::dpi(DPI));
    encoder
        .encode_image(&canvas.image)
        .map_err(|e| Error::new(Code::ImageNotWritten).caused_by(e))?;
    Ok(file)
}

/// The JPEG file of a simulation with `SIMULATED` in its comment: what is made of a drawing is
/// simulated too.
///
/// # Errors
/// `CIE-DEV-014` when it is no JPEG file with a JFIF header.
pub fn labelled_jpeg(file: &[u8]) -> Result<Vec<u8>> {
    label(file)
}

/// Adds a comment segment after the JFIF header, which must stay first.
pub(super) fn label(file: &[u8]) -> Result<Vec<u8>> {
    let written = || Error::from(Code::ImageNotWritten);
    let (&[0xFF, 0xD8, 0xFF, 0xE0, high, low], _) = file.split_first_chunk().ok_or_else(written)?
    else {
        return Err(written());
    };
    let after_header = 4 + usize::from(u16::from_be_bytes([high, low]));
    let (head, tail) = file.split_at_checked(after_header).ok_or_else(written)?;
    let length = u16::try_from(MARKER.len() + 2).map_err(|_| written())?;
    let mut labelled = head.to_vec();
    labelled.extend([0xFF, 0xFE]);
    labelled.extend(length.to_be_bytes());
    labelled.extend(MARKER.as_bytes());
    labelled.extend(tail);
    Ok(labelled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{Requirements, check};

    #[test]
    fn every_drawing_passes_the_check_of_a_photograph_and_says_what_it_is() {
        for seed in 0..6 {
            let portrait = portrait(seed).unwrap();
            let report = check(portrait.bytes(), &Requirements::default());
            assert!(report.accepted(), "{report:?}");
            assert!(portrait.to_string().starts_with("SIMULATED portrait"));
            assert!(portrait.bytes().windows(9).any(|w| w == b"SIMULATED"));
        }
    }

    #[test]
    fn the_face_keeps_the_published_proportions() {
        let face = (CHIN - CROWN) / 45.0;
        assert!((0.70..=0.80).contains(&face));
        assert!((23.0..=31.0).contains(&(45.0 - EYES)));
    }

    #[test]
    fn a_seed_is_a_face() {
        assert_eq!(portrait(7).unwrap(), portrait(7).unwrap());
        assert_ne!(portrait(7).unwrap(), portrait(8).unwrap());
    }
}
