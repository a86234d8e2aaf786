//! Options of the client.

use std::time::Duration;

use crate::codec::Limits;

/// Options of a [`Workstation`](super::Workstation).
#[derive(Clone, Debug)]
pub struct WorkstationOptions {
    /// Longest time to connect.
    pub connect_timeout: Duration,
    /// Longest time for one attempt, connection included.
    pub timeout: Duration,
    /// Attempts in all, when the connector is unavailable. The same bytes, hence the same
    /// operation identifier, are sent each time.
    pub attempts: u32,
    /// Pause before the second attempt; it doubles before each further one.
    pub backoff: Duration,
    /// Longest pause between attempts.
    pub max_backoff: Duration,
    /// Bounds on the answer.
    pub limits: Limits,
}

impl Default for WorkstationOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(40),
            attempts: 3,
            backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(10),
            limits: Limits::default(),
        }
    }
}
