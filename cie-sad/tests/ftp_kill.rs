//! Connectors killed at random points: no operation is lost, none is done twice.
//!
//! The seed is printed; `CIE_KILL_SEED` repeats a run, `CIE_KILLS` changes how many there are.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use cie_sad::connector::Connector;
use cie_sad::ftp::{FolderOptions, FolderService, LocalFolder};
use cie_sad::profile::Profile;
use support::durable::{FileLog, FileRegistry};
use support::place::{Place, bytes, files, quick};
use support::sample;

const PLACE: &str = "CIE_TEST_PLACE";
const OPERATIONS: usize = 400;

/// Not a test of its own: the connector that the test below starts in processes of their own, and
/// kills.
#[test]
#[ignore = "a connector for the other test"]
fn connector_process() {
    let Some(root) = std::env::var_os(PLACE).map(PathBuf::from) else {
        return;
    };
    let text = |name| root.join(name).display().to_string();
    let folder = LocalFolder::new(cie_sad::ftp::Directories::new(text("in"), text("out")));
    let registry = FileRegistry {
        root: root.clone(),
        slow: Duration::from_millis(3),
    };
    let connector = Connector::new(
        Arc::new(Profile::anpr().unwrap()),
        Arc::new(registry),
        Arc::new(FileLog(root.join("answers"))),
    );
    let options = FolderOptions {
        batch: 5,
        // Far more than any real request survives.
        deaths: 250,
        ..quick()
    };
    let service = FolderService::start(Box::new(folder), connector, options).unwrap();
    // Until the test is over, however it ends.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    service.stop();
}

fn start(place: &Place) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "connector_process"])
        .env(PLACE, place.root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// xorshift64: any numbers will do, if they can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 8).unwrap_or_default() % limit
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn kills_lose_nothing_and_double_nothing() {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let seed =
        number("CIE_KILL_SEED").unwrap_or(now.as_secs() << 20 | u64::from(now.subsec_micros()));
    let wanted = number("CIE_KILLS").unwrap_or(60);
    eprintln!("seed {seed}, {wanted} kills");
    let mut dice = Dice(seed);
    let place = Place::new();
    for folder in ["answers", "cards"] {
        fs::create_dir(place.path(folder)).unwrap();
    }
    let mut connectors = [start(&place), start(&place)];
    let mut answers: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut sent, mut kills, mut at_work, mut again) = (0, 0, 0, 0);
    let until = Instant::now() + Duration::from_secs(300);
    // A connector killed between its answer and the end of its claim leaves a request that the
    // other answers again: the run is over when that is done too.
    let waiting = || place.names("in").len() + place.names("in/_connettore/work").len();
    while answers.len() < OPERATIONS || kills < wanted || waiting() > 0 {
        assert!(
            Instant::now() < until,
            "{} answers, {kills} kills",
            answers.len()
        );
        // Work never runs out before the kills do.
        let target = OPERATIONS as u64 * (kills + 3) / (wanted + 1);
        while sent < OPERATIONS && (sent as u64) < target {
            let serial = format!("CA{sent:05}AA");
            let request = bytes(&sample::issued(&sent.to_string(), &serial));
            // Half of the uploaders rename, half write slowly into the final name.
            let (early, name) = (format!("RIC-{sent}.xml.tmp"), format!("RIC-{sent}.xml"));
            if dice.below(2) == 0 {
                place.put(&early, &request);
                fs::rename(place.path("in").join(early), place.path("in").join(name)).unwrap();
            } else {
                let half = dice.below(request.len());
                place.put(&name, &request[..half]);
                std::thread::sleep(Duration::from_millis(dice.below(40) as u64));
                let file = fs::File::options()
                    .append(true)
                    .open(place.path("in").join(name));
                std::io::Write::write_all(&mut file.unwrap(), &request[half..]).unwrap();
            }
            sent += 1;
        }
        std::thread::sleep(Duration::from_millis(dice.below(60) as u64));
        if kills < wanted {
            let victim = &mut connectors[dice.below(2)];
            victim.kill().unwrap();
            victim.wait().unwrap();
            kills += 1;
            let held = place.names("in/_connettore/work").len();
            at_work += u64::from(held > 0);
            *victim = start(&place);
        }
        for (name, content) in files(&place.path("out")) {
            if name.ends_with(".tmp") {
                continue;
            }
            match answers.get(&name) {
                Some(first) => {
                    assert_eq!(*first, content, "{name} changed");
                    again += 1;
                }
                None => {
                    answers.insert(name.clone(), content);
                }
            }
            fs::remove_file(place.path("out").join(name)).unwrap();
        }
    }
    for connector in &mut connectors {
        drop(connector.stdin.take());
        assert!(connector.wait().unwrap().success());
    }
    eprintln!("{kills} kills, {at_work} with a request in hand, {again} answers given again");
    assert!(
        at_work >= wanted / 6,
        "kills came when there was nothing to kill"
    );
    for number in 0..OPERATIONS {
        let answer = &answers[&format!("RIS-{number}.xml")];
        let answer = String::from_utf8_lossy(answer);
        assert!(
            answer.contains("<esitoOperazione>0000<"),
            "{number}: {answer}"
        );
        let card = place.read(&format!("cards/CA{number:05}AA"));
        assert_eq!(card, number.to_string().as_bytes());
    }
    assert!(
        !place.path("doubled").exists(),
        "an answered operation was done again"
    );
    // What a kill left half-written has the process in its name.
    let cards = place.names("cards");
    assert_eq!(
        cards.iter().filter(|name| !name.contains('.')).count(),
        OPERATIONS
    );
    for folder in ["in", "in/_connettore/work", "in/_connettore/rejected"] {
        assert_eq!(place.names(folder), [""; 0], "{folder}");
    }
}
