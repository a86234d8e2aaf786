//! How text is set: in columns, shrunk or wrapped until it fits, page after page.

use super::font::{Fonts, Weight};
use super::sheet::{
    BLUE, BOTTOM, Colour, FOOTER, GREY, INK, MARGIN, RED, RULE, Role, Shape, Sheet, Slot, TOP,
    WIDTH,
};

pub(in crate::print) const GAP: f32 = 16.0;
/// Sizes of a value: shrunk before it takes more lines.
pub(super) const VALUE: [f32; 4] = [11.5, 10.5, 9.5, 9.0];
/// Between one line of rows and the next.
pub(in crate::print) const LEADING: f32 = 6.0;
pub(in crate::print) const LABEL: f32 = 8.0;
pub(in crate::print) const BODY: f32 = 9.5;

/// A piece of text to set in a column.
pub(in crate::print) struct Run<'a> {
    pub(in crate::print) x: f32,
    pub(in crate::print) width: f32,
    pub(in crate::print) weight: Weight,
    pub(in crate::print) sizes: &'a [f32],
    pub(in crate::print) lines: usize,
    pub(in crate::print) colour: Colour,
    pub(in crate::print) text: &'a str,
    pub(in crate::print) spoken: Option<&'static str>,
}

/// The drawing in the making.
pub(in crate::print) struct Layout<'a> {
    pub(in crate::print) sheet: Sheet,
    pub(in crate::print) fonts: &'a Fonts,
    banner: Option<&'a str>,
}

impl<'a> Layout<'a> {
    /// A drawing whose first page has begun; the banner, if there is one, is on every page.
    pub(in crate::print) fn new(fonts: &'a Fonts, banner: Option<&'a str>) -> Self {
        let mut layout = Self {
            sheet: Sheet::default(),
            fonts,
            banner,
        };
        layout.page_top();
        layout
    }

    /// Who issues the document, and what it is.
    pub(in crate::print) fn letterhead(&mut self, issuer: &str, office: &str, title: &str) {
        let element = self.sheet.element(Role::Paragraph, None);
        let mut y = self.sheet.y;
        for (text, weight, colour) in [(issuer, Weight::Bold, INK), (office, Weight::Regular, GREY)]
        {
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
                y = self.set(Slot::Element(element), y, &run);
            }
        }
        let heading = Role::Heading {
            level: 1,
            title: title.to_owned(),
        };
        let element = self.sheet.element(heading, None);
        let run = Run {
            x: MARGIN,
            width: WIDTH,
            weight: Weight::Bold,
            sizes: &[19.0, 18.0, 17.0, 16.0, 15.0],
            lines: 1,
            colour: BLUE,
            text: title,
            spoken: None,
        };
        self.sheet.y = self.set(Slot::Element(element), y + 8.0, &run) + 6.0;
        self.sheet.rule(BLUE, 1.6);
        self.sheet.y += 10.0;
    }

    /// The banner, on every page; read aloud once.
    fn page_top(&mut self) {
        self.sheet.y = TOP;
        let Some(banner) = self.banner else {
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

    /// Starts a new page unless `height` points are left on this one, and says whether it did.
    pub(in crate::print) fn keep(&mut self, height: f32) -> bool {
        let full = self.sheet.y + height > BOTTOM;
        if full {
            self.next_page();
        }
        full
    }

    /// Starts a new page.
    pub(in crate::print) fn next_page(&mut self) {
        self.sheet.page += 1;
        self.page_top();
    }

    /// Sets a text at `y` and returns the height below its last line.
    pub(in crate::print) fn set(&mut self, slot: Slot, y: f32, run: &Run<'_>) -> f32 {
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

    pub(in crate::print) fn height(
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

    /// A heading across the page.
    pub(in crate::print) fn heading(&mut self, text: &str) {
        self.sheet.y = self.heading_at(MARGIN, self.sheet.y, WIDTH, text);
    }

    /// A heading in a column; returns the height below it.
    pub(in crate::print) fn heading_at(&mut self, x: f32, y: f32, width: f32, text: &str) -> f32 {
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

    /// A paragraph across the page, which may start a new one, with some space below.
    pub(in crate::print) fn note(&mut self, text: &str) {
        let height = self.height(Weight::Regular, &[BODY], 1, WIDTH, text);
        self.keep(height);
        self.paragraph(MARGIN, WIDTH, text);
        self.sheet.y += GAP;
    }

    pub(in crate::print) fn paragraph(&mut self, x: f32, width: f32, text: &str) {
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

    /// Writes the footers, now that the number of pages is known, and hands the drawing over.
    pub(in crate::print) fn finish(mut self, left: &str, page_words: [&str; 2]) -> Sheet {
        let pages = self.sheet.page + 1;
        for page in 0..pages {
            self.sheet.page = page;
            self.sheet.fill(MARGIN, FOOTER - 14.0, WIDTH, 0.5, RULE);
            let [word, of] = page_words;
            let number = format!("{word} {} {of} {pages}", page + 1);
            let size = LABEL;
            let right = MARGIN + WIDTH - self.fonts.width(Weight::Regular, size, &number);
            for (x, text) in [(MARGIN, left.to_owned()), (right, number)] {
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
        self.sheet
    }
}
