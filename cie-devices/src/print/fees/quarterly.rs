//! The quarterly summary of the payment orders, in both regimes.

use cie_core::fees::{Cents, Channel, HalfMonth, QuarterlySummary, VatQuota, state_share};
use cie_core::rule::remittance::{SUMMARY_ALLEGATO_A, SUMMARY_PORTAL, VAT_QUOTA};

use super::check::{REFERENCE_CHARS_MAX, REFUSALS};
use super::remittance::{Correction, overflow};
use super::text;
use crate::print::frame::{Drafting, Frame, bounded, fonts};
use crate::print::page::font::Fonts;
use crate::print::page::legible::{Texts, at};
use crate::print::page::sheet::{MARGIN, WIDTH};
use crate::print::page::{Align, Column, Layout, Line, Mood, Row, words};
use crate::print::{Code, Result};

/// Longest name of a comune and longest receipt, in characters.
const TEXT_CHARS_MAX: usize = 100;

/// Cards sent into production in the quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// In the whole quarter.
    Quarter(u32),
    /// By half-month.
    HalfMonths(Vec<(HalfMonth, u32)>),
}

/// The quarterly summary as PDF.
///
/// Where it goes follows from the quarter: allegato A by e-mail until the end of 2019, the portal
/// from 2020. The columns of allegato A and of the portal are not public: these are ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterlySheet {
    /// What surrounds the figures.
    pub frame: Frame,
    /// The payments.
    pub summary: QuarterlySummary,
    /// What should have been paid for, if it is known.
    pub sent: Option<Sent>,
    /// Corrections of half-months of the quarter, which are no part of the summary.
    pub corrections: Vec<(HalfMonth, Correction)>,
}

impl QuarterlySheet {
    /// The document as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// `CIE-DEV-311` to `CIE-DEV-313` for a text that cannot be printed, `CIE-DEV-315` beyond
    /// [`LINES_MAX`](crate::print::LINES_MAX), `CIE-DEV-316` when a sum does not fit, `CIE-DEV-318` for a
    /// half-month of another quarter, `CIE-DEV-319` when composing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let fonts = fonts()?;
        self.check(&fonts)?;
        let lang = self.frame.lang;
        let (payer, quarter) = (self.summary.payer(), self.summary.quarter());
        let name = format!("{} {}", words::COMUNE.get(lang), payer.name());
        let draft = Drafting {
            frame: &self.frame,
            issuer: format!("{name} ({})", payer.codice_catastale()),
            title: text::QUARTERLY.get(lang).to_owned(),
            subject: format!(
                "{} {}/{}",
                text::QUARTER.get(lang),
                quarter.number(),
                quarter.year()
            ),
            photo: None,
            qr: None,
        };
        draft.pdf(&fonts, |layout| {
            self.facts(layout)?;
            self.payments(layout)?;
            self.corrections(layout)?;
            self.sent(layout)?;
            self.vat(layout)?;
            self.references(layout);
            Ok(())
        })
    }

    fn check(&self, fonts: &Fonts) -> Result<()> {
        let texts = Texts::new(fonts, REFUSALS);
        let periods = self.summary.quarter().periods().map_err(overflow)?;
        texts.required("summary.payer", self.summary.payer().name(), TEXT_CHARS_MAX)?;
        for (index, payment) in self.summary.payments().iter().enumerate() {
            let field = |name: &str| format!("summary.payments[{index}].{name}");
            texts.required(field("order"), &payment.order, REFERENCE_CHARS_MAX)?;
            let receipt = payment.receipt.as_deref().unwrap_or_default();
            texts.optional(field("receipt"), receipt, TEXT_CHARS_MAX)?;
        }
        for (index, (period, correction)) in self.corrections.iter().enumerate() {
            let field = format!("corrections[{index}]");
            if !periods.contains(period) {
                return Err(at(Code::SheetDateOutOfRange, field));
            }
            texts.required(field, &correction.reference, REFERENCE_CHARS_MAX)?;
        }
        let mut lines = 2 * self.summary.payments().len() + self.corrections.len();
        if let Some(Sent::HalfMonths(sent)) = &self.sent {
            if !sent.iter().all(|(period, _)| periods.contains(period)) {
                return Err(at(Code::SheetDateOutOfRange, "sent"));
            }
            lines += sent.len();
        }
        bounded(lines)
    }

    fn corrected(&self) -> Result<Cents> {
        let amounts = self
            .corrections
            .iter()
            .map(|(_, correction)| correction.amount);
        Cents::sum(amounts).map_err(overflow)
    }

    /// Cards paid for, corrections counted.
    fn cards_paid(&self) -> Result<u32> {
        let corrections = self.corrections.iter();
        let more: i64 = corrections
            .map(|(_, correction)| i64::from(correction.cards))
            .sum();
        u32::try_from(i64::from(self.summary.cards()) + more)
            .map_err(|_| at(Code::SheetSumMismatch, "corrections"))
    }

    fn facts(&self, layout: &mut Layout<'_>) -> Result<()> {
        let lang = self.frame.lang;
        let quarter = self.summary.quarter();
        let paid = self
            .summary
            .amount()
            .checked_add(self.corrected()?)
            .map_err(overflow)?;
        let route = match self.summary.channel() {
            Channel::Email(address) => format!("{} {address}", text::BY_EMAIL.get(lang)),
            Channel::Portal(address) => format!("{} {address}", text::BY_PORTAL.get(lang)),
            _ => return Err(at(Code::SheetRendering, "summary.channel")),
        };
        let rows = [
            Row::half(
                text::QUARTER.get(lang),
                format!("{}/{}", quarter.number(), quarter.year()),
            ),
            Row::half(
                text::CARDS_PAID.get(lang),
                words::count(i64::from(self.cards_paid()?), lang),
            ),
            Row::wide(text::AMOUNT_PAID.get(lang), words::money(paid.get(), lang)),
            Row::wide(text::ROUTE.get(lang), route),
        ];
        layout.rows(MARGIN, WIDTH, &rows);
        let rule = match self.summary.channel() {
            Channel::Email(_) => &SUMMARY_ALLEGATO_A,
            _ => &SUMMARY_PORTAL,
        };
        layout.note(&format!("{} ({})", rule.summary.get(lang), rule.source));
        Ok(())
    }

    fn payments(&self, layout: &mut Layout<'_>) -> Result<()> {
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::PAYMENTS.get(lang));
        if self.summary.payments().is_empty() {
            layout.note(text::NO_PAYMENTS.get(lang));
            return Ok(());
        }
        let columns = [
            Column::fit(text::PERIOD.get(lang), Align::Left),
            Column::rest(text::ORDER.get(lang)),
            Column::fit(text::PAID_ON.get(lang), Align::Left),
            Column::rest(text::RECEIPT.get(lang)),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let mut lines: Vec<(HalfMonth, Line)> = Vec::new();
        for payment in self.summary.payments() {
            let remittance = &payment.remittance;
            let line = Line::plain(vec![
                text::period(remittance.period, lang),
                payment.order.clone(),
                words::day(payment.paid_on, lang),
                payment.receipt.clone().unwrap_or_default(),
                words::count(i64::from(remittance.cards), lang),
                words::money(remittance.amount.get(), lang),
            ]);
            lines.push((remittance.period, line));
        }
        for period in self.summary.missing().map_err(overflow)? {
            let none = text::NO_PAYMENT.get(lang).to_owned();
            let blank = String::new;
            let cells = vec![
                text::period(period, lang),
                none,
                blank(),
                blank(),
                words::count(0, lang),
                words::money(0, lang),
            ];
            lines.push((period, Line::new(cells, Mood::Alarm)));
        }
        lines.sort_by_key(|(period, _)| *period);
        let mut lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
        lines.push(Line::total(vec![
            text::TOTAL.get(lang).to_owned(),
            String::new(),
            String::new(),
            String::new(),
            words::count(i64::from(self.summary.cards()), lang),
            words::money(self.summary.amount().get(), lang),
        ]));
        layout.table(&columns, &lines);
        Ok(())
    }

    fn corrections(&self, layout: &mut Layout<'_>) -> Result<()> {
        if self.corrections.is_empty() {
            return Ok(());
        }
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::CORRECTIONS.get(lang));
        let columns = [
            Column::fit(text::PERIOD.get(lang), Align::Left),
            Column::rest(text::REFERENCE.get(lang)),
            Column::fit(text::PAID_ON.get(lang), Align::Left),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let line = |(period, correction): &(HalfMonth, Correction)| {
            Line::plain(vec![
                text::period(*period, lang),
                correction.reference.clone(),
                words::day(correction.paid_on, lang),
                words::count(i64::from(correction.cards), lang),
                words::money(correction.amount.get(), lang),
            ])
        };
        let mut lines: Vec<Line> = self.corrections.iter().map(line).collect();
        let cards = self
            .corrections
            .iter()
            .map(|(_, correction)| i64::from(correction.cards));
        lines.push(Line::total(vec![
            text::TOTAL.get(lang).to_owned(),
            String::new(),
            String::new(),
            words::count(cards.sum(), lang),
            words::money(self.corrected()?.get(), lang),
        ]));
        layout.table(&columns, &lines);
        Ok(())
    }

    /// What was due for the cards of the quarter, beside what was paid.
    fn sent(&self, layout: &mut Layout<'_>) -> Result<()> {
        let Some(sent) = &self.sent else {
            return Ok(());
        };
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::SENT_IN_QUARTER.get(lang));
        let columns = [
            Column::rest(text::PERIOD.get(lang)),
            Column::fit(text::CARDS_SENT.get(lang), Align::Right),
            Column::fit(text::DUE.get(lang), Align::Right),
            Column::fit(text::PAID.get(lang), Align::Right),
            Column::fit(text::DIFFERENCE.get(lang), Align::Right),
        ];
        let (mut cards, mut due, mut paid) = (0_i64, Cents::ZERO, Cents::ZERO);
        let cells = |label: String, cards: i64, due: Cents, paid: Cents| {
            let difference = due.checked_sub(paid).map_err(overflow)?;
            let cells = vec![
                label,
                words::count(cards, lang),
                words::money(due.get(), lang),
                words::money(paid.get(), lang),
                words::money(difference.get(), lang),
            ];
            Ok::<_, crate::Error>((cells, difference))
        };
        let mut lines = Vec::new();
        match sent {
            Sent::Quarter(number) => {
                let start = self.summary.quarter().periods().map_err(overflow)?;
                let start = start.first().ok_or(Code::SheetRendering)?.start();
                cards = i64::from(*number);
                due = state_share(start)
                    .and_then(|(share, _)| share.times(*number))
                    .map_err(overflow)?;
                let all = self.summary.amount().checked_add(self.corrected()?);
                paid = all.map_err(overflow)?;
            }
            Sent::HalfMonths(periods) => {
                for (period, number) in periods {
                    let owed = state_share(period.start())
                        .and_then(|(share, _)| share.times(*number))
                        .map_err(overflow)?;
                    let got = self.paid_for(*period)?;
                    cards += i64::from(*number);
                    due = due.checked_add(owed).map_err(overflow)?;
                    paid = paid.checked_add(got).map_err(overflow)?;
                    let label = text::period(*period, lang);
                    let (cells, difference) = cells(label, i64::from(*number), owed, got)?;
                    let alarm = difference != Cents::ZERO;
                    lines.push(Line::new(
                        cells,
                        if alarm { Mood::Alarm } else { Mood::Plain },
                    ));
                }
            }
        }
        let (total, _) = cells(text::TOTAL.get(lang).to_owned(), cards, due, paid)?;
        lines.push(Line::total(total));
        layout.table(&columns, &lines);
        Ok(())
    }

    /// Payments and corrections of a half-month.
    fn paid_for(&self, wanted: HalfMonth) -> Result<Cents> {
        let payments = self.summary.payments().iter();
        let payments =
            payments.map(|payment| (payment.remittance.period, payment.remittance.amount));
        let corrections = self.corrections.iter();
        let corrections = corrections.map(|(period, correction)| (*period, correction.amount));
        let amounts = payments
            .chain(corrections)
            .filter(|(period, _)| *period == wanted)
            .map(|(_, amount)| amount);
        Cents::sum(amounts).map_err(overflow)
    }

    /// What flows back, for the cards paid for, or for those sent when nothing is paid yet.
    fn vat(&self, layout: &mut Layout<'_>) -> Result<()> {
        let lang = self.frame.lang;
        let cards = match &self.sent {
            Some(Sent::Quarter(cards)) if self.summary.payments().is_empty() => *cards,
            Some(Sent::HalfMonths(sent)) if self.summary.payments().is_empty() => {
                let mut cards = sent.iter().map(|(_, cards)| *cards);
                let sum = cards.try_fold(0_u32, u32::checked_add);
                sum.ok_or_else(|| at(Code::SheetSumMismatch, "sent"))?
            }
            _ => self.cards_paid()?,
        };
        let quota = VatQuota::for_cards(cards).map_err(overflow)?;
        layout.keep(96.0);
        layout.heading(text::VAT.get(lang));
        let columns = [
            Column::rest(text::VAT_TO.get(lang)),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let line = |label: cie_core::lang::Text, amount: Cents| {
            vec![
                label.get(lang).to_owned(),
                words::count(i64::from(cards), lang),
                words::money(amount.get(), lang),
            ]
        };
        let lines = [
            Line::plain(line(text::MINISTRY, quota.ministry)),
            Line::plain(line(text::VAT_COMUNE, quota.comune)),
            Line::total(line(text::TOTAL, quota.total)),
        ];
        layout.table(&columns, &lines);
        layout.note(&format!(
            "{} ({})",
            VAT_QUOTA.summary.get(lang),
            VAT_QUOTA.source
        ));
        Ok(())
    }

    /// The reference text of each transfer.
    fn references(&self, layout: &mut Layout<'_>) {
        if self.summary.payments().is_empty() {
            return;
        }
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::REFERENCES.get(lang));
        let columns = [
            Column::fit(text::ORDER.get(lang), Align::Left),
            Column::rest(text::CAUSALE.get(lang)),
        ];
        let payments = self.summary.payments().iter();
        let line = |payment: &cie_core::fees::Payment| {
            Line::plain(vec![payment.order.clone(), payment.remittance.causale()])
        };
        let lines: Vec<Line> = payments.map(line).collect();
        layout.table(&columns, &lines);
    }
}
