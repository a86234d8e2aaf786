//! The exchange over FTP: requests are uploaded into one folder, answers downloaded from another.
//!
//! Circular 8/2017 of the Ministry of the Interior lets a comune choose FTP and asks it for the two
//! folders. How the files are named is not public: the profile says it
//! ([`FileNames`](crate::profile::FileNames)).
//!
//! The connector sees the folders as a [`Folder`]: directories of its machine, filled by an FTP
//! server that is there already ([`LocalFolder`]), or those of a server elsewhere
//! ([`RemoteFolder`]); with the feature `ftp-server` it can be that server itself
//! (module `server`). [`FolderWorkstation`] is the other side of either.
//!
//! [`FolderService`] serves them. What it promises:
//!
//! - A file that is still being written is not read: not while its name ends with the profile's
//!   temporary suffix, nor before its size and time stand still and its last tag closes the first.
//! - A request is claimed by moving it: several connectors never work on the same one.
//! - An answer appears at once and whole: it is written under a temporary name, made durable, then
//!   renamed.
//! - The request goes away after its answer is in place. A connector that dies in between is
//!   followed by one that takes its claims over; the log of answers gives the same answer again, and
//!   nothing is done twice.
//! - What cannot be read is answered with a refusal and moved aside, with the reason in a file.

mod access;
mod answer;
mod claim;
mod desk;
mod exchange;
mod folder;
mod local;
mod options;
mod remote;
#[cfg(feature = "ftp-server")]
pub mod server;
mod service;
mod session;
mod upkeep;
mod watch;
mod whole;
mod workstation;

pub use access::{FtpAccess, Security};
pub use desk::{Desk, Said};
pub use exchange::{FolderExchange, Look};
pub use folder::{Directories, Entry, Folder, Room};
pub use local::LocalFolder;
pub use options::{Answered, FolderOptions, Foreign};
pub use remote::RemoteFolder;
pub use service::{FolderService, Status};
pub use watch::{Event, NoWatch, Watch};
pub use workstation::{FolderWorkstation, FolderWorkstationOptions};
