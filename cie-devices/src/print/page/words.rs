//! What all documents say, and how dates and amounts are written.

use chrono::{DateTime, FixedOffset, NaiveDate};
use cie_core::date::PartialDate;
use cie_core::lang::{Lang, Text};

/// Texts by name, Italian and English.
macro_rules! texts {
    ($($name:ident = $it:literal, $en:literal;)+) => {
        $( pub(in crate::print) const $name: cie_core::lang::Text =
            cie_core::lang::Text { it: $it, en: $en }; )+
    };
}
pub(in crate::print) use texts;

texts! {
    BANNER = "DOCUMENTO SIMULATO – SENZA VALORE", "SIMULATED DOCUMENT – NO VALUE";
    COMUNE = "Comune di", "Municipality of";
    PRINTED = "stampato il", "printed on";
    PAGE = "pagina", "page";
    OF = "di", "of";
}

/// The words around the numbers of a page: `pagina 1 di 2`.
pub(in crate::print) fn page_words(lang: Lang) -> [&'static str; 2] {
    [PAGE, OF].map(|word: Text| word.get(lang))
}

pub(in crate::print) fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        _ => "it",
    }
}

/// `1234567` cents as `12.345,67 €` in Italian and `€12,345.67` in English, as the
/// Interinstitutional Style Guide of the EU (7.3.3) writes them; a minus sign comes first.
pub(in crate::print) fn money(cents: i64, lang: Lang) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}", unsigned_money(cents.unsigned_abs(), lang))
}

/// An amount that is never negative, written as [`money`] does.
pub(in crate::print) fn unsigned_money(cents: u64, lang: Lang) -> String {
    let (euros, rest) = (grouped(cents / 100, lang), cents % 100);
    match lang {
        Lang::En => format!("€{euros}.{rest:02}"),
        _ => format!("{euros},{rest:02}\u{a0}€"),
    }
}

/// A count with its thousands grouped.
pub(in crate::print) fn count(count: i64, lang: Lang) -> String {
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(count.unsigned_abs(), lang))
}

fn grouped(number: u64, lang: Lang) -> String {
    let thousands = if lang == Lang::En { ',' } else { '.' };
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    grouped
}

/// A day of the calendar.
pub(in crate::print) fn day(day: NaiveDate, lang: Lang) -> String {
    date(PartialDate::Full(day), lang)
}

/// Local date and time, without seconds.
pub(in crate::print) fn moment(at: DateTime<FixedOffset>, lang: Lang) -> String {
    let pattern = match lang {
        Lang::En => "%-d %B %Y, %H:%M",
        _ => "%d/%m/%Y, %H:%M",
    };
    at.format(pattern).to_string()
}

/// A date of which only the known parts are written.
pub(in crate::print) fn date(date: PartialDate, lang: Lang) -> String {
    let english = lang == Lang::En;
    match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::YearMonth(year, month) if english => {
            match NaiveDate::from_ymd_opt(year, month, 1) {
                Some(first) => first.format("%B %Y").to_string(),
                None => date.to_string(),
            }
        }
        PartialDate::YearMonth(year, month) => format!("{month:02}/{year:04}"),
        PartialDate::Full(day) if english => day.format("%-d %B %Y").to_string(),
        PartialDate::Full(day) => day.format("%d/%m/%Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(money(0, Lang::It), "0,00\u{a0}€");
        assert_eq!(money(1_679, Lang::It), "16,79\u{a0}€");
        assert_eq!(money(123_456_705, Lang::It), "1.234.567,05\u{a0}€");
        assert_eq!(money(100_000, Lang::En), "€1,000.00");
        assert_eq!(money(-1_679, Lang::It), "-16,79\u{a0}€");
        assert_eq!(money(-5, Lang::En), "-€0.05");
        assert_eq!(count(7_000_000, Lang::It), "7.000.000");
        assert_eq!(count(-1_000, Lang::En), "-1,000");
    }

    #[test]
    fn incomplete_dates_are_not_completed() -> Result<(), Box<dyn std::error::Error>> {
        for (text, it, en) in [
            ("1980-05-07", "07/05/1980", "7 May 1980"),
            ("1980-05", "05/1980", "May 1980"),
            ("1980", "1980", "1980"),
        ] {
            assert_eq!(date(text.parse()?, Lang::It), it);
            assert_eq!(date(text.parse()?, Lang::En), en);
        }
        let at = "2026-03-02T09:41:59+01:00".parse()?;
        assert_eq!(moment(at, Lang::It), "02/03/2026, 09:41");
        Ok(())
    }
}
