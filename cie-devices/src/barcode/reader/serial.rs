//! A reader on a serial line, or anything else that bytes come from.

use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

use cie_core::citizen::codice_fiscale::CodiceFiscale;

use super::Framing;
use crate::{Code, Error, Result};

/// How often a line that has nothing is asked again.
const ASK: Duration = Duration::from_millis(10);

/// Reads from a line of bytes, each reading within a time limit.
///
/// The line is read on a thread, so that one that never answers keeps nobody waiting. A line that
/// blocks keeps that thread until its next byte.
pub struct SerialReader {
    bytes: Receiver<std::io::Result<u8>>,
    framing: Framing,
    stop: Arc<AtomicBool>,
    /// Characters of a reading whose end has not come.
    begun: Vec<u8>,
    /// Characters of it, also those beyond the limit.
    length: usize,
}

impl std::fmt::Debug for SerialReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SerialReader")
            .field("framing", &self.framing)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl SerialReader {
    /// Reads from this line.
    ///
    /// # Errors
    /// `CIE-DEV-075` when the system has no thread for it.
    pub fn new(line: impl Read + Send + 'static, framing: Framing) -> Result<Self> {
        let (sender, bytes) = sync_channel(4096);
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        Builder::new()
            .name("cie barcode line".to_owned())
            .spawn(move || pass_on(line, &sender, &stopped))
            .map_err(|e| Error::new(Code::ReadingCut).caused_by(e))?;
        Ok(Self {
            bytes,
            framing,
            stop,
            begun: Vec::new(),
            length: 0,
        })
    }

    /// Opens the serial device of a reader, such as `/dev/ttyACM0`, and sets it to pass every byte
    /// as it comes. The speed stays as it is: readers on USB do not care, others are set with `stty`.
    ///
    /// # Errors
    /// `CIE-DEV-075` when it cannot be opened or is no terminal line.
    #[cfg(target_os = "linux")]
    pub fn open(device: &std::path::Path, framing: Framing) -> Result<Self> {
        use rustix::fs::{Mode, OFlags, open};
        use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
        let cut = |e: rustix::io::Errno| Error::new(Code::ReadingCut).caused_by(e);
        // Without NONBLOCK the opening waits for a modem's carrier.
        let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let line = open(device, flags, Mode::empty()).map_err(cut)?;
        let mut attributes = tcgetattr(&line).map_err(cut)?;
        attributes.make_raw();
        tcsetattr(&line, OptionalActions::Now, &attributes).map_err(cut)?;
        Self::new(std::fs::File::from(line), framing)
    }

    /// The next reading. What came of one that is not complete stays for the next call.
    ///
    /// # Errors
    /// `CIE-DEV-074` when time is up, `CIE-DEV-075` when the line ends, else as
    /// [`Framing::codice_fiscale`] says.
    pub fn read(&mut self, limit: Duration) -> Result<CodiceFiscale> {
        let start = Instant::now();
        loop {
            let left = limit.saturating_sub(start.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(Ok(byte)) if self.framing.ends(char::from(byte)) => {
                    let reading = std::mem::take(&mut self.begun);
                    // A line end after a return is none of its own.
                    if std::mem::take(&mut self.length) > 0 {
                        let text = String::from_utf8_lossy(&reading);
                        return self.framing.codice_fiscale(&text);
                    }
                }
                Ok(Ok(byte)) => {
                    self.length = self.length.saturating_add(1);
                    if self.length <= self.framing.max_length.saturating_add(1) {
                        self.begun.push(byte);
                    }
                }
                Ok(Err(error)) => return Err(Error::new(Code::ReadingCut).caused_by(error)),
                Err(RecvTimeoutError::Timeout) => {
                    let detail = format!("{} ms", limit.as_millis());
                    return Err(Error::new(Code::ReadingTimeout).detail(detail));
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Code::ReadingCut.into()),
            }
        }
    }
}

impl Drop for SerialReader {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn pass_on(mut line: impl Read, sender: &SyncSender<std::io::Result<u8>>, stop: &AtomicBool) {
    let mut piece = [0; 256];
    while !stop.load(Ordering::Relaxed) {
        match line.read(&mut piece) {
            Ok(0) => return,
            Ok(read) => {
                for byte in piece.get(..read).unwrap_or_default() {
                    if sender.send(Ok(*byte)).is_err() {
                        return;
                    }
                }
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) if e.kind() == ErrorKind::WouldBlock => sleep(ASK),
            Err(e) => {
                // Nobody listens any more when the reader was dropped.
                let _ = sender.send(Err(e));
                return;
            }
        }
    }
}
