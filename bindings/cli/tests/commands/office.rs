//! `cie office` against circ. 8/2017, all. 2: the days, who does what, the letters, the network.

use serde_json::{Value, json};

use crate::support::{Run, cie};

/// Two workstations in the first week of the third phase (circ. 8/2017, p. 1).
const SITE: [&str; 10] = [
    "--comune",
    "Esempio",
    "--office",
    "centrale",
    "--workstations",
    "2",
    "--from",
    "2017-10-02",
    "--to",
    "2017-10-06",
];

/// What a letter says, but for the day it is sent.
const WISH: [&str; 8] = [
    "--reasons",
    "lavori in corso",
    "--new-from",
    "2017-11-06",
    "--new-to",
    "2017-11-10",
    "--mayor",
    "Bianca Verdi",
];

fn plan(more: &[&str]) -> Run {
    cie(&[&["--json", "office", "plan"][..], &SITE, more].concat())
}

fn letter(more: &[&str]) -> Run {
    cie(&[&["office", "letter"][..], &SITE, &WISH, more].concat())
}

/// The only object of stdout, whatever the exit code.
fn only(run: &Run) -> Value {
    let mut objects = run.objects();
    assert_eq!(objects.len(), 1, "{} {}", run.out, run.err);
    objects.remove(0)
}

fn item<'a>(plan: &'a Value, task: &str) -> &'a Value {
    let items = plan["items"].as_array().expect("items");
    let found = items.iter().find(|item| item["task"] == task);
    found.unwrap_or_else(|| panic!("no {task}"))
}

#[test]
fn data_are_due_21_days_before_the_period_and_a_postponement_15() {
    let run = plan(&["--on", "2017-09-01"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = only(&run);
    // 2 October less three weeks, and less 15 days, by the calendar (all. 2, par. 3).
    assert_eq!(found["preparation_due"], "2017-09-11");
    assert_eq!(found["postponement_due"], "2017-09-17");
    assert_eq!(found["installation_due"], "2017-10-06");
    assert_eq!(found["overdue"], 0);
    assert_eq!(found["training"], Value::Null);
    for (task, role, due) in [
        ("confirm_premises", "installation_contact", "2017-09-11"),
        ("check_address", "installation_contact", "2017-09-11"),
        ("fill_sedi_cie", "service_manager", "2017-09-11"),
        ("receive_master_password", "security_officer", "2017-09-11"),
        ("contact_present", "installation_contact", "2017-10-06"),
        ("test_connectivity", "installer", "2017-10-06"),
    ] {
        let item = item(&found, task);
        assert_eq!(
            (&item["role"], &item["due"]),
            (&json!(role), &json!(due)),
            "{task}"
        );
    }
}

#[test]
fn a_period_that_begins_after_a_leap_day_is_counted_by_the_calendar() {
    let run = cie(&[
        "--json",
        "office",
        "plan",
        "--comune",
        "Esempio",
        "--office",
        "centrale",
        "--workstations",
        "1",
        "--from",
        "2028-03-10",
        "--to",
        "2028-03-10",
        "--on",
        "2028-01-01",
    ]);
    let found = only(&run);
    // 29 days in February 2028: 10 + 29 - 21 = 18, 10 + 29 - 15 = 24.
    assert_eq!(found["preparation_due"], "2028-02-18");
    assert_eq!(found["postponement_due"], "2028-02-24");
}

#[test]
fn the_last_day_is_in_time_and_the_next_one_is_late() {
    assert_eq!(plan(&["--on", "2017-09-11"]).code, 0);
    let late = plan(&["--on", "2017-09-12"]);
    assert_eq!(late.code, 1);
    let found = only(&late);
    // Two tasks of the manager, six of the seven Monitora steps ("any notes" is optional), one of
    // the Security Officer.
    assert_eq!(found["overdue"], 9);
    assert_eq!(item(&found, "check_address")["overdue"], true);
    assert_eq!(item(&found, "give_notes")["overdue"], false);
    assert_eq!(item(&found, "install")["overdue"], false);
}

#[test]
fn what_was_done_by_the_day_is_late_no_more() {
    let preparation = [
        "name_persons",
        "fill_sedi_cie",
        "confirm_premises",
        "check_address",
        "check_workstations",
        "give_sco_number",
        "give_preferred_date",
        "confirm_master_password",
    ];
    let mut more = vec!["--on", "2017-09-12"];
    for task in preparation {
        more.extend(["--done", task]);
    }
    let run = plan(&[&more[..], &["--done", "receive_master_password=2017-09-20"]].concat());
    // A day that is yet to come does not count.
    assert_eq!((run.code, only(&run)["overdue"].as_u64()), (1, Some(1)));
    let run = plan(&[&more[..], &["--done", "receive_master_password=2017-09-04"]].concat());
    let found = only(&run);
    assert_eq!((run.code, found["overdue"].as_u64()), (0, Some(0)));
    assert_eq!(
        item(&found, "receive_master_password")["done_on"],
        "2017-09-04"
    );
    assert_eq!(item(&found, "name_persons")["done_on"], "2017-09-12");
    // The same task twice is refused, and the first day stands.
    let twice = ["--done", "install=2017-10-02", "--done", "install"];
    assert_eq!(only(&plan(&twice))["code"], "CIE-CORE-654");
}

#[test]
fn the_course_is_confirmed_seven_days_before() {
    let course = [
        "--on",
        "2017-09-01",
        "--training",
        "Viterbo",
        "--training-on",
        "2017-09-20",
        "--learners",
        "4",
    ];
    let found = only(&plan(&course));
    assert_eq!(
        found["training"],
        json!({ "centre": "Viterbo", "on": "2017-09-20", "learners": 4 })
    );
    assert_eq!(item(&found, "confirm_learners")["due"], "2017-09-13");
    // Half a course is none.
    assert_eq!(plan(&course[..4]).code, 2);
    assert_eq!(plan(&course[4..]).code, 2);
}

#[test]
fn people_read_the_checklist_by_role_in_either_language() {
    for (lang, roles, late) in [
        (
            "it",
            [
                "Responsabile del servizio",
                "Referente per le installazioni",
                "Security Officer",
                "Installatore",
            ],
            "in ritardo al 2017-09-12: 9",
        ),
        (
            "en",
            [
                "Service manager",
                "Installation contact",
                "Security Officer",
                "Installer",
            ],
            "late as of 2017-09-12: 9",
        ),
    ] {
        let head = ["--lang", lang, "office", "plan", "--on", "2017-09-12"];
        let run = cie(&[&head[..], &SITE].concat());
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        let lines: Vec<&str> = run.out.lines().collect();
        let at = roles.map(|role| lines.iter().position(|line| *line == role).expect(role));
        assert!(at.is_sorted(), "{at:?}");
        assert_eq!(lines.last(), Some(&late));
        assert_eq!(run.out.matches("  [!] 2017-09-11 ").count(), 9);
        assert!(lines.iter().all(|line| line.chars().count() <= 96));
        let sheet = cie(&[&head[..], &SITE, &["--sheet"]].concat());
        assert!(sheet.out.contains("dvra.cie.interno.gov.it:8442"));
        assert_eq!(sheet.code, 1);
    }
}

#[test]
fn the_letter_says_what_the_circular_wants_and_goes_by_pec_in_time() {
    let run = letter(&["--json", "--on", "2017-09-17"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = only(&run);
    assert_eq!(
        (&found["channel"], &found["to"]),
        (&json!("pec"), &json!("servizidemografici@pec.interno.it"))
    );
    let body = found["body"].as_str().expect("a body");
    for wanted in [
        "lavori in corso",
        "dal 02/10/2017 al 06/10/2017",
        "dal 06/11/2017 al 10/11/2017",
        "Il Sindaco\nBianca Verdi",
    ] {
        assert!(body.contains(wanted), "{wanted}: {body}");
    }
    let paper = letter(&["--on", "2017-09-17"]);
    assert!(paper.out.contains(body), "{}", paper.out);
    // One day later there are 14 days left.
    for json in [&[][..], &["--json"]] {
        let late = letter(&[json, &["--on", "2017-09-18"]].concat());
        assert_eq!(late.code, 1);
        assert!(late.err.contains("CIE-CORE-652"), "{}", late.err);
        assert!(!(late.out + &late.err).contains("Verdi"));
    }
}

#[test]
fn agenda_is_asked_for_in_the_words_of_the_circular() {
    let request = ["--json", "office", "agenda", "--comune", "Esempio"];
    let found = cie(&[&request[..], &["--offices", "2"]].concat()).object();
    assert_eq!(found["channel"], "email");
    // All. 2, par. 4.4.
    let body = found["body"].as_str().expect("a body");
    assert_eq!(
        body.trim_end(),
        "Si rappresenta l'interesse del Comune di Esempio ad aderire al servizio di prenotazione \
         \"Agenda CIE\" e si richiede l'invio delle credenziali di accesso per numero 2 sedi del \
         Comune all'indirizzo email dello/della scrivente."
    );
    let none = cie(&[&request[..], &["--offices", "0"]].concat());
    assert_eq!(
        (none.code, only(&none)["code"].as_str()),
        (1, Some("CIE-CORE-656"))
    );
}

#[test]
fn the_endpoints_are_those_of_the_circular() {
    let run = cie(&["--json", "office", "endpoints"]);
    assert_eq!(run.code, 0);
    let mut found: Vec<String> = run
        .objects()
        .iter()
        .map(|one| format!("{}:{}", one["host"].as_str().expect("a host"), one["port"]))
        .collect();
    found.sort();
    // All. 2, par. 2.2.
    let mut listed = [
        "www.cartaidentita.interno.gov.it:80",
        "cieonline.interno.gov.it:443",
        "agendacie.interno.gov.it:443",
        "dvra.cie.interno.gov.it:8442",
        "dvra.cie.interno.gov.it:8443",
        "dvraweb.cie.interno.gov.it:443",
        "www.poste.it:443",
        "cie-bf.vitrociset.it:443",
        "cie-bf.vitrociset.it:80",
    ];
    listed.sort_unstable();
    assert_eq!(found, listed);
    let people = cie(&["office", "endpoints"]).out;
    let forbidden = people.lines().filter(|line| line.ends_with("vietata"));
    assert!(forbidden.clone().all(|line| line.contains("//dvra.cie.")));
    assert_eq!(forbidden.count(), 2);
}
