//! Whether the driver of the operator cards loads and finds its readers.

use std::path::PathBuf;
use std::time::Duration;

use cie_core::lang::Text;

use crate::doctor::{Check, Finding, Said, Verdict};

const WHY: Text = Text {
    it: "l'operatore si autentica e firma con la carta operatore (SCO) attraverso questo modulo",
    en: "the operator logs in and signs with the operator card (SCO) through this module",
};
const SOURCE: &str = "circ. 8/2017 is silent; house rule";

/// Loads a PKCS#11 module and looks at its slots. No PIN is involved. Where the program was built
/// without the feature `pkcs11` the line says so.
#[derive(Clone, Debug)]
pub struct ModuleCheck {
    module: PathBuf,
}

impl ModuleCheck {
    /// A check of the module at this path, or of this name.
    pub fn new(module: impl Into<PathBuf>) -> Self {
        Self {
            module: module.into(),
        }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, SOURCE)
    }
}

impl Check for ModuleCheck {
    fn id(&self) -> String {
        format!("pkcs11.{}", self.module.display())
    }

    fn what(&self) -> Said {
        let module = self.module.display();
        said!("modulo PKCS#11 {module}" / "PKCS#11 module {module}")
    }

    #[cfg(feature = "pkcs11")]
    fn run(&self, limit: Duration) -> Finding {
        use crate::operator::pkcs11::{Limits, Module};

        let seen = Module::open(&self.module, Limits::all(limit / 3))
            .and_then(|module| Ok((module.slots()?, module.tokens()?)));
        let (slots, tokens) = match seen {
            Ok(seen) => seen,
            Err(error) => {
                return self
                    .finding(Verdict::Failed, crate::doctor::trouble(&error))
                    .todo(crate::doctor::fix(&error));
            }
        };
        let (slots, cards) = (slots.len(), tokens.len());
        let finding = if slots == 0 {
            self.finding(
                Verdict::Failed,
                said!("si carica, ma non vede lettori" / "it loads, but sees no reader"),
            )
            .todo(said!(
                "collegare il lettore; controllare che il modulo sia a 64 bit come il programma"
                    / "connect the reader; check that the module has as many bits as the program"
            ))
        } else {
            self.finding(
                Verdict::Ok,
                said!(
                    "si carica; lettori {slots}, carte {cards}"
                        / "it loads; readers {slots}, cards {cards}"
                ),
            )
        };
        finding.fact("slots", slots).fact("cards", cards)
    }

    #[cfg(not(feature = "pkcs11"))]
    fn run(&self, _limit: Duration) -> Finding {
        super::pcsc::left_out(self.finding(Verdict::NotChecked, Said::default()))
    }
}
