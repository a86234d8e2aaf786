//! Who may get a card, and where.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// Where one may ask for a card.
pub static RESIDENCE: Rule = Rule {
    id: "entitlement.residence",
    title: Text {
        it: "Dove si chiede",
        en: "Where to ask",
    },
    summary: Text {
        it: "Nel comune di residenza o di dimora; al non residente serve il nulla osta del \
              comune di residenza.",
        en: "In the comune of residence or dimora; a non-resident needs the nulla osta of the \
              comune of residence.",
    },
    effective_from: None,
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3; practice",
    confidence: Confidence::Medium,
    figures: &[Figure::new("non_resident_needs", Value::Text("nulla_osta"))],
};

/// Citizens on AIRE ask the consulate.
pub static AIRE_CONSULATE: Rule = Rule {
    id: "entitlement.aire.consulate",
    title: Text {
        it: "AIRE: consolato",
        en: "AIRE: consulate",
    },
    summary: Text {
        it: "Gli iscritti AIRE si rivolgono al consolato.",
        en: "Citizens on AIRE ask the consulate.",
    },
    effective_from: None,
    effective_to: None,
    source: "L. 11/2026 art. 5 c.2-3",
    confidence: Confidence::High,
    figures: &[Figure::new("office", Value::Text("consulate"))],
};

/// From 2026-06-01 citizens on AIRE may ask any comune too.
pub static AIRE_COMUNE: Rule = Rule {
    id: "entitlement.aire.comune",
    title: Text {
        it: "AIRE: comune",
        en: "AIRE: comune",
    },
    summary: Text {
        it: "Dal 1/6/2026 gli iscritti AIRE possono rivolgersi anche a qualunque comune.",
        en: "From 2026-06-01 citizens on AIRE may ask any comune too.",
    },
    effective_from: Some(day(2026, 6, 1)),
    effective_to: None,
    source: "L. 11/2026 art. 5 c.2-3",
    confidence: Confidence::High,
    figures: &[Figure::new("office", Value::Text("any_comune"))],
};

/// When a paper card could still be issued.
pub static PAPER_URGENCY: Rule = Rule {
    id: "entitlement.paper",
    title: Text {
        it: "Carta cartacea",
        en: "Paper card",
    },
    summary: Text {
        it: "Solo per urgenza documentata (salute, viaggio, elezioni, concorsi o gare \
              pubbliche) e per gli iscritti AIRE; nessuna dal 3/8/2026.",
        en: "Only for documented urgency (health, travel, elections, public competitions) and \
              for AIRE; none from 2026-08-03.",
    },
    effective_from: None,
    effective_to: Some(day(2026, 8, 2)),
    source: "circ. 8/2017; Circ. DAIT 76/2025",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "grounds",
        Value::Texts(&[
            "health",
            "travel",
            "elections",
            "public_competitions",
            "aire",
        ]),
    )],
};

/// Consular issue needs a validated codice fiscale.
pub static CONSULAR_CF: Rule = Rule {
    id: "entitlement.consular.codice_fiscale",
    title: Text {
        it: "Consolati: codice fiscale",
        en: "Consulates: codice fiscale",
    },
    summary: Text {
        it: "Serve un codice fiscale validato; se manca si chiede tramite ANPR solo se \
              cognome, nome, sesso, luogo e data di nascita coincidono tutti.",
        en: "A validated codice fiscale is needed; a missing one is requested through ANPR \
              only if cognome, nome, sesso, luogo and data di nascita all match.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[Figure::new(
        "must_match",
        Value::Texts(&["cognome", "nome", "sesso", "luogo_nascita", "data_nascita"]),
    )],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &RESIDENCE,
    &AIRE_CONSULATE,
    &AIRE_COMUNE,
    &PAPER_URGENCY,
    &CONSULAR_CF,
];
