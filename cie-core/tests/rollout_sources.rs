//! The rules of roll-out and operator cards against the text of the circular itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "the helpers of a test fail by panicking, too"
)]

mod common;

use std::collections::BTreeSet;

use cie_core::lang::Lang;
use cie_core::office::{agenda_request, endpoints};
use cie_core::rule::{self, Value};

fn circular() -> Option<String> {
    common::shared("sources/circular-8-2017.txt")
}

fn value(rule: &str, figure: &str) -> Value {
    rule::find(rule)
        .and_then(|rule| rule.value(figure))
        .unwrap_or_else(|| panic!("{rule}.{figure}"))
}

fn texts(rule: &str, figure: &str) -> Vec<&'static str> {
    match value(rule, figure) {
        Value::Texts(texts) => texts.to_vec(),
        Value::Text(text) => vec![text],
        other => panic!("{rule}.{figure} is {other:?}"),
    }
}

/// The list of addresses of par. 2.2: `<scheme://host…> (porta A, B);`, line by line.
#[test]
fn the_endpoints_are_those_of_the_circular() {
    let Some(circular) = circular() else { return };
    let mut listed = BTreeSet::new();
    for line in circular
        .lines()
        .filter(|line| line.starts_with("  - <http"))
    {
        let (address, ports) = line
            .split_once("> (porta ")
            .expect("an address and its ports");
        let (scheme, rest) = address["  - <".len()..].split_once("://").unwrap();
        let host = rest.split([':', '/']).next().unwrap();
        for port in ports.split(')').next().unwrap().split(", ") {
            listed.insert((
                scheme.to_owned(),
                host.to_owned(),
                port.parse::<u16>().unwrap(),
            ));
        }
    }
    assert_eq!(listed.len(), 9);
    let ours: Vec<_> = endpoints().collect();
    let set = ours
        .iter()
        .map(|one| (one.scheme.to_owned(), one.host.to_owned(), one.port));
    assert_eq!(set.collect::<BTreeSet<_>>(), listed);
    assert_eq!(ours.len(), 9);
    for one in ours.iter().filter(|one| !one.path.is_empty()) {
        let address = format!("{}://{one}{}", one.scheme, one.path);
        assert!(circular.contains(&address), "{address}");
    }
    let Some(workflow) = common::shared("facts/workflow.md") else {
        return;
    };
    for one in ours {
        assert!(workflow.contains(one.host), "{one}");
    }
}

/// Par. 4.4 quotes the very words of the request, with `<COMUNE>` and `<NUMERO>` to be filled in.
#[test]
fn the_agenda_request_has_the_words_of_the_circular() {
    let Some(circular) = circular() else { return };
    let line = circular
        .lines()
        .find(|line| line.contains("<COMUNE>"))
        .expect("the wording of the circular");
    let wording = line
        .trim()
        .trim_start_matches('"')
        .trim_end_matches(['.', '"']);
    let expected = wording
        .replace("<COMUNE>", "Esempio")
        .replace("<NUMERO>", "3");
    let request = agenda_request("Esempio", 3, Lang::It).unwrap();
    assert_eq!(request.body(), format!("{expected}.\n"));
}

#[test]
fn texts_and_figures_are_found_in_the_circular() {
    let Some(circular) = circular() else { return };
    let low = circular.to_lowercase();
    let mut compared = 0;
    for (rule, figures) in [
        (
            "sco.help_desk",
            &[
                "comuni_phone",
                "comuni_email",
                "citizens_phone",
                "citizens_email",
                "page",
            ][..],
        ),
        ("rollout.postponement", &["pec"]),
        ("rollout.sedi_cie", &["site"]),
        ("rollout.preparation", &["site"]),
        ("rollout.agenda_credentials", &["site"]),
        ("rollout.training", &["confirmed_to"]),
        ("rollout.plan", &["objections_to"]),
        (
            "workstation.software",
            &["hosts_file", "folders", "ca_stores"],
        ),
        ("workstation.remote_assistance", &["software"]),
        (
            "workstation.apr_parameters",
            &["sad_version", "connection", "travel_constants"],
        ),
    ] {
        for figure in figures {
            for text in texts(rule, figure) {
                // The circular writes "host"; the figure names the real file as well.
                let text = text.to_lowercase().replace(r"etc\hosts", r"etc\host");
                assert!(low.contains(&text), "{rule}.{figure}: {text}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 28);
    for runtime in texts("workstation.software", "runtimes") {
        assert!(circular.contains(&format!("\"{runtime}\"")), "{runtime}");
    }
    for (rule, figure, expected, words) in [
        (
            "rollout.preparation",
            "before",
            Value::Days(3 * 7),
            "entro e non oltre **tre settimane** prima",
        ),
        (
            "rollout.postponement",
            "before",
            Value::Days(15),
            "con anticipo di 15 giorni",
        ),
        (
            "rollout.training",
            "confirmed_before",
            Value::Days(7),
            "entro e non oltre una settimana",
        ),
        (
            "rollout.training",
            "sockets",
            Value::Count(2),
            "almeno 2 prese di corrente",
        ),
        (
            "rollout.phases",
            "first_comuni",
            Value::Count(199),
            "ai precedenti 199",
        ),
        (
            "rollout.phases",
            "second_comuni",
            Value::Count(350),
            "ulteriori 350 Comuni",
        ),
        (
            "rollout.phases",
            "second_from",
            Value::Date("2017-04-26".parse().unwrap()),
            "in data 26 aprile 2017",
        ),
        (
            "rollout.phases",
            "third_from",
            Value::Date("2017-10-02".parse().unwrap()),
            "avrà inizio il 2 ottobre",
        ),
        (
            "workstation.sockets",
            "plain",
            Value::Count(2),
            "Spina tradizionale: 2",
        ),
        (
            "workstation.sockets",
            "schuko",
            Value::Count(2),
            "Schuko: 2",
        ),
        (
            "workstation.ethernet",
            "cable",
            Value::Millimetres(3000),
            "fino a 3 metri",
        ),
        (
            "workstation.bandwidth",
            "per_workstation",
            Value::MegabitsPerSecond(1),
            "**1 Mbps di tipo simmetrico per ogni postazione di lavoro**",
        ),
        (
            "workstation.bandwidth",
            "mandatory",
            Value::Flag(false),
            "Si consiglia di assicurare un throughput",
        ),
        (
            "workstation.devices",
            "personal_computer",
            Value::Watts(500),
            "Personal computer\t26,5\t29,5\t9,5\t5,50\t0,5",
        ),
        (
            "workstation.devices",
            "monitor",
            Value::Watts(100),
            "50,4\t46,9\t21,3\t4,80\t0,1",
        ),
        (
            "workstation.devices",
            "multifunction_printer",
            Value::Watts(600),
            "43,5\t42,7\t48,6\t16,40\t0,6",
        ),
        (
            "rollout.consumables",
            "spare_toners",
            Value::Count(1),
            "un toner di ricambio",
        ),
        (
            "sco.security_officer",
            "least",
            Value::Count(1),
            "**almeno un Security Officer.**",
        ),
        (
            "sco.number",
            "cards_per_officer",
            Value::Count(1),
            "in numero pari al numero di ufficiali di anagrafe",
        ),
    ] {
        assert_eq!(value(rule, figure), expected, "{rule}.{figure}");
        assert!(circular.contains(words), "{words}");
    }
}

/// Every paragraph that a rule cites is one of the circular.
#[test]
fn cited_paragraphs_exist() {
    let Some(circular) = circular() else { return };
    let mut cited = BTreeSet::new();
    for rule in rule::all().filter(|rule| rule.source.contains("circ. 8/2017 of 5-9-2017")) {
        let Some((_, paragraphs)) = rule.source.split_once("par. ") else {
            continue;
        };
        let paragraphs = paragraphs.split(';').next().unwrap();
        cited.extend(paragraphs.split(" and ").map(str::to_owned));
    }
    for paragraph in &cited {
        let heading = |line: &str| {
            let line = line.trim_start_matches('#').trim().trim_start_matches("**");
            line.strip_prefix(paragraph.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
        };
        assert!(circular.lines().any(heading), "par. {paragraph}");
    }
    assert!(cited.len() >= 11, "{cited:?}");
}
