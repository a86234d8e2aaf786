//! What all commands have in common: exit codes, JSON lines, languages, and silence about people.

use crate::support::cie;

/// A run of every command that needs no file, with the exit code it must end with.
const RUNS: [(&[&str], i32); 22] = [
    (&["cf", "check", "RSSMRA80A01H501U"], 0),
    (&["cf", "check", "RSSMRA80A01H501A", "", "\u{20AC}"], 1),
    (
        &[
            "cf",
            "encode",
            "--surname",
            "Rossi",
            "--name",
            "Mario",
            "--born",
            "1980-01-01",
            "--sex",
            "M",
            "--place",
            "H501",
        ],
        0,
    ),
    (
        &[
            "cf",
            "encode",
            "--surname",
            "Rossi",
            "--name",
            "Mario",
            "--born",
            "1980-01-01",
            "--sex",
            "M",
            "--place",
            "Castro",
        ],
        1,
    ),
    (
        &[
            "validity",
            "--born",
            "1988-03-15",
            "--requested",
            "2026-11-23",
        ],
        0,
    ),
    (
        &[
            "validity",
            "--born",
            "2027-01-01",
            "--requested",
            "2026-11-23",
        ],
        1,
    ),
    (&["fees", "total", "--reason", "1", "--on", "2026-11-23"], 0),
    (
        &[
            "fees",
            "remit",
            "--cards",
            "1",
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-30",
        ],
        0,
    ),
    (&["fees", "calendar", "--year", "2026"], 0),
    (
        &[
            "mrz",
            "make",
            "--serial",
            "CA00000AA",
            "--born",
            "1964-12-30",
            "--sex",
            "F",
            "--expires",
            "2022-12-30",
            "--surname",
            "Rossi",
        ],
        0,
    ),
    (&["mrz", "parse", "nonsense"], 1),
    (&["request", "check", "no/such/file.json"], 3),
    (&["card", "read", "--sim", "no/such/card.der"], 3),
    (&["sco", "report", "no/such/file.json"], 3),
    (&["journal", "verify", "no/such/file.db"], 3),
    (&["store", "retention", "no/such/file.db", "--list"], 0),
    (
        &[
            "office",
            "plan",
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
            "--on",
            "2017-09-11",
        ],
        0,
    ),
    (
        &[
            "office",
            "plan",
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
            "--on",
            "2017-09-12",
        ],
        1,
    ),
    (
        &["office", "agenda", "--comune", "Esempio", "--offices", "1"],
        0,
    ),
    (&["office", "endpoints"], 0),
    (&["rules", "list", "--on", "2026-11-23"], 0),
    (&["rules", "explain", "numbers.serial"], 0),
];

#[test]
fn programs_get_one_object_a_line_and_nothing_else() {
    for (arguments, code) in RUNS {
        let run = cie(&[&["--json"], arguments].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(!run.objects().is_empty(), "{arguments:?}");
        let failed = run
            .objects()
            .iter()
            .any(|object| object["event"] == "failure");
        // These two answer, and say in the answer what they found.
        let answers = [["cf", "check"], ["office", "plan"]].contains(&[arguments[0], arguments[1]]);
        assert_eq!(failed, code != 0 && !answers, "{arguments:?}");
    }
}

#[test]
fn people_get_italian_unless_they_ask_for_english() {
    for (arguments, code) in RUNS {
        let text = |lang: &[&str]| {
            let run = cie(&[lang, arguments].concat());
            assert_eq!(run.code, code, "{arguments:?}");
            run.out + &run.err
        };
        let (default, italian, english) =
            (text(&[]), text(&["--lang", "it"]), text(&["--lang", "en"]));
        assert_eq!(default, italian, "{arguments:?}");
        let same_in_both = arguments[0..2] == ["mrz", "make"];
        assert_eq!(italian == english, same_in_both, "{arguments:?}");
        let longest = english
            .lines()
            .chain(italian.lines())
            .map(|l| l.chars().count())
            .max();
        assert!(
            arguments[0] != "rules" || longest < Some(110),
            "{longest:?}"
        );
    }
}

#[test]
fn a_command_line_that_is_wrong_ends_with_two() {
    let wrong: [&[&str]; 18] = [
        &[],
        &["cf"],
        &["cf", "mend"],
        &["cf", "check", "--on", "yesterday", "RSSMRA80A01H501U"],
        &["cf", "encode", "--surname", "Rossi"],
        &["validity"],
        &[
            "validity",
            "--born",
            "1988-03-15",
            "--requested",
            "2026-1-5",
        ],
        &[
            "fees",
            "remit",
            "--cards",
            "-1",
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-15",
        ],
        &["mrz", "make", "--serial", "CA1"],
        &["request", "check"],
        &["card", "simulate"],
        &["card", "simulate", "--fault", "melted"],
        &["sco", "report"],
        &["sco", "new", "--office", "two words", "sco.json"],
        &["office", "agenda", "--comune", "Esempio"],
        &["office", "plan", "--from", "2017-13-01"],
        &["rules", "list", "--on"],
        &["--lang", "de", "rules", "list"],
    ];
    for arguments in wrong {
        let run = cie(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    assert_eq!(cie(&["--help"]).code, 0);
    assert_eq!(cie(&["cf", "encode", "--help"]).code, 0);
}

#[test]
fn errors_do_not_repeat_what_was_typed_about_a_person() {
    let typed: [(&[&str], &str); 15] = [
        (&["cf", "RSSMRA80A01H501U"], "RSSMRA"),
        (&["RSSMRA80A01H501U"], "RSSMRA"),
        (&["cf", "encode", "Bianchi"], "Bianchi"),
        (&["cf", "check", "--RSSMRA80A01H501U"], "RSSMRA"),
        (
            &[
                "cf",
                "encode",
                "--surname",
                "Росси",
                "--born",
                "1980-01-01",
                "--sex",
                "M",
                "--place",
                "H501",
            ],
            "Росси",
        ),
        (
            &[
                "cf",
                "encode",
                "--surname",
                "B",
                "--born",
                "1980-01-01",
                "--sex",
                "Bianchi",
                "--place",
                "H501",
            ],
            "Bianchi",
        ),
        (
            &[
                "cf",
                "encode",
                "--surname",
                "B",
                "--born",
                "1980-01-01",
                "--sex",
                "M",
                "--place",
                "Bianchitown",
            ],
            "Bianchitown",
        ),
        (&["validity", "--born", "1988-15-03"], "1988"),
        (
            &[
                "validity",
                "--born",
                "1988-03-15",
                "--requested",
                "1987-03-15",
            ],
            "1988",
        ),
        (&["mrz", "parse", "BIANCHI<<MARIA"], "BIANCHI"),
        (&["mrz", "make", "--serial", "CA12345"], "CA12345"),
        (&["fees", "total", "--reason", "Bianchi"], "Bianchi"),
        (&["sco", "new", "--office", "Anna Bianchi", "x"], "Bianchi"),
        (
            &[
                "office",
                "agenda",
                "--comune",
                "A\nBianchi",
                "--offices",
                "1",
            ],
            "Bianchi",
        ),
        (&["office", "plan", "--done", "Bianchi"], "Bianchi"),
    ];
    for (arguments, personal) in typed {
        for json in [&[][..], &["--json"]] {
            let run = cie(&[json, arguments].concat());
            assert_ne!(run.code, 0, "{arguments:?}");
            assert!(!run.err.is_empty(), "{arguments:?}");
            let said = run.err + &run.out;
            assert!(!said.contains(personal), "{arguments:?}: {said}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_could_not_be_written_is_not_a_success() {
    use std::process::{Command, Stdio};

    for json in [&[][..], &["--json"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let output = Command::new(env!("CARGO_BIN_EXE_cie"))
            .args(json)
            .args(["rules", "list"])
            .stdout(full.expect("a device that is always full"))
            .stderr(Stdio::piped())
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(3));
        assert!(!output.stderr.is_empty());
    }
}
