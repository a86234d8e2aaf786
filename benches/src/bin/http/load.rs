//! Connections that ask one question after another, and how long each took.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub struct Load {
    pub count: f64,
    pub rate: f64,
    pub p50: f64,
    pub p99: f64,
}

/// The body of one whole response, which must be a 200.
async fn response(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<usize> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
        let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end]).ok()?;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let mut lines = head.lines();
        let length = lines.find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.parse::<usize>().ok())?
        })?;
        while buffer.len() < end + 4 + length {
            if stream.read_buf(buffer).await.ok()? == 0 {
                return None;
            }
        }
        return Some(end + 4);
    }
}

/// One question, one answer.
pub async fn ask(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("a server");
    stream
        .write_all(request)
        .await
        .expect("a server that listens");
    let mut buffer = Vec::new();
    let body = response(&mut stream, &mut buffer).await.expect("an answer");
    buffer.split_off(body)
}

/// So many connections for so long. `next` gives the questions; `size` is that of every answer, when
/// all are the same.
pub async fn run(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    next: Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>,
) -> Load {
    let counter = Arc::new(AtomicU64::new(0));
    let started = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (next, counter) = (Arc::clone(&next), Arc::clone(&counter));
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await.expect("a server");
                stream.set_nodelay(true).expect("a socket");
                let (mut buffer, mut times) = (Vec::with_capacity(8192), Vec::new());
                while started.elapsed() < time {
                    let request = next(counter.fetch_add(1, Ordering::Relaxed));
                    let sent = Instant::now();
                    stream
                        .write_all(&request)
                        .await
                        .expect("a server that listens");
                    response(&mut stream, &mut buffer).await.expect("an answer");
                    times.push(sent.elapsed().as_nanos() as u64);
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.expect("a connection that was served"));
    }
    let elapsed = started.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize] as f64 / 1e6;
    Load {
        count: times.len() as f64,
        rate: times.len() as f64 / elapsed,
        p50: at(0.5),
        p99: at(0.99),
    }
}

/// Connections that were served once and stay.
pub async fn idle(address: SocketAddr, count: usize, request: &[u8]) -> Vec<TcpStream> {
    let (mut held, mut buffer) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let mut stream = TcpStream::connect(address)
            .await
            .expect("room for one more");
        stream
            .write_all(request)
            .await
            .expect("a server that listens");
        response(&mut stream, &mut buffer).await.expect("an answer");
        held.push(stream);
    }
    held
}
