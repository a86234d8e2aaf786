//! Fees: what a card costs, and who takes which part.

use super::{Confidence, Figure, Rule, Value, day};
use crate::fees::Cents;
use crate::lang::Text;

/// The share of the price that goes to the State, the same everywhere.
pub static STATE_SHARE: Rule = Rule {
    id: "fees.state_share",
    title: Text {
        it: "Quota statale",
        en: "State share",
    },
    summary: Text {
        it: "Corrispettivo di 13,76 euro oltre IVA al 22 %: 16,7872 euro, arrotondati a 16,79.",
        en: "EUR 13.76 plus VAT at 22 %: EUR 16.7872, rounded half-up to EUR 16.79.",
    },
    effective_from: Some(day(2016, 7, 1)),
    effective_to: None,
    source: "DM 25/5/2016, GU 139 of 16-6-2016 (16A04656); the dossier dates it July 2016",
    confidence: Confidence::High,
    figures: &[
        Figure::new("base", Value::Money(Cents::new(1376))),
        Figure::new("vat", Value::Percent(22)),
    ],
};

/// The municipal right, by default; a comune may cut it.
pub static DIRITTO_FISSO: Rule = Rule {
    id: "fees.diritto_fisso",
    title: Text {
        it: "Diritto fisso",
        en: "Municipal right",
    },
    summary: Text {
        it: "5,16 euro; raddoppiato (10,32) per un duplicato.",
        en: "EUR 5.16; doubled (10.32) for a duplicate.",
    },
    effective_from: None,
    effective_to: None,
    source: "DL 8/1993 art. 10 c.12-ter; L. 604/1962",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("single", Value::Money(Cents::new(516))),
        Figure::new("double", Value::Money(Cents::new(1032))),
    ],
};

/// The secretarial right, by default; a comune may cut it.
pub static SEGRETERIA: Rule = Rule {
    id: "fees.segreteria",
    title: Text {
        it: "Diritti di segreteria",
        en: "Secretarial right",
    },
    summary: Text {
        it: "0,26 euro.",
        en: "EUR 0.26.",
    },
    effective_from: None,
    effective_to: None,
    source: "DL 8/1993 art. 10 c.12-ter; L. 604/1962",
    confidence: Confidence::Medium,
    figures: &[Figure::new("amount", Value::Money(Cents::new(26)))],
};

/// What most comuni charge; a check on the sum of the default parts.
pub static USUAL_TOTALS: Rule = Rule {
    id: "fees.usual_totals",
    title: Text {
        it: "Totali consueti",
        en: "Usual totals",
    },
    summary: Text {
        it: "22,21 euro per primo rilascio o rinnovo, 27,37 per un duplicato.",
        en: "EUR 22.21 for a first issue or renewal, 27.37 for a duplicate.",
    },
    effective_from: None,
    effective_to: None,
    source: "pages of many comuni",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("first", Value::Money(Cents::new(2221))),
        Figure::new("duplicate", Value::Money(Cents::new(2737))),
    ],
};

/// The municipal share is local: it comes from a tariff, not from the code.
pub static LOCAL_SHARE: Rule = Rule {
    id: "fees.local_share",
    title: Text {
        it: "Quota comunale",
        en: "Municipal share",
    },
    summary: Text {
        it: "Il comune può ridurre o azzerare la propria quota con delibera; esenzioni e \
              regole sul raddoppio variano da comune a comune.",
        en: "A comune may cut or zero its own share by resolution; exemptions and the rules of \
              doubling differ from one comune to another.",
    },
    effective_from: None,
    effective_to: None,
    source: "L. 127/1997 art. 2 c.15; comune pages (Rignano 2018, Andora 2020)",
    confidence: Confidence::Medium,
    figures: &[Figure::new("local", Value::Flag(true))],
};

/// When the municipal right is doubled by statute.
pub static DUPLICATE_ONLY_FOR_LOSS: Rule = Rule {
    id: "fees.duplicate",
    title: Text {
        it: "Duplicato",
        en: "Duplicate",
    },
    summary: Text {
        it: "Il diritto è raddoppiato per legge solo in caso di smarrimento.",
        en: "The right is doubled by statute for loss only.",
    },
    effective_from: Some(day(1940, 1, 1)),
    effective_to: None,
    source: "RD 635/1940 art. 291",
    confidence: Confidence::High,
    figures: &[Figure::new("doubled_for", Value::Texts(&["loss"]))],
};

/// The statutory exemption from the municipal right.
pub static REGISTER_OF_THE_POOR: Rule = Rule {
    id: "fees.register_of_the_poor",
    title: Text {
        it: "Elenco dei poveri",
        en: "Register of the poor",
    },
    summary: Text {
        it: "Chi è iscritto nell'elenco dei poveri è esente dal diritto comunale.",
        en: "People on the register of the poor are exempt from the municipal right.",
    },
    effective_from: Some(day(1940, 1, 1)),
    effective_to: None,
    source: "RD 635/1940 art. 291",
    confidence: Confidence::High,
    figures: &[Figure::new("exempt_from", Value::Texts(&["diritto_fisso"]))],
};

/// What a consulate charges for a card that is not a duplicate.
pub static CONSULAR_FIRST: Rule = Rule {
    id: "fees.consular.first",
    title: Text {
        it: "Tariffa consolare",
        en: "Consular fee",
    },
    summary: Text {
        it: "21,95 euro: quota statale e diritto fisso, senza diritti di segreteria.",
        en: "EUR 21.95: State share and municipal right, no secretarial right.",
    },
    effective_from: Some(day(2019, 9, 20)),
    effective_to: None,
    source: "consulate pages",
    confidence: Confidence::High,
    figures: &[
        Figure::new("total", Value::Money(Cents::new(2195))),
        Figure::new("diritto_fisso", Value::Money(Cents::new(516))),
    ],
};

/// What a consulate charges for a duplicate.
pub static CONSULAR_DUPLICATE: Rule = Rule {
    id: "fees.consular.duplicate",
    title: Text {
        it: "Tariffa consolare, duplicato",
        en: "Consular fee, duplicate",
    },
    summary: Text {
        it: "27,11 euro: quota statale e diritto fisso raddoppiato.",
        en: "EUR 27.11: State share and doubled municipal right.",
    },
    effective_from: Some(day(2019, 9, 20)),
    effective_to: None,
    source: "consulate pages",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("total", Value::Money(Cents::new(2711))),
        Figure::new("diritto_fisso", Value::Money(Cents::new(1032))),
    ],
};

/// A consular card that never arrived is replaced free of charge.
pub static CONSULAR_NOT_DELIVERED: Rule = Rule {
    id: "fees.consular.not_delivered",
    title: Text {
        it: "Mancata consegna",
        en: "Not delivered",
    },
    summary: Text {
        it: "Gratuita la sostituzione di una carta non consegnata senza colpa del titolare.",
        en: "Replacement after non-delivery without the holder's fault is free.",
    },
    effective_from: Some(day(2019, 9, 20)),
    effective_to: None,
    source: "consulate pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("total", Value::Money(Cents::new(0)))],
};

/// A card with a defective chip is replaced free of charge.
pub static CHIP_DEFECT: Rule = Rule {
    id: "fees.chip_defect",
    title: Text {
        it: "Difetto del chip",
        en: "Chip defect",
    },
    summary: Text {
        it: "Sostituzione gratuita.",
        en: "Free replacement.",
    },
    effective_from: Some(day(2018, 1, 1)),
    effective_to: None,
    source: "comune.verona.it (2018)",
    confidence: Confidence::Medium,
    figures: &[Figure::new("total", Value::Money(Cents::new(0)))],
};

/// A tariff whose parts do not add up to its published total is refused.
pub static TARIFF_MUST_ADD_UP: Rule = Rule {
    id: "fees.tariff.adds_up",
    title: Text {
        it: "Tariffa coerente",
        en: "Consistent tariff",
    },
    summary: Text {
        it: "Una tariffa il cui totale pubblicato non è la somma delle parti viene rifiutata: \
              esiste un comune che pubblica 20,00 euro per parti che sommano 22,29.",
        en: "A tariff whose published total is not the sum of its parts is refused: a real \
              comune publishes EUR 20.00 for parts that sum to 22.29.",
    },
    effective_from: None,
    effective_to: None,
    source: "house rule",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("refuse")),
        Figure::new("options", Value::Texts(&["refuse"])),
    ],
};

/// The reason codes of the PagoPA catalogue.
pub static REASON_CODES: Rule = Rule {
    id: "fees.reason_codes",
    title: Text {
        it: "Causali PagoPA",
        en: "PagoPA reason codes",
    },
    summary: Text {
        it: "1 smarrimento, 2 furto, 4 deterioramento, 7 rinnovo di carta scaduta, 9 primo \
              rilascio, 10 rinnovo di carta in scadenza, cartacea o di vecchio modello, 11 \
              variazione dei dati.",
        en: "1 loss, 2 theft, 4 damage, 7 renewal of an expired card, 9 first issue, 10 \
              renewal of an expiring, paper or old-model card, 11 change of personal data.",
    },
    effective_from: None,
    effective_to: None,
    source: "PagoPA catalogue",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("loss", Value::Count(1)),
        Figure::new("theft", Value::Count(2)),
        Figure::new("damage", Value::Count(4)),
        Figure::new("renewal_expired", Value::Count(7)),
        Figure::new("first_issue", Value::Count(9)),
        Figure::new("renewal_expiring", Value::Count(10)),
        Figure::new("data_change", Value::Count(11)),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &STATE_SHARE,
    &DIRITTO_FISSO,
    &SEGRETERIA,
    &USUAL_TOTALS,
    &LOCAL_SHARE,
    &DUPLICATE_ONLY_FOR_LOSS,
    &REGISTER_OF_THE_POOR,
    &CONSULAR_FIRST,
    &CONSULAR_DUPLICATE,
    &CONSULAR_NOT_DELIVERED,
    &CHIP_DEFECT,
    &TARIFF_MUST_ADD_UP,
    &REASON_CODES,
];
