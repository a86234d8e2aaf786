//! The database copied and brought back with PostgreSQL's own tools.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cie_core::exchange::{AnswerLog, CardEffect, Registry, Search};
use cie_core::issuance::State;
use cie_core::journal::{Event, Journal};
use cie_core::redact::Secret;
use cie_store::{
    Code, DataKey, Expected, MemoryKeys, Outbox, PgOptions, PgStore, RegistryConfig, Requests,
    Verified,
};

use super::{Server, load};
use crate::contract::outbox::push;
use crate::contract::people::{self, bianca};
use crate::contract::{at, requests};
use crate::sharing::{answer, key};

const CARD: &str = "CA00001AA";

/// Something of everything.
fn fill(store: &PgStore) -> Verified {
    let registry = load(store, &[bianca()]);
    let card = people::card(CARD, "2026-11-20", None);
    let effect = registry.card_issued(&people::notice(&bianca().person, card));
    assert_eq!(effect.unwrap(), CardEffect::Recorded);
    store.remember(&key("op-1"), &answer("op-1")).unwrap();
    let draft = requests::update(1, Expected::Absent, State::Draft);
    store.put(&draft).unwrap();
    store.enqueue(&push("card", 0)).unwrap();
    for n in 0..200 {
        let event = Event::new(at(n), format!("R{n}"), "x", "y");
        store.append(event.with("text", "à €\\\t\"'")).unwrap();
    }
    store.verify_journal().unwrap()
}

/// What was filled in is there, and the store goes on from it.
fn whole(store: &PgStore, noted: &Verified) {
    assert_eq!(store.verify_journal().unwrap(), *noted);
    let registry = store.registry(RegistryConfig::new(people::ROMA).unwrap());
    let found = registry.find(&people::by_code("RSSBNC64T70H501Z")).unwrap();
    let Search::Found(found) = found else {
        panic!("not found");
    };
    assert_eq!(found[0].person, bianca().person);
    assert_eq!(found[0].card.as_ref().unwrap().serial, CARD);
    assert_eq!(store.recall(&key("op-1")).unwrap(), Some(answer("op-1")));
    let draft = requests::update(1, Expected::Absent, State::Draft);
    let stored = store.get(&draft.number).unwrap().unwrap();
    assert_eq!((stored.version, stored.document), (1, draft.document));
    let queued = store.push("card").unwrap().unwrap();
    assert_eq!(queued.payload, push("card", 0).payload);

    // What was done is known to be done; the chain continues where it was.
    let card = people::card(CARD, "2026-11-20", None);
    let again = registry.card_issued(&people::notice(&bianca().person, card));
    assert_eq!(again.unwrap(), CardEffect::AlreadyRecorded);
    assert_eq!(
        store.remember(&key("op-1"), &answer("other")).unwrap(),
        answer("op-1")
    );
    store.append(Event::new(at(900), "R", "x", "y")).unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, noted.entries + 1);
}

#[test]
fn a_dump_brings_back_every_tenant_with_its_chain() {
    let Some(server) = Server::start() else {
        return;
    };
    let keys = Arc::new(MemoryKeys::new("k1", DataKey::new([1; 32])).unwrap());
    let options = |database: &str, sealed: bool| {
        let mut options = PgOptions {
            url: Secret::new(server.url_of(database)),
            ..server.options(if sealed { "015146" } else { "058091" })
        };
        options.keys = sealed.then(|| keys.clone() as Arc<_>);
        options
    };
    let plain = fill(&options("postgres", false).connect().unwrap());
    let sealed = fill(&options("postgres", true).connect().unwrap());

    let custom = server.socket().join("cie.dump");
    let script = server.socket().join("cie.sql");
    let (custom, script) = (custom.to_str().unwrap(), script.to_str().unwrap());
    let schema = "--schema=cie";
    server.tool("pg_dump", "postgres", &["-Fc", schema, "--file", custom]);
    server.tool("pg_dump", "postgres", &[schema, "--file", script]);
    let text = std::fs::read_to_string(script).unwrap();
    assert!(text.contains(CARD));

    server.create("custom");
    server.tool("pg_restore", "custom", &["--exit-on-error", custom]);
    server.create("script");
    let strict = ["-q", "-v", "ON_ERROR_STOP=1", "--file", script];
    server.tool("psql", "script", &strict);
    for database in ["custom", "script"] {
        whole(&options(database, false).connect().unwrap(), &plain);
        whole(&options(database, true).connect().unwrap(), &sealed);
        // What makes the journal append-only came back too.
        let mut admin = server.admin_of(database).unwrap();
        let refused = admin.batch_execute("DELETE FROM journal WHERE seq = 3");
        assert_eq!(refused.unwrap_err().code().unwrap().code(), "CIE20");
        let mut locked = options(database, true);
        locked.keys = None;
        let locked = locked.connect().unwrap();
        assert_eq!(locked.verify_journal().unwrap().entries, sealed.entries + 1);
        assert_eq!(
            locked.recall(&key("op-1")).unwrap_err().to_string(),
            cie_store::Error::new(Code::Sealed).to_string()
        );
    }

    // A dump that somebody changed: the chain says so.
    let changed = text.replacen("\tR150\t", "\tR151\t", 1);
    assert_ne!(changed, text);
    std::fs::write(script, changed).unwrap();
    server.create("changed");
    server.tool("psql", "changed", &strict);
    let stores = [false, true].map(|sealed| options("changed", sealed).connect().unwrap());
    let broken = stores.map(|store| store.verify_journal().map_err(|error| error.code()));
    assert!(broken.contains(&Err(Code::BrokenChain)), "{broken:?}");
}

/// A dump is of one moment: what is written together is in it together or not at all.
#[test]
fn a_dump_of_a_store_at_work_is_of_one_moment() {
    let Some(server) = Server::start() else {
        return;
    };
    let store = server.options("058091").connect().unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        /// Also when an expectation fails: the writers would go on for ever.
        struct Stop<'a>(&'a AtomicBool);
        impl Drop for Stop<'_> {
            fn drop(&mut self) {
                self.0.store(true, Ordering::Relaxed);
            }
        }
        let _stop = Stop(&stop);
        for writer in 0..3 {
            let (store, stop) = (&store, &stop);
            scope.spawn(move || {
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    let written = store.transact(|tx| {
                        tx.append(Event::new(at(n), format!("R{n}"), "x", "y"))?;
                        tx.enqueue(&push(&format!("{writer}-{n}"), 0))
                    });
                    written.unwrap();
                    n += 1;
                }
            });
        }
        let mut last = 0;
        for n in 0..3 {
            let file = server.socket().join(format!("{n}.dump"));
            let (file, database) = (file.to_str().unwrap(), format!("copy_{n}"));
            server.tool("pg_dump", "postgres", &["-Fc", "--file", file]);
            server.create(&database);
            server.tool("pg_restore", &database, &["--exit-on-error", file]);
            let options = PgOptions {
                url: Secret::new(server.url_of(&database)),
                ..server.options("058091")
            };
            let copy = options.connect().unwrap();
            let noted = copy.verify_journal().unwrap();
            assert_eq!(copy.counts().unwrap().pending, noted.entries);
            assert!(noted.entries > last, "{}", noted.entries);
            last = noted.entries;
        }
    });
}
