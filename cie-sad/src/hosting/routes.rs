//! From listener, path and comune to a tenant.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use cie_core::exchange::{Anomaly, Outcome};

use super::pool::{LaneId, Pool};
use super::tenant::Tenant;
use super::{Answered, ComuneFrom, Route, TenantId};
use crate::codec::{Refusal, encode_refusal};
use crate::connector::codes;
use crate::profile::Profile;
use crate::{Code, Error, Result};

/// Where a request goes.
#[derive(Clone)]
pub(crate) enum Target {
    /// To this tenant.
    Tenant(Arc<Tenant>),
    /// To one of several; their messages say to which.
    Shared(Arc<Shared>),
}

/// A path that tenants share.
pub(crate) struct Shared {
    pub(crate) profile: Arc<Profile>,
    pub(crate) from: ComuneFrom,
    pub(super) lane: LaneId,
    guests: RwLock<Guests>,
}

/// The tenants of a shared path, and the widest of their limits: their own are checked later.
#[derive(Default)]
struct Guests {
    comuni: HashMap<String, Arc<Tenant>>,
    body_bytes: usize,
    time: Duration,
}

impl Guests {
    fn widen(&mut self) {
        let limits = || self.comuni.values().map(|tenant| &tenant.spec.limits);
        let bytes = limits().map(|limits| limits.body_bytes).max();
        let time = limits().map(|limits| limits.time).max();
        (self.body_bytes, self.time) = (bytes.unwrap_or(0), time.unwrap_or_default());
    }

    /// Whether nobody but this tenant is there.
    fn only(&self, id: Option<&TenantId>) -> bool {
        self.comuni
            .values()
            .all(|tenant| Some(&tenant.spec.id) == id)
    }
}

impl Shared {
    fn read(&self) -> RwLockReadGuard<'_, Guests> {
        self.guests.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Guests> {
        self.guests.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn tenant(&self, istat: &str) -> Option<Arc<Tenant>> {
        self.read().comuni.get(istat).cloned()
    }

    /// The refusal of a message that cannot be read, or is for a comune that is not served here.
    pub(crate) fn unknown_comune(&self) -> Answered {
        let anomaly = Anomaly::error(codes::OTHER_COMUNE, "Comune non servito o non leggibile");
        let refusal = Refusal {
            operation_id: None,
            sender: None,
            recipient: None,
            anomalies: vec![anomaly],
        };
        let body = encode_refusal(&self.profile, &refusal);
        let media_type = crate::carriage::message_type(self.profile.charset());
        Answered {
            status: 400,
            codes: vec![codes::OTHER_COMUNE.to_owned()],
            ..Answered::new(
                media_type,
                body.map(|body| body.bytes).unwrap_or_default(),
                Outcome::Error,
            )
        }
    }

    pub(crate) fn body_bytes(&self) -> usize {
        self.read().body_bytes
    }

    pub(crate) fn time(&self) -> Duration {
        self.read().time
    }
}

type Door = (Option<String>, String);

/// Messages of a shared path that are read at once, to see whose they are.
const READ_AT_ONCE: usize = 4;

#[derive(Default)]
pub(super) struct Routes {
    doors: HashMap<Door, Target>,
}

fn door(route: &Route) -> Door {
    (route.listener.clone(), route.path.clone())
}

impl Routes {
    pub(super) fn find(&self, listener: &str, path: &str) -> Option<&Target> {
        let own = (Some(listener.to_owned()), path.to_owned());
        self.doors
            .get(&own)
            .or_else(|| self.doors.get(&(None, own.1)))
    }

    pub(super) fn check(&self, route: &Route, replaced: Option<&TenantId>) -> Result<()> {
        route.check()?;
        let taken = |what: &'static str| Err(Error::new(Code::RouteTaken).detail(what));
        match (self.doors.get(&door(route)), &route.comune) {
            (None, _) => Ok(()),
            (Some(Target::Tenant(other)), _) if Some(&other.spec.id) == replaced => Ok(()),
            (Some(Target::Tenant(_)), _) => taken("path"),
            (Some(Target::Shared(shared)), Some(by)) => {
                let same = shared.from == by.from && shared.profile == by.profile;
                let guests = shared.read();
                if !same && !guests.only(replaced) {
                    return taken("a shared path has one profile and one way of naming the comune");
                }
                match guests.comuni.get(&by.istat) {
                    Some(other) if Some(&other.spec.id) != replaced => taken("ISTAT code"),
                    _ => Ok(()),
                }
            }
            (Some(Target::Shared(shared)), None) if shared.read().only(replaced) => Ok(()),
            (Some(Target::Shared(_)), None) => taken("path"),
        }
    }

    pub(super) fn add(&mut self, route: &Route, tenant: &Arc<Tenant>, pool: &Pool) {
        let door = door(route);
        let Some(by) = &route.comune else {
            self.doors.insert(door, Target::Tenant(Arc::clone(tenant)));
            return;
        };
        let shared = match self.doors.get(&door) {
            Some(Target::Shared(shared)) => Arc::clone(shared),
            _ => {
                let shared = Arc::new(Shared {
                    profile: Arc::clone(&by.profile),
                    from: by.from,
                    lane: pool.lane(READ_AT_ONCE),
                    guests: RwLock::default(),
                });
                self.doors.insert(door, Target::Shared(Arc::clone(&shared)));
                shared
            }
        };
        let mut guests = shared.write();
        let limits = &tenant.spec.limits;
        guests.body_bytes = guests.body_bytes.max(limits.body_bytes);
        guests.time = guests.time.max(limits.time);
        guests.comuni.insert(by.istat.clone(), Arc::clone(tenant));
    }

    pub(super) fn remove(&mut self, route: &Route, id: &TenantId, pool: &Pool) {
        let door = door(route);
        let empty = match self.doors.get(&door) {
            Some(Target::Tenant(tenant)) => tenant.spec.id == *id,
            Some(Target::Shared(shared)) => {
                let mut guests = shared.write();
                guests.comuni.retain(|_, tenant| tenant.spec.id != *id);
                guests.widen();
                if guests.comuni.is_empty() {
                    pool.close(shared.lane);
                }
                guests.comuni.is_empty()
            }
            None => false,
        };
        if empty {
            self.doors.remove(&door);
        }
    }
}
