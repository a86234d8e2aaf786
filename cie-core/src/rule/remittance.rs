//! Remittance: how a comune hands the State its share.

use super::{Confidence, Figure, Rule, Value, day};
use crate::fees::Cents;
use crate::lang::Text;

/// When a comune pays the State.
pub static WHEN: Rule = Rule {
    id: "remittance.when",
    title: Text {
        it: "Scadenze del riversamento",
        en: "When to remit",
    },
    summary: Text {
        it: "Il giorno 15 e l'ultimo giorno lavorativo di ogni mese.",
        en: "On the 15th and on the last working day of each month.",
    },
    effective_from: Some(day(2016, 7, 1)),
    effective_to: None,
    source: "DM 25/5/2016 art. 2 c.2 a)",
    confidence: Confidence::High,
    figures: &[Figure::new("mid_month_day", Value::Count(15))],
};

/// What happens when a due date is not a working day.
pub static DUE_DATE_POLICY: Rule = Rule {
    id: "remittance.due_date_policy",
    title: Text {
        it: "Scadenza non lavorativa",
        en: "Due date on a non-working day",
    },
    summary: Text {
        it: "Il decreto tace: last_working_day_only (testo letterale, predefinita), \
              both_preceding_working_day, both_following_working_day.",
        en: "The decree is silent: last_working_day_only (its literal text, the default), \
              both_preceding_working_day, both_following_working_day.",
    },
    effective_from: None,
    effective_to: None,
    source: "DM 25/5/2016 art. 2 c.2 a) is silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("last_working_day_only")),
        Figure::new(
            "options",
            Value::Texts(&[
                "last_working_day_only",
                "both_preceding_working_day",
                "both_following_working_day",
            ]),
        ),
    ],
};

/// Whether Saturday is a working day for remittances.
pub static SATURDAY_POLICY: Rule = Rule {
    id: "remittance.saturday_policy",
    title: Text {
        it: "Sabato",
        en: "Saturday",
    },
    summary: Text {
        it: "Il decreto tace: not_working (predefinita, come per i pagamenti bancari) oppure \
              working.",
        en: "The decree is silent: not_working (the default, as for bank payments) or working.",
    },
    effective_from: None,
    effective_to: None,
    source: "DM 25/5/2016 art. 2 c.2 a) is silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("not_working")),
        Figure::new("options", Value::Texts(&["not_working", "working"])),
    ],
};

/// What a comune remits.
pub static WHAT: Rule = Rule {
    id: "remittance.what",
    title: Text {
        it: "Importo del riversamento",
        en: "What to remit",
    },
    summary: Text {
        it: "La quota statale per ogni carta avviata in produzione nella quindicina (1–15, \
              16–fine mese); un versamento per comune.",
        en: "The State share for every card sent into production in the half-month (1–15, \
              16–end); one transfer per comune.",
    },
    effective_from: Some(day(2016, 7, 1)),
    effective_to: None,
    source: "DM 25/5/2016; circ. 11/2016; circ. 4/2020",
    confidence: Confidence::High,
    figures: &[Figure::new("first_half_ends", Value::Count(15))],
};

/// The account of the State that receives the money.
pub static WHERE: Rule = Rule {
    id: "remittance.where",
    title: Text {
        it: "Conto di destinazione",
        en: "Where to remit",
    },
    summary: Text {
        it: "Entrata del bilancio dello Stato, capo X, capitolo 3746, Tesoreria di Roma \
              Succursale (n. 348).",
        en: "State budget, capo X, capitolo 3746, Tesoreria di Roma Succursale (n. 348).",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 4/2020",
    confidence: Confidence::High,
    figures: &[
        Figure::new("iban", Value::Text("IT81J0100003245348010374600")),
        Figure::new("capo", Value::Text("X")),
        Figure::new("capitolo", Value::Text("3746")),
        Figure::new("tesoreria", Value::Text("348")),
        Figure::new(
            "tesoreria_name",
            Value::Text("Tesoreria di Roma Succursale"),
        ),
    ],
};

/// The reference text of the transfer.
pub static CAUSALE: Rule = Rule {
    id: "remittance.causale",
    title: Text {
        it: "Causale",
        en: "Reference text",
    },
    summary: Text {
        it: "Comune di {comune}, {codice catastale}, corrispettivo per il rilascio di n. \
              {carte} carte di identità elettroniche, ({dal}-{al}).",
        en: "The text is Italian and fixed; the period is written (01/01/2026-15/01/2026).",
    },
    effective_from: None,
    effective_to: None,
    source: "circ. 4/2020; notice of 10-4-2017",
    confidence: Confidence::High,
    figures: &[
        Figure::new(
            "template",
            Value::Text(
                "Comune di {comune}, {codice}, corrispettivo per il rilascio di n. {carte} carte di identità elettroniche, {periodo}",
            ),
        ),
        Figure::new("period", Value::Text("({dal}-{al})")),
        Figure::new("date", Value::Text("%d/%m/%Y")),
    ],
};

/// The quarterly summary of cards issued and accounted until 2019: by e-mail.
pub static SUMMARY_ALLEGATO_A: Rule = Rule {
    id: "remittance.summary.allegato_a",
    title: Text {
        it: "Riepilogo trimestrale, allegato A",
        en: "Quarterly summary, allegato A",
    },
    summary: Text {
        it: "Per le carte emesse e contabilizzate fino al 31/12/2019: allegato A con le \
              quietanze, per posta elettronica, secondo l'iniziale del comune (A–L, M–O, P–Z).",
        en: "For cards issued and accounted until 2019-12-31: allegato A with the receipts, by \
              e-mail, routed by the comune's initial (A–L, M–O, P–Z).",
    },
    effective_from: Some(day(2016, 7, 1)),
    effective_to: Some(day(2019, 12, 31)),
    source: "circ. 11/2016; circ. 4/2020",
    confidence: Confidence::High,
    figures: &[
        Figure::new("initials", Value::Texts(&["AL", "MO", "PZ"])),
        Figure::new(
            "addresses",
            Value::Texts(&[
                "pagamenti.cie.al@interno.it",
                "pagamenti.cie.mo@interno.it",
                "pagamenti.cie.pz@interno.it",
            ]),
        ),
    ],
};

/// The quarterly summary of cards issued and accounted since 2020: on the portal.
pub static SUMMARY_PORTAL: Rule = Rule {
    id: "remittance.summary.portal",
    title: Text {
        it: "Riepilogo trimestrale, portale",
        en: "Quarterly summary, portal",
    },
    summary: Text {
        it: "Per le carte emesse e contabilizzate dal 01/01/2020: esclusivamente tramite il \
              Portale Pagamenti CIE.",
        en: "For cards issued and accounted from 2020-01-01: only through the Portale \
              Pagamenti CIE.",
    },
    effective_from: Some(day(2020, 1, 1)),
    effective_to: None,
    source: "circ. 4/2020",
    confidence: Confidence::High,
    figures: &[Figure::new(
        "portal",
        Value::Text("https://pagamenticie.cnsd.interno.gov.it/"),
    )],
};

/// What is not known of the summary and stays configurable.
pub static SUMMARY_FIELDS: Rule = Rule {
    id: "remittance.summary.fields",
    title: Text {
        it: "Campi del riepilogo",
        en: "Fields of the summary",
    },
    summary: Text {
        it: "Non sono pubblici le colonne dell'allegato A, i campi del portale né il codice \
              SIOPE della quota statale: restano configurabili.",
        en: "The columns of allegato A, the portal's fields and the SIOPE code of the State \
              share are not public: they stay configurable.",
    },
    effective_from: None,
    effective_to: None,
    source: "not found",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("configurable")),
        Figure::new("options", Value::Texts(&["configurable"])),
    ],
};

/// What flows back out of the VAT.
pub static VAT_QUOTA: Rule = Rule {
    id: "remittance.vat_quota",
    title: Text {
        it: "Quota riassegnata",
        en: "VAT quota back",
    },
    summary: Text {
        it: "1,85 euro per carta: 1,15 al Ministero e 0,70 al comune, che li riceve solo se i \
              riepiloghi trimestrali sono corretti.",
        en: "EUR 1.85 a card: 1.15 to the Ministry and 0.70 to the comune, which gets it only \
              with correct quarterly reports.",
    },
    effective_from: None,
    effective_to: None,
    source: "DL 7/2005 art. 7-vicies quater c.2; notice of 24-6-2024",
    confidence: Confidence::High,
    figures: &[
        Figure::new("total", Value::Money(Cents::new(185))),
        Figure::new("ministry", Value::Money(Cents::new(115))),
        Figure::new("comune", Value::Money(Cents::new(70))),
    ],
};

/// What a sampled comune must do to keep its refund.
pub static VAT_QUOTA_SAMPLE: Rule = Rule {
    id: "remittance.vat_quota.sample",
    title: Text {
        it: "Controlli a campione",
        en: "Sample checks",
    },
    summary: Text {
        it: "I comuni estratti hanno 15 giorni per inviare i mandati di pagamento; altrimenti \
              il rimborso è sospeso.",
        en: "Sampled comuni have 15 days to send the payment orders, else the refund is \
              suspended.",
    },
    effective_from: None,
    effective_to: None,
    source: "notice of 24-6-2024",
    confidence: Confidence::Medium,
    figures: &[Figure::new("days", Value::Days(15))],
};

/// The accounts of the municipal share in the chart of accounts.
pub static ACCOUNTS: Rule = Rule {
    id: "remittance.accounts",
    title: Text {
        it: "Piano dei conti",
        en: "Chart of accounts",
    },
    summary: Text {
        it: "E.3.01.02.01.032 (diritti di segreteria), E.3.01.02.01.033 (diritto fisso).",
        en: "E.3.01.02.01.032 (secretarial right), E.3.01.02.01.033 (municipal right).",
    },
    effective_from: None,
    effective_to: None,
    source: "publika.it",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("segreteria", Value::Text("E.3.01.02.01.032")),
        Figure::new("diritto_fisso", Value::Text("E.3.01.02.01.033")),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &WHEN,
    &DUE_DATE_POLICY,
    &SATURDAY_POLICY,
    &WHAT,
    &WHERE,
    &CAUSALE,
    &SUMMARY_ALLEGATO_A,
    &SUMMARY_PORTAL,
    &SUMMARY_FIELDS,
    &VAT_QUOTA,
    &VAT_QUOTA_SAMPLE,
    &ACCOUNTS,
];
