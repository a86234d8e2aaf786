//! Measuring a photograph file against the requirements.

use cie_core::lang::Text;

use super::density::{Density, jfif_density};
use super::{Outcome, Report, Requirements, Verdict};
use crate::media::{MediaFormat, decode};

/// Checks a photograph file. Never fails: a file that is not an image breaks the first rule and
/// leaves the others not measurable.
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
    let decoded = decode(file, &requirements.bounds)
        .ok()
        .filter(|(format, _)| *format == MediaFormat::Jpeg)
        .map(|(_, image)| (image.width(), image.height()));
    let density = decoded.and_then(|_| jfif_density(file));
    Report::new(vec![
        format(decoded.is_some()),
        size(file.len(), requirements),
        resolution(decoded.is_some(), density, requirements),
        width(decoded, density, requirements),
        height(decoded, density, requirements),
        by_eye(
            "photo-face",
            "volto tra il 70 e l'80 % dell'altezza, occhi tra 23 e 31 mm dalla base",
            "face 70 to 80 % of the height, eyes 23 to 31 mm above the lower edge",
        ),
        by_eye(
            "photo-background",
            "sfondo bianco, celeste, beige, marrone chiaro o grigio chiaro",
            "background white, light blue, beige, light brown or light grey",
        ),
        by_eye(
            "photo-age",
            "foto non più vecchia di sei mesi",
            "photograph at most six months old",
        ),
    ])
}

fn passed(ok: bool) -> Outcome {
    if ok { Outcome::Pass } else { Outcome::Fail }
}

fn format(is_jpeg: bool) -> Verdict {
    Verdict {
        code: "photo-format",
        outcome: passed(is_jpeg),
        rule: Text {
            it: "file JPG integro",
            en: "undamaged JPG file",
        },
        remedy: Text {
            it: "salvare di nuovo la foto in formato JPG",
            en: "save the photograph again as JPG",
        },
        measured: None,
    }
}

fn size(bytes: usize, requirements: &Requirements) -> Verdict {
    Verdict {
        code: "photo-size",
        outcome: passed(bytes <= requirements.max_bytes),
        rule: Text {
            it: "dimensione massima del file",
            en: "largest size of the file",
        },
        remedy: Text {
            it: "comprimere di più il JPG, senza ridurre la risoluzione",
            en: "compress the JPG more, without lowering the resolution",
        },
        measured: Some(format!("{bytes} B, max {} B", requirements.max_bytes)),
    }
}

fn resolution(readable: bool, density: Option<Density>, requirements: &Requirements) -> Verdict {
    let outcome = match density {
        Some(d) => passed(d.x_dpi.min(d.y_dpi) >= requirements.min_dpi),
        None if readable => Outcome::Fail,
        None => Outcome::NotMeasurable,
    };
    Verdict {
        code: "photo-resolution",
        outcome,
        rule: Text {
            it: "risoluzione minima, indicata nel file (JFIF)",
            en: "least resolution, stated in the file (JFIF)",
        },
        remedy: Text {
            it: "acquisire la foto a risoluzione maggiore e salvarla con i dpi nell'intestazione JFIF",
            en: "capture at a higher resolution and save with the dpi in the JFIF header",
        },
        measured: density.map(|d| {
            format!(
                "{} x {} dpi, min {}",
                d.x_dpi, d.y_dpi, requirements.min_dpi
            )
        }),
    }
}

fn width(
    pixels: Option<(u32, u32)>,
    density: Option<Density>,
    requirements: &Requirements,
) -> Verdict {
    let length = pixels
        .zip(density)
        .map(|((width, _), d)| micrometres(width, d.x_dpi));
    let (wanted, tolerance) = (
        u64::from(requirements.width_um),
        u64::from(requirements.width_tolerance_um),
    );
    Verdict {
        code: "photo-width",
        outcome: length.map_or(Outcome::NotMeasurable, |um| {
            passed(um.abs_diff(wanted) <= tolerance)
        }),
        rule: Text {
            it: "larghezza della foto",
            en: "width of the photograph",
        },
        remedy: Text {
            it: "ritagliare la foto alla larghezza indicata",
            en: "crop the photograph to the width shown",
        },
        measured: length.map(|um| format!("{}, {} ± {}", mm(um), mm(wanted), mm(tolerance))),
    }
}

fn height(
    pixels: Option<(u32, u32)>,
    density: Option<Density>,
    requirements: &Requirements,
) -> Verdict {
    let length = pixels
        .zip(density)
        .map(|((_, height), d)| micrometres(height, d.y_dpi));
    let wanted = u64::from(requirements.min_height_um);
    Verdict {
        code: "photo-height",
        outcome: length.map_or(Outcome::NotMeasurable, |um| passed(um >= wanted)),
        rule: Text {
            it: "altezza minima della foto",
            en: "least height of the photograph",
        },
        remedy: Text {
            it: "ritagliare la foto lasciando almeno l'altezza indicata",
            en: "crop the photograph leaving at least the height shown",
        },
        measured: length.map(|um| format!("{}, min {}", mm(um), mm(wanted))),
    }
}

fn by_eye(code: &'static str, it: &'static str, en: &'static str) -> Verdict {
    Verdict {
        code,
        outcome: Outcome::ByEye,
        rule: Text { it, en },
        remedy: Text {
            it: "guardare la foto; se non va, farne un'altra",
            en: "look at the photograph; if it will not do, take another",
        },
        measured: None,
    }
}

/// Length of a row of pixels: an inch is 25 400 µm. Rounded down, so a minimum is never passed by
/// rounding.
fn micrometres(pixels: u32, dpi: u32) -> u64 {
    (u64::from(pixels) * 25_400)
        .checked_div(u64::from(dpi))
        .unwrap_or(0)
}

fn mm(um: u64) -> String {
    format!("{}.{:02} mm", um / 1000, um % 1000 / 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::jpeg::{JpegEncoder, PixelDensity};
    use proptest::prelude::*;

    fn jpeg(width: u32, height: u32, dpi: u16) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 60);
        encoder.set_pixel_density(PixelDensity::dpi(dpi));
        encoder
            .encode_image(&image::GrayImage::from_pixel(
                width,
                height,
                image::Luma([200]),
            ))
            .unwrap();
        file
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
