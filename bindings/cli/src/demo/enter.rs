//! Step 4: the request is built, checked, priced, and its validity computed.

use cie_core::document::Policy;
use cie_core::fees::{Exemption, Inquiry, Office as FeeOffice, Quote, Reason};
use cie_core::lang::Lang;
use cie_core::ports::SerialSource;
use cie_core::request::{self, CardRequest, Finding, Outcome, Stage as FindingStage};
use cie_core::rule::Rule;
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage, incomplete};
use super::child::Simulated;
use super::config::Config;
use super::counter::{COUNTER, Counter};
use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::shown::{component_name, finding_headline, finding_object};

pub(super) fn step(
    counter: &mut Counter<'_>,
    ministry: &Simulated,
    case: &mut Case,
) -> Result<(), Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Richiesta: controlli, diritti, validità" / "Request: checks, fee, validity"
    );
    counter.report.step(4, STEPS, &title);
    if case.stage >= Stage::Entered {
        counter.already_done();
        let request = case.request()?.clone();
        return show(counter, &request);
    }
    let mut request = build(counter, case)?;
    let serial = ministry.client.serial(&case.number)?;
    counter.keep_answer(
        "cieonline-serial",
        &json!({ "serial": serial, "simulated": true }),
    )?;
    request.serial = Some(serial);
    // What only the devices can mend is looked at when the devices have worked.
    let findings = request::check(&request, counter.on);
    let findings: Vec<Finding> = findings
        .into_iter()
        .filter(|f| f.code.info().stage != FindingStage::Biometrics)
        .collect();
    findings
        .iter()
        .for_each(|finding| show_finding(counter.report, finding));
    if findings.iter().any(Finding::is_blocking) {
        return Err(blocked());
    }
    request.outcome = Some(outcome(counter.config, &request)?);
    show(counter, &request)?;

    let event = counter
        .event(case, "request.entered", COUNTER)
        .with("reason", request.reason.name())
        .with("serial", request.serial.as_deref().unwrap_or_default());
    case.request = Some(request);
    counter.reach("entered", case, Stage::Entered, event)
}

fn build(counter: &Counter<'_>, case: &Case) -> Result<CardRequest, Failure> {
    let subject = case.subject.clone().ok_or_else(incomplete)?;
    let reason = match &subject.card {
        None => Reason::FirstIssue,
        Some(card) if card.expires_on.is_some_and(|on| on < counter.on) => Reason::RenewalExpired,
        Some(_) => Reason::RenewalExpiring,
    };
    let desk = (counter.config.office(), counter.config.operator());
    let mut request = CardRequest::new(case.number.clone(), counter.on, desk, subject, reason);
    request.fee_receipt = Some(format!("DEMO-{}", case.number));
    Ok(request)
}

/// What the citizen pays by the comune's tariff.
pub(super) fn quote(config: &Config, request: &CardRequest) -> Result<Quote, Failure> {
    let inquiry = Inquiry {
        reason: request.reason,
        on: request.requested_on,
        office: FeeOffice::Comune(&config.tariff),
        exemption: Exemption::None,
        previous_expires: request
            .subject
            .card
            .as_ref()
            .and_then(|card| card.expires_on),
    };
    Ok(inquiry.quote()?)
}

fn outcome(config: &Config, request: &CardRequest) -> Result<Outcome, Failure> {
    Ok(request.outcome(&Policy::default(), &quote(config, request)?)?)
}

fn show(counter: &mut Counter<'_>, request: &CardRequest) -> Result<(), Failure> {
    let lang = counter.lang();
    let serial = request.serial.as_deref().unwrap_or_default();
    let assigned = text!(
        lang,
        "{serial} (assegnato da CIEOnline SIMULATO)" / "{serial} (given by SIMULATED CIEOnline)"
    );
    counter
        .report
        .fact(&text!(lang, "numero della carta" / "serial"), &assigned);
    let quote = quote(counter.config, request)?;
    for line in &quote.lines {
        let amount = line.amount.display(lang).to_string();
        counter
            .report
            .fact(component_name(line.component, lang), &amount);
    }
    counter.report.fact(
        &text!(lang, "totale" / "total"),
        &quote.total.display(lang).to_string(),
    );
    counter.report.fact(
        &text!(lang, "scadenza" / "expires"),
        &expiry_text(request, lang),
    );
    let outcome = request.outcome.as_ref().ok_or_else(incomplete)?;
    let travel = match (outcome.valid_for_travel, lang) {
        (true, Lang::En) => "yes",
        (true, _) => "sì",
        (false, _) => "no",
    };
    counter.report.fact(
        &text!(lang, "valida per l'espatrio" / "valid for travel"),
        travel,
    );
    for rule in outcome
        .rules
        .iter()
        .filter_map(|id| cie_core::rule::find(id))
    {
        show_rule(counter.report, rule);
    }
    counter.report.object(
        "entered",
        json!({ "request": request.number, "serial": serial, "outcome": outcome }),
    );
    Ok(())
}

fn show_rule(report: &mut Report, rule: &Rule) {
    let lang = report.lang();
    let label = text!(lang, "regola" / "rule");
    report.remark(&format!(
        "{label} {}: {} [{}]",
        rule.id,
        rule.title.get(lang),
        rule.source
    ));
}

/// A finding: code, gravity, text, what to do.
pub(super) fn show_finding(report: &mut Report, finding: &Finding) {
    let lang = report.lang();
    report.remark(&finding_headline(finding, lang));
    report.remark(&format!("      → {}", finding.remedy(lang)));
    report.object("finding", finding_object(finding));
}

/// The request cannot be signed as it stands.
pub(super) fn blocked() -> Failure {
    Failure::new(
        Status::Findings,
        "la richiesta ha rilievi bloccanti: nulla è stato firmato né inviato",
        "the request has blocking findings: nothing was signed or sent",
    )
}

/// Expiry for people.
pub(super) fn expiry_text(request: &CardRequest, lang: Lang) -> String {
    match request.outcome.as_ref().map(|outcome| outcome.expires_on) {
        Some(Some(date)) => date.format("%d/%m/%Y").to_string(),
        Some(None) => text!(lang, "illimitata" / "unlimited"),
        None => String::new(),
    }
}
