//! The verdicts on what the photograph shows.

use cie_core::lang::Text;

use super::file::passed;
use crate::photo::background::Background;
use crate::photo::exposure::Exposure;
use crate::photo::{Face, Outcome, Policy, Requirements, Verdict};
use crate::pixel::{length, whole};

pub(in crate::photo) fn exposure(seen: Option<Exposure>, policy: &Policy) -> Verdict {
    let sound = |e: Exposure| e.blown <= policy.most_blown && e.mean >= policy.least_brightness;
    Verdict {
        code: "photo-exposure",
        outcome: seen.map_or(Outcome::NotMeasurable, |e| passed(sound(e))),
        rule: Text {
            it: "volto né bruciato né buio",
            en: "face neither blown out nor dark",
        },
        remedy: Text {
            it: "illuminare il volto in modo uniforme, senza lampi diretti né controluce",
            en: "light the face evenly, without direct flash or light from behind",
        },
        measured: seen.map(|e| {
            format!(
                "{}/255, min {}; {} %, max {} %",
                e.mean,
                policy.least_brightness,
                percent(e.blown),
                percent(policy.most_blown)
            )
        }),
    }
}

pub(in crate::photo) fn contrast(seen: Option<Exposure>, policy: &Policy) -> Verdict {
    Verdict {
        code: "photo-contrast",
        outcome: seen.map_or(Outcome::NotMeasurable, |e| {
            passed(e.contrast >= policy.least_contrast)
        }),
        rule: Text {
            it: "foto non grigia né slavata",
            en: "photograph neither grey nor washed out",
        },
        remedy: Text {
            it: "togliere riflessi e veli di luce; per una foto stampata, scandirla di nuovo senza correzioni",
            en: "remove glare and stray light; scan a printed photograph again without corrections",
        },
        measured: seen.map(|e| format!("{}/255, min {}", e.contrast, policy.least_contrast)),
    }
}

pub(in crate::photo) fn sharpness(seen: Option<f32>, policy: &Policy) -> Verdict {
    Verdict {
        code: "photo-sharpness",
        outcome: seen.map_or(Outcome::NotMeasurable, |sharpness| {
            passed(sharpness >= policy.least_sharpness)
        }),
        rule: Text {
            it: "volto a fuoco",
            en: "face in focus",
        },
        remedy: Text {
            it: "mettere a fuoco gli occhi, tenere ferma la fotocamera, pulire l'obiettivo",
            en: "focus on the eyes, hold the camera still, clean the lens",
        },
        measured: seen.map(|s| format!("{s:.2}, min {:.2}", policy.least_sharpness)),
    }
}

pub(in crate::photo) fn uniformity(seen: Option<&Background>, policy: &Policy) -> Verdict {
    Verdict {
        code: "photo-background",
        outcome: seen.map_or(Outcome::NotMeasurable, |b| {
            passed(b.uniform >= policy.least_uniform)
        }),
        rule: Text {
            it: "sfondo uniforme",
            en: "uniform background",
        },
        remedy: Text {
            it: "usare uno sfondo liscio, allontanarsi dalla parete, togliere le ombre",
            en: "use a plain background, step away from the wall, remove shadows",
        },
        measured: seen.map(|b| {
            format!(
                "{} %, min {} %",
                percent(b.uniform),
                percent(policy.least_uniform)
            )
        }),
    }
}

pub(in crate::photo) fn colour(seen: Option<&Background>) -> Verdict {
    Verdict {
        code: "photo-background-colour",
        outcome: seen.map_or(Outcome::NotMeasurable, |b| passed(b.tone.is_some())),
        rule: Text {
            it: "sfondo bianco, celeste, beige, marrone chiaro o grigio chiaro",
            en: "background white, light blue, beige, light brown or light grey",
        },
        remedy: Text {
            it: "cambiare lo sfondo, o illuminarlo di più",
            en: "change the background, or light it more",
        },
        measured: seen.map(|b| {
            let [red, green, blue] = b.colour;
            let hex = format!("#{red:02x}{green:02x}{blue:02x}");
            b.tone.map_or(hex.clone(), |tone| format!("{hex} ({tone})"))
        }),
    }
}

/// What is known of the faces in a photograph.
pub(in crate::photo) enum Seen<'a> {
    /// Nobody looked.
    NotLooked,
    /// There is nothing to look at, or the locator failed.
    CannotSay,
    /// So many.
    Faces(&'a [Face]),
}

pub(in crate::photo) fn faces(seen: &Seen<'_>) -> Verdict {
    Verdict {
        code: "photo-faces",
        outcome: match seen {
            Seen::NotLooked => Outcome::ByEye,
            Seen::CannotSay => Outcome::NotMeasurable,
            Seen::Faces(faces) => passed(faces.len() == 1),
        },
        rule: Text {
            it: "un solo volto, di fronte",
            en: "one face, from the front",
        },
        remedy: Text {
            it: "fotografare di fronte una sola persona, a capo scoperto e con gli occhi aperti",
            en: "photograph one person from the front, head uncovered and eyes open",
        },
        measured: match seen {
            Seen::Faces(faces) => Some(faces.len().to_string()),
            _ => None,
        },
    }
}

/// `per_mm`: pixels a millimetre of height.
pub(in crate::photo) fn eyes(
    seen: &Seen<'_>,
    height: u32,
    per_mm: Option<f32>,
    requirements: &Requirements,
) -> Verdict {
    let allowed = (
        length(requirements.eyes_lowest_um) / 1000.0,
        length(requirements.eyes_highest_um) / 1000.0,
    );
    let measured = only(seen).zip(per_mm).map(|(face, per_mm)| {
        let above = length(height) - face.eye_line().y;
        (above / per_mm, face.eye_margin / per_mm)
    });
    Verdict {
        code: "photo-eyes",
        outcome: within(seen, measured, allowed),
        rule: Text {
            it: "linea degli occhi sopra il bordo inferiore",
            en: "eye line above the lower edge",
        },
        remedy: Text {
            it: "ritagliare di nuovo la foto attorno al volto",
            en: "crop the photograph around the face again",
        },
        measured: measured.map(|(value, margin)| {
            format!(
                "{value:.1} mm ± {margin:.1}, {:.0}-{:.0} mm",
                allowed.0, allowed.1
            )
        }),
    }
}

pub(in crate::photo) fn face_height(
    seen: &Seen<'_>,
    height: u32,
    requirements: &Requirements,
) -> Verdict {
    let allowed = (
        length(requirements.face_least_percent),
        length(requirements.face_most_percent),
    );
    let measured = only(seen).map(|face| {
        let hundredths = |pixels: f32| 100.0 * pixels / length(height.max(1));
        (hundredths(face.height()), hundredths(face.height_margin))
    });
    Verdict {
        code: "photo-face-height",
        outcome: within(seen, measured, allowed),
        rule: Text {
            it: "altezza del volto rispetto alla foto",
            en: "height of the face against the photograph",
        },
        remedy: Text {
            it: "ritagliare di nuovo la foto attorno al volto, o rifarla da più vicino o da più lontano",
            en: "crop the photograph around the face again, or take it from nearer or further away",
        },
        measured: measured.map(|(value, margin)| {
            format!(
                "{value:.0} % ± {margin:.0}, {:.0}-{:.0} %",
                allowed.0, allowed.1
            )
        }),
    }
}

pub(in crate::photo) fn age() -> Verdict {
    Verdict {
        code: "photo-age",
        outcome: Outcome::ByEye,
        rule: Text {
            it: "foto non più vecchia di sei mesi",
            en: "photograph at most six months old",
        },
        remedy: Text {
            it: "guardare la foto; se non va, farne un'altra",
            en: "look at the photograph; if it will not do, take another",
        },
        measured: None,
    }
}

fn only<'a>(seen: &Seen<'a>) -> Option<&'a Face> {
    match seen {
        Seen::Faces([face]) => Some(face),
        _ => None,
    }
}

/// Passes what is inside for sure, fails what is outside for sure, leaves the rest to the eye.
fn within(seen: &Seen<'_>, measured: Option<(f32, f32)>, (from, to): (f32, f32)) -> Outcome {
    match measured {
        Some((value, margin)) if value - margin >= from && value + margin <= to => Outcome::Pass,
        Some((value, margin)) if value + margin < from || value - margin > to => Outcome::Fail,
        Some(_) => Outcome::ByEye,
        None if matches!(seen, Seen::NotLooked) => Outcome::ByEye,
        None => Outcome::NotMeasurable,
    }
}

fn percent(share: f32) -> u32 {
    whole(100.0 * share)
}

/// Pixels a millimetre at so many dots an inch.
pub(in crate::photo) fn per_mm(dpi: u32) -> f32 {
    length(dpi) / 25.4
}
