//! The workstation's side: asks a connector, tells it of cards.

mod client;
mod options;
mod tls;

pub(crate) use client::settle;
pub use client::{Exchange, Workstation};
pub use options::{ClientTls, Retry, WorkstationOptions};
