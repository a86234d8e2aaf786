//! The embedded FTP server and clients of others: curl, lftp, Python's ftplib.
#![cfg(feature = "ftp-server")]
// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use std::fs;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cie_core::exchange::Outcome;
use cie_core::redact::Secret;
use cie_sad::Code;
use cie_sad::ftp::server::{FtpServer, FtpServerOptions};
use cie_sad::ftp::{
    Directories, FolderService, FolderWorkstation, FolderWorkstationOptions, FtpAccess,
    RemoteFolder, Security,
};
use cie_sad::profile::{FileNames, Profile};
use support::ftpd::{certificates, missing, python};
use support::place::{CODE, Place, connector, query, quick, registry};
use support::sample;

fn options(place: &Place) -> FtpServerOptions {
    let mut options = FtpServerOptions::new(place.directories(), FileNames::default());
    options.accounts = vec![("prova".into(), Secret::new("segreta"))];
    options
}

/// Plain and, where openssl makes a certificate, FTPS.
fn each(test: impl Fn(&Place, &FtpServer, bool)) {
    for tls in [false, true] {
        let place = Place::new();
        let mut options = options(&place);
        if tls {
            if !certificates(place.root.path()) {
                return missing("openssl");
            }
            options.certificate = Some((place.path("cert.pem"), place.path("key.pem")));
        }
        let server = FtpServer::start("127.0.0.1:0", options).unwrap();
        eprintln!("{}", if tls { "FTPS" } else { "plain" });
        test(&place, &server, tls);
        server.stop();
    }
}

/// Runs a client; `None` when it is not installed.
fn run(program: &str, args: &[&str], input: &str) -> Option<Output> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        missing(program);
        return None;
    };
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    Some(child.wait_with_output().unwrap())
}

fn wait(what: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(40);
    while !what() {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// One client after another uploads a request, and downloads and removes its answer.
#[test]
fn other_clients_ask_and_are_answered() {
    each(|place, server, tls| {
        let service = FolderService::start(place.folder(), connector(registry()), quick()).unwrap();
        let port = server.local_addr().port();
        let (ca, here) = (place.path("ca.pem"), place.path("client"));
        fs::create_dir(&here).unwrap();
        let path = |name: &str| here.join(name).display().to_string();
        let check = |id: &str| {
            let answer = fs::read_to_string(path(&format!("RIS-{id}.xml"))).unwrap();
            assert!(answer.contains("<esitoOperazione>0000<"), "{answer}");
        };
        for id in ["curl", "lftp", "python"] {
            fs::write(path(&format!("RIC-{id}.xml")), query(id)).unwrap();
        }

        let ca_text = ca.display().to_string();
        let base = format!("ftp://localhost:{port}");
        let mut common = vec!["-sS", "--ipv4", "--user", "prova:segreta"];
        if tls {
            common.extend(["--ssl-reqd", "--cacert", &ca_text]);
        }
        let (up, url) = (
            path("RIC-curl.xml"),
            format!("{base}/richieste/RIC-curl.xml"),
        );
        let args = [common.as_slice(), &["-T", &up, &url]].concat();
        let Some(done) = run("curl", &args, "") else {
            return;
        };
        assert!(done.status.success(), "{done:?}");
        wait(|| place.names("out") == ["RIS-curl.xml"]);
        let (down, url) = (
            path("RIS-curl.xml"),
            format!("{base}/risposte/RIS-curl.xml"),
        );
        let remove = ["-o", &down, &url, "-Q", "-DELE /risposte/RIS-curl.xml"];
        let done = run("curl", &[common.as_slice(), &remove].concat(), "").unwrap();
        assert!(done.status.success(), "{done:?}");
        check("curl");

        // The answer has twenty seconds to come.
        let there = format!(
            "for n in $(seq 400); do [ -e {} ] && break; sleep 0.05; done",
            place.path("out/RIS-lftp.xml").display()
        );
        let script = format!(
            "set ssl:ca-file {ca_text}\nset ftp:ssl-force {tls}\nset ftp:ssl-protect-data {tls}\n\
             set ftp:ssl-allow {tls}\nset net:max-retries 2\nset dns:order inet\n\
             open -u prova,segreta -p {port} localhost\ncd richieste\n\
             put {} -o RIC-lftp.xml.tmp\nmv RIC-lftp.xml.tmp RIC-lftp.xml\n\
             cd ../risposte\n!{there}\nls\nget RIS-lftp.xml -o {}\nrm RIS-lftp.xml\n",
            path("RIC-lftp.xml"),
            path("RIS-lftp.xml"),
        );
        let Some(done) = run("lftp", &["--norc"], &script) else {
            return;
        };
        assert!(done.status.success(), "{done:?}");
        assert!(
            String::from_utf8_lossy(&done.stdout).contains("RIS-lftp.xml"),
            "{done:?}"
        );
        check("lftp");

        let script = r#"
import ftplib, ssl, sys, time
port, tls, ca, up, down = int(sys.argv[1]), sys.argv[2] == "true", *sys.argv[3:6]
if tls:
    ftp = ftplib.FTP_TLS(context=ssl.create_default_context(cafile=ca))
else:
    ftp = ftplib.FTP()
ftp.connect("localhost", port, timeout=20)
ftp.login("prova", "segreta")
if tls:
    ftp.prot_p()
ftp.cwd("/richieste")
with open(up, "rb") as file, ftp.transfercmd("STOR RIC-python.xml.tmp") as data:
    data.sendall(file.read())
    if tls:
        # storbinary would insist on a TLS goodbye from the server, which this one does not say.
        try:
            data.unwrap()
        except ssl.SSLEOFError:
            pass
ftp.voidresp()
ftp.rename("RIC-python.xml.tmp", "RIC-python.xml")
ftp.cwd("/risposte")
for _ in range(400):
    if "RIS-python.xml" in ftp.nlst():
        break
    time.sleep(0.05)
print(ftp.size("RIS-python.xml"), sorted(name for name, facts in ftp.mlsd()))
with open(down, "wb") as file:
    ftp.retrbinary("RETR RIS-python.xml", file.write)
ftp.delete("RIS-python.xml")
ftp.quit()
"#;
        let (up, down, port) = (
            path("RIC-python.xml"),
            path("RIS-python.xml"),
            port.to_string(),
        );
        let tls = tls.to_string();
        let args = ["-c", script, &port, &tls, &ca_text, &up, &down];
        let done = run(&python(), &args, "").unwrap();
        assert!(done.status.success(), "{done:?}");
        check("python");
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let size = fs::metadata(&down).unwrap().len();
        assert_eq!(said.trim(), format!("{size} ['RIS-python.xml']"));

        service.stop();
        assert_eq!((place.names("in"), place.names("out")), (vec![], vec![]));
    });
}

#[test]
fn our_own_clients_meet_on_it() {
    each(|place, server, tls| {
        let security = if tls {
            Security::TlsWith(fs::read_to_string(place.path("ca.pem")).unwrap())
        } else {
            Security::Plain
        };
        let port = server.local_addr().port();
        let access = FtpAccess::new("localhost", port, "prova", "segreta", security);
        let service = FolderService::start(place.folder(), connector(registry()), quick()).unwrap();
        let folder = RemoteFolder::new(access, Directories::new("richieste", "risposte")).unwrap();
        let options = FolderWorkstationOptions {
            deadline: Duration::from_secs(30),
            poll: Duration::from_millis(20),
            ..FolderWorkstationOptions::default()
        };
        let profile = Arc::new(Profile::anpr().unwrap());
        let workstation = FolderWorkstation::new(Box::new(folder), profile, options);
        for number in 0..5 {
            let request = sample::query(&number.to_string(), CODE);
            let exchange = workstation.send(&request).unwrap();
            assert_eq!(exchange.answer.outcome, Outcome::Ok);
        }
        service.stop();
    });
}

/// What the folders are not for, seen through Python's ftplib.
#[test]
fn nothing_else_can_be_done() {
    let place = Place::new();
    fs::create_dir(place.path("in/_connettore")).unwrap();
    fs::write(place.path("in/_connettore/secret"), b"x").unwrap();
    fs::write(place.path("in/RIC-9.xml"), query("9")).unwrap();
    fs::write(place.path("out/RIS-9.xml"), b"<a/>").unwrap();
    fs::write(place.path("out/altro"), b"x").unwrap();
    fs::write(place.path("secret"), b"x").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.path("secret"), place.path("out/RIS-8.xml")).unwrap();
    let mut options = options(&place);
    options.max_bytes = 10_000;
    options.max_files = 4;
    let server = FtpServer::start("127.0.0.1:0", options).unwrap();
    let script = r#"
import ftplib, io, sys
port = int(sys.argv[1])
def refused(act, *words):
    try:
        act(*words)
    except ftplib.all_errors as error:
        print(str(error)[:3])
        return
    print("DONE", words)
ftp = ftplib.FTP()
ftp.connect("127.0.0.1", port, timeout=20)
refused(ftp.nlst)
refused(ftp.login, "prova", "sbagliata")
ftp.close()
ftp.connect("127.0.0.1", port, timeout=20)
ftp.login("prova", "segreta")
print(sorted(ftp.nlst("/")), sorted(ftp.nlst("/richieste")), sorted(ftp.nlst("/risposte")))
put = lambda name, size=10: ftp.storbinary("STOR " + name, io.BytesIO(b"x" * size))
get = lambda name: ftp.retrbinary("RETR " + name, lambda data: None)
for name in ["/x", "/risposte/RIS-1.xml", "/richieste/RIS-1.xml", "/richieste/x", "/richieste/.x.tmp",
             "/richieste/../../x", "/richieste/_connettore/RIC-1.xml", "/richieste/RIC-1 2.xml",
             "/richieste/" + "x" * 250 + ".tmp"]:
    refused(put, name)
refused(put, "/richieste/RIC-2.xml", 10001)
for name in ["/secret", "/richieste/RIC-9.xml", "/richieste/_connettore/secret", "/risposte/altro",
             "/risposte/RIS-8.xml", "/risposte/../../secret", "/etc/passwd", "../../etc/passwd"]:
    refused(get, name)
for name in ["/richieste/_connettore", "/etc", "/altro"]:
    refused(ftp.cwd, name)
refused(ftp.mkd, "/richieste/nuova")
refused(ftp.rmd, "/richieste")
refused(ftp.delete, "/risposte/altro")
refused(ftp.delete, "/richieste/_connettore/secret")
refused(ftp.rename, "/risposte/RIS-9.xml", "/richieste/RIC-3.xml")
refused(ftp.rename, "/richieste/RIC-9.xml", "/risposte/RIS-3.xml")
refused(ftp.rename, "/richieste/RIC-9.xml", "/richieste/altro")
print("allowed")
put("/richieste/RIC-4.xml")
put("/richieste/RIC-5.xml.tmp")
ftp.rename("/richieste/RIC-5.xml.tmp", "/richieste/RIC-5.xml")
put("/richieste/RIC-6.xml.tmp")
refused(put, "/richieste/RIC-7.xml")
get("/risposte/RIS-9.xml")
ftp.delete("/risposte/RIS-9.xml")
"#;
    let port = server.local_addr().port().to_string();
    let done = run(&python(), &["-c", script, &port], "").unwrap();
    assert!(done.status.success(), "{done:?}");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some("530"), "{said}");
    assert_eq!(lines.next(), Some("530"), "{said}");
    let listed = lines.next().unwrap();
    assert_eq!(
        listed, "['richieste', 'risposte'] ['RIC-9.xml'] ['RIS-9.xml']",
        "only what is named as it should be, and no link"
    );
    let refused: Vec<&str> = lines
        .by_ref()
        .take_while(|line| *line != "allowed")
        .collect();
    assert_eq!(refused.len(), 28, "{said}");
    for code in refused {
        assert!(code.starts_with('5'), "{said}");
    }
    assert_eq!(lines.next(), Some("452"), "the folder is full: {said}");
    assert_eq!(
        place.names("in"),
        ["RIC-4.xml", "RIC-5.xml", "RIC-6.xml.tmp", "RIC-9.xml"]
    );
    assert_eq!(fs::read(place.path("secret")).unwrap(), b"x");
    assert!(place.path("out/altro").exists() && !place.path("out/RIS-9.xml").exists());
    let left = fs::read_dir(place.path("in")).unwrap().filter(|item| {
        let name = item.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".upload")
    });
    assert_eq!(left.count(), 0, "refused uploads leave nothing");
}

#[test]
fn what_is_wrong_is_said_at_the_start() {
    let place = Place::new();
    let start = |change: &dyn Fn(&mut FtpServerOptions)| {
        let mut options = options(&place);
        change(&mut options);
        FtpServer::start("127.0.0.1:0", options).map(FtpServer::stop)
    };
    start(&|_| {}).unwrap();
    let code = |change: &dyn Fn(&mut FtpServerOptions)| start(change).unwrap_err().code();
    assert_eq!(
        code(&|o| o.answers.clone_from(&o.requests)),
        Code::BadFolderOption
    );
    assert_eq!(code(&|o| o.requests = "../x".into()), Code::BadFolderOption);
    assert_eq!(
        code(&|o| o.directories.answers.push('x')),
        Code::BadFolderOption
    );
    let none = (place.path("none.pem"), place.path("none.key"));
    assert_eq!(
        code(&|o| o.certificate = Some(none.clone())),
        Code::FtpServer
    );
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = FtpServer::start(taken.local_addr().unwrap(), options(&place));
    assert_eq!(taken.err().unwrap().code(), Code::Bind);
}
