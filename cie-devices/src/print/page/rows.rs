//! Labels and their values, side by side.

use super::font::Weight;
use super::layout::{GAP, LABEL, LEADING, Layout, Run, VALUE};
use super::sheet::{GREY, INK, MARGIN, MM, Role, Shape, Slot, WIDTH};

/// ICAO portrait, 35 by 45 mm.
const PHOTO: (f32, f32) = (35.0 * MM, 45.0 * MM);
/// Above the line that is signed on.
const PEN: f32 = 34.0;

/// A label and its value.
pub(in crate::print) struct Row {
    pub(in crate::print) label: &'static str,
    pub(in crate::print) value: String,
    /// Whether it takes a whole line, or shares one with the next row that does not.
    pub(in crate::print) wide: bool,
}

impl Row {
    /// A row that shares its line.
    pub(in crate::print) fn half(label: &'static str, value: impl Into<String>) -> Self {
        Self {
            label,
            value: value.into(),
            wide: false,
        }
    }

    /// A row that takes a whole line.
    pub(in crate::print) fn wide(label: &'static str, value: impl Into<String>) -> Self {
        Self {
            wide: true,
            ..Self::half(label, value)
        }
    }
}

/// Width of each row in a line of one or two.
fn column(width: f32, line: &[Row]) -> f32 {
    match line {
        [row] if row.wide => width,
        _ => (width - GAP) / 2.0,
    }
}

impl Layout<'_> {
    /// Height of a row in a column.
    fn row_height(&self, width: f32, row: &Row) -> f32 {
        self.height(Weight::Regular, &[LABEL], 1, width, row.label)
            + self.height(Weight::Bold, &VALUE, 1, width, &row.value)
    }

    fn row(&mut self, x: f32, y: f32, width: f32, row: &Row) {
        let element = Slot::Element(self.sheet.element(Role::Paragraph, None));
        let label = Run {
            x,
            width,
            weight: Weight::Regular,
            sizes: &[LABEL],
            lines: 1,
            colour: GREY,
            text: row.label,
            spoken: None,
        };
        let y = self.set(element, y, &label);
        let value = Run {
            weight: Weight::Bold,
            sizes: &VALUE,
            colour: INK,
            text: &row.value,
            ..label
        };
        self.set(element, y, &value);
    }

    /// Rows in their lines: one that is wide, or two side by side.
    fn lines(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
        rows.chunk_by(|one, two| !one.wide && !two.wide)
            .flat_map(|alike| alike.chunks(2))
    }

    fn line_height(&self, width: f32, line: &[Row]) -> f32 {
        let column = column(width, line);
        let heights = line.iter().map(|row| self.row_height(column, row));
        heights.fold(0.0, f32::max) + LEADING
    }

    /// A heading, the photo on the left, the rows on the right.
    pub(in crate::print) fn pictured(&mut self, heading: &str, alt: &str, rows: &[Row]) {
        let (x, width) = (MARGIN + PHOTO.0 + GAP, WIDTH - PHOTO.0 - GAP);
        let height = self.rows_height(width, rows);
        self.keep(20.0 + height.max(PHOTO.1));
        self.heading(heading);
        let (page, top) = (self.sheet.page, self.sheet.y);
        let alt = alt.to_owned();
        let photo = self.sheet.element(Role::Figure { alt }, None);
        let shape = Shape::Photo {
            x: MARGIN,
            y: top,
            w: PHOTO.0,
            h: PHOTO.1,
        };
        self.sheet.draw(Slot::Element(photo), shape);
        self.rows(x, width, rows);
        // Rows that went on to another page have left the photo behind.
        if self.sheet.page == page {
            self.sheet.y = self.sheet.y.max(top + PHOTO.1);
        }
        self.sheet.y += GAP;
    }

    /// Lines to sign on, two side by side, each with who signs below it.
    pub(in crate::print) fn signatures(&mut self, who: &[String]) {
        let width = (WIDTH - GAP) / 2.0;
        for pair in who.chunks(2) {
            let heights = pair
                .iter()
                .map(|text| self.height(Weight::Regular, &[LABEL], 1, width, text));
            let height = PEN + 4.0 + heights.fold(0.0, f32::max);
            self.keep(height);
            let (line, mut x) = (self.sheet.y + PEN, MARGIN);
            for text in pair {
                self.sheet.fill(x, line, width, 0.6, INK);
                let element = Slot::Element(self.sheet.element(Role::Paragraph, None));
                let label = Run {
                    x,
                    width,
                    weight: Weight::Regular,
                    sizes: &[LABEL],
                    lines: 1,
                    colour: GREY,
                    text,
                    spoken: None,
                };
                self.set(element, line + 4.0, &label);
                x += width + GAP;
            }
            self.sheet.y = line + height - PEN + LEADING;
        }
    }

    pub(in crate::print) fn rows_height(&self, width: f32, rows: &[Row]) -> f32 {
        Self::lines(rows)
            .map(|line| self.line_height(width, line))
            .sum()
    }

    pub(in crate::print) fn rows(&mut self, x: f32, width: f32, rows: &[Row]) {
        for line in Self::lines(rows) {
            let height = self.line_height(width, line);
            self.keep(height);
            let (y, mut left, column) = (self.sheet.y, x, column(width, line));
            for row in line {
                self.row(left, y, column, row);
                left += column + GAP;
            }
            self.sheet.y = y + height;
        }
    }
}
