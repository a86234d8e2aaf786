//! A paged drawing before it becomes a PDF: shapes in points, each tied to its logical element.

use super::font::Weight;

/// A4 in points.
pub(in crate::print) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right margin in points: 18 mm.
pub(in crate::print) const MARGIN: f32 = 51.0;
/// Width between the margins.
pub(in crate::print) const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Highest point of the flowing content.
pub(in crate::print) const TOP: f32 = 40.0;
/// Lowest point of the flowing content; the footer is below.
pub(in crate::print) const BOTTOM: f32 = 786.0;
/// Baseline of the footer.
pub(in crate::print) const FOOTER: f32 = 812.0;

/// Points in a millimetre.
pub(in crate::print) const MM: f32 = 72.0 / 25.4;

/// RGB.
pub(in crate::print) type Colour = (u8, u8, u8);
pub(in crate::print) const INK: Colour = (23, 32, 42);
pub(in crate::print) const GREY: Colour = (86, 96, 106);
pub(in crate::print) const RULE: Colour = (200, 206, 212);
pub(in crate::print) const PALE: Colour = (241, 245, 249);
pub(in crate::print) const BLUE: Colour = (0, 63, 128);
pub(in crate::print) const RED: Colour = (170, 20, 20);

/// The role of an element in the document's logical structure.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::print) enum Role {
    Heading { level: u16, title: String },
    Paragraph,
    Figure { alt: String },
    Table,
    TableRow,
    HeadCell { of_column: bool },
    Cell,
}

/// An element of the logical structure; elements are listed in reading order.
#[derive(Clone, Debug)]
pub(in crate::print) struct Element {
    pub(in crate::print) role: Role,
    pub(in crate::print) parent: Option<usize>,
}

/// What a shape belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum Slot {
    /// An element, by index.
    Element(usize),
    /// Decoration.
    Decoration,
    /// Repeated at the top of a page.
    Header,
    /// Repeated at the bottom of a page.
    Footer,
}

/// Something to draw; `x`, `y` is the top left corner, of a text the start of its baseline.
#[derive(Clone, Debug)]
pub(in crate::print) enum Shape {
    Text {
        x: f32,
        y: f32,
        weight: Weight,
        size: f32,
        colour: Colour,
        text: String,
        /// What is read aloud instead.
        spoken: Option<&'static str>,
    },
    Box {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        fill: Colour,
    },
    Photo {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
    },
    Qr {
        x: f32,
        y: f32,
        side: f32,
    },
}

/// A shape on its page.
#[derive(Clone, Debug)]
pub(in crate::print) struct Drawn {
    pub(in crate::print) page: usize,
    pub(in crate::print) slot: Slot,
    pub(in crate::print) shape: Shape,
}

/// The drawing and where it has got to.
#[derive(Debug, Default)]
pub(in crate::print) struct Sheet {
    pub(in crate::print) elements: Vec<Element>,
    pub(in crate::print) drawn: Vec<Drawn>,
    /// The current page, from 0; the last one when the drawing is complete.
    pub(in crate::print) page: usize,
    /// Where the next block starts.
    pub(in crate::print) y: f32,
}

impl Sheet {
    pub(in crate::print) fn element(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.elements.push(Element { role, parent });
        self.elements.len() - 1
    }

    pub(in crate::print) fn draw(&mut self, slot: Slot, shape: Shape) {
        let page = self.page;
        self.drawn.push(Drawn { page, slot, shape });
    }

    pub(in crate::print) fn fill(&mut self, x: f32, y: f32, w: f32, h: f32, colour: Colour) {
        let fill = colour;
        self.draw(Slot::Decoration, Shape::Box { x, y, w, h, fill });
    }

    /// A thin line across the page at the present height.
    pub(in crate::print) fn rule(&mut self, colour: Colour, thickness: f32) {
        let y = self.y;
        self.fill(MARGIN, y, WIDTH, thickness, colour);
    }
}
