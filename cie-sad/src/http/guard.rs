//! A connection that is cut when its client takes too long.
//!
//! The HTTP library reads and writes through this. It knows what the connection is doing (waiting
//! for a request, reading a heading, answering) and lets each of these take so long and no longer.
//! Deadlines are counted from the first byte of a heading or answer, not from the last: a client
//! that sends or takes one byte now and then does not move them.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use crate::hosting::Refusal;

/// What a connection is doing, and how many requests it had.
pub(super) struct Phase(AtomicU8, AtomicU32);

const IDLE: u8 = 0;
const HEAD: u8 = 1;
const BUSY: u8 = 2;
/// The answer is with the HTTP library, which has not written all of it.
const LEAVING: u8 = 3;

impl Phase {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU8::new(IDLE), AtomicU32::new(0)))
    }

    /// A whole heading is there; from here the request has its own limits.
    pub(super) fn request(&self) {
        self.0.store(BUSY, Ordering::Relaxed);
        self.1.fetch_add(1, Ordering::Relaxed);
    }

    /// The requests so far, when none is in hand.
    pub(super) fn requests_when_idle(&self) -> Option<u32> {
        (self.get() == IDLE).then(|| self.1.load(Ordering::Relaxed))
    }

    /// The answer was handed over.
    pub(super) fn answer(&self) {
        self.0.store(LEAVING, Ordering::Relaxed);
    }

    fn get(&self) -> u8 {
        self.0.load(Ordering::Relaxed)
    }
}

/// How long each phase may take.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    pub(super) idle: Duration,
    pub(super) head: Duration,
    pub(super) write: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Nothing,
    Idle,
    Head,
    Write,
}

pub(super) struct Guarded<S> {
    stream: S,
    phase: Arc<Phase>,
    patience: Patience,
    wait: Wait,
    deadline: Instant,
    /// Runs to some deadline of the past or present: looking again when it ends is cheaper than
    /// setting it anew with every request.
    timer: Option<Pin<Box<Sleep>>>,
    cut: Box<dyn Fn(Refusal) + Send>,
}

impl<S> Guarded<S> {
    pub(super) fn new(
        stream: S,
        phase: Arc<Phase>,
        patience: Patience,
        cut: Box<dyn Fn(Refusal) + Send>,
    ) -> Self {
        Self {
            stream,
            phase,
            patience,
            wait: Wait::Nothing,
            deadline: Instant::now(),
            timer: None,
            cut,
        }
    }

    /// The connection itself.
    pub(super) fn into_inner(self) -> S {
        self.stream
    }

    /// Ready when what is waited for took too long.
    fn poll_wait(&mut self, wait: Wait, context: &mut Context<'_>) -> Poll<io::Error> {
        if self.wait != wait {
            self.wait = wait;
            self.deadline = Instant::now()
                + match wait {
                    Wait::Nothing => return Poll::Pending,
                    Wait::Idle => self.patience.idle,
                    Wait::Head => self.patience.head,
                    Wait::Write => self.patience.write,
                };
        }
        if wait == Wait::Nothing {
            return Poll::Pending;
        }
        let deadline = self.deadline;
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if timer.deadline() > deadline {
            timer.as_mut().reset(deadline);
        }
        while timer.as_mut().poll(context).is_ready() {
            if Instant::now() >= deadline {
                match wait {
                    Wait::Head => (self.cut)(Refusal::SlowHead),
                    Wait::Write => (self.cut)(Refusal::SlowReader),
                    Wait::Idle | Wait::Nothing => {}
                }
                return Poll::Ready(io::ErrorKind::TimedOut.into());
            }
            timer.as_mut().reset(deadline);
        }
        Poll::Pending
    }

    fn poll_write_wait<T>(
        &mut self,
        done: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        match done {
            Poll::Pending => self.poll_wait(Wait::Write, context).map(Err),
            done => done,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let done = Pin::new(&mut this.stream).poll_read(context, buffer);
        let phase = this.phase.get();
        match done {
            Poll::Ready(_) => {
                if phase == IDLE {
                    this.phase.0.store(HEAD, Ordering::Relaxed);
                }
                done
            }
            Poll::Pending => {
                let wait = match phase {
                    IDLE => Wait::Idle,
                    HEAD => Wait::Head,
                    // The handler has its own limits, and a slow reader is seen when writing.
                    _ if this.wait == Wait::Write => Wait::Write,
                    _ => Wait::Nothing,
                };
                this.poll_wait(wait, context).map(Err)
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.poll_write_wait(done, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.poll_write_wait(done, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(context);
        if matches!(done, Poll::Ready(Ok(()))) && self.phase.get() == LEAVING {
            self.phase.0.store(IDLE, Ordering::Relaxed);
            // The library has looked for the next request already and will not look again until
            // something comes: from here on the idle time runs.
            self.wait = Wait::Nothing;
            if let Poll::Ready(error) = self.poll_wait(Wait::Idle, context) {
                return Poll::Ready(Err(error));
            }
        }
        self.poll_write_wait(done, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(context);
        self.poll_write_wait(done, context)
    }
}
