//! Stores and registries in PostgreSQL.

use std::fs;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use cie_core::journal::{Event, Journal};

use super::postgres::Server;
use super::{folder, people};
use crate::process::Process;
use crate::support::cie;

/// A server on a port of loopback that asks for the password `segretissima`, and its address.
pub(super) fn guarded() -> Option<(Server, String)> {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let server = Server::start_on(Some(port))?;
    let mut admin = server.admin().unwrap();
    admin
        .batch_execute("ALTER USER cie PASSWORD 'segretissima'")
        .unwrap();
    let rules = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    fs::write(server.data().join("pg_hba.conf"), rules).unwrap();
    admin.batch_execute("SELECT pg_reload_conf()").unwrap();
    Some((
        server,
        format!("postgresql://cie@127.0.0.1:{port}/postgres"),
    ))
}

/// A comune whose answers, journal and registry are in PostgreSQL.
pub(super) fn comune(id: &str, transport: &str, registry: &str, url: &str) -> String {
    format!(
        "[comune]\nistat = \"058091\"\nid = \"{id}\"\n[transport]\n{transport}\n\
         [registry]\n{registry}\n\
         [store]\nkind = \"postgres\"\nurl = \"{url}\"\npassword_file = \"db.password\"\n"
    )
}

fn ask(address: &str) -> crate::support::Run {
    let url = format!("http://{address}/sad");
    cie(&[
        "--json",
        "connector",
        "ask",
        people::CODE,
        "--url",
        &url,
        "--comune",
        "058091",
        "--operator",
        "VRDGPP75C12F205X",
    ])
}

#[test]
fn two_processes_share_a_store_and_one_of_them_is_killed() {
    let Some((mut server, url)) = guarded() else {
        return;
    };
    let place = folder::place();
    let path = |name: &str| place.path().join(name);
    fs::write(path("db.password"), "segretissima\n").unwrap();
    let http = "type = \"http\"\nport = 0";
    let csv = "kind = \"csv\"\nfile = \"residents.csv\"";
    fs::write(path("apr.toml"), comune("roma", http, csv, &url)).unwrap();
    let address = |process: &mut Process| {
        process.line("listening")["address"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let mut first = Process::start(&path("apr.toml"));
    let mut second = Process::start(&path("apr.toml"));
    let (one, two) = (address(&mut first), address(&mut second));
    assert_eq!(ask(&one).code, 0);
    assert_eq!(ask(&two).code, 0);
    first.signal("KILL");
    drop(first);
    let after = ask(&two);
    assert_eq!(after.code, 0, "{}{}", after.out, after.err);
    // The database dies and comes back; the connector goes on by itself.
    server.kill();
    assert_ne!(ask(&two).code, 0);
    server.run();
    let again = ask(&two);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    let lines = second.end();
    let said = format!("{lines:?}");
    assert!(
        !said.contains("segretissima") && !said.contains(people::CODE),
        "{said}"
    );

    // What the commands say of it.
    let password = path("db.password").to_str().unwrap().to_owned();
    let with = |command: &[&str]| {
        cie(&[
            &["--json", "--lang", "en"],
            command,
            &["--password-file", &password],
        ]
        .concat())
    };
    let journal = with(&["journal", "verify", &url, "--tenant", "roma"]).object();
    assert!(journal["entries"].as_u64().unwrap() >= 4, "{journal}");
    assert_eq!(
        with(&["store", "verify", &url, "--tenant", "roma"]).object(),
        journal
    );
    let apr = path("apr.toml").to_str().unwrap().to_owned();
    let by_config = cie(&["--json", "store", "verify", &apr]).object();
    assert_eq!(by_config, journal);
    let all = with(&["store", "verify", &url]).object();
    assert_eq!(
        (&all["tenant"], &all["head"]),
        (&"roma".into(), &journal["head"])
    );
    assert_eq!(with(&["journal", "verify", &url]).code, 2, "whose?");
    let retention = ["store", "retention", &url, "--tenant", "roma"];
    let erased = with(&[&retention[..], &["--at", "2026-01-01T00:00:00Z"]].concat());
    assert_eq!(erased.object()["erased"]["answers"], 0);
    let late = with(&[&retention[..], &["--at", "2027-01-01T00:00:00Z"]].concat());
    assert_eq!(late.code, 1, "the clock is doubted");
    for copy in [
        ["store", "backup", &url, "copy.db"],
        ["store", "restore", &apr, &url],
    ] {
        let refused = cie(&[&["--lang", "en"][..], &copy].concat());
        assert_eq!(refused.code, 1);
        let told = refused.err.contains("CIE-STORE-350") && refused.err.contains("pg_dump");
        assert!(told, "{}", refused.err);
    }
    // A wrong password, and a database without a store: told, and nothing is made.
    fs::write(path("wrong"), "sbagliata\n").unwrap();
    let wrong = path("wrong").to_str().unwrap().to_owned();
    let refused = cie(&[
        "journal",
        "verify",
        &url,
        "--tenant",
        "roma",
        "--password-file",
        &wrong,
    ]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(refused.err.contains("CIE-STORE-071") && !refused.err.contains("sbagliata"));
    let empty = with(&["store", "verify", &url, "--schema", "nowhere"]);
    assert!(empty.err.contains("CIE-STORE-010"), "{}", empty.err);
    let mut admin = server.admin().unwrap();
    let made = admin.query("SELECT 1 FROM pg_namespace WHERE nspname = 'nowhere'", &[]);
    assert!(made.unwrap().is_empty());

    // Behind everybody's back: the first bad entry is named, and whose it is.
    let other = server.options("other").connect().unwrap();
    let event = Event::new(chrono::DateTime::UNIX_EPOCH, "R", "state.draft", "operator");
    other.append(event).unwrap();
    // Its triggers do not let anybody do this.
    let off = "SET session_replication_role = replica";
    admin.batch_execute(off).unwrap();
    admin
        .execute(
            "UPDATE journal SET actor = 'x' WHERE tenant = 'roma' AND seq = 2",
            &[],
        )
        .unwrap();
    let bad = with(&["store", "verify", &url]);
    assert_eq!(bad.code, 1);
    let lines = bad.objects();
    assert_eq!(
        (&lines[0]["tenant"], &lines[0]["ok"]),
        (&"other".into(), &true.into())
    );
    assert_eq!(
        (&lines[1]["tenant"], &lines[1]["ok"]),
        (&"roma".into(), &false.into())
    );
    assert_eq!(lines[1]["code"], "CIE-STORE-021");
    assert!(lines[1]["message_en"].as_str().unwrap().contains('2'));
}

/// An import into PostgreSQL goes on where it was killed, and notices a file that changed.
#[test]
fn an_import_into_postgresql_goes_on_where_it_stopped() {
    let Some((_server, url)) = guarded() else {
        return;
    };
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("password"), "segretissima\n").unwrap();
    let mut rows = String::from("scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n");
    for n in 0..20_000 {
        rows.push_str(&format!("S{n};ROSSI;BIANCA;F;1964-12-30;ROMA\n"));
    }
    fs::write(path("in.csv"), rows).unwrap();
    let (file, password) = (path("in.csv"), path("password"));
    let arguments = [
        "registry",
        "import",
        "--json",
        "--batch",
        "200",
        &file,
        "--store",
        &url,
        "--tenant",
        "roma",
        "--password-file",
        &password,
    ];
    let mut child = Command::new(env!("CARGO_BIN_EXE_cie"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
    assert!(lines.next().unwrap().unwrap().contains("/s"));
    child.kill().unwrap();
    assert!(
        !child.wait().unwrap().success(),
        "it was killed before it was done"
    );
    let sums = cie(&arguments).object();
    let count = |name: &str| sums[name].as_u64().unwrap();
    assert!(count("continued") >= 200, "{sums}");
    assert_eq!(count("imported") + count("unchanged"), 20_000, "{sums}");
    assert_eq!(count("unchanged"), 0, "nothing was written twice: {sums}");
}
