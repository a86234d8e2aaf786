//! The import itself: lines in, batches out.

use std::collections::HashSet;
use std::io::{Read, Seek};

use cie_core::error::Position;
use cie_core::lang::Text;
use cie_core::redact::Personal;

use super::cells::Cells;
use super::header::{Header, Split, split};
use super::lines::{Line, Lines};
use super::mark::{MAX_CONFLICTS, Mark};
use super::report::{ImportReport, Progress, RejectedRow, Resumed, RowError};
use super::sheet::{Sheet, read};
use crate::jsonl::io;
use crate::{Code, Error, Result, Upsert};

/// Limits of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// Longest row, in bytes; a longer one is rejected.
    pub max_row_bytes: usize,
    /// Longest value, in characters; a row with a longer one is rejected.
    pub max_cell_chars: usize,
    /// Most rows; beyond them the import stops.
    pub max_rows: u64,
    /// Most memory that rejected rows, errors and warnings may take, in bytes; beyond it the
    /// import stops, because the file is not what it should be.
    pub max_rejected_bytes: usize,
    /// Rows written in one transaction.
    pub batch_rows: usize,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            max_row_bytes: 16 * 1024,
            max_cell_chars: 500,
            max_rows: 5_000_000,
            max_rejected_bytes: 256 * 1024 * 1024,
            batch_rows: 500,
        }
    }
}

/// Where batches of sheets go.
pub(crate) trait Sink {
    /// Writes all of them and the mark that goes with what came of them, or fails and writes
    /// nothing.
    fn apply(&mut self, sheets: &[Sheet], mark: &MarkOf<'_>) -> Result<Vec<Upsert>>;

    /// The mark stored last.
    fn mark(&mut self) -> Result<Option<Vec<u8>>>;
}

/// How far the import got once a batch is written; nothing where nobody may go on from there.
pub(crate) type MarkOf<'a> = dyn Fn(&[Upsert]) -> Option<Vec<u8>> + 'a;

/// Imports a file into a sink.
pub(crate) fn import(
    reader: impl Read,
    options: &ImportOptions,
    sink: &mut impl Sink,
    progress: impl FnMut(Progress),
) -> Result<ImportReport> {
    let lines = Lines::new(reader, options.max_row_bytes);
    Run::new(options, sink).all(lines, progress)
}

/// Imports a file into a sink, going on where an import of the same file stopped.
///
/// The rows written then are read again, for the report and to see whether a sheet comes twice,
/// but not written again.
pub(crate) fn resume(
    mut file: impl Read + Seek,
    options: &ImportOptions,
    sink: &mut impl Sink,
    progress: impl FnMut(Progress),
) -> Result<ImportReport> {
    let stored = sink.mark()?;
    let mark = stored.and_then(|stored| Mark::unfinished(&stored, options));
    let mut run = Run::new(options, sink);
    match mark {
        Some(mark) if mark.fits(&mut file)? => run.before = Some(mark),
        Some(_) => run.report.resumed = Resumed::Changed,
        None => {}
    }
    let lines = Lines::new(file, options.max_row_bytes).summed();
    run.all(lines, progress)
}

fn header(lines: &mut Lines<impl Read>) -> Result<Header> {
    let first = lines.next().map_err(io)?.filter(|line| !line.cut);
    let mut bytes = first.ok_or_else(|| Error::new(Code::CsvNoHeader))?.bytes;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3); // byte order mark, as Windows programs write it
    }
    Header::parse(bytes)
}

struct Run<'a, S> {
    options: &'a ImportOptions,
    sink: &'a mut S,
    report: ImportReport,
    batch: Vec<Row>,
    /// What an earlier import wrote, while its rows pass by.
    before: Option<Mark>,
    /// Good rows that passed by.
    passed: u64,
    /// Lines refused because of their cards, for the mark.
    conflicts: Vec<u64>,
    /// Sheets seen, so that a repeated one does not overwrite the first on every import.
    sheets: HashSet<String>,
}

/// A good row waiting for its batch.
struct Row {
    sheet: Sheet,
    line: Line,
    warnings: Vec<RowError>,
}

/// What becomes of a row before its batch is written.
enum Verdict {
    Good(Box<Sheet>, Vec<RowError>),
    Bad(Vec<RowError>),
}

impl<'a, S: Sink> Run<'a, S> {
    fn new(options: &'a ImportOptions, sink: &'a mut S) -> Self {
        Self {
            options,
            sink,
            report: ImportReport::default(),
            batch: Vec::new(),
            before: None,
            passed: 0,
            conflicts: Vec::new(),
            sheets: HashSet::new(),
        }
    }

    fn all<R: Read>(
        mut self,
        mut lines: Lines<R>,
        mut progress: impl FnMut(Progress),
    ) -> Result<ImportReport> {
        let header = header(&mut lines)?;
        self.report.header.clone_from(&header.verbatim);
        let batch = self.options.batch_rows.max(1);
        while let Some(line) = lines.next().map_err(io)? {
            if line.bytes.is_empty() {
                continue;
            }
            if self
                .before
                .as_ref()
                .is_some_and(|mark| lines.offset() > mark.offset)
            {
                self.catch_up();
            }
            self.row(line, &header)?;
            if self.batch.len() >= batch {
                self.flush(&lines)?;
                progress(self.report.progress());
            }
        }
        self.catch_up();
        self.flush(&lines)?;
        if let (offset, Some(digest)) = lines.place() {
            let mark = Mark::new(self.options, (offset, digest)).done();
            self.sink.apply(&[], &|_| mark.write())?;
        }
        self.report.sort();
        progress(self.report.progress());
        Ok(self.report)
    }

    /// The rows of the earlier import have passed by: its sums are ours.
    fn catch_up(&mut self) {
        let Some(mark) = self.before.take() else {
            return;
        };
        self.report.imported += mark.imported;
        self.report.updated += mark.updated;
        self.report.unchanged += mark.unchanged;
        self.report.resumed = Resumed::Continued(self.passed);
        self.passed = 0;
        self.conflicts = mark.conflicts;
    }

    fn row(&mut self, line: Line, header: &Header) -> Result<()> {
        let place = Position::Text {
            line: line.number,
            column: 1,
        };
        let pending = self.batch.len() as u64 + self.passed;
        if self.report.rows() + pending >= self.options.max_rows {
            return Err(Error::new(Code::CsvTooManyRows).at(place));
        }
        match self.judge(&line, header) {
            Verdict::Good(sheet, warnings) => {
                if let Some(mark) = &self.before {
                    if mark.conflicts.contains(&line.number) {
                        self.conflict(line);
                    } else {
                        self.passed += 1;
                        self.report.warn(&warnings);
                    }
                } else {
                    let sheet = *sheet;
                    self.batch.push(Row {
                        sheet,
                        line,
                        warnings,
                    });
                }
            }
            Verdict::Bad(errors) => {
                self.report.reject(rejected(line), &errors);
            }
        }
        if self.report.kept > self.options.max_rejected_bytes {
            return Err(Error::new(Code::CsvTooManyRows)
                .detail("rejected rows")
                .at(place));
        }
        Ok(())
    }

    fn judge(&mut self, line: &Line, header: &Header) -> Verdict {
        let whole = |code, reason| {
            Verdict::Bad(vec![RowError {
                line: line.number,
                column: None,
                code,
                reason,
            }])
        };
        if line.cut {
            return whole(Code::CsvRowTooLong, ROW_LENGTH);
        }
        let record = match split(&line.bytes) {
            Split::Values(record) => record,
            Split::NotText => return whole(Code::CsvNotUtf8, UTF8),
            Split::OpenQuote => return whole(Code::CsvOpenQuote, QUOTE),
        };
        if record.len() != header.width() {
            return whole(Code::CsvWidth, WIDTH);
        }
        let mut cells = Cells::new(header, &record, line.number, self.options.max_cell_chars);
        let sheet = read(&mut cells);
        let (mut errors, warnings) = cells.finish();
        match sheet {
            Some(sheet) if errors.is_empty() => {
                if self.sheets.insert(sheet.scheda().to_owned()) {
                    return Verdict::Good(Box::new(sheet), warnings);
                }
                errors.push(RowError {
                    line: line.number,
                    column: Some("scheda"),
                    code: Code::CsvRepeatedSheet,
                    reason: ONCE,
                });
                Verdict::Bad(errors)
            }
            _ => Verdict::Bad(errors),
        }
    }

    /// A row whose card is somebody else's.
    fn conflict(&mut self, line: Line) {
        let error = RowError {
            line: line.number,
            column: Some("carta_numero"),
            code: Code::CsvCardConflict,
            reason: CARD,
        };
        self.report.reject(rejected(line), &[error]);
    }

    fn flush<R: Read>(&mut self, lines: &Lines<R>) -> Result<()> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let (offset, digest) = lines.place();
        let numbers: Vec<u64> = self.batch.iter().map(|row| row.line.number).collect();
        let (options, report, known) = (self.options, &self.report, &self.conflicts);
        let mark = |done: &[Upsert]| {
            let mut mark = Mark::new(options, (offset, digest?));
            let count = |wanted: Upsert| done.iter().filter(|one| **one == wanted).count() as u64;
            mark.imported = report.imported + count(Upsert::Added);
            mark.updated = report.updated + count(Upsert::Updated);
            mark.unchanged = report.unchanged + count(Upsert::Unchanged);
            let new = done.iter().zip(&numbers);
            let new = new.filter(|(one, _)| **one == Upsert::CardConflict);
            mark.conflicts = known
                .iter()
                .chain(new.map(|(_, line)| line))
                .copied()
                .collect();
            (mark.conflicts.len() <= MAX_CONFLICTS).then(|| mark.write())?
        };
        let (sheets, rest): (Vec<_>, Vec<_>) = self
            .batch
            .drain(..)
            .map(|row| (row.sheet, (row.line, row.warnings)))
            .unzip();
        let done = self.sink.apply(&sheets, &mark)?;
        for (done, (line, warnings)) in done.into_iter().zip(rest) {
            self.report.count(done);
            if done == Upsert::CardConflict {
                self.conflicts.push(line.number);
                self.conflict(line);
            } else {
                self.report.warn(&warnings);
            }
        }
        Ok(())
    }
}

fn rejected(line: Line) -> RejectedRow {
    RejectedRow {
        line: line.number,
        bytes: Personal::new(line.bytes),
    }
}

const ROW_LENGTH: Text = Text {
    it: "oltre la lunghezza massima di una riga",
    en: "beyond the longest row allowed",
};
const UTF8: Text = Text {
    it: "codifica UTF-8",
    en: "UTF-8 encoding",
};
const QUOTE: Text = Text {
    it: "virgolette chiuse sulla stessa riga, o raddoppiate dentro un valore",
    en: "quotes closed on the same line, or doubled within a value",
};
const WIDTH: Text = Text {
    it: "tante colonne quante l'intestazione",
    en: "as many columns as the header",
};
const ONCE: Text = Text {
    it: "ogni scheda una sola volta",
    en: "every sheet only once",
};
const CARD: Text = Text {
    it: "una carta ha un solo titolare e un solo contenuto",
    en: "a card has one holder and one content",
};

/// Checks a file without importing it: the report says what an import into an empty registry would
/// do, except for cards claimed by several sheets.
///
/// ```
/// use cie_store::{ImportOptions, check_csv};
/// let csv = "scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n1;ROSSI;BIANCA;X;1964-12;ROMA\n";
/// let report = check_csv(csv.as_bytes(), &ImportOptions::default())?;
/// assert_eq!(report.rejected[0].column, Some("sesso"));
/// # Ok::<(), cie_store::Error>(())
/// ```
///
/// # Errors
/// `CIE-STORE-100` to `-104`, `CIE-STORE-008` when reading fails.
pub fn check_csv(reader: impl Read, options: &ImportOptions) -> Result<ImportReport> {
    struct Nowhere;
    impl Sink for Nowhere {
        fn apply(&mut self, sheets: &[Sheet], _: &MarkOf<'_>) -> Result<Vec<Upsert>> {
            Ok(vec![Upsert::Added; sheets.len()])
        }

        fn mark(&mut self) -> Result<Option<Vec<u8>>> {
            Ok(None)
        }
    }
    import(reader, options, &mut Nowhere, |_| ())
}
