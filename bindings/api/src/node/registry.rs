//! The registry of a connector in JavaScript: questions go to the event loop, answers come back under
//! a ticket.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use napi::Status;
use napi::bindgen_prelude::{FnArgs, JsValuesTupleIntoVec};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};

use crate::{CardAnnulment, CardEffect, CardNotice, Found, Query, Registry, RegistryFailure};

/// A method of the registry: called with a ticket and its argument. It does not keep the process
/// alive: the package's `Server` does, while it serves.
pub(super) type Method<A> =
    ThreadsafeFunction<FnArgs<(u32, A)>, (), FnArgs<(u32, A)>, Status, false, true>;

/// Nobody waits longer for JavaScript: the connector gave up long before.
const LONGEST: Duration = Duration::from_secs(660);

/// What JavaScript answered.
pub(super) enum Said {
    Found(Found),
    Effect(CardEffect),
    Failed(String),
}

/// Who waits for which ticket.
#[derive(Default)]
pub(super) struct Tickets(Mutex<(u32, HashMap<u32, SyncSender<Said>>)>);

impl Tickets {
    fn locked(&self) -> MutexGuard<'_, (u32, HashMap<u32, SyncSender<Said>>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw(&self) -> (u32, Receiver<Said>) {
        let (say, hear) = sync_channel(1);
        let mut all = self.locked();
        all.0 = all.0.wrapping_add(1);
        let ticket = all.0;
        all.1.insert(ticket, say);
        (ticket, hear)
    }

    /// Hands an answer to who waits for it, if somebody still does.
    pub(super) fn answer(&self, ticket: u32, said: Said) {
        let waiting = self.locked().1.remove(&ticket);
        if let Some(waiting) = waiting {
            // One that gave up has dropped its end.
            let _ = waiting.send(said);
        }
    }
}

/// The registry as the connector sees it.
pub(super) struct NodeRegistry {
    pub(super) find: Method<Query>,
    pub(super) card_issued: Method<CardNotice>,
    pub(super) card_annulled: Method<CardAnnulment>,
    pub(super) tickets: Arc<Tickets>,
}

impl NodeRegistry {
    fn ask<A: 'static>(&self, method: &Method<A>, argument: A) -> Result<Said, RegistryFailure>
    where
        FnArgs<(u32, A)>: JsValuesTupleIntoVec,
    {
        let (ticket, hear) = self.tickets.draw();
        let asked = method.call(
            (ticket, argument).into(),
            ThreadsafeFunctionCallMode::NonBlocking,
        );
        let said = match asked {
            Status::Ok => hear.recv_timeout(LONGEST).ok(),
            _ => None,
        };
        self.tickets.locked().1.remove(&ticket);
        said.ok_or_else(|| RegistryFailure("JavaScript did not answer".into()))
    }

    fn effect<A: 'static>(
        &self,
        method: &Method<A>,
        argument: A,
    ) -> Result<CardEffect, RegistryFailure>
    where
        FnArgs<(u32, A)>: JsValuesTupleIntoVec,
    {
        match self.ask(method, argument)? {
            Said::Effect(effect) => Ok(effect),
            Said::Failed(text) => Err(RegistryFailure(text)),
            Said::Found(_) => Err(RegistryFailure("not the effect of a notice".into())),
        }
    }
}

impl Registry for NodeRegistry {
    fn find(&self, query: Query) -> Result<Found, RegistryFailure> {
        match self.ask(&self.find, query)? {
            Said::Found(found) => Ok(found),
            Said::Failed(text) => Err(RegistryFailure(text)),
            Said::Effect(_) => Err(RegistryFailure("not what was found".into())),
        }
    }

    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, RegistryFailure> {
        self.effect(&self.card_issued, notice)
    }

    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, RegistryFailure> {
        self.effect(&self.card_annulled, annulment)
    }
}
