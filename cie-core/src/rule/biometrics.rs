//! Biometrics: fingerprints, signature, photo.

use super::{Confidence, Figure, Rule, Value};
use crate::lang::Text;

/// Who gives fingerprints, which, and how often to try.
pub static FINGERPRINTS: Rule = Rule {
    id: "biometrics.fingerprints",
    title: Text {
        it: "Impronte",
        en: "Fingerprints",
    },
    summary: Text {
        it: "Dai 12 anni: indice destro, poi sinistro; in mancanza, per ciascuna mano, medio, \
              anulare, pollice; almeno 3 tentativi per dito.",
        en: "From age 12: right index, then left index; per hand, failing that, middle, ring, \
              thumb; at least 3 attempts per finger.",
    },
    effective_from: None,
    effective_to: None,
    source: "Reg. (EU) 2019/1157 art. 3; the order of the fingers: dossier of 2026-11-22",
    confidence: Confidence::High,
    figures: &[
        Figure::new("from_age", Value::Years(12)),
        Figure::new("hands", Value::Texts(&["right", "left"])),
        Figure::new(
            "fingers",
            Value::Texts(&["index", "middle", "ring", "thumb"]),
        ),
        Figure::new("attempts", Value::Count(3)),
    ],
};

/// Refusing the fingerprints means no card.
pub static FINGERPRINTS_REFUSED: Rule = Rule {
    id: "biometrics.fingerprints.refused",
    title: Text {
        it: "Rifiuto delle impronte",
        en: "Refusal of fingerprints",
    },
    summary: Text {
        it: "Chi rifiuta le impronte non ottiene la carta.",
        en: "Refusal means no card.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::High,
    figures: &[Figure::new("issued", Value::Flag(false))],
};

/// How fingerprints are stored.
pub static FINGERPRINT_FORMAT: Rule = Rule {
    id: "biometrics.fingerprints.format",
    title: Text {
        it: "Formato delle impronte",
        en: "Fingerprint format",
    },
    summary: Text {
        it: "WSQ.",
        en: "WSQ.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("format", Value::Text("WSQ")),
        // No registered name exists; this is the one that readers of travel documents use.
        Figure::new("media_type", Value::Text("image/x-wsq")),
    ],
};

/// What one hand without prints means for the card.
pub static FINGERPRINTS_ONE_HAND: Rule = Rule {
    id: "biometrics.fingerprints.one_hand",
    title: Text {
        it: "Impronte di una sola mano",
        en: "Fingerprints of one hand only",
    },
    summary: Text {
        it: "Una mano che non può dare impronte vale come impossibilità; se per l'altra \
              l'impossibilità è di specie diversa, prevale quella temporanea.",
        en: "A hand that can give no print counts as impossibility; where the two hands differ, \
              the temporary one prevails.",
    },
    effective_from: None,
    effective_to: None,
    source: "derived: Reg. (EU) 2019/1157 art. 3(5) asks for two fingerprints, art. 4(3) sets the \
             shorter term for what may yet be taken; no act says what one hand alone is worth",
    confidence: Confidence::Derived,
    figures: &[
        Figure::new("prints", Value::Count(2)),
        Figure::new("temporary_prevails", Value::Flag(true)),
    ],
};

/// Who signs.
pub static SIGNATURE: Rule = Rule {
    id: "biometrics.signature",
    title: Text {
        it: "Firma",
        en: "Signature",
    },
    summary: Text {
        it: "Dai 12 anni; omessa se il titolare non può firmare.",
        en: "From age 12; omitted if unable to sign.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("from_age", Value::Years(12))],
};

/// How the signature is stored.
pub static SIGNATURE_IMAGE: Rule = Rule {
    id: "biometrics.signature.image",
    title: Text {
        it: "Immagine della firma",
        en: "Image of the signature",
    },
    summary: Text {
        it: "PNG a un bit per pixel, 300 dpi, al più 1200 × 400 pixel e 50 kB. Il formato chiesto \
              dalla postazione non è pubblico: i valori sono nostri.",
        en: "PNG of one bit a pixel, 300 dpi, at most 1200 × 400 pixels and 50 kB. The format that \
              the workstation asks for is not public: the figures are ours.",
    },
    effective_from: None,
    effective_to: None,
    source: "none: no public source gives a format; the figures are a choice of this SDK",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("png_bilevel")),
        Figure::new("options", Value::Texts(&["png_bilevel"])),
        Figure::new("resolution", Value::DotsPerInch(300)),
        Figure::new("most_columns", Value::Count(1200)),
        Figure::new("most_rows", Value::Count(400)),
        Figure::new("largest", Value::Bytes(50_000)),
    ],
};

/// What the photo must be.
pub static PHOTO: Rule = Rule {
    id: "biometrics.photo",
    title: Text {
        it: "Fotografia",
        en: "Photo",
    },
    summary: Text {
        it: "Larga 35 mm, alta almeno 45 mm; linea degli occhi a 23–31 mm dalla base; volto \
              70–80 % dell'altezza; al più 6 mesi; JPG, almeno 400 dpi, al più 500 kB.",
        en: "35 mm wide, at least 45 mm high; eye line 23–31 mm from the base; face 70–80 % of \
              the height; at most 6 months old; JPG, at least 400 dpi, at most 500 kB.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::High,
    figures: &[
        Figure::new("width", Value::Millimetres(35)),
        Figure::new("least_height", Value::Millimetres(45)),
        Figure::new("eyes_lowest", Value::Millimetres(23)),
        Figure::new("eyes_highest", Value::Millimetres(31)),
        Figure::new("face_least", Value::Percent(70)),
        Figure::new("face_most", Value::Percent(80)),
        Figure::new("oldest", Value::Months(6)),
        Figure::new("format", Value::Text("JPG")),
        Figure::new("least_resolution", Value::DotsPerInch(400)),
        Figure::new("largest", Value::Bytes(500_000)),
    ],
};

/// What background the photo may have.
pub static PHOTO_BACKGROUND: Rule = Rule {
    id: "biometrics.photo.background",
    title: Text {
        it: "Sfondo",
        en: "Background",
    },
    summary: Text {
        it: "Bianco, azzurro, beige, marrone chiaro o grigio chiaro.",
        en: "White, light blue, beige, light brown or light grey.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[Figure::new(
        "colours",
        Value::Texts(&["white", "light_blue", "beige", "light_brown", "light_grey"]),
    )],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &FINGERPRINTS,
    &FINGERPRINTS_REFUSED,
    &FINGERPRINT_FORMAT,
    &FINGERPRINTS_ONE_HAND,
    &SIGNATURE,
    &SIGNATURE_IMAGE,
    &PHOTO,
    &PHOTO_BACKGROUND,
];
