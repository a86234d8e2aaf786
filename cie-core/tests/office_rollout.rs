//! The roll-out of an office against circ. 8/2017 (all. 2 unless said otherwise) and a calendar.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail by panicking, too"
)]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use cie_core::Code;
use cie_core::lang::Lang;
use cie_core::office::{
    Breach, Channel, Effect, Period, Plan, Postponement, Premises, Probe, Reached, Requirement,
    Role, Software, Task, Training, Unmet, Weight, Workstation, agenda_request, endpoints,
    unreached,
};
use cie_core::rule::ProxyAuth;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

/// The third phase began on 2 October 2017, a Monday.
fn plan() -> Plan {
    Plan::new(
        "Esempio",
        "sede centrale",
        2,
        period("2017-10-02", "2017-10-06"),
    )
    .unwrap()
}

/// Par. 3: "deve avvenire entro e non oltre tre settimane prima del periodo assegnato" and "è
/// necessario inviare con anticipo di 15 giorni una comunicazione". Days read off a calendar.
#[test]
fn days_are_counted_back_from_the_period() {
    for (from, preparation, postponement) in [
        ("2017-10-02", "2017-09-11", "2017-09-17"),
        ("2018-01-08", "2017-12-18", "2017-12-24"), // over the turn of the year
        ("2020-03-09", "2020-02-17", "2020-02-23"), // over a 29 February
        ("2024-03-01", "2024-02-09", "2024-02-15"),
    ] {
        let plan = Plan::new("Esempio", "sede", 1, period(from, from)).unwrap();
        assert_eq!(plan.preparation_due(), day(preparation), "{from}");
        assert_eq!(plan.postponement_due(), day(postponement), "{from}");
    }
    assert_eq!(plan().preparation_due().weekday(), Weekday::Mon);
}

#[test]
fn periods_are_bounded() {
    for (from, to) in [
        ("2017-10-06", "2017-10-02"),
        ("2017-10-02", "2018-10-04"),
        ("2000-12-31", "2001-01-02"),
        ("2099-12-31", "2100-01-01"),
    ] {
        let error = Period::new(day(from), day(to)).unwrap_err();
        assert_eq!(error.code(), Code::BadInstallationPeriod, "{from} {to}");
    }
    assert!(serde_json::from_str::<Period>(r#"{"from":"2017-10-06","to":"2017-10-02"}"#).is_err());
    assert!(Plan::new("Esempio", "sede", 0, period("2017-10-02", "2017-10-06")).is_err());
    assert!(Plan::new(" ", "sede", 1, period("2017-10-02", "2017-10-06")).is_err());
}

/// Par. 3: the seven things that the installation contact does in Monitora; the last one ("altri
/// dettagli") is "eventuali".
#[test]
fn monitora_has_seven_steps_and_one_is_optional() {
    let steps: Vec<Task> = Task::ALL
        .iter()
        .copied()
        .filter(|task| task.text().it.starts_with("Monitora:"))
        .collect();
    assert_eq!(steps.len(), 7);
    assert!(
        steps
            .iter()
            .all(|task| task.role() == Role::InstallationContact)
    );
    let optional: Vec<_> = steps.iter().filter(|task| !task.is_needed()).collect();
    assert_eq!(optional, [&Task::GiveNotes]);
    let plan = plan();
    let due = plan
        .items()
        .filter(|item| steps.contains(&item.task))
        .map(|item| item.due);
    assert_eq!(due.collect::<BTreeSet<_>>(), [day("2017-09-11")].into());
    for role in Role::ALL {
        assert!(Task::ALL.iter().any(|task| task.role() == role), "{role:?}");
    }
}

#[test]
fn a_task_is_late_the_day_after_it_was_due() {
    let mut plan = plan();
    assert!(plan.overdue(day("2017-09-11")).is_empty());
    // Nine: two of the service manager, six of Monitora, the receipt of the master password.
    assert_eq!(plan.overdue(day("2017-09-12")).len(), 9);
    plan.done(Task::CheckAddress, day("2017-09-13")).unwrap();
    // Done late: on the 12th it was still open.
    assert_eq!(plan.overdue(day("2017-09-12")).len(), 9);
    assert_eq!(plan.overdue(day("2017-09-13")).len(), 8);
    let again = plan
        .done(Task::CheckAddress, day("2017-09-14"))
        .unwrap_err();
    assert_eq!(again.code(), Code::TaskAlreadyDone);
    // Without an agreed day the installation is due by the last day of the period.
    assert_eq!(plan.overdue(day("2017-10-06")).len(), 8);
    assert!(plan.overdue(day("2017-10-07")).len() > 8);
    plan.agree_installation(day("2017-10-03")).unwrap();
    assert!(plan.overdue(day("2017-10-04")).len() > 8);
    let error = plan.agree_installation(day("2017-10-09")).unwrap_err();
    assert_eq!(error.code(), Code::DayOutsidePeriod);
}

/// Par. 3: "La compilazione di quanto sopra è propedeutica alla installazione"; par. 2.1: "La
/// ricezione di tale master password è necessaria per completare l'installazione".
#[test]
fn nothing_is_installed_before_the_data_and_the_master_password() {
    let mut plan = plan();
    let on = day("2017-09-11");
    let needed: Vec<Task> = plan.blockers(on).iter().map(|item| item.task).collect();
    assert_eq!(needed.len(), 9);
    for task in needed {
        assert!(plan.blockers(on).iter().any(|item| item.task == task));
        plan.done(task, on).unwrap();
    }
    assert!(plan.blockers(on).is_empty());
    assert!(!plan.blockers(on.pred_opt().unwrap()).is_empty());
}

fn request(from: &str, to: &str) -> Postponement {
    Postponement {
        reasons: "lavori nella sede".into(),
        new_period: period(from, to),
        mayor: "Bianca Verdi".into(),
    }
}

/// Par. 3: "una comunicazione a firma del Sindaco, all'indirizzo PEC
/// servizidemografici@pec.interno.it, contenente le motivazioni per le quali si chiede il
/// posticipo delle installazioni ed il nuovo periodo desiderato".
#[test]
fn the_letter_says_what_the_circular_asks_for() {
    let plan = plan();
    let asked = request("2017-11-06", "2017-11-10");
    let letter = plan
        .postponement_letter(&asked, day("2017-09-17"), Lang::It)
        .unwrap();
    assert_eq!(
        (letter.channel(), letter.to()),
        (Channel::Pec, "servizidemografici@pec.interno.it")
    );
    for said in [
        "Il Sindaco\nBianca Verdi",
        "Motivazioni: lavori nella sede",
        "circolare n. 8/2017",
        "dal 06/11/2017 al 10/11/2017",
        "dal 02/10/2017 al 06/10/2017",
        "sede centrale",
        "Esempio, 17/09/2017",
    ] {
        assert!(letter.body().contains(said), "{said}\n{}", letter.body());
    }
    assert!(
        letter
            .text()
            .contains("Non risulta pubblico alcun modulo ufficiale")
    );
    assert!(!format!("{letter:?} {asked:?}").contains("Verdi"));

    let code = |asked: &Postponement, on: &str| {
        plan.postponement_letter(asked, day(on), Lang::It)
            .unwrap_err()
            .code()
    };
    assert_eq!(code(&asked, "2017-09-18"), Code::PostponementTooLate);
    assert_eq!(
        code(&request("2017-10-02", "2017-10-20"), "2017-09-11"),
        Code::BadPostponement
    );
    assert_eq!(
        code(&request("2017-09-25", "2017-09-29"), "2017-09-11"),
        Code::BadPostponement
    );
    let silent = Postponement {
        reasons: " ".into(),
        ..asked.clone()
    };
    assert_eq!(code(&silent, "2017-09-11"), Code::BadLine);
    let unsigned = Postponement {
        mayor: "".into(),
        ..asked
    };
    assert_eq!(code(&unsigned, "2017-09-11"), Code::BadLine);
}

#[test]
fn a_new_period_moves_every_day() {
    let mut plan = plan();
    plan.agree_installation(day("2017-10-03")).unwrap();
    plan.done(Task::CheckAddress, day("2017-09-07")).unwrap();
    plan.done(Task::GivePreferredDate, day("2017-09-07"))
        .unwrap();
    plan.reschedule(period("2017-11-06", "2017-11-10"));
    assert_eq!(plan.preparation_due(), day("2017-10-16"));
    assert_eq!(plan.installation_due(), day("2017-11-10"));
    let open: Vec<Task> = plan
        .blockers(day("2017-10-16"))
        .iter()
        .map(|item| item.task)
        .collect();
    assert!(!open.contains(&Task::CheckAddress) && open.contains(&Task::GivePreferredDate));
}

/// P. 3: "entro e non oltre una settimana dall'inizio della data del corso", read as a week before.
#[test]
fn the_course_is_confirmed_a_week_before() {
    let course = Training::new("Viterbo", day("2017-09-20"), 4).unwrap();
    assert_eq!(course.confirmation_due(), day("2017-09-13"));
    assert!(
        plan()
            .items()
            .all(|item| item.task != Task::ConfirmLearners)
    );
    let plan = plan().with_training(course);
    let item = plan
        .items()
        .find(|item| item.task == Task::ConfirmLearners)
        .unwrap();
    assert_eq!(item.due, day("2017-09-13"));
    assert!(plan.overdue(day("2017-09-14")).contains(&item));
    for (centre, learners) in [("", 4), ("Viterbo", 0), ("Viterbo", 1001)] {
        assert!(Training::new(centre, day("2017-09-20"), learners).is_err());
    }
}

#[test]
fn the_checklist_is_by_role_and_says_what_is_late() {
    let mut plan = plan().with_training(Training::new("Viterbo", day("2017-09-20"), 4).unwrap());
    plan.done(Task::CheckAddress, day("2017-09-07")).unwrap();
    let text = plan.checklist(day("2017-09-12"), Lang::It);
    for role in [
        "Responsabile del servizio",
        "Referente per le installazioni",
        "Security Officer",
        "Installatore",
    ] {
        assert!(text.contains(&format!("\n{role}\n")), "{role}\n{text}");
    }
    for said in [
        "Periodo assegnato: 02/10/2017 – 06/10/2017; postazioni: 2",
        "Posticipo da chiedere entro il: 17/09/2017",
        "[x] Monitora: verificare l'indirizzo",
        "[ ] Monitora: confermare i requisiti di logistica e spazi (entro il 11/09/2017) IN RITARDO",
        "Corso: Viterbo, 20/09/2017; partecipanti: 4",
        "- dvra.cie.interno.gov.it:8443",
        "Assistenza ai comuni: 800 098 738, cie.comuni@interno.it",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(
        text.matches(" IN RITARDO").count(),
        plan.overdue(day("2017-09-12")).len()
    );
    let english = plan.checklist(day("2017-09-12"), Lang::En);
    assert!(english.contains("Assigned period: 2017-10-02 – 2017-10-06"));
    assert_eq!(
        english.matches(" LATE").count(),
        plan.overdue(day("2017-09-12")).len()
    );
    assert_eq!(english.matches("\n[").count(), plan.items().count());
}

const GOOD: Workstation = Workstation {
    space: true,
    plain_sockets: 2,
    schuko_sockets: 2,
    ethernet_mm: Some(3000),
};

/// Par. 2.2: "almeno 4 prese (Spina tradizionale: 2, Schuko: 2)"; "cavo di rete (…) di lunghezza
/// fino a 3 metri"; "Si consiglia (…) almeno 1 Mbps di tipo simmetrico per ogni postazione".
#[test]
fn premises_are_measured_against_the_circular() {
    let premises = |workstations: Vec<Workstation>, download_kbps, upload_kbps| Premises {
        workstations,
        download_kbps,
        upload_kbps,
    };
    assert!(premises(vec![GOOD, GOOD], 2000, 2000).unmet().is_empty());
    let bad = Workstation {
        space: false,
        plain_sockets: 6,
        schuko_sockets: 1,
        ethernet_mm: Some(3001),
    };
    let none = Workstation {
        ethernet_mm: None,
        ..GOOD
    };
    let unmet = |requirement, workstation, needed, found| Unmet {
        requirement,
        workstation,
        needed,
        found,
    };
    assert_eq!(
        premises(vec![GOOD, bad, none], 3000, 2999).unmet(),
        [
            unmet(Requirement::Space, Some(2), 1, Some(0)),
            unmet(Requirement::SchukoSockets, Some(2), 2, Some(1)),
            unmet(Requirement::Ethernet, Some(2), 3000, Some(3001)),
            unmet(Requirement::Ethernet, Some(3), 3000, None),
            unmet(Requirement::Upload, None, 3000, Some(2999)),
        ]
    );
    assert_eq!(Requirement::Upload.weight(), Weight::Advised);
    assert_eq!(Requirement::SchukoSockets.weight(), Weight::Required);
    let empty = premises(vec![], 0, 0).unmet();
    assert_eq!(empty, [unmet(Requirement::Workstations, None, 1, Some(0))]);
}

fn probe(host: &str, port: u16, reached: Reached) -> Probe {
    Probe {
        host: host.into(),
        port,
        reached,
    }
}

/// Par. 2.2: "la raggiungibilità del servizio dvra.cie.interno.gov.it sulle porte 8442 e 8443 deve
/// avvenire senza la necessità di autenticazione dell'utente"; for the others it is "consigliabile".
#[test]
fn a_proxy_may_ask_for_credentials_but_not_for_the_sco_service() {
    assert_eq!(endpoints().count(), 9);
    assert!(
        unreached(&[])
            .iter()
            .all(|one| one.reached.is_none() && one.required)
    );
    assert_eq!(unreached(&[]).len(), 9);
    let mut probes: Vec<Probe> = endpoints()
        .map(|one| probe(one.host, one.port, Reached::Directly))
        .collect();
    assert!(unreached(&probes).is_empty());
    probes.push(probe(
        "DVRA.cie.interno.gov.it",
        8442,
        Reached::WithCredentials,
    ));
    probes.push(probe("www.poste.it", 443, Reached::WithCredentials));
    probes.push(probe("cie-bf.vitrociset.it", 80, Reached::Not));
    let found: Vec<(String, bool)> = unreached(&probes)
        .iter()
        .map(|one| (one.endpoint.to_string(), one.required))
        .collect();
    assert_eq!(
        found,
        [
            ("dvra.cie.interno.gov.it:8442".to_owned(), true),
            ("www.poste.it:443".to_owned(), false),
            ("cie-bf.vitrociset.it:80".to_owned(), true),
        ]
    );
    let forbidden: Vec<u16> = endpoints()
        .filter(|one| one.proxy == ProxyAuth::Forbidden)
        .map(|one| one.port)
        .collect();
    assert_eq!(forbidden, [8442, 8443]);
}

/// Par. 4.1, the folders and the file that other software must leave alone.
#[test]
fn protected_paths_are_recognised_however_they_are_written() {
    let judge = |path: &str| {
        let software = Software {
            name: "prova".into(),
            effects: vec![],
            writes: vec![path.into()],
        };
        software.breaches().first().map(|breach| breach.effect)
    };
    for path in [
        r"c:\Program Files (X86)\CIE Acquisition",
        r"C:\PROGRAM FILES (x86)\cie acquisition\x.dll",
        r"C:/Program Files (x86)/CIE/Utility Manager/conf/a.ini",
        r"c:\Program Files (x86)\Altro\..\CIE Acquisition\x",
        r"\\?\C:\Program Files (x86)\CIE Acquisition\x",
        r"c:\Program Files (x86)\CIE Acquisition. \x",
    ] {
        assert_eq!(judge(path), Some(Effect::CieFolders), "{path}");
    }
    // The circular writes "host"; the file of Windows is called "hosts".
    for path in [
        r"c:\windows\system32\drivers\etc\host",
        r"C:\Windows\System32\drivers\etc\HOSTS",
    ] {
        assert_eq!(judge(path), Some(Effect::HostsFile), "{path}");
    }
    for path in [
        r"c:\Program Files (x86)\CIE Acquisition 2\x",
        r"c:\Program Files (x86)\CIE\Altro",
        r"d:\Program Files (x86)\CIE Acquisition",
        r"c:\Program Files (x86)\CIE Acquisition\..\Altro\x",
        r"c:\windows\system32\drivers\etc\hosts.bak",
        "",
    ] {
        assert_eq!(judge(path), None, "{path}");
    }
    assert_eq!(judge(&"x".repeat(5000)), Some(Effect::CieFolders));
}

#[test]
fn whatever_is_declared_is_a_breach() {
    let all = [
        Effect::NetworkConfiguration,
        Effect::HostsFile,
        Effect::CieFolders,
        Effect::RemoveRuntimes,
        Effect::Firewall,
        Effect::RemoveCaChain,
        Effect::Antivirus,
    ];
    for effect in all {
        let software = Software {
            name: "prova".into(),
            effects: vec![effect, effect],
            writes: vec![],
        };
        assert_eq!(software.breaches(), [Breach { effect, path: None }]);
        let section = if effect == Effect::Antivirus {
            "par. 4.6"
        } else {
            "par. 4.1"
        };
        assert!(effect.rule().source.ends_with(section), "{effect:?}");
    }
}

#[test]
fn a_plan_is_read_back_and_checked() {
    let mut plan = plan().with_training(Training::new("Viterbo", day("2017-09-20"), 4).unwrap());
    plan.agree_installation(day("2017-10-03")).unwrap();
    plan.done(Task::CheckAddress, day("2017-09-07")).unwrap();
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    for (from, to) in [
        (
            "\"installation\":\"2017-10-03\"",
            "\"installation\":\"2017-10-09\"",
        ),
        ("\"workstations\":2", "\"workstations\":0"),
        ("\"learners\":4", "\"learners\":0"),
        ("\"comune\":\"Esempio\"", "\"comune\":\"\""),
        ("\"comune\":", "\"extra\":1,\"comune\":"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(
            serde_json::from_str::<Plan>(&text.replace(from, to)).is_err(),
            "{to}"
        );
    }
}

#[test]
fn agenda_is_asked_for_with_a_count_of_offices() {
    for (comune, offices) in [("", 1), ("a\nb", 1), ("Esempio", 0), ("Esempio", 1001)] {
        assert!(agenda_request(comune, offices, Lang::It).is_err());
    }
    let english = agenda_request("Esempio", 1, Lang::En).unwrap();
    assert!(english.note().starts_with("No official form is public"));
}

proptest! {
    #[test]
    fn three_weeks_before_is_the_same_weekday(shift in 0u64..30_000, long in 0u64..300) {
        let from = day("2001-02-01") + chrono::Days::new(shift);
        let to = from + chrono::Days::new(long);
        let plan = Plan::new("Esempio", "sede", 1, Period::new(from, to).unwrap()).unwrap();
        let due = plan.preparation_due();
        prop_assert_eq!(due.iter_weeks().nth(3), Some(from));
        prop_assert_eq!(plan.postponement_due().iter_days().nth(15), Some(from));
        prop_assert!(plan.overdue(due).is_empty());
        prop_assert!(!plan.overdue(due.succ_opt().unwrap()).is_empty());
    }

    #[test]
    fn any_path_is_judged(path in "\\PC{0,80}", under in "[a-z ]{1,10}") {
        let judge = |path: String| {
            Software { name: String::new(), effects: vec![], writes: vec![path] }.breaches()
        };
        prop_assert!(judge(path).len() <= 1);
        let inside = format!(r"C:\Program Files (x86)\CIE Acquisition\{under}");
        prop_assert_eq!(judge(inside).len(), 1);
    }

    #[test]
    fn a_document_is_made_or_refused(comune in "\\PC{0,120}", offices in any::<u32>()) {
        let made = agenda_request(&comune, offices, Lang::It);
        let fine = (1..=100).contains(&comune.chars().count()) && !comune.trim().is_empty();
        prop_assert_eq!(made.is_ok(), fine && (1..=1000).contains(&offices));
    }
}
