//! Many comuni in one process: tenants, their limits, their share of the threads, their figures.
//!
//! A vendor hosts hundreds of comuni. Each is a tenant: a registry, a profile, keys, limits and a
//! journal of its own, told apart by service path, by port, or by the ISTAT code in the message. A
//! [`Host`] knows them and works for them; [`http`](crate::http) brings requests to it, so do the
//! folders of [`ftp`](crate::ftp) ([`Host::folder_exchange`]), and so may any other transport, through
//! [`Host::exchange`].
//!
//! What a tenant needs is opened by an [`Opener`], so that this crate knows no store.

pub mod config;
mod endpoint;
mod folders;
mod health;
mod host;
mod log;
mod metrics;
mod network;
mod password;
mod pool;
mod routes;
mod spec;
mod tenant;

pub use endpoint::{Answered, Document, Endpoint};
pub use folders::HostedFolder;
pub use health::Health;
pub(crate) use host::Now;
pub use host::{Host, HostOptions};
pub use log::{Log, LogEvent, NoLog, Refusal};
pub use network::{AllowList, Network};
pub use password::{BasicUsers, PasswordDigest};
pub(crate) use routes::{Shared, Target};
pub use spec::{
    Access, AlwaysOpen, ByComune, ComuneFrom, Opener, Route, TenantId, TenantLimits, TenantSpec,
};
pub use tenant::TenantState;
pub(crate) use tenant::{Admission, Tenant};
