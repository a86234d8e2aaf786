//! The report of a reconciliation: sums, every mismatch, and the half-months it is in.

use cie_core::citizen::place::{Belfiore, Places};
use cie_core::fees::reconcile::{Mismatch, MismatchKind, Reconciliation, Row as Found, Standing};
use cie_core::fees::{Cents, HalfMonth};
use cie_core::lang::Lang;

use super::remittance::overflow;
use super::text;
use crate::print::frame::{Drafting, Frame, bounded, fonts};
use crate::print::page::sheet::{MARGIN, WIDTH};
use crate::print::page::{Align, Column, Layout, Line, Mood, Row, words};
use crate::print::{Code, Error, Result};

/// Which half-months are listed; the sums are always those of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsShown {
    /// Those with a mismatch; the others are one line.
    #[default]
    WithMismatches,
    /// All of them.
    All,
}

/// The report of a reconciliation as PDF: every mismatch by name, with its figures.
#[derive(Clone, Debug)]
pub struct ReconciliationSheet<'a> {
    /// What surrounds the figures.
    pub frame: Frame,
    /// The outcome.
    pub outcome: &'a Reconciliation,
    /// First and last half-month examined.
    pub span: (HalfMonth, HalfMonth),
    /// Where the names of the comuni come from.
    pub places: &'a Places,
    /// Which half-months are listed.
    pub rows: RowsShown,
}

/// Sums of some half-months.
#[derive(Clone, Copy, Default)]
struct Sums {
    rows: i64,
    cards: u64,
    due: Cents,
    remitted: Cents,
    corrected: Cents,
    difference: Cents,
}

impl Sums {
    fn add(&mut self, row: &Found) -> Result<()> {
        self.rows += 1;
        self.cards += u64::from(row.cards);
        let add = |sum: &mut Cents, amount: Cents| {
            *sum = sum.checked_add(amount).map_err(overflow)?;
            Ok::<_, Error>(())
        };
        add(&mut self.due, row.due)?;
        add(&mut self.remitted, row.remitted)?;
        add(&mut self.corrected, row.corrected)?;
        add(&mut self.difference, row.difference)
    }

    fn cells(&self, label: String, lang: Lang) -> Vec<String> {
        let cards = i64::try_from(self.cards).unwrap_or(i64::MAX);
        let money = |amount: Cents| words::money(amount.get(), lang);
        vec![
            label,
            String::new(),
            words::count(cards, lang),
            money(self.due),
            money(self.remitted),
            money(self.corrected),
            money(self.difference),
            String::new(),
        ]
    }
}

impl ReconciliationSheet<'_> {
    /// The document as an A4 PDF, PDF/A-2a and PDF/UA-1.
    ///
    /// # Errors
    /// `CIE-DEV-315` when half-months listed and mismatches are together more than
    /// [`LINES_MAX`](crate::print::LINES_MAX); `CIE-DEV-311` to `CIE-DEV-313` for an office that cannot be
    /// printed; `CIE-DEV-316` when the sums do not agree; `CIE-DEV-318` for a year of printing that
    /// cannot be written; `CIE-DEV-319` when composing fails.
    pub fn to_pdf(&self) -> Result<Vec<u8>> {
        let mismatches = self.outcome.mismatches().count();
        bounded(self.listed().count() + mismatches)?;
        let fonts = fonts()?;
        let lang = self.frame.lang;
        let (first, last) = self.span;
        let [from, to] = [first.start(), last.end()].map(|day| words::day(day, lang));
        let draft = Drafting {
            frame: &self.frame,
            issuer: self.issuer(),
            title: text::RECONCILIATION.get(lang).to_owned(),
            subject: format!("{from} – {to}"),
            photo: None,
            qr: None,
        };
        draft.pdf(&fonts, |layout| {
            self.facts(layout, &draft.subject);
            self.counts(layout);
            self.details(layout);
            self.balance(layout)
        })
    }

    fn listed(&self) -> impl Iterator<Item = &Found> {
        let all = self.rows == RowsShown::All;
        let rows = self.outcome.rows().iter();
        rows.filter(move |row| all || !row.mismatches.is_empty())
    }

    /// The comune, if there is only one.
    fn issuer(&self) -> String {
        let lang = self.frame.lang;
        match self.outcome.rows() {
            [first, rest @ ..] if rest.iter().all(|row| row.comune == first.comune) => {
                let name = self.comune(first.comune, first.period);
                format!("{} {name}", words::COMUNE.get(lang))
            }
            _ => text::SEVERAL_COMUNI.get(lang).to_owned(),
        }
    }

    /// Name and code; an unknown comune has only its code.
    fn comune(&self, code: Belfiore, period: HalfMonth) -> String {
        let days = [period.end(), period.start()];
        let place = days.into_iter().find_map(|day| self.places.at(code, day));
        match place {
            Some(place) => format!("{} ({code})", place.name()),
            None => code.to_string(),
        }
    }

    fn facts(&self, layout: &mut Layout<'_>, span: &str) {
        let lang = self.frame.lang;
        let totals = self.outcome.totals();
        let cards = i64::try_from(totals.cards).unwrap_or(i64::MAX);
        let rows = i64::try_from(self.outcome.rows().len()).unwrap_or(i64::MAX);
        let money = |amount: Cents| words::money(amount.get(), lang);
        let facts = [
            Row::half(text::SPAN.get(lang), span),
            Row::half(text::ROWS.get(lang), words::count(rows, lang)),
            Row::half(text::CARDS_SENT.get(lang), words::count(cards, lang)),
            Row::half(text::DUE.get(lang), money(totals.due)),
            Row::half(text::PAID_ALL.get(lang), money(totals.paid)),
            Row::half(text::DIFFERENCE.get(lang), money(totals.difference)),
            Row::half(text::SET_ASIDE.get(lang), money(totals.set_aside)),
        ];
        layout.rows(MARGIN, WIDTH, &facts);
        layout.sheet.y += 8.0;
    }

    fn counts(&self, layout: &mut Layout<'_>) {
        let lang = self.frame.lang;
        layout.keep(72.0);
        layout.heading(text::COUNTS.get(lang));
        let counts = &self.outcome.totals().mismatches;
        if counts.is_empty() {
            layout.note(text::NO_MISMATCH.get(lang));
            return;
        }
        let columns = [
            Column::rest(text::KIND.get(lang)),
            Column::fit(text::NAME.get(lang), Align::Left),
            Column::fit(text::COUNT.get(lang), Align::Right),
        ];
        // In the order of the kinds: the balance first.
        let present = MismatchKind::NAMES.iter().filter_map(|name| {
            let count = counts.get(name)?;
            Some((*name, i64::from(*count)))
        });
        let mut lines = Vec::new();
        let mut sum = 0;
        for (name, count) in present {
            sum += count;
            lines.push(Line::plain(vec![
                MismatchKind::title_of(name)
                    .map_or(name, |title| title.get(lang))
                    .to_owned(),
                name.to_owned(),
                words::count(count, lang),
            ]));
        }
        lines.push(Line::total(vec![
            text::TOTAL.get(lang).to_owned(),
            String::new(),
            words::count(sum, lang),
        ]));
        layout.table(&columns, &lines);
    }

    /// A line for each mismatch.
    fn details(&self, layout: &mut Layout<'_>) {
        let lang = self.frame.lang;
        if self.outcome.mismatches().next().is_none() {
            return;
        }
        layout.keep(72.0);
        layout.heading(text::DETAILS.get(lang));
        let columns = [
            Column::share(text::COMUNE_HEAD.get(lang), 0.8),
            Column::fit(text::PERIOD.get(lang), Align::Left),
            Column::share(text::KIND.get(lang), 0.7),
            Column::share(text::PARTICULARS.get(lang), 1.5),
            Column::fit(text::AMOUNT.get(lang), Align::Right),
        ];
        let line = |mismatch: &Mismatch| {
            let name = mismatch.name();
            let title = MismatchKind::title_of(name).map_or(name, |title| title.get(lang));
            let amount = mismatch.kind.amount();
            Line::plain(vec![
                self.comune(mismatch.comune, mismatch.period),
                text::period(mismatch.period, lang),
                title.to_owned(),
                mismatch.kind.text(lang),
                amount.map_or_else(String::new, |amount| words::money(amount.get(), lang)),
            ])
        };
        let lines: Vec<Line> = self.outcome.mismatches().map(line).collect();
        layout.table(&columns, &lines);
    }

    /// A line for each half-month, and the sums of those that are not listed.
    fn balance(&self, layout: &mut Layout<'_>) -> Result<()> {
        let lang = self.frame.lang;
        let (mut all, mut listed) = (Sums::default(), Sums::default());
        for row in self.outcome.rows() {
            all.add(row)?;
        }
        let totals = self.outcome.totals();
        if (all.due, all.difference) != (totals.due, totals.difference) {
            return Err(Error::new(Code::SheetSumMismatch).detail("totals"));
        }
        let heading = match self.rows {
            RowsShown::All => text::BALANCE,
            RowsShown::WithMismatches => text::BALANCE_WITH,
        };
        layout.keep(72.0);
        layout.heading(heading.get(lang));
        let columns = [
            Column::rest(text::COMUNE_HEAD.get(lang)),
            Column::fit(text::PERIOD.get(lang), Align::Left),
            Column::fit(text::CARDS.get(lang), Align::Right),
            Column::fit(text::DUE.get(lang), Align::Right),
            Column::fit(text::REMITTED.get(lang), Align::Right),
            Column::fit(text::CORRECTIONS.get(lang), Align::Right),
            Column::fit(text::DIFFERENCE.get(lang), Align::Right),
            Column::fit(text::STANDING.get(lang), Align::Left),
        ];
        let money = |amount: Cents| words::money(amount.get(), lang);
        let mut lines = Vec::new();
        for row in self.listed() {
            listed.add(row)?;
            let cells = vec![
                self.comune(row.comune, row.period),
                text::period(row.period, lang),
                words::count(i64::from(row.cards), lang),
                money(row.due),
                money(row.remitted),
                money(row.corrected),
                money(row.difference),
                standing(row.standing).get(lang).to_owned(),
            ];
            let balanced = row.difference == Cents::ZERO;
            lines.push(Line::new(
                cells,
                if balanced { Mood::Plain } else { Mood::Alarm },
            ));
        }
        let rest = Sums {
            rows: all.rows - listed.rows,
            cards: all.cards.saturating_sub(listed.cards),
            due: all.due.checked_sub(listed.due).map_err(overflow)?,
            remitted: all
                .remitted
                .checked_sub(listed.remitted)
                .map_err(overflow)?,
            corrected: all
                .corrected
                .checked_sub(listed.corrected)
                .map_err(overflow)?,
            difference: all
                .difference
                .checked_sub(listed.difference)
                .map_err(overflow)?,
        };
        if rest.rows > 0 {
            let label = format!(
                "{} ({})",
                text::WITHOUT.get(lang),
                words::count(rest.rows, lang)
            );
            lines.push(Line::plain(rest.cells(label, lang)));
        }
        lines.push(Line::total(
            all.cells(text::TOTAL.get(lang).to_owned(), lang),
        ));
        layout.table(&columns, &lines);
        Ok(())
    }
}

fn standing(standing: Standing) -> cie_core::lang::Text {
    match standing {
        Standing::Corrected => text::CORRECTED,
        Standing::Open => text::OPEN,
        Standing::Excess => text::EXCESS,
        _ => text::SETTLED,
    }
}
