//! Whether the smart card service runs and has readers.

use std::time::Duration;

use cie_core::lang::Text;
use cie_core::rule::workstation as rules;

use crate::doctor::{Check, Finding, Said, Verdict};

const WHY: Text = Text {
    it: "la carta operatore e la CIE si leggono attraverso il servizio smart card",
    en: "the operator card and the CIE are read through the smart card service",
};

/// Looks for the system's smart card service and its readers. Where the program was built without
/// the feature `pcsc` the line says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadersCheck;

impl ReadersCheck {
    fn finding(self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::POWER.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }
}

impl Check for ReadersCheck {
    fn id(&self) -> String {
        "smart_cards".to_owned()
    }

    fn what(&self) -> Said {
        Said::new(
            "servizio smart card e lettori",
            "smart card service and readers",
        )
    }

    #[cfg(feature = "pcsc")]
    fn run(&self, limit: Duration) -> Finding {
        use crate::reader::{Patience, Readers};

        let found =
            Readers::connect_within(Patience::of(limit / 3)).and_then(|readers| readers.states());
        let states = match found {
            Ok(states) => states,
            Err(error) => {
                return self
                    .finding(Verdict::Failed, crate::doctor::trouble(&error))
                    .todo(crate::doctor::fix(&error));
            }
        };
        let count = states.len();
        if count == 0 {
            return self
                .finding(
                    Verdict::Failed,
                    said!("nessun lettore collegato" / "no reader connected"),
                )
                .todo(said!(
                    "collegare il lettore o la tastiera con lettore, e installarne il driver"
                        / "connect the reader or the keyboard with reader, and install its driver"
                ))
                .fact("readers", 0);
        }
        let cards = states
            .iter()
            .filter(|state| state.presence.has_card())
            .count();
        let names: Vec<&str> = states.iter().map(|state| state.name.as_str()).collect();
        let named = names.join(", ");
        let finding = if cards > 1 {
            self.finding(
                Verdict::Warning,
                said!(
                    "{count} lettori, {cards} carte inserite insieme: {named}"
                        / "{count} readers, {cards} cards inserted at once: {named}"
                ),
            )
            .todo(said!(
                "lasciare inserita una sola carta operatore: SCO e carta ANPR si disturbano"
                    / "leave one operator card inserted: SCO and ANPR card disturb each other"
            ))
        } else {
            self.finding(Verdict::Ok, said!("{count}: {named}" / "{count}: {named}"))
        };
        finding.fact("readers", count).fact("cards", cards)
    }

    #[cfg(not(feature = "pcsc"))]
    fn run(&self, _limit: Duration) -> Finding {
        super::pcsc::left_out(self.finding(Verdict::NotChecked, Said::default()))
    }
}

/// The line of a check that this build lacks.
#[cfg(not(all(feature = "pcsc", feature = "pkcs11")))]
pub(super) fn left_out(finding: Finding) -> Finding {
    Finding {
        found: said!(
            "questa versione del programma è compilata senza"
                / "this build of the program lacks it"
        ),
        ..finding
    }
    .todo(said!(
        "usare la versione completa del programma" / "use the full build of the program"
    ))
}
