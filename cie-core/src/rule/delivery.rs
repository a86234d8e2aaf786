//! Organ donation and delivery.

use super::{Confidence, Figure, Rule, Value};
use crate::lang::Text;

/// Organ donation.
pub static ORGAN_DONATION: Rule = Rule {
    id: "donation.organs",
    title: Text {
        it: "Donazione di organi",
        en: "Organ donation",
    },
    summary: Text {
        it: "Facoltativa, solo maggiorenni, solo in Italia: consenso, diniego, non espressa.",
        en: "Optional, adults only, only in Italy: consent, refusal, not expressed.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("from_age", Value::Years(18)),
        Figure::new(
            "choices",
            Value::Texts(&["consent", "refusal", "not_expressed"]),
        ),
    ],
};

/// Where a card is delivered, and to whom.
pub static DELIVERY_WHERE: Rule = Rule {
    id: "delivery.where",
    title: Text {
        it: "Consegna",
        en: "Delivery",
    },
    summary: Text {
        it: "Alla residenza, a un altro indirizzo o in comune; raccomandata al titolare o al \
              delegato indicato alla richiesta (obbligatorio sotto i 14 anni).",
        en: "To the residence, another address or the comune; registered post to the holder or \
              to a delegate named at the request (required under 14).",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new(
            "places",
            Value::Texts(&["residence", "other_address", "comune"]),
        ),
        Figure::new("delegate_required_until_age", Value::Years(14)),
    ],
};

/// How long delivery takes.
pub static DELIVERY_WHEN: Rule = Rule {
    id: "delivery.when",
    title: Text {
        it: "Tempi di consegna",
        en: "Delivery time",
    },
    summary: Text {
        it: "6 giorni lavorativi in Italia, 15 giorni all'estero.",
        en: "6 working days in Italy, 15 days abroad.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("italy", Value::WorkingDays(6)),
        Figure::new("abroad", Value::Days(15)),
    ],
};

/// What happens to a card that nobody collects.
pub static DELIVERY_FAILED: Rule = Rule {
    id: "delivery.failed",
    title: Text {
        it: "Mancata consegna",
        en: "Undelivered",
    },
    summary: Text {
        it: "30 giorni in giacenza presso l'ufficio postale, poi al comune.",
        en: "30 days at the post office, then the comune.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[Figure::new("held", Value::Days(30))],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &ORGAN_DONATION,
    &DELIVERY_WHERE,
    &DELIVERY_WHEN,
    &DELIVERY_FAILED,
];
