//! A server that hands every body to a function.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode};
use axum::routing::post;
use cie_sad::connector::Connector;
use tokio::sync::oneshot;

/// Status, content type, body.
pub(crate) type Said = (u16, &'static str, Vec<u8>);
/// What answers a body.
pub(crate) type Handler = Arc<dyn Fn(&[u8]) -> Said + Send + Sync>;

/// The content type of answers.
pub(crate) const XML: &str = "text/xml; charset=utf-8";

/// An HTTP server that hands every body to a function.
pub(crate) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(handler: Handler) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let exchange = move |body: Bytes| {
                    let handler = Arc::clone(&handler);
                    async move {
                        let work = tokio::task::spawn_blocking(move || handler(&body));
                        let (status, kind, body) = work.await.unwrap();
                        let mut response = Response::new(Body::from(body));
                        *response.status_mut() = StatusCode::from_u16(status).unwrap();
                        response
                            .headers_mut()
                            .insert("content-type", kind.parse().unwrap());
                        response
                    }
                };
                let limit = axum::extract::DefaultBodyLimit::max(64 * 1024 * 1024);
                let app = axum::Router::new()
                    .route("/sad", post(exchange))
                    .layer(limit);
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let server = axum::serve(listener, app).with_graceful_shutdown(async {
                    let _ = stopped.await;
                });
                server.await.unwrap();
            });
        });
        Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/sad", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

/// What a sound connector says.
pub(crate) fn answer(connector: &Connector, body: &[u8]) -> Said {
    let reply = connector.handle(body);
    (if reply.readable { 200 } else { 400 }, XML, reply.body)
}
