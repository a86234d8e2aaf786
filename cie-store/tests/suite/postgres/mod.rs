//! The same contracts over a real PostgreSQL server, and what only a server can go through.

mod dump;
mod faults;
mod server;

use std::sync::Arc;

use cie_core::exchange::Subject;
use cie_core::journal::{Event, Journal};
use cie_store::{Code, DataKey, MemoryKeys, PgRegistry, PgStore, RegistryConfig, Requests, Upsert};

use crate::contract::{self, people};
pub(crate) use server::Server;

fn load(store: &PgStore, subjects: &[Subject]) -> PgRegistry {
    let registry = store.registry(RegistryConfig::new(people::ROMA).unwrap());
    for subject in subjects {
        assert_eq!(registry.upsert(subject, None).unwrap(), Upsert::Added);
    }
    registry
}

/// Every contract, each for a tenant of its own: plain, then sealed.
#[test]
fn keeps_every_contract() {
    let Some(server) = Server::start() else {
        return;
    };
    let keys = Arc::new(MemoryKeys::new("k1", DataKey::new([1; 32])).unwrap());
    for sealed in [false, true] {
        let mut options = server.options("first");
        if sealed {
            options.tenant = "first.sealed".into();
            options.keys = Some(keys.clone());
        }
        let store = options.connect().unwrap();
        macro_rules! contracts {
            ($($room:ident::$case:ident,)+) => {$(
                let tenant = format!("{}.{}.{sealed}", stringify!($room), stringify!($case));
                eprintln!("{tenant}");
                contract::$room::$case(|| store.for_tenant(&tenant).unwrap());
            )+};
        }
        contracts! {
            journal::continues_across_reopening,
            journal::keeps_what_was_written,
            journal::threads_do_not_fork_it,
            journal::a_clock_that_jumps_does_not_break_it,
            answers::the_first_answer_stands,
            outbox::queues_once_for_each_key,
            outbox::goes_through_its_states,
            outbox::a_dead_sender_loses_nothing,
            requests::compares_before_it_sets,
            requests::one_writer_wins,
            requests::lists_in_order,
            requests::gives_each_number_once,
            requests::refuses_what_it_could_not_read_back,
            ledger::all_or_nothing,
            dispatch::sends_backs_off_and_gives_up,
            dispatch::a_clock_that_jumps_loses_no_push,
            keeping::retention_erases_what_is_due_and_nothing_else,
            keeping::retention_doubts_a_clock_that_jumps,
            keeping::erases_one_person_and_keeps_the_chain,
        }
        let count = std::cell::Cell::new(0);
        let fresh = |subjects: &[Subject]| {
            count.set(count.get() + 1);
            let tenant = format!("registry.{}.{sealed}", count.get());
            load(&store.for_tenant(&tenant).unwrap(), subjects)
        };
        contract::registry::finds_by_code(fresh);
        contract::registry::finds_by_particulars(fresh);
        contract::registry::tells_residents_elsewhere_from_cancelled(fresh);
        contract::registry::records_a_card_exactly_once(fresh);
        contract::registry::never_guesses_the_holder(fresh);
        contract::registry::annuls_one_card_and_no_other(fresh);
        contract::registry::shows_the_newest_valid_card(fresh);
    }
}

#[test]
fn tenants_do_not_see_each_other() {
    let Some(server) = Server::start() else {
        return;
    };
    let roma = server.options("058091").connect().unwrap();
    let milano = roma.for_tenant("015146").unwrap();
    let draft = contract::requests::update(
        1,
        cie_store::Expected::Absent,
        cie_core::issuance::State::Draft,
    );
    assert_eq!(roma.put(&draft).unwrap(), 1);
    assert_eq!(milano.get(&draft.number).unwrap(), None);
    assert_eq!(milano.put(&draft).unwrap(), 1);
    for store in [&roma, &milano, &roma] {
        let event = Event::new(contract::at(0), "R", "x", store.tenant());
        store.append(event).unwrap();
    }
    assert_eq!(roma.verify_journal().unwrap().entries, 2);
    assert_eq!(milano.verify_journal().unwrap().entries, 1);
    assert_eq!(milano.journal_of("R").unwrap()[0].event.actor, "015146");
    for bad in ["", "a b", "x'; DROP"] {
        assert_eq!(roma.for_tenant(bad).unwrap_err().code(), Code::BadLabel);
    }
}

/// Triggers refuse what the chain would show; without them the chain shows it.
#[test]
fn the_journal_is_append_only_and_shows_what_was_changed() {
    let Some(server) = Server::start() else {
        return;
    };
    let store = server.options("058091").connect().unwrap();
    for n in 0..1500 {
        store
            .append(Event::new(contract::at(n), format!("R{n}"), "x", "y"))
            .unwrap();
    }
    let mut exported = Vec::new();
    assert_eq!(store.export_journal(&mut exported).unwrap(), 1500);
    let verified = store.verify_journal().unwrap();
    assert_eq!(
        cie_store::verify_jsonl(exported.as_slice()).unwrap(),
        verified
    );

    let mut admin = server.admin().unwrap();
    for refused in [
        "UPDATE journal SET actor = 'z'",
        "DELETE FROM journal WHERE seq = 1500",
        "TRUNCATE journal",
        "INSERT INTO journal SELECT tenant, 9999, at, subject, what, actor, data, previous, hash \
         FROM journal WHERE seq = 7",
    ] {
        let error = admin.batch_execute(refused).unwrap_err();
        assert_eq!(error.code().unwrap().code(), "CIE20", "{refused}");
    }
    admin
        .batch_execute(
            "ALTER TABLE journal DISABLE TRIGGER ALL; \
             UPDATE journal SET actor = 'z' WHERE seq = 1234",
        )
        .unwrap();
    let error = store.verify_journal().unwrap_err();
    assert_eq!(error.code(), Code::BrokenChain);
    assert!(error.to_string().contains("1234"), "{error}");
}

#[test]
fn a_sealed_tenant_shows_nobody_and_is_sealed_anew() {
    use cie_core::exchange::{Registry, Search};
    let Some(server) = Server::start() else {
        return;
    };
    let keys = Arc::new(MemoryKeys::new("k1", DataKey::new([1; 32])).unwrap());
    let mut options = server.options("058091");
    load(&options.connect().unwrap(), &[people::bianca()]);
    let shown = || -> String {
        let mut admin = server.admin().unwrap();
        let row = admin
            .query_one(
                "SELECT concat_ws(' ', codice_fiscale, surname_key, given_key, \
                 encode(document, 'escape')) FROM subject",
                &[],
            )
            .unwrap();
        row.get(0)
    };
    assert!(shown().contains("ROSSI"));
    options.keys = Some(keys.clone());
    for name in ["k1", "k2"] {
        if name == "k2" {
            keys.rotate(name, DataKey::new([2; 32])).unwrap();
        }
        let store = options.connect().unwrap();
        let done = loop {
            let done = store.reseal(1).unwrap();
            if done.finished {
                break done;
            }
        };
        assert!(done.finished);
        let shown = shown();
        assert!(!shown.contains("ROSSI") && !shown.contains("RSSBNC"));
        let registry = store.registry(RegistryConfig::new(people::ROMA).unwrap());
        let found = registry.find(&people::by_code("RSSBNC64T70H501Z")).unwrap();
        assert!(matches!(found, Search::Found(found) if found == [people::bianca()]));
    }
    // Nothing of one tenant opens as another's, even with the same keys.
    server
        .admin()
        .unwrap()
        .batch_execute("UPDATE subject SET tenant = '015146'; UPDATE setting SET tenant = '015146'")
        .unwrap();
    options.tenant = "015146".into();
    assert_eq!(options.connect().unwrap_err().code(), Code::WrongKey);

    options.keys = None;
    options.tenant = "015146".into();
    let store = options.connect().unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, 0);
    let error = store.get(&contract::requests::number(1)).unwrap_err();
    assert_eq!(error.code(), Code::Sealed);
}

#[test]
fn programs_that_make_the_tables_at_once_all_get_them() {
    let Some(server) = Server::start() else {
        return;
    };
    std::thread::scope(|scope| {
        for n in 0..6 {
            let server = &server;
            scope.spawn(move || {
                let store = server.options("058091").connect().unwrap();
                let event = Event::new(contract::at(n), "R", "x", "y");
                store.append(event).unwrap();
            });
        }
    });
    let store = server.options("058091").connect().unwrap();
    assert_eq!(store.verify_journal().unwrap().entries, 6);

    let mut admin = server.admin().unwrap();
    admin
        .batch_execute("UPDATE schema_version SET version = 999")
        .unwrap();
    let error = server.options("058091").connect().unwrap_err();
    assert_eq!(error.code(), Code::NewerSchema);
    let mut elsewhere = server.options("058091");
    elsewhere.schema = "other".into();
    assert!(elsewhere.connect().is_ok());
    for bad in ["", "Cie", "cie; DROP", "1cie"] {
        elsewhere.schema = bad.into();
        let error = elsewhere.connect().unwrap_err();
        assert_eq!(error.code(), Code::DatabaseConfig);
    }
}
