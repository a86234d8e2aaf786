//! The comune's registry as a CSV file: UTF-8, separated by semicolons, one sheet a line.
//!
//! A row is a line: values hold no line breaks, so a forgotten quote spoils one row and not the
//! rest of the file.

mod address;
mod cells;
mod columns;
mod header;
mod import;
mod lines;
mod mark;
mod notices;
mod registry;
mod report;
mod sheet;

pub(crate) use import::{MarkOf, Sink, import, resume};
pub(crate) use mark::{SETTING as IMPORT_MARK, imported};
pub(crate) use sheet::Sheet;

pub use columns::columns;
pub use import::{ImportOptions, check_csv};
pub use notices::check_notices;
pub use registry::CsvRegistry;
pub use report::{ImportReport, Progress, RejectedRow, Resumed, RowError};
