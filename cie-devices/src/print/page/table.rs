//! Tables: columns that keep their width from page to page, headed on each, amounts flush right.

use super::font::Weight;
use super::layout::{BODY, GAP, LABEL, Layout, Run};
use super::sheet::{Colour, GREY, INK, MARGIN, RED, RULE, Role, Slot, WIDTH};

/// Sizes of the body: as large as the columns allow.
const SIZES: [f32; 5] = [BODY, 8.5, 7.5, 6.5, 5.5];
/// Between columns that are as wide as their cells.
const GUTTER: f32 = 10.0;
/// Above and below the text of a line.
const PADDING: f32 = 3.5;
/// What a column that shares the rest should have at least.
const REST_MIN: f32 = 64.0;

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum Align {
    Left,
    /// Amounts and counts: their last digits stand below each other.
    Right,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(in crate::print) struct Column {
    title: &'static str,
    align: Align,
    /// Its part of what the others leave; none for a column as wide as its widest cell.
    share: Option<f32>,
}

impl Column {
    /// A column as wide as its widest cell.
    pub(in crate::print) fn fit(title: &'static str, align: Align) -> Self {
        Self {
            title,
            align,
            share: None,
        }
    }

    /// A column that shares what the others leave; its text is wrapped.
    pub(in crate::print) fn rest(title: &'static str) -> Self {
        Self::share(title, 1.0)
    }

    /// The same, so many times as wide as another that shares.
    pub(in crate::print) fn share(title: &'static str, share: f32) -> Self {
        Self {
            title,
            align: Align::Left,
            share: Some(share),
        }
    }
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::print) enum Mood {
    Plain,
    /// Something is wrong in it: its last cell stands out.
    Alarm,
    Total,
}

/// A line of cells, one for each column.
pub(in crate::print) struct Line {
    cells: Vec<String>,
    mood: Mood,
}

impl Line {
    pub(in crate::print) fn new(cells: Vec<String>, mood: Mood) -> Self {
        Self { cells, mood }
    }

    pub(in crate::print) fn plain(cells: Vec<String>) -> Self {
        Self::new(cells, Mood::Plain)
    }

    pub(in crate::print) fn total(cells: Vec<String>) -> Self {
        Self::new(cells, Mood::Total)
    }

    fn weight(&self) -> Weight {
        if self.mood == Mood::Total {
            Weight::Bold
        } else {
            Weight::Regular
        }
    }
}

/// A table whose columns have got their places.
struct Placed<'a> {
    columns: &'a [Column],
    /// Left edge and width of each.
    places: Vec<(f32, f32)>,
    size: f32,
    element: usize,
}

/// What a line of cells is set in.
#[derive(Clone, Copy)]
struct Ink {
    size: f32,
    weight: Weight,
    colour: Colour,
    /// Of the last cell.
    last: Colour,
}

impl Layout<'_> {
    /// A table, from one page to the next, with its heads repeated.
    pub(in crate::print) fn table(&mut self, columns: &[Column], lines: &[Line]) {
        let (size, places) = self.places(columns, lines);
        let element = self.sheet.element(Role::Table, None);
        let table = Placed {
            columns,
            places,
            size,
            element,
        };
        let row = self.sheet.element(Role::TableRow, Some(element));
        self.keep(3.0 * (size * 1.24 + 2.0 * PADDING));
        self.heads(&table, Some(row));
        for (at, line) in lines.iter().enumerate() {
            let mut height = self.table_line_height(&table, line);
            // The last line before the total stays with it.
            if let Some(next) = lines.get(at + 1).filter(|next| next.mood == Mood::Total) {
                height += self.table_line_height(&table, next);
            }
            if self.keep(height) {
                self.heads(&table, None);
            }
            self.line(&table, line);
        }
        self.sheet.y += GAP;
    }

    /// The largest size at which the columns fit the page, and where they stand then.
    fn places(&self, columns: &[Column], lines: &[Line]) -> (f32, Vec<(f32, f32)>) {
        let rest: f32 = columns.iter().filter_map(|column| column.share).sum();
        // There are a handful of columns: exact in f32.
        #[allow(clippy::cast_precision_loss)]
        let gutters = columns.len().saturating_sub(1) as f32 * GUTTER;
        // Widths grow with the size: they are measured once.
        let at_one = |index: usize, column: &Column| {
            let title = self.fonts.width(Weight::Regular, LABEL, column.title) / BODY;
            let cells = lines
                .iter()
                .filter_map(|line| Some((line, line.cells.get(index)?)));
            let widths = cells.map(|(line, cell)| self.fonts.width(line.weight(), 1.0, cell));
            widths.fold(title, f32::max)
        };
        let wide = columns
            .iter()
            .enumerate()
            .map(|(index, column)| match column.share {
                Some(share) => (share, 0.0),
                None => (0.0, at_one(index, column)),
            });
        let wide: Vec<(f32, f32)> = wide.collect();
        let sum: f32 = wide.iter().map(|(_, wide)| wide).sum();
        let free = WIDTH - gutters;
        let room = free - rest * REST_MIN;
        let fitting = SIZES.iter().copied().find(|size| sum * size <= room);
        let size = fitting.unwrap_or(5.5);
        // Beyond the smallest size the cells are wrapped: nothing leaves the page.
        let scale = if fitting.is_some() { size } else { room / sum };
        let shared = (free - sum * scale) / rest.max(1.0);
        let mut left = MARGIN;
        let places = wide
            .into_iter()
            .map(|(share, wide)| {
                let width = share * shared + wide * scale;
                let place = (left, width);
                left += width + GUTTER;
                place
            })
            .collect();
        (size, places)
    }

    /// The heads: part of the structure once, decoration on the pages that follow.
    fn heads(&mut self, table: &Placed<'_>, row: Option<usize>) {
        let ink = Ink {
            size: LABEL.min(table.size),
            weight: Weight::Regular,
            colour: GREY,
            last: GREY,
        };
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title).collect();
        let head = Role::HeadCell { of_column: true };
        self.cells(table, &titles, ink, |sheet| match row {
            Some(row) => Slot::Element(sheet.element(head.clone(), Some(row))),
            None => Slot::Header,
        });
        self.sheet.rule(INK, 0.8);
    }

    fn line(&mut self, table: &Placed<'_>, line: &Line) {
        let total = line.mood == Mood::Total;
        let ink = Ink {
            size: table.size,
            weight: line.weight(),
            colour: INK,
            last: if line.mood == Mood::Alarm { RED } else { INK },
        };
        let row = self.sheet.element(Role::TableRow, Some(table.element));
        let cells: Vec<&str> = line.cells.iter().map(String::as_str).collect();
        let mut first = total;
        self.cells(table, &cells, ink, |sheet| {
            let role = if std::mem::take(&mut first) {
                Role::HeadCell { of_column: false }
            } else {
                Role::Cell
            };
            Slot::Element(sheet.element(role, Some(row)))
        });
        let (colour, thickness) = if total { (INK, 0.8) } else { (RULE, 0.5) };
        self.sheet.rule(colour, thickness);
    }

    /// Sets cells side by side and moves below the tallest.
    fn cells(
        &mut self,
        table: &Placed<'_>,
        cells: &[&str],
        ink: Ink,
        mut slot: impl FnMut(&mut super::sheet::Sheet) -> Slot,
    ) {
        let top = self.sheet.y + PADDING;
        let mut bottom = top + ink.size * 1.24;
        let last = cells.len().saturating_sub(1);
        for (at, ((text, column), (left, width))) in cells
            .iter()
            .zip(table.columns)
            .zip(&table.places)
            .enumerate()
        {
            let slot = slot(&mut self.sheet);
            if text.is_empty() {
                continue;
            }
            let wide = self.fonts.width(ink.weight, ink.size, text);
            // A text as wide as its column must not be broken by rounding.
            let (x, width) = match column.align {
                Align::Right if wide <= *width => (left + width - wide, wide + 1.0),
                _ => (*left, width + 0.5),
            };
            let run = Run {
                x,
                width,
                weight: ink.weight,
                sizes: &[ink.size],
                lines: 1,
                colour: if at == last { ink.last } else { ink.colour },
                text,
                spoken: None,
            };
            bottom = self.set(slot, top, &run).max(bottom);
        }
        self.sheet.y = bottom + PADDING;
    }

    fn table_line_height(&self, table: &Placed<'_>, line: &Line) -> f32 {
        let heights = line
            .cells
            .iter()
            .zip(&table.places)
            .map(|(text, (_, width))| {
                self.height(line.weight(), &[table.size], 1, width + 0.5, text)
            });
        heights.fold(0.0, f32::max) + 2.0 * PADDING
    }
}
