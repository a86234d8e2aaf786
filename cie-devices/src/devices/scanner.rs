//! Scanners on the network that speak eSCL.

use std::time::Duration;

use super::{Device, DeviceKind, Probed};
use crate::Result;

/// A scanner on the network, at the address of its eSCL service, such as `http://10.0.0.20/eSCL`.
#[derive(Clone, Debug)]
pub struct EsclScanner {
    pub(super) name: String,
    pub(super) url: String,
}

impl Device for EsclScanner {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        DeviceKind::Scanner
    }

    fn driver(&self) -> &str {
        "escl"
    }

    /// Asks for its status. It scans nothing.
    #[cfg(feature = "doctor")]
    fn probe(&self, limit: Duration) -> Result<Probed> {
        use super::DeviceState;
        use crate::doctor::{Address, LocalClock, Route};
        use crate::{Code, Error};

        let base: Address = self.url.parse()?;
        let page = base.at(&format!(
            "{}/ScannerStatus",
            base.path.trim_end_matches('/')
        ));
        // The scanner is in the office: no proxy, and nobody's verdict on its certificate is asked,
        // so the clock does not matter.
        let mut route = Route::direct(LocalClock::says(chrono::DateTime::UNIX_EPOCH));
        route.limit = limit;
        match route.head(&page, "GET", limit) {
            Ok(head) if head.status == 200 => Ok(Probed::new(
                DeviceState::Ready,
                said!("dice il proprio stato" / "it tells its status"),
            )),
            Ok(head) if head.status == 503 => {
                Ok(Probed::new(DeviceState::Busy, said!("occupato" / "busy")))
            }
            Ok(head) => {
                let detail = format!("HTTP status {}", head.status);
                Err(Error::new(Code::DeviceAnswer).detail(detail))
            }
            Err(trouble) => {
                let step = trouble.step();
                let code = match step {
                    "http" => Code::DeviceAnswer,
                    _ => Code::DeviceAbsent,
                };
                Err(Error::new(code).detail(format!("{}: {}", step, trouble.said().en)))
            }
        }
    }

    #[cfg(not(feature = "doctor"))]
    fn probe(&self, _limit: Duration) -> Result<Probed> {
        let url = &self.url;
        Err(crate::Error::new(crate::Code::DeviceNotBuilt).detail(format!("escl, {url}")))
    }
}
