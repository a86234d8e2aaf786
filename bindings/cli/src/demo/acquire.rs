//! Step 5, first half: photo, fingerprints and signature.

use cie_core::issuance::Transition;
use cie_core::request::{self, Stage as FindingStage};

use super::STEPS;
use super::case::{Case, Stage, incomplete};
use super::counter::{COUNTER, Counter};
use super::{enter, media};
use crate::exit::{Failure, Status};

pub(super) fn step(counter: &mut Counter<'_>, case: &mut Case) -> Result<(), Failure> {
    let lang = counter.lang();
    let card = match counter.config.card() {
        Some(_) => text!(lang, "carta operatore" / "operator card"),
        None => text!(lang, "SCO virtuale" / "virtual SCO"),
    };
    let title = text!(
        lang,
        "Foto, impronte e firma SIMULATE; firma dell'operatore con la {card}"
            / "SIMULATED photo, fingerprints and signature; the operator signs with the {card}"
    );
    counter.report.step(5, STEPS, &title);
    if case.stage >= Stage::Complete {
        counter.already_done();
        return Ok(());
    }
    let bar = counter
        .report
        .progress(1, &text!(lang, "acquisizione" / "acquisition"));
    let request = case.request.as_mut().ok_or_else(incomplete)?;
    let on = request.requested_on;
    // Who was born on an unknown day is asked for prints, as the check of the request does.
    let taken = media::take(on, request.age_on(on).unwrap_or(u32::MAX));
    bar.finish_and_clear();
    let taken = taken?;
    for (name, bytes) in &taken.files {
        counter.folder.write(name, bytes)?;
        counter
            .report
            .fact(name, &text!(lang, "{} byte" / "{} bytes", bytes.len()));
    }
    for verdict in taken.photo.problems().chain(taken.signature.problems()) {
        counter
            .report
            .remark(&format!("{}: {}", verdict.code, verdict.remedy.get(lang)));
    }
    if !taken.photo.accepted() {
        return Err(Failure::new(
            Status::Findings,
            "la fotografia non rispetta i requisiti",
            "the photo does not meet the requirements",
        ));
    }
    if !taken.signature.accepted() {
        return Err(Failure::new(
            Status::Findings,
            "la firma non è utilizzabile",
            "the signature cannot be used",
        ));
    }
    request.biometrics = taken.biometrics;
    let findings = request::check(request, request.requested_on);
    let missing: Vec<_> = findings
        .iter()
        .filter(|f| f.is_blocking() && f.code.info().stage == FindingStage::Biometrics)
        .collect();
    if !missing.is_empty() {
        missing
            .iter()
            .for_each(|finding| enter::show_finding(counter.report, finding));
        return Err(enter::blocked());
    }
    let (_, event) = counter.transition(case, Transition::Complete, COUNTER)?;
    counter.reach("complete", case, Stage::Complete, event)
}
