//! What is said of command lines that are wrong, in both languages.

use crate::support::cie;

/// A line, what Italian says of it, and what English says.
const WRONG: [(&[&str], &str, &str); 11] = [
    (
        &["cf", "mend"],
        "comando '…' sconosciuto",
        "unrecognized subcommand",
    ),
    (
        &["cf", "check", "--colour", "x"],
        "argomento '--colour' non previsto",
        "unexpected argument",
    ),
    (
        &["fees", "calendar"],
        "mancano questi argomenti obbligatori:\n  --year <YEAR>",
        "required arguments",
    ),
    (
        &["fees", "calendar", "--year", "MMXV"],
        "non è un numero nei limiti",
        "invalid digit",
    ),
    (
        &["fees", "calendar", "--year"],
        "'--year <YEAR>' vuole un valore, che manca",
        "a value is required",
    ),
    (
        &["fees", "calendar", "--year", "2026", "--year", "2027"],
        "non si può ripetere",
        "cannot be used multiple times",
    ),
    (
        &["validity", "--born", "1988-15-03"],
        "data non valida",
        "invalid value",
    ),
    (
        &["fees", "total", "--reason", "9", "--office", "embassy"],
        "[valori ammessi: comune, consulate]",
        "possible values",
    ),
    (
        &[
            "fees",
            "reconcile",
            "--cards",
            "a",
            "--payments",
            "b",
            "--from",
            "2026-11-01",
        ],
        "--to <DATE>",
        "required arguments",
    ),
    (
        &[
            "fees",
            "reconcile",
            "--cards",
            "a",
            "--payments",
            "b",
            "--on",
            "2026-11-01",
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-30",
        ],
        "non si può usare insieme con",
        "cannot be used with",
    ),
    (
        &["fees", "quarterly", "--quarter", "5"],
        "1, 2, 3, 4",
        "1, 2, 3, 4",
    ),
];

#[test]
fn errors_of_the_line_speak_the_language_asked_for() {
    for (line, italian, english) in WRONG {
        for (lang, said, word) in [
            (&[][..], italian, "errore: "),
            (&["--lang", "it"], italian, "errore: "),
            (&["--lang", "en"], english, "error: "),
            (&["--lang=en"], english, "error: "),
        ] {
            let run = cie(&[lang, line].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{line:?}");
            assert!(run.err.starts_with(word), "{line:?} {lang:?}: {}", run.err);
            assert!(run.err.contains(said), "{line:?} {lang:?}: {}", run.err);
            let usage = if word == "errore: " {
                "Uso: cie"
            } else {
                "Usage: cie"
            };
            let has_usage = run.err.contains(usage) || !run.err.contains("Us");
            assert!(has_usage, "{line:?} {lang:?}: {}", run.err);
        }
    }
}

#[test]
fn italian_has_no_english_left_in_it() {
    for (line, _, _) in WRONG {
        let err = cie(line).err;
        for word in [
            "Usage",
            "argument ",
            "value ",
            "required",
            "For more",
            "tip:",
            "error:",
        ] {
            assert!(!err.contains(word), "{line:?}: {word} in {err}");
        }
    }
    let similar = cie(&["fees", "totl"]).err;
    assert!(
        similar.contains("suggerimento: esiste un comando simile: total"),
        "{similar}"
    );
    let language = cie(&["--lang", "de", "rules", "list"]).err;
    assert!(language.contains("[valori ammessi: it, en]"), "{language}");
}
