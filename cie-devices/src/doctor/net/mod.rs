//! What the workstation reaches on the network, step by step.

mod address;
mod clock;
mod connector;
mod endpoint;
mod http;
mod resolve;
mod route;
mod sntp;
mod throughput;
mod tls;
mod trouble;
mod wire;

pub use address::{Address, Scheme};
pub(crate) use address::{host_and_port, is_host};
pub use clock::{ClockCheck, ClockSource, ClockTolerance};
pub use connector::ConnectorCheck;
pub use endpoint::{EndpointCheck, Service};
pub use http::Head;
pub use resolve::{FixedResolver, Resolver, SystemResolver};
pub use route::{LocalClock, Route};
pub use sntp::Answer as SntpAnswer;
pub use throughput::{Direction, ThroughputCheck};
pub use tls::Authorities;
