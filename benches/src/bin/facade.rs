//! What calls of the facade cost in Rust: `python_calls.py` and `node_calls.mjs` run it beside their own.
//!
//! Prints, for each call, its name and the nanoseconds that it takes, in the fastest of many short batches:
//! another program that gets the processor spoils one batch and not the next.

use std::hint::black_box;
use std::time::Instant;

use cie_api::Day;

const ROUNDS: usize = 2_000;
const CODE: &str = "RSSMRA80A01H501U";
const CODES: [&str; 4] = [
    CODE,
    "RSSMRA80A41H501Y",
    "RSSBNC80E57H501B",
    "VRDGPP75C12F205K",
];

fn fastest<T>(times: usize, work: impl Fn() -> T) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        for _ in 0..times {
            black_box(work());
        }
        start.elapsed().as_secs_f64() / times as f64 * 1e9
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn main() {
    let on: Option<Day> = Some("2026-11-23".parse().expect("a day"));
    let list: Vec<String> = (0..100).map(|n| CODES[n % 4].to_owned()).collect();
    // The texts are made in here: in another language they are the caller's, and are copied or not.
    let say = |name: &str, time: f64| println!("{name} {time:.1}");
    say(
        "one",
        fastest(500, || {
            cie_api::is_valid_codice_fiscale(CODE.to_owned(), on)
        }),
    );
    say(
        "list",
        fastest(1, || cie_api::are_valid_codici_fiscali(list.clone(), on)) / list.len() as f64,
    );
    say(
        "rule",
        fastest(50, || {
            cie_api::rule_by_id("workstation.endpoints".to_owned())
        }),
    );
    let text = include_str!("../../request.json");
    say(
        "read",
        fastest(50, || cie_api::card_request_from_json(text.to_owned())),
    );
    let request = cie_api::card_request_from_json(text.to_owned()).expect("a request");
    say(
        "check",
        fastest(50, || cie_api::check_card_request(request.clone(), on)),
    );
}
