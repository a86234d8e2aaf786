//! The contenders, each a process of its own.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cie_core::exchange::{AnswerLog, OperationKey, RegistryError, StoredAnswer, Tried};
use cie_core::journal::{Event, Hash, Journal};
use cie_sad::connector::{Connector, ExchangeRecord, MemoryAnswerLog, Observer, Patience};
use cie_sad::hosting::{Endpoint, Host, HostOptions, Route, TenantId, TenantSpec};
use cie_sad::http::{FrontOptions, ServerOptions, serve};
use cie_sad::profile::Profile;
use cie_store::{ImportOptions, RegistryConfig, Store, StoreOptions, Tx};

use crate::people;

/// Says where it listens, and ends when whoever started it is gone.
fn until_left_alone(address: std::net::SocketAddr) {
    println!("{address}");
    std::io::stdout().flush().expect("somebody to tell");
    let _ = std::io::stdin().read(&mut [0]);
}

/// A bare axum handler that reads the request and returns the same bytes every time.
pub fn bare(answer: &Path) {
    let body = axum::body::Bytes::from(std::fs::read(answer).expect("an answer"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("threads");
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let handler = move |_request: axum::body::Bytes| {
        let body = body.clone();
        async move { ([("content-type", "text/xml; charset=UTF-8")], body) }
    };
    let app = axum::Router::new().route("/sad", axum::routing::post(handler));
    runtime.spawn(async move { axum::serve(listener, app).await });
    until_left_alone(address);
}

/// An entry of the journal for each exchange, as `cie connector serve` writes it.
struct Journalled(Store);

impl Observer for Journalled {
    fn exchanged(&self, record: &ExchangeRecord<'_>) -> Result<(), RegistryError> {
        self.0.append_soon(event(record))?;
        Ok(())
    }

    fn exchanged_with(
        &self,
        record: &ExchangeRecord<'_>,
        keep: Option<(&OperationKey, &StoredAnswer)>,
        patience: Patience,
    ) -> Result<Tried<Option<StoredAnswer>>, RegistryError> {
        let both = |tx: &Tx<'_>| {
            let first = match keep {
                Some((key, answer)) => tx.remember(key, answer)?,
                None => None,
            };
            if first.is_none() {
                tx.append(event(record))?;
            }
            Ok(first)
        };
        Ok(match patience {
            Patience::Waits => Tried::Done(self.0.transact_soon(both)?),
            Patience::None => self.0.transact_now(both)?,
        })
    }
}

fn event(record: &ExchangeRecord<'_>) -> Event {
    let request = record.operation_id.map_or("-", |id| id.as_str());
    Event::new(
        chrono::DateTime::UNIX_EPOCH,
        request,
        "sad.interrogazione",
        "connector",
    )
    .with("outcome", "ok")
    .with("request_sha256", Hash(record.request_digest).to_string())
    .with("answer_sha256", Hash(record.answer_digest).to_string())
}

/// Our server over a registry in SQLite; its answers are kept in SQLite too, or in memory.
pub fn ours(database: &Path, kind: &str) {
    let options = StoreOptions {
        // As `sync_questions = true` says.
        sync_all: kind == "synced",
        ..StoreOptions::default()
    };
    let store = options.open(database).expect("a store");
    let registry = store.registry(RegistryConfig::new(people::COMUNE).expect("a code"));
    let profile = Arc::new(Profile::anpr().expect("a profile"));
    let answers: Arc<dyn AnswerLog> = match kind {
        "memory" => Arc::new(MemoryAnswerLog::default()),
        _ => Arc::new(store.clone()),
    };
    let mut connector = Connector::new(profile, Arc::new(registry), answers);
    if kind == "journalled" {
        connector = connector.with_observer(Arc::new(Journalled(store)));
    }
    let options = ServerOptions {
        // As `cie connector serve` without [limits].
        concurrency: 8,
        queue: 64,
        front: FrontOptions {
            idle_limit: Duration::from_secs(600),
            ..FrontOptions::default()
        },
        ..ServerOptions::default()
    };
    let server = serve("127.0.0.1:0", connector, &options).expect("a server");
    until_left_alone(server.local_addr());
}

/// Makes the store of so many people.
pub fn make(database: &Path, people: u64) {
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let making = std::thread::spawn(move || {
        people::write_csv(
            &mut std::io::BufWriter::with_capacity(1 << 20, writer),
            people,
        );
    });
    let store = Store::open(database).expect("a store");
    let registry = store.registry(RegistryConfig::new(people::COMUNE).expect("a code"));
    let report = registry
        .import_csv(&mut reader, &ImportOptions::default(), |_| ())
        .expect("an import");
    making.join().expect("a file");
    assert_eq!(report.imported, people, "{:?}", report.rejected.first());
}

/// So many tenants, each with a store of its own in this folder; one question to each, then the
/// memory that all of them take.
pub fn tenants(folder: &Path, count: usize, max_open: usize) {
    let host = Host::new(HostOptions {
        max_open,
        ..HostOptions::default()
    });
    let profile = Arc::new(Profile::anpr().expect("a profile"));
    for n in 0..count {
        let (database, profile) = (folder.join(format!("{n}.db")), Arc::clone(&profile));
        let open = move || -> Result<Arc<dyn Endpoint>, RegistryError> {
            let store = Store::open(&database)?;
            let registry = Arc::new(store.registry(RegistryConfig::new(people::COMUNE)?));
            Ok(Arc::new(Connector::new(
                Arc::clone(&profile),
                registry,
                Arc::new(store),
            )))
        };
        let name = format!("tenant-{n}");
        let spec = TenantSpec::new(&name, Route::path(format!("/{n}/sad"))).expect("a tenant");
        host.add(spec, Arc::new(open)).expect("a path of its own");
    }
    let template = people::Template::new();
    let request = template.fill(1, &people::code(1));
    let body = request
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("a body")
        + 4;
    let started = std::time::Instant::now();
    for n in 0..count {
        let id: TenantId = format!("tenant-{n}").parse().expect("a name");
        let answer = host
            .exchange(&id, request[body..].to_vec())
            .expect("an answer");
        assert_eq!(answer.codes, ["EN130"], "nobody is in there");
    }
    println!("{} {}", host.health().open, started.elapsed().as_secs_f64());
    std::io::stdout().flush().expect("somebody to tell");
    let _ = std::io::stdin().read(&mut [0]);
}
