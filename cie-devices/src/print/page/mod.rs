//! What every printed document is made of: text that fits, tables, letterhead, footers, PDF.

pub(super) mod font;
pub(super) mod layout;
pub(super) mod legible;
pub(super) mod pdf;
mod rows;
pub(super) mod sheet;
mod table;
pub(super) mod words;

pub(super) use layout::{Layout, Run};
pub(super) use rows::Row;
pub(super) use table::{Align, Column, Line, Mood};
