//! The values of one row, read by column, with everything that is wrong collected.

use cie_core::lang::Text;
use csv::StringRecord;

use super::columns::columns;
use super::header::Header;
use super::report::RowError;
use crate::Code;

/// The values of one row.
pub(super) struct Cells<'a> {
    header: &'a Header,
    record: &'a StringRecord,
    line: u64,
    errors: Vec<RowError>,
    warnings: Vec<RowError>,
}

impl<'a> Cells<'a> {
    /// Looks at every value's length and characters.
    pub(super) fn new(
        header: &'a Header,
        record: &'a StringRecord,
        line: u64,
        max_chars: usize,
    ) -> Self {
        let mut cells = Self {
            header,
            record,
            line,
            errors: Vec::new(),
            warnings: Vec::new(),
        };
        for column in columns() {
            let value = cells.raw(column);
            if value.chars().count() > max_chars {
                cells.error(column, Code::CsvCellTooLong, LENGTH);
            } else if value.chars().any(char::is_control) {
                cells.error(column, Code::CsvControl, CONTROL);
            }
        }
        cells
    }

    /// The value exactly as it is, spaces and all.
    pub(super) fn raw(&self, column: &str) -> &'a str {
        let place = self.header.place(column);
        place.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The value without the spaces around it; `None` when nothing is left.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        Some(self.raw(column).trim()).filter(|value| !value.is_empty())
    }

    /// The value, owned.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    /// Whether any of these columns has a value.
    pub(super) fn any(&self, columns: &[&'static str]) -> bool {
        columns.iter().any(|column| self.get(column).is_some())
    }

    /// A value that must be there.
    pub(super) fn need(&mut self, column: &'static str) -> Option<&'a str> {
        let value = self.get(column);
        if value.is_none() {
            self.error(column, Code::CsvMissing, REQUIRED);
        }
        value
    }

    /// A value that is read by `read` where there is one; an unreadable one is an error that says
    /// what was expected.
    pub(super) fn read<T>(
        &mut self,
        column: &'static str,
        expected: Text,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(column)?;
        let read = read(value);
        if read.is_none() {
            self.error(column, Code::CsvBadValue, expected);
        }
        read
    }

    /// A value of a given shape, as text.
    pub(super) fn shaped(
        &mut self,
        column: &'static str,
        expected: Text,
        fits: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        self.read(column, expected, |value| {
            fits(value).then(|| value.to_owned())
        })
    }

    /// Says that these columns, where filled in, are left out of the record.
    pub(super) fn ignore(&mut self, columns: &[&'static str], reason: Text) {
        for column in columns {
            if self.get(column).is_some() {
                self.warnings
                    .push(self.problem(column, Code::CsvIgnored, reason));
            }
        }
    }

    /// Adds an error.
    pub(super) fn error(&mut self, column: &'static str, code: Code, reason: Text) {
        self.errors.push(self.problem(column, code, reason));
    }

    /// Errors and warnings.
    pub(super) fn finish(self) -> (Vec<RowError>, Vec<RowError>) {
        (self.errors, self.warnings)
    }

    fn problem(&self, column: &'static str, code: Code, reason: Text) -> RowError {
        RowError {
            line: self.line,
            column: Some(column),
            code,
            reason,
        }
    }
}

/// Exactly so many ASCII digits.
pub(super) fn digits(count: usize) -> impl Fn(&str) -> bool {
    move |text| text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// Two capital letters.
pub(super) fn province(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// A capital letter and three digits.
pub(super) fn belfiore(text: &str) -> bool {
    let rest = text.strip_prefix(|first: char| first.is_ascii_uppercase());
    rest.is_some_and(digits(3))
}

macro_rules! reasons {
    ($($name:ident = $it:literal, $en:literal;)+) => {
        $(pub(super) const $name: Text = Text { it: $it, en: $en };)+
    };
}

reasons! {
    LENGTH = "più corto", "a shorter one";
    CONTROL = "testo senza caratteri di controllo", "text without control characters";
    REQUIRED = "la colonna non può essere vuota", "the column cannot be empty";
    NO_SURNAME = "se la persona non ha cognome scrivere S in senza_cognome",
        "if the person has no surname, write S in senza_cognome";
    NO_GIVEN = "se la persona non ha nome scrivere S in senza_nome",
        "if the person has no first name, write S in senza_nome";
    NAME_AND_NONE = "S solo se il nome è vuoto", "S only where the name is empty";
    S_OR_EMPTY = "S oppure vuoto", "S or empty";
    SEX = "M, F oppure N", "M, F or N";
    PARTIAL_DATE = "AAAA-MM-GG, AAAA-MM oppure AAAA", "YYYY-MM-DD, YYYY-MM or YYYY";
    DATE = "AAAA-MM-GG", "YYYY-MM-DD";
    YEAR = "anno di 4 cifre", "year of 4 digits";
    BELFIORE = "una lettera maiuscola e 3 cifre", "a capital letter and 3 digits";
    PROVINCE = "due lettere maiuscole", "two capital letters";
    STATE_CODE = "codice di 3 cifre", "code of 3 digits";
    ISTAT = "codice ISTAT di 6 cifre", "ISTAT code of 6 digits";
    CAP = "5 cifre", "5 digits";
    FISCAL_CODE = "16 lettere e cifre, oppure 11 cifre", "16 letters and digits, or 11 digits";
    VALIDATED = "1, 9 oppure vuoto", "1, 9 or empty";
    NEEDS_CODE = "senza codice_fiscale va lasciato vuoto", "leave empty without codice_fiscale";
    CITIZENSHIP = "codici di 3 cifre diversi tra loro, uniti da +",
        "different codes of 3 digits, joined by +";
    RESIDENCE = "RESIDENTE, AIRE oppure SFD", "RESIDENTE, AIRE or SFD";
    NEEDS_RESIDENCE = "indirizzo presente: scrivere RESIDENTE, AIRE oppure SFD",
        "an address is given: write RESIDENTE, AIRE or SFD";
    HEIGHT = "centimetri, da 30 a 272", "centimetres, 30 to 272";
    CARD_TYPE = "C oppure E", "C or E";
    CARD_NUMBER = "da 1 a 20 caratteri", "1 to 20 characters";
    NEEDS_CARD = "senza carta_numero va lasciato vuoto", "leave empty without carta_numero";
    EXPIRY = "la scadenza segue il rilascio", "expiry comes after issue";
    NEEDS_CANCELLED = "indicare la data in cancellato_il", "give the date in cancellato_il";
    BORN_IN_ITALY = "belfiore e stato di nascita si contraddicono",
        "the Belfiore code and the state of birth contradict each other";
    SHEET = "al massimo 64 caratteri", "at most 64 characters";
    NOT_ABROAD = "solo per residenti all'estero", "only for residents abroad";
    NOT_IN_ITALY = "solo per residenti in Italia", "only for residents in Italy";
    NOT_IN_ABODE = "non previsto senza fissa dimora", "not kept without a fixed abode";
    FOREIGN_BIRTH = "solo per i nati all'estero", "only for those born abroad";
}
