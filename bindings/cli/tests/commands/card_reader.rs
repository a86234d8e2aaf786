//! `cie card` over a real smart card service: one process puts a card into a virtual reader, another
//! reads it.

use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::card::{Desk, answer};
use crate::process::Process;
use crate::stack::{Service, isolated};
use crate::support::{Run, cie, cie_with_input};

/// The port of the second virtual reader.
const SECOND: &str = "127.0.0.1:35964";

/// What each reader holds, as `cie card list` says it.
fn readers() -> Vec<(String, Value)> {
    let run = cie(&["--json", "card", "list"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let of = |object: Value| {
        let name = object["reader"].as_str().expect("a name").to_owned();
        (name, object["state"].clone())
    };
    run.objects().into_iter().map(of).collect()
}

/// Waits until the readers hold this.
fn until(wanted: [&str; 2]) -> Vec<String> {
    let most = Instant::now() + Duration::from_secs(20);
    loop {
        let now = readers();
        if now.iter().map(|(_, state)| state).eq(wanted) {
            return now.into_iter().map(|(name, _)| name).collect();
        }
        assert!(Instant::now() < most, "{now:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Desk {
    /// Puts the card of a file into a reader; the process runs until it is told to end.
    fn insert(&self, name: &str, more: &[&str]) -> Process {
        let card = self.path(name);
        let mut process = Process::run(&[&["card", "insert", &card], more].concat());
        assert_eq!(process.line("inserted")["simulated"], true);
        process
    }

    /// A command about the card in a reader, with its CAN in a file.
    fn in_reader(&self, command: &str, more: &[&str]) -> Run {
        let (can, csca) = (self.path("can.txt"), self.path("csca"));
        let common = ["--json", "card", command, "--can", &can, "--csca", &csca];
        cie(&[&common, more].concat())
    }
}

fn pin(arguments: &[&str], lines: &str) -> Run {
    let line = [&["--json", "card", "pin"], arguments].concat();
    cie_with_input(&line, lines.as_bytes())
}

fn tries() -> (Option<u64>, Option<u64>) {
    let status = answer(&pin(&["status"], ""));
    (status["pin_tries"].as_u64(), status["puk_tries"].as_u64())
}

#[test]
fn a_card_that_one_process_inserts_is_read_verified_and_unblocked_by_others() {
    let name =
        "card_reader::a_card_that_one_process_inserts_is_read_verified_and_unblocked_by_others";
    isolated(name, &[], || {
        let _service = Service::start();
        until(["empty", "empty"]);
        let desk = Desk::new();
        let made = desk.card("card.der", &[]);
        let of = |key: &str| made[key].as_str().expect("digits").to_owned();
        desk.write("can.txt", of("can").as_bytes());
        // No card yet.
        let run = desk.in_reader("read", &[]);
        let code = answer(&run)["code"].clone();
        assert_eq!((run.code, code), (3, "CIE-DEV-400".into()), "{}", run.err);

        let mut holder = desk.insert("card.der", &[]);
        until(["present", "empty"]);

        let out = desk.path("out");
        let run = desk.in_reader("read", &["--out", &out]);
        assert_eq!(run.code, 0, "{}", run.err);
        let found = answer(&run);
        assert_eq!(found["summary"], "genuine", "{found}");
        assert_eq!(found["simulated"], false, "a reader does not tell");
        assert_eq!(found["data"]["serial"], "CA00000AA");
        let photo = std::fs::read(format!("{out}/photo.jpg")).expect("the photo");
        let drawn = cie_devices::sim::portrait(1).expect("a drawing");
        assert_eq!(photo, drawn.into_bytes());

        for (against, code, summary) in [
            ("signed.json", 0, "genuine"),
            ("other.json", 1, "not_as_requested"),
        ] {
            let against = desk.path(against);
            let run = desk.in_reader("verify", &["--against", &against]);
            assert_eq!(
                (run.code, &answer(&run)["summary"]),
                (code, &summary.into())
            );
        }

        assert_eq!(tries(), (Some(3), Some(10)));
        let change = ["change", "--pin-file", "-", "--new-pin-file", "-"];
        let run = pin(&change, &format!("{}\n24682468\n", of("pin")));
        assert_eq!(run.code, 0, "{}", run.err);
        for left in [2, 1] {
            let run = pin(&change, "00000000\n11223344\n");
            assert_eq!(
                (run.code, &answer(&run)["code"]),
                (1, &"CIE-DEV-491".into())
            );
            assert_eq!(tries().0, Some(left));
        }
        let last = [&change[..], &["--last-try"]].concat();
        assert_eq!(pin(&last, "00000000\n11223344\n").code, 1);
        assert_eq!(tries(), (Some(0), Some(10)));
        let unblock = ["unblock", "--puk-file", "-", "--new-pin-file", "-"];
        let run = pin(&unblock, &format!("{}\n13571357\n", of("puk")));
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(tries(), (Some(3), Some(10)));

        // What was done to the PIN stays done when the card is taken out.
        holder.signal("TERM");
        assert_eq!(holder.line("removed")["by"], "signal");
        assert_eq!(holder.code(), Some(0));
        until(["empty", "empty"]);
        let card = desk.path("card.der");
        let sim = [&change[..], &["--sim", &card]].concat();
        let run = pin(&sim, "13571357\n24682468\n");
        assert_eq!(run.code, 0, "{}", run.err);
    });
}

#[test]
fn of_two_cards_the_one_in_the_named_reader_is_read() {
    let name = "card_reader::of_two_cards_the_one_in_the_named_reader_is_read";
    isolated(name, &[], || {
        let _service = Service::start();
        until(["empty", "empty"]);
        let desk = Desk::new();
        desk.card("one.der", &[]);
        let made = desk.card("two.der", &["--suite", "ecdh"]);
        desk.write("can.txt", made["can"].as_str().expect("digits").as_bytes());
        let mut one = desk.insert("one.der", &["--seconds", "60"]);
        let _two = desk.insert("two.der", &["--at", SECOND]);
        let names = until(["present", "present"]);
        let run = desk.in_reader("read", &["--reader", &names[1]]);
        assert_eq!((run.code, &answer(&run)["summary"]), (0, &"genuine".into()));
        // The CAN is the other card's.
        let run = desk.in_reader("read", &["--reader", &names[0]]);
        assert_eq!(
            (run.code, &answer(&run)["code"]),
            (1, &"CIE-DEV-421".into())
        );
        one.signal("INT");
        assert_eq!(one.line("removed")["by"], "signal");
        assert_eq!(one.code(), Some(0));
    });
}

#[test]
fn a_card_that_goes_away_is_told_on_both_sides() {
    let name = "card_reader::a_card_that_goes_away_is_told_on_both_sides";
    isolated(name, &[], || {
        let _service = Service::start();
        until(["empty", "empty"]);
        let desk = Desk::new();
        let made = desk.card("card.der", &["--fault", "removed-at=20"]);
        desk.write("can.txt", made["can"].as_str().expect("digits").as_bytes());
        let mut holder = desk.insert("card.der", &[]);
        until(["present", "empty"]);
        let run = desk.in_reader("read", &[]);
        assert_eq!(
            (run.code, &answer(&run)["code"]),
            (3, &"CIE-DEV-400".into())
        );
        assert_eq!(holder.line("removed")["by"], "itself");
        assert_eq!(holder.code(), Some(3));

        desk.card("brief.der", &[]);
        let mut holder = desk.insert("brief.der", &["--seconds", "1"]);
        assert_eq!(holder.line("removed")["by"], "time");
        assert_eq!(holder.code(), Some(0));
    });
}

/// The operator card is a SoftHSM token, which is in none of the readers: that one is said as well.
#[cfg(feature = "pkcs11")]
#[test]
fn readers_and_operator_card_are_told_together() {
    isolated(
        "card_reader::readers_and_operator_card_are_told_together",
        &[],
        || {
            let Some(token) = crate::tokens::Token::new() else {
                return;
            };
            let _service = Service::start();
            let names = until(["empty", "empty"]);
            let desk = Desk::new();
            desk.card("card.der", &[]);
            let mut holder = desk.insert("card.der", &["--at", SECOND]);
            until(["empty", "present"]);
            let places = |certificate: &str, more: &[&str]| {
                let module = token.module.to_str().expect("UTF-8");
                let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cie"));
                command.args(["--json", "sco", "token", "where", "--module", module]);
                command.args(["--certificate", certificate]).args(more);
                token.seen_by(&mut command);
                command
            };
            let run = |mut command: std::process::Command| {
                let output = command.output().expect("the binary runs");
                let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
                Run {
                    code: output.status.code().expect("it ends by itself"),
                    out: text(output.stdout),
                    err: text(output.stderr),
                }
            };
            let own = format!("sha256:{}", token.fingerprint);
            let found = run(places(&own, &[]));
            assert_eq!(found.code, 0, "{}", found.err);
            let objects = found.objects();
            let of = |at: usize| (&objects[at]["reader"], &objects[at]["holds"]);
            assert_eq!(objects.len(), 3, "{}", found.out);
            assert_eq!(of(0), (&names[0].as_str().into(), &"nothing".into()));
            assert_eq!(of(1), (&names[1].as_str().into(), &"foreign".into()));
            assert_eq!(of(2), (&Value::Null, &"chosen".into()));
            assert!(objects[2]["slot"].is_u64());

            let other = format!("sha256:{}", "00".repeat(32));
            let missing = run(places(&other, &[]));
            let code = answer(&missing)["code"].clone();
            assert_eq!(
                (missing.code, code),
                (1, "CIE-DEV-126".into()),
                "{}",
                missing.err
            );

            // What happens meanwhile is told, one object a line.
            let mut watching = places(&own, &["--seconds", "60"]);
            let watching = watching.stdout(std::process::Stdio::piped()).spawn();
            let mut watching = watching.expect("the binary runs");
            let said = BufReader::new(watching.stdout.take().expect("a pipe"));
            let mut said = said
                .lines()
                .map(|line| serde_json::from_str::<Value>(&line.expect("UTF-8")).expect("JSON"));
            assert_eq!(said.by_ref().take(3).count(), 3, "what there is at first");
            holder.signal("TERM");
            holder.line("removed");
            let event = said.next().expect("an event");
            watching.kill().expect("it waits for more");
            watching.wait().expect("it ends");
            assert_eq!(
                (&event["what"], &event["reader"]),
                (&"removed".into(), &names[1].as_str().into())
            );
        },
    );
}

#[test]
fn without_a_virtual_reader_a_card_is_not_inserted() {
    let desk = Desk::new();
    desk.card("card.der", &[]);
    let card = desk.path("card.der");
    // A port that nobody listens on: it was ours a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = free.local_addr().expect("an address").to_string();
    drop(free);
    let run = cie(&["--json", "card", "insert", &card, "--at", &at]);
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (3, &"CIE-DEV-604".into())
    );
}
