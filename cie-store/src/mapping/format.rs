//! How dates stand in text and number columns.

use chrono::{Datelike, NaiveDate};
use cie_core::date::PartialDate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Year,
    Month,
    Day,
    Literal(char),
    /// Whatever follows, such as a time of midnight.
    Rest,
}

/// A date format such as `YYYY-MM-DD`, `DDMMYYYY` or `YYYY-MM-DD*` (anything may follow).
///
/// Registries write 00 for a day or a month that is not known; so does this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DateFormat(Vec<Piece>);

impl DateFormat {
    /// ISO 8601.
    pub(super) fn iso() -> Self {
        use Piece::{Day, Literal, Month, Year};
        Self(vec![Year, Literal('-'), Month, Literal('-'), Day])
    }

    /// Reads a format; `None` unless year, month and day are there once each.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let names = [
            ("YYYY", Piece::Year),
            ("MM", Piece::Month),
            ("DD", Piece::Day),
        ];
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some(first) = rest.chars().next() {
            let named = names
                .iter()
                .find_map(|(name, piece)| rest.strip_prefix(name).map(|tail| (tail, *piece)));
            let (tail, piece) = match (named, first) {
                (Some(found), _) => found,
                (None, '*') if rest.len() == 1 => ("", Piece::Rest),
                (None, ' ' | '-' | '/' | '.') => (rest.get(1..)?, Piece::Literal(first)),
                (None, _) => return None,
            };
            pieces.push(piece);
            rest = tail;
        }
        let once = |part: Piece| pieces.iter().filter(|piece| **piece == part).count() == 1;
        let complete = once(Piece::Year) && once(Piece::Month) && once(Piece::Day);
        complete.then_some(Self(pieces))
    }

    /// Reads a date; unknown parts may be 00.
    pub(super) fn read(&self, text: &str) -> Option<PartialDate> {
        let (mut year, mut month, mut day) = (0, 0, 0);
        let mut rest = text;
        for piece in &self.0 {
            let width = match piece {
                Piece::Year => 4,
                Piece::Month | Piece::Day => 2,
                Piece::Literal(c) => {
                    rest = rest.strip_prefix(*c)?;
                    continue;
                }
                Piece::Rest => {
                    rest = "";
                    break;
                }
            };
            let digits = rest.get(..width)?;
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let number: u32 = digits.parse().ok()?;
            match piece {
                Piece::Year => year = number.cast_signed(),
                Piece::Month => month = number,
                _ => day = number,
            }
            rest = rest.get(width..)?;
        }
        if !rest.is_empty() || year == 0 {
            return None;
        }
        match (month, day) {
            (0, 0) => Some(PartialDate::Year(year)),
            (1..=12, 0) => Some(PartialDate::YearMonth(year, month)),
            _ => NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::Full),
        }
    }

    /// Reads a date from a number column, which has no leading zeros; 0 is no date.
    pub(super) fn read_number(&self, number: i64) -> Option<PartialDate> {
        let plain = |piece: &Piece| !matches!(piece, Piece::Literal(_) | Piece::Rest);
        (self.0.iter().all(plain) && number > 0).then_some(())?;
        self.read(&format!("{number:08}"))
    }

    /// Writes a date.
    pub(super) fn write(&self, date: NaiveDate) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Year => text.push_str(&format!("{:04}", date.year())),
                Piece::Month => text.push_str(&format!("{:02}", date.month())),
                Piece::Day => text.push_str(&format!("{:02}", date.day())),
                Piece::Literal(c) => text.push(*c),
                Piece::Rest => {}
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(format: &str, text: &str) -> Option<String> {
        let format = DateFormat::parse(format).unwrap();
        format.read(text).map(|date| date.to_string())
    }

    #[test]
    fn the_formats_of_old_tables() {
        let day = Some("1980-05-17".to_owned());
        assert_eq!(read("YYYY-MM-DD", "1980-05-17"), day);
        assert_eq!(read("DD/MM/YYYY", "17/05/1980"), day);
        assert_eq!(read("YYYYMMDD", "19800517"), day);
        assert_eq!(read("YYYY-MM-DD*", "1980-05-17 00:00:00"), day);
        assert_eq!(read("YYYY-MM-DD", "1980-05-17 00:00:00"), None);
        assert_eq!(read("YYYYMMDD", "19800500"), Some("1980-05".into()));
        assert_eq!(read("YYYYMMDD", "19800000"), Some("1980".into()));
        for bad in [
            "19800017", "19801301", "19800230", "00000000", "+9800517", "",
        ] {
            assert_eq!(read("YYYYMMDD", bad), None, "{bad}");
        }
        let number = DateFormat::parse("DDMMYYYY")
            .unwrap()
            .read_number(5_011_980);
        assert_eq!(
            number.map(|date| date.to_string()),
            Some("1980-01-05".into())
        );
        for bad in [
            "",
            "YYYY-MM",
            "YYYY-MM-DD-DD",
            "YY-MM-DD",
            "YYYY*MMDD",
            "YYYYxMMDD",
        ] {
            assert_eq!(DateFormat::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            days in 0..=3_000_000_i32,
            format in prop::sample::select(vec!["YYYY-MM-DD", "DDMMYYYY", "DD.MM.YYYY", "YYYYMMDD"]),
        ) {
            let date = NaiveDate::from_num_days_from_ce_opt(days + 1).unwrap();
            let format = DateFormat::parse(format).unwrap();
            prop_assert_eq!(format.read(&format.write(date)), Some(PartialDate::Full(date)));
        }

        #[test]
        fn nothing_panics(format in "\\PC{0,12}", text in "\\PC{0,16}", number: i64) {
            if let Some(format) = DateFormat::parse(&format) {
                let _ = (format.read(&text), format.read_number(number));
            }
        }
    }
}
