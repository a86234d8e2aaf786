//! The SAD exchange between a comune's population registry and the CIE workstation.
//!
//! **What is official and what is not.** The specification of SAD 2.8 was published by the Ministry
//! of the Interior and is not public any more. This crate claims no conformance with its tag set.
//! What is public, and followed here, is: the four operations and their answers (interrogazione,
//! emissione, annullamento, revoca), the connection parameters of circolare 8/2017, and the
//! vocabulary of the ANPR schemas (`tipoDato`, CC BY 4.0). The default profile, `anpr`, borrows
//! element names from that vocabulary under a namespace of its own (`urn:cie:sad:anpr:1`), which
//! is this project's and nobody else's. The profile `piatto` is inferred from a few tags seen in
//! real messages and says so in its header.
//!
//! Operations are fixed, the wire is data: whoever holds the official specification writes a
//! [`profile::Profile`] (a TOML file checked on load, with positions) and changes no code.
//!
//! - [`profile`]: data that map the model of [`cie_core::exchange`] to a wire.
//! - [`codec`]: XML in and out, bounded, with positions.
//! - [`registry`]: the trait a vendor implements, and an in-memory registry.
//! - [`connector`]: the registry's side, bytes to bytes, no I/O.
//! - [`hosting`]: many comuni in one process.
//! - [`http`]: the connector behind HTTP.
//! - [`ftp`]: the connector behind folders, local or of an FTP server, and its client.
//! - [`workstation`]: the client.
//! - [`conformance`]: the kit that grades a connector, ours or anybody's.
//!
//! ```
//! use std::sync::Arc;
//! use cie_sad::connector::{Connector, MemoryAnswerLog};
//! use cie_sad::profile::Profile;
//! use cie_sad::registry::MemoryRegistry;
//!
//! let profile = Arc::new(Profile::anpr()?);
//! let registry = Arc::new(MemoryRegistry::default());
//! let connector = Connector::new(profile, registry, Arc::new(MemoryAnswerLog::default()));
//! let reply = connector.handle(b"<not-a-message/>");
//! assert!(reply.operation.is_none());
//! assert!(String::from_utf8_lossy(&reply.body).contains("EN489"));
//! # Ok::<(), cie_sad::Error>(())
//! ```

mod carriage;
pub mod codec;
pub mod conformance;
pub mod connector;
mod fault;
pub mod ftp;
pub mod hosting;
pub mod http;
mod pem;
pub mod profile;
pub mod registry;
pub mod soap;
pub mod workstation;

pub use fault::{Code, Error, Result};
