//! Whether a device that was configured is there and works.

use std::sync::Arc;
use std::time::Duration;

use cie_core::lang::Text;
use cie_core::rule::workstation as rules;

use crate::devices::{Device, DeviceState};
use crate::doctor::{Check, Finding, Said, Verdict};

const WHY: Text = Text {
    it: "è nella dotazione della postazione: senza, una parte della richiesta non si acquisisce",
    en: "it belongs to the workstation: without it a part of the request is not taken",
};

/// Tries a device of the workstation's file of devices.
pub struct DeviceCheck(Arc<dyn Device>);

impl DeviceCheck {
    /// A check of this device.
    #[must_use]
    pub fn new(device: Arc<dyn Device>) -> Self {
        Self(device)
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::POWER.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }
}

impl Check for DeviceCheck {
    fn id(&self) -> String {
        format!("device.{}", self.0.name())
    }

    fn what(&self) -> Said {
        let (name, kind) = (self.0.name(), self.0.kind().title());
        Said::new(format!("{} {name}", kind.it), format!("{} {name}", kind.en))
    }

    fn run(&self, limit: Duration) -> Finding {
        match self.0.probe(limit) {
            Ok(probed) => {
                let verdict = match probed.state {
                    DeviceState::Ready | DeviceState::Empty => Verdict::Ok,
                    DeviceState::Busy => Verdict::Warning,
                    DeviceState::Untestable => Verdict::NotChecked,
                };
                let mut finding = self.finding(verdict, probed.said);
                finding.facts = probed.facts;
                match verdict {
                    Verdict::Warning => finding.todo(said!(
                        "chiudere gli altri programmi che usano il dispositivo"
                            / "close other programs that use the device"
                    )),
                    _ => finding,
                }
            }
            Err(error) => {
                let verdict = match error.code() {
                    crate::Code::DeviceNotBuilt => Verdict::NotChecked,
                    _ => Verdict::Failed,
                };
                self.finding(verdict, crate::doctor::trouble(&error))
                    .todo(crate::doctor::fix(&error))
            }
        }
    }
}

impl std::fmt::Debug for DeviceCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeviceCheck({})", self.0.name())
    }
}
