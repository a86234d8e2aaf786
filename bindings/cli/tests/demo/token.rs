//! The demo with an operator card in a reader, for which a SoftHSM token stands in.

use std::fs;

use crate::run::{Bench, assert_issued_once, root};
use crate::tokens::Token;

#[test]
fn a_configured_card_signs_in_the_place_of_the_simulator() {
    let Some(token) = Token::new() else { return };
    let bench = Bench::new();
    let comune = fs::read_to_string(root().join("examples/counter/comune.toml")).expect("TOML");
    let card = format!(
        "[operator.card]\nmodule = {:?}\ncertificate = \"sha256:{}\"\nauthority = {:?}\npin_file = {:?}\n\n[tariff]",
        token.module,
        token.fingerprint,
        token.path("ca.pem"),
        token.path("pin"),
    );
    let config = comune.replace("[tariff]", &card);
    assert_ne!(config, comune);
    fs::write(token.path("comune.toml"), config).expect("a file");
    let run = || {
        let mut command = bench.command();
        command.arg("--comune").arg(token.path("comune.toml"));
        command.env("SOFTHSM2_CONF", token.path(&token.conf));
        crate::run::Finished(command.output().expect("the command runs"))
    };
    // A wrong PIN stops before the signature; the next run goes on from there.
    fs::write(token.path("pin"), "00000000").expect("a file");
    let stopped = run();
    assert_ne!(stopped.code(), Some(0));
    assert!(stopped.error_line().contains("CIE-DEV-103"));
    fs::write(token.path("pin"), crate::tokens::PIN).expect("a file");
    let done = run();
    assert_eq!(done.object("signed")["simulated"], false);
    assert_issued_once(&bench, &done);

    let out = bench.out();
    let (signed, authority) = (out.join("request.p7m"), token.path("ca.pem"));
    let verified = token.tool(&format!(
        "openssl cms -verify -inform DER -in {} -CAfile {} -purpose any -binary",
        signed.display(),
        authority.display()
    ));
    let request = fs::read(out.join("request.json")).expect("canonical form");
    assert_eq!(verified.stdout, request);
}
