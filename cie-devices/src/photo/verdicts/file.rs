//! The verdicts on what the file itself says: format, size, resolution, measures.

use cie_core::lang::Text;

use crate::photo::{Density, Outcome, Requirements, Verdict};

pub(in crate::photo) fn passed(ok: bool) -> Outcome {
    if ok { Outcome::Pass } else { Outcome::Fail }
}

pub(in crate::photo) fn format(is_jpeg: bool) -> Verdict {
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

pub(in crate::photo) fn size(bytes: usize, requirements: &Requirements) -> Verdict {
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

pub(in crate::photo) fn resolution(
    readable: bool,
    density: Option<Density>,
    requirements: &Requirements,
) -> Verdict {
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

pub(in crate::photo) fn width(
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

pub(in crate::photo) fn height(
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

pub(in crate::photo) fn orientation(turned: Option<bool>) -> Verdict {
    Verdict {
        code: "photo-orientation",
        outcome: turned.map_or(Outcome::NotMeasurable, |turned| passed(!turned)),
        rule: Text {
            it: "foto diritta di per sé, senza rotazione scritta nei metadati (EXIF)",
            en: "photograph upright by itself, without a turn in its metadata (EXIF)",
        },
        remedy: Text {
            it: "ritagliare di nuovo la foto: il file prodotto è diritto e senza metadati",
            en: "crop the photograph again: the file made is upright and without metadata",
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
