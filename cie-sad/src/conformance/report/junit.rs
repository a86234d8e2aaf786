//! The report as JUnit XML.

use std::fmt::Write;
use std::time::Duration;

use cie_core::lang::Lang;
use quick_xml::escape::escape;

use super::super::check::{Group, Level};
use super::super::verdict::Verdict;
use super::{Graded, Report};

pub(super) fn write(report: &Report, lang: Lang) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for group in Group::ALL {
        let graded: Vec<&Graded> = report
            .graded
            .iter()
            .filter(|graded| graded.check.group == group)
            .collect();
        if !graded.is_empty() {
            suite(&mut xml, group, &graded, lang);
        }
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn suite(xml: &mut String, group: Group, graded: &[&Graded], lang: Lang) {
    let failures = graded.iter().filter(|graded| failed(graded)).count();
    let skipped = graded
        .iter()
        .filter(|graded| matches!(graded.verdict, Verdict::Skipped(_)))
        .count();
    let time: Duration = graded.iter().map(|graded| graded.took).sum();
    // Writing to a string does not fail.
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\" time=\"{:.3}\">",
        group.name(),
        graded.len(),
        time.as_secs_f64(),
    );
    for graded in graded {
        case(xml, graded, lang);
    }
    xml.push_str("  </testsuite>\n");
}

/// A check that can be lived with is no failure of the build; its reason is kept as output.
fn failed(graded: &Graded) -> bool {
    matches!(graded.verdict, Verdict::Failed(_)) && graded.check.level == Level::Must
}

fn case(xml: &mut String, graded: &Graded, lang: Lang) {
    let _ = write!(
        xml,
        "    <testcase classname=\"cie.connector.{}\" name=\"{}\" time=\"{:.3}\">",
        graded.check.group.name(),
        graded.check.name,
        graded.took.as_secs_f64(),
    );
    let text = |why: &super::super::verdict::Said| {
        escape(format!("{}: {}", graded.check.title(lang), why.text(lang))).into_owned()
    };
    match &graded.verdict {
        Verdict::Passed => {}
        Verdict::Failed(why) if failed(graded) => {
            let _ = write!(xml, "<failure message=\"{}\"/>", text(why));
        }
        Verdict::Failed(why) => {
            let _ = write!(xml, "<system-out>{}</system-out>", text(why));
        }
        Verdict::Skipped(why) => {
            let _ = write!(xml, "<skipped message=\"{}\"/>", text(why));
        }
    }
    xml.push_str("</testcase>\n");
}
