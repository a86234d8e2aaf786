//! Minors, parents and travel.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// What a minor needs for a card valid for travel.
pub static MINOR_ASSENT: Rule = Rule {
    id: "travel.minor.assent",
    title: Text {
        it: "Minori: assenso",
        en: "Minors: assent",
    },
    summary: Text {
        it: "Per l'espatrio serve l'assenso di entrambi i genitori o l'autorizzazione del \
              giudice tutelare; altrimenti la carta non è valida per l'espatrio.",
        en: "For travel: both parents' assent, or the guardianship judge's authorisation; \
              without it the card is not valid for travel.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("until_age", Value::Years(18))],
};

/// The minor must be present.
pub static MINOR_PRESENT: Rule = Rule {
    id: "travel.minor.present",
    title: Text {
        it: "Presenza del minore",
        en: "Presence of the minor",
    },
    summary: Text {
        it: "Il minore deve essere presente.",
        en: "The minor must be present.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("present", Value::Flag(true))],
};

/// The parents' names on the card of a child under fourteen.
pub static PARENTS_PRINTED: Rule = Rule {
    id: "travel.minor.parents_printed",
    title: Text {
        it: "Nomi dei genitori",
        en: "Parents' names",
    },
    summary: Text {
        it: "Sotto i 14 anni i nomi dei genitori sono stampati a richiesta.",
        en: "Under 14 the parents' names may be printed on request.",
    },
    effective_from: None,
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3",
    confidence: Confidence::High,
    figures: &[Figure::new("until_age", Value::Years(14))],
};

/// How the card of a child under fourteen is delivered.
pub static CHILD_DELIVERY: Rule = Rule {
    id: "travel.minor.delivery",
    title: Text {
        it: "Consegna sotto i 14 anni",
        en: "Delivery under 14",
    },
    summary: Text {
        it: "Sotto i 14 anni serve un delegato o il ritiro in comune.",
        en: "Under 14 a delegate or a comune pick-up is needed.",
    },
    effective_from: None,
    effective_to: None,
    source: "TULPS (RD 773/1931) art. 3",
    confidence: Confidence::High,
    figures: &[Figure::new("until_age", Value::Years(14))],
};

/// A parent's own card no longer needs the other parent's assent.
pub static PARENT_ASSENT_ABOLISHED: Rule = Rule {
    id: "travel.parent.assent_abolished",
    title: Text {
        it: "Genitori: assenso abolito",
        en: "Parents: assent abolished",
    },
    summary: Text {
        it: "L'assenso dell'altro genitore per la carta del genitore è abolito.",
        en: "The other parent's assent for a parent's own card is abolished.",
    },
    effective_from: Some(day(2023, 6, 14)),
    effective_to: None,
    source: "DL 69/2023 art. 20",
    confidence: Confidence::High,
    figures: &[],
};

/// Until 2023-06-13 the parent of a minor needed the other parent's assent.
pub static PARENT_ASSENT: Rule = Rule {
    id: "travel.parent.assent",
    title: Text {
        it: "Genitori: assenso",
        en: "Parents: assent",
    },
    summary: Text {
        it: "Il genitore di un minore aveva bisogno dell'assenso dell'altro genitore.",
        en: "The parent of a minor needed the other parent's assent.",
    },
    effective_from: None,
    effective_to: Some(day(2023, 6, 13)),
    source: "abolished by DL 69/2023 art. 20",
    confidence: Confidence::High,
    figures: &[],
};

/// A court may forbid a parent to leave the country.
pub static PARENT_INJUNCTION: Rule = Rule {
    id: "travel.parent.injunction",
    title: Text {
        it: "Inibitoria",
        en: "Injunction",
    },
    summary: Text {
        it: "Il giudice può inibire l'espatrio di un genitore per non più di 2 anni.",
        en: "A court may forbid a parent to leave the country, for at most 2 years.",
    },
    effective_from: Some(day(2023, 6, 14)),
    effective_to: None,
    source: "DL 69/2023 art. 20",
    confidence: Confidence::High,
    figures: &[Figure::new("longest", Value::Years(2))],
};

/// A citizen's card is valid for travel unless a ground against a passport exists.
pub static PASSPORT_GROUND: Rule = Rule {
    id: "travel.citizen.passport_ground",
    title: Text {
        it: "Validità per l'espatrio",
        en: "Valid for travel",
    },
    summary: Text {
        it: "La carta è valida per l'espatrio salvo che ricorra una causa di rifiuto o ritiro \
              del passaporto; in tal caso reca la nota stampata.",
        en: "The card is valid for travel unless a ground for refusing or withdrawing a \
              passport exists; it then bears the printed note.",
    },
    effective_from: Some(day(2026, 2, 19)),
    effective_to: None,
    source: "L. 11/2026 art. 5 c.1",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "note",
        Value::Text("Documento non valido ai fini dell'espatrio"),
    )],
};

/// Before 2026-02-19 the citizen declared that no ground against a passport existed.
pub static PASSPORT_GROUND_BEFORE: Rule = Rule {
    id: "travel.citizen.passport_ground_before",
    title: Text {
        it: "Validità per l'espatrio, prima",
        en: "Valid for travel, before",
    },
    summary: Text {
        it: "L'interessato dichiarava di non trovarsi in una causa ostativa al rilascio del \
              passaporto.",
        en: "The holder declared that no ground against a passport existed.",
    },
    effective_from: None,
    effective_to: Some(day(2026, 2, 18)),
    source: "DPR 649/1974 art. 1, from memory; not among the sources read",
    confidence: Confidence::Low,
    figures: &[Figure::new(
        "note",
        Value::Text("Documento non valido ai fini dell'espatrio"),
    )],
};

/// The card of an EU or non-EU citizen is never valid for travel.
pub static FOREIGNER: Rule = Rule {
    id: "travel.foreigner",
    title: Text {
        it: "Stranieri",
        en: "Foreigners",
    },
    summary: Text {
        it: "La carta di cittadini UE ed extra UE non è mai valida per l'espatrio.",
        en: "The card of EU and non-EU citizens is never valid for travel.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("valid", Value::Flag(false))],
};

/// Member States of the European Union since the United Kingdom left.
pub static EU_MEMBERS: Rule = Rule {
    id: "travel.eu_members",
    title: Text {
        it: "Stati membri dell'Unione europea",
        en: "Member States of the European Union",
    },
    summary: Text {
        it: "I 27 Stati i cui cittadini sono cittadini UE, con il codice ISO 3166-1.",
        en: "The 27 States whose citizens are citizens of the EU, by ISO 3166-1 code.",
    },
    effective_from: Some(day(2020, 2, 1)),
    effective_to: None,
    source: "TEU art. 52; accession of Croatia, OJ L 112 of 24-4-2012; withdrawal of the United Kingdom, OJ L 29 of 31-1-2020",
    confidence: Confidence::Medium,
    figures: &[Figure::new(
        "iso3",
        Value::Texts(&[
            "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC",
            "HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU",
            "SVK", "SVN", "SWE",
        ]),
    )],
};

/// Member States of the European Union from the accession of Croatia to the day on which the
/// United Kingdom left.
pub static EU_MEMBERS_BEFORE: Rule = Rule {
    id: "travel.eu_members_before",
    title: Text {
        it: "Stati membri dell'Unione europea, con il Regno Unito",
        en: "Member States of the European Union, with the United Kingdom",
    },
    summary: Text {
        it: "I 28 Stati i cui cittadini erano cittadini UE, con il codice ISO 3166-1.",
        en: "The 28 States whose citizens were citizens of the EU, by ISO 3166-1 code.",
    },
    effective_from: Some(day(2013, 7, 1)),
    effective_to: Some(day(2020, 1, 31)),
    source: "TEU art. 52; accession of Croatia, OJ L 112 of 24-4-2012; withdrawal of the United Kingdom, OJ L 29 of 31-1-2020",
    confidence: Confidence::Medium,
    figures: &[Figure::new(
        "iso3",
        Value::Texts(&[
            "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GBR",
            "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT",
            "ROU", "SVK", "SVN", "SWE",
        ]),
    )],
};

/// For the card of a foreign minor one parent suffices.
pub static FOREIGN_MINOR: Rule = Rule {
    id: "travel.foreign_minor.one_parent",
    title: Text {
        it: "Minori stranieri",
        en: "Foreign minors",
    },
    summary: Text {
        it: "Per il minore straniero basta un genitore.",
        en: "For a foreign minor one parent suffices.",
    },
    effective_from: None,
    effective_to: None,
    source: "comune pages",
    confidence: Confidence::Medium,
    figures: &[Figure::new("parents", Value::Count(1))],
};

/// Parents are a role-neutral list, with a separate label for print.
pub static PARENTS_LIST: Rule = Rule {
    id: "travel.parents.role_neutral",
    title: Text {
        it: "Genitori",
        en: "Parents",
    },
    summary: Text {
        it: "Uno o due genitori, oppure un tutore, in un elenco senza ruoli; la dicitura \
              stampata è a parte.",
        en: "One or two parents, or a guardian, in a role-neutral list; the printed label is \
              separate.",
    },
    effective_from: None,
    effective_to: None,
    source: "Cass. 9216/2025",
    confidence: Confidence::High,
    figures: &[
        Figure::new("least", Value::Count(1)),
        Figure::new("most", Value::Count(2)),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &MINOR_ASSENT,
    &MINOR_PRESENT,
    &PARENTS_PRINTED,
    &CHILD_DELIVERY,
    &PARENT_ASSENT_ABOLISHED,
    &PARENT_ASSENT,
    &PARENT_INJUNCTION,
    &PASSPORT_GROUND,
    &PASSPORT_GROUND_BEFORE,
    &FOREIGNER,
    &EU_MEMBERS,
    &EU_MEMBERS_BEFORE,
    &FOREIGN_MINOR,
    &PARENTS_LIST,
];
