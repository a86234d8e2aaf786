//! The exchange over a folder, one look at a time.

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
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use cie_core::error::Kind;
use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Outcome, Query, Registry, RegistryError, Request,
    Search, Subject,
};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::ftp::{
    Answered, Directories, Entry, Event, Folder, FolderExchange, FolderOptions, FolderService,
    FolderWorkstation, FolderWorkstationOptions, Foreign, LocalFolder, Room, Watch,
};
use cie_sad::profile::{FileNames, Profile};
use cie_sad::{Code, Error};
use support::place::{CODE, Place, bytes, connector, files, query, quick, registry, settle};
use support::sample;

fn look(exchange: &mut FolderExchange) -> cie_sad::ftp::Look {
    exchange.look(Instant::now(), &|| false).unwrap()
}

#[test]
fn a_request_is_answered_and_goes_away() {
    let place = Place::new();
    let connector = connector(registry());
    let mut exchange = place.exchange(connector.clone(), quick());
    place.put("RIC-1.xml", &query("1"));
    assert_eq!(look(&mut exchange).waiting, 1);
    let done = look(&mut exchange);
    assert_eq!((done.answered, done.rejected, done.waiting), (1, 0, 0));
    // The connector itself says what the answer is.
    assert_eq!(
        place.read("out/RIS-1.xml"),
        connector.handle(&query("1")).body
    );
    for folder in ["in", "in/_connettore/work", "in/_connettore/rejected"] {
        assert_eq!(place.names(folder), [""; 0], "{folder}");
    }
}

#[test]
fn answered_requests_may_be_kept() {
    let place = Place::new();
    let options = FolderOptions {
        answered: Answered::Keep,
        ..quick()
    };
    let mut exchange = place.exchange(connector(registry()), options);
    for _ in 0..2 {
        place.put("RIC-1.xml", &query("1"));
        settle(&mut exchange);
    }
    let kept = files(&place.path("in/_connettore/done"));
    assert_eq!(kept.len(), 2, "both uploads are kept");
    for (name, content) in kept {
        assert!(name.ends_with("~RIC-1.xml"), "{name}");
        assert_eq!(content, query("1"));
    }
}

/// A slow uploader, byte by byte: nothing is answered before the last tag is there.
#[test]
fn a_growing_file_is_never_read() {
    let place = Place::new();
    let message = query("1");
    let end = message.trim_ascii_end().len();
    let mut exchange = place.exchange(connector(registry()), quick());
    let mut file = fs::File::create(place.path("in/RIC-1.xml")).unwrap();
    for (at, byte) in message[..end].iter().enumerate() {
        // Two looks after each byte: it even seems to stand still.
        for _ in 0..2 {
            let look = look(&mut exchange);
            assert_eq!((look.answered, look.rejected), (0, 0), "{at} of {end}");
        }
        file.write_all(&[*byte]).unwrap();
    }
    settle(&mut exchange);
    let answer = String::from_utf8(place.read("out/RIS-1.xml")).unwrap();
    assert!(answer.contains("<esitoOperazione>0000<"), "{answer}");
}

#[test]
fn a_temporary_name_is_never_read() {
    let place = Place::new();
    let mut exchange = place.exchange(connector(registry()), quick());
    for name in ["RIC-1.xml.tmp", "RIC-1.TMP", ".RIC-1.xml", ".in.RIC-1.xml."] {
        place.put(name, &query("1"));
    }
    for _ in 0..5 {
        let look = look(&mut exchange);
        assert_eq!((look.answered, look.rejected, look.foreign), (0, 0, 0));
    }
    fs::rename(place.path("in/RIC-1.xml.tmp"), place.path("in/RIC-1.xml")).unwrap();
    assert_eq!(settle(&mut exchange).answered, 1);
}

/// Patience over, an incomplete file is refused to whoever waits for its answer, and put aside.
#[test]
fn an_abandoned_upload_is_refused_in_the_end() {
    let place = Place::new();
    let options = FolderOptions {
        patience: Duration::from_secs(60),
        ..quick()
    };
    let mut exchange = place.exchange(connector(registry()), options);
    let message = query("1");
    place.put("RIC-1.xml", &message[..message.len() / 2]);
    let start = Instant::now();
    for second in 0..60 {
        let look = exchange
            .look(start + Duration::from_secs(second), &|| false)
            .unwrap();
        assert_eq!((look.answered, look.rejected, look.waiting), (0, 0, 1));
    }
    let look = exchange
        .look(start + Duration::from_secs(61), &|| false)
        .unwrap();
    assert_eq!((look.answered, look.rejected), (1, 1));
    let answer = String::from_utf8(place.read("out/RIS-1.xml")).unwrap();
    assert!(answer.contains("EN489"), "{answer}");
    let rejected = files(&place.path("in/_connettore/rejected"));
    assert_eq!(rejected.len(), 2);
    let (name, reason) = rejected
        .iter()
        .find(|(name, _)| name.ends_with(".txt"))
        .unwrap();
    assert!(
        String::from_utf8_lossy(reason).starts_with("CIE-SAD-103\r\n"),
        "{name}"
    );
    let ticket = name.strip_suffix(".txt").unwrap();
    assert_eq!(
        rejected[&format!("{ticket}.xml")],
        message[..message.len() / 2]
    );
}

#[test]
fn oldest_first_and_not_more_than_a_batch() {
    let place = Place::new();
    let order = Arc::new(Mutex::new(Vec::new()));
    struct Order(Arc<Mutex<Vec<String>>>);
    impl Watch for Order {
        fn event(&self, event: &Event<'_>) {
            if let Event::Answered { request, .. } = event {
                self.0.lock().unwrap().push((*request).to_owned());
            }
        }
    }
    let options = FolderOptions {
        batch: 2,
        ..quick()
    };
    let mut exchange = place
        .exchange(connector(registry()), options)
        .with_watch(Arc::new(Order(Arc::clone(&order))));
    let now = SystemTime::now();
    for (id, age) in [("1", 10), ("2", 40), ("3", 20), ("4", 30), ("5", 40)] {
        place.put(&format!("RIC-{id}.xml"), &query(id));
        let path = place.path(&format!("in/RIC-{id}.xml"));
        let file = fs::File::options().append(true).open(path).unwrap();
        file.set_modified(now - Duration::from_secs(age)).unwrap();
    }
    let done = settle(&mut exchange);
    assert_eq!((done.answered, done.more), (2, true));
    let done = look(&mut exchange);
    assert_eq!((done.answered, done.more), (2, true));
    let done = look(&mut exchange);
    assert_eq!((done.answered, done.more), (1, false));
    let expected = ["2", "5", "4", "3", "1"].map(|id| format!("RIC-{id}.xml"));
    assert_eq!(*order.lock().unwrap(), expected);
}

#[test]
fn a_full_directory_is_worked_off() {
    let place = Place::new();
    let options = FolderOptions {
        listed: 100,
        ..quick()
    };
    let mut exchange = place.exchange(connector(registry()), options);
    for number in 0..600 {
        place.put(&format!("RIC-{number}.xml"), &query(&number.to_string()));
        // Junk of others must not use up what is listed.
        place.put(&format!("{number}.junk"), b"x");
    }
    let mut looks = 0;
    while place.names("out").len() < 600 {
        let look = look(&mut exchange);
        assert_eq!(look.foreign, 600);
        looks += 1;
        assert!(looks < 100);
    }
    for number in 0..600 {
        let answer = String::from_utf8(place.read(&format!("out/RIS-{number}.xml"))).unwrap();
        assert!(answer.contains(&format!(">{number}</id")), "{answer}");
    }
    assert_eq!(place.names("in").len(), 600, "the junk is still there");
}

#[cfg(unix)]
mod hostile {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    /// Names that a Linux server lets a client make, and two that it does not.
    fn names() -> Vec<Vec<u8>> {
        let mut names: Vec<Vec<u8>> = [
            "RIC-..xml",
            "RIC-.hidden.xml",
            "RIC-a b.xml",
            "RIC-1.xml\n",
            "RIC-\u{1}.xml",
            "RIC-\u{202e}.xml",
            "RIC-è.xml",
            "RIC-1.xml;rm -rf",
            "RIC-..\\..\\x.xml",
            "RIC-%2e%2e%2f.xml",
            "-rf",
            "RIC-.xml",
            "ric-1.xml",
            "RIC-CON.xml ",
            "0123abcd-01-0123abcd00000001~RIC-1.xml",
        ]
        .map(|name| name.as_bytes().to_vec())
        .to_vec();
        names.push(b"RIC-\xff\xfe.xml".to_vec());
        names.push([b"RIC-".as_slice(), &[b'9'; 200], b".xml"].concat());
        names.push(vec![b'x'; 255]);
        names
    }

    #[test]
    fn names_that_do_not_fit_are_left_or_put_aside() {
        for foreign in [Foreign::Leave, Foreign::Reject] {
            let place = Place::new();
            let mut all = names();
            for name in &all {
                let path = place.path("in").join(OsStr::from_bytes(name));
                fs::write(path, query("1")).unwrap();
            }
            fs::create_dir(place.path("in/RIC-2.xml")).unwrap();
            let target = place.path("secret");
            fs::write(&target, query("3")).unwrap();
            std::os::unix::fs::symlink(&target, place.path("in/RIC-3.xml")).unwrap();
            let options = FolderOptions { foreign, ..quick() };
            let mut exchange = place.exchange(connector(registry()), options);
            let mut rejected = 0;
            for _ in 0..4 {
                let look = look(&mut exchange);
                assert_eq!(look.answered, 0);
                rejected += look.rejected;
            }
            assert_eq!(place.names("out"), [""; 0]);
            assert!(target.exists(), "a link is not followed");
            let aside = files(&place.path("in/_connettore/rejected"));
            if foreign == Foreign::Leave {
                assert_eq!((rejected, aside.len()), (0, 0));
                assert_eq!(look(&mut exchange).foreign, all.len());
                continue;
            }
            assert_eq!((rejected, aside.len()), (all.len(), 2 * all.len()));
            all.sort();
            for (name, content) in aside {
                // Nothing of what the file was called.
                let (ticket, end) = name.split_once('.').unwrap();
                assert!(ticket.len() == 16 && ticket.bytes().all(|b| b.is_ascii_hexdigit()));
                if end == "txt" {
                    assert!(String::from_utf8_lossy(&content).starts_with("CIE-SAD-620"));
                } else {
                    assert_eq!((end, content), ("xml", query("1")));
                }
            }
        }
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_said_so() {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new();
        let close = |mode| {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(place.path("in"), mode).unwrap();
        };
        close(0o555);
        if fs::write(place.path("in/probe"), b"").is_ok() {
            fs::remove_file(place.path("in/probe")).unwrap();
            close(0o755);
            eprintln!("SKIPPED: this user may write everywhere");
            return;
        }
        let failed = FolderExchange::new(place.folder(), connector(registry()), quick());
        close(0o755);
        assert_eq!(failed.err().unwrap().code(), Code::FolderDenied);
    }
}

/// Fails a given number of times, then works.
struct Failing {
    left: AtomicUsize,
    panics: bool,
}

impl Registry for Failing {
    fn find(&self, _: &Query) -> Result<Search, RegistryError> {
        let left = self.left.load(Ordering::SeqCst);
        if left > 0 {
            self.left.store(left - 1, Ordering::SeqCst);
            assert!(!self.panics, "a registry that panics");
            return Err("down".into());
        }
        Ok(Search::Found(vec![Subject::new(sample::person())]))
    }
    fn card_issued(&self, _: &CardNotice) -> Result<CardEffect, RegistryError> {
        Ok(CardEffect::Recorded)
    }
    fn card_annulled(&self, _: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        Ok(CardEffect::Recorded)
    }
}

#[test]
fn a_registry_that_is_down_is_asked_again_and_then_given_up() {
    for panics in [false, true] {
        for (failures, code) in [(3, "0000"), (100, "EN148")] {
            let place = Place::new();
            let left = AtomicUsize::new(failures);
            let registry = Arc::new(Failing { left, panics });
            let mut exchange = place.exchange(connector(registry), quick());
            place.put("RIC-1.xml", &query("1"));
            place.put("RIC-2.xml", &query("2"));
            let (mut now, mut looks) = (Instant::now(), 0);
            while place.names("out").len() < 2 {
                exchange.look(now, &|| false).unwrap();
                now += Duration::from_millis(400);
                looks += 1;
                assert!(looks < 20);
            }
            let answer = String::from_utf8(place.read("out/RIS-1.xml")).unwrap();
            assert!(answer.contains(code), "{answer}");
            assert_eq!(place.names("in/_connettore/work"), [""; 0]);
        }
    }
}

/// An emissione that failed is not forgotten, and one that was done is not done again.
#[test]
fn a_repeated_upload_gets_the_same_bytes() {
    let place = Place::new();
    let registry = registry();
    let log = Arc::new(MemoryAnswerLog::default());
    let profile = Arc::new(Profile::anpr().unwrap());
    let shared: Arc<dyn Registry> = registry.clone();
    let connector = Connector::new(profile, shared, log);
    let mut exchange = place.exchange(connector, quick());
    let request = bytes(&sample::issued("1", "CA00001AA"));
    place.put("RIC-1.xml", &request);
    assert_eq!(settle(&mut exchange).repeated, 0);
    let first = place.read("out/RIS-1.xml");
    place.put("RIC-1.xml", &request);
    assert_eq!(settle(&mut exchange).repeated, 1);
    assert_eq!(place.read("out/RIS-1.xml"), first);
    assert_eq!(registry.cards(), 1);
    // Another request under the same identifier is a conflict, and says so.
    place.put("RIC-1.xml", &bytes(&sample::issued("1", "CA00002AA")));
    settle(&mut exchange);
    let answer = String::from_utf8(place.read("out/RIS-1.xml")).unwrap();
    assert!(answer.contains("SAD001"), "{answer}");
    assert_eq!(registry.cards(), 1);
}

#[test]
fn claims_of_the_dead_are_taken_over_and_of_the_living_respected() {
    let place = Place::new();
    let mut living = place.exchange(connector(registry()), quick());
    look(&mut living);
    let work = place.path("in/_connettore/work");
    let owner = fs::read_dir(&work).unwrap().find_map(|item| {
        let name = item.unwrap().file_name().into_string().unwrap();
        Some(name.strip_prefix('.')?.strip_suffix(".lock")?.to_owned())
    });
    let owner = owner.expect("a lock file");
    let claim = |owner: &str, id: &str| {
        let name = format!("{owner}-01-0000000000000001~RIC-{id}.xml");
        fs::write(work.join(name), query(id)).unwrap();
    };
    // Dead: its lock file is there, nobody holds the lock.
    fs::write(work.join(".deadbeef.lock"), b"").unwrap();
    claim(&owner, "1");
    claim("deadbeef", "2");
    claim("00000000", "3");
    let options = FolderOptions {
        lease: Duration::from_secs(60),
        ..quick()
    };
    let mut other = place.exchange(connector(registry()), options);
    let now = Instant::now();
    other.look(now, &|| false).unwrap();
    assert_eq!(place.names("out"), ["RIS-2.xml"]);
    // Of the third nobody knows: it has time until its lease is over.
    other
        .look(now + Duration::from_secs(59), &|| false)
        .unwrap();
    assert_eq!(place.names("out"), ["RIS-2.xml"]);
    other
        .look(now + Duration::from_secs(61), &|| false)
        .unwrap();
    assert_eq!(place.names("out"), ["RIS-2.xml", "RIS-3.xml"]);
    assert!(
        !work.join(".deadbeef.lock").exists(),
        "the dead are forgotten"
    );
    look(&mut living);
    assert_eq!(place.names("out").len(), 3);
}

/// What killed several connectors must not kill the next.
#[test]
fn a_deadly_request_is_put_aside() {
    let place = Place::new();
    let mut exchange = place.exchange(connector(registry()), quick());
    let work = place.path("in/_connettore/work");
    fs::write(work.join(".deadbeef.lock"), b"").unwrap();
    for (deaths, id) in [("02", "1"), ("03", "2")] {
        let name = format!("deadbeef-{deaths}-000000000000000{id}~RIC-{id}.xml");
        fs::write(work.join(name), query(id)).unwrap();
    }
    let look = look(&mut exchange);
    assert_eq!((look.answered, look.rejected), (2, 1));
    let text = |name: &str| String::from_utf8(place.read(name)).unwrap();
    assert!(text("out/RIS-1.xml").contains("<esitoOperazione>0000<"));
    assert!(text("out/RIS-2.xml").contains("EN148"));
    let reason = text("in/_connettore/rejected/0000000000000002.txt");
    assert!(reason.starts_with("CIE-SAD-621"), "{reason}");
}

#[test]
fn two_connectors_share_a_folder() {
    let place = Place::new();
    let registry = registry();
    let log = Arc::new(MemoryAnswerLog::default());
    let count = 400;
    let answered = Arc::new(Mutex::new(Vec::new()));
    struct Count(Arc<Mutex<Vec<String>>>);
    impl Watch for Count {
        fn event(&self, event: &Event<'_>) {
            if let Event::Answered {
                request, repeated, ..
            } = event
            {
                assert!(!repeated, "{request} was worked on twice");
                self.0.lock().unwrap().push((*request).to_owned());
            }
        }
    }
    for number in 0..count {
        let request = sample::issued(&number.to_string(), &format!("CA{number:05}AA"));
        place.put(&format!("RIC-{number}.xml"), &bytes(&request));
    }
    let services: Vec<_> = (0..3)
        .map(|_| {
            let profile = Arc::new(Profile::anpr().unwrap());
            let shared: Arc<dyn Registry> = registry.clone();
            let connector = Connector::new(profile, shared, log.clone());
            let options = FolderOptions {
                batch: 7,
                ..quick()
            };
            let exchange = place
                .exchange(connector, options)
                .with_watch(Arc::new(Count(Arc::clone(&answered))));
            FolderService::run(exchange).unwrap()
        })
        .collect();
    let until = Instant::now() + Duration::from_secs(60);
    while place.names("out").len() < count && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let shares: Vec<u64> = services.iter().map(|s| s.status().answered).collect();
    services.into_iter().for_each(FolderService::stop);
    let mut answered = answered.lock().unwrap().clone();
    answered.sort();
    answered.dedup();
    assert_eq!(answered.len(), count);
    assert_eq!(registry.cards(), count);
    assert!(
        shares.iter().filter(|share| **share > 0).count() > 1,
        "{shares:?}"
    );
    let work = place.path("in/_connettore/work");
    assert_eq!(fs::read_dir(work).unwrap().count(), 0, "locks are given up");
}

/// A share that goes away and comes back.
#[test]
fn a_folder_that_was_gone_is_served_again() {
    let place = Place::new();
    let service = FolderService::start(place.folder(), connector(registry()), quick()).unwrap();
    let wait = |what: &dyn Fn() -> bool| {
        let until = Instant::now() + Duration::from_secs(20);
        while !what() {
            assert!(Instant::now() < until, "{:?}", service.status());
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    place.put("RIC-1.xml", &query("1"));
    wait(&|| place.names("out").len() == 1);
    fs::rename(place.path("in"), place.path("away")).unwrap();
    wait(&|| service.status().failures > 2);
    assert_eq!(service.status().trouble, Some(Code::FolderUnavailable));
    fs::write(place.path("away/RIC-2.xml"), query("2")).unwrap();
    fs::rename(place.path("away"), place.path("in")).unwrap();
    wait(&|| place.names("out").len() == 2);
    wait(&|| service.status().trouble.is_none());
    service.stop();
}

/// A local folder whose disk is full, whose files are held open, and that does not replace files
/// by renaming, when told.
struct Wicked {
    inner: LocalFolder,
    full: Arc<AtomicBool>,
    held: Arc<AtomicBool>,
}

impl Folder for Wicked {
    fn prepare(&mut self) -> cie_sad::Result<()> {
        self.inner.prepare()
    }
    fn shared(&self) -> bool {
        self.inner.shared()
    }
    fn list(
        &mut self,
        room: Room,
        keep: &mut dyn FnMut(&OsStr) -> bool,
        limit: usize,
    ) -> cie_sad::Result<Vec<Entry>> {
        self.inner.list(room, keep, limit)
    }
    fn stat(&mut self, room: Room, name: &OsStr) -> cie_sad::Result<Option<Entry>> {
        self.inner.stat(room, name)
    }
    fn read(&mut self, room: Room, name: &OsStr, limit: u64) -> cie_sad::Result<Vec<u8>> {
        if name == "RIC-1.xml" && self.held.load(Ordering::SeqCst) {
            return Err(Error::new(Code::FolderUnavailable));
        }
        self.inner.read(room, name, limit)
    }
    fn write(&mut self, room: Room, name: &OsStr, bytes: &[u8]) -> cie_sad::Result<()> {
        if self.full.load(Ordering::SeqCst) {
            return Err(Error::new(Code::FolderFull));
        }
        self.inner.write(room, name, bytes)
    }
    fn rename(&mut self, from: (Room, &OsStr), to: (Room, &OsStr)) -> cie_sad::Result<()> {
        if self.inner.stat(to.0, to.1)?.is_some() {
            return Err(Error::new(Code::FolderDenied));
        }
        self.inner.rename(from, to)
    }
    fn delete(&mut self, room: Room, name: &OsStr) -> cie_sad::Result<()> {
        self.inner.delete(room, name)
    }
}

#[test]
fn a_full_disk_a_held_file_and_a_server_that_does_not_replace() {
    let place = Place::new();
    let full = Arc::new(AtomicBool::new(true));
    let held = Arc::new(AtomicBool::new(true));
    let folder = Wicked {
        inner: LocalFolder::new(place.directories()),
        full: Arc::clone(&full),
        held: Arc::clone(&held),
    };
    let registry = registry();
    let connector = connector(Arc::clone(&registry) as Arc<_>);
    let mut exchange = FolderExchange::new(Box::new(folder), connector, quick()).unwrap();
    place.put("RIC-1.xml", &query("1"));
    place.put("RIC-2.xml", &bytes(&sample::issued("2", "CA00001AA")));
    let mut look = |times| {
        let looks = (0..times).map(|_| exchange.look(Instant::now(), &|| false));
        looks.last().unwrap()
    };
    for _ in 0..4 {
        if let Err(error) = look(1) {
            assert_eq!(error.code(), Code::FolderFull);
        }
    }
    assert_eq!((place.names("out"), registry.cards()), (vec![], 1));
    full.store(false, Ordering::SeqCst);
    let done = look(1).unwrap();
    assert_eq!((done.answered, done.repeated, done.unusable), (1, 1, 1));
    assert_eq!(place.names("out"), ["RIS-2.xml"]);
    held.store(false, Ordering::SeqCst);
    assert_eq!(look(1).unwrap().answered, 1);
    // Again, while the first answer is still there.
    place.put("RIC-2.xml", &bytes(&sample::issued("2", "CA00001AA")));
    assert_eq!(look(2).unwrap().repeated, 1);
    assert_eq!(place.names("out"), ["RIS-1.xml", "RIS-2.xml"]);
    assert_eq!((place.names("in"), registry.cards()), (vec![], 1));
}

#[test]
fn what_is_wrong_from_the_start_is_said_at_the_start() {
    let place = Place::new();
    let start = |directories: Directories, profile: &str| {
        let profile = Arc::new(Profile::parse(profile).unwrap());
        let log = Arc::new(MemoryAnswerLog::default());
        let connector = Connector::new(profile, registry(), log);
        let folder = Box::new(LocalFolder::new(directories));
        FolderExchange::new(folder, connector, quick()).map(|_| ())
    };
    let mut missing = place.directories();
    missing.requests.push('x');
    let error = start(missing, Profile::ANPR).unwrap_err();
    assert_eq!(error.code(), Code::FolderMissing);
    // One folder for both: only with names that differ.
    let mut one = place.directories();
    one.answers = format!("{}/.", one.requests);
    start(one.clone(), Profile::ANPR).unwrap();
    let same = Profile::ANPR.replace("RIS-{id}.xml", "{id}.xml");
    assert_eq!(start(one, &same).unwrap_err().code(), Code::BadFolderOption);
    start(place.directories(), &same).unwrap();
}

#[test]
fn a_workstation_and_a_connector_meet_in_one_folder() {
    let place = Place::new();
    let mut directories = place.directories();
    directories.answers.clone_from(&directories.requests);
    let folder = || Box::new(LocalFolder::new(directories.clone()));
    let service = FolderService::start(folder(), connector(registry()), quick()).unwrap();
    let options = FolderWorkstationOptions {
        deadline: Duration::from_secs(20),
        poll: Duration::from_millis(10),
        ..FolderWorkstationOptions::default()
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    let workstation = FolderWorkstation::new(folder(), profile, options);
    let requests: [Request; 3] = [
        sample::query("1", CODE),
        sample::issued("2", "CA00001AA"),
        sample::query("1", CODE),
    ];
    let mut first = None;
    for request in requests {
        let exchange = workstation.send(&request).unwrap();
        assert_eq!(exchange.answer.outcome, Outcome::Ok);
        if let Request::Interrogazione(_) = request {
            let first = first.get_or_insert(exchange.answer_bytes.clone());
            assert_eq!(*first, exchange.answer_bytes);
        }
    }
    assert_eq!(place.names("in"), [""; 0], "nothing is left behind");
    assert_eq!(service.status().foreign, 0);
    service.stop();
}

#[test]
fn a_workstation_does_not_wait_for_ever() {
    let place = Place::new();
    let options = FolderWorkstationOptions {
        deadline: Duration::from_millis(200),
        poll: Duration::from_millis(10),
        ..FolderWorkstationOptions::default()
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    let workstation = FolderWorkstation::new(place.folder(), profile, options);
    let error = workstation.send(&sample::query("1", CODE)).err().unwrap();
    assert_eq!(
        (error.code(), error.kind()),
        (Code::AnswerLate, Kind::Unavailable)
    );
    assert_eq!(place.names("in"), ["RIC-1.xml"]);
    assert_eq!(place.read("in/RIC-1.xml"), query("1"));
    // Half an answer, by a connector that does not rename, is none.
    fs::write(place.path("out/RIS-1.xml"), b"<sad:RispostaCIE2><a>").unwrap();
    let error = workstation.send(&sample::query("1", CODE)).err().unwrap();
    assert_eq!(error.code(), Code::AnswerLate);
}

#[test]
fn answers_that_nobody_fetches_go_away_in_the_end() {
    let place = Place::new();
    let day = Duration::from_secs(24 * 3600);
    let mut exchange = place.exchange(connector(registry()), quick());
    let now = Instant::now();
    for name in ["RIS-1.xml", "RIS-2.xml.0123abcd.tmp", "altro.txt"] {
        fs::write(place.path("out").join(name), b"x").unwrap();
    }
    exchange.look(now, &|| false).unwrap();
    exchange.look(now + 6 * day, &|| false).unwrap();
    assert_eq!(place.names("out").len(), 3);
    exchange.look(now + 7 * day, &|| false).unwrap();
    assert_eq!(place.names("out"), ["altro.txt"], "what is not ours stays");
}

#[test]
fn shipped_names_are_told_apart() {
    for text in [Profile::ANPR, Profile::PIATTO] {
        assert!(Profile::parse(text).unwrap().file_names().distinct());
    }
    assert!(FileNames::default().distinct());
}
