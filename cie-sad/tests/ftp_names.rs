//! Names of files in the exchange over FTP, and the section of the profile that gives them.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

use cie_core::error::Position;
use cie_sad::Code;
use cie_sad::profile::{FileNamePattern, FileNames, NameParts, Profile};
use proptest::prelude::*;

const LITERAL: &str = "[A-Za-z0-9_][A-Za-z0-9._-]{0,8}[A-Za-z0-9_]";

/// Patterns of every shape: identifier and sender in either order, with and without text around.
fn pattern() -> impl Strategy<Value = FileNamePattern> {
    let fixed = || prop_oneof![Just(String::new()), LITERAL];
    let sender = prop_oneof![Just(""), Just("{sender}")];
    (fixed(), sender, any::<bool>(), fixed(), fixed()).prop_map(
        |(before, sender, swap, between, after)| {
            let (one, other) = if swap {
                (sender, "{id}")
            } else {
                ("{id}", sender)
            };
            let text = format!("{before}{one}{between}{other}{after}");
            FileNamePattern::parse(&text).expect(&text)
        },
    )
}

fn parts() -> impl Strategy<Value = NameParts> {
    ("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}", "[A-Za-z0-9]{6}").prop_map(|(id, sender)| NameParts {
        id,
        sender: Some(sender),
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(pattern in pattern(), parts in parts()) {
        let name = pattern.write(&parts).unwrap();
        let sender = parts.sender.filter(|_| pattern.has_sender());
        prop_assert_eq!(pattern.read(&name), Some(NameParts { id: parts.id, sender }));
    }

    #[test]
    fn what_is_read_is_written(pattern in pattern(), name in "[A-Za-z0-9._-]{1,90}") {
        if let Some(parts) = pattern.read(&name) {
            prop_assert_eq!(pattern.write(&parts), Some(name));
        }
    }

    /// The characters of a name that fits are those allowed, whatever the name.
    #[test]
    fn no_name_leads_out_of_the_folder(pattern in pattern(), name: String, parts in parts()) {
        let real = pattern.write(&parts).unwrap();
        for name in [name.clone(), format!("../{real}"), format!("{real}/.."), format!("{real}{name}")] {
            if pattern.read(&name).is_some() {
                let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
                prop_assert!(name.bytes().all(plain) && !name.starts_with('.'));
            }
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_not(text: String) {
        if let Some(pattern) = FileNamePattern::parse(&text) {
            prop_assert_eq!(pattern.as_str(), text);
        }
    }

    #[test]
    fn any_braces_are_a_pattern_or_not(text in "([{}a.-]|\\{id\\}|\\{sender\\}){0,6}") {
        if let Some(pattern) = FileNamePattern::parse(&text) {
            prop_assert_eq!(text.matches("{id}").count(), 1);
            prop_assert_eq!(pattern.has_sender(), text.contains("{sender}"));
        }
    }

    /// Names are said to be distinct exactly when no name fits both patterns.
    #[test]
    fn distinct_names_never_meet(one in pattern(), other in pattern(), a in parts(), b in parts()) {
        let profile = profile(one.as_str(), other.as_str(), ".part");
        let Ok(profile) = Profile::parse(&profile) else { return Ok(()) };
        let names = profile.file_names();
        if names.distinct() {
            prop_assert_eq!(names.answer().read(&names.request().write(&a).unwrap()), None);
            prop_assert_eq!(names.request().read(&names.answer().write(&b).unwrap()), None);
        }
    }
}

fn profile(request: &str, answer: &str, temporary: &str) -> String {
    let names = FileNames::default();
    Profile::ANPR
        .replace(names.request().as_str(), request)
        .replace(names.answer().as_str(), answer)
        .replace(
            &format!("\"{}\"", names.temporary()),
            &format!("\"{temporary}\""),
        )
}

#[test]
fn names_that_could_meet_are_not_distinct() {
    let cases = [
        ("{id}.xml", "{id}.xml", false),
        ("{id}.xml", "R-{id}.xml", false),
        // "AxB" fits both.
        ("A{id}", "{id}B", false),
        ("{sender}{id}", "123456{id}", false),
        ("{sender}{id}", "1-3456{id}", true),
        ("{id}.ric", "{id}.ris", true),
        ("{id}", "{id}.xml", false),
    ];
    for (request, answer, distinct) in cases {
        let profile = Profile::parse(&profile(request, answer, ".part")).unwrap();
        assert_eq!(
            profile.file_names().distinct(),
            distinct,
            "{request} {answer}"
        );
    }
}

/// Each slip is found on its line.
#[test]
fn slips_are_found_on_their_lines() {
    let good = ("RIC-{id}.xml", "RIS-{id}.xml", ".tmp");
    let line_of = |what: &str| {
        let at = Profile::ANPR.find(what).unwrap();
        Profile::ANPR[..at].matches('\n').count() as u64 + 1
    };
    let names = [
        "RIC.xml",
        "",
        "{id}{id}",
        "{id}/x",
        "a b{id}",
        "../{id}",
        ".{id}",
        "-{id}",
        "{id}.",
        "{id}{sender}{sender}",
        "{ID}",
        "{id",
        "{id}.tmp",
        "{id}.TMP",
        "è{id}",
        &"x".repeat(65),
    ];
    for wrong in names {
        let cases = [
            ("request = \"RIC", profile(wrong, good.1, good.2)),
            ("answer = \"RIS", profile(good.0, wrong, good.2)),
        ];
        for (line, text) in cases {
            let error = Profile::parse(&text).expect_err(wrong);
            let at = line_of(line);
            assert_eq!(error.code(), Code::BadFileNames, "{wrong}: {error}");
            let found = cie_core::error::Coded::position(&error);
            assert!(
                matches!(found, Some(Position::Text { line, .. }) if *line == at),
                "{wrong}: {error}"
            );
        }
    }
    for wrong in [
        "",
        "tmp",
        ".",
        "./x",
        ".t m",
        ".tmp.x.y/z",
        ".abcdefghijklmnop",
    ] {
        let error = Profile::parse(&profile(good.0, good.1, wrong)).expect_err(wrong);
        assert_eq!(error.code(), Code::BadFileNames, "{wrong}: {error}");
    }
    // The answer cannot say who sent what the request does not.
    let text = profile(good.0, "{sender}{id}.xml", good.2);
    assert_eq!(
        Profile::parse(&text).unwrap_err().code(),
        Code::BadFileNames
    );
    let text = profile("{sender}{id}.xml", good.1, good.2);
    assert!(Profile::parse(&text).is_ok());
    let unknown = Profile::ANPR.replace("[ftp]\n", "[ftp]\nfolder = \"x\"\n");
    assert_eq!(
        Profile::parse(&unknown).unwrap_err().code(),
        Code::ProfileSyntax
    );
}

#[test]
fn a_profile_without_the_section_has_the_default_names() {
    let start = Profile::ANPR.find("[ftp]").unwrap();
    let end = start + Profile::ANPR[start..].find("[blocks]").unwrap();
    let text = format!("{}{}", &Profile::ANPR[..start], &Profile::ANPR[end..]);
    let profile = Profile::parse(&text).unwrap();
    assert_eq!(*profile.file_names(), FileNames::default());
    assert_eq!(
        profile,
        Profile::anpr().unwrap(),
        "the default is what anpr says"
    );
}

#[test]
fn an_answer_is_named_after_its_request() {
    let names = FileNames::default();
    assert_eq!(
        names.answer_to("RIC-2026.0001.xml").as_deref(),
        Some("RIS-2026.0001.xml")
    );
    for name in [
        "RIC-1.xml.tmp",
        "RIC-1.TMP",
        "RIS-1.xml",
        "ric-1.xml",
        "RIC-.xml",
        "RIC-.x.xml",
        "",
    ] {
        assert_eq!(names.answer_to(name), None, "{name}");
    }
}
