//! The exchange over FTP servers of others: pyftpdlib and vsftpd, plain and FTPS.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Outcome, Query, Registry, RegistryError, Request, Search,
};
use cie_sad::Code;
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::ftp::{
    Directories, Event, Folder, FolderExchange, FolderOptions, FolderService, FolderWorkstation,
    FolderWorkstationOptions, RemoteFolder, Room, Security, Watch,
};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use support::ftpd::{Ftpd, Kind, missing};
use support::place::{CODE, Place, connector, query, quick, registry};
use support::sample;

const SERVERS: [(Kind, bool); 4] = [
    (Kind::Pyftpdlib, false),
    (Kind::Pyftpdlib, true),
    (Kind::Vsftpd, false),
    (Kind::Vsftpd, true),
];

/// Runs a test against every server that is there, each with a place of its own.
fn each(test: impl Fn(&Place, Ftpd)) {
    for (kind, tls) in SERVERS {
        let place = Place::new();
        if let Some(server) = Ftpd::start(&place, kind, tls) {
            eprintln!("with {kind:?}, {}", if tls { "FTPS" } else { "plain" });
            test(&place, server);
        }
    }
}

fn folder(server: &Ftpd) -> Box<RemoteFolder> {
    Box::new(RemoteFolder::new(server.access(), Ftpd::directories()).unwrap())
}

fn workstation(server: &Ftpd) -> FolderWorkstation {
    let options = FolderWorkstationOptions {
        deadline: Duration::from_secs(30),
        poll: Duration::from_millis(20),
        max_backoff: Duration::from_millis(200),
        ..FolderWorkstationOptions::default()
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    FolderWorkstation::new(folder(server), profile, options)
}

fn options() -> FolderOptions {
    FolderOptions {
        interval: Duration::from_millis(20),
        ..quick()
    }
}

/// A server in good health gives no trouble.
struct NoTrouble;

impl Watch for NoTrouble {
    fn event(&self, event: &Event<'_>) {
        if let Event::Trouble(error) | Event::Lost(error) = event {
            panic!("{error}: {:?}", error.cause());
        }
    }
}

fn wait(service: &FolderService, what: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(40);
    while !what() {
        assert!(Instant::now() < until, "{:?}", service.status());
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_workstation_and_a_connector_meet_on_a_server() {
    each(|place, server| {
        let registry = registry();
        let connector = connector(Arc::clone(&registry) as Arc<_>);
        let service = FolderService::start(folder(&server), connector, options()).unwrap();
        let workstation = workstation(&server);
        let requests: [Request; 4] = [
            sample::query("1", CODE),
            sample::issued("2", "CA00001AA"),
            sample::query("3", "BNCGLI90A01F205X"),
            sample::issued("2", "CA00001AA"),
        ];
        let outcomes = requests.map(|request| workstation.send(&request).unwrap().answer.outcome);
        let expected = [Outcome::Ok, Outcome::Ok, Outcome::Error, Outcome::Ok];
        assert_eq!(outcomes, expected);
        assert_eq!(registry.cards(), 1);
        service.stop();
        for folder in [
            "in",
            "out",
            "in/_connettore/work",
            "in/_connettore/rejected",
        ] {
            assert_eq!(place.names(folder), [""; 0], "{folder}");
        }
    });
}

/// A registry in which the first notice of each connector waits for the first of the other: none can
/// be through with the folder before the other has claimed something.
struct Meeting {
    registry: Arc<MemoryRegistry>,
    arrived: Arc<(Mutex<usize>, Condvar)>,
    first: AtomicBool,
}

impl Registry for Meeting {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        self.registry.find(query)
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        if self.first.swap(false, Ordering::SeqCst) {
            let (count, changed) = &*self.arrived;
            let mut count = count.lock().unwrap();
            *count += 1;
            changed.notify_all();
            let long = Duration::from_secs(60);
            let met = changed.wait_timeout_while(count, long, |count| *count < 2);
            assert!(
                !met.unwrap().1.timed_out(),
                "the other connector got nothing"
            );
        }
        self.registry.card_issued(notice)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        self.registry.card_annulled(annulment)
    }
}

#[test]
fn connectors_share_a_server_and_work_off_a_full_folder() {
    each(|place, server| {
        let count = 120;
        let registry = registry();
        let log = Arc::new(MemoryAnswerLog::default());
        for number in 0..count {
            let request = sample::issued(&number.to_string(), &format!("CA{number:05}AA"));
            place.put(
                &format!("RIC-{number}.xml"),
                &support::place::bytes(&request),
            );
            place.put(&format!("{number}.junk"), b"x");
        }
        let arrived = Arc::new((Mutex::new(0), Condvar::new()));
        let services: Vec<_> = (0..2)
            .map(|_| {
                let profile = Arc::new(Profile::anpr().unwrap());
                let meeting = Arc::new(Meeting {
                    registry: Arc::clone(&registry),
                    arrived: Arc::clone(&arrived),
                    first: AtomicBool::new(true),
                });
                let connector = Connector::new(profile, meeting, log.clone());
                let options = FolderOptions {
                    batch: 9,
                    ..options()
                };
                let exchange = FolderExchange::new(folder(&server), connector, options).unwrap();
                FolderService::run(exchange.with_watch(Arc::new(NoTrouble))).unwrap()
            })
            .collect();
        let answers = || {
            place
                .names("out")
                .iter()
                .filter(|n| !n.ends_with(".tmp"))
                .count()
        };
        wait(&services[0], || answers() == count);
        wait(&services[0], || {
            place.names("in/_connettore/work").is_empty()
        });
        // A service counts a batch when it is done with it, after the answers are in place.
        let counted = || services.iter().map(|s| s.status().answered).sum::<u64>();
        wait(&services[0], || counted() >= count as u64);
        let status: Vec<_> = services.iter().map(FolderService::status).collect();
        services.into_iter().for_each(FolderService::stop);
        assert_eq!(status.iter().map(|s| s.answered).sum::<u64>(), count as u64);
        assert!(
            // More is nobody's promise: one may be a step ahead all the way.
            status.iter().all(|s| s.answered > 0 && s.repeated == 0),
            "{status:?}"
        );
        assert_eq!(registry.cards(), count);
        assert_eq!(place.names("in").len(), count, "the junk is left alone");
    });
}

/// The server is killed while requests wait and while answers are written, and comes back.
#[test]
fn a_server_that_was_gone_is_used_again() {
    each(|place, server| {
        let (kind, tls, port) = (server.kind, server.tls, server.port);
        let registry = registry();
        let connector = connector(Arc::clone(&registry) as Arc<_>);
        let service = FolderService::start(folder(&server), connector, options()).unwrap();
        let station = workstation(&server);
        let mut server = Some(server);
        let count = 12;
        std::thread::scope(|scope| {
            let asking = scope.spawn(|| {
                for number in 0..count {
                    let request = sample::issued(&number.to_string(), &format!("CA{number:05}AA"));
                    let exchange = station.send(&request).unwrap();
                    assert_eq!(exchange.answer.outcome, Outcome::Ok, "{number}");
                }
            });
            for pause in [150, 230, 310] {
                std::thread::sleep(Duration::from_millis(pause));
                drop(server.take());
                wait(&service, || service.status().trouble.is_some());
                assert_eq!(service.status().trouble, Some(Code::FtpUnreachable));
                server = Ftpd::start_at(place, kind, tls, port, 0);
                wait(&service, || service.status().trouble.is_none());
            }
            asking.join().unwrap();
        });
        assert_eq!(registry.cards(), count);
        service.stop();
    });
}

#[test]
fn a_broken_transfer_is_resumed() {
    for tls in [false, true] {
        let place = Place::new();
        let Some(server) = Ftpd::start_at(&place, Kind::Pyftpdlib, tls, 0, 2) else {
            return;
        };
        let mut folder = folder(&server);
        let name = OsStr::new("RIS-1.xml");
        let long: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        fs::write(place.path("out/RIS-1.xml"), &long).unwrap();
        assert_eq!(folder.read(Room::Answers, name, u64::MAX).unwrap(), long);
        let Some(server) = Ftpd::start_at(&place, Kind::Pyftpdlib, tls, 0, 2) else {
            return;
        };
        let access = server.access();
        let mut folder = RemoteFolder::new(access, Ftpd::directories()).unwrap();
        folder.write(Room::Requests, name, &long).unwrap();
        assert_eq!(place.read("in/RIS-1.xml"), long);
        // More breaks than patience is an error, not half a file.
        let Some(server) = Ftpd::start_at(&place, Kind::Pyftpdlib, tls, 0, 9) else {
            return;
        };
        let mut access = server.access();
        access.resumes = 2;
        let mut folder = RemoteFolder::new(access, Ftpd::directories()).unwrap();
        let failed = folder.read(Room::Answers, name, u64::MAX).unwrap_err();
        assert_eq!(failed.kind(), cie_core::error::Kind::Unavailable);
    }
}

#[test]
fn what_is_too_long_is_read_only_so_far() {
    each(|place, server| {
        fs::write(place.path("out/x"), vec![b'x'; 3_000_000]).unwrap();
        let mut folder = folder(&server);
        let read = folder.read(Room::Answers, OsStr::new("x"), 1000).unwrap();
        assert_eq!(read.len(), 1000);
        // The connection that was cut off is replaced.
        let there = folder
            .stat(Room::Answers, OsStr::new("x"))
            .unwrap()
            .unwrap();
        assert_eq!(there.size, 3_000_000);
        let gone = folder
            .read(Room::Answers, OsStr::new("y"), 1000)
            .unwrap_err();
        assert_eq!(gone.code(), Code::FileGone);
        assert!(
            folder
                .stat(Room::Answers, OsStr::new("y"))
                .unwrap()
                .is_none()
        );
        folder.delete(Room::Answers, OsStr::new("y")).unwrap();
        for name in ["..", "../x", "a/b", "a\r\nDELE x", ""] {
            let refused = folder.read(Room::Answers, OsStr::new(name), 1).unwrap_err();
            assert_eq!(refused.code(), Code::BadFolderOption, "{name:?}");
        }
    });
}

/// curl uploads at a crawl, under the final name.
#[test]
fn a_slow_upload_is_not_read_before_its_end() {
    each(|place, server| {
        let connector = connector(registry());
        let service = FolderService::start(folder(&server), connector, options()).unwrap();
        let message = place.path("message");
        let mut text = query("1");
        // Long enough to take a while.
        let close = text.iter().rposition(|b| *b == b'<').unwrap();
        text.splice(close..close, vec![b' '; 6_000]);
        fs::write(&message, &text).unwrap();
        let access = server.access();
        let url = format!("ftp://localhost:{}/in/RIC-1.xml", access.port);
        let mut curl = Command::new("curl");
        curl.args(["-sS", "--ipv4", "--limit-rate", "4k", "-T"])
            .arg(&message)
            .arg(url);
        curl.args([
            "--user",
            &format!("{}:{}", access.user, access.password.expose()),
        ]);
        if server.tls {
            curl.arg("--ssl-reqd")
                .arg("--cacert")
                .arg(place.path("ca.pem"));
        }
        let Ok(mut curl) = curl.stdin(Stdio::null()).spawn() else {
            return missing("curl");
        };
        assert!(curl.wait().unwrap().success());
        // Half a message, read too soon, would have been refused.
        wait(&service, || place.names("out") == ["RIS-1.xml"]);
        let answer = String::from_utf8(place.read("out/RIS-1.xml")).unwrap();
        assert!(answer.contains("<esitoOperazione>0000<"), "{answer}");
        service.stop();
    });
}

#[test]
fn what_the_server_refuses_is_said_at_the_start() {
    each(|_, server| {
        let start = |access, directories: Directories| {
            let folder = RemoteFolder::new(access, directories)?;
            FolderExchange::new(Box::new(folder), connector(registry()), quick()).map(|_| ())
        };
        start(server.access(), Ftpd::directories()).unwrap();
        let missing = Directories::new("in", "altrove");
        let error = start(server.access(), missing).unwrap_err();
        assert_eq!(error.code(), Code::FolderMissing, "{error}");
        let mut stranger = server.access();
        stranger.user = "altri".into();
        let error = start(stranger, Ftpd::directories()).unwrap_err();
        assert_eq!(error.code(), Code::FtpLogin, "{error}");
        let mut public = server.access();
        public.security = Security::Tls;
        // A certificate of an unknown authority, or no TLS at all.
        let error = start(public, Ftpd::directories()).unwrap_err();
        assert_eq!(error.code(), Code::FtpTls, "{error}");
        if server.tls {
            let mut plain = server.access();
            plain.security = Security::Plain;
            let error = start(plain, Ftpd::directories()).unwrap_err();
            let codes = [Code::FtpLogin, Code::FtpProtocol];
            assert!(codes.contains(&error.code()), "{error}");
        }
    });
}

#[test]
fn an_unreadable_certificate_is_refused() {
    let access = |pem: &str| {
        let security = Security::TlsWith(pem.to_owned());
        cie_sad::ftp::FtpAccess::new("localhost", 21, "x", "y", security)
    };
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for pem in ["", "nothing", broken] {
        let error = RemoteFolder::new(access(pem), Ftpd::directories())
            .err()
            .unwrap();
        assert_eq!(error.code(), Code::BadFolderOption, "{pem}");
    }
}
