//! A connector, or a host of many, behind HTTP.
//!
//! Plain HTTP, for the comune's own network, as SAD has always been installed; or TLS, also mutual.
//! The server owns its threads, so that a synchronous program starts and stops it like a file.
//! Threads that read and write never wait for a registry: the host's workers do.
//!
//! What a client may take is bounded: time for a heading, a body, an answer; idle time; sizes;
//! connections. `/health` and `/metrics` say how it goes.

mod body;
mod connection;
mod exchange;
mod guard;
mod options;
mod request_id;
mod response;
mod server;
mod status;
mod tls;

pub use options::{FrontOptions, ServerOptions};
pub use server::{Listener, ServerHandle, serve, serve_host};
pub use tls::{ClientCertificates, ServerTls, TlsFiles};
