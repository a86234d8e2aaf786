//! The same messages read by parsers that are not ours: libxml2 and Python's expat.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use cie_core::exchange::Operation;
use cie_core::strategies::wire as strategy;
use cie_sad::codec::{encode_answer, encode_request};
use cie_sad::profile::Profile;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// `None` when the program is not there.
fn run(program: &str, args: &[&str], input: &[u8]) -> Option<(bool, String)> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: {program} is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.success(), text + &errors))
}

fn messages() -> Vec<Vec<u8>> {
    let mut runner = TestRunner::deterministic();
    let utf8 = Profile::anpr().unwrap();
    let latin = Profile::ANPR.replace("encoding = \"UTF-8\"", "encoding = \"ISO-8859-15\"");
    let latin = Profile::parse(&latin).unwrap();
    let mut messages = Vec::new();
    for _ in 0..12 {
        let request = strategy::request().new_tree(&mut runner).unwrap().current();
        let answer = strategy::answer().new_tree(&mut runner).unwrap().current();
        messages.push(encode_request(&utf8, &request).unwrap().bytes);
        // Not every text exists in ISO-8859-15.
        messages.extend(encode_request(&latin, &request).map(|encoded| encoded.bytes));
        messages.push(
            encode_answer(&utf8, Operation::Emissione, &answer)
                .unwrap()
                .bytes,
        );
    }
    messages
}

#[test]
fn libxml2_finds_them_well_formed() {
    for message in messages() {
        let Some((fine, said)) = run("xmllint", &["--noout", "--nonet", "-"], &message) else {
            return;
        };
        assert!(fine, "{said}\n{}", String::from_utf8_lossy(&message));
    }
}

/// Expat must see the very texts that were put in: the serial and the codice fiscale are compared
/// code point by code point.
#[test]
fn expat_reads_the_same_texts() {
    let script = "import sys, xml.etree.ElementTree as E\n\
        root = E.fromstring(sys.stdin.buffer.read())\n\
        assert root.tag.startswith('{urn:cie:sad:anpr:1}'), root.tag\n\
        text = root.findtext(sys.argv[1])\n\
        print('-' if text is None else ','.join(str(ord(c)) for c in text))";
    let profile = Profile::anpr().unwrap();
    let mut runner = TestRunner::deterministic();
    for _ in 0..16 {
        let mut notice = loop {
            let request = strategy::request().new_tree(&mut runner).unwrap().current();
            if let cie_core::exchange::Request::Emissione(notice) = request {
                break notice;
            }
        };
        notice.attachments.clear();
        let serial = notice.card.serial.clone();
        let request = cie_core::exchange::Request::Emissione(notice);
        let bytes = encode_request(&profile, &request).unwrap().bytes;
        let Some((fine, said)) = run("python3", &["-c", script, "cartaIdentita/numero"], &bytes)
        else {
            return;
        };
        let expected: Vec<_> = serial.chars().map(|c| u32::from(c).to_string()).collect();
        assert!(fine, "{said}");
        assert_eq!(said.trim(), expected.join(","));
    }
}

/// What we accept of damaged messages, libxml2 must accept too: a lenient parser on one side of the
/// exchange is how two systems come to read two different records.
#[test]
fn we_are_not_more_lenient_than_libxml2() {
    use cie_sad::codec::{Limits, decode_request};
    use proptest::prelude::any;
    use proptest::sample::Index;
    let profile = Profile::anpr().unwrap();
    let bits = [
        "<",
        ">",
        "&",
        "\"",
        "'",
        "=",
        "/",
        "!",
        "?",
        " ",
        "-",
        "--",
        "x",
        ":",
        ";",
        "]]>",
        "<!--",
        "-->",
        "<a b='1'c='2'/>",
        "<a b = '1'/>",
        "<a b='\n'/>",
        "<a:b/>",
        "<a xmlns=''/>",
        "<a xmlns:b=''/>",
        "<a xmlns:xml='x'/>",
        "<![CDATA[",
        "<![CDATA[x]]>",
        "&#9;",
        "&#x41;",
        "&#X41;",
        "&#065;",
        "&lt;",
        "&lt",
        "<!-- a--b -->",
        "<!-- x --->",
        "<a/ >",
        "< a/>",
        "<a></a >",
        "<a b=1/>",
        "<a b/>",
        "<a q:b=''/>",
        "<a xml:lang='it'/>",
        "<a xmlns:b='u' b:d='' d=''/>",
        "<a xmlns='u' xmlns:b='u' b:d='' d=''/>",
        "\u{85}",
        "\u{feff}",
        "<a xmlns:b='u' xmlns:c='u' b:d='' c:d=''/>",
    ];
    let edit = (any::<Index>(), proptest::sample::select(bits.to_vec()));
    let mut runner = TestRunner::deterministic();
    let mut accepted = 0;
    let mut failures = std::collections::BTreeMap::new();
    for _ in 0..3000 {
        let message = encode_request(&profile, &support::sample::query("1", "RSSBNC80E57H501B"));
        let mut text = String::from_utf8(message.unwrap().bytes).unwrap();
        let (index, bit) = edit.new_tree(&mut runner).unwrap().current();
        text.insert_str(index.index(text.len() + 1), bit);
        if decode_request(&profile, text.as_bytes(), &Limits::default()).is_err() {
            continue;
        }
        accepted += 1;
        let Some((fine, said)) = run("xmllint", &["--noout", "--nonet", "-"], text.as_bytes())
        else {
            return;
        };
        // libxml2 warns about namespace errors and still succeeds.
        if !fine || said.contains("error") {
            failures.insert(bit.to_owned(), said);
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(accepted > 100, "only {accepted} accepted");
}
