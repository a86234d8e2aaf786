//! Connector processes killed at random points under load: no acknowledged operation is lost, none
//! is applied twice, the chain of the journal verifies.
//!
//! Several workstations record and annul cards without a pause and send again what got no answer,
//! while the processes that answer them are killed (SIGKILL) and started again. Over SQLite there is
//! one process; over PostgreSQL two share the database and the workstations go to the other one. The
//! registry is a vendor's, in tables of its own that nothing keeps from doubling: no key, no unique
//! index, a row for each time that a notice was applied.
//!
//! `CIE_KILLS` says how many kills (15 without; 200 for the full run), `CIE_KILL_SEED` repeats the
//! times at which they come.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, Instant, SystemTime};

use cie_core::exchange::{AnswerLog, Outcome, Request};
use cie_core::journal::{Entry, Journal};
use cie_core::redact::Secret;
use cie_sad::connector::Connector;
use cie_sad::http::{ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_sad::workstation::{Workstation, WorkstationOptions};
use cie_store::{Dialect, Mapping, PgOptions, PgStore, Store, Verified};

use crate::keep::{Journalled, config};
use crate::people::{ROMA, Who, annulled, issued};
use crate::server::Server;

/// Where the process that dies finds its store: the path of a SQLite file, or the address of a
/// PostgreSQL database after `pg `.
const STORE: &str = "CIE_TEST_STORE";
const WORKSTATIONS: usize = 4;

/// Every time that a notice is applied leaves a row in `effetti`.
const MAPPING: &str = r#"
format = 1
name = "a vendor who trusts everybody"
database = "DIALECT"
[find.codice_fiscale]
sql = "SELECT * FROM persone WHERE cf = :codice_fiscale"
[find.registry_id]
sql = "SELECT * FROM persone WHERE id = :registry_id"
[find.cards]
sql = "SELECT * FROM carte WHERE persona = :registry_id ORDER BY progr"
[find.card]
sql = "SELECT * FROM carte WHERE numero = :serial"
[subject]
person.registry_id = "id"
person.tax_code = "cf"
person.surname = "cognome"
person.given = "nome"
person.sex = "sesso"
person.birth_date = "nato"
birth_place.comune = "luogo"
[card]
card.holder = "persona"
card.serial = "numero"
card.electronic = { column = "tipo", map = { E = "yes", C = "no" } }
card.issued_on = "rilascio"
card.expires_on = "scadenza"
card.valid_for_travel = { column = "espatrio", map = { S = "yes", N = "no" } }
card.comune = "comune"
card.comune_istat = "istat"
card.annulled_on = "annullata"
card.annulment_reason = { column = "motivo", map = { 1 = "material_error", 2 = "revocation", 3 = "other" } }
[parameters]
electronic = { map = { yes = "E", no = "C" } }
valid_for_travel = { map = { yes = "S", no = "N" } }
reason = { map = { material_error = "1", revocation = "2", other = "3" } }
[card_issued]
statements = ['''
INSERT INTO carte (persona, numero, tipo, rilascio, scadenza, espatrio, comune, istat)
VALUES (:registry_id, :serial, :electronic, :issued_on, :expires_on, :valid_for_travel,
        :card_comune, :card_comune_istat)''', '''
INSERT INTO effetti (operazione, numero) VALUES (:operation_id, :serial)''']
[card_annulled]
statements = ['''
UPDATE carte SET annullata = :annulled_on, motivo = :reason
WHERE numero = :serial AND annullata IS NULL''', '''
INSERT INTO effetti (operazione, numero) VALUES (:operation_id, :serial)''']
"#;

/// PROGR and DATE differ between the databases.
const TABLES: &str = "
CREATE TABLE persone (id TEXT, cf TEXT, cognome TEXT, nome TEXT, sesso TEXT, nato DATE, luogo TEXT);
CREATE TABLE carte (progr PROGR, persona TEXT, numero TEXT, tipo TEXT, rilascio DATE, scadenza DATE,
    espatrio TEXT, comune TEXT, istat TEXT, annullata DATE, motivo TEXT);
CREATE TABLE effetti (progr PROGR, operazione TEXT, numero TEXT);
CREATE INDEX carte_numero ON carte (numero);
CREATE INDEX effetti_operazione ON effetti (operazione);
INSERT INTO persone VALUES ('S1', 'RSSBNC80E57H501B', 'ROSSI', 'BIANCA', 'F', '1980-05-17', 'ROMA');
";

fn tables(dialect: Dialect) -> String {
    let (number, date) = match dialect {
        Dialect::Sqlite => ("INTEGER PRIMARY KEY", "TEXT"),
        _ => ("SERIAL", "DATE"),
    };
    TABLES
        .replace("PROGR", number)
        .replace("DATE,", &format!("{date},"))
}

fn mapping(dialect: Dialect) -> Mapping {
    Mapping::parse(&MAPPING.replace("DIALECT", dialect.name())).unwrap()
}

/// What processes share, and how to look at it from outside.
enum Shared {
    Sqlite { store: PathBuf, vendor: PathBuf },
    Postgres { url: String },
}

fn vendor_file(store: &Path) -> PathBuf {
    store.with_extension("vendor.db")
}

fn pg(url: &str) -> PgStore {
    PgOptions::new(Secret::new(url), ROMA).connect().unwrap()
}

/// What an office's store says from outside.
trait Office: AnswerLog + Journal {
    fn chain(&self) -> Verified;
}

impl Office for Store {
    fn chain(&self) -> Verified {
        self.verify_journal().unwrap()
    }
}

impl Office for PgStore {
    fn chain(&self) -> Verified {
        self.verify_journal().unwrap()
    }
}

impl Shared {
    fn sqlite(folder: &Path) -> Self {
        let store = folder.join("office.db");
        let vendor = vendor_file(&store);
        let made = rusqlite::Connection::open(&vendor).unwrap();
        made.execute_batch(&tables(Dialect::Sqlite)).unwrap();
        Self::Sqlite { store, vendor }
    }

    fn postgres(server: &Server) -> Self {
        let mut admin = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
        admin.batch_execute(&tables(Dialect::PostgreSql)).unwrap();
        Self::Postgres { url: server.url() }
    }

    fn name(&self) -> String {
        match self {
            Self::Sqlite { store, .. } => store.display().to_string(),
            Self::Postgres { url } => format!("pg {url}"),
        }
    }

    fn office(&self) -> Box<dyn Office> {
        match self {
            Self::Sqlite { store, .. } => Box::new(Store::open(store).unwrap()),
            Self::Postgres { url } => Box::new(pg(url)),
        }
    }

    /// How often each operation was applied.
    fn effects(&self) -> BTreeMap<String, u64> {
        const COUNT: &str = "SELECT operazione, count(*) FROM effetti GROUP BY operazione";
        let all: Vec<(String, i64)> = match self {
            Self::Sqlite { vendor, .. } => {
                let vendor = rusqlite::Connection::open(vendor).unwrap();
                vendor.busy_timeout(Duration::from_secs(20)).unwrap();
                let mut counted = vendor.prepare(COUNT).unwrap();
                let rows = counted.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
                rows.unwrap().map(Result::unwrap).collect()
            }
            Self::Postgres { url } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                let rows = client.query(COUNT, &[]).unwrap();
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        };
        let count = |(id, count): (String, i64)| (id, u64::try_from(count).unwrap());
        all.into_iter().map(count).collect()
    }
}

/// Not a test of its own: the connector that the tests below start in processes of their own, and
/// kill.
#[test]
#[ignore = "a connector for the other tests"]
fn connector_process() {
    let Ok(name) = std::env::var(STORE) else {
        return;
    };
    let profile = Arc::new(Profile::anpr().unwrap());
    let connector = match name.strip_prefix("pg ") {
        Some(url) => {
            let store = pg(url);
            let registry = mapping(Dialect::PostgreSql).open_postgres(url, config());
            let registry = Arc::new(registry.unwrap());
            Connector::new(profile, registry, Arc::new(store.clone()))
                .with_observer(Arc::new(Journalled(store)))
        }
        None => {
            let store = Store::open(&name).unwrap();
            let vendor = vendor_file(Path::new(&name));
            let registry = mapping(Dialect::Sqlite).open_sqlite(vendor, config());
            let registry = Arc::new(registry.unwrap());
            Connector::new(profile, registry, Arc::new(store.clone()))
                .with_observer(Arc::new(Journalled(store)))
        }
    };
    let server = serve("127.0.0.1:0", connector, &ServerOptions::default()).unwrap();
    println!("\nlistening http://{}/sad", server.local_addr());
    // Until the test is over, however it ends.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    server.shutdown();
}

/// A connector and where it listens.
struct Process {
    child: Child,
    url: String,
    /// Held open: a program that cannot say that it ends well does not end well.
    _output: BufReader<ChildStdout>,
}

impl Process {
    fn start(shared: &Shared) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "--nocapture"])
            .arg("kills::connector_process")
            .env(STORE, shared.name())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.by_ref().lines().map_while(Result::ok);
        let url = lines.find_map(|line| line.strip_prefix("listening ").map(str::to_owned));
        Self {
            child,
            url: url.expect("the connector starts"),
            _output: output,
        }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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

/// An operation that a workstation knows to be done.
struct Done {
    request: Request,
    answer: Vec<u8>,
}

/// What workstations and killer know of each other.
#[derive(Default)]
struct Field {
    /// Where connectors listen.
    urls: RwLock<Vec<String>>,
    done: Mutex<Vec<Done>>,
    /// Requests without an answer yet.
    open: AtomicUsize,
    /// Requests that got none and were sent again.
    lost: AtomicUsize,
    /// Answers that were given a second time.
    again: AtomicUsize,
    stop: AtomicBool,
}

/// A workstation at work: cards, every third of them annulled, and now and then an old operation
/// once more.
fn work(field: &Field, station: usize, seed: u64) {
    let profile = Arc::new(Profile::anpr().unwrap());
    let mut dice = Dice(seed);
    let mut clients: HashMap<String, Workstation> = HashMap::new();
    let mut send = |request: &Request| {
        let until = Instant::now() + Duration::from_secs(60);
        for attempt in 0.. {
            assert!(Instant::now() < until, "no answer for a minute");
            let url = {
                let urls = field.urls.read().unwrap();
                urls[(station + attempt) % urls.len()].clone()
            };
            let client = clients.entry(url.clone()).or_insert_with(|| {
                let options = WorkstationOptions {
                    attempts: 1,
                    connect_timeout: Duration::from_secs(2),
                    ..WorkstationOptions::default()
                };
                Workstation::new(&url, Arc::clone(&profile), options).unwrap()
            });
            field.open.fetch_add(1, Ordering::SeqCst);
            let sent = client.send(request);
            field.open.fetch_sub(1, Ordering::SeqCst);
            match sent {
                Ok(exchange) => {
                    let answer = &exchange.answer;
                    assert_eq!(answer.outcome, Outcome::Ok, "{:?}", answer.anomalies);
                    return exchange.answer_bytes;
                }
                Err(_) => {
                    field.lost.fetch_add(1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(3));
                }
            }
        }
        unreachable!("attempts do not end")
    };
    for n in 0.. {
        let serial = format!("C{station}{n:05}AA");
        let mut requests = vec![issued(&format!("E{station}N{n}"), Who::Bianca, &serial)];
        if n % 3 == 0 {
            requests.push(annulled(&format!("A{station}N{n}"), Who::Bianca, &serial));
        }
        for request in requests {
            if field.stop.load(Ordering::SeqCst) {
                return;
            }
            let answer = send(&request);
            field.done.lock().unwrap().push(Done { request, answer });
        }
        if dice.below(4) == 0 {
            let (request, answer) = {
                let done = field.done.lock().unwrap();
                let old = &done[dice.below(done.len())];
                (old.request.clone(), old.answer.clone())
            };
            assert_eq!(
                send(&request),
                answer,
                "another answer to the same operation"
            );
            field.again.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Looks at the store from outside: from the operations `from` on, and a few old ones.
fn inspect(shared: &Shared, field: &Field, from: usize, dice: &mut Dice) -> usize {
    // Those that are known by now; more come while we look.
    let count = field.done.lock().unwrap().len();
    let office = shared.office();
    office.chain();
    let effects = shared.effects();
    let doubled: Vec<_> = effects.iter().filter(|(_, count)| **count != 1).collect();
    assert!(doubled.is_empty(), "applied twice: {doubled:?}");
    let old = (0..20).map(|_| dice.below(count.max(1)));
    for at in (from..count).chain(old.filter(|at| *at < from)) {
        let done = field.done.lock().unwrap();
        let key = done[at].request.header().key();
        let answer = done[at].answer.clone();
        drop(done);
        let stored = office.recall(&key).unwrap();
        let stored = stored.unwrap_or_else(|| panic!("{} is lost", key.id));
        assert_eq!(*stored.body.expose(), answer, "{}", key.id);
        assert_eq!(effects.get(key.id.as_str()), Some(&1), "{}", key.id);
    }
    count
}

/// Tells the workstations to stop, also when an expectation fails: they would go on for ever.
struct Stop<'f>(&'f Field);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::SeqCst);
    }
}

fn kills(shared: &Shared, processes: usize) {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let seed =
        number("CIE_KILL_SEED").unwrap_or(now.as_secs() << 20 | u64::from(now.subsec_micros()));
    let wanted = number("CIE_KILLS").unwrap_or(15);
    eprintln!("seed {seed}, {wanted} kills");
    let mut dice = Dice(seed);
    let start = Instant::now();
    // They race to make the tables, too.
    let mut connectors: Vec<Process> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..processes)
            .map(|_| scope.spawn(|| Process::start(shared)))
            .collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let field = Field::default();
    let tell = |connectors: &[Process]| {
        let urls = connectors.iter().map(|process| process.url.clone());
        *field.urls.write().unwrap() = urls.collect();
    };
    tell(&connectors);
    let (mut at_work, mut seen) = (0, 0);
    std::thread::scope(|scope| {
        let _stop = Stop(&field);
        let stations: Vec<_> = (0..WORKSTATIONS)
            .map(|station| {
                let (field, seed) = (&field, seed ^ (station as u64 + 1) << 32);
                scope.spawn(move || work(field, station, seed))
            })
            .collect();
        for _ in 0..wanted {
            assert!(
                stations.iter().all(|station| !station.is_finished()),
                "a workstation gave up"
            );
            // Some kills come before the first answer of a process, some in the middle.
            std::thread::sleep(Duration::from_millis(dice.below(120) as u64));
            let victim = dice.below(processes);
            at_work += u64::from(field.open.load(Ordering::SeqCst) > 0);
            connectors[victim].kill();
            connectors[victim] = Process::start(shared);
            tell(&connectors);
            seen = inspect(shared, &field, seen, &mut dice);
        }
        field.stop.store(true, Ordering::SeqCst);
        for station in stations {
            station.join().unwrap();
        }
    });
    // In order, this time.
    for connector in &mut connectors {
        drop(connector.child.stdin.take());
        assert!(connector.child.wait().unwrap().success());
    }
    inspect(shared, &field, 0, &mut dice);
    let entries = shared.office().entries().unwrap();
    let done = field.done.into_inner().unwrap();
    journalled(&done, &entries);
    let effects = shared.effects();
    assert_eq!(
        effects.len(),
        done.len(),
        "nothing but what was acknowledged"
    );
    eprintln!(
        "{wanted} kills in {:.1?}, {at_work} with requests in hand; {} operations acknowledged, {} \
         sent again, {} old answers asked for again, {} entries",
        start.elapsed(),
        done.len(),
        field.lost.into_inner(),
        field.again.into_inner(),
        entries.len(),
    );
    assert!(
        at_work >= wanted / 2,
        "kills came when there was nothing to kill"
    );
}

/// Each operation is in the journal, and at most once as one that was not answered before.
fn journalled(done: &[Done], entries: &[Entry]) {
    let mut by_id: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in entries {
        let event = &entry.event;
        let fresh = !event.data.contains_key("repeated");
        let counts = by_id.entry(event.subject.as_str()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(fresh && event.data.get("ok").is_some_and(|ok| ok == "true"));
    }
    for one in done {
        let id = one.request.header().operation_id.as_str();
        let (all, fresh) = by_id.get(id).copied().unwrap_or_default();
        assert!(all >= 1 && fresh <= 1, "{id}: {all} entries, {fresh} fresh");
    }
}

#[test]
fn over_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    kills(&Shared::sqlite(folder.path()), 1);
}

#[test]
fn over_postgresql_with_two_processes() {
    let Some(server) = Server::start() else {
        return;
    };
    kills(&Shared::postgres(&server), 2);
}
