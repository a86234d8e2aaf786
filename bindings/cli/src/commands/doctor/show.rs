//! Findings, as people and programs read them.

use cie_devices::doctor::{Finding, Verdict};
use serde_json::json;

use crate::commands::table;
use crate::report::Report;

pub(super) fn all(findings: &[Finding], verbose: bool, report: &mut Report) {
    let lang = report.lang();
    let title = |verdict: Verdict| verdict.title().get(lang).to_owned();
    let mut rows = Vec::new();
    for finding in findings {
        report.record(&json!(finding));
        rows.push([
            title(finding.verdict),
            finding.what.get(lang).to_owned(),
            finding.found.get(lang).to_owned(),
        ]);
    }
    table::rows(report, &rows);
    for group in groups(findings, verbose) {
        let Some(first) = group.first() else { continue };
        report.show("");
        for finding in &group {
            report.show(&format!(
                "{}: {}",
                title(finding.verdict),
                finding.what.get(lang)
            ));
        }
        let mut facts = Vec::new();
        let mut add = |name: String, value: &str| {
            if !value.is_empty() {
                facts.push((name, value.to_owned()));
            }
        };
        add(
            text!(lang, "perché conta" / "why it matters"),
            first.why.get(lang),
        );
        if let Some(todo) = &first.todo {
            add(text!(lang, "che fare" / "what to do"), todo.get(lang));
        }
        add(text!(lang, "fonte" / "source"), &first.source);
        table::facts(report, &facts);
    }
    let count = |verdict| findings.iter().filter(|f| f.verdict == verdict).count();
    let (ok, unchecked) = (count(Verdict::Ok), count(Verdict::NotChecked));
    let (warnings, failed) = (count(Verdict::Warning), count(Verdict::Failed));
    report.line(&text!(
        lang,
        "\na posto {ok}, avvisi {warnings}, non vanno {failed}, non controllati {unchecked}"
            / "\nok {ok}, warnings {warnings}, failed {failed}, not checked {unchecked}"
    ));
}

/// Findings of which the same is to be said are said it once.
fn groups(findings: &[Finding], verbose: bool) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        if finding.verdict == Verdict::Ok && !verbose {
            continue;
        }
        let words = |f: &Finding| (f.verdict, f.why.clone(), f.todo.clone(), f.source.clone());
        let same = |group: &&mut Vec<&Finding>| {
            group
                .first()
                .is_some_and(|first| words(first) == words(finding))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}
