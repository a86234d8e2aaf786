//! How text is set: in columns, shrunk or wrapped until it fits, page after page.

use super::content::{Content, Row};
use super::font::{Fonts, Weight};
use super::sheet::{
    BLUE, BOTTOM, Colour, GREY, INK, MARGIN, RED, Role, Shape, Sheet, Slot, TOP, WIDTH,
};

pub(super) const GAP: f32 = 16.0;
/// Sizes of a value: shrunk before it takes more lines.
const VALUE: [f32; 4] = [11.5, 10.5, 9.5, 9.0];
/// Between one line of rows and the next.
pub(super) const LEADING: f32 = 6.0;
pub(super) const LABEL: f32 = 8.0;
pub(super) const BODY: f32 = 9.5;

/// A piece of text to set in a column.
pub(super) struct Run<'a> {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) weight: Weight,
    pub(super) sizes: &'a [f32],
    pub(super) lines: usize,
    pub(super) colour: Colour,
    pub(super) text: &'a str,
    pub(super) spoken: Option<&'static str>,
}

/// Width of each row in a line of one or two.
fn column(width: f32, line: &[Row]) -> f32 {
    match line {
        [row] if row.wide => width,
        _ => (width - GAP) / 2.0,
    }
}

/// The drawing in the making.
pub(super) struct Layout<'a> {
    pub(super) sheet: Sheet,
    pub(super) fonts: &'a Fonts,
    pub(super) content: &'a Content,
}

impl Layout<'_> {
    /// The banner, on every page; read aloud once.
    pub(super) fn page_top(&mut self) {
        self.sheet.y = TOP;
        let Some(banner) = self.content.banner else {
            return;
        };
        let slot = if self.sheet.page == 0 {
            Slot::Element(self.sheet.element(Role::Paragraph, None))
        } else {
            Slot::Header
        };
        let height = 24.0;
        self.sheet.fill(MARGIN, TOP, WIDTH, height, RED);
        let size = 12.5;
        let width = self.fonts.width(Weight::Bold, size, banner);
        let shape = Shape::Text {
            x: MARGIN + (WIDTH - width) / 2.0,
            y: TOP + 16.5,
            weight: Weight::Bold,
            size,
            colour: (255, 255, 255),
            text: banner.to_owned(),
            spoken: None,
        };
        self.sheet.draw(slot, shape);
        self.sheet.y = TOP + height + 14.0;
    }

    /// Starts a new page unless `height` points are left on this one.
    pub(super) fn keep(&mut self, height: f32) {
        if self.sheet.y + height > BOTTOM {
            self.sheet.page += 1;
            self.page_top();
        }
    }

    /// Sets a text at `y` and returns the height below its last line.
    pub(super) fn set(&mut self, slot: Slot, y: f32, run: &Run<'_>) -> f32 {
        let (size, lines) = self
            .fonts
            .fit(run.weight, run.sizes, run.width, run.lines, run.text);
        let mut bottom = y;
        for text in lines {
            let shape = Shape::Text {
                x: run.x,
                y: bottom + size * 0.93,
                weight: run.weight,
                size,
                colour: run.colour,
                text,
                spoken: run.spoken,
            };
            self.sheet.draw(slot, shape);
            bottom += size * 1.24;
        }
        bottom
    }

    pub(super) fn height(
        &self,
        weight: Weight,
        sizes: &[f32],
        lines: usize,
        width: f32,
        text: &str,
    ) -> f32 {
        let (size, lines) = self.fonts.fit(weight, sizes, width, lines, text);
        (0..lines.len()).map(|_| size * 1.24).sum()
    }

    pub(super) fn heading(&mut self, x: f32, y: f32, width: f32, text: &str) -> f32 {
        let role = Role::Heading {
            level: 2,
            title: text.to_owned(),
        };
        let element = self.sheet.element(role, None);
        let run = Run {
            x,
            width,
            weight: Weight::Bold,
            sizes: &[12.0],
            lines: 1,
            colour: BLUE,
            text,
            spoken: None,
        };
        self.set(Slot::Element(element), y, &run) + 4.0
    }

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

    pub(super) fn rows_height(&self, width: f32, rows: &[Row]) -> f32 {
        Self::lines(rows)
            .map(|line| self.line_height(width, line))
            .sum()
    }

    pub(super) fn rows(&mut self, x: f32, width: f32, rows: &[Row]) {
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

    pub(super) fn paragraph(&mut self, x: f32, width: f32, text: &str) {
        let element = Slot::Element(self.sheet.element(Role::Paragraph, None));
        let run = Run {
            x,
            width,
            weight: Weight::Regular,
            sizes: &[BODY],
            lines: 1,
            colour: INK,
            text,
            spoken: None,
        };
        self.sheet.y = self.set(element, self.sheet.y, &run);
    }
}
