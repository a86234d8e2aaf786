//! Where everything of the receipt goes on A4.

use super::content::{Amount, Content, Half};
use crate::print::page::font::{Fonts, Weight};
use crate::print::page::layout::{BODY, GAP, LABEL, LEADING};
use crate::print::page::sheet::{GREY, INK, MARGIN, MM, PALE, Role, Shape, Sheet, Slot, WIDTH};
use crate::print::page::{Align, Column, Layout, Line, Run};

/// Side of the QR symbol, quiet zone not counted.
const QR: f32 = 30.0 * MM;
/// Space kept clear around the QR symbol: 4 modules of the smallest one, which has 21.
const QUIET: f32 = QR * 4.0 / 21.0;

pub(super) fn lay_out(content: &Content, fonts: &Fonts) -> Sheet {
    let page = Layout::new(fonts, content.banner);
    let mut drawing = Drawing { page, content };
    let page = &mut drawing.page;
    page.letterhead(&content.issuer, &content.office, content.title);
    page.rows(MARGIN, WIDTH, &content.request);
    page.sheet.y += 8.0;
    drawing
        .page
        .pictured(content.holder_heading, content.photo_alt, &content.holder);
    drawing.card();
    drawing.secrets();
    drawing.fees();
    drawing.validity();
    let left = format!("{} {}", content.request_word, content.request_number);
    drawing.page.finish(&left, content.page_words)
}

/// The receipt in the making.
struct Drawing<'a> {
    page: Layout<'a>,
    content: &'a Content,
}

impl Drawing<'_> {
    fn card(&mut self) {
        let content = self.content;
        self.page.keep(60.0);
        self.page.heading(content.card_heading);
        self.page.rows(MARGIN, WIDTH, &content.card);
        self.page.sheet.y += GAP - LEADING;
    }

    fn secrets(&mut self) {
        let content = self.content;
        let note = self
            .page
            .height(Weight::Regular, &[BODY], 1, WIDTH, content.secrets_note);
        let height = 44.0;
        self.page.keep(20.0 + height + 8.0 + note);
        self.page.heading(content.secrets_heading);
        let (y, mut x, width) = (self.page.sheet.y, MARGIN, (WIDTH - GAP) / 2.0);
        for half in &content.halves {
            self.half(x, y, width, height, half);
            x += width + GAP;
        }
        self.page.sheet.y = y + height + 6.0;
        self.page.paragraph(MARGIN, WIDTH, content.secrets_note);
        self.page.sheet.y += GAP;
    }

    fn half(&mut self, x: f32, y: f32, width: f32, height: f32, half: &Half) {
        self.page.sheet.fill(x, y, width, height, PALE);
        let element = Slot::Element(self.page.sheet.element(Role::Paragraph, None));
        let label = Run {
            x: x + 10.0,
            width: width - 20.0,
            weight: Weight::Regular,
            sizes: &[LABEL],
            lines: 1,
            colour: GREY,
            text: half.label,
            spoken: None,
        };
        let below = self.page.set(element, y + 6.0, &label);
        let digits = Run {
            weight: Weight::Bold,
            sizes: &[19.0],
            colour: INK,
            text: &half.shown,
            spoken: half.spoken,
            ..label
        };
        self.page.set(element, below, &digits);
    }

    fn fees(&mut self) {
        let content = self.content;
        self.page.keep(72.0);
        self.page.heading(content.fees_heading);
        if content.fees.is_empty() {
            self.page.paragraph(MARGIN, WIDTH, content.no_fees);
            self.page.sheet.y += GAP;
            return;
        }
        let [label, amount] = content.fee_columns;
        let columns = [Column::rest(label), Column::fit(amount, Align::Right)];
        let cells = |Amount { label, amount }: &Amount| vec![label.clone(), amount.clone()];
        let mut lines: Vec<Line> = content.fees.iter().map(cells).map(Line::plain).collect();
        lines.push(Line::total(cells(&content.total)));
        self.page.table(&columns, &lines);
    }

    /// The QR code on the left, what the receipt is worth on the right.
    fn validity(&mut self) {
        let content = self.content;
        self.page.sheet.y += (QUIET - GAP).max(0.0);
        self.page.keep(QR + QUIET);
        let top = self.page.sheet.y;
        let alt = content.qr_alt.to_owned();
        let x = MARGIN + QR + QUIET;
        let width = WIDTH - QR - QUIET;
        self.page.sheet.y = self
            .page
            .heading_at(x, top, width, content.validity_heading);
        self.page.paragraph(x, width, content.validity);
        let element = self.page.sheet.element(Role::Figure { alt }, None);
        let shape = Shape::Qr {
            x: MARGIN,
            y: top,
            side: QR,
        };
        self.page.sheet.draw(Slot::Element(element), shape);
        self.page.sheet.y = self.page.sheet.y.max(top + QR);
    }
}
