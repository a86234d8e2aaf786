//! Reading a body, within bounds.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body as _, Bytes, Incoming};

use crate::hosting::Refusal;

/// Bytes that all bodies in memory may take together.
pub(super) struct Budget {
    most: usize,
    taken: AtomicUsize,
}

/// A share of the budget; given back when dropped.
struct Charge {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Budget {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            taken: AtomicUsize::new(0),
        })
    }
}

impl Charge {
    fn add(&mut self, bytes: usize) -> bool {
        let before = self.budget.taken.fetch_add(bytes, Ordering::Relaxed);
        self.bytes += bytes;
        before.saturating_add(bytes) <= self.budget.most
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        self.budget.taken.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// A body that was read. Clones share the bytes.
#[derive(Clone)]
pub(super) struct Read {
    bytes: Bytes,
    _charge: Arc<Charge>,
}

impl AsRef<[u8]> for Read {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads the whole body.
pub(super) async fn read(
    body: &mut Incoming,
    limit: usize,
    budget: &Arc<Budget>,
    time: Duration,
) -> Result<Read, Refusal> {
    match tokio::time::timeout(time, collect(body, limit, budget)).await {
        Ok(read) => read,
        Err(_) => Err(Refusal::SlowBody),
    }
}

async fn collect(body: &mut Incoming, limit: usize, budget: &Arc<Budget>) -> Result<Read, Refusal> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Refusal::TooLarge);
    }
    let mut charge = Charge {
        budget: Arc::clone(budget),
        bytes: 0,
    };
    let mut first = Bytes::new();
    let mut rest: Vec<u8> = Vec::new();
    while let Some(frame) = body.frame().await {
        // Trailers are of no use here; a body that breaks off ends like one that never ends.
        let Ok(data) = frame.map_err(|_| Refusal::SlowBody)?.into_data() else {
            continue;
        };
        let length = first.len() + rest.len() + data.len();
        if length > limit {
            return Err(Refusal::TooLarge);
        }
        if !charge.add(data.len()) {
            return Err(Refusal::Busy);
        }
        // Most bodies come in one piece, which needs no copy.
        if first.is_empty() && rest.is_empty() {
            first = data;
        } else {
            if rest.is_empty() {
                rest.extend_from_slice(&std::mem::take(&mut first));
            }
            rest.extend_from_slice(&data);
        }
    }
    let bytes = if rest.is_empty() { first } else { rest.into() };
    Ok(Read {
        bytes,
        _charge: Arc::new(charge),
    })
}

/// Reads on for a moment without keeping anything: a client that is still sending when the
/// connection closes may never see the answer that says why.
pub(super) async fn discard(body: &mut Incoming) {
    const MOST: usize = 1 << 20;
    let reading = async {
        let mut read = 0;
        while let Some(Ok(frame)) = body.frame().await {
            read += frame.data_ref().map_or(0, Bytes::len);
            if read > MOST {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(Duration::from_millis(500), reading).await;
}
