//! `cie doctor` and `cie devices`, with every server on loopback and every name in a file.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Run, cie};

/// A folder with the two files, and a server that answers 200 to everything.
struct Desk {
    folder: tempfile::TempDir,
    port: u16,
}

impl Desk {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                std::thread::spawn(move || {
                    let _ = stream.read(&mut [0; 4096]);
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder, port };
        desk.write("hosts", "127.0.0.1 localhost\n");
        desk.write(
            "doctor.toml",
            &format!(
                "limit_seconds = 10\n\
                 [network]\nproxy = \"none\"\n\
                 [network.resolve]\n\"qui.example\" = [\"127.0.0.1\"]\n\"altrove.example\" = []\n\
                 [[network.endpoint]]\nurl = \"http://qui.example:{port}\"\n\
                 [[network.endpoint]]\nurl = \"https://altrove.example\"\n\
                 [hosts_file]\npath = \"hosts\"\n\
                 [smart_cards]\nreaders = false\n\
                 [disk]\nwarning_mb = 1\nfailure_mb = 1\n"
            ),
        );
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn doctor(&self, arguments: &[&str]) -> Run {
        let config = self.path("doctor.toml");
        let given = ["--json", "doctor", "--config", config.to_str().unwrap()];
        cie(&[&given, arguments].concat())
    }
}

/// Check, verdict.
fn verdicts(run: &Run) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let object = |object: Value| (text(&object["check"]), text(&object["verdict"]));
    run.objects().into_iter().map(object).collect()
}

#[test]
fn each_line_says_what_why_and_what_to_do() {
    let desk = Desk::new();
    let run = desk.doctor(&[]);
    assert_eq!(run.code, 1, "one service is out of reach");
    let here = format!("endpoint.qui.example:{}", desk.port);
    let expected = [
        (here.as_str(), "ok"),
        ("endpoint.altrove.example:443", "failed"),
        ("clock", "not_checked"),
        ("hosts_file", "ok"),
        ("certificates", "not_checked"),
        ("disk..", "ok"),
    ];
    let all = verdicts(&run);
    let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(all, expected);
    for line in run.objects() {
        for member in ["what", "found", "why"] {
            assert!(line[member]["it"].is_string() && line[member]["en"].is_string());
        }
        assert!(line["source"].is_string(), "{line}");
        assert_eq!(line["todo"].is_null(), line["verdict"] == "ok", "{line}");
    }
    let fine = desk.doctor(&["--skip", "endpoint.altrove"]);
    assert_eq!(fine.code, 0, "{}", fine.err);
    let only = desk.doctor(&["--only", "hosts", "--only", "clock"]);
    assert_eq!(only.objects().len(), 2);
    assert_eq!(desk.doctor(&["--only", "nothing"]).code, 2);
    // Without network nothing is tried, and nothing is passed off as well.
    let offline = verdicts(&desk.doctor(&["--offline"]));
    assert!(
        offline[..3]
            .iter()
            .all(|(_, verdict)| verdict == "not_checked")
    );
    let listed = desk.doctor(&["--list"]);
    assert_eq!((listed.code, listed.objects().len()), (0, 6));
}

#[test]
fn people_read_a_table_in_their_language() {
    let desk = Desk::new();
    let config = desk.path("doctor.toml");
    let config = config.to_str().unwrap();
    let italian = cie(&["doctor", "--config", config]).out;
    assert!(
        italian.contains("non va") && italian.contains("che fare"),
        "{italian}"
    );
    assert!(italian.contains("a posto 3, avvisi 0, non vanno 1, non controllati 2"));
    let english = cie(&["--lang", "en", "doctor", "--verbose", "--config", config]).out;
    assert!(
        english.contains("why it matters") && english.contains("circ. 8/2017"),
        "{english}"
    );
    assert!(english.contains("ok 3, warnings 0, failed 1, not checked 2"));
}

#[test]
fn connectors_stores_and_modules_are_named_on_the_command_line() {
    let desk = Desk::new();
    let (good, damaged) = (desk.path("good.sqlite"), desk.path("damaged.sqlite"));
    drop(cie_store::Store::open(&good).unwrap());
    fs::write(&damaged, vec![7; 9000]).unwrap();
    let connector = format!("http://127.0.0.1:{}/sad", desk.port);
    let run = desk.doctor(&[
        "--skip",
        "endpoint",
        "--connector",
        &connector,
        "--store",
        good.to_str().unwrap(),
        "--store",
        damaged.to_str().unwrap(),
        "--store",
        "postgresql://anna:segreta@127.0.0.1/cie",
        "--module",
        "nowhere.so",
    ]);
    assert_eq!(run.code, 1);
    let of = |start: &str| {
        let objects = run.objects();
        let found = |one: &&Value| one["check"].as_str().unwrap().starts_with(start);
        objects.iter().find(found).unwrap().clone()
    };
    assert_eq!(of("connector")["verdict"], "ok");
    assert_eq!(of("connector")["facts"]["tells_ready"], "true");
    let good = of(&format!("store.{}", good.display()));
    assert_eq!(
        (&good["verdict"], &good["facts"]["entries"]),
        (&json!("ok"), &json!("0"))
    );
    let damaged = of(&format!("store.{}", damaged.display()));
    assert_eq!(damaged["verdict"], "failed");
    let code = damaged["facts"]["code"].as_str().unwrap();
    assert!(code.starts_with("CIE-STORE-"), "{damaged}");
    // A database's address may hold a password, which nobody repeats.
    assert_eq!(of("store.PostgreSQL")["verdict"], "not_checked");
    assert!(!format!("{}{}", run.out, run.err).contains("segreta"));
    let module = of("pkcs11.nowhere.so")["verdict"].clone();
    let expected = match cfg!(feature = "pkcs11") {
        true => "failed",
        false => "not_checked",
    };
    assert_eq!(module, expected);
}

#[test]
fn a_file_that_is_wrong_is_refused_with_its_place() {
    let desk = Desk::new();
    desk.write("doctor.toml", "[clock]\nsntp = \"ntp.example\"\n");
    let run = desk.doctor(&[]);
    assert_eq!(run.code, 1);
    let failure = run.objects().pop().unwrap();
    assert_eq!(failure["code"], "CIE-DEV-702");
    assert!(
        failure["message_it"].as_str().unwrap().contains("2:8"),
        "{failure}"
    );
    assert_eq!(
        cie(&["--json", "doctor", "--config", "no/such/file.toml"]).code,
        3
    );
    assert_eq!(
        cie(&["doctor", "--proxy", "http://anna:segreta@proxy:1"]).code,
        2
    );
}

fn devices(file: &Path, command: &[&str]) -> Run {
    let config = ["--config", file.to_str().unwrap()];
    cie(&[&["--json", "devices"], command, &config].concat())
}

#[test]
fn devices_are_listed_tried_and_looked_at_by_the_doctor() {
    let desk = Desk::new();
    let port = desk.port;
    desk.write(
        "devices.toml",
        &format!(
            "[[device]]\nname = \"multifunzione\"\nkind = \"escl\"\nurl = \"http://127.0.0.1:{port}/eSCL\"\n\
             [[device]]\nname = \"tessera\"\nkind = \"barcode_keyboard\"\n\
             [[device]]\nname = \"foto\"\nkind = \"camera_program\"\nprogram = \"no-such-camera\"\ntest = []\n"
        ),
    );
    let file = desk.path("devices.toml");
    let run = devices(&file, &["test"]);
    assert_eq!(run.code, 1);
    let states: Vec<Value> = run
        .objects()
        .iter()
        .map(|one| one["state"].clone())
        .collect();
    assert_eq!(states, ["ready", "untestable", "failed"]);
    assert_eq!(run.objects()[2]["code"], "CIE-DEV-743");
    let one = devices(&file, &["test", "multifunzione"]).object();
    assert_eq!(
        (&one["device"], &one["driver"]),
        (&json!("multifunzione"), &json!("escl"))
    );
    let unknown = devices(&file, &["test", "stampante"]);
    assert_eq!(unknown.objects()[0]["code"], "CIE-DEV-742");

    let listed = devices(&file, &["list"]);
    assert_eq!(listed.code, 0);
    let named: Vec<Value> = listed
        .objects()
        .iter()
        .map(|one| one["device"].clone())
        .collect();
    assert_eq!(named[..3], ["multifunzione", "tessera", "foto"]);
    let watched = devices(&file, &["watch", "--seconds", "1"]);
    assert_eq!(watched.code, 0, "{}", watched.err);

    let doctor = desk.doctor(&["--only", "device", "--devices", file.to_str().unwrap()]);
    let all = verdicts(&doctor);
    let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        all,
        [
            ("device.multifunzione", "ok"),
            ("device.tessera", "not_checked"),
            ("device.foto", "failed"),
        ]
    );
}
