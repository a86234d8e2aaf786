//! Things of the domain as every command shows them.

use cie_core::fees::Component;
use cie_core::lang::Lang;
use cie_core::request::{Finding, Gravity};
use serde_json::{Value, json};

/// Name of a part of the price.
pub(crate) fn component_name(component: Component, lang: Lang) -> &'static str {
    let (it, en) = match component {
        Component::StateShare => ("quota dello Stato", "State share"),
        Component::DirittoFisso => ("diritto fisso", "municipal right"),
        Component::Segreteria => ("diritti di segreteria", "secretarial right"),
        _ => ("altro", "other"),
    };
    if lang == Lang::En { en } else { it }
}

/// Headline of a finding: code, gravity, what was found.
pub(crate) fn finding_headline(finding: &Finding, lang: Lang) -> String {
    let gravity = match finding.gravity() {
        Gravity::Blocking => text!(lang, "BLOCCANTE" / "BLOCKING"),
        Gravity::Warning => text!(lang, "attenzione" / "warning"),
        _ => text!(lang, "nota" / "note"),
    };
    format!(
        "{} {gravity}: {}",
        finding.code.info().id,
        finding.text(lang)
    )
}

/// A finding for programs.
pub(crate) fn finding_object(finding: &Finding) -> Value {
    let info = finding.code.info();
    json!({
        "code": info.id,
        "gravity": finding.gravity(),
        "stage": info.stage,
        "field": finding.field,
        "rule": info.rule,
        "text_it": finding.text(Lang::It),
        "text_en": finding.text(Lang::En),
        "remedy_it": finding.remedy(Lang::It),
        "remedy_en": finding.remedy(Lang::En),
    })
}
