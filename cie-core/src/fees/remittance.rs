//! Riversamento: half-month periods, due dates, amounts and the text of the transfer.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::last_day;
use super::{Calendar, Cents, ItalianIban, state_share};
use crate::rule::{Rule, remittance as rules, require};
use crate::{Code, Error, Result};

/// Longest name of a comune we accept, in characters; the longest real one has 34.
const LONGEST_NAME: usize = 100;

/// What happens when a due date is not a working day (policy `remittance.due_date_policy`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DueDatePolicy {
    /// The decree to the letter: the 15th whatever day it is, and the last working day.
    #[default]
    LastWorkingDayOnly,
    /// Both the 15th and the month's end move back to a working day.
    BothPrecedingWorkingDay,
    /// Both the 15th and the month's end move on to a working day, perhaps of the next month.
    BothFollowingWorkingDay,
}

/// A half-month: from the 1st to the 15th, or from the 16th to the end.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::fees::HalfMonth;
/// let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("in the calendar");
/// let period = HalfMonth::containing(day(20))?;
/// assert_eq!((period.start(), period.end()), (day(16), day(30)));
/// assert_eq!(period.to_string(), "(16/11/2026-30/11/2026)");
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct HalfMonth {
    start: NaiveDate,
    end: NaiveDate,
}

impl HalfMonth {
    /// The period that contains the day.
    ///
    /// # Errors
    /// `CIE-CORE-230` when the year is not between 1900 and 2999.
    pub fn containing(date: NaiveDate) -> Result<Self> {
        let middle = const { rules::WHAT.count("first_half_ends") };
        if !(1900..=2999).contains(&date.year()) {
            return Err(Code::BadPeriod.into());
        }
        let (start, end) = if date.day() <= middle {
            (date.with_day(1), date.with_day(middle))
        } else {
            (date.with_day(middle + 1), Some(last_day(date)))
        };
        match (start, end) {
            (Some(start), Some(end)) => Ok(Self { start, end }),
            _ => Err(Code::BadPeriod.into()),
        }
    }

    /// The period with exactly these ends.
    ///
    /// # Errors
    /// `CIE-CORE-230` when they are not those of a half-month.
    pub fn between(start: NaiveDate, end: NaiveDate) -> Result<Self> {
        let period = Self::containing(start)?;
        if period.start == start && period.end == end {
            Ok(period)
        } else {
            Err(Code::BadPeriod.into())
        }
    }

    /// The 24 periods of a year, in order.
    ///
    /// # Errors
    /// `CIE-CORE-230` when the year is not between 1900 and 2999.
    pub fn of_year(year: i32) -> Result<Vec<Self>> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or(Code::BadPeriod)?;
        let mut periods = vec![Self::containing(first)?];
        while let Some(last) = periods.last() {
            match last.end.succ_opt() {
                Some(next) if next.year() == year => periods.push(Self::containing(next)?),
                _ => break,
            }
        }
        Ok(periods)
    }

    /// First day.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// Last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// The day by which the comune must have remitted.
    ///
    /// Source: DM 25/5/2016 art. 2 c.2 a), and the policy where it is silent.
    #[must_use]
    pub fn due(self, policy: DueDatePolicy, calendar: &Calendar) -> NaiveDate {
        let fifteenth = const { rules::WHEN.count("mid_month_day") };
        let nominal = match self.end.with_day(fifteenth) {
            Some(day) if self.start.day() == 1 => day,
            _ => self.end,
        };
        match policy {
            DueDatePolicy::LastWorkingDayOnly if self.start.day() == 1 => nominal,
            DueDatePolicy::LastWorkingDayOnly | DueDatePolicy::BothPrecedingWorkingDay => {
                calendar.preceding(nominal)
            }
            DueDatePolicy::BothFollowingWorkingDay => calendar.following(nominal),
        }
    }
}

impl std::fmt::Display for HalfMonth {
    /// As the reference text of the transfer wants it: `(01/01/2026-15/01/2026)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = const { rules::CAUSALE.text("date") };
        write!(f, "({}-{})", self.start.format(date), self.end.format(date))
    }
}

/// The comune that pays.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Payer {
    name: String,
    codice_catastale: String,
}

impl Payer {
    /// A comune by name (without "Comune di") and codice catastale (a letter and three digits).
    ///
    /// # Errors
    /// `CIE-CORE-231` when the name is empty, longer than 100 characters or has control
    /// characters, or the code has another form.
    pub fn new(name: &str, codice_catastale: &str) -> Result<Self> {
        let name = name.trim();
        let named = !name.is_empty()
            && name.chars().count() <= LONGEST_NAME
            && !name.chars().any(char::is_control);
        let coded = match codice_catastale.as_bytes() {
            [letter, digits @ ..] => {
                letter.is_ascii_uppercase()
                    && digits.len() == 3
                    && digits.iter().all(u8::is_ascii_digit)
            }
            [] => false,
        };
        if !named {
            return Err(Error::new(Code::BadPayer).detail("name"));
        }
        if !coded {
            return Err(Error::new(Code::BadPayer).detail("codice catastale"));
        }
        Ok(Self {
            name: name.to_owned(),
            codice_catastale: codice_catastale.to_owned(),
        })
    }

    /// Name of the comune.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Codice catastale, such as `H501`.
    #[must_use]
    pub fn codice_catastale(&self) -> &str {
        &self.codice_catastale
    }
}

/// What flows back to the Ministry and the comune out of the VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct VatQuota {
    /// Both together.
    pub total: Cents,
    /// To the Ministry.
    pub ministry: Cents,
    /// To the comune, if its quarterly reports are correct.
    pub comune: Cents,
}

impl VatQuota {
    /// For so many cards.
    ///
    /// Source: DL 7/2005 art. 7-vicies quater c.2.
    ///
    /// # Errors
    /// `CIE-CORE-210` when the amounts do not fit.
    pub fn for_cards(cards: u32) -> Result<Self> {
        Ok(Self {
            total: const { rules::VAT_QUOTA.money("total") }.times(cards)?,
            ministry: const { rules::VAT_QUOTA.money("ministry") }.times(cards)?,
            comune: const { rules::VAT_QUOTA.money("comune") }.times(cards)?,
        })
    }
}

/// One transfer of a comune to the State, for the cards sent into production in a half-month.
///
/// ```
/// use chrono::NaiveDate;
/// use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth, Payer, Remittance};
/// let payer = Payer::new("Roma", "H501")?;
/// let day = NaiveDate::from_ymd_opt(2026, 11, 3).expect("in the calendar");
/// let remittance = Remittance::new(payer, HalfMonth::containing(day)?, 37)?;
/// assert_eq!(remittance.amount.get(), 62_123);
/// assert_eq!(
///     remittance.causale(),
///     "Comune di Roma, H501, corrispettivo per il rilascio di n. 37 carte di identità \
///      elettroniche, (01/11/2026-15/11/2026)",
/// );
/// # Ok::<(), cie_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remittance {
    /// Who pays.
    pub payer: Payer,
    /// For which half-month.
    pub period: HalfMonth,
    /// Cards sent into production in it.
    pub cards: u32,
    /// The State share of all of them.
    pub amount: Cents,
    /// What flows back.
    pub vat_quota: VatQuota,
    /// The rules behind it.
    pub rules: Vec<&'static Rule>,
}

impl Remittance {
    /// The transfer for so many cards, at the State share in force on the first day of the period.
    ///
    /// # Errors
    /// `CIE-CORE-201` before July 2016, `CIE-CORE-210` when the amount does not fit.
    pub fn new(payer: Payer, period: HalfMonth, cards: u32) -> Result<Self> {
        let (share, share_rule) = state_share(period.start())?;
        Ok(Self {
            payer,
            period,
            cards,
            amount: share.times(cards)?,
            vat_quota: VatQuota::for_cards(cards)?,
            rules: vec![
                share_rule,
                require(&rules::WHEN, period.start())?,
                require(&rules::WHAT, period.start())?,
                &rules::WHERE,
                &rules::CAUSALE,
                &rules::VAT_QUOTA,
            ],
        })
    }

    /// The reference text of the transfer, to the letter. It is neither shortened nor stripped of
    /// its accent: whoever fills a payment order must do what the bank asks.
    ///
    /// Source: circ. 4/2020; notice of 10-4-2017.
    #[must_use]
    pub fn causale(&self) -> String {
        // The name goes in last: it is the only part that is free text.
        const { rules::CAUSALE.text("template") }
            .replace("{codice}", self.payer.codice_catastale())
            .replace("{carte}", &self.cards.to_string())
            .replace("{periodo}", &self.period.to_string())
            .replacen("{comune}", self.payer.name(), 1)
    }

    /// The account of the State.
    ///
    /// # Errors
    /// None in practice: the account of the catalogue is checked by the tests.
    pub fn iban() -> Result<ItalianIban> {
        const { rules::WHERE.text("iban") }.parse()
    }

    /// Capo and capitolo of the State budget.
    #[must_use]
    pub fn capo_capitolo() -> (&'static str, &'static str) {
        const { (rules::WHERE.text("capo"), rules::WHERE.text("capitolo")) }
    }
}
