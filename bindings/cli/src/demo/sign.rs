//! Step 5, second half: the operator signs with the card and the request is enveloped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_core::issuance::Transition;
use cie_core::journal::Hash;
use cie_core::ports::Cnsd;
use cie_core::redact::Personal;
use cie_core::request::canonical_form;
use cie_devices::envelope;
use cie_devices::operator::{cms, log_in};
use ring::rand::SystemRandom;

use super::card::Chosen;
use super::case::{Case, Stage};
use super::child::Simulated;
use super::counter::Counter;
use crate::exit::Failure;

pub(super) fn step(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    card: Chosen,
    case: &mut Case,
) -> Result<(), Failure> {
    if case.stage >= Stage::Signed {
        return Ok(());
    }
    let lang = counter.lang();
    let form = canonical_form(case.request()?)?;
    let simulated = card.is_simulated();
    let (mut card, mut prompt) = card.ready(counter)?;
    log_in(&mut *card, &mut *prompt)?;
    let signed = cms::sign(&form, &mut *card, counter.now(), cms::Placement::Embedded);
    card.logout();
    let signed = signed?;
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
        .with("simulated", if simulated { "yes" } else { "no" });
    counter.reach("signed", case, Stage::Signed, event)?;
    let by = if simulated {
        text!(lang, "SCO virtuale SIMULATA" / "SIMULATED virtual SCO")
    } else {
        card.label().to_owned()
    };
    counter.report.fact(
        &text!(lang, "firmata (CMS)" / "signed (CMS)"),
        &format!("request.p7m, {by}"),
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
        serde_json::json!({ "serial": serial, "sha256": digest, "simulated": simulated }),
    );
    Ok(())
}
