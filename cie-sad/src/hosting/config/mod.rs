//! `apr.toml`: the connection of one comune, as a file.
//!
//! Circular 8/2017 asks each comune for the parameters of its connector: the type (`http` or `ftp`),
//! address and port, the service path, the two folders of FTP, and the pair of constants that say
//! "valid for travel". This file holds them, with what the circular leaves to the software: wire
//! profile, TLS, who may come in, limits, registry, store.
//!
//! Sections that belong to others (`registry`, `store`) are kept as they are, for whoever composes a
//! connector: see [`Section`].

mod apr;
mod ftp;
mod secret;
mod section;
mod security;
mod server;
mod source;
mod travel;

pub use apr::{AprConfig, Comune, ProfileChoice, Transport, UserDigest};
pub use ftp::{FtpClient, FtpFolders, FtpListen, FtpPlace};
pub use secret::SecretSource;
pub use section::Section;
pub use security::SecurityFiles;
pub use server::ServerConfig;
pub use travel::travel_constants;

pub use crate::profile::TravelConstants;
