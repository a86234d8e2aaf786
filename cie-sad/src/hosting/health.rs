//! How a host is: for `/health`, and for gauges.

use std::fmt::Write;

use super::metrics::Page;
use super::{TenantId, TenantState};

/// How a host is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// It is shutting down.
    pub stopping: bool,
    /// Tenants.
    pub tenants: usize,
    /// Tenants that are open.
    pub open: usize,
    /// Tenants whose registry or store failed the last time, or that cannot be opened.
    pub failing: usize,
    /// The first of those that fail.
    pub named: Vec<(TenantId, TenantState)>,
    /// Worker threads in use.
    pub busy: usize,
    /// Requests that wait for a worker.
    pub waiting: usize,
    /// Connections open.
    pub connections: u64,
}

impl Health {
    pub(super) const NAMED: usize = 20;

    /// Whether requests should be sent here. A host of many tenants is ready while any of them
    /// works: taking it out of service would punish those that do.
    #[must_use]
    pub fn ready(&self) -> bool {
        !self.stopping && (self.tenants == 0 || self.failing < self.tenants)
    }

    /// One word: `ok`, `degraded`, `failing` or `stopping`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (self.stopping, self.ready(), self.failing) {
            (true, ..) => "stopping",
            (_, false, _) => "failing",
            (_, _, 0) => "ok",
            _ => "degraded",
        }
    }

    /// The whole, as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Names of tenants are plain: nothing needs escaping.
        let mut named = String::new();
        for (at, (id, state)) in self.named.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(named, "{comma}\"{id}\":\"{}\"", state.name());
        }
        format!(
            "{{\"status\":\"{}\",\"ready\":{},\"tenants\":{},\"open\":{},\"failing\":{},\
             \"failing_tenants\":{{{named}}},\"busy\":{},\"waiting\":{},\"connections\":{}}}\n",
            self.word(),
            self.ready(),
            self.tenants,
            self.open,
            self.failing,
            self.busy,
            self.waiting,
            self.connections,
        )
    }

    pub(super) fn write(&self, out: &mut Page) {
        for (name, help, value) in [
            ("cie_sad_tenants", "Tenants.", self.tenants),
            ("cie_sad_tenants_open", "Tenants that are open.", self.open),
            (
                "cie_sad_tenants_failing",
                "Tenants that fail.",
                self.failing,
            ),
            ("cie_sad_workers_busy", "Worker threads in use.", self.busy),
            (
                "cie_sad_requests_waiting",
                "Requests that wait for a worker.",
                self.waiting,
            ),
        ] {
            out.family(name, "gauge", help);
            out.sample(name, &[], value as u64);
        }
    }
}
