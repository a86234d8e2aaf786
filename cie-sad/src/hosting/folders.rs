//! Tenants whose requests come in by a folder.

use std::sync::Arc;
use std::time::Instant;

use cie_core::exchange::Outcome;

use super::{Host, LogEvent, TenantId};
use crate::codec::Limits;
use crate::connector::{Connector, MemoryAnswerLog};
use crate::ftp::{Desk, Event, Folder, FolderExchange, FolderOptions, Said, Watch};
use crate::profile::Profile;
use crate::registry::MemoryRegistry;
use crate::{Code, Error, Result};

/// A tenant whose requests come in by a folder.
#[derive(Clone, Debug)]
pub struct HostedFolder {
    /// Its name in the host.
    pub tenant: TenantId,
    /// Its profile, which also names the files.
    pub profile: Arc<Profile>,
    /// Bounds on a message: larger files are refused unread.
    pub message: Limits,
    /// Sender in the heading of answers, such as the ISTAT code.
    pub sender: String,
    /// How the folder is looked after.
    pub options: FolderOptions,
}

impl Host {
    /// An exchange that brings the requests of a folder to a tenant, and its answers back:
    /// [`FolderService::run`](crate::ftp::FolderService::run) serves it. Limits, figures and log of
    /// the tenant are the host's, as they are for HTTP.
    ///
    /// The place is not looked at yet. A tenant that is not there or too busy is asked again, as a
    /// registry that fails is. [`TenantState`](super::TenantState) says when the folder does not
    /// work.
    ///
    /// # Errors
    /// `CIE-SAD-302` when the machine has no randomness.
    pub fn folder_exchange(
        &self,
        folder: Box<dyn Folder>,
        hosted: HostedFolder,
    ) -> Result<FolderExchange> {
        let watch = Watching {
            host: self.clone(),
            tenant: hosted.tenant.clone(),
        };
        // Never asked anything: it writes the answer of whoever cannot answer.
        let (nobody, nothing) = (MemoryRegistry::default(), MemoryAnswerLog::default());
        let spare = Connector::new(hosted.profile, Arc::new(nobody), Arc::new(nothing))
            .with_limits(hosted.message)
            .with_sender(hosted.sender);
        let desk = HostDesk {
            host: self.clone(),
            tenant: hosted.tenant,
            spare,
        };
        let exchange = FolderExchange::later(folder, desk, hosted.options)?;
        Ok(exchange.with_watch(Arc::new(watch)))
    }
}

struct HostDesk {
    host: Host,
    tenant: TenantId,
    spare: Connector,
}

impl Desk for HostDesk {
    fn profile(&self) -> &Profile {
        self.spare.profile()
    }

    fn limits(&self) -> &Limits {
        self.spare.limits()
    }

    fn answer(&self, ticket: &str, message: &[u8]) -> Said {
        let started = Instant::now();
        // The tenant reads it as it reads the body of a request; a file is the message itself.
        let carrier = self.spare.profile().carrier();
        let body = crate::carriage::packed(carrier, message).into_owned();
        let answer = match self.host.exchange(&self.tenant, body) {
            Ok(answer) => answer,
            Err(error) => {
                // Whatever it is may pass: a tenant that is being replaced, a queue that is full.
                let cause = Error::new(Code::HostBusy).caused_by(error);
                return Said {
                    body: self.unavailable(),
                    outcome: Outcome::Error,
                    readable: true,
                    repeated: false,
                    cause: Some(cause),
                };
            }
        };
        self.host.log().event(&LogEvent::Answered {
            tenant: &self.tenant,
            request_id: ticket,
            answer: &answer,
            elapsed: started.elapsed(),
        });
        let body = if answer.body.is_empty() {
            self.unavailable()
        } else {
            answer.body
        };
        Said {
            body,
            outcome: answer.outcome,
            readable: answer.readable,
            repeated: answer.repeated,
            cause: answer.trouble.map(Error::new),
        }
    }

    fn unavailable(&self) -> Vec<u8> {
        self.spare.unavailable()
    }
}

struct Watching {
    host: Host,
    tenant: TenantId,
}

impl Watch for Watching {
    fn event(&self, event: &Event<'_>) {
        // A file that one cannot read says nothing of the folder.
        let works = match event {
            Event::Lost(_) => Some(false),
            Event::Recovered => Some(true),
            _ => None,
        };
        if let (Some(works), Some(tenant)) = (works, self.host.tenant(&self.tenant)) {
            tenant.set_cut_off(!works);
        }
        self.host.log().event(&LogEvent::Folder {
            tenant: &self.tenant,
            event,
        });
    }
}
