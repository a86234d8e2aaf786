//! Step 9: the card that was delivered is read back at the counter, and verified against its request.

use cie_core::document::{Pin, PinHalf, Puk, PukHalf};
use cie_core::ports::Cnsd;
use cie_devices::emrtd::lds::{DataGroup, Dg2, File};
use cie_devices::emrtd::passive::{Check, Outcome, Report as Verdicts, TrustStore};
use cie_devices::emrtd::{Cipher, Continue, Password, Requested};
use cie_devices::inspect::{Plan, inspect};
use cie_devices::photo::FACE_BOUNDS;
use cie_devices::sim::Validity;
use cie_devices::sim::card::{
    CardData, CardSecrets, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie,
};
use ring::rand::SystemRandom;
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage, incomplete};
use super::child::Simulated;
use super::counter::{COUNTER, Counter};
use crate::exit::Failure;

const CARD: &str = "card/virtual-cie.der";

pub(super) fn step(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    case: &mut Case,
) -> Result<(), Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Carta consegnata (SIMULATA): riletta e verificata allo sportello"
            / "Delivered card (SIMULATED): read back and verified at the counter"
    );
    counter.report.step(9, STEPS, &title);
    let requested = Requested::from(case.request()?);
    let card = delivered(counter, ministry, case, &requested)?;

    let mut trust = TrustStore::new();
    trust.add(card.authority())?;
    let (printed, passwords) = (card.zone().clone(), [Password::can(card.can())]);
    let mut plan = Plan::new(&passwords, &trust);
    plan.printed = Some(&printed);
    plan.request = Some(&requested);
    plan.nis = true;
    let bar = counter
        .report
        .progress(1, &text!(lang, "lettura" / "reading"));
    let found = inspect(card, &plan, &mut SystemRandom::new(), &mut |_| {
        Continue::Yes
    });
    bar.finish_and_clear();
    let found = found?;

    show(counter, &found.report);
    let summary = found.report.summary();
    counter.report.remark(summary.sentence(lang));
    counter.report.remark(&text!(
        lang,
        "La carta è SIMULATA: autorità, firma e chip sono di prova."
            / "The card is SIMULATED: authority, signature and chip are for testing."
    ));
    counter.findings |= !summary.is_accepted();

    let picture = found
        .files
        .get(File::Group(DataGroup::DG2))
        .and_then(|bytes| Dg2::parse(bytes).ok()?.faces.into_iter().next())
        .ok_or_else(incomplete)?
        .picture(&FACE_BOUNDS)?;
    counter.folder.write("card/photo.png", &picture.to_png()?)?;
    let mut object = serde_json::to_value(&found.report).map_err(|_| incomplete())?;
    if let Some(members) = object.as_object_mut() {
        members.insert("simulated".to_owned(), json!(true));
    }
    counter
        .folder
        .write("card/report.json", format!("{object:#}\n").as_bytes())?;
    counter.report.object("card_verified", object);
    if case.stage >= Stage::ReadBack {
        return Ok(());
    }
    let event = counter
        .event(case, "card.verified", COUNTER)
        .with("serial", case.serial()?)
        .with("summary", summary.name())
        .with("simulated", "yes");
    counter.reach("read_back", case, Stage::ReadBack, event)
}

/// The verdicts: a line for what is as it should be with the groups, one for the fields of the request,
/// and one for each other question.
fn show(counter: &mut Counter<'_>, verdicts: &Verdicts) {
    let lang = counter.lang();
    let (mut groups, mut fields) = (Vec::new(), Vec::new());
    for verdict in &verdicts.verdicts {
        match (verdict.check, verdict.outcome) {
            (Check::Group(group), Outcome::Good) => groups.push(group.to_string()),
            (Check::Request(field), Outcome::Good) => fields.push(field.label(lang)),
            (check, outcome) => {
                let (answer, reason) = (outcome.label(lang), verdict.reason(lang));
                let text = format!("{answer} ({reason})");
                counter.report.fact(&check.label(lang), &text);
            }
        }
    }
    // Names are compared in two groups.
    fields.sort_unstable();
    fields.dedup();
    let integrity = text!(lang, "integrità" / "integrity");
    counter.report.fact(&integrity, &groups.join(", "));
    let request = text!(lang, "come richiesto" / "as requested");
    counter.report.fact(&request, &fields.join(", "));
}

/// The card that an earlier run was handed, or a new one made of the request.
fn delivered(
    counter: &Counter<'_>,
    ministry: &Simulated,
    case: &Case,
    requested: &Requested,
) -> Result<VirtualCie, Failure> {
    if let Some(bytes) = counter.folder.read(CARD)? {
        return Ok(VirtualCie::from_bytes(&bytes)?);
    }
    let mut random = SystemRandom::new();
    let mut secrets = CardSecrets::draw(&mut random)?;
    // The receipt has the first halves; the second ones come in the card's envelope.
    let halves = ministry.client.receipt_secrets(&case.number)?;
    let second = |digits: &str| digits.get(4..).unwrap_or_default().to_owned();
    let (pin, puk) = (second(secrets.pin.expose()), second(secrets.puk.expose()));
    secrets.pin = Pin::join(
        &PinHalf::parse(halves.pin.0.expose())?,
        &PinHalf::parse(&pin)?,
    );
    secrets.puk = Puk::join(
        &PukHalf::parse(halves.puk.0.expose())?,
        &PukHalf::parse(&puk)?,
    );
    let data = CardData::for_request(requested, &secrets, case.on)?;
    let issuer = TestIssuer::generate(Validity::around_issue(case.on), &random)?;
    let chip = ChipKeyKind::Dh(Cipher::TripleDes);
    let card = VirtualCie::personalise(&data, &issuer, &[ChipSuite::CIE], chip)?;
    counter.folder.write("card/csca.der", card.authority())?;
    counter.folder.write(CARD, &card.to_bytes()?)?;
    Ok(card)
}
