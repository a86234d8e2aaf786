//! What lives on the thread of a module.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error as Cryptoki, RvError};
use cryptoki::session::Session;

use super::fault::{self, About};
use crate::{Code, Error, Result};

/// How long a module that another part of this program is just closing is waited for.
const CLOSING: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(20);

/// A card's open session. Dropping it closes it and, with it, the login.
pub(super) struct Open {
    pub(super) session: Session,
    pub(super) key: cryptoki::object::ObjectHandle,
    /// The PIN, where the key asks for it at the signature itself; used once.
    pub(super) pin: Option<cryptoki::types::AuthPin>,
}

/// The module and its open sessions; it never leaves its thread.
#[derive(Default)]
pub(super) struct Worker {
    context: Option<Pkcs11>,
    /// Whether this program's other parts still use the module when we are done.
    shared: bool,
    pub(super) open: BTreeMap<u64, Open>,
}

impl Worker {
    /// Opens the library and starts it; a second time, does nothing.
    pub(super) fn load(&mut self, path: &Path) -> Result<()> {
        if self.context.is_some() {
            return Ok(());
        }
        let step = "loading the module";
        let context = Pkcs11::new(path).map_err(|e| fault::of(e, step, About::Nothing))?;
        let started = Instant::now();
        loop {
            let arguments = CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK);
            match context.initialize(arguments) {
                Ok(()) => break,
                Err(Cryptoki::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {
                    if started.elapsed() >= CLOSING {
                        self.shared = true;
                        break;
                    }
                    sleep(PAUSE);
                }
                Err(error) => {
                    let detail = fault::of(error, "starting the module", About::Nothing);
                    return Err(Error::new(Code::ModuleUnavailable).caused_by(detail));
                }
            }
        }
        self.context = Some(context);
        Ok(())
    }

    pub(super) fn context(&self) -> Result<&Pkcs11> {
        self.context
            .as_ref()
            .ok_or_else(|| Code::ModuleUnavailable.into())
    }

    /// Closes every session: nobody waits for them any more.
    pub(super) fn forget(&mut self) {
        self.open.clear();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.forget();
        if let Some(context) = self.context.take().filter(|_| !self.shared) {
            // A module that does not want to end has nothing of ours left.
            let _ = context.finalize();
        }
    }
}
