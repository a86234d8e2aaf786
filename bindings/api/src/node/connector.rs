//! A connector whose registry is a JavaScript object.

use std::sync::Arc;

use napi::Env;
use napi::bindgen_prelude::{FnArgs, Function, Object};
use napi_derive::napi;

use super::registry::NodeRegistry;
use super::task::promise;
use super::thrown;
use crate::connector::{self, ConnectorConfig};
use crate::{Bytes, CardAnnulment, CardNotice, Query};

/// The connector beneath the package's class `Connector`.
#[napi]
pub struct NativeConnector(connector::Connector);

#[napi]
impl NativeConnector {
    /// With what calls the registry's methods; each is given a ticket, under which it answers.
    #[napi(constructor)]
    pub fn new(
        config: ConnectorConfig,
        find: Function<'_, FnArgs<(u32, Query)>, ()>,
        card_issued: Function<'_, FnArgs<(u32, CardNotice)>, ()>,
        card_annulled: Function<'_, FnArgs<(u32, CardAnnulment)>, ()>,
    ) -> napi::Result<Self> {
        let registry = NodeRegistry {
            find: find.build_threadsafe_function().weak::<true>().build()?,
            card_issued: card_issued
                .build_threadsafe_function()
                .weak::<true>()
                .build()?,
            card_annulled: card_annulled
                .build_threadsafe_function()
                .weak::<true>()
                .build()?,
        };
        let inner = connector::Connector::new(config, Arc::new(registry)).map_err(thrown)?;
        Ok(Self(inner))
    }

    /// Answers one message, off the event loop.
    #[napi(ts_return_type = "Promise<Reply>")]
    pub fn answer<'env>(&self, env: &'env Env, message: Bytes) -> napi::Result<Object<'env>> {
        let inner = self.0.clone();
        promise(env, move || inner.answer(&message.0))
    }

    /// Starts a server.
    #[napi]
    pub fn serve(&self) -> napi::Result<NativeServer> {
        Ok(NativeServer(Arc::new(self.0.serve().map_err(thrown)?)))
    }
}

/// The server beneath the package's class `Server`.
#[napi]
pub struct NativeServer(Arc<connector::Server>);

#[napi]
impl NativeServer {
    /// The address that workstations are given.
    #[napi(getter)]
    pub fn url(&self) -> String {
        self.0.url().into()
    }

    /// Stops listening, waits some seconds for the requests in hand, and ends.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn stop<'env>(&self, env: &'env Env) -> napi::Result<Object<'env>> {
        let server = Arc::clone(&self.0);
        promise(env, move || {
            server.stop();
            Ok(())
        })
    }
}
