//! Our client against a server in Python that validates what it gets.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use cie_core::citizen::{NamePart, Residence};
use cie_core::date::PartialDate;
use cie_core::exchange::{Outcome, QueryKey, Request};
use cie_sad::Code;
use cie_sad::profile::Profile;
use cie_sad::workstation::{Workstation, WorkstationOptions};

use crate::peer;
use crate::support::{sample, shared};

fn ask(id: &str) -> Request {
    let Request::Interrogazione(mut query) = sample::query(id, "RSSBNC80E57H501B") else {
        panic!("another operation");
    };
    query.key = QueryKey::Person(Box::new(sample::person()));
    query.residence_istat = Some("058091".into());
    Request::Interrogazione(query)
}

#[test]
fn our_client_works_with_a_server_in_python() {
    let Some(wsdl) = shared("schemas/anpr/serviziCIE0.wsdl") else {
        return;
    };
    let Some(python) = peer::python("zeep, xmlschema") else {
        return;
    };
    let mut command = Command::new(python);
    let server = peer::Server::start(command.arg(peer::script("server.py")).arg(wsdl));
    let options = WorkstationOptions {
        attempts: 2,
        backoff: Duration::from_millis(1),
        ..WorkstationOptions::default()
    };
    let client = Workstation::new(
        &format!("http://127.0.0.1:{}/anpr", server.port),
        Arc::new(Profile::anpr_soap().unwrap()),
        options,
    )
    .unwrap();

    let found = client.send(&ask("uno")).unwrap();
    assert_eq!(found.answer.outcome, Outcome::Ok);
    assert_eq!(
        found.answer.header.registry_operation_id.as_deref(),
        Some("4711")
    );
    let subject = &found.answer.subjects[0];
    assert_eq!(subject.person.surname, NamePart::from_text("ROSSI"));
    assert_eq!(subject.parents.len(), 1);
    assert_eq!(subject.parents[0].given, NamePart::None);
    assert_eq!(subject.parents[0].birth_date, PartialDate::Year(1950));
    let Some(Residence::Italy { address, .. }) = &subject.residence else {
        panic!("no residence");
    };
    // The kind of street by its code in ANPR's table, 213 for VIA.
    assert_eq!(address.street_type.as_deref(), Some("VIA"));
    assert_eq!(address.civic.as_ref().unwrap().verbatim, "17/2");
    let card = subject.card.as_ref().unwrap();
    assert_eq!(
        (card.valid_for_travel, card.electronic),
        (Some(false), None)
    );
    let mut left: Vec<&str> = found.unknown.iter().map(|u| u.path.as_str()).collect();
    left.sort_unstable();
    let base = "listaSoggetti/datiSoggetto[1]";
    assert_eq!(
        left,
        [
            format!("{base}/cartaIdentita/consolatoRilascio/codiceConsolato"),
            format!("{base}/cartaIdentita/consolatoRilascio/descrizioneConsolato"),
            format!("{base}/generalita/idSchedaSoggettoComune"),
            format!("{base}/permessoSoggiorno"),
        ]
    );

    let several = client.send(&ask("piu")).unwrap().answer;
    assert_eq!(
        (several.outcome, several.subjects.len()),
        (Outcome::Several, 2)
    );

    let abroad = client.send(&ask("estero")).unwrap().answer;
    let Some(Residence::Abroad { address, .. }) = &abroad.subjects[0].residence else {
        panic!("not abroad");
    };
    assert_eq!(address.state_code.as_deref(), Some("215"));
    assert!(abroad.subjects[0].person.aire);

    for request in [
        sample::issued("e1", "CA00000AA"),
        sample::issued("due", "CA00000AA"),
        sample::annulled("a1", "CA00000AA"),
        match sample::annulled("r1", "CA00000AA") {
            Request::Annullamento(annulment) => Request::Revoca(annulment),
            other => other,
        },
    ] {
        let exchange = client.send(&request).unwrap();
        assert_eq!(exchange.answer.outcome, Outcome::Ok);
        assert_eq!(
            exchange.answer.header.operation_id,
            request.header().operation_id
        );
    }
    let refused = client
        .send(&sample::issued("no", "CA00000AA"))
        .unwrap()
        .answer;
    assert_eq!(refused.outcome, Outcome::Error);
    assert_eq!(refused.anomalies[0].code, "EHR41");

    let fault = client.send(&ask("cliente")).unwrap_err();
    assert_eq!(fault.code(), Code::FaultClient);
    let broken = client.send(&ask("guasto")).unwrap_err();
    assert_eq!(broken.code(), Code::FaultServer);
    // What the peer says may name a citizen.
    assert!(!format!("{fault} {broken} {broken:?}").contains("ROSSI"));
    assert_eq!(
        client.send(&ask("scambio")).unwrap_err().code(),
        Code::AnswerMismatch
    );

    // What the service would refuse does not leave: names are asked for beside the code.
    let by_code = client
        .send(&sample::query("c1", "RSSBNC80E57H501B"))
        .unwrap_err();
    assert_eq!(by_code.code(), Code::Incomplete);
    assert!(by_code.to_string().contains("one of cognome"), "{by_code}");
}
