//! The verdicts on a signature.

use cie_core::lang::Text;

use super::ink::Ink;
use super::{Outcome, Policy, Requirements, Verdict};
use crate::pixel::{share, whole};

fn passed(ok: bool) -> Outcome {
    if ok { Outcome::Pass } else { Outcome::Fail }
}

/// What a verdict is about.
struct About {
    code: &'static str,
    rule: Text,
    remedy: Text,
}

const FORMAT: About = About {
    code: "signature-format",
    rule: Text {
        it: "immagine PNG o JPG integra",
        en: "undamaged PNG or JPG image",
    },
    remedy: Text {
        it: "acquisire di nuovo la firma",
        en: "capture the signature again",
    },
};
const EMPTY: About = About {
    code: "signature-empty",
    rule: Text {
        it: "la firma c'è",
        en: "there is a signature",
    },
    remedy: Text {
        it: "far firmare con una penna scura su carta bianca e acquisire di nuovo",
        en: "have it signed with a dark pen on white paper and capture again",
    },
};
const FAINT: About = About {
    code: "signature-faint",
    rule: Text {
        it: "tratto abbastanza scuro",
        en: "strokes dark enough",
    },
    remedy: Text {
        it: "far firmare di nuovo con una penna nera o blu scuro",
        en: "have it signed again with a black or dark blue pen",
    },
};
const BORDER: About = About {
    code: "signature-border",
    rule: Text {
        it: "firma intera, che non tocca il bordo",
        en: "whole signature that does not touch the border",
    },
    remedy: Text {
        it: "acquisire di nuovo con più margine, senza cornici né righe al bordo",
        en: "capture again with more margin, without frames or lines at the border",
    },
};
const SMALL: About = About {
    code: "signature-small",
    rule: Text {
        it: "firma abbastanza grande",
        en: "signature large enough",
    },
    remedy: Text {
        it: "acquisire a risoluzione maggiore, o far firmare più grande",
        en: "capture at a higher resolution, or have it signed larger",
    },
};
const STROKES: About = About {
    code: "signature-strokes",
    rule: Text {
        it: "solo tratti, senza macchie né ombre",
        en: "strokes only, without blots or shadows",
    },
    remedy: Text {
        it: "acquisire solo la firma, su carta pulita e illuminata in modo uniforme",
        en: "capture the signature alone, on clean and evenly lit paper",
    },
};
const SIZE: About = About {
    code: "signature-size",
    rule: Text {
        it: "dimensione massima del file ripulito",
        en: "largest size of the cleaned file",
    },
    remedy: Text {
        it: "acquisire la firma su carta pulita, senza sfondi",
        en: "capture the signature on clean paper, without patterns",
    },
};

impl About {
    fn verdict(&self, outcome: Outcome, measured: Option<String>) -> Verdict {
        Verdict {
            code: self.code,
            outcome,
            rule: self.rule,
            remedy: self.remedy,
            measured,
        }
    }
}

/// The verdicts on ink; on nothing, where the file could not be read.
pub(super) fn all(
    ink: Option<&Ink>,
    written: Option<usize>,
    policy: &Policy,
    requirements: &Requirements,
) -> Vec<Verdict> {
    let extent = ink.and_then(|ink| ink.extent);
    // Of too little ink nothing can be told but that.
    let enough = extent.filter(|all| all.pixels >= policy.least_pixels);
    let or_not = |ok: Option<bool>| ok.map_or(Outcome::NotMeasurable, passed);
    let dark = enough.and(ink).map(|ink| ink.darkness);
    let inside = enough.zip(ink).map(|(all, ink)| {
        all.left > 0 && all.top > 0 && all.right < ink.width && all.bottom < ink.height
    });
    let width = enough.map(|all| all.right - all.left);
    let filled = enough.map(|all| {
        let area = (all.right - all.left) * (all.bottom - all.top);
        share(all.pixels, area)
    });
    let least_width = policy.least_width as usize;
    let percent = |share: f32| whole(100.0 * share);
    vec![
        FORMAT.verdict(passed(ink.is_some()), None),
        EMPTY.verdict(
            or_not(ink.map(|_| enough.is_some())),
            ink.map(|_| {
                let pixels = extent.map_or(0, |all| all.pixels);
                format!("{pixels} px, min {} px", policy.least_pixels)
            }),
        ),
        FAINT.verdict(
            or_not(dark.map(|dark| dark >= policy.faint)),
            dark.map(|dark| format!("{dark}/255, min {}", policy.faint)),
        ),
        BORDER.verdict(or_not(inside), None),
        SMALL.verdict(
            or_not(width.map(|width| width >= least_width)),
            width.map(|width| format!("{width} px, min {least_width} px")),
        ),
        STROKES.verdict(
            or_not(filled.map(|filled| filled <= policy.most_ink)),
            filled
                .map(|filled| format!("{} %, max {} %", percent(filled), percent(policy.most_ink))),
        ),
        SIZE.verdict(
            or_not(written.map(|bytes| bytes <= requirements.max_bytes)),
            written.map(|bytes| format!("{bytes} B, max {} B", requirements.max_bytes)),
        ),
    ]
}
