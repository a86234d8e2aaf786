//! Where everything of the receipt goes on A4.

use super::blocks::{BODY, GAP, LABEL, LEADING, Layout, Run};
use super::content::{Amount, Content, Half};
use super::font::{Fonts, Weight};
use super::sheet::{
    BLUE, Colour, FOOTER, GREY, INK, MARGIN, MM, PALE, RULE, Role, Shape, Sheet, Slot, WIDTH,
};

/// ICAO portrait, 35 by 45 mm.
const PHOTO: (f32, f32) = (35.0 * MM, 45.0 * MM);
/// Side of the QR symbol, quiet zone not counted.
const QR: f32 = 30.0 * MM;
/// Space kept clear around the QR symbol: 4 modules of the smallest one, which has 21.
const QUIET: f32 = QR * 4.0 / 21.0;

pub(super) fn lay_out(content: &Content, fonts: &Fonts) -> Sheet {
    let mut layout = Layout {
        sheet: Sheet::default(),
        fonts,
        content,
    };
    layout.page_top();
    layout.head();
    layout.holder();
    layout.card();
    layout.secrets();
    layout.fees();
    layout.validity();
    layout.footers();
    layout.sheet
}

impl Layout<'_> {
    fn head(&mut self) {
        let content = self.content;
        let issuer = self.sheet.element(Role::Paragraph, None);
        let mut y = self.sheet.y;
        for (text, weight, colour) in [
            (&content.issuer, Weight::Bold, INK),
            (&content.office, Weight::Regular, GREY),
        ] {
            if !text.is_empty() {
                let run = Run {
                    x: MARGIN,
                    width: WIDTH,
                    weight,
                    sizes: &[11.0, 10.0, 9.0],
                    lines: 1,
                    colour,
                    text,
                    spoken: None,
                };
                y = self.set(Slot::Element(issuer), y, &run);
            }
        }
        let heading = Role::Heading {
            level: 1,
            title: content.title.to_owned(),
        };
        let title = self.sheet.element(heading, None);
        let run = Run {
            x: MARGIN,
            width: WIDTH,
            weight: Weight::Bold,
            sizes: &[19.0, 18.0, 17.0, 16.0, 15.0],
            lines: 1,
            colour: BLUE,
            text: content.title,
            spoken: None,
        };
        self.sheet.y = self.set(Slot::Element(title), y + 8.0, &run) + 6.0;
        self.sheet.rule(BLUE, 1.6);
        self.sheet.y += 10.0;
        self.rows(MARGIN, WIDTH, &content.request);
        self.sheet.y += 8.0;
    }

    /// The photo on the left, the person on the right.
    fn holder(&mut self) {
        let content = self.content;
        let (x, width) = (MARGIN + PHOTO.0 + GAP, WIDTH - PHOTO.0 - GAP);
        let height = self.rows_height(width, &content.holder);
        self.keep(20.0 + height.max(PHOTO.1));
        self.sheet.y = self.heading(MARGIN, self.sheet.y, WIDTH, content.holder_heading);
        let top = self.sheet.y;
        let alt = content.photo_alt.to_owned();
        let photo = self.sheet.element(Role::Figure { alt }, None);
        let shape = Shape::Photo {
            x: MARGIN,
            y: top,
            w: PHOTO.0,
            h: PHOTO.1,
        };
        self.sheet.draw(Slot::Element(photo), shape);
        self.rows(x, width, &content.holder);
        self.sheet.y = self.sheet.y.max(top + PHOTO.1) + GAP;
    }

    fn card(&mut self) {
        let content = self.content;
        self.keep(60.0);
        self.sheet.y = self.heading(MARGIN, self.sheet.y, WIDTH, content.card_heading);
        self.rows(MARGIN, WIDTH, &content.card);
        self.sheet.y += GAP - LEADING;
    }

    fn secrets(&mut self) {
        let content = self.content;
        let note = self.height(Weight::Regular, &[BODY], 1, WIDTH, content.secrets_note);
        let height = 44.0;
        self.keep(20.0 + height + 8.0 + note);
        self.sheet.y = self.heading(MARGIN, self.sheet.y, WIDTH, content.secrets_heading);
        let (y, mut x, width) = (self.sheet.y, MARGIN, (WIDTH - GAP) / 2.0);
        for half in &content.halves {
            self.half(x, y, width, height, half);
            x += width + GAP;
        }
        self.sheet.y = y + height + 6.0;
        self.paragraph(MARGIN, WIDTH, content.secrets_note);
        self.sheet.y += GAP;
    }

    fn half(&mut self, x: f32, y: f32, width: f32, height: f32, half: &Half) {
        self.sheet.fill(x, y, width, height, PALE);
        let element = Slot::Element(self.sheet.element(Role::Paragraph, None));
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
        let below = self.set(element, y + 6.0, &label);
        let digits = Run {
            weight: Weight::Bold,
            sizes: &[19.0],
            colour: INK,
            text: &half.shown,
            spoken: half.spoken,
            ..label
        };
        self.set(element, below, &digits);
    }

    fn fees(&mut self) {
        let content = self.content;
        self.keep(72.0);
        self.sheet.y = self.heading(MARGIN, self.sheet.y, WIDTH, content.fees_heading);
        if content.fees.is_empty() {
            self.paragraph(MARGIN, WIDTH, content.no_fees);
            self.sheet.y += GAP;
            return;
        }
        let table = self.sheet.element(Role::Table, None);
        let [label, amount] = content.fee_columns;
        let head = Role::HeadCell { of_column: true };
        let columns = [(label, head.clone()), (amount, head)];
        self.table_row(table, columns, LABEL, Weight::Regular, GREY);
        self.sheet.rule(INK, 0.8);
        for Amount { label, amount } in &content.fees {
            let cells = [(label.as_str(), Role::Cell), (amount.as_str(), Role::Cell)];
            self.table_row(table, cells, BODY, Weight::Regular, INK);
            self.sheet.rule(RULE, 0.5);
        }
        let Amount { label, amount } = &content.total;
        let head = Role::HeadCell { of_column: false };
        let cells = [(label.as_str(), head), (amount.as_str(), Role::Cell)];
        self.table_row(table, cells, 11.0, Weight::Bold, INK);
        self.sheet.rule(INK, 0.8);
        self.sheet.y += GAP;
    }

    /// A label on the left and an amount flush right.
    fn table_row(
        &mut self,
        table: usize,
        cells: [(&str, Role); 2],
        size: f32,
        weight: Weight,
        colour: Colour,
    ) {
        let [(label, label_role), (amount, amount_role)] = cells;
        let right = self.fonts.width(weight, size, amount);
        let width = WIDTH - right - GAP;
        self.keep(self.height(weight, &[size], 1, width, label) + 7.0);
        let row = self.sheet.element(Role::TableRow, Some(table));
        let label_cell = self.sheet.element(label_role, Some(row));
        let amount_cell = self.sheet.element(amount_role, Some(row));
        let y = self.sheet.y + 3.5;
        let run = Run {
            x: MARGIN,
            width,
            weight,
            sizes: &[size],
            lines: 1,
            colour,
            text: label,
            spoken: None,
        };
        let bottom = self.set(Slot::Element(label_cell), y, &run);
        let run = Run {
            x: MARGIN + WIDTH - right,
            // The amount is as wide as it is: rounding must not break it at its space.
            width: right + 1.0,
            text: amount,
            ..run
        };
        self.set(Slot::Element(amount_cell), y, &run);
        self.sheet.y = bottom + 3.5;
    }

    /// The QR code on the left, what the receipt is worth on the right.
    fn validity(&mut self) {
        let content = self.content;
        self.sheet.y += (QUIET - GAP).max(0.0);
        self.keep(QR + QUIET);
        let top = self.sheet.y;
        let alt = content.qr_alt.to_owned();
        let x = MARGIN + QR + QUIET;
        let width = WIDTH - QR - QUIET;
        self.sheet.y = self.heading(x, top, width, content.validity_heading);
        self.paragraph(x, width, content.validity);
        let element = self.sheet.element(Role::Figure { alt }, None);
        let shape = Shape::Qr {
            x: MARGIN,
            y: top,
            side: QR,
        };
        self.sheet.draw(Slot::Element(element), shape);
        self.sheet.y = self.sheet.y.max(top + QR);
    }

    fn footers(&mut self) {
        let content = self.content;
        let pages = self.sheet.page + 1;
        for page in 0..pages {
            self.sheet.page = page;
            self.sheet.fill(MARGIN, FOOTER - 14.0, WIDTH, 0.5, RULE);
            let [word, of] = content.page_words;
            let number = format!("{word} {} {of} {pages}", page + 1);
            let left = format!("{} {}", content.request_word, content.request_number);
            let size = LABEL;
            let right = MARGIN + WIDTH - self.fonts.width(Weight::Regular, size, &number);
            for (x, text) in [(MARGIN, left), (right, number)] {
                let shape = Shape::Text {
                    x,
                    y: FOOTER,
                    weight: Weight::Regular,
                    size,
                    colour: GREY,
                    text,
                    spoken: None,
                };
                self.sheet.draw(Slot::Footer, shape);
            }
        }
    }
}
