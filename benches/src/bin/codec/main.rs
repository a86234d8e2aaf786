//! The codec on a subject record of 2 to 3 KB beside its peers:
//! `cargo run --release --bin codec` in this folder, with Python 3 and its `venv`, Java and Maven.
//!
//! Every side gets the same bytes: the answer to an interrogazione with one subject, in the profile
//! `anpr`. Short rounds alternate between the sides; the best of each is printed, in microseconds of one
//! thread for one record, with the ratio to ours. The best, because what else the machine does can only
//! make a round slower.
//!
//! What each side does:
//! - raw events: quick-xml's reader in its default settings, to the end of the document; it decodes
//!   and keeps nothing. It is the floor of whatever is built on it;
//! - ours, reading: bytes to a typed and checked answer; writing: an answer to bytes;
//! - lxml: a tree, and the text of every element in order; a tree, and every field asked for by its
//!   name, stepping into each part of the message once, or by its path from the root;
//!   lxml.objectify: a tree, and every field as an attribute, converted to a value, in both ways;
//! - JAXB: unmarshalled into annotated classes, one an element, every field a text.
//!
//! `--ours` measures only ours and the raw events; `--reading` only reads, for a profiler; `--require` ends with 1 when a ratio that the
//! project promises does not hold.

mod peers;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use cie_core::exchange::{Answer, Operation};
use cie_sad::codec::{Limits, Response, decode_answer, encode_answer};
use cie_sad::profile::Profile;
use quick_xml::Reader;
use quick_xml::events::Event;

const ROUNDS: usize = 200;
/// Records a round.
const COUNT: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let profile = Profile::anpr().expect("the shipped profile loads");
    let explained = profile
        .explain()
        .expect("the shipped profile explains itself");
    let record = explained
        .iter()
        .find(|message| message.kind == "answer")
        .expect("an answer")
        .sample
        .clone();
    let bytes = record.as_bytes();
    let answer = read(&profile, bytes);
    assert_eq!(
        write(&profile, &answer),
        bytes,
        "what is written is what was read"
    );
    assert_eq!(answer.subjects.len(), 1);
    println!("record: {} bytes", bytes.len());

    if has("--reading") {
        for _ in 0..20 {
            time(|| read(&profile, bytes).subjects.len());
        }
        return;
    }

    let mut rounds: [Vec<f64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        rounds[0].push(time(|| events(&record)));
        rounds[1].push(time(|| read(&profile, bytes).subjects.len()));
        rounds[2].push(time(|| write(&profile, &answer).len()));
    }
    let [raw, reading, writing] = rounds.map(best);
    let show = |name: &str, micros: f64| {
        println!("  {name:<36} {micros:>9.2} us  x{:.2}", micros / reading);
    };
    show("quick-xml, raw events", raw);
    show("cie, reading with every check", reading);
    show("cie, writing", writing);
    let mut broken = Vec::new();
    let mut promise = |what: &str, holds: bool| {
        if !holds {
            broken.push(what.to_owned());
        }
    };
    promise(
        "reading at half the speed of raw events",
        reading <= raw * 2.0,
    );
    promise("writing as fast as reading", writing <= reading);
    if !has("--ours") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        for peer in peers::run(folder, bytes) {
            show(&peer.name, peer.micros);
            match peer.name.as_str() {
                "lxml, every field by its name, part by part" => {
                    promise("four times as fast as lxml", peer.micros >= reading * 4.0);
                }
                "lxml.objectify, every field, part by part" => {
                    promise(
                        "twelve times as fast as lxml.objectify",
                        peer.micros >= reading * 12.0,
                    );
                }
                _ => {}
            }
        }
    }
    for what in &broken {
        println!("does not hold: {what}");
    }
    if has("--require") && !broken.is_empty() {
        std::process::exit(1);
    }
}

fn events(record: &str) -> usize {
    let mut reader = Reader::from_str(record);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return count,
            event => {
                black_box(&event);
                count += 1;
            }
        }
    }
}

fn read(profile: &Profile, bytes: &[u8]) -> Answer {
    let limits = Limits::default();
    let decoded = decode_answer(profile, Operation::Interrogazione, bytes, &limits);
    let decoded = decoded.expect("the record is read");
    assert!(decoded.unknown.is_empty());
    match decoded.message {
        Response::Answer(_, answer) => answer,
        _ => panic!("a refusal"),
    }
}

fn write(profile: &Profile, answer: &Answer) -> Vec<u8> {
    let encoded = encode_answer(profile, Operation::Interrogazione, answer);
    encoded.expect("the record is written").bytes
}

/// Microseconds for one record.
fn time(work: impl Fn() -> usize) -> f64 {
    let start = Instant::now();
    for _ in 0..COUNT {
        black_box(work());
    }
    start.elapsed().as_secs_f64() * 1e6 / COUNT as f64
}

fn best(rounds: Vec<f64>) -> f64 {
    rounds.into_iter().fold(f64::INFINITY, f64::min)
}
