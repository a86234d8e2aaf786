//! A program of somebody else at work: without a shell, within limits, and ended with everything that
//! waits for it.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

use crate::Error;

/// How often it is looked whether the program ended or is to be stopped.
const LOOK: Duration = Duration::from_millis(10);
/// How long a killed program may take to go before it is left to a thread.
const LAST: Duration = Duration::from_millis(500);
/// How much is read at a time.
const PIECE: usize = 64 << 10;
/// Longest line of a message, in bytes.
const LINE: u64 = 4096;

/// What a program may do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// When it has to have ended.
    pub(crate) until: Instant,
    /// Most bytes of its standard output.
    pub(crate) most: usize,
    /// What is beyond is dropped; otherwise it is an error.
    pub(crate) spill: bool,
    /// How long after its end a child of its own may hold the output open.
    pub(crate) rest: Duration,
    /// What it starts is killed with it, where the system can; then the terminal's Ctrl-C does not
    /// reach it.
    pub(crate) alone: bool,
}

/// Who hears of a run while it goes on; an error ends it.
pub(crate) trait Listener {
    /// The program wrote a line to its standard error, which is dropped unless somebody wants it.
    fn message(&mut self, _: &str) {}

    /// Whether messages are wanted.
    fn listens(&self) -> bool {
        false
    }

    /// Asked many times a second.
    fn look(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// Nobody.
pub(crate) struct Nobody;

impl Listener for Nobody {}

/// A program that ended by itself.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// What it wrote to its standard output.
    pub(crate) output: Vec<u8>,
}

/// Why there is nothing to be had from a program.
#[derive(Debug)]
pub(crate) enum Trouble {
    NotStarted(io::Error),
    /// Time was up; it was killed.
    Late,
    /// It wrote too much, and was killed.
    TooMuch,
    /// Its output or its end cannot be known.
    Lost(io::Error),
    /// The listener ended it.
    Stopped(Error),
}

/// How a program ended, in words for the particulars of an error.
pub(crate) fn ending(status: ExitStatus) -> String {
    status
        .code()
        .map_or_else(|| "killed".to_owned(), |code| format!("status {code}"))
}

/// Runs a program to its end.
pub(crate) fn run(
    mut command: Command,
    limits: Limits,
    listener: &mut dyn Listener,
) -> Result<Ended, Trouble> {
    let messages = if listener.listens() {
        Stdio::piped()
    } else {
        Stdio::null()
    };
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(messages);
    if limits.alone {
        lead_a_group(&mut command);
    }
    let child = command.spawn().map_err(Trouble::NotStarted)?;
    let mut running = Running {
        child: Some(child),
        alone: limits.alone,
    };
    running.follow(limits, listener)
}

enum News {
    Output(Vec<u8>),
    Message(String),
    Lost(io::Error),
}

/// A program at work, killed with this value unless it has ended.
struct Running {
    child: Option<Child>,
    alone: bool,
}

impl Running {
    fn follow(&mut self, limits: Limits, listener: &mut dyn Listener) -> Result<Ended, Trouble> {
        let gone = || Trouble::Lost(io::ErrorKind::NotFound.into());
        let child = self.child.as_mut().ok_or_else(gone)?;
        let (sender, news) = sync_channel(8);
        let output = child.stdout.take().ok_or_else(gone)?;
        let theirs = sender.clone();
        apart(move || pieces(output, &theirs))?;
        if let Some(messages) = child.stderr.take() {
            let theirs = sender.clone();
            apart(move || lines(messages, &theirs))?;
        }
        drop(sender);

        let mut bytes = Vec::new();
        let mut open = true;
        let mut ended: Option<(ExitStatus, Instant)> = None;
        loop {
            if ended.is_none() {
                let status = child.try_wait().map_err(Trouble::Lost)?;
                ended = status.map(|status| (status, Instant::now()));
            }
            let now = Instant::now();
            match ended {
                Some((status, since)) if !open || now >= since + limits.rest => {
                    return Ok(Ended {
                        status,
                        output: bytes,
                    });
                }
                _ if now >= limits.until => return Err(Trouble::Late),
                _ => listener.look().map_err(Trouble::Stopped)?,
            }
            let pause = LOOK.min(limits.until.saturating_duration_since(now));
            if !open {
                sleep(pause);
                continue;
            }
            match news.recv_timeout(pause) {
                Ok(News::Output(mut piece)) => {
                    let room = limits.most.saturating_sub(bytes.len());
                    if piece.len() > room && !limits.spill {
                        return Err(Trouble::TooMuch);
                    }
                    piece.truncate(room);
                    bytes.append(&mut piece);
                }
                Ok(News::Message(line)) => listener.message(&line),
                Ok(News::Lost(error)) => return Err(Trouble::Lost(error)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => open = false,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(mut child) = self.child.take() else {
            return;
        };
        // Reaped already: its number may be somebody else's by now.
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        if self.alone {
            kill_the_group(&child);
        }
        let _ = child.kill();
        let given_up = Instant::now() + LAST;
        while Instant::now() < given_up {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            sleep(LOOK);
        }
        // Without a thread it stays with the system until this process ends.
        let _ = apart(move || {
            let _ = child.wait();
        });
    }
}

/// Work on a thread of its own, which ends with the pipe that it reads.
fn apart(work: impl FnOnce() + Send + 'static) -> Result<(), Trouble> {
    let started = Builder::new().name("cie program".to_owned()).spawn(work);
    started.map(|_| ()).map_err(Trouble::NotStarted)
}

fn pieces(mut output: impl Read, sender: &SyncSender<News>) {
    let mut buffer = vec![0; PIECE];
    loop {
        let news = match output.read(&mut buffer) {
            Ok(0) => return,
            Ok(read) => News::Output(buffer.get(..read).unwrap_or_default().to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => News::Lost(error),
        };
        let last = matches!(news, News::Lost(_));
        if sender.send(news).is_err() || last {
            return;
        }
    }
}

/// Messages end with a line end or, for progress, with a return.
fn lines(messages: impl Read, sender: &SyncSender<News>) {
    let mut messages = BufReader::new(messages);
    loop {
        let mut line = Vec::new();
        let read = messages.by_ref().take(LINE).read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) {
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

/// Puts the program at the head of a group of its own, so that what it starts can be ended with it.
#[cfg(target_os = "linux")]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(target_os = "linux"))]
fn lead_a_group(_: &mut Command) {}

#[cfg(target_os = "linux")]
fn kill_the_group(child: &Child) {
    let group = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    if let Some(group) = group {
        // It may have gone meanwhile.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}

#[cfg(not(target_os = "linux"))]
fn kill_the_group(_: &Child) {}
