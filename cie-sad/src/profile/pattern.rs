//! Fixed-width date formats such as `YYYY-MM-DD` or `DDMMYYYY`.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Literal(char),
}

/// A date or date-time format, made of `YYYY MM DD hh mm ss` and literal separators.
///
/// ```
/// use cie_sad::profile::Pattern;
/// let pattern = Pattern::date("DDMMYYYY").expect("each part once");
/// let date = pattern.parse_date("17051980").expect("a date");
/// assert_eq!(date.to_string(), "1980-05-17");
/// assert_eq!(pattern.parse_date("31021980"), None);
/// assert_eq!(Pattern::date("DD/MM"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Year => f.write_str("YYYY")?,
                Piece::Month => f.write_str("MM")?,
                Piece::Day => f.write_str("DD")?,
                Piece::Hour => f.write_str("hh")?,
                Piece::Minute => f.write_str("mm")?,
                Piece::Second => f.write_str("ss")?,
                Piece::Literal(c) => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

impl Pattern {
    /// A format with year, month and day once each and no time; `None` if `text` is not one.
    #[must_use]
    pub fn date(text: &str) -> Option<Self> {
        Self::new(text, &[Piece::Year, Piece::Month, Piece::Day])
    }

    /// A format with date, hours, minutes and seconds once each, ending with the seconds.
    #[must_use]
    pub fn date_time(text: &str) -> Option<Self> {
        let all = [
            Piece::Year,
            Piece::Month,
            Piece::Day,
            Piece::Hour,
            Piece::Minute,
            Piece::Second,
        ];
        Self::new(text, &all).filter(|pattern| pattern.0.last() == Some(&Piece::Second))
    }

    fn new(text: &str, parts: &[Piece]) -> Option<Self> {
        if text.len() > 40 {
            return None;
        }
        let names = [
            ("YYYY", Piece::Year),
            ("MM", Piece::Month),
            ("DD", Piece::Day),
            ("hh", Piece::Hour),
            ("mm", Piece::Minute),
            ("ss", Piece::Second),
        ];
        let (mut rest, mut pieces) = (text, Vec::new());
        while let Some(first) = rest.chars().next() {
            let named = names
                .iter()
                .find_map(|(name, piece)| rest.strip_prefix(name).map(|tail| (tail, *piece)));
            let (tail, piece) = match named {
                Some(found) => found,
                None if first == 'T' || " -/.:".contains(first) => {
                    (rest.get(first.len_utf8()..)?, Piece::Literal(first))
                }
                None => return None,
            };
            pieces.push(piece);
            rest = tail;
        }
        let once = |part: &Piece| pieces.iter().filter(|piece| *piece == part).count() == 1;
        let count = pieces
            .iter()
            .filter(|piece| !matches!(piece, Piece::Literal(_)))
            .count();
        (parts.iter().all(once) && count == parts.len()).then_some(Self(pieces))
    }

    /// Reads a date; `None` when the text is of another form or the date does not exist.
    #[must_use]
    pub fn parse_date(&self, text: &str) -> Option<NaiveDate> {
        let (fields, rest) = self.scan(text)?;
        rest.is_empty().then_some(())?;
        fields.date()
    }

    /// Reads a date and time.
    ///
    /// Up to nine decimals of a second are accepted, and so is an offset (`Z`, `+02:00`): the
    /// model keeps the sender's clock reading, which is what stands before the offset.
    #[must_use]
    pub fn parse_date_time(&self, text: &str) -> Option<NaiveDateTime> {
        let (fields, rest) = self.scan(text)?;
        let (nanos, rest) = match rest.strip_prefix('.') {
            None => (0, rest),
            Some(rest) => {
                let len = rest.bytes().take_while(u8::is_ascii_digit).count();
                let digits = rest.get(..len).filter(|d| (1..=9).contains(&d.len()))?;
                (format!("{digits:0<9}").parse().ok()?, rest.get(len..)?)
            }
        };
        offset(rest).then_some(())?;
        let time = NaiveTime::from_hms_nano_opt(fields.hour, fields.minute, fields.second, nanos)?;
        Some(fields.date()?.and_time(time))
    }

    /// Writes a date; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn write_date(&self, date: NaiveDate) -> Option<String> {
        self.write(date.and_time(NaiveTime::MIN))
    }

    /// Writes a date and time; `None` outside the years 1 to 9999 and within a leap second.
    #[must_use]
    pub fn write_date_time(&self, at: NaiveDateTime) -> Option<String> {
        let mut text = self.write(at)?;
        if at.nanosecond() >= 1_000_000_000 {
            return None;
        }
        if at.nanosecond() != 0 {
            let decimals = format!("{:09}", at.nanosecond());
            text.push('.');
            text.push_str(decimals.trim_end_matches('0'));
        }
        Some(text)
    }

    fn write(&self, at: NaiveDateTime) -> Option<String> {
        (1..=9999).contains(&at.year()).then_some(())?;
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Year => text.push_str(&format!("{:04}", at.year())),
                Piece::Month => text.push_str(&format!("{:02}", at.month())),
                Piece::Day => text.push_str(&format!("{:02}", at.day())),
                Piece::Hour => text.push_str(&format!("{:02}", at.hour())),
                Piece::Minute => text.push_str(&format!("{:02}", at.minute())),
                Piece::Second => text.push_str(&format!("{:02}", at.second())),
                Piece::Literal(c) => text.push(*c),
            }
        }
        Some(text)
    }

    fn scan<'t>(&self, text: &'t str) -> Option<(Fields, &'t str)> {
        let (mut fields, mut rest) = (Fields::default(), text);
        for piece in &self.0 {
            let width = match piece {
                Piece::Literal(c) => {
                    rest = rest.strip_prefix(*c)?;
                    continue;
                }
                Piece::Year => 4,
                _ => 2,
            };
            let digits = rest
                .get(..width)
                .filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
            let number = digits.parse().ok()?;
            match piece {
                Piece::Year => fields.year = number,
                Piece::Month => fields.month = number,
                Piece::Day => fields.day = number,
                Piece::Hour => fields.hour = number,
                Piece::Minute => fields.minute = number,
                Piece::Second | Piece::Literal(_) => fields.second = number,
            }
            rest = rest.get(width..)?;
        }
        Some((fields, rest))
    }
}

#[derive(Default)]
struct Fields {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Fields {
    fn date(&self) -> Option<NaiveDate> {
        (self.year > 0).then_some(())?;
        NaiveDate::from_ymd_opt(self.year.cast_signed(), self.month, self.day)
    }
}

fn offset(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}
