//! A connector whose registry is an object of Kotlin or Swift.

use std::sync::Arc;
use std::time::Duration;

use super::{CallbackException, CieError};
use crate::connector::{self, ConnectorConfig, Reply};
use crate::{CallbackFailure, CardAnnulment, CardEffect, CardNotice, Found, Query};

/// The comune's registry (APR), as a connector asks it. Methods may be slow, are called from several
/// threads, and may be told the same thing again after a crash.
#[uniffi::export(with_foreign)]
pub trait Registry: Send + Sync {
    /// Looks a citizen up.
    ///
    /// # Errors
    /// Whatever kept the registry from answering; the workstation is told only that it failed.
    fn find(&self, query: Query) -> Result<Found, CallbackException>;

    /// Records that a card was issued.
    ///
    /// # Errors
    /// As for `find`.
    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, CallbackException>;

    /// Records that one card, and no other, was annulled or revoked.
    ///
    /// # Errors
    /// As for `find`.
    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, CallbackException>;
}

struct Foreign(Arc<dyn Registry>);

impl connector::Registry for Foreign {
    fn find(&self, query: Query) -> Result<Found, CallbackFailure> {
        Ok(self.0.find(query)?)
    }

    fn card_issued(&self, notice: CardNotice) -> Result<CardEffect, CallbackFailure> {
        Ok(self.0.card_issued(notice)?)
    }

    fn card_annulled(&self, annulment: CardAnnulment) -> Result<CardEffect, CallbackFailure> {
        Ok(self.0.card_annulled(annulment)?)
    }
}

/// An APR connector over a registry of your own.
#[derive(uniffi::Object)]
pub struct Connector(connector::Connector);

#[uniffi::export]
impl Connector {
    /// A connector; its store is opened at once.
    ///
    /// # Errors
    /// `CIE-API-005` when the profile's file cannot be read; `CIE-SAD-…` when a profile is not sound;
    /// `CIE-STORE-…` when the store cannot be opened.
    #[uniffi::constructor]
    pub fn new(config: ConnectorConfig, registry: Arc<dyn Registry>) -> Result<Self, CieError> {
        Ok(Self(connector::Connector::new(
            config,
            Arc::new(Foreign(registry)),
        )?))
    }

    /// Answers one message, for programs that have a web server of their own.
    ///
    /// # Errors
    /// `CIE-API-001` alone: whatever is wrong with the message is told in the answer.
    pub fn answer(&self, message: Vec<u8>) -> Result<Reply, CieError> {
        Ok(self.0.answer(&message)?)
    }

    /// Starts a server on the address of the configuration.
    ///
    /// # Errors
    /// `CIE-SAD-301` when the address or port cannot be listened on; `CIE-SAD-302` when no thread can
    /// start; `CIE-SAD-303` for a path that is not absolute; `CIE-SAD-310` for a certificate or key that
    /// cannot be used.
    pub fn serve(&self) -> Result<Server, CieError> {
        Ok(Server(self.0.serve()?))
    }
}

/// A connector that is serving; it stops when it is closed or collected.
#[derive(uniffi::Object)]
pub struct Server(connector::Server);

#[uniffi::export]
impl Server {
    /// The address that workstations are given.
    pub fn url(&self) -> String {
        self.0.url().into()
    }

    /// Stops listening, waits some seconds for the requests in hand, and ends.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Waits until the server was stopped, for so many milliseconds at most; whether it was.
    pub fn wait_stopped(&self, milliseconds: u32) -> bool {
        self.0.wait(Duration::from_millis(u64::from(milliseconds)))
    }
}
