//! Measuring a photograph file against the requirements.

use super::{Policy, Report, Requirements, examine};

/// Checks a photograph file by the default [`Policy`], leaving the face to the eye. Never fails: a
/// file that is not an image breaks the first rule and leaves the others not measurable.
/// [`examine`] takes another policy, looks for the face, and shows what is wrong.
///
/// ```
/// use cie_devices::{photo, sim};
/// let portrait = sim::portrait(1)?;
/// let report = photo::check(portrait.bytes(), &photo::Requirements::default());
/// assert!(report.accepted());
/// # Ok::<(), cie_devices::Error>(())
/// ```
#[must_use]
pub fn check(file: &[u8], requirements: &Requirements) -> Report {
    examine(file, requirements, &Policy::default(), None).into_report()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::Outcome;
    use image::codecs::jpeg::{JpegEncoder, PixelDensity};
    use proptest::prelude::*;

    fn jpeg(width: u32, height: u32, dpi: u16) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 60);
        encoder.set_pixel_density(PixelDensity::dpi(dpi));
        encoder.encode_image(&drawn(width, height)).unwrap();
        file
    }

    /// The drawn face, stretched: what it shows is sound, and only its measures differ.
    fn drawn(width: u32, height: u32) -> image::RgbImage {
        let face = crate::sim::portrait(1).unwrap();
        let face = image::load_from_memory(face.bytes()).unwrap().into_rgb8();
        image::imageops::resize(&face, width, height, image::imageops::FilterType::Triangle)
    }

    fn failing(file: &[u8]) -> Vec<&'static str> {
        check(file, &Requirements::default())
            .problems()
            .map(|v| v.code)
            .collect()
    }

    #[test]
    fn the_published_measures_pass_and_one_step_less_fails() {
        // 35 mm at 400 dpi are 551.18 pixels, 45 mm are 708.66.
        assert_eq!(failing(&jpeg(551, 709, 400)), [""; 0]);
        assert_eq!(failing(&jpeg(551, 708, 400)), ["photo-height"]);
        assert_eq!(failing(&jpeg(551, 900, 399)), ["photo-resolution"]);
        // Half a millimetre is 7.87 pixels.
        assert_eq!(failing(&jpeg(559, 709, 400)), [""; 0]);
        assert_eq!(failing(&jpeg(560, 709, 400)), ["photo-width"]);
        assert_eq!(failing(&jpeg(543, 709, 400)), ["photo-width"]);
    }

    #[test]
    fn the_size_limit_is_inclusive() {
        let mut file = jpeg(551, 709, 400);
        file.resize(500_000, 0);
        assert_eq!(failing(&file), [""; 0]);
        file.push(0);
        assert_eq!(failing(&file), ["photo-size"]);
    }

    #[test]
    fn what_is_not_a_jpeg_is_said_once_and_the_rest_is_not_measured() {
        let report = check(b"\x89PNG\r\n\x1a\n", &Requirements::default());
        let of = |code| {
            report
                .verdicts()
                .iter()
                .find(|v| v.code == code)
                .map(|v| v.outcome)
        };
        assert_eq!(of("photo-format"), Some(Outcome::Fail));
        assert_eq!(of("photo-width"), Some(Outcome::NotMeasurable));
        assert!(!report.accepted());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_bytes_get_a_report(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut file = vec![0xFF, 0xD8, 0xFF];
            file.extend(body);
            prop_assert!(!check(&file, &Requirements::default()).accepted());
        }
    }
}
