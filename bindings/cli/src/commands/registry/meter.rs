//! How far an import got, and how fast: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cie_core::lang::Lang;
use cie_store::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// Time between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(2);

/// Counts the bytes that were read.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.inner.seek(to)?;
        self.bytes.store(at, Ordering::Relaxed);
        Ok(at)
    }
}

/// Shows progress on stderr.
pub(super) struct Meter {
    lang: Lang,
    bar: Option<ProgressBar>,
    bytes: Arc<AtomicU64>,
    total: u64,
    started: Instant,
    told: Instant,
}

impl Meter {
    /// A meter for a file of so many bytes; 0 when that is not known.
    pub(super) fn new(lang: Lang, bytes: Arc<AtomicU64>, total: u64) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total);
            let style = "  {spinner} {wide_bar} {percent} %  {msg}  {eta}";
            if let Ok(style) = ProgressStyle::with_template(style) {
                bar.set_style(style);
            }
            bar
        });
        let now = Instant::now();
        Self {
            lang,
            bar,
            bytes,
            total,
            started: now,
            // The first line comes with the first batch, so that it is seen to move.
            told: now.checked_sub(PAUSE).unwrap_or(now),
        }
    }

    /// After a batch was written.
    pub(super) fn tell(&mut self, progress: Progress, line: &mut dyn FnMut(&str)) {
        let read = self.bytes.load(Ordering::Relaxed);
        let rate = self.rate(progress.rows.saturating_sub(progress.continued));
        let rows = progress.rows;
        let text = text!(
            self.lang,
            "{rows} righe, {rate}/s" / "{rows} rows, {rate}/s"
        );
        if let Some(bar) = &self.bar {
            bar.set_position(read);
            bar.set_message(text);
        } else if self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            let share = (read * 100).checked_div(self.total);
            line(&share.map_or(text.clone(), |share| format!("{text}, {share} %")));
        }
    }

    /// Rows a second so far.
    pub(super) fn rate(&self, rows: u64) -> u64 {
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        (rows * 1000).checked_div(millis).unwrap_or(rows)
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
