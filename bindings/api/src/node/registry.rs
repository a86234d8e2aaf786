//! The registry of a connector in JavaScript.

use napi::bindgen_prelude::FnArgs;

use super::{Method, ask};
use crate::{CallbackFailure, CardAnnulment, CardEffect, CardNotice, Found, Query, Registry};

/// The registry as the connector sees it.
pub(super) struct NodeRegistry {
    pub(super) find: Method<FnArgs<(u32, Query)>>,
    pub(super) card_issued: Method<FnArgs<(u32, CardNotice)>>,
    pub(super) card_annulled: Method<FnArgs<(u32, CardAnnulment)>>,
}

impl Registry for NodeRegistry {
    fn find(&self, query: Query) -> Result<Found, CallbackFailure> {
        ask(&self.find, |ticket| (ticket, query).into())
    }

    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, CallbackFailure> {
        ask(&self.card_issued, |ticket| (ticket, notice).into())
    }

    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, CallbackFailure> {
        ask(&self.card_annulled, |ticket| (ticket, annulment).into())
    }
}
