//! The remittance of a half-month: what to write on the payment order.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use cie_core::fees::{Cents, HalfMonth, Remittance, state_share};
use cie_core::rule::remittance::WHERE;

use super::check::{REFERENCE_CHARS_MAX, REFUSALS, contains};
use super::text;
use crate::print::frame::{Drafting, Frame, bounded, fonts};
use crate::print::page::font::Fonts;
use crate::print::page::legible::{Texts, at};
use crate::print::page::sheet::{MARGIN, WIDTH};
use crate::print::page::{Align, Column, Layout, Line, Row, words};
use crate::print::{Code, Result};

/// Most comuni in one document.
pub const TRANSFERS_MAX: usize = 500;
/// Longest name of a comune, in characters: that of [`cie_core::fees::Payer`].
const NAME_CHARS_MAX: usize = 100;

/// A later movement that closes a difference left by the remittance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Day of the payment.
    pub paid_on: NaiveDate,
    /// Number of the payment order.
    pub reference: String,
    /// Cards it adds or takes back, often none.
    pub cards: i32,
    /// Positive when the comune adds money, negative when it gets money back.
    pub amount: Cents,
}

/// The one transfer of a comune for the half-month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who pays, for what, how much.
    pub remittance: Remittance,
    /// Day by which it must be paid.
    pub due_on: NaiveDate,
    /// Cards sent into production by day, if they are known; they add up to those of the
    /// remittance.
    pub by_day: Vec<(NaiveDate, u32)>,
    /// Corrections of this half-month, if there are any.
    pub corrections: Vec<Correction>,
}

/// The remittance of a half-month as PDF: one transfer for each comune, a page each, after a list
/// of all of them when there are several.
///
/// ```
/// use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth, Payer, Remittance};
/// use cie_core::lang::Lang;
/// use cie_devices::print::{Frame, RemittanceSheet, Transfer};
///
/// let period = HalfMonth::containing("2026-11-03".parse()?)?;
/// let remittance = Remittance::new(Payer::new("Roma", "H501")?, period, 37)?;
/// let sheet = RemittanceSheet {
///     frame: Frame {
///         office: "Ragioneria".into(),
///         printed_at: "2026-11-16T09:00:00+01:00".parse()?,
///         simulated: false,
///         lang: Lang::It,
///     },
///     transfers: vec![Transfer {
///         due_on: period.due(DueDatePolicy::default(), &Calendar::default()),
///         remittance,
///         by_day: Vec::new(),
///         corrections: Vec::new(),
///     }],
/// };
/// assert!(sheet.to_pdf()?.starts_with(b"%PDF-1.7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemittanceSheet {
    /// What surrounds the figures.
    pub frame: Frame,
    /// One for each comune, all of the same half-month; at most [`TRANSFERS_MAX`].
    pub transfers: Vec<Transfer>,
}

impl RemittanceSheet {
    /// The document as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// `CIE-DEV-311` to `CIE-DEV-313` for a text that cannot be printed, `CIE-DEV-314` without a
    /// transfer, `CIE-DEV-315` beyond [`TRANSFERS_MAX`] or [`LINES_MAX`](crate::print::LINES_MAX),
    /// `CIE-DEV-316` when days or amount do not add up, `CIE-DEV-317` when a comune comes twice,
    /// `CIE-DEV-318` for a day outside the half-month, `CIE-DEV-320` when half-months are mixed,
    /// `CIE-DEV-319` when composing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let fonts = fonts()?;
        let Some(first) = self.transfers.first() else {
            return Err(at(Code::SheetEmpty, "transfers"));
        };
        let period = first.remittance.period;
        self.check(period, &fonts)?;
        let lang = self.frame.lang;
        let issuer = match self.transfers.as_slice() {
            [only] => {
                let name = only.remittance.payer.name();
                format!("{} {name}", words::COMUNE.get(lang))
            }
            _ => text::SEVERAL_COMUNI.get(lang).to_owned(),
        };
        let draft = Drafting {
            frame: &self.frame,
            issuer,
            title: text::REMITTANCE.get(lang).to_owned(),
            subject: period.to_string(),
            photo: None,
            qr: None,
        };
        draft.pdf(&fonts, |layout| {
            if self.transfers.len() > 1 {
                self.list(layout)?;
            }
            for (index, transfer) in self.transfers.iter().enumerate() {
                if index > 0 || self.transfers.len() > 1 {
                    layout.next_page();
                }
                self.transfer(layout, transfer)?;
            }
            Ok(())
        })
    }

    fn check(&self, period: HalfMonth, fonts: &Fonts) -> Result<()> {
        if self.transfers.len() > TRANSFERS_MAX {
            let limit = format!("at most {TRANSFERS_MAX}");
            return Err(at(Code::SheetTooLong, "transfers").detail(limit));
        }
        let parts = |transfer: &Transfer| transfer.by_day.len() + transfer.corrections.len() + 1;
        bounded(self.transfers.iter().map(parts).sum())?;
        let mut codes = BTreeSet::new();
        for (index, transfer) in self.transfers.iter().enumerate() {
            let field = |name: &str| format!("transfers[{index}].{name}");
            if transfer.remittance.period != period {
                return Err(at(Code::SheetPeriodMixed, field("remittance.period")));
            }
            if !codes.insert(transfer.remittance.payer.codice_catastale()) {
                return Err(at(Code::SheetComuneRepeated, field("remittance.payer")));
            }
            transfer.check(fonts, field)?;
        }
        Ok(())
    }

    /// All transfers of the half-month, with their sum.
    fn list(&self, layout: &mut Layout<'_>) -> Result<()> {
        let lang = self.frame.lang;
        layout.heading(text::ALL_TRANSFERS.get(lang));
        let columns = [
            Column::rest(text::COMUNE_HEAD.get(lang)),
            Column::fit(text::CODE.get(lang), Align::Left),
            Column::fit(text::DUE_ON.get(lang), Align::Left),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT_DUE.get(lang), Align::Right),
        ];
        let (mut cards, mut amount) = (0_i64, Cents::ZERO);
        let mut lines = Vec::new();
        for Transfer {
            remittance, due_on, ..
        } in &self.transfers
        {
            cards += i64::from(remittance.cards);
            amount = amount.checked_add(remittance.amount).map_err(overflow)?;
            lines.push(Line::plain(vec![
                remittance.payer.name().to_owned(),
                remittance.payer.codice_catastale().to_owned(),
                words::day(*due_on, lang),
                words::count(i64::from(remittance.cards), lang),
                words::money(remittance.amount.get(), lang),
            ]));
        }
        lines.push(Line::total(vec![
            text::TOTAL.get(lang).to_owned(),
            String::new(),
            String::new(),
            words::count(cards, lang),
            words::money(amount.get(), lang),
        ]));
        layout.table(&columns, &lines);
        layout.note(text::ONE_EACH.get(lang));
        Ok(())
    }

    /// What to write on the payment order of one comune, and where its figures come from.
    fn transfer(&self, layout: &mut Layout<'_>, transfer: &Transfer) -> Result<()> {
        let lang = self.frame.lang;
        let remittance = &transfer.remittance;
        let payer = &remittance.payer;
        let name = format!("{} {}", text::ORDER_OF.get(lang), payer.name());
        layout.heading(&format!("{name} ({})", payer.codice_catastale()));
        let iban = Remittance::iban().map_err(overflow)?;
        let rows = [
            Row::half(
                text::PERIOD.get(lang),
                text::period(remittance.period, lang),
            ),
            Row::half(text::DUE_ON.get(lang), words::day(transfer.due_on, lang)),
            Row::half(
                text::CARDS_SENT.get(lang),
                words::count(i64::from(remittance.cards), lang),
            ),
            Row::half(
                text::AMOUNT_DUE.get(lang),
                words::money(remittance.amount.get(), lang),
            ),
            Row::wide(text::ACCOUNT.get(lang), iban.to_string()),
            Row::wide(text::BUDGET.get(lang), WHERE.summary.get(lang)),
            Row::wide(text::CAUSALE.get(lang), remittance.causale()),
        ];
        layout.rows(MARGIN, WIDTH, &rows);
        layout.note(text::CAUSALE_NOTE.get(lang));
        self.days(layout, transfer)?;
        self.corrections(layout, transfer)
    }

    fn days(&self, layout: &mut Layout<'_>, transfer: &Transfer) -> Result<()> {
        if transfer.by_day.is_empty() {
            return Ok(());
        }
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::BY_DAY.get(lang));
        let columns = [
            Column::rest(text::DAY.get(lang)),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let (share, _) = state_share(transfer.remittance.period.start()).map_err(overflow)?;
        let mut lines = Vec::new();
        for (day, cards) in &transfer.by_day {
            let amount = share.times(*cards).map_err(overflow)?;
            lines.push(Line::plain(vec![
                words::day(*day, lang),
                words::count(i64::from(*cards), lang),
                words::money(amount.get(), lang),
            ]));
        }
        lines.push(Line::total(vec![
            text::TOTAL.get(lang).to_owned(),
            words::count(i64::from(transfer.remittance.cards), lang),
            words::money(transfer.remittance.amount.get(), lang),
        ]));
        layout.table(&columns, &lines);
        Ok(())
    }

    fn corrections(&self, layout: &mut Layout<'_>, transfer: &Transfer) -> Result<()> {
        if transfer.corrections.is_empty() {
            return Ok(());
        }
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::CORRECTIONS.get(lang));
        let columns = [
            Column::fit(text::PAID_ON.get(lang), Align::Left),
            Column::rest(text::REFERENCE.get(lang)),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let (mut cards, mut sum) = (0_i64, Cents::ZERO);
        let mut lines = Vec::new();
        for correction in &transfer.corrections {
            cards += i64::from(correction.cards);
            sum = sum.checked_add(correction.amount).map_err(overflow)?;
            lines.push(Line::plain(vec![
                words::day(correction.paid_on, lang),
                correction.reference.clone(),
                words::count(i64::from(correction.cards), lang),
                words::money(correction.amount.get(), lang),
            ]));
        }
        let with = transfer
            .remittance
            .amount
            .checked_add(sum)
            .map_err(overflow)?;
        let all = i64::from(transfer.remittance.cards) + cards;
        for (label, cards, amount) in [
            (text::TOTAL, cards, sum),
            (text::WITH_CORRECTIONS, all, with),
        ] {
            lines.push(Line::total(vec![
                label.get(lang).to_owned(),
                String::new(),
                words::count(cards, lang),
                words::money(amount.get(), lang),
            ]));
        }
        layout.table(&columns, &lines);
        layout.note(text::CORRECTIONS_NOTE.get(lang));
        Ok(())
    }
}

impl Transfer {
    fn check(&self, fonts: &Fonts, field: impl Fn(&str) -> String) -> Result<()> {
        let texts = Texts::new(fonts, REFUSALS);
        let remittance = &self.remittance;
        let name = remittance.payer.name();
        texts.required(field("remittance.payer"), name, NAME_CHARS_MAX)?;
        let (share, _) = state_share(remittance.period.start()).map_err(overflow)?;
        if share.times(remittance.cards).map_err(overflow)? != remittance.amount {
            return Err(at(Code::SheetSumMismatch, field("remittance.amount")));
        }
        for (index, (day, _)) in self.by_day.iter().enumerate() {
            let inside = contains(remittance.period, *day);
            if !inside {
                return Err(at(
                    Code::SheetDateOutOfRange,
                    field(&format!("by_day[{index}]")),
                ));
            }
        }
        let sum: u64 = self.by_day.iter().map(|(_, cards)| u64::from(*cards)).sum();
        if !self.by_day.is_empty() && sum != u64::from(remittance.cards) {
            return Err(at(Code::SheetSumMismatch, field("by_day")));
        }
        for (index, correction) in self.corrections.iter().enumerate() {
            let field = field(&format!("corrections[{index}].reference"));
            texts.required(field, &correction.reference, REFERENCE_CHARS_MAX)?;
        }
        Ok(())
    }
}

/// A sum that does not fit.
pub(super) fn overflow(cause: cie_core::Error) -> crate::Error {
    crate::Error::new(Code::SheetSumMismatch).caused_by(cause)
}
