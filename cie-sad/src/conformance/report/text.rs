//! The report as lines.

use std::fmt::Write;

use cie_core::lang::Lang;

use super::super::check::Level;
use super::super::verdict::Verdict;
use super::Report;

pub(super) fn write(report: &Report, lang: Lang) -> String {
    let pick = |it: &'static str, en: &'static str| if lang == Lang::En { en } else { it };
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        text,
        "{} {}, {} {}{}",
        pick("Connettore", "Connector"),
        report.url,
        pick("profilo", "profile"),
        report.profile,
        if report.inferred {
            pick(" (dedotto, non ufficiale)", " (inferred, not official)")
        } else {
            ""
        },
    );
    let mut group = None;
    for graded in &report.graded {
        if group != Some(graded.check.group) {
            group = Some(graded.check.group);
            let _ = writeln!(text, "\n{}", graded.check.group.name());
        }
        let (mark, why) = match (&graded.verdict, graded.check.level) {
            (Verdict::Passed, _) => (pick("bene", "pass"), None),
            (Verdict::Failed(why), Level::Must) => (pick("MALE", "FAIL"), Some(why)),
            (Verdict::Failed(why), Level::Should) => (pick("nota", "warn"), Some(why)),
            (Verdict::Skipped(why), _) => (pick("no", "skip"), Some(why)),
        };
        let _ = writeln!(
            text,
            "  {mark:<4}  {:<36} {}",
            graded.check.name,
            graded.check.title(lang)
        );
        if let Some(why) = why {
            let _ = writeln!(text, "        {:<36} -> {}", "", why.text(lang));
        }
    }
    let counts = report.counts();
    let _ = writeln!(
        text,
        "\n{} {}, {} {}, {} {}, {} {}",
        counts.passed,
        pick("superate", "passed"),
        counts.failed,
        pick("fallite", "failed"),
        counts.warned,
        pick("con avviso", "warnings"),
        counts.skipped,
        pick("non provate", "skipped"),
    );
    text
}
