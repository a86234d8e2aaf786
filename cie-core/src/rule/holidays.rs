//! Public holidays, which decide what a working day is.
//!
//! Every act named here was read: L. 260/1949, L. 54/1977, DPR 792/1985, L. 336/2000 and
//! L. 151/2025. What made days holidays before 1949-06-01 was not.

use super::{Confidence, Figure, Rule, Value, day};
use crate::lang::Text;

/// New Year's Day (Capodanno).
pub static NEW_YEAR: Rule = Rule {
    id: "holidays.new_year",
    title: Text {
        it: "Capodanno",
        en: "New Year's Day",
    },
    summary: Text {
        it: "Festivo il 1/1.",
        en: "A public holiday on 01-01.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949; as a feast of the Church also DPR 792/1985 art. 1, GU 306 of 31-12-1985",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 1, day: 1 })],
};

/// Epiphany (Epifania).
pub static EPIPHANY: Rule = Rule {
    id: "holidays.epiphany",
    title: Text {
        it: "Epifania",
        en: "Epiphany",
    },
    summary: Text {
        it: "Festivo il 6/1.",
        en: "A public holiday on 01-06.",
    },
    effective_from: Some(day(1986, 1, 1)),
    effective_to: None,
    source: "DPR 792/1985 art. 1, GU 306 of 31-12-1985; it had ceased by L. 54/1977 art. 1",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 1, day: 6 })],
};

/// Liberation Day (Liberazione).
pub static LIBERATION: Rule = Rule {
    id: "holidays.liberation",
    title: Text {
        it: "Liberazione",
        en: "Liberation Day",
    },
    summary: Text {
        it: "Festivo il 25/4.",
        en: "A public holiday on 04-25.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 4, day: 25 })],
};

/// Labour Day (Festa del lavoro).
pub static LABOUR: Rule = Rule {
    id: "holidays.labour",
    title: Text {
        it: "Festa del lavoro",
        en: "Labour Day",
    },
    summary: Text {
        it: "Festivo il 1/5.",
        en: "A public holiday on 05-01.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 5, day: 1 })],
};

/// Republic Day (Festa della Repubblica).
pub static REPUBLIC: Rule = Rule {
    id: "holidays.republic",
    title: Text {
        it: "Festa della Repubblica",
        en: "Republic Day",
    },
    summary: Text {
        it: "Festivo il 2/6.",
        en: "A public holiday on 06-02.",
    },
    effective_from: Some(day(2001, 1, 1)),
    effective_to: None,
    source: "L. 336/2000 art. 1, GU 273 of 22-11-2000; by L. 54/1977 art. 1 it had moved to the first Sunday of June",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 6, day: 2 })],
};

/// Assumption Day (Assunzione).
pub static ASSUMPTION: Rule = Rule {
    id: "holidays.assumption",
    title: Text {
        it: "Assunzione",
        en: "Assumption Day",
    },
    summary: Text {
        it: "Festivo il 15/8.",
        en: "A public holiday on 08-15.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949; as a feast of the Church also DPR 792/1985 art. 1, GU 306 of 31-12-1985",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 8, day: 15 })],
};

/// Saint Francis of Assisi (San Francesco d'Assisi).
pub static SAINT_FRANCIS: Rule = Rule {
    id: "holidays.saint_francis",
    title: Text {
        it: "San Francesco d'Assisi",
        en: "Saint Francis of Assisi",
    },
    summary: Text {
        it: "Festivo il 4/10.",
        en: "A public holiday on 10-04.",
    },
    effective_from: Some(day(2026, 1, 1)),
    effective_to: None,
    source: "L. 151/2025 art. 1 c.2 (adds it to L. 260/1949 art. 2), GU 236 of 10-10-2025, in force from 2026-01-01",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 10, day: 4 })],
};

/// All Saints' Day (Ognissanti).
pub static ALL_SAINTS: Rule = Rule {
    id: "holidays.all_saints",
    title: Text {
        it: "Ognissanti",
        en: "All Saints' Day",
    },
    summary: Text {
        it: "Festivo il 1/11.",
        en: "A public holiday on 11-01.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949; as a feast of the Church also DPR 792/1985 art. 1, GU 306 of 31-12-1985",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 11, day: 1 })],
};

/// Immaculate Conception (Immacolata Concezione).
pub static IMMACULATE: Rule = Rule {
    id: "holidays.immaculate",
    title: Text {
        it: "Immacolata Concezione",
        en: "Immaculate Conception",
    },
    summary: Text {
        it: "Festivo il 8/12.",
        en: "A public holiday on 12-08.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949; as a feast of the Church also DPR 792/1985 art. 1, GU 306 of 31-12-1985",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 12, day: 8 })],
};

/// Christmas Day (Natale).
pub static CHRISTMAS: Rule = Rule {
    id: "holidays.christmas",
    title: Text {
        it: "Natale",
        en: "Christmas Day",
    },
    summary: Text {
        it: "Festivo il 25/12.",
        en: "A public holiday on 12-25.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949; as a feast of the Church also DPR 792/1985 art. 1, GU 306 of 31-12-1985",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 12, day: 25 })],
};

/// Saint Stephen's Day (Santo Stefano).
pub static SAINT_STEPHEN: Rule = Rule {
    id: "holidays.saint_stephen",
    title: Text {
        it: "Santo Stefano",
        en: "Saint Stephen's Day",
    },
    summary: Text {
        it: "Festivo il 26/12.",
        en: "A public holiday on 12-26.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949",
    confidence: Confidence::High,
    figures: &[Figure::new("date", Value::MonthDay { month: 12, day: 26 })],
};

/// Easter Monday, by the Gregorian computus.
pub static EASTER_MONDAY: Rule = Rule {
    id: "holidays.easter_monday",
    title: Text {
        it: "Lunedì dell'Angelo",
        en: "Easter Monday",
    },
    summary: Text {
        it: "Festivo il giorno dopo Pasqua.",
        en: "A public holiday on the day after Easter.",
    },
    effective_from: Some(day(1949, 6, 1)),
    effective_to: None,
    source: "L. 260/1949 art. 2, GU 124 of 31-5-1949",
    confidence: Confidence::High,
    figures: &[Figure::new("days_after_easter", Value::Days(1))],
};

/// Saints Peter and Paul (Santi Pietro e Paolo), in Rome only: what the patron saint's day is
/// elsewhere by custom is law there.
pub static SAINTS_PETER_AND_PAUL: Rule = Rule {
    id: "holidays.saints_peter_and_paul",
    title: Text {
        it: "Santi Pietro e Paolo",
        en: "Saints Peter and Paul",
    },
    summary: Text {
        it: "Festivo il 29/6 per il solo comune di Roma.",
        en: "A public holiday on 06-29 for the comune of Roma alone.",
    },
    effective_from: Some(day(1986, 1, 1)),
    effective_to: None,
    source: "DPR 792/1985 art. 1, GU 306 of 31-12-1985; elsewhere it had ceased by L. 54/1977 art. 1",
    confidence: Confidence::High,
    figures: &[
        Figure::new("date", Value::MonthDay { month: 6, day: 29 }),
        Figure::new("only_in", Value::Text("H501")),
    ],
};

/// The patron saint's day of the comune, which is local.
pub static PATRON: Rule = Rule {
    id: "holidays.patron",
    title: Text {
        it: "Santo patrono",
        en: "Patron saint's day",
    },
    summary: Text {
        it: "Festivo locale: lo indica il comune; predefinito nessuno.",
        en: "A local holiday: the comune says which day; by default none.",
    },
    effective_from: None,
    effective_to: None,
    source: "local custom and labour contracts",
    confidence: Confidence::Policy,
    figures: &[
        Figure::new("default", Value::Text("none")),
        Figure::new("options", Value::Texts(&["none", "month_and_day"])),
    ],
};

/// The rules of this group.
pub(super) static ALL: &[&Rule] = &[
    &NEW_YEAR,
    &EPIPHANY,
    &LIBERATION,
    &LABOUR,
    &REPUBLIC,
    &ASSUMPTION,
    &SAINT_FRANCIS,
    &ALL_SAINTS,
    &IMMACULATE,
    &CHRISTMAS,
    &SAINT_STEPHEN,
    &EASTER_MONDAY,
    &SAINTS_PETER_AND_PAUL,
    &PATRON,
];
