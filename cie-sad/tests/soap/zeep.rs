//! Python's zeep against our server, from the WSDL of the service.

use std::process::Command;
use std::sync::Arc;

use cie_core::exchange::Subject;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;

use crate::support::{sample, shared};
use crate::{peer, people};

/// What the peers must find: the same for every client.
pub(crate) const EXPECTED: [&str; 10] = [
    "RispostaCIE2 0000  z1 ROSSI",
    "RispostaCIE2 0000  z1 ROSSI",
    "RispostaCIE2 XXXX EN130 z2 ",
    "RispostaCIE2 0000  z3 ROSSI",
    "rispostaKO XXXX EN080 z4 ",
    "RispostaCIE8 0000  z5 ",
    "RispostaCIE8 0000  z5 ",
    "RispostaCIE7 0000  z6 ",
    "RispostaCIE7 XXXX SAD002 z7 ",
    "Fault soapenv:Client",
];

/// A server with one citizen, and its registry.
pub(crate) fn server() -> (ServerHandle, String, Arc<MemoryRegistry>) {
    let mut here = Subject::new(sample::person());
    here.residence = Some(people::home());
    let registry = Arc::new(MemoryRegistry::new(vec![here]));
    let connector = Connector::new(
        Arc::new(Profile::anpr_soap().unwrap()),
        Arc::clone(&registry) as Arc<_>,
        Arc::new(MemoryAnswerLog::default()),
    );
    let options = ServerOptions {
        path: "/AnprServiceCIE".into(),
        ..ServerOptions::default()
    };
    let handle = serve("127.0.0.1:0", connector, &options).unwrap();
    let url = format!("http://{}/AnprServiceCIE", handle.local_addr());
    (handle, url, registry)
}

#[test]
fn zeep_works_from_the_wsdl_of_the_service() {
    let Some(wsdl) = shared("schemas/anpr/serviziCIE0.wsdl") else {
        return;
    };
    let Some(python) = peer::python("zeep") else {
        return;
    };
    let (handle, url, registry) = server();
    let mut command = Command::new(python);
    command
        .arg(peer::script("zeep_client.py"))
        .arg(wsdl)
        .arg(url);
    let said = peer::run(&mut command, b"");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines, EXPECTED);
    let (card, annulled) = registry.card("CA00000AA").unwrap();
    assert_eq!(card, sample::card("CA00000AA"));
    assert_eq!(annulled, Some(sample::day("2026-06-01")));
    assert_eq!(registry.cards(), 1);
    handle.shutdown();
}
