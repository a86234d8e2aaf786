//! Step 5, second half: the operator signs with the virtual SCO and the request is enveloped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use cie_core::issuance::Transition;
use cie_core::journal::Hash;
use cie_core::ports::Cnsd;
use cie_core::redact::{Personal, Secret};
use cie_core::request::canonical_form;
use cie_devices::envelope;
use cie_devices::operator::{OperatorCard, cms};
use cie_devices::sim::{TestAuthority, Validity, VirtualSco};
use ring::rand::SystemRandom;

use super::case::{Case, Stage};
use super::child::Simulated;
use super::counter::Counter;
use crate::exit::Failure;

/// The PIN of the virtual card. It protects nothing: the card is a simulator.
const VIRTUAL_PIN: &str = "12345678";
const CARD: &str = "state/virtual-sco.der";

/// The virtual operator card: the one an earlier run made, or a new one.
pub(super) fn operator_card(counter: &mut Counter<'_>) -> Result<VirtualSco, Failure> {
    let card = match counter.folder.read(CARD)? {
        Some(bytes) => VirtualSco::from_bytes(&bytes)?,
        None => {
            let rng = SystemRandom::new();
            let now = counter.now();
            let validity = Validity {
                not_before: now - TimeDelta::days(1),
                not_after: now + TimeDelta::days(365),
            };
            let authority = TestAuthority::generate("SCO test authority", validity, &rng)?;
            let pin = Secret::new(VIRTUAL_PIN);
            let card = VirtualSco::issue(&authority, "virtual SCO 0001", &pin, validity, &rng)?;
            counter.folder.write(CARD, &card.to_bytes()?)?;
            card
        }
    };
    counter
        .folder
        .write("sco-ca.pem", pem(card.authority()).as_bytes())?;
    Ok(card)
}

pub(super) fn step(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    mut card: VirtualSco,
    case: &mut Case,
) -> Result<(), Failure> {
    if case.stage >= Stage::Signed {
        return Ok(());
    }
    let lang = counter.lang();
    let form = canonical_form(case.request()?)?;
    card.login(&Secret::new(VIRTUAL_PIN))?;
    let signed = cms::sign(&form, &mut card, counter.now(), cms::Placement::Embedded)?;
    card.logout();
    let recipient = ministry.client.recipient_certificate()?;
    let enveloped = envelope::seal(&signed, &recipient, &SystemRandom::new())?;
    counter.folder.write("request.json", &form)?;
    counter.folder.write("request.p7m", &signed)?;
    counter.folder.write("request-envelope.p7m", &enveloped)?;
    case.envelope = Some(Personal::new(STANDARD.encode(&enveloped)));

    let digest = Hash::of(&form).to_string();
    let (_, event) = counter.transition(case, Transition::Sign, card.label())?;
    let event = event
        .with("serial", case.serial()?)
        .with("sha256", digest.as_str())
        .with("simulated", "yes");
    counter.reach("signed", case, Stage::Signed, event)?;
    counter.report.fact(
        &text!(lang, "firmata (CMS)" / "signed (CMS)"),
        &text!(
            lang,
            "request.p7m, SCO virtuale SIMULATA" / "request.p7m, SIMULATED virtual SCO"
        ),
    );
    counter.report.fact("sha-256", &digest);
    let sealed = text!(
        lang,
        "request-envelope.p7m, per il CNSD SIMULATO"
            / "request-envelope.p7m, for the SIMULATED CNSD"
    );
    counter
        .report
        .fact(&text!(lang, "busta" / "envelope"), &sealed);
    let serial = case.serial()?.to_owned();
    counter.report.object(
        "signed",
        serde_json::json!({ "serial": serial, "sha256": digest, "simulated": true }),
    );
    Ok(())
}

fn pem(der: &[u8]) -> String {
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in STANDARD.encode(der).as_bytes().chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text + "-----END CERTIFICATE-----\n"
}
