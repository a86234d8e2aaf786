//! One connection, from its acceptance to its end.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::ServerTls;
use super::exchange::{Front, Origin, answer};
use super::guard::{Guarded, Patience, Phase};
use crate::hosting::Refusal;

/// Longest heading.
const HEAD_BYTES: usize = 32 << 10;
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
    // Until the first byte comes there is nothing to keep but the socket.
    let silent = tokio::time::timeout(front.options.idle_limit, stream.readable());
    tokio::select! {
        first = silent => if !matches!(first, Ok(Ok(()))) { return },
        () = stopped(&mut stop) => return,
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

async fn drive<S>(front: Arc<Front>, origin: Origin, stream: S, mut stop: watch::Receiver<bool>)
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
    let origin = Arc::new(origin);
    let service = service_fn(move |request| {
        phase.request();
        let (front, origin, phase) = (Arc::clone(&front), Arc::clone(&origin), Arc::clone(&phase));
        async move { Ok::<_, Infallible>(answer(&front, &origin, request, &phase).await) }
    });
    let connection = http1::Builder::new()
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // An error here is a client that broke off or was cut; whoever cut it counted it.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Whether a connection from there is let in at all.
pub(super) fn is_welcome(front: &Front, peer: IpAddr) -> bool {
    front.options.allow.allows(peer.to_canonical())
}
