//! Numbers of the card: serial, CAN, PIN, PUK, MRZ.

use super::{Confidence, Figure, Rule, Value};
use crate::lang::Text;

/// The form of the serial (numero unico nazionale).
pub static SERIAL: Rule = Rule {
    id: "numbers.serial",
    title: Text {
        it: "Numero unico nazionale",
        en: "Serial",
    },
    summary: Text {
        it: "C, una lettera, cinque cifre, due lettere: CA00000AA. È testo, mai un numero.",
        en: "C, a letter, five digits, two letters: CA00000AA. Text, never a number.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::High,
    figures: &[
        Figure::new("pattern", Value::Text("^C[A-Z][0-9]{5}[A-Z]{2}$")),
        Figure::new("example", Value::Text("CA00000AA")),
    ],
};

/// The form of the card access number.
pub static CAN: Rule = Rule {
    id: "numbers.can",
    title: Text {
        it: "CAN",
        en: "CAN",
    },
    summary: Text {
        it: "6 cifre.",
        en: "6 digits.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::High,
    figures: &[Figure::new("digits", Value::Count(6))],
};

/// PIN and PUK come in two halves by two ways.
pub static PIN_PUK: Rule = Rule {
    id: "numbers.pin_puk",
    title: Text {
        it: "PIN e PUK",
        en: "PIN and PUK",
    },
    summary: Text {
        it: "8 cifre ciascuno, in due metà: la prima sulla ricevuta, la seconda nella busta.",
        en: "8 digits each, in two halves: the first on the receipt, the second in the \
              envelope.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::High,
    figures: &[
        Figure::new("digits", Value::Count(8)),
        Figure::new("half", Value::Count(4)),
    ],
};

/// How many wrong attempts lock the card.
pub static PIN_TRIES: Rule = Rule {
    id: "numbers.pin_puk.tries",
    title: Text {
        it: "Tentativi",
        en: "Attempts",
    },
    summary: Text {
        it: "3 PIN errati bloccano il PIN; 10 PUK errati bloccano la carta per sempre.",
        en: "3 wrong PINs lock the PIN; 10 wrong PUKs block the card for good.",
    },
    effective_from: None,
    effective_to: None,
    source: "dossier of 2026-11-22, which does not name the act",
    confidence: Confidence::Medium,
    figures: &[
        Figure::new("pin", Value::Count(3)),
        Figure::new("puk", Value::Count(10)),
    ],
};

/// The machine readable zone of the card, and its specimen.
pub static MRZ_SPECIMEN: Rule = Rule {
    id: "numbers.mrz",
    title: Text {
        it: "MRZ",
        en: "MRZ",
    },
    summary: Text {
        it: "TD1, tre righe da 30 caratteri; codice documento C, Stato ITA.",
        en: "TD1, three lines of 30 characters; document code C, State ITA.",
    },
    effective_from: None,
    effective_to: None,
    source: "ICAO Doc 9303-3 and 9303-5; specimen with verified check digits",
    confidence: Confidence::High,
    figures: &[
        Figure::new("document_code", Value::Text("C")),
        Figure::new("issuer", Value::Text("ITA")),
        Figure::new(
            "specimen",
            Value::Texts(&[
                "C<ITACA00000AA4<<<<<<<<<<<<<<<",
                "6412308F2212304ITA<<<<<<<<<<<0",
                "ROSSI<<BIANCA<<<<<<<<<<<<<<<<<",
            ]),
        ),
    ],
};

/// What the MRZ shows for a card that never expires.
pub static POLICY_MRZ_UNLIMITED: Rule = Rule {
    id: "numbers.policy.mrz_unlimited",
    title: Text {
        it: "MRZ di carta senza scadenza",
        en: "MRZ of a card that never expires",
    },
    summary: Text {
        it: "fillers (predefinita: sei riempitivi, cifra di controllo 0). La codifica usata \
              dal Poligrafico non è nota.",
        en: "fillers (default: six fillers, check digit 0). What the mint prints is not known.",
    },
    effective_from: None,
    effective_to: None,
    source: "ICAO Doc 9303-3 writes unknown date parts as fillers; DL 19/2026 is silent",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("fillers")),
        Figure::new("options", Value::Texts(&["fillers"])),
    ],
};

/// Which of ICAO's alternatives stands for Ä, Å, Ö, Ü.
pub static POLICY_MRZ_UMLAUT: Rule = Rule {
    id: "numbers.policy.mrz_umlaut",
    title: Text {
        it: "Traslitterazione delle dieresi",
        en: "Transliteration of umlauts",
    },
    summary: Text {
        it: "digraph (predefinita: Ä AE, Å AA, Ö OE, Ü UE) oppure base (A, A, O, U).",
        en: "digraph (default: Ä AE, Å AA, Ö OE, Ü UE) or base (A, A, O, U).",
    },
    effective_from: None,
    effective_to: None,
    source: "ICAO Doc 9303-3 section 6 A leaves the choice to the State",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("digraph")),
        Figure::new("options", Value::Texts(&["digraph", "base"])),
    ],
};

/// How a name too long for the MRZ is shortened.
pub static POLICY_MRZ_TRUNCATION: Rule = Rule {
    id: "numbers.policy.mrz_truncation",
    title: Text {
        it: "Troncamento dei nomi",
        en: "Truncation of names",
    },
    summary: Text {
        it: "cut (predefinita: si tagliano gli ultimi caratteri) oppure initials (resta almeno \
              l'iniziale di ogni nome).",
        en: "cut (default: the last characters go) or initials (at least the initial of every \
              given name stays).",
    },
    effective_from: None,
    effective_to: None,
    source: "ICAO Doc 9303-5 section 4.2.3 leaves the choice to the State",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("cut")),
        Figure::new("options", Value::Texts(&["cut", "initials"])),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &SERIAL,
    &CAN,
    &PIN_PUK,
    &PIN_TRIES,
    &MRZ_SPECIMEN,
    &POLICY_MRZ_UNLIMITED,
    &POLICY_MRZ_UMLAUT,
    &POLICY_MRZ_TRUNCATION,
];
