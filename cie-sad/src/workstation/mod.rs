//! The workstation's side: asks a connector, tells it of cards.

mod client;
mod options;
mod tls;

pub use client::{Exchange, Workstation};
pub(crate) use client::{http_uri, settle};
pub use options::{ClientTls, Retry, WorkstationOptions};
