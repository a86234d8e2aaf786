//! Whether the connector of the comune's registry is there and ready.

use std::sync::Arc;
use std::time::Duration;

use cie_core::lang::Text;
use cie_core::rule::workstation as rules;

use super::address::Address;
use super::endpoint::offline;
use super::route::Route;
use super::trouble::Trouble;
use crate::doctor::{Check, Finding, Said, Verdict};

const WHY: Text = Text {
    it: "i dati del cittadino arrivano dall'anagrafe attraverso il connettore SAD",
    en: "the citizen's data come from the registry through the SAD connector",
};
/// Where a connector of this project says how it is; others do not know the page.
const READY: &str = "/health/ready";

/// Asks the connector whether it is ready, and whether it knows the path of the exchange. No
/// citizen's data are asked for. The registry is in the comune's own network: no proxy is used.
#[derive(Debug)]
pub struct ConnectorCheck {
    url: Address,
    route: Arc<Route>,
}

impl ConnectorCheck {
    /// A check of the connector at this address, such as `http://10.0.0.5:8080/sad`.
    #[must_use]
    pub fn new(url: Address, route: &Route) -> Self {
        let route = Arc::new(Route {
            proxy: None,
            ..route.clone()
        });
        Self { url, route }
    }

    fn finding(&self, verdict: Verdict, found: Said) -> Finding {
        let source = rules::APR_PARAMETERS.source;
        Finding::new(self.id(), self.what(), verdict, found).because(WHY, source)
    }

    fn ask(&self, limit: Duration) -> Result<Finding, Trouble> {
        let ready = self.route.head(&self.url.at(READY), "GET", limit / 2)?;
        if ready.status == 503 {
            let finding = self.finding(
                Verdict::Failed,
                said!("risponde, ma non è pronto (503)" / "it answers, but is not ready (503)"),
            );
            return Ok(finding.fact("ready", false).todo(said!(
                "guardare il registro del connettore: anagrafe o archivio non rispondono"
                    / "look at the connector's log: registry or store do not answer"
            )));
        }
        // A question without content is no exchange: every connector refuses it.
        let path = self.route.head(&self.url, "GET", limit / 2)?;
        let told = ready.status == 200;
        let finding = match path.status {
            404 => self
                .finding(
                    Verdict::Failed,
                    said!(
                        "risponde, ma non conosce il percorso (404)"
                            / "it answers, but does not know the path (404)"
                    ),
                )
                .todo(said!(
                    "controllare il percorso del servizio dato all'installazione"
                        / "check the path of the service given at the installation"
                )),
            500..=599 => self
                .finding(
                    Verdict::Failed,
                    said!(
                        "errore del connettore ({0})" / "error of the connector ({0})",
                        path.status
                    ),
                )
                .todo(said!(
                    "guardare il registro del connettore" / "look at the connector's log"
                )),
            401 | 403 => self
                .finding(
                    Verdict::Warning,
                    said!(
                        "risponde e chiede credenziali ({0})"
                            / "it answers and wants credentials ({0})",
                        path.status
                    ),
                )
                .todo(said!(
                    "provarlo con 'cie connector ask' dalla postazione ammessa"
                        / "try it with 'cie connector ask' from the workstation that is let in"
                )),
            _ if told => self.finding(Verdict::Ok, said!("pronto" / "ready")),
            _ => self.finding(
                Verdict::Ok,
                said!(
                    "risponde; non dice se è pronto"
                        / "it answers; it does not tell whether it is ready"
                ),
            ),
        };
        Ok(finding
            .fact("status", path.status)
            .fact("tells_ready", told))
    }
}

impl Check for ConnectorCheck {
    fn id(&self) -> String {
        format!("connector.{}", self.url.authority())
    }

    fn what(&self) -> Said {
        let url = &self.url;
        said!("connettore SAD {url}" / "SAD connector {url}")
    }

    fn run(&self, limit: Duration) -> Finding {
        if self.route.offline {
            return offline(self.finding(Verdict::NotChecked, Said::default()));
        }
        self.ask(limit).unwrap_or_else(|trouble| {
            let todo = said!(
                "controllare che il connettore sia avviato, l'indirizzo e il firewall"
                    / "check that the connector runs, the address and the firewall"
            );
            self.finding(Verdict::Failed, trouble.said())
                .todo(todo)
                .fact("step", trouble.step())
        })
    }
}
