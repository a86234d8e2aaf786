//! One connection, from its acceptance to its end.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio_rustls::server::TlsStream;

use super::ServerTls;
use super::exchange::{Front, Origin, answer};
use super::guard::{Guarded, Patience, Phase};
use crate::hosting::Refusal;

/// Longest heading.
const HEAD_BYTES: usize = 32 << 10;
/// A connection without a request for between this long and twice as long rests.
const REST: Duration = Duration::from_millis(100);
/// Most fields of a heading.
const HEAD_FIELDS: usize = 64;

/// Counts itself while it lives.
struct Open(
    Arc<Front>,
    #[expect(dead_code, reason = "held")] OwnedSemaphorePermit,
);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.host.metrics().disconnected();
    }
}

pub(super) async fn serve(
    front: Arc<Front>,
    listener: Arc<str>,
    tls: Option<ServerTls>,
    (stream, peer): (TcpStream, SocketAddr),
    permit: OwnedSemaphorePermit,
    mut stop: watch::Receiver<bool>,
) {
    front.host.metrics().connected();
    let _open = Open(Arc::clone(&front), permit);
    // Answers are written whole: waiting to fill packets only delays them.
    let _ = stream.set_nodelay(true);
    let origin = Origin {
        listener,
        peer: peer.ip().to_canonical(),
    };
    if !wait(&front, &stream, &mut stop).await {
        return;
    }
    match tls {
        None => drive(front, origin, stream, stop).await,
        Some(tls) => {
            let handshake = tls.acceptor().accept(stream);
            match tokio::time::timeout(front.options.head_limit, handshake).await {
                Ok(Ok(stream)) => drive(front, origin, Box::new(stream), stop).await,
                _ => front.host.refused(Refusal::Tls, None, None),
            }
        }
    }
}

/// Ends when the server is told to stop, or is gone.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits for the first byte of something; false when the connection is over. Until then there is
/// nothing to keep but the socket.
async fn wait(front: &Front, stream: &TcpStream, stop: &mut watch::Receiver<bool>) -> bool {
    let silent = tokio::time::timeout(front.options.idle_limit, stream.readable());
    tokio::select! {
        first = silent => matches!(first, Ok(Ok(()))),
        () = stopped(stop) => false,
    }
}

/// A connection that knows its socket.
trait Socket {
    fn socket(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn socket(&self) -> &TcpStream {
        self
    }
}

impl Socket for Box<TlsStream<TcpStream>> {
    fn socket(&self) -> &TcpStream {
        self.get_ref().0
    }
}

async fn drive<S>(front: Arc<Front>, origin: Origin, mut stream: S, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Socket + Unpin + Send + 'static,
{
    let origin = Arc::new(origin);
    // The HTTP library keeps some 14 KiB for a connection. One that rests gives them back; what
    // comes next finds a new set.
    while let Some(rested) = serve_until_rest(&front, &origin, stream, &mut stop).await {
        stream = rested;
        if !wait(&front, stream.socket(), &mut stop).await {
            return;
        }
    }
}

/// Serves until the connection ends, or rests with nothing half-read.
async fn serve_until_rest<S>(
    front: &Arc<Front>,
    origin: &Arc<Origin>,
    stream: S,
    stop: &mut watch::Receiver<bool>,
) -> Option<S>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let options = &front.options;
    let patience = Patience {
        idle: options.idle_limit,
        head: options.head_limit,
        write: options.write_limit,
    };
    let phase = Phase::new();
    let host = front.host.clone();
    let cut = Box::new(move |reason| host.refused(reason, None, None));
    let stream = Guarded::new(stream, Arc::clone(&phase), patience, cut);
    let service = service_fn(|request| {
        phase.request();
        let (front, origin, phase) = (Arc::clone(front), Arc::clone(origin), Arc::clone(&phase));
        async move { Ok::<_, Infallible>(answer(&front, &origin, request, &phase).await) }
    });
    let mut connection = http1::Builder::new()
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .serve_connection(TokioIo::new(stream), service);
    let mut before = None;
    loop {
        // An error here is a client that broke off or was cut; whoever cut it counted it.
        tokio::select! {
            _ = &mut connection => return None,
            () = stopped(stop) => {
                std::pin::Pin::new(&mut connection).graceful_shutdown();
                let _ = connection.await;
                return None;
            }
            () = tokio::time::sleep(REST) => {}
        }
        let now = phase.requests_when_idle();
        if now.is_some() && now == before {
            break;
        }
        before = now;
    }
    let parts = connection.into_parts();
    // Half a heading, sent together with a request that was answered: nobody honest does that.
    let whole = parts.read_buf.is_empty();
    whole.then(|| parts.io.into_inner().into_inner())
}

/// Whether a connection from there is let in at all.
pub(super) fn is_welcome(front: &Front, peer: IpAddr) -> bool {
    front.options.allow.allows(peer.to_canonical())
}
