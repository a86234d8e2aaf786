//! A connector behind HTTP.
//!
//! Plain HTTP, for the comune's own network, as SAD has always been installed. The server owns a
//! thread with its event loop, so that a synchronous program starts and stops it like a file.

mod options;
mod route;
mod server;

pub use options::ServerOptions;
pub use server::{ServerHandle, serve};
