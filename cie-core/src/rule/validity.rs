//! Validity: for how long a card holds.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// Validity of the card of a child under three.
pub static BAND_INFANT: Rule = Rule {
    id: "validity.band.under_3",
    title: Text {
        it: "Minori di 3 anni",
        en: "Under 3",
    },
    summary: Text {
        it: "Sotto i 3 anni: 3 anni.",
        en: "Under 3 years old: 3 years.",
    },
    effective_from: Some(day(2011, 1, 1)),
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3, as amended in 2011",
    confidence: Confidence::High,
    figures: &[
        Figure::new("until_age", Value::Years(3)),
        Figure::new("term", Value::Years(3)),
    ],
};

/// Validity of the card of a minor from three to seventeen.
pub static BAND_MINOR: Rule = Rule {
    id: "validity.band.minor",
    title: Text {
        it: "Da 3 a 17 anni",
        en: "From 3 to 17",
    },
    summary: Text {
        it: "Da 3 a 17 anni: 5 anni.",
        en: "From 3 to 17 years old: 5 years.",
    },
    effective_from: Some(day(2011, 1, 1)),
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3, as amended in 2011",
    confidence: Confidence::High,
    figures: &[
        Figure::new("until_age", Value::Years(18)),
        Figure::new("term", Value::Years(5)),
    ],
};

/// Validity of the card of an adult.
pub static BAND_ADULT: Rule = Rule {
    id: "validity.band.adult",
    title: Text {
        it: "Maggiorenni",
        en: "Adults",
    },
    summary: Text {
        it: "Dai 18 anni: 10 anni.",
        en: "From 18 years old: 10 years.",
    },
    effective_from: Some(day(2011, 1, 1)),
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3, as amended in 2011",
    confidence: Confidence::High,
    figures: &[
        Figure::new("from_age", Value::Years(18)),
        Figure::new("term", Value::Years(10)),
    ],
};

/// A minor's card runs to the first birthday after its years.
pub static MINOR_FIRST_BIRTHDAY: Rule = Rule {
    id: "validity.minor.first_birthday",
    title: Text {
        it: "Minori: primo compleanno",
        en: "Minors: first birthday",
    },
    summary: Text {
        it: "La carta scade il primo compleanno successivo ai 3 o 5 anni.",
        en: "The card ends on the first birthday after the 3 or 5 years have run.",
    },
    effective_from: Some(day(2012, 2, 10)),
    effective_to: None,
    source: "DL 5/2012 art. 7; comune pages",
    confidence: Confidence::High,
    figures: &[],
};

/// An adult's card issued before 2022-09-19 runs to the first birthday after ten years.
pub static ADULT_FIRST_BIRTHDAY: Rule = Rule {
    id: "validity.adult.first_birthday",
    title: Text {
        it: "Maggiorenni: primo compleanno",
        en: "Adults: first birthday",
    },
    summary: Text {
        it: "Rilasciata prima del 19/9/2022: scade il primo compleanno successivo ai 10 anni.",
        en: "Issued before 2022-09-19: ends on the first birthday after the 10 years have run.",
    },
    effective_from: Some(day(2012, 2, 10)),
    effective_to: Some(day(2022, 9, 18)),
    source: "DL 5/2012 art. 7",
    confidence: Confidence::High,
    figures: &[Figure::new("term", Value::Years(10))],
};

/// An adult's card issued from 2022-09-19 runs to the last birthday within ten years.
pub static ADULT_LAST_BIRTHDAY: Rule = Rule {
    id: "validity.adult.last_birthday",
    title: Text {
        it: "Maggiorenni: ultimo compleanno",
        en: "Adults: last birthday",
    },
    summary: Text {
        it: "Rilasciata dal 19/9/2022: scade l'ultimo compleanno entro i 10 anni (9 anni e \
              alcuni giorni).",
        en: "Issued from 2022-09-19: ends on the last birthday within the 10 years (9 years \
              and some days).",
    },
    effective_from: Some(day(2022, 9, 19)),
    effective_to: None,
    source: "comune pages; the system computes it",
    confidence: Confidence::Medium,
    figures: &[Figure::new("term", Value::Years(10))],
};

/// Fingerprints that cannot be taken for the time being shorten the validity.
pub static FINGERPRINTS_TEMPORARY: Rule = Rule {
    id: "validity.fingerprints.temporary",
    title: Text {
        it: "Impronte temporaneamente impossibili",
        en: "Fingerprints temporarily impossible",
    },
    summary: Text {
        it: "12 mesi dal rilascio, qualunque sia la fascia d'età; prevale anche sulla validità \
              illimitata.",
        en: "12 months from issue, whatever the age band; it also prevails over unlimited \
              validity.",
    },
    effective_from: Some(day(2022, 9, 19)),
    effective_to: None,
    source: "Reg. (EU) 2019/1157 art. 4(3); precedence over the over-70 rule is derived",
    confidence: Confidence::Medium,
    figures: &[Figure::new("term", Value::Months(12))],
};

/// Fingerprints that can never be taken leave the validity as it is.
pub static FINGERPRINTS_PERMANENT: Rule = Rule {
    id: "validity.fingerprints.permanent",
    title: Text {
        it: "Impronte permanentemente impossibili",
        en: "Fingerprints permanently impossible",
    },
    summary: Text {
        it: "Validità ordinaria, con certificazione medica.",
        en: "Ordinary validity, with medical proof.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("medical_proof", Value::Flag(true))],
};

/// The card of a holder of seventy or more never expires.
pub static OVER_70_UNLIMITED: Rule = Rule {
    id: "validity.over_70.unlimited",
    title: Text {
        it: "Ultrasettantenni",
        en: "Seventy and over",
    },
    summary: Text {
        it: "Chi ha compiuto 70 anni alla richiesta: validità illimitata, anche per \
              l'espatrio; rinnovabile dopo 10 anni per il certificato nel chip. La stampa parla \
              di \"50 anni\": il decreto no.",
        en: "70 or older at the request: unlimited validity, also for travel; may be renewed \
              after 10 years for the certificate on the chip. The press says \"50 years\": the \
              decree does not.",
    },
    effective_from: Some(day(2026, 7, 30)),
    effective_to: None,
    source: "DL 19/2026 art. 6 c.2",
    confidence: Confidence::High,
    figures: &[
        Figure::new("from_age", Value::Years(70)),
        Figure::new("renewable_after", Value::Years(10)),
    ],
};

/// Twelve months prevail over unlimited validity.
pub static OVER_70_TEMPORARY: Rule = Rule {
    id: "validity.over_70.fingerprints_temporary",
    title: Text {
        it: "Ultrasettantenni senza impronte",
        en: "Seventy and over, no fingerprints",
    },
    summary: Text {
        it: "Con impronte temporaneamente impossibili prevalgono i 12 mesi.",
        en: "With fingerprints temporarily impossible the 12 months prevail.",
    },
    effective_from: Some(day(2026, 7, 30)),
    effective_to: None,
    source: "derived from DL 19/2026 art. 6 c.2 and Reg. (EU) 2019/1157 art. 4(3)",
    confidence: Confidence::Derived,
    figures: &[Figure::new("term", Value::Months(12))],
};

/// Validity of the card of an asylum seeker.
pub static ASYLUM: Rule = Rule {
    id: "validity.asylum",
    title: Text {
        it: "Richiedenti asilo",
        en: "Asylum seekers",
    },
    summary: Text {
        it: "3 anni, valida solo sul territorio nazionale.",
        en: "3 years, valid on the national territory only.",
    },
    effective_from: Some(day(2025, 4, 9)),
    effective_to: None,
    source: "D.Lgs 142/2015 art. 5-bis c.4",
    confidence: Confidence::High,
    figures: &[Figure::new("term", Value::Years(3))],
};

/// The day on which every paper card ends.
pub static PAPER_END: Rule = Rule {
    id: "validity.paper.end",
    title: Text {
        it: "Fine delle carte cartacee",
        en: "End of paper cards",
    },
    summary: Text {
        it: "Le carte cartacee cessano il 3/8/2026, qualunque data rechino.",
        en: "Paper cards end on 2026-08-03, whatever date is printed.",
    },
    effective_from: None,
    effective_to: None,
    source: "Circ. DAIT 76/2025",
    confidence: Confidence::High,
    figures: &[Figure::new("last_day", Value::Date(day(2026, 8, 3)))],
};

/// From when a card may be renewed.
pub static RENEWAL_WINDOW: Rule = Rule {
    id: "validity.renewal_window",
    title: Text {
        it: "Finestra di rinnovo",
        en: "Renewal window",
    },
    summary: Text {
        it: "Dal 180° giorno prima della scadenza; carte cartacee e di vecchio modello in ogni \
              momento.",
        en: "From the 180th day before expiry; paper and old-model cards at any time.",
    },
    effective_from: Some(day(2020, 7, 17)),
    effective_to: None,
    source: "DPR 445/2000 art. 36 c.7",
    confidence: Confidence::High,
    figures: &[Figure::new("days_before", Value::Days(180))],
};

/// What changes without a new card.
pub static NO_NEW_CARD: Rule = Rule {
    id: "validity.no_new_card",
    title: Text {
        it: "Variazioni senza rinnovo",
        en: "Changes that need no new card",
    },
    summary: Text {
        it: "Indirizzo, stato civile e professione non richiedono una nuova carta.",
        en: "Address, civil status and profession need no new card.",
    },
    effective_from: None,
    effective_to: None,
    source: "Circ. MIACEL 24/1992",
    confidence: Confidence::Medium,
    figures: &[Figure::new(
        "changes",
        Value::Texts(&["address", "civil_status", "profession"]),
    )],
};

/// A request made on the birthday itself.
pub static POLICY_ON_BIRTHDAY: Rule = Rule {
    id: "validity.policy.on_birthday",
    title: Text {
        it: "Richiesta nel giorno del compleanno",
        en: "Request on the birthday",
    },
    summary: Text {
        it: "counts_as_reached (predefinita: il compleanno conta, dieci anni dopo è lo stesso \
              giorno) oppure not_yet_reached.",
        en: "counts_as_reached (default: the birthday counts, ten years later is that same \
              day) or not_yet_reached.",
    },
    effective_from: None,
    effective_to: None,
    source: "the sources are silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("counts_as_reached")),
        Figure::new(
            "options",
            Value::Texts(&["counts_as_reached", "not_yet_reached"]),
        ),
    ],
};

/// People born on 29 February, in years without it.
pub static POLICY_LEAP_DAY: Rule = Rule {
    id: "validity.policy.leap_day",
    title: Text {
        it: "Nati il 29 febbraio",
        en: "Born on 29 February",
    },
    summary: Text {
        it: "feb_28 (predefinita), mar_1, oppure last_real (ultimo 29 febbraio esistente).",
        en: "feb_28 (default), mar_1, or last_real (the last 29 February that exists).",
    },
    effective_from: None,
    effective_to: None,
    source: "the sources are silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("feb_28")),
        Figure::new("options", Value::Texts(&["feb_28", "mar_1", "last_real"])),
    ],
};

/// Whether an asylum seeker's card also runs to a birthday.
pub static POLICY_ASYLUM_BIRTHDAY: Rule = Rule {
    id: "validity.policy.asylum_birthday",
    title: Text {
        it: "Richiedenti asilo: compleanno",
        en: "Asylum seekers: birthday",
    },
    summary: Text {
        it: "exact (predefinita: tre anni esatti) oppure first_birthday (primo compleanno \
              successivo).",
        en: "exact (default: three years to the day) or first_birthday (the first birthday \
              after them).",
    },
    effective_from: None,
    effective_to: None,
    source: "D.Lgs 142/2015 art. 5-bis c.4 is silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("exact")),
        Figure::new("options", Value::Texts(&["exact", "first_birthday"])),
    ],
};

/// A birth date without its day, or without day and month.
pub static POLICY_INCOMPLETE_BIRTH: Rule = Rule {
    id: "validity.policy.incomplete_birth",
    title: Text {
        it: "Data di nascita incompleta",
        en: "Incomplete birth date",
    },
    summary: Text {
        it: "refuse (predefinita: va completata prima dello sportello), earliest (primo giorno \
              possibile) oppure latest (ultimo giorno possibile).",
        en: "refuse (default: have it completed before the counter), earliest (first possible \
              day) or latest (last possible day).",
    },
    effective_from: None,
    effective_to: None,
    source: "public reports: an incomplete birth date blocks issuance",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("refuse")),
        Figure::new("options", Value::Texts(&["refuse", "earliest", "latest"])),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &BAND_INFANT,
    &BAND_MINOR,
    &BAND_ADULT,
    &MINOR_FIRST_BIRTHDAY,
    &ADULT_FIRST_BIRTHDAY,
    &ADULT_LAST_BIRTHDAY,
    &FINGERPRINTS_TEMPORARY,
    &FINGERPRINTS_PERMANENT,
    &OVER_70_UNLIMITED,
    &OVER_70_TEMPORARY,
    &ASYLUM,
    &PAPER_END,
    &RENEWAL_WINDOW,
    &NO_NEW_CARD,
    &POLICY_ON_BIRTHDAY,
    &POLICY_LEAP_DAY,
    &POLICY_ASYLUM_BIRTHDAY,
    &POLICY_INCOMPLETE_BIRTH,
];
