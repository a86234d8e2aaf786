//! The fixed texts of the receipt, and how dates and amounts are written.

use chrono::{DateTime, FixedOffset, NaiveDate};
use cie_core::date::PartialDate;
use cie_core::lang::{Lang, Text};

macro_rules! texts {
    ($($name:ident = $it:literal, $en:literal;)+) => {
        $( pub(super) const $name: Text = Text { it: $it, en: $en }; )+
    };
}

texts! {
    TITLE = "Ricevuta della richiesta di carta d’identità elettronica",
        "Receipt of the request for an electronic identity card";
    BANNER = "DOCUMENTO SIMULATO – SENZA VALORE", "SIMULATED DOCUMENT – NO VALUE";
    COMUNE = "Comune di", "Municipality of";
    NUMBER = "Numero della richiesta", "Request number";
    ISSUED = "Data e ora", "Date and time";
    HOLDER = "Titolare", "Holder";
    SURNAME = "Cognome", "Surname";
    GIVEN = "Nome", "Given names";
    NO_NAME = "— (assente in anagrafe)", "— (none in the registry)";
    BORN = "Data di nascita", "Date of birth";
    BIRTH_PLACE = "Luogo di nascita", "Place of birth";
    FISCAL_CODE = "Codice fiscale", "Tax code (codice fiscale)";
    CARD = "Carta e consegna", "Card and delivery";
    SERIAL = "Numero della carta", "Card number";
    EXPIRY = "Scadenza", "Expiry";
    OPERATOR = "Operatore", "Operator";
    DELIVERY = "Consegna", "Delivery";
    SECRETS = "PIN e PUK: prima parte", "PIN and PUK: first half";
    PIN = "PIN, prime 4 cifre", "PIN, first 4 digits";
    PUK = "PUK, prime 4 cifre", "PUK, first 4 digits";
    HIDDEN = "non stampato", "not printed";
    SECRETS_NOTE = "La seconda parte arriva con la carta. Conservare questa ricevuta in luogo sicuro \
        e non comunicare i codici a nessuno.",
        "The second half comes with the card. Keep this receipt in a safe place and tell the codes \
        to nobody.";
    HIDDEN_NOTE = "Copia senza codici: le cifre sono soltanto sulla copia consegnata al titolare.",
        "Copy without codes: the digits are only on the copy handed to the holder.";
    FEES = "Importi pagati", "Amounts paid";
    FEE_LABEL = "Voce", "Item";
    FEE_AMOUNT = "Importo", "Amount";
    TOTAL = "Totale", "Total";
    NO_FEES = "Nessun importo dovuto.", "Nothing to pay.";
    VALIDITY = "Validità della ricevuta", "Validity of the receipt";
    VALID = "Questa ricevuta vale come documento di riconoscimento in Italia fino alla consegna \
        della carta.",
        "This receipt counts as identification in Italy until the card is delivered.";
    NOT_VALID = "Questa ricevuta proviene da una richiesta simulata: non vale come documento di \
        riconoscimento e nessuna carta sarà prodotta.",
        "This receipt comes from a simulated request: it does not count as identification and no \
        card will be produced.";
    PHOTO_ALT = "Fotografia del titolare", "Photo of the holder";
    QR_ALT = "Codice QR della richiesta", "QR code of the request";
    REQUEST = "Richiesta", "Request";
    PAGE = "pagina", "page";
    OF = "di", "of";
}

/// The dots that stand for a half: always as many, whatever the secret is.
pub(super) const DOTS: &str = "••••";

pub(super) fn lang_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        _ => "it",
    }
}

/// `1234567` cents as `12.345,67 €` in Italian and `€12,345.67` in English, as the
/// Interinstitutional Style Guide of the EU (7.3.3) writes them.
pub(super) fn money(cents: u64, lang: Lang) -> String {
    let (thousands, decimal) = match lang {
        Lang::En => (',', '.'),
        _ => ('.', ','),
    };
    let euros = (cents / 100).to_string();
    let mut grouped = String::new();
    for (index, digit) in euros.chars().enumerate() {
        if index > 0 && (euros.len() - index).is_multiple_of(3) {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    let rest = cents % 100;
    match lang {
        Lang::En => format!("€{grouped}{decimal}{rest:02}"),
        _ => format!("{grouped}{decimal}{rest:02}\u{a0}€"),
    }
}

/// Local date and time, without seconds.
pub(super) fn moment(at: DateTime<FixedOffset>, lang: Lang) -> String {
    let pattern = match lang {
        Lang::En => "%-d %B %Y, %H:%M",
        _ => "%d/%m/%Y, %H:%M",
    };
    at.format(pattern).to_string()
}

/// A date of which only the known parts are written.
pub(super) fn date(date: PartialDate, lang: Lang) -> String {
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
