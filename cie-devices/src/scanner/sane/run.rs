//! One run of `scanimage`: no shell, a limit of time and of output, killed when it hangs.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

use super::trouble;
use crate::scanner::deadline;
use crate::{Code, Error, Result};

const PROGRAM: &str = "scanimage";
const LOOK: Duration = Duration::from_millis(50);
/// How long a program that reported an error may take to end: some drivers hang there.
const GRACE: Duration = Duration::from_secs(1);
/// How long a killed program may take to go.
const LAST: Duration = Duration::from_millis(500);
const PIECE: usize = 64 << 10;
/// Longest message, in bytes.
const LINE: u64 = 4096;

enum News {
    Output(Vec<u8>),
    Message(String),
}

/// Who hears of a run while it goes on.
pub(super) trait Listener {
    /// The program says something that is no error.
    fn message(&mut self, _: &str) {}

    /// Asked several times a second; an error ends the run.
    fn look(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Nobody.
pub(super) struct Quiet;

impl Listener for Quiet {}

/// A run of the program.
pub(super) struct Run {
    arguments: Vec<String>,
    deadline: Instant,
}

impl Run {
    /// A run with these arguments, within this time from now.
    pub(super) fn new<I, S>(arguments: I, limit: Duration) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        Self {
            arguments: arguments.into_iter().map(Into::into).collect(),
            deadline: deadline(limit),
        }
    }

    /// Runs it; gives its standard output of at most so many bytes.
    pub(super) fn capture(&self, most: usize, listener: &mut dyn Listener) -> Result<Vec<u8>> {
        let mut child = Command::new(PROGRAM)
            .args(&self.arguments)
            // Its messages in English, which is what is read here.
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| Error::new(Code::ScanProgramMissing).detail(PROGRAM).caused_by(e))?;
        let (output, messages) = (child.stdout.take(), child.stderr.take());
        let outcome = match (output, messages) {
            (Some(output), Some(messages)) => {
                self.follow(&mut child, output, messages, most, listener)
            }
            _ => Err(Code::ScanProgramMissing.into()),
        };
        if outcome.is_err() {
            put_away(child);
        }
        outcome
    }

    fn follow(
        &self,
        child: &mut Child,
        output: ChildStdout,
        messages: ChildStderr,
        most: usize,
        listener: &mut dyn Listener,
    ) -> Result<Vec<u8>> {
        let (sender, receiver) = sync_channel(8);
        let theirs = sender.clone();
        let apart = |name: &str, work: Box<dyn FnOnce() + Send>| {
            let thread = Builder::new().name(name.to_owned()).spawn(work);
            thread.map_err(|e| Error::new(Code::ScanProgramMissing).caused_by(e))
        };
        apart("cie scan output", Box::new(move || pieces(output, &theirs)))?;
        apart(
            "cie scan messages",
            Box::new(move || lines(messages, &sender)),
        )?;
        let mut bytes = Vec::new();
        let mut complaint: Option<(Error, Instant)> = None;
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(News::Output(piece)) if bytes.len() + piece.len() <= most => bytes.extend(piece),
                Ok(News::Output(_)) => {
                    return Err(Error::new(Code::ScanTooLarge).detail(format!("over {most} bytes")));
                }
                Ok(News::Message(line)) => match trouble::of_line(&line) {
                    // The first says what happened, the others what follows from it.
                    Some(error) if complaint.is_none() => {
                        complaint = Some((error, Instant::now() + GRACE));
                    }
                    Some(_) => {}
                    None => listener.message(&line),
                },
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            match complaint {
                Some((error, until)) if Instant::now() >= until => return Err(error),
                _ => self.go_on(listener)?,
            }
        }
        loop {
            let status = child.try_wait();
            match status.map_err(|e| Error::new(Code::ScannerFailed).caused_by(e))? {
                Some(status) if status.success() => return Ok(bytes),
                Some(status) => {
                    let unsaid = || trouble::of_end(status.code());
                    return Err(complaint.map_or_else(unsaid, |(error, _)| error));
                }
                None => self.go_on(listener)?,
            }
            sleep(Duration::from_millis(5));
        }
    }

    fn go_on(&self, listener: &mut dyn Listener) -> Result<()> {
        if Instant::now() >= self.deadline {
            return Err(Error::new(Code::ScannerTimeout).detail(PROGRAM));
        }
        listener.look()
    }
}

fn pieces(mut output: impl Read, sender: &SyncSender<News>) {
    let mut piece = vec![0; PIECE];
    loop {
        match output.read(&mut piece) {
            Ok(0) => return,
            Ok(read) => {
                let bytes = piece.get(..read).unwrap_or_default().to_vec();
                if sender.send(News::Output(bytes)).is_err() {
                    return;
                }
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Messages end with a line end or, for progress, with a return.
fn lines(messages: impl Read, sender: &SyncSender<News>) {
    let mut messages = BufReader::new(messages);
    loop {
        let mut line = Vec::new();
        if !matches!(
            messages.by_ref().take(LINE).read_until(b'\n', &mut line),
            Ok(1..)
        ) {
            return;
        }
        for part in String::from_utf8_lossy(&line).split(['\r', '\n']) {
            let said = part.trim();
            if !said.is_empty() && sender.send(News::Message(said.to_owned())).is_err() {
                return;
            }
        }
    }
}

/// Kills the program and sees it off; one that does not go is waited for elsewhere.
fn put_away(mut child: Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let given_up = Instant::now() + LAST;
    while Instant::now() < given_up {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        sleep(Duration::from_millis(5));
    }
    let waiting = Builder::new().name("cie scan end".to_owned());
    // Without a thread it stays with the system until this process ends.
    let _ = waiting.spawn(move || child.wait());
}
