//! An FTP server of one's own, for comuni that have none (feature `ftp-server`).
//!
//! It shows two folders and nothing else, takes files named as the profile names requests, gives
//! files named as it names answers, and keeps what is uploaded out of sight until it is whole.

mod accounts;
mod serve;
mod store;

pub use serve::{FtpServer, FtpServerOptions};
